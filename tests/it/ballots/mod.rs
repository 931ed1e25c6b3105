//! Anonymous means no link: attackers with every file, every backup and the log, who know who came when, find out no more
//! about whose ballot is whose than by throwing dice. And they are no fools: shown a careless record of the same casts,
//! each of them names nearly everybody.

mod attacks;
mod blocks;
mod dice;
mod evidence;
mod voting;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, SystemTime};

use footing::store::{Releases as _, SledStore};
use footing_core::survey::SurveyId;
use tempfile::{TempDir, tempdir};
use tokio::sync::OnceCell;

use self::dice::Dice;
use self::evidence::{Answers, Attempt, Copied, Evidence, Seized, Truth, Witnessed, forms_of};
use self::voting::Voting;

async fn voting() -> &'static Voting {
    static HELD: OnceCell<Voting> = OnceCell::const_new();
    HELD.get_or_init(Voting::hold).await
}

/// Every attack but on so much evidence is no better than chance.
#[track_caller]
fn assert_nobody_is_found(what: &str, evidence: &Evidence, truth: &Truth) {
    for Attempt { how, guess } in attacks::ALL.iter().flat_map(|attack| attack(evidence)) {
        let (hits, chance) = (truth.hits(&guess), evidence.chance(&guess));
        assert!(hits <= chance, "{what}: {how}: {hits} of {} right, by chance at most {chance}", guess.len());
    }
}

/// An attack of this kind names nine of ten.
#[track_caller]
fn assert_finds(attack: fn(&Evidence) -> Vec<Attempt>, evidence: &Evidence, truth: &Truth) {
    let best = attack(evidence).into_iter().max_by_key(|attempt| truth.hits(&attempt.guess)).unwrap();
    let (hits, chance) = (truth.hits(&best.guess), evidence.chance(&best.guess));
    assert!(hits * 10 >= truth.0.len() * 9 && hits > chance, "{}: {hits} of {}", best.how, truth.0.len());
}

#[tokio::test]
async fn the_end_of_a_wave_with_all_backups_and_logs_leads_from_nobody_to_a_ballot() {
    let voting = voting().await;
    assert_eq!(voting.end.casts.len(), 60);
    assert_eq!(voting.end.ballots.len(), 7, "six teams, and their leaders together");
    // What is looked for is there: every ballot in the log, and in nothing else.
    let all: Vec<Answers> = voting.end.ballots.values().flatten().cloned().collect();
    for file in &voting.end.files {
        let seen = seen(&voting.end, file);
        assert!(seen.is_empty() || file.name == "db", "{}", file.name);
        assert!(file.name != "db" || all.iter().all(|ballot| seen.contains(ballot)), "{} of {}", seen.len(), all.len());
    }
    assert_nobody_is_found("the end", &voting.end, &voting.truth);
}

#[tokio::test]
async fn everything_on_the_disk_in_the_middle_of_a_wave_leads_from_nobody_to_a_ballot() {
    let voting = voting().await;
    assert_eq!(voting.middle.casts.len(), 30);
    for file in &voting.middle.files {
        assert!(seen(&voting.middle, file).is_empty(), "{}", file.name);
    }
    assert_nobody_is_found("the middle", &voting.middle, &voting.truth);
}

#[tokio::test]
async fn a_backup_in_the_middle_of_a_wave_has_no_ballot_and_nobody_who_cast_one() {
    let voting = voting().await;
    for copy in &voting.end.copies {
        assert!(copy.files.iter().any(|file| file.name == "db"));
        for file in &copy.files {
            assert_eq!(voting.end.sightings(&file.bytes), [], "{}", file.name);
        }
    }
    let backup = voting.end.copies.iter().find(|copy| copy.after == 30).unwrap();
    let evidence = Evidence { files: backup.files.clone(), ..voting.middle.clone() };
    assert_nobody_is_found("a backup", &evidence, &voting.truth);
}

/// The ballots that stand in a file in the clear.
fn seen(evidence: &Evidence, file: &Seized) -> Vec<Answers> {
    let seen = evidence.sightings(&file.bytes).into_iter().map(|(_, ballot)| ballot.clone());
    seen.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The evidence with a careless record added, as some other store might have kept it.
fn with(voting: &Voting, files: Vec<Seized>) -> Evidence {
    let mut evidence = voting.end.clone();
    evidence.files.extend(files);
    evidence
}

fn journal(bytes: Vec<u8>) -> Vec<Seized> {
    vec![Seized { name: "journal".to_owned(), bytes, modified: SystemTime::UNIX_EPOCH }]
}

/// What was cast, in the order of casting.
fn record(voting: &Voting) -> Vec<(&Witnessed, &Answers)> {
    let ballot = |cast: &Witnessed| voting.truth.0.iter().find(|(_, person)| **person == cast.person).unwrap().0;
    voting.end.casts.iter().map(|cast| (cast, ballot(cast))).collect()
}

/// The same without the order.
fn shuffled(voting: &Voting) -> Vec<(&Witnessed, &Answers)> {
    let mut record = record(voting);
    Dice::new(3).shuffle(&mut record);
    record
}

#[tokio::test]
async fn ballots_appended_as_they_come_are_matched_in_every_form_and_either_way_round() {
    let voting = voting().await;
    for form in 0..4 {
        for newest_first in [false, true] {
            let mut lines: Vec<Vec<u8>> =
                record(voting).iter().map(|(_, ballot)| forms_of(ballot)[form].clone()).collect();
            if newest_first {
                lines.reverse();
            }
            assert_finds(attacks::by_order, &with(voting, journal(lines.join(&b'\n'))), &voting.truth);
        }
    }
}

#[tokio::test]
async fn ballots_filed_by_person_are_matched_although_the_person_is_not_in_the_file() {
    let voting = voting().await;
    let mut record = record(voting);
    record.sort_by_key(|(cast, _)| cast.person);
    let lines: Vec<Vec<u8>> = record.iter().map(|(_, ballot)| forms_of(ballot)[0].clone()).collect();
    assert_finds(attacks::by_order, &with(voting, journal(lines.join(&b'\n'))), &voting.truth);
}

#[tokio::test]
async fn ballots_with_a_file_each_are_matched_by_counted_names_and_by_file_times() {
    let voting = voting().await;
    let file = |name: String, ballot: &Answers, modified| Seized {
        name: format!("each/{name}"),
        bytes: forms_of(ballot)[0].clone(),
        modified,
    };
    let counted = (0..).zip(record(voting));
    let files = counted.map(|(number, (_, ballot))| file(format!("{number:03}"), ballot, SystemTime::UNIX_EPOCH));
    assert_finds(attacks::by_order, &with(voting, files.collect()), &voting.truth);

    let files = shuffled(voting).into_iter().zip(0..).map(|((cast, ballot), number)| {
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(cast.at.as_second() as u64);
        file(format!("{number:03}"), ballot, modified)
    });
    assert_finds(attacks::by_order, &with(voting, files.collect()), &voting.truth);
}

#[tokio::test]
async fn ballots_with_a_person_beside_are_matched_however_the_person_is_written() {
    let voting = voting().await;
    let forms: [fn(&Witnessed) -> Vec<u8>; 3] = [
        |cast| cast.person.as_bytes().to_vec(),
        |cast| cast.person.to_string().into_bytes(),
        |cast| cast.email.clone().into_bytes(),
    ];
    for form in forms {
        let lines: Vec<Vec<u8>> = shuffled(voting)
            .into_iter()
            .map(|(cast, ballot)| [form(cast), b" ".to_vec(), forms_of(ballot)[0].clone()].concat())
            .collect();
        assert_finds(attacks::by_name, &with(voting, journal(lines.join(&b'\n'))), &voting.truth);
    }
}

#[tokio::test]
async fn ballots_with_a_time_on_each_are_matched_however_the_time_is_written() {
    let voting = voting().await;
    let forms: [fn(&Witnessed) -> Vec<u8>; 4] = [
        |cast| cast.at.to_string().into_bytes(),
        |cast| cast.at.as_millisecond().to_string().into_bytes(),
        |cast| cast.at.as_millisecond().to_be_bytes().to_vec(),
        |cast| cast.at.as_nanosecond().to_le_bytes()[..8].to_vec(),
    ];
    for form in forms {
        let lines: Vec<Vec<u8>> = shuffled(voting)
            .into_iter()
            .map(|(cast, ballot)| [forms_of(ballot)[1].clone(), b"|".to_vec(), form(cast)].concat())
            .collect();
        assert_finds(attacks::by_time, &with(voting, journal(lines.join(&b'\n'))), &voting.truth);
    }
}

#[tokio::test]
async fn a_log_with_cookies_is_matched_by_its_addresses_its_times_and_its_order() {
    let voting = voting().await;
    let mut log = String::new();
    for (cast, ballot) in record(voting) {
        let cookie = String::from_utf8(forms_of(ballot)[3].clone()).unwrap();
        writeln!(log, "{} POST from 192.0.2.7 by {} cookie {cookie}", cast.at, cast.email).unwrap();
    }
    for attack in [attacks::by_order, attacks::by_name, attacks::by_time] {
        assert_finds(attack, &with(voting, journal(log.clone().into_bytes())), &voting.truth);
    }
}

#[tokio::test]
async fn backups_with_the_vault_in_them_are_matched_by_what_is_new_in_each() {
    let voting = voting().await;
    let mut copies = Vec::new();
    for copy in &voting.careless_copies {
        copies.push(Copied { after: copy.after, files: journal(opened(voting, copy).await) });
    }
    let careless = Evidence { copies, ..voting.end.clone() };
    let [Attempt { guess, .. }] = attacks::by_difference(&careless).try_into().unwrap();
    let (hits, chance) = (voting.truth.hits(&guess), careless.chance(&guess));
    assert!(hits > 2 * chance, "{hits}, by chance {chance}: this is why the vault is backed up apart");
    for copy in &voting.end.copies {
        assert!(restored(copy).await.is_none(), "without the vault there is nothing to be opened");
    }
    let every_one: Vec<Copied> = (1..=60)
        .map(|after| {
            let so_far: Vec<Vec<u8>> =
                record(voting)[..after].iter().map(|(_, ballot)| forms_of(ballot)[0].clone()).collect();
            Copied { after, files: journal(so_far.concat()) }
        })
        .collect();
    assert_finds(attacks::by_difference, &Evidence { copies: every_one, ..voting.end.clone() }, &voting.truth);
}

/// A copy as a store again; `None` where it is refused.
async fn restored(copy: &Copied) -> Option<(TempDir, SledStore)> {
    let dir = tempdir().unwrap();
    for file in &copy.files {
        let path = dir.path().join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    let store = SledStore::open(dir.path()).ok()?;
    Some((dir, store))
}

/// The ballots of a copy that has the vault with it.
async fn opened(voting: &Voting, copy: &Copied) -> Vec<u8> {
    let (_dir, store) = restored(copy).await.unwrap();
    let boxes = store.ballots(voting.wave, &SurveyId::parse("psychological-safety").unwrap()).await.unwrap();
    let ballots: Vec<_> = boxes.into_values().flatten().collect();
    serde_json::to_vec(&ballots).unwrap()
}

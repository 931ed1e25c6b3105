//! A wave as it happens: sixty people answer and vote through the real routes, on a store on the disk, one after another
//! in an order that is known, while the log is read and copies are made.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use footing::service::wave;
use footing::store::SledStore;
use footing_core::organisation::{PersonId, TeamId};
use footing_core::survey::{SurveyId, WaveId};
use jiff::SignedDuration;
use tempfile::tempdir;
use tracing_subscriber::fmt::MakeWriter;

use super::dice::Dice;
use super::evidence::{Answers, Copied, Evidence, Seized, Truth, Witnessed};
use crate::support::{App, Organisation, Visit};

const SAFETY: &str = "psychological-safety";
const PRACTICE: &str = "team-practice";
const TEAMS: [&str; 6] = ["A > 1", "A > 2", "A > 3", "B > 1", "B > 2", "B > 3"];
const PEOPLE: usize = 60;
/// How many cast between two copies.
const BETWEEN_COPIES: usize = 3;

/// What is left on the disk and in the log, at three times.
pub struct Voting {
    pub wave: WaveId,
    /// Everything there is in the middle of the wave: more than any backup has.
    pub middle: Evidence,
    /// When the wave is closed and the store was opened once more; with backups that were made as they should be.
    pub end: Evidence,
    /// The copies with the vault in them.
    pub careless_copies: Vec<Copied>,
    pub truth: Truth,
}

impl Voting {
    pub async fn hold() -> Voting {
        let dir = tempdir().unwrap();
        Voting::hold_in(dir.path()).await
    }

    /// The same with the data in a directory that stays.
    pub async fn hold_in(dir: &Path) -> Voting {
        // Else an event that another test meets first, while nobody listens, may be switched off for this one too.
        let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone());
        let _reading = tracing::subscriber::set_default(subscriber.finish());
        let app = App::on(Arc::new(SledStore::open(dir).unwrap()), "http://127.0.0.1:3000").await;
        let organisation = Organisation::founded(&app).await;
        organisation.import(&roster()).await;
        let wave = organisation.open_wave().await;

        let mut coming: Vec<usize> = (0..PEOPLE).collect();
        let mut dice = Dice::new(7);
        dice.shuffle(&mut coming);
        let items = questions(&app, SAFETY);
        let mut ballots = distinct_ballots(items.len(), &mut dice);
        let mut voting = Voting {
            wave,
            middle: Evidence { casts: vec![], ballots: BTreeMap::new(), files: vec![], copies: vec![] },
            end: Evidence { casts: vec![], ballots: BTreeMap::new(), files: vec![], copies: vec![] },
            careless_copies: Vec::new(),
            truth: Truth(BTreeMap::new()),
        };
        let mut waiting: Option<Visit<'_>> = None;
        for (count, number) in (1..).zip(coming) {
            let ballot = ballots.pop().unwrap();
            let mut visit = organisation.signed_in(&email(number)).await;
            app.time_passes(SignedDuration::from_millis(31_007));
            // Half of them have the confidential survey before the ballot and half after, while another one votes.
            let first_other = questions(&app, PRACTICE);
            answer(&mut visit, wave, PRACTICE, &first_other[..first_other.len() / 2], 4).await;
            let cast = voting.witness(&app, wave, number).await;
            for (item, value) in items.iter().zip(&ballot) {
                answer(&mut visit, wave, SAFETY, std::slice::from_ref(item), *value).await;
            }
            voting.end.ballots.entry(cast.group).or_default().push(ballot.clone());
            voting.truth.0.insert(ballot, cast.person);
            voting.end.casts.push(cast);
            if let Some(mut other) = waiting.replace(visit) {
                answer(&mut other, wave, PRACTICE, &first_other, 3).await;
            }
            if count % BETWEEN_COPIES == 0 {
                let files = seize(dir);
                let as_documented = files.iter().filter(|file| file.name != "vault");
                voting.end.copies.push(Copied { after: count, files: as_documented.cloned().collect() });
                voting.careless_copies.push(Copied { after: count, files });
            }
            if count == PEOPLE / 2 {
                voting.middle = Evidence { files: seize(dir), ..voting.end.clone() };
                voting.middle.files.push(log.seize());
            }
        }
        wave::close(organisation.context(), &organisation.by, wave).await.unwrap();
        drop((waiting, organisation));
        drop(app);
        drop(SledStore::open(dir).unwrap());
        voting.end.files = seize(dir);
        voting.end.files.push(log.seize());
        for ballots in voting.middle.ballots.values_mut().chain(voting.end.ballots.values_mut()) {
            ballots.sort();
        }
        voting
    }

    /// Whoever is about to cast is seen.
    async fn witness(&self, app: &App, wave: WaveId, number: usize) -> Witnessed {
        let (_, members) = app.context.store.roster().await.unwrap();
        let person: PersonId = members.iter().find(|member| member.email.as_str() == email(number)).unwrap().person;
        let group: TeamId = app.context.store.invited(wave, person).await.unwrap().unwrap().group;
        Witnessed { person, email: email(number), group, at: app.context.clock.now() }
    }
}

/// Ten people in each team; the first leads it, and so files further up.
fn roster() -> String {
    let row = |number: usize| {
        let team = TEAMS[number % TEAMS.len()];
        let leads = if number < TEAMS.len() { team } else { "" };
        format!("{},Person {number},{},{team},,,{leads},en\n", 100 + number, email(number))
    };
    let rows: String = (0..PEOPLE).map(row).collect();
    format!("id,name,email,team,work,location,leads,language\n{rows}")
}

fn email(number: usize) -> String {
    // In an order of its own.
    format!("p{:03}@example.org", number * 37 % 997)
}

fn questions(app: &App, survey: &str) -> Vec<String> {
    let survey = app.context.instruments.current(&SurveyId::parse(survey).unwrap()).unwrap();
    survey.questions().map(|question| question.id().to_owned()).collect()
}

fn distinct_ballots(length: usize, dice: &mut Dice) -> Vec<Answers> {
    let mut ballots: Vec<Answers> = Vec::new();
    while ballots.len() < PEOPLE {
        let ballot: Answers = (0..length).map(|_| 1 + dice.roll(5) as u8).collect();
        if !ballots.contains(&ballot) {
            ballots.push(ballot);
        }
    }
    ballots
}

async fn answer(visit: &mut Visit<'_>, wave: WaveId, survey: &str, questions: &[String], value: u8) {
    for question in questions {
        let place = format!("/w/{wave}/{survey}/q/{question}");
        let page = visit.post(&place, &format!("answer={value}&then=submit")).await;
        assert_eq!(page.status, 303, "{place}: {}", page.text());
    }
}

/// Every file below a directory.
fn seize(dir: &Path) -> Vec<Seized> {
    let (mut folders, mut files) = (vec![dir.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(dir).unwrap().display().to_string();
            // Nothing but zeros.
            if name != "ballast" {
                let modified = path.metadata().unwrap().modified().unwrap();
                files.push(Seized { name, bytes: fs::read(path).unwrap(), modified });
            }
        }
    }
    files
}

/// Everything this thread logs. The routes and the store's short half run on it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn seize(&self) -> Seized {
        let bytes = self.0.lock().unwrap().clone();
        assert!(String::from_utf8_lossy(&bytes).contains("served"), "the access log is in it");
        Seized { name: "log".to_owned(), bytes, modified: std::time::SystemTime::UNIX_EPOCH }
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Log;

    fn make_writer(&self) -> Log {
        self.clone()
    }
}

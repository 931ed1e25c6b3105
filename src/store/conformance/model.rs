//! A model check: whatever is done to the store on the disk, restarts included, it answers like the one in memory.
//! Names are few and meet often, so that the actions get into each other's way.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Something that is done to a store. Names are numbers from a small range, so that they often meet.
#[derive(Clone, Debug)]
enum Action {
    Enrol { person: u8, key: u8 },
    ReplaceKey { old: u8, new: u8 },
    Erase { person: u8 },
    OpenDraft { person: u8, of: Place, id: u8, version: u32 },
    Record { person: u8, of: Place, id: u8, item: u8, value: u8 },
    Submit { person: u8, of: Place, id: u8, revision: u64, place: u32 },
    KeepSurvey { survey: u8, version: u32, content: u8 },
    TakeOn { person: u8, step: u8, day: i8 },
    CheckIn { person: u8, step: u8, day: i8, note: u8 },
    Decline { person: u8, step: u8 },
    PutMember { person: u8, email: u8, is_active: bool },
    PutGrant { person: u8, email: u8, has_role: bool },
    KeepSession { person: u8, key: u8, until: i64 },
    KeepLink { person: u8, key: u8, until: i64 },
    RedeemLink { key: u8, now: i64 },
    FileUnder { person: u8, key: Option<u8> },
    Readdress { person: u8, is_locked: bool },
    Unlock { person: u8 },
    SessionSeen { key: u8, day: i8 },
    EndSessionsOf { person: u8 },
    ForgetExpired { now: i64 },
    OpenWave { wave: u8 },
    CloseWave { wave: u8 },
    Cast { person: u8, wave: u8, group: u8, value: u8 },
    Seal { wave: u8 },
    Restart,
}

/// A survey, and a wave or none.
type Place = (u8, Option<u8>);

fn any_action() -> impl Strategy<Value = Action> {
    let (person, key, survey, id, step) = (0..2_u8, 0..3_u8, 0..2_u8, 0..3_u8, 0..2_u8);
    let (version, day, value) = (1..3_u32, 1..4_i8, 0..3_u8);
    let (wave, email, second) = (0..2_u8, 0..3_u8, 0..4_i64);
    let of = (survey.clone(), proptest::option::of(wave.clone()));
    prop_oneof![
        3 => (person.clone(), key.clone()).prop_map(|(person, key)| Action::Enrol { person, key }),
        1 => (key.clone(), key).prop_map(|(old, new)| Action::ReplaceKey { old, new }),
        1 => person.clone().prop_map(|person| Action::Erase { person }),
        6 => (person.clone(), of.clone(), id.clone(), version.clone())
            .prop_map(|(person, of, id, version)| Action::OpenDraft { person, of, id, version }),
        6 => (person.clone(), of.clone(), id.clone(), value.clone(), value.clone())
            .prop_map(|(person, of, id, item, value)| Action::Record { person, of, id, item, value }),
        8 => (person.clone(), of, id, 0..3_u64, 0..3_u32)
            .prop_map(|(person, of, id, revision, place)| Action::Submit { person, of, id, revision, place }),
        2 => (survey, version, value.clone())
            .prop_map(|(survey, version, content)| Action::KeepSurvey { survey, version, content }),
        2 => (person.clone(), step.clone(), day.clone())
            .prop_map(|(person, step, day)| Action::TakeOn { person, step, day }),
        2 => (person.clone(), step.clone(), day.clone(), value.clone())
            .prop_map(|(person, step, day, note)| Action::CheckIn { person, step, day, note }),
        1 => (person.clone(), step).prop_map(|(person, step)| Action::Decline { person, step }),
        4 => (person.clone(), email.clone(), any::<bool>())
            .prop_map(|(person, email, is_active)| Action::PutMember { person, email, is_active }),
        2 => (person.clone(), email, any::<bool>())
            .prop_map(|(person, email, has_role)| Action::PutGrant { person, email, has_role }),
        2 => (person.clone(), 0..3_u8, second.clone())
            .prop_map(|(person, key, until)| Action::KeepSession { person, key, until }),
        2 => (person.clone(), 0..3_u8, second.clone())
            .prop_map(|(person, key, until)| Action::KeepLink { person, key, until }),
        1 => (0..3_u8, second.clone()).prop_map(|(key, now)| Action::RedeemLink { key, now }),
        1 => (person.clone(), proptest::option::of(0..3_u8)).prop_map(|(person, key)| Action::FileUnder { person, key }),
        2 => (person.clone(), any::<bool>()).prop_map(|(person, is_locked)| Action::Readdress { person, is_locked }),
        1 => person.clone().prop_map(|person| Action::Unlock { person }),
        1 => (0..3_u8, day.clone()).prop_map(|(key, day)| Action::SessionSeen { key, day }),
        1 => person.clone().prop_map(|person| Action::EndSessionsOf { person }),
        1 => second.prop_map(|now| Action::ForgetExpired { now }),
        4 => wave.clone().prop_map(|wave| Action::OpenWave { wave }),
        1 => wave.clone().prop_map(|wave| Action::CloseWave { wave }),
        4 => (person, wave.clone(), 0..2_u8, value)
            .prop_map(|(person, wave, group, value)| Action::Cast { person, wave, group, value }),
        1 => wave.prop_map(|wave| Action::Seal { wave }),
        1 => Just(Action::Restart),
    ]
}

/// Does it, and says what came of it in words that can be compared.
async fn carry_out(store: &dyn Store, action: &Action) -> String {
    let draft_id = |number: u8| ResponseId::from_random([number; 16]);
    match *action {
        Action::Enrol { person: who, key: with } => words(store.enrol(person(who), key(with), DAY).await),
        Action::ReplaceKey { old, new } => words(store.replace_key(key(old), key(new)).await),
        Action::Erase { person: who } => words(store.erase(person(who)).await),
        Action::OpenDraft { person: who, of: (survey, wave), id, version } => {
            let draft = Draft { id: draft_id(id), version, wave: wave.map(wave_id), ..new_draft(&named(survey)) };
            words(store.open_draft(person(who), draft).await)
        }
        Action::Record { person: who, of, id, item, value } => {
            let entry = entry(&named(item), value);
            words(store.record(person(who), &place(of), draft_id(id), entry).await)
        }
        Action::Submit { person: who, of, id, revision, place: among } => {
            let draft = store.draft(person(who), &place(of)).await.unwrap();
            let other = || Draft { wave: of.1.map(wave_id), ..new_draft(&named(of.0)) };
            let answered = draft.unwrap_or_else(other);
            let response = Response { id: draft_id(id), place: among, ..response_to(&answered) };
            words(store.submit(person(who), revision, response).await)
        }
        Action::KeepSurvey { survey: of, version, content } => {
            let file = vec![content; 5000 * usize::from(content)];
            words(store.keep_survey(&survey(&named(of)), version, ContentHash::of(&file), &file).await)
        }
        Action::TakeOn { person: who, step: of, day } => {
            let commitment = Commitment { response: draft_id(0), ..commitment(&named(of), day) };
            words(store.take_on(person(who), commitment).await)
        }
        Action::CheckIn { person: who, step: of, day, note } => {
            let on = date(2026, 5, day);
            words(store.check_in(person(who), &step(&named(of)), on, check_in(&named(note))).await)
        }
        Action::Decline { person: who, step: of } => words(store.decline(person(who), &step(&named(of))).await),
        Action::PutMember { person: who, email, is_active } => {
            let (number, members) = store.roster().await.unwrap();
            let has_it = |member: &Member| member.person != person(who) && member.email == address(email);
            if members.iter().any(|member| is_active && member.is_active() && has_it(member)) {
                return "no roster has an address twice".to_owned();
            }
            let left = (!is_active).then_some(DAY);
            let staff = StaffId::parse(&who.to_string()).unwrap();
            let member = Member { person: person(who), email: address(email), staff, left, ..new_member() };
            words(store.change_roster(number, &[member], &[], event()).await)
        }
        Action::PutGrant { person: who, email, has_role } => {
            let roles = has_role.then_some(Role::Analyst).into_iter().collect();
            words(store.put_grant(Grant { email: address(email), roles, person: person(who) }, event()).await)
        }
        Action::KeepSession { person: who, key: with, until } => {
            let session = sessions::session_of(person(who), address(who), until);
            // A key is random: nobody ever gets that of somebody else.
            store.end_session(key(with)).await.unwrap();
            words(store.keep_session(key(with), session, None).await)
        }
        Action::KeepLink { person: who, key: with, until } => {
            let link = sessions::link_of(person(who), address(who), until);
            store.redeem_link(key(with), at(0)).await.unwrap();
            words(store.keep_link(key(with), link).await)
        }
        Action::RedeemLink { key: with, now } => words(store.redeem_link(key(with), at(now)).await),
        Action::FileUnder { person: who, key: with } => words(store.file_under(person(who), with.map(key)).await),
        Action::Readdress { person: who, is_locked } => {
            let lock = AddressLock { before: address(who), since: DAY, seal: Seal::from_random([who; 32]) };
            let readdressed = Readdressed { person: person(who), lock: is_locked.then_some(lock), letter: None };
            let Some(member) = store.member(person(who)).await.unwrap() else { return "nobody".to_owned() };
            let (number, _) = store.roster().await.unwrap();
            words(store.change_roster(number, &[member], &[readdressed], event()).await)
        }
        Action::Unlock { person: who } => words(store.unlock(person(who), event()).await),
        Action::SessionSeen { key: with, day } => {
            words(store.session_seen(key(with), DAY.saturating_add(i64::from(day).days())).await)
        }
        Action::EndSessionsOf { person: who } => words(store.end_sessions_of(person(who)).await),
        Action::ForgetExpired { now } => words(store.forget_expired(at(now)).await),
        Action::OpenWave { wave } => {
            let draft = Wave { id: wave_id(wave), ..new_wave() };
            let open = draft.clone().opened(Vec::new(), 5, DAY).unwrap();
            let begun = store.change_wave(None, &draft, event()).await;
            let snapshot = Snapshot { people: Vec::new(), teams: Vec::new() };
            words(begun) + &words(store.open_wave(&draft, &open, &snapshot, event()).await)
        }
        Action::CloseWave { wave } => {
            let found = store.wave(wave_id(wave)).await.unwrap();
            let Some(Ok(closed)) = found.clone().map(|wave| wave.closed(DAY)) else { return "not open".to_owned() };
            words(store.change_wave(found.as_ref(), &closed, event()).await)
        }
        Action::Cast { person: who, wave, group, value } => {
            let ballot = serde_json::from_value(serde_json::json!([value, null])).unwrap();
            words(store.cast(&ballot_box(wave, group), person(who), ballot).await)
        }
        Action::Seal { wave } => words(store.open_ballots(wave_id(wave)).await),
        Action::Restart => String::new(),
    }
}

fn person(number: u8) -> PersonId {
    PersonId::from_random([number; 16])
}

fn key(number: u8) -> KeyHash {
    KeyHash([number; 32])
}

fn wave_id(number: u8) -> WaveId {
    WaveId::from_random([number; 16])
}

fn named(number: u8) -> String {
    format!("name-{number}")
}

fn place((name, wave): Place) -> Occasion {
    Occasion { survey: survey(&named(name)), wave: wave.map(wave_id) }
}

fn address(number: u8) -> EmailAddress {
    EmailAddress::parse(&format!("p{number}@example.org")).unwrap()
}

fn ballot_box(wave: u8, group: u8) -> BallotBox {
    let group = TeamPath::parse(&named(group)).unwrap().id();
    BallotBox { wave: wave_id(wave), survey: survey("name-0"), group }
}

/// Everything that can be read.
async fn all_of(store: &dyn Store) -> String {
    let mut all = words(store.roster().await) + &words(store.audit_log().await);
    for number in 0..3 {
        let (person, named) = (person(number), survey(&named(number)));
        all += &words(store.person_with_key(key(number)).await);
        for of in [(0, None), (1, None), (0, Some(0)), (1, Some(1))] {
            all += &words(store.draft(person, &place(of)).await);
        }
        all += &words(store.drafts(person).await.map(|drafts| drafts.len()));
        all += &words(store.member_with_email(&address(number)).await);
        all += &words(store.grant(person).await);
        all += &words(store.session(key(number)).await);
        all += &words(store.has_key(person).await);
        all += &words(store.address_lock(person).await);
        all += &words(store.sessions_of(person).await.map(|sessions| sessions.into_iter().collect::<BTreeMap<_, _>>()));
        for wave in 0..2 {
            all += &words(store.wave(wave_id(wave)).await);
            all += &words(store.handed_in(wave_id(wave), &named).await);
            all += &words(store.turnout(wave_id(wave), &named).await);
            all += &words(store.has_cast(&ballot_box(wave, number), person).await);
        }
        all += &words(store.responses(person).await);
        all += &words(store.commitments(person).await);
        all += &words(store.declined(person).await);
        all += &words(store.survey_versions(&named).await);
        for version in 1..3 {
            let file = store.survey_file(&named, version).await;
            all += &words(file.map(|file| file.map(|file| ContentHash::of(&file))));
        }
    }
    all
}

fn words<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    format!("{outcome:?}\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn sled_answers_like_memory_whatever_is_done_and_whenever_it_restarts(
        actions in proptest::collection::vec(any_action(), 1..80),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let dir = directory_in_memory();
        runtime.block_on(async {
            let memory = MemoryStore::default();
            let mut on_disk = open_again(None, dir.path());
            for action in actions {
                if let Action::Restart = action {
                    on_disk = open_again(Some(on_disk), dir.path());
                }
                let (in_memory, in_sled) = (carry_out(&memory, &action).await, carry_out(&on_disk, &action).await);
                prop_assert_eq!(in_memory, in_sled, "{:?}", action);
                prop_assert_eq!(all_of(&memory).await, all_of(&on_disk).await, "{:?}", action);
            }
            Ok(())
        })?;
    }
}

fn open_again(open: Option<SledStore>, dir: &Path) -> SledStore {
    drop(open);
    SledStore::open(dir).unwrap()
}

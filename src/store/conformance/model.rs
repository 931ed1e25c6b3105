//! A model check: whatever is done to the store on the disk, restarts included, it answers like the one in memory.
//! Names are few and meet often, so that the deeds get into each other's way.

use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Something that is done to a store. Names are numbers from a small range, so that they often meet.
#[derive(Clone, Debug)]
enum Deed {
    Enrol { person: u8, key: u8 },
    ReplaceKey { old: u8, new: u8 },
    Erase { person: u8 },
    OpenDraft { person: u8, survey: u8, id: u8, version: u32 },
    Record { person: u8, survey: u8, id: u8, item: u8, value: u8 },
    Submit { person: u8, survey: u8, id: u8, revision: u64, second: i64 },
    KeepSurvey { survey: u8, version: u32, content: u8 },
    TakeOn { person: u8, step: u8, day: i8 },
    CheckIn { person: u8, step: u8, day: i8, note: u8 },
    Decline { person: u8, step: u8 },
    Restart,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let (person, key, survey, id, step) = (0..2_u8, 0..3_u8, 0..2_u8, 0..3_u8, 0..2_u8);
    let (version, day, value) = (1..3_u32, 1..4_i8, 0..3_u8);
    prop_oneof![
        3 => (person.clone(), key.clone()).prop_map(|(person, key)| Deed::Enrol { person, key }),
        1 => (key.clone(), key).prop_map(|(old, new)| Deed::ReplaceKey { old, new }),
        1 => person.clone().prop_map(|person| Deed::Erase { person }),
        4 => (person.clone(), survey.clone(), id.clone(), version.clone())
            .prop_map(|(person, survey, id, version)| Deed::OpenDraft { person, survey, id, version }),
        6 => (person.clone(), survey.clone(), id.clone(), value.clone(), value.clone())
            .prop_map(|(person, survey, id, item, value)| Deed::Record { person, survey, id, item, value }),
        6 => (person.clone(), survey.clone(), id, 0..3_u64, 0..3_i64)
            .prop_map(|(person, survey, id, revision, second)| Deed::Submit { person, survey, id, revision, second }),
        2 => (survey, version, value.clone())
            .prop_map(|(survey, version, content)| Deed::KeepSurvey { survey, version, content }),
        2 => (person.clone(), step.clone(), day.clone())
            .prop_map(|(person, step, day)| Deed::TakeOn { person, step, day }),
        2 => (person.clone(), step.clone(), day, value)
            .prop_map(|(person, step, day, note)| Deed::CheckIn { person, step, day, note }),
        1 => (person, step).prop_map(|(person, step)| Deed::Decline { person, step }),
        1 => Just(Deed::Restart),
    ]
}

/// Does it, and says what came of it in words that can be compared.
async fn carry_out(store: &dyn Store, deed: &Deed) -> String {
    let person = |number: u8| PersonId::from_random([number; 16]);
    let key = |number: u8| KeyHash([number; 32]);
    let draft_id = |number: u8| ResponseId::from_random([number; 16]);
    let named = |number: u8| format!("name-{number}");
    match *deed {
        Deed::Enrol { person: who, key: with } => words(store.enrol(person(who), key(with), DAY).await),
        Deed::ReplaceKey { old, new } => words(store.replace_key(key(old), key(new)).await),
        Deed::Erase { person: who } => words(store.erase(person(who)).await),
        Deed::OpenDraft { person: who, survey, id, version } => {
            let draft = Draft { id: draft_id(id), version, ..new_draft(&named(survey)) };
            words(store.open_draft(person(who), draft).await)
        }
        Deed::Record { person: who, survey: of, id, item, value } => {
            let entry = entry(&named(item), value);
            words(store.record(person(who), &alone(survey(&named(of))), draft_id(id), entry).await)
        }
        Deed::Submit { person: who, survey: of, id, revision, second } => {
            let draft = store.draft(person(who), &alone(survey(&named(of)))).await.unwrap();
            let answered = draft.unwrap_or_else(|| new_draft(&named(of)));
            let response = Response { id: draft_id(id), submitted: at(second), ..response_to(&answered) };
            words(store.submit(person(who), revision, response).await)
        }
        Deed::KeepSurvey { survey: of, version, content } => {
            let file = vec![content; 5000 * usize::from(content)];
            words(store.keep_survey(&survey(&named(of)), version, ContentHash::of(&file), &file).await)
        }
        Deed::TakeOn { person: who, step: of, day } => {
            let commitment = Commitment { response: draft_id(0), ..commitment(&named(of), day) };
            words(store.take_on(person(who), commitment).await)
        }
        Deed::CheckIn { person: who, step: of, day, note } => {
            let on = date(2026, 5, day);
            words(store.check_in(person(who), &step(&named(of)), on, check_in(&named(note))).await)
        }
        Deed::Decline { person: who, step: of } => words(store.decline(person(who), &step(&named(of))).await),
        Deed::Restart => String::new(),
    }
}

/// Everything that can be read.
async fn all_of(store: &dyn Store) -> String {
    let mut all = String::new();
    for number in 0..3 {
        let (person, named) = (PersonId::from_random([number; 16]), survey(&format!("name-{number}")));
        all += &words(store.person_with_key(KeyHash([number; 32])).await);
        all += &words(store.draft(person, &alone(survey("name-0"))).await);
        all += &words(store.draft(person, &alone(survey("name-1"))).await);
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
        deeds in proptest::collection::vec(any_deed(), 1..60),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let dir = directory_in_memory();
        runtime.block_on(async {
            let memory = MemoryStore::default();
            let mut on_disk = open_again(None, dir.path());
            for deed in deeds {
                if let Deed::Restart = deed {
                    on_disk = open_again(Some(on_disk), dir.path());
                }
                let (in_memory, in_sled) = (carry_out(&memory, &deed).await, carry_out(&on_disk, &deed).await);
                prop_assert_eq!(in_memory, in_sled, "{:?}", deed);
                prop_assert_eq!(all_of(&memory).await, all_of(&on_disk).await, "{:?}", deed);
            }
            Ok(())
        })?;
    }
}

fn open_again(open: Option<SledStore>, dir: &Path) -> SledStore {
    drop(open);
    SledStore::open(dir).unwrap()
}

//! What every store must do, one sentence of the traits after another, and a model check: whatever is done to the store
//! on the disk, restarts included, it answers like the one in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tokio::task::JoinSet;

use super::{MemoryStore, Occasion, Result, SledStore, Store, StoreError};
use crate::guidance::StepId;
use crate::organisation::{KeyHash, PersonId};
use crate::practice::{CheckIn, Commitment, Note, Outcome};
use crate::survey::{Answer, ContentHash, Draft, Entry, ItemId, Language, Response, ResponseId, SurveyId};

/// Makes a test of every sentence for every store.
macro_rules! sentences {
    ($($sentence:ident,)+) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $sentence() {
                super::$sentence(std::sync::Arc::new(super::MemoryStore::default())).await;
            })+
        }

        mod sled {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $sentence() {
                let dir = super::directory_in_memory();
                super::$sentence(std::sync::Arc::new(super::SledStore::open(dir.path()).unwrap())).await;
            })+
        }
    };
}

sentences! {
    a_new_key_enrols_the_person,
    a_known_key_gives_the_person_it_belongs_to,
    a_replaced_key_opens_nothing_and_the_new_one_opens_the_same,
    a_key_that_opens_nothing_cannot_be_replaced,
    a_key_cannot_be_replaced_by_one_of_somebody_else,
    replacing_a_key_by_itself_changes_nothing,
    erasing_removes_everything_of_the_person_and_nothing_of_others,
    nothing_is_written_for_somebody_who_was_erased,
    erasing_somebody_unknown_changes_nothing,
    somebody_who_was_erased_can_enrol_again_and_finds_nothing,
    a_person_has_one_draft_of_a_survey,
    drafts_of_different_surveys_and_people_do_not_meet,
    a_draft_of_somebody_unknown_is_not_opened,
    recording_replaces_the_answer_and_raises_the_revision,
    recording_needs_the_draft_of_that_id,
    tabs_that_record_at_once_lose_nothing,
    submitting_puts_the_response_in_the_place_of_the_draft,
    submitting_twice_gives_the_first_response,
    submitting_a_stale_revision_is_a_conflict,
    submitting_needs_the_draft_of_that_id,
    a_submit_that_races_an_answer_takes_it_in_or_fails,
    a_hundred_submits_at_once_give_one_response,
    after_a_submit_another_draft_can_be_opened,
    responses_come_oldest_first,
    a_survey_file_comes_back_byte_for_byte,
    keeping_the_same_file_again_changes_nothing,
    a_survey_file_is_replaced_while_nobody_has_answered,
    a_draft_fixes_the_survey_file_for_good,
    survey_versions_come_ascending_and_by_survey,
    a_step_is_taken_on_once,
    a_step_of_somebody_unknown_is_not_taken_on,
    check_ins_are_kept_by_day,
    a_check_in_needs_a_commitment,
    commitments_come_oldest_first,
    declining_twice_is_once,
    a_step_of_somebody_unknown_is_not_declined,
    declined_steps_come_in_the_order_of_their_ids,
    a_healthy_store_takes_a_probe,
}

async fn a_new_key_enrols_the_person(store: Arc<dyn Store>) {
    let (person, key) = (new_person(), new_key());
    assert_eq!(store.person_with_key(key).await.unwrap(), None);
    assert_eq!(store.enrol(person, key, DAY).await.unwrap(), person);
    assert_eq!(store.person_with_key(key).await.unwrap(), Some(person));
}

async fn a_known_key_gives_the_person_it_belongs_to(store: Arc<dyn Store>) {
    let (person, key) = enrolled(&store).await;
    assert_eq!(store.enrol(new_person(), key, DAY).await.unwrap(), person);
    assert_eq!(store.person_with_key(key).await.unwrap(), Some(person));
}

async fn a_replaced_key_opens_nothing_and_the_new_one_opens_the_same(store: Arc<dyn Store>) {
    let ((person, old), new) = (enrolled(&store).await, new_key());
    store.replace_key(old, new).await.unwrap();
    assert_eq!(store.person_with_key(old).await.unwrap(), None);
    assert_eq!(store.person_with_key(new).await.unwrap(), Some(person));
}

async fn a_key_that_opens_nothing_cannot_be_replaced(store: Arc<dyn Store>) {
    let new = new_key();
    assert_not_found(store.replace_key(new_key(), new).await);
    assert_eq!(store.person_with_key(new).await.unwrap(), None);
}

async fn a_key_cannot_be_replaced_by_one_of_somebody_else(store: Arc<dyn Store>) {
    let ((one, key_of_one), (other, key_of_other)) = (enrolled(&store).await, enrolled(&store).await);
    assert_conflict(store.replace_key(key_of_one, key_of_other).await);
    assert_eq!(store.person_with_key(key_of_one).await.unwrap(), Some(one));
    assert_eq!(store.person_with_key(key_of_other).await.unwrap(), Some(other));
}

async fn replacing_a_key_by_itself_changes_nothing(store: Arc<dyn Store>) {
    let (person, key) = enrolled(&store).await;
    store.replace_key(key, key).await.unwrap();
    assert_eq!(store.person_with_key(key).await.unwrap(), Some(person));
}

async fn erasing_removes_everything_of_the_person_and_nothing_of_others(store: Arc<dyn Store>) {
    let ((person, key), (other, key_of_other)) = (enrolled(&store).await, enrolled(&store).await);
    let second_key = new_key();
    store.enrol(person, second_key, DAY).await.unwrap();
    for person in [person, other] {
        submitted(&store, person).await;
        opened(&store, person).await;
        store.take_on(person, commitment("try-it", 1)).await.unwrap();
        store.check_in(person, &step("try-it"), DAY, check_in("went well")).await.unwrap();
        store.decline(person, &step("not-now")).await.unwrap();
    }
    let before = everything_of(&store, other).await;

    store.erase(person).await.unwrap();

    for key in [key, second_key] {
        assert_eq!(store.person_with_key(key).await.unwrap(), None);
    }
    assert_eq!(everything_of(&store, person).await, Everything::default());
    assert_eq!(store.person_with_key(key_of_other).await.unwrap(), Some(other));
    assert_eq!(everything_of(&store, other).await, before);
}

async fn nothing_is_written_for_somebody_who_was_erased(store: Arc<dyn Store>) {
    let (person, key) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    store.take_on(person, commitment("try-it", 1)).await.unwrap();
    store.erase(person).await.unwrap();

    assert_not_found(store.replace_key(key, new_key()).await);
    assert_not_found(store.open_draft(person, new_draft("survey")).await);
    assert_not_found(store.record(person, &occasion(&draft), draft.id, entry("item", 1)).await);
    assert_not_found(store.submit(person, draft.revision, response_to(&draft)).await);
    assert_not_found(store.take_on(person, commitment("try-it", 1)).await);
    assert_not_found(store.check_in(person, &step("try-it"), DAY, check_in("late")).await);
    assert_not_found(store.decline(person, &step("try-it")).await);
    assert_eq!(everything_of(&store, person).await, Everything::default());
}

async fn erasing_somebody_unknown_changes_nothing(store: Arc<dyn Store>) {
    let (person, key) = enrolled(&store).await;
    store.erase(new_person()).await.unwrap();
    assert_eq!(store.person_with_key(key).await.unwrap(), Some(person));
}

async fn somebody_who_was_erased_can_enrol_again_and_finds_nothing(store: Arc<dyn Store>) {
    let (person, key) = enrolled(&store).await;
    submitted(&store, person).await;
    store.erase(person).await.unwrap();
    assert_eq!(store.enrol(person, key, DAY).await.unwrap(), person);
    assert_eq!(everything_of(&store, person).await, Everything::default());
}

async fn a_person_has_one_draft_of_a_survey(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = opened(&store, person).await;
    assert_eq!(store.open_draft(person, new_draft("survey")).await.unwrap(), first);
    assert_eq!(store.draft(person, &occasion(&first)).await.unwrap(), Some(first));
}

async fn drafts_of_different_surveys_and_people_do_not_meet(store: Arc<dyn Store>) {
    let ((person, _), (other, _)) = (enrolled(&store).await, enrolled(&store).await);
    let survey = opened(&store, person).await;
    let longer_name = store.open_draft(person, new_draft("survey-two")).await.unwrap();
    assert_eq!(store.draft(person, &occasion(&survey)).await.unwrap(), Some(survey.clone()));
    assert_eq!(store.draft(person, &occasion(&longer_name)).await.unwrap(), Some(longer_name));
    assert_eq!(store.draft(other, &occasion(&survey)).await.unwrap(), None);
    assert_not_found(store.record(other, &occasion(&survey), survey.id, entry("item", 1)).await);
}

async fn a_draft_of_somebody_unknown_is_not_opened(store: Arc<dyn Store>) {
    let (person, draft) = (new_person(), new_draft("survey"));
    assert_not_found(store.open_draft(person, draft.clone()).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
}

async fn recording_replaces_the_answer_and_raises_the_revision(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    for (revision, value) in (1..).zip([3, 5, 5]) {
        let kept = store.record(person, &occasion(&draft), draft.id, entry("item", value)).await.unwrap();
        assert_eq!(kept.revision, draft.revision + revision);
        assert_eq!(kept.sheet.answer(&item("item")), Some(Answer::Value(value)));
        assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(kept));
    }
}

async fn recording_needs_the_draft_of_that_id(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    assert_not_found(store.record(person, &occasion(&draft), new_response(), entry("item", 1)).await);
    assert_not_found(store.record(person, &alone(survey("other")), draft.id, entry("item", 1)).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(draft));
}

async fn tabs_that_record_at_once_lose_nothing(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let name = |tab: u8, number: u8| format!("item-{tab}-{number}");
    let mut tabs = JoinSet::new();
    for tab in 0..8 {
        let (store, draft) = (Arc::clone(&store), draft.clone());
        tabs.spawn(async move {
            for number in 0..25 {
                let entry = entry(&name(tab, number), number);
                store.record(person, &occasion(&draft), draft.id, entry).await.unwrap();
            }
        });
    }
    tabs.join_all().await;
    let kept = store.draft(person, &occasion(&draft)).await.unwrap().unwrap();
    assert_eq!(kept.revision, draft.revision + 8 * 25);
    for (tab, number) in (0..8).flat_map(|tab| (0..25).map(move |number| (tab, number))) {
        assert_eq!(kept.sheet.answer(&item(&name(tab, number))), Some(Answer::Value(number)));
    }
}

async fn submitting_puts_the_response_in_the_place_of_the_draft(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let response = response_to(&draft);
    assert_eq!(store.submit(person, draft.revision, response.clone()).await.unwrap(), response);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
    assert_eq!(store.responses(person).await.unwrap(), [response]);
    assert_not_found(store.record(person, &occasion(&draft), draft.id, entry("item", 1)).await);
}

async fn submitting_twice_gives_the_first_response(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = submitted(&store, person).await;
    let again = Response { submitted: at(9), language: Language::Ja, ..first.clone() };
    // Whatever the second click thinks the revision is.
    assert_eq!(store.submit(person, 99, again).await.unwrap(), first);
    assert_eq!(store.responses(person).await.unwrap(), [first]);
}

async fn submitting_a_stale_revision_is_a_conflict(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let kept = store.record(person, &occasion(&draft), draft.id, entry("item", 1)).await.unwrap();
    assert_conflict(store.submit(person, draft.revision, response_to(&draft)).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(kept));
    assert_eq!(store.responses(person).await.unwrap(), []);
}

async fn submitting_needs_the_draft_of_that_id(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let other = Response { id: new_response(), ..response_to(&draft) };
    assert_not_found(store.submit(person, draft.revision, other).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(draft));
    assert_eq!(store.responses(person).await.unwrap(), []);
}

async fn a_submit_that_races_an_answer_takes_it_in_or_fails(store: Arc<dyn Store>) {
    for _ in 0..20 {
        let (person, _) = enrolled(&store).await;
        let draft = opened(&store, person).await;
        let (answering, submitting) = (Arc::clone(&store), Arc::clone(&store));
        let (occasion, response) = (occasion(&draft), response_to(&draft));
        let answer = tokio::spawn(async move { answering.record(person, &occasion, draft.id, entry("item", 1)).await });
        let submit = tokio::spawn(async move { submitting.submit(person, draft.revision, response).await });
        match (answer.await.unwrap(), submit.await.unwrap()) {
            (Ok(kept), Err(StoreError::Conflict)) => {
                assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(kept));
                assert_eq!(store.responses(person).await.unwrap(), []);
            }
            (Err(StoreError::NotFound), Ok(response)) => {
                assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
                assert_eq!(store.responses(person).await.unwrap(), [response]);
            }
            (answer, submit) => panic!("one of them must give way: {answer:?} {submit:?}"),
        }
    }
}

async fn a_hundred_submits_at_once_give_one_response(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let mut clicks = JoinSet::new();
    for second in 0..100 {
        let store = Arc::clone(&store);
        let response = Response { submitted: at(second), ..response_to(&draft) };
        clicks.spawn(async move { store.submit(person, draft.revision, response).await.unwrap() });
    }
    let receipts = clicks.join_all().await;
    let kept = store.responses(person).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert!(receipts.iter().all(|receipt| *receipt == kept[0]));
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
}

async fn after_a_submit_another_draft_can_be_opened(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = submitted(&store, person).await;
    let draft = opened(&store, person).await;
    assert_ne!(draft.id, first.id);
    let second = store.submit(person, draft.revision, response_to(&draft)).await.unwrap();
    assert_eq!(store.responses(person).await.unwrap().len(), 2);
    assert!(store.responses(person).await.unwrap().contains(&second));
}

async fn responses_come_oldest_first(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    for second in [30, 10, 20, 10] {
        let draft = opened(&store, person).await;
        let response = Response { submitted: at(second), ..response_to(&draft) };
        store.submit(person, draft.revision, response).await.unwrap();
    }
    let order: Vec<_> = store.responses(person).await.unwrap().iter().map(|r| (r.submitted, r.id)).collect();
    assert_eq!(order.len(), 4);
    assert!(order.is_sorted(), "{order:?}");
}

async fn a_survey_file_comes_back_byte_for_byte(store: Arc<dyn Store>) {
    let survey = new_survey();
    // Not text, and longer than one value of any store.
    let file: Vec<u8> = (0..300_001_u32).map(|byte| (byte % 251) as u8).collect();
    for (version, file) in [(1, file.as_slice()), (2, b""), (u32::MAX, b"\0")] {
        assert_eq!(store.survey_file(&survey, version).await.unwrap(), None);
        store.keep_survey(&survey, version, ContentHash::of(file), file).await.unwrap();
        assert_eq!(store.survey_file(&survey, version).await.unwrap().as_deref(), Some(file));
    }
}

async fn keeping_the_same_file_again_changes_nothing(store: Arc<dyn Store>) {
    let (survey, file) = (new_survey(), b"[survey]");
    let (person, _) = enrolled(&store).await;
    store.keep_survey(&survey, 1, ContentHash::of(file), file).await.unwrap();
    store.open_draft(person, new_draft(survey.as_str())).await.unwrap();
    store.keep_survey(&survey, 1, ContentHash::of(file), file).await.unwrap();
    assert_eq!(store.survey_file(&survey, 1).await.unwrap().as_deref(), Some(file.as_slice()));
}

async fn a_survey_file_is_replaced_while_nobody_has_answered(store: Arc<dyn Store>) {
    let survey = new_survey();
    let (long, short) = (vec![b'l'; 20_000], vec![b's'; 9]);
    for file in [&short, &long, &short] {
        store.keep_survey(&survey, 1, ContentHash::of(file), file).await.unwrap();
        assert_eq!(store.survey_file(&survey, 1).await.unwrap().as_ref(), Some(file));
    }
}

async fn a_draft_fixes_the_survey_file_for_good(store: Arc<dyn Store>) {
    let (survey, before, after) = (new_survey(), b"before", b"after");
    let (person, _) = enrolled(&store).await;
    store.keep_survey(&survey, 1, ContentHash::of(before), before).await.unwrap();
    let draft = store.open_draft(person, new_draft(survey.as_str())).await.unwrap();
    assert_conflict(store.keep_survey(&survey, 1, ContentHash::of(after), after).await);
    store.submit(person, draft.revision, response_to(&draft)).await.unwrap();
    assert_conflict(store.keep_survey(&survey, 1, ContentHash::of(after), after).await);
    store.erase(person).await.unwrap();
    assert_conflict(store.keep_survey(&survey, 1, ContentHash::of(after), after).await);
    assert_eq!(store.survey_file(&survey, 1).await.unwrap().as_deref(), Some(before.as_slice()));

    store.keep_survey(&survey, 2, ContentHash::of(after), after).await.unwrap();
    assert_eq!(store.survey_file(&survey, 2).await.unwrap().as_deref(), Some(after.as_slice()));
}

async fn survey_versions_come_ascending_and_by_survey(store: Arc<dyn Store>) {
    let survey = new_survey();
    let longer_name = SurveyId::parse(&format!("{survey}-two")).unwrap();
    for version in [256, 3, 1, 255] {
        store.keep_survey(&survey, version, ContentHash::of(b""), b"").await.unwrap();
    }
    assert_eq!(store.survey_versions(&survey).await.unwrap(), [1, 3, 255, 256]);
    assert_eq!(store.survey_versions(&longer_name).await.unwrap(), [0_u32; 0]);
}

async fn a_step_is_taken_on_once(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = store.take_on(person, commitment("try-it", 1)).await.unwrap();
    assert_eq!(first, Commitment { response: first.response, ..commitment("try-it", 1) });
    assert_eq!(store.take_on(person, commitment("try-it", 2)).await.unwrap(), first);
    assert_eq!(store.commitments(person).await.unwrap(), [first]);
}

async fn a_step_of_somebody_unknown_is_not_taken_on(store: Arc<dyn Store>) {
    let person = new_person();
    assert_not_found(store.take_on(person, commitment("try-it", 1)).await);
    assert_eq!(store.commitments(person).await.unwrap(), []);
}

async fn check_ins_are_kept_by_day(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    store.take_on(person, commitment("try-it", 1)).await.unwrap();
    let (monday, tuesday) = (date(2026, 3, 2), date(2026, 3, 3));
    let mut kept = None;
    for (on, note) in [(tuesday, "not yet"), (monday, "begun"), (tuesday, "well")] {
        kept = Some(store.check_in(person, &step("try-it"), on, check_in(note)).await.unwrap());
    }
    let kept = kept.unwrap();
    assert_eq!(kept.check_ins, BTreeMap::from([(monday, check_in("begun")), (tuesday, check_in("well"))]));
    assert_eq!(store.commitments(person).await.unwrap(), [kept]);
}

async fn a_check_in_needs_a_commitment(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    store.take_on(person, commitment("try-it", 1)).await.unwrap();
    assert_not_found(store.check_in(person, &step("try-it-too"), DAY, check_in("")).await);
    assert_eq!(store.commitments(person).await.unwrap().len(), 1);
}

async fn commitments_come_oldest_first(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    for (name, day) in [("d", 3), ("c", 1), ("a", 2), ("b", 1)] {
        store.take_on(person, commitment(name, day)).await.unwrap();
    }
    let commitments = store.commitments(person).await.unwrap();
    let order: Vec<&str> = commitments.iter().map(|commitment| commitment.step.as_str()).collect();
    assert_eq!(order, ["b", "c", "a", "d"]);
}

async fn declining_twice_is_once(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    for _ in 0..2 {
        store.decline(person, &step("not-now")).await.unwrap();
        assert_eq!(store.declined(person).await.unwrap(), [step("not-now")]);
    }
}

async fn a_step_of_somebody_unknown_is_not_declined(store: Arc<dyn Store>) {
    let person = new_person();
    assert_not_found(store.decline(person, &step("not-now")).await);
    assert_eq!(store.declined(person).await.unwrap(), []);
}

async fn declined_steps_come_in_the_order_of_their_ids(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    for name in ["b", "a-b", "a", "ab", "a1"] {
        store.decline(person, &step(name)).await.unwrap();
    }
    let sorted = ["a", "a-b", "a1", "ab", "b"].map(step);
    assert!(sorted.is_sorted());
    assert_eq!(store.declined(person).await.unwrap(), sorted);
}

async fn a_healthy_store_takes_a_probe(store: Arc<dyn Store>) {
    for _ in 0..2 {
        store.probe().await.unwrap();
    }
}

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

/// Where a sync costs nothing, if this machine has such a place: these tests are about answers, not about disks.
fn directory_in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

const DAY: Date = date(2026, 3, 1);

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A number nobody else in this process has.
fn new_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Bytes that begin alike and are never the same, so that a store that looks at too few of them is found out.
fn new_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0xa5; N];
    bytes[N - 8..].copy_from_slice(&new_number().to_be_bytes());
    bytes
}

fn new_person() -> PersonId {
    PersonId::from_random(new_bytes())
}

fn new_key() -> KeyHash {
    KeyHash(new_bytes())
}

fn new_response() -> ResponseId {
    ResponseId::from_random(new_bytes())
}

fn new_survey() -> SurveyId {
    survey(&format!("survey-{}", new_number()))
}

fn new_draft(of: &str) -> Draft {
    let (id, survey) = (new_response(), survey(of));
    Draft { id, survey, version: 1, wave: None, opened: at(1), revision: 0, sheet: Default::default() }
}

fn response_to(draft: &Draft) -> Response {
    let Draft { id, version, .. } = *draft;
    let (survey, sheet) = (draft.survey.clone(), draft.sheet.clone());
    Response { id, survey, version, wave: draft.wave, submitted: at(2), language: Language::De, sheet }
}

fn occasion(draft: &Draft) -> Occasion {
    Occasion::of_draft(draft)
}

fn alone(survey: SurveyId) -> Occasion {
    Occasion { survey, wave: None }
}

fn survey(name: &str) -> SurveyId {
    SurveyId::parse(name).unwrap()
}

fn item(name: &str) -> ItemId {
    ItemId::parse(name).unwrap()
}

fn step(name: &str) -> StepId {
    StepId::parse(name).unwrap()
}

fn entry(name: &str, value: u8) -> Entry {
    Entry::Item(item(name), Answer::Value(value))
}

fn commitment(name: &str, day: i8) -> Commitment {
    let (step, response, taken) = (step(name), new_response(), date(2026, 4, day));
    Commitment { step, step_version: 1, response, taken, check_ins: BTreeMap::new() }
}

fn check_in(note: &str) -> CheckIn {
    CheckIn { outcome: Outcome::Partly, note: Note::parse(note).unwrap() }
}

async fn enrolled(store: &Arc<dyn Store>) -> (PersonId, KeyHash) {
    let (person, key) = (new_person(), new_key());
    store.enrol(person, key, DAY).await.unwrap();
    (person, key)
}

async fn opened(store: &Arc<dyn Store>, person: PersonId) -> Draft {
    store.open_draft(person, new_draft("survey")).await.unwrap()
}

async fn submitted(store: &Arc<dyn Store>, person: PersonId) -> Response {
    let draft = opened(store, person).await;
    let draft = store.record(person, &occasion(&draft), draft.id, entry("item", 4)).await.unwrap();
    store.submit(person, draft.revision, response_to(&draft)).await.unwrap()
}

/// Everything that is filed under a person.
#[derive(Debug, Default, PartialEq)]
struct Everything {
    draft: Option<Draft>,
    responses: Vec<Response>,
    commitments: Vec<Commitment>,
    declined: Vec<StepId>,
}

async fn everything_of(store: &Arc<dyn Store>, person: PersonId) -> Everything {
    Everything {
        draft: store.draft(person, &alone(survey("survey"))).await.unwrap(),
        responses: store.responses(person).await.unwrap(),
        commitments: store.commitments(person).await.unwrap(),
        declined: store.declined(person).await.unwrap(),
    }
}

#[track_caller]
fn assert_not_found<T: std::fmt::Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(StoreError::NotFound)), "{outcome:?}");
}

#[track_caller]
fn assert_conflict<T: std::fmt::Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
}

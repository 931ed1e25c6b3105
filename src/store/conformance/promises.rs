//! Promises to teams, and what was meant before looking. What a store must do with them, sentence by sentence.

use super::*;
use footing_core::practice::{ImplementationIntention, TeamCommitment};

sentences! {
    a_promise_is_changed_only_by_whoever_has_seen_it,
    promises_come_oldest_first_and_only_those_of_the_team,
    what_was_meant_first_stays,
    what_a_stranger_means_is_not_kept,
    what_was_meant_goes_with_the_person_and_a_promise_stays,
}

pub(super) fn promise(team: &str, wave: WaveId, day: i8) -> TeamCommitment {
    TeamCommitment {
        team: TeamPath::parse(team).unwrap(),
        wave,
        step: step("go-first"),
        step_version: 1,
        words: Note::parse("We try it on Tuesdays.").unwrap(),
        made: date(2026, 3, day),
        due: date(2026, 4, day),
        check_ins: BTreeMap::new(),
    }
}

pub(super) fn meant(low: &str) -> ImplementationIntention {
    ImplementationIntention { low: Note::parse(low).unwrap(), ..ImplementationIntention::default() }
}

async fn a_promise_is_changed_only_by_whoever_has_seen_it(store: Arc<dyn Store>) {
    let first = promise("Sales > North", new_wave_id(), 1);
    store.change_promise(None, &first, event()).await.unwrap();
    assert_conflict(store.change_promise(None, &TeamCommitment { step_version: 2, ..first.clone() }, event()).await);
    let done = TeamCommitment { check_ins: BTreeMap::from([(DAY, check_in("well"))]), ..first.clone() };
    store.change_promise(Some(&first), &done, event()).await.unwrap();
    assert_conflict(store.change_promise(Some(&first), &first, event()).await);
    assert_eq!(store.promises(first.team.id()).await.unwrap(), [done]);
}

async fn promises_come_oldest_first_and_only_those_of_the_team(store: Arc<dyn Store>) {
    for (team, day) in [("Sales", 3), ("Sales > North", 1), ("Sales", 2), ("Sales", 1)] {
        store.change_promise(None, &promise(team, new_wave_id(), day), event()).await.unwrap();
    }
    let promises = store.promises(TeamPath::parse("Sales").unwrap().id()).await.unwrap();
    let days: Vec<i8> = promises.iter().map(|promise| promise.made.day()).collect();
    assert_eq!(days, [1, 2, 3]);
}

async fn what_was_meant_first_stays(store: Arc<dyn Store>) {
    let ((person, _), wave) = (enrolled(&store).await, new_wave_id());
    assert_eq!(store.implementation_intention(person, wave).await.unwrap(), None);
    for low in ["listen", "explain"] {
        store.keep_if_then(person, wave, &meant(low), event()).await.unwrap();
    }
    assert_eq!(store.implementation_intention(person, wave).await.unwrap(), Some(meant("listen")));
    assert_eq!(store.implementation_intention(person, new_wave_id()).await.unwrap(), None);
    assert_eq!(store.if_thens(person).await.unwrap(), [(wave, meant("listen"))]);
}

async fn what_a_stranger_means_is_not_kept(store: Arc<dyn Store>) {
    assert_not_found(store.keep_if_then(new_person(), new_wave_id(), &meant("listen"), event()).await);
}

async fn what_was_meant_goes_with_the_person_and_a_promise_stays(store: Arc<dyn Store>) {
    let ((person, _), kept) = (enrolled(&store).await, promise("Sales", new_wave_id(), 1));
    store.keep_if_then(person, kept.wave, &meant("listen"), event()).await.unwrap();
    store.change_promise(None, &kept, event()).await.unwrap();
    store.erase(person).await.unwrap();
    assert_eq!(store.implementation_intention(person, kept.wave).await.unwrap(), None);
    assert_eq!(store.promises(kept.team.id()).await.unwrap(), [kept]);
}

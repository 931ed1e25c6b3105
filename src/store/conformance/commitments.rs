//! Steps that were taken on or declined. What a store must do with them, sentence by sentence.

use super::*;

sentences! {
    a_step_is_taken_on_once,
    a_step_of_somebody_unknown_is_not_taken_on,
    check_ins_are_kept_by_day,
    a_check_in_needs_a_commitment,
    commitments_come_oldest_first,
    declining_twice_is_once,
    a_step_of_somebody_unknown_is_not_declined,
    declined_steps_come_in_the_order_of_their_ids,
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

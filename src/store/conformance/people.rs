//! People and their keys. What a store must do with them, sentence by sentence.

use super::*;

sentences! {
    a_new_key_enrols_the_person,
    a_known_key_gives_the_person_it_belongs_to,
    a_store_knows_nobody_until_somebody_enrols_or_stands_in_the_roster,
    a_replaced_key_opens_nothing_and_the_new_one_opens_the_same,
    a_key_that_opens_nothing_cannot_be_replaced,
    a_key_cannot_be_replaced_by_one_of_somebody_else,
    who_is_filed_under_a_key_has_no_other_and_nobody_elses,
    replacing_a_key_by_itself_changes_nothing,
    erasing_removes_everything_of_the_person_and_nothing_of_others,
    nothing_is_written_for_somebody_who_was_erased,
    erasing_somebody_unknown_changes_nothing,
    somebody_who_was_erased_can_enrol_again_and_finds_nothing,
    erasing_ends_sessions_and_uses_links_up,
    a_member_who_was_erased_stays_in_the_roster_and_can_take_part_again,
    somebody_with_a_role_who_was_erased_can_take_part_again,
    who_only_began_is_forgotten_and_nobody_else,
    beginnings_are_looked_at_a_few_at_a_time_and_each_once,
    who_goes_on_answering_is_not_forgotten,
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

async fn a_store_knows_nobody_until_somebody_enrols_or_stands_in_the_roster(store: Arc<dyn Store>) {
    assert!(!store.knows_anybody().await.unwrap());
    let (person, _) = enrolled(&store).await;
    assert!(store.knows_anybody().await.unwrap());
    store.erase(person).await.unwrap();
    assert!(!store.knows_anybody().await.unwrap());
    joined(&store).await;
    assert!(store.knows_anybody().await.unwrap());
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

async fn who_is_filed_under_a_key_has_no_other_and_nobody_elses(store: Arc<dyn Store>) {
    let [first, second, of_ben] = [new_key(), new_key(), new_key()];
    assert_not_found(store.file_under(new_person(), Some(first)).await);
    let anna = store.enrol(new_person(), new_key(), DAY).await.unwrap();
    store.enrol(new_person(), of_ben, DAY).await.unwrap();
    for key in [first, second] {
        store.file_under(anna, Some(key)).await.unwrap();
        assert_eq!(store.person_with_key(key).await.unwrap(), Some(anna));
    }
    assert_eq!(store.person_with_key(first).await.unwrap(), None);
    assert_conflict(store.file_under(anna, Some(of_ben)).await);
    assert_eq!(store.person_with_key(second).await.unwrap(), Some(anna), "nothing was changed");
    assert!(store.has_key(anna).await.unwrap());
    store.file_under(anna, None).await.unwrap();
    assert_eq!(store.person_with_key(second).await.unwrap(), None);
    assert!(!store.has_key(anna).await.unwrap());
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

async fn erasing_ends_sessions_and_uses_links_up(store: Arc<dyn Store>) {
    let ((person, _), (other, _)) = (enrolled(&store).await, enrolled(&store).await);
    let (session, link) = (new_key(), new_key());
    let (session_of_other, link_of_other) = (new_key(), new_key());
    for (person, session, link) in [(person, session, link), (other, session_of_other, link_of_other)] {
        store.keep_session(session, sessions::session_of(person, new_email(), 9), None).await.unwrap();
        store.keep_link(link, sessions::link_of(person, new_email(), 9)).await.unwrap();
    }
    store.erase(person).await.unwrap();
    assert_eq!(store.session(session).await.unwrap(), None);
    assert_eq!(store.redeem_link(link, at(1)).await.unwrap(), None);
    assert!(store.session(session_of_other).await.unwrap().is_some());
    assert!(store.redeem_link(link_of_other, at(1)).await.unwrap().is_some());
}

async fn a_member_who_was_erased_stays_in_the_roster_and_can_take_part_again(store: Arc<dyn Store>) {
    let (member, other) = (joined(&store).await, joined(&store).await);
    let (wave, later) = (opened_wave(&store).await.id, opened_wave(&store).await.id);
    for person in [member.person, other.person] {
        for wave in [wave, later] {
            let draft = store.open_draft(person, Draft { wave: Some(wave), ..new_draft("survey") }).await.unwrap();
            store.submit(person, draft.revision, response_to(&draft)).await.unwrap();
        }
    }
    store.erase(member.person).await.unwrap();

    assert_eq!(store.member(member.person).await.unwrap().as_ref(), Some(&member));
    assert_eq!(store.member_with_email(&member.email).await.unwrap().as_ref(), Some(&member));
    assert_eq!(everything_of(&store, member.person).await, Everything::default());
    for wave in [wave, later] {
        assert_eq!(store.handed_in(wave, &survey("survey")).await.unwrap(), [other.person]);
        store.open_draft(member.person, Draft { wave: Some(wave), ..new_draft("survey") }).await.unwrap();
    }
}

async fn somebody_with_a_role_who_was_erased_can_take_part_again(store: Arc<dyn Store>) {
    let grant = Grant { email: new_email(), roles: BTreeSet::from([Role::Administrator]), person: new_person() };
    store.put_grant(grant.clone(), event()).await.unwrap();
    submitted(&store, grant.person).await;
    store.erase(grant.person).await.unwrap();
    assert_eq!(everything_of(&store, grant.person).await, Everything::default());
    assert_eq!(store.grant(grant.person).await.unwrap().as_ref(), Some(&grant));
    opened(&store, grant.person).await;
}

async fn who_only_began_is_forgotten_and_nobody_else(store: Arc<dyn Store>) {
    let (empty, empty_key) = enrolled(&store).await;
    let (begun, begun_key) = enrolled(&store).await;
    opened(&store, begun).await;
    let (finished, finished_key) = enrolled(&store).await;
    submitted(&store, finished).await;
    opened(&store, finished).await;
    let member = joined(&store).await;
    opened(&store, member.person).await;
    let grant = Grant { email: new_email(), roles: BTreeSet::from([Role::Analyst]), person: new_person() };
    store.put_grant(grant.clone(), event()).await.unwrap();
    opened(&store, grant.person).await;
    let (_, invited, _) = answered_wave(&store).await;

    assert_eq!(swept(&store, DAY.tomorrow().unwrap()).await, (2, 0));
    assert_eq!(swept(&store, date(2030, 1, 1)).await, (0, 2));
    for (person, key) in [(empty, empty_key), (begun, begun_key)] {
        assert_eq!(store.person_with_key(key).await.unwrap(), None);
        assert_not_found(store.open_draft(person, new_draft("survey")).await);
    }
    assert_eq!(store.person_with_key(finished_key).await.unwrap(), Some(finished));
    assert_eq!(store.responses(finished).await.unwrap().len(), 1);
    for person in [finished, member.person, grant.person] {
        assert_eq!(store.drafts(person).await.unwrap().len(), 1);
    }
    assert_eq!(store.drafts(invited).await.unwrap().len(), 1);
}

async fn beginnings_are_looked_at_a_few_at_a_time_and_each_once(store: Arc<dyn Store>) {
    for _ in 0..7 {
        enrolled(&store).await;
        joined(&store).await;
    }
    let (mut after, mut seen, mut looks) = (None, 0, 0);
    loop {
        let swept = store.forget_unfinished(after, 3, DAY).await.unwrap();
        (seen, looks, after) = (seen + swept.unfinished, looks + 1, swept.next);
        if after.is_none() {
            break;
        }
    }
    assert_eq!((seen, looks), (7, 5));
}

async fn who_goes_on_answering_is_not_forgotten(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let day = |number: i32| DAY.saturating_add(jiff::Span::new().days(number));
    for number in 0..5 {
        store.record(person, &occasion(&draft), draft.id, entry("item", 4)).await.unwrap();
        assert_eq!(swept(&store, day(29 * number)).await, (1, 0), "{number}");
    }
    assert_eq!(swept(&store, day(29 * 4 + 29)).await, (1, 0));
    assert_eq!(swept(&store, day(29 * 4 + 30)).await, (0, 1));
}

/// How many beginnings stay, and how many were forgotten.
async fn swept(store: &Arc<dyn Store>, today: Date) -> (usize, usize) {
    let swept = store.forget_unfinished(None, 100, today).await.unwrap();
    assert_eq!(swept.next, None);
    (swept.unfinished, swept.forgotten)
}

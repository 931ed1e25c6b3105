//! Links for signing in, and sessions. What a store must do with them, sentence by sentence.

use super::*;

sentences! {
    a_link_opens_once,
    links_kept_together_open_one_by_one,
    of_a_hundred_who_use_a_link_at_once_one_gets_in,
    a_link_whose_time_is_over_opens_nothing,
    a_session_is_there_until_it_is_ended,
    ending_a_session_that_is_not_there_changes_nothing,
    ending_all_sessions_of_a_person_leaves_those_of_others,
    what_is_over_is_forgotten_and_counted,
    the_first_key_for_devices_stays,
    a_link_is_looked_at_without_being_used_up,
    all_sessions_of_a_person_are_listed_and_say_when_they_were_used,
}

async fn a_link_opens_once(store: Arc<dyn Store>) {
    let (link, other, opens) = (new_key(), new_key(), new_link(9));
    store.keep_link(link, opens.clone()).await.unwrap();
    store.keep_link(other, opens.clone()).await.unwrap();
    assert_eq!(store.redeem_link(link, at(8)).await.unwrap(), Some(opens.clone()));
    assert_eq!(store.redeem_link(link, at(8)).await.unwrap(), None);
    assert_eq!(store.redeem_link(new_key(), at(8)).await.unwrap(), None);
    assert_eq!(store.redeem_link(other, at(8)).await.unwrap(), Some(opens));
}

async fn links_kept_together_open_one_by_one(store: Arc<dyn Store>) {
    let links: Vec<_> = (0..500).map(|_| (new_key(), new_link(9))).collect();
    store.keep_links(links.clone(), None).await.unwrap();
    for (link, opens) in links {
        assert_eq!(store.redeem_link(link, at(8)).await.unwrap(), Some(opens));
        assert_eq!(store.redeem_link(link, at(8)).await.unwrap(), None);
    }
}

async fn of_a_hundred_who_use_a_link_at_once_one_gets_in(store: Arc<dyn Store>) {
    let link = new_key();
    store.keep_link(link, new_link(9)).await.unwrap();
    let mut clicks = JoinSet::new();
    for _ in 0..100 {
        let store = Arc::clone(&store);
        clicks.spawn(async move { store.redeem_link(link, at(1)).await.unwrap() });
    }
    assert_eq!(clicks.join_all().await.into_iter().flatten().count(), 1);
}

async fn a_link_whose_time_is_over_opens_nothing(store: Arc<dyn Store>) {
    for late in [9, 10] {
        let link = new_key();
        store.keep_link(link, new_link(9)).await.unwrap();
        assert_eq!(store.redeem_link(link, at(late)).await.unwrap(), None);
        // Not even for somebody whose clock is slow.
        assert_eq!(store.redeem_link(link, at(1)).await.unwrap(), None);
    }
}

async fn a_session_is_there_until_it_is_ended(store: Arc<dyn Store>) {
    let (key, session) = (new_key(), new_session(9));
    let (other_key, other) = (new_key(), new_session(9));
    assert_eq!(store.session(key).await.unwrap(), None);
    store.keep_session(key, session.clone(), None).await.unwrap();
    store.keep_session(other_key, other.clone(), None).await.unwrap();
    assert_eq!(store.session(key).await.unwrap(), Some(session));
    store.end_session(key).await.unwrap();
    assert_eq!(store.session(key).await.unwrap(), None);
    assert_eq!(store.session(other_key).await.unwrap(), Some(other));
}

async fn ending_a_session_that_is_not_there_changes_nothing(store: Arc<dyn Store>) {
    store.end_session(new_key()).await.unwrap();
    store.end_sessions_of(new_person()).await.unwrap();
}

async fn ending_all_sessions_of_a_person_leaves_those_of_others(store: Arc<dyn Store>) {
    let (session, other) = (new_session(9), new_session(9));
    let (here, there, elsewhere, link, link_of_other) = (new_key(), new_key(), new_key(), new_key(), new_key());
    for key in [here, there] {
        store.keep_session(key, session.clone(), None).await.unwrap();
    }
    store.keep_session(elsewhere, other.clone(), None).await.unwrap();
    store.keep_link(link, SignInLink { person: session.person, ..new_link(9) }).await.unwrap();
    store.keep_link(link_of_other, SignInLink { person: other.person, ..new_link(9) }).await.unwrap();

    store.end_sessions_of(session.person).await.unwrap();
    for key in [here, there] {
        assert_eq!(store.session(key).await.unwrap(), None);
    }
    assert_eq!(store.redeem_link(link, at(1)).await.unwrap(), None);
    assert_eq!(store.session(elsewhere).await.unwrap(), Some(other));
    assert!(store.redeem_link(link_of_other, at(1)).await.unwrap().is_some());
}

async fn what_is_over_is_forgotten_and_counted(store: Arc<dyn Store>) {
    let (over, ending, lasting) = (new_key(), new_key(), new_key());
    for (key, until) in [(over, 4), (ending, 5), (lasting, 6)] {
        store.keep_session(key, new_session(until), None).await.unwrap();
        store.keep_link(key, new_link(until)).await.unwrap();
    }
    assert_eq!(store.forget_expired(at(5)).await.unwrap(), 4);
    assert_eq!(store.forget_expired(at(5)).await.unwrap(), 0);
    for key in [over, ending] {
        assert_eq!(store.session(key).await.unwrap(), None);
        assert_eq!(store.redeem_link(key, at(1)).await.unwrap(), None);
    }
    assert!(store.session(lasting).await.unwrap().is_some());
    assert!(store.redeem_link(lasting, at(1)).await.unwrap().is_some());
}

pub(super) fn new_link(until: i64) -> SignInLink {
    SignInLink { reach: Reach::TakingPart, ..link_of(new_person(), new_email(), until) }
}

fn new_session(until: i64) -> Session {
    session_of(new_person(), new_email(), until)
}

/// A link that opens everything of a person.
pub(super) fn link_of(person: PersonId, email: EmailAddress, until: i64) -> SignInLink {
    let (reach, purpose) = (Reach::Everything, LinkPurpose::SignIn);
    SignInLink { person, email, until: at(until), reach, to: None, browser: Some(KeyHash([7; 32])), purpose }
}

/// A session that opens everything of a person.
pub(super) fn session_of(person: PersonId, email: EmailAddress, until: i64) -> Session {
    let (reach, device) = (Reach::Everything, "Firefox, Linux".to_owned());
    Session { person, email, until: at(until), reach, began: Some(DAY), seen: Some(DAY), device }
}

async fn a_link_is_looked_at_without_being_used_up(store: Arc<dyn Store>) {
    let (key, link) = (new_key(), new_link(9));
    assert_eq!(store.link(key).await.unwrap(), None);
    store.keep_link(key, link.clone()).await.unwrap();
    for _ in 0..2 {
        assert_eq!(store.link(key).await.unwrap(), Some(link.clone()));
    }
    assert_eq!(store.redeem_link(key, at(1)).await.unwrap(), Some(link));
    assert_eq!(store.link(key).await.unwrap(), None);
}

async fn all_sessions_of_a_person_are_listed_and_say_when_they_were_used(store: Arc<dyn Store>) {
    let (person, later) = (new_person(), DAY.tomorrow().unwrap());
    let [one, other, of_another] = [new_key(), new_key(), new_key()];
    for key in [one, other] {
        store.keep_session(key, session_of(person, new_email(), 9), None).await.unwrap();
    }
    store.keep_session(of_another, new_session(9), None).await.unwrap();
    store.session_seen(one, later).await.unwrap();
    let seen: BTreeMap<_, _> =
        store.sessions_of(person).await.unwrap().into_iter().map(|(key, session)| (key, session.seen)).collect();
    assert_eq!(seen, BTreeMap::from([(one, Some(later)), (other, Some(DAY))]));

    store.end_session(one).await.unwrap();
    store.session_seen(one, later).await.unwrap();
    assert_eq!(store.session(one).await.unwrap(), None, "it stays ended");
    assert_eq!(store.sessions_of(person).await.unwrap().len(), 1);
}

async fn the_first_key_for_devices_stays(store: Arc<dyn Store>) {
    let (first, second) = (DeviceKey::from_random([1; 32]), DeviceKey::from_random([2; 32]));
    assert!(store.device_key(first).await.unwrap() == first);
    assert!(store.device_key(second).await.unwrap() == first);
}

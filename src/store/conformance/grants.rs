//! Roles that were granted. What a store must do with them, sentence by sentence.

use super::*;

sentences! {
    a_grant_is_found_by_its_person,
    a_later_grant_takes_the_place_of_the_one_before,
    a_grant_without_roles_is_none,
    whoever_has_a_role_is_a_person,
}

async fn a_grant_is_found_by_its_person(store: Arc<dyn Store>) {
    let (grant, other) = (new_grant(&[Role::Analyst]), new_grant(&[Role::Administrator]));
    assert_eq!(store.grant(grant.person).await.unwrap(), None);
    for grant in [&grant, &other] {
        store.put_grant(grant.clone(), event()).await.unwrap();
    }
    assert_eq!(store.grant(grant.person).await.unwrap().as_ref(), Some(&grant));
    let all = store.grants().await.unwrap();
    assert!(all.len() == 2 && all.contains(&grant) && all.contains(&other), "{all:?}");
}

async fn a_later_grant_takes_the_place_of_the_one_before(store: Arc<dyn Store>) {
    let first = new_grant(&[Role::Analyst, Role::Administrator]);
    // At another address, they are the same person.
    let second = Grant { email: new_email(), roles: BTreeSet::from([Role::Analyst]), ..first.clone() };
    for grant in [first.clone(), second.clone()] {
        store.put_grant(grant.clone(), event()).await.unwrap();
        assert_eq!(store.grants().await.unwrap(), [grant]);
    }
}

async fn a_grant_without_roles_is_none(store: Arc<dyn Store>) {
    let (grant, other) = (new_grant(&[Role::Analyst]), new_grant(&[Role::Analyst]));
    for grant in [&grant, &other] {
        store.put_grant(grant.clone(), event()).await.unwrap();
    }
    for _ in 0..2 {
        store.put_grant(Grant { roles: BTreeSet::new(), ..grant.clone() }, event()).await.unwrap();
        assert_eq!(store.grant(grant.person).await.unwrap(), None);
        assert_eq!(store.grants().await.unwrap(), std::slice::from_ref(&other));
    }
}

async fn whoever_has_a_role_is_a_person(store: Arc<dyn Store>) {
    let grant = new_grant(&[Role::Analyst]);
    store.put_grant(grant.clone(), event()).await.unwrap();
    let draft = opened(&store, grant.person).await;
    // And stays the same one when the roles change.
    store.put_grant(Grant { roles: BTreeSet::from([Role::Administrator]), ..grant.clone() }, event()).await.unwrap();
    assert_eq!(store.drafts(grant.person).await.unwrap(), [draft]);
}

pub(super) fn new_grant(roles: &[Role]) -> Grant {
    Grant { email: new_email(), roles: roles.iter().copied().collect(), person: new_person() }
}

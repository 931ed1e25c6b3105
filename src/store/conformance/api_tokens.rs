//! Tokens of the API. What a store must do with them, sentence by sentence.

use super::*;
use footing_core::organisation::{ApiToken, ApiTokenId, Scope};

sentences! {
    a_token_is_found_by_the_hash_of_its_secret,
    a_token_is_changed_only_by_whoever_has_seen_it,
    a_token_that_was_removed_does_not_come_back_by_being_used,
    removing_a_token_that_is_not_there_changes_nothing,
}

async fn a_token_is_found_by_the_hash_of_its_secret(store: Arc<dyn Store>) {
    let (token, other) = (new_token(), new_token());
    assert_eq!(store.api_token(token.key).await.unwrap(), None);
    for token in [&token, &other] {
        store.change_api_token(None, token, None).await.unwrap();
    }
    assert_eq!(store.api_token(token.key).await.unwrap().as_ref(), Some(&token));
    let all = store.api_tokens().await.unwrap();
    assert!(all.len() == 2 && all.contains(&token) && all.contains(&other), "{all:?}");
}

async fn a_token_is_changed_only_by_whoever_has_seen_it(store: Arc<dyn Store>) {
    let token = new_token();
    store.change_api_token(None, &token, None).await.unwrap();
    assert_conflict(store.change_api_token(None, &token, None).await);
    let used = used(&token);
    store.change_api_token(Some(&token), &used, None).await.unwrap();
    assert_conflict(store.change_api_token(Some(&token), &token, None).await);
    assert_eq!(store.api_tokens().await.unwrap(), [used]);
}

async fn a_token_that_was_removed_does_not_come_back_by_being_used(store: Arc<dyn Store>) {
    let (token, other) = (new_token(), new_token());
    for token in [&token, &other] {
        store.change_api_token(None, token, None).await.unwrap();
    }
    store.remove_api_token(token.key, event()).await.unwrap();
    assert_eq!(store.api_token(token.key).await.unwrap(), None);
    assert_conflict(store.change_api_token(Some(&token), &used(&token), None).await);
    assert_eq!(store.api_tokens().await.unwrap(), [other]);
}

async fn removing_a_token_that_is_not_there_changes_nothing(store: Arc<dyn Store>) {
    let token = new_token();
    store.change_api_token(None, &token, None).await.unwrap();
    store.remove_api_token(new_key(), event()).await.unwrap();
    assert_eq!(store.api_tokens().await.unwrap(), [token]);
}

pub(super) fn new_token() -> ApiToken {
    ApiToken {
        id: ApiTokenId::from_random(new_bytes()),
        key: new_key(),
        name: "Power BI".to_owned(),
        scopes: BTreeSet::from([Scope::ReleasesRead]),
        made_by: "anna@example.org".to_owned(),
        made: DAY,
        last_day: Some(date(2027, 3, 1)),
        last_used: None,
        figures_taken: BTreeMap::from([(new_wave_id(), DAY)]),
        roster_read: None,
    }
}

fn used(token: &ApiToken) -> ApiToken {
    ApiToken { last_used: Some(DAY), ..token.clone() }
}

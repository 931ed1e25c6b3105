//! What is said of a store as a whole: that it is well, and that its organisation is made up.

use super::*;

sentences! {
    a_healthy_store_takes_a_probe,
    an_organisation_that_is_made_up_stays_so,
}

async fn a_healthy_store_takes_a_probe(store: Arc<dyn Store>) {
    for _ in 0..2 {
        store.probe().await.unwrap();
    }
}

async fn an_organisation_that_is_made_up_stays_so(store: Arc<dyn Store>) {
    assert!(!store.is_example().await.unwrap());
    for _ in 0..2 {
        store.mark_example().await.unwrap();
        assert!(store.is_example().await.unwrap());
    }
}

//! The audit log. What a store must do with it, sentence by sentence.

use super::*;
use footing_core::organisation::{AuditEvent, audit};

sentences! {
    entries_stay_in_the_order_they_were_written,
    entries_written_at_once_make_one_chain,
}

async fn entries_stay_in_the_order_they_were_written(store: Arc<dyn Store>) {
    assert_eq!(store.audit_log().await.unwrap(), []);
    for number in 0..300 {
        store.append(at(300 - number), "anna@example.org", deed(number)).await.unwrap();
    }
    let log = store.audit_log().await.unwrap();
    assert_eq!(log.len(), 300);
    for (number, entry) in (0..).zip(&log) {
        assert_eq!((entry.at, entry.actor.as_str()), (at(300 - number), "anna@example.org"));
        assert_eq!(entry.deed, deed(number));
    }
    assert_chain_holds(&log);
}

async fn entries_written_at_once_make_one_chain(store: Arc<dyn Store>) {
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let store = Arc::clone(&store);
        writers.spawn(async move {
            for number in 0..10 {
                store.append(at(number), &format!("{writer}@example.org"), deed(number)).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    let log = store.audit_log().await.unwrap();
    assert_eq!(log.len(), 80);
    assert_chain_holds(&log);
    for writer in 0..8 {
        let actor = format!("{writer}@example.org");
        let deeds: Vec<&AuditEvent> =
            log.iter().filter(|entry| entry.actor == actor).map(|entry| &entry.deed).collect();
        assert_eq!(deeds, (0..10).map(deed).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    }
}

#[track_caller]
fn assert_chain_holds(log: &[audit::Entry]) {
    let mut last = None;
    for entry in log {
        assert!(entry.follows(last), "{entry}");
        last = Some(entry);
    }
}

fn deed(number: i64) -> AuditEvent {
    AuditEvent::WaveClosed { wave: number.to_string() }
}

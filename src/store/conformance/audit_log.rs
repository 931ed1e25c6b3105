//! The audit log. What a store must do with it, sentence by sentence.

use super::*;
use footing_core::wave::{Lot, LotId};

sentences! {
    entries_stay_in_the_order_they_were_written,
    entries_written_at_once_make_one_chain,
    a_change_has_one_event_and_what_changes_nothing_has_none,
}

async fn entries_stay_in_the_order_they_were_written(store: Arc<dyn Store>) {
    assert_eq!(store.audit_log().await.unwrap(), []);
    for number in 0..300 {
        store.append(closed(number, at(300 - number), "anna@example.org")).await.unwrap();
    }
    let log = store.audit_log().await.unwrap();
    assert_eq!(log.len(), 300);
    for (number, entry) in (0..).zip(&log) {
        assert_eq!((entry.at, entry.actor.as_str()), (at(300 - number), "anna@example.org"));
        assert_eq!(entry.event, of(number));
    }
    assert_chain_holds(&log);
}

async fn entries_written_at_once_make_one_chain(store: Arc<dyn Store>) {
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let store = Arc::clone(&store);
        writers.spawn(async move {
            for number in 0..10 {
                store.append(closed(number, at(number), &format!("{writer}@example.org"))).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    let log = store.audit_log().await.unwrap();
    assert_eq!(log.len(), 80);
    assert_chain_holds(&log);
    for writer in 0..8 {
        let actor = format!("{writer}@example.org");
        let events = log.iter().filter(|entry| entry.actor == actor).map(|entry| entry.event.clone());
        assert_eq!(events.collect::<Vec<_>>(), (0..10).map(of).collect::<Vec<_>>());
    }
}

async fn a_change_has_one_event_and_what_changes_nothing_has_none(store: Arc<dyn Store>) {
    let entries = async || store.audit_log().await.unwrap().len();
    macro_rules! enters {
        ($count:literal, $call:expr) => {{
            let before = entries().await;
            let outcome = $call.await;
            assert_eq!(entries().await - before, $count, "{}: {outcome:?}", stringify!($call));
        }};
    }

    let (member, number) = (new_member(), store.roster().await.unwrap().0);
    enters!(1, store.change_roster(number, std::slice::from_ref(&member), &[], event()));
    enters!(0, store.change_roster(number, std::slice::from_ref(&member), &[], event()));
    enters!(1, store.put_grant(grants::new_grant(&[Role::Analyst]), event()));
    enters!(1, store.keep_links(vec![(new_key(), sessions::new_link(9))], Some(event())));
    enters!(0, store.keep_link(new_key(), sessions::new_link(9)));

    enters!(0, store.keep_session(new_key(), sessions::session_of(member.person, new_email(), 9), None));
    enters!(1, store.keep_session(new_key(), sessions::session_of(member.person, new_email(), 9), Some(event())));
    enters!(0, store.unlock(member.person, event()));

    let token = api_tokens::new_token();
    enters!(1, store.change_api_token(None, &token, Some(event())));
    enters!(0, store.change_api_token(None, &token, Some(event())));
    enters!(0, store.remove_api_token(new_key(), event()));
    enters!(1, store.remove_api_token(token.key, event()));
    enters!(0, store.remove_api_token(token.key, event()));

    let draft = new_wave();
    let open = draft.clone().opened(Vec::new(), 1, DAY).unwrap();
    enters!(1, store.change_wave(None, &draft, event()));
    enters!(0, store.change_wave(None, &draft, event()));
    enters!(1, store.open_wave(&draft, &open, &snapshot(1), event()));
    enters!(0, store.open_wave(&draft, &open, &snapshot(1), event()));

    let (lot, mails) = outbox::owed(&store, open.id, &[at(1)]).await;
    enters!(1, store.owe(&Lot::new(LotId::from_random(new_bytes()), open.id, lot.occasion, 0), &[], event()));
    enters!(0, store.note_lot(lot.wave, lot.id, event()));
    enters!(0, store.try_again(lot.wave, at(2), &|_| event()));
    enters!(0, store.settle(&mails[0], &outbox::refused(&mails[0])));
    enters!(1, store.note_lot(lot.wave, lot.id, event()));
    enters!(0, store.note_lot(lot.wave, lot.id, event()));
    enters!(1, store.try_again(lot.wave, at(2), &|_| event()));

    let closed = open.clone().closed(DAY).unwrap();
    let released = closed.clone().released(DAY).unwrap();
    enters!(1, store.change_wave(Some(&open), &closed, event()));
    enters!(0, store.open_ballots(closed.id));
    enters!(1, store.keep_release(&closed, &released, &releases::release(&closed), event()));
    enters!(0, store.keep_release(&closed, &released, &releases::release(&closed), event()));
    enters!(1, store.erase_wave(&released, &released.clone().erased(DAY).unwrap(), &[], event()));
    enters!(0, store.erase_wave(&released, &released.clone().erased(DAY).unwrap(), &[], event()));

    let promise = promises::promise("Sales", open.id, 1);
    enters!(1, store.change_promise(None, &promise, event()));
    enters!(0, store.change_promise(None, &promise, event()));
    let meant = promises::meant("listen");
    enters!(1, store.keep_if_then(member.person, open.id, &meant, event()));
    enters!(0, store.keep_if_then(member.person, open.id, &meant, event()));
    enters!(0, store.keep_if_then(new_person(), open.id, &meant, event()));
    assert_chain_holds(&store.audit_log().await.unwrap());
}

#[track_caller]
fn assert_chain_holds(log: &[audit::AuditEntry]) {
    let mut last = None;
    for entry in log {
        assert!(entry.follows(last), "{entry}");
        last = Some(entry);
    }
}

fn of(number: i64) -> AuditEvent {
    AuditEvent::WaveClosed { wave: number.to_string() }
}

fn closed(number: i64, at: Timestamp, actor: &str) -> Attributed {
    Attributed { at, actor: actor.to_owned(), event: of(number) }
}

//! Mails that are owed. What a store must do with them, sentence by sentence.

use jiff::SignedDuration;

use super::*;
use crate::disclosure::{Invitation, InvitationId};

sentences! {
    mails_that_are_due_come_earliest_first,
    no_more_are_given_than_were_asked_for,
    a_mail_that_was_settled_is_owed_no_more,
    a_mail_that_is_to_be_tried_again_waits_its_time,
    owing_nothing_changes_nothing,
}

async fn mails_that_are_due_come_earliest_first(store: Arc<dyn Store>) {
    let wave = new_wave_id();
    // Closer than a second, and before 1970 too; the latest is owed first and so has the smallest id.
    let times = [at(9), at(5), at(3) + 2 * MILLISECOND, at(3) + MILLISECOND, at(3), at(0), at(-2)];
    let mails: Vec<Invitation> = times.into_iter().map(|due| mail(wave, due)).collect();
    store.owe(&mails).await.unwrap();
    assert_eq!(store.owed(wave).await.unwrap(), mails.len());
    let due = store.due(at(5), 100).await.unwrap();
    assert_eq!(
        due.iter().map(|mail| mail.due).collect::<Vec<_>>(),
        [at(-2), at(0), at(3), at(3) + MILLISECOND, at(3) + 2 * MILLISECOND, at(5),]
    );
    assert_eq!(store.due(at(3), 100).await.unwrap().len(), 3);
    assert_eq!(store.due(at(-3), 100).await.unwrap(), []);
}

async fn no_more_are_given_than_were_asked_for(store: Arc<dyn Store>) {
    let wave = new_wave_id();
    let mails: Vec<Invitation> = (1..=5).map(|second| mail(wave, at(second))).collect();
    store.owe(&mails).await.unwrap();
    assert_eq!(store.due(at(9), 2).await.unwrap(), mails[..2]);
    assert_eq!(store.due(at(9), 0).await.unwrap(), []);
}

async fn a_mail_that_was_settled_is_owed_no_more(store: Arc<dyn Store>) {
    let (wave, other) = (new_wave_id(), new_wave_id());
    let mails = [mail(wave, at(1)), mail(wave, at(1)), mail(other, at(1))];
    store.owe(&mails).await.unwrap();
    for _ in 0..2 {
        store.settle(&mails[0], None).await.unwrap();
        assert_eq!(store.owed(wave).await.unwrap(), 1);
        assert_eq!(store.owed(other).await.unwrap(), 1);
    }
    let due = store.due(at(1), 9).await.unwrap();
    assert!(due.len() == 2 && due.contains(&mails[1]) && due.contains(&mails[2]), "{due:?}");
}

async fn a_mail_that_is_to_be_tried_again_waits_its_time(store: Arc<dyn Store>) {
    let wave = new_wave_id();
    let first = mail(wave, at(1));
    store.owe(std::slice::from_ref(&first)).await.unwrap();
    let again = first.clone().once_more(at(2)).unwrap();
    store.settle(&first, Some(&again)).await.unwrap();
    assert_eq!(store.owed(wave).await.unwrap(), 1);
    assert_eq!(store.due(at(2), 9).await.unwrap(), []);
    assert_eq!(store.due(again.due, 9).await.unwrap(), std::slice::from_ref(&again));
    store.settle(&again, None).await.unwrap();
    assert_eq!(store.owed(wave).await.unwrap(), 0);
}

async fn owing_nothing_changes_nothing(store: Arc<dyn Store>) {
    store.owe(&[]).await.unwrap();
    assert_eq!(store.due(Timestamp::MAX, 9).await.unwrap(), []);
}

const MILLISECOND: SignedDuration = SignedDuration::from_millis(1);

fn mail(wave: WaveId, due: Timestamp) -> Invitation {
    let (id, person) = (InvitationId::from_random(new_bytes()), new_person());
    Invitation { id, person, wave, occasion: crate::disclosure::Occasion::Opening, due, tries: 0 }
}

//! Mails that are owed. What a store must do with them, sentence by sentence.

use jiff::SignedDuration;

use super::*;
use footing_core::organisation::{LinkRequest, LinkRequestId};
use footing_core::wave::{Invitation, InvitationId, Lot, LotId, MailOutcome, Refusal};

sentences! {
    mails_that_are_due_come_earliest_first,
    no_more_are_given_than_were_asked_for,
    a_mail_that_was_settled_is_owed_no_more_and_counted_once,
    a_mail_that_is_to_be_tried_again_waits_its_time,
    a_refusal_stays_until_it_is_tried_again,
    a_later_mail_that_is_taken_ends_a_refusal_and_a_later_refusal_takes_its_place,
    a_lot_is_finished_when_nothing_of_it_is_owed_and_until_it_is_noted,
    lots_and_refusals_are_erased_with_their_wave,
    owing_nothing_changes_nothing,
    requests_for_links_come_earliest_first_until_they_are_settled,
}

async fn mails_that_are_due_come_earliest_first(store: Arc<dyn Store>) {
    // Closer than a second, and before 1970 too; the latest is owed first and so has the smallest id.
    let times = [at(9), at(5), at(3) + 2 * MILLISECOND, at(3) + MILLISECOND, at(3), at(0), at(-2)];
    let (lot, mails) = owed(&store, new_wave_id(), &times).await;
    assert_eq!(store.lots(lot.wave).await.unwrap(), [lot]);
    let due = store.due(at(5), 100).await.unwrap();
    assert_eq!(
        due.iter().map(|mail| mail.due).collect::<Vec<_>>(),
        [at(-2), at(0), at(3), at(3) + MILLISECOND, at(3) + 2 * MILLISECOND, at(5),]
    );
    assert!(due.iter().all(|mail| mails.contains(mail)));
    assert_eq!(store.due(at(3), 100).await.unwrap().len(), 3);
    assert_eq!(store.due(at(-3), 100).await.unwrap(), []);
}

async fn no_more_are_given_than_were_asked_for(store: Arc<dyn Store>) {
    let times: Vec<Timestamp> = (1..=5).map(at).collect();
    let (_, mails) = owed(&store, new_wave_id(), &times).await;
    assert_eq!(store.due(at(9), 2).await.unwrap(), mails[..2]);
    assert_eq!(store.due(at(9), 0).await.unwrap(), []);
}

async fn a_mail_that_was_settled_is_owed_no_more_and_counted_once(store: Arc<dyn Store>) {
    let (lot, mails) = owed(&store, new_wave_id(), &[at(1); 3]).await;
    let (other, other_mails) = owed(&store, new_wave_id(), &[at(1)]).await;
    for _ in 0..2 {
        store.settle(&mails[0], &MailOutcome::Taken).await.unwrap();
        store.settle(&mails[1], &MailOutcome::NotNeeded).await.unwrap();
        let expected = Lot { taken: 1, not_needed: 1, ..lot.clone() };
        assert_eq!(store.lots(lot.wave).await.unwrap(), [expected]);
        assert_eq!(store.lots(other.wave).await.unwrap(), std::slice::from_ref(&other));
    }
    let due = store.due(at(1), 9).await.unwrap();
    assert!(due.len() == 2 && due.contains(&mails[2]) && due.contains(&other_mails[0]), "{due:?}");
}

async fn a_mail_that_is_to_be_tried_again_waits_its_time(store: Arc<dyn Store>) {
    let (lot, mails) = owed(&store, new_wave_id(), &[at(1)]).await;
    let again = mails[0].clone().put_off(at(2));
    store.settle(&mails[0], &MailOutcome::Later(again.clone())).await.unwrap();
    assert_eq!(store.lots(lot.wave).await.unwrap(), std::slice::from_ref(&lot));
    assert_eq!(store.due(at(2), 9).await.unwrap(), []);
    assert_eq!(store.due(again.due, 9).await.unwrap(), std::slice::from_ref(&again));
    store.settle(&again, &MailOutcome::Taken).await.unwrap();
    assert_eq!(store.due(Timestamp::MAX, 9).await.unwrap(), []);
}

async fn a_refusal_stays_until_it_is_tried_again(store: Arc<dyn Store>) {
    let (lot, mails) = owed(&store, new_wave_id(), &[at(1), at(1)]).await;
    let (_, other) = owed(&store, new_wave_id(), &[at(1)]).await;
    for mail in [&mails[0], &other[0]] {
        store.settle(mail, &refused(mail)).await.unwrap();
    }
    assert_eq!(store.refusals(lot.wave).await.unwrap(), [refusal(&mails[0])]);
    assert_eq!(store.lots(lot.wave).await.unwrap(), [Lot { refused: 1, ..lot.clone() }]);
    assert_eq!(store.try_again(lot.wave, at(7), &|_| event()).await.unwrap(), 1);
    assert_eq!(store.try_again(lot.wave, at(7), &|_| event()).await.unwrap(), 0);
    assert_eq!(store.refusals(lot.wave).await.unwrap(), []);
    assert_eq!(store.refusals(other[0].wave).await.unwrap(), [refusal(&other[0])]);
    assert_eq!(store.lots(lot.wave).await.unwrap(), std::slice::from_ref(&lot));
    let again = Invitation { due: at(7), ..mails[0].clone() };
    assert_eq!(store.due(at(7), 9).await.unwrap(), [mails[1].clone(), again]);
}

async fn a_later_mail_that_is_taken_ends_a_refusal_and_a_later_refusal_takes_its_place(store: Arc<dyn Store>) {
    let wave = new_wave_id();
    let (_, mails) = owed(&store, wave, &[at(1)]).await;
    store.settle(&mails[0], &refused(&mails[0])).await.unwrap();
    for outcome in [None, Some(MailOutcome::Taken)] {
        let later = [Invitation { person: mails[0].person, ..mail(wave, at(2), None) }];
        let lot = Lot::new(LotId::from_random(new_bytes()), wave, footing_core::wave::Occasion::Reminder, 1);
        store.owe(&lot, &later, event()).await.unwrap();
        store.settle(&later[0], &outcome.clone().unwrap_or_else(|| refused(&later[0]))).await.unwrap();
        let expected = if outcome.is_none() { vec![refusal(&later[0])] } else { Vec::new() };
        assert_eq!(store.refusals(wave).await.unwrap(), expected);
    }
}

async fn a_lot_is_finished_when_nothing_of_it_is_owed_and_until_it_is_noted(store: Arc<dyn Store>) {
    let (lot, mails) = owed(&store, new_wave_id(), &[at(1), at(1)]).await;
    store.settle(&mails[0], &MailOutcome::Taken).await.unwrap();
    assert_eq!(store.finished_lots().await.unwrap(), []);
    store.note_lot(lot.wave, lot.id, event()).await.unwrap();
    store.settle(&mails[1], &refused(&mails[1])).await.unwrap();
    let finished = Lot { taken: 1, refused: 1, ..lot.clone() };
    assert_eq!(store.finished_lots().await.unwrap(), [finished]);
    store.note_lot(lot.wave, lot.id, event()).await.unwrap();
    assert_eq!(store.finished_lots().await.unwrap(), []);
    store.try_again(lot.wave, at(2), &|_| event()).await.unwrap();
    let again = store.due(at(2), 9).await.unwrap().remove(0);
    store.settle(&again, &MailOutcome::Taken).await.unwrap();
    assert_eq!(store.finished_lots().await.unwrap(), [Lot { taken: 2, ..lot }]);
}

async fn lots_and_refusals_are_erased_with_their_wave(store: Arc<dyn Store>) {
    let open = opened_wave(&store).await;
    let (_, mails) = owed(&store, open.id, &[at(1)]).await;
    store.settle(&mails[0], &refused(&mails[0])).await.unwrap();
    close(&store, &open).await;
    let closed = store.wave(open.id).await.unwrap().unwrap();
    store.erase_wave(&closed, &closed.clone().erased(DAY).unwrap(), &[], event()).await.unwrap();
    assert_eq!(store.lots(open.id).await.unwrap(), []);
    assert_eq!(store.refusals(open.id).await.unwrap(), []);
}

async fn owing_nothing_changes_nothing(store: Arc<dyn Store>) {
    owed(&store, new_wave_id(), &[]).await;
    assert_eq!(store.due(Timestamp::MAX, 9).await.unwrap(), []);
}

/// A request that is due so many seconds later.
pub(super) fn request(due: i64) -> LinkRequest {
    LinkRequest {
        id: LinkRequestId::from_random(new_bytes()),
        email: new_email(),
        language: Language::Ja,
        to: None,
        asked: at(0),
        due: at(due),
        browser: Some(new_key()),
        about: LetterAbout::SigningIn,
    }
}

async fn requests_for_links_come_earliest_first_until_they_are_settled(store: Arc<dyn Store>) {
    let [late, early] = [request(9), request(3)];
    for request in [&late, &early] {
        store.keep_request(request).await.unwrap();
    }
    assert_eq!(store.requests(9).await.unwrap(), [early.clone(), late.clone()]);
    assert_eq!(store.requests(1).await.unwrap(), std::slice::from_ref(&early));
    let again = early.clone().put_off(at(10));
    store.settle_request(&early, Some(&again)).await.unwrap();
    assert_eq!(store.requests(9).await.unwrap(), [late.clone(), again.clone()]);
    store.settle_request(&late, None).await.unwrap();
    store.settle_request(&again, None).await.unwrap();
    assert_eq!(store.requests(9).await.unwrap(), []);
}

const MILLISECOND: SignedDuration = SignedDuration::from_millis(1);

/// A lot with a mail for each time.
pub(super) async fn owed(store: &Arc<dyn Store>, wave: WaveId, times: &[Timestamp]) -> (Lot, Vec<Invitation>) {
    let lot = Lot::new(LotId::from_random(new_bytes()), wave, footing_core::wave::Occasion::Opening, times.len());
    let mails: Vec<Invitation> = times.iter().map(|due| mail(wave, *due, Some(lot.id))).collect();
    store.owe(&lot, &mails, event()).await.unwrap();
    (lot, mails)
}

fn mail(wave: WaveId, due: Timestamp, lot: Option<LotId>) -> Invitation {
    let (id, person) = (InvitationId::from_random(new_bytes()), new_person());
    let occasion = footing_core::wave::Occasion::Opening;
    Invitation { id, person, wave, occasion, lot, due, tries: 0, doubts: 0 }
}

fn refusal(of: &Invitation) -> Refusal {
    Refusal { invitation: of.clone(), on: DAY, said: "550 no".to_owned() }
}

pub(super) fn refused(of: &Invitation) -> MailOutcome {
    MailOutcome::Refused(refusal(of))
}

//! Mails that are owed, in sled, the earliest due first; how many of each lot; and what was refused.

use async_trait::async_trait;
use jiff::Timestamp;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use super::records::{Records, StoreChange};
use crate::store::{Outbox, Result};
use footing_core::organisation::LinkRequest;
use footing_core::organisation::audit::Attributed;
use footing_core::survey::WaveId;
use footing_core::wave::{Invitation, Lot, LotId, MailOutcome, Refusal};

#[async_trait]
impl Outbox for SledStore {
    async fn owe(&self, lot: &Lot, invitations: &[Invitation], event: Attributed) -> Result<()> {
        self.write(|records, change| {
            enter(records, change, event)?;
            change.put(Key::lot(lot.wave, lot.id), lot)?;
            invitations.iter().try_for_each(|invitation| change.put(Key::owed(invitation), invitation))
        })
        .await
    }

    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<Invitation>> {
        let first = self.read(|records| records.first::<Invitation>(&Key::outbox(), most))?;
        Ok(first.into_iter().map(|(_, invitation)| invitation).filter(|invitation| invitation.due <= now).collect())
    }

    async fn lots(&self, wave: WaveId) -> Result<Vec<Lot>> {
        let found = self.read(|records| records.list(&Key::lots(wave)))?;
        Ok(found.into_iter().map(|(_, lot)| lot).collect())
    }

    async fn finished_lots(&self) -> Result<Vec<Lot>> {
        let found = self.read(|records| records.list::<Lot>(&Key::all_lots()))?;
        Ok(found.into_iter().map(|(_, lot)| lot).filter(|lot| lot.owed() == 0 && !lot.is_noted).collect())
    }

    async fn note_lot(&self, wave: WaveId, lot: LotId, event: Attributed) -> Result<()> {
        self.write(|records, change| {
            let place = Key::lot(wave, lot);
            let Some(lot) = records.get::<Lot>(&place)?.filter(|lot| lot.owed() == 0 && !lot.is_noted) else {
                return Ok(());
            };
            enter(records, change, event)?;
            change.put(place, &Lot { is_noted: true, ..lot })
        })
        .await
    }

    async fn settle(&self, invitation: &Invitation, outcome: &MailOutcome) -> Result<()> {
        self.write(|records, change| {
            let place = Key::owed(invitation);
            if !records.has(&place)? {
                return Ok(());
            }
            change.remove(place);
            let refusal = Key::refusal(invitation.wave, invitation.person);
            match outcome {
                MailOutcome::Taken if records.has(&refusal)? => change.remove(refusal),
                MailOutcome::Taken | MailOutcome::NotNeeded => {}
                MailOutcome::Refused(kept) => change.put(refusal, kept)?,
                MailOutcome::Later(again) => change.put(Key::owed(again), again)?,
            }
            match outcome {
                MailOutcome::Later(_) => Ok(()),
                _ => change_lot(records, change, invitation, |lot| lot.count(outcome)),
            }
        })
        .await
    }

    async fn refusals(&self, wave: WaveId) -> Result<Vec<Refusal>> {
        let found = self.read(|records| records.list(&Key::refusals(wave)))?;
        Ok(found.into_iter().map(|(_, refusal)| refusal).collect())
    }

    async fn try_again(
        &self,
        wave: WaveId,
        now: Timestamp,
        event: &(dyn Fn(usize) -> Attributed + Sync),
    ) -> Result<usize> {
        self.write(|records, change| {
            let refused = records.list::<Refusal>(&Key::refusals(wave))?;
            let mut lots = records.list::<Lot>(&Key::lots(wave))?;
            for (place, refusal) in &refused {
                let again = Invitation { due: now, ..refusal.invitation.clone() };
                lots.iter_mut().filter(|(_, lot)| again.lot == Some(lot.id)).for_each(|(_, lot)| lot.try_again());
                change.remove(place.clone());
                change.put(Key::owed(&again), &again)?;
            }
            if !refused.is_empty() {
                lots.into_iter().try_for_each(|(place, lot)| change.put(place, &lot))?;
                enter(records, change, event(refused.len()))?;
            }
            Ok(refused.len())
        })
        .await
    }

    async fn keep_request(&self, request: &LinkRequest) -> Result<()> {
        self.write(|_, change| change.put(Key::link_request(request), request)).await
    }

    async fn requests(&self, most: usize) -> Result<Vec<LinkRequest>> {
        let first = self.read(|records| records.first(&Key::link_requests(), most))?;
        Ok(first.into_iter().map(|(_, request)| request).collect())
    }

    async fn settle_request(&self, request: &LinkRequest, again: Option<&LinkRequest>) -> Result<()> {
        self.write(|_, change| {
            change.remove(Key::link_request(request));
            again.map_or(Ok(()), |again| change.put(Key::link_request(again), again))
        })
        .await
    }
}

fn change_lot(
    records: &Records,
    change: &mut StoreChange,
    invitation: &Invitation,
    make: impl FnOnce(&mut Lot),
) -> Result<()> {
    let Some(place) = invitation.lot.map(|lot| Key::lot(invitation.wave, lot)) else { return Ok(()) };
    let Some(mut lot) = records.get::<Lot>(&place)? else { return Ok(()) };
    make(&mut lot);
    change.put(place, &lot)
}

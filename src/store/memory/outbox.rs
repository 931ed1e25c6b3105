//! Letters that are owed, in memory.

use async_trait::async_trait;
use jiff::Timestamp;

use super::MemoryStore;
use crate::store::{Outbox, Result};
use footing_core::organisation::{LinkRequest, audit::Attributed};
use footing_core::survey::WaveId;
use footing_core::wave::{Invitation, Lot, LotId, MailOutcome, Refusal};

#[async_trait]
impl Outbox for MemoryStore {
    async fn owe(&self, lot: &Lot, invitations: &[Invitation], event: Attributed) -> Result<()> {
        let mut state = self.state();
        state.enter(event);
        state.lots.insert((lot.wave, lot.id), lot.clone());
        state.outbox.extend(invitations.iter().map(|owed| ((owed.due, owed.id), owed.clone())));
        Ok(())
    }

    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<Invitation>> {
        let state = self.state();
        Ok(state.outbox.values().filter(|invitation| invitation.due <= now).take(most).cloned().collect())
    }

    async fn lots(&self, wave: WaveId) -> Result<Vec<Lot>> {
        Ok(self.state().lots.values().filter(|lot| lot.wave == wave).cloned().collect())
    }

    async fn finished_lots(&self) -> Result<Vec<Lot>> {
        Ok(self.state().lots.values().filter(|lot| lot.owed() == 0 && !lot.is_noted).cloned().collect())
    }

    async fn note_lot(&self, wave: WaveId, lot: LotId, event: Attributed) -> Result<()> {
        let mut state = self.state();
        if let Some(lot) = state.lots.get_mut(&(wave, lot)).filter(|lot| lot.owed() == 0 && !lot.is_noted) {
            lot.is_noted = true;
            state.enter(event);
        }
        Ok(())
    }

    async fn settle(&self, invitation: &Invitation, outcome: &MailOutcome) -> Result<()> {
        let mut state = self.state();
        if state.outbox.remove(&(invitation.due, invitation.id)).is_none() {
            return Ok(());
        }
        let place = (invitation.wave, invitation.person);
        match outcome {
            MailOutcome::Taken => drop(state.refusals.remove(&place)),
            MailOutcome::NotNeeded => {}
            MailOutcome::Refused(refusal) => drop(state.refusals.insert(place, refusal.clone())),
            MailOutcome::Later(again) => drop(state.outbox.insert((again.due, again.id), again.clone())),
        }
        if let Some(lot) = invitation.lot.and_then(|lot| state.lots.get_mut(&(invitation.wave, lot))) {
            lot.count(outcome);
        }
        Ok(())
    }

    async fn refusals(&self, wave: WaveId) -> Result<Vec<Refusal>> {
        let state = self.state();
        Ok(state.refusals.iter().filter(|((of, _), _)| *of == wave).map(|(_, refusal)| refusal.clone()).collect())
    }

    async fn try_again(
        &self,
        wave: WaveId,
        now: Timestamp,
        event: &(dyn Fn(usize) -> Attributed + Sync),
    ) -> Result<usize> {
        let mut state = self.state();
        let refused: Vec<Refusal> = state.refusals.extract_if(.., |(of, _), _| *of == wave).map(|(_, it)| it).collect();
        for refusal in &refused {
            let again = Invitation { due: now, ..refusal.invitation.clone() };
            if let Some(lot) = again.lot.and_then(|lot| state.lots.get_mut(&(wave, lot))) {
                lot.try_again();
            }
            state.outbox.insert((now, again.id), again);
        }
        if !refused.is_empty() {
            state.enter(event(refused.len()));
        }
        Ok(refused.len())
    }

    async fn keep_request(&self, request: &LinkRequest) -> Result<()> {
        self.state().requests.insert((request.due, request.id), request.clone());
        Ok(())
    }

    async fn requests(&self, most: usize) -> Result<Vec<LinkRequest>> {
        Ok(self.state().requests.values().take(most).cloned().collect())
    }

    async fn settle_request(&self, request: &LinkRequest, again: Option<&LinkRequest>) -> Result<()> {
        let requests = &mut self.state().requests;
        requests.remove(&(request.due, request.id));
        requests.extend(again.map(|again| ((again.due, again.id), again.clone())));
        Ok(())
    }
}

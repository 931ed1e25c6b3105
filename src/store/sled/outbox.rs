//! Mails that are owed, in sled, the earliest due first.

use async_trait::async_trait;
use jiff::Timestamp;

use super::SledStore;
use super::key::Key;
use crate::disclosure::Invitation;
use crate::store::{Outbox, Result};
use crate::survey::WaveId;

#[async_trait]
impl Outbox for SledStore {
    async fn owe(&self, invitations: &[Invitation]) -> Result<()> {
        self.write(|_, change| {
            invitations.iter().try_for_each(|invitation| change.put(Key::owed(invitation), invitation))
        })
        .await
    }

    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<Invitation>> {
        let first = self.read(|records| records.first::<Invitation>(&Key::outbox(), most))?;
        Ok(first.into_iter().map(|(_, invitation)| invitation).filter(|invitation| invitation.due <= now).collect())
    }

    async fn owed(&self, wave: WaveId) -> Result<usize> {
        let all = self.read(|records| records.list::<Invitation>(&Key::outbox()))?;
        Ok(all.iter().filter(|(_, invitation)| invitation.wave == wave).count())
    }

    async fn settle(&self, invitation: &Invitation, again: Option<&Invitation>) -> Result<()> {
        self.write(|_, change| {
            change.remove(Key::owed(invitation));
            again.map_or(Ok(()), |again| change.put(Key::owed(again), again))
        })
        .await
    }
}

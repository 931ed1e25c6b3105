//! Waves, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Result, StoreError, Waves};
use footing_core::organisation::{PersonId, TeamId, audit::Attributed};
use footing_core::survey::{Response, SurveyId, WaveId};
use footing_core::wave::{Invited, InvitedTeam, Snapshot, Wave, must_rest};

#[async_trait]
impl Waves for MemoryStore {
    async fn waves(&self) -> Result<Vec<Wave>> {
        Ok(self.state().waves.values().cloned().collect())
    }

    async fn wave(&self, wave: WaveId) -> Result<Option<Wave>> {
        Ok(self.state().waves.get(&wave).cloned())
    }

    async fn change_wave(&self, before: Option<&Wave>, after: &Wave, event: Attributed) -> Result<()> {
        let mut state = self.state();
        state.replace_wave(before, after)?;
        state.enter(event);
        Ok(())
    }

    async fn open_wave(&self, draft: &Wave, open: &Wave, snapshot: &Snapshot, event: Attributed) -> Result<()> {
        let mut state = self.state();
        if must_rest(open, state.waves.values()) {
            return Err(StoreError::Conflict);
        }
        state.replace_wave(Some(draft), open)?;
        state.snapshots.insert(open.id, snapshot.clone());
        state.enter(event);
        Ok(())
    }

    async fn invited(&self, wave: WaveId, person: PersonId) -> Result<Option<Invited>> {
        let everybody = self.everybody_invited(wave).await?;
        Ok(everybody.into_iter().find(|invited| invited.person == person))
    }

    async fn everybody_invited(&self, wave: WaveId) -> Result<Vec<Invited>> {
        let state = self.state();
        let mut people = state.snapshots.get(&wave).map(|snapshot| snapshot.people.clone()).unwrap_or_default();
        people.sort_by_key(|invited| invited.person);
        Ok(people)
    }

    async fn invited_team(&self, wave: WaveId, team: TeamId) -> Result<Option<InvitedTeam>> {
        let teams = self.invited_teams(wave).await?;
        Ok(teams.into_iter().find(|other| other.path.id() == team))
    }

    async fn invited_teams(&self, wave: WaveId) -> Result<Vec<InvitedTeam>> {
        Ok(self.state().snapshots.get(&wave).map(|snapshot| snapshot.teams.clone()).unwrap_or_default())
    }

    async fn handed_in(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<PersonId>> {
        let state = self.state();
        let is_it = |response: &Response| response.wave == Some(wave) && response.survey == *survey;
        let people = state.people.iter().filter(|(_, person)| person.responses.values().any(is_it));
        Ok(people.map(|(person, _)| *person).collect())
    }

    async fn erase_wave(&self, closed: &Wave, erased: &Wave, private: &[SurveyId], event: Attributed) -> Result<()> {
        let (mut state, wave) = (self.state(), Some(closed.id));
        state.replace_wave(Some(closed), erased)?;
        for person in state.people.values_mut() {
            person.drafts.retain(|occasion, _| occasion.wave != wave);
            person.responses.retain(|_, response| response.wave != wave || private.contains(&response.survey));
            for response in person.responses.values_mut().filter(|response| response.wave == wave) {
                response.wave = None;
            }
        }
        state.snapshots.remove(&closed.id);
        state.lots.retain(|(of, _), _| *of != closed.id);
        state.refusals.retain(|(of, _), _| *of != closed.id);
        state.boxes.retain(|place, _| place.wave != closed.id);
        state.enter(event);
        Ok(())
    }
}

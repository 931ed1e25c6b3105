//! Ballots, in memory.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;

use super::{MemoryStore, Votes};
use crate::store::{BallotBox, Ballots, Cast, Result, StoreError};
use footing_core::organisation::{PersonId, TeamId};
use footing_core::survey::{Ballot, SurveyId, WaveId};

#[async_trait]
impl Ballots for MemoryStore {
    async fn cast(&self, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast> {
        let mut state = self.state();
        state.must_take_answers(Some(into.wave))?;
        let votes = state.boxes.entry(into.clone()).or_default();
        if !votes.taken_part.insert(person) {
            return Ok(Cast::AlreadyCast);
        }
        votes.ballots.push(ballot);
        votes.cast += 1;
        Ok(Cast::Counted)
    }

    async fn has_cast(&self, ballot_box: &BallotBox, person: PersonId) -> Result<bool> {
        Ok(self.state().boxes.get(ballot_box).is_some_and(|votes| votes.taken_part.contains(&person)))
    }

    async fn turnout(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, u32>> {
        let state = self.state();
        let boxes = state.boxes.iter().filter(|(place, _)| place.wave == wave && place.survey == *survey);
        Ok(boxes.filter(|(_, votes)| votes.cast > 0).map(|(place, votes)| (place.group, votes.cast)).collect())
    }

    async fn open_ballots(&self, wave: WaveId) -> Result<()> {
        let mut state = self.state();
        if state.must_take_answers(Some(wave)).is_ok() {
            return Err(StoreError::Conflict);
        }
        let surveys: BTreeSet<SurveyId> =
            state.boxes.keys().filter(|place| place.wave == wave).map(|place| place.survey.clone()).collect();
        for survey in surveys {
            let filed = state.filed(wave, &survey);
            let boxes = state.boxes.iter_mut().filter(|(place, _)| (place.wave, &place.survey) == (wave, &survey));
            boxes.for_each(|(_, votes)| *votes = Votes { cast: votes.cast, ..Votes::default() });
            for (group, ballots) in filed {
                let place = BallotBox { wave, survey: survey.clone(), group };
                state.boxes.entry(place).or_default().ballots = ballots;
            }
        }
        Ok(())
    }
}

//! Waves in sled: the wave itself, and beside it a record for every invited person and team, so that a page about one
//! person reads one record, however many are invited.

use async_trait::async_trait;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use super::pieces::Pieces;
use super::records::{Records, StoreChange, damaged};
use super::voting;
use crate::store::vault::KeyOwner;
use crate::store::{Result, StoreError, Waves};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{PersonId, TeamId};
use footing_core::survey::{Draft, Response, SurveyId, WaveId};
use footing_core::wave::{Invited, InvitedTeam, Snapshot, Wave, must_rest};

#[async_trait]
impl Waves for SledStore {
    async fn waves(&self) -> Result<Vec<Wave>> {
        let found = self.read(|records| records.list::<Wave>(&Key::waves()))?;
        Ok(found.into_iter().map(|(_, wave)| wave).collect())
    }

    async fn wave(&self, wave: WaveId) -> Result<Option<Wave>> {
        self.read(|records| records.get(&Key::wave(wave)))
    }

    async fn change_wave(&self, before: Option<&Wave>, after: &Wave, event: Attributed) -> Result<()> {
        self.write(|records, change| {
            replace(records, change, before, after)?;
            enter(records, change, event)
        })
        .await
    }

    async fn open_wave(&self, draft: &Wave, open: &Wave, snapshot: &Snapshot, event: Attributed) -> Result<()> {
        // Put together before anybody has to wait for it: they are many.
        let mut invitees = StoreChange::default();
        for invited in &snapshot.people {
            invitees.put(Key::invited(open.id, invited.person), invited)?;
        }
        for team in &snapshot.teams {
            invitees.put(Key::invited_team(open.id, team.path.id()), team)?;
        }
        self.write(|records, change| {
            let waves = records.list::<Wave>(&Key::waves())?;
            if must_rest(open, waves.iter().map(|(_, wave)| wave)) {
                return Err(StoreError::Conflict);
            }
            replace(records, change, Some(draft), open)?;
            change.extend(invitees);
            voting::begin(records, change, open.id)?;
            enter(records, change, event)
        })
        .await
    }

    async fn invited(&self, wave: WaveId, person: PersonId) -> Result<Option<Invited>> {
        self.read(|records| records.get(&Key::invited(wave, person)))
    }

    async fn everybody_invited(&self, wave: WaveId) -> Result<Vec<Invited>> {
        let found = self.read_in_pieces(move |pieces| {
            pieces.steady(stage(wave), |pieces| pieces.list::<Invited>(&Key::everybody_invited(wave)))
        });
        let (_, found) = found.await?;
        Ok(found.into_iter().map(|(_, invited)| invited).collect())
    }

    async fn invited_team(&self, wave: WaveId, team: TeamId) -> Result<Option<InvitedTeam>> {
        self.read(|records| records.get(&Key::invited_team(wave, team)))
    }

    async fn invited_teams(&self, wave: WaveId) -> Result<Vec<InvitedTeam>> {
        let found = self.read_in_pieces(move |pieces| {
            pieces.steady(stage(wave), |pieces| pieces.list::<InvitedTeam>(&Key::invited_teams(wave)))
        });
        let (_, found) = found.await?;
        let mut teams: Vec<InvitedTeam> = found.into_iter().map(|(_, team)| team).collect();
        teams.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(teams)
    }

    async fn handed_in(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<PersonId>> {
        let survey = survey.clone();
        self.read_in_pieces(move |pieces| handed_in(pieces, wave, &survey)).await
    }

    async fn erase_wave(&self, closed: &Wave, erased: &Wave, private: &[SurveyId], event: Attributed) -> Result<()> {
        // What was given first, some of it at a time so that others' answers do not wait for all: should this be cut short,
        // the wave still says that it is to be erased.
        self.read(|records| must_be(records, closed))?;
        self.remove_all([Key::ballots, Key::cast_counts, Key::envelopes, Key::turnout].map(|of| of(closed.id)).into())
            .await?;
        let (wave, beginning) = (closed.id, Key::everybody_invited(closed.id));
        let invited = self.read_in_pieces(move |pieces| pieces.keys(&beginning)).await?;
        for some in invited.chunks(ERASED_AT_A_TIME) {
            self.write(|records, change| {
                must_be(records, closed)?;
                for key in some {
                    if let Some(invited) = records.get::<Invited>(key)? {
                        forget_answers(records, change, wave, invited.person, private)?;
                    }
                }
                Ok(())
            })
            .await?;
        }
        self.write(|records, change| {
            replace(records, change, Some(closed), erased)?;
            invited.into_iter().for_each(|key| change.remove(key));
            for beginning in [Key::invited_teams(wave), Key::lots(wave), Key::refusals(wave)] {
                records.keys(&beginning)?.into_iter().for_each(|key| change.remove(key));
            }
            change.remove(Key::ballot_key(wave));
            [KeyOwner::Wave, KeyOwner::Ballots, KeyOwner::Turnout].into_iter().for_each(|of| change.forget(of(wave)));
            enter(records, change, event)
        })
        .await
    }
}

/// As many people take a few milliseconds.
const ERASED_AT_A_TIME: usize = 100;

/// Who is invited changes with the wave only: when it opens, and when it is erased.
fn stage(wave: WaveId) -> impl Fn(&Records) -> Result<Option<Wave>> {
    move |records| records.get(&Key::wave(wave))
}

/// Who has handed in a survey. Each of them is there or not: who hands in meanwhile may be either.
pub fn handed_in(pieces: &Pieces, wave: WaveId, survey: &SurveyId) -> Result<Vec<PersonId>> {
    let beginning = Key::all_handed_in(wave, survey);
    let person = |key: Key| match key.after(&beginning).and_then(|bytes| bytes.try_into().ok()) {
        Some(bits) => Ok(PersonId::from_random(bits)),
        None => Err(damaged(&key, "it is not named after a person")),
    };
    pieces.keys(&beginning)?.into_iter().map(person).collect()
}

/// Removes what one person gave in a wave; a private response stays theirs and loses the wave.
fn forget_answers(
    records: &Records,
    change: &mut StoreChange,
    wave: WaveId,
    person: PersonId,
    private: &[SurveyId],
) -> Result<()> {
    for (key, draft) in records.list::<Draft>(&Key::drafts(person))? {
        if draft.wave == Some(wave) {
            change.remove(key);
        }
    }
    for (key, response) in records.list::<Response>(&Key::responses(person))? {
        if response.wave != Some(wave) {
            continue;
        }
        change.remove(Key::handed_in(wave, &response.survey, person));
        if private.contains(&response.survey) {
            change.put(Key::response(person, None, response.id), &Response { wave: None, ..response })?;
        }
        change.remove(key);
    }
    Ok(())
}

/// Puts a wave in the place of another state of it, as part of a larger change.
pub fn replace(records: &Records, change: &mut StoreChange, before: Option<&Wave>, after: &Wave) -> Result<()> {
    let there: Option<Wave> = records.get(&Key::wave(after.id))?;
    if there.as_ref() != before {
        return Err(StoreError::Conflict);
    }
    change.put(Key::wave(after.id), after)
}

fn must_be(records: &Records, wave: &Wave) -> Result<()> {
    let there: Option<Wave> = records.get(&Key::wave(wave.id))?;
    if there.as_ref() == Some(wave) { Ok(()) } else { Err(StoreError::Conflict) }
}

/// Answers outside of waves are always taken, those of a wave while it is open.
pub fn must_take_answers(records: &Records, wave: Option<WaveId>) -> Result<()> {
    let Some(wave) = wave else { return Ok(()) };
    let wave: Option<Wave> = records.get(&Key::wave(wave))?;
    wave.filter(|wave| wave.open_now().is_some()).map(drop).ok_or(StoreError::NotFound)
}

//! Ballots in sled: that somebody has taken part, under what stands for them, and beside it an envelope that nobody opens
//! before the wave closes. Both keys of a wave's voting end at that moment, so that afterwards neither the order of sled's
//! log, nor a block it has left, nor a copy of any day leads from a ballot to a person.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::SledStore;
use super::key::Key;
use super::pieces::Pieces;
use super::records::{StoreChange, damaged};
use super::voting::{is_open, of_vault, public_key, sealed, taken_part};
use super::waves::must_take_answers;
use crate::store::vault::{Envelopes, KeyOwner};
use crate::store::{BallotBox, Ballots, Cast, Result, StoreError};
use footing_core::organisation::{PersonId, TeamId};
use footing_core::survey::{Ballot, SurveyId, WaveId};
use footing_core::wave::{InvitedTeam, Wave, filed};

/// The ballots of a wave, survey by survey and group by group.
type Boxes = BTreeMap<SurveyId, BTreeMap<TeamId, Vec<Ballot>>>;

#[async_trait]
impl Ballots for SledStore {
    async fn cast(&self, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast> {
        let public = self.read(|records| {
            must_take_answers(records, Some(into.wave))?;
            public_key(records, into.wave)
        })?;
        // Before anybody has to wait for it.
        let (place, envelope) = (chance()?, sealed(&public, into, &ballot)?);
        self.write(|records, change| {
            must_take_answers(records, Some(into.wave))?;
            let taken_part = taken_part(records, into, person)?;
            if records.has(&taken_part)? {
                return Ok(Cast::AlreadyCast);
            }
            change.put_bytes(taken_part, b"");
            change.put_bytes(Key::envelope(into.wave, place), envelope);
            Ok(Cast::Counted)
        })
        .await
    }

    /// A person who is found is on the disk: a change that can be seen and is not synced yet is waited for, or else a
    /// second click would be acknowledged before the first.
    async fn has_cast(&self, ballot_box: &BallotBox, person: PersonId) -> Result<bool> {
        let has_cast = self.read(|records| {
            let index = records.vault().existing_index(KeyOwner::Turnout(ballot_box.wave), &[person.as_bytes()]);
            index.map_or(Ok(false), |index| records.has(&Key::taken_part(ballot_box, index)))
        })?;
        if has_cast {
            self.commit.durable().await?;
        }
        Ok(has_cast)
    }

    async fn turnout(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, u32>> {
        let survey = survey.clone();
        self.read_in_pieces(move |pieces| turnout(pieces, wave, &survey)).await
    }

    async fn open_ballots(&self, wave: WaveId) -> Result<()> {
        // Nothing must be opened whose wave is found open after a crash.
        self.commit.durable().await?;
        let to_open = self.read(|records| match records.get::<Wave>(&Key::wave(wave))? {
            Some(wave) if wave.open_now().is_some() => Err(StoreError::Conflict),
            Some(wave) => Ok(is_open(records, wave.id)?.then_some(wave)),
            None => Ok(None),
        })?;
        if let Some(closed) = to_open {
            let (boxes, turnout) = self
                .read_in_pieces(move |pieces| {
                    let boxes = open_all(pieces, &closed)?;
                    let surveys = boxes.keys().cloned();
                    let turnout = surveys.map(|survey| Ok((survey.clone(), turnout(pieces, wave, &survey)?)));
                    let turnout = turnout.collect::<Result<BTreeMap<_, _>>>()?;
                    Ok((boxes, turnout))
                })
                .await?;
            self.write(|records, change| {
                // Somebody else may have been quicker.
                if is_open(records, wave)? { file(change, wave, &boxes, &turnout) } else { Ok(()) }
            })
            .await?;
        }
        self.remove_all(vec![Key::envelopes(wave), Key::turnout(wave)]).await
    }
}

impl SledStore {
    /// Removes everything that begins so, some at a time so that nobody's answer waits for all.
    pub(super) async fn remove_all(&self, beginnings: Vec<Key>) -> Result<()> {
        for beginning in beginnings {
            let keys = self.read_in_pieces(move |pieces| pieces.keys(&beginning)).await?;
            for some in keys.chunks(REMOVED_AT_A_TIME) {
                self.write(|_, change| {
                    some.iter().for_each(|key| change.remove(key.clone()));
                    Ok(())
                })
                .await?;
            }
        }
        Ok(())
    }
}

/// As many take some milliseconds.
const REMOVED_AT_A_TIME: usize = 500;

/// The ballots of every box of a survey, by group. While the wave is open, as they would be filed if it closed now.
pub fn ballots(pieces: &Pieces, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
    let unopened = pieces
        .look(|records| if is_open(records, wave)? { records.get::<Wave>(&Key::wave(wave)) } else { Ok(None) })?;
    match unopened {
        Some(wave) => Ok(open_all(pieces, &wave)?.remove(survey).unwrap_or_default()),
        None => opened(pieces, wave, survey),
    }
}

/// How many cast a ballot, by the group under which they did.
fn turnout(pieces: &Pieces, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, u32>> {
    if !pieces.look(|records| is_open(records, wave))? {
        let beginning = Key::cast_counts_of(wave, survey);
        return by_group(pieces.list(&beginning)?, &beginning);
    }
    let beginning = Key::turnout_of(wave, survey);
    let mut turnout = BTreeMap::new();
    for key in pieces.keys(&beginning)? {
        let group = key.id_after(&beginning).map_or(TeamId::ORGANISATION, TeamId::from_bytes);
        *turnout.entry(group).or_default() += 1;
    }
    Ok(turnout)
}

/// Files ballots for good, with how many there were, and ends the keys of their wave's voting.
fn file(
    change: &mut StoreChange,
    wave: WaveId,
    boxes: &Boxes,
    turnout: &BTreeMap<SurveyId, BTreeMap<TeamId, u32>>,
) -> Result<()> {
    for (survey, counts) in turnout {
        for (group, count) in counts {
            change.put(Key::cast_count(&BallotBox { wave, survey: survey.clone(), group: *group }), count)?;
        }
    }
    for (survey, groups) in boxes {
        for (group, ballots) in groups {
            let place = BallotBox { wave, survey: survey.clone(), group: *group };
            change.put(Key::ballots_in(&place), ballots)?;
        }
    }
    change.remove(Key::ballot_key(wave));
    change.forget(KeyOwner::Ballots(wave));
    change.forget(KeyOwner::Turnout(wave));
    Ok(())
}

fn open_envelope(envelopes: &Envelopes, key: &Key, envelope: &[u8]) -> Result<(SurveyId, TeamId, Ballot)> {
    let read = |content: Vec<u8>| {
        let (length, rest) = content.split_first()?;
        let (survey, rest) = rest.split_at_checked(usize::from(*length))?;
        let (group, ballot) = rest.split_first_chunk::<16>()?;
        let survey = SurveyId::parse(str::from_utf8(survey).ok()?)?;
        Some((survey, TeamId::from_bytes(*group), Ballot::from_bytes(ballot)))
    };
    envelopes.open(envelope).and_then(read).ok_or_else(|| damaged(key, "it does not open with the wave's key"))
}

/// Opens every envelope of a wave, and puts the ballots where they belong once it is closed.
fn open_all(pieces: &Pieces, wave: &Wave) -> Result<Boxes> {
    let envelopes = pieces.look(|records| records.vault().envelopes(wave.id).map_err(of_vault))?;
    let mut boxes = Boxes::new();
    for (key, envelope) in pieces.list_bytes(&Key::envelopes(wave.id))? {
        let (survey, group, ballot) = open_envelope(&envelopes, &key, &envelope)?;
        boxes.entry(survey).or_default().entry(group).or_default().push(ballot);
    }
    let teams = pieces.list::<InvitedTeam>(&Key::invited_teams(wave.id))?;
    let teams: Vec<InvitedTeam> = teams.into_iter().map(|(_, team)| team).collect();
    let threshold = wave.terms().anonymous_threshold;
    Ok(boxes.into_iter().map(|(survey, groups)| (survey, filed(groups, &teams, threshold))).collect())
}

fn opened(pieces: &Pieces, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
    by_group(pieces.list(&Key::ballots_of(wave, survey))?, &Key::ballots_of(wave, survey))
}

/// What stands for each group, whose id is all that follows in its key.
fn by_group<T>(found: Vec<(Key, T)>, beginning: &Key) -> Result<BTreeMap<TeamId, T>> {
    let group = |(key, value): (Key, T)| match key.id_after(beginning) {
        Some(group) => Ok((TeamId::from_bytes(group), value)),
        None => Err(damaged(&key, "it is not named after a group")),
    };
    found.into_iter().map(group).collect()
}

fn chance() -> Result<[u8; 16]> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits).map_err(|error| StoreError::Failed(error.to_string()))?;
    Ok(bits)
}

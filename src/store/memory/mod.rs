//! A store that forgets everything when it is dropped: for tests, and to say in the plainest way what a store does.

mod api_tokens;
mod audit_log;
mod ballots;
mod commitments;
mod grants;
mod outbox;
mod people;
mod promises;
mod releases;
mod responses;
mod rosters;
mod sessions;
mod surveys;
mod waves;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{BallotBox, Health, Occasion, Result, StoreError};
use footing_core::disclosure::Release;
use footing_core::guidance::StepId;
use footing_core::organisation::{
    AddressLock, ApiToken, Grant, KeyHash, LinkRequest, LinkRequestId, Member, PersonId, Quiet, Session, SignInLink,
    TeamId,
    audit::{self, Attributed},
};
use footing_core::practice::{Commitment, ImplementationIntention, TeamCommitment};
use footing_core::survey::{Ballot, ContentHash, Draft, Response, ResponseId, SurveyId, WaveId};
use footing_core::wave::{Invitation, InvitationId, Lot, LotId, Refusal, Snapshot, Wave, filed};

#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    keys: BTreeMap<KeyHash, PersonId>,
    people: BTreeMap<PersonId, Belongings>,
    surveys: BTreeMap<(SurveyId, u32), (ContentHash, Vec<u8>)>,
    /// The versions somebody has answered under.
    used: BTreeSet<(SurveyId, u32)>,
    roster_number: u64,
    members: BTreeMap<PersonId, Member>,
    links: BTreeMap<KeyHash, SignInLink>,
    sessions: BTreeMap<KeyHash, Session>,
    device_key: Option<[u8; 32]>,
    grants: BTreeMap<PersonId, Grant>,
    api_tokens: BTreeMap<KeyHash, ApiToken>,
    waves: BTreeMap<WaveId, Wave>,
    snapshots: BTreeMap<WaveId, Snapshot>,
    boxes: BTreeMap<BallotBox, Votes>,
    releases: BTreeMap<WaveId, Arc<Release>>,
    promises: BTreeMap<(TeamId, WaveId), TeamCommitment>,
    outbox: BTreeMap<(Timestamp, InvitationId), Invitation>,
    lots: BTreeMap<(WaveId, LotId), Lot>,
    refusals: BTreeMap<(WaveId, PersonId), Refusal>,
    requests: BTreeMap<(Timestamp, LinkRequestId), LinkRequest>,
    audit_log: Vec<audit::AuditEntry>,
    is_example: bool,
}

/// What is filed under one person.
#[derive(Debug, Default)]
struct Belongings {
    since: Option<Date>,
    quiet: Option<Quiet>,
    lock: Option<AddressLock>,
    drafts: BTreeMap<Occasion, Draft>,
    responses: BTreeMap<ResponseId, Response>,
    commitments: BTreeMap<StepId, Commitment>,
    declined: BTreeSet<StepId>,
    if_thens: BTreeMap<WaveId, ImplementationIntention>,
}

/// What is in one ballot box.
#[derive(Debug, Default)]
struct Votes {
    taken_part: BTreeSet<PersonId>,
    ballots: Vec<Ballot>,
    /// How many cast one here.
    cast: u32,
}

impl MemoryStore {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn person(&mut self, person: PersonId) -> Result<&mut Belongings> {
        self.people.get_mut(&person).ok_or(StoreError::NotFound)
    }

    fn enter(&mut self, event: Attributed) {
        self.audit_log.push(audit::AuditEntry::after(self.audit_log.last(), event));
    }

    fn replace_wave(&mut self, before: Option<&Wave>, after: &Wave) -> Result<()> {
        if self.waves.get(&after.id) != before {
            return Err(StoreError::Conflict);
        }
        self.waves.insert(after.id, after.clone());
        Ok(())
    }

    /// Answers outside of waves are always taken.
    fn must_take_answers(&self, wave: Option<WaveId>) -> Result<()> {
        let is_open = |wave| self.waves.get(&wave).is_some_and(|wave| wave.open_now().is_some());
        if wave.is_none_or(is_open) { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// The ballots of a survey as they lie once their wave has closed.
    fn filed(&self, wave: WaveId, survey: &SurveyId) -> BTreeMap<TeamId, Vec<Ballot>> {
        let boxes = self.boxes.iter().filter(|(place, _)| place.wave == wave && place.survey == *survey);
        let boxes = boxes.filter(|(_, votes)| !votes.ballots.is_empty());
        let boxes = boxes.map(|(place, votes)| (place.group, votes.ballots.clone())).collect();
        let teams = self.snapshots.get(&wave).map(|snapshot| snapshot.teams.as_slice()).unwrap_or_default();
        match self.waves.get(&wave) {
            Some(wave) => filed(boxes, teams, wave.terms().anonymous_threshold),
            None => boxes,
        }
    }

    fn must_be_open_for(&mut self, person: PersonId, draft: &Draft) -> Result<()> {
        self.must_take_answers(draft.wave)?;
        let is_same = |response: &Response| response.wave == draft.wave && response.survey == draft.survey;
        let has_responded = self.person(person)?.responses.values().any(is_same);
        if draft.wave.is_some() && has_responded { Err(StoreError::Conflict) } else { Ok(()) }
    }
}

impl Belongings {
    fn has_only_begun(&self) -> bool {
        let nothing_more = self.responses.is_empty() && self.commitments.is_empty() && self.declined.is_empty();
        nothing_more && self.if_thens.is_empty() && self.drafts.keys().all(|occasion| occasion.wave.is_none())
    }

    fn draft(&mut self, occasion: &Occasion, id: ResponseId) -> Result<&mut Draft> {
        self.drafts.get_mut(occasion).filter(|draft| draft.id == id).ok_or(StoreError::NotFound)
    }
}

#[async_trait]
impl Health for MemoryStore {
    async fn probe(&self) -> Result<()> {
        Ok(())
    }
}

//! A store that forgets everything when it is dropped: for tests, and to say in the plainest way what a store does.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    ApiTokens, AuditLog, BallotBox, Ballots, Cast, Commitments, Example, Grants, Health, Occasion, Outbox, People,
    Promises, Releases, Responses, Result, Rosters, Sessions, StoreError, Surveys, Swept, Waves,
};
use footing_core::disclosure::Release;
use footing_core::guidance::StepId;
use footing_core::organisation::{
    ApiToken, Beginning, DeviceKey, EmailAddress, Fate, Grant, KeyHash, LinkRequest, LinkRequestId, Member, PersonId,
    Quiet, Session, SignInLink, TeamId,
    audit::{self, Attributed},
};
use footing_core::practice::{CheckIn, Commitment, ImplementationIntention, TeamCommitment};
use footing_core::survey::{Ballot, ContentHash, Draft, Entry, Response, ResponseId, SurveyId, WaveId};
use footing_core::wave::{
    Invitation, InvitationId, Invited, InvitedTeam, Lot, LotId, MailOutcome, Refusal, Snapshot, Wave, filed,
};

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
    grants: BTreeMap<String, Grant>,
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
impl People for MemoryStore {
    async fn enrol(&self, person: PersonId, key: KeyHash, since: Date) -> Result<PersonId> {
        let mut state = self.state();
        let person = *state.keys.entry(key).or_insert(person);
        state.people.entry(person).or_default().since.get_or_insert(since);
        Ok(person)
    }

    async fn person_with_key(&self, key: KeyHash) -> Result<Option<PersonId>> {
        Ok(self.state().keys.get(&key).copied())
    }

    async fn knows_anybody(&self) -> Result<bool> {
        Ok(!self.state().people.is_empty())
    }

    async fn replace_key(&self, old: KeyHash, new: KeyHash) -> Result<()> {
        let mut state = self.state();
        let person = *state.keys.get(&old).ok_or(StoreError::NotFound)?;
        if state.keys.get(&new).is_some_and(|other| *other != person) {
            return Err(StoreError::Conflict);
        }
        state.keys.remove(&old);
        state.keys.insert(new, person);
        Ok(())
    }

    async fn erase(&self, person: PersonId) -> Result<()> {
        let mut state = self.state();
        state.keys.retain(|_, owner| *owner != person);
        state.sessions.retain(|_, session| session.person != person);
        state.links.retain(|_, link| link.person != person);
        state.people.remove(&person);
        if state.members.contains_key(&person) || state.grants.values().any(|grant| grant.person == person) {
            state.people.insert(person, Belongings::default());
        }
        Ok(())
    }

    async fn forget_unfinished(&self, after: Option<PersonId>, most: usize, today: Date) -> Result<Swept> {
        let mut state = self.state();
        let State { people, members, grants, keys, .. } = &mut *state;
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut page: Vec<PersonId> =
            people.range((from, Bound::Unbounded)).map(|(id, _)| *id).take(most + 1).collect();
        let is_last = page.len() <= most;
        page.truncate(most);
        let mut swept = Swept { next: page.last().copied().filter(|_| !is_last), ..Swept::default() };
        for id in page {
            let Some(person) = people.get_mut(&id).filter(|person| person.has_only_begun()) else { continue };
            if members.contains_key(&id) || grants.values().any(|grant| grant.person == id) {
                continue;
            }
            let answers = person.drafts.values().map(|draft| draft.revision).sum();
            let since = person.since.unwrap_or(today);
            match (Beginning { since, answers, quiet: person.quiet }).fate(today) {
                Fate::Goes => {
                    people.remove(&id);
                    keys.retain(|_, owner| *owner != id);
                    swept.forgotten += 1;
                    continue;
                }
                Fate::Noted(quiet) => person.quiet = Some(quiet),
                Fate::Stays => {}
            }
            swept.unfinished += 1;
        }
        Ok(swept)
    }
}

#[async_trait]
impl Responses for MemoryStore {
    async fn open_draft(&self, person: PersonId, draft: Draft) -> Result<Draft> {
        let mut state = self.state();
        state.must_be_open_for(person, &draft)?;
        let drafts = &mut state.person(person)?.drafts;
        let kept = drafts.entry(Occasion::of_draft(&draft)).or_insert(draft).clone();
        state.used.insert((kept.survey.clone(), kept.version));
        Ok(kept)
    }

    async fn replace_draft(&self, person: PersonId, draft: Draft) -> Result<Draft> {
        let mut state = self.state();
        state.must_be_open_for(person, &draft)?;
        state.person(person)?.drafts.insert(Occasion::of_draft(&draft), draft.clone());
        state.used.insert((draft.survey.clone(), draft.version));
        Ok(draft)
    }

    async fn draft(&self, person: PersonId, occasion: &Occasion) -> Result<Option<Draft>> {
        Ok(self.state().people.get(&person).and_then(|person| person.drafts.get(occasion)).cloned())
    }

    async fn drafts(&self, person: PersonId) -> Result<Vec<Draft>> {
        let state = self.state();
        Ok(state.people.get(&person).into_iter().flat_map(|person| person.drafts.values()).cloned().collect())
    }

    async fn record(&self, person: PersonId, occasion: &Occasion, draft: ResponseId, entry: Entry) -> Result<Draft> {
        let mut state = self.state();
        let draft = state.person(person)?.draft(occasion, draft)?;
        draft.sheet.record(entry);
        draft.revision += 1;
        Ok(draft.clone())
    }

    async fn submit(&self, person: PersonId, revision: u64, response: Response) -> Result<Response> {
        let mut state = self.state();
        if let Some(first) = state.person(person)?.responses.get(&response.id) {
            return Ok(first.clone());
        }
        state.must_take_answers(response.wave)?;
        let person = state.person(person)?;
        let occasion = Occasion { survey: response.survey.clone(), wave: response.wave };
        if person.draft(&occasion, response.id)?.revision != revision {
            return Err(StoreError::Conflict);
        }
        person.drafts.remove(&occasion);
        person.responses.insert(response.id, response.clone());
        Ok(response)
    }

    async fn responses(&self, person: PersonId) -> Result<Vec<Response>> {
        let state = self.state();
        let found = state.people.get(&person).into_iter().flat_map(|person| person.responses.values());
        let mut responses: Vec<Response> = found.cloned().collect();
        Response::sort(&mut responses);
        Ok(responses)
    }
}

#[async_trait]
impl Surveys for MemoryStore {
    async fn keep_survey(&self, survey: &SurveyId, version: u32, hash: ContentHash, file: &[u8]) -> Result<()> {
        let mut state = self.state();
        let place = (survey.clone(), version);
        match state.surveys.get(&place) {
            Some((kept, _)) if *kept == hash => return Ok(()),
            Some(_) if state.used.contains(&place) => return Err(StoreError::Conflict),
            _ => {}
        }
        state.surveys.insert(place, (hash, file.to_vec()));
        Ok(())
    }

    async fn survey_file(&self, survey: &SurveyId, version: u32) -> Result<Option<Vec<u8>>> {
        Ok(self.state().surveys.get(&(survey.clone(), version)).map(|(_, file)| file.clone()))
    }

    async fn survey_versions(&self, survey: &SurveyId) -> Result<Vec<u32>> {
        let state = self.state();
        Ok(state.surveys.keys().filter(|(id, _)| id == survey).map(|(_, version)| *version).collect())
    }
}

#[async_trait]
impl Commitments for MemoryStore {
    async fn take_on(&self, person: PersonId, commitment: Commitment) -> Result<Commitment> {
        let mut state = self.state();
        let commitments = &mut state.person(person)?.commitments;
        Ok(commitments.entry(commitment.step.clone()).or_insert(commitment).clone())
    }

    async fn check_in(&self, person: PersonId, step: &StepId, on: Date, check_in: CheckIn) -> Result<Commitment> {
        let mut state = self.state();
        let commitment = state.person(person)?.commitments.get_mut(step).ok_or(StoreError::NotFound)?;
        commitment.check_ins.insert(on, check_in);
        Ok(commitment.clone())
    }

    async fn commitments(&self, person: PersonId) -> Result<Vec<Commitment>> {
        let state = self.state();
        let found = state.people.get(&person).into_iter().flat_map(|person| person.commitments.values());
        let mut commitments: Vec<Commitment> = found.cloned().collect();
        commitments.sort_by(|a, b| (a.taken, &a.step).cmp(&(b.taken, &b.step)));
        Ok(commitments)
    }

    async fn decline(&self, person: PersonId, step: &StepId) -> Result<()> {
        self.state().person(person)?.declined.insert(step.clone());
        Ok(())
    }

    async fn declined(&self, person: PersonId) -> Result<Vec<StepId>> {
        let state = self.state();
        let found = state.people.get(&person).into_iter().flat_map(|person| &person.declined);
        Ok(found.cloned().collect())
    }
}

#[async_trait]
impl Rosters for MemoryStore {
    async fn roster(&self) -> Result<(u64, Vec<Member>)> {
        let state = self.state();
        Ok((state.roster_number, state.members.values().cloned().collect()))
    }

    async fn member(&self, person: PersonId) -> Result<Option<Member>> {
        Ok(self.state().members.get(&person).cloned())
    }

    async fn member_with_email(&self, email: &EmailAddress) -> Result<Option<Member>> {
        let state = self.state();
        let found = state.members.values().find(|member| member.is_active() && member.email.key() == email.key());
        Ok(found.cloned())
    }

    async fn change_roster(&self, revision: u64, members: &[Member], event: Attributed) -> Result<()> {
        let mut state = self.state();
        if state.roster_number != revision {
            return Err(StoreError::Conflict);
        }
        for member in members {
            let is_at_another = state.members.get(&member.person).is_some_and(|before| before.email != member.email);
            if is_at_another || !member.is_active() {
                state.sessions.retain(|_, session| session.person != member.person);
                state.links.retain(|_, link| link.person != member.person);
            }
            state.people.entry(member.person).or_default();
            state.members.insert(member.person, member.clone());
        }
        state.roster_number += 1;
        state.enter(event);
        Ok(())
    }
}

#[async_trait]
impl Sessions for MemoryStore {
    async fn keep_links(&self, links: Vec<(KeyHash, SignInLink)>, event: Option<Attributed>) -> Result<()> {
        let mut state = self.state();
        state.links.extend(links);
        event.into_iter().for_each(|event| state.enter(event));
        Ok(())
    }

    async fn redeem_link(&self, link: KeyHash, now: Timestamp) -> Result<Option<SignInLink>> {
        Ok(self.state().links.remove(&link).filter(|link| link.until > now))
    }

    async fn keep_session(&self, key: KeyHash, session: Session) -> Result<()> {
        self.state().sessions.insert(key, session);
        Ok(())
    }

    async fn session(&self, key: KeyHash) -> Result<Option<Session>> {
        Ok(self.state().sessions.get(&key).cloned())
    }

    async fn end_session(&self, key: KeyHash) -> Result<()> {
        self.state().sessions.remove(&key);
        Ok(())
    }

    async fn end_sessions_of(&self, person: PersonId) -> Result<()> {
        let mut state = self.state();
        state.sessions.retain(|_, session| session.person != person);
        state.links.retain(|_, link| link.person != person);
        Ok(())
    }

    async fn forget_expired(&self, now: Timestamp) -> Result<usize> {
        let mut state = self.state();
        let before = state.links.len() + state.sessions.len();
        state.links.retain(|_, link| link.until > now);
        state.sessions.retain(|_, session| session.until > now);
        Ok(before - state.links.len() - state.sessions.len())
    }

    async fn device_key(&self, new: DeviceKey) -> Result<DeviceKey> {
        Ok(DeviceKey::from_random(*self.state().device_key.get_or_insert(new.bytes())))
    }
}

#[async_trait]
impl Grants for MemoryStore {
    async fn grants(&self) -> Result<Vec<Grant>> {
        Ok(self.state().grants.values().cloned().collect())
    }

    async fn grant(&self, email: &EmailAddress) -> Result<Option<Grant>> {
        Ok(self.state().grants.get(&email.key()).cloned())
    }

    async fn put_grant(&self, grant: Grant, event: Attributed) -> Result<()> {
        let mut state = self.state();
        state.enter(event);
        let key = grant.email.key();
        if grant.roles.is_empty() {
            state.grants.remove(&key);
        } else {
            state.people.entry(grant.person).or_default();
            state.grants.insert(key, grant);
        }
        Ok(())
    }
}

#[async_trait]
impl ApiTokens for MemoryStore {
    async fn api_tokens(&self) -> Result<Vec<ApiToken>> {
        Ok(self.state().api_tokens.values().cloned().collect())
    }

    async fn api_token(&self, key: KeyHash) -> Result<Option<ApiToken>> {
        Ok(self.state().api_tokens.get(&key).cloned())
    }

    async fn change_api_token(
        &self,
        before: Option<&ApiToken>,
        after: &ApiToken,
        event: Option<Attributed>,
    ) -> Result<()> {
        let mut state = self.state();
        if state.api_tokens.get(&after.key) != before {
            return Err(StoreError::Conflict);
        }
        state.api_tokens.insert(after.key, after.clone());
        event.into_iter().for_each(|event| state.enter(event));
        Ok(())
    }

    async fn remove_api_token(&self, key: KeyHash, event: Attributed) -> Result<()> {
        let mut state = self.state();
        if state.api_tokens.remove(&key).is_some() {
            state.enter(event);
        }
        Ok(())
    }
}

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

#[async_trait]
impl Releases for MemoryStore {
    async fn linked_answers(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<(PersonId, Response)>> {
        let state = self.state();
        let is_it = |response: &&Response| response.wave == Some(wave) && response.survey == *survey;
        let by_person = state.people.iter().flat_map(|(person, belongings)| {
            belongings.responses.values().filter(is_it).map(|response| (*person, response.clone()))
        });
        Ok(by_person.collect())
    }

    async fn ballots(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
        Ok(self.state().filed(wave, survey))
    }

    async fn keep_release(&self, closed: &Wave, released: &Wave, release: &Release, event: Attributed) -> Result<()> {
        self.change_wave(Some(closed), released, event).await?;
        self.state().releases.insert(released.id, Arc::new(release.clone()));
        Ok(())
    }

    async fn could_keep_release(&self, _: &Release) -> Result<()> {
        Ok(())
    }

    async fn release(&self, wave: WaveId) -> Result<Option<Arc<Release>>> {
        Ok(self.state().releases.get(&wave).cloned())
    }
}

#[async_trait]
impl Promises for MemoryStore {
    async fn change_promise(
        &self,
        before: Option<&TeamCommitment>,
        after: &TeamCommitment,
        event: Attributed,
    ) -> Result<()> {
        let (mut state, place) = (self.state(), (after.team.id(), after.wave));
        if state.promises.get(&place) != before {
            return Err(StoreError::Conflict);
        }
        state.promises.insert(place, after.clone());
        state.enter(event);
        Ok(())
    }

    async fn promises(&self, team: TeamId) -> Result<Vec<TeamCommitment>> {
        let state = self.state();
        let of_team = state.promises.iter().filter(|((of, _), _)| *of == team);
        let mut promises: Vec<TeamCommitment> = of_team.map(|(_, promise)| promise.clone()).collect();
        promises.sort_by_key(|promise| promise.made);
        Ok(promises)
    }

    async fn keep_if_then(
        &self,
        person: PersonId,
        wave: WaveId,
        implementation_intention: &ImplementationIntention,
        event: Attributed,
    ) -> Result<()> {
        let mut state = self.state();
        if let btree_map::Entry::Vacant(place) = state.person(person)?.if_thens.entry(wave) {
            place.insert(implementation_intention.clone());
            state.enter(event);
        }
        Ok(())
    }

    async fn implementation_intention(
        &self,
        person: PersonId,
        wave: WaveId,
    ) -> Result<Option<ImplementationIntention>> {
        Ok(self.state().people.get(&person).and_then(|person| person.if_thens.get(&wave)).cloned())
    }

    async fn if_thens(&self, person: PersonId) -> Result<Vec<(WaveId, ImplementationIntention)>> {
        let state = self.state();
        let meant = state.people.get(&person).into_iter().flat_map(|person| &person.if_thens);
        Ok(meant.map(|(wave, implementation_intention)| (*wave, implementation_intention.clone())).collect())
    }
}

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

#[async_trait]
impl AuditLog for MemoryStore {
    async fn append(&self, event: Attributed) -> Result<()> {
        self.state().enter(event);
        Ok(())
    }

    async fn audit_log(&self) -> Result<Vec<audit::AuditEntry>> {
        Ok(self.state().audit_log.clone())
    }

    async fn audit_log_is_sealed(&self) -> Result<bool> {
        Ok(true)
    }
}

#[async_trait]
impl Example for MemoryStore {
    async fn mark_example(&self) -> Result<()> {
        self.state().is_example = true;
        Ok(())
    }

    async fn is_example(&self) -> Result<bool> {
        Ok(self.state().is_example)
    }
}

#[async_trait]
impl Health for MemoryStore {
    async fn probe(&self) -> Result<()> {
        Ok(())
    }
}

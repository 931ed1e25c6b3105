//! Where things are kept: narrow traits by subject, joined in [`Store`], and the stores that implement them.
//! Every store passes the same conformance suite. A write that returned `Ok` is on the disk.

#[cfg(test)]
mod conformance;
mod memory;
mod sled;
pub mod vault;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;

use footing_core::disclosure::Release;

use footing_core::guidance::StepId;
use footing_core::organisation::{
    AddressLock, ApiToken, DeviceKey, EmailAddress, Grant, KeyHash, LinkRequest, Member, PersonId, Readdressed,
    Session, SignInLink, TeamId,
    audit::{self, Attributed},
};
use footing_core::practice::{CheckIn, Commitment, ImplementationIntention, TeamCommitment};
use footing_core::survey::{Ballot, ContentHash, Draft, Entry, Response, ResponseId, SurveyId, WaveId};
use footing_core::wave::{Invitation, Invited, InvitedTeam, Lot, LotId, MailOutcome, Refusal, Snapshot, Wave};

pub use self::memory::MemoryStore;
pub use self::sled::{Accepted, Damage, Examination, OpenError, SledStore};

/// Why a read or a write did not happen.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// What was to be changed is not there, or not any more.
    #[error("it is not there")]
    NotFound,
    /// It was changed meanwhile: read it again, then decide again.
    #[error("it was changed meanwhile")]
    Conflict,
    /// Nothing was written. Reading still works.
    #[error("the disk is full: {0}")]
    Full(String),
    /// The disk or the data on it is at fault. Whether the last write happened is unknown.
    #[error("the store failed: {0}")]
    Failed(String),
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// People and the keys that open what is theirs.
#[async_trait]
pub trait People {
    /// Files a new person under a key; a key that is known already gives the person it belongs to.
    async fn enrol(&self, person: PersonId, key: KeyHash, since: Date) -> Result<PersonId>;

    /// Whether any key opens what is the person's.
    async fn has_key(&self, person: PersonId) -> Result<bool>;

    /// Files a person who is known under a key, or under none, and under no other any more. [`StoreError::NotFound`] for a person who is
    /// not, [`StoreError::Conflict`] if the key opens what is somebody else's.
    async fn file_under(&self, person: PersonId, key: Option<KeyHash>) -> Result<()>;

    async fn person_with_key(&self, key: KeyHash) -> Result<Option<PersonId>>;

    /// Whether anybody is known, by a key, by the roster or by a role.
    async fn knows_anybody(&self) -> Result<bool>;

    /// Makes `new` open what `old` opened; `old` opens nothing any more. [`StoreError::NotFound`] if `old` is unknown,
    /// [`StoreError::Conflict`] if `new` opens what is somebody else's.
    async fn replace_key(&self, old: KeyHash, new: KeyHash) -> Result<()>;

    /// Removes every key, session, link, draft, response, commitment and declined step of a person, all or nothing, and
    /// the person too unless the roster has them or a role was granted to them. That they cast a ballot stays until the
    /// boxes are sealed: nobody casts a second one by way of erasing. Erasing somebody unknown changes nothing.
    async fn erase(&self, person: PersonId) -> Result<()>;

    /// Looks at the next people after `after`, at most `most`, and erases anyone who began on their own, handed nothing
    /// in and whose [`Beginning`](footing_core::organisation::Beginning) is over. Who is in the roster, has a role, or
    /// has anything but keys and drafts outside of waves, is not looked at.
    async fn forget_unfinished(&self, after: Option<PersonId>, most: usize, today: Date) -> Result<Swept>;
}

/// What a look at some people who may have begun on their own came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// The last person that was looked at; `None` if there is nobody after them.
    pub next: Option<PersonId>,
    /// How many have begun, handed nothing in, and stay.
    pub unfinished: usize,
    pub forgotten: usize,
}

/// Which survey, and in which wave; `None` for one that a person takes on their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occasion {
    pub survey: SurveyId,
    pub wave: Option<WaveId>,
}

impl Occasion {
    pub fn of_draft(draft: &Draft) -> Occasion {
        Occasion { survey: draft.survey.clone(), wave: draft.wave }
    }
}

/// Drafts and responses. A person has at most one draft an occasion, and in a wave at most one response to a survey.
#[async_trait]
pub trait Responses {
    /// Keeps a new draft, unless the person has one of that occasion already; returns the one that is kept.
    /// [`StoreError::NotFound`] if the person is unknown (erased meanwhile) or the wave takes no answers,
    /// [`StoreError::Conflict`] if the person has responded to the survey in that wave.
    async fn open_draft(&self, person: PersonId, draft: Draft) -> Result<Draft>;

    /// Keeps a new draft in the place of the one of that occasion, if there is one. Errors are those of
    /// [`open_draft`](Responses::open_draft).
    async fn replace_draft(&self, person: PersonId, draft: Draft) -> Result<Draft>;

    async fn draft(&self, person: PersonId, occasion: &Occasion) -> Result<Option<Draft>>;

    /// All open drafts of a person.
    async fn drafts(&self, person: PersonId) -> Result<Vec<Draft>>;

    /// Adds one answer to a draft and raises its revision; answers to other questions stay whatever else happens at the
    /// same time. [`StoreError::NotFound`] if there is no draft of that id (submitted or erased meanwhile).
    async fn record(&self, person: PersonId, occasion: &Occasion, draft: ResponseId, entry: Entry) -> Result<Draft>;

    /// Puts the response in the place of the draft of the same id, in one step. A second submit of the same id gives
    /// the response of the first. [`StoreError::Conflict`] if the draft's revision is not `revision`,
    /// [`StoreError::NotFound`] if there is neither, or the wave takes no answers any more.
    async fn submit(&self, person: PersonId, revision: u64, response: Response) -> Result<Response>;

    /// All responses of a person, oldest first (by `submitted`, then by `place`, then by id).
    async fn responses(&self, person: PersonId) -> Result<Vec<Response>>;
}

/// Survey files as they were when answers were given under them.
#[async_trait]
pub trait Surveys {
    /// Keeps a version of a survey file. The same content again changes nothing. Other content under a version replaces
    /// it until the first draft is opened under it; from then on it is [`StoreError::Conflict`], no matter who is
    /// erased.
    async fn keep_survey(&self, survey: &SurveyId, version: u32, hash: ContentHash, file: &[u8]) -> Result<()>;

    /// The file of a version, byte for byte.
    async fn survey_file(&self, survey: &SurveyId, version: u32) -> Result<Option<Vec<u8>>>;

    /// The versions that are kept, ascending.
    async fn survey_versions(&self, survey: &SurveyId) -> Result<Vec<u32>>;
}

/// Steps people took on or did not want.
#[async_trait]
pub trait Commitments {
    /// Keeps a commitment; a step that was taken on already stays as it is. Returns the one that is kept.
    /// [`StoreError::NotFound`] if the person is unknown.
    async fn take_on(&self, person: PersonId, commitment: Commitment) -> Result<Commitment>;

    /// Adds a check-in to a commitment; one of the same day is replaced. [`StoreError::NotFound`] if the step was not
    /// taken on.
    async fn check_in(&self, person: PersonId, step: &StepId, on: Date, check_in: CheckIn) -> Result<Commitment>;

    /// All commitments of a person, oldest first (by `taken`, then by step).
    async fn commitments(&self, person: PersonId) -> Result<Vec<Commitment>>;

    /// Remembers that a person does not want a step. Twice is once. [`StoreError::NotFound`] if the person is unknown.
    async fn decline(&self, person: PersonId, step: &StepId) -> Result<()>;

    /// The steps a person does not want, in the order of their ids.
    async fn declined(&self, person: PersonId) -> Result<Vec<StepId>>;
}

/// The roster: everybody who was ever in it.
#[async_trait]
pub trait Rosters {
    /// All members in no particular order, and a number that grows with every change.
    async fn roster(&self) -> Result<(u64, Vec<Member>)>;

    async fn member(&self, person: PersonId) -> Result<Option<Member>>;

    /// The active member who reads mail at an address.
    async fn member_with_email(&self, email: &EmailAddress) -> Result<Option<Member>>;

    /// Puts changed and new members in place, all or nothing, and ends the sessions of those who have left or read mail at
    /// another address than before: anyone who reads there may be somebody else.
    /// [`StoreError::Conflict`] if the roster's number is not `revision` any more.
    ///
    /// Of those who are readdressed, what was answered before is locked or not any more, and the letter to the old address
    /// is owed, in the same write.
    async fn change_roster(
        &self,
        revision: u64,
        members: &[Member],
        readdressed: &[Readdressed],
        event: Attributed,
    ) -> Result<()>;

    /// The lock on what somebody answered before their address changed.
    async fn address_lock(&self, person: PersonId) -> Result<Option<AddressLock>>;

    /// Opens what was locked; whether anything was. Nothing is no event.
    async fn unlock(&self, person: PersonId, event: Attributed) -> Result<bool>;
}

/// Signing in.
#[async_trait]
pub trait Sessions: Sync {
    async fn keep_link(&self, link: KeyHash, opens: SignInLink) -> Result<()> {
        self.keep_links(vec![(link, opens)], None).await
    }

    /// Keeps several, all or none. Links that somebody made for others come with an event, those that people asked for
    /// themselves without.
    async fn keep_links(&self, links: Vec<(KeyHash, SignInLink)>, event: Option<Attributed>) -> Result<()>;

    /// What a link opens; nothing is used up. `None` if there is none (any more).
    async fn link(&self, link: KeyHash) -> Result<Option<SignInLink>>;

    /// Uses a link up. `None` if there is none (any more), or its time is over.
    async fn redeem_link(&self, link: KeyHash, now: Timestamp) -> Result<Option<SignInLink>>;

    /// The event says that somebody signed in, where that is noted.
    async fn keep_session(&self, key: KeyHash, session: Session, event: Option<Attributed>) -> Result<()>;

    async fn session(&self, key: KeyHash) -> Result<Option<Session>>;

    /// All of a person, in no particular order.
    async fn sessions_of(&self, person: PersonId) -> Result<Vec<(KeyHash, Session)>>;

    /// Notes the last day on which a session was used; one that has ended stays ended.
    async fn session_seen(&self, key: KeyHash, today: Date) -> Result<()>;

    async fn end_session(&self, key: KeyHash) -> Result<()>;

    /// Ends every session of a person, and uses up their links.
    async fn end_sessions_of(&self, person: PersonId) -> Result<()>;

    /// Removes links and sessions whose time is over; returns how many.
    async fn forget_expired(&self, now: Timestamp) -> Result<usize>;

    /// The key that marks devices; it is `new` if there was none.
    async fn device_key(&self, new: DeviceKey) -> Result<DeviceKey>;
}

/// Roles that were granted, by person.
#[async_trait]
pub trait Grants {
    async fn grants(&self) -> Result<Vec<Grant>>;

    async fn grant(&self, person: PersonId) -> Result<Option<Grant>>;

    /// Puts the grant in the place of the one of the same person; without roles it removes it.
    async fn put_grant(&self, grant: Grant, event: Attributed) -> Result<()>;
}

/// Tokens of the API, under the hash of their secret.
#[async_trait]
pub trait ApiTokens {
    /// In no particular order.
    async fn api_tokens(&self) -> Result<Vec<ApiToken>>;

    async fn api_token(&self, key: KeyHash) -> Result<Option<ApiToken>>;

    /// Puts `after` in the place of `before`, or as a new one. [`StoreError::Conflict`] if what is there is not
    /// `before`: a token that was revoked stays revoked, no matter who was about to note that it is used. That it was
    /// used on a day is no event.
    async fn change_api_token(
        &self,
        before: Option<&ApiToken>,
        after: &ApiToken,
        event: Option<Attributed>,
    ) -> Result<()>;

    /// Removing one that is not there changes nothing, and is no event.
    async fn remove_api_token(&self, key: KeyHash, event: Attributed) -> Result<()>;
}

/// Waves and who is invited to them.
#[async_trait]
pub trait Waves {
    async fn waves(&self) -> Result<Vec<Wave>>;

    async fn wave(&self, wave: WaveId) -> Result<Option<Wave>>;

    /// Puts `after` in the place of `before`, or as a new one. [`StoreError::Conflict`] if what is there is not
    /// `before`.
    async fn change_wave(&self, before: Option<&Wave>, after: &Wave, event: Attributed) -> Result<()>;

    /// Puts an open wave in the place of its draft together with everybody who is invited, all or nothing.
    /// [`StoreError::Conflict`] if what is there is not `draft`, or if another wave asks one of its surveys, or has asked
    /// it lately ([`asked_lately`](footing_core::wave::asked_lately)): two administrators may open one each.
    async fn open_wave(&self, draft: &Wave, open: &Wave, snapshot: &Snapshot, event: Attributed) -> Result<()>;

    async fn invited(&self, wave: WaveId, person: PersonId) -> Result<Option<Invited>>;

    async fn everybody_invited(&self, wave: WaveId) -> Result<Vec<Invited>>;

    async fn invited_team(&self, wave: WaveId, team: TeamId) -> Result<Option<InvitedTeam>>;

    /// In the order of their paths.
    async fn invited_teams(&self, wave: WaveId) -> Result<Vec<InvitedTeam>>;

    /// Who has handed in a survey that is not anonymous: participation, and not a single answer.
    async fn handed_in(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<PersonId>>;

    /// Puts `erased` in the place of `closed`, and with it removes everything that was given in the wave: drafts,
    /// responses, ballots and who was invited. Responses to a survey in `private` stay with their person and lose the
    /// wave. [`StoreError::Conflict`] if what is there is not `closed`.
    async fn erase_wave(&self, closed: &Wave, erased: &Wave, private: &[SurveyId], event: Attributed) -> Result<()>;
}

/// The box of one group for the ballots of one survey in one wave.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BallotBox {
    pub wave: WaveId,
    pub survey: SurveyId,
    pub group: TeamId,
}

/// What became of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    Counted,
    /// The person has cast one before; this one was not looked at.
    AlreadyCast,
}

/// Anonymous answers. While a wave is open, a ballot lies in an envelope that nobody opens, beside it who has taken part.
/// Once it is closed, ballots lie by group, sorted by what was answered; nothing leads from one to a person, a time or an
/// order.
#[async_trait]
pub trait Ballots {
    /// Puts a ballot into a box unless the person has cast one already, in one step.
    /// [`StoreError::NotFound`] if the wave takes no answers.
    async fn cast(&self, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast>;

    /// Whether a person has cast a ballot; `false` once the envelopes were opened.
    async fn has_cast(&self, ballot_box: &BallotBox, person: PersonId) -> Result<bool>;

    /// How many cast a ballot in a survey, by the group under which they did; also when the wave has closed.
    async fn turnout(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, u32>>;

    /// Ends a wave's voting: opens the envelopes, files the ballots (see [`filed`](footing_core::wave::filed)), and
    /// destroys what opened them and who took part. Doing it twice is doing it once.
    /// [`StoreError::Conflict`] while the wave takes answers.
    async fn open_ballots(&self, wave: WaveId) -> Result<()>;
}

/// Releases, and the answers they are made from: nothing else may read the answers of more than one person.
#[async_trait]
pub trait Releases {
    /// What was handed in to a survey of a wave, by person.
    async fn linked_answers(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<(PersonId, Response)>>;

    /// The ballots of a survey, by the group they are filed under; of an open wave, as they would be if it closed now.
    async fn ballots(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>>;

    /// Puts `released` in the place of `closed` together with its release, all or nothing, for good.
    /// [`StoreError::Conflict`] if what is there is not `closed`.
    async fn keep_release(&self, closed: &Wave, released: &Wave, release: &Release, event: Attributed) -> Result<()>;

    /// Says what [`keep_release`](Self::keep_release) would say to the release itself, and keeps nothing of it: whether
    /// a release can be made has to be known while its wave can still wait.
    async fn could_keep_release(&self, release: &Release) -> Result<()>;

    async fn release(&self, wave: WaveId) -> Result<Option<Arc<Release>>>;
}

/// What those who lead have promised their teams, and what they meant to do before they looked.
#[async_trait]
pub trait Promises {
    /// Puts `after` in the place of `before`, or as a new one. [`StoreError::Conflict`] if what is there for the team
    /// and the wave is not `before`.
    async fn change_promise(
        &self,
        before: Option<&TeamCommitment>,
        after: &TeamCommitment,
        event: Attributed,
    ) -> Result<()>;

    /// The promises to a team, oldest first (by `made`, then by wave).
    async fn promises(&self, team: TeamId) -> Result<Vec<TeamCommitment>>;

    /// Keeps what a person means to do; what was kept before stays, and is no event again. [`StoreError::NotFound`] if
    /// the person is unknown.
    async fn keep_if_then(
        &self,
        person: PersonId,
        wave: WaveId,
        implementation_intention: &ImplementationIntention,
        event: Attributed,
    ) -> Result<()>;

    async fn implementation_intention(&self, person: PersonId, wave: WaveId)
    -> Result<Option<ImplementationIntention>>;

    /// Everything a person meant to do, in the order of the waves' ids.
    async fn if_thens(&self, person: PersonId) -> Result<Vec<(WaveId, ImplementationIntention)>>;
}

/// Mails that are owed to invited people, those that were refused, and requests for links to sign in.
#[async_trait]
pub trait Outbox {
    /// Owes a lot of mails, all or none of them.
    async fn owe(&self, lot: &Lot, invitations: &[Invitation], event: Attributed) -> Result<()>;

    /// Mails whose time has come, the earliest first.
    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<Invitation>>;

    /// Every lot of a wave, in no particular order.
    async fn lots(&self, wave: WaveId) -> Result<Vec<Lot>>;

    /// Lots of which nothing is owed any more and which are not noted.
    async fn finished_lots(&self) -> Result<Vec<Lot>>;

    /// Says in the audit log how a lot ended, once. One of which something is owed again stays as it is.
    async fn note_lot(&self, wave: WaveId, lot: LotId, event: Attributed) -> Result<()>;

    /// Says what became of a mail; one that is not owed any more changes nothing. A person's mail that was taken puts
    /// an end to what was refused of the wave before, and a new refusal takes its place.
    async fn settle(&self, invitation: &Invitation, outcome: &MailOutcome) -> Result<()>;

    /// What was refused of a wave, one a person, in the order of the people's ids.
    async fn refusals(&self, wave: WaveId) -> Result<Vec<Refusal>>;

    /// Owes every refused mail of a wave again, due `now`; returns how many. None is no event.
    async fn try_again(
        &self,
        wave: WaveId,
        now: Timestamp,
        event: &(dyn Fn(usize) -> Attributed + Sync),
    ) -> Result<usize>;

    async fn keep_request(&self, request: &LinkRequest) -> Result<()>;

    /// Requests for links, the earliest due first, at most `most`.
    async fn requests(&self, most: usize) -> Result<Vec<LinkRequest>>;

    /// The request was answered or is over, or is to be tried again, in the state `again`.
    async fn settle_request(&self, request: &LinkRequest, again: Option<&LinkRequest>) -> Result<()>;
}

/// The audit log. What changes something is written with its change: calls that change take their event.
#[async_trait]
pub trait AuditLog {
    /// Enters what changed nothing, such as that something was read.
    async fn append(&self, event: Attributed) -> Result<()>;

    /// Every entry, from the first.
    async fn audit_log(&self) -> Result<Vec<audit::AuditEntry>>;

    /// Whether the last entry is the one that was entered last, by a seal that takes a key which is not in the store.
    async fn audit_log_is_sealed(&self) -> Result<bool>;
}

/// Whether the organisation in a store is made up. Once it is said, it stays said.
#[async_trait]
pub trait Example {
    async fn mark_example(&self) -> Result<()>;

    async fn is_example(&self) -> Result<bool>;
}

/// Whether the store can be relied on just now.
#[async_trait]
pub trait Health {
    /// Writes and syncs a probe. An error is what a write would have met.
    async fn probe(&self) -> Result<()>;
}

/// Joins the subjects into one trait that every store of all of them has.
macro_rules! joined {
    ($($subject:ident),+) => {
        /// Everything a store does.
        pub trait Store: $($subject +)+ Send + Sync {}

        impl<T: $($subject +)+ Send + Sync> Store for T {}
    };
}

joined!(
    People,
    Responses,
    Surveys,
    Commitments,
    Rosters,
    Sessions,
    Grants,
    ApiTokens,
    Waves,
    Ballots,
    Releases,
    Promises,
    Outbox,
    AuditLog,
    Example,
    Health
);

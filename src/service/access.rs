//! Who is signed in, and what they may do. Rights are types, and only this file makes them.

use std::collections::BTreeSet;

use footing_core::organisation::{
    AddressLock, ApiToken, AuditEvent, EmailAddress, KeyHash, Member, PersonId, Reach, Role, Scope, Seal, Secret,
    TeamPath,
    audit::{self, Attributed},
};

use super::Result;
use super::context::Context;
use super::participant::{Participant, Respondent};

/// Somebody who came with a link for signing in. How far it reaches depends on who asked for the link: a person who
/// proved to read mail at their address gets all that is theirs, one who was given a link gets to take part and no
/// further.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub(super) person: PersonId,
    pub email: EmailAddress,
    /// What the roster says; `None` for an address that only has roles.
    pub member: Option<Member>,
    roles: BTreeSet<Role>,
    reach: Reach,
    /// Marks what is answered in this session, or since an address changed; `None` sees everything.
    only: Option<Seal>,
    /// On what they answered before their address changed.
    lock: Option<AddressLock>,
}

/// The right to keep the roster, the roles and the waves.
#[derive(Clone, Debug)]
pub struct Administrator {
    /// As the audit log names them.
    pub(super) actor: String,
    /// How far the links reach that they make for others.
    pub(super) links_reach: Reach,
}

/// The right to see released figures of some teams and those below them, and to promise them something.
#[derive(Clone, Debug)]
pub struct Manager {
    pub(super) person: PersonId,
    /// As the audit log names them.
    pub(super) actor: String,
    pub(super) teams: BTreeSet<TeamPath>,
}

/// Whom a session belongs to. Anyone who left the roster and has no role is not signed in any more.
///
/// # Errors
/// A store that fails.
pub async fn signed_in(context: &Context, session: &Secret) -> Result<Option<SignedIn>> {
    let (key, seal, today) = (session.hash(), session.seal(), context.today());
    let session = context.store.session(key).await?;
    let Some(session) = session.filter(|session| session.is_open(context.clock.now(), today)) else { return Ok(None) };
    let member = context.store.member(session.person).await?.filter(Member::is_active);
    // Roles stay with a person at any address, and do not pass on with one.
    let grant = context.store.grant(session.person).await?;
    let email = member.as_ref().map_or(session.email, |member| member.email.clone());
    if member.is_none() && grant.is_none() {
        return Ok(None);
    }
    if session.seen != Some(today)
        && let Err(error) = context.store.session_seen(key, today).await
    {
        // On a full disk pages are still read.
        tracing::warn!(%error, "that a session was used could not be noted");
    }
    let roles = grant.map(|grant| grant.roles).unwrap_or_default();
    let lock = context.store.address_lock(session.person).await?;
    let only = match session.reach {
        Reach::Everything => lock.as_ref().map(|lock| lock.seal),
        Reach::TakingPart | Reach::TakingPartAndRoles => Some(seal),
    };
    Ok(Some(SignedIn { person: session.person, email, member, roles, reach: session.reach, only, lock }))
}

/// The right to see what is released of the whole organisation.
#[derive(Clone, Debug)]
pub struct Analyst {
    /// As the audit log names them.
    pub(super) actor: String,
}

/// A program that showed a token, and may do what the token's scopes say.
#[derive(Clone, Debug)]
pub struct ApiClient {
    pub(super) token: ApiToken,
}

/// The right to read surveys, with a token.
#[derive(Clone, Copy, Debug)]
pub struct SurveyReader(());

/// The right to look at waves and how many take part in them.
#[derive(Clone, Copy, Debug)]
pub struct WaveReader(());

/// The right to look at the roster.
#[derive(Clone, Copy, Debug)]
pub struct RosterReader(());

/// The right to bring a new roster, and nothing else of what an administrator may.
#[derive(Clone, Debug)]
pub struct RosterKeeper {
    /// As the audit log names them.
    actor: String,
}

/// Anyone who may look at waves. Like the traits below it cannot be named outside of this room, so no other type gets
/// it.
pub trait ReadsWaves: Send + Sync {}

impl ReadsWaves for Administrator {}
impl ReadsWaves for WaveReader {}

/// Anyone who may look at the roster.
pub trait ReadsRoster: Send + Sync {}

impl ReadsRoster for Administrator {}
impl ReadsRoster for RosterReader {}

/// Anyone who may bring a new roster.
pub trait KeepsRoster: Send + Sync {
    /// As the audit log names them.
    fn actor(&self) -> &str;

    /// Whether they may change the address at which somebody with a role signs in.
    fn readdresses_roles(&self) -> bool;
}

impl KeepsRoster for Administrator {
    fn actor(&self) -> &str {
        &self.actor
    }

    fn readdresses_roles(&self) -> bool {
        true
    }
}

impl KeepsRoster for RosterKeeper {
    fn actor(&self) -> &str {
        &self.actor
    }

    fn readdresses_roles(&self) -> bool {
        false
    }
}

/// Anyone who may look at the release of any wave.
pub trait ReadsReleases: Send + Sync {}

impl ReadsReleases for Administrator {}
impl ReadsReleases for Analyst {}

impl ApiClient {
    /// Under which the token is kept.
    pub fn key(&self) -> KeyHash {
        self.token.key
    }

    pub fn survey_reader(&self) -> Option<SurveyReader> {
        self.has(Scope::SurveysRead).then_some(SurveyReader(()))
    }

    pub fn wave_reader(&self) -> Option<WaveReader> {
        self.has(Scope::WavesRead).then_some(WaveReader(()))
    }

    pub fn analyst(&self) -> Option<Analyst> {
        self.has(Scope::ReleasesRead).then(|| Analyst { actor: self.actor() })
    }

    pub fn roster_reader(&self) -> Option<RosterReader> {
        self.has(Scope::RosterRead).then_some(RosterReader(()))
    }

    pub fn roster_keeper(&self) -> Option<RosterKeeper> {
        self.has(Scope::RosterWrite).then(|| RosterKeeper { actor: self.actor() })
    }

    fn has(&self, scope: Scope) -> bool {
        self.token.scopes.contains(&scope)
    }

    /// The name alone could be given twice, and the id alone says nothing to a reader.
    fn actor(&self) -> String {
        format!("token {} ({})", self.token.id, self.token.name)
    }

    /// What the audit log says that the program did.
    pub(super) fn event(&self, context: &Context, event: AuditEvent) -> Attributed {
        Attributed { at: context.clock.now(), actor: self.actor(), event }
    }
}

impl SignedIn {
    /// The right to all that is theirs; `None` where somebody else made the link, or where their address changed and what
    /// was answered before is locked.
    pub fn participant(&self) -> Option<Participant> {
        self.is_whole().then_some(Participant { person: self.person })
    }

    /// The right to take part in waves, which everybody has who is signed in.
    pub fn respondent(&self) -> Respondent {
        Respondent { person: self.person, only: self.only }
    }

    /// Whether all that is theirs is open.
    pub fn is_whole(&self) -> bool {
        self.only.is_none()
    }

    /// Whether they proved to read mail at their address, by a link that they asked for.
    pub fn reads_mail(&self) -> bool {
        self.reach == Reach::Everything
    }

    /// What closes to them what they answered before; `None` where nothing does, or where somebody else made the link, which
    /// closes it anyhow.
    pub fn lock(&self) -> Option<&AddressLock> {
        self.lock.as_ref().filter(|_| self.reads_mail())
    }

    pub fn administrator(&self) -> Option<Administrator> {
        self.has(Role::Administrator).then(|| Administrator { actor: self.actor(), links_reach: Reach::TakingPart })
    }

    pub fn analyst(&self) -> Option<Analyst> {
        self.has(Role::Analyst).then(|| Analyst { actor: self.actor() })
    }

    pub fn manager(&self) -> Option<Manager> {
        let teams = self.member.as_ref().map(|member| member.leads.clone()).unwrap_or_default();
        let leads = self.opens_roles() && !teams.is_empty();
        leads.then(|| Manager { person: self.person, actor: self.actor(), teams })
    }

    /// What the organisation calls them: their name, or the address of somebody who is in no roster.
    pub fn name(&self) -> String {
        self.member.as_ref().map_or_else(|| self.email.to_string(), |member| member.name.clone())
    }

    fn actor(&self) -> String {
        audit::person(self.person)
    }

    fn has(&self, role: Role) -> bool {
        self.opens_roles() && self.roles.contains(&role)
    }

    /// Whether the pages of their roles are open, if they have any.
    pub fn opens_roles(&self) -> bool {
        matches!(self.reach, Reach::Everything | Reach::TakingPartAndRoles)
    }
}

impl Manager {
    /// What the audit log says that they did.
    pub(super) fn event(&self, context: &Context, event: AuditEvent) -> Attributed {
        Attributed { at: context.clock.now(), actor: self.actor.clone(), event }
    }

    /// Whether the team is theirs or below one that is.
    pub(super) fn leads(&self, team: &TeamPath) -> bool {
        self.teams.iter().any(|led| team.is_within(led))
    }
}

impl Analyst {
    /// What the audit log says that they did.
    pub(super) fn event(&self, context: &Context, event: AuditEvent) -> Attributed {
        Attributed { at: context.clock.now(), actor: self.actor.clone(), event }
    }
}

impl Administrator {
    /// What the audit log says that they did.
    pub(super) fn event(&self, context: &Context, event: AuditEvent) -> Attributed {
        Attributed { at: context.clock.now(), actor: self.actor.clone(), event }
    }

    /// Anyone who can open the store can do anything with it; the audit log says that it was done this way.
    pub fn at_the_command_line() -> Administrator {
        Administrator { actor: "command line".to_owned(), links_reach: Reach::TakingPartAndRoles }
    }

    /// What was agreed when a wave opened is done when its day comes.
    pub(super) fn by_the_calendar() -> Administrator {
        Administrator { actor: "calendar".to_owned(), links_reach: Reach::TakingPart }
    }
}

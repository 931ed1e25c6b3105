//! Looking around in an organisation that is made up: a way in without mail, for four kinds of people, and only there.
//! Made-up and real people are never in one store: an example is made in an empty one, takes no roster and gives no roles,
//! and one in which real people stand nevertheless, from before that was so, is an example no more.

use std::collections::BTreeSet;

use footing_core::organisation::{EmailAddress, Member, PersonId, Role, SESSION_LASTS, Secret, Session, SignInLink};

use super::access::Administrator;
use super::context::Context;
use super::made_up::{ADMINISTRATOR, ANALYST, is_whole};
use super::{Result, ServiceError, sign_in};

/// Through whose eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    Employee,
    Manager,
    Analyst,
    Administrator,
}

impl Viewer {
    pub const ALL: [Viewer; 4] = [Viewer::Employee, Viewer::Manager, Viewer::Analyst, Viewer::Administrator];

    pub fn word(self) -> &'static str {
        match self {
            Viewer::Employee => "employee",
            Viewer::Manager => "manager",
            Viewer::Analyst => "analyst",
            Viewer::Administrator => "administrator",
        }
    }

    pub fn parse(word: &str) -> Option<Viewer> {
        Viewer::ALL.into_iter().find(|viewer| viewer.word() == word)
    }
}

/// What a store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Nothing,
    /// An organisation that is made up, as it was made.
    Example,
    /// Anything else: an organisation, people on their own, an example that was cut short or mixed with real people.
    Others,
}

/// Whether an example may be made here, or served, or neither.
///
/// # Errors
/// A store that fails.
pub async fn holds(context: &Context) -> Result<Holds> {
    let store = &context.store;
    if is_whole(context).await? {
        return Ok(Holds::Example);
    }
    let is_empty = !store.is_example().await?
        && !store.knows_anybody().await?
        && store.roster().await?.0 == 0
        && store.grants().await?.is_empty()
        && store.waves().await?.is_empty()
        && store.api_tokens().await?.is_empty();
    Ok(if is_empty { Holds::Nothing } else { Holds::Others })
}

/// Gives the roles of a made-up organisation, and says for good that it is one.
///
/// # Errors
/// A store that fails.
pub async fn found(context: &Context, by: &Administrator) -> Result<()> {
    for (email, role) in [(ANALYST, Role::Analyst), (ADMINISTRATOR, Role::Administrator)] {
        let email = EmailAddress::parse(email).map_err(|_| ServiceError::NotFound)?;
        sign_in::set_roles(context, by, &email, BTreeSet::from([role])).await?;
    }
    Ok(context.store.mark_example().await?)
}

/// Signs in as one of the made-up people.
///
/// # Errors
/// [`ServiceError::NotFound`] wherever the organisation is not made up.
pub async fn enter(context: &Context, viewer: Viewer) -> Result<Secret> {
    if !is_whole(context).await? {
        return Err(ServiceError::NotFound);
    }
    let (person, email) = match viewer {
        Viewer::Employee => in_roster(context, |member| member.leads.is_empty()).await?,
        // One who leads teams with teams below has more to look at.
        Viewer::Manager => in_roster(context, |member| member.leads.iter().any(|team| team.parent().is_none())).await?,
        Viewer::Analyst => with_role(context, ANALYST).await?,
        Viewer::Administrator => with_role(context, ADMINISTRATOR).await?,
    };
    let now = context.clock.now();
    let session: Session =
        SignInLink::new(person, email, now, SESSION_LASTS).session(now, context.today(), String::new());
    let secret = Secret::from_random(context.randomness.bits());
    context.store.keep_session(secret.hash(), session, None).await?;
    Ok(secret)
}

/// The first by staff id, so that it is the same person every time.
async fn in_roster(context: &Context, is_meant: impl Fn(&Member) -> bool) -> Result<(PersonId, EmailAddress)> {
    let (_, members) = context.store.roster().await?;
    let meant = members.into_iter().filter(|member| member.is_active() && is_meant(member));
    let member = meant.min_by(|a, b| a.staff.cmp(&b.staff)).ok_or(ServiceError::NotFound)?;
    Ok((member.person, member.email))
}

async fn with_role(context: &Context, email: &str) -> Result<(PersonId, EmailAddress)> {
    let email = EmailAddress::parse(email).map_err(|_| ServiceError::NotFound)?;
    sign_in::account(context, &email).await?.ok_or(ServiceError::NotFound)
}

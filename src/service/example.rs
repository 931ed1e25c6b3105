//! Looking around in an organisation that is made up: a way in without mail, for four kinds of people, and only there.

use std::collections::BTreeSet;

use crate::organisation::{EmailAddress, Member, PersonId, Role, SESSION_LASTS, Secret, Session, SignInLink};

use super::access::Administrator;
use super::context::Context;
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

/// The addresses of the example's analyst and administrator.
const ANALYST: &str = "analyst@example.org";
const ADMINISTRATOR: &str = "administrator@example.org";

/// Says for good that the organisation in the store is made up, and gives its roles.
///
/// # Errors
/// A store that fails.
pub async fn found(context: &Context, by: &Administrator) -> Result<()> {
    context.store.mark_example().await?;
    for (email, role) in [(ANALYST, Role::Analyst), (ADMINISTRATOR, Role::Administrator)] {
        let email = EmailAddress::parse(email).map_err(|_| ServiceError::NotFound)?;
        sign_in::set_roles(context, by, &email, BTreeSet::from([role])).await?;
    }
    Ok(())
}

/// Signs in as one of the made-up people.
///
/// # Errors
/// [`ServiceError::NotFound`] wherever the organisation is not made up.
pub async fn enter(context: &Context, viewer: Viewer) -> Result<Secret> {
    if !context.store.is_example().await? {
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
    let session: Session = SignInLink::new(person, email, now, SESSION_LASTS).session(now);
    let secret = Secret::from_random(context.randomness.bits());
    context.store.keep_session(secret.hash(), session).await?;
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
    let grant = context.store.grant(&email).await?.ok_or(ServiceError::NotFound)?;
    Ok((grant.person, grant.email))
}

//! Signing in by a link in a letter, and signing out again.

use std::collections::BTreeSet;

use crate::mail::MailError;
use footing_core::organisation::{
    AuditEvent, Destination, DeviceKey, EmailAddress, Grant, LINK_LASTS, LinkRequest, LinkRequestId, PersonId, Role,
    Secret, SignInLink,
};
use footing_core::survey::Language;

use super::access::Administrator;
use super::context::Context;
use super::made_up::refuse_in_example;
use super::post::{LinkLetter, Post};
use super::{Result, ServiceError};

/// How long a link lasts that an administrator hands over by other ways than mail.
const PRINTED_LINK_LASTS: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// What may be promised to somebody who asked for a link. It hangs on the mail server and never on whose address it
/// was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPromise {
    /// If the organisation knows the address, a letter is on its way.
    OnItsWay,
    /// It waits until the mail server takes letters again.
    Waits,
    /// More is asked for than can be sent in time; nothing was kept.
    TooMany,
    /// This installation sends no mail.
    NoMail,
}

/// Keeps a request for a link to an address. Whether the organisation knows it is found out when the letter leaves, so
/// the person who asks cannot tell. `to` is where they were going.
///
/// # Errors
/// A store that fails.
pub async fn ask_for_link(
    context: &Context,
    email: &EmailAddress,
    language: Language,
    to: Option<Destination>,
) -> Result<LinkPromise> {
    let Some(post) = &context.post else { return Ok(LinkPromise::NoMail) };
    if !post.office().has_room() {
        return Ok(LinkPromise::TooMany);
    }
    let (id, asked) = (LinkRequestId::from_random(context.randomness.bits()), context.clock.now());
    let request = LinkRequest { id, email: email.clone(), language, to, asked, due: asked };
    context.store.keep_request(&request).await?;
    post.office().request_came();
    Ok(if post.office().trouble().is_some() { LinkPromise::Waits } else { LinkPromise::OnItsWay })
}

/// Makes the link that was asked for and sends it, if the organisation knows the address.
///
/// # Errors
/// A store that fails.
pub(super) async fn answer_request(context: &Context, post: &dyn Post, request: LinkRequest) -> Result<()> {
    let now = context.clock.now();
    let known = if request.is_over(now) { None } else { account(context, &request.email).await? };
    let again = match known {
        None => None,
        Some((person, address)) => {
            let link = Secret::from_random(context.randomness.bits());
            let opens = SignInLink::new(person, address.clone(), now, LINK_LASTS).leading_to(request.to.clone());
            context.store.keep_link(link.hash(), opens).await?;
            // To the address as the organisation writes it, not as it was typed.
            let letter = LinkLetter { to: address, language: request.language, link };
            let sent = post.send_link(&letter).await;
            post.office().heard(&sent);
            match sent {
                Err(MailError::Trouble(_) | MailError::Crowded(_)) => return Ok(()),
                Err(MailError::Later(_)) => Some(request.clone().put_off(context.clock.now())),
                // Anyone who gets none asks again.
                Err(error @ (MailError::Refused(_) | MailError::InDoubt(_))) => {
                    tracing::warn!(%error, "a letter with a link for signing in may not arrive");
                    None
                }
                Ok(()) => None,
            }
        }
    };
    context.store.settle_request(&request, again.as_ref()).await?;
    if again.is_none() {
        post.office().request_went();
    }
    Ok(())
}

/// A session that was opened, and where it leads first.
#[derive(Debug)]
pub struct Entered {
    pub session: Secret,
    pub to: Option<Destination>,
}

/// Uses a link up and opens a session.
///
/// # Errors
/// [`ServiceError::Closed`] for a link that is unknown, used or too old.
pub async fn redeem(context: &Context, link: &Secret) -> Result<Entered> {
    let now = context.clock.now();
    let opens = context.store.redeem_link(link.hash(), now).await?.ok_or(ServiceError::Closed)?;
    // Anyone who left, or lost the last role, since the link was sent does not get in.
    let known = account(context, &opens.email).await?;
    if known.is_none_or(|(person, _)| person != opens.person) {
        return Err(ServiceError::Closed);
    }
    let session = Secret::from_random(context.randomness.bits());
    let to = opens.to.clone();
    context.store.keep_session(session.hash(), opens.session(now)).await?;
    Ok(Entered { session, to })
}

/// What marks a device on which somebody has signed in at this address.
///
/// # Errors
/// A store that fails.
pub async fn device_mark(context: &Context, email: &EmailAddress) -> Result<Secret> {
    let new = DeviceKey::from_random(context.randomness.bits());
    Ok(context.store.device_key(new).await?.mark(email))
}

/// # Errors
/// A store that fails.
pub async fn sign_out(context: &Context, session: &Secret) -> Result<()> {
    Ok(context.store.end_session(session.hash()).await?)
}

/// Signs out on every device.
///
/// # Errors
/// A store that fails.
pub async fn sign_out_everywhere(context: &Context, session: &Secret) -> Result<()> {
    if let Some(session) = context.store.session(session.hash()).await? {
        context.store.end_sessions_of(session.person).await?;
    }
    Ok(())
}

/// Removes links and sessions whose time is over; returns how many.
///
/// # Errors
/// A store that fails.
pub async fn forget_expired(context: &Context) -> Result<usize> {
    Ok(context.store.forget_expired(context.clock.now()).await?)
}

/// Makes a link for handing over by other ways than mail, good for a day. With `roles` the address gets them too, which
/// is how the first administrator comes in. Anyone who uses it sees nothing that was answered before.
///
/// # Errors
/// [`ServiceError::NotFound`] for an address that is neither in the roster nor has or gets a role.
pub async fn print_link(
    context: &Context,
    by: &Administrator,
    email: &EmailAddress,
    roles: &BTreeSet<Role>,
) -> Result<Secret> {
    if !roles.is_empty() {
        let known = account(context, email).await?;
        let before = match known {
            Some((person, _)) => context.store.grant(person).await?.map(|grant| grant.roles).unwrap_or_default(),
            None => BTreeSet::new(),
        };
        set_roles(context, by, email, before.union(roles).copied().collect()).await?;
    }
    let (person, address) = account(context, email).await?.ok_or(ServiceError::NotFound)?;
    let link = Secret::from_random(context.randomness.bits());
    let opens = SignInLink::new(person, address, context.clock.now(), PRINTED_LINK_LASTS).reaching(by.links_reach);
    let event = by.event(context, AuditEvent::LinkPrinted { email: email.to_string() });
    context.store.keep_links(vec![(link.hash(), opens)], Some(event)).await?;
    Ok(link)
}

/// Gives the person at an address these roles and no others; if they have them already, nothing happens. They keep them at
/// another address, and nobody else gets them with this one.
///
/// # Errors
/// [`ServiceError::LastAdministrator`] if nobody would be left to administer, [`ServiceError::Example`] in an example.
pub async fn set_roles(
    context: &Context,
    by: &Administrator,
    email: &EmailAddress,
    roles: BTreeSet<Role>,
) -> Result<()> {
    refuse_in_example(context).await?;
    let person = match account(context, email).await? {
        Some((person, _)) => person,
        None => PersonId::from_random(context.randomness.bits()),
    };
    let grants = context.store.grants().await?;
    let is_administrator = |grant: &&Grant| grant.roles.contains(&Role::Administrator);
    let mut others = grants.iter().filter(|grant| grant.person != person).filter(is_administrator);
    let was = grants.iter().find(|grant| grant.person == person);
    if was.as_ref().is_some_and(is_administrator) && !roles.contains(&Role::Administrator) && others.next().is_none() {
        return Err(ServiceError::LastAdministrator);
    }
    if was.map_or(roles.is_empty(), |grant| grant.roles == roles) {
        return Ok(());
    }
    let names = roles.iter().map(|role| role.id().to_owned()).collect();
    let event = by.event(context, AuditEvent::RolesSet { email: email.to_string(), roles: names });
    Ok(context.store.put_grant(Grant { email: email.clone(), roles, person }, event).await?)
}

/// All roles that were granted, each with the address that person has now.
///
/// # Errors
/// A store that fails.
pub async fn grants(context: &Context, _: &Administrator) -> Result<Vec<Grant>> {
    let mut grants = context.store.grants().await?;
    for grant in &mut grants {
        if let Some(member) = context.store.member(grant.person).await? {
            grant.email = member.email;
        }
    }
    Ok(grants)
}

/// Who signs in with an address, and how the organisation writes it: the member of the roster, or the holder of a role who
/// is in no roster. Of a member, no earlier address signs in.
pub(super) async fn account(context: &Context, email: &EmailAddress) -> Result<Option<(PersonId, EmailAddress)>> {
    if let Some(member) = context.store.member_with_email(email).await? {
        return Ok(Some((member.person, member.email)));
    }
    let grants = context.store.grants().await?;
    let Some(grant) = grants.into_iter().find(|grant| grant.email.key() == email.key()) else { return Ok(None) };
    let is_outside = context.store.member(grant.person).await?.is_none();
    Ok(is_outside.then_some((grant.person, grant.email)))
}

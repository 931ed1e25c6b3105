//! Signing in by a link in a letter, and signing out again.

use std::collections::{BTreeMap, BTreeSet};

use crate::mail::MailError;
use footing_core::organisation::{
    AuditEvent, Destination, DeviceKey, EmailAddress, Grant, KeyHash, LINK_LASTS, LetterAbout, LinkPurpose,
    LinkRequest, LinkRequestId, PersonId, Reach, Role, Secret, Session, SignInLink,
    audit::{self, Attributed},
};
use footing_core::survey::Language;

use super::access::{Administrator, SignedIn};
use super::context::Context;
use super::made_up::refuse_in_example;
use super::post::{LinkLetter, Post};
use super::{Result, ServiceError, address_lock};

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
/// the person who asks cannot tell. `to` is where they were going, and `browser` what their browser can be told by.
///
/// # Errors
/// A store that fails.
pub async fn ask_for_link(
    context: &Context,
    email: &EmailAddress,
    language: Language,
    to: Option<Destination>,
    browser: Option<&Secret>,
) -> Result<LinkPromise> {
    let Some(post) = &context.post else { return Ok(LinkPromise::NoMail) };
    if !post.office().has_room() {
        return Ok(LinkPromise::TooMany);
    }
    let (id, asked) = (LinkRequestId::from_random(context.randomness.bits()), context.clock.now());
    let (browser, about) = (browser.map(Secret::hash), LetterAbout::SigningIn);
    let request = LinkRequest { id, email: email.clone(), language, to, asked, due: asked, browser, about };
    context.store.keep_request(&request).await?;
    post.office().request_came();
    Ok(if post.office().trouble().is_some() { LinkPromise::Waits } else { LinkPromise::OnItsWay })
}

/// Makes the link that is owed and sends it, if the organisation knows the address.
///
/// # Errors
/// A store that fails.
pub(super) async fn answer_request(context: &Context, post: &dyn Post, request: LinkRequest) -> Result<()> {
    let sent = match &request.about {
        _ if request.is_over(context.clock.now()) => None,
        LetterAbout::SigningIn => send_link(context, post, &request).await?,
        LetterAbout::NewAddress { person, to } => Some(address_lock::tell(context, post, &request, *person, to).await?),
    };
    if let Some(sent) = &sent {
        post.office().heard(sent);
    }
    let again = match sent {
        Some(Err(MailError::Trouble(_) | MailError::Crowded(_))) => return Ok(()),
        Some(Err(MailError::Later(_))) => Some(request.clone().put_off(context.clock.now())),
        // Anyone who gets none asks again.
        Some(Err(error @ (MailError::Refused(_) | MailError::InDoubt(_)))) => {
            tracing::warn!(%error, "a letter with a link may not arrive");
            None
        }
        Some(Ok(())) | None => None,
    };
    context.store.settle_request(&request, again.as_ref()).await?;
    if again.is_none() && request.is_for_signing_in() {
        post.office().request_went();
    }
    Ok(())
}

/// `None` for an address that the organisation does not know.
async fn send_link(
    context: &Context,
    post: &dyn Post,
    request: &LinkRequest,
) -> Result<Option<std::result::Result<(), MailError>>> {
    let Some((person, address)) = account(context, &request.email).await? else { return Ok(None) };
    let link = Secret::from_random(context.randomness.bits());
    let opens = SignInLink::new(person, address.clone(), context.clock.now(), LINK_LASTS);
    let opens = opens.leading_to(request.to.clone()).asked_by(request.browser);
    context.store.keep_link(link.hash(), opens).await?;
    // To the address as the organisation writes it, not as it was typed.
    let letter = LinkLetter { to: address, language: request.language, link };
    Ok(Some(post.send_link(&letter).await))
}

/// What a link is for, so that a page can say it before anything happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedLink {
    /// Whose account it opens; the address alone for somebody who is not in the roster.
    pub name: Option<String>,
    pub email: EmailAddress,
    pub purpose: LinkPurpose,
    /// Whether it was asked for in another browser, so that the address must be typed.
    pub is_from_elsewhere: bool,
}

/// What the browser brings that follows a link.
#[derive(Clone, Debug, Default)]
pub struct Follower {
    /// What it was given when it asked for a link.
    pub browser: Option<Secret>,
    /// What it was given when somebody signed in there before.
    pub mark: Option<Secret>,
    /// The address that was typed.
    pub typed: Option<EmailAddress>,
}

/// Looks at a link, and uses nothing up.
///
/// # Errors
/// [`ServiceError::Closed`] for a link that is unknown, used or too old, or whose person has left.
pub async fn follow(context: &Context, link: &Secret, follower: &Follower) -> Result<FollowedLink> {
    let opens = context.store.link(link.hash()).await?.ok_or(ServiceError::Closed)?;
    if opens.until <= context.clock.now() || !is_of_its_person(context, &opens).await? {
        return Err(ServiceError::Closed);
    }
    let name = context.store.member(opens.person).await?.map(|member| member.name);
    let is_from_elsewhere = !is_from(context, &opens, follower).await?;
    Ok(FollowedLink { name, email: opens.email, purpose: opens.purpose, is_from_elsewhere })
}

/// Whether a link was asked for where it is followed, or by somebody who can say to which address.
async fn is_from(context: &Context, opens: &SignInLink, follower: &Follower) -> Result<bool> {
    let Some(browser) = opens.browser else { return Ok(true) };
    if follower.browser.as_ref().is_some_and(|secret| secret.hash() == browser)
        || follower.typed.as_ref().is_some_and(|typed| typed.key() == opens.email.key())
    {
        return Ok(true);
    }
    match &follower.mark {
        Some(mark) => Ok(*mark == device_mark(context, &opens.email).await?),
        None => Ok(false),
    }
}

/// Anyone who left, lost the last role, or has another address since the link was sent does not get in.
async fn is_of_its_person(context: &Context, opens: &SignInLink) -> Result<bool> {
    Ok(account(context, &opens.email).await?.is_some_and(|(person, _)| person == opens.person))
}

/// What following a link came to.
#[derive(Debug)]
pub enum Redeemed {
    /// A session was opened, and where it leads first.
    Entered { session: Secret, to: Option<Destination> },
    /// What was answered before an address changed is open again.
    Unlocked,
    /// It was asked for in another browser, and the address that was typed is not the one it was sent to. It can still be
    /// used.
    FromElsewhere,
}

impl Redeemed {
    /// The session, if one was opened.
    pub fn session(self) -> Option<Secret> {
        match self {
            Redeemed::Entered { session, .. } => Some(session),
            Redeemed::Unlocked | Redeemed::FromElsewhere => None,
        }
    }
}

/// Uses a link up, and opens a session or what is locked. `device` names the browser for its owner.
///
/// # Errors
/// [`ServiceError::Closed`] for a link that is unknown, used or too old, or whose person has left.
pub async fn redeem(context: &Context, link: &Secret, follower: &Follower, device: String) -> Result<Redeemed> {
    let now = context.clock.now();
    let opens = context.store.link(link.hash()).await?.ok_or(ServiceError::Closed)?;
    if !is_from(context, &opens, follower).await? {
        return Ok(Redeemed::FromElsewhere);
    }
    let opens = context.store.redeem_link(link.hash(), now).await?.ok_or(ServiceError::Closed)?;
    if !is_of_its_person(context, &opens).await? {
        return Err(ServiceError::Closed);
    }
    if opens.purpose == LinkPurpose::Unlock {
        address_lock::open_with_link(context, &opens).await?;
        return Ok(Redeemed::Unlocked);
    }
    let secret = Secret::from_random(context.randomness.bits());
    let to = opens.to.clone();
    let session = opens.session(now, context.today(), device);
    let event = sign_in_event(context, &session).await?;
    context.store.keep_session(secret.hash(), session, event).await?;
    Ok(Redeemed::Entered { session: secret, to })
}

/// What the log says of it: nothing of anybody who sees only what is their own.
async fn sign_in_event(context: &Context, session: &Session) -> Result<Option<Attributed>> {
    let grant = context.store.grant(session.person).await?;
    let mut roles: Vec<String> = grant.iter().flat_map(|grant| &grant.roles).map(|role| role.id().to_owned()).collect();
    if context.store.member(session.person).await?.is_some_and(|member| member.is_active() && !member.leads.is_empty())
    {
        roles.push("leader".to_owned());
    }
    if roles.is_empty() || session.reach == Reach::TakingPart {
        return Ok(None);
    }
    let event = AuditEvent::SignedIn { roles, device: session.device.clone() };
    Ok(Some(Attributed { at: context.clock.now(), actor: audit::person(session.person), event }))
}

/// Notes that so many links or tokens opened nothing.
///
/// # Errors
/// A store that fails.
pub async fn note_refused(context: &Context, what: &str, count: u64) -> Result<()> {
    let event = AuditEvent::Refused { what: what.to_owned(), count };
    Ok(context.store.append(Attributed { at: context.clock.now(), actor: "stranger".to_owned(), event }).await?)
}

/// The sessions of somebody who is signed in.
///
/// # Errors
/// A store that fails.
pub async fn sessions(context: &Context, signed_in: &SignedIn) -> Result<Vec<(KeyHash, Session)>> {
    let (now, today) = (context.clock.now(), context.today());
    let mut sessions = context.store.sessions_of(signed_in.person).await?;
    sessions.retain(|(_, session)| session.is_open(now, today));
    sessions.sort_by(|(a, one), (b, other)| (other.seen, other.began, b).cmp(&(one.seen, one.began, a)));
    Ok(sessions)
}

/// Ends a session of one's own.
///
/// # Errors
/// [`ServiceError::NotFound`] for one that is not theirs or over.
pub async fn end_session(context: &Context, signed_in: &SignedIn, key: KeyHash) -> Result<()> {
    let is_theirs = context.store.session(key).await?.is_some_and(|session| session.person == signed_in.person);
    if !is_theirs {
        return Err(ServiceError::NotFound);
    }
    Ok(context.store.end_session(key).await?)
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
    let event = by.event(context, AuditEvent::LinkPrinted { whose: audit::person(person) });
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
    let event = by.event(context, AuditEvent::RolesSet { whose: audit::person(person), roles: names });
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

/// Who did something, by address where the log has an id of somebody who is known; else as the log says it.
pub(super) async fn name_of(context: &Context, actor: &str) -> Result<String> {
    let Some(person) = audit::person_named(actor) else { return Ok(actor.to_owned()) };
    if let Some(member) = context.store.member(person).await? {
        return Ok(member.email.to_string());
    }
    let grant = context.store.grant(person).await?;
    Ok(grant.map_or_else(|| actor.to_owned(), |grant| grant.email.to_string()))
}

/// Everybody the audit log may name: who is or was in the roster, or has a role.
///
/// # Errors
/// A store that fails.
pub async fn people(context: &Context, _: &Administrator) -> Result<BTreeMap<PersonId, String>> {
    let (_, members) = context.store.roster().await?;
    let grants = context.store.grants().await?;
    let granted = grants.into_iter().map(|grant| (grant.person, grant.email.to_string()));
    let members = members.into_iter().map(|member| (member.person, format!("{} <{}>", member.name, member.email)));
    Ok(granted.chain(members).collect())
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

//! What was answered before an address changed, and how it is opened again at the new one: from the old address, with the
//! private link, or not at all, by giving it up.

use jiff::{SignedDuration, Timestamp};

use crate::store::Result as StoreResult;
use footing_core::organisation::audit::{self, Attributed};
use footing_core::organisation::{
    AddressLock, AuditEvent, CONFIRMATION_LASTS, Changed, EmailAddress, LetterAbout, LinkRequest, LinkRequestId,
    PersonId, Readdressed, Seal, Secret, SignInLink,
};
use footing_core::survey::Language;

use super::access::SignedIn;
use super::context::Context;
use super::post::{NewAddressLetter, Post};
use super::{Result, ServiceError};

/// How far apart letters about a change of many addresses leave, so that a link somebody asks for meanwhile is not behind
/// them all.
const APART: SignedDuration = SignedDuration::from_millis(200);

/// What becomes of the answers of people who read mail elsewhere from now on, and the letters to where they did.
pub(super) async fn readdressed(context: &Context, changes: Vec<&Changed>) -> StoreResult<Vec<Readdressed>> {
    let (now, today) = (context.clock.now(), context.today());
    let mut readdressed = Vec::with_capacity(changes.len());
    for (Changed { before, after }, number) in changes.into_iter().zip(0..) {
        let person = after.person;
        let lock = if has_anything(context, person).await? {
            let standing = context.store.address_lock(person).await?;
            let seal = Seal::from_random(context.randomness.bits());
            AddressLock::after_change(standing, &before.email, &after.email, today, seal)
        } else {
            None
        };
        // Where only the writing of the address changed, there is nobody to tell.
        let is_told = context.post.is_some() && before.email.key() != after.email.key();
        let letter = is_told.then(|| {
            let language = after.language.unwrap_or_default();
            let due = now.saturating_add(APART * number).unwrap_or(now);
            letter(context, person, before.email.clone(), after.email.clone(), language, due)
        });
        readdressed.push(Readdressed { person, lock, letter });
    }
    Ok(readdressed)
}

fn letter(
    context: &Context,
    person: PersonId,
    email: EmailAddress,
    to: EmailAddress,
    language: Language,
    due: Timestamp,
) -> LinkRequest {
    let about = LetterAbout::NewAddress { person, to };
    let id = LinkRequestId::from_random(context.randomness.bits());
    LinkRequest { id, email, language, to: None, asked: context.clock.now(), due, browser: None, about }
}

async fn has_anything(context: &Context, person: PersonId) -> StoreResult<bool> {
    let store = &context.store;
    Ok(!store.responses(person).await?.is_empty()
        || !store.drafts(person).await?.is_empty()
        || !store.commitments(person).await?.is_empty()
        || !store.declined(person).await?.is_empty()
        || !store.if_thens(person).await?.is_empty())
}

/// Writes to an old address that another one took its place; with a link, while something is locked.
pub(super) async fn tell(
    context: &Context,
    post: &dyn Post,
    request: &LinkRequest,
    person: PersonId,
    new: &EmailAddress,
) -> Result<std::result::Result<(), crate::mail::MailError>> {
    let is_locked =
        context.store.address_lock(person).await?.is_some_and(|lock| lock.before.key() == request.email.key());
    let link = match is_locked {
        true => {
            let link = Secret::from_random(context.randomness.bits());
            let opens = SignInLink::new(person, new.clone(), context.clock.now(), CONFIRMATION_LASTS).unlocking();
            context.store.keep_link(link.hash(), opens).await?;
            Some(link)
        }
        false => None,
    };
    let letter = NewAddressLetter {
        id: request.id.to_string(),
        to: request.email.clone(),
        language: request.language,
        new: new.clone(),
        link,
    };
    Ok(post.tell_of_new_address(&letter).await)
}

/// Owes the letter to the old address once more.
///
/// # Errors
/// [`ServiceError::NotFound`] if nothing is locked, [`ServiceError::NoMail`] where no letters are sent.
pub async fn write_again(context: &Context, signed_in: &SignedIn, language: Language) -> Result<()> {
    let lock = signed_in.lock().ok_or(ServiceError::NotFound)?;
    let post = context.post.as_ref().ok_or(ServiceError::NoMail)?;
    let (person, new) = (signed_in.person, signed_in.email.clone());
    let letter = letter(context, person, lock.before.clone(), new, language, context.clock.now());
    context.store.keep_request(&letter).await?;
    post.office().ring();
    Ok(())
}

/// Opens what is locked with the person's private link; whether it is theirs.
///
/// # Errors
/// A store that fails.
pub async fn open_with_key(context: &Context, signed_in: &SignedIn, key: &Secret) -> Result<bool> {
    let is_theirs = context.store.person_with_key(key.hash()).await? == Some(signed_in.person);
    if is_theirs {
        unlock(context, signed_in.person, "private link").await?;
    }
    Ok(is_theirs)
}

/// Opens what is locked, as the letter to the old address allows.
pub(super) async fn open_with_link(context: &Context, link: &SignInLink) -> Result<()> {
    unlock(context, link.person, "old address").await
}

async fn unlock(context: &Context, person: PersonId, by: &str) -> Result<()> {
    let event = AuditEvent::Unlocked { by: by.to_owned() };
    let event = Attributed { at: context.clock.now(), actor: audit::person(person), event };
    context.store.unlock(person, event).await?;
    Ok(())
}

/// Erases everything of somebody who cannot open what was answered before, so that their page is theirs again. It signs
/// them out.
///
/// # Errors
/// [`ServiceError::NotFound`] if nothing is locked.
pub async fn give_up(context: &Context, signed_in: &SignedIn) -> Result<()> {
    signed_in.lock().ok_or(ServiceError::NotFound)?;
    Ok(context.store.erase(signed_in.person).await?)
}

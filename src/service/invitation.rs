//! Writing to everybody who is invited to a wave. Everybody gets the same letter, whether they have answered or not.

use crate::disclosure::{Invitation, InvitationId, Occasion};
use crate::mail::MailError;
use crate::organisation::{Deed, Member};
use crate::survey::WaveId;

use super::access::Administrator;
use super::context::Context;
use super::post::{InvitationLetter, Post};
use super::{Result, ServiceError};

/// How many letters are taken from the outbox at a time.
const HANDFUL: usize = 50;

/// Puts a letter for everybody who is invited into the outbox; returns how many.
///
/// # Errors
/// [`ServiceError::Closed`] for a wave that is not open, [`ServiceError::NoMail`] for an installation without mail.
pub async fn invite(context: &Context, by: &Administrator, id: WaveId, occasion: Occasion) -> Result<usize> {
    let wave = context.store.wave(id).await?.ok_or(ServiceError::NotFound)?;
    wave.open_now().ok_or(ServiceError::Closed)?;
    if context.post.is_none() {
        return Err(ServiceError::NoMail);
    }
    let due = context.clock.now();
    let everybody = context.store.everybody_invited(id).await?;
    let invitations: Vec<Invitation> = everybody
        .iter()
        .map(|invited| Invitation {
            id: InvitationId::from_random(context.randomness.bits()),
            person: invited.person,
            wave: id,
            occasion,
            due,
            tries: 0,
        })
        .collect();
    context.store.owe(&invitations).await?;
    let letters = invitations.len();
    by.note(context, Deed::MailSent { wave: id.to_string(), letters }).await?;
    Ok(letters)
}

/// How many letters of a wave are still to be sent.
///
/// # Errors
/// A store that fails.
pub async fn owed(context: &Context, _: &Administrator, id: WaveId) -> Result<usize> {
    Ok(context.store.owed(id).await?)
}

/// Sends a handful of letters that are due; returns how many it took up.
///
/// # Errors
/// A store that fails.
pub async fn deliver(context: &Context) -> Result<usize> {
    let Some(post) = &context.post else { return Ok(0) };
    let due = context.store.due(context.clock.now(), HANDFUL).await?;
    for invitation in &due {
        let again = match deliver_one(context, post.as_ref(), invitation).await? {
            Ok(()) => None,
            Err(MailError::Later(_)) => invitation.clone().once_more(context.clock.now()),
            Err(MailError::Refused(why)) => {
                tracing::warn!(letter = %invitation.id, %why, "an invitation was refused");
                None
            }
        };
        context.store.settle(invitation, again.as_ref()).await?;
    }
    Ok(due.len())
}

/// Whoever has left, and a wave that has closed, need no letter.
async fn deliver_one(
    context: &Context,
    post: &dyn Post,
    invitation: &Invitation,
) -> Result<std::result::Result<(), MailError>> {
    let member = context.store.member(invitation.person).await?.filter(Member::is_active);
    let wave = context.store.wave(invitation.wave).await?;
    let (Some(member), Some(opening)) = (member, wave.as_ref().and_then(|wave| wave.open_now())) else {
        return Ok(Ok(()));
    };
    let surveys = opening.contract.surveys.iter();
    let minutes = surveys.filter_map(|asked| context.instruments.version(&asked.survey, asked.version));
    let letter = InvitationLetter {
        id: invitation.id.to_string(),
        to: member.email,
        language: member.language.unwrap_or_default(),
        occasion: invitation.occasion,
        wave: invitation.wave,
        name: opening.contract.terms.name.clone(),
        closes: opening.contract.terms.closes,
        minutes: minutes.map(|survey| survey.minutes()).sum(),
    };
    Ok(post.invite(&letter).await)
}

//! Writing to everybody who is invited to a wave. Everybody gets the same letter, whether they have answered or not.

use crate::mail::{MailError, TroubleNow};
use footing_core::organisation::{AuditEvent, EmailAddress, Member};
use footing_core::survey::WaveId;
use footing_core::wave::{Invitation, InvitationId, Lot, LotId, MailOutcome, Occasion, Refusal};

use super::access::Administrator;
use super::context::Context;
use super::post::{InvitationLetter, Post};
use super::{Result, ServiceError};

/// How the letters of a wave fare.
#[derive(Clone, Debug)]
pub struct Letters {
    /// Still to be sent.
    pub owed: usize,
    /// By the mail server.
    pub taken: usize,
    pub refused: Vec<RefusedLetter>,
    /// Why none leaves at the moment.
    pub trouble: Option<TroubleNow>,
}

/// A letter the mail server will not take, with what the roster says of its person now.
#[derive(Clone, Debug)]
pub struct RefusedLetter {
    pub name: String,
    pub email: EmailAddress,
    /// In the server's own words.
    pub said: String,
}

/// Puts a letter for everybody who is invited into the outbox; returns how many.
///
/// # Errors
/// [`ServiceError::Closed`] for a wave that is not open, [`ServiceError::NoMail`] for an installation without mail.
pub async fn invite(context: &Context, by: &Administrator, id: WaveId, occasion: Occasion) -> Result<usize> {
    let post = must_be_open(context, id).await?;
    let (due, everybody) = (context.clock.now(), context.store.everybody_invited(id).await?);
    let lot = Lot::new(LotId::from_random(context.randomness.bits()), id, occasion, everybody.len());
    let invitations: Vec<Invitation> = everybody
        .iter()
        .map(|invited| Invitation {
            id: InvitationId::from_random(context.randomness.bits()),
            person: invited.person,
            wave: id,
            occasion,
            lot: Some(lot.id),
            due,
            tries: 0,
            doubts: 0,
        })
        .collect();
    let event = by.event(context, AuditEvent::MailQueued { wave: id.to_string(), letters: lot.letters });
    context.store.owe(&lot, &invitations, event).await?;
    post.office().ring();
    Ok(lot.letters)
}

/// Puts the letters that were refused into the outbox once more, to the addresses the roster has by now; returns how
/// many.
///
/// # Errors
/// As [`invite`].
pub async fn try_again(context: &Context, by: &Administrator, id: WaveId) -> Result<usize> {
    let post = must_be_open(context, id).await?;
    let event = |letters| by.event(context, AuditEvent::MailQueued { wave: id.to_string(), letters });
    let letters = context.store.try_again(id, context.clock.now(), &event).await?;
    post.office().ring();
    Ok(letters)
}

/// How the letters of a wave fare; `None` in an installation without mail.
///
/// # Errors
/// A store that fails.
pub async fn letters(context: &Context, _: &Administrator, id: WaveId) -> Result<Option<Letters>> {
    let Some(post) = &context.post else { return Ok(None) };
    let lots = context.store.lots(id).await?;
    let mut refused = Vec::new();
    for Refusal { invitation, said, .. } in context.store.refusals(id).await? {
        // People who have left get no letter, and none is missing.
        if let Some(member) = context.store.member(invitation.person).await?.filter(Member::is_active) {
            refused.push(RefusedLetter { name: member.name, email: member.email, said });
        }
    }
    refused.sort_by(|a, b| (&a.name, a.email.key()).cmp(&(&b.name, b.email.key())));
    Ok(Some(Letters {
        owed: lots.iter().map(Lot::owed).sum(),
        taken: lots.iter().map(|lot| lot.taken).sum(),
        refused,
        trouble: post.office().trouble(),
    }))
}

async fn must_be_open(context: &Context, id: WaveId) -> Result<&dyn Post> {
    let wave = context.store.wave(id).await?.ok_or(ServiceError::NotFound)?;
    wave.takes_answers(context.today()).ok_or(ServiceError::Closed)?;
    context.post.as_deref().ok_or(ServiceError::NoMail)
}

/// Sends one letter and keeps what became of it. Where the trouble is not with the letter, it stays as it is.
///
/// # Errors
/// A store that fails.
pub(super) async fn send(context: &Context, post: &dyn Post, invitation: Invitation) -> Result<()> {
    let Some(letter) = letter(context, &invitation).await? else {
        return Ok(context.store.settle(&invitation, &MailOutcome::NotNeeded).await?);
    };
    let sent = post.invite(&letter).await;
    post.office().heard(&sent);
    let refused = |said: String| {
        tracing::warn!(letter = %invitation.id, "an invitation was refused; the page of its wave says by which words");
        MailOutcome::Refused(Refusal { invitation: invitation.clone(), on: context.today(), said })
    };
    let now = context.clock.now();
    let outcome = match sent {
        Ok(()) => MailOutcome::Taken,
        Err(MailError::Refused(reply)) => refused(reply.words().to_owned()),
        Err(MailError::Later(_)) => MailOutcome::Later(invitation.clone().put_off(now)),
        Err(MailError::InDoubt(trouble)) => match invitation.clone().in_doubt(now) {
            Some(again) => MailOutcome::Later(again),
            None => refused(trouble.reply.words().to_owned()),
        },
        Err(MailError::Trouble(_) | MailError::Crowded(_)) => return Ok(()),
    };
    Ok(context.store.settle(&invitation, &outcome).await?)
}

/// People who have left need no letter, nor does a wave that takes no answers any more.
async fn letter(context: &Context, invitation: &Invitation) -> Result<Option<InvitationLetter>> {
    let member = context.store.member(invitation.person).await?.filter(Member::is_active);
    let wave = context.store.wave(invitation.wave).await?;
    let (Some(member), Some(opening)) = (member, wave.as_ref().and_then(|wave| wave.takes_answers(context.today())))
    else {
        return Ok(None);
    };
    let surveys = opening.contract.surveys.iter();
    let minutes = surveys.filter_map(|asked| context.instruments.version(&asked.survey, asked.version));
    Ok(Some(InvitationLetter {
        id: invitation.id.to_string(),
        to: member.email,
        language: member.language.unwrap_or_default(),
        occasion: invitation.occasion,
        wave: invitation.wave,
        name: opening.contract.terms.name.clone(),
        closes: opening.contract.terms.closes,
        minutes: minutes.map(|survey| survey.minutes()).sum(),
    }))
}

/// Writes into the audit log how letters fared that were owed at the same time, once none of them is any more.
///
/// # Errors
/// A store that fails.
pub(super) async fn note_finished(context: &Context) -> Result<()> {
    for lot in context.store.finished_lots().await? {
        let Lot { wave, taken, refused, not_needed, .. } = lot;
        let event = AuditEvent::MailDone { wave: wave.to_string(), taken, refused, not_needed };
        context.store.note_lot(wave, lot.id, Administrator::by_the_calendar().event(context, event)).await?;
    }
    Ok(())
}

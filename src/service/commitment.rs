//! What a participant does with a suggested step: take it on, decline it, and say later what came of it.

use footing_core::guidance::StepId;
use footing_core::practice::{CheckIn, Commitment};

use super::context::Context;
use super::participant::Participant;
use super::result::PersonalResult;
use super::{Result, ServiceError};

/// Takes on a step of a result. Twice is once.
///
/// # Errors
/// [`ServiceError::NotFound`] for a step the library does not have.
pub async fn take_on(
    context: &Context,
    participant: Participant,
    result: &PersonalResult,
    step: &StepId,
) -> Result<Commitment> {
    let step = context.library.step(step).ok_or(ServiceError::NotFound)?;
    let commitment = Commitment {
        step: step.id.clone(),
        step_version: step.version,
        response: result.response.id,
        taken: context.today(),
        check_ins: Default::default(),
    };
    Ok(context.store.take_on(participant.person, commitment).await?)
}

/// One commitment of a participant.
///
/// # Errors
/// [`ServiceError::NotFound`] for a step the participant has not taken on.
pub async fn commitment(context: &Context, participant: Participant, step: &StepId) -> Result<Commitment> {
    let commitments = context.store.commitments(participant.person).await?;
    commitments.into_iter().find(|commitment| commitment.step == *step).ok_or(ServiceError::NotFound)
}

/// Declines a step: it is not suggested again.
///
/// # Errors
/// [`ServiceError::NotFound`] for a step the library does not have.
pub async fn decline(context: &Context, participant: Participant, step: &StepId) -> Result<()> {
    let step = context.library.step(step).ok_or(ServiceError::NotFound)?;
    Ok(context.store.decline(participant.person, &step.id).await?)
}

/// Says what came of a step; a second time on the same day replaces the first.
///
/// # Errors
/// [`ServiceError::NotFound`] for a step the participant has not taken on.
pub async fn check_in(
    context: &Context,
    participant: Participant,
    step: &StepId,
    check_in: CheckIn,
) -> Result<Commitment> {
    Ok(context.store.check_in(participant.person, step, context.today(), check_in).await?)
}

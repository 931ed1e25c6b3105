//! A person's results: each with its scores, what changed since the one before, and the steps that fit.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::store::Occasion;
use footing_core::guidance::{Library, StepId, Suggestion};
use footing_core::practice::Commitment;
use footing_core::scoring::{Change, Profile};
use footing_core::survey::{Dimension, Privacy, Response, ResponseId, Survey};

use super::context::Context;
use super::participant::{Participant, Respondent};
use super::{Result, ServiceError};

/// One response with everything its page says.
#[derive(Clone, Debug)]
pub struct PersonalResult {
    pub survey: Arc<Survey>,
    pub response: Response,
    /// The response before this one that was given to the same version of the survey.
    earlier: Option<Response>,
    pub commitments: Vec<Commitment>,
    pub declined: BTreeSet<StepId>,
    pub seen: Seen,
    /// Anyone who sees this result sees nothing else of the person, and takes on no steps for them.
    pub is_alone: bool,
}

/// Where a result is seen besides by the person it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// It was given in a wave, and counts in figures of groups with at least so many answers.
    pub in_figures_from: Option<u32>,
    /// The person is in the roster, so that the steps they take on may be counted.
    pub steps_are_counted: bool,
}

/// One result of somebody. Who may see only this one sees neither what it is compared with nor what was done about
/// others.
///
/// # Errors
/// [`ServiceError::NotFound`] unless it is their own, and they may see it.
pub async fn result(context: &Context, by: impl Into<Respondent>, id: ResponseId) -> Result<PersonalResult> {
    let by = by.into();
    let results = results(context, Participant { person: by.person }).await?;
    let mut result = results.into_iter().find(|result| result.response.id == id).ok_or(ServiceError::NotFound)?;
    let occasion = Occasion { survey: result.response.survey.clone(), wave: result.response.wave };
    if !by.sees(&occasion, id) {
        return Err(ServiceError::NotFound);
    }
    if !by.is_whole() {
        result.earlier = None;
        result.commitments.clear();
        result.declined.clear();
        result.is_alone = true;
    }
    Ok(result)
}

/// All results of a participant, newest first.
///
/// # Errors
/// A store that fails.
pub async fn results(context: &Context, participant: Participant) -> Result<Vec<PersonalResult>> {
    let responses = context.store.responses(participant.person).await?;
    let commitments = context.store.commitments(participant.person).await?;
    let declined: BTreeSet<StepId> = context.store.declined(participant.person).await?.into_iter().collect();
    let steps_are_counted = context.store.member(participant.person).await?.is_some();
    let mut results = Vec::new();
    for (place, response) in responses.iter().enumerate() {
        let survey = context.instruments.version(&response.survey, response.version);
        // What is shown in groups only has no result of one's own.
        let Some(survey) = survey.filter(|survey| survey.privacy() == Privacy::Private) else { continue };
        let wave = match response.wave {
            Some(wave) => context.store.wave(wave).await?,
            None => None,
        };
        let in_figures_from = wave.map(|wave| wave.terms().threshold.get());
        // Another version is another instrument: its scores are not compared.
        let same_measure =
            |earlier: &&Response| earlier.survey == response.survey && earlier.version == response.version;
        results.push(PersonalResult {
            survey: Arc::clone(survey),
            response: response.clone(),
            earlier: responses[..place].iter().rev().find(same_measure).cloned(),
            commitments: commitments.clone(),
            declined: declined.clone(),
            seen: Seen { in_figures_from, steps_are_counted },
            is_alone: false,
        });
    }
    results.reverse();
    Ok(results)
}

impl PersonalResult {
    pub fn profile(&self) -> Profile<'_> {
        Profile::score(&self.survey, &self.response.sheet)
    }

    /// The steps to show: the commitment made with this result keeps its place; anything else taken on or declined is
    /// out.
    pub fn suggestions<'a>(&'a self, library: &'a Library) -> Vec<Suggestion<'a>> {
        let elsewhere = |commitment: &&Commitment| commitment.response != self.response.id;
        let settled: BTreeSet<StepId> = self
            .declined
            .iter()
            .cloned()
            .chain(self.commitments.iter().filter(elsewhere).map(|commitment| commitment.step.clone()))
            .collect();
        let mut suggestions = library.suggest(&self.profile(), &self.response.sheet, &settled);
        // What was taken on stands first, also when it was one of the alternatives.
        suggestions.sort_by_key(|suggestion| self.commitment(&suggestion.step.id).is_none());
        suggestions
    }

    pub fn commitment(&self, step: &StepId) -> Option<&Commitment> {
        self.commitments.iter().find(|commitment| commitment.step == *step)
    }

    /// How the whole score changed since the result before, if both have one.
    pub fn change(&self) -> Option<Change> {
        let before = Profile::score(&self.survey, &self.earlier.as_ref()?.sheet).whole()?;
        Some(Change { before, now: self.profile().whole()? })
    }

    /// How each dimension changed since the result before, where both have a score.
    pub fn changes(&self) -> Vec<(&Dimension, Change)> {
        let Some(earlier) = &self.earlier else { return Vec::new() };
        let (before, now) = (Profile::score(&self.survey, &earlier.sheet), self.profile());
        let pairs = before.dimensions().zip(now.dimensions());
        pairs
            .filter_map(|((dimension, before), (_, now))| Some((dimension, Change { before: before?, now: now? })))
            .collect()
    }
}

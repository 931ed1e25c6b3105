//! Taking part in a wave: what an invited person has agreed to, what is still to be answered, and the ballot.

use std::sync::Arc;

use crate::store::{BallotBox, Cast, Occasion, StoreError};
use footing_core::organisation::TeamId;
use footing_core::practice::TeamCommitment;
use footing_core::survey::{AnswerSheet, Ballot, Draft, Privacy, Response, ResponseId, Survey, SurveyId, WaveId};
use footing_core::wave::{Invited, InvitedTeam, Opening, Wave};

use super::context::Context;
use super::participant::Respondent;
use super::{Result, ServiceError, team};

/// A wave as one invited person sees it.
#[derive(Clone, Debug)]
pub struct TakingPart {
    pub wave: WaveId,
    pub opening: Opening,
    pub invited: Invited,
    pub team: InvitedTeam,
    /// Under which anonymous ballots are filed; `None` is the organisation as a whole, or those who lead.
    pub group: Option<InvitedTeam>,
    pub parts: Vec<SurveyPart>,
    /// The newest promise to each team the person is in, from the top down, with the name of the wave it answers.
    pub promises: Vec<(TeamCommitment, String)>,
}

/// One survey of the wave.
#[derive(Clone, Debug)]
pub struct SurveyPart {
    pub survey: Arc<Survey>,
    /// Answers kept on the server, if the respondent may see them; an anonymous survey has none there.
    pub draft: Option<Draft>,
    /// It was begun in another session, whose answers this respondent may not see.
    pub begun_elsewhere: bool,
    pub is_done: bool,
    /// What was handed in to a private survey, if the respondent may see it.
    pub result: Option<ResponseId>,
}

impl TakingPart {
    /// They lead a team, under a contract that counts those who do apart.
    pub fn leads(&self) -> bool {
        self.invited.home == TeamId::LEADERS
    }

    pub fn part(&self, survey: &SurveyId) -> Option<&SurveyPart> {
        self.parts.iter().find(|part| part.survey.id() == survey)
    }

    /// The first survey that is not handed in.
    pub fn next(&self) -> Option<&SurveyPart> {
        self.parts.iter().find(|part| !part.is_done)
    }

    /// How many questions come before a survey, and how many there are in all.
    pub fn before(&self, survey: &SurveyId) -> (usize, usize) {
        let questions = |part: &SurveyPart| part.survey.questions().count();
        let before = self.parts.iter().take_while(|part| part.survey.id() != survey).map(questions).sum();
        (before, self.questions())
    }

    /// How many questions there are.
    pub fn questions(&self) -> usize {
        self.parts.iter().map(|part| part.survey.questions().count()).sum()
    }

    /// Whether something was answered that is kept here.
    pub fn has_begun(&self) -> bool {
        self.parts.iter().any(|part| part.is_done || part.draft.is_some())
    }

    pub fn minutes(&self) -> u32 {
        self.parts.iter().map(|part| part.survey.minutes()).sum()
    }
}

/// The open waves somebody is invited to, the one that closes first in front.
///
/// # Errors
/// A store that fails.
pub async fn open_waves(context: &Context, by: impl Into<Respondent>) -> Result<Vec<TakingPart>> {
    let by = by.into();
    let mut taking_part = Vec::new();
    for wave in context.store.waves().await? {
        taking_part.extend(seen_by(context, by, &wave).await?);
    }
    taking_part.sort_by_key(|taking| (taking.opening.contract.terms.closes, taking.wave));
    Ok(taking_part)
}

/// One open wave.
///
/// # Errors
/// [`ServiceError::NotFound`] for a wave that does not exist or does not invite them: the two look alike.
/// [`ServiceError::Closed`] for one that takes no answers any more.
pub async fn taking_part(context: &Context, by: impl Into<Respondent>, wave: WaveId) -> Result<TakingPart> {
    let by = by.into();
    let wave = context.store.wave(wave).await?.ok_or(ServiceError::NotFound)?;
    if let Some(taking) = seen_by(context, by, &wave).await? {
        return Ok(taking);
    }
    let was_invited = context.store.invited(wave.id, by.person).await?.is_some();
    Err(if was_invited { ServiceError::Closed } else { ServiceError::NotFound })
}

async fn seen_by(context: &Context, by: Respondent, wave: &Wave) -> Result<Option<TakingPart>> {
    let Some(opening) = wave.takes_answers(context.today()) else { return Ok(None) };
    let Some(invited) = context.store.invited(wave.id, by.person).await? else { return Ok(None) };
    let team = context.store.invited_team(wave.id, invited.team).await?.ok_or(ServiceError::NotFound)?;
    let group = context.store.invited_team(wave.id, invited.group).await?;
    let responses = context.store.responses(by.person).await?;
    let mut parts = Vec::new();
    for asked in &opening.contract.surveys {
        let survey = context.instruments.version(&asked.survey, asked.version).ok_or(ServiceError::NotFound)?;
        let occasion = Occasion { survey: asked.survey.clone(), wave: Some(wave.id) };
        let is_here = |response: &&Response| response.wave == Some(wave.id) && response.survey == asked.survey;
        let handed_in = responses.iter().find(is_here);
        let is_done = match asked.privacy {
            Privacy::Anonymous => {
                context.store.has_cast(&ballot_box(wave.id, &asked.survey, &invited), by.person).await?
            }
            Privacy::Confidential | Privacy::Private => handed_in.is_some(),
        };
        let is_private = asked.privacy == Privacy::Private;
        let result = handed_in.filter(|response| is_private && by.sees(&occasion, response.id));
        let draft = context.store.draft(by.person, &occasion).await?;
        let begun_elsewhere = draft.as_ref().is_some_and(|draft| !by.sees(&occasion, draft.id));
        parts.push(SurveyPart {
            survey: Arc::clone(survey),
            draft: draft.filter(|_| !begun_elsewhere),
            begun_elsewhere,
            is_done,
            result: result.map(|response| response.id),
        });
    }
    let mut promises = Vec::new();
    for path in team.path.ancestors_and_self() {
        promises.extend(team::promises(context, path.id()).await?.pop());
    }
    let opening = opening.clone();
    Ok(Some(TakingPart { wave: wave.id, opening, invited, team, group, parts, promises }))
}

/// Puts a ballot into the box. A second ballot of the same person is not looked at, and the outcome is the same: nobody
/// learns from it which one counts, and a repeated request does no harm.
///
/// # Errors
/// [`ServiceError::Closed`] if the wave takes no answers any more, [`ServiceError::NotFound`] for a survey that is not an
/// anonymous one of this wave, or a sheet on which an answer is missing.
pub async fn cast(
    context: &Context,
    by: impl Into<Respondent>,
    taking: &TakingPart,
    survey: &SurveyId,
    sheet: &AnswerSheet,
) -> Result<()> {
    let part = taking.part(survey).filter(|part| part.survey.privacy() == Privacy::Anonymous);
    let part = part.ok_or(ServiceError::NotFound)?;
    let ballot = Ballot::of(&part.survey, sheet).ok_or(ServiceError::NotFound)?;
    let into = ballot_box(taking.wave, survey, &taking.invited);
    match context.store.cast(&into, by.into().person, ballot).await {
        Ok(Cast::Counted | Cast::AlreadyCast) => Ok(()),
        Err(StoreError::NotFound) => Err(ServiceError::Closed),
        Err(error) => Err(error.into()),
    }
}

fn ballot_box(wave: WaveId, survey: &SurveyId, invited: &Invited) -> BallotBox {
    BallotBox { wave, survey: survey.clone(), group: invited.group }
}

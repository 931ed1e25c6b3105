//! Erasing what was given in a wave when the time its contract names is over: looked at first, then done, with a count.

use jiff::civil::Date;
use serde::Serialize;

use crate::disclosure::Wave;
use crate::organisation::Deed;
use crate::survey::{Privacy, SurveyId, WaveId};

use super::Result;
use super::access::Administrator;
use super::context::Context;

/// What is to be erased from one wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    pub wave: WaveId,
    pub name: String,
    /// Since when.
    pub since: Date,
    /// Confidential responses.
    pub responses: usize,
    pub ballots: u32,
    /// Private results that stay with their people, and lose the wave.
    pub kept: usize,
}

/// What has to be erased today. Nothing is.
///
/// # Errors
/// A store that fails.
pub async fn due(context: &Context, _: &Administrator) -> Result<Vec<Due>> {
    let mut due = Vec::new();
    for wave in context.store.waves().await? {
        if let Some(since) = wave.erase_from().filter(|since| *since <= context.today()) {
            due.push(count(context, &wave, since).await?);
        }
    }
    Ok(due)
}

/// Erases what has to be erased today; returns what it was.
///
/// # Errors
/// A store that fails; then the rest is erased at the next attempt.
pub async fn erase(context: &Context, by: &Administrator) -> Result<Vec<Due>> {
    let due = due(context, by).await?;
    for due in &due {
        if let Some(wave) = context.store.wave(due.wave).await? {
            let erased = wave.clone().erased(context.today())?;
            context.store.erase_wave(&wave, &erased, &private(&wave)).await?;
            let (responses, ballots) = (due.responses, due.ballots);
            by.note(context, Deed::AnswersErased { wave: due.wave.to_string(), responses, ballots }).await?;
        }
    }
    Ok(due)
}

/// The same, when nobody asks.
///
/// # Errors
/// As [`erase`].
pub async fn erase_due(context: &Context) -> Result<usize> {
    Ok(erase(context, &Administrator::by_the_calendar()).await?.len())
}

async fn count(context: &Context, wave: &Wave, since: Date) -> Result<Due> {
    let mut due = Due { wave: wave.id, name: wave.terms().name.clone(), since, responses: 0, ballots: 0, kept: 0 };
    for asked in wave.opening().iter().flat_map(|opening| &opening.contract.surveys) {
        match asked.privacy {
            Privacy::Anonymous => {
                due.ballots += context.store.turnout(wave.id, &asked.survey).await?.values().sum::<u32>()
            }
            Privacy::Confidential => due.responses += context.store.handed_in(wave.id, &asked.survey).await?.len(),
            Privacy::Private => due.kept += context.store.handed_in(wave.id, &asked.survey).await?.len(),
        }
    }
    Ok(due)
}

fn private(wave: &Wave) -> Vec<SurveyId> {
    let asked = wave.opening().into_iter().flat_map(|opening| &opening.contract.surveys);
    asked.filter(|asked| asked.privacy == Privacy::Private).map(|asked| asked.survey.clone()).collect()
}

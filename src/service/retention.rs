//! Erasing what was given in a wave when the time its contract names is over: looked at first, then done, with a count.

use jiff::civil::Date;
use serde::Serialize;

use crate::store::StoreError;
use footing_core::organisation::AuditEvent;
use footing_core::survey::{Privacy, SurveyId, WaveId};
use footing_core::wave::Wave;

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
        if let Some(since) = since(context, &wave) {
            due.push(count(context, &wave, since).await?);
        }
    }
    Ok(due)
}

/// Erases what has to be erased today; returns what it was.
///
/// # Errors
/// A store that fails, after everything else was erased; the rest is erased at the next attempt.
pub async fn erase(context: &Context, by: &Administrator) -> Result<Vec<Due>> {
    let (mut erased, mut failure) = (Vec::new(), None);
    for wave in due_today(context).await? {
        match erase_wave(context, by, wave).await {
            Ok(due) => erased.extend(due),
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(erased), Err)
}

/// The waves of which something has to be erased today.
///
/// # Errors
/// A store that fails.
pub async fn due_today(context: &Context) -> Result<Vec<WaveId>> {
    let waves = context.store.waves().await?;
    Ok(waves.iter().filter(|wave| since(context, wave).is_some()).map(|wave| wave.id).collect())
}

/// Erases what was given in one of them, when nobody asks.
///
/// # Errors
/// A store that fails; then it is erased at the next attempt.
pub async fn erase_due(context: &Context, id: WaveId) -> Result<()> {
    erase_wave(context, &Administrator::by_the_calendar(), id).await.map(drop)
}

async fn erase_wave(context: &Context, by: &Administrator, id: WaveId) -> Result<Option<Due>> {
    let Some(wave) = context.store.wave(id).await? else { return Ok(None) };
    let Some(since) = since(context, &wave) else { return Ok(None) };
    let due = count(context, &wave, since).await?;
    let erased = wave.clone().erased(context.today())?;
    let (responses, ballots) = (due.responses, due.ballots);
    let event = by.event(context, AuditEvent::AnswersErased { wave: due.wave.to_string(), responses, ballots });
    context.store.erase_wave(&wave, &erased, &private(&wave), event).await?;
    Ok(Some(due))
}

/// Since when the answers of a wave are to be erased, if they are.
fn since(context: &Context, wave: &Wave) -> Option<Date> {
    wave.erase_from().filter(|since| *since <= context.today())
}

async fn count(context: &Context, wave: &Wave, since: Date) -> Result<Due> {
    let mut due = Due { wave: wave.id, name: wave.terms().name.clone(), since, responses: 0, ballots: 0, kept: 0 };
    for asked in wave.opening().iter().flat_map(|opening| &opening.contract.surveys) {
        match asked.privacy {
            Privacy::Anonymous => {
                // A box that cannot be read is erased like the others; only how many ballots were in it is not known.
                let turnout = context.store.turnout(wave.id, &asked.survey).await;
                let unread =
                    |error: &StoreError| tracing::warn!(wave = %wave.id, %error, "ballots are erased uncounted");
                due.ballots += turnout.inspect_err(unread).unwrap_or_default().values().sum::<u32>();
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

//! Making the release of a closed wave, and reading it: managers their teams, analysts the organisation.

use std::sync::Arc;

use crate::disclosure::{Answers, Release, Tabulation, Wave};
use crate::organisation::{Deed, TeamPath};
use crate::survey::{Privacy, WaveId};

use super::access::{Administrator, Manager};
use super::context::Context;
use super::{Result, ServiceError};

/// Makes the release of a closed wave, once and for good. Whoever makes it does not get to see it by that.
///
/// # Errors
/// [`ServiceError::Wave`] if the wave is not closed, or released already.
pub async fn release(context: &Context, by: &Administrator, id: WaveId) -> Result<Wave> {
    let closed = context.store.wave(id).await?.ok_or(ServiceError::NotFound)?;
    let released = closed.clone().released(context.today())?;
    let opening = closed.opening().ok_or(ServiceError::NotFound)?;
    let mut surveys = Vec::new();
    for asked in &opening.contract.surveys {
        let survey = context.instruments.version(&asked.survey, asked.version).ok_or(ServiceError::NotFound)?;
        let answers = match asked.privacy {
            Privacy::Anonymous => Answers::Anonymous(context.store.ballots(id, &asked.survey).await?),
            Privacy::Confidential | Privacy::Private => {
                Answers::Linked(context.store.linked_answers(id, &asked.survey).await?)
            }
        };
        surveys.push((Arc::clone(survey), answers));
    }
    let (people, teams) = (context.store.everybody_invited(id).await?, context.store.invited_teams(id).await?);
    let tabulation = Tabulation { wave: &closed, opening, people: &people, teams: &teams, surveys };
    let release = tabulation.release(context.today());
    context.store.keep_release(&closed, &released, &release).await?;
    by.note(context, Deed::WaveReleased { wave: id.to_string(), shown: release.shown() }).await?;
    Ok(released)
}

/// The newest release there is.
///
/// # Errors
/// A store that fails.
pub async fn newest(context: &Context) -> Result<Option<(Wave, Release)>> {
    let mut waves = context.store.waves().await?;
    waves.retain(Wave::is_released);
    waves.sort_by_key(|wave| (wave.opening().map(|opening| opening.opened), wave.id));
    let Some(wave) = waves.pop() else { return Ok(None) };
    Ok(context.store.release(wave.id).await?.map(|release| (wave, release)))
}

/// What a manager sees: the newest release, and which teams of it are theirs.
#[derive(Clone, Debug)]
pub struct TeamView {
    pub wave: Wave,
    pub release: Release,
    pub teams: Vec<TeamPath>,
}

/// # Errors
/// A store that fails.
pub async fn for_manager(context: &Context, manager: &Manager) -> Result<Option<TeamView>> {
    let teams = manager.teams.iter().cloned().collect();
    Ok(newest(context).await?.map(|(wave, release)| TeamView { wave, release, teams }))
}

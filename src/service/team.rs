//! One team as its leader sees it: its row of the newest release, the step that fits, and what was promised to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use footing_core::disclosure::{Group, Release, Row};

use footing_core::guidance::{StepId, TeamLibrary, TeamSituation, TeamSuggestion};
use footing_core::organisation::{AuditEvent, TeamId, TeamPath};
use footing_core::practice::{CheckIn, Note, TeamCommitment};
use footing_core::survey::Survey;
use footing_core::wave::Wave;

use super::access::{Administrator, Manager};
use super::context::Context;
use super::{Result, ServiceError, release};

/// A team of the newest release.
#[derive(Clone, Debug)]
pub struct LedTeam {
    pub wave: Wave,
    pub release: Arc<Release>,
    pub surveys: Vec<Arc<Survey>>,
    pub path: TeamPath,
    /// To this team, oldest first, with the names of the waves they answer.
    pub promises: Vec<(TeamCommitment, String)>,
    row: usize,
}

impl LedTeam {
    pub fn row(&self) -> &Row {
        &self.release.rows()[self.row]
    }

    /// The promise that answers the newest release.
    pub fn promise(&self) -> Option<&TeamCommitment> {
        self.promises.iter().map(|(promise, _)| promise).find(|promise| promise.wave == self.wave.id)
    }

    /// Steps that fit, the one to show first: what was promised keeps its place, what was promised before comes last.
    pub fn suggestions<'a>(&'a self, library: &'a TeamLibrary) -> Vec<TeamSuggestion<'a>> {
        let before = self.promises.iter().filter(|(promise, _)| promise.wave != self.wave.id);
        let done: BTreeSet<StepId> = before.map(|(promise, _)| promise.step.clone()).collect();
        let situation = TeamSituation::of(&self.release, self.row(), &self.surveys);
        let mut suggestions = library.suggest(&situation, &done);
        let promised = self.promise().map(|promise| &promise.step);
        suggestions.sort_by_key(|suggestion| promised != Some(&suggestion.step.id));
        suggestions
    }
}

/// One team of a manager.
///
/// # Errors
/// [`ServiceError::NotFound`] for a team that is not theirs or not in the newest release: the two look alike.
pub async fn team(context: &Context, manager: &Manager, team: TeamId) -> Result<LedTeam> {
    let led = find(context, |path| manager.leads(path) && path.id() == team).await?;
    // Nobody reads one team before they have said what they would do about any.
    let has_looked = context.store.implementation_intention(manager.person, led.wave.id).await?.is_some();
    if has_looked { Ok(led) } else { Err(ServiceError::NotFound) }
}

/// A team by its path, for anyone who can open the store.
///
/// # Errors
/// [`ServiceError::NotFound`] for a team that is not in the newest release.
pub async fn team_named(context: &Context, _: &Administrator, team: &TeamPath) -> Result<LedTeam> {
    find(context, |path| path == team).await
}

async fn find(context: &Context, is_meant: impl Fn(&TeamPath) -> bool) -> Result<LedTeam> {
    let (wave, release) = release::newest(context).await?.ok_or(ServiceError::NotFound)?;
    let mut rows = release.rows().iter().enumerate();
    let found = rows.find_map(|(place, row)| match &row.group {
        Group::Team(path) if is_meant(path) => Some((place, path.clone())),
        _ => None,
    });
    let (row, path) = found.ok_or(ServiceError::NotFound)?;
    let promises = promises(context, path.id()).await?;
    let surveys = release::surveys(context, &release);
    Ok(LedTeam { wave, release, surveys, path, promises, row })
}

/// The promises to a team, oldest first, with the names of the waves they answer.
///
/// # Errors
/// A store that fails.
pub(super) async fn promises(context: &Context, team: TeamId) -> Result<Vec<(TeamCommitment, String)>> {
    let promises = context.store.promises(team).await?;
    if promises.is_empty() {
        return Ok(Vec::new());
    }
    let waves = context.store.waves().await?;
    let named = |promise: &TeamCommitment| {
        let wave = waves.iter().find(|wave| wave.id == promise.wave);
        wave.map(|wave| wave.terms().name.clone()).unwrap_or_default()
    };
    Ok(promises.into_iter().map(|promise| (promise.clone(), named(&promise))).collect())
}

/// Promises a team a step until a day, in the place of what was promised for the same release.
///
/// # Errors
/// [`ServiceError::NotFound`] for a step the library does not have, [`ServiceError::Changed`] if something came of the
/// promise already: that is kept.
pub async fn promise(
    context: &Context,
    manager: &Manager,
    team: TeamId,
    step: &StepId,
    words: Option<Note>,
    due: Date,
) -> Result<()> {
    let led = self::team(context, manager, team).await?;
    let step = context.team_library.step(step).ok_or(ServiceError::NotFound)?;
    let before = led.promise();
    if before.is_some_and(|before| !before.check_ins.is_empty()) {
        return Err(ServiceError::Changed);
    }
    let promise = TeamCommitment {
        team: led.path.clone(),
        wave: led.wave.id,
        step: step.id.clone(),
        step_version: step.version,
        words,
        made: context.today(),
        due,
        check_ins: BTreeMap::new(),
    };
    let (wave, team, step) = (led.wave.id.to_string(), led.path.to_string(), step.id.to_string());
    let event = manager.event(context, AuditEvent::PromiseMade { wave, team, step });
    Ok(context.store.change_promise(before, &promise, event).await?)
}

/// Says what came of the promise; a second time on the same day replaces the first.
///
/// # Errors
/// [`ServiceError::NotFound`] without a promise.
pub async fn check_in(context: &Context, manager: &Manager, team: TeamId, check_in: CheckIn) -> Result<()> {
    let led = self::team(context, manager, team).await?;
    let before = led.promise().ok_or(ServiceError::NotFound)?;
    let mut after = before.clone();
    after.check_ins.insert(context.today(), check_in);
    let (wave, team) = (led.wave.id.to_string(), led.path.to_string());
    let event = manager.event(context, AuditEvent::PromiseAnswered { wave, team });
    Ok(context.store.change_promise(Some(before), &after, event).await?)
}

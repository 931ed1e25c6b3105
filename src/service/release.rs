//! Making the release of a closed wave, and reading it: managers their teams.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::disclosure::{Answers, Came, Earlier, Invited, InvitedTeam, Release, Tabulation, Undertaking, Wave};
use crate::organisation::{Deed, PersonId, TeamPath};
use crate::practice::{Commitment, IfThen, Outcome};
use crate::survey::{Privacy, Survey, WaveId};

use super::access::{Administrator, Analyst, Manager, ReadsReleases};
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
    let before = before(context, &closed).await?;
    let earlier = before.as_ref().map(|before| before.earlier());
    let after = before.as_ref().map_or(opening.opened.saturating_sub(1.day()), |before| before.release.head().made);
    let undertakings =
        if opening.contract.counts_steps { undertakings(context, &people, after).await? } else { Vec::new() };
    let undertakings = undertakings.as_slice();
    let tabulation =
        Tabulation { wave: &closed, opening, people: &people, teams: &teams, surveys, earlier, undertakings };
    let release = tabulation.release(context.today());
    context.store.keep_release(&closed, &released, &release).await?;
    by.note(context, Deed::WaveReleased { wave: id.to_string(), shown: release.shown() }).await?;
    Ok(released)
}

/// What the invited took on, and said had come of it, after a day: nothing is in two releases.
async fn undertakings(context: &Context, people: &[Invited], after: Date) -> Result<Vec<Undertaking>> {
    let mut undertakings = Vec::new();
    for invited in people {
        let commitments = context.store.commitments(invited.person).await?;
        undertakings.extend(commitments.iter().map(|commitment| undertaking(invited.person, commitment, after)));
    }
    Ok(undertakings)
}

fn undertaking(person: PersonId, commitment: &Commitment, after: Date) -> Undertaking {
    let said = commitment.check_ins.iter().next_back().filter(|(day, _)| **day > after);
    Undertaking {
        person,
        step: commitment.step.to_string(),
        was_taken: commitment.taken > after,
        came: said.map(|(_, check_in)| match check_in.outcome {
            Outcome::Done => Came::Done,
            Outcome::Partly => Came::Partly,
            Outcome::NotYet => Came::NotYet,
        }),
    }
}

/// The wave a change is measured from: the one released before, unless it was erased.
struct Before {
    release: Arc<Release>,
    people: Vec<Invited>,
    teams: Vec<InvitedTeam>,
}

impl Before {
    fn earlier(&self) -> Earlier<'_> {
        Earlier { release: &self.release, people: &self.people, teams: &self.teams }
    }
}

async fn before(context: &Context, wave: &Wave) -> Result<Option<Before>> {
    let Some(before) = released_before(context, wave).await?.pop() else { return Ok(None) };
    let people = context.store.everybody_invited(before.id).await?;
    let Some(release) = context.store.release(before.id).await?.filter(|_| !people.is_empty()) else { return Ok(None) };
    Ok(Some(Before { release, people, teams: context.store.invited_teams(before.id).await? }))
}

/// The released waves that opened before this one did, in the order they opened.
pub(super) async fn released_before(context: &Context, wave: &Wave) -> Result<Vec<Wave>> {
    let opened = |wave: &Wave| wave.opening().map(|opening| opening.opened);
    let mut waves = released_waves(context).await?;
    waves.retain(|other| other.id != wave.id && opened(other) < opened(wave));
    Ok(waves)
}

/// Every released wave, in the order they opened.
async fn released_waves(context: &Context) -> Result<Vec<Wave>> {
    let mut waves = context.store.waves().await?;
    waves.retain(Wave::is_released);
    waves.sort_by_key(|wave| (wave.opening().map(|opening| opening.opened), wave.id));
    Ok(waves)
}

/// The waves that have a release, newest first.
///
/// # Errors
/// A store that fails.
pub async fn waves(context: &Context, _: &Analyst) -> Result<Vec<Wave>> {
    let mut waves = released_waves(context).await?;
    waves.reverse();
    Ok(waves)
}

/// A release by itself.
#[derive(Clone, Debug)]
pub struct Released {
    pub wave: Wave,
    pub release: Arc<Release>,
    /// In the versions that were asked.
    pub surveys: Vec<Arc<Survey>>,
}

/// The release of one wave.
///
/// # Errors
/// [`ServiceError::NotFound`] for a wave without a release.
pub async fn of_wave(context: &Context, _: &impl ReadsReleases, id: WaveId) -> Result<Released> {
    let wave = context.store.wave(id).await?.filter(Wave::is_released).ok_or(ServiceError::NotFound)?;
    let release = context.store.release(id).await?.ok_or(ServiceError::NotFound)?;
    let surveys = surveys(context, &release);
    Ok(Released { wave, release, surveys })
}

/// The newest release there is.
///
/// # Errors
/// A store that fails.
pub async fn newest(context: &Context) -> Result<Option<(Wave, Arc<Release>)>> {
    let Some(wave) = released_waves(context).await?.pop() else { return Ok(None) };
    Ok(context.store.release(wave.id).await?.map(|release| (wave, release)))
}

/// The surveys of a release, in the versions that were asked.
pub fn surveys(context: &Context, release: &Release) -> Vec<Arc<Survey>> {
    let mut surveys: Vec<Arc<Survey>> = Vec::new();
    for measure in &release.head().measures {
        let known = surveys.iter().any(|survey| *survey.id() == measure.survey);
        if let Some(survey) = context.instruments.version(&measure.survey, measure.version).filter(|_| !known) {
            surveys.push(Arc::clone(survey));
        }
    }
    surveys
}

/// What a manager sees: the newest release, and which teams of it are theirs.
#[derive(Clone, Debug)]
pub struct TeamView {
    pub wave: Wave,
    pub release: Arc<Release>,
    pub surveys: Vec<Arc<Survey>>,
    pub teams: Vec<TeamPath>,
    /// What they said before they looked; `None` if they have not looked yet.
    pub if_then: Option<IfThen>,
}

/// # Errors
/// A store that fails.
pub async fn for_manager(context: &Context, manager: &Manager) -> Result<Option<TeamView>> {
    let Some((wave, release)) = newest(context).await? else { return Ok(None) };
    let if_then = context.store.if_then(manager.person, wave.id).await?;
    let (surveys, teams) = (surveys(context, &release), manager.teams.iter().cloned().collect());
    Ok(Some(TeamView { wave, release, surveys, teams, if_then }))
}

/// Says what a manager means to do, whatever the figures are, and opens the newest release to them. Only the first time
/// counts; that they looked is noted.
///
/// # Errors
/// [`ServiceError::NotFound`] without a release.
pub async fn look(context: &Context, manager: &Manager, if_then: IfThen) -> Result<()> {
    let (wave, _) = newest(context).await?.ok_or(ServiceError::NotFound)?;
    if context.store.if_then(manager.person, wave.id).await?.is_none() {
        let teams = manager.teams.iter().map(ToString::to_string).collect();
        manager.note(context, Deed::ReleaseRead { wave: wave.id.to_string(), teams }).await?;
    }
    Ok(context.store.keep_if_then(manager.person, wave.id, &if_then).await?)
}

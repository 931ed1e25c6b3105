//! Making the release of a closed wave, and reading it: managers their teams.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::store::StoreError;
use footing_core::disclosure::{Answers, Earlier, Release, StepUptake, Tabulation};
use footing_core::organisation::{AuditEvent, PersonId, TeamPath};
use footing_core::practice::{Commitment, ImplementationIntention};
use footing_core::survey::{Privacy, Survey, SurveyId, WaveId};
use footing_core::wave::{Invited, InvitedTeam, Wave};

use super::access::{Administrator, Analyst, Manager, ReadsReleases};
use super::context::Context;
use super::{Result, ServiceError};

/// What stands in the way of a release, and what to do about it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Obstacle {
    #[error(
        "version {version} of the survey \"{survey}\", which was asked, is missing: put its file back and start again"
    )]
    SurveyMissing { survey: SurveyId, version: u32 },
    /// Answers that cannot be read, or a table that cannot be kept.
    #[error(transparent)]
    Store(StoreError),
    #[error(
        "working out the figures breaks off, which is a fault of Footing: please report it, and install the next version"
    )]
    Tabulation,
}

impl From<StoreError> for Obstacle {
    fn from(error: StoreError) -> Obstacle {
        Obstacle::Store(error)
    }
}

/// Makes the release of a closed wave, once and for good. Making it does not let one see it.
///
/// # Errors
/// [`ServiceError::Wave`] if the wave is not closed, or released already; [`ServiceError::NotReleasable`].
pub async fn release(context: &Context, by: &Administrator, id: WaveId) -> Result<Wave> {
    let closed = context.store.wave(id).await?.ok_or(ServiceError::NotFound)?;
    let released = closed.clone().released(context.today())?;
    let release = tabulate(context, &closed).await.map_err(ServiceError::NotReleasable)?;
    let event = by.event(context, AuditEvent::WaveReleased { wave: id.to_string(), shown: release.shown() });
    context.store.keep_release(&closed, &released, &release, event).await?;
    Ok(released)
}

/// Tries to make the release of a wave, as it would be if it closed now, up to the point of keeping it. Nobody gets to
/// see it, and nothing of it stays: before a wave has closed there are no results.
///
/// # Errors
/// What would keep the wave from being released.
pub(super) async fn rehearse(context: &Context, closed: &Wave) -> Result<(), Obstacle> {
    let release = tabulate(context, closed).await?;
    Ok(context.store.could_keep_release(&release).await?)
}

async fn tabulate(context: &Context, closed: &Wave) -> Result<Release, Obstacle> {
    // Only a wave that was opened gets as far as this.
    let opening = closed.opening().ok_or(StoreError::NotFound)?;
    let mut surveys = Vec::new();
    for asked in &opening.contract.surveys {
        let (survey, version) = (&asked.survey, asked.version);
        let missing = || Obstacle::SurveyMissing { survey: survey.clone(), version };
        let instrument = context.instruments.version(survey, version).ok_or_else(missing)?;
        let answers = match asked.privacy {
            Privacy::Anonymous => Answers::Anonymous(context.store.ballots(closed.id, survey).await?),
            Privacy::Confidential | Privacy::Private => {
                Answers::Linked(context.store.linked_answers(closed.id, survey).await?)
            }
        };
        surveys.push((Arc::clone(instrument), answers));
    }
    let people = context.store.everybody_invited(closed.id).await?;
    let teams = context.store.invited_teams(closed.id).await?;
    let before = before(context, closed).await?;
    let earlier = before.as_ref().map(|before| before.earlier());
    let after = before.as_ref().map_or(opening.opened.saturating_sub(1.day()), |before| before.release.head().made);
    let uptakes = if opening.contract.counts_steps { uptakes(context, &people, after).await? } else { Vec::new() };
    let uptakes = uptakes.as_slice();
    let tabulation = Tabulation { wave: closed, opening, people: &people, teams: &teams, surveys, earlier, uptakes };
    // What is borrowed is only read, and dropped if this breaks off.
    let figures = catch_unwind(AssertUnwindSafe(|| tabulation.release(context.today())));
    figures.map_err(|_| Obstacle::Tabulation)
}

/// What the invited took on, and said had come of it, after a day: nothing is in two releases.
async fn uptakes(context: &Context, people: &[Invited], after: Date) -> Result<Vec<StepUptake>, StoreError> {
    let mut uptakes = Vec::new();
    for invited in people {
        let commitments = context.store.commitments(invited.person).await?;
        uptakes.extend(commitments.iter().map(|commitment| uptake(invited.person, commitment, after)));
    }
    Ok(uptakes)
}

fn uptake(person: PersonId, commitment: &Commitment, after: Date) -> StepUptake {
    let said = commitment.check_ins.iter().next_back().filter(|(day, _)| **day > after);
    StepUptake {
        person,
        step: commitment.step.to_string(),
        was_taken: commitment.taken > after,
        outcome: said.map(|(_, check_in)| check_in.outcome),
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

async fn before(context: &Context, wave: &Wave) -> Result<Option<Before>, StoreError> {
    let Some(before) = released_before(context, wave).await?.pop() else { return Ok(None) };
    let people = context.store.everybody_invited(before.id).await?;
    let Some(release) = context.store.release(before.id).await?.filter(|_| !people.is_empty()) else { return Ok(None) };
    Ok(Some(Before { release, people, teams: context.store.invited_teams(before.id).await? }))
}

/// The released waves that opened before this one did, in the order they opened.
pub(super) async fn released_before(context: &Context, wave: &Wave) -> Result<Vec<Wave>, StoreError> {
    let opened = |wave: &Wave| wave.opening().map(|opening| opening.opened);
    let mut waves = released_waves(context).await?;
    waves.retain(|other| other.id != wave.id && opened(other) < opened(wave));
    Ok(waves)
}

/// Every released wave, in the order they opened.
async fn released_waves(context: &Context) -> Result<Vec<Wave>, StoreError> {
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

/// The wave of the newest release. Cheap to ask.
pub(super) async fn newest_wave(context: &Context) -> Result<Option<Wave>> {
    Ok(released_waves(context).await?.pop())
}

/// The newest release there is.
///
/// # Errors
/// A store that fails.
pub async fn newest(context: &Context) -> Result<Option<(Wave, Arc<Release>)>> {
    let Some(wave) = newest_wave(context).await? else { return Ok(None) };
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
    pub implementation_intention: Option<ImplementationIntention>,
}

/// # Errors
/// A store that fails.
pub async fn for_manager(context: &Context, manager: &Manager) -> Result<Option<TeamView>> {
    let Some((wave, release)) = newest(context).await? else { return Ok(None) };
    let implementation_intention = context.store.implementation_intention(manager.person, wave.id).await?;
    let (surveys, teams) = (surveys(context, &release), manager.teams.iter().cloned().collect());
    Ok(Some(TeamView { wave, release, surveys, teams, implementation_intention }))
}

/// Says what a manager means to do, whatever the figures are, and opens the newest release to them. Only the first time
/// counts; that they looked is noted.
///
/// # Errors
/// [`ServiceError::NotFound`] without a release.
pub async fn look(
    context: &Context,
    manager: &Manager,
    implementation_intention: ImplementationIntention,
) -> Result<()> {
    let (wave, _) = newest(context).await?.ok_or(ServiceError::NotFound)?;
    let teams = manager.teams.iter().map(ToString::to_string).collect();
    let event = manager.event(context, AuditEvent::ReleaseRead { wave: wave.id.to_string(), teams });
    Ok(context.store.keep_if_then(manager.person, wave.id, &implementation_intention, event).await?)
}

#[cfg(test)]
mod tests {
    use footing_core::disclosure::Outcome;
    use footing_core::guidance::StepId;
    use footing_core::practice::CheckIn;
    use footing_core::survey::ResponseId;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_release_counts_what_was_taken_on_and_said_after_the_one_before_and_nothing_twice() {
        let before = date(2026, 5, 11);
        let found = |taken: Date, said: &[(Date, Outcome)]| {
            let said = said.iter().map(|(day, outcome)| (*day, CheckIn { outcome: *outcome, note: None }));
            let commitment = Commitment {
                step: StepId::parse("agree-a-place").unwrap(),
                step_version: 1,
                response: ResponseId::from_random([1; 16]),
                taken,
                check_ins: said.collect(),
            };
            let uptake = uptake(PersonId::from_random([2; 16]), &commitment, before);
            (uptake.was_taken, uptake.outcome)
        };
        let (day_before, day_after) = (before.yesterday().unwrap(), before.tomorrow().unwrap());
        assert_eq!(found(before, &[]), (false, None), "on the day of the release before, it counted there");
        assert_eq!(found(day_after, &[]), (true, None));
        assert_eq!(found(day_before, &[(before, Outcome::Done)]), (false, None));
        assert_eq!(found(day_before, &[(day_after, Outcome::Partly)]), (false, Some(Outcome::Partly)));
        // What was said last counts.
        let twice = [(before, Outcome::Done), (day_after, Outcome::NotYet)];
        assert_eq!(found(day_before, &twice), (false, Some(Outcome::NotYet)));
    }
}

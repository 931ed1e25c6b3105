//! The choice of a team's next step, from nothing but its row of a release: the library is read from the top, and the
//! first step whose state holds and that the team has not done is the one. So the choice is never a tie.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::step::{Step, StepId};
use crate::disclosure::{Figures, MeasureKind, Opinions, Release, Row, Standing};
use crate::survey::{Dimension, DimensionId, Level, Privacy, Survey};

/// What must hold for a step to fit a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamWhen {
    pub state: TeamState,
}

/// What a row of a release can say about a team.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamState {
    /// Nothing is shown of the team.
    FewAnswers,
    /// Opinions on some subject lie far apart.
    Split,
    /// Something about people's own work is clearly above the organisation, and something about speaking up and learning
    /// clearly below.
    SkillWithoutSafety,
    /// A subject is clearly below the organisation.
    Low(DimensionId),
    /// A subject is clearly lower than at the wave before.
    Fallen(DimensionId),
    /// The mean of a survey with levels lies on the lowest one.
    StartingOut,
    /// A subject that is neither good nor bad is clearly away from the organisation.
    Apart(DimensionId),
    /// Some subject is clearly above the organisation.
    High,
    /// Nothing of all that.
    Even,
}

/// The steps for teams, in the order in which they are tried.
#[derive(Clone, Debug, Default)]
pub struct TeamLibrary {
    steps: Vec<Step<TeamWhen>>,
    /// Subjects that are neither good nor bad: those with a step for being apart.
    neutral: BTreeSet<DimensionId>,
}

/// A team's figures on one subject.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    pub survey: &'a Survey,
    pub dimension: &'a Dimension,
    pub figures: &'a Figures,
}

/// What is known of a team.
pub struct TeamSituation<'a> {
    findings: Vec<Finding<'a>>,
    /// Surveys with levels, and the team's mean in them.
    wholes: Vec<(&'a Survey, &'a Figures)>,
}

/// The facts that led to a step.
#[derive(Clone, Copy, Debug)]
pub enum TeamReason<'a> {
    FewAnswers,
    Split(Finding<'a>),
    SkillWithoutSafety { skill: Finding<'a>, safety: Finding<'a> },
    Low(Finding<'a>),
    Fallen { finding: Finding<'a>, before: f64 },
    StartingOut { level: &'a Level, mean: f64 },
    Apart(Finding<'a>),
    High(Finding<'a>),
    Even,
}

/// One step for a team and the facts that led to it.
#[derive(Clone, Copy, Debug)]
pub struct TeamSuggestion<'a> {
    pub step: &'a Step<TeamWhen>,
    pub reason: TeamReason<'a>,
}

impl fmt::Display for TeamState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TeamState::FewAnswers => f.write_str("few-answers"),
            TeamState::Split => f.write_str("split"),
            TeamState::SkillWithoutSafety => f.write_str("skill-without-safety"),
            TeamState::Low(dimension) => write!(f, "low {dimension}"),
            TeamState::Fallen(dimension) => write!(f, "fallen {dimension}"),
            TeamState::StartingOut => f.write_str("starting-out"),
            TeamState::Apart(dimension) => write!(f, "apart {dimension}"),
            TeamState::High => f.write_str("high"),
            TeamState::Even => f.write_str("even"),
        }
    }
}

impl<'a> TeamSituation<'a> {
    /// What a row says, with the surveys in the versions it was made from.
    pub fn of(release: &Release, row: &'a Row, surveys: &'a [Arc<Survey>]) -> TeamSituation<'a> {
        let mut situation = TeamSituation { findings: Vec::new(), wholes: Vec::new() };
        for (place, measure) in release.head().measures.iter().enumerate() {
            let same = |survey: &&Arc<Survey>| *survey.id() == measure.survey && survey.version() == measure.version;
            let Some(survey) = surveys.iter().find(same) else { continue };
            let Some(figures) = row.figures(place) else { continue };
            match measure.kind {
                MeasureKind::Dimension => {
                    let of_measure = |dimension: &&Dimension| dimension.id.as_str() == measure.id;
                    let dimension = survey.dimensions().iter().find(of_measure);
                    situation.findings.extend(dimension.map(|dimension| Finding { survey, dimension, figures }));
                }
                MeasureKind::Survey if !survey.levels().is_empty() => situation.wholes.push((survey, figures)),
                MeasureKind::Survey | MeasureKind::Item => {}
            }
        }
        situation
    }

    /// The facts by which a state holds; `None` if it does not.
    fn reason(&self, state: &TeamState, neutral: &BTreeSet<DimensionId>) -> Option<TeamReason<'a>> {
        let judged = || self.findings.iter().copied().filter(|finding| !neutral.contains(&finding.dimension.id));
        let on = |id: &DimensionId| self.findings.iter().copied().find(|finding| finding.dimension.id == *id);
        let with = |standing: Standing| judged().filter(move |finding| finding.figures.standing == Some(standing));
        match state {
            TeamState::FewAnswers => self.findings.is_empty().then_some(TeamReason::FewAnswers),
            TeamState::Split => {
                judged().find(|finding| finding.figures.opinions == Some(Opinions::Split)).map(TeamReason::Split)
            }
            TeamState::SkillWithoutSafety => {
                let skill =
                    with(Standing::ClearlyAbove).find(|finding| finding.survey.privacy() == Privacy::Private)?;
                let safety =
                    with(Standing::ClearlyBelow).find(|finding| finding.survey.privacy() == Privacy::Anonymous)?;
                Some(TeamReason::SkillWithoutSafety { skill, safety })
            }
            TeamState::Low(id) => on(id).filter(|finding| finding.is(Standing::ClearlyBelow)).map(TeamReason::Low),
            TeamState::Fallen(id) => {
                let finding = on(id)?;
                let before = finding.figures.before.filter(|before| *before > finding.figures.mean)?;
                Some(TeamReason::Fallen { finding, before })
            }
            TeamState::StartingOut => self.wholes.iter().find_map(|(survey, figures)| {
                let level = survey.levels().first()?;
                (figures.mean < level.below).then_some(TeamReason::StartingOut { level, mean: figures.mean })
            }),
            TeamState::Apart(id) => {
                let is_apart =
                    |finding: &Finding<'_>| finding.is(Standing::ClearlyAbove) || finding.is(Standing::ClearlyBelow);
                on(id).filter(is_apart).map(TeamReason::Apart)
            }
            TeamState::High => with(Standing::ClearlyAbove).next().map(TeamReason::High),
            // Whether anything else holds is for the library to say, which knows all states there are steps for.
            TeamState::Even => None,
        }
    }
}

impl Finding<'_> {
    fn is(&self, standing: Standing) -> bool {
        self.figures.standing == Some(standing)
    }
}

impl TeamLibrary {
    pub(super) fn of(steps: Vec<Step<TeamWhen>>) -> TeamLibrary {
        let apart = |step: &Step<TeamWhen>| match &step.when.state {
            TeamState::Apart(dimension) => Some(dimension.clone()),
            _ => None,
        };
        let neutral = steps.iter().filter_map(apart).collect();
        TeamLibrary { steps, neutral }
    }

    pub fn steps(&self) -> &[Step<TeamWhen>] {
        &self.steps
    }

    pub fn step(&self, id: &StepId) -> Option<&Step<TeamWhen>> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The steps for a team, the first being the one to show, three at most. What it has done stands at the end, so that
    /// there is always one.
    pub fn suggest<'a>(&'a self, situation: &TeamSituation<'a>, done: &BTreeSet<StepId>) -> Vec<TeamSuggestion<'a>> {
        let fits = |step: &'a Step<TeamWhen>| {
            let reason = situation.reason(&step.when.state, &self.neutral)?;
            Some(TeamSuggestion { step, reason })
        };
        let mut suggestions: Vec<TeamSuggestion<'a>> = self.steps.iter().filter_map(fits).collect();
        if suggestions.is_empty() {
            let even = self.steps.iter().filter(|step| step.when.state == TeamState::Even);
            suggestions = even.map(|step| TeamSuggestion { step, reason: TeamReason::Even }).collect();
        }
        suggestions.sort_by_key(|suggestion| done.contains(&suggestion.step.id));
        suggestions.truncate(3);
        suggestions
    }

    /// States that a team can be in and that no step is for.
    pub(super) fn lacking(&self, surveys: &[Survey]) -> Vec<TeamState> {
        let subjects = surveys.iter().flat_map(|survey| survey.dimensions()).map(|dimension| &dimension.id);
        let subjects = subjects.map(|id| {
            if self.neutral.contains(id) { TeamState::Apart(id.clone()) } else { TeamState::Low(id.clone()) }
        });
        let always = [
            TeamState::FewAnswers,
            TeamState::Split,
            TeamState::SkillWithoutSafety,
            TeamState::StartingOut,
            TeamState::High,
            TeamState::Even,
        ];
        let states = always.into_iter().chain(subjects);
        states.filter(|state| !self.steps.iter().any(|step| step.when.state == *state)).collect()
    }
}

//! The choice of a team's next step, from nothing but its row of a release: the library is read from the top, and the
//! first step whose state holds and that the team has not done is the one. So the choice is never a tie.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::step::{Step, StepId};
use crate::disclosure::{Agreement, Figures, MeasureKind, Release, Row, Standing};
use crate::survey::{Dimension, DimensionKey, InstrumentRole, Level, Survey, SurveyId};

/// What must hold for a step to fit a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamWhen {
    /// The state of a team for which it is made.
    pub state: TeamState,
}

/// What a row of a release can say about a team.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamState {
    /// Nothing is shown of the team.
    FewAnswers,
    /// Opinions on some dimension lie far apart.
    Split,
    /// Something about people's own work is clearly above the organisation, and something about speaking up and learning
    /// clearly below.
    SkillWithoutSafety,
    /// A dimension is clearly below the organisation.
    Low(DimensionKey),
    /// A dimension is clearly lower than at the wave before.
    Fallen(DimensionKey),
    /// The mean of a survey with levels lies on the lowest one.
    StartingOut,
    /// A dimension that is neither good nor bad is clearly away from the organisation.
    Apart(DimensionKey),
    /// Some dimension is clearly above the organisation.
    High,
    /// Nothing of all that.
    Even,
}

/// The steps for teams, in the order in which they are tried.
#[derive(Clone, Debug, Default)]
pub struct TeamLibrary {
    steps: Vec<Step<TeamWhen>>,
    /// Dimensions that are neither good nor bad: those with a step for being apart.
    neutral: BTreeSet<DimensionKey>,
}

/// A team's figures on one dimension.
#[derive(Clone, Copy, Debug)]
pub struct TeamFinding<'a> {
    /// The survey of the dimension.
    pub survey: &'a Survey,
    /// What the figures are about.
    pub dimension: &'a Dimension,
    /// What is shown of the team.
    pub figures: &'a Figures,
}

/// What is known of a team.
pub struct TeamSituation<'a> {
    findings: Vec<TeamFinding<'a>>,
    /// Surveys with levels, and the team's mean in them.
    wholes: Vec<(&'a Survey, &'a Figures)>,
}

/// The facts that led to a step.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum TeamReason<'a> {
    /// No dimension may be shown of it.
    FewAnswers,
    /// Its members see a dimension very differently.
    Split(TeamFinding<'a>),
    /// They could, but do not dare.
    SkillWithoutSafety { skill: TeamFinding<'a>, safety: TeamFinding<'a> },
    /// Clearly below the organisation.
    Low(TeamFinding<'a>),
    /// Lower than at the wave before, by more than chance.
    Fallen { finding: TeamFinding<'a>, before: f64 },
    /// The mean of a survey, 0 to 100, lies on its lowest level.
    StartingOut { level: &'a Level, mean: f64 },
    /// Clearly unlike the organisation where neither end is better.
    Apart(TeamFinding<'a>),
    /// Clearly above the organisation.
    High(TeamFinding<'a>),
    /// Nothing stands out.
    Even,
}

/// One step for a team and the facts that led to it.
#[derive(Clone, Copy, Debug)]
pub struct TeamSuggestion<'a> {
    /// What to do.
    pub step: &'a Step<TeamWhen>,
    /// The figures that decided.
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
                    situation.findings.extend(dimension.map(|dimension| TeamFinding { survey, dimension, figures }));
                }
                MeasureKind::Survey if !survey.levels().is_empty() => situation.wholes.push((survey, figures)),
                MeasureKind::Survey | MeasureKind::Item => {}
            }
        }
        situation
    }

    /// The facts by which a state holds; `None` if it does not.
    fn reason(&self, state: &TeamState, neutral: &BTreeSet<DimensionKey>) -> Option<TeamReason<'a>> {
        let judged = || self.findings.iter().copied().filter(|finding| !neutral.contains(&finding.key()));
        let on = |key: &DimensionKey| self.findings.iter().copied().find(|finding| finding.key() == *key);
        let with = |standing: Standing| judged().filter(move |finding| finding.figures.standing == Some(standing));
        match state {
            TeamState::FewAnswers => self.findings.is_empty().then_some(TeamReason::FewAnswers),
            TeamState::Split => judged()
                .find(|finding| finding.figures.agreement.as_deref() == Some(&Agreement::Split))
                .map(TeamReason::Split),
            TeamState::SkillWithoutSafety => {
                let is_of = |role: InstrumentRole| move |finding: &TeamFinding<'_>| finding.survey.role() == Some(role);
                let skill = with(Standing::ClearlyAbove).find(is_of(InstrumentRole::Skill))?;
                let safety = with(Standing::ClearlyBelow).find(is_of(InstrumentRole::Safety))?;
                Some(TeamReason::SkillWithoutSafety { skill, safety })
            }
            TeamState::Low(key) => on(key).filter(|finding| finding.is(Standing::ClearlyBelow)).map(TeamReason::Low),
            TeamState::Fallen(key) => {
                let finding = on(key)?;
                let before = finding.figures.before.filter(|before| *before > finding.figures.mean)?;
                Some(TeamReason::Fallen { finding, before })
            }
            TeamState::StartingOut => self.wholes.iter().find_map(|(survey, figures)| {
                let level = survey.levels().first()?;
                (figures.mean < level.below).then_some(TeamReason::StartingOut { level, mean: figures.mean })
            }),
            TeamState::Apart(key) => {
                let is_apart = |finding: &TeamFinding<'_>| {
                    finding.is(Standing::ClearlyAbove) || finding.is(Standing::ClearlyBelow)
                };
                on(key).filter(is_apart).map(TeamReason::Apart)
            }
            TeamState::High => with(Standing::ClearlyAbove).next().map(TeamReason::High),
            // Whether anything else holds is for the library to say, which knows all states there are steps for.
            TeamState::Even => None,
        }
    }
}

impl TeamFinding<'_> {
    fn key(&self) -> DimensionKey {
        self.survey.key_of(self.dimension)
    }

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

    /// From the first to the last that is looked at.
    pub fn steps(&self) -> &[Step<TeamWhen>] {
        &self.steps
    }

    /// The step of an id; `None` if the library has it no more.
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

    /// The surveys that steps are for and that are not among these.
    #[must_use]
    pub fn absent(&self, surveys: &[Survey]) -> BTreeSet<&SurveyId> {
        let named = self.steps.iter().filter_map(|step| match &step.when.state {
            TeamState::Low(key) | TeamState::Fallen(key) | TeamState::Apart(key) => Some(&key.survey),
            _ => None,
        });
        named.filter(|id| !surveys.iter().any(|survey| survey.id() == *id)).collect()
    }

    /// States that a team can be in and that no step is for.
    pub(super) fn lacking(&self, surveys: &[Survey]) -> Vec<TeamState> {
        let keys =
            surveys.iter().flat_map(|survey| survey.dimensions().iter().map(|dimension| survey.key_of(dimension)));
        let dimensions =
            keys.map(|key| if self.neutral.contains(&key) { TeamState::Apart(key) } else { TeamState::Low(key) });
        let always = [
            TeamState::FewAnswers,
            TeamState::Split,
            TeamState::SkillWithoutSafety,
            TeamState::StartingOut,
            TeamState::High,
            TeamState::Even,
        ];
        let states = always.into_iter().chain(dimensions);
        states.filter(|state| !self.steps.iter().any(|step| step.when.state == *state)).collect()
    }
}

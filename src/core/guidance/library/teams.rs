//! When a step fits a team: the state that its row of a release is in.

use super::Conditions;
use crate::guidance::step::Audience;
use crate::guidance::team::{TeamState, TeamWhen};
use crate::survey::{Dimension, Names, Survey, Table};

/// What a step for a team may name.
pub(super) struct ForTeams<'s> {
    dimensions: Vec<&'s Dimension>,
    names: Names<'s>,
}

/// A state as it is written, before its dimension is looked up.
#[derive(Clone, Copy)]
enum Word {
    FewAnswers,
    Split,
    SkillWithoutSafety,
    Low,
    Fallen,
    StartingOut,
    Apart,
    High,
    Even,
}

impl<'s> ForTeams<'s> {
    pub fn of(surveys: &'s [Survey]) -> Self {
        let dimensions: Vec<&Dimension> = surveys.iter().flat_map(|survey| survey.dimensions()).collect();
        let names = Names::known("dimension", dimensions.iter().map(|dimension| dimension.id.as_str()));
        ForTeams { dimensions, names }
    }
}

impl Conditions for ForTeams<'_> {
    type When = TeamWhen;
    const AUDIENCES: &'static [(&'static str, Audience)] = &[("team", Audience::Team), ("leader", Audience::Leader)];

    fn when(&self, mut table: Table<'_>) -> Option<TeamWhen> {
        let word = table.required("state").word(&[
            ("few-answers", Word::FewAnswers),
            ("split", Word::Split),
            ("skill-without-safety", Word::SkillWithoutSafety),
            ("low", Word::Low),
            ("fallen", Word::Fallen),
            ("starting-out", Word::StartingOut),
            ("apart", Word::Apart),
            ("high", Word::High),
            ("even", Word::Even),
        ]);
        let mut dimension = || {
            let place = self.names.find(table.required("dimension"))?;
            self.dimensions.get(place).map(|dimension| dimension.id.clone())
        };
        let state = match word? {
            Word::FewAnswers => Some(TeamState::FewAnswers),
            Word::Split => Some(TeamState::Split),
            Word::SkillWithoutSafety => Some(TeamState::SkillWithoutSafety),
            Word::Low => dimension().map(TeamState::Low),
            Word::Fallen => dimension().map(TeamState::Fallen),
            Word::StartingOut => Some(TeamState::StartingOut),
            Word::Apart => dimension().map(TeamState::Apart),
            Word::High => Some(TeamState::High),
            Word::Even => Some(TeamState::Even),
        };
        table.finish();
        Some(TeamWhen { state: state? })
    }

    fn placeholders(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn has_tasks(&self, _: &TeamWhen) -> bool {
        false
    }
}

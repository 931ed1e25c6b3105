//! When a step fits a team: the state that its row of a release is in.

use super::Conditions;
use crate::guidance::step::Audience;
use crate::guidance::team::{TeamState, TeamWhen};
use crate::survey::{DimensionId, DimensionKey, Names, Survey, SurveyId, TomlTable};

/// What a step for a team may name.
pub(super) struct ForTeams<'s> {
    dimensions: Vec<DimensionKey>,
    names: Names<'s>,
    surveys: Vec<SurveyId>,
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
        let of_survey = |survey: &'s Survey| survey.dimensions().iter().map(move |dimension| (survey, dimension));
        let all = || surveys.iter().flat_map(of_survey);
        ForTeams {
            dimensions: all().map(|(survey, dimension)| survey.key_of(dimension)).collect(),
            names: Names::known("dimension", all().map(|(_, dimension)| dimension.id.as_str())),
            surveys: surveys.iter().map(|survey| survey.id().clone()).collect(),
        }
    }

    /// The dimension a step names. Its survey must be named too where another has a dimension of that id. A step for a
    /// survey that is not here is for a team that there will not be.
    fn dimension(&self, table: &mut TomlTable<'_>) -> Option<DimensionKey> {
        let (field, survey_field) = (table.required("dimension"), table.optional("survey"));
        let survey = if survey_field.is_given() { Some(survey_field.slug(SurveyId::parse)?) } else { None };
        if let Some(survey) = survey.as_ref().filter(|survey| !self.surveys.contains(survey)) {
            return Some(DimensionKey { survey: survey.clone(), dimension: field.slug(DimensionId::parse)? });
        }
        let named = &self.dimensions[self.names.find(field)?].dimension;
        let is_of_it = |key: &&DimensionKey| survey.as_ref().is_none_or(|survey| key.survey == *survey);
        let mut found = self.dimensions.iter().filter(|key| key.dimension == *named).filter(is_of_it);
        match (found.next(), found.next()) {
            (None, _) => {
                survey_field.fault("the survey has no such dimension", "Name the survey it is a dimension of.")
            }
            (Some(_), Some(_)) => {
                field.fault(
                    "several surveys have a dimension of this id",
                    "Say which, as in `survey = \"team-practice\"`.",
                );
            }
            (Some(only), None) => return Some(only.clone()),
        }
        None
    }
}

impl Conditions for ForTeams<'_> {
    type When = TeamWhen;
    const AUDIENCES: &'static [(&'static str, Audience)] = &[("team", Audience::Team), ("leader", Audience::Leader)];

    fn when(&self, mut table: TomlTable<'_>) -> Option<TeamWhen> {
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
        let mut dimension = || self.dimension(&mut table);
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

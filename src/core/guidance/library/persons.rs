//! When a step fits a person: a dimension of one survey, and levels, kinds of work, tasks and signals of it.

use std::ops::RangeInclusive;

use super::Conditions;
use crate::guidance::step::{Audience, When};
use crate::survey::{ChoiceId, ContextQuestion, Field, Names, Survey, TomlTable};

/// What a step for a person may name.
pub(super) struct ForPersons<'s> {
    survey: &'s Survey,
    dimensions: Names<'s>,
    levels: Names<'s>,
    work: Names<'s>,
    tasks: Names<'s>,
    signals: Names<'s>,
}

impl<'s> ForPersons<'s> {
    pub fn of(survey: &'s Survey) -> Self {
        let choices = |question: Option<&'s ContextQuestion>| {
            question.into_iter().flat_map(|question| &question.choices).map(|choice| choice.id.as_str())
        };
        ForPersons {
            survey,
            dimensions: Names::known("dimension", survey.dimensions().iter().map(|dimension| dimension.id.as_str())),
            levels: Names::known("level", survey.levels().iter().map(|level| level.id.as_str())),
            work: Names::known("work choice", choices(survey.work_question())),
            tasks: Names::known("task", choices(survey.task_question())),
            signals: Names::known("signal", survey.signals().iter().map(|signal| signal.id.as_str())),
        }
    }

    /// The first and the last level of a range.
    fn level_range(&self, field: Field<'_>) -> Option<RangeInclusive<usize>> {
        let ends = field.list("level", 2..=2);
        let ends: Vec<Option<usize>> = ends.into_iter().map(|end| self.levels.find(end)).collect();
        let &[Some(first), Some(last)] = ends.as_slice() else {
            return None;
        };
        if first > last {
            field.fault("the first level is above the last one", "Write the lower level first.");
        }
        Some(first..=last)
    }
}

impl Conditions for ForPersons<'_> {
    type When = When;
    const AUDIENCES: &'static [(&'static str, Audience)] = &[("person", Audience::Person)];

    fn when(&self, mut table: TomlTable<'_>) -> Option<When> {
        let dimension = self.dimensions.find(table.required("dimension"));
        let levels = self.level_range(table.optional("levels"));
        let work = every(table.optional("work"), "work choice", &self.work);
        let tasks = every(table.optional("tasks"), "task", &self.tasks);
        let signals = every(table.optional("signals"), "signal", &self.signals);
        table.finish();

        let survey = self.survey;
        let choices = |question: Option<&ContextQuestion>, picked: Vec<usize>| -> Vec<ChoiceId> {
            let choices = question.map_or(&[][..], |question| &question.choices);
            picked.into_iter().filter_map(|index| choices.get(index)).map(|choice| choice.id.clone()).collect()
        };
        let signal = |index: usize| survey.signals().get(index).map(|signal| signal.id.clone());
        Some(When {
            dimension: survey.dimensions().get(dimension?)?.id.clone(),
            levels,
            work: choices(survey.work_question(), work?),
            tasks: choices(survey.task_question(), tasks?),
            signals: signals?.into_iter().filter_map(signal).collect(),
        })
    }

    fn placeholders(&self) -> Vec<&'static str> {
        let has_work = self.survey.work_question().is_some();
        let has_tasks = self.survey.task_question().is_some();
        let has_levels = !self.survey.levels().is_empty();
        let known = [("dimension", true), ("level", has_levels), ("work", has_work), ("task", has_tasks)];
        known.into_iter().filter(|(_, is_known)| *is_known).map(|(name, _)| name).collect()
    }

    fn has_tasks(&self, when: &When) -> bool {
        !when.tasks.is_empty()
    }
}

/// The numbers of the things a list names; empty where there is no list, `None` where a name is unknown.
fn every<'d>(field: Field<'d>, kind: &str, names: &Names<'d>) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for entry in field.list(kind, 1..=40) {
        let index = names.find(entry);
        if index.is_some() && found.contains(&index) {
            entry.fault(format!("this {kind} stands here twice"), "Remove one.");
        }
        found.push(index);
    }
    found.into_iter().collect()
}

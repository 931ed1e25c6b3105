//! The step library: every step of all step files, held against the survey whose dimensions, levels, choices and signals
//! they name. Only [`read_steps`] makes one.

#[cfg(test)]
mod tests;
mod texts;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use self::texts::Texts;
use super::step::{Audience, Step, StepId, StepKind, When};
use crate::survey::{ChoiceId, ContextQuestion, Document, Field, Names, Problems, Survey, Table, Wordings};

#[derive(Clone, Debug, Default)]
pub struct Library {
    steps: Vec<Step>,
}

impl Library {
    /// The steps in the order of the files.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }
}

/// Reads step files, each with the name it has in what is said about it.
///
/// # Errors
/// Everything that is wrong in any of the files, with the place and what to write instead.
pub fn read_steps(files: &[(String, Vec<u8>)], survey: &Survey) -> Result<Library, Problems> {
    let mut shelf = Shelf::for_survey(survey);
    let mut steps = Vec::new();
    let mut problems = Vec::new();
    for (file, bytes) in files {
        match shelf.read_file(file, bytes) {
            Ok(more) => steps.extend(more),
            Err(Problems(more)) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(Library { steps }) } else { Err(Problems(problems)) }
}

/// What a step may name, and what the steps before it have already taken.
struct Shelf<'s> {
    survey: &'s Survey,
    dimensions: Names<'s>,
    levels: Names<'s>,
    work: Names<'s>,
    tasks: Names<'s>,
    signals: Names<'s>,
    ids: HashMap<StepId, String>,
    titles: Wordings,
}

impl<'s> Shelf<'s> {
    fn for_survey(survey: &'s Survey) -> Self {
        let choices = |question: Option<&'s ContextQuestion>| {
            question.into_iter().flat_map(|question| &question.choices).map(|choice| choice.id.as_str())
        };
        Shelf {
            survey,
            dimensions: Names::known("dimension", survey.dimensions().iter().map(|dimension| dimension.id.as_str())),
            levels: Names::known("level", survey.levels().iter().map(|level| level.id.as_str())),
            work: Names::known("work choice", choices(survey.work_question())),
            tasks: Names::known("task", choices(survey.task_question())),
            signals: Names::known("signal", survey.signals().iter().map(|signal| signal.id.as_str())),
            ids: HashMap::new(),
            titles: Wordings::default(),
        }
    }

    fn read_file(&mut self, file: &str, bytes: &[u8]) -> Result<Vec<Step>, Problems> {
        let document = Document::parse(file, bytes)?;
        let steps = self.read_steps(&document);
        document.finish(steps)
    }

    fn read_steps<'d>(&mut self, document: &'d Document<'d>) -> Option<Vec<Step>> {
        let mut root = document.root("file");
        let steps = root.required("step").tables("step", 1..=500);
        root.finish();
        let steps: Vec<Option<Step>> = steps.into_iter().map(|step| self.step(step)).collect();
        steps.into_iter().collect()
    }

    fn step(&mut self, mut table: Table<'_>) -> Option<Step> {
        let id_field = table.required("id");
        let id = id_field.slug(StepId::parse);
        let version = table.required("version").whole(1..=u32::MAX);
        let audience = table.required("for").word(&[
            ("person", Audience::Person),
            ("team", Audience::Team),
            ("leader", Audience::Leader),
        ]);
        let kind = table.required("kind").word(&[
            ("pattern", StepKind::Pattern),
            ("sandbox", StepKind::Sandbox),
            ("peer", StepKind::Peer),
            ("expert", StepKind::Expert),
            ("reflection", StepKind::Reflection),
            ("process-change", StepKind::ProcessChange),
        ]);
        let minutes = table.required("minutes").whole(5..=60);
        let come_back = days(table.required("come_back"));
        let when = table.required("when").table("condition").and_then(|when| self.when(when));
        let has_tasks = when.as_ref().is_none_or(|when| !when.tasks.is_empty());
        let texts = Texts::read(&mut table, kind == Some(StepKind::Pattern), &self.placeholders(), has_tasks);
        if let Some(id) = &id {
            self.take_id(id_field, id);
        }
        if let Some(texts) = &texts {
            self.titles.add(table.document(), table.place(), &texts.title);
        }
        table.finish();

        let Texts { title, why, actions, done, pattern } = texts?;
        Some(Step {
            id: id?,
            version: version?,
            audience: audience?,
            kind: kind?,
            minutes: minutes?,
            come_back,
            when: when?,
            title,
            why,
            actions,
            done,
            pattern,
        })
    }

    fn take_id(&mut self, field: Field<'_>, id: &StepId) {
        match self.ids.get(id) {
            Some(earlier) => {
                field.fault(
                    format!("the step `{id}` is there already, at {earlier}"),
                    "Give this step an id of its own.",
                );
            }
            None => _ = self.ids.insert(id.clone(), field.document().whereabouts(field.place())),
        }
    }

    fn when(&self, mut table: Table<'_>) -> Option<When> {
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

    /// The facts that can be put into the sentence why.
    fn placeholders(&self) -> Vec<&'static str> {
        let has_work = self.survey.work_question().is_some();
        let has_tasks = self.survey.task_question().is_some();
        let has_levels = !self.survey.levels().is_empty();
        let known = [("dimension", true), ("level", has_levels), ("work", has_work), ("task", has_tasks)];
        known.into_iter().filter(|(_, is_known)| *is_known).map(|(name, _)| name).collect()
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

/// Days after which to come back, the earliest first.
fn days(field: Field<'_>) -> Vec<u32> {
    let mut days: Vec<u32> = Vec::new();
    for entry in field.list("day", 1..=12) {
        let Some(day) = entry.whole(1..=90) else { continue };
        if days.last().is_some_and(|last| *last >= day) {
            entry.fault(
                format!("day {day} does not come after the day before it"),
                "Write the days in ascending order.",
            );
        }
        days.push(day);
    }
    days
}

//! The step libraries: every step of all step files, held against the surveys whose dimensions, levels, choices and
//! signals they name. Only [`read_steps`] and [`read_team_steps`] make them.

#[cfg(test)]
mod tests;

mod persons;
mod teams;
mod texts;

use std::collections::HashMap;

use self::persons::ForPersons;
use self::teams::ForTeams;
use self::texts::Texts;
use super::step::{Audience, Step, StepId, StepKind};
use super::team::{TeamLibrary, TeamState};
use crate::survey::{Document, Field, Problem, Problems, Survey, TomlTable, Wordings};

/// All steps for persons.
#[derive(Clone, Debug, Default)]
pub struct Library {
    steps: Vec<Step>,
}

impl Library {
    /// The steps in the order of the files.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step of an id; `None` if the library has it no more.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }
}

/// Reads the step files for persons, each with the name it has in what is said about it.
///
/// # Errors
/// Everything that is wrong in any of the files, with the place and what to write instead.
pub fn read_steps(files: &[(String, Vec<u8>)], survey: &Survey) -> Result<Library, Problems> {
    Ok(Library { steps: Shelf::new(ForPersons::of(survey)).read(files)? })
}

/// Reads the step files for teams, in the order in which the steps are to be tried.
///
/// # Errors
/// Everything that is wrong in any of the files, and every state of a team that none of them has a step for.
pub fn read_team_steps(files: &[(String, Vec<u8>)], surveys: &[Survey]) -> Result<TeamLibrary, Problems> {
    let conditions = ForTeams::of(surveys);
    let steps = Shelf::new(conditions).read(files)?;
    let library = TeamLibrary::of(steps);
    let lacking = library.lacking(surveys);
    let file = files.last().map_or("team-steps", |(name, _)| name.as_str());
    let problem = |state: &TeamState| {
        Problem::of_file(file, &format!("no step is for a team with: {state}"), "write one, in any file of the folder")
    };
    if lacking.is_empty() { Ok(library) } else { Err(Problems(lacking.iter().map(problem).collect())) }
}

/// What the steps of a library are given for: reads the condition of each, and knows what its sentence may name.
trait Conditions {
    type When;
    const AUDIENCES: &'static [(&'static str, Audience)];

    fn when(&self, table: TomlTable<'_>) -> Option<Self::When>;

    /// The facts that can be put into the sentence why; `{task}` only where the condition names tasks.
    fn placeholders(&self) -> Vec<&'static str>;

    fn has_tasks(&self, when: &Self::When) -> bool;
}

/// Reads files of steps one after the other; what the steps before have taken, those after cannot have.
struct Shelf<C> {
    conditions: C,
    ids: HashMap<StepId, String>,
    titles: Wordings,
}

impl<C: Conditions> Shelf<C> {
    fn new(conditions: C) -> Self {
        Shelf { conditions, ids: HashMap::new(), titles: Wordings::default() }
    }

    fn read(&mut self, files: &[(String, Vec<u8>)]) -> Result<Vec<Step<C::When>>, Problems> {
        let mut steps = Vec::new();
        let mut problems = Vec::new();
        for (file, bytes) in files {
            match self.read_file(file, bytes) {
                Ok(more) => steps.extend(more),
                Err(Problems(more)) => problems.extend(more),
            }
        }
        if problems.is_empty() { Ok(steps) } else { Err(Problems(problems)) }
    }

    fn read_file(&mut self, file: &str, bytes: &[u8]) -> Result<Vec<Step<C::When>>, Problems> {
        let document = Document::parse(file, bytes)?;
        let steps = self.read_steps(&document);
        document.finish(steps)
    }

    fn read_steps<'d>(&mut self, document: &'d Document<'d>) -> Option<Vec<Step<C::When>>> {
        let mut root = document.root("file");
        let steps = root.required("step").tables("step", 1..=500);
        root.finish();
        let steps: Vec<Option<Step<C::When>>> = steps.into_iter().map(|step| self.step(step)).collect();
        steps.into_iter().collect()
    }

    fn step(&mut self, mut table: TomlTable<'_>) -> Option<Step<C::When>> {
        let id_field = table.required("id");
        let id = id_field.slug(StepId::parse);
        let version = table.required("version").whole(1..=u32::MAX);
        let audience = table.required("for").word(C::AUDIENCES);
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
        let when = table.required("when").table("condition").and_then(|when| self.conditions.when(when));
        let has_tasks = when.as_ref().is_none_or(|when| self.conditions.has_tasks(when));
        let texts =
            Texts::read(&mut table, kind == Some(StepKind::Pattern), &self.conditions.placeholders(), has_tasks);
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

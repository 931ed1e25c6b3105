//! The proof that the library leaves nobody without a step: every kind of work, level and weakest dimension has a fitting
//! one, the choice is never a tie, and no step waits for somebody who cannot exist.

use std::collections::BTreeSet;

use crate::survey::{ChoiceId, ContextQuestion, Problem, Signal, Survey};

use super::library::Library;
use super::situation::Situation;
use super::step::{Audience, Step, StepId};

/// Something the library lacks or has twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum Flaw {
    /// Nobody in this situation can be given a step.
    Missing { work: Option<ChoiceId>, level: Option<String>, dimension: String },
    /// Two steps match a situation equally well.
    Tie { one: StepId, other: StepId },
    /// No situation matches the step.
    Unreachable { step: StepId },
}

impl Flaw {
    /// The flaw as a fault of the folder the steps lie in.
    pub fn to_problem(&self, folder: &str) -> Problem {
        let (what, fix) = match self {
            Flaw::Missing { work, level, dimension } => {
                let work = work.as_ref().map_or("any kind of work", ChoiceId::as_str);
                let level = level.as_deref().unwrap_or("no level");
                let what =
                    format!("no step fits work \"{work}\", level \"{level}\", weakest dimension \"{dimension}\"");
                (what, "write one, or widen the `when` of another")
            }
            Flaw::Tie { one, other } => {
                let what = format!("steps \"{one}\" and \"{other}\" match the same people equally well");
                (what, "give one of them fewer levels, a task or a kind of work")
            }
            Flaw::Unreachable { step } => {
                let what = format!("step \"{step}\" can never be given: its levels and signals exclude each other");
                (what, "widen its `when`")
            }
        };
        Problem::of_file(folder, &what, fix)
    }
}

/// Goes through every situation the survey allows and returns what is wrong, each flaw once.
///
/// Two tasks of one person need no situation of their own: steps for different tasks are ordered by the survey's list.
pub fn flaws(library: &Library, survey: &Survey) -> Vec<Flaw> {
    let mut flaws = BTreeSet::new();
    let mut reached: BTreeSet<&StepId> = BTreeSet::new();
    let (works, tasks) = (singles(survey.work_question()), singles(survey.task_question()));
    let levels = std::iter::once(None).chain((0..survey.levels().len()).map(Some));

    for level in levels {
        for signals in signal_sets(survey, level) {
            for work in &works {
                for task in &tasks {
                    let situation = Situation { survey, level, signals: signals.clone(), work, tasks: task };
                    for dimension in survey.dimensions() {
                        let ranked = situation.ranked(library, dimension);
                        if ranked.is_empty() {
                            flaws.insert(Flaw::Missing {
                                work: work.first().cloned(),
                                level: level.map(|level| survey.levels()[level].id.to_string()),
                                dimension: dimension.id.to_string(),
                            });
                        }
                        for pair in ranked.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                            flaws.insert(Flaw::Tie { one: pair[0].1.id.clone(), other: pair[1].1.id.clone() });
                        }
                        reached.extend(ranked.iter().map(|(_, step)| &step.id));
                    }
                }
            }
        }
    }
    let for_persons = |step: &&Step| step.audience == Audience::Person;
    let unreached = library.steps().iter().filter(for_persons).filter(|step| !reached.contains(&step.id));
    flaws.extend(unreached.map(|step| Flaw::Unreachable { step: step.id.clone() }));
    flaws.into_iter().collect()
}

/// No choice, where that is allowed, then each choice alone.
fn singles(question: Option<&ContextQuestion>) -> Vec<Vec<ChoiceId>> {
    let none = question.is_none_or(|question| question.optional).then(Vec::new);
    let choices = question.map_or(&[][..], |question| &question.choices);
    none.into_iter().chain(choices.iter().map(|choice| vec![choice.id.clone()])).collect()
}

/// Every set of signals that one person on this level can show at the same time.
fn signal_sets(survey: &Survey, level: Option<usize>) -> Vec<Vec<&Signal>> {
    let possible: Vec<&Signal> = survey.signals().iter().filter(|signal| survey.allows(signal, level)).collect();
    let mut sets: Vec<Vec<&Signal>> = vec![vec![]];
    for signal in possible {
        let with_it: Vec<Vec<&Signal>> = sets
            .iter()
            .filter(|set| set.iter().all(|other| can_meet(survey, signal, other)))
            .map(|set| set.iter().copied().chain([signal]).collect())
            .collect();
        sets.extend(with_it);
    }
    sets
}

/// Two signals that read the same item need a common answer.
fn can_meet(survey: &Survey, one: &Signal, other: &Signal) -> bool {
    let item = |signal| survey.item_of_signal(signal).map(|item| &item.id);
    item(one).is_none()
        || item(one) != item(other)
        || one.answer_from.max(other.answer_from) <= one.answer_to.min(other.answer_to)
}

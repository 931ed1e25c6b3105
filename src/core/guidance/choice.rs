//! The choice of a next step: safety first, then the weakest dimension if it is really weaker, then the closest match.
//! A step that was taken on or declined is not suggested again.

use std::collections::BTreeSet;

use crate::scoring::Profile;
use crate::survey::{AnswerSheet, Dimension, Signal};

use super::library::Library;
use super::situation::{Fit, Situation};
use super::step::{Step, StepId};

/// One step and the facts that led to it.
#[derive(Clone, Copy, Debug)]
pub struct Suggestion<'a> {
    /// What to do.
    pub step: &'a Step,
    /// Which of the facts about the person decided.
    pub reason: Reason<'a>,
    /// How closely it is made for them.
    pub fit: Fit<'a>,
}

/// Why the steps of a dimension were looked at.
#[derive(Clone, Copy, Debug)]
pub enum Reason<'a> {
    /// A signal that comes before everything else.
    Signal(&'a Signal),
    /// The dimension is clearly the weakest.
    Weakest(&'a Dimension),
    /// No dimension is clearly the weakest.
    NoneWeaker,
    /// Too few answers for scores to compare.
    NoScores,
    /// Nothing is left in the dimension that would come first.
    NextInLine,
}

impl Library {
    /// The steps for a person, the first being the one to show, three at most; empty when all were taken on or declined.
    ///
    /// The second comes from the same dimension as the first, the third from the next-weakest one, where they have any.
    pub fn suggest<'a>(
        &'a self,
        profile: &Profile<'a>,
        sheet: &'a AnswerSheet,
        settled: &BTreeSet<StepId>,
    ) -> Vec<Suggestion<'a>> {
        let situation = Situation::new(profile, sheet);
        let (target, reason) = target(profile, &situation);
        let others = profile.weakest_first().into_iter().map(|(dimension, _)| dimension);
        let dimensions = std::iter::once(target).chain(others.filter(|other| other.id != target.id));

        let lists = dimensions.map(|dimension| {
            let reason = if dimension.id == target.id { reason } else { Reason::NextInLine };
            situation
                .ranked(self, dimension)
                .into_iter()
                .filter(|(_, step)| !settled.contains(&step.id))
                .map(move |((fit, _), step)| Suggestion { step, reason, fit })
                .collect()
        });
        first_three(lists.collect())
    }

    /// The suggestion for one step of the library, whether or not it is the one to show; `None` if it does not match.
    pub fn explain<'a>(
        &'a self,
        profile: &Profile<'a>,
        sheet: &'a AnswerSheet,
        step: &StepId,
    ) -> Option<Suggestion<'a>> {
        let situation = Situation::new(profile, sheet);
        let (target, reason) = target(profile, &situation);
        let dimension = profile.survey().dimension(&self.step(step)?.when.dimension)?;
        let reason = if dimension.id == target.id { reason } else { Reason::NextInLine };
        let ranked = situation.ranked(self, dimension);
        ranked.into_iter().find(|(_, other)| other.id == *step).map(|((fit, _), step)| Suggestion { step, reason, fit })
    }
}

/// The dimension to look in first, and why.
fn target<'a>(profile: &Profile<'a>, situation: &Situation<'a>) -> (&'a Dimension, Reason<'a>) {
    let survey = profile.survey();
    if let Some(signal) = situation.signals.iter().find(|signal| signal.comes_first) {
        return (survey.dimension_of_signal(signal), Reason::Signal(signal));
    }
    match profile.weakest() {
        Some(dimension) => (dimension, Reason::Weakest(dimension)),
        None if profile.dimensions().all(|(_, score)| score.is_none()) => (survey.otherwise(), Reason::NoScores),
        None => (survey.otherwise(), Reason::NoneWeaker),
    }
}

/// Two steps of the first dimension that has any, then one of each following dimension, then the rest; three in all.
fn first_three(lists: Vec<Vec<Suggestion<'_>>>) -> Vec<Suggestion<'_>> {
    let mut lists: Vec<_> = lists.into_iter().filter(|list| !list.is_empty()).map(Vec::into_iter).collect();
    let mut picked = Vec::new();
    if let Some(first) = lists.first_mut() {
        picked.extend(first.take(2));
    }
    picked.extend(lists.iter_mut().skip(1).filter_map(Iterator::next));
    picked.extend(lists.into_iter().flatten());
    picked.truncate(3);
    picked
}

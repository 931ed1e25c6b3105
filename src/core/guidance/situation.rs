//! A situation: the facts about a person that steps are matched against, taken from one answer sheet and its scores.

use crate::scoring::Profile;
use crate::survey::{Answer, AnswerSheet, ChoiceId, ContextQuestion, Dimension, Signal, Survey};

use super::library::Library;
use super::step::{Audience, Step};

/// What steps are matched against.
#[derive(Clone, Debug)]
pub struct Situation<'a> {
    pub(super) survey: &'a Survey,
    /// The level the person stands on, by its place in the survey.
    pub(super) level: Option<usize>,
    pub(super) signals: Vec<&'a Signal>,
    pub(super) work: &'a [ChoiceId],
    pub(super) tasks: &'a [ChoiceId],
}

/// How closely a step matches, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit<'a> {
    /// For what they answered to one item.
    Signal,
    /// A task of the person: the one that stands first in the survey's list.
    Task(Place<'a>),
    /// For their kind of work.
    Work(Place<'a>),
    /// For anyone.
    Everybody,
}

/// A choice of a context question; ordered by its place in the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place<'a> {
    index: usize,
    /// What they chose.
    pub choice: &'a ChoiceId,
}

/// What orders the steps of a dimension: the closer fit, then the narrower range of levels. Two steps with the same key
/// are a tie, which the survey check refuses.
pub(super) type Closeness<'a> = (Fit<'a>, usize);

impl<'a> Situation<'a> {
    /// What a step can be chosen by: scores, and what somebody says of their work.
    pub fn new(profile: &Profile<'a>, sheet: &'a AnswerSheet) -> Self {
        let survey = profile.survey();
        let choices = |question: Option<&'a ContextQuestion>| question.map_or(&[][..], |q| sheet.choices(&q.id));
        Situation {
            survey,
            level: profile.standing().map(|standing| standing.level),
            signals: survey.signals().iter().filter(|signal| shows(profile, sheet, signal)).collect(),
            work: choices(survey.work_question()),
            tasks: choices(survey.task_question()),
        }
    }

    /// The steps of a dimension that match, the closest first; the id settles what the survey check lets pass.
    pub(super) fn ranked(&self, library: &'a Library, dimension: &Dimension) -> Vec<(Closeness<'a>, &'a Step)> {
        let mut steps: Vec<(Closeness<'a>, &'a Step)> = library
            .steps()
            .iter()
            .filter(|step| step.audience == Audience::Person && step.when.dimension == dimension.id)
            .filter_map(|step| Some((self.key(step)?, step)))
            .collect();
        steps.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        steps
    }

    /// How closely a step matches; `None` if it does not.
    fn key(&self, step: &Step) -> Option<Closeness<'a>> {
        let when = &step.when;
        let width = match &when.levels {
            None => self.survey.levels().len(),
            Some(range) => range.contains(&self.level?).then(|| range.clone().count())?,
        };
        if !when.signals.iter().all(|id| self.signals.iter().any(|signal| signal.id == *id)) {
            return None;
        }
        let work = place(self.survey.work_question(), self.work, &when.work);
        let task = place(self.survey.task_question(), self.tasks, &when.tasks);
        let fit = match (work, task) {
            (None, _) if !when.work.is_empty() => return None,
            (_, None) if !when.tasks.is_empty() => return None,
            _ if !when.signals.is_empty() => Fit::Signal,
            (_, Some(task)) => Fit::Task(task),
            (Some(work), None) => Fit::Work(work),
            (None, None) => Fit::Everybody,
        };
        Some((fit, width))
    }
}

/// Whether the answers show a signal.
fn shows(profile: &Profile<'_>, sheet: &AnswerSheet, signal: &Signal) -> bool {
    let survey = profile.survey();
    let score_fits = signal.score_below.is_none_or(|below| {
        profile.dimension(survey.dimension_of_signal(signal)).is_some_and(|score| score.points < below)
    });
    let answer_fits = survey.item_of_signal(signal).is_none_or(|item| match sheet.answer(&item.id) {
        Some(Answer::Value(value)) => (signal.answer_from..=signal.answer_to).contains(&value),
        _ => false,
    });
    score_fits && answer_fits
}

/// The first of the chosen answers, in the order of the survey, that is among the wanted ones.
fn place<'a>(question: Option<&'a ContextQuestion>, chosen: &[ChoiceId], wanted: &[ChoiceId]) -> Option<Place<'a>> {
    let choices = question?.choices.iter().enumerate();
    choices
        .map(|(index, choice)| Place { index, choice: &choice.id })
        .find(|place| wanted.contains(place.choice) && chosen.contains(place.choice))
}

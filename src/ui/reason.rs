//! The sentences that explain a suggestion by naming the facts it was chosen from.

use footing_core::guidance::{Fit, Reason, Suggestion};
use footing_core::scoring::{Profile, Score};
use footing_core::survey::{AnswerSheet, ChoiceId, ContextQuestion, Dimension, Wording};

use footing_core::text::Text;

/// "Why this one": which scores or answers led to it, what it matches, and what it is good for.
pub fn why(text: Text<'_>, suggestion: &Suggestion<'_>, profile: &Profile<'_>, sheet: &AnswerSheet) -> String {
    let facts = [chosen_because(text, suggestion, profile, sheet), matched_because(text, suggestion, profile)];
    let benefit = fill(text, suggestion, profile);
    let sentences = facts.into_iter().flatten().chain([benefit]);
    sentences.collect::<Vec<_>>().join(&text.say("between-sentences"))
}

fn chosen_because(
    text: Text<'_>,
    suggestion: &Suggestion<'_>,
    profile: &Profile<'_>,
    sheet: &AnswerSheet,
) -> Option<String> {
    let named = |dimension: &Dimension, score: Score| {
        [("dimension", text.of(&dimension.name).into()), ("points", score.points.round().into())]
    };
    match suggestion.reason {
        Reason::Signal(signal) => {
            let survey = profile.survey();
            let dimension = survey.dimension_of_signal(signal);
            let score = profile.dimension(dimension)?;
            let answer = survey.item_of_signal(signal).and_then(|item| {
                let chosen = sheet.answer(&item.id)?;
                let option = survey.scale_of(item).options().iter().find(|option| chosen.is(option.value))?;
                Some(text.of(&option.label))
            })?;
            let [dimension, points] = named(dimension, score);
            Some(text.with("why-signal", [dimension, points, ("answer", answer.into())]))
        }
        Reason::Weakest(dimension) => Some(text.with("why-weakest", named(dimension, profile.dimension(dimension)?))),
        Reason::NoneWeaker => Some(text.say("why-none-weaker")),
        Reason::NoScores => Some(text.say("why-no-scores")),
        Reason::NextInLine => None,
    }
}

fn matched_because(text: Text<'_>, suggestion: &Suggestion<'_>, profile: &Profile<'_>) -> Option<String> {
    let survey = profile.survey();
    match suggestion.fit {
        Fit::Task(place) => {
            let task = label(text, survey.task_question(), place.choice)?;
            Some(text.with("why-task", [("task", task.into())]))
        }
        Fit::Work(place) => {
            let work = label(text, survey.work_question(), place.choice)?;
            Some(text.with("why-work", [("work", work.into())]))
        }
        Fit::Signal | Fit::Everybody => None,
    }
}

/// The step's own sentence, with its placeholders filled in.
fn fill(text: Text<'_>, suggestion: &Suggestion<'_>, profile: &Profile<'_>) -> String {
    let survey = profile.survey();
    let named = |wording: Option<&Wording>| wording.map(|wording| text.of(wording)).unwrap_or_default();
    let (task, work) = match suggestion.fit {
        Fit::Task(place) => (label(text, survey.task_question(), place.choice), None),
        Fit::Work(place) => (None, label(text, survey.work_question(), place.choice)),
        Fit::Signal | Fit::Everybody => (None, None),
    };
    let level = profile.standing().map(|standing| &survey.levels()[standing.level].name);
    let dimension = survey.dimension(&suggestion.step.when.dimension).map(|dimension| &dimension.name);
    text.of(&suggestion.step.why)
        .replace("{task}", &task.unwrap_or_default())
        .replace("{work}", &work.unwrap_or_default())
        .replace("{level}", &named(level))
        .replace("{dimension}", &named(dimension))
}

fn label(text: Text<'_>, question: Option<&ContextQuestion>, choice: &ChoiceId) -> Option<String> {
    Some(text.of(&question?.choice(choice)?.label))
}

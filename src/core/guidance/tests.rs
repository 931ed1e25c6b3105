//! The choice of a step on the real survey and library.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::scoring::Profile;
use crate::survey::{AnswerSheet, Question, Survey, read_survey};

fn survey() -> Survey {
    let file = include_bytes!("../../../surveys/ai-proficiency.toml");
    read_survey("ai-proficiency.toml", file).expect("the survey that comes with Footing is right")
}

fn library(survey: &Survey) -> Library {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../surveys/steps");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the steps are there")
        .map(|entry| entry.expect("the entry can be read").path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("the file can be read")))
        .collect();
    files.sort();
    read_steps(&files, survey).expect("the steps that come with Footing are right")
}

fn sheet(survey: &Survey, work: &str, tasks: &[&str], answers: &str) -> AnswerSheet {
    let mut sheet = AnswerSheet::default();
    let mut letters = answers.chars().filter(|letter| !letter.is_whitespace());
    for question in survey.questions() {
        let selected = match question {
            Question::Context(context) if context.pick == 1 => vec![work.to_owned()],
            Question::Context(_) => tasks.iter().map(|task| (*task).to_owned()).collect(),
            Question::Item(..) => match letters.next().expect("an answer for every item") {
                'n' => vec!["na".to_owned()],
                digit => vec![digit.to_string()],
            },
        };
        sheet.record(survey.parse_entry(question.id(), &selected).expect("a valid answer"));
    }
    sheet
}

/// The ids of the suggested steps.
fn suggested(work: &str, tasks: &[&str], answers: &str, settled: &[&str]) -> Vec<String> {
    let survey = survey();
    let library = library(&survey);
    let sheet = sheet(&survey, work, tasks, answers);
    let profile = Profile::score(&survey, &sheet);
    let settled: BTreeSet<StepId> = settled.iter().filter_map(|id| StepId::parse(id)).collect();
    let suggestions = library.suggest(&profile, &sheet, &settled);
    suggestions.iter().map(|suggestion| suggestion.step.id.to_string()).collect()
}

// The items stand in this order: Fit 3, Direction 4, Judgement 4, Practice 3 (the first is how often AI was used).

#[test]
fn safety_comes_first_even_when_another_side_is_weaker() {
    assert_eq!(suggested("sales", &[], "111 5555 2222 333", &[])[0], "check-before-it-leaves");
    assert_ne!(
        suggested("sales", &[], "111 5555 2222 233", &[])[0],
        "check-before-it-leaves",
        "once or twice in four weeks is not yet a habit of unchecked use"
    );
}

#[test]
fn the_clearly_weakest_dimension_decides() {
    assert_eq!(suggested("finance", &[], "444 2222 4444 444", &[])[0], "finance-direction");
}

#[test]
fn without_a_clearly_weakest_dimension_practice_decides() {
    assert_eq!(suggested("finance", &[], "333 3333 3333 333", &[])[0], "finance-practice");
}

#[test]
fn a_task_is_closer_than_a_kind_of_work_and_work_closer_than_everybody() {
    let steps = suggested("finance", &["code"], "444 2222 4444 444", &[]);
    assert_eq!(steps[..2], ["task-code", "finance-direction"]);
    let steps = suggested("finance", &[], "444 2222 4444 444", &["finance-direction"]);
    assert_eq!(steps[0], "direction-late");
}

#[test]
fn of_two_tasks_the_one_that_stands_first_in_the_survey_decides() {
    let steps = suggested("finance", &["code", "job-descriptions"], "444 2222 4444 444", &[]);
    assert_eq!(steps[0], "task-job-descriptions");
}

#[test]
fn what_was_taken_on_or_declined_does_not_come_again() {
    let first = suggested("sales", &[], "333 3333 3333 333", &[]);
    let then = suggested("sales", &[], "333 3333 3333 333", &[&first[0]]);
    assert!(!then.contains(&first[0]), "{then:?}");
}

#[test]
fn somebody_who_did_not_use_ai_gets_a_first_try() {
    assert_eq!(suggested("other", &[], "nnn nnnn nnnn 1nn", &[])[0], "first-try-on-a-small-task");
}

#[test]
fn the_second_step_is_of_the_same_dimension_and_the_third_of_the_next_weakest() {
    let survey = survey();
    let library = library(&survey);
    let steps = suggested("finance", &[], "333 2222 4444 444", &[]);
    let dimensions: Vec<&str> =
        steps.iter().filter_map(|id| Some(library.step(&StepId::parse(id)?)?.when.dimension.as_str())).collect();
    assert_eq!(dimensions, ["direction", "direction", "fit"]);
}

#[test]
fn the_library_leaves_nobody_without_a_step_and_has_no_tie() {
    let survey = survey();
    assert_eq!(flaws(&library(&survey), &survey), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_answers_always_give_the_same_three_different_steps(
        answers in "[1-5n]{11}[1-5][1-5n]{2}", work in 0..10_usize, task in 0..16_usize
    ) {
        let survey = survey();
        let work = survey.work_question().unwrap().choices[work].id.to_string();
        let task = survey.task_question().unwrap().choices[task].id.to_string();
        let steps = suggested(&work, &[&task], &answers, &[]);
        prop_assert_eq!(&steps, &suggested(&work, &[&task], &answers, &[]));
        prop_assert_eq!(steps.iter().collect::<BTreeSet<_>>().len(), 3);
    }
}

//! Scores, levels and change on the real survey: what each rule gives at its borders.

use proptest::prelude::*;

use super::*;
use crate::survey::{AnswerSheet, Survey, read_survey};

fn survey() -> Survey {
    let file = include_bytes!("../../../surveys/ai-proficiency.toml");
    read_survey("ai-proficiency.toml", file).expect("the survey that comes with Footing is right")
}

/// A sheet with an answer for each item, in order; `-` leaves one out, `n` says it did not come up.
fn sheet(survey: &Survey, answers: &str) -> AnswerSheet {
    let mut sheet = AnswerSheet::default();
    let letters: Vec<char> = answers.chars().filter(|letter| !letter.is_whitespace()).collect();
    assert_eq!(letters.len(), survey.items().len());
    for (item, letter) in survey.items().iter().zip(letters).filter(|(_, letter)| *letter != '-') {
        let word = if letter == 'n' { "na".to_owned() } else { letter.to_string() };
        sheet.record(survey.parse_entry(item.id.as_str(), &[word]).expect("an answer of the scale"));
    }
    sheet
}

/// The names of the levels a standing spans, and of the dimension that holds it back.
fn standing(answers: &str) -> (String, Option<String>, Option<String>) {
    let survey = survey();
    let profile = Profile::score(&survey, &sheet(&survey, answers));
    let standing = profile.standing().expect("enough answers for a level");
    let level = |place: usize| survey.levels()[place].id.to_string();
    let held_by = standing.held_back.map(|held| survey.dimensions()[held.by].id.to_string());
    (level(standing.level), standing.or.map(level), held_by)
}

// The items stand in this order: Fit 3, Direction 4, Judgement 4, Practice 3.

#[test]
fn a_score_is_the_share_of_the_maximum_possible() {
    let survey = survey();
    for (answer, points) in [("1", 0.0), ("2", 25.0), ("3", 50.0), ("4", 75.0), ("5", 100.0)] {
        let profile = Profile::score(&survey, &sheet(&survey, &answer.repeat(14)));
        assert_eq!(profile.whole().unwrap().points, points);
        assert!(profile.dimensions().all(|(_, score)| score.unwrap().points == points));
    }
}

#[test]
fn missing_answers_are_left_out_and_never_count_as_zero() {
    let survey = survey();
    let profile = Profile::score(&survey, &sheet(&survey, "5n5 5555 5555 55n"));
    assert_eq!(profile.whole().unwrap().points, 100.0);
}

#[test]
fn a_dimension_needs_all_but_one_and_the_whole_eleven_of_fourteen() {
    let survey = survey();
    let profile = Profile::score(&survey, &sheet(&survey, "nn3 333n 33nn 333"));
    let scored: Vec<bool> = profile.dimensions().map(|(_, score)| score.is_some()).collect();
    assert_eq!(scored, [false, true, false, true]);
    assert!(profile.whole().is_none(), "nine answers are not enough");
    let eleven = Profile::score(&survey, &sheet(&survey, "n33 333n 333n 333"));
    assert!(eleven.whole().is_some());
    let ten = Profile::score(&survey, &sheet(&survey, "n33 333n 333n 33-"));
    assert!(ten.whole().is_none());
}

#[test]
fn an_incomplete_score_is_less_sure() {
    let survey = survey();
    let complete = Profile::score(&survey, &sheet(&survey, &"3".repeat(14))).whole().unwrap();
    let incomplete = Profile::score(&survey, &sheet(&survey, "n33 333n 333n 333")).whole().unwrap();
    assert_eq!(complete.sem, 6.0);
    assert!((incomplete.sem - 6.0 * (14.0_f64 / 11.0).sqrt()).abs() < 1e-12);
}

#[test]
fn within_one_standard_error_of_a_border_the_level_is_between_two() {
    // 50 lies ten points from either border; 53.6 lies 6.4 below 60, 55.4 only 4.6; 60.7 lies just above it.
    assert_eq!(standing("333 3333 3333 333"), ("finding-a-rhythm".into(), None, None));
    assert_eq!(standing("444 3333 3333 333").1, Some("working-pattern".into()));
    assert_eq!(standing("443 3333 3333 333"), ("finding-a-rhythm".into(), None, None));
    assert_eq!(standing("444 4443 3333 333"), ("working-pattern".into(), Some("finding-a-rhythm".into()), None));
}

#[test]
fn a_strong_side_cannot_buy_off_weak_judgement() {
    let (level, or, held_by) = standing("555 5555 1112 555");
    assert_eq!((level.as_str(), or, held_by.as_deref()), ("finding-a-rhythm", None, Some("judgement")));
}

#[test]
fn showing_the_way_asks_sixty_of_every_dimension() {
    let (level, _, held_by) = standing("333 5555 5555 555");
    assert_eq!((level.as_str(), held_by.as_deref()), ("working-pattern", Some("fit")));
    assert_eq!(standing(&"5".repeat(14)), ("showing-the-way".into(), None, None));
}

#[test]
fn a_level_that_a_condition_shuts_is_not_called_the_one_beside() {
    // 78.6 points: near the border to 80, but Fit at 50 shuts the level above it.
    let (level, or, held_by) = standing("333 4444 5555 444");
    assert_eq!((level.as_str(), or, held_by), ("working-pattern", None, None));
}

#[test]
fn the_weakest_dimension_is_named_only_when_it_is_clearly_weaker() {
    let survey = survey();
    let weakest = |answers: &str| {
        Profile::score(&survey, &sheet(&survey, answers)).weakest().map(|dimension| dimension.id.to_string())
    };
    // The standard error of the difference of two sides of four items is 14.1 points.
    assert_eq!(weakest("444 4444 4433 444"), None, "12.5 points are within it");
    assert_eq!(weakest("444 4444 4333 444"), Some("judgement".into()), "18.75 points are beyond it");
    assert_eq!(weakest("444 2222 2222 444"), None, "two equally weak sides: neither is the weakest");
}

#[test]
fn a_change_is_called_one_only_beyond_chance() {
    let score = |points| Score { points, sem: 6.0 };
    // 1.96 standard errors of the difference are 16.6 points.
    let direction = |before, now| Change { before: score(before), now: score(now) }.direction();
    assert_eq!(direction(50.0, 66.0), Direction::Unclear);
    assert_eq!(direction(50.0, 67.0), Direction::Up);
    assert_eq!(direction(67.0, 50.0), Direction::Down);
}

proptest! {
    #[test]
    fn a_better_answer_never_lowers_a_score_or_a_level(
        answers in prop::collection::vec(1..=5_u8, 14), place in 0..14_usize
    ) {
        let survey = survey();
        let as_text = |answers: &[u8]| answers.iter().map(u8::to_string).collect::<String>();
        let mut better = answers.clone();
        better[place] = (better[place] + 1).min(5);
        let (before, after) = (sheet(&survey, &as_text(&answers)), sheet(&survey, &as_text(&better)));
        let (before, after) = (Profile::score(&survey, &before), Profile::score(&survey, &after));
        prop_assert!(before.whole().unwrap().points <= after.whole().unwrap().points);
        prop_assert!(before.standing().unwrap().level <= after.standing().unwrap().level);
    }
}

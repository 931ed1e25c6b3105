//! Ten thousand random survey files: never a panic, and every survey that is accepted scores every valid answer sheet.

use footing_core::scoring::Profile;
use footing_core::survey::{Answer, AnswerSheet, Entry, Survey, read_survey};
use proptest::prelude::*;

const REAL: &str = include_str!("../../surveys/ai-proficiency.toml");

/// One change somebody might make to a file, by hand or by accident.
#[derive(Clone, Debug)]
enum Edit {
    Delete,
    Duplicate,
    SwapWithNext,
    Number(i32),
    Reverse,
    Cut(usize),
    Insert(String),
}

fn edit() -> impl Strategy<Value = (prop::sample::Index, Edit)> {
    let edits = prop_oneof![
        1 => Just(Edit::Delete),
        1 => Just(Edit::Duplicate),
        1 => Just(Edit::SwapWithNext),
        8 => (-3..130_i32).prop_map(Edit::Number),
        2 => Just(Edit::Reverse),
        1 => (0..40_usize).prop_map(Edit::Cut),
        1 => "[ -~äあ\\[\\]{}\"=.#]{0,12}".prop_map(Edit::Insert),
    ];
    (any::<prop::sample::Index>(), edits)
}

fn apply(lines: &mut Vec<String>, at: usize, edit: &Edit) {
    match edit {
        Edit::Delete => drop(lines.remove(at)),
        Edit::Duplicate => lines.insert(at, lines[at].clone()),
        Edit::SwapWithNext if at + 1 < lines.len() => lines.swap(at, at + 1),
        Edit::SwapWithNext => {}
        Edit::Number(number) => {
            // The next line that holds a number after an equals sign: most of these files stay valid.
            let found = (at..lines.len()).find_map(|line| {
                let (key, value) = lines[line].split_once(" = ")?;
                value.parse::<f64>().is_ok().then(|| (line, format!("{key} = {number}")))
            });
            if let Some((line, changed)) = found {
                lines[line] = changed;
            }
        }
        Edit::Reverse => {
            if let Some(line) = lines[at..].iter().position(|line| line == "[item.text]") {
                lines[at + line] = "[item.reversed]".into();
            }
        }
        Edit::Cut(length) => {
            let cut: String = lines[at].chars().take(*length).collect();
            lines[at] = cut;
        }
        Edit::Insert(text) => lines.insert(at, text.clone()),
    }
}

/// A sheet with any valid answer, or none, to each item.
fn any_sheet(survey: &Survey, choice: &[u8]) -> AnswerSheet {
    let mut sheet = AnswerSheet::default();
    for (item, choice) in survey.items().iter().zip(choice.iter().cycle()) {
        let scale = survey.scale_of(item);
        let options = scale.options().len();
        match usize::from(*choice) % (options + 2) {
            option if option < options => {
                let value = scale.options()[option].value;
                sheet.record(Entry::Item(item.id.clone(), Answer::Value(value)));
            }
            option if option == options && scale.not_applicable().is_some() => {
                sheet.record(Entry::Item(item.id.clone(), Answer::NotApplicable));
            }
            _ => {}
        }
    }
    sheet
}

fn scores_soundly(survey: &Survey, sheet: &AnswerSheet) -> Result<(), TestCaseError> {
    let profile = Profile::score(survey, sheet);
    let scores = profile.dimensions().filter_map(|(_, score)| score).chain(profile.whole());
    for score in scores {
        prop_assert!((0.0..=100.0).contains(&score.points), "{score:?}");
        prop_assert!(score.sem.is_finite() && score.sem > 0.0, "{score:?}");
    }
    let has_level = profile.standing().is_some_and(|standing| standing.range().1 < survey.levels().len());
    prop_assert_eq!(has_level, profile.whole().is_some() && !survey.levels().is_empty());
    profile.weakest();
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_survey_file_never_panics_and_an_accepted_one_scores_every_valid_sheet(
        edits in prop::collection::vec(edit(), 0..4),
        sheets in prop::collection::vec(prop::collection::vec(any::<u8>(), 14), 3),
    ) {
        let mut lines: Vec<String> = REAL.lines().map(ToOwned::to_owned).collect();
        for (place, edit) in &edits {
            let at = place.index(lines.len());
            apply(&mut lines, at, edit);
        }
        match read_survey("random.toml", lines.join("\n").as_bytes()) {
            Ok(survey) => {
                for choice in &sheets {
                    scores_soundly(&survey, &any_sheet(&survey, choice))?;
                }
            }
            Err(problems) => {
                prop_assert!(!problems.0.is_empty(), "a refusal says why");
                prop_assert!(problems.0.iter().all(|problem| problem.line >= 1 && !problem.fix.is_empty()));
            }
        }
    }
}

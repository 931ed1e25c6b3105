//! The gallery: a file for each exhibit, which turns part of a release into a drawing, its sentence and its table.
//! A further chart is a further file and a line in [`gallery`].

mod answers;
mod intent;
mod levels;
mod map;
mod participation;
mod steps;
mod subjects;
mod teams;
mod trend;

use super::exhibit::{Case, Exhibit};

/// Makes an exhibit, if the release has figures for it.
type Make = fn(&Case<'_>) -> Option<Exhibit>;

/// Exhibits there is one of, in the order of a reader's questions; those of each survey's answers follow the map.
const FIRST: [(&str, Make); 3] = [("subjects", subjects::exhibit), ("teams", teams::exhibit), ("map", map::exhibit)];
const LAST: [(&str, Make); 5] = [
    ("levels", levels::exhibit),
    ("trend", trend::exhibit),
    ("intent", intent::exhibit),
    ("steps", steps::exhibit),
    ("participation", participation::exhibit),
];

/// Every exhibit that the release has figures for.
pub fn gallery(case: &Case<'_>) -> Vec<Exhibit> {
    let made = |makers: &[(&str, Make)]| makers.iter().filter_map(|(_, make)| make(case)).collect::<Vec<_>>();
    let answers = case.surveys.iter().filter_map(|survey| answers::exhibit(case, survey));
    made(&FIRST).into_iter().chain(answers).chain(made(&LAST)).collect()
}

/// One of them by its name.
pub fn exhibit(case: &Case<'_>, name: &str) -> Option<Exhibit> {
    if let Some((_, make)) = FIRST.iter().chain(&LAST).find(|(known, _)| *known == name) {
        return make(case);
    }
    let survey = case.surveys.iter().find(|survey| name.strip_prefix("answers-") == Some(survey.id().as_str()))?;
    answers::exhibit(case, survey)
}

//! The gallery: a file for each exhibit, which turns part of a release into a drawing, its sentence and its table.
//! A further chart is a further file and a line in [`gallery`].

mod answers;
mod intent;
mod levels;
mod map;
mod subjects;
mod teams;
mod trend;

use super::exhibit::{Case, Exhibit};

/// Every exhibit that the release has figures for, in the order of a reader's questions.
pub fn gallery(case: &Case<'_>) -> Vec<Exhibit> {
    let single = [subjects::exhibit(case), teams::exhibit(case), map::exhibit(case)];
    let answers = case.surveys.iter().filter_map(|survey| answers::exhibit(case, survey));
    let more = [levels::exhibit(case), trend::exhibit(case), intent::exhibit(case)];
    single.into_iter().flatten().chain(answers).chain(more.into_iter().flatten()).collect()
}

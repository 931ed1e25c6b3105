//! The gallery: a file for each report item, which turns part of a release into a drawing, its sentence and its table.
//! A further chart is a further file and a line in [`gallery`].

mod answers;
mod dimensions;
mod intent;
mod levels;
mod map;
mod participation;
mod steps;
mod teams;
mod trend;

use crate::item::{ReportContext, ReportItem};

/// Makes a report item, if the release has figures for it.
type Make = fn(&ReportContext<'_>) -> Option<ReportItem>;

/// Those there is one of, in the order of a reader's questions; those of each survey's answers follow the map.
const FIRST: [(&str, Make); 3] =
    [("subjects", dimensions::report_item), ("teams", teams::report_item), ("map", map::report_item)];
const LAST: [(&str, Make); 5] = [
    ("levels", levels::report_item),
    ("trend", trend::report_item),
    ("intent", intent::report_item),
    ("steps", steps::report_item),
    ("participation", participation::report_item),
];

/// Every report item that the release has figures for, in the order of a reader's questions. None is drawn yet.
pub fn gallery(context: &ReportContext<'_>) -> Vec<ReportItem> {
    let made = |makers: &[(&str, Make)]| makers.iter().filter_map(|(_, make)| make(context)).collect::<Vec<_>>();
    let answers = context.surveys.iter().filter_map(|survey| answers::report_item(context, survey));
    made(&FIRST).into_iter().chain(answers).chain(made(&LAST)).collect()
}

/// One of them by its name: `subjects`, `teams`, `map`, `levels`, `trend`, `intent`, `steps`, `participation`, or
/// `answers-` and the id of a survey. `None` for any other name, and where the release has no figures for it.
pub fn report_item(context: &ReportContext<'_>, name: &str) -> Option<ReportItem> {
    if let Some((_, make)) = FIRST.iter().chain(&LAST).find(|(known, _)| *known == name) {
        return make(context);
    }
    let survey = context.surveys.iter().find(|survey| name.strip_prefix("answers-") == Some(survey.id().as_str()))?;
    answers::report_item(context, survey)
}

//! Where does the organisation stand in each subject?

use crate::chart::dimensions::{Bar, Dimensions, Key};
use crate::exhibit::{Case, Exhibit, Table};
use footing_core::disclosure::MeasureKind;

pub fn exhibit(case: &Case<'_>) -> Option<Exhibit> {
    let (text, row) = (case.text, case.organisation()?);
    let subjects: Vec<_> = case
        .release
        .measures(MeasureKind::Dimension)
        .filter_map(|(place, measure)| {
            let figure = row.figures(place).map(|figures| case.figure(measure, figures));
            Some((case.label(measure)?, figure))
        })
        .collect();
    let shown: Vec<_> = subjects.iter().filter_map(|(name, figure)| Some((name.clone(), figure.clone()?))).collect();
    if shown.is_empty() {
        return None;
    }
    let (title, finding) = (text.say("question-subjects"), case.range(&shown));
    let rows = subjects.iter().map(|(name, figure)| match figure {
        Some(figure) => vec![name.clone(), figure.text.clone(), figure.interval.clone()],
        None => vec![name.clone(), case.not_shown(), case.not_shown()],
    });
    let head = ["column-subject", "column-mean", "chart-interval"].map(|word| text.say(word));
    let table = Table { head: head.into(), rows: rows.collect() };
    let key = Key { interval: text.say("chart-interval"), suppressed: case.not_shown() };
    let bars = subjects.into_iter().map(|(name, figure)| Bar { name, figure }).collect();
    let chart = Dimensions { bars, key };
    Some(case.exhibit(case.words("subjects", &title, &finding, "alt-bars"), table, move |words| chart.draw(words)))
}

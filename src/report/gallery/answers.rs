//! What did people answer to the questions of a survey?

use std::sync::Arc;

use crate::chart::Share;
use crate::chart::likert::{self, Likert};
use crate::exhibit::{Case, Exhibit, Table};
use footing_core::disclosure::MeasureKind;
use footing_core::survey::Survey;

/// Of a survey whose items share one scale; `None` where nothing is shown.
pub fn exhibit(case: &Case<'_>, survey: &Arc<Survey>) -> Option<Exhibit> {
    let (text, row) = (case.text, case.organisation()?);
    let scale = survey.scale_of(survey.items().first()?);
    let options: Vec<String> = scale.options().iter().map(|option| text.of(&option.label)).collect();
    let of_survey = case.release.measures(MeasureKind::Item).filter(|(_, measure)| measure.survey == *survey.id());
    let (mut items, mut named) = (Vec::new(), Vec::new());
    for (place, measure) in of_survey {
        let item = case.item(survey, measure)?;
        let is_same_scale = std::ptr::eq(survey.scale_of(item), scale);
        let figures = row.figures(place).filter(|figures| is_same_scale && figures.shares.len() == options.len());
        named.extend(figures.and_then(|figures| Some((case.label(measure)?, case.figure(measure, figures)))));
        let shares = figures.map(|figures| figures.shares.iter().map(|percent| Share::of(*percent)).collect());
        if is_same_scale {
            items.push(likert::Item { text: text.of(&item.text), shares });
        }
    }
    if named.is_empty() {
        return None;
    }
    let title = text.with("question-answers", [("survey", text.of(survey.title()).into())]);
    let finding = case.range(&named);
    let name = format!("answers-{}", survey.id());
    let rows = items.iter().map(|item| {
        let cells: Vec<String> = match &item.shares {
            Some(shares) => shares.iter().map(|share| share.text.clone()).collect(),
            None => vec![case.not_shown(); options.len()],
        };
        std::iter::once(item.text.clone()).chain(cells).collect()
    });
    let head = std::iter::once(text.say("column-question")).chain(options.iter().map(|option| format!("{option} (%)")));
    let table = Table { head: head.collect(), rows: rows.collect() };
    let chart = Likert { options, items, suppressed: case.not_shown() };
    Some(case.exhibit(case.words(&name, &title, &finding, "alt-answers"), table, move |words| chart.draw(words)))
}

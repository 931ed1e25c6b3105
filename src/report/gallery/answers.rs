//! What did people answer to the questions of a survey?

use std::sync::Arc;

use crate::item::{ReportContext, ReportItem, Table};
use crate::press::chart::Share;
use crate::press::chart::likert::{self, Likert};
use footing_core::disclosure::MeasureKind;
use footing_core::survey::Survey;

/// Of a survey whose items share one scale; `None` where nothing is shown.
pub fn report_item(context: &ReportContext<'_>, survey: &Arc<Survey>) -> Option<ReportItem> {
    let (text, row) = (context.text, context.organisation()?);
    let scale = survey.scale_of(survey.items().first()?);
    let options: Vec<String> = scale.options().iter().map(|option| text.of(&option.label)).collect();
    let of_survey = context.release.measures(MeasureKind::Item).filter(|(_, measure)| measure.survey == *survey.id());
    let (mut items, mut named) = (Vec::new(), Vec::new());
    for (place, measure) in of_survey {
        let Some(item) = context.item(survey, measure) else { continue };
        let is_same_scale = std::ptr::eq(survey.scale_of(item), scale);
        let figures = row.figures(place).filter(|figures| is_same_scale && figures.shares.len() == options.len());
        named.extend(figures.and_then(|figures| Some((context.label(measure)?, context.figure(measure, figures)))));
        let shares = figures.map(|figures| figures.shares.iter().map(|percent| Share::of(*percent)).collect());
        if is_same_scale {
            items.push(likert::LikertItem { text: text.of(&item.text), shares });
        }
    }
    if named.is_empty() {
        return None;
    }
    let title = text.with("question-answers", [("survey", text.of(survey.title()).into())]);
    let finding = context.range(&named);
    let name = format!("answers-{}", survey.id());
    let rows = items.iter().map(|item| {
        let cells: Vec<String> = match &item.shares {
            Some(shares) => shares.iter().map(|share| share.text.clone()).collect(),
            None => vec![context.not_shown(); options.len()],
        };
        std::iter::once(item.text.clone()).chain(cells).collect()
    });
    let head = std::iter::once(text.say("column-question")).chain(options.iter().map(|option| format!("{option} (%)")));
    let table = Table { head: head.collect(), rows: rows.collect() };
    let chart = Likert { options, items, suppressed: context.not_shown() };
    Some(
        context
            .report_item(context.words(&name, &title, &finding, "alt-answers"), table, move |words| chart.draw(words)),
    )
}

//! Where does the organisation stand in each dimension?

use crate::item::{ReportContext, ReportItem, Table};
use crate::press::chart::dimensions::{Bar, Dimensions, DimensionsKey};
use footing_core::disclosure::MeasureKind;

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let (text, row) = (context.text, context.organisation()?);
    let dimensions: Vec<_> = context
        .release
        .measures(MeasureKind::Dimension)
        .filter_map(|(place, measure)| {
            let figure = row.figures(place).map(|figures| context.figure(measure, figures));
            Some((context.label(measure)?, figure))
        })
        .collect();
    let shown: Vec<_> = dimensions.iter().filter_map(|(name, figure)| Some((name.clone(), figure.clone()?))).collect();
    if shown.is_empty() {
        return None;
    }
    let (title, finding) = (text.say("question-subjects"), context.range(&shown));
    let rows = dimensions.iter().map(|(name, figure)| match figure {
        Some(figure) => vec![name.clone(), figure.text.clone(), figure.interval.clone()],
        None => vec![name.clone(), context.not_shown(), context.not_shown()],
    });
    let head = ["column-subject", "column-mean", "chart-interval"].map(|word| text.say(word));
    let table = Table { head: head.into(), rows: rows.collect() };
    let key = DimensionsKey { interval: text.say("chart-interval"), suppressed: context.not_shown() };
    let bars = dimensions.into_iter().map(|(name, figure)| Bar { name, figure }).collect();
    let chart = Dimensions { bars, key };
    Some(
        context.report_item(context.words("subjects", &title, &finding, "alt-bars"), table, move |words| {
            chart.draw(words)
        }),
    )
}

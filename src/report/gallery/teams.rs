//! Which teams lie clearly above or below the organisation?

use crate::item::{ReportContext, ReportItem, Table, points};
use crate::press::chart::heatmap::{self, Heatmap, HeatmapCell, HeatmapKey};
use footing_core::disclosure::{Group, MeasureKind, Row, Standing};

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let (text, organisation) = (context.text, context.organisation()?);
    let columns: Vec<(usize, String)> = context
        .release
        .measures(MeasureKind::Dimension)
        .filter_map(|(place, measure)| Some((place, context.label(measure)?)))
        .collect();
    let teams = context.teams();
    if teams.is_empty() {
        return None;
    }
    let cells = |row: &Row| -> Vec<HeatmapCell> { columns.iter().map(|(place, _)| cell(row, *place)).collect() };
    let row = |row: &Row| heatmap::HeatmapRow { name: context.group(&row.group), cells: cells(row) };
    let figures = || teams.iter().flat_map(|row| columns.iter().filter_map(|(place, _)| row.figures(*place)));
    let count = |standing: Standing| figures().filter(|figures| figures.standing == Some(standing)).count();
    let finding = match (count(Standing::ClearlyBelow), count(Standing::ClearlyAbove)) {
        (0, 0) => text.say("teams-none"),
        (below, above) => text.with("teams-some", [("below", below.into()), ("above", above.into())]),
    };
    let title = text.say("question-teams");
    let key = HeatmapKey {
        steps: ["0–20", "20–40", "40–60", "60–80", "80–100"].map(str::to_owned),
        above: text.say("clearly-above"),
        below: text.say("clearly-below"),
        same: text.say("legend-same"),
        suppressed: context.not_shown(),
        suppressed_why: text.say("legend-hidden"),
    };
    // Nobody above is among them, so they stand beside the organisation as the teams do.
    let leaders = context.release.row(&Group::Leaders);
    let chart = Heatmap {
        columns: columns.iter().map(|(_, name)| name.clone()).collect(),
        organisation: row(organisation),
        rows: teams.iter().copied().chain(leaders).map(row).collect(),
        key,
    };
    let head = std::iter::once(text.say("roster-team")).chain(chart.columns.clone()).collect();
    let written = |row: &Row| -> Vec<String> {
        let cells = columns.iter().map(|(place, _)| match row.figures(*place) {
            Some(figures) => points(figures),
            None => context.not_shown(),
        });
        let name = match &row.group {
            Group::Team(path) => path.to_string(),
            group => context.group(group),
        };
        std::iter::once(name).chain(cells).collect()
    };
    let rows = std::iter::once(organisation).chain(teams).chain(leaders).map(written).collect();
    let words = context.words("teams", &title, &finding, "alt-heatmap");
    Some(context.report_item(words, Table { head, rows }, move |words| chart.draw(words)))
}

fn cell(row: &Row, place: usize) -> HeatmapCell {
    let Some(figures) = row.figures(place) else { return HeatmapCell::Suppressed };
    HeatmapCell::Shown {
        mean: figures.mean,
        text: points(figures),
        band: figures.answers.to_string(),
        standing: match figures.standing {
            Some(Standing::ClearlyAbove) => heatmap::HeatmapStanding::Above,
            Some(Standing::ClearlyBelow) => heatmap::HeatmapStanding::Below,
            Some(Standing::AboutTheSame) | None => heatmap::HeatmapStanding::Same,
        },
    }
}

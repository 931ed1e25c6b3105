//! What has changed from wave to wave?

use crate::item::{ReportContext, ReportItem, Table};
use crate::press::chart::Figure;
use crate::press::chart::trend::{Trend, TrendKey, TrendLine};
use footing_core::disclosure::{Group, Measure, MeasureKind, Release};

/// More lines are a knot; those that have changed the most are drawn.
const MOST_LINES: usize = 6;

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let (text, row) = (context.text, context.organisation()?);
    if context.earlier.is_empty() {
        return None;
    }
    let releases: Vec<&Release> = context.earlier.iter().map(AsRef::as_ref).chain([context.release]).collect();
    let (mut lines, mut up, mut down) = (Vec::new(), Vec::new(), Vec::new());
    for (place, measure) in context.release.measures(MeasureKind::Dimension) {
        let Some(name) = context.label(measure) else { continue };
        let figures: Vec<Option<Figure>> = releases.iter().map(|release| figure(context, release, measure)).collect();
        if let Some((figures, before)) = row.figures(place).and_then(|figures| Some((figures, figures.before?))) {
            if figures.mean > before { &mut up } else { &mut down }.push(name.clone());
        }
        lines.push(TrendLine { name, figures });
    }
    let moved = |line: &TrendLine| {
        let mut shown = line.figures.iter().flatten().map(|figure| figure.value);
        let first = shown.next().unwrap_or_default();
        (shown.next_back().unwrap_or(first) - first).abs()
    };
    lines.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    let waves: Vec<String> = releases.iter().map(|release| release.head().name.clone()).collect();
    let rows = lines.iter().map(|line| {
        let cells =
            line.figures.iter().map(|figure| figure.as_ref().map_or_else(|| context.not_shown(), |f| f.text.clone()));
        std::iter::once(line.name.clone()).chain(cells).collect()
    });
    let head = std::iter::once(text.say("column-subject")).chain(waves.iter().cloned());
    let table = Table { head: head.collect(), rows: rows.collect() };
    let (title, finding) = (text.say("question-trend"), finding(context, &up, &down));
    lines.truncate(MOST_LINES);
    let key = TrendKey { interval: text.say("chart-interval"), suppressed: context.not_shown() };
    let chart = Trend { waves, lines, key };
    Some(
        context
            .report_item(context.words("trend", &title, &finding, "alt-trend"), table, move |words| chart.draw(words)),
    )
}

fn figure(context: &ReportContext<'_>, release: &Release, measure: &Measure) -> Option<Figure> {
    let place = release.place(&measure.survey, measure.kind, &measure.id)?;
    // Another version is another instrument.
    let then = release.head().measures.get(place).filter(|then| then.version == measure.version)?;
    Some(context.figure(then, release.figures(&Group::Organisation, place)?))
}

fn finding(context: &ReportContext<'_>, up: &[String], down: &[String]) -> String {
    let text = context.text;
    let named = |names: &[String]| [("subjects", names.join(&text.say("between-labels")).into())];
    let sentences: Vec<String> = [
        (!up.is_empty()).then(|| text.with("finding-up", named(up))),
        (!down.is_empty()).then(|| text.with("finding-down", named(down))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if sentences.is_empty() { text.say("finding-no-change") } else { sentences.join(&text.say("between-sentences")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Sample, figures, row};
    use footing_core::disclosure::Figures;

    const COLUMNS: [(&str, MeasureKind, &str); 3] = [
        ("psychological-safety", MeasureKind::Dimension, "team-climate"),
        ("psychological-safety", MeasureKind::Dimension, "learning-with-ai"),
        ("team-practice", MeasureKind::Dimension, "team-practice"),
    ];

    #[test]
    fn what_is_higher_and_what_is_lower_than_before_is_said_of_the_right_one_and_of_nothing_else() {
        let now = |mean, before| Figures { before, ..figures(mean) };
        let organisation = [now(61.0, Some(52.0)), now(47.0, Some(58.0)), now(55.0, None)];
        let sample = Sample::of(&COLUMNS, vec![row(Group::Organisation, organisation)], &[])
            .after(&COLUMNS, vec![row(Group::Organisation, [52.0, 58.0, 54.0].map(figures))]);
        let item = report_item(&sample.context()).unwrap();
        assert_eq!(
            item.finding(),
            "Clearly higher than at the wave before: Team climate. Clearly lower than at the wave before: Learning with AI."
        );
        // What has moved the most comes first.
        let first: Vec<&str> = item.table.rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(first, ["Learning with AI", "Team climate", "Team practice"]);
    }

    #[test]
    fn without_a_change_beyond_chance_nothing_is_said_to_have_changed() {
        let sample = Sample::of(&COLUMNS, vec![row(Group::Organisation, [61.0, 47.0, 55.0].map(figures))], &[])
            .after(&COLUMNS, vec![row(Group::Organisation, [52.0, 58.0, 54.0].map(figures))]);
        let item = report_item(&sample.context()).unwrap();
        assert_eq!(item.finding(), "Nothing has changed since the wave before by more than chance.");
    }
}

//! How far may AI go: those who lead beside everybody, by kind of work.

use crate::item::{ReportContext, ReportItem, Table};
use crate::press::chart::Figure;
use crate::press::chart::intent::{IntentChart, IntentKey, Kind};
use footing_core::disclosure::{Group, MeasureKind};
use footing_core::survey::InstrumentRole;

/// From this distance on, in rungs, it is worth talking about.
const WORTH_TALKING: f64 = 0.75;

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let text = context.text;
    // Its scale is the one those who lead answer too.
    let survey = context.surveys.iter().find(|survey| survey.role() == Some(InstrumentRole::Intent))?;
    let item = survey.items().first()?;
    let scale = survey.scale_of(item);
    let labels: Vec<String> = scale.options().iter().map(|option| text.of(&option.label)).collect();
    let rungs: [String; 5] = labels.try_into().ok()?;
    let place = context.release.place(survey.id(), MeasureKind::Item, item.id.as_str())?;
    let measure = context.release.head().measures.get(place)?;
    let intent = context.wave.intent()?;
    // A release speaks in points of 100, the ladder in rungs from 1 to 5.
    let rung = |points: f64| 1.0 + points / 25.0;
    let written = |value: f64| text.decimal(value, 1);
    let everybody = |group: &Group| {
        let figure = context.figure(measure, context.release.figures(group, place)?);
        let (value, low, high) = (rung(figure.value), rung(figure.low), rung(figure.high));
        Some(Figure {
            value, low, high, text: written(value), interval: format!("{}–{}", written(low), written(high))
        })
    };
    let kinds: Vec<Kind> = intent
        .work
        .iter()
        .map(|(work, rung)| {
            let value = f64::from(*rung);
            let leaders = Figure { value, low: value, high: value, text: rung.to_string(), interval: String::new() };
            let group = Group::Work(work.clone());
            Kind { name: context.group(&group), leaders: Some(leaders), everybody: everybody(&group) }
        })
        .collect();
    let distances = kinds.iter().filter_map(|kind| {
        let (leaders, everybody) = (kind.leaders.as_ref()?, kind.everybody.as_ref()?);
        Some(((leaders.value - everybody.value).abs(), &kind.name))
    });
    let farthest = distances.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let title = text.say("question-intent");
    let finding = if farthest.0 >= WORTH_TALKING {
        text.with("finding-intent", [("work", farthest.1.clone().into()), ("rungs", written(farthest.0).into())])
    } else {
        text.say("finding-intent-near")
    };
    let cell =
        |figure: &Option<Figure>| figure.as_ref().map_or_else(|| context.not_shown(), |figure| figure.text.clone());
    let rows = kinds.iter().map(|kind| vec![kind.name.clone(), cell(&kind.leaders), cell(&kind.everybody)]).collect();
    let head = ["column-work", "intent-leaders", "intent-everybody"].map(|word| text.say(word)).into();
    let key = IntentKey {
        leaders: text.say("intent-leaders"),
        everybody: text.say("intent-everybody"),
        interval: text.say("chart-interval"),
        leaders_suppressed: context.not_shown(),
        everybody_suppressed: context.not_shown(),
        suppressed: context.not_shown(),
    };
    let words = context.words("intent", &title, &finding, "alt-intent");
    let chart = IntentChart { rungs, kinds, key };
    Some(context.report_item(words, Table { head, rows }, move |words| chart.draw(words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Sample, figures, row};
    use footing_core::survey::ChoiceId;

    /// What is found where those who lead want rung 3 for sales, and others say so many points.
    fn of(points: f64) -> ReportItem {
        let sales = Group::Work(ChoiceId::parse("sales").unwrap());
        let rows = vec![row(Group::Organisation, [figures(50.0)]), row(sales, [figures(points)])];
        let sample = Sample::of(&[("leadership-intent", MeasureKind::Item, "own-work")], rows, &[("sales", 3)]);
        report_item(&sample.context()).unwrap()
    }

    #[test]
    fn three_quarters_of_a_rung_are_worth_talking_about_and_less_is_near() {
        for points in [68.75, 31.25] {
            assert_eq!(of(points).finding(), "Farthest apart is sales: 0.8 rungs. It is worth talking there.");
        }
        for points in [68.5, 31.5, 50.0] {
            assert!(of(points).finding().ends_with("are not far apart."), "{points}");
        }
    }

    #[test]
    fn points_of_a_hundred_become_rungs_from_one_to_five() {
        for (points, rung) in [(0.0, "1.0"), (50.0, "3.0"), (62.5, "3.5"), (100.0, "5.0")] {
            assert_eq!(of(points).table.rows, [["sales", "3", rung]]);
        }
    }
}

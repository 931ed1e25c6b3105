//! Which steps do people take on, and what comes of them?

use crate::item::{ReportContext, ReportItem, Table};
use crate::press::chart::Share;
use crate::press::chart::likert::{Likert, LikertItem};
use footing_core::disclosure::StepFigures;

/// A chart of more is no chart any more; every step is in the tidy table.
const MOST_STEPS: usize = 20;

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let text = context.text;
    let steps: Vec<(String, &StepFigures)> =
        context.release.head().steps.iter().map(|figures| (name(context, figures), figures)).take(MOST_STEPS).collect();
    let (first, _) = steps.first()?;
    let finding = text.with("finding-steps", [("step", first.clone().into()), ("steps", steps.len().into())]);
    let items = steps.iter().map(|(name, figures)| LikertItem {
        text: text.with("step-taken-by", [("step", name.clone().into()), ("band", figures.taken.to_string().into())]),
        shares: figures
            .outcomes
            .map(|outcomes| [outcomes.not_yet, outcomes.partly, outcomes.done].map(Share::of).into()),
    });
    let options = ["not-yet", "partly", "done"].map(|word| text.say_for("outcome", word));
    let rows = steps.iter().map(|(name, figures)| {
        let outcomes = match figures.outcomes {
            Some(outcomes) => [outcomes.not_yet, outcomes.partly, outcomes.done].map(|percent| percent.to_string()),
            None => std::array::from_fn(|_| context.not_shown()),
        };
        [name.clone(), figures.taken.to_string()].into_iter().chain(outcomes).collect()
    });
    let head = ["column-step", "column-people"].map(|word| text.say(word)).into_iter();
    let head = head.chain(options.iter().map(|option| format!("{option} (%)")));
    let table = Table { head: head.collect(), rows: rows.collect() };
    let words = context.words("steps", &text.say("question-steps"), &finding, "alt-steps");
    let chart = Likert { options: options.into(), items: items.collect(), suppressed: text.say("too-few-said") };
    Some(context.report_item(words, table, move |words| chart.draw(words)))
}

fn name(context: &ReportContext<'_>, figures: &StepFigures) -> String {
    let step = context.steps.iter().find(|(id, _)| *id == figures.step);
    step.map_or_else(|| figures.step.clone(), |(_, title)| context.text.of(title))
}

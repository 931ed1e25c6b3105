//! Signals: facts about a person's answers that a step can be made for.

use super::items::Items;
use crate::survey::document::{Field, Names, TomlTable};
use crate::survey::id::SignalId;
use crate::survey::instrument::{Scale, Signal};

/// What a signal can speak of.
pub(super) struct SignalTargets<'s, 'd> {
    pub dimensions: &'s Names<'d>,
    pub item_names: &'s Names<'d>,
    pub items: &'s Items,
    pub scales: &'s [Option<Scale>],
}

pub(super) fn read<'d>(tables: Vec<TomlTable<'d>>, targets: &SignalTargets<'_, 'd>) -> Vec<Option<Signal>> {
    tables.into_iter().map(|table| signal(table, targets)).collect()
}

fn signal<'d>(mut table: TomlTable<'d>, targets: &SignalTargets<'_, 'd>) -> Option<Signal> {
    let id = table.required("id").slug(SignalId::parse);
    let comes_first = table.optional("comes_first").flag().unwrap_or_default();
    let dimension = targets.dimensions.find(table.required("dimension"));
    let score_field = table.optional("score_below");
    let score_below = score_field.positive(100.0);
    let item_field = table.optional("item");
    let item = targets.item_names.find(item_field);
    let from = table.optional("answer_from");
    let to = table.optional("answer_to");

    let asks_answer = from.is_given() || to.is_given();
    if item_field.is_given() != asks_answer {
        table.lack(
            "needs both an `item` and the answers to it, or neither",
            "Write `item` and one or both of `answer_from` and `answer_to`, or none of the three.",
        );
    } else if !asks_answer && !score_field.is_given() {
        table.lack("asks nothing", "Write `score_below`, or an `item` with `answer_from` or `answer_to`.");
    }
    table.finish();

    let scale = item.and_then(|item| targets.scale_of(item));
    let answers = match (item_field.is_given(), scale) {
        (true, Some(scale)) => answers(scale, from, to),
        (true, None) => None,
        (false, _) => Some((0, 0)),
    };
    let (answer_from, answer_to) = answers?;
    Some(Signal { id: id?, comes_first, dimension: dimension?, score_below, item, answer_from, answer_to })
}

/// The range of answers, which ends where the scale ends if a field is left out.
fn answers(scale: &Scale, from: Field<'_>, to: Field<'_>) -> Option<(u8, u8)> {
    let (lowest, highest) = (scale.lowest(), scale.highest());
    let option = |field: Field<'_>, end: u8| match field.is_given() {
        true => field.whole(lowest.into()..=highest.into()).and_then(|value| u8::try_from(value).ok()),
        false => Some(end),
    };
    let (from_value, to_value) = (option(from, lowest), option(to, highest));
    let (from_value, to_value) = (from_value?, to_value?);
    if from_value > to_value {
        to.fault(format!("no answer is from {from_value} to {to_value}"), "Write the lower value as `answer_from`.");
    }
    Some((from_value, to_value))
}

impl SignalTargets<'_, '_> {
    fn scale_of(&self, item: usize) -> Option<&Scale> {
        self.scales.get(self.items.scale_of(item)?)?.as_ref()
    }
}

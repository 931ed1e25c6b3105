//! Scales: the options of items, lowest first.

use super::items::Items;
use super::{LABEL, whole};
use crate::survey::document::{TomlTable, Wordings};
use crate::survey::id::is_slug;
use crate::survey::instrument::{Scale, ScaleOption};

pub(super) fn read(tables: Vec<TomlTable<'_>>, items: &Items) -> Vec<Option<Scale>> {
    let read_one = |(index, table): (usize, TomlTable<'_>)| {
        if items.none_has_scale(index) {
            table.lack("is used by no item", "Remove it, or name it as the `scale` of an item.");
        }
        scale(table)
    };
    tables.into_iter().enumerate().map(read_one).collect()
}

fn scale(mut table: TomlTable<'_>) -> Option<Scale> {
    let document = table.document();
    let id = table.required("id").slug(|id| is_slug(id).then_some(()));
    let rows = table.required("options").rows("option", 2..=11);
    let not_applicable_field = table.optional("not_applicable");
    table.finish();

    let mut labels = Wordings::default();
    let mut last = None;
    let mut options = Vec::new();
    for row in rows {
        let place = row.place();
        let option = option(row, &mut last);
        if let Some(option) = &option {
            labels.add(document, place, &option.label);
        }
        options.push(option);
    }
    let not_applicable = not_applicable_field.wording(LABEL);
    if let Some(label) = &not_applicable {
        labels.add(document, not_applicable_field.place(), label);
    }
    let options = whole(options)?;
    // Anyone who holds a scale may rely on its ends.
    (id.is_some() && options.len() >= 2).then_some(Scale { options, not_applicable })
}

/// One option, whose value must follow the `last` one.
fn option(mut row: TomlTable<'_>, last: &mut Option<u32>) -> Option<ScaleOption> {
    let field = row.required("value");
    let value = field.whole(0..=100);
    let label = row.wording(LABEL);
    row.finish();
    if let (Some(last), Some(value)) = (*last, value)
        && value != last + 1
    {
        let fix = "Write the values lowest first, each one more than the last.";
        field.fault(format!("{value} does not follow {last}"), fix);
    }
    *last = value;
    Some(ScaleOption { value: u8::try_from(value?).ok()?, label: label? })
}

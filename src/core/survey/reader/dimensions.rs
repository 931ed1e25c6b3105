//! Dimensions: named groups of items with a score of their own.

use super::items::Items;
use super::{LABEL, PROSE};
use crate::survey::document::TomlTable;
use crate::survey::id::DimensionId;
use crate::survey::instrument::Dimension;

pub(super) fn read(tables: Vec<TomlTable<'_>>, items: &Items) -> Vec<Option<Dimension>> {
    tables.into_iter().enumerate().map(|(index, table)| dimension(table, items.in_dimension(index))).collect()
}

/// A dimension with its number of items, where that could be told.
fn dimension(mut table: TomlTable<'_>, items: Option<usize>) -> Option<Dimension> {
    let id = table.required("id").slug(DimensionId::parse);
    let name = table.required("name").wording(LABEL);
    let about = table.required("about").wording(PROSE);
    let needs = table.required("needs");
    let sem = table.required("sem").positive(50.0);
    if items == Some(0) {
        table.lack("has no items", "Name it as the `dimension` of an item, or remove it.");
    }
    table.finish();

    let needs = super::items::check_needs(needs, items.filter(|items| *items > 0));
    Some(Dimension { id: id?, name: name?, about: about?, needs: needs?, sem: sem? })
}

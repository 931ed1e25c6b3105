//! Items: the questions that count, and what the rest of the file is held against because of them.

use super::{ITEM_TEXT, MOST_ITEMS, whole};
use crate::survey::document::{Field, Names, TomlTable, Wordings};
use crate::survey::id::ItemId;
use crate::survey::instrument::Item;
use crate::survey::language::{Language, Wording};

/// The items as they were read; what could be told of a faulty one is kept, so that no fault is reported twice over.
pub(super) struct Items(Vec<Draft>);

struct Draft {
    item: Option<Item>,
    dimension: Option<usize>,
    scale: Option<usize>,
    words: usize,
}

pub(super) fn read<'d>(tables: Vec<TomlTable<'d>>, dimensions: &Names<'d>, scales: &Names<'d>) -> Items {
    let mut texts = Wordings::default();
    Items(tables.into_iter().map(|table| draft(table, dimensions, scales, &mut texts)).collect())
}

fn draft<'d>(mut table: TomlTable<'d>, dimensions: &Names<'d>, scales: &Names<'d>, texts: &mut Wordings) -> Draft {
    let (document, place) = (table.document(), table.place());
    let id = table.required("id").slug(ItemId::parse);
    let dimension = dimensions.find(table.required("dimension"));
    let scale = scales.find(table.required("scale"));
    let wording = text(&mut table);
    table.finish();

    if let Some((text, _)) = &wording {
        texts.add(document, place, text);
    }
    let words = wording.as_ref().map_or(0, |(text, _)| text.in_language(Language::En).split_whitespace().count());
    let item = (|| {
        let (text, reversed) = wording?;
        Some(Item { id: id?, text, reversed, dimension: dimension?, scale: scale? })
    })();
    Draft { item, dimension, scale, words }
}

/// The text of an item and whether it is reversed, which the name of its field tells.
fn text(table: &mut TomlTable<'_>) -> Option<(Wording, bool)> {
    let text = table.optional("text");
    let reversed = table.optional("reversed");
    match (text.is_given(), reversed.is_given()) {
        (true, false) => Some((text.wording(ITEM_TEXT)?, false)),
        (false, true) => Some((reversed.wording(ITEM_TEXT)?, true)),
        (true, true) => {
            let fix = "Keep `reversed` if agreement means less of the dimension, else `text`.";
            reversed.fault("an item has either `text` or `reversed`", fix);
            None
        }
        (false, false) => {
            table.lack("has no text", "Add `[item.text]`, or `[item.reversed]` if agreement means less.");
            None
        }
    }
}

/// Reads how many of `items` answers a score needs; it cannot need more than there are.
pub(super) fn check_needs(field: Field<'_>, items: Option<usize>) -> Option<usize> {
    let needs = field.whole(1..=MOST_ITEMS as u32)? as usize;
    if let Some(items) = items
        && needs > items
    {
        let what = format!("`needs` is {needs}, more than the items there are");
        field.fault(what, format!("Write at most {items}, or add items."));
    }
    Some(needs)
}

impl Items {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The English words of all texts.
    pub fn words(&self) -> usize {
        self.0.iter().map(|draft| draft.words).sum()
    }

    /// How many items a dimension has; `None` where the dimension of an item is not known, as it may be this one.
    pub fn in_dimension(&self, dimension: usize) -> Option<usize> {
        let dimensions: Option<Vec<usize>> = self.0.iter().map(|draft| draft.dimension).collect();
        Some(dimensions?.into_iter().filter(|of| *of == dimension).count())
    }

    pub fn none_has_scale(&self, scale: usize) -> bool {
        self.0.iter().all(|draft| draft.scale.is_some_and(|of| of != scale))
    }

    pub fn scale_of(&self, item: usize) -> Option<usize> {
        self.0.get(item)?.scale
    }

    pub fn whole(self) -> Option<Vec<Item>> {
        whole(self.0.into_iter().map(|draft| draft.item).collect())
    }
}

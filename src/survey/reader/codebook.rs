//! Codebooks: the short form, with `kind = "data"`, for a table that exists already.

use std::collections::BTreeSet;

use super::{LABEL, MOST_ITEMS, whole};
use crate::survey::codebook::{Codebook, CodedDimension, CodedItem, Purpose, WholeScore};
use crate::survey::document::{Document, Field, Names, Table};
use crate::survey::id::{DimensionId, SurveyId};
use crate::survey::problem::Problems;

/// Without `needs`, a score is made of at least this share of the items (`prorated_mean` says why so many).
const NEEDED_PERCENT: usize = 80;

/// Reads what the columns of a table are, from a survey file or from the short form; `file` is its name in what is said
/// about it.
///
/// # Errors
/// Everything that is wrong in the file, with the place and what to write instead.
pub fn read_codebook(file: &str, bytes: &[u8]) -> Result<Codebook, Problems> {
    let document = Document::parse(file, bytes)?;
    if !is_data(&document) {
        return super::read_survey(file, bytes).map(|survey| Codebook::of(&survey));
    }
    let codebook = read(&document);
    document.finish(codebook)
}

/// Whether the file describes a table and not a survey: whether it says of what kind it is.
pub(super) fn is_data<'d>(document: &'d Document<'d>) -> bool {
    kind(document).is_given()
}

pub(super) fn kind<'d>(document: &'d Document<'d>) -> Field<'d> {
    document.root("data set").optional("kind")
}

fn read<'d>(document: &'d Document<'d>) -> Option<Codebook> {
    let mut table = document.root("data set");
    let kind = table.required("kind").word(&[("data", ())]);
    let id = table.required("id").slug(SurveyId::parse);
    let version = table.optional("version");
    let scale_field = table.optional("scale");
    let made_for = table.optional("for");
    let has_whole = table.optional("whole");
    let dimension_tables = table.required("dimension").tables("dimension", 1..=20);
    Names::of("dimension", &dimension_tables);
    table.finish();

    let version = if version.is_given() { version.whole(1..=u32::MAX) } else { Some(1) };
    let made_for = match made_for.is_given() {
        true => made_for.word(&[("groups", Purpose::Groups), ("persons", Purpose::Persons)]),
        false => Some(Purpose::Groups),
    };
    let has_whole = if has_whole.is_given() { has_whole.flag() } else { Some(true) };
    let usual_scale = scale_field.is_given().then(|| scale(scale_field));
    let mut columns = Columns { usual_scale, taken: BTreeSet::new(), items: Vec::new() };
    let read_one = |(index, table): (usize, Table<'d>)| dimension(table, index, &mut columns);
    let dimensions = dimension_tables.into_iter().enumerate().map(read_one).collect();
    let items = whole(columns.items)?;
    kind?;
    Some(Codebook {
        id: id?,
        version: version?,
        made_for: made_for?,
        whole: has_whole?.then(|| WholeScore { needs: usual_needs(items.len()), sem: None }),
        dimensions: whole(dimensions)?,
        items,
    })
}

/// The smallest and the largest answer.
type Ends = (u8, u8);

/// The columns named so far, and the scale of those whose dimension has none of its own: if one is given, and if it is
/// a scale.
struct Columns<'d> {
    usual_scale: Option<Option<Ends>>,
    taken: BTreeSet<&'d str>,
    items: Vec<Option<CodedItem>>,
}

fn dimension<'d>(mut table: Table<'d>, index: usize, columns: &mut Columns<'d>) -> Option<CodedDimension> {
    let id = table.required("id").slug(DimensionId::parse);
    let name = table.optional("name").text(LABEL);
    let scale_field = table.optional("scale");
    let needs = table.optional("needs");
    let items = table.required("items").list("item", 1..=MOST_ITEMS);
    let reversed = table.optional("reversed");
    if !scale_field.is_given() && columns.usual_scale.is_none() {
        table.lack("has no `scale`", "Add `scale = [1, 5]`, the smallest and the largest answer, here or at the top.");
    }
    table.finish();

    let scale = if scale_field.is_given() { scale(scale_field) } else { columns.usual_scale.flatten() };
    let items: Vec<Option<&str>> = items.into_iter().map(|item| columns.take(item)).collect();
    let names = Names::known("item", items.iter().copied().flatten());
    let reversed = if reversed.is_given() { reversed.list("reversed item", 1..=MOST_ITEMS) } else { Vec::new() };
    let reversed: Vec<Option<usize>> = reversed.into_iter().map(|item| names.find(item)).collect();

    let needs = match (needs.is_given(), items.len()) {
        (_, 0) => None,
        (false, count) => Some(usual_needs(count)),
        (true, count) => super::items::check_needs(needs, Some(count)),
    };
    let known = (0..).zip(items.iter().copied().flatten());
    let coded = known.map(|(position, column)| {
        let (lowest, highest) = scale?;
        let reversed = reversed.contains(&Some(position));
        Some(CodedItem { column: column.to_owned(), lowest, highest, reversed, dimension: index })
    });
    columns.items.extend(coded);
    let id = id?;
    Some(CodedDimension { name: name.map_or_else(|| id.to_string(), str::to_owned), id, needs: needs?, sem: None })
}

impl<'d> Columns<'d> {
    /// The name of a column, which belongs to one dimension only.
    fn take(&mut self, item: Field<'d>) -> Option<&'d str> {
        let column = item.text(LABEL)?;
        if !self.taken.insert(column) {
            let mend = "Name every column once: an item belongs to one dimension.";
            item.fault(format!("the item `{column}` is there already"), mend);
        }
        Some(column)
    }
}

/// The two ends of a scale, as `[1, 5]`.
fn scale(field: Field<'_>) -> Option<Ends> {
    let ends = field.list("end", 2..=2);
    let end = |field: &Field<'_>| field.whole(0..=100).and_then(|value| u8::try_from(value).ok());
    let ends: Vec<Option<u8>> = ends.iter().map(end).collect();
    let [lowest, highest] = whole(ends)?[..] else { return None };
    if lowest >= highest {
        field.fault(format!("no scale goes from {lowest} to {highest}"), "Write the smallest answer first.");
        return None;
    }
    Some((lowest, highest))
}

fn usual_needs(items: usize) -> usize {
    (items * NEEDED_PERCENT).div_ceil(100)
}

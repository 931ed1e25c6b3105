//! Codebooks: the short form, with `kind = "data"`, for a table that exists already.

use std::collections::BTreeSet;

use super::{LABEL, MOST_ITEMS, whole};
use crate::survey::codebook::{Codebook, CodedDimension, CodedItem, Purpose, WholeScore};
use crate::survey::document::{Document, Field, Names, TomlTable};
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
    let missing = table.optional("missing");
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
    let read_one = |(index, table): (usize, TomlTable<'d>)| dimension(table, index, &mut columns);
    let dimensions = dimension_tables.into_iter().enumerate().map(read_one).collect();
    let items = whole(columns.items)?;
    let ends = items.iter().map(|item| (item.column.as_str(), item.lowest, item.highest));
    let missing = super::missing::read(missing, ends);
    kind?;
    Some(Codebook {
        id: id?,
        version: version?,
        made_for: made_for?,
        whole: has_whole?.then(|| WholeScore { needs: usual_needs(items.len()), sem: None }),
        dimensions: whole(dimensions)?,
        missing: missing?,
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

fn dimension<'d>(mut table: TomlTable<'d>, index: usize, columns: &mut Columns<'d>) -> Option<CodedDimension> {
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
            let fix = "Name every column once: an item belongs to one dimension.";
            item.fault(format!("the item `{column}` is there already"), fix);
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

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "id = \"two\"\nkind = \"data\"\nscale = [1, 5]\n\n[[dimension]]\nid = \"calm\"\n\
                       items = [\"Q1 a\", \"Q2\"]\nreversed = [\"Q2\"]\n\n[[dimension]]\nid = \"drive\"\nscale = [0, 6]\n\
                       items = [\"Q3\"]\n";

    fn said(from: &str, to: &str) -> String {
        assert!(TWO.contains(from), "{from}");
        read_codebook("two.toml", TWO.replacen(from, to, 1).as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn the_short_form_is_read_with_what_it_leaves_out() {
        let codebook = read_codebook("two.toml", TWO.as_bytes()).unwrap();
        let items: Vec<_> = codebook.items().iter().map(|i| (&*i.column, i.lowest, i.highest, i.reversed)).collect();
        assert_eq!(items, [("Q1 a", 1, 5, false), ("Q2", 1, 5, true), ("Q3", 0, 6, false)]);
        assert_eq!((codebook.version(), codebook.made_for()), (1, Purpose::Groups));
        assert_eq!(codebook.whole(), Some(WholeScore { needs: 3, sem: None }));
        assert_eq!((codebook.items_of(0), codebook.items_of(1)), (vec![0, 1], vec![2]));
        assert_eq!(codebook.dimensions()[1].name, "drive");
    }

    #[test]
    fn a_survey_has_a_codebook_too() {
        let bytes = include_bytes!("../../../../surveys/ai-proficiency.toml");
        let codebook = read_codebook("ai-proficiency.toml", bytes).unwrap();
        assert_eq!((codebook.items().len(), codebook.dimensions().len()), (14, 4));
        assert_eq!(codebook.made_for(), Purpose::Persons);
        assert_eq!(codebook.whole(), Some(WholeScore { needs: 11, sem: Some(6.0) }));
        assert_eq!(codebook.dimension_of(&codebook.items()[0]).name, "Fit");
    }

    #[test]
    fn faults_are_named_with_their_place() {
        let fix = "two.toml:3:9: no scale goes from 5 to 1\n    Write the smallest answer first.";
        assert_eq!(said("[1, 5]", "[5, 1]"), fix);
        assert!(said("scale = [1, 5]\n", "").contains("dimension `calm` has no `scale`"));
        assert!(said("[\"Q2\"]", "[\"Q4\"]").contains("there is no item called `Q4`\n    Did you mean `Q2`?"));
        assert!(said("\"Q3\"", "\"Q2\"").contains("the item `Q2` is there already"));
        assert!(said("\"data\"", "\"date\"").contains("Did you mean `data`?"));
        assert!(said("reversed", "revesed").contains("has no field called `revesed`"));
        assert!(said("items = [\"Q3\"]\n", "items = []\n").contains("dimension `drive` has 0 items"));
    }

    #[test]
    fn codes_for_missing_answers_are_declared_in_the_file() {
        let with = |codes: &str| format!("missing = {codes}\n{TWO}");
        let codebook = read_codebook("two.toml", with("[99, \"k. A.\"]").as_bytes()).unwrap();
        for cell in ["99", "99.0", "k. a.", "NA"] {
            assert_eq!(codebook.answer(&codebook.items()[0], cell), Ok(None), "{cell}");
        }
        let refused = |codes: &str| read_codebook("two.toml", with(codes).as_bytes()).unwrap_err().to_string();
        assert_eq!(
            refused("[99, 6]"),
            "two.toml:1:16: \"6\" is an answer to Q3, which goes from 0 to 6: it cannot stand for a missing one\n    \
             Write a code that is no answer to any item."
        );
        assert!(refused("[true]").contains("a text or a whole number"));
    }

    #[test]
    fn nobody_can_be_asked_a_table() {
        let refused = super::super::read_survey("two.toml", TWO.as_bytes()).unwrap_err();
        assert_eq!(refused.0.len(), 1, "{refused}");
        assert!(refused.0[0].what.contains("nobody can be asked it"), "{refused}");
    }

    #[test]
    fn cells_of_other_programs_are_read() {
        let codebook = read_codebook("two.toml", TWO.as_bytes()).unwrap();
        let item = &codebook.items()[0];
        for missing in ["", " ", "NA", "na", "NaN", "null", "n/a", "#N/A"] {
            assert_eq!(codebook.answer(item, missing), Ok(None), "{missing:?}");
        }
        for (cell, value) in [("1", 1), (" 5 ", 5), ("3.0", 3), ("4.000", 4)] {
            assert_eq!(codebook.answer(item, cell), Ok(Some(value)), "{cell:?}");
        }
        for wrong in ["0", "6", "2.5", "3.", "-1", "1e0", "two", "99999999999", ".0"] {
            assert!(codebook.answer(item, wrong).is_err(), "{wrong:?}");
        }
    }
}

//! What stands in a table for an answer that nobody gave: nothing, what programs usually write for nothing, or a code that
//! the survey file or a command line declares.

/// What statistics programs and spreadsheets write for nothing, in lower case. `#N/A` and `#NV` are a spreadsheet's, in
/// English and in German.
const USUAL: [&str; 6] = ["na", "n/a", "#n/a", "#nv", "nan", "null"];

/// The codes of one instrument: those that are usual, and those that were declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MissingCodes(Vec<MissingCode>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct MissingCode {
    /// The column it holds for; all if there is none.
    column: Option<String>,
    code: String,
}

/// A declared code that somebody may have answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{code}\" is an answer to {column}, which goes from {lowest} to {highest}: it cannot stand for a missing one"
)]
pub struct CodeIsAnswer {
    /// What was said to mean "no answer".
    pub code: String,
    /// The column where it is an answer.
    pub column: String,
    /// The lowest option there.
    pub lowest: u8,
    /// The highest option there.
    pub highest: u8,
}

impl MissingCodes {
    /// Declares a code, for one column or for all. `items` are the columns with answers, each with the ends of its scale.
    ///
    /// # Errors
    /// A code that is an answer to an item it would hold for.
    pub fn declare<'i>(
        &mut self,
        column: Option<&str>,
        code: &str,
        mut items: impl Iterator<Item = (&'i str, u8, u8)>,
    ) -> Result<(), CodeIsAnswer> {
        let code = code.trim().to_owned();
        let value: Option<u8> = without_zeros(&code).parse().ok();
        let is_answer = |(item, lowest, highest): &(&str, u8, u8)| {
            column.is_none_or(|column| column == *item)
                && value.is_some_and(|value| (*lowest..=*highest).contains(&value))
        };
        if let Some((column, lowest, highest)) = items.find(is_answer) {
            return Err(CodeIsAnswer { code, column: column.to_owned(), lowest, highest });
        }
        self.0.push(MissingCode { column: column.map(str::to_owned), code });
        Ok(())
    }

    /// Whether a cell of the column holds no answer. Case does not matter, and a whole number may carry `.0`, as a column of
    /// floats does.
    pub fn is_missing(&self, column: &str, cell: &str) -> bool {
        let cell = cell.trim();
        let is = |code: &str| code.eq_ignore_ascii_case(cell) || code == without_zeros(cell);
        let holds = |declared: &&MissingCode| declared.column.as_deref().is_none_or(|of| of == column);
        cell.is_empty()
            || USUAL.iter().any(|code| code.eq_ignore_ascii_case(cell))
            || self.0.iter().filter(holds).any(|declared| is(&declared.code))
    }
}

/// A number as a whole number, if nothing but zeros follow its point.
pub(super) fn without_zeros(cell: &str) -> &str {
    cell.split_once('.').map_or(cell, |(whole, rest)| {
        let is_whole = !whole.is_empty() && !rest.is_empty() && rest.bytes().all(|digit| digit == b'0');
        if is_whole { whole } else { cell }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: [(&str, u8, u8); 2] = [("short", 1, 5), ("long", 0, 10)];

    #[test]
    fn what_is_usual_and_what_was_declared_is_missing() {
        let mut codes = MissingCodes::default();
        codes.declare(None, "99", ITEMS.into_iter()).unwrap();
        codes.declare(Some("short"), "9", ITEMS.into_iter()).unwrap();
        codes.declare(None, "keine Angabe", ITEMS.into_iter()).unwrap();
        for cell in ["", " ", "NA", "n/a", "#N/A", "#NV", "NaN", "NULL", "99", "99.0", "Keine Angabe"] {
            assert!(codes.is_missing("long", cell), "{cell:?}");
        }
        assert!(codes.is_missing("short", "9") && !codes.is_missing("long", "9"));
        for cell in ["-", "0", "5", "none", "north", "9.9"] {
            assert!(!codes.is_missing("short", cell), "{cell:?}");
        }
    }

    #[test]
    fn a_code_that_is_an_answer_is_refused() {
        let refused = MissingCodes::default().declare(None, "9", ITEMS.into_iter()).unwrap_err().to_string();
        assert_eq!(refused, "\"9\" is an answer to long, which goes from 0 to 10: it cannot stand for a missing one");
        assert!(MissingCodes::default().declare(Some("short"), "5.0", ITEMS.into_iter()).is_err());
    }
}

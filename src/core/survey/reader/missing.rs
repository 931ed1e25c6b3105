//! The codes that stand for a missing answer in tables.

use super::whole;
use crate::survey::document::Field;
use crate::survey::missing::MissingCodes;

const MOST_CODES: usize = 20;

/// Reads `missing = [99, "n.a."]`; `items` are the columns with the ends of their scales.
pub(super) fn read<'i>(
    field: Field<'_>,
    items: impl Iterator<Item = (&'i str, u8, u8)> + Clone,
) -> Option<MissingCodes> {
    let mut codes = MissingCodes::default();
    if !field.is_given() {
        return Some(codes);
    }
    let declared = field.list("missing code", 1..=MOST_CODES).into_iter().map(|field| {
        let code = field.code()?;
        let declared = codes.declare(None, &code, items.clone());
        declared.map_err(|error| field.fault(error.to_string(), "Write a code that is no answer to any item.")).ok()
    });
    whole(declared.collect())?;
    Some(codes)
}

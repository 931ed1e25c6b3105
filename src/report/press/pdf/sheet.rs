//! A sheet of A4, and what of it is left for text.

/// A4 in points.
pub(super) const SHEET: (f32, f32) = (595.276, 841.89);
/// Left and right of the text.
pub(super) const MARGIN: f32 = 58.0;
/// Above the text.
pub(super) const TOP: f32 = 60.0;
/// How wide anything may be.
pub(super) const WIDTH: f32 = SHEET.0 - 2.0 * MARGIN;
/// How wide text is, and all that needs no more: longer lines are hard to follow.
pub(super) const MEASURE: f32 = 420.0;

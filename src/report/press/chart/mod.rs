//! The charts: plain, already translated figures in, one drawing out. No clock and no chance, so the same figures give
//! the same bytes, and nothing can be drawn that was not handed in. Of the machine only its fonts are asked for letters
//! that the bundled ones lack.

mod canvas;
pub mod dimensions;
mod drawing;
pub(super) mod frame;
mod hatch;
pub mod heatmap;
pub mod intent;
mod legend;
mod lettering;
pub mod levels;
pub mod likert;
pub mod map;
mod names;
pub mod palette;
pub mod participation;
pub(super) mod pdf;
mod placement;
mod png;
mod scale;
mod scene;
mod svg;
pub mod trend;

pub use super::text::Lettering;
pub use drawing::{Drawing, style_sheet};
pub use lettering::{Type, least_width, line_count, width as text_width};

/// A place in CSS pixels, right and down from the upper left corner.
type Point = (i32, i32);

/// The words around a chart, in the language of the reader.
#[derive(Clone, Debug)]
pub struct Words {
    /// Makes the ids unique on a page: `heatmap`, `trend-sales`. Two charts on a page need two names. Other characters
    /// than ASCII letters, digits and `-` become `-`.
    pub name: String,
    /// A language tag: `en`, `de`, `ja`.
    pub language: String,
    /// Stands on top in large letters, on at most three lines; it is also what the picture or page is called.
    pub title: String,
    /// Stands under it in plain letters, on at most three lines. Charts of a release have their question as the title
    /// and their finding here.
    pub subtitle: String,
    /// Which wave, released when, under which contract: small at the bottom, on at most four lines.
    pub foot: String,
    /// What somebody who cannot see the chart is told. It must not say more than the chart shows.
    pub description: String,
    /// The chart stands on a page that says title, question and foot beside it: they are left out of the drawing.
    pub on_page: bool,
}

/// A number as it is drawn and as it is written. The charts never write numbers themselves: "3.4" is "3,4" in German.
#[derive(Clone, Debug)]
pub struct Figure {
    /// On the scale of the chart: 0 to 100, or 1 to 5 on a ladder of rungs. What lies beyond is drawn at its end.
    pub value: f64,
    /// Where its interval begins, no higher than the value.
    pub low: f64,
    /// Where its interval ends, no lower than the value.
    pub high: f64,
    /// The value in words: "66".
    pub text: String,
    /// The interval in words: "62–70".
    pub interval: String,
}

/// A share of a whole in percent, drawn and written.
#[derive(Clone, Debug)]
pub struct Share {
    /// 0 to 100. It decides how long its piece of a bar is.
    pub percent: f64,
    /// The share in words: "38". It is left out where its piece is too short for it.
    pub text: String,
}

impl Share {
    /// A whole number of percent, which is written alike in every language.
    #[must_use]
    pub fn of(percent: u8) -> Self {
        Self { percent: f64::from(percent), text: percent.to_string() }
    }
}

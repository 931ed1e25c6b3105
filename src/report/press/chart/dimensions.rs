//! The organisation by dimension: one bar each on the scale from 0 to 100, with the interval on it and the number beside it.

use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::{Legend, Sign, not_shown};
use super::lettering::{Type, room};
use super::names::RowNames;
use super::palette::Paint;
use super::scale::AxisScale;
use super::{Figure, Words};

/// The chart. It grows with its bars and is always 720 units wide.
#[derive(Clone, Debug)]
pub struct Dimensions {
    /// In the order in which they are drawn.
    pub bars: Vec<Bar>,
    /// The words of the legend.
    pub key: DimensionsKey,
}

/// A dimension and its figure.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Stands before the bar, on at most two lines.
    pub name: String,
    /// From 0 to 100; `None` where it is not shown.
    pub figure: Option<Figure>,
}

/// The words of the legend, and those in a bar that is not shown.
#[derive(Clone, Debug)]
pub struct DimensionsKey {
    /// "95 % interval".
    pub interval: String,
    /// "Not shown".
    pub suppressed: String,
}

const THICK: i32 = 18;

impl Dimensions {
    /// Draws it, a row for each bar.
    ///
    /// # Examples
    /// ```
    /// use footing_report::press::chart::dimensions::{Bar, Dimensions, DimensionsKey};
    /// use footing_report::press::chart::{Figure, Words};
    ///
    /// let figure = Figure { value: 66.0, low: 62.0, high: 70.0, text: "66".into(), interval: "62–70".into() };
    /// let chart = Dimensions {
    ///     bars: vec![Bar { name: "Practice".into(), figure: Some(figure) }, Bar { name: "Fit".into(), figure: None }],
    ///     key: DimensionsKey { interval: "95 % interval".into(), suppressed: "Not shown".into() },
    /// };
    /// let words = Words {
    ///     name: "example".into(),
    ///     language: "en".into(),
    ///     title: "Practice is where most people are".into(),
    ///     subtitle: String::new(),
    ///     foot: String::new(),
    ///     description: "Two bars".into(),
    ///     on_page: false,
    /// };
    /// let drawing = chart.draw(&words);
    /// assert!(drawing.svg().contains(">62–70</text>"));
    /// assert!(drawing.png(2.0).starts_with(b"\x89PNG"));
    /// ```
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let frame = ChartFrame::new(words, WIDTH);
        let names = RowNames::lay(self.bars.iter().map(|bar| bar.name.as_str()), Type::Label, 210, 2);
        let figures = || self.bars.iter().filter_map(|bar| bar.figure.as_ref());
        let value = figures().map(|figure| room(&figure.text, Type::Strong)).max().unwrap_or(0);
        let interval = figures().map(|figure| room(&figure.interval, Type::Small)).max().unwrap_or(0);
        let start = MARGIN + names.width() + 16;
        let end = WIDTH - MARGIN - value - 10 - interval - 12;
        let scale = AxisScale::new((0.0, 100.0), (start, end));
        let row = (names.tallest() + 14).max(38);
        let top = frame.top();
        let axis = top + self.bars.len() as i32 * row;
        let legend = Legend::lay([(Sign::Whisker, self.key.interval.as_str())], WIDTH - 2 * MARGIN);

        frame.draw(axis + 22 + legend.height, |canvas| {
            for (index, bar) in self.bars.iter().enumerate() {
                let middle = top + index as i32 * row + row / 2;
                names.draw(canvas, index, (MARGIN, middle), Anchor::Start, Paint::INK);
                let (above, below) = (middle - THICK / 2, middle + THICK / 2);
                let Some(figure) = &bar.figure else {
                    not_shown(canvas, (start, above), (end, below), &self.key.suppressed);
                    continue;
                };
                canvas.rect((start, above), (end, below), Paint::LINE);
                canvas.rect((start, above), (scale.at(figure.value), below), Paint::ACCENT);
                canvas.whisker((scale.at(figure.low), middle), (scale.at(figure.high), middle), Paint::INK);
                let value_end = end + 12 + value;
                canvas.text(
                    (value_end, middle + Type::Strong.drop()),
                    Anchor::End,
                    Type::Strong,
                    Paint::INK,
                    &figure.text,
                );
                canvas.text(
                    (value_end + 10, middle + Type::Strong.drop()),
                    Anchor::Start,
                    Type::Small,
                    Paint::QUIET,
                    &figure.interval,
                );
            }
            draw_ticks(canvas, &scale, axis);
            legend.draw(canvas, (start, axis + 22));
        })
    }
}

fn draw_ticks(canvas: &Canvas<'_>, scale: &AxisScale, top: i32) {
    for tick in [0.0, 50.0, 100.0] {
        let x = scale.at(tick);
        canvas.line((x, top - 2), (x, top + 3), Paint::EDGE, 1);
        canvas.text((x, top + 15), Anchor::Middle, Type::Small, Paint::QUIET, &tick.to_string());
    }
}

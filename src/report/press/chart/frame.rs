//! What all charts share: the finding on top, the question under it, the chart, and at the foot who was asked and when.

use super::Words;
use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::lettering::{Lines, Type, wrap_evenly};
use super::palette::Paint;

/// The width of a chart that needs no more: a column of text on a screen, and 8-point letters on a sheet of A4.
pub(crate) const WIDTH: i32 = 720;
pub(crate) const MARGIN: i32 = 24;

pub(super) struct ChartFrame<'a> {
    words: &'a Words,
    width: i32,
    title: Lines,
    subtitle: Lines,
    foot: Lines,
}

impl<'a> ChartFrame<'a> {
    pub fn new(words: &'a Words, width: i32) -> Self {
        // A long line of text is hard to read on a wide table, so the words keep the measure of a normal chart.
        let measure = WIDTH - 2 * MARGIN;
        let wrap = |text: &str, kind: Type, most: usize| {
            if words.on_page { Lines::default() } else { wrap_evenly(text, kind, measure, most) }
        };
        Self {
            words,
            width,
            title: wrap(&words.title, Type::Title, 3),
            subtitle: wrap(&words.subtitle, Type::Label, 3),
            foot: wrap(&words.foot, Type::Small, 4),
        }
    }

    /// Where the chart begins.
    pub fn top(&self) -> i32 {
        if self.words.on_page {
            return MARGIN;
        }
        MARGIN + block(&self.title, Type::Title) + 2 + block(&self.subtitle, Type::Label) + 18
    }

    /// Draws the words around a chart that ends at `bottom`.
    pub fn draw(self, bottom: i32, chart: impl FnOnce(&Canvas<'_>)) -> Drawing {
        let foot = if self.words.on_page { bottom } else { bottom + 20 };
        let height = foot + block(&self.foot, Type::Small) + MARGIN - 6;
        Drawing::paint(self.words, (self.width, height), |canvas| {
            canvas.rect((0, 0), (self.width, height), Paint::SHEET);
            let title = MARGIN + 16;
            canvas.lines_from((MARGIN, title), Anchor::Start, Type::Title, Paint::INK, &self.title, &self.words.title);
            let subtitle = title + block(&self.title, Type::Title) - 2;
            canvas.lines_from(
                (MARGIN, subtitle),
                Anchor::Start,
                Type::Label,
                Paint::QUIET,
                &self.subtitle,
                &self.words.subtitle,
            );
            chart(canvas);
            canvas.lines_from(
                (MARGIN, foot + 10),
                Anchor::Start,
                Type::Small,
                Paint::QUIET,
                &self.foot,
                &self.words.foot,
            );
        })
    }
}

fn block(lines: &Lines, kind: Type) -> i32 {
    lines.lines.len() as i32 * kind.leading()
}

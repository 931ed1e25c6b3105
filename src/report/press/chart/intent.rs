//! How far AI may go, by kind of work: what those who lead say against what everybody says, on a ladder of five rungs.

use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::{Legend, Sign, not_shown};
use super::lettering::{Type, room};
use super::names::RowNames;
use super::palette::Paint;
use super::scale::AxisScale;
use super::{Figure, Words};

/// The chart, on a scale of rungs from 1 to 5.
#[derive(Clone, Debug)]
pub struct IntentChart {
    /// The rungs by name, from "not at all" to "on its own".
    pub rungs: [String; 5],
    /// The kinds of work, in the order in which they are drawn.
    pub kinds: Vec<Kind>,
    /// The words of the legend.
    pub key: IntentKey,
}

/// A kind of work. The figures run from 1 to 5.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Stands before the rungs, on at most two lines.
    pub name: String,
    /// What those who lead say, as a filled dot; `None` where it is not shown.
    pub leaders: Option<Figure>,
    /// What everybody says, as a hollow dot; `None` where it is not shown.
    pub everybody: Option<Figure>,
}

/// The words of the legend, and those where something is not shown.
#[derive(Clone, Debug)]
pub struct IntentKey {
    /// "Those who lead".
    pub leaders: String,
    /// "Everybody".
    pub everybody: String,
    /// "95 % interval".
    pub interval: String,
    /// "Leaders not shown", where only they are not.
    pub leaders_suppressed: String,
    /// The same of everybody.
    pub everybody_suppressed: String,
    /// "Not shown": in the legend, and where neither is.
    pub suppressed: String,
}

const DOT: i32 = 6;

impl IntentChart {
    /// Draws two dots for each kind of work with a line between them, their intervals above and below.
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let frame = ChartFrame::new(words, WIDTH);
        let names = RowNames::lay(self.kinds.iter().map(|kind| kind.name.as_str()), Type::Label, 190, 2);
        let (start, end) = (MARGIN + names.width() + 16, WIDTH - MARGIN);
        // Half a rung at either end, so that the words of the outer rungs stand inside.
        let scale = AxisScale::new((0.5, 5.5), (start, end));
        let rungs = RowNames::lay(self.rungs.iter().map(String::as_str), Type::Small, (end - start) / 5 - 10, 3);
        let row = (names.tallest() + 16).max(48);
        let signs = [
            (Sign::Dot(Paint::ACCENT), self.key.leaders.as_str()),
            (Sign::Ring(Paint::INK), &self.key.everybody),
            (Sign::Span, &self.key.interval),
            (Sign::Hatched, &self.key.suppressed),
        ];
        let legend = Legend::lay(signs, WIDTH - 2 * MARGIN);
        let top = frame.top();
        let first = top + rungs.tallest() + 22;
        let bottom = first + self.kinds.len() as i32 * row;

        frame.draw(bottom + 14 + legend.height, |canvas| {
            for index in 0..5 {
                let x = scale.at(index as f64 + 1.0);
                rungs.draw_above(canvas, index, (x, first - 22), Anchor::Middle, Paint::QUIET);
                canvas.text((x, first - 6), Anchor::Middle, Type::SmallStrong, Paint::QUIET, &(index + 1).to_string());
                canvas.line((x, first), (x, bottom), Paint::LINE, 1);
            }
            for (index, kind) in self.kinds.iter().enumerate() {
                let middle = first + index as i32 * row + row / 2;
                names.draw(canvas, index, (MARGIN, middle), Anchor::Start, Paint::INK);
                self.draw_kind(canvas, kind, &scale, middle, (start, end));
            }
            legend.draw(canvas, (MARGIN, bottom + 14));
        })
    }

    fn draw_kind(&self, canvas: &Canvas<'_>, kind: &Kind, scale: &AxisScale, middle: i32, ends: (i32, i32)) {
        match (&kind.leaders, &kind.everybody) {
            (None, None) => {
                not_shown(canvas, (ends.0 + 10, middle - 9), (ends.1 - 10, middle + 9), &self.key.suppressed)
            }
            (leaders, everybody) => {
                if let (Some(leaders), Some(everybody)) = (leaders, everybody) {
                    canvas.line((scale.at(leaders.value), middle), (scale.at(everybody.value), middle), Paint::EDGE, 3);
                }
                // The intervals lie above and below their dots: on one line nobody could tell whose is whose.
                for (figure, shift, paint) in [(leaders, -10, Paint::ACCENT), (everybody, 10, Paint::INK)] {
                    if let Some(figure) = figure {
                        let y = middle + shift;
                        canvas.line((scale.at(figure.low), y), (scale.at(figure.high), y), paint, 2);
                    }
                }
                if let Some(everybody) = everybody {
                    canvas.ring((scale.at(everybody.value), middle), DOT, Paint::INK);
                }
                if let Some(leaders) = leaders {
                    canvas.dot((scale.at(leaders.value), middle), DOT, Paint::ACCENT);
                }
                draw_values(canvas, leaders.as_ref(), everybody.as_ref(), scale, middle);
                if leaders.is_none() || everybody.is_none() {
                    let words =
                        if leaders.is_none() { &self.key.leaders_suppressed } else { &self.key.everybody_suppressed };
                    let width = room(words, Type::Small) + 32;
                    not_shown(canvas, (ends.1 - width, middle - 9), (ends.1, middle + 9), words);
                }
            }
        }
    }
}

/// Writes the two values on the outer sides of the two dots.
fn draw_values(
    canvas: &Canvas<'_>,
    leaders: Option<&Figure>,
    everybody: Option<&Figure>,
    scale: &AxisScale,
    middle: i32,
) {
    let leaders_right = match (leaders, everybody) {
        (Some(leaders), Some(everybody)) => leaders.value >= everybody.value,
        _ => true,
    };
    for (figure, paint, right) in [(leaders, Paint::ACCENT, leaders_right), (everybody, Paint::INK, !leaders_right)] {
        let Some(figure) = figure else { continue };
        let (shift, anchor) = if right { (DOT + 5, Anchor::Start) } else { (-DOT - 5, Anchor::End) };
        let at = (scale.at(figure.value) + shift, middle + Type::Strong.drop());
        canvas.text_on_lines(at, anchor, Type::Strong, paint, &figure.text);
    }
}

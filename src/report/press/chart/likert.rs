//! Answers by item: bars that lean to one side or the other, the middle option across the line, the shares written in them.

use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::{Legend, Sign, not_shown};
use super::lettering::{Type, room};
use super::names::RowNames;
use super::palette::Paint;
use super::scale::AxisScale;
use super::{Share, Words};

/// The chart. Its scale reaches as far as the longest bar does to either side.
#[derive(Clone, Debug)]
pub struct Likert {
    /// The options by name, from one side to the other.
    pub options: Vec<String>,
    /// In the order in which they are drawn.
    pub items: Vec<LikertItem>,
    /// "Not shown".
    pub suppressed: String,
}

/// An item and what was answered to it.
#[derive(Clone, Debug)]
pub struct LikertItem {
    /// Stands before the bar, on at most three lines.
    pub text: String,
    /// One share for each option, together about 100; `None` where they are not shown.
    pub shares: Option<Vec<Share>>,
}

const THICK: i32 = 24;

impl Likert {
    /// Draws a bar for each item. With an odd number of options half of the middle one lies on either side of the line.
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let frame = ChartFrame::new(words, WIDTH);
        let texts = RowNames::lay(self.items.iter().map(|item| item.text.as_str()), Type::Label, 300, 3);
        let (start, end) = (MARGIN + texts.width().max(120) + 20, WIDTH - MARGIN);
        // The scale is as wide as the longest arms, so that no bar wastes its room and the middle is the same for all.
        let arms = self.items.iter().filter_map(|item| item.shares.as_deref()).map(arms);
        let (left, right) = arms.fold((0.0_f64, 0.0_f64), |longest, arm| (longest.0.max(arm.0), longest.1.max(arm.1)));
        let bounds = if left + right > 0.0 { (-left, right) } else { (-100.0, 100.0) };
        let scale = AxisScale::new(bounds, (start, end));
        let row = (texts.tallest() + 12).max(THICK + 14);
        let count = self.options.len();
        let signs = self
            .options
            .iter()
            .enumerate()
            .map(|(option, name)| (Sign::Field(Paint::shift(option, count)), name.as_str()));
        let legend = Legend::lay(signs, WIDTH - 2 * MARGIN);
        let top = frame.top();
        let first = top + legend.height + 8;
        let bottom = first + self.items.len() as i32 * row;

        frame.draw(bottom, |canvas| {
            legend.draw(canvas, (MARGIN, top));
            // Behind the bars: it shows where they part and leaves the numbers alone.
            canvas.line((scale.at(0.0), first), (scale.at(0.0), bottom), Paint::EDGE, 1);
            for (index, item) in self.items.iter().enumerate() {
                let middle = first + index as i32 * row + row / 2;
                texts.draw(canvas, index, (MARGIN, middle), Anchor::Start, Paint::INK);
                match &item.shares {
                    Some(shares) => draw_bar(canvas, shares, &scale, middle),
                    None => not_shown(canvas, (start, middle - THICK / 2), (end, middle + THICK / 2), &self.suppressed),
                }
            }
        })
    }
}

/// How far a bar reaches to either side of the middle line.
fn arms(shares: &[Share]) -> (f64, f64) {
    let half = shares.len() / 2;
    let centre = if shares.len() % 2 == 1 { shares[half].percent / 2.0 } else { 0.0 };
    let left: f64 = shares[..half].iter().map(|share| share.percent).sum();
    let right: f64 = shares[shares.len() - half..].iter().map(|share| share.percent).sum();
    (left + centre, right + centre)
}

fn draw_bar(canvas: &Canvas<'_>, shares: &[Share], scale: &AxisScale, middle: i32) {
    let mut sum = -arms(shares).0;
    for (option, share) in shares.iter().enumerate() {
        let (from, to) = (scale.at(sum), scale.at(sum + share.percent));
        sum += share.percent;
        let paint = Paint::shift(option, shares.len());
        canvas.rect((from, middle - THICK / 2), ((to - 1).max(from), middle + THICK / 2), paint);
        if room(&share.text, Type::SmallStrong) + 6 <= to - from {
            let at = (from.midpoint(to - 1), middle + Type::SmallStrong.drop());
            canvas.text(at, Anchor::Middle, Type::SmallStrong, paint.text(), &share.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(percents: &[f64]) -> Vec<Share> {
        percents.iter().map(|percent| Share { percent: *percent, text: percent.to_string() }).collect()
    }

    #[test]
    fn the_middle_option_lies_half_on_either_side() {
        assert_eq!(arms(&shares(&[10.0, 20.0, 30.0, 25.0, 15.0])), (45.0, 55.0));
    }

    #[test]
    fn without_a_middle_option_the_sides_meet_at_the_line() {
        assert_eq!(arms(&shares(&[10.0, 20.0, 40.0, 30.0])), (30.0, 70.0));
    }
}

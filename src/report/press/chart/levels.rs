//! How the levels are spread: a full bar for each department, cut at the shares, each share written in its piece.

use super::canvas::Anchor;
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::{Legend, Sign, not_shown};
use super::lettering::{Type, room};
use super::names::RowNames;
use super::palette::Paint;
use super::scale::AxisScale;
use super::{Share, Words};

/// The chart. It grows with its departments and is always 720 units wide.
#[derive(Clone, Debug)]
pub struct Levels {
    /// The levels by name, low to high.
    pub levels: Vec<String>,
    /// The organisation, set apart and first.
    pub organisation: Spread,
    /// The teams at the top of the tree, in the order in which they are drawn.
    pub departments: Vec<Spread>,
    /// "Not shown".
    pub suppressed: String,
}

/// A group and how its people are spread over the levels.
#[derive(Clone, Debug)]
pub struct Spread {
    /// Stands before the bar, on at most two lines.
    pub name: String,
    /// `None` where it is not shown.
    pub answers: Option<Answers>,
}

/// How many people stand on each level, in percent, and of how many.
#[derive(Clone, Debug)]
pub struct Answers {
    /// One share for each level, low to high. Rounded, they need not be exactly 100 together; what goes beyond is cut
    /// off.
    pub shares: Vec<Share>,
    /// How many answered, as a band: "10–14".
    pub band: String,
}

const THICK: i32 = 24;

impl Levels {
    /// Draws the legend on top and a bar for each group, cut into pieces at the shares.
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let frame = ChartFrame::new(words, WIDTH);
        let bars: Vec<_> = std::iter::once(&self.organisation).chain(&self.departments).collect();
        let organisation = RowNames::lay([self.organisation.name.as_str()].into_iter(), Type::Strong, 190, 2);
        let names = RowNames::lay(self.departments.iter().map(|bar| bar.name.as_str()), Type::Label, 190, 2);
        let band =
            bars.iter().filter_map(|bar| Some(room(&bar.answers.as_ref()?.band, Type::Small))).max().unwrap_or(0);
        let start = MARGIN + names.width().max(organisation.width()) + 16;
        let end = WIDTH - MARGIN - band - 12;
        let scale = AxisScale::new((0.0, 100.0), (start, end));
        let row = (names.tallest().max(organisation.tallest()) + 8).max(THICK + 10);
        let count = self.levels.len();
        let signs = self
            .levels
            .iter()
            .enumerate()
            .map(|(level, name)| (Sign::Field(Paint::level(level, count)), name.as_str()));
        let legend = Legend::lay(signs, end - start);
        let first = frame.top() + legend.height + 6;
        let place = |index: usize| first + index as i32 * row + if index > 0 { 10 } else { 0 };
        let top = frame.top();

        frame.draw(place(bars.len()), |canvas| {
            legend.draw(canvas, (start, top));
            for (index, bar) in bars.iter().enumerate() {
                let middle = place(index) + row / 2;
                let names = if index == 0 { &organisation } else { &names };
                names.draw(canvas, index.saturating_sub(1), (MARGIN, middle), Anchor::Start, Paint::INK);
                let (above, below) = (middle - THICK / 2, middle + THICK / 2);
                let Some(Answers { shares, band }) = &bar.answers else {
                    not_shown(canvas, (start, above), (end, below), &self.suppressed);
                    continue;
                };
                let mut sum = 0.0;
                for (level, share) in shares.iter().enumerate() {
                    let (from, to) = (scale.at(sum), scale.at(sum + share.percent));
                    sum += share.percent;
                    let paint = Paint::level(level, count);
                    // One pixel of the sheet parts the pieces.
                    canvas.rect((from, above), ((to - 1).max(from), below), paint);
                    if room(&share.text, Type::SmallStrong) + 6 <= to - from {
                        let at = (from.midpoint(to - 1), middle + Type::SmallStrong.drop());
                        canvas.text(at, Anchor::Middle, Type::SmallStrong, paint.text(), &share.text);
                    }
                }
                let end = (WIDTH - MARGIN, middle + Type::Small.drop());
                canvas.text(end, Anchor::End, Type::Small, Paint::QUIET, band);
            }
        })
    }
}

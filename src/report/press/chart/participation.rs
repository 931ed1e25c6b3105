//! Who took part, of those invited: one bar for each department, never a list of people.

use super::Words;
use super::canvas::Anchor;
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::not_shown;
use super::lettering::{Type, room};
use super::names::RowNames;
use super::palette::Paint;
use super::scale::AxisScale;

/// The chart. It grows with its departments and is always 720 units wide.
#[derive(Clone, Debug)]
pub struct ParticipationChart {
    /// The organisation, set apart and first.
    pub organisation: GroupTurnout,
    /// The teams at the top of the tree, in the order in which they are drawn.
    pub departments: Vec<GroupTurnout>,
    /// "Not shown".
    pub suppressed: String,
}

/// A group and how many of it took part.
#[derive(Clone, Debug)]
pub struct GroupTurnout {
    /// Stands before the bar, on at most two lines.
    pub name: String,
    /// `None` where too few were invited.
    pub count: Option<Count>,
}

/// How many people took part, drawn and written.
#[derive(Clone, Debug)]
pub struct Count {
    /// How far the bar is filled, at most as far as everybody invited.
    pub taken_part: u32,
    /// What the whole bar stands for; with 0 it stays empty.
    pub invited: u32,
    /// "18 of 24".
    pub text: String,
    /// "75 %".
    pub percent: String,
}

const ROW: i32 = 34;
const THICK: i32 = 16;

impl ParticipationChart {
    /// Draws a bar for each group, all of the same length, filled as far as people took part.
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let frame = ChartFrame::new(words, WIDTH);
        let bars: Vec<_> = std::iter::once(&self.organisation).chain(&self.departments).collect();
        let organisation = RowNames::lay([self.organisation.name.as_str()].into_iter(), Type::Strong, 210, 2);
        let names = RowNames::lay(self.departments.iter().map(|bar| bar.name.as_str()), Type::Label, 210, 2);
        let counts = || bars.iter().filter_map(|bar| bar.count.as_ref());
        let percent = counts().map(|count| room(&count.percent, Type::Strong)).max().unwrap_or(0);
        let text = counts().map(|count| room(&count.text, Type::Small)).max().unwrap_or(0);
        let start = MARGIN + names.width().max(organisation.width()) + 16;
        let end = WIDTH - MARGIN - percent - 10 - text - 12;
        let row = names.tallest().max(organisation.tallest()).max(ROW - 14) + 14;
        let top = frame.top();
        let place = |index: usize| top + index as i32 * row + if index > 0 { 10 } else { 0 };

        frame.draw(place(bars.len()), |canvas| {
            for (index, bar) in bars.iter().enumerate() {
                let middle = place(index) + row / 2;
                let names = if index == 0 { &organisation } else { &names };
                names.draw(canvas, index.saturating_sub(1), (MARGIN, middle), Anchor::Start, Paint::INK);
                let (above, below) = (middle - THICK / 2, middle + THICK / 2);
                let Some(count) = &bar.count else {
                    not_shown(canvas, (start, above), (end, below), &self.suppressed);
                    continue;
                };
                let scale = AxisScale::new((0.0, f64::from(count.invited.max(1))), (start, end));
                canvas.rect((start, above), (end, below), Paint::LINE);
                canvas.rect((start, above), (scale.at(f64::from(count.taken_part)), below), Paint::ACCENT);
                let baseline = middle + Type::Strong.drop();
                canvas.text((end + 12 + percent, baseline), Anchor::End, Type::Strong, Paint::INK, &count.percent);
                canvas.text((WIDTH - MARGIN, baseline), Anchor::End, Type::Small, Paint::QUIET, &count.text);
            }
        })
    }
}

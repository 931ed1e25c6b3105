//! The heatmap: teams by dimensions on the fixed scale from 0 to 100, the organisation first.
//! Only what is clearly above or below the organisation has a colour, and what is not shown looks the same for any reason.

use super::Point;
use super::Words;
use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::{Legend, Sign, not_shown, triangle};
use super::lettering::{Type, room};
use super::names::RowNames;
use super::palette::Paint;

/// The chart. It is as wide as its columns ask for, 720 units at least, and denser with more than 24 rows.
#[derive(Clone, Debug)]
pub struct Heatmap {
    /// The dimensions by name, on at most three lines each.
    pub columns: Vec<String>,
    /// Always coloured: the others stand against it.
    pub organisation: HeatmapRow,
    /// The teams, in the order in which they are drawn.
    pub rows: Vec<HeatmapRow>,
    /// The words of the legend.
    pub key: HeatmapKey,
}

/// A group and its cells.
#[derive(Clone, Debug)]
pub struct HeatmapRow {
    /// Stands before the cells, on two lines, or on one in a dense table.
    pub name: String,
    /// One for each column; further ones are not drawn.
    pub cells: Vec<HeatmapCell>,
}

/// What is known of a group in one dimension.
#[derive(Clone, Debug)]
pub enum HeatmapCell {
    /// A mean that may be shown.
    Shown {
        /// 0 to 100: it decides the colour, one for each twenty points.
        mean: f64,
        /// The mean in words: "66".
        text: String,
        /// How many answered, as a band: "5–9".
        band: String,
        /// Whether the cell has a colour and a sign. Of the organisation's cells it says nothing.
        standing: HeatmapStanding,
    },
    /// Hatched, whatever the reason.
    Suppressed,
}

/// Where a team lies against the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeatmapStanding {
    /// Clearly above: coloured, with a triangle that points up.
    Above,
    /// Clearly below: coloured, with a triangle that points down.
    Below,
    /// Cannot be told apart from the organisation.
    Same,
}

/// The words of the legend.
#[derive(Clone, Debug)]
pub struct HeatmapKey {
    /// The five steps, low to high: "0–20" and so on.
    pub steps: [String; 5],
    /// "clearly above the organisation".
    pub above: String,
    /// "clearly below the organisation".
    pub below: String,
    /// "About the same as the organisation".
    pub same: String,
    /// "Not shown": in the cells, where it fits.
    pub suppressed: String,
    /// "Not shown, to protect people": in the legend.
    pub suppressed_why: String,
}

/// Beyond this many rows a row has one line instead of two.
const ROOMY: usize = 24;
/// In a long table the heads of the columns come again after so many rows.
const REPEAT: usize = 40;
const GAP: i32 = 2;
/// The height of a row with two lines; the organisation always has one.
const ROW: i32 = 44;

impl Heatmap {
    /// Draws the table with its legend. In a long one the heads of the columns come again every 40 rows.
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let dense = self.rows.len() > ROOMY;
        let table = Table::lay(self, dense);
        let frame = ChartFrame::new(words, table.width.max(WIDTH));
        let legend = Legend::lay(self.legend(), WIDTH - 2 * MARGIN);
        let head = frame.top() + table.columns.tallest();
        let first = head + 8;
        let rows_end = first + table.place(self.rows.len() + 1);
        let bottom = rows_end + 14 + legend.height;
        frame.draw(bottom, |canvas| {
            for base in std::iter::once(head).chain(table.repeats().map(|row| first + table.place(row) - 8)) {
                for index in 0..self.columns.len() {
                    let middle = table.column(index) + (table.cell - GAP) / 2;
                    table.columns.draw_above(canvas, index, (middle, base - 3), Anchor::Middle, Paint::INK);
                }
            }
            for (index, row) in std::iter::once(&self.organisation).chain(&self.rows).enumerate() {
                let top = first + table.place(index);
                let middle = top + (table.height(index) - GAP) / 2;
                let names = if index == 0 { &table.organisation } else { &table.names };
                names.draw(canvas, index.saturating_sub(1), (MARGIN, middle), Anchor::Start, Paint::INK);
                for (column, cell) in row.cells.iter().enumerate().take(self.columns.len()) {
                    let from = (table.column(column), top);
                    let to = (from.0 + table.cell - GAP, top + table.height(index) - GAP);
                    self.draw_cell(canvas, cell, from, to, index == 0, dense && index > 0);
                }
            }
            legend.draw(canvas, (MARGIN, rows_end + 14));
        })
    }

    fn draw_cell(
        &self,
        canvas: &Canvas<'_>,
        cell: &HeatmapCell,
        from: Point,
        to: Point,
        organisation: bool,
        dense: bool,
    ) {
        let HeatmapCell::Shown { mean, text, band, standing } = cell else {
            return not_shown(canvas, from, to, if dense { "" } else { &self.key.suppressed });
        };
        let coloured = organisation || *standing != HeatmapStanding::Same;
        let ground = if coloured { Paint::heat(*mean) } else { Paint::UNCLEAR };
        let ink = if coloured { ground.text() } else { Paint::INK };
        canvas.rect(from, to, ground);
        let middle = (from.0.midpoint(to.0), from.1.midpoint(to.1));
        let (mean_at, band_at) = if dense { (middle.1, middle.1) } else { (middle.1 - 7, middle.1 + 9) };
        let signed = !organisation && *standing != HeatmapStanding::Same;
        let width = room(text, Type::Strong);
        // The number stands in the same place in every cell of a column; the sign is beside it and does not move it.
        let mean_x = if dense { from.0 + 6 } else { middle.0 - width / 2 };
        canvas.text((mean_x, mean_at + Type::Strong.drop()), Anchor::Start, Type::Strong, ink, text);
        if signed {
            triangle(canvas, (mean_x + width + 9, mean_at), *standing == HeatmapStanding::Above, ink);
        }
        let (band_x, anchor) = if dense { (to.0 - 6, Anchor::End) } else { (middle.0, Anchor::Middle) };
        canvas.text((band_x, band_at + Type::Small.drop()), anchor, Type::Small, ink, band);
    }

    fn legend(&self) -> Vec<(Sign, &str)> {
        let steps =
            self.key.steps.iter().enumerate().map(|(step, words)| (Sign::Field(Paint::level(step, 5)), words.as_str()));
        steps
            .chain([
                (Sign::Above, self.key.above.as_str()),
                (Sign::Below, &self.key.below),
                (Sign::Field(Paint::UNCLEAR), &self.key.same),
                (Sign::Hatched, &self.key.suppressed_why),
            ])
            .collect()
    }
}

/// Where the rows and columns lie.
struct Table<'a> {
    columns: RowNames<'a>,
    organisation: RowNames<'a>,
    names: RowNames<'a>,
    names_width: i32,
    cell: i32,
    row: i32,
    rows: usize,
    width: i32,
}

impl<'a> Table<'a> {
    fn lay(heatmap: &'a Heatmap, dense: bool) -> Self {
        let lines = if dense { 1 } else { 2 };
        let names = RowNames::lay(
            heatmap.rows.iter().map(|row| row.name.as_str()),
            Type::Label,
            if dense { 250 } else { 190 },
            lines,
        );
        let organisation = RowNames::lay([heatmap.organisation.name.as_str()].into_iter(), Type::Strong, 190, lines);
        let names_width = names.width().max(organisation.width()) + 16;
        let count = (heatmap.columns.len() as i32).max(1);
        // A column holds its longest word where that is no wider than 110, and the widest pair of mean and band.
        let word = heatmap
            .columns
            .iter()
            .flat_map(|name| name.split([' ', '-', '\u{AD}']))
            .map(|word| room(word, Type::SmallStrong) + 8);
        let bands = heatmap.organisation.cells.iter().map(|cell| match cell {
            HeatmapCell::Shown { band, .. } => room(band, Type::Small) + 12,
            HeatmapCell::Suppressed => 0,
        });
        let inside = heatmap.rows.iter().flat_map(|row| &row.cells).map(|cell| match cell {
            HeatmapCell::Shown { text, band, .. } if dense => {
                6 + room(text, Type::Strong) + 20 + room(band, Type::Small) + 6
            }
            HeatmapCell::Shown { band, .. } => room(band, Type::Small) + 12,
            HeatmapCell::Suppressed if dense => 0,
            HeatmapCell::Suppressed => (room(&heatmap.key.suppressed, Type::Small) + 14).min(84),
        });
        let needed = word.map(|width| width.min(110)).chain(bands).chain(inside).max().unwrap_or(0).max(64) + GAP;
        let spread = (WIDTH - 2 * MARGIN - names_width) / count;
        let cell = needed.max(spread.min(116));
        let columns = RowNames::lay(heatmap.columns.iter().map(String::as_str), Type::SmallStrong, cell - GAP - 4, 3);
        Self {
            columns,
            organisation,
            names,
            names_width,
            cell,
            row: if dense { 22 } else { ROW },
            rows: heatmap.rows.len(),
            width: MARGIN + names_width + count * cell + MARGIN - GAP,
        }
    }

    fn column(&self, index: usize) -> i32 {
        MARGIN + self.names_width + index as i32 * self.cell
    }

    /// The height of a row above the table's top; the organisation stands a little apart.
    fn place(&self, index: usize) -> i32 {
        let heads = self.repeats().filter(|row| *row <= index).count() as i32;
        if index == 0 { 0 } else { ROW + 8 + (index as i32 - 1) * self.row + heads * (self.columns.tallest() + 20) }
    }

    /// The rows above which the heads come again; never for a few last rows alone.
    fn repeats(&self) -> impl Iterator<Item = usize> {
        (1..).map(|time| time * REPEAT + 1).take_while(|row| row + REPEAT / 4 <= self.rows)
    }

    fn height(&self, index: usize) -> i32 {
        if index == 0 { ROW } else { self.row }
    }
}

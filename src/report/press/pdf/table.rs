//! Tables: a caption, a head that is said again on every page, and rows that are cut only if no page can hold them.

use super::columns::{self, Need};
use super::flow::Flow;
use super::piece::{Mark, Piece};
use super::sheet::{MEASURE, WIDTH};
use super::style::{Line, Shaped, Style};
use super::tags::{Element, Leaf};
use crate::press::chart::palette::Paint;
use crate::press::text;

/// Above a table.
const ABOVE: f32 = 16.0;
/// Between two columns, where they are few.
const GAP: f32 = 14.0;
/// Above and below the text of a row.
const PADDING: f32 = 4.5;
/// Rows that stay together at the beginning and at the end.
const TOGETHER: usize = 2;

pub(super) fn set(flow: &mut Flow<'_>, caption: &str, head: &[String], rows: &[Vec<String>]) {
    let count = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
    if count == 0 {
        return;
    }
    let grid = Grid::measure(head, rows, count);
    let mut above = ABOVE;
    let mut caption_leaf = None;
    if !caption.trim().is_empty() {
        caption_leaf = Some(flow.heading(caption, Style::Caption, above));
        above = 3.0;
    }
    let first = flow.pieces.len();
    let head = if head.is_empty() { Vec::new() } else { grid.row(flow, &grid.head, Role::Head, above) };
    let repeated = repeated_head(flow, first);
    let first = flow.pieces.len();
    let mut leaves = Vec::new();
    for cells in &grid.rows {
        let above = if head.is_empty() && leaves.is_empty() { above } else { 0.0 };
        leaves.push(grid.row(flow, cells, Role::Row { head: repeated }, above));
    }
    keep_ends_together(&mut flow.pieces[first..]);
    flow.structure.push(Element::Table { caption: caption_leaf, head, rows: leaves });
}

/// The head that was just set, if it is to be said again: one that takes half a page is better said once.
fn repeated_head(flow: &mut Flow<'_>, first: usize) -> Option<usize> {
    let most = flow.room / 2.0;
    let pieces = &mut flow.pieces[first..];
    pieces.iter_mut().for_each(|piece| piece.bound = true);
    (pieces.len() == 1 && pieces[0].height < most).then_some(first)
}

fn keep_ends_together(rows: &mut [Piece<'_>]) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        row.bound = index + 1 < count && (index + 1 < TOGETHER || index + TOGETHER >= count);
    }
}

#[derive(Clone, Copy)]
enum Role {
    Head,
    Row { head: Option<usize> },
}

struct Column {
    left: f32,
    width: f32,
    /// Its text ends at the right.
    of_figures: bool,
}

/// A table with its letters measured; every row has as many cells as there are columns.
struct Grid {
    head: Vec<Shaped>,
    rows: Vec<Vec<Shaped>>,
    columns: Vec<Column>,
    width: f32,
}

impl Grid {
    /// As wide as text if that is enough, and in small letters if words would have to be broken otherwise.
    fn measure(head: &[String], rows: &[Vec<String>], count: usize) -> Self {
        let gap = GAP.min(WIDTH / 6.0 / count as f32);
        let gaps = gap * (count - 1) as f32;
        let mut letters = Letters::shape(head, rows, count, Style::ColumnHead, Style::Cell);
        if letters.needs.iter().map(|need| need.least).sum::<f32>() + gaps > WIDTH {
            letters = Letters::shape(head, rows, count, Style::SmallColumnHead, Style::SmallCell);
        }
        let Letters { head, rows, needs, of_figures } = letters;
        let natural = needs.iter().map(|need| need.natural).sum::<f32>() + gaps;
        let width = natural.clamp(MEASURE, WIDTH);
        let mut left = 0.0;
        let mut columns = Vec::new();
        for (width, of_figures) in columns::share(&needs, width - gaps).into_iter().zip(of_figures) {
            columns.push(Column { left, width, of_figures });
            left += width + gap;
        }
        Self { head, rows, columns, width }
    }

    /// Adds a row, in slices if no page can hold it, and says whose its cells are.
    fn row(&self, flow: &mut Flow<'_>, cells: &[Shaped], role: Role, above: f32) -> Vec<Leaf> {
        let leading = cells[0].style.leading();
        let lines: Vec<Vec<Line>> =
            cells.iter().zip(&self.columns).map(|(cell, column)| lay(cell, column, role)).collect();
        let leaves: Vec<Leaf> = cells.iter().map(|_| flow.structure.leaf()).collect();
        let tallest = lines.iter().map(Vec::len).max().unwrap_or(1);
        let (head, paint, thickness) = match role {
            Role::Head => (None, Paint::EDGE, 0.75),
            Role::Row { head } => (head, Paint::LINE, 0.5),
        };
        let taken = head.map_or(0.0, |head| flow.pieces[head].height);
        let most = ((flow.room - taken - 2.0 * PADDING) / leading).floor().max(1.0) as usize;
        for from in (0..tallest).step_by(most) {
            let to = tallest.min(from + most);
            let height = 2.0 * PADDING + (to - from) as f32 * leading;
            let mut marks = Vec::new();
            for ((lines, column), leaf) in lines.iter().zip(&self.columns).zip(&leaves) {
                // The words of a head stand on its rule, those of a row hang from the one above.
                let drop = if matches!(role, Role::Head) { (to - from).saturating_sub(lines.len()) } else { 0 };
                for (index, line) in lines.iter().take(to).skip(from).enumerate() {
                    let top = PADDING + (index + drop) as f32 * leading;
                    let indent = if column.of_figures { column.width - line.width } else { 0.0 };
                    marks.push(Mark::Text { left: column.left + indent, top, line: line.clone(), leaf: *leaf });
                }
            }
            marks.push(Mark::Rule { top: height, width: self.width, thickness, paint });
            let above = if from == 0 { above } else { 0.0 };
            flow.push(Piece { above, height, head, marks, ..Piece::default() });
        }
        leaves
    }
}

/// The cells in letters of one size, and what their columns need.
struct Letters {
    head: Vec<Shaped>,
    rows: Vec<Vec<Shaped>>,
    needs: Vec<Need>,
    of_figures: Vec<bool>,
}

impl Letters {
    fn shape(head: &[String], rows: &[Vec<String>], count: usize, strong: Style, plain: Style) -> Self {
        let row = |cells: &[String], style| -> Vec<Shaped> {
            (0..count).map(|index| Shaped::new(cells.get(index).map_or("", String::as_str), style)).collect()
        };
        let strong = row(head, strong);
        let rows: Vec<Vec<Shaped>> = rows.iter().map(|cells| row(cells, plain)).collect();
        let column = |index: usize| rows.iter().map(move |row| &row[index]);
        let of_figures: Vec<bool> = (0..count)
            .map(|index| index > 0 && columns::is_of_figures(column(index).map(|cell| cell.text.as_str())))
            .collect();
        let needs = (0..count).map(|index| Need::of(&strong[index], column(index), of_figures[index])).collect();
        Self { head: if head.is_empty() { Vec::new() } else { strong }, rows, needs, of_figures }
    }
}

/// The lines of a cell. An empty one has a line too, since every cell has its place in the row for those who listen.
fn lay(cell: &Shaped, column: &Column, role: Role) -> Vec<Line> {
    // The width of a column is a sum in another order than the width of a line.
    let room = column.width + 0.01;
    let lines = if matches!(role, Role::Head) { text::lay_evenly(cell, room) } else { text::lay(cell, room) };
    if lines.is_empty() { vec![Line::empty(cell.style)] } else { lines }
}

//! A table that can be edited: columns as wide as their words, figures to the right, and what does not fit a slide on the
//! next one, under the head again.

use super::frame::{POINT, SlideFrame};
use super::layout::Layout;
use super::letters::{Weight, least_width, line_height, lines, width};
use super::markup::{Markup, plain};
use super::paragraph::Paragraph;

/// The sizes of letters in points. A table that one slide does not hold goes on in letters of [`LONG`].
const SIZES: [u32; 3] = [16, 14, LONG];
const LONG: u32 = 12;
/// Only for a table of so many columns that its words would break.
const SMALLEST: u32 = 10;
/// Left and right of a cell's text, and above and below it.
const BESIDE: i64 = 118_872;
const ABOVE: i64 = 64_008;
/// The style in `parts/table_styles.xml`.
const STYLE: &str = "{6F0A8D1C-3B57-4C52-8E0B-2D9A51C7E430}";

fn content() -> SlideFrame {
    Layout::Table.content()
}

/// As much of a table as one slide holds.
#[derive(Clone, Debug)]
pub(super) struct SlideTable {
    points: u32,
    columns: Vec<Column>,
    /// The first one is the head.
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Column {
    width: i64,
    side: &'static str,
}

#[derive(Clone, Debug)]
struct Row {
    cells: Vec<String>,
    height: i64,
}

/// Lays a table on as many slides as it takes, in the largest letters that keep it on one.
pub(super) fn lay(head: &[String], rows: &[Vec<String>]) -> Vec<SlideTable> {
    let cells = Cells::new(head, rows);
    let whole = |points: &u32| cells.keeps_words_whole(*points);
    let mut sizes = SIZES.into_iter().filter(whole).map(|points| cells.lay(points));
    let on_one_slide = sizes.find(|tables| tables.len() == 1);
    on_one_slide.unwrap_or_else(|| cells.lay(if whole(&LONG) { LONG } else { SMALLEST }))
}

/// All cells, every row as long as the longest: `PowerPoint` refuses a table with holes.
struct Cells {
    rows: Vec<Vec<String>>,
    /// The widths that each column wants and needs, in parts of the letter size.
    widest: Vec<f64>,
    least: Vec<f64>,
}

impl Cells {
    fn new(head: &[String], rows: &[Vec<String>]) -> Self {
        let count = rows.iter().map(Vec::len).chain([head.len(), 1]).max().unwrap_or(1);
        let padded = |row: &[String]| -> Vec<String> {
            (0..count).map(|column| row.get(column).map(|cell| plain(cell)).unwrap_or_default()).collect()
        };
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).map(padded).collect();
        let most = |measure: fn(&str, Weight) -> f64, column: usize| {
            let cells = rows.iter().enumerate().map(|(index, row)| measure(&row[column], weight(index)));
            cells.fold(1.0, f64::max)
        };
        Self {
            widest: (0..count).map(|column| most(width, column)).collect(),
            least: (0..count).map(|column| most(least, column)).collect(),
            rows,
        }
    }

    fn keeps_words_whole(&self, points: u32) -> bool {
        self.least.iter().map(|word| column_width(*word, points)).sum::<i64>() <= content().width
    }

    fn lay(&self, points: u32) -> Vec<SlideTable> {
        let columns = self.columns(points);
        let mut rows = self.rows.iter().enumerate().map(|(index, cells)| Row {
            height: self.row_height(cells, &columns, weight(index), points),
            cells: cells.clone(),
        });
        let head = rows.next().expect("a table has its head");
        let rows: Vec<Row> = rows.collect();
        spread(&rows, content().height - head.height)
            .into_iter()
            .map(|rows| SlideTable {
                points,
                columns: columns.clone(),
                rows: std::iter::once(&head).chain(rows).cloned().collect(),
            })
            .collect()
    }

    /// Columns share the width: narrow ones get what they want, wide ones the rest, all of them what is left over.
    fn columns(&self, points: u32) -> Vec<Column> {
        let wanted: Vec<i64> = self.widest.iter().map(|widest| column_width(*widest, points)).collect();
        let least: Vec<i64> = self.least.iter().map(|word| column_width(*word, points)).collect();
        let taken = |limit: i64| wanted.iter().zip(&least).map(move |(wanted, least)| (*wanted).min(limit).max(*least));
        let (mut low, mut high) = (0, content().width);
        while high - low > 1 {
            let limit = low.midpoint(high);
            if taken(limit).sum::<i64>() <= content().width { low = limit } else { high = limit }
        }
        let widths: Vec<i64> = taken(low).collect();
        let sum: i64 = widths.iter().sum();
        let figures = (0..widths.len()).map(|column| column > 0 && self.is_of_figures(column));
        widths
            .iter()
            .map(|width| width * content().width / sum)
            .zip(figures)
            .map(|(width, figures)| Column { width, side: if figures { "r" } else { "l" } })
            .collect()
    }

    fn row_height(&self, cells: &[String], columns: &[Column], weight: Weight, points: u32) -> i64 {
        let most =
            cells.iter().zip(columns).map(|(text, column)| lines(text, weight, points, column.width - 2 * BESIDE));
        most.max().unwrap_or(1) as i64 * line_height(points) + 2 * ABOVE
    }

    /// Whether most of a column's cells are numbers: "66", "62–70", "3,4".
    fn is_of_figures(&self, column: usize) -> bool {
        let body = &self.rows[1..];
        let figures = body.iter().filter(|row| {
            let cell = &row[column];
            cell.chars().any(|letter| letter.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic)
        });
        figures.count() * 2 > body.len()
    }
}

/// What a text needs of a column: its longest word whole, and never single letters under each other, as Japanese allows.
fn least(text: &str, weight: Weight) -> f64 {
    least_width(text, weight).max(width(text, weight).min(6.0))
}

fn weight(row: usize) -> Weight {
    if row == 0 { Weight::Bold } else { Weight::Normal }
}

/// A hair more than the text: `PowerPoint` measures with other faces.
fn column_width(letters: f64, points: u32) -> i64 {
    (letters * f64::from(points) * POINT as f64 * 1.03) as i64 + 2 * BESIDE
}

/// Spreads rows over slides, evenly, so that none is left alone. A row taller than a slide has one for itself.
fn spread(rows: &[Row], room: i64) -> Vec<&[Row]> {
    let fill = |room: i64| -> Vec<&[Row]> {
        let mut slides = Vec::new();
        let (mut start, mut height) = (0, 0);
        for (index, row) in rows.iter().enumerate() {
            if height + row.height > room && index > start {
                slides.push(&rows[start..index]);
                (start, height) = (index, 0);
            }
            height += row.height;
        }
        slides.push(&rows[start..]);
        slides
    };
    let full = fill(room).len() as i64;
    let sum: i64 = rows.iter().map(|row| row.height).sum();
    let tallest = rows.iter().map(|row| row.height).max().unwrap_or(0);
    fill((sum / full + tallest).min(room))
}

impl SlideTable {
    pub fn write(&self, markup: &mut Markup, id: usize, title: &str, language: &str) {
        markup.element("p:graphicFrame", &[], |markup| {
            markup.element("p:nvGraphicFramePr", &[], |markup| {
                markup.empty("p:cNvPr", &[("id", &id), ("name", &"Table"), ("descr", &title)]);
                markup.element("p:cNvGraphicFramePr", &[], |markup| {
                    markup.empty("a:graphicFrameLocks", &[("noGrp", &1)]);
                });
                markup.element("p:nvPr", &[], |markup| markup.empty("p:ph", &[("type", &"tbl"), ("idx", &1)]));
            });
            self.frame().write(markup, "p:xfrm");
            markup.element("a:graphic", &[], |markup| {
                let kind = "http://schemas.openxmlformats.org/drawingml/2006/table";
                markup.element("a:graphicData", &[("uri", &kind)], |markup| {
                    markup.element("a:tbl", &[], |markup| self.write_cells(markup, language));
                });
            });
        });
    }

    pub fn frame(&self) -> SlideFrame {
        let width = self.columns.iter().map(|column| column.width).sum();
        SlideFrame { width, height: self.rows.iter().map(|row| row.height).sum(), ..content() }
    }

    fn write_cells(&self, markup: &mut Markup, language: &str) {
        markup.element("a:tblPr", &[("firstRow", &1)], |markup| {
            markup.element("a:tableStyleId", &[], |markup| markup.text(STYLE));
        });
        markup.element("a:tblGrid", &[], |markup| {
            for column in &self.columns {
                markup.empty("a:gridCol", &[("w", &column.width)]);
            }
        });
        for row in &self.rows {
            markup.element("a:tr", &[("h", &row.height)], |markup| {
                for (text, column) in row.cells.iter().zip(&self.columns) {
                    self.write_cell(markup, text, column.side, language);
                }
            });
        }
    }

    fn write_cell(&self, markup: &mut Markup, text: &str, side: &'static str, language: &str) {
        markup.element("a:tc", &[], |markup| {
            markup.element("a:txBody", &[], |markup| {
                markup.empty("a:bodyPr", &[]);
                markup.empty("a:lstStyle", &[]);
                Paragraph { text, language, setting: Some((self.points, side)) }.write(markup);
            });
            let margins: [(&str, &dyn std::fmt::Display); 5] =
                [("marL", &BESIDE), ("marR", &BESIDE), ("marT", &ABOVE), ("marB", &ABOVE), ("anchor", &"ctr")];
            markup.empty("a:tcPr", &margins);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn a_long_table_goes_on_under_its_head_and_loses_no_row() {
        let rows: Vec<_> = (0..75).map(|row| words(&[&format!("Team {row}"), "66"])).collect();
        let tables = lay(&words(&["Team", "Mean"]), &rows);
        assert!(tables.len() > 1);
        let teams: Vec<_> = tables.iter().flat_map(|table| &table.rows[1..]).map(|row| row.cells.clone()).collect();
        assert_eq!(teams, rows);
        for table in &tables {
            assert_eq!(table.rows[0].cells, ["Team", "Mean"]);
            assert!(table.frame().height <= content().height);
            assert!(table.rows.len() * tables.len() + 2 * tables.len() >= rows.len(), "slides are evenly full");
        }
    }

    #[test]
    fn a_table_fills_the_width_and_figures_stand_to_the_right() {
        let rows = [
            words(&["Legal, quality and regulatory affairs", "62–70"]),
            words(&["Sales", "Not shown"]),
            words(&["Research", "71"]),
        ];
        let [table] = &lay(&words(&["Team", "Interval"]), &rows)[..] else { panic!("three rows fit a slide") };
        assert!((table.frame().width - content().width).abs() < 10);
        assert_eq!(table.columns.iter().map(|column| column.side).collect::<Vec<_>>(), ["l", "r"]);
        assert!(table.columns[0].width > 2 * table.columns[1].width);
    }

    #[test]
    fn rows_of_different_lengths_get_the_same_number_of_cells() {
        let tables = lay(&words(&["Team"]), &[words(&["Sales", "66", "x"]), Vec::new()]);
        assert!(tables[0].rows.iter().all(|row| row.cells.len() == 3));
        assert_eq!(lay(&[], &[])[0].rows.len(), 1, "nothing is still a table");
    }

    #[test]
    fn many_columns_share_the_width_and_keep_their_words_whole() {
        let head: Vec<String> = (0..9).map(|column| format!("Veränderung {column}")).collect();
        let rows = vec![words(&[
            "Kundenbetreuung Nord und Süd mit Außendienst in allen Regionen",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
        ])];
        let table = &lay(&head, &rows)[0];
        assert!(table.frame().width <= content().width);
        let needed = column_width(least("Veränderung", Weight::Bold), table.points);
        assert!(table.columns.iter().all(|column| column.width >= needed - 10), "{table:?}");
    }
}

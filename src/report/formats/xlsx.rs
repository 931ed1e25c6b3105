//! The release as a workbook: where the figures come from, dimensions with a chart, teams, and every figure.

use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, Workbook, Worksheet,
    XlsxError,
};

use footing_core::disclosure::Row;

use super::distinct::{distinct, plain};
use super::format::{ExportCommand, FileFormat, PagePlace};
use super::tidy::{blank, kind, mean, named};
use crate::gallery::report_item;
use crate::item::{ReportContext, ReportItem};

/// What stands beside each figure, in this order; its shares follow.
const COLUMNS: [&str; 14] = [
    "group_kind",
    "group",
    "survey",
    "version",
    "measure_kind",
    "measure",
    "obs_status",
    "mean",
    "limit",
    "answers_from",
    "answers_to",
    "standing",
    "opinions",
    "before",
];
/// As many levels as a survey can have; no scale has more options.
const MOST_SHARES: usize = 12;
/// Of the cover's second column, in letters.
const ABOUT_WIDTH: u32 = 80;
/// Of a column, in pixels.
const WIDEST: u32 = 360;
/// Of the name of a sheet, and of the head of a column, in UTF-16 units.
const LONGEST_SHEET: usize = 31;
const LONGEST_HEAD: usize = 255;
/// What the name of a sheet may not hold.
const NOT_IN_SHEET: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// A sheet holds 1,048,576 rows.
const MOST_ROWS: usize = 1_000_000;

/// A workbook: a cover, the tables, and a chart of its own.
pub(crate) const XLSX: FileFormat = FileFormat {
    word: "xlsx",
    command: ExportCommand::Export,
    name: "figures.xlsx",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    label: "export-xlsx",
    place: PagePlace::Front,
    write: |context, _, out| Ok(out.write_all(&xlsx(context)?)?),
};

/// The workbook, as Excel and others open it (Office Open XML, ECMA-376): a cover, a sheet for each of some charts'
/// tables, and the figures. The same release and language give the same bytes.
///
/// # Errors
/// None that names and numbers of ours could have: the library checks lengths and ranges.
///
/// # Panics
/// If no temporary file can be made or written, for instance on a full disk: the library keeps rows there and expects
/// to succeed.
pub fn xlsx(context: &ReportContext<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = context.release.head().made;
    let (year, month, day) = (made.year(), made.month(), made.day());
    let created = ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())?;
    let title = plain(&context.release.head().name);
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let report_items: Vec<ReportItem> = ["subjects", "teams", "steps", "participation"]
        .into_iter()
        .filter_map(|name| report_item(context, name))
        .collect();
    let rows: Vec<(&Row, usize)> = context
        .release
        .rows()
        .iter()
        .flat_map(|row| (0..context.release.head().measures.len()).map(move |place| (row, place)))
        .collect();
    let parts: Vec<&[(&Row, usize)]> = rows.chunks(MOST_ROWS).collect();
    let mut names = sheet_names(context, &report_items, parts.len()).into_iter();
    let mut next = || names.next().unwrap_or_default();
    about(context, workbook.add_worksheet(), &next())?;
    for report_item in &report_items {
        wide(report_item, workbook.add_worksheet(), &next())?;
    }
    for (number, rows) in (1..).zip(parts) {
        // Row after row goes to the disk: the cells of a large organisation do not fit into memory.
        figures(context, workbook.add_worksheet_with_low_memory(), &next(), number, rows)?;
    }
    workbook.save_to_buffer()
}

/// The cover, a report item each, and as many sheets of figures as they need; some names stand in the text files.
fn sheet_names(context: &ReportContext<'_>, report_items: &[ReportItem], parts: usize) -> Vec<String> {
    let text = context.text;
    let figures = std::iter::repeat_n(text.say("sheet-figures"), parts);
    let names = report_items.iter().map(|report_item| report_item.name().to_owned()).chain(figures);
    distinct(std::iter::once(text.say("sheet-about")).chain(names), LONGEST_SHEET, &NOT_IN_SHEET)
}

/// The cover: a reader who has only this file must know what it is.
fn about(context: &ReportContext<'_>, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    let (text, head, terms) = (context.text, context.release.head(), context.terms());
    sheet.set_name(name)?;
    let strong = Format::new().set_bold().set_align(FormatAlign::Top);
    sheet.write_string_with_format(0, 0, plain(&head.name), &Format::new().set_bold().set_font_size(16))?;
    let rows = [
        ("sheet-made", text.date(head.made)),
        ("label-purpose", terms.purpose.clone()),
        ("sheet-invited", head.invited.to_string()),
        ("label-least", terms.threshold.get().to_string()),
        ("label-least_anonymous", terms.anonymous_threshold.get().to_string()),
        ("sheet-contract", head.contract.to_string()),
        ("label-contact", terms.contact.clone()),
        ("sheet-notes", text.say("insights-what")),
    ];
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, (label, value)) in (2..).zip(rows) {
        // Not every program works out the height of a wrapped cell by itself.
        let lines = value.chars().count().div_ceil(ABOUT_WIDTH as usize).max(1);
        sheet.set_row_height(row, lines as f64 * 16.0)?;
        sheet.write_string_with_format(row, 0, text.say(label), &strong)?;
        sheet.write_string_with_format(row, 1, plain(&value), &wrapped)?;
    }
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(1, ABOUT_WIDTH)?;
    print_on_one_width(sheet);
    Ok(())
}

/// The table of a report item, and for the dimensions a chart that follows the cells.
fn wide(report_item: &ReportItem, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let rows = report_item.table.rows.len() as u32;
    let heads = distinct(report_item.table.head.iter().cloned(), LONGEST_HEAD, &[]);
    let columns: Vec<TableColumn> = heads.into_iter().map(|head| TableColumn::new().set_header(head)).collect();
    let last = report_item.table.head.len().saturating_sub(1) as u16;
    sheet.add_table(3, 0, 3 + rows.max(1), last, &Table::new().set_name(report_item.name()).set_columns(&columns))?;
    for (row, cells) in (4..).zip(&report_item.table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match number(cell).filter(|_| column > 0) {
                Some(number) => sheet.write_number(row, column, number)?,
                None => sheet.write_string(row, column, plain(cell))?,
            };
        }
    }
    // Title and finding may run over the next columns; these are as wide as the table asks for.
    sheet.set_autofit_max_width(WIDEST).autofit();
    sheet.write_string_with_format(0, 0, plain(report_item.title()), &Format::new().set_bold())?;
    sheet.write_string(1, 0, plain(report_item.finding()))?;
    sheet.set_repeat_rows(3, 3)?;
    print_on_one_width(sheet);
    if report_item.name() == "subjects" {
        let mut chart = Chart::new(ChartType::Bar);
        let series = chart.add_series();
        series.set_categories((name, 4, 0, 3 + rows, 0));
        series.set_values((name, 4, 1, 3 + rows, 1));
        chart.title().set_name(&plain(report_item.title()));
        chart.legend().set_hidden();
        chart.y_axis().set_reverse();
        chart.x_axis().set_min(0).set_max(100);
        sheet.insert_chart(3, last + 2, &chart)?;
    }
    Ok(())
}

/// A cell that is a number as it is written: a team may be called "0012", "inf" or "NaN".
fn number(cell: &str) -> Option<f64> {
    cell.parse::<f64>().ok().filter(|number| number.is_finite() && number.to_string() == cell)
}

fn print_on_one_width(sheet: &mut Worksheet) {
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
}

/// A row for each figure, with its shares beside it: a tenth of the rows of the tidy table, which for thousands of
/// teams would be more than a sheet holds.
fn figures(
    context: &ReportContext<'_>,
    sheet: &mut Worksheet,
    name: &str,
    number: usize,
    rows: &[(&Row, usize)],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    print_on_one_width(sheet);
    sheet.set_column_range_width(1, 2, 28)?;
    sheet.set_column_width(5, 24)?;
    let shares = (1..=MOST_SHARES).map(|share| format!("share_{share}"));
    let heads = COLUMNS.iter().map(|head| (*head).to_owned()).chain(shares);
    let columns: Vec<TableColumn> = heads.map(|head| TableColumn::new().set_header(head)).collect();
    let last = columns.len() as u16 - 1;
    let table_name = if number == 1 { "figures".to_owned() } else { format!("figures_{number}") };
    let table = Table::new().set_name(table_name).set_columns(&columns);
    sheet.add_table(0, 0, rows.len().max(1) as u32, last, &table)?;
    for (place, (row, measure)) in (1..).zip(rows) {
        figure(context, sheet, place, row, *measure)?;
    }
    Ok(())
}

fn figure(
    context: &ReportContext<'_>,
    sheet: &mut Worksheet,
    place: u32,
    row: &Row,
    number: usize,
) -> Result<(), XlsxError> {
    let measure = &context.release.head().measures[number];
    let (group_kind, group) = named(&row.group);
    let figures = row.figures(number);
    let tidy = mean(blank(context.release.head()), figures);
    let words = [
        (0, group_kind),
        (1, &group),
        (2, measure.survey.as_str()),
        (4, kind(measure.kind)),
        (5, &measure.id),
        (6, tidy.obs_status),
        (8, tidy.limit),
        (11, tidy.standing),
        (12, tidy.opinions),
    ];
    let numbers = [
        (3, Some(f64::from(measure.version))),
        (7, tidy.value),
        (9, tidy.answers_from.map(f64::from)),
        (10, tidy.answers_to.map(f64::from)),
        (13, tidy.before),
    ];
    for (column, word) in words.into_iter().filter(|(_, word)| !word.is_empty()) {
        sheet.write_string(place, column, plain(word))?;
    }
    for (column, number) in numbers {
        if let Some(number) = number {
            sheet.write_number(place, column, number)?;
        }
    }
    let shares = figures.map(|figures| figures.shares.as_slice()).unwrap_or_default();
    for (column, share) in (COLUMNS.len() as u16..).zip(shares) {
        sheet.write_number(place, column, *share)?;
    }
    Ok(())
}

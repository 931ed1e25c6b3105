//! The release as a workbook: where the figures come from, subjects with a chart, teams, and the tidy table.

use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, ExcelDateTime, Format, Table, TableColumn, Workbook, Worksheet, XlsxError,
};

use super::csvw::COLUMNS;
use super::exhibit::{Case, Exhibit};
use super::gallery::exhibit;
use super::tidy::{Tidy, tidy};

/// The same release and language give the same bytes.
///
/// # Errors
/// None that names and numbers of ours could have: the library checks lengths and ranges.
pub fn xlsx(case: &Case<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = case.release.head().made;
    let (year, month, day) = (made.year(), made.month(), made.day());
    let created = ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())?;
    let properties = DocProperties::new().set_title(&case.release.head().name).set_creation_datetime(&created);
    workbook.set_properties(&properties);
    about(case, workbook.add_worksheet())?;
    for exhibit in ["subjects", "teams"].into_iter().filter_map(|name| exhibit(case, name)) {
        wide(&exhibit, workbook.add_worksheet())?;
    }
    long(case, workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

/// The cover: whoever opens the file alone must know what it is.
fn about(case: &Case<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (text, head, terms) = (case.text, case.release.head(), case.terms());
    sheet.set_name(text.say("sheet-about"))?;
    let strong = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, &head.name, &Format::new().set_bold().set_font_size(16))?;
    let rows = [
        ("sheet-made", text.date(head.made)),
        ("label-purpose", terms.purpose.clone()),
        ("sheet-invited", head.invited.to_string()),
        ("label-least", terms.least.get().to_string()),
        ("label-least_anonymous", terms.least_anonymous.get().to_string()),
        ("sheet-contract", head.contract.to_string()),
        ("label-contact", terms.contact.clone()),
        ("sheet-notes", text.say("insights-what")),
    ];
    for (row, (label, value)) in (2..).zip(rows) {
        sheet.write_string_with_format(row, 0, text.say(label), &strong)?;
        sheet.write_string_with_format(row, 1, value, &Format::new().set_text_wrap())?;
    }
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(1, 80)?;
    Ok(())
}

/// The table of an exhibit, and for the subjects a chart that follows the cells.
fn wide(exhibit: &Exhibit, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(exhibit.name())?;
    sheet.write_string_with_format(0, 0, exhibit.title(), &Format::new().set_bold())?;
    sheet.write_string(1, 0, exhibit.finding())?;
    let rows = exhibit.table.rows.len() as u32;
    let columns: Vec<TableColumn> = exhibit.table.head.iter().map(|head| TableColumn::new().set_header(head)).collect();
    let last = exhibit.table.head.len().saturating_sub(1) as u16;
    sheet.add_table(3, 0, 3 + rows.max(1), last, &Table::new().set_name(exhibit.name()).set_columns(&columns))?;
    for (row, cells) in (4..).zip(&exhibit.table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) if column > 0 => sheet.write_number(row, column, number)?,
                _ => sheet.write_string(row, column, cell)?,
            };
        }
    }
    sheet.set_column_width(0, 44)?;
    if exhibit.name() == "subjects" {
        let mut chart = Chart::new(ChartType::Bar);
        let series = chart.add_series();
        series.set_categories((exhibit.name(), 4, 0, 3 + rows, 0));
        series.set_values((exhibit.name(), 4, 1, 3 + rows, 1));
        chart.title().set_name(exhibit.title());
        chart.legend().set_hidden();
        chart.y_axis().set_reverse();
        chart.x_axis().set_min(0).set_max(100);
        sheet.insert_chart(3, last + 2, &chart)?;
    }
    Ok(())
}

fn long(case: &Case<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(case.text.say("sheet-figures"))?;
    let rows: Vec<Tidy> = tidy(case.release, case.surveys).collect();
    let columns: Vec<TableColumn> = COLUMNS.iter().map(|(name, ..)| TableColumn::new().set_header(*name)).collect();
    let table = Table::new().set_name("figures").set_columns(&columns);
    sheet.add_table(0, 0, rows.len().max(1) as u32, COLUMNS.len() as u16 - 1, &table)?;
    for (place, row) in (1..).zip(&rows) {
        for (column, word) in (0..).zip(row.words()) {
            sheet.write_string(place, column, word)?;
        }
        let numbers = [
            (7, Some(f64::from(row.version))),
            (12, row.value),
            (14, row.answers_from.map(f64::from)),
            (15, row.answers_to.map(f64::from)),
            (18, row.before),
        ];
        for (column, number) in numbers {
            if let Some(number) = number {
                sheet.write_number(place, column, number)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

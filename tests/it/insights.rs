//! One release on every way out: the page of learning and development, its charts as files, the tidy table, and the
//! command line. The same figures everywhere, and what is hidden nowhere.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataType as _, Reader as _};
use footing::disclosure::{Cell, Release};
use footing::store::SledStore;
use footing::survey::WaveId;
use serde_json::Value;

use crate::support::{App, Organisation, run};

/// Twelve people in two teams, one with a name that a spreadsheet would run.
pub async fn released(app: &App) -> (Organisation<'_>, WaveId, Arc<Release>) {
    let organisation = Organisation::founded(app).await;
    let mut rows = String::from("id,name,email,team,work,location,leads\n");
    for (team, people) in [("=Sales", 9), ("Legal", 3), ("Technology", 12)] {
        for n in 0..people {
            let email = format!("{}{n}@example.org", team.trim_start_matches('=').to_lowercase());
            rows += &format!("{team}{n},Person {n},{email},{team},sales,Ulm,\n");
        }
    }
    organisation.import(&rows).await;
    let wave = organisation.open_wave().await;
    for row in rows.lines().skip(1) {
        let email = row.split(',').nth(2).unwrap();
        let number: u8 = email.chars().filter_map(|c| c.to_digit(10)).next_back().unwrap() as u8;
        organisation.answers_about_practice(wave, email, 1 + number % 5).await;
    }
    let release = organisation.release(wave).await;
    (organisation, wave, release)
}

/// The means and shares that a release shows, in the order of its rows.
fn shown(release: &Release) -> Vec<f64> {
    let cells = release.rows().iter().flat_map(|row| &row.cells);
    let figures = cells.filter_map(|cell| match cell {
        Cell::Shown(figures) => Some(figures),
        Cell::Suppressed => None,
    });
    figures
        .flat_map(|figures| std::iter::once(figures.mean).chain(figures.shares.iter().copied().map(f64::from)))
        .collect()
}

#[tokio::test]
async fn the_page_the_files_and_the_table_say_what_the_release_says() {
    let app = App::new().await;
    let (organisation, _, release) = released(&app).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    insta::assert_snapshot!("insights", analyst.get("/insights").await.text());

    let json = analyst.get("/insights/figures.json").await;
    let rows: Vec<Value> = serde_json::from_str(&json.body).unwrap();
    let of_json: Vec<f64> = rows.iter().filter_map(|row| row["value"].as_f64()).collect();
    assert_eq!(of_json, shown(&release));
    assert!(rows.iter().all(|row| row["value"].is_null() == (row["obs_status"] == "suppressed")));

    let csv = analyst.get("/insights/figures.csv").await;
    let mut table = csv::Reader::from_reader(csv.body.as_bytes());
    let column = |name: &str, table: &mut csv::Reader<&[u8]>| {
        table.headers().unwrap().iter().position(|column| column == name).unwrap()
    };
    let (value, status, group) =
        (column("value", &mut table), column("obs_status", &mut table), column("group", &mut table));
    let records: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), rows.len());
    let of_csv: Vec<f64> =
        records.iter().filter(|row| &row[status] == "shown").map(|row| row[value].parse().unwrap()).collect();
    assert_eq!(of_csv, shown(&release));
    assert!(records.iter().filter(|row| &row[status] == "suppressed").all(|row| row[value].is_empty()));
    assert!(records.iter().any(|row| &row[group] == "'=Sales"), "a formula has an apostrophe in front");

    let metadata: Value = serde_json::from_str(&analyst.get("/insights/figures.csv-metadata.json").await.body).unwrap();
    let described =
        metadata["tableSchema"]["columns"].as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap());
    assert_eq!(described.collect::<Vec<_>>(), table.headers().unwrap().iter().collect::<Vec<_>>());
    let syntax = analyst.get("/insights/figures.sps").await.body;
    assert!(table.headers().unwrap().iter().all(|column| syntax.contains(&format!("    {column} "))), "{syntax}");

    let workbook = analyst.get("/insights/figures.xlsx").await.bytes;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    assert_eq!(workbook.sheet_names(), ["About", "subjects", "teams", "Figures"]);
    let figures = workbook.worksheet_range("Figures").unwrap();
    let of_xlsx: Vec<f64> = figures.rows().skip(1).filter_map(|row| row[value].as_f64()).collect();
    assert_eq!(of_xlsx, shown(&release));
    let about = workbook.worksheet_range("About").unwrap();
    let says = |text: &str| about.rows().flatten().any(|cell| cell.to_string().contains(text));
    assert!(says(&release.head().contract.to_string()) && says("Works council, room 2.14"));
    assert!(
        figures.rows().flatten().any(|cell| cell.as_string().is_some_and(|text| text == "=Sales")),
        "a text in a workbook is never run"
    );

    let svg = analyst.get("/insights/teams.svg").await;
    assert_eq!(svg.status, 200);
    let place = release.head().measures.iter().position(|measure| measure.id == "team-practice").unwrap();
    for row in release.rows() {
        if let Cell::Shown(figures) = &row.cells[place] {
            assert!(svg.body.contains(&format!(">{:.0}</text>", figures.mean)), "{:?}", row.group);
        }
    }
    let log = app.context.store.audit_log().await.unwrap();
    assert!(log.iter().any(|entry| entry.to_string().contains("figures-exported")), "taking figures away is noted");
}

#[tokio::test]
async fn only_analysts_see_the_organisation_and_nothing_before_a_release() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    let page = analyst.get("/insights").await;
    assert!(page.status == 200 && !page.body.contains("<svg viewBox=\"0 0 7"), "{}", page.text());
    assert_eq!(analyst.get("/insights/figures.csv").await.status, 404);
    for email in ["ada@example.org", "bo@example.org", "admin@example.org"] {
        assert_eq!(organisation.signed_in(email).await.get("/insights").await.status, 403, "{email}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_writes_the_same_charts_and_figures() {
    let data = tempfile::tempdir().unwrap();
    let (wave, svg, csv) = {
        let app = App::on(Arc::new(SledStore::open(data.path()).unwrap()), "http://localhost").await;
        let (organisation, wave, _) = released(&app).await;
        let mut analyst = organisation.signed_in("analyst@example.org").await;
        let svg = analyst.get("/insights/subjects.svg").await.body;
        (wave.to_string(), svg, analyst.get("/insights/figures.csv").await.body)
    };
    let footing = |arguments: &[&str]| run(&[arguments, &["--data", data.path().to_str().unwrap()]].concat());
    assert_eq!(footing(&["chart", &wave, "subjects"]).good(), svg);
    assert_eq!(footing(&["export", &wave]).good(), csv);
    assert!(footing(&["export", &wave, "--bom"]).good().starts_with('\u{feff}'));
    assert!(footing(&["chart", &wave]).good().contains("subjects  Where does"), "without a name it lists the charts");
    let unknown = footing(&["chart", &wave, "sujects"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("there is subjects"), "{}", unknown.stderr);
}

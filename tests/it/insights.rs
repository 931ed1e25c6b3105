//! One release on every way out: the page of learning and development, its charts as files, the tidy table, and the
//! command line. The same figures everywhere, and what is hidden nowhere.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calamine::{DataType as _, Reader as _};
use footing::store::SledStore;
use footing_core::disclosure::{Cell, Group, Release};
use footing_core::survey::WaveId;
use footing_report::{tidy, tidy_from};
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

/// The cells of a CSV table by the names of their columns.
fn records(csv: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// Means and shares of the long table; what it says besides is about people, questions and steps.
fn is_figure(statistic: &str) -> bool {
    statistic == "mean" || statistic == "share"
}

#[tokio::test]
async fn tables_say_what_the_release_says_and_hide_what_it_hides() {
    let app = App::new().await;
    let (organisation, _, release) = released(&app).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    insta::assert_snapshot!("insights", analyst.get("/insights").await.text());

    let json = analyst.get("/insights/figures.json").await;
    let rows: Vec<Value> = serde_json::from_str(&json.body).unwrap();
    let of_json = rows.iter().filter(|row| is_figure(row["statistic"].as_str().unwrap()));
    assert_eq!(of_json.filter_map(|row| row["value"].as_f64()).collect::<Vec<_>>(), shown(&release));
    assert!(rows.iter().all(|row| row["value"].is_null() == (row["obs_status"] == "suppressed")));

    let csv = analyst.get("/insights/figures.csv").await.body;
    let csv =
        csv.strip_prefix('\u{feff}').expect("a spreadsheet that opens it by a double click sees that it is UTF-8");
    let records = records(csv);
    assert_eq!(records.len(), rows.len());
    let of_csv = records.iter().filter(|row| is_figure(&row["statistic"]) && row["obs_status"] == "shown");
    assert_eq!(of_csv.map(|row| row["value"].parse().unwrap()).collect::<Vec<f64>>(), shown(&release));
    assert!(records.iter().filter(|row| row["obs_status"] == "suppressed").all(|row| row["value"].is_empty()));
    assert!(records.iter().any(|row| row["group"] == "'=Sales"), "a formula has an apostrophe in front");
    let counted = |statistic: &str| {
        let whole = |row: &&BTreeMap<String, String>| row["group"].is_empty() && row["survey"] == "team-practice";
        let row = records.iter().filter(whole).find(|row| row["statistic"] == statistic);
        row.unwrap()["value"].parse::<f64>().unwrap()
    };
    assert_eq!((counted("taken_part"), counted("invited")), (24.0, 24.0));

    let heads: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    let metadata: Value = serde_json::from_str(&analyst.get("/insights/figures.csv-metadata.json").await.body).unwrap();
    let described =
        metadata["tableSchema"]["columns"].as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap());
    assert_eq!(described.collect::<Vec<_>>(), heads);
    let syntax = analyst.get("/insights/figures.sps").await.body;
    assert!(heads.iter().all(|column| syntax.contains(&format!("    {column} "))), "{syntax}");

    assert!(syntax.contains("PRESERVE.\nSET DECIMAL=DOT.\n") && syntax.ends_with("RESTORE.\n"), "{syntax}");
    assert_eq!(analyst.get("/insights/figures.sav").await.bytes[..4], *b"$FL2");

    let workbook = analyst.get("/insights/figures.xlsx").await.bytes;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    assert_eq!(workbook.sheet_names(), ["About", "subjects", "teams", "participation", "Figures"]);
    let figures = workbook.worksheet_range("Figures").unwrap();
    let heads: Vec<String> = figures.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let is_number = |head: &String| head == "mean" || head.starts_with("share_");
    let numbers: Vec<usize> = (0..heads.len()).filter(|place| is_number(&heads[*place])).collect();
    let of_xlsx = figures.rows().skip(1).flat_map(|row| numbers.iter().filter_map(|place| row[*place].as_f64()));
    assert_eq!(of_xlsx.collect::<Vec<_>>(), shown(&release));
    let about = workbook.worksheet_range("About").unwrap();
    let says = |text: &str| about.rows().flatten().any(|cell| cell.to_string().contains(text));
    assert!(says(&release.head().contract.to_string()) && says("Works council, room 2.14"));
    assert!(
        figures.rows().flatten().any(|cell| cell.as_string().is_some_and(|text| text == "=Sales")),
        "a text in a workbook is never run"
    );
    let log = app.context.store.audit_log().await.unwrap();
    assert!(log.iter().any(|entry| entry.to_string().contains("figures-exported")), "taking figures away is noted");
}

/// What `pdftotext` reads, which had nothing to do with writing it.
fn text_of(pdf: &[u8]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("it.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    let output = output.expect("pdftotext is there: `cargo xtask test` brings it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A text that travels in a picture.
fn text_in(png: &[u8], keyword: &str) -> String {
    let reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let text = reader.info().utf8_text.iter().find(|text| text.keyword == keyword).unwrap();
    text.get_text().unwrap()
}

/// The text of every slide of a presentation, one after the other, and of its notes.
fn text_of_slides(pptx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(pptx)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let slides = names.iter().filter(|name| name.starts_with("ppt/slides/s") || name.starts_with("ppt/notesSlides/n"));
    let mut text = String::new();
    for name in slides {
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

#[tokio::test]
async fn charts_and_reports_say_what_the_release_says_and_hide_what_it_hides() {
    let app = App::new().await;
    let (organisation, _, release) = released(&app).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    let svg = analyst.get("/insights/teams.svg").await.body;
    let of_png = text_in(&analyst.get("/insights/teams.png").await.bytes, "Figures");
    let of_pdf = text_of(&analyst.get("/insights/teams.pdf").await.bytes);
    let place = release.head().measures.iter().position(|measure| measure.id == "team-practice").unwrap();
    for row in release.rows() {
        let name = match &row.group {
            Group::Organisation => "Organisation",
            Group::Team(path) => path.name(),
            Group::Work(_) | Group::Location(_) | Group::Leaders => continue,
        };
        let in_png = line_of(&of_png, name);
        match row.figures(place) {
            Some(figures) => {
                let written = format!("{:.0}", figures.mean);
                assert!(svg.contains(&format!(">{written}</text>")), "{name} {written}");
                assert!(in_png.split('\t').any(|cell| cell == written), "{in_png}");
                assert!(of_pdf.split_whitespace().any(|word| word == written), "{of_pdf}");
            }
            None => assert!(in_png.split('\t').skip(1).all(|cell| cell == "Not shown"), "{in_png}"),
        }
    }
    let contract: String = release.head().contract.to_string();
    let report = text_of(&analyst.get("/insights/report.pdf").await.bytes);
    assert!(report.contains(&contract[..8]) && report.contains("Works council, room 2.14"), "{report}");
    let technical = text_of(&analyst.get("/insights/technical.pdf").await.bytes);
    assert!(technical.contains("Fewer than fifty people answered"), "{technical}");
    let slides = text_of_slides(&analyst.get("/insights/slides.pptx").await.bytes);
    let subject = release.figures(&Group::Organisation, place).unwrap();
    assert!(slides.contains(&format!("({:.0})", subject.mean)) && slides.contains(&contract[..8]), "{slides}");
    // Three people in Legal are too few for any figure about them.
    let legal = line_of(&of_png, "Legal");
    assert!(!legal.chars().any(|letter| letter.is_ascii_digit()), "{legal}");
}

fn line_of<'t>(text: &'t str, name: &str) -> &'t str {
    text.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_else(|| panic!("no {name} in {text}"))
}

#[tokio::test]
async fn the_set_of_all_files_is_written_once_and_holds_every_file() {
    let app = App::new().await;
    let (organisation, ..) = released(&app).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    assert!(analyst.get("/insights/everything").await.text().contains("Put it together"));
    assert_eq!(analyst.get("/insights/everything.zip").await.location(), "/insights/everything");
    assert_eq!(analyst.post("/insights/everything", "").await.location(), "/insights/everything");
    let patience = Instant::now();
    let ready = loop {
        let page = analyst.get("/insights/everything").await;
        if page.text().contains("Everything is ready") {
            break page;
        }
        assert!(page.headers["refresh"] == "2" && patience.elapsed() < Duration::from_secs(60), "{}", page.text());
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert!(!ready.headers.contains_key("refresh"), "what is ready is not asked for again");
    let set = analyst.get("/insights/everything.zip").await.bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(set.clone())).unwrap();
    for file in ["report.pdf", "technical.pdf", "slides.pptx", "figures.xlsx", "figures.csv", "teams.svg", "teams.png"]
    {
        let mut bytes = Vec::new();
        archive.by_name(&format!("footing-{file}")).unwrap().read_to_end(&mut bytes).unwrap();
        // Only a table that a page hands out is marked for a double click.
        let by_itself = analyst.get(&format!("/insights/{file}")).await.bytes;
        let by_itself = by_itself.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&by_itself);
        assert_eq!(bytes, by_itself, "{file} is the same by itself");
    }
    analyst.post("/insights/everything", "").await;
    assert_eq!(analyst.get("/insights/everything.zip").await.bytes, set, "a set that is ready is not written again");
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
    assert_eq!(footing(&["export", &wave, "--bom"]).good(), csv);
    assert_eq!(Some(&*footing(&["export", &wave]).good()), csv.strip_prefix('\u{feff}'), "programs get it without");
    assert!(footing(&["chart", &wave]).good().contains("subjects  Where does"), "without a name it lists the charts");
    let report = data.path().join("report.pdf");
    footing(&["report", &wave, "--output", report.to_str().unwrap()]).good();
    assert!(text_of(&std::fs::read(report).unwrap()).contains("In short"));
    // A folder that is not empty stands where the file should be put: everything is written, and cannot get its name.
    let taken = data.path().join("taken.csv");
    std::fs::create_dir_all(taken.join("folder")).unwrap();
    let refused = footing(&["export", &wave, "--output", taken.to_str().unwrap()]);
    assert!(refused.code != 0 && refused.stderr.contains("taken.csv"), "{}", refused.stderr);
    assert!(!taken.with_extension("part").exists(), "nothing half-written is left behind");
    let unknown = footing(&["chart", &wave, "sujects"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("there is subjects"), "{}", unknown.stderr);
}

#[tokio::test]
async fn the_table_begins_at_any_row_with_what_stands_there() {
    let app = App::new().await;
    let (_, _, release) = released(&app).await;
    let surveys = footing::service::release::surveys(&app.context, &release);
    let rows: Vec<_> = tidy(&release, &surveys).collect();
    for first in 0..=rows.len() + 1 {
        let from: Vec<_> = tidy_from(&release, &surveys, first).take(3).collect();
        assert_eq!(from, rows[first.min(rows.len())..].iter().take(3).cloned().collect::<Vec<_>>(), "{first}");
    }
}

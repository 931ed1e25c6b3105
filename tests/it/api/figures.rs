//! Released figures over the API: the same as on every other way out, page by page and whole, and noted once a day.

use footing_core::organisation::Scope;
use serde_json::Value;

use crate::insights::released;
use crate::support::{App, Visit};

use super::{client, events, json, problem, token, with_token};

/// Every row, page by page, as a program collects them.
async fn walk(reader: &mut Visit<'_>, start: &str) -> Vec<Value> {
    let (mut rows, mut next) = (Vec::new(), Some(start.to_owned()));
    while let Some(path) = next {
        let page = reader.get(&path).await;
        let content = json(&page);
        rows.extend(content["rows"].as_array().unwrap().iter().cloned());
        next = content["next"].as_str().map(str::to_owned);
        let link = next.as_ref().map_or(String::new(), |next| format!("<{next}>; rel=\"next\""));
        assert_eq!(page.header("link"), link);
    }
    rows
}

#[tokio::test]
async fn pages_of_every_size_hold_each_row_once_and_they_are_those_of_every_other_way_out() {
    let app = App::new().await;
    let (organisation, wave, _) = released(&app).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    let on_page: Vec<Value> = serde_json::from_str(&analyst.get("/insights/figures.json").await.body).unwrap();
    assert!(on_page.iter().any(|row| row["obs_status"] == "suppressed"));
    let mut reader = client(&app, &[Scope::ReleasesRead]).await;
    let path = format!("/api/v1/releases/{wave}/figures");
    let few = on_page.len().div_ceil(3);
    for start in [path.clone(), format!("{path}?limit=1000"), format!("{path}?limit={few}"), format!("{path}?limit=7")]
    {
        assert_eq!(walk(&mut reader, &start).await, on_page, "{start}");
    }
    assert_eq!(walk(&mut reader, "/api/v1/releases/latest/figures?limit=50").await, on_page);

    let csv = reader.get(&format!("{path}.csv")).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let download = analyst.get("/insights/figures.csv").await.body;
    assert_eq!(download.strip_prefix('\u{feff}'), Some(csv.body.as_str()));
    assert_eq!(reader.get("/api/v1/releases/latest/figures.csv").await.body, csv.body);
    let marked = reader.get(&format!("{path}.csv?bom=true")).await;
    assert_eq!(marked.body, format!("\u{feff}{}", csv.body));
    let mut table = csv::Reader::from_reader(csv.body.as_bytes());
    let header = table.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), on_page.len());
    for (record, row) in records.iter().zip(&on_page) {
        for (column, cell) in header.iter().zip(record) {
            let said = match &row[column] {
                Value::Null => String::new(),
                Value::String(text) if text.starts_with('=') => format!("'{text}"),
                Value::String(text) => text.clone(),
                Value::Number(number) if number.is_f64() => {
                    assert_eq!(cell.parse::<f64>().unwrap(), number.as_f64().unwrap());
                    continue;
                }
                other => other.to_string(),
            };
            assert_eq!(cell, said, "{column}");
        }
    }

    let described = reader.get(&format!("{path}.csv-metadata.json")).await;
    assert_eq!(described.header("content-type"), "application/csvm+json");
    let described: Value = serde_json::from_str(&described.body).unwrap();
    let columns = described["tableSchema"]["columns"].as_array().unwrap();
    assert!(columns.iter().map(|column| column["name"].as_str().unwrap()).eq(header.iter()));
    assert_eq!(described["url"], "figures.csv", "it stands beside the table");
}

#[tokio::test]
async fn what_is_suppressed_has_no_value_and_looks_alike_everywhere() {
    let app = App::new().await;
    let (_organisation, _, release) = released(&app).await;
    let mut reader = client(&app, &[Scope::ReleasesRead]).await;
    let rows = walk(&mut reader, "/api/v1/releases/latest/figures?limit=1000").await;
    for row in rows.iter().filter(|row| row["obs_status"] == "suppressed") {
        for empty in ["value", "answers_from", "answers_to", "before"] {
            assert!(row[empty].is_null(), "{row}");
        }
        for empty in ["limit", "standing", "opinions"] {
            assert_eq!(row[empty], "", "{row}");
        }
    }
    assert!(rows.iter().any(|row| row["obs_status"] == "suppressed" && row["group"] == "Legal"), "three people");
    let shown = rows.iter().filter(|row| row["statistic"] == "mean" && row["obs_status"] == "shown").count();
    assert_eq!(shown, release.shown());
}

#[tokio::test]
async fn charts_are_those_of_the_page_in_the_language_asked_for() {
    let app = App::new().await;
    let (organisation, wave, _) = released(&app).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    let mut reader = client(&app, &[Scope::ReleasesRead]).await;
    let charts = json(&reader.get("/api/v1/releases/latest/charts").await);
    let page = analyst.get("/insights").await.text();
    for chart in charts["charts"].as_array().unwrap() {
        assert!(page.contains(chart["title"].as_str().unwrap()), "{chart}");
        assert!(page.contains(chart["finding"].as_str().unwrap()), "{chart}");
        let width = chart["table"]["head"].as_array().unwrap().len();
        assert!(chart["table"]["rows"].as_array().unwrap().iter().all(|row| row.as_array().unwrap().len() == width));
        let name = chart["name"].as_str().unwrap();
        for (format, kind) in [("svg", "image/svg+xml"), ("png", "image/png"), ("pdf", "application/pdf")] {
            let address = chart["files"][format].as_str().unwrap();
            assert_eq!(address, format!("/api/v1/releases/{wave}/charts/{name}.{format}"));
            if name == "subjects" {
                let file = reader.get(address).await;
                assert_eq!(file.header("content-type"), kind);
                assert!(file.header("content-disposition").starts_with("attachment; filename=\"footing-subjects."));
                assert_eq!(file.bytes, analyst.get(&format!("/insights/subjects.{format}")).await.bytes);
            }
        }
    }
    let german = reader.get("/api/v1/releases/latest/charts/subjects.svg?language=de").await;
    assert!(german.body.contains("Wo steht die Organisation"), "{}", german.body);
    for wrong in ["nothing.svg", "subjects.exe", "subjects", "subjects.", ".svg", "subjects.svg.png"] {
        problem(&reader.get(&format!("/api/v1/releases/latest/charts/{wrong}")).await, 404, "not-found");
    }
}

#[tokio::test]
async fn a_release_says_what_its_columns_mean_and_what_was_audited() {
    let app = App::new().await;
    let (_organisation, wave, release) = released(&app).await;
    let mut reader = client(&app, &[Scope::ReleasesRead]).await;
    let list = json(&reader.get("/api/v1/releases").await);
    assert_eq!(list["releases"][0]["wave"], wave.to_string());
    let details = json(&reader.get("/api/v1/releases/latest?language=en").await);
    let head = release.head();
    assert_eq!(details["contract"], head.contract.to_string());
    let measures = details["measures"].as_array().unwrap();
    assert_eq!(measures.len(), head.measures.len());
    for ((shown, measure), proof) in measures.iter().zip(&head.measures).zip(&head.proofs) {
        assert_eq!((&shown["id"], &shown["version"]), (&measure.id.clone().into(), &measure.version.into()));
        assert!(shown["label"].as_str().is_some_and(|label| !label.is_empty()));
        let counts: Vec<&str> = shown["audit"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(counts, ["groups", "groups_shown", "groups_shown_earlier", "least"]);
        assert_eq!(
            (&shown["audit"]["groups_shown"], &shown["audit"]["least"]),
            (&proof.shown.into(), &proof.threshold.into())
        );
    }
}

#[tokio::test]
async fn a_made_up_cursor_is_refused_and_past_the_end_there_is_no_page() {
    let app = App::new().await;
    let (_organisation, wave, _) = released(&app).await;
    let mut reader = client(&app, &[Scope::ReleasesRead]).await;
    for cursor in ["0000000000000000000000000000ffff", "ffffffffffffffffffffffffffffffff"] {
        let page = reader.get(&format!("/api/v1/releases/{wave}/figures?cursor={cursor}")).await;
        problem(&page, 404, "no-page");
    }
    for cursor in ["", "7", "-1", "%2e%2e", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"] {
        let page = reader.get(&format!("/api/v1/releases/{wave}/figures?cursor={cursor}")).await;
        assert_eq!(problem(&page, 400, "parameter-wrong")["parameter"], "cursor");
    }
}

#[tokio::test]
async fn taking_figures_is_noted_once_a_day_for_each_token_and_never_for_what_was_not_sent() {
    let app = App::new().await;
    let (_organisation, wave, _) = released(&app).await;
    let (one, two) = (token(&app, &[Scope::ReleasesRead]).await, token(&app, &[Scope::ReleasesRead]).await);
    let noted = async || events(&app, "figures-exported").await;
    with_token(&app, &one).get("/api/v1/releases/latest").await;
    with_token(&app, &one).get("/api/v1/releases/latest/charts/nothing.svg").await;
    assert_eq!(noted().await.len(), 0, "no figure was sent");
    let csv = with_token(&app, &one).get("/api/v1/releases/latest/figures.csv").await;
    walk(&mut with_token(&app, &one), "/api/v1/releases/latest/figures?limit=5").await;
    with_token(&app, &one).get("/api/v1/releases/latest/charts").await;
    let notes = noted().await;
    assert!(notes.len() == 1 && notes[0].contains("figures.csv") && notes[0].contains(&wave.to_string()), "{notes:?}");
    assert!(notes[0].contains("token ") && notes[0].contains("(Dashboard)"), "{notes:?}");

    app.days_pass(1);
    let tag = csv.header("etag").to_owned();
    let unchanged =
        with_token(&app, &one).with_header("if-none-match", &tag).get("/api/v1/releases/latest/figures.csv").await;
    assert_eq!((unchanged.status.as_u16(), noted().await.len()), (304, 1));
    with_token(&app, &one).get("/api/v1/releases/latest/figures?limit=5").await;
    with_token(&app, &two).get("/api/v1/releases/latest/charts/subjects.svg").await;
    assert_eq!(noted().await.len(), 3);
}

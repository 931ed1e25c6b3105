//! The roster over the API: read page by page, and replaced whole or not at all.

use std::collections::BTreeMap;

use axum::http::Method;
use footing_core::organisation::Scope;
use serde_json::Value;

use crate::support::{App, Organisation, Page, ROSTER, Visit};

use super::{client, events, json, problem};

async fn put(keeper: &Visit<'_>, query: &str, roster: &str) -> Page {
    let mut keeper = keeper.clone().with_header("content-type", "text/csv; charset=utf-8");
    keeper.send(Method::PUT, &format!("/api/v1/roster{query}"), roster.to_owned()).await
}

async fn active(app: &App) -> usize {
    let (_, members) = app.context.store.roster().await.unwrap();
    members.iter().filter(|member| member.is_active()).count()
}

#[tokio::test]
async fn pages_of_every_size_name_everybody_once_and_the_read_is_noted_once_a_day() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    // Somebody who left is in it no more.
    organisation.import(&ROSTER.replace("12,Lu Lang,lu@example.org,Technology,software,Ulm,,\n", "")).await;
    let mut reader = client(&app, &[Scope::RosterRead]).await;
    for limit in [1, 4, 11, 1000] {
        let mut found: BTreeMap<String, Value> = BTreeMap::new();
        let mut next = Some(format!("/api/v1/roster?limit={limit}"));
        while let Some(path) = next {
            let page = json(&reader.get(&path).await);
            assert_eq!(page["people"], 11);
            for member in page["members"].as_array().unwrap() {
                let id = member["id"].as_str().unwrap().to_owned();
                assert!(found.insert(id, member.clone()).is_none(), "{member} twice");
            }
            next = page["next"].as_str().map(str::to_owned);
        }
        assert!(found.keys().cloned().collect::<Vec<_>>().len() == 11 && !found.contains_key("12"));
        let ada = &found["1"];
        assert_eq!((&ada["email"], &ada["leads"]), (&"ada@example.org".into(), &serde_json::json!(["Sales"])));
        assert!(ada["person"].is_null(), "the id that answers are filed under is nobody's business");
    }
    assert_eq!(events(&app, "roster-read").await.len(), 1);
    app.days_pass(1);
    reader.get("/api/v1/roster").await;
    assert_eq!(events(&app, "roster-read").await.len(), 2);
}

#[tokio::test]
async fn a_new_roster_is_looked_at_first_and_then_taken_whole() {
    let app = App::new().await;
    Organisation::founded(&app).await;
    let keeper = client(&app, &[Scope::RosterWrite]).await;
    let more = format!("{ROSTER}13,Mo Moor,mo@example.org,Technology,software,Ulm,,\n");
    let page = put(&keeper, "?dry_run=true", &more).await;
    let looked = json(&page);
    assert_eq!((&looked["applied"], &looked["summary"]["joiners"]), (&false.into(), &1.into()));
    assert_eq!(active(&app).await, 12);
    let taken = json(&put(&keeper, "", &more).await);
    assert_eq!((&taken["applied"], &taken["summary"]["active_after"]), (&true.into(), &13.into()));
    assert_eq!(active(&app).await, 13);
    let again = json(&put(&keeper, "", &more).await);
    assert_eq!(again["summary"]["unchanged"], 13);
    let changed = events(&app, "roster-changed").await;
    assert!(changed.iter().any(|line| line.contains("token ") && line.contains("(Dashboard)")), "{changed:?}");
}

#[tokio::test]
async fn faults_are_named_with_row_column_and_what_to_write_and_nothing_is_changed() {
    let app = App::new().await;
    Organisation::founded(&app).await;
    let keeper = client(&app, &[Scope::RosterWrite]).await;
    let broken = ROSTER.replace("bo@example.org", "bo example.org").replace("Sales,en", "Sails,en");
    for query in ["", "?dry_run=true", "?confirm=true"] {
        let page = put(&keeper, query, &broken).await;
        let faults = problem(&page, 422, "roster-faults");
        let first = &faults["faults"][0];
        assert_eq!((&first["row"], &first["column"]), (&3.into(), &"email".into()));
        assert!(first["problem"].is_string() && first["mend"].is_string() && faults["more_faults"] == 0, "{faults}");
        assert_eq!(faults["faults"].as_array().unwrap().len(), 2, "{faults}");
    }
    for wrong in ["", "nonsense", "id,name\n1,Ada\n", "\u{0}\u{1}"] {
        problem(&put(&keeper, "", wrong).await, 422, "roster-faults");
    }
    let many: String = (0..500).map(|row| format!("{row},,,\n")).collect();
    let faults = problem(&put(&keeper, "", &format!("id,name,email,team\n{many}")).await, 422, "roster-faults");
    assert_eq!(faults["faults"].as_array().unwrap().len(), 200);
    assert!(faults["more_faults"].as_u64().unwrap() >= 1300, "{}", faults["more_faults"]);
    assert_eq!(active(&app).await, 12);
}

#[tokio::test]
async fn a_roster_that_makes_many_leave_needs_a_second_yes() {
    let app = App::new().await;
    Organisation::founded(&app).await;
    let keeper = client(&app, &[Scope::RosterWrite]).await;
    let short: String = ROSTER.lines().take(9).map(|line| format!("{line}\n")).collect();
    let looked = json(&put(&keeper, "?dry_run=true", &short).await);
    assert_eq!(looked["brakes"].as_array().unwrap().len(), 1);
    let braked = problem(&put(&keeper, "", &short).await, 409, "roster-brakes");
    assert!(braked["brakes"][0].as_str().unwrap().contains("would leave"), "{braked}");
    assert_eq!(active(&app).await, 12);
    assert_eq!(json(&put(&keeper, "?confirm=true", &short).await)["applied"], true);
    assert_eq!(active(&app).await, 8);
}

#[tokio::test]
async fn only_csv_of_a_bounded_size_is_read() {
    let app = App::new().await;
    Organisation::founded(&app).await;
    let keeper = client(&app, &[Scope::RosterWrite]).await;
    for kind in ["", "application/json", "text/html", "multipart/form-data; boundary=x", "text/csvx"] {
        let mut keeper = keeper.clone().with_header("content-type", kind);
        let page = keeper.send(Method::PUT, "/api/v1/roster", ROSTER.to_owned()).await;
        problem(&page, 415, "not-csv");
    }
    let large = "x".repeat(32 * 1024 * 1024 + 1);
    problem(&put(&keeper, "", &large).await, 413, "too-large");
    let stranger = put(&app.visit(), "", &large).await;
    problem(&stranger, 401, "token-missing");
    assert_eq!(active(&app).await, 12);
}

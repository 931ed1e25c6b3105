//! Releases through the pages: who sees what, when, and that what is hidden tells nothing.

use std::sync::Arc;

use footing::service::release;
use footing::store::SledStore;
use footing_core::disclosure::{Cell, Group};
use footing_core::organisation::TeamPath;
use footing_core::survey::WaveId;
use footing_core::wave::TermsForm;

use crate::support::{App, Organisation, run, terms};

/// A roster of three teams of eight under one department, and a team of three beside it.
fn roster() -> String {
    let mut rows = String::from("id,name,email,team,work,location,leads\n");
    rows += "0,Ada Ames,ada@example.org,Sales,sales,Ulm,Sales\n";
    for (team, people) in [("Sales > North", 8), ("Sales > South", 8), ("Sales > West", 8), ("Legal", 3)] {
        for n in 0..people {
            let short = team.to_lowercase().replace([' ', '>'], "");
            rows += &format!("{short}{n},Person {n},{short}{n}@example.org,{team},sales,Ulm,\n");
        }
    }
    rows
}

async fn answered(app: &App) -> (Organisation<'_>, WaveId) {
    let organisation = Organisation::founded(app).await;
    organisation.import(&roster()).await;
    let wave = organisation.open_wave().await;
    for row in roster().lines().skip(1) {
        let email = row.split(',').nth(2).unwrap();
        let answer = if email.starts_with("salessouth") { 1 } else { 4 };
        organisation.answers_about_practice(wave, email, answer).await;
    }
    (organisation, wave)
}

/// The page of a team.
fn north() -> String {
    format!("/teams/{}", TeamPath::parse("Sales > North").unwrap().id())
}

#[tokio::test]
async fn a_release_is_made_once_and_only_of_a_closed_wave() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    let context = organisation.context();
    assert!(release::release(context, &organisation.by, id).await.is_err(), "it still takes answers");
    organisation.release(id).await;
    assert!(release::release(context, &organisation.by, id).await.is_err(), "a release never changes");
}

#[tokio::test]
async fn a_team_below_the_threshold_and_whoever_would_give_it_away_is_hidden() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    let release = organisation.release(id).await;
    let place = release.head().measures.iter().position(|measure| measure.id == "team-practice").unwrap();
    let cell = |name: &str| {
        let row = release.rows().iter().find(|row| matches!(&row.group, Group::Team(path) if path.as_str() == name));
        row.unwrap().cells[place].clone()
    };
    assert_eq!(cell("Legal"), Cell::Suppressed);
    let shown = |cell| matches!(cell, Cell::Shown(_));
    let organisation = release.row(&Group::Organisation).unwrap().cells[place].clone();
    // The organisation less Sales is Legal and the head of Sales: four people.
    assert!(!(shown(organisation) && shown(cell("Sales"))), "Legal can be worked out");
    assert!(shown(cell("Sales > South")));
}

#[tokio::test]
async fn a_manager_reads_their_own_teams_and_nobody_else_does() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    let mut ada = organisation.signed_in("ada@example.org").await;
    let before = ada.get("/teams").await;
    assert!(!before.body.contains("South"), "nothing is shown before the release");
    organisation.release(id).await;
    insta::assert_snapshot!("before_the_first_look", ada.get("/teams").await.text());
    assert_eq!(ada.get(&north()).await.status, 404, "nothing is shown before the first look");
    let long = format!("low={}", "x".repeat(281));
    assert_eq!(ada.post("/teams/before", &long).await.status, 422);
    assert_eq!(ada.post("/teams/before", "low=Listen+first&high=&split=").await.location(), "/teams");
    insta::assert_snapshot!("teams", ada.get("/teams").await.text());
    insta::assert_snapshot!("one_team", ada.get(&north()).await.text());
    for email in ["salesnorth1@example.org", "admin@example.org", "analyst@example.org"] {
        assert_eq!(organisation.signed_in(email).await.get("/teams").await.status, 403, "{email}");
        assert_eq!(organisation.signed_in(email).await.get(&north()).await.status, 403, "{email}");
    }
}

#[tokio::test]
async fn hidden_figures_look_alike_byte_for_byte_and_sort_by_name() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    organisation.release(id).await;
    let mut ada = organisation.signed_in("ada@example.org").await;
    ada.post("/teams/before", "skip=yes").await;
    let page = ada.get("/teams?sort=team-practice.team-practice").await;
    let hidden: std::collections::BTreeSet<&str> = page
        .body
        .split("<td class=\"suppressed\"")
        .skip(1)
        .map(|rest| rest.split("</td>").next().unwrap_or_default())
        .collect();
    assert_eq!(hidden.len(), 1, "{hidden:?}");
    let south = page.body.find(">South<").unwrap();
    assert!(south < page.body.find(">North<").unwrap(), "the lowest figure comes first");
}

#[tokio::test]
async fn what_a_leader_promises_a_team_reads_when_it_is_asked_again() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    organisation.release(id).await;
    let mut ada = organisation.signed_in("ada@example.org").await;
    ada.post("/teams/before", "skip=yes").await;
    let page = ada.get(&north()).await;
    let step = page.body.split("name=\"step\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let promise = |due: &str| format!("step={step}&due={due}&words=We+try+it+on+Tuesdays.");
    let refused = ada.post(&format!("{}/promise", north()), &promise("soon")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Choose a day from today"), "{}", refused.text());
    ada.post(&format!("{}/promise", north()), &promise("2026-12-05")).await;
    ada.post(&format!("{}/outcome", north()), "outcome=partly&note=Two+Tuesdays+so+far.").await;
    insta::assert_snapshot!("a_promise_that_was_kept_in_part", ada.get(&north()).await.text());
    let again = ada.post(&format!("{}/promise", north()), &promise("2026-12-12")).await;
    assert_eq!(again.status, 409, "something came of it already");

    app.days_pass(30);
    let next = organisation.open_wave_with(TermsForm { closes: "2027-02-28".into(), ..terms() }).await;
    let north_reads = organisation.signed_in("salesnorth1@example.org").await.get(&format!("/w/{next}")).await.text();
    assert!(north_reads.contains("You said, we did") && north_reads.contains("Two Tuesdays so far."), "{north_reads}");
    let south_reads = organisation.signed_in("salessouth1@example.org").await.get(&format!("/w/{next}")).await.text();
    assert!(!south_reads.contains("Tuesdays"), "a promise is for its team and those below it");
}

#[tokio::test]
async fn a_manager_reads_no_team_that_is_not_theirs_whatever_the_address_says() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    organisation.release(id).await;
    let mut ada = organisation.signed_in("ada@example.org").await;
    ada.post("/teams/before", "skip=yes").await;
    let legal = format!("/teams/{}", TeamPath::parse("Legal").unwrap().id());
    let nowhere = format!("/teams/{}", TeamPath::parse("Nowhere").unwrap().id());
    let (theirs, nobodys) = (ada.get(&legal).await, ada.get(&nowhere).await);
    assert_eq!((theirs.status, theirs.text()), (nobodys.status, nobodys.text()), "the two look alike");
    assert_eq!(theirs.status, 404);
    assert_eq!(ada.get(&format!("{legal}/talk")).await.status, 404);
    assert_eq!(ada.post(&format!("{legal}/promise"), "step=x&due=2026-12-05").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_shows_a_team_and_its_step_from_the_same_release() {
    let data = tempfile::tempdir().unwrap();
    let release = {
        let app = App::on(Arc::new(SledStore::open(data.path()).unwrap()), "http://localhost").await;
        let (organisation, id) = answered(&app).await;
        organisation.release(id).await
    };
    let directory = data.path().to_str().unwrap();
    let printed = run(&["team", "Sales > South", "--data", directory]).good();
    assert!(printed.contains("Team practice: ≤ 13  5–9 answers") && printed.contains("\nNext step: "), "{printed}");
    let json: serde_json::Value =
        serde_json::from_str(&run(&["team", "Sales > South", "--json", "--data", directory]).good()).unwrap();
    let row = release.row(&Group::Team(TeamPath::parse("Sales > South").unwrap())).unwrap();
    let cells: Vec<Cell> = json["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| serde_json::from_value(figure["cell"].clone()).unwrap())
        .collect();
    assert_eq!(cells, row.cells);
    assert_eq!(run(&["team", "Nowhere", "--data", directory]).code, 1);
}

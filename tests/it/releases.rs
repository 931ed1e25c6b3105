//! Releases through the pages: who sees what, when, and that what is hidden tells nothing.

use footing::disclosure::{Cell, Group, Release};
use footing::service::{release, wave};
use footing::survey::WaveId;

use crate::support::{App, Organisation};

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
        let answer = if email.starts_with("salessouth") { "1" } else { "4" };
        let mut visit = organisation.signed_in(email).await;
        for item in ["agreed-place", "kept-templates", "clear-checker", "hear-of-better-ways", "whom-to-ask"] {
            let then = if item == "whom-to-ask" { "&then=submit" } else { "" };
            visit.post(&format!("/w/{wave}/team-practice/q/{item}"), &format!("answer={answer}{then}")).await;
        }
    }
    (organisation, wave)
}

async fn released(organisation: &Organisation<'_>, id: WaveId) -> Release {
    let context = organisation.context();
    wave::close(context, &organisation.by, id).await.unwrap();
    release::release(context, &organisation.by, id).await.unwrap();
    context.store.release(id).await.unwrap().expect("it was just made")
}

#[tokio::test]
async fn a_release_is_made_once_and_only_of_a_closed_wave() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    let context = organisation.context();
    assert!(release::release(context, &organisation.by, id).await.is_err(), "it still takes answers");
    released(&organisation, id).await;
    assert!(release::release(context, &organisation.by, id).await.is_err(), "a release never changes");
}

#[tokio::test]
async fn a_team_below_the_threshold_and_whoever_would_give_it_away_is_hidden() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    let release = released(&organisation, id).await;
    let place = release.head().measures.iter().position(|measure| measure.id == "team-practice").unwrap();
    let cell = |name: &str| {
        let row = release.rows().iter().find(|row| matches!(&row.group, Group::Team(path) if path.as_str() == name));
        row.unwrap().cells[place]
    };
    assert_eq!(cell("Legal"), Cell::Suppressed);
    let shown = |cell| matches!(cell, Cell::Shown(_));
    let organisation = release.row(&Group::Organisation).unwrap().cells[place];
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
    released(&organisation, id).await;
    insta::assert_snapshot!(ada.get("/teams").await.text());
    for email in ["salesnorth1@example.org", "admin@example.org", "analyst@example.org"] {
        assert_eq!(organisation.signed_in(email).await.get("/teams").await.status, 403, "{email}");
    }
}

#[tokio::test]
async fn hidden_figures_look_alike_byte_for_byte_and_sort_by_name() {
    let app = App::new().await;
    let (organisation, id) = answered(&app).await;
    released(&organisation, id).await;
    let page = organisation.signed_in("ada@example.org").await.get("/teams?sort=team-practice.team-practice").await;
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

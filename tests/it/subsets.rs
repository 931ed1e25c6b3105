//! A wave may ask any of the surveys, or only one's own: it opens, closes and is released, and what nothing is asked about
//! is left out of pages and files.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use footing::store::MemoryStore;
use footing_core::survey::WaveId;
use footing_core::wave::TermsForm;

use crate::support::{App, Organisation, ROSTER, Visit, run, terms};

const SHIPPED: [&str; 4] = ["leadership-intent", "team-practice", "psychological-safety", "ai-proficiency"];

/// Answers whatever a wave asks, from its first question to the thanks.
async fn answer_everything(visit: &mut Visit<'_>, wave: WaveId, answer: &str) {
    let mut place = visit.post(&format!("/w/{wave}"), "").await.location().to_owned();
    while !place.ends_with("/thanks") {
        let page = visit.get(&place).await;
        let then = if page.body.contains("value=\"submit\"") { "&then=submit" } else { "" };
        let choice = match place.rsplit('/').next() {
            Some("work") => "sales",
            Some("tasks") => "proposals",
            _ => answer,
        };
        let next = visit.post(&place, &format!("answer={choice}{then}")).await;
        assert_eq!(next.status, 303, "{place}: {}", next.text());
        place = next.location().to_owned();
    }
}

/// Opens a wave of these surveys, has ten people answer, closes and releases it, and looks at everything that comes of it.
async fn go_all_the_way(app: &App, organisation: &Organisation<'_>, surveys: &[&str]) {
    let closes = app.context.today().tomorrow().unwrap().to_string();
    let form =
        TermsForm { surveys: surveys.iter().map(ToString::to_string).collect(), cuts: Vec::new(), closes, ..terms() };
    let wave = organisation.open_wave_with(form).await;
    for (number, name) in ["bo", "cy", "di", "ed", "fi", "hal", "ida", "jo", "kit", "lu"].into_iter().enumerate() {
        let mut visit = organisation.signed_in(&format!("{name}@example.org")).await;
        assert_eq!(visit.get(&format!("/w/{wave}")).await.status, 200);
        answer_everything(&mut visit, wave, ["2", "4", "3"][number % 3]).await;
    }
    let release = organisation.release(wave).await;
    assert!(release.shown() > 0, "{surveys:?}");

    let mut ada = organisation.signed_in("ada@example.org").await;
    ada.post("/teams/before", "skip=yes").await;
    let page = ada.get("/teams").await;
    assert_eq!(page.status, 200, "{surveys:?}");
    let team = page.body.split("href=\"/teams/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let page = ada.get(&format!("/teams/{team}")).await;
    assert!(page.status == 200 && page.body.contains("name=\"step\""), "{surveys:?}: a team has a step");
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    for place in ["/insights", "/insights/technical", "/insights/figures.csv", "/insights/report.pdf"] {
        assert_eq!(analyst.get(place).await.status, 200, "{surveys:?}: {place}");
    }
    // Until the same may be asked again.
    app.days_pass(29);
}

#[tokio::test]
async fn any_of_the_shipped_surveys_are_asked_and_released() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    for subset in 1..1 << SHIPPED.len() {
        let surveys: Vec<&str> =
            SHIPPED.into_iter().enumerate().filter(|(place, _)| subset >> place & 1 == 1).map(|(_, id)| id).collect();
        go_all_the_way(&app, &organisation, &surveys).await;
    }
}

/// A survey of one's own, written before there were roles, whose one dimension is called as no other should be.
fn own(id: &str) -> (String, Vec<u8>) {
    let file = include_str!("../../surveys/team-practice.toml");
    let file = file
        .replace("id = \"team-practice\"", "id = \"whole\"")
        .replace("dimension = \"team-practice\"", "dimension = \"whole\"");
    let file = file.replacen("id = \"whole\"", &format!("id = \"{id}\""), 1).replace("role = \"practice\"\n", "");
    (format!("{id}.toml"), file.into_bytes())
}

#[tokio::test]
async fn surveys_of_ones_own_without_a_role_are_asked_and_released_alone() {
    let surveys = [own("our-own"), own("another")];
    let app = App::asking(Arc::new(MemoryStore::default()), "http://127.0.0.1:3000", &surveys).await;
    // Nothing says which kinds of work there are.
    let roster = ROSTER.replace(",work,", ",").replace(",sales,", ",").replace(",software,", ",");
    let organisation = Organisation::founded_by(&app, &roster).await;
    go_all_the_way(&app, &organisation, &["our-own"]).await;
    // Two surveys with one dimension of the same id, which is called as a whole survey is.
    go_all_the_way(&app, &organisation, &["our-own", "another"]).await;
    let wave =
        app.context.store.waves().await.unwrap().into_iter().max_by_key(|wave| wave.terms().surveys.len()).unwrap();
    let release = app.context.store.release(wave.id).await.unwrap().unwrap();
    let columns: BTreeSet<_> = release
        .head()
        .measures
        .iter()
        .map(|measure| (measure.survey.to_string(), format!("{:?}", measure.kind), measure.id.clone()))
        .collect();
    assert_eq!(columns.len(), release.head().measures.len(), "no two columns have one name");
}

#[test]
fn the_check_says_what_will_be_missing_and_why() {
    let dir = tempfile::tempdir().unwrap();
    let (name, file) = own("our-own");
    fs::write(dir.path().join(name), file).unwrap();
    let said = run(&["check", dir.path().to_str().unwrap()]).good();
    for part in [
        "no role",
        "no survey has `role = \"skill\"`: no steps for persons",
        "no survey has `role = \"safety\"`",
        "intent",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let all = run(&["check"]).good();
    assert!(all.contains("role skill") && !all.contains("note:"), "{all}");
}

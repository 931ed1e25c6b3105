//! A wave that closed can be released: whatever would keep it from that is found before its ballots are sealed, and leaves
//! it as it was.

use std::fmt::Write as _;
use std::sync::Arc;

use footing::service::release::Obstacle;
use footing::service::{ServiceError, release, wave};
use footing::store::{MemoryStore, SledStore, Store};
use footing_core::organisation::PersonId;
use footing_core::survey::{Answer, Draft, Entry, Language, Response, ResponseId, SurveyId, WaveId};
use footing_core::wave::TermsForm;

use crate::support::{App, Organisation, terms};
use crate::waves::vote;

const ADDRESS: &str = "http://127.0.0.1:3000";

async fn person(app: &App, email: &str) -> PersonId {
    let (_, members) = app.context.store.roster().await.unwrap();
    members.into_iter().find(|member| member.email.to_string() == email).unwrap().person
}

fn practice() -> SurveyId {
    SurveyId::parse("team-practice").unwrap()
}

/// An answer that is on no scale, as only a damaged store could hold it: working out figures with it breaks off.
async fn plant(app: &App, wave: WaveId, person: PersonId) {
    let (survey, store) = (practice(), &app.context.store);
    let instrument = Arc::clone(app.context.instruments.current(&survey).unwrap());
    let draft = Draft {
        id: ResponseId::from_random([9; 16]),
        survey: survey.clone(),
        version: instrument.version(),
        wave: Some(wave),
        opened: app.context.today(),
        revision: 0,
        sheet: Default::default(),
    };
    let draft = store.open_draft(person, draft).await.unwrap();
    let mut sheet = draft.sheet;
    for item in instrument.items() {
        sheet.record(Entry::Item(item.id.clone(), Answer::Value(200)));
    }
    let response = Response {
        id: draft.id,
        survey,
        version: draft.version,
        wave: draft.wave,
        submitted: app.context.today(),
        place: 0,
        language: Language::En,
        sheet,
    };
    store.submit(person, 0, response).await.unwrap();
}

/// Nothing has happened to it, and nobody has seen or kept anything.
async fn assert_untouched(app: &App, id: WaveId, before: &[String]) {
    let store = &app.context.store;
    assert!(store.wave(id).await.unwrap().unwrap().open_now().is_some(), "it is not closed");
    assert_eq!(store.release(id).await.unwrap(), None);
    assert_eq!(&log(app).await, before, "nothing was done");
}

async fn log(app: &App) -> Vec<String> {
    app.context.store.audit_log().await.unwrap().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_wave_whose_figures_cannot_be_worked_out_stays_open_with_all_its_ballots_until_that_is_mended() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let id = organisation.open_wave().await;
    for email in ["bo", "cy", "di", "ed", "fi"] {
        organisation.answers_about_practice(id, &format!("{email}@example.org"), 4).await;
    }
    let mut bo = organisation.signed_in("bo@example.org").await;
    vote(&mut bo, id, "4").await;
    let kit = person(&app, "kit@example.org").await;
    plant(&app, id, kit).await;

    let before = log(&app).await;
    let refused = wave::close(&app.context, &organisation.by, id).await;
    assert!(matches!(refused, Err(ServiceError::NotReleasable(Obstacle::Tabulation))), "{refused:?}");
    assert_untouched(&app, id, &before).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let page = admin.post(&format!("/admin/waves/{id}/close"), "").await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("Working out its results breaks off."), "{}", page.text());
    vote(&mut bo, id, "1").await;
    let turnout = app.context.store.turnout(id, &SurveyId::parse("psychological-safety").unwrap()).await.unwrap();
    assert_eq!(turnout.values().sum::<u32>(), 1, "who has voted is still known, so nobody votes twice");

    app.days_pass(15);
    let before = log(&app).await;
    let refused = wave::close_due(&app.context, id).await;
    assert!(matches!(refused, Err(ServiceError::NotReleasable(Obstacle::Tabulation))), "{refused:?}");
    assert_untouched(&app, id, &before).await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    assert_eq!(bo.get(&format!("/w/{id}")).await.status, 409, "its last day is over");

    app.context.store.erase(kit).await.unwrap();
    assert!(wave::close_due(&app.context, id).await.unwrap());
    release::release(&app.context, &organisation.by, id).await.unwrap();
}

#[tokio::test]
async fn a_wave_whose_survey_file_was_taken_away_is_not_closed_and_says_which_it_is() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let app = App::on(Arc::clone(&store), ADDRESS).await;
    let organisation = Organisation::founded(&app).await;
    let id = organisation.open_wave().await;
    let mut fewer = App::bundled_surveys();
    fewer.retain(|(name, _)| !name.contains("team-practice"));
    let without = App::asking(Arc::clone(&store), ADDRESS, &fewer).await;
    let before = log(&app).await;
    let refused = wave::close(&without.context, &organisation.by, id).await.unwrap_err();
    assert!(refused.to_string().contains("version 1 of the survey \"team-practice\""), "{refused}");
    assert_untouched(&app, id, &before).await;
    wave::close(&app.context, &organisation.by, id).await.unwrap();
    let refused = release::release(&without.context, &organisation.by, id).await.unwrap_err();
    assert!(refused.to_string().contains("put its file back"), "{refused}");
    release::release(&app.context, &organisation.by, id).await.unwrap();
}

#[tokio::test]
async fn closing_a_wave_shows_and_keeps_no_figure_of_it() {
    let data = tempfile::tempdir().unwrap();
    let app = App::on(Arc::new(SledStore::open(data.path()).unwrap()), ADDRESS).await;
    let organisation = Organisation::founded(&app).await;
    let id = organisation.open_wave().await;
    for email in ["bo", "cy", "di", "ed", "fi"] {
        organisation.answers_about_practice(id, &format!("{email}@example.org"), 4).await;
    }
    let length = log(&app).await.len();
    wave::close(&app.context, &organisation.by, id).await.unwrap();
    assert_eq!(app.context.store.release(id).await.unwrap(), None);
    let log = log(&app).await;
    assert_eq!(log.len(), length + 1);
    assert!(log[length].contains("\"wave-closed\""), "{}", log[length]);
    assert_eq!(organisation.signed_in("analyst@example.org").await.get("/insights/figures.json").await.status, 404);
}

#[tokio::test]
async fn a_closing_that_takes_longer_than_a_page_waits_goes_on_and_the_page_says_so() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let id = organisation.open_wave().await;
    for email in ["bo", "cy", "di", "ed", "fi"] {
        organisation.answers_about_practice(id, &format!("{email}@example.org"), 4).await;
    }
    let mut admin = organisation.signed_in("admin@example.org").await;

    // The page's time passes at once, while a thread of its own still works the results out.
    tokio::time::pause();
    let page = admin.post(&format!("/admin/waves/{id}/close"), "").await;
    tokio::time::resume();
    assert_eq!(page.status, 503);
    assert!(page.text().contains("It was begun and goes on without this page"), "{}", page.text());

    app.state.begun.end().await;
    assert!(app.context.store.wave(id).await.unwrap().unwrap().open_now().is_none(), "it was closed");
    assert!(log(&app).await.last().unwrap().contains("\"wave-closed\""));
}

/// A survey of two hundred questions on one subject.
fn long_survey() -> (String, Vec<u8>) {
    let bundled = App::bundled_surveys();
    let (_, file) = bundled.iter().find(|(name, _)| name.contains("team-practice")).unwrap();
    let text = String::from_utf8(file.clone()).unwrap();
    let head =
        text.split("[[item]]").next().unwrap().replace("id = \"team-practice\"\nversion", "id = \"long\"\nversion");
    let mut survey = head.replace("minutes = 1", "minutes = 40").replace("needs = 4", "needs = 100");
    for number in 1..=200 {
        write!(
            survey,
            "\n[[item]]\nid = \"question-{number}\"\ndimension = \"team-practice\"\nscale = \"agreement\"\n[item.text]\n\
             en = \"Statement {number} is so.\"\nde = \"Aussage {number} trifft zu.\"\nja = \"文{number}のとおりです。\"\n"
        )
        .unwrap();
    }
    ("long.toml".to_owned(), survey.into_bytes())
}

/// From opening to release, with a thousand teams at the top of the tree and a survey of two hundred questions.
async fn assert_the_largest_wave_is_released(store: Arc<dyn Store>) {
    let surveys = [App::bundled_surveys(), vec![long_survey()]].concat();
    let app = App::asking(store, ADDRESS, &surveys).await;
    let organisation = Organisation::founded(&app).await;
    let mut rows = String::from("id,name,email,team\n");
    for person in 0..10_000 {
        writeln!(rows, "p{person},Person {person},p{person}@example.org,Department {}", person % 1000).unwrap();
    }
    organisation.import(&rows).await;
    let long = TermsForm { surveys: vec!["team-practice".into(), "long".into()], cuts: Vec::new(), ..terms() };
    let id = organisation.open_wave_with(long).await;
    for person in 0..6 {
        organisation.answers_about_practice(id, &format!("p{}@example.org", 1000 * (person % 5) + person / 5), 4).await;
    }
    wave::close(&app.context, &organisation.by, id).await.unwrap();
    release::release(&app.context, &organisation.by, id).await.unwrap();
    let release = app.context.store.release(id).await.unwrap().unwrap();
    assert_eq!(release.rows().len(), 1001);
    assert_eq!(release.head().participation[0].teams.len(), 1000);
}

#[tokio::test]
async fn a_wave_of_a_thousand_teams_at_the_top_and_two_hundred_questions_is_released() {
    assert_the_largest_wave_is_released(Arc::new(MemoryStore::default())).await;
}

#[tokio::test]
async fn a_wave_of_a_thousand_teams_at_the_top_and_two_hundred_questions_is_released_from_the_disk() {
    let data = tempfile::tempdir().unwrap();
    assert_the_largest_wave_is_released(Arc::new(SledStore::open(data.path()).unwrap())).await;
}

//! Nothing large is made where answers wait: with every place of the render pool stuck, answers and health go through, and
//! every large page asks to come back. And no job of the calendar waits for another one.

use std::fs::File;
use std::future::pending;
use std::os::unix::fs::FileExt as _;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use axum::http::Method;
use footing::jobs::{NotMade, Notifier, RenderPool};
use footing::mail::{MailPace, Sender, SmtpMailer};
use footing::service::{api_token, invitation};
use footing::store::SledStore;
use footing::web::{self, AppState, PublicAddress};
use footing_core::organisation::{ApiToken, NewApiToken, Scope};
use footing_core::survey::WaveId;
use footing_core::wave::{Occasion, TermsForm};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::support::{App, Organisation, terms};
use crate::waves::vote;

/// Work that goes on until this is dropped, in every place there is and in every place before those.
struct Stuck {
    ends: Vec<mpsc::Sender<()>>,
    working: Vec<JoinHandle<Result<(), NotMade>>>,
}

impl Stuck {
    async fn at(render_pool: &Arc<RenderPool>) -> Stuck {
        let mut stuck = Stuck { ends: Vec::new(), working: Vec::new() };
        while !stuck.working.iter().any(JoinHandle::is_finished) {
            let (end, ended) = mpsc::channel::<()>();
            let render_pool = Arc::clone(render_pool);
            let work = async move {
                let _ = ended.recv();
            };
            stuck.working.push(tokio::spawn(async move { render_pool.make(work).await }));
            stuck.ends.push(end);
            tokio::task::yield_now().await;
        }
        stuck
    }

    /// Lets go of all, and waits until they have ended.
    async fn end(self) {
        drop(self.ends);
        for working in self.working {
            let _ = working.await.expect("no work panics");
        }
    }
}

async fn token(app: &App, organisation: &Organisation<'_>) -> String {
    let new = NewApiToken { name: "Dashboard".into(), scopes: Scope::ALL.into_iter().collect(), last_day: None };
    let (_, secret) = api_token::make(&app.context, &organisation.by, new).await.unwrap();
    format!("Bearer {}", ApiToken::written(&secret))
}

#[tokio::test]
async fn answers_and_health_go_through_while_all_large_work_is_stuck_and_large_pages_ask_to_come_back() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let id = organisation.open_wave().await;
    for email in ["bo", "cy", "di", "ed", "fi"] {
        organisation.answers_about_practice(id, &format!("{email}@example.org"), 4).await;
    }
    organisation.release(id).await;
    app.days_pass(30);
    let open = organisation.open_wave_with(TermsForm { closes: "2027-02-28".into(), ..terms() }).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let mut ada = organisation.signed_in("ada@example.org").await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let mut stranger = app.visit();
    let token = token(&app, &organisation).await;
    let mut program = app.visit().with_header("authorization", &token);
    ada.post("/teams/before", "skip=yes").await;
    let teams = ada.get("/teams").await;
    let team = teams.body.split("href=\"/teams/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    stranger.post("/s/ai-proficiency", "").await;

    let stuck = Stuck::at(&app.state.render_pool).await;
    for path in ["/insights", "/insights/technical", "/insights/subjects.svg", "/insights/report.pdf"] {
        assert_busy(path, &analyst.get(path).await);
    }
    for path in ["/teams".to_owned(), format!("/teams/{team}"), format!("/teams/{team}/talk")] {
        assert_busy(&path, &ada.get(&path).await);
    }
    let of_wave = |what: &str| format!("/admin/waves/{open}{what}");
    for path in ["/admin".to_owned(), "/admin/roster".to_owned(), "/admin/roster.csv".to_owned(), of_wave("")] {
        assert_busy(&path, &admin.get(&path).await);
    }
    assert_busy("upload", &admin.upload("/admin/roster", crate::support::ROSTER).await);
    for path in ["/admin/roster/apply".to_owned(), of_wave("/close"), of_wave("/release"), of_wave("/open")] {
        assert_busy(&path, &admin.post(&path, "").await);
    }
    let wave = format!("/api/v1/waves/{open}");
    let release = format!("/api/v1/releases/{id}");
    for path in [
        wave,
        release.clone(),
        format!("{release}/figures"),
        format!("{release}/figures.csv"),
        format!("{release}/figures.csv-metadata.json"),
        format!("{release}/charts"),
        format!("{release}/charts/subjects.svg"),
        "/api/v1/roster".to_owned(),
    ] {
        let answer = program.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "5"), "{path}");
    }
    let mut sender = program.with_header("content-type", "text/csv");
    let answer = sender.send(Method::PUT, "/api/v1/roster?dry_run=true", crate::support::ROSTER.to_owned()).await;
    assert_eq!(answer.status, 503);

    assert_eq!(stranger.get("/healthz").await.status, 200);
    assert_eq!(stranger.post("/s/ai-proficiency/q/work", "answer=software").await.status, 303);
    assert_eq!(bo.get(&format!("/w/{open}")).await.status, 200);
    assert_eq!(bo.post(&format!("/w/{open}/team-practice/q/agreed-place"), "answer=4").await.status, 303);
    assert_eq!(vote(&mut bo, open, "4").await.status, 303, "ballots too");

    stuck.end().await;
    assert_eq!(analyst.get("/insights").await.status, 200);
    let stuck = Stuck::at(&app.state.render_pool).await;
    assert_eq!(analyst.get("/insights").await.status, 200, "what was made once is there");
    stuck.end().await;
}

#[track_caller]
fn assert_busy(path: &str, page: &crate::support::Page) {
    assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "10"), "{path}");
    assert!(page.text().contains("Too much is being worked out just now."), "{path}: {}", page.text());
}

#[tokio::test]
async fn the_same_release_gives_the_same_page_to_everybody_in_each_language() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let id = organisation.open_wave().await;
    organisation.answers_about_practice(id, "bo@example.org", 4).await;
    organisation.release(id).await;
    let mut analyst = organisation.signed_in("analyst@example.org").await;
    let first = analyst.get("/insights").await;
    let again = organisation.signed_in("analyst@example.org").await.get("/insights").await;
    assert_eq!(first.text(), again.text());
    let german = analyst.get("/insights?lang=de").await;
    let german = if german.status == 303 { analyst.get("/insights").await } else { german };
    assert_ne!(german.text(), first.text());
}

/// Serves the application as the program does, with everything the calendar does.
async fn serve(state: AppState) -> JoinHandle<()> {
    let listener = web::listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
    tokio::spawn(web::serve(state, listener, pending()))
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so().await {
        assert!(Instant::now() < deadline, "in a minute it is not so that {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn is_open(app: &App, wave: WaveId) -> bool {
    app.context.store.wave(wave).await.unwrap().unwrap().open_now().is_some()
}

fn asking(survey: &str, closes: &str) -> TermsForm {
    TermsForm { surveys: vec![survey.to_owned()], closes: closes.to_owned(), ..terms() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_hangs_keeps_no_wave_from_closing() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("smtp://{}", silent.local_addr().unwrap());
    let mailer = SmtpMailer::new(&server, Sender::new("Footing", "footing@example.org").unwrap()).unwrap();
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let over = organisation.open_wave_with(asking("psychological-safety", "2026-12-05")).await;
    let goes_on = organisation.open_wave_with(asking("team-practice", "2027-01-30")).await;
    let mut state = app.state.clone();
    let address = PublicAddress::parse("http://127.0.0.1:3000").unwrap();
    let notifier = Notifier::new(Arc::new(mailer), MailPace::default(), Arc::clone(&state.catalog), address.as_str());
    state.context.post = Some(Arc::new(notifier));
    invitation::invite(&state.context, &organisation.by, goes_on, Occasion::Opening).await.unwrap();
    app.days_pass(15);

    let serving = serve(state).await;
    let (connection, _) = silent.accept().await.unwrap();
    // From here on the mail server says nothing.
    until("the wave is closed", async || !is_open(&app, over).await).await;
    assert!(is_open(&app, goes_on).await);
    serving.abort();
    drop(connection);
}

/// Where the vault has the key that opens a wave's ballots.
fn ballot_key(vault: &File, wave: WaveId) -> (u64, [u8; 128]) {
    let mut slot = [0; 128];
    let is_it =
        |place: &u64| vault.read_exact_at(&mut slot, *place).is_ok() && slot[0] == 6 && slot[1..17] == *wave.as_bytes();
    let place = (128..).step_by(128).take(1000).find(is_it).unwrap();
    (place, slot)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_whose_ballots_cannot_be_opened_is_not_closed_and_every_other_one_is() {
    let data = tempfile::tempdir().unwrap();
    let store = Arc::new(SledStore::open(data.path()).unwrap());
    let app = App::on(store, "http://127.0.0.1:3000").await;
    let organisation = Organisation::founded(&app).await;
    let damaged = organisation.open_wave_with(asking("psychological-safety", "2026-12-05")).await;
    let other = organisation.open_wave_with(asking("team-practice", "2026-12-05")).await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    vote(&mut bo, damaged, "4").await;
    let vault = File::options().read(true).write(true).open(data.path().join("vault")).unwrap();
    let (place, sound) = ballot_key(&vault, damaged);
    vault.write_all_at(&[7; 128], place).unwrap();
    app.days_pass(15);

    let serving = serve(app.state.clone()).await;
    until("the other wave is closed", async || !is_open(&app, other).await).await;
    let mut visit = app.visit();
    let says_so = async || app.visit().get("/healthz").await.body.contains("\"waves_in_trouble\":1");
    until("health tells of the damaged one", says_so).await;
    assert_eq!(visit.get("/healthz").await.status, 200, "a restart would not help it");
    assert!(is_open(&app, damaged).await);
    let mut bo = organisation.signed_in("bo@example.org").await;
    assert_eq!(bo.get(&format!("/w/{damaged}")).await.status, 409, "its last day is over");
    let mut admin = organisation.signed_in("admin@example.org").await;
    assert!(admin.get("/admin").await.text().contains("Needs attention"));
    let page = admin.get(&format!("/admin/waves/{damaged}")).await;
    assert!(page.text().contains("This survey could not be closed"), "{}", page.text());
    let page = admin.post(&format!("/admin/waves/{damaged}/close"), "").await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("nothing is lost"), "{}", page.text());

    // From a backup, as the message of the store says.
    vault.write_all_at(&sound, place).unwrap();
    assert_eq!(admin.post(&format!("/admin/waves/{damaged}/close"), "").await.status, 303);
    assert!(!is_open(&app, damaged).await);
    assert!(!admin.get(&format!("/admin/waves/{damaged}")).await.text().contains("could not be closed"));
    assert_eq!(visit.get("/healthz").await.body, "{\"status\":\"ok\"}");
    serving.abort();
}

//! Tokens: made on a page or at the command line, shown once, kept as a hash, and refused once their time is over.

use std::path::Path;
use std::sync::Arc;

use footing::store::SledStore;
use footing_core::organisation::{ApiToken, Scope, Secret};
use serde_json::Value;

use crate::support::{App, Connection, Organisation, Server, run};

use super::{SCOPES, client, events, problem, token, with_token};

/// The token a page shows.
fn shown(body: &str) -> Option<&str> {
    let start = body.find(ApiToken::BEGINNING)?;
    body[start..].split('"').next()
}

#[tokio::test]
async fn an_administrator_makes_a_token_sees_it_once_and_revokes_it() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    assert!(admin.get("/admin").await.body.contains("href=\"/admin/tokens\""));
    let form = "token_name=Power+BI&scopes=surveys%3Aread&scopes=releases%3Aread&last_day=2026-12-31";
    let page = admin.post("/admin/tokens", form).await;
    assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
    insta::assert_snapshot!("a_token_was_made", page.text());
    let token = shown(&page.body).unwrap().to_owned();
    assert_eq!(with_token(&app, &token).get("/api/v1/surveys").await.status, 200);
    problem(&with_token(&app, &token).get("/api/v1/roster").await, 403, "scope-missing");

    let page = admin.get("/admin/tokens").await;
    assert!(shown(&page.body).is_none(), "it is not shown again");
    insta::assert_snapshot!("tokens", page.text());
    let id = page.body.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let revoked = admin.post("/admin/tokens/revoke", &format!("token={id}")).await;
    assert_eq!(revoked.location(), "/admin/tokens");
    problem(&with_token(&app, &token).get("/api/v1/surveys").await, 401, "token-refused");
    assert_eq!(admin.post("/admin/tokens/revoke", &format!("token={id}")).await.status, 404);
    assert_eq!(admin.post("/admin/tokens/revoke", "token=../..").await.status, 404);
    assert_eq!((events(&app, "token-made").await.len(), events(&app, "token-revoked").await.len()), (1, 1));
}

#[tokio::test]
async fn a_form_with_faults_comes_back_with_what_was_written() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let page = admin.post("/admin/tokens", "token_name=%20&scopes=answers%3Aread&last_day=2020-01-01").await;
    assert_eq!(page.status, 422);
    insta::assert_snapshot!("a_token_with_faults", page.text());
    let page = admin.post("/admin/tokens", "token_name=Excel&scopes=surveys%3Aread&last_day=yesterday").await;
    assert!(page.body.contains("value=\"Excel\"") && page.body.contains("value=\"surveys:read\" checked"));
    assert!(app.context.store.api_tokens().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_token_is_refused_after_its_last_day_and_used_on_it() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let page = admin.post("/admin/tokens", "token_name=Trial&scopes=surveys%3Aread&last_day=2026-11-22").await;
    let token = shown(&page.body).unwrap().to_owned();
    app.days_pass(1);
    assert_eq!(with_token(&app, &token).get("/api/v1/surveys").await.status, 200);
    app.days_pass(1);
    problem(&with_token(&app, &token).get("/api/v1/surveys").await, 401, "token-refused");
    assert!(admin.get("/admin/tokens").await.text().contains("expired, its last day was 22 November 2026"));
}

#[tokio::test]
async fn the_day_of_the_last_use_is_kept_and_no_time() {
    let app = App::new().await;
    let mut reader = client(&app, &[Scope::SurveysRead]).await;
    for day in ["2026-11-21", "2026-11-22"] {
        for _ in 0..3 {
            reader.get("/api/v1/surveys").await;
        }
        let tokens = app.context.store.api_tokens().await.unwrap();
        assert_eq!(tokens[0].last_used.unwrap().to_string(), day);
        app.days_pass(1);
    }
}

#[tokio::test]
async fn a_program_that_asks_too_often_is_told_to_wait_and_others_are_not() {
    let app = App::new().await;
    let (mut busy, mut calm) = (client(&app, &[Scope::SurveysRead]).await, client(&app, &[Scope::WavesRead]).await);
    let mut refused = None;
    for _ in 0..2000 {
        let page = busy.get("/api/v1/surveys/nothing").await;
        if page.status == 429 {
            refused = Some(page);
            break;
        }
    }
    let refused = refused.expect("two thousand at once are too many");
    problem(&refused, 429, "too-often");
    assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|wait| wait > 0));
    assert_eq!(calm.get("/api/v1/waves").await.status, 200);
}

#[tokio::test]
async fn wrong_tokens_are_slowed_down_and_do_not_keep_a_neighbour_out() {
    let app = App::new().await;
    let good = token(&app, &[Scope::SurveysRead]).await;
    let mut outcomes = Vec::new();
    for number in 0..100 {
        let page = with_token(&app, &format!("footing_{number:064x}")).get("/api/v1/surveys").await;
        outcomes.push(page.status.as_u16());
    }
    assert!(outcomes[..60].iter().all(|status| *status == 401), "{outcomes:?}");
    assert!(outcomes.contains(&429), "{outcomes:?}");
    assert_eq!(with_token(&app, &good).get("/api/v1/surveys").await.status, 200);
}

#[test]
fn a_token_is_nowhere_on_the_disk_in_the_log_or_in_the_audit_log() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().to_str().unwrap();
    let scopes = SCOPES.iter().flat_map(|scope| ["--scope", scope.id()]);
    let make: Vec<&str> = ["token", "make", "All", "--data", folder].into_iter().chain(scopes).collect();
    let token = run(&make).good().trim().to_owned();
    let server = Server::start(data.path());
    for path in ["/api/v1/surveys", "/api/v1/roster", "/api/v1/surveys?language=xx", "/api/v1/nothing"] {
        let authorization = format!("Bearer {token}");
        let reply = Connection::open(&server.address).unwrap().get(path, &[("authorization", &authorization)]).unwrap();
        assert_ne!(reply.status, 401, "{path}");
    }
    server.get(&format!("/api/v1/surveys?token={token}")).unwrap();
    let log = server.stop_for_log();
    assert!(log.contains("/api/v1/roster"), "{log}");
    let audit = run(&["admin", "log", "--data", folder]).good();
    assert!(audit.contains("roster-read"), "{audit}");

    let digits = token.strip_prefix(ApiToken::BEGINNING).unwrap();
    let raw: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap()).collect();
    let mut files = vec![log.into_bytes(), audit.into_bytes()];
    collect(data.path(), &mut files);
    let hash = Secret::parse(digits).unwrap().hash().0;
    assert!(files.iter().any(|file| holds(file, &hash)), "its hash is there, so the files are the right ones");
    for file in &files {
        assert!(!holds(file, digits.as_bytes()) && !holds(file, &raw));
    }
}

fn holds(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

fn collect(folder: &Path, files: &mut Vec<Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(std::fs::read(path).unwrap()) }
    }
}

#[tokio::test]
async fn the_command_line_makes_lists_and_revokes_tokens() {
    let data = tempfile::tempdir().unwrap();
    let footing = |arguments: &[&str]| run(&[arguments, &["--data", data.path().to_str().unwrap()]].concat());
    let wrong = footing(&["token", "make", "", "--scope", "answers:read", "--last-day", "soon"]);
    assert!(wrong.code == 1 && ["name:", "scope:", "last day:"].iter().all(|fault| wrong.stderr.contains(fault)));
    let made = footing(&["token", "make", "Power BI", "--scope", "surveys:read", "--scope", "releases:read", "--json"]);
    let made: Value = serde_json::from_str(&made.good()).unwrap();
    let token = made["token"].as_str().unwrap().to_owned();
    let status = async || {
        let app = App::on(Arc::new(SledStore::open(data.path()).unwrap()), "http://localhost").await;
        with_token(&app, &token).get("/api/v1/surveys").await.status.as_u16()
    };
    assert_eq!(status().await, 200);
    let listed: Value = serde_json::from_str(&footing(&["token", "list", "--json"]).good()).unwrap();
    assert_eq!(listed["tokens"][0]["scopes"], serde_json::json!(["surveys:read", "releases:read"]));
    assert_eq!(listed["tokens"][0]["made_by"], "command line");
    assert!(listed["tokens"][0]["key"].is_null());
    let id = made["made"]["id"].as_str().unwrap();
    assert!(footing(&["token", "list"]).good().contains("Power BI  surveys:read releases:read"));
    assert_eq!(footing(&["token", "revoke", id]).code, 0);
    assert_eq!(status().await, 401);
    assert!(footing(&["token", "revoke", id]).stderr.contains("footing token list"));
}

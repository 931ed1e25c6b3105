//! Who gets in, and what everybody else is told: always a problem, never a page.

use axum::http::Method;
use footing_core::organisation::Scope;
use serde_json::Value;

use crate::insights::released;
use crate::support::{App, Organisation, Visit};

use super::{SCOPES, client, json, problem, token, with_token};

/// Every operation that needs a token, with an address that is there, and its scope.
fn operations(wave: &str) -> Vec<(Method, String, Scope)> {
    let description: Value = serde_json::from_str(footing::web::openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(scope) = operation["security"][0]["bearer"][0].as_str() else { continue };
            let path =
                path.replace("{wave}", wave).replace("{survey}", "ai-proficiency").replace("{file}", "subjects.svg");
            operations.push((method.to_uppercase().parse().unwrap(), path, Scope::parse(scope).unwrap()));
        }
    }
    assert_eq!(operations.len(), 13);
    operations
}

fn csv(visit: Visit<'_>) -> Visit<'_> {
    visit.with_header("content-type", "text/csv")
}

#[tokio::test]
async fn every_operation_needs_a_token_and_of_that_token_its_own_scope() {
    let app = App::new().await;
    let (organisation, wave, _) = released(&app).await;
    let admin = organisation.signed_in("admin@example.org").await;
    for (method, path, scope) in operations(&wave.to_string()) {
        let body = if method == Method::PUT { crate::support::ROSTER } else { "" };
        let mut nobody = app.visit();
        let page = nobody.send(method.clone(), &path, String::new()).await;
        problem(&page, 401, "token-missing");
        let ways: Vec<_> = page.headers.get_all("www-authenticate").iter().collect();
        assert!(ways.len() == 2 && ways[0].to_str().unwrap().starts_with("Bearer "), "{ways:?}");

        let page = admin.clone().send(method.clone(), &path, String::new()).await;
        problem(&page, 401, "token-missing");

        let others: Vec<Scope> = SCOPES.into_iter().filter(|other| *other != scope).collect();
        let page = csv(client(&app, &others).await).send(method.clone(), &path, body.to_owned()).await;
        let missing = problem(&page, 403, "scope-missing");
        assert_eq!(missing["scope"], scope.id(), "{method} {path}");
        assert!(page.header("www-authenticate").contains(&format!("scope=\"{}\"", scope.id())));

        let confirmed = if method == Method::PUT { format!("{path}?confirm=true") } else { path.clone() };
        let page = csv(client(&app, &[scope]).await).send(method.clone(), &confirmed, body.to_owned()).await;
        assert_eq!(page.status, 200, "{method} {path}: {}", page.body);
    }
}

#[tokio::test]
async fn a_token_comes_as_bearer_or_as_a_password_and_never_in_an_address() {
    use base64::Engine as _;
    let app = App::new().await;
    let token = token(&app, &[Scope::SurveysRead]).await;
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("anybody:{token}"));
    let page = app.visit().with_header("authorization", &format!("Basic {basic}")).get("/api/v1/surveys").await;
    assert_eq!(page.status, 200);
    for query in ["token", "access_token", "api_key"] {
        let page = app.visit().get(&format!("/api/v1/surveys?{query}={token}")).await;
        problem(&page, 401, "token-missing");
        assert!(!page.body.contains(&token));
    }
    for wrong in [format!("Bearer {}0", token), format!("Bearer {}", &token[8..]), "Bearer".into(), "Basic !".into()] {
        let page = app.visit().with_header("authorization", &wrong).get("/api/v1/surveys").await;
        problem(&page, 401, "token-refused");
    }
}

#[tokio::test]
async fn whatever_is_asked_below_api_is_answered_with_a_problem_and_not_a_page() {
    let app = App::new().await;
    let mut all = client(&app, &SCOPES).await;
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/surveys",
        "/api/v1/surveys/",
        "/api/v1/surveys/nothing",
        "/api/v1/surveys/..%2f..%2fetc%2fpasswd",
        "/api/v1/surveys/ai-proficiency?version=77",
        "/api/v1/waves/0123456789abcdef0123456789abcdef",
        "/api/v1/waves/latest",
        "/api/v1/releases/latest",
        "/api/v1/releases/latest/figures",
        "/api/v1/releases/latest/figures.csv",
        "/api/v1/releases/latest/charts/..%2f..%2f..%2fetc%2fpasswd.svg",
        "/api/v1/releases/latest/charts/../../../../etc/passwd",
        "/api/v1/people",
    ] {
        problem(&all.get(path).await, 404, "not-found");
    }
    problem(&all.get("/api/v1/surveys/%ff").await, 404, "not-found");
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
        let page = all.send(method.clone(), "/api/v1/surveys", String::new()).await;
        problem(&page, 405, "method-not-allowed");
        assert_eq!(page.header("allow"), "GET,HEAD", "{method}");
    }
    let page = all.send(Method::POST, "/api/v1/roster", String::new()).await;
    problem(&page, 405, "method-not-allowed");
    assert_eq!(page.header("allow"), "GET,HEAD,PUT");
    let mut elsewhere = client(&app, &SCOPES).await.with_header("sec-fetch-site", "cross-site");
    problem(&elsewhere.send(Method::PUT, "/api/v1/roster", String::new()).await, 403, "other-origin");
    let page = app.visit().get("/nothing").await;
    assert!(page.status == 404 && page.body.contains("<main"), "pages are pages as before");
}

#[tokio::test]
async fn a_parameter_that_is_unknown_twice_or_out_of_bounds_is_named() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    organisation.open_wave().await;
    let mut all = client(&app, &SCOPES).await;
    for (path, name) in [
        ("/api/v1/surveys?limit=1", "limit"),
        ("/api/v1/surveys?language=fr", "language"),
        ("/api/v1/surveys?language=de&language=en", "language"),
        ("/api/v1/surveys/ai-proficiency?version=-1", "version"),
        ("/api/v1/waves?state=open", "state"),
        ("/api/v1/roster?limit=0", "limit"),
        ("/api/v1/roster?limit=1001", "limit"),
        ("/api/v1/roster?limit=99999999999999999999999999", "limit"),
        ("/api/v1/roster?cursor=7", "cursor"),
        ("/api/v1/roster?cursor=%00%00", "cursor"),
        ("/api/v1/releases?%3Cscript%3E=1", "<script>"),
    ] {
        let wrong = problem(&all.get(path).await, 400, "parameter-wrong");
        assert_eq!(wrong["parameter"], name, "{path}");
    }
}

#[tokio::test]
async fn what_a_client_has_already_is_not_sent_again() {
    let app = App::new().await;
    let (_organisation, wave, _) = released(&app).await;
    let token = token(&app, &SCOPES).await;
    for (method, path, _) in operations(&wave.to_string()) {
        if method != Method::GET {
            continue;
        }
        let first = with_token(&app, &token).get(&path).await;
        let tag = first.header("etag").to_owned();
        assert!(first.status == 200 && tag.starts_with('"') && tag.len() > 20, "{path}: {tag}");
        assert_eq!(first.header("cache-control"), "private, no-cache");
        assert_eq!(first.header("vary"), "Authorization, Accept-Language");
        for kept in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
            let again = with_token(&app, &token).with_header("if-none-match", &kept).get(&path).await;
            assert_eq!((again.status.as_u16(), again.body.as_str(), again.header("etag")), (304, "", tag.as_str()));
            assert_eq!(again.header("cache-control"), "private, no-cache");
        }
        let other = with_token(&app, &token).with_header("if-none-match", "\"other\"").get(&path).await;
        assert_eq!((other.status.as_u16(), other.header("etag")), (200, tag.as_str()), "{path}");
        let refused = app.visit().with_header("if-none-match", &tag).get(&path).await;
        problem(&refused, 401, "token-missing");
        let head = with_token(&app, &token).send(Method::HEAD, &path, String::new()).await;
        assert_eq!((head.status.as_u16(), head.body.as_str(), head.header("etag")), (200, "", tag.as_str()));
    }
}

#[tokio::test]
async fn texts_come_in_the_language_asked_for() {
    let app = App::new().await;
    let token = token(&app, &SCOPES).await;
    let path = "/api/v1/surveys/ai-proficiency";
    let by_header = with_token(&app, &token).with_header("accept-language", "de-AT,en;q=0.5").get(path).await;
    let by_address = with_token(&app, &token).get(&format!("{path}?language=de")).await;
    let japanese =
        with_token(&app, &token).with_header("accept-language", "de").get(&format!("{path}?language=ja")).await;
    assert_eq!(by_header.body, by_address.body);
    assert_eq!((by_header.header("content-language"), japanese.header("content-language")), ("de", "ja"));
    assert_ne!(by_header.header("etag"), japanese.header("etag"));
    let (german, japanese) = (json(&by_header), json(&japanese));
    assert_eq!(german["items"].as_array().unwrap().len(), 14);
    assert_ne!(german["items"][0]["text"], japanese["items"][0]["text"]);
    assert_eq!(german["items"][0]["id"], japanese["items"][0]["id"]);
}

#[tokio::test]
async fn a_wave_shows_its_contract_and_participation_as_an_administrator_sees_it() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    organisation.answers_about_practice(wave, "hal@example.org", 4).await;
    let mut reader = client(&app, &[Scope::WavesRead]).await;
    let list = json(&reader.get("/api/v1/waves").await);
    assert_eq!((&list["waves"][0]["state"], &list["waves"][0]["name"]), (&"open".into(), &"Autumn 2026".into()));
    let page = json(&reader.get(&format!("/api/v1/waves/{wave}")).await);
    let found = app.context.store.wave(wave).await.unwrap().unwrap();
    assert_eq!(page["contract"]["hash"], found.opening().unwrap().hash.to_string());
    assert_eq!((&page["invited"], &page["contract"]["least"]), (&12.into(), &5.into()));
    let figures = footing::service::wave::participation(&app.context, &organisation.by, wave).await.unwrap();
    for (shown, meant) in page["participation"].as_array().unwrap().iter().zip(&figures) {
        assert_eq!(shown["survey"], meant.survey.to_string());
        assert_eq!(shown["whole"], serde_json::to_value(meant.whole).unwrap());
        assert_eq!(shown["teams"].as_array().unwrap().len(), meant.teams.len());
    }
}

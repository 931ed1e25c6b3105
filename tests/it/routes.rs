//! Every route, called as everybody: the table of who gets what is a snapshot, and a route that is registered without
//! standing in it fails the test.

use std::fmt::Write as _;

use axum::http::Method;
use footing::service::sign_in;
use footing_core::organisation::{EmailAddress, Role, Secret};

use crate::support::{App, Organisation, Page, ROSTER, Visit};

/// Those who call: nobody, somebody with a private key, people who are signed in; and somebody who leads, analyses and
/// administers, signed in by a link that an administrator made for her, and by one that the command line printed. The
/// employee at a new address has answered before it was changed.
const CALLERS: [&str; 9] = [
    "nobody",
    "key",
    "employee",
    "employee at a new address",
    "manager",
    "analyst",
    "administrator",
    "all by a given link",
    "all by a printed link",
];

/// Every path with its methods, read from the sources of the routers.
pub fn routes() -> Vec<(Method, String)> {
    let source = concat!(include_str!("../../src/web/router.rs"), include_str!("../../src/web/api/mod.rs"));
    let mut routes = Vec::new();
    for rest in source.split(".route(\"").skip(1) {
        let (path, handlers) = rest.split_once('"').expect("a path ends with a quote");
        let handlers = handlers.split('\n').next().unwrap_or_default();
        for (word, method) in [("get(", Method::GET), ("post(", Method::POST), ("put(", Method::PUT)] {
            if handlers.contains(word) {
                routes.push((method, path.to_owned()));
            }
        }
    }
    routes
}

async fn caller<'a>(organisation: &Organisation<'a>, who: &str) -> Visit<'a> {
    match who {
        "nobody" => organisation.app.visit(),
        "key" => {
            let mut visit = organisation.app.visit();
            visit.post("/s/ai-proficiency", "").await;
            visit
        }
        "employee" => organisation.signed_in("bo@example.org").await,
        "employee at a new address" => {
            organisation.signed_in("bo@example.org").await.take("sales", "3").await;
            organisation.import(&ROSTER.replace("bo@example.org", "bo.berg@example.org")).await;
            organisation.signed_in("bo.berg@example.org").await
        }
        "manager" => organisation.signed_in("ada@example.org").await,
        "all by a given link" | "all by a printed link" => {
            let email = EmailAddress::parse("ada@example.org").unwrap();
            let roles = Role::ALL.into_iter().collect();
            sign_in::set_roles(organisation.context(), &organisation.by, &email, roles).await.unwrap();
            let link = match who {
                "all by a given link" => organisation.given_link("ada@example.org", None).await,
                _ => organisation.printed_link("ada@example.org").await,
            };
            organisation.entered(&link).await
        }
        other => {
            organisation.signed_in(&format!("{}@example.org", if other == "analyst" { other } else { "admin" })).await
        }
    }
}

fn outcome(page: &Page) -> String {
    match page.status.as_u16() {
        303 => format!("303 {}", page.location()),
        status => status.to_string(),
    }
}

#[tokio::test]
async fn every_route_gives_everybody_what_the_table_says() {
    let mut table = format!("route | {}\n", CALLERS.join(" | "));
    for (method, path) in routes() {
        write!(table, "{method} {path}").unwrap();
        for who in CALLERS {
            // A world of its own for every call: some end sessions, close waves or delete people.
            let app = App::new().await;
            let organisation = Organisation::founded(&app).await;
            let wave = organisation.open_wave().await;
            let mut visit = caller(&organisation, who).await;
            let nothing = Secret::from_random([7; 32]).reveal();
            let path = path
                .replace("{wave}", &wave.to_string())
                .replace("{link}", &nothing)
                .replace("{key}", &nothing)
                .replace("{response}", "0123456789abcdef0123456789abcdef")
                .replace("{step}", "practice-share")
                .replace("{what}", "close")
                .replace("{name}", "footing.css")
                .replace("{survey}", if path.starts_with("/w/") { "psychological-safety" } else { "ai-proficiency" })
                .replace("{question}", if path.starts_with("/w/") { "raise-problem" } else { "work" });
            let page = visit.send(method.clone(), &path, String::new()).await;
            let outcome = outcome(&page).replace(&wave.to_string(), "{wave}");
            write!(table, " | {outcome}").unwrap();
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

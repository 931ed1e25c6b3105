//! The description of the API: it is the one that is checked in, and names every operation there is.

use std::collections::BTreeSet;
use std::path::Path;

use footing::web::openapi;
use serde_json::Value;

use crate::routes::routes;
use crate::support::App;

use super::json;

#[test]
fn the_description_is_the_one_that_is_checked_in() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/openapi.json");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&file, openapi()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == openapi(), "public/openapi.json is old: run this test with INSTA_UPDATE=always");
}

#[test]
fn every_route_of_the_api_is_described_and_nothing_else() {
    let description: Value = serde_json::from_str(openapi()).unwrap();
    let described: BTreeSet<(String, String)> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
        })
        .collect();
    let routes = routes().into_iter().filter(|(_, path)| path.starts_with("/api/"));
    let routes: BTreeSet<(String, String)> = routes.map(|(method, path)| (method.to_string(), path)).collect();
    assert_eq!(described, routes);
}

#[test]
fn every_operation_says_what_it_does_what_it_needs_and_what_can_come_of_it() {
    let description: Value = serde_json::from_str(openapi()).unwrap();
    assert_eq!(description["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} twice");
            assert!(operation["summary"].as_str().is_some_and(|summary| !summary.ends_with('.')), "{id}");
            assert_eq!(operation["tags"].as_array().unwrap().len(), 1, "{id}");
            let responses = operation["responses"].as_object().unwrap();
            let mut wanted = vec!["200", "400"];
            if path != "/api/v1/openapi.json" {
                wanted.extend(["401", "403", "429", "5XX"]);
                assert_eq!(operation["security"].as_array().unwrap().len(), 2, "{id}");
            }
            wanted.extend((method == "get").then_some("304"));
            wanted.extend(path.contains('{').then_some("404"));
            for status in wanted {
                assert!(responses.contains_key(status), "{id} does not say {status}");
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let schema = &parameter["schema"];
                let is_bounded = schema["pattern"].is_string() || schema["maximum"].is_number();
                let is_simple = schema["type"] == "boolean" || schema["minimum"].is_number();
                assert!(is_bounded || is_simple, "{id}: {parameter} has no bounds");
                assert!(parameter["description"].as_str().is_some_and(|about| about.len() > 10), "{id}: {parameter}");
            }
        }
    }
}

#[tokio::test]
async fn the_description_needs_no_token_and_is_sent_once() {
    let app = App::new().await;
    let first = app.visit().get("/api/v1/openapi.json").await;
    assert_eq!(json(&first)["info"]["title"], "Footing");
    let again = app.visit().with_header("if-none-match", first.header("etag")).get("/api/v1/openapi.json").await;
    assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
}

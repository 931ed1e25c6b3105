//! Forms over plain http at any name or address, by headers alone: what browsers send, at every route that changes something.

use axum::http::{Method, StatusCode};
use footing_core::organisation::Secret;

use crate::routes::routes;
use crate::support::App;

/// What a browser sends with a form of ours: by a name, by an address, over IPv6, on this machine, from old Safari over
/// https, and from a program that sends neither.
const OURS: [(&str, &[(&str, &str)]); 6] = [
    ("http://127.0.0.1:3000", &[("host", "footing.intern:4500"), ("origin", "http://footing.intern:4500")]),
    ("http://127.0.0.1:3000", &[("host", "192.0.2.10:4500"), ("origin", "http://192.0.2.10:4500")]),
    ("http://127.0.0.1:3000", &[("host", "[2001:db8::10]:4500"), ("origin", "http://[2001:db8::10]:4500")]),
    ("http://127.0.0.1:3000", &[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:3000")]),
    ("https://footing.example", &[("host", "10.0.0.1:3000"), ("origin", "https://footing.example")]),
    ("http://127.0.0.1:3000", &[("host", "footing.intern:4500")]),
];

/// What it sends with forms of others.
const FORGED: [(&str, &[(&str, &str)]); 7] = [
    ("http://127.0.0.1:3000", &[("host", "footing.intern:4500"), ("origin", "http://evil.example")]),
    ("http://127.0.0.1:3000", &[("host", "footing.intern:4500"), ("origin", "http://footing.intern:8080")]),
    ("http://127.0.0.1:3000", &[("host", "footing.intern:4500"), ("origin", "null")]),
    ("http://127.0.0.1:3000", &[("host", "footing.intern:4500"), ("referer", "http://evil.example/")]),
    ("http://127.0.0.1:3000", &[("sec-fetch-site", "same-site"), ("origin", "http://localhost:8080")]),
    ("http://127.0.0.1:3000", &[("sec-fetch-site", "cross-site"), ("origin", "null")]),
    ("https://footing.example", &[("host", "footing.example"), ("origin", "http://footing.example")]),
];

#[tokio::test]
async fn a_person_begins_and_answers_at_any_name_and_address() {
    for (address, headers) in OURS {
        let app = App::at(address).await;
        let mut person = headers.iter().fold(app.visit(), |visit, (name, value)| visit.with_header(name, value));
        let begun = person.post("/s/ai-proficiency", "").await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{headers:?}");
        // Relative, so that one stays at the name one came by.
        assert_eq!(begun.location(), "/s/ai-proficiency/q/work");
        assert_eq!(begun.cookies()[0].contains("Secure"), address.starts_with("https"));
        let saved = person.post("/s/ai-proficiency/q/told-it/save", "answer=3").await;
        assert_eq!(saved.status, StatusCode::NO_CONTENT, "{headers:?}");
        assert_eq!(person.answer("told-it", "4").await.status, StatusCode::SEE_OTHER, "{headers:?}");
    }
}

#[tokio::test]
async fn no_route_takes_a_form_of_another_site() {
    for (address, headers) in FORGED {
        let app = App::at(address).await;
        for (method, path) in routes().into_iter().filter(|(method, _)| *method != Method::GET) {
            let secret = Secret::from_random([7; 32]).reveal();
            let path = path.replace("{link}", &secret).replace("{key}", &secret).replace(['{', '}'], "");
            let mut visit = headers.iter().fold(app.visit(), |visit, (name, value)| visit.with_header(name, value));
            let page = visit.send(method.clone(), &path, String::new()).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{method} {path} {headers:?}");
            assert!(page.cookies().is_empty());
        }
    }
}

#[tokio::test]
async fn links_on_pages_keep_the_name_somebody_came_by_where_no_address_is_set() {
    let app = App::without_address().await;
    let mut person = app.visit().with_header("host", "footing.intern:4500");
    let result = person.take("sales", "3").await;
    let key = person.cookies[0].1.clone();
    let me = person.get("/me").await;
    assert!(me.body.contains(&format!("http://footing.intern:4500/p/{key}")), "{}", me.body);
    let file = person.get(&format!("{result}/step/practice-middle/calendar.ics")).await;
    assert!(file.body.replace("\r\n ", "").contains("http://footing.intern:4500/"), "{}", file.body);
}

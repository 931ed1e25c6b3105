//! What pages say about privacy is true for how an answer is given: on one's own; or in a wave, privately, confidentially
//! or anonymously; in every language. And what is stored holds no finer time than pages say.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use footing::cli::Content;
use footing::service::{retention, wave};
use footing::store::SledStore;
use footing_core::survey::{Language, WaveId};
use footing_core::text::{Catalog, Text};
use jiff::SignedDuration;

use crate::support::{App, Organisation, Page, Visit, records};

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Content::bundled().check().expect("the bundled content is sound").catalog);

/// The page as somebody reads it in a language.
async fn read(visit: &Visit<'_>, path: &str, language: Language) -> (Text<'static>, String) {
    let mut visit = visit.clone();
    visit.cookies.retain(|(name, _)| name != "footing-language");
    visit.cookies.push(("footing-language".into(), language.tag().into()));
    let page: Page = visit.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    (CATALOG.text(language), page.text())
}

/// What was answered in a wave: every page up to the thanks; gives the address of the private result.
async fn answers(visit: &mut Visit<'_>, wave: WaveId) -> String {
    let mut place = visit.post(&format!("/w/{wave}"), "").await.location().to_owned();
    while !place.ends_with("/thanks") {
        let page = visit.get(&place).await;
        let answer = if place.ends_with("/q/work") { "sales" } else { "4" };
        let answer = if place.ends_with("/q/tasks") { "proposals" } else { answer };
        let then = if page.body.contains("value=\"submit\"") { "&then=submit" } else { "" };
        place = visit.post(&place, &format!("answer={answer}{then}")).await.location().to_owned();
    }
    result(visit).await
}

/// The address of the newest result.
async fn result(visit: &mut Visit<'_>) -> String {
    let page = visit.get("/me").await;
    let rest = page.body.split("/s/ai-proficiency/result/").nth(1).expect("there is a result");
    format!("/s/ai-proficiency/result/{}", &rest[..rest.find('"').unwrap()])
}

fn in_figures(text: Text<'_>) -> String {
    text.with("result-who-wave", [("least", 5.into())])
}

#[tokio::test]
async fn a_result_on_ones_own_is_seen_by_nobody_and_says_so() {
    let app = App::new().await;
    let mut visit = app.visit();
    let address = visit.take("sales", "4").await;
    for language in Language::ALL {
        let (text, result) = read(&visit, &address, language).await;
        assert!(result.contains(&text.say("result-who-alone")), "{result}");
        assert!(!result.contains(&in_figures(text)));
        assert!(!result.contains(&text.say("intro-privacy-steps")), "no organisation counts steps of strangers");
        let (text, intro) = read(&visit, "/s/ai-proficiency", language).await;
        assert!(intro.contains(&text.say("intro-privacy")) && intro.contains(&text.say("intro-privacy-delete")));
        let (text, home) = read(&visit, "/", language).await;
        assert!(home.contains(&text.say("home-privacy")) && !home.contains(&text.say("home-privacy-wave")));
        let (text, delete) = read(&visit, "/me/delete", language).await;
        assert!(delete.contains(&text.say("delete-title")));
    }
}

#[tokio::test]
async fn somebody_of_an_organisation_is_told_that_the_roster_stays_and_that_steps_are_counted() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let address = bo.take("sales", "4").await;
    for language in Language::ALL {
        let (text, result) = read(&bo, &address, language).await;
        assert!(result.contains(&text.say("result-who-alone")) && result.contains(&text.say("intro-privacy-steps")));
        assert!(result.contains(&text.say("data-delete-member")), "not everything about them can be deleted: {result}");
        let (text, intro) = read(&bo, "/s/ai-proficiency", language).await;
        assert!(
            intro.contains(&text.say("intro-privacy-steps"))
                && intro.contains(&text.say("intro-privacy-delete-member"))
        );
        assert!(!intro.contains(&text.say("intro-privacy-delete")), "{intro}");
        let (text, home) = read(&bo, "/", language).await;
        assert!(home.contains(&text.say("home-privacy-wave")));
        let (text, delete) = read(&bo, "/me/delete", language).await;
        assert!(delete.contains(&text.say("delete-title-member")) && !delete.contains(&text.say("delete-title")));
    }
}

#[tokio::test]
async fn each_part_of_a_wave_says_how_it_is_kept_and_the_result_that_it_counts_in_figures_of_groups() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    bo.post(&format!("/w/{wave}"), "").await;
    let parts = [
        ("confidential", "team-practice/q/agreed-place"),
        ("anonymous", "psychological-safety/q/raise-problem"),
        ("private", "ai-proficiency/q/work"),
    ];
    for language in Language::ALL {
        let (text, contract) = read(&bo, &format!("/w/{wave}"), language).await;
        let least = || [("least", 5.into())];
        for (privacy, question) in parts {
            let what = text.say_for("privacy-what", privacy);
            assert!(contract.contains(&what) && contract.contains(&text.with_for("contract", privacy, least())));
            let (_, page) = read(&bo, &format!("/w/{wave}/{question}"), language).await;
            assert!(page.contains(&what), "{question}: {page}");
            let mut others = parts.iter().filter(|(other, _)| *other != privacy);
            assert!(others.all(|(other, _)| !page.contains(&text.say_for("privacy-what", other))));
        }
        for key in
            ["contract-nobody", "contract-ballot", "contract-operator", "contract-operator-linked", "contract-decline"]
        {
            assert!(contract.contains(&text.say_for("contract", key.strip_prefix("contract-").unwrap())), "{key}");
        }
    }
    let address = answers(&mut bo, wave).await;
    for language in Language::ALL {
        let (text, result) = read(&bo, &address, language).await;
        assert!(result.contains(&in_figures(text)), "{result}");
        assert!(!result.contains(&text.say("result-who-alone")), "it is in figures of groups: {result}");
    }
    // What is said stays true when the wave is erased and with it that the result was given in one.
    wave::close(&app.context, &organisation.by, wave).await.unwrap();
    app.days_pass(24 * 31);
    retention::erase(&app.context, &organisation.by).await.unwrap();
    let bo = organisation.signed_in("bo@example.org").await;
    for language in Language::ALL {
        let (text, result) = read(&bo, &address, language).await;
        assert!(result.contains(&text.say("result-who-alone")) && !result.contains(&in_figures(text)));
    }
}

/// Every moment that stands anywhere in the store, opened with its vault, with what stands before it.
fn moments(directory: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for bytes in records(directory).into_values().flatten() {
        let is_moment = |at: usize| {
            let shape = b"0000-00-00T00:00:00";
            bytes.len() >= at + shape.len()
                && bytes[at..at + shape.len()].iter().zip(shape).all(|(byte, like)| match like {
                    b'0' => byte.is_ascii_digit(),
                    like => byte == like,
                })
        };
        for at in (0..bytes.len()).filter(|at| is_moment(*at)) {
            let end = (at..bytes.len()).find(|end| bytes[*end] == b'"').unwrap_or(bytes.len());
            let before = String::from_utf8_lossy(&bytes[at.saturating_sub(9)..at]).into_owned();
            found.push((before, String::from_utf8_lossy(&bytes[at..end]).into_owned()));
        }
    }
    found
}

#[tokio::test]
async fn nothing_that_is_stored_holds_a_finer_time_than_pages_say() {
    let directory = tempfile::tempdir().unwrap();
    {
        let app = App::on(Arc::new(SledStore::open(directory.path()).unwrap()), "http://127.0.0.1:3000").await;
        app.time_passes(SignedDuration::new(2 * 3600 + 17 * 60 + 43, 678_901_234));
        let organisation = Organisation::founded(&app).await;
        let wave = organisation.open_wave().await;
        let mut alone = app.visit();
        let address = alone.take("sales", "4").await;
        alone.answer_all_but_the_last("sales", "3").await;
        let page = alone.get(&address).await;
        let step = page.body.split("/step/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        alone.post(&format!("{address}/step/{step}/take"), "").await;
        alone.post(&format!("/me/step/{step}"), "outcome=done&note=It+went+well").await;
        let mut bo = organisation.signed_in("bo@example.org").await;
        answers(&mut bo, wave).await;
        organisation.link("cy@example.org").await;
        let mut ada = organisation.signed_in("ada@example.org").await;
        answers(&mut ada, wave).await;
        let mut admin = organisation.signed_in("admin@example.org").await;
        admin.get("/admin").await;
    }
    let moments = moments(directory.path());
    assert!(moments.iter().any(|(before, _)| before.ends_with("\"until\":\"")), "sessions and links end: {moments:?}");
    assert!(moments.iter().any(|(before, _)| before.ends_with("\"at\":\"")), "the audit log has moments: {moments:?}");
    for (before, moment) in moments {
        match before {
            _ if before.ends_with("\"until\":\"") => assert!(moment.ends_with(":00Z"), "{before}{moment}"),
            // What administrators do is noted to the second.
            _ if before.ends_with("\"at\":\"") => assert!(moment.ends_with(":43Z"), "{before}{moment}"),
            _ => panic!("{before}{moment} is finer than the day that pages speak of"),
        }
    }
}

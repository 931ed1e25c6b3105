//! Strangers: that they neither lock anybody out nor fill the disk.

use footing::mail::MailPace;
use footing::service::{courier, participant};

use crate::support::{App, MailSink, Organisation, Visit};

/// The address all requests of these tests come from, as a proxy that tells whose they are.
const PROXY: &str = "192.0.2.1";

async fn app(sink: &MailSink, proxies: &str) -> App {
    let app = App::mailing(&sink.url(), MailPace::default(), proxies).await;
    Organisation::founded(&app).await;
    app
}

fn visit<'a>(app: &'a App, address: &str) -> Visit<'a> {
    app.visit().with_header("x-forwarded-for", address)
}

async fn asks(visit: &mut Visit<'_>) -> u16 {
    visit.post("/sign-in", "email=bo%40example.org").await.status.as_u16()
}

#[tokio::test]
async fn a_stranger_who_asks_and_asks_leaves_the_owner_a_letter_where_they_are() {
    let sink = MailSink::start().await;
    let app = app(&sink, PROXY).await;
    let mut stranger = visit(&app, "198.51.100.66");
    for number in 0..20 {
        assert_eq!(asks(&mut stranger).await, if number < 5 { 200 } else { 429 }, "{number}");
    }
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().len(), 5);
    assert_eq!(asks(&mut visit(&app, "203.0.113.5")).await, 200);
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().len(), 6);
}

#[tokio::test]
async fn strangers_everywhere_flood_no_mailbox_and_leave_a_known_device_its_letters() {
    let sink = MailSink::start().await;
    let app = app(&sink, PROXY).await;
    let organisation = Organisation { app: &app, by: footing::service::Administrator::at_the_command_line() };
    let mut owner = organisation.signed_in("bo@example.org").await.with_header("x-forwarded-for", "203.0.113.5");
    owner.post("/sign-out", "").await;
    let mut sent = 0;
    for number in 0..200 {
        sent += usize::from(asks(&mut visit(&app, &format!("198.51.100.{number}"))).await == 200);
    }
    assert_eq!(sent, 15);
    assert_eq!(asks(&mut visit(&app, "203.0.113.5")).await, 429, "a device like any other");
    assert_eq!(asks(&mut owner).await, 200);
}

#[tokio::test]
async fn a_made_up_forwarded_address_gives_nobody_more_letters() {
    let sink = MailSink::start().await;
    let app = app(&sink, "").await;
    let mut outcomes = Vec::new();
    for number in 0..9 {
        outcomes.push(asks(&mut visit(&app, &format!("198.51.100.{number}"))).await);
    }
    assert_eq!(outcomes, [200, 200, 200, 200, 200, 429, 429, 429, 429]);
}

#[tokio::test]
async fn the_answer_to_too_many_requests_is_the_same_for_known_and_unknown_addresses() {
    let sink = MailSink::start().await;
    let app = app(&sink, PROXY).await;
    let mut pages = Vec::new();
    for address in ["bo%40example.org", "nobody%40example.org"] {
        let mut stranger = visit(&app, "198.51.100.66");
        for _ in 0..5 {
            stranger.post("/sign-in", &format!("email={address}")).await;
        }
        pages.push(stranger.post("/sign-in", &format!("email={address}")).await.text());
    }
    assert!(pages[0].contains("several links were asked for"), "{}", pages[0]);
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn a_program_that_begins_and_begins_is_stopped_and_people_elsewhere_are_not() {
    let sink = MailSink::start().await;
    let app = app(&sink, PROXY).await;
    let mut begun = 0;
    for _ in 0..2100 {
        let page = visit(&app, "198.51.100.66").post("/s/ai-proficiency", "").await;
        begun += usize::from(page.status == 303);
    }
    // A few come back while the test runs, ten a minute.
    assert!((2000..2100).contains(&begun), "{begun}");
    assert_eq!(visit(&app, "203.0.113.5").post("/s/ai-proficiency", "").await.status, 303);
}

#[tokio::test]
async fn what_was_only_begun_is_forgotten_and_what_was_answered_or_handed_in_is_not() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut member = organisation.signed_in("bo@example.org").await;
    member.post(&format!("/w/{wave}"), "").await;
    member.post(&format!("/w/{wave}/team-practice/q/agreed-place"), "answer=3").await;
    let mut empty = app.visit();
    empty.post("/s/ai-proficiency", "").await;
    let mut answered = app.visit();
    answered.post("/s/ai-proficiency", "").await;
    answered.post("/s/ai-proficiency/q/work", "answer=sales").await;
    let mut finished = app.visit();
    finished.take("sales", "3").await;

    let unfinished = async || participant::forget_unfinished(&app.context).await.unwrap();
    assert_eq!(unfinished().await, 2);
    app.days_pass(2);
    assert_eq!(unfinished().await, 1);
    assert_eq!(empty.get("/me").await.status, 403);
    assert_eq!(answered.get("/me").await.status, 200);
    // Going on begins the time anew.
    app.days_pass(20);
    answered.answer("which-part", "4").await;
    assert_eq!(unfinished().await, 1);
    app.days_pass(29);
    assert_eq!(unfinished().await, 1);
    app.days_pass(1);
    assert_eq!(unfinished().await, 0);
    assert_eq!(answered.get("/me").await.status, 403);
    assert_eq!(finished.get("/me").await.status, 200);
    app.days_pass(300);
    assert_eq!(unfinished().await, 0);
    assert_eq!(finished.get("/me").await.status, 200);
    let bo = organisation.signed_in("bo@example.org").await.get("/me/export.json").await;
    assert!(bo.body.contains("agreed-place"), "a draft of a wave ends with the wave: {}", bo.body);
}

#[tokio::test]
async fn what_was_only_begun_is_told_before_one_begins_and_where_everything_stored_is_told() {
    let app = App::new().await;
    for (language, days) in [("en", "30 days"), ("de", "30 Tage"), ("ja", "30日")] {
        let mut visit = app.visit().with_header("accept-language", language);
        for path in ["/stored", "/s/ai-proficiency"] {
            let page = visit.get(path).await.text();
            assert!(page.contains(days), "{path} in {language}:\n{page}");
        }
    }
}

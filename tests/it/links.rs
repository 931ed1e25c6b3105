//! Signing in without a letter: links that somebody makes for others, what they open and what they do not, and where one
//! lands.

use std::collections::BTreeSet;

use footing::service::{Administrator, sign_in};
use footing_core::organisation::{AuditEvent, EmailAddress, Role, audit};
use footing_core::survey::WaveId;

use crate::support::{App, Organisation, Page, ROSTER, Visit};

/// The links a page shows.
fn links(page: &Page) -> Vec<String> {
    let words = page.body.split(|c: char| c.is_whitespace() || "<>\"".contains(c));
    let mut links: Vec<String> =
        words.filter_map(|word| word.split_once("/sign-in/")).map(|(_, link)| format!("/sign-in/{link}")).collect();
    links.sort();
    links.dedup();
    links
}

async fn log(app: &App) -> Vec<audit::AuditEntry> {
    app.context.store.audit_log().await.unwrap()
}

/// Answers everything that is left; gives the address that comes after it.
async fn answer_on(visit: &mut Visit<'_>, wave: WaveId, answer: &str) -> String {
    let mut place = visit.post(&format!("/w/{wave}"), "").await.location().to_owned();
    while place.contains("/q/") {
        let page = visit.get(&place).await;
        let answer = match place.rsplit('/').next() {
            Some("work") => "sales",
            Some("tasks") => "proposals",
            _ => answer,
        };
        let then = if page.body.contains("value=\"submit\"") { "&then=submit" } else { "" };
        let page = visit.post(&place, &format!("answer={answer}{then}")).await;
        assert_eq!(page.status, 303, "at {place}: {}", page.text());
        place = page.location().to_owned();
    }
    place
}

#[tokio::test]
async fn without_mail_an_employee_gets_from_the_address_of_the_survey_to_the_thanks() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = app.visit();
    let closed = bo.get(&format!("/w/{wave}")).await;
    assert_eq!(closed.status, 401);
    assert!(closed.text().contains("No letters are sent from here"), "{}", closed.text());
    assert!(bo.get("/sign-in").await.text().contains("Ask whoever told you about the survey"));

    let mut admin = organisation.signed_in("admin@example.org").await;
    assert!(admin.get(&format!("/admin/waves/{wave}")).await.body.contains(&format!("/admin/links?wave={wave}")));
    assert_eq!(admin.get(&format!("/admin/links?wave={wave}")).await.status, 200);
    let form = format!("whom=person&person=bo%40example.org&wave={wave}&as=page");
    let sheet = admin.post("/admin/links", &form).await;
    let made = links(&sheet);
    assert_eq!((sheet.status.as_u16(), made.len()), (200, 1), "{}", sheet.text());
    assert_eq!(sheet.header("cache-control"), "no-store");

    assert_eq!(bo.post(&made[0], "").await.location(), format!("/w/{wave}"), "one lands where one was going");
    let thanks = answer_on(&mut bo, wave, "2").await;
    assert_eq!(thanks, format!("/w/{wave}/thanks"));
    // What was just answered is shown in this session.
    let page = bo.get(&thanks).await;
    let result =
        page.body.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|to| to.contains("/result/"));
    assert_eq!(bo.get(result.expect("the thanks lead to the result")).await.status, 200);
}

#[tokio::test]
async fn a_link_that_somebody_else_made_opens_nothing_that_was_answered_before_or_elsewhere() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let alone = bo.take("sales", "3").await;
    let mut before = organisation.entered(&organisation.given_link("bo@example.org", Some(wave)).await).await;
    // Bo answers in a session of his own while the other one is open.
    answer_on(&mut bo, wave, "4").await;
    let me = bo.get("/me").await;
    let results: Vec<String> = me
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|to| to.contains("/result/"))
        .map(str::to_owned)
        .collect();
    assert_eq!(results.len(), 2, "{}", me.text());
    assert!(results.contains(&alone));
    let mut after = organisation.entered(&organisation.given_link("bo@example.org", Some(wave)).await).await;
    for thief in [&mut before, &mut after] {
        for result in &results {
            assert_eq!(thief.get(result).await.status, 403, "{result}");
        }
        for page in ["/me", "/me/export.json", "/me/delete", "/me/step/practice-share"] {
            assert_eq!(thief.get(page).await.status, 403, "{page}");
        }
        assert_eq!(thief.post("/me/delete", "").await.status, 403);
        let thanks = thief.get(&format!("/w/{wave}/thanks")).await;
        assert!(!thanks.body.contains("/result/"), "{}", thanks.text());
    }
    assert_eq!(bo.get(&alone).await.status, 200, "nothing was deleted");
}

#[tokio::test]
async fn what_was_begun_elsewhere_is_not_shown_and_is_begun_anew_only_where_that_was_said() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    // The first survey is one question, and handed in with its answer.
    let first = bo.post(&format!("/w/{wave}"), "").await.location().to_owned();
    let first = bo.post(&first, "answer=4").await.location().to_owned();
    assert_eq!(bo.post(&first, "answer=4").await.status, 303);
    assert!(bo.get(&first).await.has_checked_answer());
    let mut given = organisation.entered(&organisation.given_link("bo@example.org", Some(wave)).await).await;
    assert!(!given.get(&first).await.has_checked_answer(), "the answer is not for this session");
    let contract = format!("/w/{wave}");
    assert_eq!(given.post(&contract, "").await.location(), contract);
    assert_eq!(given.post(&first, "answer=1").await.location(), contract);
    assert_eq!(given.post(&format!("{first}/save"), "answer=1").await.status, 409);
    let page = given.get(&contract).await;
    assert!(page.text().contains("You have begun on another device"), "{}", page.text());
    assert!(bo.get(&first).await.has_checked_answer(), "nothing is lost before somebody says so");
    let anew = given.post(&contract, "anew=yes").await;
    assert_eq!(anew.location(), first);
    given.post(&first, "answer=2").await;
    assert!(given.get(&first).await.has_checked_answer());
    assert_eq!(answer_on(&mut given, wave, "2").await, format!("/w/{wave}/thanks"));
}

#[tokio::test]
async fn the_key_of_a_device_still_opens_its_own_where_a_given_link_signed_somebody_in() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut visit = app.visit();
    let result = visit.take("sales", "3").await;
    let link = organisation.given_link("bo@example.org", None).await;
    visit.post(&format!("/sign-in/{}", link.reveal()), "").await;
    assert_eq!(visit.get(&result).await.status, 200);
    assert_eq!(visit.get("/me").await.status, 200);
    assert_eq!(organisation.signed_in("bo@example.org").await.get(&result).await.status, 404, "it is not Bo's");
}

#[tokio::test]
async fn the_command_line_prints_the_way_to_the_pages_of_a_role_and_to_no_answers() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let result = organisation.signed_in("ada@example.org").await.take("sales", "3").await;
    let mut ada = organisation.entered(&organisation.printed_link("ada@example.org").await).await;
    assert_eq!(ada.get("/teams").await.status, 200);
    assert_eq!(ada.get(&result).await.status, 403);
    assert_eq!(ada.get("/me").await.status, 403);
    let mut given = organisation.entered(&organisation.given_link("ada@example.org", None).await).await;
    assert_eq!(given.get("/teams").await.status, 403);
}

#[tokio::test]
async fn the_first_administrator_takes_part_in_the_session_that_brought_the_roster_they_are_in() {
    let app = App::new().await;
    let organisation = Organisation { app: &app, by: Administrator::at_the_command_line() };
    let (ada, roles) = (EmailAddress::parse("ada@example.org").unwrap(), BTreeSet::from([Role::Administrator]));
    let link = sign_in::print_link(&app.context, &organisation.by, &ada, &roles).await.unwrap();
    let mut ada = organisation.entered(&link).await;
    organisation.import(ROSTER).await;
    let wave = organisation.open_wave().await;
    let page = ada.get(&format!("/w/{wave}")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.body.contains("It opens the pages of your roles"), "{}", page.text());
    assert!(ada.get("/").await.body.contains(&format!("/w/{wave}")));
}

#[tokio::test]
async fn after_signing_in_by_letter_one_lands_where_one_was_going_also_in_another_browser() {
    let (app, letters) = App::with_mail().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    for (email, page) in [
        ("bo@example.org", format!("/w/{wave}")),
        ("ada@example.org", "/teams".to_owned()),
        ("analyst@example.org", "/insights/technical".to_owned()),
        ("admin@example.org", format!("/admin/waves/{wave}")),
    ] {
        let mut visit = app.visit();
        let closed = visit.get(&page).await;
        assert_eq!(closed.status, 401);
        let form =
            closed.body.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|to| to.contains("?to="));
        let form = visit.get(form.expect("it leads to signing in")).await;
        assert!(form.body.contains(&format!("name=\"to\" value=\"{page}\"")), "{}", form.body);
        let to = page.replace('/', "%2F");
        visit.post("/sign-in", &format!("email={email}&to={to}")).await;
        let link = format!("/sign-in/{}", letters.link_to(&app, email).await.reveal());
        let elsewhere = app.visit().post(&link, &format!("email={email}")).await;
        assert_eq!(elsewhere.location(), page, "{email}");
    }
}

#[tokio::test]
async fn a_link_never_leads_to_another_site_and_keeps_no_secret() {
    let (app, letters) = App::with_mail().await;
    let _organisation = Organisation::founded(&app).await;
    let secret = format!("/p/{}", "7".repeat(64));
    for elsewhere in ["https://evil.example", "//evil.example", "/w//evil.example", "/\\evil.example", &secret] {
        let mut visit = app.visit();
        let to: String = form_urlencoded(elsewhere);
        assert!(!visit.get(&format!("/sign-in?to={to}")).await.body.contains("name=\"to\""), "{elsewhere}");
        visit.post("/sign-in", &format!("email=bo%40example.org&to={to}")).await;
        let link = format!("/sign-in/{}", letters.link_to(&app, "bo@example.org").await.reveal());
        assert_eq!(visit.post(&link, "").await.location(), "/", "{elsewhere}");
    }
}

fn form_urlencoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

#[tokio::test]
async fn links_for_a_team_are_for_those_in_it_and_below_it_and_the_log_names_them_and_no_link() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    organisation.import(&format!("{ROSTER}13,May Mann,may@example.org,Sales,,,,\n")).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let team = footing_core::organisation::TeamPath::parse("Sales").unwrap().id();
    let sheet = admin.post("/admin/links", &format!("whom=team&team={team}&wave={wave}&as=page")).await;
    assert_eq!(links(&sheet).len(), 6, "Ada and the five of North; May came after the opening");
    assert_eq!(sheet.body.matches("class=\"qr\"").count(), 6);
    let sheet = admin.post("/admin/links", &format!("whom=team&team={team}&as=page")).await;
    assert_eq!(links(&sheet).len(), 7);
    let all = admin.post("/admin/links", &format!("whom=everybody&wave={wave}&as=page")).await;
    assert_eq!(links(&all).len(), 12);
    let log = log(&app).await;
    let made: Vec<_> = log.iter().filter(|entry| matches!(entry.event, AuditEvent::LinksMade { .. })).collect();
    assert_eq!(made.len(), 3);
    let people = sign_in::people(&app.context, &organisation.by).await.unwrap();
    let name = |id: &str| audit::named(id, |person| people.get(&person).cloned());
    assert!(made.iter().all(|entry| name(&entry.actor) == "admin@example.org"));
    let AuditEvent::LinksMade { wave: of, people: people_made } = &made[0].event else { unreachable!() };
    assert_eq!(of.as_deref(), Some(wave.to_string().as_str()));
    let expected = ["ada", "bo", "cy", "di", "ed", "fi"].map(|name| format!("<{name}@example.org>"));
    assert!(people_made.iter().map(|id| name(id)).zip(expected).all(|(name, email)| name.ends_with(&email)));
    let written = serde_json::to_string(&log).unwrap();
    for link in links(&all) {
        assert!(!written.contains(link.trim_start_matches("/sign-in/")));
    }
}

#[tokio::test]
async fn links_as_csv_open_in_spreadsheets_hold_no_formula_and_work() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    organisation.import(&ROSTER.replace("Bo Berg", "=Bo Berg")).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let file = admin.post("/admin/links", "whom=everybody&as=csv").await;
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert!(file.body.starts_with("\u{feff}name,email,team,link,last_day\r\n"), "{}", file.body);
    assert_eq!(file.body.lines().count(), 13);
    assert!(file.body.contains("'=Bo Berg,"));
    let link = file.body.lines().find(|line| line.contains("cy@example.org")).unwrap().split(',').nth(3).unwrap();
    let path = link.strip_prefix("http://127.0.0.1:3000").expect("it begins with the address");
    // As somebody types it from paper.
    let typed = path.replace('-', "").replace("signin", "sign-in").to_lowercase();
    assert_eq!(app.visit().post(&typed, "").await.location(), "/");
    assert_eq!(app.visit().post(path, "").await.status, 409, "once");
}

#[tokio::test]
async fn nobody_gets_a_link_who_is_not_there_or_not_invited_and_a_closed_survey_makes_none() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    organisation.import(&format!("{ROSTER}13,May Mann,may@example.org,Sales,,,,\n")).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    for (form, status) in [
        ("whom=person&person=nobody%40example.org&as=page".to_owned(), 422),
        (format!("whom=person&person=may%40example.org&wave={wave}&as=page"), 422),
        ("whom=person&person=13&as=page".to_owned(), 200),
        ("whom=person&person=&as=csv".to_owned(), 422),
        (format!("whom=team&team={}&as=page", "7".repeat(32)), 422),
        (format!("whom=everybody&wave={}&as=page", "7".repeat(32)), 404),
        ("whom=others&as=page".to_owned(), 404),
    ] {
        assert_eq!(admin.post("/admin/links", &form).await.status, status, "{form}");
    }
    footing::service::wave::close(&app.context, &organisation.by, wave).await.unwrap();
    assert_eq!(admin.post("/admin/links", &format!("whom=everybody&wave={wave}&as=page")).await.status, 409);
    assert_eq!(admin.get(&format!("/admin/links?wave={wave}")).await.status, 409);
}

#[tokio::test]
async fn a_link_for_a_survey_lasts_until_its_last_day_is_over_everywhere() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let (last, late) = (
        organisation.given_link("bo@example.org", Some(wave)).await,
        organisation.given_link("cy@example.org", Some(wave)).await,
    );
    app.days_pass(14);
    organisation.entered(&last).await;
    app.days_pass(3);
    assert_eq!(app.visit().post(&format!("/sign-in/{}", late.reveal()), "").await.status, 409);
}

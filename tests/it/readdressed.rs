//! Anyone who changes an address could read there in the person's place. What was answered before is closed at the new one
//! until the person opens it: from the old address, with their private link, or by giving it up.

use footing::service::{ServiceError, roster};
use footing_core::organisation::{AuditEvent, EmailAddress};

use crate::support::{App, Organisation, ROSTER, Visit};

const PAGES: [&str; 4] = ["/me", "/me/export.json", "/me/delete", "/me/step/practice-share"];

fn moved() -> String {
    ROSTER.replace("bo@example.org", "mallory@example.org")
}

/// Bo's result, and somebody who reads mail at the address that an administrator gave Bo.
async fn taken_over<'a>(organisation: &Organisation<'a>) -> (String, Visit<'a>) {
    let result = organisation.signed_in("bo@example.org").await.take("sales", "3").await;
    organisation.import(&moved()).await;
    (result, organisation.signed_in("mallory@example.org").await)
}

async fn is_open(visit: &mut Visit<'_>, result: &str) -> bool {
    let mut open = vec![visit.get(result).await.status == 200];
    for page in PAGES.into_iter().take(3) {
        open.push(visit.get(page).await.status == 200);
    }
    assert!(open.iter().all(|one| *one == open[0]), "all of it is open, or nothing: {open:?}");
    open[0]
}

#[tokio::test]
async fn who_changes_an_address_and_signs_in_there_reads_nothing_that_was_answered_before() {
    let (app, _) = App::with_mail().await;
    let organisation = Organisation::founded(&app).await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let result = bo.take("sales", "3").await;
    bo.post(&format!("{result}/step/practice-share/take"), "").await;
    organisation.import(&moved()).await;
    assert_eq!(bo.get("/me").await.status, 403, "the sessions of before have ended");
    let mut mallory = organisation.signed_in("mallory@example.org").await;
    for page in PAGES.into_iter().chain([result.as_str()]) {
        let answer = mallory.get(page).await;
        assert_eq!(answer.status, 403, "{page}");
        assert!(answer.text().contains("What you answered before is locked"), "{page}: {}", answer.text());
        assert!(answer.body.contains("href=\"/me/earlier\""), "{page}");
    }
    assert_eq!(mallory.post("/me/delete", "").await.status, 403);
    // No link that anybody makes there opens it either, and neither does another change.
    let mut given = organisation.entered(&organisation.given_link("mallory@example.org", None).await).await;
    assert_eq!(given.get(&result).await.status, 403);
    organisation.import(&ROSTER.replace("bo@example.org", "trent@example.org")).await;
    assert!(!is_open(&mut organisation.signed_in("trent@example.org").await, &result).await);
    // Back at the address where it was answered there is nobody else.
    organisation.import(ROSTER).await;
    assert!(is_open(&mut organisation.signed_in("bo@example.org").await, &result).await);
}

/// Signs in with an address and looks for a result; an address that signs nobody in has none.
async fn reads(organisation: &Organisation<'_>, email: &str, result: &str) -> bool {
    let email = EmailAddress::parse(email).unwrap();
    let is_known = organisation.context().store.member_with_email(&email).await.unwrap().is_some();
    is_known && organisation.signed_in(email.as_str()).await.get(result).await.status == 200
}

#[tokio::test]
async fn no_other_way_of_changing_the_roster_opens_what_somebody_else_answered() {
    let swapped = ROSTER
        .replace("bo@example.org", "x@example.org")
        .replace("cy@example.org", "bo@example.org")
        .replace("x@example.org", "cy@example.org");
    let another_id = ROSTER.replace("2,Bo", "99,Bo");
    let without: String = ROSTER.lines().filter(|line| !line.contains("bo@")).map(|line| format!("{line}\n")).collect();
    let cases: [(&str, Vec<String>, &str); 5] = [
        ("Cy and Bo swap addresses", vec![swapped.clone()], "cy@example.org"),
        ("and Cy reads at Bo's", vec![swapped], "bo@example.org"),
        (
            "another id first, then another address",
            vec![another_id.clone(), another_id.replace("bo@example.org", "mallory@example.org")],
            "mallory@example.org",
        ),
        (
            "Bo leaves, and the address goes to somebody new",
            vec![without.clone(), format!("{without}77,Mal Mole,bo@example.org,Sales > North,,,,\n")],
            "bo@example.org",
        ),
        (
            "away and somewhere else again",
            vec![moved(), ROSTER.replace("bo@example.org", "m2@example.org"), moved()],
            "mallory@example.org",
        ),
    ];
    for (how, rosters, at) in cases {
        let app = App::new().await;
        let organisation = Organisation::founded(&app).await;
        let result = organisation.signed_in("bo@example.org").await.take("sales", "3").await;
        for roster in rosters {
            organisation.import(&roster).await;
        }
        assert!(!reads(&organisation, at, &result).await, "{how}");
    }
    // Who left comes back at another address under their id: nobody can tell whether it is them.
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    organisation.import(&without).await;
    let back = roster::look_at(organisation.context(), &organisation.by, moved().as_bytes()).await;
    assert!(matches!(back, Err(ServiceError::Roster(_))), "{back:?}");
}

#[tokio::test]
async fn what_is_answered_at_the_new_address_is_open_there_in_every_session() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    organisation.signed_in("bo@example.org").await.take("sales", "3").await;
    organisation.import(&moved()).await;
    let mut one = organisation.signed_in("mallory@example.org").await;
    // The first survey is one question, and handed in with its answer.
    let first = one.post(&format!("/w/{wave}"), "").await.location().to_owned();
    let next = one.post(&first, "answer=4").await.location().to_owned();
    one.post(&next, "answer=4").await;
    let mut other = organisation.signed_in("mallory@example.org").await;
    assert!(other.get(&next).await.has_checked_answer(), "{next}");
}

#[tokio::test]
async fn the_letter_to_the_old_address_opens_it_and_the_log_says_so() {
    let (app, letters) = App::with_mail().await;
    let organisation = Organisation::founded(&app).await;
    let (result, mut visit) = taken_over(&organisation).await;
    assert!(!is_open(&mut visit, &result).await);
    let link = format!("/sign-in/{}", letters.link_to(&app, "bo@example.org").await.reveal());
    let mut at_the_old_address = app.visit();
    let asked = at_the_old_address.get(&link).await;
    assert!(asked.text().contains("Bo Berg has the address mallory@example.org now"), "{}", asked.text());
    assert!(!is_open(&mut visit, &result).await, "to look is not to open");
    let opened = at_the_old_address.post(&link, "").await;
    assert!(opened.text().contains("Your earlier answers are open again"), "{}", opened.text());
    assert_eq!(at_the_old_address.get("/me").await.status, 403, "the letter signs nobody in");
    assert!(is_open(&mut visit, &result).await);
    assert_eq!(app.visit().post(&link, "").await.status, 409, "it works once");
    let log = app.context.store.audit_log().await.unwrap();
    assert!(log.iter().any(|entry| matches!(&entry.event, AuditEvent::Unlocked { by, .. } if by == "old address")));
}

#[tokio::test]
async fn a_letter_about_a_change_opens_nothing_after_another_change_and_is_sent_again_when_asked_for() {
    let (app, letters) = App::with_mail().await;
    let organisation = Organisation::founded(&app).await;
    let (result, _) = taken_over(&organisation).await;
    let link = format!("/sign-in/{}", letters.link_to(&app, "bo@example.org").await.reveal());
    organisation.import(&ROSTER.replace("bo@example.org", "bo.berg@example.org")).await;
    assert_eq!(app.visit().post(&link, "").await.status, 409);
    let mut bo = organisation.signed_in("bo.berg@example.org").await;
    assert!(!is_open(&mut bo, &result).await);
    let again = bo.post("/me/earlier/letter", "").await;
    assert!(again.text().contains("b•••@example.org"), "{}", again.text());
    let link = format!("/sign-in/{}", letters.link_to(&app, "bo@example.org").await.reveal());
    app.visit().post(&link, "").await;
    assert!(is_open(&mut bo, &result).await);
}

#[tokio::test]
async fn a_private_link_made_before_opens_it_and_that_of_somebody_else_does_not() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let private_link = |page: &str| {
        let rest = page.split("value=\"").find(|rest| rest.contains("/p/")).expect("the link is shown");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let mut bo = organisation.signed_in("bo@example.org").await;
    let result = bo.take("sales", "3").await;
    let made = bo.post("/me/link", "").await;
    assert!(made.cookies().iter().all(|cookie| !cookie.starts_with("footing=")), "signing out is still signing out");
    let link = private_link(&made.body);
    let other = private_link(&organisation.signed_in("cy@example.org").await.post("/me/link", "").await.body);
    organisation.import(&moved()).await;
    let mut visit = organisation.signed_in("mallory@example.org").await;
    for wrong in [other.as_str(), "", "nonsense", &link[..link.len() - 1]] {
        let page = visit.post("/me/earlier/key", &format!("key={wrong}")).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.text().contains("This is no private link of yours"), "{}", page.text());
        assert!(!is_open(&mut visit, &result).await);
    }
    assert_eq!(visit.post("/me/earlier/key", &format!("key={link}")).await.location(), "/me");
    assert!(is_open(&mut visit, &result).await);
}

#[tokio::test]
async fn a_private_link_that_somebody_else_made_at_my_device_is_seen_and_removed() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    assert!(!bo.get("/me").await.text().contains("You have a private link"));
    let made = bo.post("/me/link", "").await;
    let key =
        made.body.split("/p/").nth(1).and_then(|rest| rest.split('"').next()).expect("the link is shown").to_owned();
    let mut thief = app.visit();
    assert_eq!(thief.post(&format!("/p/{key}"), "").await.location(), "/me");
    assert_eq!(thief.get("/me").await.status, 200);
    assert_eq!(thief.post("/me/link/remove", "").await.status, 404, "it is the thief's only way in");
    assert!(bo.get("/me").await.text().contains("You have a private link"));
    assert_eq!(bo.post("/me/link/remove", "").await.location(), "/me");
    assert_eq!(thief.get("/me").await.status, 403);
    assert!(!bo.get("/me").await.text().contains("You have a private link"));
}

#[tokio::test]
async fn who_gives_up_what_was_answered_before_has_a_page_again_and_nothing_of_it() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let (result, mut visit) = taken_over(&organisation).await;
    let page = visit.post("/me/earlier/anew", "").await;
    assert!(page.text().contains("Nothing was erased"), "{}", page.text());
    assert!(visit.get("/me/earlier").await.text().contains("No letters are sent from here"));
    assert_eq!(visit.post("/me/earlier/anew", "sure=yes").await.location(), "/sign-in");
    let mut visit = organisation.signed_in("mallory@example.org").await;
    assert_eq!(visit.get("/me").await.status, 200);
    assert_eq!(visit.get(&result).await.status, 404);
    let back = organisation.import(ROSTER).await;
    assert_eq!(organisation.signed_in("bo@example.org").await.get(&result).await.status, 404, "{back:?}");
}

#[tokio::test]
async fn who_has_answered_nothing_is_asked_nothing_at_a_new_address() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    organisation.import(&moved()).await;
    let mut visit = organisation.signed_in("mallory@example.org").await;
    assert_eq!(visit.get("/me").await.status, 200);
    assert_eq!(visit.get("/me/earlier").await.location(), "/me");
}

#[tokio::test]
async fn an_address_that_is_only_written_otherwise_locks_nothing_and_is_told_nobody() {
    let (app, _) = App::with_mail().await;
    let organisation = Organisation::founded(&app).await;
    let result = organisation.signed_in("bo@example.org").await.take("sales", "3").await;
    organisation.import(&ROSTER.replace("bo@example.org", "Bo@Example.org")).await;
    assert!(is_open(&mut organisation.signed_in("bo@example.org").await, &result).await);
    assert_eq!(app.context.store.requests(9).await.unwrap(), []);
}

#[tokio::test]
async fn a_link_says_whose_account_it_opens_and_from_another_browser_asks_for_the_address() {
    let (app, letters) = App::with_mail().await;
    let _organisation = Organisation::founded(&app).await;
    let mut mallory = app.visit();
    mallory.post("/sign-in", "email=bo%40example.org").await;
    let link = format!("/sign-in/{}", letters.link_to(&app, "bo@example.org").await.reveal());
    // Passed on to Cy, who would answer in the account of Bo.
    let mut cy = app.visit();
    let page = cy.get(&link).await.text();
    assert!(page.contains("This link opens the account of Bo Berg (b•••@example.org)"), "{page}");
    for typed in ["", "email=cy%40example.org", "email=nonsense"] {
        let refused = cy.post(&link, typed).await;
        assert_eq!(refused.status, 422, "{typed}");
        assert!(refused.text().contains("This link was sent to another address"), "{}", refused.text());
        assert_eq!(cy.get("/me").await.status, 403);
    }
    assert!(mallory.get(&link).await.text().contains("Bo Berg (bo@example.org)"), "it was asked for here");
    // On a phone Bo types the address, which uses the link up; the next one needs no typing there.
    let mut phone = app.visit();
    assert_eq!(phone.post(&link, "email=Bo%40example.org").await.status, 303);
    assert_eq!(phone.get("/me").await.status, 200);
    assert_eq!(mallory.post(&link, "").await.status, 409);
    app.visit().post("/sign-in", "email=bo%40example.org").await;
    let next = format!("/sign-in/{}", letters.link_to(&app, "bo@example.org").await.reveal());
    assert_eq!(phone.post(&next, "").await.status, 303);
}

#[tokio::test]
async fn a_person_sees_where_they_are_signed_in_and_ends_a_session_there() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let mut laptop = app.visit().with_header("user-agent", agent);
    let link = organisation.link("bo@example.org").await;
    laptop.post(&format!("/sign-in/{}", link.reveal()), "").await;
    let mut phone = organisation.signed_in("bo@example.org").await;
    let mut cy = organisation.signed_in("cy@example.org").await;
    let page = phone.get("/me").await;
    assert!(page.text().contains("Firefox, Linux"), "{}", page.text());
    assert!(page.text().contains("this device"), "{}", page.text());
    let ends: Vec<&str> = page.body.split('"').filter(|part| part.starts_with("/me/session/")).collect();
    assert_eq!(ends.len(), 1, "the one they look from is ended by signing out");
    assert_eq!(cy.post(ends[0], "").await.status, 404, "nobody ends what is not theirs");
    assert_eq!(laptop.get("/me").await.status, 200);
    assert_eq!(phone.post(ends[0], "").await.location(), "/me");
    assert_eq!(laptop.get("/me").await.status, 403);
    assert_eq!(phone.get("/me").await.status, 200);
    // One that nobody uses ends by itself.
    app.days_pass(5);
    assert_eq!(phone.get("/me").await.status, 403);
}

//! The pages and forms over HTTP, without scripts: what a browser sends and what it gets.

use axum::http::{Method, StatusCode};

use crate::support::{App, ITEMS, Organisation, Page, Visit};

#[tokio::test]
async fn the_whole_assessment_works_by_plain_forms() {
    let app = App::new().await;
    let mut person = app.visit();
    let start = person.post("/s/ai-proficiency", "").await;
    assert_eq!((start.status, start.location()), (StatusCode::SEE_OTHER, "/s/ai-proficiency/q/work"));
    let mut next = person.post("/s/ai-proficiency/q/work", "answer=finance").await;
    assert_eq!(next.location(), "/s/ai-proficiency/q/tasks");
    next = person.post("/s/ai-proficiency/q/tasks", "answer=figures&answer=recurring-reports").await;
    for item in ITEMS {
        assert_eq!(next.location(), format!("/s/ai-proficiency/q/{item}"));
        next = person.answer(item, "4").await;
    }
    assert_eq!(next.location(), "/s/ai-proficiency/review", "without a choice the last page leads to the review");
    let review = person.get("/s/ai-proficiency/review").await;
    assert!(review.text().contains("Recurring reports, Routine analysis of figures"), "{}", review.text());
    let id = review.body.split("name=\"response\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let submitted = person.post("/s/ai-proficiency/submit", &format!("response={id}")).await;
    assert_eq!(submitted.location(), format!("/s/ai-proficiency/result/{id}"));
    let result = person.get(submitted.location()).await;
    assert_eq!(result.status, StatusCode::OK);
    assert!(result.text().contains("You are between “A working pattern” and “Showing the way”."), "{}", result.text());
}

#[tokio::test]
async fn the_result_page_says_in_each_language_what_the_content_promises() {
    for language in ["en", "de", "ja"] {
        let app = App::new().await;
        let mut person = app.visit().with_header("accept-language", language);
        person.post("/s/ai-proficiency", "").await;
        person.post("/s/ai-proficiency/q/work", "answer=support").await;
        person.post("/s/ai-proficiency/q/tasks", "answer=customer-replies&answer=planning").await;
        for (item, answer) in ITEMS.iter().zip(["4", "3", "na", "4", "4", "3", "4", "2", "2", "3", "2", "4", "3", "4"])
        {
            person.answer(item, answer).await;
        }
        let last = person.post("/s/ai-proficiency/q/shared", "answer=4&then=submit").await;
        let text = person.get(last.location()).await.text();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("result page, {language}"), text);
        });
    }
}

#[tokio::test]
async fn a_question_without_an_answer_comes_back_with_a_summary_and_a_marked_title() {
    let app = App::new().await;
    let mut person = app.visit();
    person.post("/s/ai-proficiency", "").await;
    let page = person.post("/s/ai-proficiency/q/told-it", "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("<title>Error: Question 4 of 14"), "{}", page.body);
    assert!(page.body.contains("<a href=\"#answer-1\">Select the answer that fits best</a>"));
    assert!(page.body.contains("id=\"answer-1\"") && page.body.contains("aria-describedby=\"answer-error\""));
}

#[tokio::test]
async fn too_many_tasks_come_back_with_all_of_them_still_checked() {
    let app = App::new().await;
    let mut person = app.visit();
    person.post("/s/ai-proficiency", "").await;
    let six = "answer=figures&answer=code&answer=planning&answer=translating&answer=reviewing&answer=suppliers";
    let page = person.post("/s/ai-proficiency/q/tasks", six).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.body.matches(" checked").count(), 6);
    assert!(page.text().contains("Select no more than five tasks"));
}

#[tokio::test]
async fn what_is_no_option_is_refused_and_changes_nothing() {
    let app = App::new().await;
    let mut person = app.visit();
    person.post("/s/ai-proficiency", "").await;
    for form in ["answer=6", "answer=0", "answer=-1", "answer=", "answer=3&answer=4", "answer=%00", "other=3"] {
        let page = person.post("/s/ai-proficiency/q/told-it", form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let save = person.post("/s/ai-proficiency/q/told-it/save", form).await;
        assert_eq!(save.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    let page = person.post("/s/ai-proficiency/q/frequency", "answer=na").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "how often always came up");
    assert!(!person.get("/s/ai-proficiency/q/told-it").await.has_checked_answer());
}

#[tokio::test]
async fn a_start_that_is_sent_twice_makes_one_person() {
    let app = App::new().await;
    let intro = app.visit().get("/s/ai-proficiency").await;
    let key = intro.body.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let (mut first, mut second) = (app.visit(), app.visit());
    first.post("/s/ai-proficiency", &format!("key={key}")).await;
    first.answer("told-it", "3").await;
    second.post("/s/ai-proficiency", &format!("key={key}")).await;
    assert_eq!(first.cookies, second.cookies);
    assert!(second.get("/s/ai-proficiency/q/told-it").await.body.contains("value=\"3\" checked"));
}

#[tokio::test]
async fn a_submit_that_is_sent_twice_gives_the_same_result_once() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    let id = result.rsplit('/').next().unwrap().to_owned();
    let again = person.post("/s/ai-proficiency/submit", &format!("response={id}")).await;
    assert_eq!(again.location(), result);
    let me = person.get("/me").await;
    assert_eq!(me.body.matches(&format!("href=\"{result}\"")).count(), 1);
}

#[tokio::test]
async fn a_last_page_that_is_sent_twice_gives_the_same_receipt() {
    let app = App::new().await;
    let mut person = app.visit();
    person.answer_all_but_the_last("sales", "3").await;
    let last = person.get("/s/ai-proficiency/q/shared").await;
    let id = last.body.split("name=\"response\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let form = format!("response={id}&answer=3&then=submit");
    let first = person.post("/s/ai-proficiency/q/shared", &form).await;
    let second = person.post("/s/ai-proficiency/q/shared", &form).await;
    assert_eq!(first.location(), format!("/s/ai-proficiency/result/{id}"));
    assert_eq!(second.location(), first.location());
}

#[tokio::test]
async fn an_answer_after_the_submit_changes_nothing_and_says_so_calmly() {
    let app = App::new().await;
    let mut person = app.visit();
    person.take("sales", "3").await;
    let late = person.answer("told-it", "5").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("finished already"), "{}", late.text());
    assert_eq!(person.get("/s/ai-proficiency/q/told-it").await.status, StatusCode::CONFLICT);
    assert!(!person.get("/me/export.json").await.body.contains("\"value\":5"));
}

#[tokio::test]
async fn an_early_submit_leads_to_the_first_open_question() {
    let app = App::new().await;
    let mut person = app.visit();
    person.post("/s/ai-proficiency", "").await;
    person.post("/s/ai-proficiency/q/work", "answer=sales").await;
    let page = person.post("/s/ai-proficiency/q/shared", "answer=3&then=submit").await;
    assert_eq!(page.location(), "/s/ai-proficiency/q/tasks");
}

#[tokio::test]
async fn a_changed_answer_leads_back_to_the_review() {
    let app = App::new().await;
    let mut person = app.visit();
    person.answer_all_but_the_last("sales", "3").await;
    let page = person.post("/s/ai-proficiency/q/told-it?reviewing", "answer=5").await;
    assert_eq!(page.location(), "/s/ai-proficiency/review");
    assert!(person.get("/s/ai-proficiency/q/told-it?reviewing").await.body.contains("?reviewing\""));
}

#[tokio::test]
async fn nobody_but_the_person_gets_a_result_and_the_answer_does_not_tell_whether_it_exists() {
    let app = App::new().await;
    let (mut owner, mut other) = (app.visit(), app.visit());
    let result = owner.take("sales", "3").await;
    other.take("sales", "4").await;
    let foreign = other.get(&result).await;
    let missing = other.get("/s/ai-proficiency/result/00000000000000000000000000000000").await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(foreign.text(), missing.text());
    for (method, part) in [
        (Method::GET, "/step/sales-fit"),
        (Method::GET, "/step/sales-fit/calendar.ics"),
        (Method::POST, "/step/sales-fit/take"),
        (Method::POST, "/step/sales-fit/decline"),
    ] {
        let page = other.send(method, &format!("{result}{part}"), String::new()).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{part}");
    }
}

/// Every route, as nobody and as a participant who did not make what the address names.
#[tokio::test]
async fn every_route_gives_each_visitor_exactly_what_is_theirs() {
    let app = App::new().await;
    let mut owner = app.visit();
    let result = owner.take("sales", "3").await;
    owner.post(&format!("{result}/step/practice-middle/take"), "").await;
    let key = owner.cookies[0].1.clone();
    let routes = [
        (Method::GET, "/".to_owned()),
        (Method::GET, "/stored".into()),
        (Method::GET, "/healthz".into()),
        (Method::GET, "/assets/none.css".into()),
        (Method::GET, "/s/ai-proficiency".into()),
        (Method::GET, "/s/none".into()),
        (Method::GET, "/s/ai-proficiency/q/told-it".into()),
        (Method::POST, "/s/ai-proficiency/q/told-it".into()),
        (Method::POST, "/s/ai-proficiency/q/told-it/save".into()),
        (Method::GET, "/s/ai-proficiency/review".into()),
        (Method::POST, "/s/ai-proficiency/submit".into()),
        (Method::GET, result.clone()),
        (Method::GET, format!("{result}/step/practice-middle")),
        (Method::GET, format!("{result}/step/practice-middle/calendar.ics")),
        (Method::POST, format!("{result}/step/practice-middle/take")),
        (Method::POST, format!("{result}/step/practice-middle/decline")),
        (Method::GET, "/me".into()),
        (Method::GET, "/me/step/practice-middle".into()),
        (Method::POST, "/me/step/practice-middle".into()),
        (Method::GET, "/me/export.json".into()),
        (Method::GET, "/me/delete".into()),
        (Method::GET, format!("/p/{key}")),
        (Method::GET, "/p/none".into()),
        (Method::GET, "/none".into()),
        (Method::DELETE, "/me".into()),
        (Method::POST, "/me/link".into()),
        (Method::POST, "/me/leave".into()),
        (Method::POST, "/me/delete".into()),
        (Method::POST, format!("/p/{}", "0".repeat(64))),
        (Method::POST, "/s/ai-proficiency".into()),
        (Method::POST, "/s/none".into()),
    ];
    let mut table = String::from("route | nobody | owner | another participant\n");
    for (method, path) in routes {
        let form = if path.ends_with("told-it") || path.ends_with("save") { "answer=3" } else { "" };
        let mut other = app.visit();
        other.post("/s/ai-proficiency", "").await;
        let visits: [Visit<'_>; 3] = [app.visit(), owner.clone(), other];
        let mut row = vec![format!("{method} {}", path.replace(&result, "<result>").replace(&key, "<key>"))];
        for mut visit in visits {
            row.push(visit.send(method.clone(), &path, form.into()).await.status.as_u16().to_string());
        }
        if path == "/me/link" || path == "/me/delete" && method == Method::POST {
            // These two changed the owner: a fresh one takes their place.
            owner = app.visit();
            owner.take("sales", "3").await;
        }
        table.push_str(&row.join(" | "));
        table.push('\n');
    }
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("who gets what", table);
    });
}

#[tokio::test]
async fn a_post_from_another_site_is_refused_with_a_page() {
    let app = App::new().await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let page = app.visit().with_header(name, value).post("/s/ai-proficiency", "").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(page.text().contains("another site"), "{}", page.text());
        assert!(page.cookies().is_empty());
    }
    let own = app.visit().with_header("origin", "http://127.0.0.1:3000").post("/s/ai-proficiency", "").await;
    assert_eq!(own.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_page_carries_the_headers_that_keep_it_private_and_safe() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    for path in ["/", "/s/ai-proficiency", "/me", &result, "/nowhere", "/healthz"] {
        let page = person.get(path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        if page.header("content-type").starts_with("text/html") {
            let policy = page.header("content-security-policy");
            for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        }
    }
}

#[tokio::test]
async fn an_address_with_a_secret_in_it_is_said_to_nobody_and_leads_to_no_other_site() {
    let app = App::new().await;
    let mut person = app.visit();
    person.take("sales", "3").await;
    let key = person.cookies[0].1.clone();
    let nothing = "0".repeat(64);
    let addresses =
        [format!("/p/{key}"), format!("/p/{key}?lang=de"), format!("/sign-in/{nothing}"), "/p/none".to_owned()];
    for path in addresses {
        for method in [Method::GET, Method::POST] {
            let page = app.visit().send(method.clone(), &path, String::new()).await;
            // The host alone, and also that only because a form would otherwise not say where it stands.
            assert_eq!(page.header("referrer-policy"), "strict-origin", "{method} {path}");
            for attribute in ["href=\"", "src=\"", "action=\""] {
                let mut leads = page.body.split(attribute).skip(1);
                let elsewhere = leads.find(|rest| !rest.starts_with(['/', '#', '?']) || rest.starts_with("//"));
                assert_eq!(elsewhere, None, "{method} {path} leads to another site");
            }
            assert!(!page.body.contains("http-equiv") && !page.body.contains("name=\"referrer\""));
        }
    }
}

#[tokio::test]
async fn headers_that_browsers_ignore_on_plain_http_are_sent_only_where_they_hold() {
    let opener = async |address: &str, host: &str| {
        let app = App::at(address).await;
        let page = app.visit().with_header("host", host).get("/").await;
        (
            page.headers.contains_key("cross-origin-opener-policy"),
            page.headers.contains_key("strict-transport-security"),
        )
    };
    assert_eq!(opener("https://footing.example", "footing.example").await, (true, true));
    assert_eq!(opener("http://127.0.0.1:3000", "127.0.0.1:3000").await, (true, false));
    assert_eq!(opener("http://127.0.0.1:3000", "footing.intern:3000").await, (false, false));
}

#[tokio::test]
async fn on_a_secure_address_cookies_are_bound_to_host_and_connection() {
    let secure = App::at("https://footing.example").await;
    let page = secure.visit().post("/s/ai-proficiency", "").await;
    let cookie = page.cookies()[0].to_owned();
    assert!(cookie.starts_with("__Host-footing="), "{cookie}");
    for attribute in ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let organisation = Organisation::founded(&secure).await;
    let link = organisation.link("bo@example.org").await;
    let entered = secure.visit().post(&format!("/sign-in/{}", link.reveal()), "").await;
    let kept = entered.cookies();
    for name in ["__Host-footing-session=", "__Host-footing-device="] {
        let cookie = kept.iter().find(|cookie| cookie.starts_with(name)).expect(name);
        let is_bound = ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"].iter().all(|part| cookie.contains(part));
        assert!(is_bound && !cookie.contains("Domain"), "{cookie}");
    }
    assert!(page.header("strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn a_language_is_remembered_and_never_leads_to_another_host() {
    let app = App::new().await;
    let mut person = app.visit();
    let chosen = person.get("/s/ai-proficiency?lang=de").await;
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/s/ai-proficiency"));
    assert!(person.get("/s/ai-proficiency").await.body.contains("<html lang=\"de\">"));
    let sly = person.get("//evil.example/?lang=ja").await;
    assert!(!sly.location().starts_with("//"), "{}", sly.location());
    assert_eq!(person.get("/?lang=fr").await.status, StatusCode::OK, "an unknown language changes nothing");
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let app = App::new().await;
    let mut person = app.visit();
    person.post("/s/ai-proficiency", "").await;
    let page = person.post("/s/ai-proficiency/q/told-it", &"a".repeat(20_000)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn following_a_private_link_only_asks_and_the_button_opens_it() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    let link = format!("/p/{}", person.cookies[0].1);
    let mut other_device = app.visit();
    for _ in 0..5 {
        let asked = other_device.get(&link).await;
        assert!(asked.status.is_success() && asked.cookies().is_empty());
    }
    assert_eq!(other_device.get(&result).await.status, StatusCode::FORBIDDEN);
    assert_eq!(other_device.post(&link, "").await.location(), "/me");
    assert_eq!(other_device.get(&result).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_private_link_shuts_the_old_one_at_once() {
    let app = App::new().await;
    let mut person = app.visit();
    person.take("sales", "3").await;
    let old = person.cookies[0].1.clone();
    let mut old_device = person.clone();
    let renewed = person.post("/me/link", "").await;
    let new = person.cookies[0].1.clone();
    assert!(renewed.body.contains(&format!("http://127.0.0.1:3000/p/{new}")) && old != new);
    assert_eq!(old_device.get("/me").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.visit().post(&format!("/p/{old}"), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.get("/me").await.status, StatusCode::OK);
}

#[tokio::test]
async fn deleting_everything_leaves_nothing_that_a_key_opens() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    let before = person.clone();
    assert!(person.get("/me/delete").await.text().contains("your result"));
    let gone = person.post("/me/delete", "").await;
    assert!(gone.text().contains("deleted"), "{}", gone.text());
    assert!(person.cookies.is_empty(), "the device forgets its key");
    let mut returning = before;
    for path in ["/me", "/me/export.json", &result] {
        assert_eq!(returning.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn a_step_is_taken_on_once_followed_up_and_not_given_again() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    let page = person.get(&result).await;
    let step = page.body.split("/step/").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
    let title = page.body.split("<h2 id=\"step\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    for _ in 0..2 {
        person.post(&format!("{result}/step/{step}/take"), "").await;
    }
    assert!(person.get(&result).await.text().contains("You chose this step on 21 November 2026."));
    let asks = |me: &Page| me.body.matches("What came of it?").count();
    assert_eq!(asks(&person.get("/me").await), 0, "it is too early to ask");
    app.days_pass(7);
    assert_eq!(asks(&person.get("/me").await), 1);
    let form = "outcome=partly&note=%3Cscript%3Ealert(1)%3C%2Fscript%3E+%22quoted%22";
    assert_eq!(person.post(&format!("/me/step/{step}"), form).await.location(), "/me");
    let me = person.get("/me").await;
    assert!(me.text().contains("<script>alert(1)</script> \"quoted\""), "{}", me.text());
    assert_eq!(asks(&me), 0, "it was said");
    assert!(!me.body.contains("<script>alert"), "what was typed is text, never markup");
    let again = person.take("sales", "3").await;
    assert!(!person.get(&again).await.body.contains(&format!("<h2 id=\"step\">{title}")), "{title} came again");
}

#[tokio::test]
async fn a_declined_step_makes_room_for_another() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    let mut seen = Vec::new();
    for _ in 0..60 {
        let page = person.get(&result).await;
        assert_eq!(page.status, StatusCode::OK);
        let Some(step) = page.body.split("/step/").nth(1).and_then(|rest| rest.split('/').next()) else { break };
        assert!(!seen.contains(&step.to_owned()), "{step} was declined");
        seen.push(step.to_owned());
        person.post(&format!("{result}/step/{step}/decline"), "").await;
    }
    assert!(seen.len() >= 8, "{seen:?}");
    assert!(person.get(&result).await.text().contains("You have been through all the steps"));
}

#[tokio::test]
async fn a_check_in_needs_an_outcome_and_a_short_line_and_keeps_what_was_typed() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    person.post(&format!("{result}/step/practice-middle/take"), "").await;
    let page = person.post("/me/step/practice-middle", "note=half+done").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("value=\"half done\"") && page.body.contains("href=\"#outcome-done\""));
    let long = "x".repeat(281);
    let page = person.post("/me/step/practice-middle", &format!("outcome=done&note={long}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains(&long) && page.body.contains("href=\"#note\""));
}

#[tokio::test]
async fn a_retake_says_what_changed_and_only_calls_it_a_change_when_it_is_one() {
    let app = App::new().await;
    let mut person = app.visit();
    person.take("sales", "2").await;
    app.days_pass(56);
    let same = person.take("sales", "2").await;
    assert!(person.get(&same).await.text().contains("Last time 25, now 25: no clear change"));
    app.days_pass(56);
    let up = person.take("sales", "4").await;
    assert!(person.get(&up).await.text().contains("gone up from 25 to 75"));
    let me = person.get("/me").await.text();
    assert!(me.contains("Gone up, more than chance") && me.contains("No clear change"), "{me}");
}

#[tokio::test]
async fn the_calendar_file_follows_the_standard_in_three_languages() {
    for language in ["en", "de", "ja"] {
        let app = App::new().await;
        let mut person = app.visit().with_header("accept-language", language);
        let result = person.take("sales", "3").await;
        let file = person.get(&format!("{result}/step/practice-middle/calendar.ics")).await;
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8; method=PUBLISH");
        assert!(file.header("content-disposition").contains("footing-practice-middle.ics"));
        assert!(!file.body.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CR LF");
        for line in file.body.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
        }
        let unfolded = file.body.replace("\r\n ", "");
        let lines: Vec<&str> = unfolded.split("\r\n").collect();
        let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
        assert_eq!((count("BEGIN:VCALENDAR"), count("VERSION:2.0"), count("PRODID:"), count("METHOD:")), (1, 1, 1, 1));
        // The attempt, a check-in after seven days and one after thirty.
        assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT"), count("DTSTART:"), count("SUMMARY:")), (3, 3, 3, 3));
        // Saturday, the 21st: the attempt waits for Monday.
        assert!(lines.contains(&"DTSTART:20261123T090000"), "{unfolded}");
        let mut uids: Vec<&&str> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
        uids.sort();
        uids.dedup();
        assert_eq!(uids.len(), 4, "three events and an alarm have names of their own");
        assert!(!unfolded.contains(&person.cookies[0].1), "a calendar is shared: no key in it");
        for line in lines.iter().filter(|line| line.starts_with("DESCRIPTION:")) {
            let value =
                line.trim_start_matches("DESCRIPTION:").replace("\\,", "").replace("\\;", "").replace("\\n", "");
            assert!(!value.contains([',', ';', '\\']), "commas and semicolons are escaped: {line}");
        }
        let again = person.get(&format!("{result}/step/practice-middle/calendar.ics")).await;
        assert_eq!(file.body, again.body, "the same event downloaded twice is the same event");
    }
}

#[tokio::test]
async fn the_key_stands_on_the_pages_that_show_it_and_nowhere_else() {
    let app = App::new().await;
    let mut person = app.visit();
    let result = person.take("sales", "3").await;
    let key = person.cookies[0].1.clone();
    for path in ["/", "/s/ai-proficiency", &result, "/stored", "/me/delete", "/me/export.json", "/nowhere"] {
        assert!(!person.get(path).await.body.contains(&key), "{path}");
    }
    assert!(person.get("/me").await.body.contains(&key));
}

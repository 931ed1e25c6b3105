//! Waves through the pages, without a network: the administrator's way, the participants' way, and what neither may do.

use std::collections::BTreeMap;

use footing::service::{ServiceError, retention, wave};
use footing_core::organisation::AuditEvent;
use footing_core::survey::{SurveyId, WaveId};
use footing_core::wave::{TermsForm, Wave};
use jiff::ToSpan;

use crate::support::{App, Organisation, Page, ROSTER, Visit, session_of, terms};

const SAFETY: [&str; 9] = [
    "raise-problem",
    "learn-from-mistake",
    "ask-for-help",
    "keep-idea-back",
    "see-differently",
    "say-not-understood",
    "room-to-try",
    "counts-against-me",
    "lead-still-learning",
];

async fn ballots(app: &App, wave: WaveId) -> u32 {
    let survey = SurveyId::parse("psychological-safety").unwrap();
    app.context.store.turnout(wave, &survey).await.unwrap().values().sum()
}

/// Answers every statement of the safety survey; gives the last response.
pub async fn vote(visit: &mut Visit<'_>, wave: WaveId, answer: &str) -> Page {
    for item in &SAFETY[..8] {
        visit.post(&format!("/w/{wave}/psychological-safety/q/{item}"), &format!("answer={answer}")).await;
    }
    let last = format!("/w/{wave}/psychological-safety/q/{}", SAFETY[8]);
    visit.post(&last, &format!("answer={answer}&then=submit")).await
}

#[tokio::test]
async fn a_roster_with_faults_changes_nothing_and_names_each_row() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let broken = ROSTER
        .replace("bo@example.org", "bo@example")
        .replace("bo@example,", "bo example.org,")
        .replace("4,Di Dahl,di@example.org,Sales > North,sales", "4,Di Dahl,di@example.org,Sales > North,juggling")
        .replace(
            "7,Eve Gray,eve@example.org,Technology,software,Ulm,Technology",
            "7,Eve Gray,eve@example.org,Technology,software,Ulm,Tecnology",
        );
    let page = admin.upload("/admin/roster", &broken).await;
    assert_eq!(page.status, 422);
    insta::assert_snapshot!(page.text());
    let (_, members) = app.context.store.roster().await.unwrap();
    assert_eq!(members.len(), 12);
}

#[tokio::test]
async fn a_list_that_makes_many_leave_is_applied_only_after_a_second_yes() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let short: String = ROSTER.lines().take(9).map(|line| format!("{line}\n")).collect();
    let page = admin.upload("/admin/roster", &short).await;
    insta::assert_snapshot!(page.text());
    admin.post("/admin/roster/apply", "").await;
    assert_eq!(active(&app).await, 12, "without the tick nothing happens");
    let page = admin.post("/admin/roster/apply", "sure=yes").await;
    assert_eq!(page.location(), "/admin/roster?done");
    assert_eq!(active(&app).await, 8);
}

async fn active(app: &App) -> usize {
    let (_, members) = app.context.store.roster().await.unwrap();
    members.iter().filter(|member| member.is_active()).count()
}

#[tokio::test]
async fn a_preview_that_somebody_else_overtook_is_not_applied() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let renamed = ROSTER.replace("Bo Berg", "Bo Bergmann");
    admin.upload("/admin/roster", &renamed).await;
    organisation.import(&ROSTER.replace("Cy Cole", "Cy Coleman")).await;
    let page = admin.post("/admin/roster/apply", "").await;
    assert_eq!(page.status, 422);
    let (_, members) = app.context.store.roster().await.unwrap();
    assert!(members.iter().any(|member| member.name == "Bo Berg"));
}

#[tokio::test]
async fn an_administrator_prepares_opens_and_closes_a_survey() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let page = admin.post("/admin/waves/new", "name=Autumn&surveys=team-practice&least=2").await;
    assert_eq!(page.status, 422);
    insta::assert_snapshot!("terms_with_faults", page.text());
    let terms = "name=Autumn&purpose=We+want+to+know+where+a+hand+is+needed&contact=Works+council\
                 &surveys=team-practice&surveys=psychological-safety&least=5&least_anonymous=5&closes=2026-12-05\
                 &retention_months=24";
    let draft = admin.post("/admin/waves/new", terms).await.location().to_owned();
    let page = admin.get(&draft).await;
    assert!(!page.body.contains(&format!("{draft}/open")), "it lacks the answers of those who lead");
    assert_eq!(admin.post(&format!("{draft}/open"), "").await.status, 409);
    assert_eq!(admin.post(&format!("{draft}/intent"), "build=Short").await.status, 422);
    let intent = "build=Proposals+that+go+out+the+same+day&work.sales=3&work.finance=&tasks=proposals";
    assert_eq!(admin.post(&format!("{draft}/intent"), intent).await.location(), draft);
    assert!(admin.get(&draft).await.body.contains(&format!("{draft}/open")));
    insta::assert_snapshot!("confirm_open", admin.get(&format!("{draft}/open")).await.text());
    assert_eq!(admin.post(&format!("{draft}/open"), "").await.location(), draft);
    assert_eq!(admin.get(&format!("{draft}/terms")).await.status, 409, "the contract stands");
    assert_eq!(admin.post(&format!("{draft}/close"), "").await.location(), draft);
    assert_eq!(admin.post(&format!("{draft}/close"), "").await.status, 409);
    let log = app.context.store.audit_log().await.unwrap();
    let theirs: Vec<&AuditEvent> =
        log.iter().filter(|entry| entry.actor.starts_with("person:")).map(|entry| &entry.event).collect();
    use AuditEvent::{DraftChanged, SignedIn, WaveClosed, WaveDrafted, WaveOpened};
    assert!(
        matches!(
            theirs[..],
            [SignedIn { .. }, WaveDrafted { .. }, DraftChanged { .. }, WaveOpened { .. }, WaveClosed { .. }]
        ),
        "{theirs:?}"
    );
}

#[tokio::test]
async fn everybody_reads_the_contract_with_the_numbers_of_their_own_team() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let page = bo.get(&format!("/w/{wave}")).await;
    let found = app.context.store.wave(wave).await.unwrap().unwrap();
    // The hash of a survey file stands in it, which any change of a word would change.
    let hash = found.opening().unwrap().hash.to_string();
    assert!(page.body.contains(&hash));
    insta::assert_snapshot!(page.text().replace(&hash, "{hash}"));
}

/// Answers question after question as the pages lead; gives what each page said of its place.
async fn answer_everything(visit: &mut Visit<'_>, wave: WaveId) -> Vec<String> {
    let mut place = visit.post(&format!("/w/{wave}"), "").await.location().to_owned();
    let mut seen: Vec<String> = Vec::new();
    while !place.ends_with("/thanks") {
        assert!(seen.len() < 40, "it goes round in circles: {seen:?}");
        let page = visit.get(&place).await;
        let number = page.text().lines().find(|line| line.starts_with("Question ")).unwrap().to_owned();
        seen.push(number);
        let answer = if place.ends_with("/q/work") {
            "sales"
        } else if place.ends_with("/q/tasks") {
            "proposals"
        } else {
            "4"
        };
        let then = if page.body.contains("value=\"submit\"") { "&then=submit" } else { "" };
        let page = visit.post(&place, &format!("answer={answer}{then}")).await;
        assert_eq!(page.status, 303, "{}", page.text());
        place = page.location().to_owned();
    }
    seen
}

#[tokio::test]
async fn one_sitting_leads_through_every_survey_and_ends_with_thanks() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let seen = answer_everything(&mut bo, wave).await;
    let expected: Vec<String> = (1..=31).map(|number| format!("Question {number} of 31")).collect();
    assert_eq!(seen, expected);
    assert_eq!(ballots(&app, wave).await, 1);
    let page = bo.get("/me").await;
    assert_eq!(page.body.matches("/s/ai-proficiency/result/").count(), 1, "one private result, and no other");
}

#[tokio::test]
async fn a_half_filled_ballot_stays_in_the_browser_and_is_gone_after_it_is_cast() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let first = format!("/w/{wave}/psychological-safety/q/{}", SAFETY[0]);
    let cookie = bo.post(&first, "answer=2").await.cookies().join("\n");
    assert!(cookie.starts_with("footing-ballot=") && cookie.contains("HttpOnly"), "{cookie}");
    assert!(!cookie.contains("Max-Age"), "it must not outlive the browser: {cookie}");
    assert!(bo.get(&first).await.has_checked_answer());
    let mut elsewhere = organisation.signed_in("bo@example.org").await;
    assert!(!elsewhere.get(&first).await.has_checked_answer(), "nothing half-filled is on the server");
    let page = vote(&mut bo, wave, "2").await;
    assert!(page.cookies().iter().any(|cookie| cookie.starts_with("footing-ballot=;")), "{:?}", page.cookies());
}

#[tokio::test]
async fn whoever_signs_in_next_on_the_same_device_sees_no_answer_of_the_one_before() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let first = format!("/w/{wave}/psychological-safety/q/{}", SAFETY[0]);
    bo.post(&first, "answer=2").await;
    // The session ends without a word, as when somebody clears it elsewhere; the ballot cookie is still there.
    bo.cookies.retain(|(name, _)| name == "footing-ballot");
    let link = organisation.link("cy@example.org").await;
    let session = session_of(&app.context, &link).await;
    bo.cookies.push(("footing-session".into(), session.reveal()));
    assert!(!bo.get(&first).await.has_checked_answer());
}

#[tokio::test]
async fn a_second_ballot_of_the_same_person_leads_to_the_same_place_and_counts_nothing() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let first = vote(&mut bo, wave, "2").await;
    let second = vote(&mut bo, wave, "5").await;
    assert_eq!((first.status, first.location()), (second.status, second.location()));
    assert_eq!(ballots(&app, wave).await, 1);
    // A day later, in another session.
    app.days_pass(1);
    vote(&mut organisation.signed_in("bo@example.org").await, wave, "5").await;
    assert_eq!(ballots(&app, wave).await, 1);
}

#[tokio::test]
async fn a_closed_wave_takes_no_answer_and_says_so() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    bo.post(&format!("/w/{wave}/team-practice/q/agreed-place"), "answer=4").await;
    wave::close(&app.context, &organisation.by, wave).await.unwrap();
    for survey in ["team-practice/q/agreed-place", "psychological-safety/q/raise-problem"] {
        let page = bo.post(&format!("/w/{wave}/{survey}"), "answer=4").await;
        assert_eq!(page.status, 409, "{survey}");
    }
    assert_eq!(bo.get(&format!("/w/{wave}")).await.status, 409);
    assert!(!bo.get("/").await.body.contains(&wave.to_string()));
}

#[tokio::test]
async fn a_wave_closes_by_itself_after_its_last_day() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    app.days_pass(14);
    assert_eq!(wave::due(&app.context).await.unwrap(), [], "the last day counts");
    app.days_pass(1);
    assert_eq!(wave::due(&app.context).await.unwrap(), [wave]);
    assert!(wave::close_due(&app.context, wave).await.unwrap());
    assert!(!wave::close_due(&app.context, wave).await.unwrap(), "it is closed");
    assert!(app.context.store.wave(wave).await.unwrap().unwrap().open_now().is_none());
}

#[tokio::test]
async fn whoever_is_not_invited_cannot_tell_a_wave_from_none() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    organisation.import(&format!("{ROSTER}13,May Mann,may@example.org,Technology,,,,\n")).await;
    let mut may = organisation.signed_in("may@example.org").await;
    let there = may.get(&format!("/w/{wave}")).await;
    let nowhere = may.get(&format!("/w/{}", "7".repeat(32))).await;
    assert_eq!((there.status.as_u16(), there.text()), (404, nowhere.text()));
}

#[tokio::test]
async fn surveys_of_a_wave_cannot_be_taken_on_ones_own() {
    let app = App::new().await;
    let mut visit = app.visit();
    for survey in ["psychological-safety", "team-practice", "leadership-intent"] {
        assert_eq!(visit.get(&format!("/s/{survey}")).await.status, 404, "{survey}");
        assert_eq!(visit.post(&format!("/s/{survey}"), "").await.status, 404, "{survey}");
    }
    let home = visit.get("/").await;
    assert!(!home.body.contains("/s/psychological-safety"));
}

#[tokio::test]
async fn a_link_for_signing_in_survives_scanners_and_works_once() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let link = format!("/sign-in/{}", organisation.link("bo@example.org").await.reveal());
    let mut scanner = app.visit();
    for _ in 0..5 {
        assert_eq!(scanner.get(&link).await.status, 200);
    }
    let mut bo = app.visit();
    assert_eq!(bo.post(&link, "").await.location(), "/");
    assert_eq!(bo.get("/me").await.status, 200);
    let mut thief = app.visit();
    assert_eq!(thief.post(&link, "").await.status, 409);
    assert_eq!(thief.get("/me").await.status, 403);
}

#[tokio::test]
async fn unknown_addresses_and_known_ones_read_the_same_words() {
    let (app, _) = App::with_mail().await;
    let organisation = Organisation::founded(&app).await;
    let mut visit = organisation.app.visit();
    let known = visit.post("/sign-in", "email=bo%40example.org").await;
    let unknown = visit.post("/sign-in", "email=nobody%40example.org").await;
    assert_eq!((known.status, known.text()), (unknown.status, unknown.text()));
    let names = |page: &Page| page.headers.keys().map(|name| name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&known), names(&unknown));
    let page = visit.post("/sign-in", "email=bo").await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_leaving_the_organisation_does_too() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut here = organisation.signed_in("bo@example.org").await;
    let mut there = organisation.signed_in("bo@example.org").await;
    here.post("/sign-out", "").await;
    assert_eq!((here.get("/me").await.status.as_u16(), there.get("/me").await.status.as_u16()), (403, 200));
    let mut here = organisation.signed_in("bo@example.org").await;
    here.post("/sign-out/everywhere", "").await;
    assert_eq!(there.get("/me").await.status, 403);
    let mut bo = organisation.signed_in("bo@example.org").await;
    organisation.import(&ROSTER.replace("2,Bo Berg,bo@example.org,Sales > North,sales,Ulm,,de\n", "")).await;
    assert_eq!(bo.get("/me").await.status, 403);
}

#[tokio::test]
async fn participation_is_counted_and_never_by_a_group_that_could_tell_about_somebody() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    for email in ["bo@example.org", "ada@example.org"] {
        vote(&mut organisation.signed_in(email).await, wave, "4").await;
    }
    let figures = wave::participation(&app.context, &organisation.by, wave).await.unwrap();
    let by_survey: BTreeMap<String, _> =
        figures.into_iter().map(|figures| (figures.survey.to_string(), figures)).collect();
    let safety = &by_survey["psychological-safety"];
    // Bo and nine others; Ada and Eve lead, and two are too few to be counted.
    assert_eq!(safety.whole.map(|rate| (rate.taken_part, rate.invited)), Some((1, 10)));
    assert_eq!(safety.leaders, None);
    let practice = &by_survey["team-practice"];
    assert!(practice.teams.is_empty(), "of five people in a department, everybody would be known to have taken part");
}

#[tokio::test]
async fn the_same_survey_is_never_open_twice_and_rests_for_28_days() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let first = organisation.open_wave().await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let second = organisation.draft_wave(TermsForm { closes: "2027-05-31".into(), ..terms() }).await;
    let open = async || wave::open(&app.context, &organisation.by, second).await;
    let refused = |result: Result<Wave, ServiceError>| match result {
        Err(ServiceError::AskedLately(found)) => found.again,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(open().await), None);
    let page = admin.get(&format!("/admin/waves/{second}")).await;
    assert!(page.body.contains("The same is never asked twice at once"), "{}", page.body);
    assert!(!page.body.contains(&format!("/admin/waves/{second}/open")));

    wave::close(&app.context, &organisation.by, first).await.unwrap();
    let closed = app.context.today();
    assert_eq!(refused(open().await), Some(closed.saturating_add(28.days())));
    app.days_pass(27);
    assert!(open().await.is_err());
    let mut admin = organisation.signed_in("admin@example.org").await;
    assert!(admin.get(&format!("/admin/waves/{second}")).await.body.contains("on 19 December 2026 or later"));
    app.days_pass(1);
    open().await.unwrap();
}

#[tokio::test]
async fn two_drafts_with_the_same_survey_that_are_opened_at_once_make_one_open_wave() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let (one, other) = (organisation.draft_wave(terms()).await, organisation.draft_wave(terms()).await);
    let open = |id| wave::open(&app.context, &organisation.by, id);
    let (one, other) = tokio::join!(open(one), open(other));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
}

#[tokio::test]
async fn the_last_administrator_keeps_the_role() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let page = admin.post("/admin/roles", "email=admin%40example.org").await;
    assert_eq!(page.status, 422);
    admin.post("/admin/roles", "email=ada%40example.org&roles=administrator").await;
    assert_eq!(admin.post("/admin/roles", "email=admin%40example.org").await.status, 303);
    assert_eq!(admin.get("/admin").await.status, 401, "the role is gone at once");
    assert_eq!(organisation.signed_in("ada@example.org").await.get("/admin").await.status, 200);
}

#[tokio::test]
async fn answers_are_erased_when_the_agreed_time_is_over_and_private_results_stay() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    answer_everything(&mut bo, wave).await;
    wave::close(&app.context, &organisation.by, wave).await.unwrap();
    app.days_pass(24 * 30);
    assert!(retention::due(&app.context, &organisation.by).await.unwrap().is_empty(), "24 months are longer");
    app.days_pass(11);
    let due = retention::due(&app.context, &organisation.by).await.unwrap();
    assert_eq!((due[0].responses, due[0].ballots, due[0].kept), (2, 1, 1));
    assert_eq!(ballots(&app, wave).await, 1, "looking erases nothing");
    assert_eq!(retention::erase(&app.context, &organisation.by).await.unwrap(), due);
    assert_eq!(ballots(&app, wave).await, 0);
    assert!(retention::due(&app.context, &organisation.by).await.unwrap().is_empty());
    let page = organisation.signed_in("bo@example.org").await.get("/me").await;
    assert_eq!(page.body.matches("/s/ai-proficiency/result/").count(), 1);
}

#[tokio::test]
async fn a_roster_much_larger_than_any_other_form_is_taken() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let many: String = (0..2000).map(|n| format!("X{n},Person {n},p{n}@example.org,Sales > North,,,,\n")).collect();
    let page = admin.upload("/admin/roster", &format!("{ROSTER}{many}")).await;
    assert_eq!(page.status, 200);
    admin.post("/admin/roster/apply", "").await;
    assert_eq!(active(&app).await, 2012);
    assert_eq!(organisation.signed_in("bo@example.org").await.upload("/admin/roster", ROSTER).await.status, 403);
}

#[tokio::test]
async fn deleting_ones_answers_keeps_the_roster_and_frees_the_confidential_part() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    answer_everything(&mut bo, wave).await;
    bo.post("/me/delete", "").await;
    assert_eq!(bo.get("/me").await.status, 403, "signed out");
    let survey = SurveyId::parse("team-practice").unwrap();
    assert!(app.context.store.handed_in(wave, &survey).await.unwrap().is_empty());
    assert_eq!(ballots(&app, wave).await, 1, "nobody can tell which ballot it is");
    assert_eq!(active(&app).await, 12);
    vote(&mut organisation.signed_in("bo@example.org").await, wave, "5").await;
    assert_eq!(ballots(&app, wave).await, 1, "and nobody votes twice");
}

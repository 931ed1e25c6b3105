//! What the audit log says, and what it must not: who did what to others' data, by ids; never when somebody answered.

use footing::service::sign_in;
use footing_core::organisation::{AuditEvent, Role, Scope, audit};

use crate::api::client;
use crate::support::{App, Organisation};

async fn events(app: &App) -> Vec<AuditEvent> {
    app.context.store.audit_log().await.unwrap().into_iter().map(|entry| entry.event).collect()
}

async fn sign_ins(app: &App) -> Vec<Vec<String>> {
    let roles = |event| if let AuditEvent::SignedIn { roles, .. } = event { Some(roles) } else { None };
    events(app).await.into_iter().filter_map(roles).collect()
}

#[tokio::test]
async fn sign_ins_of_who_may_see_more_are_noted_and_of_everybody_else_are_not() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    for email in ["bo@example.org", "cy@example.org"] {
        organisation.answers_about_practice(wave, email, 3).await;
        organisation.signed_in(email).await.take("sales", "3").await;
    }
    assert_eq!(sign_ins(&app).await, Vec::<Vec<String>>::new());
    for email in ["ada@example.org", "analyst@example.org", "admin@example.org"] {
        organisation.signed_in(email).await;
    }
    // A link that somebody else made opens no page of a role.
    organisation.given_link("ada@example.org", None).await;
    let noted = sign_ins(&app).await;
    assert_eq!(noted[..3], [vec!["leader"], vec!["analyst"], vec!["administrator"]]);
}

#[tokio::test]
async fn what_opens_nothing_is_noted_at_once_and_then_together() {
    let app = App::new().await;
    for _ in 0..30 {
        app.visit().post("/sign-in/AAAAA-AAAAA-AAAAA-AAAAA", "").await;
        app.visit().with_header("authorization", "Bearer nonsense").get("/api/v1/waves").await;
    }
    let refused = |event| if let AuditEvent::Refused { what, count } = event { Some((what, count)) } else { None };
    let noted: Vec<_> = events(&app).await.into_iter().filter_map(refused).collect();
    assert_eq!(noted, [("links".to_owned(), 1), ("tokens".to_owned(), 1)]);
}

#[tokio::test]
async fn every_file_with_names_or_figures_that_is_taken_away_is_noted() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    assert_eq!(organisation.signed_in("admin@example.org").await.get("/admin/roster.csv").await.status, 200);
    let mut program = client(&app, &[Scope::RosterRead]).await;
    assert_eq!(program.get("/api/v1/roster").await.status, 200);
    let noted = events(&app).await;
    assert!(noted.contains(&AuditEvent::RosterExported));
    assert!(noted.contains(&AuditEvent::RosterRead));
}

#[tokio::test]
async fn the_log_holds_no_names_and_is_read_with_them() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    admin.post("/admin/roles", "email=bo%40example.org&roles=analyst").await;
    organisation.given_link("cy@example.org", None).await;
    organisation.printed_link("di@example.org").await;
    let log = app.context.store.audit_log().await.unwrap();
    let lines: Vec<String> = log.iter().map(ToString::to_string).collect();
    assert!(lines.iter().all(|line| !line.contains('@')), "{lines:#?}");
    let people = sign_in::people(&app.context, &organisation.by).await.unwrap();
    let read: Vec<String> =
        lines.iter().map(|line| audit::named(line, |person| people.get(&person).cloned())).collect();
    for expected in ["Bo Berg <bo@example.org>", "cy@example.org>", "di@example.org>", "admin@example.org"] {
        assert!(read.iter().any(|line| line.contains(expected)), "{expected}: {read:#?}");
    }
    assert!(read.iter().any(|line| line.contains(Role::Analyst.id())));
}

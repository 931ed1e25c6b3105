//! Letters on their way: that none is thrown away for what is not about it, that whose letter was refused is said, and
//! that links for signing in go first.

use std::time::Duration;

use footing::mail::MailPace;
use footing::service::sign_in::{self, LinkPromise};
use footing::service::{courier, invitation};
use footing_core::organisation::{AuditEvent, EmailAddress};
use footing_core::survey::{Language, WaveId};
use footing_core::wave::{Lot, Occasion};
use jiff::SignedDuration;
use mail_parser::MessageParser;

use crate::support::{App, MailSink, Manner, Organisation, Page, ROSTER};

/// Everybody of the roster is invited to an open wave, and nothing has left yet.
async fn invited(sink: &MailSink) -> (App, WaveId) {
    // Someone must log in, so that a login can be refused.
    let server = sink.url().replace("smtp://", "smtp://mari:geheim@");
    let app = App::mailing(&server, MailPace { connections: 3, rate: None }, "").await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    invitation::invite(&app.context, &organisation.by, wave, Occasion::Opening).await.unwrap();
    (app, wave)
}

async fn lot(app: &App, wave: WaveId) -> Lot {
    app.context.store.lots(wave).await.unwrap().pop().expect("there is one")
}

async fn page_of(app: &App, wave: WaveId) -> Page {
    let organisation = Organisation { app, by: footing::service::Administrator::at_the_command_line() };
    organisation.signed_in("admin@example.org").await.get(&format!("/admin/waves/{wave}")).await
}

/// Lets the longest pause pass, without any other clock than that of the mail room.
async fn pause_passes() {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(300)).await;
    tokio::time::resume();
}

/// What the audit log says about letters.
async fn events(app: &App) -> Vec<AuditEvent> {
    let log = app.context.store.audit_log().await.unwrap().into_iter().map(|entry| entry.event);
    log.filter(|event| {
        matches!(event, AuditEvent::MailSent { .. } | AuditEvent::MailQueued { .. } | AuditEvent::MailDone { .. })
    })
    .collect()
}

fn done(wave: WaveId, taken: usize, refused: usize) -> AuditEvent {
    AuditEvent::MailDone { wave: wave.to_string(), taken, refused, not_needed: 0 }
}

fn email(address: &str) -> EmailAddress {
    EmailAddress::parse(address).unwrap()
}

#[tokio::test]
async fn a_server_that_refuses_the_login_costs_no_letter_and_is_shown_until_it_is_mended() {
    let sink = MailSink::start().await;
    let (app, wave) = invited(&sink).await;
    sink.behave(Manner { login: Some("535 5.7.8 Error: authentication failed"), ..Manner::default() });
    for _ in 0..5 {
        courier::deliver(&app.context).await.unwrap();
        pause_passes().await;
    }
    assert_eq!((lot(&app, wave).await.owed(), sink.letters().len()), (12, 0));
    let page = page_of(&app, wave).await.text();
    for part in
        ["535 5.7.8 Error: authentication failed", "refuses the login", "12 letters are still to be sent", "kept"]
    {
        assert!(page.contains(part), "{part} is not in:\n{page}");
    }
    let queued = AuditEvent::MailQueued { wave: wave.to_string(), letters: 12 };
    assert_eq!(events(&app).await.last(), Some(&queued), "nothing is said to be sent that was not taken");

    sink.behave(Manner::default());
    courier::deliver(&app.context).await.unwrap();
    assert_eq!((lot(&app, wave).await.owed(), sink.letters().len()), (0, 12));
    assert_eq!(events(&app).await.last(), Some(&done(wave, 12, 0)));
    let page = page_of(&app, wave).await.text();
    assert!(page.contains("has taken 12 letters") && !page.contains("535 5.7.8"), "{page}");
}

#[tokio::test]
async fn no_fault_of_the_connection_or_of_the_sender_costs_a_letter() {
    for manner in [
        Manner { greeting: Some("554 5.7.1 no service for you"), ..Manner::default() },
        Manner { greeting: Some("421 4.3.2 busy"), ..Manner::default() },
        Manner { login: Some("454 4.7.0 later"), ..Manner::default() },
        Manner { sender: Some("550 5.7.1 you may not write as that"), ..Manner::default() },
        Manner { sender: Some("452 4.3.1 disk full"), ..Manner::default() },
        Manner { recipients: [("@", "530 5.7.0 log in first")].into(), ..Manner::default() },
        Manner { recipients: [("@", "550 5.1.8 sender unknown")].into(), ..Manner::default() },
    ] {
        let sink = MailSink::start().await;
        let (app, wave) = invited(&sink).await;
        sink.behave(manner.clone());
        for _ in 0..20 {
            courier::deliver(&app.context).await.unwrap();
            pause_passes().await;
        }
        let lot_now = lot(&app, wave).await;
        assert_eq!((lot_now.owed(), lot_now.refused), (12, 0), "{manner:?}");
        sink.behave(Manner::default());
        courier::deliver(&app.context).await.unwrap();
        assert_eq!(lot(&app, wave).await.taken, 12, "{manner:?}");
        assert_eq!(sink.letters().len(), 12, "{manner:?}");
    }
}

#[tokio::test]
async fn a_refused_address_is_shown_by_name_and_tried_again_after_it_was_corrected() {
    let sink = MailSink::start().await;
    let (app, wave) = invited(&sink).await;
    sink.behave(Manner {
        recipients: [("bo@example.org", "550 5.1.1 <bo@example.org>: no such user")].into(),
        ..Manner::default()
    });
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().len(), 11);
    assert_eq!(events(&app).await.last(), Some(&done(wave, 11, 1)));
    let page = page_of(&app, wave).await.text();
    for part in ["1 letter was refused", "Bo Berg", "bo@example.org", "550 5.1.1 <bo@example.org>: no such user"] {
        assert!(page.contains(part), "{part} is not in:\n{page}");
    }

    let organisation = Organisation { app: &app, by: footing::service::Administrator::at_the_command_line() };
    organisation.import(&ROSTER.replace("bo@example.org", "bo.berg@example.org")).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let confirm = admin.get(&format!("/admin/waves/{wave}/retry")).await.text();
    assert!(confirm.contains("1 person gets the letter"), "{confirm}");
    admin.post(&format!("/admin/waves/{wave}/retry"), "").await;
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().last().unwrap().to, ["<bo.berg@example.org>"]);
    assert_eq!(events(&app).await.last(), Some(&done(wave, 12, 0)));
    let page = page_of(&app, wave).await.text();
    assert!(!page.contains("refused"), "{page}");
}

#[tokio::test]
async fn a_recipient_that_is_put_off_gets_the_letter_later_and_holds_up_nobody() {
    let sink = MailSink::start().await;
    let (app, wave) = invited(&sink).await;
    sink.behave(Manner { recipients: [("cy@", "450 4.7.1 greylisted")].into(), ..Manner::default() });
    courier::deliver(&app.context).await.unwrap();
    let lot_now = lot(&app, wave).await;
    assert_eq!((lot_now.taken, lot_now.owed()), (11, 1));
    sink.behave(Manner::default());
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().len(), 11, "it is not asked again at once");
    app.time_passes(SignedDuration::from_mins(5));
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().last().unwrap().to, ["<cy@example.org>"]);
}

#[tokio::test]
async fn a_server_that_closes_after_some_letters_gets_them_all_once() {
    let sink = MailSink::start().await;
    let (app, wave) = invited(&sink).await;
    sink.behave(Manner { letters_a_connection: Some(2), ..Manner::default() });
    courier::deliver(&app.context).await.unwrap();
    assert_eq!((lot(&app, wave).await.taken, sink.letters().len()), (12, 12));
}

#[tokio::test]
async fn a_server_that_wants_few_connections_gets_all_letters_over_few() {
    let sink = MailSink::start().await;
    let (app, wave) = invited(&sink).await;
    let takes = Duration::from_millis(5);
    sink.behave(Manner { connections: Some(1), takes, ..Manner::default() });
    courier::deliver(&app.context).await.unwrap();
    assert_eq!((lot(&app, wave).await.taken, sink.letters().len()), (12, 12));
    assert!(app.context.post.as_ref().unwrap().office().trouble().is_none());
}

#[tokio::test]
async fn a_server_that_never_says_that_it_has_a_letter_sends_nobody_more_than_three() {
    let sink = MailSink::start().await;
    let (app, wave) = invited(&sink).await;
    sink.behave(Manner { drops_after_data: true, ..Manner::default() });
    for _ in 0..100 {
        courier::deliver(&app.context).await.unwrap();
        pause_passes().await;
        app.time_passes(SignedDuration::from_hours(1));
    }
    let lot_now = lot(&app, wave).await;
    assert_eq!((lot_now.taken, lot_now.refused, lot_now.owed()), (0, 12, 0));
    assert_eq!(sink.letters().len(), 36);
    assert!(
        page_of(&app, wave).await.text().contains("12 letters were refused"),
        "they are shown and can be sent again"
    );
}

#[tokio::test]
async fn a_link_for_signing_in_goes_before_invitations() {
    let sink = MailSink::start().await;
    let app = App::mailing(&sink.url(), MailPace { connections: 1, rate: None }, "").await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    invitation::invite(&app.context, &organisation.by, wave, Occasion::Opening).await.unwrap();
    sign_in::ask_for_link(&app.context, &email("di@example.org"), Language::En, None, None).await.unwrap();
    courier::deliver(&app.context).await.unwrap();
    let letters = sink.letters();
    assert_eq!(letters.len(), 13);
    let first = MessageParser::default().parse(&letters[0].data).unwrap().subject().unwrap().to_owned();
    assert_eq!(
        (first.as_str(), letters[0].to.as_slice()),
        ("Your link to Footing", &["<di@example.org>".to_owned()][..])
    );
}

#[tokio::test]
async fn invitations_leave_one_connection_to_links() {
    let sink = MailSink::start().await;
    let (app, _) = invited(&sink).await;
    sink.behave(Manner { takes: Duration::from_millis(20), ..Manner::default() });
    courier::deliver(&app.context).await.unwrap();
    assert_eq!((sink.letters().len(), sink.most_open()), (12, 2));
}

#[tokio::test]
async fn a_letter_that_was_promised_is_sent_by_the_next_process() {
    let sink = MailSink::start().await;
    let app = App::mailing(&sink.url(), MailPace::default(), "").await;
    Organisation::founded(&app).await;
    let mut visit = app.visit();
    for address in ["bo%40example.org", "nobody%40example.org"] {
        let page = visit.post("/sign-in", &format!("email={address}")).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("is on its way"), "{}", page.text());
    }
    // Nothing but the store is left of the process that promised it.
    let next = App::mailing(&sink.url(), MailPace::default(), "").await;
    let context = footing::service::Context { store: app.context.store.clone(), ..next.context.clone() };
    courier::deliver(&context).await.unwrap();
    let [letter] = &sink.letters()[..] else { panic!("one letter, and none to who is unknown") };
    assert_eq!(letter.to, ["<bo@example.org>"]);
    assert!(app.context.store.requests(9).await.unwrap().is_empty());
}

#[tokio::test]
async fn who_asks_while_nothing_leaves_is_told_and_gets_no_letter_when_it_is_too_late() {
    let sink = MailSink::start().await;
    let (app, _) = invited(&sink).await;
    sink.behave(Manner { login: Some("535 5.7.8 no"), ..Manner::default() });
    courier::deliver(&app.context).await.unwrap();
    let mut visit = app.visit();
    let known = visit.post("/sign-in", "email=bo%40example.org").await.text();
    let unknown = visit.post("/sign-in", "email=nobody%40example.org").await.text();
    assert!(known.contains("takes no letters at the moment"), "{known}");
    assert_eq!(known, unknown);
    app.time_passes(SignedDuration::from_mins(15));
    sink.behave(Manner::default());
    pause_passes().await;
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().len(), 12, "the invitations, and no link that nobody waits for");
}

#[tokio::test]
async fn more_than_can_be_sent_in_time_is_not_promised() {
    let sink = MailSink::start().await;
    let app = App::mailing(&sink.url(), MailPace { connections: 1, rate: Some(1) }, "").await;
    let mut visit = app.visit();
    for number in 0..10 {
        assert_eq!(visit.post("/sign-in", &format!("email=p{number}%40example.org")).await.status, 200);
    }
    let page = visit.post("/sign-in", "email=bo%40example.org").await;
    assert_eq!(page.status, 503);
    assert!(page.text().contains("none was promised"), "{}", page.text());
    assert_eq!(app.context.store.requests(99).await.unwrap().len(), 10);
    let promise =
        sign_in::ask_for_link(&app.context, &email("cy@example.org"), Language::En, None, None).await.unwrap();
    assert_eq!(promise, LinkPromise::TooMany);
}

#[tokio::test]
async fn whoever_left_and_a_wave_that_closed_get_no_letter_and_are_counted_so() {
    let sink = MailSink::start().await;
    let (app, wave) = invited(&sink).await;
    let organisation = Organisation { app: &app, by: footing::service::Administrator::at_the_command_line() };
    footing::service::wave::close(&app.context, &organisation.by, wave).await.unwrap();
    courier::deliver(&app.context).await.unwrap();
    assert_eq!(sink.letters().len(), 0);
    let said = AuditEvent::MailDone { wave: wave.to_string(), taken: 0, refused: 0, not_needed: 12 };
    assert_eq!(events(&app).await.last(), Some(&said));
}

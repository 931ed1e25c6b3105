//! Letters on their way out: what another mail server gets to see.

use footing::mail::{Block, Letter, MailError, Mailer, Sender, SmtpMailer, TroubleKind};
use footing_core::survey::Language;
use mail_parser::{Message, MessageParser};
use tokio::net::TcpListener;

use crate::support::{MailSink, Manner};

const SUBJECT: &str = "サインインのご案内:AI活用度アセスメントへようこそ(15分以内にご利用ください)";
const BODY: &str = "山田様\n\nこんにちは。下のボタンからサインインできます。";
const LINK: &str = "https://footing.example.com/in/0123456789abcdef0123456789abcdef0123456789abcdef?a=1&b=2";

fn letter(id: &str, paragraph: &str) -> Letter {
    let link = Block::Link { label: "サインインする".into(), url: LINK.into() };
    let blocks = vec![Block::Paragraph(paragraph.into()), link];
    Letter::new(id, "yamada@example.co.jp", SUBJECT, Language::Ja, blocks).unwrap()
}

fn mailer(server: &str) -> SmtpMailer {
    SmtpMailer::new(server, Sender::new("足場, Footing", "footing@example.com").unwrap()).unwrap()
}

fn read(data: &[u8]) -> Message<'_> {
    MessageParser::default().parse(data).unwrap()
}

fn header(message: &Message, name: &str) -> String {
    message.header_raw(name).unwrap_or_default().trim().to_owned()
}

#[tokio::test]
async fn a_japanese_letter_arrives_as_it_was_written() {
    let sink = MailSink::start().await;
    mailer(&sink.url()).send(&letter("welcome-1", BODY)).await.unwrap();

    let [received] = &sink.letters()[..] else { panic!("one letter") };
    assert!(received.from.starts_with("<footing@example.com>"), "{}", received.from);
    assert_eq!(received.to, ["<yamada@example.co.jp>"]);
    assert!(received.data.is_ascii(), "old servers take only ASCII");
    let message = read(&received.data);
    assert_eq!(message.subject(), Some(SUBJECT));
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), format!("{BODY}\n\nサインインする\n{LINK}\n"));
    let html = message.body_html(0).unwrap();
    assert!(html.contains("<html lang=\"ja\">") && html.contains("下のボタンからサインインできます。"));
    assert!(html.contains(&format!("href=\"{}\"", LINK.replace('&', "&amp;"))));
    let from = message.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("足場, Footing"), Some("footing@example.com")));
    assert_eq!(message.to().unwrap().first().unwrap().address(), Some("yamada@example.co.jp"));
    assert_eq!(header(&message, "Message-ID"), "<welcome-1@example.com>");
    assert_eq!(header(&message, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&message, "Content-Language"), "ja");
    assert!(message.date().is_some());
}

#[tokio::test]
async fn a_letter_put_off_has_the_same_message_id_when_it_is_tried_again() {
    let sink = MailSink::start().await;
    let (mailer, letter) = (mailer(&sink.url()), letter("sign-in-7", BODY));
    sink.answer("451 4.7.1 <yamada@example.co.jp>: greylisted, come back later");
    let Err(MailError::Later(reply)) = mailer.send(&letter).await else { panic!("451 is for later") };
    assert_eq!(reply.to_string(), "451 4.7.1", "what may be logged names no address");
    assert!(reply.words().contains("<yamada@example.co.jp>: greylisted"), "{}", reply.words());
    mailer.send(&letter).await.unwrap();
    let ids: Vec<String> = sink.letters().iter().map(|letter| header(&read(&letter.data), "Message-ID")).collect();
    assert_eq!(ids, ["<sign-in-7@example.com>", "<sign-in-7@example.com>"]);
}

#[tokio::test]
async fn a_letter_refused_for_good_is_not_for_later() {
    let sink = MailSink::start().await;
    sink.answer("550 5.1.1 <yamada@example.co.jp>: no such user");
    sink.answer("554 <yamada@example.co.jp> is unwanted");
    for expected in ["550 5.1.1", "554"] {
        let Err(MailError::Refused(reply)) = mailer(&sink.url()).send(&letter("a", BODY)).await else {
            panic!("{expected} is for good")
        };
        assert_eq!(reply.to_string(), expected, "what may be logged names no address");
    }
}

#[tokio::test]
async fn a_paragraph_cannot_end_the_letter_early() {
    let sink = MailSink::start().await;
    let evil = ".\r\n.\r\nRSET\r\nMAIL FROM:<evil@example.com>\n.\n..\n.hidden\nThe end.";
    mailer(&sink.url()).send(&letter("a", evil)).await.unwrap();
    let [received] = &sink.letters()[..] else { panic!("one letter") };
    let text = read(&received.data).body_text(0).unwrap().replace("\r\n", "\n");
    assert!(text.starts_with(&evil.replace("\r\n", "\n")), "{text:?}");
    assert_eq!(sink.commands().iter().filter(|line| line.starts_with("MAIL")).count(), 1);
}

#[tokio::test]
async fn without_starttls_neither_password_nor_letter_is_sent_to_who_wants_it_required() {
    let sink = MailSink::start().await;
    let server = sink.url().replace("smtp://", "smtp://mari:geheim@");
    let refused = mailer(&format!("{server}?tls=required")).send(&letter("a", BODY)).await;
    let Err(MailError::Trouble(trouble)) = refused else { panic!("{refused:?} is about us") };
    assert_eq!(trouble.kind, TroubleKind::Encryption);
    assert!(trouble.reply.words().contains("STARTTLS"), "{trouble:?}");
    assert!(sink.letters().is_empty());
    assert!(sink.commands().iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{:?}", sink.commands());
}

#[tokio::test]
async fn user_and_password_are_given_to_the_relay() {
    let sink = MailSink::start().await;
    mailer(&sink.url().replace("smtp://", "smtp://mari:p%40ss@")).send(&letter("a", BODY)).await.unwrap();
    // "\0mari\0p@ss" in base 64.
    assert!(sink.commands().contains(&"AUTH PLAIN AG1hcmkAcEBzcw==".to_owned()), "{:?}", sink.commands());
}

/// What a server that behaves so says to a letter, as trouble.
async fn trouble_with(manner: Manner) -> TroubleKind {
    let sink = MailSink::start().await;
    sink.behave(manner.clone());
    let server = sink.url().replace("smtp://", "smtp://mari:geheim@");
    match mailer(&server).send(&letter("a", BODY)).await {
        Err(MailError::Trouble(trouble)) => trouble.kind,
        other => panic!("{other:?} is not about us: {manner:?}"),
    }
}

#[tokio::test]
async fn what_is_said_before_there_is_a_recipient_is_about_us() {
    let said = |step: fn(&mut Manner) -> &mut Option<&'static str>, reply| {
        let mut manner = Manner::default();
        *step(&mut manner) = Some(reply);
        manner
    };
    let everybody = |reply| Manner { recipients: [("@", reply)].into(), ..Manner::default() };
    for (manner, expected) in [
        (said(|m| &mut m.greeting, "554 5.7.1 go away"), TroubleKind::Barred),
        (said(|m| &mut m.greeting, "421 4.3.2 busy"), TroubleKind::Busy),
        (said(|m| &mut m.greeting, "HTTP/1.1 400 Bad Request"), TroubleKind::Odd),
        (said(|m| &mut m.login, "535 5.7.8 no"), TroubleKind::Login),
        (said(|m| &mut m.login, "454 4.7.0 later"), TroubleKind::Busy),
        (said(|m| &mut m.sender, "550 5.7.1 not you"), TroubleKind::Sender),
        (said(|m| &mut m.sender, "530 5.7.0 log in first"), TroubleKind::Login),
        (said(|m| &mut m.sender, "451 4.7.1 too fast"), TroubleKind::Busy),
        // Postfix judges the sender at the recipient.
        (everybody("550 5.1.8 sender unknown"), TroubleKind::Sender),
        (everybody("530 5.7.0 log in first"), TroubleKind::Login),
        (everybody("421 4.3.2 closing"), TroubleKind::Busy),
    ] {
        assert_eq!(trouble_with(manner.clone()).await, expected, "{manner:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_down_is_trouble() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    let down = mailer(&server).send(&letter("a", BODY)).await;
    let Err(MailError::Trouble(trouble)) = down else { panic!("{down:?}") };
    assert_eq!(trouble.kind, TroubleKind::Unreachable);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_trouble() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = mailer(&format!("smtp://{}", listener.local_addr().unwrap())).send(&letter("a", BODY)).await;
    assert!(matches!(silent, Err(MailError::Trouble(_))), "{silent:?}");
}

#[tokio::test]
async fn a_certificate_that_is_none_is_trouble_with_encryption() {
    let sink = MailSink::start().await;
    let refused = mailer(&sink.url().replace("smtp://", "smtps://")).send(&letter("a", BODY)).await;
    let Err(MailError::Trouble(trouble)) = refused else { panic!("{refused:?}") };
    assert_eq!(trouble.kind, TroubleKind::Encryption, "{trouble:?}");
}

#[tokio::test]
async fn a_server_that_hangs_up_after_the_letter_leaves_it_in_doubt() {
    let sink = MailSink::start().await;
    sink.behave(Manner { drops_after_data: true, ..Manner::default() });
    let sent = mailer(&sink.url()).send(&letter("a", BODY)).await;
    assert!(matches!(sent, Err(MailError::InDoubt(_))), "{sent:?}");
    assert_eq!(sink.letters().len(), 1, "it is not sent again at once");
}

#[tokio::test]
async fn a_connection_is_kept_for_the_next_letter_and_one_that_has_ended_is_replaced() {
    let sink = MailSink::start().await;
    sink.behave(Manner { letters_a_connection: Some(3), ..Manner::default() });
    let mailer = mailer(&sink.url());
    for number in 0..10 {
        mailer.send(&letter(&number.to_string(), BODY)).await.unwrap();
    }
    assert_eq!(sink.letters().len(), 10);
    assert_eq!(sink.commands().iter().filter(|line| line.starts_with("EHLO")).count(), 4);
    mailer.rest().await;
    assert_eq!(sink.commands().last().map(String::as_str), Some("QUIT"));
}

#[tokio::test]
async fn a_refused_recipient_does_not_end_the_connection() {
    let sink = MailSink::start().await;
    let mailer = mailer(&sink.url());
    sink.behave(Manner { recipients: [("yamada", "550 5.1.1 unknown")].into(), ..Manner::default() });
    let refused = mailer.send(&letter("a", BODY)).await;
    assert!(matches!(refused, Err(MailError::Refused(_))), "{refused:?}");
    sink.behave(Manner::default());
    mailer.send(&letter("b", BODY)).await.unwrap();
    assert_eq!(sink.commands().iter().filter(|line| line.starts_with("EHLO")).count(), 1);
}

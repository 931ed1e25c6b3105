//! Letters on their way out: what another mail server gets to see.

use footing::mail::{Block, Letter, MailError, Mailer, Sender, SmtpMailer};
use footing::survey::Language;
use mail_parser::{Message, MessageParser};
use tokio::net::TcpListener;

use crate::support::MailSink;

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
    let Err(MailError::Later(why)) = mailer.send(&letter).await else { panic!("451 is for later") };
    assert_eq!(why, "451 4.7.1", "a reason names no address");
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
        let Err(MailError::Refused(why)) = mailer(&sink.url()).send(&letter("a", BODY)).await else {
            panic!("{expected} is for good")
        };
        assert_eq!(why, expected, "a reason names no address");
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
    assert!(matches!(&refused, Err(MailError::Refused(why)) if why.contains("STARTTLS")), "{refused:?}");
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

#[tokio::test]
async fn a_server_that_is_down_is_for_later() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    let down = mailer(&server).send(&letter("a", BODY)).await;
    assert!(matches!(down, Err(MailError::Later(_))), "{down:?}");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_for_later() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = mailer(&format!("smtp://{}", listener.local_addr().unwrap())).send(&letter("a", BODY)).await;
    assert!(matches!(silent, Err(MailError::Later(_))), "{silent:?}");
}

#[tokio::test]
async fn a_server_that_speaks_something_else_is_for_later() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let other = mailer(&server).send(&letter("a", BODY)).await;
    assert!(matches!(other, Err(MailError::Later(_))), "{other:?}");
}

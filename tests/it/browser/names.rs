//! Over plain http, by a name and by an address: browsers say less there of where a form stands.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::json;

use super::session::Device;
use super::visitor::{FIT_IS_WEAKEST, Installation, SURVEY, Visitor};
use super::words::say;
use crate::support::{ROSTER, footing as program, run};

const NAME: &str = "footing.intern";
const ADDRESS: &str = "192.0.2.10";

fn device() -> Device {
    Device::desktop().in_a_network_with(&[NAME, ADDRESS, "evil.example"])
}

#[test]
fn the_whole_assessment_by_name_with_every_choice_saved_at_once() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &device()).by_name(NAME);
    visitor.start_with_items();
    visitor.can_be_quick();
    visitor.tab_to("#answer-1");
    visitor.press(fantoccini::key::Key::Down);
    visitor.is_told("saved");
    visitor.answer_items(FIT_IS_WEAKEST);
    visitor.see_result();
    visitor.follow("form[action$='/take'] button");
    visitor.visit("/");
    visitor.follow("a[hreflang=de]");
    visitor.follow("a[hreflang=en]");

    let link = visitor.private_link();
    let origin = visitor.address().replace("/me", "");
    assert!(
        origin.starts_with("http://footing.intern:") && link.starts_with(&format!("{origin}/p/")),
        "{origin} {link}"
    );
    visitor.go_to(&link);
    visitor.follow("main button");
    visitor.arrives_at("/me");
    // The page that follows a secret address learns the host, and not the secret.
    assert_eq!(visitor.run("return document.referrer", vec![]), json!(format!("{origin}/")));
    assert_eq!(visitor.address(), format!("{origin}/me"), "one stays at the name one came by");
    assert_eq!(visitor.console(), Vec::<String>::new());
}

#[test]
fn the_whole_assessment_by_address_without_scripts() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &device().without_scripts()).by_name(ADDRESS);
    visitor.take_assessment(FIT_IS_WEAKEST);
    assert!(visitor.address().starts_with("http://192.0.2.10:"));
    assert_eq!(visitor.results(), 1);
}

#[test]
fn the_first_administrator_signs_in_by_name_and_brings_the_roster() {
    let data = tempfile::tempdir().expect("a directory for the data");
    let place = data.path().to_str().expect("a plain path");
    let link = run(&["admin", "invite", "admin@example.org", "--role", "administrator", "--data", place]).good();
    let path = link.trim().split_once("/sign-in/").map(|(_, secret)| format!("/sign-in/{secret}")).expect("a link");
    let file = data.path().join("people.csv");
    fs::write(&file, ROSTER).expect("a file");
    let footing = Installation::start_with(program(), data);
    let visitor = Visitor::arrive(&footing, &device()).by_name(NAME);
    visitor.visit(&path);
    visitor.follow("main button");
    assert_eq!(visitor.path(), "/");
    visitor.visit("/admin/roster");
    visitor.type_into("#file", file.to_str().expect("a plain path"));
    visitor.follow("form[enctype] button");
    visitor.follow("form[action='/admin/roster/apply'] button");
    visitor.arrives_at("/admin/roster");
    assert!(visitor.text("main").contains("12"), "{}", visitor.text("main"));
    assert!(visitor.address().starts_with("http://footing.intern:"));
    assert_eq!(visitor.console(), Vec::<String>::new());
}

#[test]
fn forms_of_other_sites_are_refused_and_learn_nothing() {
    let footing = Installation::start();
    let port = footing.server.address.rsplit(':').next().expect("a port").to_owned();
    let target = format!("http://{NAME}:{port}{SURVEY}");
    let elsewhere = Elsewhere::with_a_form_to(&target);
    let visitor = Visitor::arrive(&footing, &device()).by_name(NAME);

    for from in ["evil.example", NAME, ADDRESS] {
        for page in ["form", "frame"] {
            visitor.go_to(&format!("http://{from}:{}/{page}", elsewhere.port));
            if page == "form" {
                visitor.follow("button");
            }
            // A frame sends it by itself.
            visitor.wait_until("an answer from us", || visitor.shows("#main h1").then_some(()));
            assert_eq!(visitor.text("h1"), say("failure-title-refused"), "{page} from {from}");
            visitor.visit("/me");
            assert_eq!(visitor.text("h1"), say("failure-title-unknown"), "{page} from {from}");
        }
    }

    // Whoever follows a link from us to others brings nothing of where they were.
    visitor.take_assessment(FIT_IS_WEAKEST);
    let link = visitor.private_link();
    for (from, to) in [(visitor.address(), "after-a-page"), (link, "after-a-secret")] {
        visitor.go_to(&from);
        let address = format!("http://evil.example:{}/{to}", elsewhere.port);
        visitor.run("location.href = arguments[0]", vec![json!(address)]);
        visitor.arrives_at(&format!("/{to}"));
    }
    let asked = elsewhere.asked.lock().expect("nobody panicked").clone();
    let referers = |path: &str| -> Vec<String> {
        let of = asked.iter().filter(|head| head.starts_with(&format!("GET /{path} ")));
        of.flat_map(|head| head.lines().filter(|line| line.to_lowercase().starts_with("referer:")))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(referers("after-a-page"), Vec::<String>::new());
    assert!(referers("after-a-secret").iter().all(|line| line.ends_with(&format!("//{NAME}:{port}/"))), "{asked:?}");
}

/// Another site: its pages have a form that leads to us, and it notes what it is asked.
struct Elsewhere {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    fn with_a_form_to(target: &str) -> Elsewhere {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let form = format!("<form method='post' action='{target}'><button>Go</button></form>");
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (form, noted) = (form.clone(), Arc::clone(&noted));
                thread::spawn(move || answer(stream, &form, &noted));
            }
        });
        Elsewhere { port, asked }
    }
}

fn answer(mut stream: TcpStream, form: &str, asked: &Mutex<Vec<String>>) {
    let lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let page = match head.first().map(String::as_str).unwrap_or_default() {
        first if first.starts_with("GET /form ") => form.to_owned(),
        first if first.starts_with("GET /frame ") => {
            let form = form.replace("<form ", "<form target='_top' ");
            format!(
                "<iframe sandbox='allow-forms allow-scripts allow-top-navigation' \
                 srcdoc=\"{form}<script>document.forms[0].submit()</script>\"></iframe>"
            )
        }
        _ => "elsewhere".to_owned(),
    };
    asked.lock().expect("nobody panicked").push(head.join("\n"));
    let length = page.len();
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{page}"
    );
}

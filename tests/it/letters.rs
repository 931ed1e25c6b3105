//! Letters of the real server: what people get by mail, in their language, and what a stranger can learn by asking.

use std::time::{Duration, Instant};

use crate::support::{Connection, MailSink, ROSTER, Received, Server, footing};
use mail_parser::MessageParser;
use tempfile::TempDir;

const WAVE: &str = r#"
name = "秋の調査"
purpose = "We want to know where a hand is needed first."
contact = "Works council"
surveys = ["team-practice"]
closes = CLOSES
[intent]
build = "Proposals that go out the same day, checked by one of us."
tasks = ["proposals"]
work = { sales = 3 }
"#;

/// A data directory with twelve people, and a server that sends its mail to a sink.
struct House {
    data: TempDir,
    sink: MailSink,
    /// The sink lives on it.
    _runtime: tokio::runtime::Runtime,
}

impl House {
    fn new() -> House {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let sink = runtime.block_on(MailSink::start());
        let house = House { data: tempfile::tempdir().unwrap(), sink, _runtime: runtime };
        std::fs::write(house.data.path().join("people.csv"), ROSTER).unwrap();
        house.run(&["roster", "import", "people.csv"]);
        house
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = footing();
        command.args(arguments).args(["--data", "store"]).current_dir(self.data.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn serve(&self) -> Server {
        let mut command = footing();
        command.env("FOOTING_MAIL", self.sink.url()).env("FOOTING_MAIL_FROM", "footing@example.org");
        Server::start_with(command, &self.data.path().join("store"))
    }

    /// Waits until so many letters have come.
    fn letters(&self, count: usize) -> Vec<Received> {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let letters = self.sink.letters();
            if letters.len() >= count || Instant::now() > deadline {
                assert_eq!(letters.len(), count);
                return letters;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn body(letter: &Received) -> String {
    let message = MessageParser::default().parse(&letter.data).expect("it is a message");
    message.body_text(0).expect("it has text").into_owned()
}

fn subject(letter: &Received) -> String {
    let message = MessageParser::default().parse(&letter.data).expect("it is a message");
    message.subject().expect("it has a subject").to_owned()
}

fn ask(server: &Server, email: &str) -> Duration {
    let mut connection = Connection::open(&server.address).unwrap();
    let begun = Instant::now();
    let reply = connection.post("/sign-in", &[], &format!("email={email}")).unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
    begun.elapsed()
}

#[test]
fn a_link_comes_by_mail_and_signs_in_once() {
    let house = House::new();
    let server = house.serve();
    ask(&server, "Bo%40Example.ORG");
    ask(&server, "nobody%40example.org");
    let letters = house.letters(1);
    assert_eq!(letters[0].to, ["<bo@example.org>"]);
    let text = body(&letters[0]);
    let link = text.split_whitespace().find(|word| word.contains("/sign-in/")).expect("it has a link");
    let path = link.strip_prefix(&server.address).expect("the link leads to this server");
    let mut connection = Connection::open(&server.address).unwrap();
    assert_eq!(connection.get(path, &[]).unwrap().status, 200);
    assert_eq!(connection.post(path, &[], "").unwrap().status, 422, "another browser asked for it");
    assert_eq!(connection.post(path, &[], "email=bo%40example.org").unwrap().status, 303);
    assert_eq!(connection.post(path, &[], "email=bo%40example.org").unwrap().status, 409);
}

#[test]
fn everybody_is_invited_by_the_same_letter_in_their_own_language() {
    let house = House::new();
    let day = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap();
    std::fs::write(house.data.path().join("wave.toml"), WAVE.replace("CLOSES", &day.to_string())).unwrap();
    let wave = house.run(&["wave", "open", "wave.toml"]).split(' ').next().unwrap().to_owned();
    let link = house.run(&["admin", "invite", "admin@example.org", "--role", "administrator"]);
    let server = house.serve();
    let path = link.trim().split_once("/sign-in/").unwrap().1.to_owned();
    let mut connection = Connection::open(&server.address).unwrap();
    let entered = connection.post(&format!("/sign-in/{path}"), &[], "").unwrap();
    let session = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let sent = connection.post(&format!("/admin/waves/{wave}/invite"), &[("cookie", &session)], "").unwrap();
    assert_eq!(sent.status, 303, "{}", sent.body);
    let letters = house.letters(12);
    let to =
        |email: &str| letters.iter().find(|letter| letter.to == [format!("<{email}>")]).expect("everybody gets one");
    assert!(subject(to("cy@example.org")).contains("秋の調査"));
    assert!(body(to("cy@example.org")).contains("秋の調査"));
    assert!(body(to("bo@example.org")).contains("eingeladen"), "{}", body(to("bo@example.org")));
    assert_eq!(body(to("di@example.org")), body(to("ed@example.org")), "nothing in it tells two people apart");
    let ids: std::collections::BTreeSet<String> = letters
        .iter()
        .map(|letter| MessageParser::default().parse(&letter.data).unwrap().message_id().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 12);
}

#[test]
fn asking_takes_as_long_for_an_unknown_address_as_for_a_known_one() {
    let house = House::new();
    // Enough different people that no limit of an account plays a part.
    let many: String = (0..120).map(|n| format!("X{n},P {n},known{n}@example.org,Sales > North,,,,\n")).collect();
    std::fs::write(house.data.path().join("people.csv"), format!("{ROSTER}{many}")).unwrap();
    house.run(&["roster", "import", "people.csv"]);
    let server = house.serve();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for n in 0..120 {
        known.push(ask(&server, &format!("known{n}%40example.org")));
        unknown.push(ask(&server, &format!("other{n}%40example.org")));
    }
    known.sort();
    unknown.sort();
    // A statement about the shape of the work, not about speed: both write once, and neither waits for the mail server.
    let ratio = known[60].as_secs_f64() / unknown[60].as_secs_f64();
    assert!((0.5..2.0).contains(&ratio), "the medians are {:?} and {:?}", known[60], unknown[60]);
}

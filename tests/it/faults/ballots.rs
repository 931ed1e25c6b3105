//! Ballots in the rush: clicked a hundred times at once, killed in the middle, repeated after a restart, on a disk that
//! reports errors. However it goes, each person's ballot is counted once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use footing::cli::Content;
use footing::service::{Administrator, Context, Instruments, SystemClock, SystemRandomness, roster, sign_in, wave};
use footing::store::{Ballots, Releases, SledStore};
use footing_core::guidance::{Library, TeamLibrary};
use footing_core::organisation::EmailAddress;
use footing_core::survey::{SurveyId, WaveId};
use footing_core::wave::{IntentForm, TermsForm};
use tempfile::tempdir;

use crate::support::{Connection, Reply, Server, session_of, strace};

const SAFETY: &str = "psychological-safety";

/// What is needed to take part as so many people.
struct Invitations {
    wave: WaveId,
    /// The items of the survey, in order.
    items: Vec<String>,
    /// For each person, a session for each of their devices.
    sessions: Vec<Vec<String>>,
}

/// Puts an organisation of one team into a data directory, with an open wave that asks one anonymous survey.
fn prepare(data: &Path, people: usize, devices: usize) -> Invitations {
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(async {
        let store = Arc::new(SledStore::open(data).unwrap());
        let instruments = Instruments::load(store.as_ref(), &Content::bundled().surveys).await.unwrap();
        let context = Context {
            store,
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandomness),
            instruments: Arc::new(instruments),
            library: Arc::new(Library::default()),
            team_library: Arc::new(TeamLibrary::default()),
            post: None,
        };
        let by = Administrator::at_the_command_line();
        let row = |number| format!("{number},Person {number},p{number}@example.org,Team\n");
        let file: String = ["id,name,email,team\n".to_owned()].into_iter().chain((0..people).map(row)).collect();
        let people_in_file = roster::read(&context, file.as_bytes()).unwrap();
        let preview = roster::preview(&context, &by, &people_in_file).await.unwrap();
        roster::apply(&context, &by, preview).await.unwrap();

        let wave = open_wave(&context, &by).await;
        let mut invitations = Invitations { wave, items: Vec::new(), sessions: Vec::new() };
        for number in 0..people {
            let email = EmailAddress::parse(&format!("p{number}@example.org")).unwrap();
            let mut sessions = Vec::new();
            for _ in 0..devices {
                let link = sign_in::print_link(&context, &by, &email, &Default::default()).await.unwrap();
                sessions.push(session_of(&context, &link).await.reveal());
            }
            invitations.sessions.push(sessions);
        }
        let survey = context.instruments.current(&survey()).unwrap();
        invitations.items = survey.items().iter().map(|item| item.id.to_string()).collect();
        invitations
    })
}

async fn open_wave(context: &Context, by: &Administrator) -> WaveId {
    let terms = TermsForm {
        name: "Autumn".into(),
        purpose: "We want to know where a hand is needed first.".into(),
        contact: "Works council".into(),
        surveys: vec![SAFETY.into()],
        closes: context.today().saturating_add(jiff::Span::new().days(14)).to_string(),
        ..TermsForm::usual()
    };
    let intent = IntentForm {
        build: "Proposals that go out the same day, checked by one of us.".into(),
        work: vec![("sales".into(), "3".into())],
        tasks: vec!["proposals".into()],
    };
    let offer = wave::offer(context);
    let (terms, intent) = (offer.terms(&terms, context.today()).unwrap(), offer.intent(&intent).unwrap());
    let id = wave::draft(context, by, terms).await.unwrap().id;
    wave::set_intent(context, by, id, intent).await.unwrap();
    wave::open(context, by, id).await.unwrap();
    id
}

fn survey() -> SurveyId {
    SurveyId::parse(SAFETY).unwrap()
}

/// Somebody at a device, with all but the last question answered: what the browser holds.
#[derive(Clone)]
struct Voter {
    address: String,
    cookies: String,
    answers: Vec<u8>,
}

impl Voter {
    /// Answers everything but the last question, so that no two numbers below 625 have the same ballot.
    fn prepared(server: &Server, wave: WaveId, items: &[String], session: &str, number: usize) -> Voter {
        let digit = |place: u32| 1 + (number / 5_usize.pow(place) % 5) as u8;
        let answers: Vec<u8> = (0..items.len() as u32).map(|place| if place < 4 { digit(place) } else { 3 }).collect();
        let mut connection = Connection::open(&server.address).unwrap();
        let session = format!("footing-session={session}");
        let mut cookies = session.clone();
        let (last, others) = items.split_last().unwrap();
        for (item, answer) in others.iter().zip(&answers) {
            let place = format!("/w/{wave}/{SAFETY}/q/{item}");
            let reply = connection.post(&place, &[("cookie", &cookies)], &format!("answer={answer}")).unwrap();
            assert_eq!(reply.status, 303, "{}", reply.body);
            let kept = reply.header("set-cookie").and_then(|cookie| cookie.split(';').next()).unwrap();
            cookies = format!("{session}; {kept}");
        }
        Voter { address: format!("/w/{wave}/{SAFETY}/q/{last}"), cookies, answers }
    }

    /// Sends the last page.
    fn submit(&self, connection: &mut Connection) -> io::Result<Reply> {
        let form = format!("answer={}&then=submit", self.answers.last().unwrap());
        connection.post(&self.address, &[("cookie", &self.cookies)], &form)
    }
}

/// How many ballots a stopped server's directory holds.
fn turnout(data: &Path, wave: WaveId) -> u32 {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let store = SledStore::open(data).unwrap();
    runtime.block_on(store.turnout(wave, &survey())).unwrap().values().sum()
}

/// The ballots of a wave as they would be filed, each with how often it is there.
fn ballots(data: &Path, wave: WaveId) -> BTreeMap<Vec<u8>, usize> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let store = SledStore::open(data).unwrap();
    let boxes = runtime.block_on(store.ballots(wave, &survey())).unwrap();
    let mut counts = BTreeMap::new();
    for ballot in boxes.into_values().flatten() {
        *counts.entry(ballot.to_bytes()).or_default() += 1;
    }
    counts
}

#[test]
fn of_a_hundred_submits_at_once_from_four_devices_one_counts_and_all_lead_to_the_same_place() {
    const DEVICES: usize = 4;
    const PEOPLE: usize = 5;
    let dir = tempdir().unwrap();
    let data = dir.path().join("data");
    let invitations = prepare(&data, PEOPLE, DEVICES);
    let wave = invitations.wave;
    let server = Server::start(&data);
    // On each device other answers; and no session may post more often than this without being told to wait.
    let voters: Vec<Voter> = (0..DEVICES)
        .map(|device| Voter::prepared(&server, wave, &invitations.items, &invitations.sessions[0][device], device))
        .collect();
    let click_all = |server: &Server| {
        thread::scope(|scope| {
            let clicks: Vec<_> = (0..100)
                .map(|number| {
                    let voter = &voters[number % DEVICES];
                    scope.spawn(move || voter.submit(&mut Connection::open(&server.address).unwrap()).unwrap())
                })
                .collect();
            for click in clicks {
                let reply = click.join().unwrap();
                assert_eq!(reply.status, 303, "{}", reply.body);
                assert_eq!(reply.header("location"), Some(format!("/w/{wave}/thanks").as_str()));
            }
        });
    };
    click_all(&server);
    // So many that ballots may be looked at.
    for number in 1..PEOPLE {
        let session = &invitations.sessions[number][0];
        let other = Voter::prepared(&server, wave, &invitations.items, session, DEVICES + number);
        assert_eq!(other.submit(&mut Connection::open(&server.address).unwrap()).unwrap().status, 303);
    }
    assert!(server.stop().success());
    assert_eq!(turnout(&data, wave) as usize, PEOPLE);
    let counted = ballots(&data, wave);
    assert!(voters.iter().any(|voter| counted.contains_key(&voter.answers)));

    // The same requests once more, as a browser sends them that was left open.
    let server = Server::start(&data);
    click_all(&server);
    assert!(server.stop().success());
    assert_eq!(turnout(&data, wave) as usize, PEOPLE);
    assert_eq!(ballots(&data, wave), counted, "the first one stays");
}

#[test]
fn after_a_kill_among_the_casts_everybody_repeats_theirs_and_each_counts_once() {
    const KILLS: usize = 6;
    const PEOPLE: usize = 30;
    let (mut all_acknowledged, mut all_cut_off) = (0, 0);
    for kill in 0..KILLS {
        let dir = tempdir().unwrap();
        let data = dir.path().join("data");
        let invitations = prepare(&data, PEOPLE, 1);
        let wave = invitations.wave;
        let server = Server::start(&data);
        let voters: Vec<Voter> = (0..PEOPLE)
            .map(|number| Voter::prepared(&server, wave, &invitations.items, &invitations.sessions[number][0], number))
            .collect();
        let acknowledged = AtomicUsize::new(0);
        thread::scope(|scope| {
            for voter in &voters {
                let mut connection = Connection::open(&server.address).unwrap();
                let acknowledged = &acknowledged;
                scope.spawn(move || {
                    if voter.submit(&mut connection).is_ok_and(|reply| reply.status == 303) {
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            // Sooner or later in the rush each time.
            while acknowledged.load(Ordering::Relaxed) < 1 + 4 * kill {
                thread::sleep(Duration::from_micros(200));
            }
            server.kill();
        });
        let acknowledged = acknowledged.into_inner();
        let there = turnout(&data, wave) as usize;
        assert!((acknowledged..=PEOPLE).contains(&there), "{there} are there, {acknowledged} were acknowledged");
        all_acknowledged += acknowledged;
        all_cut_off += PEOPLE - acknowledged;

        let server = Server::start(&data);
        for voter in &voters {
            let mut connection = Connection::open(&server.address).unwrap();
            for _ in 0..2 {
                let reply = voter.submit(&mut connection).unwrap();
                assert_eq!(reply.status, 303, "{}", reply.body);
                assert_eq!(reply.header("location"), Some(format!("/w/{wave}/thanks").as_str()));
            }
        }
        assert!(server.stop().success());
        assert_eq!(turnout(&data, wave) as usize, PEOPLE);
        let everybodys: BTreeMap<Vec<u8>, usize> = voters.iter().map(|voter| (voter.answers.clone(), 1)).collect();
        assert_eq!(ballots(&data, wave), everybodys);
    }
    // Else the kills met nobody.
    assert!(all_acknowledged > 0 && all_cut_off > PEOPLE, "{all_acknowledged} acknowledged, {all_cut_off} cut off");
}

#[test]
fn between_the_write_of_a_ballot_and_its_acknowledgement_the_log_and_the_mark_are_synced() {
    const PEOPLE: usize = 6;
    let dir = tempdir().unwrap();
    let (data, trace) = (dir.path().join("data"), dir.path().join("trace"));
    let invitations = prepare(&data, PEOPLE, 1);
    let wave = invitations.wave;
    let calls = "trace=write,pwrite64,writev,sendto,sendmsg,fsync,fdatasync";
    let tracer = match strace(&["-y", "-s", "65536", "-e", calls, "-o", trace.to_str().unwrap()]) {
        Ok(tracer) => tracer,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let server = Server::start_with(tracer, &data);
    for number in 0..PEOPLE {
        let voter = Voter::prepared(&server, wave, &invitations.items, &invitations.sessions[number][0], number);
        let reply = voter.submit(&mut Connection::open(&server.address).unwrap()).unwrap();
        assert_eq!(reply.header("location"), Some(format!("/w/{wave}/thanks").as_str()), "{}", reply.body);
    }
    assert!(server.stop().success());

    let data = data.canonicalize().unwrap();
    let [log, mark] = ["db", "mark"].map(|name| format!("<{}>", data.join(name).display()));
    let trace = fs::read_to_string(trace).unwrap();
    let mut calls = whole_calls(&trace).into_iter();
    for number in 0..PEOPLE {
        // Each of them after the one before.
        let mut must_come = |what: &str, is_it: &dyn Fn(&str) -> bool| {
            let acknowledgement = format!("location: /w/{wave}/thanks");
            for call in calls.by_ref() {
                if is_it(&call) {
                    return;
                }
                assert!(!call.contains(&acknowledgement), "ballot {number} was acknowledged before {what}");
            }
            panic!("ballot {number}: {what} is missing");
        };
        let is_sync = |call: &str, file: &str| {
            (call.starts_with("fsync(") || call.starts_with("fdatasync("))
                && call.contains(file)
                && call.ends_with("= 0")
        };
        must_come("it was written", &|call| {
            call.starts_with("pwrite64(")
                && call.contains(&log)
                && call.contains("envelope/")
                && call.contains("ballot-cast/")
        });
        must_come("the log was synced", &|call| is_sync(call, &log));
        must_come("the mark was synced", &|call| is_sync(call, &mark));
        must_come("it was acknowledged", &|call| call.contains("HTTP/1.1 303") && call.contains("/thanks"));
    }
}

/// The calls in the order in which they ended, those put together that strace shows in two halves.
fn whole_calls(trace: &str) -> Vec<String> {
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').unwrap_or_default();
        let call = call.trim_start();
        if let Some(beginning) = call.strip_suffix("<unfinished ...>") {
            begun.insert(thread, beginning);
        } else if let Some((_, end)) = call.strip_prefix("<... ").and_then(|rest| rest.split_once("resumed>")) {
            calls.push(format!("{}{end}", begun.remove(thread).unwrap_or_default()));
        } else {
            calls.push(call.to_owned());
        }
    }
    calls
}

#[test]
fn a_ballot_that_the_disk_did_not_sync_is_not_acknowledged_however_often_it_is_sent() {
    const PEOPLE: usize = 40;
    let dir = tempdir().unwrap();
    let data = dir.path().join("data");
    let invitations = prepare(&data, PEOPLE, 1);
    let wave = invitations.wave;
    // strace counts for each thread; the one that commits gets through the start and some ballots.
    let log = data.canonicalize().unwrap().join("db");
    let failing = ["-P", log.to_str().unwrap(), "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=6+"];
    let tracer = match strace(&[&failing, ["-o", "/dev/null"].as_slice()].concat()) {
        Ok(tracer) => tracer,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let server = Server::start_with(tracer, &data);
    let prepared =
        |number: usize| Voter::prepared(&server, wave, &invitations.items, &invitations.sessions[number][0], number);
    let mut connection = Connection::open(&server.address).unwrap();
    let mut voters: Vec<Voter> = Vec::new();
    loop {
        assert!(voters.len() < PEOPLE, "an error reaches somebody");
        voters.push(prepared(voters.len()));
        let reply = voters.last().unwrap().submit(&mut connection).unwrap();
        if reply.status != 303 {
            assert_eq!(reply.status, 503, "{}", reply.body);
            break;
        }
    }
    assert!(voters.len() > 2);
    for _ in 0..3 {
        assert_eq!(voters.last().unwrap().submit(&mut connection).unwrap().status, 503);
    }
    assert!(server.health(503).contains("until Footing is restarted"));
    assert_eq!(server.get("/").unwrap().status, 200);
    assert_eq!(server.stop().code(), Some(0));

    // With the disk well again.
    let server = Server::start(&data);
    for voter in &voters {
        let mut connection = Connection::open(&server.address).unwrap();
        assert_eq!(voter.submit(&mut connection).unwrap().status, 303);
    }
    assert!(server.stop().success());
    assert_eq!(turnout(&data, wave) as usize, voters.len());
}

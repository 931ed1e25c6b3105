//! A change and its event are one write: whoever hangs up, and whenever the process dies, the audit log says of every
//! change that is there that it was made, and of no other.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Instant;

use footing::store::{ApiTokens, AuditLog, Grants, Rosters, SledStore, Waves};
use footing_core::organisation::AuditEvent;
use footing_core::wave::Stage;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tempfile::{TempDir, tempdir};

use crate::support::{Connection, ROSTER, Reply, Server, run, run_on, strace};

/// The terms of a wave that is open for a month.
fn draft() -> String {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    format!("{TERMS}&closes={}", today.saturating_add(1.month()))
}

const TERMS: &str = "name=Autumn&purpose=We+want+to+know+where+a+hand+is+needed+first.&contact=Works+council&\
                     surveys=team-practice&surveys=psychological-safety&least=5&least_anonymous=5&\
                     retention_months=24";
const INTENT: &str = "build=Proposals+that+go+out+the+same+day,+checked+by+one+of+us.&work.sales=3&tasks=proposals";

/// An organisation of twelve, and links that sign its administrator in.
fn organisation(links: usize) -> (TempDir, Vec<String>) {
    let data = tempdir().unwrap();
    let place = data.path().to_str().unwrap();
    run_on(&["roster", "import", "-", "--data", place], ROSTER).good();
    let link = |_| {
        let link = run(&["admin", "invite", "admin@example.org", "--role", "administrator", "--data", place]).good();
        format!("/sign-in/{}", link.trim().split_once("/sign-in/").unwrap().1)
    };
    let links = (0..links).map(link).collect();
    (data, links)
}

fn sign_in(server: &Server, link: &str) -> io::Result<String> {
    let entered = Connection::open(&server.address)?.post(link, &[], "")?;
    let cookie = entered.header("set-cookie").ok_or_else(|| io::Error::other("nobody was signed in"))?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

/// What is in a store, and what its audit log says of it, by kind.
async fn assert_every_change_has_its_event(dir: &Path) -> BTreeMap<&'static str, usize> {
    let store = SledStore::open(dir).unwrap();
    let log = store.audit_log().await.unwrap();
    let mut last = None;
    for entry in &log {
        assert!(entry.follows(last), "{entry}");
        last = Some(entry);
    }
    let said = |is: fn(&AuditEvent) -> bool| log.iter().filter(|entry| is(&entry.event)).count();
    let waves = store.waves().await.unwrap();
    let has = |is: fn(&Stage) -> bool| waves.iter().filter(|wave| is(&wave.stage)).count();
    let intents = has(|stage| !matches!(stage, Stage::Draft { intent: None, .. }));
    let found = [
        (
            "rosters",
            store.roster().await.unwrap().0 as usize,
            said(|event| matches!(event, AuditEvent::RosterChanged { .. })),
        ),
        ("roles", store.grants().await.unwrap().len(), said(|event| matches!(event, AuditEvent::RolesSet { .. }))),
        (
            "tokens",
            store.api_tokens().await.unwrap().len(),
            said(|event| matches!(event, AuditEvent::TokenMade { .. })),
        ),
        ("drafts", waves.len(), said(|event| matches!(event, AuditEvent::WaveDrafted { .. }))),
        ("intents", intents, said(|event| matches!(event, AuditEvent::DraftChanged { .. }))),
        (
            "opened",
            has(|stage| !matches!(stage, Stage::Draft { .. })),
            said(|event| matches!(event, AuditEvent::WaveOpened { .. })),
        ),
        (
            "closed",
            has(|stage| matches!(stage, Stage::Closed { .. })),
            said(|event| matches!(event, AuditEvent::WaveClosed { .. })),
        ),
        (
            "released",
            has(|stage| matches!(stage, Stage::Closed { released: Some(_), .. })),
            said(|event| matches!(event, AuditEvent::WaveReleased { .. })),
        ),
    ];
    for (what, there, said) in found {
        assert_eq!(there, said, "{what} that are there, and that the audit log knows of");
    }
    found.into_iter().map(|(what, there, _)| (what, there)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_leaves_no_change_without_its_event() {
    const TIMES: usize = 500;
    // A session may post so often at once, and no more.
    const OF_A_SESSION: usize = 50;
    let (data, links) = organisation(TIMES / OF_A_SESSION);
    let server = Server::start(data.path());
    let sessions: Vec<String> = links.iter().map(|link| sign_in(&server, link).unwrap()).collect();
    let headers = [("cookie", sessions[0].as_str())];
    let begun = Instant::now();
    Connection::open(&server.address).unwrap().post("/admin/waves/new", &headers, &draft()).unwrap();
    let whole = begun.elapsed();
    for time in 0..TIMES {
        let (path, form) = match time % 3 {
            0 => ("/admin/waves/new", draft()),
            1 => ("/admin/roles", format!("email=person{time}%40example.org&roles=analyst")),
            _ => ("/admin/tokens", format!("token_name=T{time}&scopes=surveys%3Aread&last_day=")),
        };
        let connection = Connection::open(&server.address).unwrap();
        // From before the request is read to after it is answered, on a slow machine too.
        let moment = whole * (time * 37 % 100) as u32 / 50;
        connection.post_and_leave(path, &[("cookie", &sessions[time / OF_A_SESSION])], &form, moment).unwrap();
    }
    assert!(server.stop().success());
    let there = assert_every_change_has_its_event(data.path()).await;
    // Else they all hung up too early.
    assert!(there["drafts"] > 50 && there["roles"] > 50 && there["tokens"] > 50, "{there:?}");
}

/// What an administrator does from a draft to a release, until the server dies.
fn session(server: &Server, link: &str) -> io::Result<()> {
    let session = sign_in(server, link)?;
    let mut connection = Connection::open(&server.address)?;
    let mut post = |path: &str, form: &str| -> io::Result<Reply> {
        let reply = connection.post(path, &[("cookie", &session)], form)?;
        assert!(matches!(reply.status, 200 | 303), "{path}: {} {}", reply.status, reply.body);
        Ok(reply)
    };
    post("/admin/roles", "email=ben%40example.org&roles=analyst")?;
    post("/admin/tokens", "token_name=Dashboard&scopes=surveys%3Aread&last_day=")?;
    let wave = post("/admin/waves/new", &draft())?.header("location").unwrap().to_owned();
    post(&format!("{wave}/intent"), INTENT)?;
    for what in ["open", "close", "release"] {
        post(&format!("{wave}/{what}"), "")?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_sync_the_process_dies_at_every_change_has_its_event() {
    let (original, links) = organisation(1);
    let mut released = false;
    for kill in 1.. {
        assert!(kill < 200, "it never came through");
        let data = tempdir().unwrap();
        for file in ["conf", "db", "mark", "vault"] {
            std::fs::copy(original.path().join(file), data.path().join(file)).unwrap();
        }
        // strace counts for each thread: this is the one that commits, and in the end the others of a start.
        let injection = format!("inject=fdatasync:signal=KILL:when={kill}");
        let tracer = match strace(&["-e", "trace=fdatasync", "-e", &injection, "-o", "/dev/null"]) {
            Ok(tracer) => tracer,
            Err(why) => return eprintln!("skipped: {why}"),
        };
        let Some(server) = Server::start_unless_it_dies(tracer, data.path()) else { continue };
        let came_through = session(&server, &links[0]).is_ok();
        drop(server);
        let there = assert_every_change_has_its_event(data.path()).await;
        released |= there["released"] == 1;
        if came_through {
            break;
        }
    }
    assert!(released);
}

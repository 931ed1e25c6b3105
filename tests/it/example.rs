//! Example and real data never mix: where an example may be made and served, who may look at it, and what it does not take.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use footing::store::{Rosters, SledStore};
use tempfile::tempdir;
use tokio::runtime;

use crate::support::{Connection, MailSink, Participant, ROSTER, Ran, Reply, Server, event, footing, run, run_on};

/// `footing serve --example` with more arguments, where it must not start.
fn refused(data: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = footing();
    command.args(["serve", "--example", "--data"]).arg(data).args(arguments).envs(environment.iter().copied());
    command.current_dir(std::env::temp_dir()).env_remove("RUST_LOG");
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    said
}

fn with_flag(data: &Path, mail: &str) -> Server {
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" \"$@\" --example"]).arg(footing().get_program());
    command.env("FOOTING_MAIL", mail).env("FOOTING_MAIL_FROM", "footing@b.example");
    Server::start_with(command, data)
}

fn place(data: &Path) -> &str {
    data.to_str().unwrap()
}

/// What is put into a directory, in words, and how.
type Filling<'a> = (&'a str, &'a dyn Fn(&Path));

/// A browser at the machine itself, with a session.
struct Looking<'a> {
    server: &'a Server,
    cookie: String,
}

impl Looking<'_> {
    fn at<'a>(server: &'a Server, viewer: &str) -> Looking<'a> {
        let reply =
            Connection::open(&server.address).unwrap().post("/example", &[], &format!("viewer={viewer}")).unwrap();
        assert_eq!(reply.status, 303, "{}", reply.body);
        let cookies = reply.headers_named("set-cookie");
        let cookie = cookies.into_iter().find(|cookie| cookie.starts_with("footing-session=")).unwrap();
        Looking { server, cookie: cookie.split(';').next().unwrap().to_owned() }
    }

    fn get(&self, path: &str) -> Reply {
        Connection::open(&self.server.address).unwrap().get(path, &[("cookie", &self.cookie)]).unwrap()
    }

    fn post(&self, path: &str, form: &str) -> Reply {
        Connection::open(&self.server.address).unwrap().post(path, &[("cookie", &self.cookie)], form).unwrap()
    }
}

#[test]
fn an_example_that_was_cut_short_is_served_as_nothing() {
    let data = tempdir().unwrap();
    let mut command = footing();
    command.args(["serve", "--example", "--listen", "127.0.0.1:0", "--data"]).arg(data.path()).stderr(Stdio::null());
    let mut making = command.current_dir(std::env::temp_dir()).spawn().unwrap();
    while !data.path().join("example-unfinished").exists() {
        assert!(making.try_wait().unwrap().is_none(), "it ended before it began");
        std::thread::sleep(Duration::from_millis(10));
    }
    making.kill().unwrap();
    making.wait().unwrap();
    let place = place(data.path());
    let commands: [&[&str]; 3] = [
        &["serve", "--listen", "127.0.0.1:0", "--data", place],
        &["serve", "--example", "--listen", "127.0.0.1:0", "--data", place],
        &["admin", "invite", "a@b.example", "--role", "administrator", "--data", place],
    ];
    for arguments in commands {
        let ran = run(arguments);
        assert!(ran.stderr.contains("was cut short while it was made"), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn an_example_is_made_only_where_nothing_is_and_leaves_no_mark_elsewhere() {
    // Each has something else in it, as a real organisation has it at one time or another.
    let role = |data: &Path| {
        drop(run(&["admin", "invite", "a@b.example", "--role", "administrator", "--data", place(data)]).good())
    };
    let roster = |data: &Path| drop(run_on(&["roster", "import", "-", "--data", place(data)], ROSTER).good());
    let token = |data: &Path| {
        drop(run(&["token", "make", "Power BI", "--scope", "releases:read", "--data", place(data)]).good())
    };
    let person = |data: &Path| {
        let server = Server::start(data);
        Participant::new(1, &server).unwrap().begin().unwrap();
        assert!(server.stop().success());
    };
    let fillings: [Filling<'_>; 4] =
        [("a role", &role), ("a roster", &roster), ("a token", &token), ("somebody's answers", &person)];
    for (what, fill) in fillings {
        let data = tempdir().unwrap();
        fill(data.path());
        let said = refused(data.path(), &["--listen", "127.0.0.1:0"], &[]);
        assert!(said.contains("is not empty") && said.contains("--data"), "{what}: {said}");
        let server = Server::start(data.path());
        assert_eq!(server.get("/example").unwrap().status, 404, "{what}");
        let entered = Connection::open(&server.address).unwrap().post("/example", &[], "viewer=administrator").unwrap();
        assert_eq!(entered.status, 404, "{what}");
        assert!(server.stop().success());
    }
}

#[test]
fn an_example_is_served_on_this_machine_only_and_says_how_to_look_from_another() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data");
    for (arguments, environment) in [
        (["--listen", "0.0.0.0:4500"].as_slice(), [].as_slice()),
        (&["--listen", "[::]:4500"], &[]),
        (&["--listen", "192.0.2.10:4500"], &[]),
        (&["--listen", "127.0.0.1:4500", "--address", "https://footing.example"], &[]),
        (&["--listen", "127.0.0.1:4500"], &[("FOOTING_ADDRESS", "http://footing.intern:4500")]),
        (&[], &[("FOOTING_LISTEN", "0.0.0.0:4500")]),
    ] {
        let said = refused(&data, arguments, environment);
        assert!(said.contains("ssh -L 4500:127.0.0.1:4500"), "{arguments:?}: {said}");
        assert!(!data.exists(), "nothing is made");
    }
}

/// One test, because an example takes a while to make.
#[test]
fn an_example_takes_no_real_people_and_is_an_example_only_with_the_flag() {
    let folder = tempdir().unwrap();
    let data = folder.path();
    let post = runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let mail = post.block_on(MailSink::start());
    let server = with_flag(data, &mail.url());

    // Who comes by another name, or through a proxy, sees nothing of it.
    let mut connection = Connection::open(&server.address).unwrap();
    let elsewhere = [
        [("x-forwarded-for", "192.0.2.7")].as_slice(),
        &[("forwarded", "for=192.0.2.7")],
        &[("origin", "https://footing.example"), ("sec-fetch-site", "same-origin")],
    ];
    for headers in elsewhere {
        let chooser = connection.get("/example", headers).unwrap();
        assert_eq!(chooser.status, 403, "{headers:?}");
        assert!(chooser.body.contains("ssh -L"), "{}", chooser.body);
        assert_eq!(connection.post("/example", headers, "viewer=administrator").unwrap().status, 403);
        assert_eq!(connection.get("/api/v1/surveys", headers).unwrap().status, 403);
    }
    let by_name = Connection::at_name(&server.address, "footing.intern").unwrap().get("/example", &[]).unwrap();
    assert_eq!(by_name.status, 403);
    assert_eq!(server.get("/example").unwrap().status, 200);
    assert!(server.get("/").unwrap().body.contains("href=\"/example\""));

    // Its administrator looks at everything, and brings nobody in.
    let administrator = Looking::at(&server, "administrator");
    let page = administrator.get("/admin/roster");
    assert!(page.body.contains("so it takes no roster"), "{}", page.body);
    assert!(!page.body.contains("type=\"file\""), "{}", page.body);
    let upload = Connection::open(&server.address).unwrap().upload(
        "/admin/roster",
        &[("cookie", &administrator.cookie)],
        ROSTER,
    );
    let upload = upload.unwrap();
    assert_eq!(upload.status, 409, "{}", upload.body);
    assert!(upload.body.contains("made up"), "{}", upload.body);
    let role = administrator.post("/admin/roles", "email=anna%40b.example&roles=administrator");
    assert_eq!(role.status, 422, "{}", role.body);
    assert!(role.body.contains("In the example roles stay as they are"), "{}", role.body);
    assert!(!administrator.get("/admin/roles").body.contains("anna@b.example"));
    let made = administrator.post("/admin/tokens", "token_name=Staff&scopes=roster%3Awrite");
    let is_secret = |text: &&str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let token = made.body.split("footing_").find_map(|rest| rest.get(..64).filter(is_secret));
    let token = format!("Bearer footing_{}", token.unwrap_or_else(|| panic!("no token in {}", made.body)));
    for path in ["/api/v1/roster", "/api/v1/roster?dry_run=true"] {
        let headers = [("authorization", token.as_str()), ("content-type", "text/csv")];
        let put = Connection::open(&server.address).unwrap().put(path, &headers, ROSTER).unwrap();
        assert_eq!(put.status, 409, "{}", put.body);
        assert!(put.body.contains("urn:footing:problem:example"), "{}", put.body);
    }
    // Their addresses may be somebody's: neither the letters of the open wave nor any other goes out.
    let asked = Connection::open(&server.address).unwrap().post("/sign-in", &[], "email=administrator%40example.org");
    assert_eq!(asked.unwrap().status, 200);
    assert!(server.stop().success());
    assert!(mail.commands().is_empty(), "{:?}", mail.commands());

    // Nor does the command line.
    let says_why = |ran: Ran| {
        assert_eq!(ran.code, 1, "{}", ran.stdout);
        assert!(ran.stderr.contains("this is the example"), "{}", ran.stderr);
    };
    says_why(run_on(&["roster", "import", "-", "--data", place(data)], ROSTER));
    says_why(run_on(&["roster", "import", "-", "--yes", "--data", place(data)], ROSTER));
    says_why(run(&["admin", "invite", "anna@b.example", "--role", "administrator", "--data", place(data)]));
    let refusal = Server::refused(footing(), data);
    assert!(refusal.said.contains("holds the example") && refusal.said.contains("--example"), "{}", refusal.said);

    // It still is what it was.
    let server = with_flag(data, &mail.url());
    assert_eq!(Looking::at(&server, "employee").get("/me").status, 200);
    assert!(server.stop().success());

    // Real people among the made-up ones, as earlier versions took them: nobody is handed to anybody any more, and
    // nothing is lost.
    put_somebody_in(data);
    let said = refused(data, &["--listen", "127.0.0.1:0"], &[]);
    assert!(said.contains("is not empty"), "{said}");
    let server = Server::start(data);
    assert_eq!(server.get("/example").unwrap().status, 404);
    let entered = Connection::open(&server.address).unwrap().post("/example", &[], "viewer=administrator").unwrap();
    assert_eq!(entered.status, 404);
    assert!(!server.get("/").unwrap().body.contains("href=\"/example\""));
    assert!(server.stop().success());
    run_on(&["roster", "import", "-", "--yes", "--data", place(data)], ROSTER).good();
}

fn put_somebody_in(data: &Path) {
    let store = SledStore::open(data).unwrap();
    runtime::Runtime::new().unwrap().block_on(async {
        let (revision, mut members) = store.roster().await.unwrap();
        members.truncate(1);
        members[0].name = "Anna Berg".to_owned();
        store.change_roster(revision, &members, &[], event()).await.unwrap();
    });
}

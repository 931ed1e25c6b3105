//! Commands and the server as an administrator has them on one machine: they read the same settings, and the commands work
//! beside the server that is running.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Connection, ROSTER, Server, footing};

/// A directory with `footing.toml`, where somebody works.
struct Desk(TempDir);

impl Desk {
    fn with_settings(settings: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path().join("footing.toml"), settings).unwrap();
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self) -> Command {
        let mut command = footing();
        for name in ["LISTEN", "DATA", "ADDRESS", "CONTENT", "LOG", "MAIL", "MAIL_FROM"] {
            command.env_remove(format!("FOOTING_{name}"));
        }
        command.current_dir(self.path());
        command
    }

    fn run_on(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let _ = process.stdin.take().unwrap().write_all(input.as_bytes());
        process.wait_with_output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_on(arguments, "")
    }

    /// What a command prints that goes well.
    #[track_caller]
    fn good(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// A server that has nothing but the settings file of this desk.
    fn serve(&self) -> Server {
        Server::start_at(self.command(), self.path())
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The path of a link, which begins with the address.
#[track_caller]
fn path_of<'l>(link: &'l str, address: &str) -> &'l str {
    link.trim().strip_prefix(address).unwrap_or_else(|| panic!("{link} does not begin with {address}"))
}

#[test]
fn the_first_administrator_comes_in_by_a_link_printed_beside_a_server_that_has_only_a_settings_file() {
    // The address is not one of this machine, so the port must be known.
    let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let desk = Desk::with_settings(&format!(
        "listen = \"{listen}\"\ndata = \"kept/here\"\naddress = \"http://footing.intern:4500\"\n",
    ));
    let server = desk.serve();
    let link = desk.good(&["admin", "invite", "anna@example.org", "--role", "administrator"]);
    let path = path_of(&link, "http://footing.intern:4500").to_owned();
    let mut connection = Connection::open(&format!("http://{listen}")).unwrap();
    let entered = connection.post(&path, &[], "").unwrap();
    assert_eq!(entered.status, 303, "{}", entered.body);
    let session = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(connection.get("/admin", &[("cookie", &session)]).unwrap().status, 200);
    assert!(desk.path().join("kept/here/db").exists());
    assert!(!desk.path().join("data").exists(), "no command made a directory of its own");
    let log = desk.good(&["admin", "log"]);
    assert!(log.contains("command line") && log.contains("anna@example.org"), "{log}");
    assert!(!log.contains(path.trim_start_matches("/sign-in/")));
    server.stop();
    // And where no server runs, in the same directory and with the same address.
    let link = desk.good(&["admin", "invite", "anna@example.org"]);
    path_of(&link, "http://footing.intern:4500");
}

#[test]
fn every_command_on_data_works_beside_a_running_server_as_it_does_without_one() {
    let desk = Desk::with_settings("listen = \"127.0.0.1:0\"\n");
    let server = desk.serve();
    fs::write(desk.path().join("people.csv"), ROSTER).unwrap();
    let imported = desk.good(&["roster", "import", "people.csv"]);
    assert!(imported.contains("0 people before, 12 after"), "{imported}");
    // Standard input goes along, and faults come back with their exit code.
    let faults = desk.run_on(&["roster", "import", "-", "--json"], "id,name\n1,Ada\n");
    assert_eq!(faults.status.code(), Some(1));
    assert!(serde_json::from_slice::<Value>(&faults.stdout).unwrap()["faults"].is_array());
    assert!(said(&faults).contains("nothing was changed"));
    // A file is written by whoever asked, where they asked.
    desk.good(&["roster", "export", "copy.csv"]);
    let copy = fs::read_to_string(desk.path().join("copy.csv")).unwrap();
    assert!(copy.contains("bo@example.org"));
    assert_eq!(desk.good(&["roster", "export"]), copy);

    let day = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap();
    let terms = format!(
        "name = \"Autumn\"\npurpose = \"We want to know where a hand is needed first.\"\ncontact = \"Works council\"\n\
         surveys = [\"team-practice\"]\ncloses = {day}\n[intent]\nbuild = \"Proposals that go out the same day.\"\n\
         tasks = [\"proposals\"]\nwork = {{ sales = 3 }}\n"
    );
    let opened = desk.run_on(&["wave", "open", "-"], &terms);
    assert!(opened.status.success(), "{opened:?}");
    let wave = String::from_utf8(opened.stdout).unwrap().split(' ').next().unwrap().to_owned();
    assert!(desk.good(&["wave", "status"]).contains(&wave));
    let status: Value = serde_json::from_str(&desk.good(&["wave", "status", &wave, "--json"])).unwrap();
    assert_eq!(status["wave"]["id"], wave.as_str());

    let token = desk.good(&["token", "make", "Power BI", "--scope", "waves:read"]);
    let authorization = format!("Bearer {}", token.trim());
    let mut connection = Connection::open(&server.address).unwrap();
    assert_eq!(connection.get("/api/v1/waves", &[("authorization", &authorization)]).unwrap().status, 200);
    assert!(desk.good(&["token", "list"]).contains("Power BI"));
    let unknown = desk.run(&["team", "Sales > North"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains("in no release"), "{}", said(&unknown));
    desk.good(&["wave", "close", &wave]);
    let early = desk.run(&["audit", &wave]);
    assert!(said(&early).contains("has no release"), "{}", said(&early));
    assert!(desk.good(&["wave", "retention", "--dry-run"]).is_empty());
    assert!(server.stop().success());
    assert!(desk.good(&["wave", "status"]).contains("closed on"), "what was done beside it is kept");
}

#[test]
fn only_the_user_of_the_server_can_reach_it_and_what_a_crash_left_behind_is_no_obstacle() {
    let desk = Desk::with_settings("listen = \"127.0.0.1:0\"\n");
    let server = desk.serve();
    let socket = desk.path().join("data/control.sock");
    assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(desk.path().join("data")).unwrap().permissions().mode() & 0o777, 0o700);
    server.kill();
    drop(server);
    assert!(socket.exists(), "it had no chance to remove it");
    desk.good(&["admin", "log"]);
    let server = desk.serve();
    desk.good(&["admin", "log"]);
    server.stop();
    assert!(!socket.exists());
}

#[test]
fn a_server_that_takes_no_commands_or_does_not_answer_is_said_clearly() {
    let desk = Desk::with_settings("listen = \"127.0.0.1:0\"\n");
    let server = desk.serve();
    let socket = desk.path().join("data/control.sock");
    fs::remove_file(&socket).unwrap();
    let older = desk.run(&["admin", "log"]);
    assert_eq!(older.status.code(), Some(1));
    assert!(said(&older).contains("another footing is using data, and takes no commands"), "{}", said(&older));
    // Somebody who takes the call, and hangs up.
    let listener = UnixListener::bind(&socket).unwrap();
    let hanging_up = std::thread::spawn(move || drop(listener.accept().unwrap()));
    let silent = desk.run(&["admin", "log"]);
    hanging_up.join().unwrap();
    assert_eq!(silent.status.code(), Some(1));
    assert!(said(&silent).contains("does not answer"), "{}", said(&silent));
    server.stop();
}

#[test]
fn what_is_wrong_in_the_settings_file_is_said_by_every_command_alike() {
    let desk = Desk::with_settings("dta = \"here\"\n");
    let wave = "7".repeat(32);
    let commands: [&[&str]; 9] = [
        &["serve"],
        &["admin", "invite", "anna@example.org"],
        &["admin", "log"],
        &["roster", "export"],
        &["wave", "status"],
        &["token", "list"],
        &["team", "Sales"],
        &["report", &wave],
        &["score", "--survey", "ai-proficiency", "-"],
    ];
    for arguments in commands {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        for part in ["the settings need mending", "footing.toml:1:1", "Did you mean `data`?"] {
            assert!(said(&output).contains(part), "{arguments:?}: {}", said(&output));
        }
    }
    assert!(!desk.path().join("data").exists(), "nothing was begun");
}

#[test]
fn a_flag_beats_the_environment_and_the_environment_the_settings_file_in_commands_too() {
    let desk = Desk::with_settings("data = \"of-file\"\naddress = \"http://of-file:1\"\n");
    let invite = ["admin", "invite", "anna@example.org", "--role", "administrator"];
    path_of(&desk.good(&invite), "http://of-file:1");
    let output = desk.command().args(invite).env("FOOTING_ADDRESS", "http://of-environment:2").output().unwrap();
    path_of(&String::from_utf8(output.stdout).unwrap(), "http://of-environment:2");
    let flags = [&invite[..], &["--address", "http://of-flag:3", "--data", "of-flag"]].concat();
    let output = desk.command().args(flags).env("FOOTING_ADDRESS", "http://of-environment:2").output().unwrap();
    path_of(&String::from_utf8(output.stdout).unwrap(), "http://of-flag:3");
    assert!(desk.path().join("of-file/db").exists() && desk.path().join("of-flag/db").exists());
}

#[test]
fn a_link_that_works_on_this_machine_only_is_printed_with_a_warning() {
    let desk = Desk::with_settings("listen = \"0.0.0.0:4500\"\n");
    let output = desk.run(&["admin", "invite", "anna@example.org", "--role", "administrator"]);
    path_of(&String::from_utf8(output.stdout.clone()).unwrap(), "http://127.0.0.1:4500");
    assert!(said(&output).contains("address = "), "{}", said(&output));
    let output = desk.run(&["admin", "invite", "anna@example.org", "--address", "http://footing.intern:4500"]);
    assert!(!said(&output).contains("address = "), "{}", said(&output));
}

#[test]
fn the_help_of_every_command_on_data_says_where_its_settings_come_from() {
    let desk = Desk::with_settings("");
    let commands: [&[&str]; 13] = [
        &["admin", "invite"],
        &["admin", "log"],
        &["roster", "import"],
        &["roster", "export"],
        &["wave", "open"],
        &["wave", "status"],
        &["wave", "close"],
        &["token", "make"],
        &["team"],
        &["audit"],
        &["chart"],
        &["export"],
        &["serve"],
    ];
    for arguments in commands {
        let help = desk.good(&[arguments, &["--help"]].concat());
        assert!(help.contains("footing.toml"), "{arguments:?}:\n{help}");
    }
    assert!(desk.good(&["--help"]).contains("every command read"));
}

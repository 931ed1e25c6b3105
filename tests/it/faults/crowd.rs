//! More connections than files: silent ones, slow ones, such that close their half. The store keeps its files, people are
//! answered, and afterwards everything is as before.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tempfile::tempdir;

use crate::support::{Connection, Participant, Server, footing};

/// Footing where it may have so many files open and cannot have more.
fn with_open_files(number: u32) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -n {number} && exec \"$0\" \"$@\"")]).arg(footing().get_program());
    command
}

/// Lets this process have as many as the crowd needs.
fn may_open(number: u64) -> bool {
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_none_or(|now| now >= number) {
        return true;
    }
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).is_ok()
        && limit.maximum.is_none_or(|most| most >= number)
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Connections that have said so much and say no more.
fn crowd(server: &Server, size: usize, said: &str) -> Vec<TcpStream> {
    let join = |_| {
        let mut stream = connect(server);
        // The server may have given the place to somebody else already.
        let _ = stream.write_all(said.as_bytes());
        stream
    };
    (0..size).map(join).collect()
}

fn answers_are_kept(server: &Server, number: usize) {
    let mut person = Participant::new(number, server).unwrap();
    person.complete(4);
    assert_eq!(server.get("/").unwrap().status, 200);
}

#[test]
fn fifteen_hundred_silent_connections_do_not_stop_a_store_that_may_open_1024_files() {
    if !may_open(5000) {
        return eprintln!("skipped: this process may not open as many files as a crowd needs");
    }
    let data = tempdir().unwrap();
    let server = Server::start_with(with_open_files(1024), data.path());
    let mut silent = crowd(&server, 1500, "");
    (0..3).for_each(|number| answers_are_kept(&server, number));
    assert_eq!(server.get("/healthz").unwrap().status, 200);

    // They come again, as fast as they can, while people answer.
    let enough = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..3000 {
                if enough.load(Ordering::Relaxed) {
                    break;
                }
                silent.push(connect(&server));
            }
        });
        (3..6).for_each(|number| answers_are_kept(&server, number));
        enough.store(true, Ordering::Relaxed);
    });
    // A probe is taken every five seconds.
    thread::sleep(Duration::from_secs(6));
    assert_eq!(server.get("/healthz").unwrap().status, 200);
    drop(silent);
    answers_are_kept(&server, 6);
    assert!(server.stop().success());

    let server = Server::start(data.path());
    for number in 0..7 {
        let export = Participant::new(number, &server).unwrap().export();
        assert_eq!(export["responses"].as_array().unwrap().len(), 1, "{export}");
    }
}

#[test]
fn slow_heads_slow_bodies_and_deaf_ears_take_nobodys_place() {
    let data = tempdir().unwrap();
    // Sixty-four connections, and as many files besides.
    let server = Server::start_with(with_open_files(128), data.path());
    let form = "POST /s/ai-proficiency HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\n\
                content-length: 1000\r\n\r\nkey=";
    let everything = "GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(200);
    for (number, said) in ["GET / HTTP/1.1\r\nhost:", form, &everything].into_iter().enumerate() {
        let crowd = crowd(&server, 200, said);
        answers_are_kept(&server, number);
        assert_eq!(server.get("/healthz").unwrap().status, 200);
        drop(crowd);
    }
    answers_are_kept(&server, 3);
    let log = server.stop_for_log();
    assert!(log.contains("all places are taken") && log.contains("connections=64"), "{log}");
}

#[test]
fn whoever_closes_their_half_after_the_question_gets_the_whole_answer() {
    let data = tempdir().unwrap();
    let server = Server::start(data.path());
    let ask = |request: &str| {
        let mut stream = connect(&server);
        stream.write_all(request.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    };
    let page = ask("GET /s/ai-proficiency HTTP/1.1\r\nhost: a\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("</html>"), "{page}");
    let begun = ask("POST /s/ai-proficiency HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n");
    assert!(begun.starts_with("HTTP/1.1 303"), "{begun}");
    assert_eq!(ask(""), "");
    assert_eq!(ask("GET / HT"), "");
    assert_eq!(server.get("/healthz").unwrap().status, 200);
}

#[test]
fn a_head_that_never_ends_is_not_read_for_ever() {
    let data = tempdir().unwrap();
    let server = Server::start(data.path());
    let mut stream = connect(&server);
    let endless = format!("GET / HTTP/1.1\r\nhost: a\r\ncookie: {}", "a".repeat(40 * 1024));
    // It may answer and close before all of it is sent.
    let _ = stream.write_all(endless.as_bytes());
    let mut reply = String::new();
    let _ = stream.read_to_string(&mut reply);
    assert!(reply.starts_with("HTTP/1.1 431"), "{reply}");
}

#[test]
fn the_log_says_how_many_files_and_connections_there_may_be() {
    let data = tempdir().unwrap();
    // What may be had is more than what there is at first.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -Sn 300 && ulimit -Hn 900 && exec \"$0\" \"$@\""]).arg(footing().get_program());
    let server = Server::start_with(command, data.path());
    assert_eq!(Connection::open(&server.address).unwrap().get("/", &[]).unwrap().status, 200);
    let log = server.stop_for_log();
    assert!(log.contains("open_files=900 connections=675"), "{log}");
}

//! An answer is on the disk before it is acknowledged. No kill can show that, since the kernel keeps what a dead process
//! wrote; the order of the system calls can.

use std::fs;

use tempfile::tempdir;

use crate::support::{Participant, Server, questions, strace};

#[test]
fn between_the_write_of_an_answer_and_its_acknowledgement_the_file_is_synced() {
    let dir = tempdir().unwrap();
    let trace = dir.path().join("trace");
    let calls = "trace=pwrite64,write,sendto,sendmsg,writev,fsync,fdatasync,sync_file_range";
    // With the paths of files, and strings long enough for a draft.
    let options = ["-y", "-s", "65536", "-e", calls, "-o", trace.to_str().unwrap()];
    let tracer = match strace(&options) {
        Ok(tracer) => tracer,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let data = dir.path().join("data");
    let server = Server::start_with(tracer, &data);
    let mut person = Participant::new(1, &server).unwrap();
    person.begin().unwrap();
    let questions = questions();
    let (first, second) = questions.split_at(8);
    for question in first {
        assert_eq!(person.answer(question, 3).unwrap().status, 303);
    }
    for question in second {
        assert_eq!(person.save(question, 3).unwrap().status, 204);
    }
    let response = person.export()["drafts"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(person.submit(&response).unwrap().status, 303);
    assert!(server.stop().success());

    let file = data.canonicalize().unwrap().join("db");
    let trace = fs::read_to_string(trace).unwrap();
    // The draft, empty and with its one, two … answers, then the response. They are sealed; their places are not.
    let mut written = vec!["/draft/ai-proficiency"; 1 + questions.len()];
    written.push("/response/");
    let mut from = 0;
    for what in written {
        let acknowledged = acknowledgement(&trace, from, file.to_str().unwrap(), what);
        from = acknowledged.unwrap_or_else(|why| panic!("{what}: {why}"));
    }
    assert!(!trace.lines().any(|call| call.contains("pwrite64(") && call.contains("revision")), "it is sealed");
}

/// Where in the trace a write is acknowledged: after it, and after a sync of its file that began after it.
fn acknowledgement(trace: &str, from: usize, file: &str, what: &str) -> Result<usize, &'static str> {
    let on_file = format!("<{file}>");
    let calls = trace.lines().enumerate().skip(from);
    // Threads wait for each other here, so a call that strace shows in two halves is over where the second one is.
    let mut syncing = None;
    let (mut is_written, mut is_synced) = (false, false);
    for (place, line) in calls {
        let (thread, call) = line.split_once(' ').unwrap_or_default();
        let call = call.trim_start();
        let is_sync = call.starts_with("fdatasync(") || call.starts_with("fsync(");
        if call.starts_with("pwrite64(") && call.contains(&on_file) && call.contains(what) {
            (is_written, is_synced) = (true, false);
        } else if is_written && is_sync && call.contains(&on_file) {
            is_synced |= call.ends_with("= 0");
            syncing = call.ends_with("<unfinished ...>").then_some(thread);
        } else if syncing == Some(thread) && call.contains("sync resumed>") {
            is_synced |= call.ends_with("= 0");
            syncing = None;
        } else if is_written && ["HTTP/1.1 303", "HTTP/1.1 204"].iter().any(|status| call.contains(status)) {
            return if is_synced { Ok(place + 1) } else { Err("it was acknowledged before it was synced") };
        }
    }
    Err(if is_written { "it was never acknowledged" } else { "it was not written before it was acknowledged" })
}

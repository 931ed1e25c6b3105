//! The disk reports an error when it is asked to keep what was written.

use tempfile::tempdir;

use crate::support::{Participant, Server, strace};

#[test]
fn an_answer_the_disk_did_not_take_is_not_acknowledged_and_reading_goes_on() {
    let data = tempdir().unwrap();
    // strace counts for each thread; the one that commits gets through a start and some answers, with two syncs for each:
    // of the log and of the mark.
    let failing = ["-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=23+", "-o", "/dev/null"];
    let tracer = match strace(&failing) {
        Ok(tracer) => tracer,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let server = Server::start_with(tracer, data.path());
    let mut person = Participant::new(1, &server).unwrap();
    assert_eq!(person.begin().unwrap().status, 303);
    let values = || (1..=5).cycle();
    let refused = values().take(100).enumerate().find_map(|(place, value)| {
        let reply = person.answer("which-part", value).unwrap();
        (reply.status != 303).then_some((place, reply))
    });
    let (acknowledged, reply) = refused.expect("an error reaches the person");
    assert!(acknowledged > 0);
    assert_eq!(reply.status, 503);
    assert!(reply.body.contains("What you saved before is safe"), "{}", reply.body);
    assert!(!reply.body.contains("os error"), "{}", reply.body);
    assert_eq!(person.save("fixed-point", 1).unwrap().status, 503);
    assert_eq!(Participant::new(2, &server).unwrap().begin().unwrap().status, 503);

    let said = server.health(503);
    assert!(said.contains("failing") && said.contains("until Footing is restarted"), "{said}");
    for path in ["/", "/me", "/s/ai-proficiency/q/which-part", "/me/export.json"] {
        assert_eq!(person.get(path).unwrap().status, 200, "{path}");
    }
    assert_eq!(server.stop().code(), Some(0));

    // With the disk well again. Whether it took the answer it reported the error for, nobody can know.
    let server = Server::start(data.path());
    let mut person = Participant::new(1, &server).unwrap();
    let kept = person.export()["drafts"][0].clone();
    let last_acknowledged = values().nth(acknowledged - 1).unwrap();
    let unknown = values().nth(acknowledged).unwrap();
    let value = &kept["sheet"]["items"]["which-part"]["value"];
    assert!(*value == last_acknowledged || *value == unknown, "{kept:#}");
    assert!(kept["sheet"]["items"]["fixed-point"].is_null(), "{kept:#}");
    assert_eq!(person.answer("which-part", 5).unwrap().status, 303);
    server.health(200);
}

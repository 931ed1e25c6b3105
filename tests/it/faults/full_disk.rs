//! The disk becomes full while people answer.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use tempfile::{TempDir, tempdir};

use crate::support::{Participant, Server};

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_answers_go_on_when_there_is_room() {
    let disk = match SmallDisk::mount() {
        Ok(disk) => disk,
        Err(why) => return eprintln!("skipped: no small disk can be mounted here: {why}"),
    };
    let (data, others) = (disk.path().join("data"), disk.path().join("others"));
    // What will be freed in the end.
    fs::write(&others, vec![0; 1 << 20]).unwrap();
    let server = Server::start(&data);
    let mut finished = Participant::new(1, &server).unwrap();
    let result = finished.complete(3);
    let mut person = Participant::new(2, &server).unwrap();
    person.begin().unwrap();

    let values = || (1..=5).cycle();
    let refused = values().take(50_000).enumerate().find_map(|(place, value)| {
        let reply = person.answer("which-part", value).unwrap();
        (reply.status != 303).then_some((place, reply))
    });
    let (acknowledged, reply) = refused.expect("a small disk becomes full");
    let last_acknowledged = values().nth(acknowledged - 1).unwrap();
    assert_eq!(reply.status, 507, "after {acknowledged} answers: {}", reply.body);
    assert!(reply.body.contains("<h1>This could not be saved just now.</h1>"), "{}", reply.body);
    assert!(reply.body.contains("The disk of this installation is full. What you saved before is safe."));
    assert_eq!(person.save("fixed-point", 1).unwrap().status, 507);
    assert_eq!(Participant::new(3, &server).unwrap().begin().unwrap().status, 507);

    // Somebody else fills the rest, to the last byte.
    fill(&others);
    let check = |server: &Server| {
        let mut person = Participant::new(2, server).unwrap();
        let sheet = &person.export()["drafts"][0]["sheet"];
        assert_eq!(sheet["items"], serde_json::json!({ "which-part": { "value": last_acknowledged } }));
        assert_eq!(person.get("/s/ai-proficiency/q/which-part").unwrap().status, 200);
        assert_eq!(person.answer("which-part", 1).unwrap().status, 507);
        let mut finished = Participant::new(1, server).unwrap();
        assert_eq!(finished.get(&result).unwrap().status, 200);
        assert_eq!(finished.export()["responses"].as_array().unwrap().len(), 1);
        assert_eq!(server.get("/").unwrap().status, 200);
        assert!(server.health(503).contains("the disk is full"));
    };
    check(&server);
    assert_eq!(server.stop().code(), Some(0));

    let server = Server::start(&data);
    fill(&others);
    check(&server);

    fs::remove_file(others).unwrap();
    let mut person = Participant::new(2, &server).unwrap();
    assert_eq!(person.answer("which-part", 5).unwrap().status, 303);
    server.health(200);
    drop(server);
    let server = Server::start(&data);
    let export = Participant::new(2, &server).unwrap().export();
    assert_eq!(export["drafts"][0]["sheet"]["items"]["which-part"]["value"], 5);
}

/// A disk of 4 MiB that goes away with the value.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Result<Self, String> {
        let dir = tempdir().unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "none"]).arg(dir.path()).output();
        let mount = mount.map_err(|error| error.to_string())?;
        if !mount.status.success() {
            return Err(String::from_utf8_lossy(&mount.stderr).trim().to_owned());
        }
        Ok(SmallDisk(dir))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

/// Adds to a file until the disk takes not one byte more.
fn fill(path: &Path) {
    let mut file = File::options().create(true).append(true).open(path).unwrap();
    for size in [1 << 16, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

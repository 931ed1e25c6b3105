//! `cargo xtask bench letters`: letters through a mail server that takes 100 ms for each: how many links for signing in are
//! with it a minute after 5,000 people asked at nine o'clock, and how long invitations for 50,000 take.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};

use super::connection::{Connection, Request};
use super::organisation;
use super::scratch::Scratch;
use super::{Footing, machine};
use crate::command::Run;
use crate::server::{self, Profile};
use crate::site;

/// How long the mail server takes for a letter.
const TAKES: Duration = Duration::from_millis(100);
const ASKING: usize = 5_000;
/// Who ask, ask over so many connections.
const CONNECTIONS: usize = 32;
const MINUTE: Duration = Duration::from_secs(60);
/// Longer than that, and it does not work.
const PATIENCE: Duration = Duration::from_secs(60 * 60);

pub fn run() -> Result<()> {
    let site = site::build()?;
    let program = server::build(Profile::Release, &site)?;
    let scratch = Scratch::make()?;
    let busy = machine::busy();
    let (wave, administrator) = found(&program, scratch.path())?;
    let relay = Relay::start()?;
    let mail = [("FOOTING_MAIL", relay.url()), ("FOOTING_MAIL_FROM", "footing@example.org".to_owned())];
    let footing = Footing::start_with(&program, scratch.path(), &mail)?;

    let begun = Instant::now();
    ask_all(&footing.address)?;
    let asked = begun.elapsed();
    relay.wait_for(ASKING, begun, MINUTE);
    let within_a_minute = relay.letters();
    relay.wait_for(ASKING, begun, PATIENCE);
    let links = begun.elapsed();
    ensure!(relay.letters() == ASKING, "{} letters of {ASKING} came", relay.letters());

    let session = sign_in(&footing.address, &administrator)?;
    let begun = Instant::now();
    Connection::open(&footing.address)?
        .expect(303, &Request::post(&format!("/admin/waves/{wave}/invite"), &session, ""))?;
    relay.wait_for(ASKING + organisation::PEOPLE, begun, PATIENCE);
    let invitations = begun.elapsed();
    let all = relay.letters() - ASKING;
    ensure!(all == organisation::PEOPLE, "{all} invitations of {} came", organisation::PEOPLE);

    println!("\nA mail server that takes {} ms for each letter; settings as they come", TAKES.as_millis());
    println!("{:<52}{:>8}   goal", "", "");
    println!("{:<52}{within_a_minute:>8}   {ASKING}", "links with it a minute after 5,000 people asked");
    println!("{:<52}{:>8.1}   60", "seconds until all of them were", links.as_secs_f64());
    println!("{:<52}{:>8.1}", "seconds until all of them had their page", asked.as_secs_f64());
    println!("{:<52}{:>8.1}   15", "minutes until 50,000 invitations were", invitations.as_secs_f64() / 60.0);
    println!("{:<52}{:>8}", "connections at a time, at most", relay.most_open.load(Ordering::Relaxed));
    if let Some(busy) = busy {
        println!("The machine was {:.0} % busy before.", 100.0 * busy);
    }
    Ok(())
}

/// An organisation of 50,000 with an open wave; gives the wave and the way in for its administrator.
fn found(program: &Path, directory: &Path) -> Result<(String, String)> {
    let (roster, wave) = (directory.join("people.csv"), directory.join("wave.toml"));
    fs::write(&roster, organisation::roster(0))?;
    fs::write(&wave, organisation::wave())?;
    let footing = |arguments: &[&str]| {
        let run = Run::new(program).args(arguments).args(["--data"]).args([directory.join("data")]);
        run.quiet_output().with_context(|| format!("footing {}", arguments.join(" ")))
    };
    let path = |file: &Path| file.display().to_string();
    footing(&["roster", "import", &path(&roster)])?;
    let opened = footing(&["wave", "open", &path(&wave)])?;
    let id = opened.split_whitespace().next().context("the command names the wave")?.to_owned();
    let link = footing(&["admin", "invite", "administrator@example.org", "--role", "administrator"])?;
    let (_, secret) = link.trim().split_once("/sign-in/").context("the command prints a link")?;
    Ok((id, format!("/sign-in/{secret}")))
}

fn ask_all(address: &str) -> Result<()> {
    thread::scope(|scope| {
        let ask = |first: usize| {
            scope.spawn(move || {
                let mut connection = Connection::open(address)?;
                (first..ASKING).step_by(CONNECTIONS).try_for_each(|person| {
                    let form = format!("email=p{person}%40example.org");
                    connection.expect(200, &Request::post("/sign-in", "", &form))
                })
            })
        };
        let threads: Vec<_> = (0..CONNECTIONS).map(ask).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("a client panicked"))?)
    })
}

fn sign_in(address: &str, link: &str) -> Result<String> {
    let mut connection = Connection::open(address)?;
    connection.expect(303, &Request::post(link, "", ""))?;
    let cookie = connection.header("set-cookie: footing-session").context("signing in gives a session")?;
    Ok(format!("footing-session{}", cookie.split(';').next().unwrap_or_default()))
}

/// A mail server that keeps nothing but a count.
struct Relay {
    address: SocketAddr,
    letters: Arc<AtomicUsize>,
    open: Arc<AtomicUsize>,
    most_open: Arc<AtomicUsize>,
}

impl Relay {
    fn start() -> Result<Relay> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let relay = Relay {
            address: listener.local_addr()?,
            letters: Arc::default(),
            open: Arc::default(),
            most_open: Arc::default(),
        };
        let (letters, open, most) = (Arc::clone(&relay.letters), Arc::clone(&relay.open), Arc::clone(&relay.most_open));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (letters, open, most) = (Arc::clone(&letters), Arc::clone(&open), Arc::clone(&most));
                thread::spawn(move || {
                    most.fetch_max(open.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
                    // A client that goes away has sent nothing more.
                    let _ = converse(stream, &letters);
                    open.fetch_sub(1, Ordering::Relaxed);
                });
            }
        });
        Ok(relay)
    }

    fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    fn letters(&self) -> usize {
        self.letters.load(Ordering::Relaxed)
    }

    fn wait_for(&self, letters: usize, since: Instant, patience: Duration) {
        while self.letters() < letters && since.elapsed() < patience {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn converse(stream: TcpStream, letters: &AtomicUsize) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let say = |reply: &str| (&stream).write_all(reply.as_bytes());
    say("220 relay\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        match line.get(..4).unwrap_or_default() {
            "DATA" => {
                say("354 go on\r\n")?;
                while lines.next().transpose()?.is_some_and(|line| line != ".") {}
                thread::sleep(TAKES);
                letters.fetch_add(1, Ordering::Relaxed);
                say("250 taken\r\n")?;
            }
            "QUIT" => return say("221 bye\r\n"),
            _ => say("250 OK\r\n")?,
        }
    }
    Ok(())
}

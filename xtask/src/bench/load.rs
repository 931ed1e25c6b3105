//! People at work: each has a connection of their own and a draft in which every question is answered, and fetches a
//! question's page or answers one anew, half of the time by the form and half by the page's script.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use super::connection::{Connection, Request};
use super::figures::{Figures, Samples};

const SURVEY: &str = "/s/ai-proficiency";
const CONTEXT: [(&str, &str); 2] = [("work", "answer=software"), ("tasks", "")];
const ITEMS: [&str; 14] = [
    "which-part",
    "fixed-point",
    "left-out",
    "told-it",
    "split-up",
    "my-decision",
    "asked-again",
    "checked-facts",
    "looked-for-errors",
    "protected-data",
    "could-explain",
    "frequency",
    "used-again",
    "shared",
];

/// Enough that a request seldom has to wait for its connection; when it has to, that is counted.
const OPEN_CONNECTIONS: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Work {
    Page,
    /// Acknowledged when it is on the disk.
    Answer,
}

pub struct Load<'a> {
    pub address: &'a str,
    pub warm_up: Duration,
    pub time: Duration,
}

/// What came of requests that were sent at fixed times.
pub struct OpenFigures {
    pub pages: Figures,
    pub answers: Figures,
}

struct Reply {
    work: Work,
    /// Since the request was due.
    took: Duration,
    /// Since counting began.
    came: Duration,
}

impl Load<'_> {
    /// Everybody sends the next request when they have the reply to the last one.
    pub fn closed(&self, work: Work, connections: usize) -> Result<Figures> {
        let times = self.everybody(connections, |person, start| {
            let (counted_from, end) = (start + self.warm_up, start + self.warm_up + self.time);
            let mut times = Vec::new();
            loop {
                let sent = Instant::now();
                if sent >= end {
                    return Ok(times);
                }
                person.perform(work)?;
                if sent >= counted_from {
                    times.push(sent.elapsed());
                }
            }
        })?;
        Ok(Samples::new(times.into_iter().flatten().collect(), self.time).figures())
    }

    /// Requests are due at fixed times, whatever has become of those before; each is timed from when it was due. Every
    /// second one is an answer.
    pub fn open(&self, per_second: u32) -> Result<OpenFigures> {
        let numbers = AtomicU64::new(0);
        let span = self.warm_up + self.time;
        let all = (span.as_secs_f64() * f64::from(per_second)) as u64;
        let replies = self.everybody(OPEN_CONNECTIONS, |person, start| {
            let counted_from = start + self.warm_up;
            let mut replies = Vec::new();
            loop {
                // Whichever thread is free takes the next one.
                let number = numbers.fetch_add(1, Ordering::Relaxed);
                if number >= all {
                    return Ok(replies);
                }
                let due = start + Duration::from_secs_f64(number as f64 / f64::from(per_second));
                thread::sleep(due.saturating_duration_since(Instant::now()));
                let work = if number.is_multiple_of(2) { Work::Page } else { Work::Answer };
                person.perform(work)?;
                if due >= counted_from {
                    replies.push(Reply { work, took: due.elapsed(), came: counted_from.elapsed() });
                }
            }
        })?;
        let replies: Vec<Reply> = replies.into_iter().flatten().collect();
        // Longer than it was to take, if the server could not follow.
        let elapsed = replies.iter().map(|reply| reply.came).max().unwrap_or_default();
        let of = |work| {
            let of_work = replies.iter().filter(|reply| reply.work == work);
            Samples::new(of_work.map(|reply| reply.took).collect(), elapsed).figures()
        };
        Ok(OpenFigures { pages: of(Work::Page), answers: of(Work::Answer) })
    }

    /// Lets so many people work at the same time, each in a thread, from the moment all of them are ready.
    fn everybody<T: Send>(
        &self,
        count: usize,
        work: impl Fn(&mut Person, Instant) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let people = (0..count).map(|_| Person::begin(self.address)).collect::<Result<Vec<_>>>()?;
        let ready = Barrier::new(count + 1);
        thread::scope(|scope| {
            let (work, ready) = (&work, &ready);
            let begin = |mut person: Person| {
                scope.spawn(move || {
                    ready.wait();
                    work(&mut person, Instant::now())
                })
            };
            let threads: Vec<_> = people.into_iter().map(begin).collect();
            ready.wait();
            let end = |thread: thread::ScopedJoinHandle<'_, Result<T>>| {
                thread.join().map_err(|_| anyhow!("a client panicked"))?
            };
            threads.into_iter().map(end).collect()
        })
    }
}

struct Person {
    connection: Connection,
    page: Request,
    /// With the status that acknowledges each.
    answers: Vec<(u16, Request)>,
    turn: usize,
}

impl Person {
    /// Somebody new, with a draft in which every question is answered.
    fn begin(address: &str) -> Result<Person> {
        static PEOPLE: AtomicU64 = AtomicU64::new(0);
        let key = format!("{:064x}", PEOPLE.fetch_add(1, Ordering::Relaxed));
        let cookie = format!("footing={key}");
        let mut connection = Connection::open(address)?;
        connection.expect(303, &Request::post(SURVEY, &cookie, &format!("key={key}")))?;
        let items = ITEMS.map(|item| (item, "answer=3"));
        for (question, form) in CONTEXT.into_iter().chain(items) {
            connection.expect(303, &Request::post(&format!("{SURVEY}/q/{question}"), &cookie, form))?;
        }
        let answers = ITEMS.iter().zip((1..=5).cycle()).enumerate().map(|(place, (item, value))| {
            let (status, how) = if place.is_multiple_of(2) { (303, "") } else { (204, "/save") };
            (status, Request::post(&format!("{SURVEY}/q/{item}{how}"), &cookie, &format!("answer={value}")))
        });
        let page = Request::get(&format!("{SURVEY}/q/{}", ITEMS[0]), &cookie);
        Ok(Person { connection, page, answers: answers.collect(), turn: 0 })
    }

    fn perform(&mut self, work: Work) -> Result<()> {
        match work {
            Work::Page => self.connection.expect(200, &self.page),
            Work::Answer => {
                self.turn += 1;
                let (status, answer) = &self.answers[self.turn % self.answers.len()];
                self.connection.expect(*status, answer)
            }
        }
    }
}

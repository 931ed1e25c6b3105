//! Somebody who takes the assessment over the network: a key, and the connection on which it is sent.

use std::io;

use serde_json::{Value, json};

use super::app::ITEMS;
use super::connection::{Connection, Reply};
use super::server::Server;

pub const SURVEY: &str = "ai-proficiency";

/// Every question of the survey, in the order of its pages: first the two that do not count.
pub fn questions() -> Vec<&'static str> {
    ["work", "tasks"].into_iter().chain(ITEMS).collect()
}

pub struct Participant {
    cookie: String,
    key: String,
    connection: Connection,
}

impl Participant {
    /// The participant with this number; the same number is the same key, and so the same person.
    pub fn new(number: usize, server: &Server) -> io::Result<Participant> {
        let key = format!("{number:064x}");
        Ok(Participant { cookie: format!("footing={key}"), key, connection: Connection::open(&server.address)? })
    }

    /// Starts the survey, or goes on with it.
    pub fn begin(&mut self) -> io::Result<Reply> {
        let form = format!("key={}", self.key);
        self.post(&format!("/s/{SURVEY}"), &form)
    }

    /// Answers as the form without scripts does: 303 says it is saved.
    pub fn answer(&mut self, question: &str, value: usize) -> io::Result<Reply> {
        self.post(&address_of(question), &form_for(question, value))
    }

    /// Answers as the page's script does: 204 says it is saved.
    pub fn save(&mut self, question: &str, value: usize) -> io::Result<Reply> {
        self.post(&format!("{}/save", address_of(question)), &form_for(question, value))
    }

    /// Returns when the server has begun with the request and only the form is missing.
    pub fn begin_answer(&mut self, question: &str, value: usize) -> io::Result<()> {
        let headers = [("cookie", self.cookie.as_str())];
        self.connection.begin_post(&address_of(question), &headers, &form_for(question, value))
    }

    pub fn end_answer(&mut self, question: &str, value: usize) -> io::Result<Reply> {
        self.connection.end_post(&form_for(question, value))
    }

    /// Answers every question with the value and submits; returns the address of the result.
    pub fn complete(&mut self, value: usize) -> String {
        self.begin().unwrap();
        for question in questions() {
            assert_eq!(self.save(question, value).unwrap().status, 204);
        }
        let draft = self.export()["drafts"][0]["id"].as_str().unwrap().to_owned();
        let reply = self.submit(&draft).unwrap();
        assert_eq!(reply.status, 303, "{}", reply.body);
        reply.header("location").unwrap().to_owned()
    }

    pub fn submit(&mut self, response: &str) -> io::Result<Reply> {
        self.post(&format!("/s/{SURVEY}/submit"), &format!("response={response}"))
    }

    /// Everything the server has of this participant.
    pub fn export(&mut self) -> Value {
        let reply = self.get("/me/export.json").unwrap();
        assert_eq!(reply.status, 200, "{}", reply.body);
        serde_json::from_str(&reply.body).unwrap()
    }

    pub fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.connection.get(path, &[("cookie", &self.cookie)])
    }

    fn post(&mut self, path: &str, form: &str) -> io::Result<Reply> {
        self.connection.post(path, &[("cookie", &self.cookie)], form)
    }
}

fn address_of(question: &str) -> String {
    format!("/s/{SURVEY}/q/{question}")
}

/// `value` is one of the scale, 1 to 5; for the questions that do not count it chooses as well.
fn form_for(question: &str, value: usize) -> String {
    match question {
        "work" => format!("answer={}", work(value)),
        "tasks" => String::new(),
        _ => format!("answer={value}"),
    }
}

fn work(value: usize) -> &'static str {
    ["other", "sales", "finance", "people", "support", "software"][value]
}

/// What the export says of an answer: the part of the sheet it is in, and how it is written there.
pub fn sheet_entry(question: &str, value: usize) -> (&'static str, Value) {
    match question {
        "work" => ("context", json!([work(value)])),
        "tasks" => ("context", json!([])),
        _ => ("items", json!({ "value": value })),
    }
}

//! A person in front of a browser who uses Footing: what they do, in the words of the pages.

use std::ops::Deref;
use std::process::Command;

use fantoccini::key::Key;
use serde_json::json;
use tempfile::TempDir;

use super::session::{Device, Session};
use super::words::say;
use crate::support::{ITEMS, LAST_ITEM, Server, footing};

pub const SURVEY: &str = "/s/ai-proficiency";

/// "It did not come up": the last option of an item.
pub const DID_NOT_COME_UP: usize = 6;

/// Gives a score of 52, well inside "Finding a rhythm", with Fit clearly the weakest side.
pub const FIT_IS_WEAKEST: [usize; 14] = [2, 2, 2, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3];

/// Footing, installed for one test.
pub struct Installation {
    pub server: Server,
    _data: TempDir,
}

impl Installation {
    pub fn start() -> Installation {
        Installation::start_with(footing(), tempfile::tempdir().expect("a directory for the data"))
    }

    /// Starts it with settings of its own, on data that may be there already.
    pub fn start_with(command: Command, data: TempDir) -> Installation {
        Installation { server: Server::start_with(command, data.path()), _data: data }
    }
}

pub fn question(id: &str) -> String {
    format!("{SURVEY}/q/{id}")
}

pub struct Visitor {
    session: Session,
    origin: String,
    scripts: bool,
}

/// A visitor can do whatever can be done with a browser.
impl Deref for Visitor {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Visitor {
    /// Opens the browser of a device; nothing is visited yet.
    #[track_caller]
    pub fn arrive(footing: &Installation, device: &Device) -> Visitor {
        Visitor { session: device.open(), origin: footing.server.address.clone(), scripts: device.has_scripts() }
    }

    /// The same server, under another name from now on.
    pub fn by_name(self, name: &str) -> Visitor {
        Visitor { origin: self.origin.replace("127.0.0.1", name), ..self }
    }

    #[track_caller]
    pub fn visit(&self, path: &str) {
        self.go_to(&format!("{}{path}", self.origin));
    }

    /// Waits until the page at `path` is shown.
    #[track_caller]
    pub fn arrives_at(&self, path: &str) {
        self.wait_until(&format!("to arrive at {path}"), || (self.path() == path).then_some(()));
    }

    #[track_caller]
    fn leaves(&self, path: &str) {
        self.wait_until(&format!("to leave {path}"), || (self.path() != path).then_some(()));
    }

    // ---- answering

    /// From anywhere to the first question.
    #[track_caller]
    pub fn start(&self) {
        self.visit(SURVEY);
        self.follow("main form .button");
        self.arrives_at(&question("work"));
    }

    /// From anywhere to the first item, with a kind of work and no tasks.
    #[track_caller]
    pub fn start_with_items(&self) {
        self.start();
        self.answer(7);
        self.arrives_at(&question("tasks"));
        self.carry_on();
        self.arrives_at(&question(ITEMS[0]));
    }

    /// Waits until keys and taps are quick on this page.
    #[track_caller]
    pub fn can_be_quick(&self) {
        self.wait_until("quick answers to be ready", || self.shows(".quick.ready").then_some(()));
    }

    /// Chooses an option, counted from 1, wherever that leads.
    #[track_caller]
    pub fn choose(&self, option: usize) {
        self.click(&format!(".options > .option:nth-child({option})"));
    }

    /// The words of an option, counted from 1.
    #[track_caller]
    pub fn label(&self, option: usize) -> String {
        self.text(&format!(".options > .option:nth-child({option}) span"))
    }

    /// Chooses an option and goes on to the next page: by the tap alone, or with Continue where scripts are off.
    #[track_caller]
    pub fn answer(&self, option: usize) {
        let here = self.path();
        if self.scripts {
            self.can_be_quick();
            self.choose(option);
            self.leaves(&here);
        } else {
            self.choose(option);
            self.carry_on();
        }
    }

    /// Answers all items from the first one to the last, on which nothing goes on by itself.
    #[track_caller]
    pub fn answer_items(&self, options: [usize; 14]) {
        for (item, option) in ITEMS.into_iter().zip(options) {
            self.arrives_at(&question(item));
            if item == LAST_ITEM { self.choose(option) } else { self.answer(option) }
        }
    }

    /// Presses Continue.
    #[track_caller]
    pub fn carry_on(&self) {
        self.follow("form .actions .button:not(.second)");
    }

    #[track_caller]
    pub fn see_result(&self) {
        self.follow("button[value=submit]");
        self.arrives_at_result();
    }

    #[track_caller]
    pub fn arrives_at_result(&self) {
        let is_result = || self.path().starts_with(&format!("{SURVEY}/result/")).then_some(());
        self.wait_until("to arrive at the result", is_result);
    }

    /// From anywhere to the result.
    #[track_caller]
    pub fn take_assessment(&self, options: [usize; 14]) {
        self.start_with_items();
        self.answer_items(options);
        self.see_result();
    }

    /// Whether the option, counted from 1, is chosen.
    #[track_caller]
    pub fn has_chosen(&self, option: usize) -> bool {
        self.is_checked(&format!("#answer-{option}"))
    }

    /// Waits for the word, such as `saved`, on whether the answer is saved.
    #[track_caller]
    pub fn is_told(&self, key: &'static str) {
        let status = say(key);
        let told = || (self.text(".quick [role=status]") == status).then_some(());
        self.wait_until(&format!("the status {status:?}"), told);
    }

    // ---- the page of one's own

    #[track_caller]
    pub fn private_link(&self) -> String {
        self.visit("/me");
        self.value("#link")
    }

    #[track_caller]
    pub fn results(&self) -> usize {
        self.visit("/me");
        self.count(".row a[href*='/result/']")
    }

    // ---- the keyboard

    /// Presses Tab until the focus is on such an element.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        let here = self.address();
        for _ in 0..60 {
            if self.run("return document.activeElement.matches(arguments[0])", vec![json!(css)]) == json!(true) {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("expected that Tab leads to {css} at {here}, but sixty times did not");
    }
}

//! An installation without a mail server, from an empty directory to the first answer: through pages, and one command
//! beside the server that is running.

use std::fs;

use footing_core::survey::Language;

use super::company::{Hand, Wave};
use super::session::Device;
use super::visitor::{Installation, Visitor};
use super::words::say;
use crate::support::{ROSTER, footing, run_on};

/// What the administrator has at hand.
pub struct Office {
    pub footing: Installation,
    first_link: String,
    people: tempfile::TempDir,
}

impl Office {
    pub fn open() -> Office {
        let data = tempfile::tempdir().expect("a directory for the data");
        let path = data.path().to_str().expect("a path of letters").to_owned();
        let footing = Installation::start_with(footing(), data);
        let invite = ["admin", "invite", "anna@example.org", "--role", "administrator", "--data", &path];
        let link = run_on(&invite, "").good();
        assert!(link.starts_with(&footing.server.address), "{link} is no link of {}", footing.server.address);
        let people = tempfile::tempdir().expect("a directory for files");
        fs::write(people.path().join("people.csv"), ROSTER).expect("the file can be written");
        Office { footing, first_link: link.trim().to_owned(), people }
    }
}

impl Visitor {
    #[track_caller]
    pub fn uses(&self, link: &str) {
        self.go_to(link);
        self.follow("main form .button");
    }

    /// From the first link to an open survey, as its administrator.
    #[track_caller]
    pub fn sets_up(&self, office: &Office) -> Wave {
        self.uses(&office.first_link);
        self.follow(".masthead a[href='/admin']");
        self.follow("main a[href='/admin/roster']");
        self.type_into("#file", office.people.path().join("people.csv").to_str().expect("a path of letters"));
        self.follow("form[enctype] .button");
        self.follow("form[action='/admin/roster/apply'] .button");
        self.follow("main a[href='/admin']");
        self.follow("main a[href='/admin/waves/new']");
        self.write_terms();
        self.follow("main form .button");
        let wave = Wave::at(&self.path());
        self.follow(&format!("main a[href='{}/intent']", wave.administration()));
        self.write_intent();
        self.follow("main form .button");
        self.follow(&format!("main a[href='{}/open']", wave.administration()));
        self.follow("main form .button");
        self.arrives_at(&wave.administration());
        wave
    }

    /// Makes a link for one person, and reads it from the page.
    #[track_caller]
    pub fn makes_a_link_for(&self, wave: &Wave, email: &str) -> String {
        self.visit(&wave.administration());
        self.follow("main a[href^='/admin/links']");
        self.type_into("#person", email);
        self.follow("main form button[value=page]");
        assert_eq!(self.count(".pass"), 1);
        assert_eq!(self.count(".pass .qr path"), 1);
        self.text(".pass .hash")
    }
}

#[test]
fn without_mail_a_link_from_the_administrator_leads_an_employee_to_the_survey_and_to_nothing_else() {
    let office = Office::open();
    let visitor = Visitor::arrive(&office.footing, &Device::desktop());
    let wave = visitor.sets_up(&office);
    let link = visitor.makes_a_link_for(&wave, "bo@example.org");
    drop(visitor);

    let visitor = Visitor::arrive(&office.footing, &Device::desktop());
    visitor.visit(&wave.contract());
    assert!(visitor.text("main").contains(&say("sign-in-no-mail-ask")), "who to ask");
    visitor.uses(&link);
    visitor.arrives_at(&wave.contract());
    assert!(visitor.text(".limited").contains(&say("limited-banner")));
    visitor.take_part(&wave, Language::En, 2, Hand::Pointer);
    visitor.follow("main a[href*='/result/']");
    visitor.arrives_at_result();
    for closed in ["/me", "/me/export.json", "/me/delete", "/teams", "/insights", "/admin"] {
        visitor.visit(closed);
        assert_eq!(visitor.text("h1"), say("failure-title-limited"), "at {closed}");
    }
    visitor.follow(".limited button");
    visitor.arrives_at("/");
    visitor.go_to(&link);
    assert_eq!(visitor.text("h1"), say("failure-title-link-used"));
}

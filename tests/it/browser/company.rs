//! An organisation that uses Footing, for one test: its mail, its list of people, and what they do around a survey.
//! Nothing on the way is found by its words, so that it works in every language.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use fantoccini::key::Key;
use footing::store::SledStore;
use footing_core::survey::{Language, Privacy};
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use mail_parser::MessageParser;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::visitor::{Installation, Visitor};
use super::words::{survey_called, texts};
use crate::support::{App, MailSink, Organisation, ROSTER, footing, run_on};

pub const ADMINISTRATOR: &str = "admin@example.org";
/// Leads the team with the team of five below it.
pub const LEADER: &str = "ada@example.org";
/// What a wave with everything asks, in this order.
pub const SURVEYS: [&str; 4] = ["leadership-intent", "team-practice", "psychological-safety", "ai-proficiency"];

pub struct Company {
    pub footing: Installation,
    /// Signs the administrator in, once: what `footing admin invite` printed before the server started.
    pub first_link: String,
    mail: MailSink,
    _post: Runtime,
    files: TempDir,
}

impl Company {
    /// Without any people but an administrator.
    pub fn found() -> Company {
        Company::start(tempfile::tempdir().expect("a directory for the data"))
    }

    /// With the twelve people of the roster, and a wave of these surveys that is open.
    pub fn with_wave(surveys: &[&str]) -> (Company, Wave) {
        let data = tempfile::tempdir().expect("a directory for the data");
        at_the_command_line(&["roster", "import", "-"], data.path(), ROSTER);
        let terms = format!(
            "name = \"Autumn\"\npurpose = \"We want to know where a hand is needed first.\"\n\
             contact = \"Works council, room 2.14\"\nsurveys = {surveys:?}\ncloses = {}\n\
             [intent]\nbuild = \"Proposals that go out the same day.\"\ntasks = [\"proposals\"]\n\
             work = {{ sales = 3 }}\n",
            last_day(),
        );
        let said = at_the_command_line(&["wave", "open", "--json", "-"], data.path(), &terms);
        let open: serde_json::Value = serde_json::from_str(&said).expect("it prints JSON");
        let id = open[0]["id"].as_str().expect("the wave has an id");
        let wave = Wave { id: id.to_owned() };
        (Company::start(data), wave)
    }

    /// With the twelve people of the roster, and a wave that was answered and released: in Nord little is settled about
    /// how the team works with AI, in Atelier much.
    pub fn with_release() -> Company {
        let data = tempfile::tempdir().expect("a directory for the data");
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let store = Arc::new(SledStore::open(data.path()).expect("the directory is new"));
            let app = App::on(store, "http://localhost").await;
            // So long ago that the same may be asked again today.
            app.days_pass(-40);
            let organisation = Organisation::founded(&app).await;
            // What its teams are called is no text of ours, in whatever language.
            organisation
                .import(&ROSTER.replace("Sales", "Kontor").replace("North", "Nord").replace("Technology", "Atelier"))
                .await;
            let wave = organisation.open_wave().await;
            let answers = [("bo", 1), ("cy", 1), ("di", 2), ("ed", 1), ("fi", 2), ("ada", 3), ("eve", 3)];
            let others = [("hal", 5), ("ida", 4), ("jo", 5), ("kit", 4), ("lu", 5)];
            for (name, answer) in answers.into_iter().chain(others) {
                organisation.answers_about_practice(wave, &format!("{name}@example.org"), answer).await;
            }
            organisation.release(wave).await;
        });
        Company::start(data)
    }

    fn start(data: TempDir) -> Company {
        let post = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let post = post.expect("a runtime");
        let mail = post.block_on(MailSink::start());
        let link = at_the_command_line(&["admin", "invite", ADMINISTRATOR, "--role", "administrator"], data.path(), "");
        let mut command = footing();
        command.env("FOOTING_MAIL", mail.url()).env("FOOTING_MAIL_FROM", "footing@example.org");
        let files = tempfile::tempdir().expect("a directory for files");
        let footing = Installation::start_with(command, data);
        Company { footing, first_link: path_of(link.trim()), mail, _post: post, files }
    }

    /// A file on the desk of somebody, as its path.
    pub fn file(&self, name: &str, content: &str) -> String {
        let path = self.files.path().join(name);
        fs::write(&path, content).expect("the file can be written");
        path.to_str().expect("a path of letters").to_owned()
    }

    /// How many letters have gone to an address.
    pub fn letters_to(&self, email: &str) -> usize {
        self.texts_to(email).len()
    }

    fn texts_to(&self, email: &str) -> Vec<String> {
        let letters = self.mail.letters().into_iter().filter(|letter| letter.to[0].contains(&format!("<{email}>")));
        let text = |data: Vec<u8>| {
            let message = MessageParser::default().parse(&data).expect("a letter is a letter");
            message.body_text(0).expect("it has a text").into_owned()
        };
        letters.map(|letter| text(letter.data)).collect()
    }
}

/// A wave that is open, and where its pages are.
pub struct Wave {
    id: String,
}

impl Wave {
    /// As its administrator sees its page at this path.
    pub fn at(path: &str) -> Wave {
        Wave { id: path.rsplit('/').next().unwrap_or_default().to_owned() }
    }

    pub fn contract(&self) -> String {
        format!("/w/{}", self.id)
    }

    pub fn thanks(&self) -> String {
        format!("/w/{}/thanks", self.id)
    }

    pub fn administration(&self) -> String {
        format!("/admin/waves/{}", self.id)
    }

    /// A question, by its number in its survey, counted from 1.
    pub fn question(&self, survey: &str, number: usize) -> String {
        let question = survey_called(survey).questions().nth(number - 1).expect("there are so many");
        format!("/w/{}/{survey}/q/{}", self.id, question.id())
    }
}

/// How somebody goes through the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Taps where scripts are on, and Continue where they are not.
    Pointer,
    /// Digits where an option has one, else Tab, Space and Enter.
    Keys,
}

impl Visitor {
    /// Asks for a letter, follows its link and presses the button there.
    #[track_caller]
    pub fn sign_in(&self, company: &Company, email: &str) {
        let before = company.letters_to(email);
        self.visit("/sign-in");
        self.type_into("#email", email);
        self.follow("main form .button");
        let letter = || company.texts_to(email).into_iter().nth(before);
        let letter = self.wait_until(&format!("a letter to {email}"), letter);
        let link = letter.lines().find(|line| line.contains("/sign-in/")).expect("the letter has a link");
        self.go_to(link.trim());
        self.follow("main form .button");
        self.arrives_at("/");
    }

    #[track_caller]
    pub fn sign_out(&self) {
        self.visit("/me");
        self.follow("form[action='/sign-out'] button");
        self.arrives_at("/");
    }

    /// Follows the link the administrator was given at the command line.
    #[track_caller]
    pub fn sign_in_first(&self, company: &Company) {
        self.visit(&company.first_link);
        self.follow("main form .button");
        self.arrives_at("/");
    }

    /// Chooses a list of people and asks what it would change.
    #[track_caller]
    pub fn bring_roster(&self, company: &Company, list: &str) {
        self.visit("/admin/roster");
        self.type_into("#file", &company.file("people.csv", list));
        self.follow("form[enctype] .button");
    }

    /// Fills the terms of a survey, which are empty so far.
    #[track_caller]
    pub fn write_terms(&self) {
        self.type_into("#name", "Autumn");
        self.type_into("#purpose", "We want to know where a hand is needed first.");
        self.type_into("#contact", "Works council, room 2.14");
        let day = last_day();
        // A date field takes its parts in the order of the browser's language, whatever the page's.
        self.type_into("#closes", &day.strftime("%m%d%Y").to_string());
        assert_eq!(self.value("#closes"), day.to_string(), "the last day as it was typed");
    }

    /// Fills the answers of those who lead, which are empty so far.
    #[track_caller]
    pub fn write_intent(&self) {
        self.type_into("#build", "Proposals that go out the same day, checked by one of us.");
        self.click("#work option[value='3']");
        self.click("#tasks-5");
    }

    /// As the administrator, who is not signed in yet and signs out again.
    #[track_caller]
    pub fn open_the_next_wave(&self, company: &Company) -> Wave {
        self.sign_in_first(company);
        self.visit("/admin/waves/new");
        self.write_terms();
        self.follow("main form .button");
        let wave = Wave::at(&self.path());
        self.visit(&format!("{}/intent", wave.administration()));
        self.write_intent();
        self.follow("main form .button");
        self.arrives_at(&wave.administration());
        self.follow(&format!("main a[href='{}/open']", wave.administration()));
        self.follow("main form .button");
        self.arrives_at(&wave.administration());
        self.sign_out();
        wave
    }

    /// From the contract through all questions to the thanks; the option with this number each time.
    #[track_caller]
    pub fn take_part(&self, wave: &Wave, language: Language, option: usize, hand: Hand) {
        self.visit(&wave.contract());
        match hand {
            Hand::Pointer => self.follow("main form .button"),
            Hand::Keys => self.press_with_keys("main form .button"),
        }
        let all: usize = SURVEYS.map(|survey| survey_called(survey).questions().count()).iter().sum();
        let mut number = 0;
        for id in SURVEYS {
            let survey = survey_called(id);
            let questions = survey.questions().count();
            for (question, left) in survey.questions().zip((0..questions).rev()) {
                number += 1;
                self.arrives_at(&format!("{}/{id}/q/{}", wave.contract(), question.id()));
                let place = texts(language).with("place-item", [("number", number.into()), ("all", all.into())]);
                assert_eq!(self.text(".progress .quiet"), place);
                let privacy = match survey.privacy() {
                    Privacy::Anonymous => "privacy-anonymous",
                    Privacy::Confidential => "privacy-confidential",
                    Privacy::Private => "privacy-private",
                };
                assert_eq!(self.text(".mark b"), texts(language).say(privacy));
                self.answer_in_wave(option, left == 0, hand);
            }
        }
        self.arrives_at(&wave.thanks());
    }

    /// Answers the question that is shown and goes on; the last one of a survey is handed in.
    #[track_caller]
    pub fn answer_in_wave(&self, option: usize, is_last: bool, hand: Hand) {
        let many = self.shows(".option [type=checkbox]");
        let key = self.attribute(&format!("#answer-{option}"), "data-key").and_then(|key| key.chars().next());
        let forward = if is_last { "button[value=submit]" } else { "form .actions .button" };
        match (hand, key) {
            (Hand::Pointer, _) if is_last || many => {
                self.choose(option);
                self.follow(forward);
            }
            (Hand::Pointer, _) => self.answer(option),
            (Hand::Keys, Some(key)) => {
                self.can_be_quick();
                self.press_character(key);
                if is_last {
                    self.press_with_keys(forward);
                }
            }
            (Hand::Keys, None) => {
                self.choose_with_keys(option);
                self.press_with_keys(forward);
            }
        }
    }

    /// Chooses with Tab, Space and arrows.
    #[track_caller]
    fn choose_with_keys(&self, option: usize) {
        let many = self.shows(".option [type=checkbox]");
        self.tab_to(&format!("#answer-{}", if many { option } else { 1 }));
        self.press(Key::Space);
        if !many {
            (1..option).for_each(|_| self.press(Key::Down));
        }
        assert!(self.has_chosen(option), "expected keys to choose option {option}");
    }

    #[track_caller]
    fn press_with_keys(&self, css: &str) {
        self.tab_to(css);
        self.press(Key::Enter);
    }
}

/// What the program says that is run on a data directory no server has.
#[track_caller]
fn at_the_command_line(arguments: &[&str], data: &Path, input: &str) -> String {
    let data = data.to_str().expect("a path of letters");
    run_on(&[arguments, &["--data", data]].concat(), input).good()
}

fn last_day() -> Date {
    Zoned::now().date().saturating_add(14.days())
}

fn path_of(link: &str) -> String {
    let url = url::Url::parse(link).unwrap_or_else(|error| panic!("{link:?} is no link: {error}"));
    url.path().to_owned()
}

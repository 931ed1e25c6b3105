//! Data directories with everything in them, and everything that is in them: to be damaged and looked at again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use footing::store::{Occasion, SledStore, Store, StoreError};
use footing_core::organisation::{KeyHash, PersonId, audit};
use footing_core::survey::{Answer, Draft, Entry, ItemId, ResponseId, SurveyId, WaveId};
use serde_json::{Value, json};
use tempfile::TempDir;

use footing_core::wave::TermsForm;

use crate::support::{App, Organisation, Page, Visit, terms};

pub const SAFETY: &str = "psychological-safety";

const ITEMS_OF_SAFETY: [&str; 9] = [
    "raise-problem",
    "learn-from-mistake",
    "ask-for-help",
    "keep-idea-back",
    "see-differently",
    "say-not-understood",
    "room-to-try",
    "counts-against-me",
    "lead-still-learning",
];

/// A directory, and what a complete one says.
pub struct Specimen {
    pub dir: TempDir,
    people: u32,
    waves: Vec<WaveId>,
    pub census: Value,
}

/// Where a sync costs nothing, if this machine has such a place.
pub fn directory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

impl Specimen {
    /// An organisation with a released wave and an open one with ballots, and so many people on their own with drafts.
    /// Opened again now and then, so that there are snapshots.
    pub async fn with(people: u32) -> Specimen {
        let dir = directory();
        let mut waves = Vec::new();
        {
            let app = App::on(Arc::new(SledStore::open(dir.path()).unwrap()), "http://127.0.0.1:3000").await;
            let organisation = Organisation::founded(&app).await;
            let first = organisation.open_wave().await;
            for name in ["bo", "cy", "di", "ed", "fi"] {
                let email = format!("{name}@example.org");
                organisation.answers_about_practice(first, &email, 4).await;
                vote(&mut organisation.signed_in(&email).await, first, "2").await;
            }
            organisation.release(first).await;
            app.days_pass(30);
            let second = organisation.open_wave_with(TermsForm { closes: "2027-02-28".into(), ..terms() }).await;
            for (name, answer) in [("bo", "2"), ("cy", "3"), ("hal", "5")] {
                vote(&mut organisation.signed_in(&format!("{name}@example.org")).await, second, answer).await;
            }
            waves.extend([first, second]);
        }
        let mut specimen = Specimen { dir, people: 0, waves, census: Value::Null };
        for share in 1..=4 {
            specimen.grow(people * share / 4).await;
        }
        specimen
    }

    /// More people, in a store that is opened for them.
    pub async fn grow(&mut self, people: u32) {
        let store = SledStore::open(self.dir.path()).unwrap();
        for number in self.people..people {
            begin(&store, number).await.unwrap();
        }
        self.people = people;
        self.census = self.count(&store).await.unwrap();
    }

    /// Everything that can be read through the store.
    pub async fn count(&self, store: &dyn Store) -> Result<Value, StoreError> {
        let mut drafts = Vec::new();
        for number in 0..self.people {
            drafts.push(json!(store.draft(person(number), &alone()).await?));
        }
        let mut waves = Vec::new();
        for wave in &self.waves {
            let survey = SurveyId::parse(SAFETY).unwrap();
            let ballots = store.ballots(*wave, &survey).await?;
            let ballots: Vec<_> = ballots.iter().map(|(group, ballots)| json!([group.to_string(), ballots])).collect();
            let practice = SurveyId::parse("team-practice").unwrap();
            let answers = store.linked_answers(*wave, &practice).await?;
            let release = store.release(*wave).await?.map(|release| json!([release.head(), release.rows()]));
            waves.push(json!([store.wave(*wave).await?, ballots, answers, release]));
        }
        let mut members: Vec<String> = store.roster().await?.1.iter().map(|member| json!(member).to_string()).collect();
        members.sort();
        let log: Vec<audit::AuditEntry> = store.audit_log().await?;
        Ok(json!({ "drafts": drafts, "waves": waves, "members": members, "log": log }))
    }

    /// The wave that takes ballots, and the survey they are cast for.
    pub fn open_wave(&self) -> (WaveId, SurveyId) {
        (self.waves[1], SurveyId::parse(SAFETY).unwrap())
    }

    /// A copy of the directory as it is.
    pub fn copy(&self) -> TempDir {
        let copy = directory();
        for file in files(self.dir.path()) {
            let to = copy.path().join(file.strip_prefix(self.dir.path()).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(file, to).unwrap();
        }
        fs::create_dir_all(copy.path().join("blobs")).unwrap();
        copy
    }
}

/// Every file of a directory that holds data, sorted.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![dir.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("ballast") && !path.ends_with("lock") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// What a person on their own does until there is a draft with an answer.
pub async fn begin(store: &dyn Store, number: u32) -> Result<(), StoreError> {
    let who = person(number);
    let mut key = [7; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    store.enrol(who, KeyHash(key), jiff::civil::date(2026, 11, 1)).await?;
    let draft = Draft {
        id: ResponseId::from_random(*who.as_bytes()),
        survey: alone().survey,
        version: 1,
        wave: None,
        opened: jiff::civil::date(2026, 11, 1),
        revision: 0,
        sheet: Default::default(),
    };
    store.open_draft(who, draft.clone()).await?;
    let item = ItemId::parse("which-part").unwrap();
    let answer = Entry::Item(item, Answer::Value((number % 5 + 1) as u8));
    store.record(who, &alone(), draft.id, answer).await.map(drop)
}

pub fn person(number: u32) -> PersonId {
    let mut bytes = [9; 16];
    // Neighbours by number are none by key.
    bytes[..4].copy_from_slice(&number.wrapping_mul(0x9e37_79b9).to_be_bytes());
    PersonId::from_random(bytes)
}

pub fn alone() -> Occasion {
    Occasion { survey: SurveyId::parse("ai-proficiency").unwrap(), wave: None }
}

/// Casts a ballot with the same answer to every statement.
pub async fn vote(visit: &mut Visit<'_>, wave: WaveId, answer: &str) {
    let page = try_vote(visit, wave, answer).await;
    assert_eq!(page.status, 303, "{}", page.text());
}

/// The same; gives the last response.
pub async fn try_vote(visit: &mut Visit<'_>, wave: WaveId, answer: &str) -> Page {
    let (last, others) = ITEMS_OF_SAFETY.split_last().unwrap();
    for item in others {
        visit.post(&format!("/w/{wave}/{SAFETY}/q/{item}"), &format!("answer={answer}")).await;
    }
    visit.post(&format!("/w/{wave}/{SAFETY}/q/{last}"), &format!("answer={answer}&then=submit")).await
}

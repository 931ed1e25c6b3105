//! What every store must do, one sentence of the traits after another, a file for each subject; and a model check.
//! Each file lists its sentences, and each sentence becomes a test of every store.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use tokio::task::JoinSet;

use super::{BallotBox, Cast, MemoryStore, Occasion, Result, SledStore, Store, StoreError};
use footing_core::disclosure::Outcome;
use footing_core::guidance::StepId;
use footing_core::organisation::{
    AddressLock, AuditEvent, DeviceKey, EmailAddress, Grant, KeyHash, LetterAbout, LinkPurpose, LinkRequest, Member,
    PersonId, Reach, Readdressed, Role, Seal, Session, SignInLink, StaffId, TeamId, TeamPath,
    audit::{self, Attributed},
};
use footing_core::practice::{CheckIn, Commitment, Note};
use footing_core::survey::{
    Answer, Ballot, ContentHash, Draft, Entry, ItemId, Language, Privacy, Response, ResponseId, SurveyId, WaveId,
};
use footing_core::wave::{Asked, Intent, Invited, InvitedTeam, Snapshot, Terms, Threshold, Wave};

/// Makes a test of every sentence for every store.
macro_rules! sentences {
    ($($sentence:ident,)+) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $sentence() {
                super::$sentence(std::sync::Arc::new(super::MemoryStore::default())).await;
            })+
        }

        mod sled {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $sentence() {
                let dir = super::directory_in_memory();
                super::$sentence(std::sync::Arc::new(super::SledStore::open(dir.path()).unwrap())).await;
            })+
        }
    };
}

mod api_tokens;
mod audit_log;
pub(super) mod ballots;
mod commitments;
mod grants;
mod health;
mod model;
mod outbox;
mod people;
mod promises;
mod releases;
mod responses;
mod rosters;
mod sessions;
mod sizes;
mod surveys;
mod waves;

/// Where a sync costs nothing, if this machine has such a place: these tests are about answers, not about disks.
fn directory_in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

const DAY: Date = date(2026, 3, 1);

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A number nobody else in this process has.
fn new_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Bytes that begin alike and are never the same, so that a store that looks at too few of them is found out.
fn new_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0xa5; N];
    bytes[N - 8..].copy_from_slice(&new_number().to_be_bytes());
    bytes
}

/// What somebody did; what it is about does not matter here.
fn event() -> Attributed {
    Attributed { at: at(1), actor: "anna@example.org".to_owned(), event: AuditEvent::RosterRead }
}

fn new_person() -> PersonId {
    PersonId::from_random(new_bytes())
}

fn new_key() -> KeyHash {
    KeyHash(new_bytes())
}

fn new_response() -> ResponseId {
    ResponseId::from_random(new_bytes())
}

fn new_survey() -> SurveyId {
    survey(&format!("survey-{}", new_number()))
}

fn new_wave_id() -> WaveId {
    WaveId::from_random(new_bytes())
}

fn new_email() -> EmailAddress {
    EmailAddress::parse(&format!("Person-{}@example.org", new_number())).unwrap()
}

fn new_member() -> Member {
    Member {
        person: new_person(),
        staff: StaffId::parse(&new_number().to_string()).unwrap(),
        name: "Anna Berg".to_owned(),
        email: new_email(),
        team: TeamPath::parse("Sales > North").unwrap(),
        work: None,
        location: None,
        leads: BTreeSet::new(),
        language: Some(Language::De),
        joined: DAY,
        left: None,
        moves: Vec::new(),
    }
}

/// A draft of a wave that could be opened.
fn new_wave() -> Wave {
    let terms = Terms {
        name: "Spring".to_owned(),
        purpose: "We want to know where a hand is needed first.".to_owned(),
        contact: "Works council".to_owned(),
        surveys: vec![survey("survey")],
        threshold: Threshold::new(5).unwrap(),
        anonymous_threshold: Threshold::new(5).unwrap(),
        cuts: BTreeSet::new(),
        closes: date(2026, 4, 1),
        retention_months: 24,
    };
    let intent = Intent { build: "Something good".to_owned(), work: BTreeMap::new(), tasks: Vec::new() };
    Wave::draft(new_wave_id(), terms).with_intent(intent).unwrap()
}

fn new_draft(of: &str) -> Draft {
    let (id, survey) = (new_response(), survey(of));
    Draft { id, survey, version: 1, wave: None, opened: DAY, revision: 0, sheet: Default::default() }
}

fn response_to(draft: &Draft) -> Response {
    let Draft { id, version, .. } = *draft;
    let (survey, sheet) = (draft.survey.clone(), draft.sheet.clone());
    Response { id, survey, version, wave: draft.wave, submitted: DAY, place: 0, language: Language::De, sheet }
}

fn occasion(draft: &Draft) -> Occasion {
    Occasion::of_draft(draft)
}

fn alone(survey: SurveyId) -> Occasion {
    Occasion { survey, wave: None }
}

fn survey(name: &str) -> SurveyId {
    SurveyId::parse(name).unwrap()
}

fn item(name: &str) -> ItemId {
    ItemId::parse(name).unwrap()
}

fn step(name: &str) -> StepId {
    StepId::parse(name).unwrap()
}

fn entry(name: &str, value: u8) -> Entry {
    Entry::Item(item(name), Answer::Value(value))
}

fn commitment(name: &str, day: i8) -> Commitment {
    let (step, response, taken) = (step(name), new_response(), date(2026, 4, day));
    Commitment { step, step_version: 1, response, taken, check_ins: BTreeMap::new() }
}

fn check_in(note: &str) -> CheckIn {
    CheckIn { outcome: Outcome::Partly, note: Note::parse(note).unwrap() }
}

async fn enrolled(store: &Arc<dyn Store>) -> (PersonId, KeyHash) {
    let (person, key) = (new_person(), new_key());
    store.enrol(person, key, DAY).await.unwrap();
    (person, key)
}

/// Somebody in the roster.
async fn joined(store: &Arc<dyn Store>) -> Member {
    let member = new_member();
    let (number, _) = store.roster().await.unwrap();
    store.change_roster(number, std::slice::from_ref(&member), &[], event()).await.unwrap();
    member
}

pub(super) async fn opened_wave(store: &Arc<dyn Store>) -> Wave {
    let draft = new_wave();
    store.change_wave(None, &draft, event()).await.unwrap();
    let open = draft.clone().opened(Vec::new(), 5, DAY).unwrap();
    store.open_wave(&draft, &open, &Snapshot { people: Vec::new(), teams: Vec::new() }, event()).await.unwrap();
    open
}

pub(super) async fn close(store: &Arc<dyn Store>, open: &Wave) {
    store.change_wave(Some(open), &open.clone().closed(DAY).unwrap(), event()).await.unwrap();
}

async fn opened(store: &Arc<dyn Store>, person: PersonId) -> Draft {
    store.open_draft(person, new_draft("survey")).await.unwrap()
}

async fn submitted(store: &Arc<dyn Store>, person: PersonId) -> Response {
    let draft = opened(store, person).await;
    let draft = store.record(person, &occasion(&draft), draft.id, entry("item", 4)).await.unwrap();
    store.submit(person, draft.revision, response_to(&draft)).await.unwrap()
}

/// Everything that is filed under a person.
#[derive(Debug, Default, PartialEq)]
struct Everything {
    draft: Option<Draft>,
    responses: Vec<Response>,
    commitments: Vec<Commitment>,
    declined: Vec<StepId>,
}

async fn everything_of(store: &Arc<dyn Store>, person: PersonId) -> Everything {
    Everything {
        draft: store.draft(person, &alone(survey("survey"))).await.unwrap(),
        responses: store.responses(person).await.unwrap(),
        commitments: store.commitments(person).await.unwrap(),
        declined: store.declined(person).await.unwrap(),
    }
}

#[track_caller]
fn assert_not_found<T: std::fmt::Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(StoreError::NotFound)), "{outcome:?}");
}

#[track_caller]
fn assert_conflict<T: std::fmt::Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
}

/// An open wave with one invited person, who has handed in two surveys, begun a third and cast a ballot.
async fn answered_wave(store: &Arc<dyn Store>) -> (Wave, PersonId, TeamId) {
    let (draft, mut snapshot) = (new_wave(), snapshot(1));
    let (person, _) = enrolled(store).await;
    snapshot.people[0].person = person;
    let group = snapshot.people[0].group;
    store.change_wave(None, &draft, event()).await.unwrap();
    let open = draft.clone().opened(Vec::new(), 1, DAY).unwrap();
    store.open_wave(&draft, &open, &snapshot, event()).await.unwrap();
    for name in ["survey", "private", "begun"] {
        let draft = store.open_draft(person, Draft { wave: Some(open.id), ..new_draft(name) }).await.unwrap();
        if name != "begun" {
            store.submit(person, draft.revision, response_to(&draft)).await.unwrap();
        }
    }
    let place = BallotBox { wave: open.id, survey: survey("anonymous"), group };
    store.cast(&place, person, ballot()).await.unwrap();
    (open, person, group)
}

fn ballot() -> Ballot {
    serde_json::from_value(serde_json::json!([1, null])).unwrap()
}

/// People who are not in the roster any more by now, and a team for each.
fn snapshot(people: usize) -> Snapshot {
    let path = |number| TeamPath::parse(&format!("Team {number:04}")).unwrap();
    let teams: Vec<InvitedTeam> =
        (0..people).map(|_| InvitedTeam { path: path(new_number()), invited: 1, filed: 1, filed_new: 0 }).collect();
    let invited = |team: &InvitedTeam| {
        let (person, team) = (new_person(), team.path.id());
        Invited {
            person,
            team,
            home: team,
            group: team,
            work: None,
            location: Some("Berlin".to_owned()),
            is_new: false,
        }
    };
    Snapshot { people: teams.iter().map(invited).collect(), teams }
}

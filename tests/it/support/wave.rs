//! A closed wave of one survey without any store: people, what they agreed to, and what they answered.

use std::sync::Arc;

use footing_core::disclosure::{Answers, Release, Tabulation};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{AuditEvent, EmailAddress, Member, PersonId, StaffId, TeamPath};
use footing_core::survey::{
    Answer, AnswerSheet, ChoiceId, Entry, Language, Response, ResponseId, Survey, WaveId, read_survey,
};
use footing_core::wave::{Asked, Choices, IntentForm, Snapshot, TermsForm, Wave};
use jiff::Timestamp;
use jiff::civil::{Date, date};

pub const WAVE_DAY: Date = date(2027, 3, 1);

/// Five questions on one subject, confidential.
pub fn team_practice() -> Arc<Survey> {
    let file = include_bytes!("../../../surveys/team-practice.toml");
    Arc::new(read_survey("team-practice.toml", file).expect("it is right"))
}

pub fn member(team: &str, number: u32) -> Member {
    Member {
        person: PersonId::from_random(u128::from(number).to_be_bytes()),
        staff: StaffId::parse(&number.to_string()).unwrap(),
        name: "Somebody".to_owned(),
        email: EmailAddress::parse(&format!("p{number}@example.org")).unwrap(),
        team: TeamPath::parse(team).unwrap(),
        work: None,
        location: None,
        leads: Default::default(),
        language: None,
        joined: WAVE_DAY,
        left: None,
        moves: Vec::new(),
    }
}

/// A closed wave that asked one survey, with figures by kind of work.
pub fn closed_wave(number: u8, survey: &Survey, invited: usize) -> Wave {
    closed_wave_from(5, number, survey, invited)
}

/// The same, with another least number of answers.
pub fn closed_wave_from(least: u32, number: u8, survey: &Survey, invited: usize) -> Wave {
    let form = TermsForm {
        name: "Spring".into(),
        purpose: "We want to know where a hand is needed.".into(),
        contact: "Works council".into(),
        surveys: vec![survey.id().to_string()],
        cuts: vec!["work".into()],
        threshold: least.to_string(),
        anonymous_threshold: least.to_string(),
        closes: "2027-03-31".into(),
        ..TermsForm::usual()
    };
    let terms = form.parse(&[survey.id().clone()], WAVE_DAY).unwrap();
    let intent = IntentForm {
        build: "Proposals that go out the same day.".into(),
        work: vec![("sales".into(), "3".into())],
        tasks: vec!["proposals".into()],
    };
    let id = |id: &str| ChoiceId::parse(id).unwrap();
    let choices = Choices { work: &[id("sales")], tasks: &[id("proposals")], rungs: &[1, 2, 3, 4, 5] };
    let draft = Wave::draft(WaveId::from_random([number; 16]), terms).with_intent(intent.parse(choices).unwrap());
    let open = draft.unwrap().opened(vec![Asked::of(survey)], invited as u32, WAVE_DAY).unwrap();
    open.closed(WAVE_DAY).unwrap()
}

/// A response with these answers, in the order of the items.
pub fn response(survey: &Survey, wave: &Wave, answers: &[Option<u8>]) -> Response {
    let mut sheet = AnswerSheet::default();
    for (item, answer) in survey.items().iter().zip(answers) {
        sheet.record(Entry::Item(item.id.clone(), answer.map_or(Answer::NotApplicable, Answer::Value)));
    }
    Response {
        id: ResponseId::from_random([0; 16]),
        survey: survey.id().clone(),
        version: survey.version(),
        wave: Some(wave.id),
        submitted: WAVE_DAY,
        place: 0,
        language: Language::En,
        sheet,
    }
}

/// What somebody did, where it does not matter what.
pub fn event() -> Attributed {
    Attributed { at: Timestamp::UNIX_EPOCH, actor: "anna@example.org".to_owned(), event: AuditEvent::RosterRead }
}

/// The release of a wave that asked one survey, with what was answered by person.
pub fn release_of(
    survey: &Arc<Survey>,
    wave: &Wave,
    members: &[Member],
    answers: impl Iterator<Item = (PersonId, Response)>,
) -> Release {
    let opening = wave.opening().unwrap();
    let snapshot = Snapshot::take(members, opening.contract.terms.anonymous_threshold, WAVE_DAY).unwrap();
    let surveys = vec![(Arc::clone(survey), Answers::Linked(answers.collect()))];
    let (people, teams) = (snapshot.people.as_slice(), snapshot.teams.as_slice());
    Tabulation { wave, opening, people, teams, surveys, earlier: None, uptakes: &[] }.release(WAVE_DAY)
}

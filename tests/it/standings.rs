//! How often a manager's table shows colour: hardly ever where teams do not differ, and where they do about as often as
//! the plan promised.

use std::collections::BTreeSet;
use std::sync::Arc;

use footing::disclosure::{
    Answers, Asked, Cell, Choices, Group, IntentForm, MeasureKind, Release, Snapshot, Standing, Tabulation, TermsForm,
    Threshold, Wave,
};
use footing::measurement::{Population, Simulation};
use footing::organisation::{EmailAddress, Member, PersonId, StaffId, TeamPath};
use footing::survey::{
    Answer, AnswerSheet, Codebook, Entry, Language, Response, ResponseId, Survey, SurveyId, WaveId, read_survey,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

const TODAY: Date = date(2027, 3, 1);
const TEAMS: u32 = 40;
const PEOPLE: u32 = 10;

fn survey() -> Arc<Survey> {
    let file = include_bytes!("../../surveys/team-practice.toml");
    Arc::new(read_survey("team-practice.toml", file).expect("it is right"))
}

fn members() -> Vec<Member> {
    let member = |number: u32| Member {
        person: PersonId::from_random(u128::from(number).to_be_bytes()),
        staff: StaffId::parse(&number.to_string()).unwrap(),
        name: "Somebody".to_owned(),
        email: EmailAddress::parse(&format!("p{number}@example.org")).unwrap(),
        team: TeamPath::parse(&format!("Company > Team {}", number / PEOPLE)).unwrap(),
        work: None,
        location: None,
        leads: BTreeSet::new(),
        language: None,
        joined: TODAY,
        left: None,
        moves: Vec::new(),
    };
    (0..TEAMS * PEOPLE).map(member).collect()
}

fn wave(survey: &Survey) -> Wave {
    let terms = TermsForm {
        name: "Spring".into(),
        purpose: "We want to know where a hand is needed.".into(),
        contact: "Works council".into(),
        surveys: vec!["team-practice".into()],
        closes: "2027-03-31".into(),
        ..TermsForm::usual()
    };
    let terms = terms.parse(&[SurveyId::parse("team-practice").unwrap()], TODAY).unwrap();
    let (work, tasks) = ([id("sales")], [id("proposals")]);
    let intent = IntentForm {
        build: "Proposals that go out the same day.".into(),
        work: vec![("sales".into(), "3".into())],
        tasks: vec!["proposals".into()],
    };
    let intent = intent.parse(Choices { work: &work, tasks: &tasks, rungs: &[1, 2, 3, 4, 5] }).unwrap();
    let draft = Wave::draft(WaveId::from_random([7; 16]), terms).with_intent(intent).unwrap();
    draft.opened(vec![Asked::of(survey)], TEAMS * PEOPLE, TODAY).unwrap().closed(TODAY).unwrap()
}

fn id(id: &str) -> footing::survey::ChoiceId {
    footing::survey::ChoiceId::parse(id).unwrap()
}

/// A release of made-up answers in which this share of the variance lies between teams.
fn release(icc: f64, seed: u64) -> Release {
    let survey = survey();
    let (members, wave) = (members(), wave(&survey));
    let snapshot = Snapshot::take(&members, Threshold::new(5).unwrap()).unwrap();
    let codebook = Codebook::of(&survey);
    let population = Population {
        teams: TEAMS,
        people: PEOPLE,
        icc,
        reliability: 0.85,
        mean: 55.0,
        deviation: 20.0,
        difficulty: 5.0,
        missing: 0.0,
        straight_liners: 0.0,
        careless: 0.0,
    };
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let respondents = Simulation::new(&codebook, population, || chance.next_u64()).unwrap();
    let answers = members.iter().zip(respondents).map(|(member, respondent)| {
        let mut sheet = AnswerSheet::default();
        for (item, answer) in survey.items().iter().zip(respondent.answers) {
            sheet.record(Entry::Item(item.id.clone(), answer.map_or(Answer::NotApplicable, Answer::Value)));
        }
        let response = Response {
            id: ResponseId::from_random([0; 16]),
            survey: survey.id().clone(),
            version: survey.version(),
            wave: Some(wave.id),
            submitted: Timestamp::UNIX_EPOCH,
            language: Language::En,
            sheet,
        };
        (member.person, response)
    });
    let surveys = vec![(Arc::clone(&survey), Answers::Linked(answers.collect()))];
    let opening = wave.opening().unwrap();
    Tabulation { wave: &wave, opening, people: &snapshot.people, teams: &snapshot.teams, surveys, earlier: None }
        .release(TODAY)
}

/// How many team figures of the dimension are shown, and how many of those in colour.
fn coloured(release: &Release) -> (u32, u32) {
    let (place, _) = release.measures(MeasureKind::Dimension).next().unwrap();
    let (mut shown, mut coloured) = (0, 0);
    for row in release.rows().iter().filter(|row| matches!(&row.group, Group::Team(path) if path.parent().is_some())) {
        if let Cell::Shown(figures) = &row.cells[place] {
            shown += 1;
            coloured += u32::from(matches!(figures.standing, Some(Standing::ClearlyAbove | Standing::ClearlyBelow)));
        }
    }
    (shown, coloured)
}

fn share(icc: f64, runs: u64) -> f64 {
    let counts = (0..runs).map(|seed| coloured(&release(icc, seed)));
    let (shown, coloured) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    assert!(shown > 0, "nothing is shown");
    f64::from(coloured) / f64::from(shown)
}

#[test]
fn where_teams_do_not_differ_at_most_one_figure_in_twenty_has_colour() {
    let share = share(0.0, 60);
    println!("coloured where teams do not differ: {:.3}", share);
    assert!(share <= 0.05, "{share}");
}

#[test]
fn where_teams_differ_clearly_many_figures_have_colour() {
    let share = share(0.35, 20);
    println!("coloured where a third of the variance lies between teams: {:.3}", share);
    assert!(share >= 0.3, "{share}");
}

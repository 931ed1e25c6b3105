//! What a release says of answers that are known: means, limits, changes, and that nothing more can be worked out.

use std::collections::BTreeMap;
use std::sync::Arc;

use footing_core::disclosure::{Answers, Beyond, Earlier, Figures, Group, MeasureKind, Release, Standing, Tabulation};

use footing_core::organisation::{Member, PersonId, TeamPath};
use footing_core::survey::{Answer, AnswerSheet, Ballot, Entry, Item, Response, Survey, read_survey};
use footing_core::wave::{Snapshot, Threshold, Wave};
use jiff::ToSpan;

use crate::support::{WAVE_DAY, closed_wave, member, response, run_on, team_practice};

const ITEMS: usize = 5;

/// People by their number, in the team that is named.
fn members(teams: &[(&str, std::ops::Range<u32>)]) -> Vec<Member> {
    teams.iter().flat_map(|(team, numbers)| numbers.clone().map(|number| member(team, number))).collect()
}

/// A wave in which everybody gave these answers.
struct Asking {
    snapshot: Snapshot,
    wave: Wave,
    survey: Arc<Survey>,
    answers: Vec<(PersonId, Response)>,
}

impl Asking {
    fn new(number: u8, members: &[Member], answers: impl Fn(u32) -> [Option<u8>; ITEMS]) -> Asking {
        let survey = team_practice();
        let wave = closed_wave(number, &survey, members.len());
        let snapshot = Snapshot::take(members, Threshold::new(5).unwrap(), WAVE_DAY).unwrap();
        let respond = |member: &Member| {
            let number: u32 = member.staff.to_string().parse().unwrap();
            (member.person, response(&survey, &wave, &answers(number)))
        };
        let answers = members.iter().map(respond).collect();
        Asking { snapshot, wave, survey, answers }
    }

    fn release(&self, before: Option<(&Asking, &Release)>) -> Release {
        let (people, teams) = (&self.snapshot.people, &self.snapshot.teams);
        let opening = self.wave.opening().unwrap();
        let surveys = vec![(Arc::clone(&self.survey), Answers::Linked(self.answers.clone()))];
        let earlier = before.map(|(asking, release)| Earlier {
            release,
            people: &asking.snapshot.people,
            teams: &asking.snapshot.teams,
        });
        Tabulation { wave: &self.wave, opening, people, teams, surveys, earlier, uptakes: &[] }.release(WAVE_DAY)
    }
}

fn figures<'r>(release: &'r Release, team: &str, measure: &str) -> Option<&'r Figures> {
    let place = release.head().measures.iter().position(|one| one.id == measure).unwrap();
    release.figures(&Group::Team(TeamPath::parse(team).unwrap()), place)
}

#[test]
fn a_subject_tells_no_more_than_its_questions_do() {
    // One person left a question out. With the mean of people's scores beside the questions' means, what they answered
    // to the other four would follow; from the mean of the means it does not.
    let members = members(&[("Sales", 0..12), ("Support", 12..24)]);
    let asking = Asking::new(1, &members, |number| match number {
        3 => [None, Some(1), Some(1), Some(1), Some(1)],
        number => std::array::from_fn(|item| Some(2 + ((number as usize + item) % 3) as u8)),
    });
    let release = asking.release(None);
    let items: Vec<f64> = release
        .measures(MeasureKind::Item)
        .map(|(_, measure)| figures(&release, "Sales", &measure.id).unwrap().mean)
        .collect();
    let subject = figures(&release, "Sales", "team-practice").unwrap().mean;
    let mean = items.iter().sum::<f64>() / ITEMS as f64;
    assert!((subject - mean).abs() <= 0.1, "{subject} is not the mean of {items:?}");
    let scores = asking.answers.iter().take(12).map(|(_, response)| {
        let values: Vec<f64> = asking
            .survey
            .items()
            .iter()
            .filter_map(|item| match response.sheet.answer(&item.id) {
                Some(Answer::Value(value)) => Some(25.0 * f64::from(value - 1)),
                _ => None,
            })
            .collect();
        values.iter().sum::<f64>() / values.len() as f64
    });
    let of_people = scores.sum::<f64>() / 12.0;
    assert!((subject - of_people).abs() > 0.1, "{of_people} would give the person away");
}

#[test]
fn a_subject_is_hidden_where_one_of_its_questions_has_too_few_answers() {
    let members = members(&[("Sales", 0..5), ("Support", 5..25)]);
    let asking = Asking::new(1, &members, |number| [Some(3), Some(2), (number > 0).then_some(4), Some(3), Some(4)]);
    let release = asking.release(None);
    for (_, measure) in release.measures(MeasureKind::Dimension).chain(release.measures(MeasureKind::Item)) {
        assert_eq!(figures(&release, "Sales", &measure.id), None, "{}", measure.id);
    }
}

#[test]
fn below_ten_answers_a_figure_near_an_end_is_only_given_as_beyond_a_limit() {
    let members = members(&[("Few", 0..6), ("Many", 6..30), ("Others", 30..42)]);
    let asking = Asking::new(1, &members, |number| match number {
        0..6 => [Some(5), Some(1), Some(3), Some(3), Some(3)],
        _ => [Some(5), Some(1), Some(3), Some(4), Some(2)],
    });
    let release = asking.release(None);
    let few = |item: &str| figures(&release, "Few", item).map(|figures| (figures.mean, figures.beyond));
    assert_eq!(few("agreed-place"), Some((87.5, Some(Beyond::AtLeast))));
    assert_eq!(few("kept-templates"), Some((12.5, Some(Beyond::AtMost))));
    assert_eq!(few("clear-checker"), Some((50.0, None)));
    let many = figures(&release, "Many", "agreed-place").unwrap();
    assert_eq!((many.mean, many.beyond), (100.0, None));
    assert_eq!(*many.shares, [0, 0, 0, 0, 100]);
    assert!(figures(&release, "Few", "agreed-place").unwrap().shares.is_empty());
    // With the others given too, what the few answered would be what is left of everybody.
    assert_eq!(figures(&release, "Others", "agreed-place"), None);
    assert_eq!(figures(&release, "Few", "team-practice"), None, "limits at both ends");
}

/// Wave two after wave one, with these people in the team "Sales" the second time.
fn change_with(now: std::ops::Range<u32>, answer: u8) -> Option<f64> {
    let spread = |number: u32| ((number % 3) as u8).wrapping_sub(1);
    let first = Asking::new(1, &members(&[("Sales", 0..20), ("Support", 40..80)]), |number| {
        [Some(3u8.wrapping_add(spread(number))); ITEMS]
    });
    let before = first.release(None);
    let second = Asking::new(2, &members(&[("Sales", now), ("Support", 40..80)]), |number| {
        let base = if number < 40 { answer } else { 3 };
        [Some(base.wrapping_add(spread(number)).clamp(1, 5)); ITEMS]
    });
    let release = second.release(Some((&first, &before)));
    figures(&release, "Sales", "team-practice").unwrap().before
}

#[test]
fn a_change_is_told_only_where_it_is_more_than_chance() {
    assert_eq!(change_with(0..20, 4), Some(48.8));
    assert_eq!(change_with(0..20, 3), None);
}

#[test]
fn a_change_is_told_only_where_nobody_or_enough_people_joined_and_left() {
    assert!(change_with(0..25, 4).is_some(), "five joined");
    assert_eq!(change_with(0..24, 4), None, "four joined");
    assert_eq!(change_with(0..19, 4), None, "one left");
    assert!(change_with(5..20, 4).is_some(), "five left");
}

#[test]
fn the_figures_are_those_that_footing_analyse_computes_from_the_same_answers() {
    let members = members(&[("North", 0..10), ("South", 10..22), ("West", 22..40)]);
    let answers = |number: u32| -> [Option<u8>; ITEMS] {
        std::array::from_fn(|item| Some(1 + ((number * 2_654_435 + item as u32 * 40_503) / 97 % 5) as u8))
    };
    let release = Asking::new(1, &members, answers).release(None);
    let mut table = String::from("team,agreed-place,kept-templates,clear-checker,hear-of-better-ways,whom-to-ask\n");
    for member in &members {
        let number: u32 = member.staff.to_string().parse().unwrap();
        let values: Vec<String> = answers(number).iter().flatten().map(ToString::to_string).collect();
        table += &format!("{},{}\n", member.team, values.join(","));
    }
    let said = run_on(&["analyse", "--survey", "team-practice", "--group", "team", "--format", "json", "-"], &table);
    let analysis: serde_json::Value = serde_json::from_str(&said.good()).unwrap();
    let groups = analysis["measures"][0]["groups"]["means"].as_array().unwrap();
    assert_eq!(groups.len(), 3);
    for group in groups {
        // The analysis speaks in the units of the scale, 1 to 5; a release in percent of what is possible.
        let points = 25.0 * (group["mean"].as_f64().unwrap() - 1.0);
        let shown = figures(&release, group["name"].as_str().unwrap(), "team-practice").unwrap();
        assert_eq!(shown.mean, (points * 10.0).round() / 10.0, "{group}");
        let standing = match group["against_all"].as_str().unwrap() {
            "clearly_above" => Standing::ClearlyAbove,
            "clearly_below" => Standing::ClearlyBelow,
            _ => Standing::AboutTheSame,
        };
        assert_eq!(shown.standing, Some(standing));
    }
}

/// The release of one anonymous survey of which the boxes hold these answers, everything answered alike.
fn of_ballots(boxes: &[(&str, Vec<u8>, u32)]) -> Release {
    let safety = include_bytes!("../../surveys/psychological-safety.toml");
    let survey = Arc::new(read_survey("psychological-safety.toml", safety).unwrap());
    let mut members = Vec::new();
    let mut ballots = BTreeMap::new();
    for (team, answers, new) in boxes {
        for place in 0..answers.len() as u32 {
            let joined = WAVE_DAY.saturating_sub(if place < *new { 3.days() } else { 300.days() });
            members.push(Member { joined, ..member(team, members.len() as u32) });
        }
        let ballot = |answer: &u8| {
            let keyed = |item: &Item| if item.reversed { 6 - answer } else { *answer };
            let sheet = survey.items().iter().map(|item| Entry::Item(item.id.clone(), Answer::Value(keyed(item))));
            let mut filled = AnswerSheet::default();
            sheet.for_each(|entry| filled.record(entry));
            Ballot::of(&survey, &filled).unwrap()
        };
        ballots.insert(TeamPath::parse(team).unwrap().id(), answers.iter().map(ballot).collect());
    }
    let wave = closed_wave(3, &survey, members.len());
    let snapshot = Snapshot::take(&members, Threshold::new(5).unwrap(), WAVE_DAY).unwrap();
    let opening = wave.opening().unwrap();
    let surveys = vec![(Arc::clone(&survey), Answers::Anonymous(ballots))];
    let (people, teams) = (snapshot.people.as_slice(), snapshot.teams.as_slice());
    Tabulation { wave: &wave, opening, people, teams, surveys, earlier: None, uptakes: &[] }.release(WAVE_DAY)
}

#[test]
fn invented_colleagues_do_not_turn_a_limit_into_a_figure_that_can_be_worked_out() {
    let filled = |low: usize, high: usize| [vec![1; low], vec![5; high]].concat();
    let of = |answers: Vec<u8>, new| {
        let release = of_ballots(&[("Few", answers, new), ("Many", filled(20, 20), 0), ("Others", filled(9, 9), 0)]);
        figures(&release, "Few", "raise-problem").map(|figures| (figures.mean, figures.beyond))
    };
    // Nine at the lowest end and nobody new: a limit. Three more at the other end: the mean of all would be exact.
    assert_eq!(of(filled(9, 0), 0), Some((12.5, Some(Beyond::AtMost))));
    assert_eq!(of(filled(9, 3), 0), Some((25.0, None)), "twelve people are enough");
    assert_eq!(of(filled(9, 3), 3), None, "those three may be invented, and what the nine said would follow");
    assert_eq!(of(filled(6, 6), 3), Some((50.0, None)), "whoever is new, the others do not agree");
    // Twelve ballots at an end of which three may be new are nine: a limit, not ten that are given exactly.
    assert_eq!(of(filled(12, 0), 3), Some((12.5, Some(Beyond::AtMost))));
}

//! What a release says of its own questions and of who took part: the same figures as an owner's analysis, and nothing
//! where too few have answered.

use footing_core::disclosure::{Group, MeasureKind, Rate, Release, SurveyQuality};

use footing_core::measurement::{Analysis, Responses};
use footing_core::organisation::Member;
use footing_core::survey::{Codebook, Language, Survey, read_survey};
use footing_core::wave::Contract;

use crate::support::{closed_wave, member, release_of, response, team_practice};

const ITEMS: usize = 5;

/// Somebody who was asked: team, language, and answers unless they did not take part.
struct Asked {
    member: Member,
    language: Language,
    answers: Option<[Option<u8>; ITEMS]>,
}

/// Answers that go together, differ between teams, and leave a question out now and then.
fn answers(team: u32, number: u32) -> [Option<u8>; ITEMS] {
    let mut state = (u64::from(number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let level = i64::from(team % 3) + draw(3) as i64;
    std::array::from_fn(|_| {
        let value = (level + draw(2) as i64).clamp(1, 5) as u8;
        (draw(20) > 0).then_some(value)
    })
}

/// So many people in so many teams, everybody in a language of their own number.
fn everybody(people: u32, teams: u32, language: impl Fn(u32) -> Language) -> Vec<Asked> {
    let asked = |number: u32| {
        let team = number % teams;
        let path = format!("Department {} > Team {team}", team % 2);
        Asked { member: member(&path, number), language: language(number), answers: Some(answers(team, number)) }
    };
    (0..people).map(asked).collect()
}

fn release(asked: &[Asked]) -> Release {
    let survey = team_practice();
    let wave = closed_wave(1, &survey, asked.len());
    let members: Vec<Member> = asked.iter().map(|one| one.member.clone()).collect();
    let responses = asked.iter().filter_map(|one| {
        let mut response = response(&survey, &wave, &one.answers?);
        response.language = one.language;
        Some((one.member.person, response))
    });
    release_of(&survey, &wave, &members, responses)
}

fn quality(release: &Release) -> &SurveyQuality {
    &release.head().quality[0]
}

fn analysis_of<'a>(survey: &Survey, asked: impl Iterator<Item = &'a Asked>) -> Analysis {
    let codebook = Codebook::of(survey);
    let mut responses = Responses::none(&codebook).unwrap();
    for one in asked {
        responses.push(&one.answers.unwrap(), Some(&one.member.team.to_string()), None).unwrap();
    }
    Analysis::of(&responses, "team", 0).unwrap()
}

#[test]
fn the_quality_of_a_release_is_an_owners_analysis_rounded() {
    let asked = everybody(240, 24, |_| Language::En);
    let release = release(&asked);
    let (found, analysis) = (quality(&release), analysis_of(&team_practice(), asked.iter()));
    let (measure, whole) = (&found.measures[0], &analysis.measures[0]);
    let close = |rounded: f64, exact: f64| assert!((rounded - exact).abs() <= 0.005 + 1e-9, "{rounded} {exact}");

    let reliability = measure.reliability.unwrap();
    close(reliability.alpha, whole.quality.alpha.unwrap());
    close(reliability.alpha_from, whole.quality.alpha_interval.unwrap().lower);
    close(reliability.alpha_to, whole.quality.alpha_interval.unwrap().upper);
    close(reliability.omega.unwrap(), whole.quality.omega_total.unwrap());
    // Of the teams that are shown: those that are hidden have no part in what is said of teams in general.
    let place = release.place(team_practice().id(), MeasureKind::Dimension, &measure.id).unwrap();
    let is_shown = |one: &&Asked| release.figures(&Group::Team(one.member.team.clone()), place).is_some();
    let of_shown = analysis_of(&team_practice(), asked.iter().filter(is_shown));
    let groups = of_shown.measures[0].groups.as_ref().unwrap();
    assert!((20..24).contains(&groups.groups), "{}", groups.groups);
    let teams = measure.teams.unwrap();
    assert_eq!(teams.teams as usize, groups.groups);
    close(teams.icc1, groups.variance.icc1.unwrap());
    close(teams.icc2.unwrap(), groups.variance.icc2.unwrap());
    let agreement = teams.agreement.unwrap();
    close(agreement.uniform.unwrap(), groups.agreement.rwg_uniform.unwrap().median);
    close(agreement.skewed.unwrap(), groups.agreement.rwg_slight_skew.unwrap().median);
    for (item, exact) in measure.items.iter().zip(&whole.item_figures) {
        close(item.with_others.unwrap(), exact.item_rest.unwrap());
        close(item.alpha_without.unwrap(), exact.alpha_without.unwrap());
        let missing = 100.0 * exact.missing as f64 / (exact.n + exact.missing) as f64;
        assert!((f64::from(item.missing) - missing).abs() <= 0.5, "{} {missing}", item.missing);
    }
    let complete = 100.0 * analysis.responses.complete as f64 / analysis.responses.people as f64;
    assert!((f64::from(found.complete) - complete).abs() <= 0.5);
}

#[test]
fn from_fewer_than_fifty_people_nothing_is_said_of_the_questions() {
    assert!(release(&everybody(49, 12, |_| Language::En)).head().quality.is_empty());
    assert_eq!(release(&everybody(50, 12, |_| Language::En)).head().quality.len(), 1);
}

#[test]
fn fewer_than_ten_teams_are_not_spoken_of_as_teams_in_general() {
    let teams = |teams| quality(&release(&everybody(120, teams, |_| Language::En))).measures[0].teams;
    assert!(teams(9).is_none() && teams(10).is_some());
}

#[test]
fn languages_are_told_apart_only_where_nobody_can_be_told_from_the_rest() {
    let told = |english: u32, german: u32, japanese: u32| {
        let language = move |number: u32| match number {
            _ if number < english => Language::En,
            _ if number < english + german => Language::De,
            _ => Language::Ja,
        };
        let release = release(&everybody(english + german + japanese, 12, language));
        let languages: Vec<Language> =
            quality(&release).measures[0].languages.iter().map(|(language, _)| *language).collect();
        languages
    };
    assert_eq!(told(90, 80, 0), [Language::En, Language::De]);
    // Three answered in Japanese: with English and German given, they would be the difference to everybody.
    assert_eq!(told(90, 80, 3), []);
    assert_eq!(told(120, 80, 80), [Language::En, Language::De, Language::Ja]);
    assert_eq!(told(90, 0, 0), [], "one language is everybody");
}

#[test]
fn participation_counts_heads_by_department_and_gives_away_nobody_beside_them() {
    let mut asked = everybody(40, 4, |_| Language::En);
    asked.iter_mut().step_by(4).for_each(|one| one.answers = None);
    asked.push(Asked { member: member("Board", 99), language: Language::En, answers: None });
    let release = release(&asked);
    let participation = &release.head().participation[0];
    assert_eq!(participation.whole.as_deref(), Some(&Rate { taken_part: 30, invited: 41 }));
    // With both departments, whether the one person of the board took part would be the difference.
    let teams: Vec<(String, Rate)> =
        participation.teams.iter().map(|(team, rate)| (team.to_string(), **rate)).collect();
    assert_eq!(teams, [("Department 0".to_owned(), Rate { taken_part: 10, invited: 20 })]);
}

#[test]
fn steps_are_counted_only_where_the_contract_says_so() {
    let contract = |survey: &Survey| closed_wave(1, survey, 10).opening().unwrap().contract.clone();
    let file = include_bytes!("../../surveys/ai-proficiency.toml");
    let with_results = contract(&read_survey("ai-proficiency.toml", file).unwrap());
    let in_groups = contract(&team_practice());
    assert!(with_results.counts_steps && !in_groups.counts_steps);
    // A contract from before steps were counted reads as one that does not allow it, and keeps its fingerprint.
    let written = serde_json::to_string(&in_groups).unwrap();
    assert!(!written.contains("counts_steps"), "{written}");
    assert_eq!(serde_json::from_str::<Contract>(&written).unwrap().hash().unwrap(), in_groups.hash().unwrap());
    assert!(serde_json::to_string(&with_results).unwrap().contains("\"counts_steps\":true"));
}

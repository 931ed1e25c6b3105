//! The choice of a team's step on the library and surveys that come with Footing.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::date;

use super::super::*;
use crate::disclosure::{
    Agreement, Audited, Band, Cell, Figures, Group, Measure, MeasureKind, Release, ReleaseHead, Row, Standing,
};
use crate::survey::{Survey, WaveId, read_survey};
use crate::wave::ContractHash;

fn surveys() -> Vec<Survey> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../surveys");
    let read = |name: &str| {
        let file = std::fs::read(folder.join(format!("{name}.toml"))).unwrap();
        read_survey(name, &file).unwrap()
    };
    ["leadership-intent", "team-practice", "psychological-safety", "ai-proficiency"].map(read).into()
}

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../surveys/team-steps");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// A row in which nothing stands out, but for these figures; `None` shows nothing at all.
fn release(change: Option<&[(&str, Figures)]>, surveys: &[Arc<Survey>]) -> Release {
    let (mut measures, mut cells) = (Vec::new(), Vec::new());
    for survey in surveys {
        let whole = (MeasureKind::Survey, survey.id().to_string());
        let dimensions = survey.dimensions().iter().map(|one| (MeasureKind::Dimension, one.id.to_string()));
        for (kind, id) in std::iter::once(whole).chain(dimensions) {
            let changed =
                change.map(|change| change.iter().find(|(of, _)| *of == id).map(|(_, figures)| figures.clone()));
            cells.push(match changed {
                None => Cell::Suppressed,
                Some(figures) => Cell::Shown(Audited::restored(figures.unwrap_or_else(|| even(55.0)))),
            });
            measures.push(Measure { survey: survey.id().clone(), version: survey.version(), kind, id, within: None });
        }
    }
    let head = ReleaseHead {
        wave: WaveId::from_random([1; 16]),
        name: "Spring".into(),
        contract: serde_json::from_str::<ContractHash>(&format!("\"{}\"", "0".repeat(64))).unwrap(),
        made: date(2027, 3, 1),
        invited: 100,
        measures,
        proofs: Vec::new(),
        tables: Vec::new(),
        participation: Vec::new(),
        quality: Vec::new(),
        steps: Vec::new(),
    };
    Release::of(head, vec![Row { group: Group::Organisation, cells }])
}

/// The steps for a team with these figures, and the states they are for.
fn suggested(change: Option<&[(&str, Figures)]>, done: &[&str]) -> Vec<(String, String)> {
    let library = read_team_steps(&files(), &surveys()).unwrap();
    let surveys: Vec<Arc<Survey>> = surveys().into_iter().map(Arc::new).collect();
    let release = release(change, &surveys);
    let situation = TeamSituation::of(&release, &release.rows()[0], &surveys);
    let done: BTreeSet<StepId> = done.iter().filter_map(|id| StepId::parse(id)).collect();
    let suggestions = library.suggest(&situation, &done);
    suggestions.iter().map(|one| (one.step.id.to_string(), one.step.when.state.to_string())).collect()
}

fn even(mean: f64) -> Figures {
    Figures {
        answers: Band::of(12),
        mean,
        beyond: None,
        standing: Some(Standing::AboutTheSame),
        agreement: Some(Audited::restored(Agreement::Mixed)),
        before: None,
        shares: Audited::default(),
    }
}

fn low() -> Figures {
    Figures { standing: Some(Standing::ClearlyBelow), ..even(31.0) }
}

fn high() -> Figures {
    Figures { standing: Some(Standing::ClearlyAbove), ..even(78.0) }
}

/// The state a team is in, without the survey of its dimension.
fn state(change: &[(&str, Figures)]) -> String {
    let state = &suggested(Some(change), &[])[0].1;
    state.split(" of ").next().unwrap_or_default().to_owned()
}

#[test]
fn skill_and_safety_are_known_by_their_role_and_not_by_who_sees_the_answers() {
    let without_roles: Vec<Survey> = surveys().into_iter().map(|survey| survey.with_role(None)).collect();
    let library = read_team_steps(&files(), &without_roles).unwrap();
    let surveys: Vec<Arc<Survey>> = without_roles.into_iter().map(Arc::new).collect();
    let release = release(Some(&[("judgement", high()), ("team-climate", low())]), &surveys);
    let situation = TeamSituation::of(&release, &release.rows()[0], &surveys);
    let suggestions = library.suggest(&situation, &BTreeSet::new());
    assert_eq!(suggestions[0].step.when.state.to_string(), "low team-climate of psychological-safety");
}

#[test]
fn every_state_of_a_team_has_a_step() {
    let surveys = surveys();
    let library = read_team_steps(&files(), &surveys).unwrap();
    let count = |audience| library.steps().iter().filter(|step| step.audience == audience).count();
    assert!(count(Audience::Team) >= 16 && count(Audience::Leader) >= 6);
    for dimension in surveys.iter().flat_map(Survey::dimensions) {
        let id = dimension.id.as_str();
        let wanted = if id == "autonomy" { "apart" } else { "low" };
        assert_eq!(state(&[(id, low())]), format!("{wanted} {id}"));
    }
}

#[test]
fn answers_come_first_then_a_talk_then_safety_then_practice_then_skill() {
    assert_eq!(suggested(None, &[])[0].1, "few-answers");
    let split = Figures { agreement: Some(Audited::restored(Agreement::Split)), ..even(50.0) };
    assert_eq!(state(&[("team-climate", split), ("learning-with-ai", low())]), "split");
    assert_eq!(state(&[("judgement", high()), ("team-climate", low())]), "skill-without-safety");
    assert_eq!(
        state(&[("judgement", low()), ("team-practice", low()), ("learning-with-ai", low())]),
        "low learning-with-ai"
    );
    assert_eq!(state(&[("judgement", low()), ("team-practice", low())]), "low team-practice");
    let fallen = Figures { before: Some(60.0), ..even(45.0) };
    assert_eq!(state(&[("practice", fallen.clone())]), "fallen practice");
    assert_eq!(state(&[("practice", Figures { mean: 70.0, ..fallen })]), "even", "what has risen has not fallen");
    assert_eq!(state(&[("ai-proficiency", even(12.0)), ("fit", low())]), "starting-out");
}

#[test]
fn what_is_well_is_lent_only_where_nothing_is_low() {
    assert_eq!(state(&[("team-practice", high())]), "high");
    assert_eq!(state(&[("team-practice", high()), ("direction", low())]), "low direction");
    assert_eq!(state(&[("autonomy", high())]), "apart autonomy", "how far AI may go is neither good nor bad");
    assert_eq!(state(&[]), "even");
}

#[test]
fn a_step_that_was_done_gives_way_to_the_next_and_comes_again_when_nothing_else_is_left() {
    let change: &[(&str, Figures)] = &[("learning-with-ai", low())];
    let all = suggested(Some(change), &[]);
    let ids: Vec<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(suggested(Some(change), &ids[..1])[0].0, ids[1]);
    assert_eq!(suggested(Some(change), &ids)[0].0, ids[0]);
}

#[test]
fn a_state_without_a_step_and_a_dimension_that_does_not_exist_are_named() {
    let text = |from: &str, to: &str| -> Vec<(String, Vec<u8>)> {
        let change = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(from, to).into_bytes();
        files().into_iter().map(|(name, bytes)| (name, change(bytes))).collect()
    };
    let fault = |files: &[(String, Vec<u8>)]| read_team_steps(files, &surveys()).unwrap_err().to_string();
    assert!(fault(&text("state = \"split\"", "state = \"even\"")).contains("split"));
    assert!(fault(&text("dimension = \"fit\"", "dimension = \"fitt\"")).contains("fitt"));
    let elsewhere =
        text("dimension = \"fit\"\nsurvey = \"ai-proficiency\"", "dimension = \"fit\"\nsurvey = \"team-practice\"");
    assert!(fault(&elsewhere).contains("no such dimension"));
}

#[test]
fn a_step_says_whose_dimension_it_means_where_two_surveys_have_one_of_its_id() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../surveys/team-practice.toml");
    let file = String::from_utf8(std::fs::read(folder).unwrap()).unwrap();
    let twin = file.replacen("id = \"team-practice\"", "id = \"twin\"", 1);
    let mut surveys = surveys();
    surveys.push(read_survey("twin", twin.as_bytes()).unwrap());
    let change = |from: &str, to: &str| -> Vec<(String, Vec<u8>)> {
        let change = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(from, to).into_bytes();
        files().into_iter().map(|(name, bytes)| (name, change(bytes))).collect()
    };
    let lacks = read_team_steps(&files(), &surveys).unwrap_err().to_string();
    assert!(lacks.contains("low team-practice of twin") && !lacks.contains("several"), "{lacks}");
    let unclear = read_team_steps(&change("survey = \"team-practice\"\n", ""), &surveys).unwrap_err().to_string();
    assert!(unclear.contains("several surveys have a dimension of this id"), "{unclear}");
}

#[test]
fn steps_for_a_survey_that_is_not_here_are_left_alone_and_said_to_be() {
    let surveys: Vec<Survey> = surveys().into_iter().filter(|survey| survey.id().as_str() == "team-practice").collect();
    let library = read_team_steps(&files(), &surveys).unwrap();
    let absent: Vec<String> = library.absent(&surveys).into_iter().map(ToString::to_string).collect();
    assert_eq!(absent, ["ai-proficiency", "leadership-intent", "psychological-safety"]);
}

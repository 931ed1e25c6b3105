//! Releases with large heads, one of them larger than any value used to be: they are kept, and read back.

use std::fmt::Write as _;

use footing::store::{Releases, SledStore, Waves};
use footing_core::disclosure::{Answers, Group, Release, Tabulation};
use footing_core::organisation::{PersonId, TeamPath};
use footing_core::survey::{Response, Survey, read_survey};
use footing_core::wave::{Snapshot, Threshold, Wave};
use std::sync::Arc;

use super::specimen::directory;
use crate::support::{WAVE_DAY, closed_wave, event, member, response, team_practice};

/// The release of a wave in which everybody answered everything, ten people in each team.
fn release(survey: &Arc<Survey>, teams: u32) -> (Wave, Release) {
    let members: Vec<_> = (0..10 * teams).map(|number| member(&format!("Team {}", number / 10), number)).collect();
    let wave = closed_wave(1, survey, members.len());
    let snapshot = Snapshot::take(&members, Threshold::new(5).unwrap(), WAVE_DAY).unwrap();
    let answer = |person: usize| -> Vec<Option<u8>> {
        (0..survey.items().len()).map(|item| Some(1 + ((person * 7 + item * 3) % 5) as u8)).collect()
    };
    let answers: Vec<(PersonId, Response)> =
        members.iter().enumerate().map(|(n, member)| (member.person, response(survey, &wave, &answer(n)))).collect();
    let opening = wave.opening().unwrap();
    let surveys = vec![(Arc::clone(survey), Answers::Linked(answers))];
    let (people, teams) = (&snapshot.people, &snapshot.teams);
    let release =
        Tabulation { wave: &wave, opening, people, teams, surveys, earlier: None, uptakes: &[] }.release(WAVE_DAY);
    (wave, release)
}

async fn assert_is_kept(wave: Wave, release: Release, least: usize) {
    let head = serde_json::to_vec(release.head()).unwrap().len();
    assert!(head > least, "{head} bytes are not many");
    let dir = directory();
    let store = SledStore::open(dir.path()).unwrap();
    store.change_wave(None, &wave, event()).await.unwrap();
    store.keep_release(&wave, &wave.clone().released(WAVE_DAY).unwrap(), &release, event()).await.unwrap();
    assert_eq!(store.release(wave.id).await.unwrap().as_deref(), Some(&release));
    drop(store);
    let store = SledStore::open(dir.path()).unwrap();
    assert_eq!(store.release(wave.id).await.unwrap().as_deref(), Some(&release));
}

#[tokio::test]
async fn a_release_of_thousands_of_teams_at_the_top_is_kept_and_read_back() {
    let (wave, release) = release(&team_practice(), 2300);
    assert!(release.row(&Group::Team(TeamPath::parse("Team 7").unwrap())).is_some());
    assert_is_kept(wave, release, 100 * 1024).await;
}

#[tokio::test]
async fn a_release_of_a_survey_of_two_hundred_items_is_kept_and_read_back() {
    let file = include_str!("../../../surveys/team-practice.toml");
    let (head, _) =
        file.split_once("# ---------------------------------------------------------------- the five items").unwrap();
    let mut file = head.replace("minutes = 1", "minutes = 17");
    for number in 0..200 {
        write!(
            file,
            "[[item]]\nid = \"item-{number}\"\ndimension = \"team-practice\"\nscale = \"agreement\"\n[item.text]\n\
             en = \"Statement {number} is true.\"\nde = \"Aussage {number} stimmt.\"\nja = \"項目{number}は正しいです。\"\n\n"
        )
        .unwrap();
    }
    let survey = Arc::new(read_survey("many.toml", file.as_bytes()).unwrap());
    assert_eq!(survey.items().len(), 200);
    let (wave, release) = release(&survey, 8);
    assert_is_kept(wave, release, 30 * 1024).await;
}

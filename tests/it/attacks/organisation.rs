//! Made-up organisations: flat and deep, chains, with leaders at every level, with kinds of work across, with people who
//! joined just now, leave questions out or do not answer; some of their teams are of one mind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use footing_core::disclosure::{Group, MeasureKind, Release};
use footing_core::organisation::{Member, TeamPath};
use footing_core::survey::{ChoiceId, Survey};
use jiff::ToSpan;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use super::algebra::opened;
use crate::support::{WAVE_DAY, closed_wave_from, member, release_of, response, team_practice};

pub const ITEMS: usize = 5;

type Set = BTreeSet<usize>;

pub struct Organisation {
    /// The least number of answers, as its contract says.
    pub least: u32,
    pub release: Release,
    members: Vec<Member>,
    survey: Arc<Survey>,
    /// By person and item.
    answers: Vec<Option<[Option<u8>; ITEMS]>>,
}

/// What is drawn.
struct Draw(ChaCha8Rng);

impl Draw {
    fn below(&mut self, end: u32) -> u32 {
        self.0.next_u32() % end
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.below(many) == 0
    }
}

impl Organisation {
    /// One of six shapes, three thresholds, and everything else as it comes.
    pub fn random(seed: u64) -> Organisation {
        let mut draw = Draw(ChaCha8Rng::seed_from_u64(seed));
        let least = [5, 3, 10][seed as usize / 6 % 3];
        let mut members = Vec::new();
        for team in teams(seed, &mut draw) {
            let size = if draw.one_in(8) { 1 + draw.below(3) } else { 3 + draw.below(12) };
            add_team(&mut members, &team, size, seed % 6 == 4, &mut draw);
        }
        while members.iter().filter(|member| member.leads.is_empty()).count() < 14 {
            let team = members[0].team.to_string();
            add_team(&mut members, &team, 3, false, &mut draw);
        }
        for one in &mut members {
            let is_new = seed % 2 == 1 && draw.one_in(9);
            one.joined = WAVE_DAY.saturating_sub(if is_new { 10.days() } else { 400.days() });
        }
        let moods: BTreeMap<String, u32> =
            members.iter().map(|member| (member.team.to_string(), draw.below(5))).collect();
        let silent = [1_000, 5, 3][seed as usize % 3];
        let answers = members
            .iter()
            .map(|member| {
                let mood = moods[member.team.as_str()];
                // Some teams are of one mind in the other direction about the last questions.
                let mood_about = |item: usize| if seed.is_multiple_of(4) && item >= 3 { 4 - mood } else { mood };
                let mut answer = |mood: u32| {
                    let value = match draw.below(8) {
                        0 => mood + 1,
                        1 => mood.saturating_sub(1),
                        _ => mood,
                    };
                    (!draw.one_in(15)).then_some(1 + value.min(4) as u8)
                };
                let sheet = std::array::from_fn(|item| answer(mood_about(item)));
                (!draw.one_in(silent)).then_some(sheet)
            })
            .collect();
        Organisation::released(seed, least, members, answers)
    }

    /// A tree of teams of at least threshold size, led by people who are in no team's figures; everybody answers
    /// everything.
    pub fn complete(seed: u64) -> Organisation {
        let mut draw = Draw(ChaCha8Rng::seed_from_u64(seed));
        let least = [5, 3, 10][seed as usize % 3];
        let mut members = Vec::new();
        let all = teams(seed, &mut draw);
        let is_leaf = |team: &String| !all.iter().any(|other| other.starts_with(&format!("{team} > ")));
        for team in all.iter().filter(|team| is_leaf(team)) {
            let size = least + draw.below(9);
            (0..size).for_each(|_| add(&mut members, team, None));
        }
        for team in &all {
            let seat = if draw.one_in(2) { team.as_str() } else { all[0].as_str() };
            add(&mut members, seat, Some(team));
        }
        let answers = members.iter().map(|_| Some(std::array::from_fn(|_| Some(2 + draw.below(3) as u8)))).collect();
        Organisation::released(seed, least, members, answers)
    }

    fn released(
        seed: u64,
        least: u32,
        members: Vec<Member>,
        answers: Vec<Option<[Option<u8>; ITEMS]>>,
    ) -> Organisation {
        let survey = team_practice();
        let wave = closed_wave_from(least, seed as u8, &survey, members.len());
        let responses = members
            .iter()
            .zip(&answers)
            .filter_map(|(member, answers)| Some((member.person, response(&survey, &wave, answers.as_ref()?))));
        let release = release_of(&survey, &wave, &members, responses);
        Organisation { least, release, members, survey, answers }
    }

    /// The same organisation, where these people answered otherwise, and disagree as much as people can.
    pub fn with_others_answers(&self, people: &Set) -> Organisation {
        let change = |(person, sheet): (usize, &Option<[Option<u8>; ITEMS]>)| {
            let end = if person % 2 == 0 { 1 } else { 5 };
            let others = |value: Option<u8>| value.map(|_| end);
            if people.contains(&person) { sheet.map(|sheet| sheet.map(others)) } else { *sheet }
        };
        let answers = self.answers.iter().enumerate().map(change).collect();
        Organisation::released(7, self.least, self.members.clone(), answers)
    }

    pub fn place_of_item(&self, item: usize) -> usize {
        let id = self.survey.items()[item].id.as_str();
        self.release.place(self.survey.id(), MeasureKind::Item, id).unwrap()
    }

    /// Who is in a group, whether or not they answered.
    pub fn invited(&self, group: &Group) -> Set {
        let is_in = |member: &Member| match group {
            Group::Leaders => !member.leads.is_empty(),
            _ if !member.leads.is_empty() => false,
            Group::Organisation => true,
            Group::Team(path) => member.team.is_within(path),
            Group::Work(work) => member.work.as_ref() == Some(work),
            Group::Location(_) => false,
        };
        (0..self.members.len()).filter(|person| is_in(&self.members[*person])).collect()
    }

    /// Who answered an item, of a group.
    pub fn respondents(&self, group: &Group, item: usize) -> Set {
        let answered = |person: &usize| self.answers[*person].as_ref().is_some_and(|sheet| sheet[item].is_some());
        self.invited(group).into_iter().filter(answered).collect()
    }

    /// What these people answered on average, in points.
    pub fn mean(&self, people: &Set, item: usize) -> f64 {
        let points = people.iter().filter_map(|person| self.answers[*person].as_ref()?[item]);
        let points: Vec<f64> = points.map(|value| 25.0 * f64::from(value - 1)).collect();
        points.iter().sum::<f64>() / points.len() as f64
    }

    pub fn leaders(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.members.len()).filter(|person| !self.members[*person].leads.is_empty())
    }

    /// People who joined so late that they help no group to the threshold.
    pub fn newcomers(&self) -> impl Iterator<Item = usize> + '_ {
        let settled = WAVE_DAY.saturating_sub(30.days());
        (0..self.members.len()).filter(move |person| self.members[*person].joined > settled)
    }

    /// The teams at the top of the tree.
    pub fn tops(&self) -> Vec<Group> {
        let tops: BTreeSet<TeamPath> =
            self.members.iter().filter_map(|member| member.team.ancestors_and_self().next()).collect();
        tops.into_iter().map(Group::Team).collect()
    }

    /// People in no team whose figures are all shown, those who lead apart.
    pub fn in_no_shown_team(&self) -> Set {
        let rows = self.release.rows().iter().filter(|row| matches!(row.group, Group::Team(_)));
        let shown = rows.filter(|row| (0..row.cells.len()).any(|place| row.figures(place).is_some()));
        let seen: Set = shown.flat_map(|row| self.invited(&row.group)).collect();
        &self.invited(&Group::Organisation) - &seen
    }

    /// People's scores by their own team, those who lead apart.
    pub fn teams(&self) -> impl Iterator<Item = Vec<f64>> {
        let mut teams: BTreeMap<&TeamPath, Vec<f64>> = BTreeMap::new();
        for (member, sheet) in self.members.iter().zip(&self.answers).filter(|(member, _)| member.leads.is_empty()) {
            let points: Vec<f64> = sheet.iter().flatten().flatten().map(|value| 25.0 * f64::from(value - 1)).collect();
            if !points.is_empty() {
                teams.entry(&member.team).or_default().push(points.iter().sum::<f64>() / points.len() as f64);
            }
        }
        teams.into_values()
    }

    /// How many small sets would follow if every group were shown whose size satisfies `is_shown`.
    pub fn recovered_if(&self, least: usize, is_shown: impl Fn(usize) -> bool) -> usize {
        let groups: Vec<Set> = self.release.rows().iter().map(|row| self.respondents(&row.group, 0)).collect();
        let shown: Vec<Set> = groups.iter().filter(|set| is_shown(set.len())).cloned().collect();
        let targets = super::secrets(self, &groups, &shown, least);
        opened(&shown, &targets).len()
    }

    /// Rows in which the figure of the dimension tells more than those of its questions, so that the limit of one of them
    /// is passed.
    pub fn limits_passed_in_rows(&self) -> usize {
        let (dimension, _) = self.release.measures(MeasureKind::Dimension).next().unwrap();
        let tells_more = |row: &&footing_core::disclosure::Row| {
            let items: Option<Vec<f64>> =
                (0..ITEMS).map(|item| Some(row.figures(self.place_of_item(item))?.mean)).collect();
            let Some((items, dimension)) = items.zip(row.figures(dimension)) else { return false };
            (items.iter().sum::<f64>() / items.len() as f64 - dimension.mean).abs() > 0.101
        };
        self.release.rows().iter().filter(tells_more).count()
    }
}

/// The paths of an organisation's teams, those above first.
fn teams(seed: u64, draw: &mut Draw) -> Vec<String> {
    let mut teams = Vec::new();
    match seed % 6 {
        // Flat.
        0 => (0..3 + draw.below(8)).for_each(|team| teams.push(format!("T{team}"))),
        // A chain, with teams beside it.
        1 => {
            let mut path = "A".to_owned();
            for level in 0..4 {
                teams.push(path.clone());
                teams.push(format!("{path} > Beside {level}"));
                path = format!("{path} > Below {level}");
            }
        }
        // Three levels.
        3 => {
            for division in 0..2 {
                teams.push(format!("D{division}"));
                for department in 0..1 + draw.below(3) {
                    teams.push(format!("D{division} > B{department}"));
                    for team in 0..1 + draw.below(3) {
                        teams.push(format!("D{division} > B{department} > T{team}"));
                    }
                }
            }
        }
        // Departments with teams.
        _ => {
            for department in 0..1 + draw.below(3) {
                teams.push(format!("D{department}"));
                for team in 0..1 + draw.below(4) {
                    teams.push(format!("D{department} > T{team}"));
                }
            }
        }
    }
    teams
}

fn add(members: &mut Vec<Member>, team: &str, leads: Option<&str>) {
    let number = members.len() as u32;
    let leads = leads.map(|team| TeamPath::parse(team).unwrap()).into_iter().collect();
    members.push(Member { leads, ..member(team, number) });
}

/// People in a team, and mostly somebody who leads it from within, from above, or from below.
fn add_team(members: &mut Vec<Member>, team: &str, size: u32, has_work: bool, draw: &mut Draw) {
    for _ in 0..size {
        add(members, team, None);
        if has_work {
            let work = ["sales", "finance"][draw.below(2) as usize];
            members.last_mut().unwrap().work = ChoiceId::parse(work);
        }
    }
    if !draw.one_in(4) {
        let above = TeamPath::parse(team).unwrap().parent();
        let seat = above.filter(|_| draw.one_in(3)).map_or_else(|| team.to_owned(), |above| above.to_string());
        add(members, &seat, Some(team));
    }
}

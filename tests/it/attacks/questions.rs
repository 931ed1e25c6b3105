//! An attacker who holds every figure of a release and knows who answered which question: person by person, question by
//! question, with the figures of subjects beside those of questions. What can be worked out must take in enough people.

use std::collections::BTreeSet;
use std::sync::Arc;

use footing_core::disclosure::{Group, MeasureKind, Release};

use footing_core::organisation::Member;
use footing_core::survey::{ChoiceId, Survey};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use super::algebra::{Known, Weights, inverse, multiply};
use crate::support::{closed_wave, member, release_of, response, team_practice};

const LEAST: u32 = 5;

struct Organisation {
    members: Vec<Member>,
    survey: Arc<Survey>,
    /// By person and item.
    answers: Vec<Option<Vec<Option<u8>>>>,
    release: Release,
}

impl Organisation {
    /// Two to seven teams under one to three departments, with two kinds of work; one in five people does not answer, and
    /// one question in twelve is left out.
    fn random(seed: u64) -> Organisation {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let mut draw = |below: u32| chance.next_u32() % below;
        let survey = team_practice();
        let mut members = Vec::new();
        for department in 0..1 + draw(3) {
            for team in 0..1 + draw(3) {
                for _ in 0..2 + draw(9) {
                    members.push(worker(&format!("D{department} > T{team}"), members.len() as u32, draw(2)));
                }
            }
        }
        while members.len() < 12 {
            members.push(worker("D0 > T0", members.len() as u32, draw(2)));
        }
        let answers: Vec<Option<Vec<Option<u8>>>> = members
            .iter()
            .map(|_| {
                let sheet = survey.items().iter().map(|_| (draw(12) > 0).then(|| 1 + draw(5) as u8)).collect();
                (draw(5) > 0).then_some(sheet)
            })
            .collect();
        let wave = closed_wave(7, &survey, members.len());
        let responses = members
            .iter()
            .zip(&answers)
            .filter_map(|(member, answers)| Some((member.person, response(&survey, &wave, answers.as_ref()?))));
        let release = release_of(&survey, &wave, &members, responses);
        Organisation { members, survey, answers, release }
    }

    /// Who answered an item, of a group.
    fn respondents(&self, group: &Group, item: usize) -> Vec<usize> {
        let is_in = |member: &Member| match group {
            Group::Organisation => true,
            Group::Team(path) => member.team.is_within(path),
            Group::Work(work) => member.work.as_ref() == Some(work),
            Group::Location(_) | Group::Leaders => false,
        };
        let answered = |person: usize| self.answers[person].as_ref().is_some_and(|sheet| sheet[item].is_some());
        (0..self.members.len()).filter(|person| is_in(&self.members[*person]) && answered(*person)).collect()
    }

    /// Every figure as weights on what each person answered to each item; `by_people` makes a subject's figure the mean of
    /// people's scores, which is the fault.
    fn figures(&self, by_people: bool) -> Vec<Weights> {
        let items = self.survey.items().len();
        let mut figures = Vec::new();
        for row in self.release.rows() {
            for (place, measure) in self.release.head().measures.iter().enumerate() {
                if row.figures(place).is_none() {
                    continue;
                }
                let mut weights = Weights::new();
                let wanted: Vec<usize> = match measure.kind {
                    MeasureKind::Item => {
                        (0..items).filter(|item| self.survey.items()[*item].id.as_str() == measure.id).collect()
                    }
                    MeasureKind::Dimension | MeasureKind::Survey => (0..items).collect(),
                };
                let everybody: BTreeSet<usize> =
                    wanted.iter().flat_map(|item| self.respondents(&row.group, *item)).collect();
                for item in &wanted {
                    let people = self.respondents(&row.group, *item);
                    for person in &people {
                        let weight = if by_people && wanted.len() > 1 {
                            let of_person =
                                wanted.iter().filter(|item| self.respondents(&row.group, **item).contains(person));
                            multiply(inverse(of_person.count() as u128), inverse(everybody.len() as u128))
                        } else {
                            multiply(inverse(wanted.len() as u128), inverse(people.len() as u128))
                        };
                        weights.insert((*person, *item), weight);
                    }
                }
                figures.push(weights);
            }
        }
        figures
    }

    /// What nobody may learn: the sum of fewer than the threshold, for one item and over all items: of each person, of
    /// each hidden group and of up to three of them together, and what is left of a group without the others.
    fn secrets(&self) -> Vec<Weights> {
        let items = self.survey.items().len();
        let hidden: Vec<&Group> = self
            .release
            .rows()
            .iter()
            .filter(|row| (0..row.cells.len()).all(|place| row.figures(place).is_none()))
            .map(|row| &row.group)
            .collect();
        let mut sets: BTreeSet<BTreeSet<usize>> =
            (0..self.members.len()).map(|person| BTreeSet::from([person])).collect();
        for one in 0..hidden.len() {
            for two in one..hidden.len() {
                for three in two..hidden.len() {
                    let groups = [hidden[one], hidden[two], hidden[three]];
                    sets.insert(
                        groups
                            .iter()
                            .flat_map(|group| (0..items).flat_map(|item| self.respondents(group, item)))
                            .collect(),
                    );
                }
            }
        }
        let mut secrets = Vec::new();
        for set in sets.iter().filter(|set| !set.is_empty() && set.len() < LEAST as usize) {
            let of = |item: usize| -> Weights {
                let everybody = self.respondents(&Group::Organisation, item);
                everybody.into_iter().filter(|person| set.contains(person)).map(|person| ((person, item), 1)).collect()
            };
            secrets.extend((0..items).map(of));
            secrets.push((0..items).flat_map(of).collect());
        }
        secrets.retain(|secret| !secret.is_empty());
        secrets
    }
}

fn worker(team: &str, number: u32, work: u32) -> Member {
    Member { work: ChoiceId::parse(["sales", "finance"][work as usize]), ..member(team, number) }
}

/// How many secrets the figures give away, and how many figures there are.
fn attack(organisation: &Organisation, by_people: bool) -> (usize, usize) {
    let figures = organisation.figures(by_people);
    let mut known = Known::default();
    figures.iter().for_each(|figure| known.learn(figure));
    let secrets = organisation.secrets();
    (secrets.iter().filter(|secret| known.gives_away(secret)).count(), figures.len())
}

#[test]
fn nobody_is_worked_out_from_the_figures_of_questions_and_subjects_together() {
    let mut shown = 0;
    for seed in 0..200 {
        let organisation = Organisation::random(seed);
        let (given_away, figures) = attack(&organisation, false);
        assert_eq!(given_away, 0, "of organisation {seed}");
        shown += figures;
    }
    println!("{shown} figures of 200 organisations, nothing given away");
    assert!(shown > 2_000, "too little is shown to be worth an attack: {shown}");
}

#[test]
fn the_attacker_would_find_whoever_left_a_question_out_if_subjects_were_means_of_people() {
    let found = (0..20).map(|seed| attack(&Organisation::random(seed), true).0).sum::<usize>();
    assert!(found > 0, "the attacker is too weak to trust");
}

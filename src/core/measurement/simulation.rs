//! Respondents who do not exist: for demonstrations, for tests, and to see what a survey would show.
//! The same random numbers give the same respondents on every machine: only operations that IEEE 754 fixes are used.

mod fit;

use thiserror::Error;

use crate::survey::{Codebook, CodedItem};

/// Whom to simulate. Scores are in points of 100, shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Population {
    /// How many teams there are, with `people` in each.
    pub teams: u32,
    /// People in each team.
    pub people: u32,
    /// Share of the variance of scores that lies between teams, ICC(1).
    pub icc: f64,
    /// Reliability of the score over all items.
    pub reliability: f64,
    /// Mean of the scores.
    pub mean: f64,
    /// Standard deviation of the scores, between and within teams together.
    pub deviation: f64,
    /// Standard deviation of the item means: how far difficulties lie apart.
    pub difficulty: f64,
    /// Share of answers that are missing, at random.
    pub missing: f64,
    /// Share of people who give one and the same answer to every item.
    pub straight_liners: f64,
    /// Share of people who answer without reading, at random.
    pub careless: f64,
}

/// Such a population cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum PopulationError {
    /// A share that is not from 0 to 1, or straight-liners and careless people who are together more than everybody.
    #[error("shares are from 0 to 1, and straight-liners and careless people together at most 1")]
    Share,
    /// A reliability below the ICC or above 1.
    #[error("the reliability must be at least the ICC and at most 1: what lies between teams is reliable")]
    Reliability,
    /// A mean or a standard deviation that is not from 0 to 100.
    #[error("mean and standard deviations are from 0 to 100")]
    Points,
    /// Nobody, or more than [`Population::MOST_PEOPLE`].
    #[error("there are from 1 to {} people in all", Population::MOST_PEOPLE)]
    People,
    /// Answers end where their scale ends, and lie on its steps.
    /// No answers on these scales have this mean and spread; the nearest that have are named, in points of 100.
    #[error(
        "answers on these scales cannot have a mean of {mean} and a standard deviation of {deviation}; the nearest are \
         {nearest_mean:.1} and {nearest_deviation:.1}. Ask for those, or change the shares of careless people and \
         straight-liners, the reliability or the difficulty"
    )]
    Unreachable { mean: f64, deviation: f64, nearest_mean: f64, nearest_deviation: f64 },
}

/// What the respondents' scores are, those over all items, in points of 100.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Achieved {
    /// How many have answered enough for a score.
    pub people: usize,
    /// 0 without people.
    pub mean: f64,
    /// 0 for fewer than two people.
    pub deviation: f64,
}

/// One simulated person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulatedRespondent {
    /// From 1.
    pub team: u32,
    /// As given, before reversed items are turned round; in the order of the codebook's items.
    pub answers: Vec<Option<u8>>,
}

/// The respondents, team by team.
#[derive(Clone, Debug)]
pub struct Simulation<'c, D> {
    items: &'c [CodedItem],
    /// The least number of answered items for a score.
    needs: usize,
    population: Population,
    latent: Latent,
    chance: Chance<D>,
    difficulties: Vec<f64>,
    team: u32,
    team_effect: f64,
    left_in_team: u32,
}

/// Mean and standard deviation of what people would answer on a scale without ends and steps. Errors of measurement are as
/// wide as the population asks for, whatever the deviation here.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Latent {
    mean: f64,
    deviation: f64,
}

impl<'c, D: FnMut() -> u64 + Clone> Simulation<'c, D> {
    /// A population whose scores, as they come out, have the mean and the standard deviation that it asks for. `draw` gives
    /// uniform random numbers of 64 bits, and a clone of it the same ones.
    ///
    /// # Errors
    /// What cannot be.
    pub fn fitted(codebook: &'c Codebook, population: Population, draw: D) -> Result<Self, PopulationError> {
        fit::fitted(Simulation::new(codebook, population, draw)?)
    }
}

impl<'c, D: FnMut() -> u64> Simulation<'c, D> {
    /// A population whose people would have the mean and the standard deviation that it asks for on a scale without ends
    /// and steps. On one that has both, and with chance, their scores come out otherwise.
    ///
    /// # Errors
    /// What cannot be.
    pub fn new(codebook: &'c Codebook, population: Population, draw: D) -> Result<Self, PopulationError> {
        population.check()?;
        let items = codebook.items();
        let mut chance = Chance { draw };
        let difficulties = difficulties(items.len(), population.difficulty, &mut chance);
        let latent = Latent { mean: population.mean, deviation: population.deviation };
        let needs = codebook.whole().map_or(1, |whole| whole.needs);
        let (team, team_effect, left_in_team) = (0, 0.0, 0);
        Ok(Simulation { items, needs, population, latent, chance, difficulties, team, team_effect, left_in_team })
    }

    /// How far each item's mean is meant to lie above the mean of all, in points of 100.
    pub fn difficulties(&self) -> &[f64] {
        &self.difficulties
    }

    fn respondent(&mut self) -> SimulatedRespondent {
        let Population { icc, reliability, missing, straight_liners, careless, .. } = self.population;
        let Latent { mean, deviation } = self.latent;
        let level = mean + self.team_effect + deviation * (reliability - icc).sqrt() * self.chance.normal();
        let error = self.population.deviation * (self.items.len() as f64 * (1.0 - reliability)).sqrt();
        let manner = self.chance.uniform();
        let answers = self.items.iter().zip(&self.difficulties).map(|(item, difficulty)| {
            let answer = if manner < straight_liners {
                nearest(item, level)
            } else if manner < straight_liners + careless {
                let options = f64::from(item.highest - item.lowest) + 1.0;
                item.lowest + (options * self.chance.uniform()) as u8
            } else {
                let keyed = nearest(item, level + difficulty + error * self.chance.normal());
                if item.reversed { item.highest - (keyed - item.lowest) } else { keyed }
            };
            (self.chance.uniform() >= missing).then_some(answer)
        });
        SimulatedRespondent { answers: answers.collect(), team: self.team }
    }
}

impl<D: FnMut() -> u64> Iterator for Simulation<'_, D> {
    type Item = SimulatedRespondent;

    fn next(&mut self) -> Option<SimulatedRespondent> {
        while self.left_in_team == 0 {
            if self.team == self.population.teams {
                return None;
            }
            self.team += 1;
            self.left_in_team = self.population.people;
            self.team_effect = self.latent.deviation * self.population.icc.sqrt() * self.chance.normal();
        }
        self.left_in_team -= 1;
        Some(self.respondent())
    }
}

impl Population {
    /// Over all teams.
    pub const MOST_PEOPLE: u32 = 1_000_000;

    fn check(&self) -> Result<(), PopulationError> {
        if !(1..=Self::MOST_PEOPLE).contains(&self.teams.saturating_mul(self.people)) {
            return Err(PopulationError::People);
        }
        let is_share = |share: f64| (0.0..=1.0).contains(&share);
        let shares = [self.icc, self.missing, self.straight_liners + self.careless];
        if !shares.into_iter().all(is_share) || self.straight_liners < 0.0 || self.careless < 0.0 {
            return Err(PopulationError::Share);
        }
        if !(self.icc..=1.0).contains(&self.reliability) {
            return Err(PopulationError::Reliability);
        }
        let points = [self.mean, self.deviation, self.difficulty];
        if !points.into_iter().all(|points| (0.0..=100.0).contains(&points)) {
            return Err(PopulationError::Points);
        }
        Ok(())
    }
}

/// Evenly spaced difficulties with this standard deviation, in random order.
fn difficulties<D: FnMut() -> u64>(items: usize, deviation: f64, chance: &mut Chance<D>) -> Vec<f64> {
    let middle = (items as f64 - 1.0) / 2.0;
    // The population variance of 0, 1, …, k − 1 is (k² − 1) / 12.
    let spread = ((items as f64 * items as f64 - 1.0) / 12.0).sqrt();
    let step = if spread > 0.0 { deviation / spread } else { 0.0 };
    let mut difficulties: Vec<f64> = (0..items).map(|item| (item as f64 - middle) * step).collect();
    for last in (1..items).rev() {
        let other = (chance.uniform() * (last as f64 + 1.0)) as usize;
        difficulties.swap(last, other.min(last));
    }
    difficulties
}

/// The answer nearest to a level from 0 to 100.
fn nearest(item: &CodedItem, level: f64) -> u8 {
    let width = f64::from(item.highest - item.lowest);
    let steps = (level / 100.0 * width).round().clamp(0.0, width);
    item.lowest + steps as u8
}

#[derive(Clone, Debug)]
struct Chance<D> {
    draw: D,
}

impl<D: FnMut() -> u64> Chance<D> {
    /// From 0 to below 1, in steps of 2⁻⁵³.
    fn uniform(&mut self) -> f64 {
        ((self.draw)() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Nearly a standard normal deviate: the sum of twelve uniform ones, within ±6.
    ///
    /// Logarithms and cosines, which the usual ways take, differ in the last digit from one machine to another.
    fn normal(&mut self) -> f64 {
        let sixteen_bits = |word: u64| (0..4).map(move |part| (word >> (16 * part)) & 0xffff);
        let sum: u64 = (0..3).map(|_| sixteen_bits((self.draw)()).sum::<u64>()).sum();
        (sum as f64 - 12.0 * 32767.5) / 65536.0
    }
}

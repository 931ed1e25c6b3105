//! `footing simulate`: a table of answers that nobody gave.

use anyhow::Result;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

use crate::measurement::{Population, Respondent, Simulation};

use super::Ending;
use super::codebook::codebook_of;

/// The table has the columns person, team and one for each item. The same command line gives the same table, on every
/// machine. Scores are in points of 100, shares from 0 to 1.
#[derive(Debug, clap::Args)]
pub struct Simulate {
    /// A survey file, a file with `kind = "data"`, or a survey that comes with Footing.
    #[arg(long, value_name = "FILE")]
    survey: String,
    /// How many teams.
    #[arg(long, value_name = "N")]
    teams: u32,
    /// How many people in each team.
    #[arg(long, value_name = "N")]
    people: u32,
    /// Another seed, another table.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Share of the variance of scores that lies between teams.
    #[arg(long, value_name = "SHARE", default_value_t = 0.10)]
    icc: f64,
    /// Reliability of the score over all items.
    #[arg(long, value_name = "SHARE", default_value_t = 0.85)]
    reliability: f64,
    /// Mean of the scores.
    #[arg(long, value_name = "POINTS", default_value_t = 55.0)]
    mean: f64,
    /// Standard deviation of the scores, between and within teams together.
    #[arg(long, value_name = "POINTS", default_value_t = 20.0)]
    sd: f64,
    /// Standard deviation of the item means.
    #[arg(long, value_name = "POINTS", default_value_t = 8.0)]
    difficulty: f64,
    /// Share of answers that are missing.
    #[arg(long, value_name = "SHARE", default_value_t = 0.02)]
    missing: f64,
    /// Share of people who give one and the same answer to every item.
    #[arg(long, value_name = "SHARE", default_value_t = 0.02)]
    straight_liners: f64,
    /// Share of people who answer at random.
    #[arg(long, value_name = "SHARE", default_value_t = 0.02)]
    careless: f64,
}

impl Simulate {
    pub fn run(self) -> Result<Ending> {
        let codebook = codebook_of(&self.survey)?;
        let population = Population {
            teams: self.teams,
            people: self.people,
            icc: self.icc,
            reliability: self.reliability,
            mean: self.mean,
            deviation: self.sd,
            difficulty: self.difficulty,
            missing: self.missing,
            straight_liners: self.straight_liners,
            careless: self.careless,
        };
        let mut generator = ChaCha8Rng::seed_from_u64(self.seed);
        let respondents = Simulation::new(&codebook, population, || generator.next_u64())?;
        let mut writer = csv::Writer::from_writer(std::io::stdout().lock());
        let items = codebook.items().iter().map(|item| item.column.as_str());
        writer.write_record(["person", "team"].into_iter().chain(items))?;
        for (person, Respondent { team, answers }) in (1_u64..).zip(respondents) {
            let answers = answers.iter().map(|answer| answer.map_or_else(String::new, |value| value.to_string()));
            writer.write_record([person.to_string(), team.to_string()].into_iter().chain(answers))?;
        }
        writer.flush()?;
        Ok(Ending::Good)
    }
}

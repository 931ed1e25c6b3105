//! `footing simulate`: a table of answers that nobody gave.

use anyhow::Result;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

use footing_core::measurement::{Achieved, Analysis, Population, Responses, SimulatedRespondent, Simulation};

use super::Ending;
use super::codebook::codebook_of;
use super::number::within;
use super::output::{output, tell};

/// The table has the columns person, team and one for each item. The same command line gives the same table, on every
/// machine. Scores are in points of 100, shares from 0 to 1. Mean and standard deviation are those of the table; what came
/// out is said on standard error.
#[derive(Debug, clap::Args)]
pub struct Simulate {
    /// A survey file, a file with `kind = "data"`, or a survey that comes with Footing.
    #[arg(long, value_name = "FILE")]
    survey: String,
    /// How many teams.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(Population::MOST_PEOPLE)))]
    teams: u32,
    /// How many people in each team; at most a million people in all.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(Population::MOST_PEOPLE)))]
    people: u32,
    /// Another seed, another table.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Share of the variance of scores that lies between teams.
    #[arg(long, value_name = "SHARE", value_parser = within(0.0..=1.0), default_value_t = 0.10)]
    icc: f64,
    /// Reliability of the score over all items.
    #[arg(long, value_name = "SHARE", value_parser = within(0.0..=1.0), default_value_t = 0.85)]
    reliability: f64,
    /// Mean of the scores.
    #[arg(long, value_name = "POINTS", value_parser = within(0.0..=100.0), default_value_t = 55.0)]
    mean: f64,
    /// Standard deviation of the scores, between and within teams together.
    #[arg(long, value_name = "POINTS", value_parser = within(0.0..=100.0), default_value_t = 20.0)]
    sd: f64,
    /// Standard deviation of the item means.
    #[arg(long, value_name = "POINTS", value_parser = within(0.0..=100.0), default_value_t = 8.0)]
    difficulty: f64,
    /// Share of answers that are missing.
    #[arg(long, value_name = "SHARE", value_parser = within(0.0..=1.0), default_value_t = 0.02)]
    missing: f64,
    /// Share of people who give one and the same answer to every item.
    #[arg(long, value_name = "SHARE", value_parser = within(0.0..=1.0), default_value_t = 0.02)]
    straight_liners: f64,
    /// Share of people who answer at random.
    #[arg(long, value_name = "SHARE", value_parser = within(0.0..=1.0), default_value_t = 0.02)]
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
        let respondents = Simulation::fitted(&codebook, population, move || generator.next_u64())?;
        let achieved = respondents.achieved();
        let mut responses = Responses::none(&codebook)?;
        let mut writer = csv::Writer::from_writer(output());
        let items = codebook.items().iter().map(|item| item.column.as_str());
        writer.write_record(["person", "team"].into_iter().chain(items))?;
        for (person, SimulatedRespondent { team, answers }) in (1_u64..).zip(respondents) {
            responses.push(&answers, Some(&team.to_string()), None)?;
            let answers = answers.iter().map(|answer| answer.map_or_else(String::new, |value| value.to_string()));
            writer.write_record([person.to_string(), team.to_string()].into_iter().chain(answers))?;
        }
        writer.flush()?;
        tell(format!("footing: {}", said(achieved, &Analysis::of(&responses, "team", 0)?)));
        Ok(Ending::Good)
    }
}

/// What came out, by the figures that were asked for.
fn said(achieved: Achieved, analysis: &Analysis) -> String {
    let Achieved { people, mean, deviation } = achieved;
    let mut said = format!("{people} people with a score; mean {mean:.1}, standard deviation {deviation:.1}");
    // A score over all items is the first measure, or there is none.
    if let Some(measure) = analysis.measures.first()
        && (measure.is_whole || analysis.measures.len() == 1)
    {
        let icc = measure.groups.as_ref().map_or("none".to_owned(), |groups| figure(groups.variance.icc1));
        said.push_str(&format!(", reliability {}, ICC(1) {icc}", figure(measure.quality.alpha)));
    }
    said
}

fn figure<E: ToString>(estimate: Result<f64, E>) -> String {
    estimate.map_or_else(|reason| reason.to_string(), |value| format!("{value:.2}"))
}

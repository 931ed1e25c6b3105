//! `footing plan`: before a survey, what it will be able to show.

use anyhow::Result;

use footing_core::measurement::{Assumptions, Plan};

use super::Ending;
use super::codebook::codebook_of;
use super::number::{above, between, within};
use super::output::print;

/// All differences are in points of 100, and every assumption is printed.
#[derive(Debug, clap::Args)]
pub struct PlanTeams {
    /// A survey file, a file with `kind = "data"`, or a survey that comes with Footing.
    #[arg(long, value_name = "FILE")]
    survey: String,
    /// How many people of a team will answer.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    team_size: u64,
    /// Standard deviation of the scores within a team, in points of 100.
    #[arg(long, value_name = "POINTS", value_parser = within(above(0.0, 50.0)), default_value_t = 20.0)]
    sd: f64,
    /// Share of the variance of scores that lies between teams, 0 to 1.
    #[arg(long, value_name = "SHARE", value_parser = within(0.0..1.0), default_value_t = 0.10)]
    icc: f64,
    /// Reliability of the score over all items, where the file does not say what its standard error is.
    #[arg(long, value_name = "SHARE", value_parser = within(between(0.0, 1.0)), default_value_t = 0.85)]
    reliability: f64,
    /// Correlation of the scores of the same people at two times.
    #[arg(long, value_name = "R", value_parser = within(0.0..1.0), default_value_t = 0.70)]
    stability: f64,
    /// The chance to find a difference that is there.
    #[arg(long, value_name = "SHARE", value_parser = within(between(0.5, 1.0)), default_value_t = 0.80)]
    power: f64,
}

impl PlanTeams {
    pub fn run(self) -> Result<Ending> {
        let codebook = codebook_of(&self.survey)?;
        let assumptions = Assumptions {
            deviation: self.sd,
            icc: self.icc,
            reliability: self.reliability,
            stability: self.stability,
            power: self.power,
        };
        print(Plan::of(&codebook, self.team_size, assumptions))?;
        Ok(Ending::Good)
    }
}

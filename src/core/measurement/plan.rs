//! Before a survey: what teams of a size can show, and how many answers and items a reliability takes.

use std::fmt;

use crate::statistics::change::ReliableChange;
use crate::statistics::confidence::Confidence;
use crate::statistics::power::Test;
use crate::statistics::reliability::{length_needed, lengthened};
use crate::statistics::undefined::{Estimate, Undefined};
use crate::survey::{Codebook, counted};

/// The reliability that comparing groups asks for. Nunnally & Bernstein (1994).
const WANTED: f64 = 0.70;

/// Shares of variance between teams that answers to surveys usually have. Bliese (2000).
const USUAL_ICC: [f64; 3] = [0.05, 0.10, 0.20];

/// What is taken for granted, in points of 100 where it has a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assumptions {
    /// Standard deviation of people's scores within a team.
    pub deviation: f64,
    /// Share of the variance of scores that lies between teams, ICC(1).
    pub icc: f64,
    /// Reliability of the score over all items, where the file promises no standard error of measurement.
    pub reliability: f64,
    /// Correlation of the scores of the same people at two times.
    pub stability: f64,
    /// The chance to find a difference that is there.
    pub power: f64,
}

/// What a team of one size can show. Differences are in points of 100.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// People in the team who answer.
    pub team_size: u64,
    /// What it rests on.
    pub assumptions: Assumptions,
    /// Between two teams of this size.
    pub between_teams: Estimate,
    /// Between one team and the mean of a large organisation.
    pub from_all: Estimate,
    /// From one time to the next, with the answers of each person linked.
    pub change: Estimate,
    /// From one time to the next, with answers that are not linked.
    pub unlinked_change: Estimate,
    /// Reliability of the mean of a team of this size, ICC(2).
    pub team_reliability: Estimate,
    /// Answers for a team mean of reliability .70, for several shares of variance between teams.
    pub answers_needed: Vec<(f64, Estimate)>,
    /// The whole survey, where that has a meaning, and each dimension.
    pub measures: Vec<MeasurePlan>,
}

/// What one score of the instrument can show about a person.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasurePlan {
    /// As the codebook has it.
    pub name: String,
    /// How many items it has now.
    pub items: usize,
    /// Of one person's score, if all items are as reliable as assumed.
    pub reliability: Estimate,
    /// Items like these for a reliability of .70.
    pub items_needed: Estimate,
    /// The smallest change of one person that is more than measurement error.
    pub smallest_change: Estimate,
}

impl Plan {
    /// Works out what a team of so many answers can show.
    pub fn of(codebook: &Codebook, team_size: u64, assumptions: Assumptions) -> Self {
        let Assumptions { deviation, icc, stability, power, .. } = assumptions;
        let test = Test::new(Confidence::NINETY_FIVE, power);
        let needed = |icc| length_needed(icc, WANTED).map(f64::ceil);
        let mut shares = vec![icc];
        shares.extend(USUAL_ICC.into_iter().filter(|usual| *usual != icc));
        shares.sort_by(f64::total_cmp);
        Plan {
            team_size,
            assumptions,
            between_teams: test.and_then(|test| test.difference_of_groups(team_size, deviation)),
            from_all: test.and_then(|test| test.difference_from_known(team_size, deviation)),
            change: test.and_then(|test| test.change(team_size, deviation, stability)),
            unlinked_change: test.and_then(|test| test.difference_of_groups(team_size, deviation)),
            team_reliability: lengthened(icc, team_size as f64),
            answers_needed: shares.into_iter().map(|icc| (icc, needed(icc))).collect(),
            measures: MeasurePlan::all(codebook, &assumptions),
        }
    }
}

impl MeasurePlan {
    fn all(codebook: &Codebook, assumptions: &Assumptions) -> Vec<Self> {
        let all_items = codebook.items().len();
        let single = |items: usize| lengthened(assumptions.reliability, items as f64 / all_items as f64);
        let whole = codebook.whole().map(|whole| ("all items".to_owned(), all_items, whole.sem));
        let dimensions = codebook.dimensions().iter().enumerate();
        let dimensions = dimensions
            .map(|(index, dimension)| (dimension.name.clone(), codebook.items_of(index).len(), dimension.sem));
        let measure = |(name, items, sem): (String, usize, Option<f64>)| {
            let deviation = assumptions.deviation;
            // More error than spread: the file's promise and the assumption do not fit together.
            let promised = |sem: f64| Some(1.0 - (sem / deviation).powi(2)).filter(|r| *r > 0.0);
            let reliability =
                sem.map_or_else(|| single(items), |sem| promised(sem).ok_or(Undefined::ReliabilityOutOfRange));
            let change =
                |reliability| Ok(ReliableChange::new(deviation, reliability)?.smallest(Confidence::NINETY_FIVE));
            MeasurePlan {
                name,
                items,
                reliability,
                items_needed: reliability
                    .and_then(|reliability| length_needed(reliability, WANTED))
                    .map(|factor| (factor * items as f64).ceil()),
                smallest_change: reliability.and_then(change),
            }
        };
        whole.into_iter().chain(dimensions).map(measure).collect()
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Assumptions { deviation, icc, reliability, stability, power } = self.assumptions;
        let points = |figure: Estimate| match figure {
            Ok(points) => format!("{points:>5.1}"),
            Err(reason) => format!("    – ({reason})"),
        };
        writeln!(f, "What a team of {} can show, in points of 100", self.team_size)?;
        writeln!(f, "  {}  between two teams of this size", points(self.between_teams))?;
        writeln!(f, "  {}  between this team and the mean of a large organisation", points(self.from_all))?;
        writeln!(f, "  {}  from one time to the next, the answers of each person linked", points(self.change))?;
        writeln!(f, "  {}  from one time to the next, answers not linked", points(self.unlinked_change))?;
        writeln!(f, "Smaller differences may be there and will mostly not be found.\n")?;

        writeln!(f, "How many answers a team needs for a mean of reliability .70")?;
        for (share, answers) in &self.answers_needed {
            let answers = answers
                .map_or_else(|reason| reason.to_string(), |answers| format!("{answers:>3} answer{}", ending(answers)));
            let mark = if *share == icc { "  (assumed)" } else { "" };
            writeln!(f, "  ICC(1) {share:.2}: {answers}{mark}")?;
        }
        if let Ok(reliability) = self.team_reliability {
            writeln!(
                f,
                "With {} and ICC(1) {icc:.2} it has {reliability:.2}, ICC(2).\n",
                counted(self.team_size as usize, "answer")
            )?;
        }

        writeln!(f, "What one person's score can show")?;
        let width = self.measures.iter().map(|measure| measure.name.chars().count()).max().unwrap_or_default();
        for measure in &self.measures {
            let figure =
                |figure: Estimate, decimals| figure.map_or("–".to_owned(), |value| format!("{value:.decimals$}"));
            writeln!(
                f,
                "  {:<width$}  {:>2} item{}, reliability {}; {} for .70; smallest reliable change {}",
                measure.name,
                measure.items,
                ending(measure.items as f64),
                figure(measure.reliability, 3),
                measure.items_needed.map_or("–".to_owned(), |items| counted(items as usize, "item")),
                figure(measure.smallest_change, 1),
            )?;
        }

        writeln!(f, "\nAssumed")?;
        writeln!(f, "  Scores within a team have a standard deviation of {deviation} points (--sd).")?;
        writeln!(f, "  A share of {icc} of the variance of scores lies between teams (--icc).")?;
        writeln!(f, "  Scores of the same people at two times correlate {stability} (--stability).")?;
        writeln!(f, "  A difference is found with a chance of {power} (--power), by t tests at 5 %, two-sided.")?;
        writeln!(
            f,
            "  All items together have a reliability of {reliability} (--reliability), except where the file says \
                     what the standard error of measurement is; shorter scores follow by Spearman–Brown."
        )?;
        write!(f, "  Everybody in the team answers, and answers for themselves.")
    }
}

/// Of a noun in a column that keeps its numbers one below the other.
fn ending(count: f64) -> &'static str {
    if count == 1.0 { "" } else { "s" }
}

//! Advice on an instrument from answers to it: what a statistician would ask its author about.
//! Nothing here is a fault of the file; each finding says what was seen and what it may mean.

use std::fmt;

use super::error::MeasurementError;
use super::labels::Labels;
use super::measure::MeasureAnalysis;
use super::responses::Responses;
use super::sheets::{MeasureItems, Sheets};
use crate::statistics::confidence::Confidence;
use crate::statistics::correlation::{correlation_difference, correlation_interval};
use crate::statistics::covariance::Covariance;
use crate::statistics::interval::Interval;
use crate::statistics::multiplicity::holm;
use crate::statistics::reliability::{item_rest_correlations, length_needed, standard_error_of_measurement};
use crate::statistics::tally::Tally;
use crate::statistics::undefined::Estimate;
use crate::survey::{Purpose, counted};

/// A share of people with the lowest or highest possible score from which on it hides differences, seen in at least
/// [`ENOUGH_PEOPLE`]. Terwee et al. (2007).
const END_OF_SCORE: f64 = 0.15;
const ENOUGH_PEOPLE: u64 = 50;

/// A share of answers at one end of the scale from which on an item hardly distinguishes people. Streiner & Norman
/// (2008).
const END_OF_ITEM: f64 = 0.80;

/// The chance of even one false finding about a translation.
const FALSE_FINDING: f64 = 0.05;

/// What a table of answers says about the instrument.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// People with at least one answer.
    pub people: usize,
    /// The gravest first.
    pub findings: Vec<Finding>,
}

/// One thing to ask the author about.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum Finding {
    /// An item goes against the others of its dimension.
    AgainstTheOthers { item: String, dimension: String, reversed: bool, r: f64, interval: Estimate<Interval>, n: u64 },
    /// In one language an item goes against the others, in all other languages with them, or the other way round.
    Translation { item: String, language: String, r: f64, n: u64, elsewhere: f64, elsewhere_n: u64 },
    /// Many people have the lowest or highest possible score.
    ScoreAtEnd { measure: String, end: End, share: f64, n: u64 },
    /// Nearly everybody gives the same extreme answer.
    ItemAtEnd { item: String, end: End, share: f64, n: u64 },
    /// Too few items for what the score is for.
    TooShort { measure: String, made_for: Purpose, items: usize, alpha: f64, wanted: f64, needed: usize },
    /// The file promises a smaller standard error of measurement than the answers allow, in POMP points.
    PromisedError { measure: String, promised: f64, found: f64 },
}

/// An end of a scale, in the direction of the dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Lowest,
    Highest,
}

/// Looks at every measure and item.
///
/// # Errors
/// As [`Analysis::of`](super::Analysis::of).
pub fn advise(responses: &Responses<'_>) -> Result<Advice, MeasurementError> {
    let mut findings = Vec::new();
    for measure in MeasureItems::all(responses) {
        let analysis = MeasureAnalysis::of(&measure, responses)?;
        // Items belong to one dimension; among all items, those of another dimension need not go with them.
        if !measure.is_whole {
            findings.extend(items_against_the_others(&analysis));
            findings.extend(items_at_an_end(&analysis));
            if let Some(languages) = responses.languages() {
                findings.extend(translations(&Sheets::of(&measure, responses), languages, &analysis.items)?);
            }
        }
        findings.extend(scores_at_an_end(&analysis));
        findings.extend(too_short(&analysis, responses.codebook().made_for()));
        findings.extend(promised_error(&analysis, measure.sem));
    }
    Ok(Advice { people: responses.count(), findings })
}

fn items_against_the_others(measure: &MeasureAnalysis) -> impl Iterator<Item = Finding> {
    let n = measure.quality.n;
    let negative =
        measure.item_figures.iter().filter_map(|item| Some((item, item.item_rest.ok().filter(|r| *r < 0.0)?)));
    negative.map(move |(item, r)| Finding::AgainstTheOthers {
        item: item.column.clone(),
        dimension: measure.name.clone(),
        reversed: item.reversed,
        r,
        interval: correlation_interval(r, n, Confidence::NINETY_FIVE),
        n,
    })
}

fn items_at_an_end(measure: &MeasureAnalysis) -> impl Iterator<Item = Finding> {
    measure.item_figures.iter().filter(|item| item.n >= ENOUGH_PEOPLE).filter_map(|item| {
        let (end, share) = at_an_end(item.at_lowest, item.at_highest, END_OF_ITEM)?;
        Some(Finding::ItemAtEnd { item: item.column.clone(), end, share, n: item.n })
    })
}

fn scores_at_an_end(measure: &MeasureAnalysis) -> Option<Finding> {
    let n = measure.score.n as u64;
    let (end, share) = at_an_end(measure.score.at_lowest, measure.score.at_highest, END_OF_SCORE)?;
    (n >= ENOUGH_PEOPLE).then(|| Finding::ScoreAtEnd { measure: measure.name.clone(), end, share, n })
}

/// The end with at least this share, the fuller one if both have it.
fn at_an_end(lowest: Estimate, highest: Estimate, least: f64) -> Option<(End, f64)> {
    let ends = [(End::Lowest, lowest.ok()?), (End::Highest, highest.ok()?)];
    ends.into_iter().filter(|(_, share)| *share >= least).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Items whose correlation with the others changes its sign from one language to the rest, beyond chance (Holm over all
/// items and languages of the dimension).
fn translations(sheets: &Sheets, languages: &Labels, items: &[String]) -> Result<Vec<Finding>, MeasurementError> {
    if sheets.common_scale().is_err() {
        return Ok(Vec::new());
    }
    let tallies = &sheets.tallies(languages)?[..languages.names().len()];
    let Some(first) = tallies.first() else { return Ok(Vec::new()) };
    let mut everybody = Tally::empty(first.shape().clone());
    for tally in tallies {
        everybody.merge(tally)?;
    }
    let mut candidates = Vec::new();
    for (language, name) in languages.names().iter().enumerate() {
        let mut elsewhere = everybody.clone();
        elsewhere.subtract(&tallies[language])?;
        let (here, there) = (item_rest(&tallies[language]), item_rest(&elsewhere));
        let (n, elsewhere_n) = (tallies[language].moments().n(), elsewhere.moments().n());
        for ((item, r), elsewhere) in items.iter().zip(here).zip(there) {
            let (Ok(r), Ok(elsewhere)) = (r, elsewhere) else { continue };
            let p = correlation_difference((r, n), (elsewhere, elsewhere_n));
            let (item, language) = (item.clone(), name.clone());
            candidates.push((p, Finding::Translation { item, language, r, n, elsewhere, elsewhere_n }));
        }
    }
    let probabilities: Vec<Estimate> = candidates.iter().map(|(p, _)| *p).collect();
    let surely = holm(&probabilities).into_iter().zip(candidates).filter(|(p, (_, finding))| {
        let changes_sign = matches!(finding, Finding::Translation { r, elsewhere, .. } if *r < 0.0 && *elsewhere > 0.0);
        changes_sign && p.is_ok_and(|p| p < FALSE_FINDING)
    });
    Ok(surely.map(|(_, (_, finding))| finding).collect())
}

fn item_rest(tally: &Tally) -> Vec<Estimate> {
    match Covariance::listwise(tally.moments()) {
        Ok(covariance) => item_rest_correlations(&covariance),
        Err(reason) => vec![Err(reason); tally.shape().items()],
    }
}

/// The reliability a purpose asks for. Nunnally & Bernstein (1994).
fn wanted(made_for: Purpose) -> f64 {
    match made_for {
        Purpose::Groups => 0.70,
        Purpose::Persons => 0.80,
    }
}

fn too_short(measure: &MeasureAnalysis, made_for: Purpose) -> Option<Finding> {
    let (items, wanted) = (measure.items.len(), wanted(made_for));
    let alpha = measure.quality.alpha.ok().filter(|alpha| *alpha < wanted)?;
    let needed = (length_needed(alpha, wanted).ok()? * items as f64).ceil() as usize;
    Some(Finding::TooShort { measure: measure.name.clone(), made_for, items, alpha, wanted, needed })
}

/// Even at the upper end of alpha's interval the error is larger than promised.
fn promised_error(measure: &MeasureAnalysis, promised: Option<f64>) -> Option<Finding> {
    let promised = promised?;
    let alpha = measure.quality.alpha_interval.ok()?.upper;
    let error = |alpha| standard_error_of_measurement(measure.score.standard_deviation?, alpha);
    let found = |alpha| Some(measure.unit.pomp_difference(error(alpha).ok()?));
    let (least, found) = (found(alpha)?, found(measure.quality.alpha.ok()?)?);
    (least > promised).then(|| Finding::PromisedError { measure: measure.name.clone(), promised, found })
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}\n    {}", finding.meaning())?;
        }
        let people = counted(self.people, "person");
        match self.findings.len() {
            0 => write!(f, "the answers of {people} give no reason to change the instrument"),
            many => write!(f, "{} to look at, from the answers of {people}", counted(many, "thing")),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: &f64| format!("{:.0} %", 100.0 * share);
        match self {
            Finding::AgainstTheOthers { item, dimension, r, interval, n, .. } => {
                write!(f, "item {item}: correlates {r:.2} with the other items of {dimension}")?;
                if let Ok(Interval { lower, upper }) = interval {
                    write!(f, ", 95 % interval {lower:.2} to {upper:.2}")?;
                }
                write!(f, ", {}", counted(*n as usize, "person"))
            }
            Finding::Translation { item, language, r, n, elsewhere, elsewhere_n } => write!(
                f,
                "item {item} in \"{language}\": correlates {r:.2} with the other items ({}), in the other languages \
                 {elsewhere:.2} ({})",
                counted(*n as usize, "person"),
                counted(*elsewhere_n as usize, "person"),
            ),
            Finding::ScoreAtEnd { measure, end, share, n } => {
                write!(
                    f,
                    "{measure}: {} of {} have the {end} possible score",
                    percent(share),
                    counted(*n as usize, "person")
                )
            }
            Finding::ItemAtEnd { item, end, share, n } => {
                write!(
                    f,
                    "item {item}: {} of {} are the {end} possible",
                    percent(share),
                    counted(*n as usize, "answer")
                )
            }
            Finding::TooShort { measure, items, alpha, wanted, .. } => {
                write!(f, "{measure}: alpha {alpha:.2} with {}, below {wanted:.2}", counted(*items, "item"))
            }
            Finding::PromisedError { measure, promised, found } => write!(
                f,
                "{measure}: the standard error of measurement is {found:.1} points of 100, not {promised} as the file says",
            ),
        }
    }
}

impl Finding {
    /// What it may mean, and what to do about it.
    fn meaning(&self) -> String {
        match self {
            Finding::AgainstTheOthers { interval, reversed, .. } => {
                let is_sure = interval.is_ok_and(|interval| interval.upper < 0.0);
                let fix = match (is_sure, reversed) {
                    (false, _) => "That may be chance: look again with more answers before changing the key.",
                    (true, false) => "If agreement means less of the dimension, mark it as reversed.",
                    (true, true) => {
                        "It is marked as reversed: if agreement means more of the dimension, remove the mark."
                    }
                };
                fix.to_owned()
            }
            Finding::Translation { .. } => {
                "The translation probably turns the meaning round, for example by a lost or added negation.".to_owned()
            }
            Finding::ScoreAtEnd { end: End::Lowest, .. } => {
                "A floor: people there cannot be told apart. Add items that are easier to agree with.".to_owned()
            }
            Finding::ScoreAtEnd { end: End::Highest, .. } => {
                "A ceiling: people there cannot be told apart, and cannot rise. Add harder items.".to_owned()
            }
            Finding::ItemAtEnd { .. } => {
                "It hardly tells people apart: make it harder or easier, or drop it.".to_owned()
            }
            Finding::TooShort { made_for, needed, .. } => {
                let purpose = match made_for {
                    Purpose::Groups => "to compare groups",
                    Purpose::Persons => "to show a person a score",
                };
                format!(
                    "Too short {purpose}: it would take about {} like these (Spearman–Brown).",
                    counted(*needed, "item")
                )
            }
            Finding::PromisedError { found, .. } => {
                format!("Write `sem = {found:.1}`, add items, or make them more alike.")
            }
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            End::Lowest => "lowest",
            End::Highest => "highest",
        })
    }
}

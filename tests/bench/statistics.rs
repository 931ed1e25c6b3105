//! Times the statistics on the work that `cargo xtask bench statistics` gives to other programs too.
//!
//! Started with a directory, it writes the answers there for the others, and prints a line for each measurement: what,
//! seconds (the least of some repeats), and a figure that must be the same everywhere.

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use std::{env, fs};

use footing_core::statistics::covariance::Covariance;
use footing_core::statistics::random_effects::RandomEffects;
use footing_core::statistics::recount::recount;
use footing_core::statistics::reliability::{alpha, alpha_if_dropped, item_rest_correlations};
use footing_core::statistics::rows::Rows;
use footing_core::statistics::sample::Sample;
use footing_core::statistics::scale::{MISSING, Scale};
use footing_core::statistics::tally::{Shape, Tally};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

const ITEMS: usize = 14;
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
const GROUPS: usize = 500;
const TEAMS: usize = 10_000;
const FAVOURABLE: u32 = 4;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // Cargo adds `--bench` to the arguments of whoever runs a benchmark.
    let Some(directory) = env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from) else {
        return Err("name a directory for the answers".into());
    };
    let answers = Answers::make();
    answers.write(&directory)?;
    let shape = Arc::new(Shape::new(&[Scale::new(1, 5)?; ITEMS], &[])?);

    for size in SIZES {
        let rows = Rows::new(ITEMS, &answers.complete[..size * ITEMS])?;
        measure(&format!("alpha {size}"), || item_analysis(&shape, rows))?;
    }

    let rows = Rows::new(ITEMS, &answers.with_gaps)?;
    let count = || recount(&shape, rows, &answers.groups, GROUPS);
    measure("heatmap recount", || Ok(heatmap(&count()?)))?;

    let mut tallies = count()?;
    measure("heatmap read", || Ok(heatmap(&tallies)))?;
    let late = &answers.complete[..ITEMS];
    let mut one = Tally::empty(Arc::clone(&shape));
    one.add(late)?;
    measure("heatmap after one more answer", || {
        tallies[7].add(late)?;
        let sum = heatmap(&tallies);
        tallies[7].subtract(&one)?;
        Ok(sum)
    })?;

    let teams = answers.teams()?;
    measure("reml", || Ok(RandomEffects::fit(&teams)?.icc()))?;
    measure("reml from the answers", || Ok(RandomEffects::fit(&answers.teams()?)?.icc()))
}

/// Alpha, and for each item mean, standard deviation, item-rest correlation and alpha without it.
fn item_analysis(shape: &Arc<Shape>, rows: Rows<'_>) -> Outcome<f64> {
    let tallies = recount(shape, rows, &vec![0; rows.count()], 1)?;
    let moments = tallies[0].moments();
    let covariance = Covariance::listwise(moments)?;
    for item in 0..ITEMS {
        let sample = moments.item(item)?;
        black_box((sample.mean(), sample.standard_deviation()?));
    }
    black_box((item_rest_correlations(&covariance), alpha_if_dropped(&covariance)));
    Ok(alpha(&covariance)?)
}

/// Mean and favourable share of every item in every group; the sum of the means, to compare.
fn heatmap(tallies: &[Tally]) -> f64 {
    let cells = tallies.iter().flat_map(|tally| (0..ITEMS).map(|item| tally.item(item)));
    let mean_and_share = |item: footing_core::statistics::histogram::Histogram<'_>| {
        let sample = item.sample().ok()?;
        black_box(item.at_least(FAVOURABLE) as f64 / sample.n() as f64);
        Some(sample.mean())
    };
    cells.filter_map(mean_and_share).sum()
}

/// Runs the work for about a second and prints the shortest time.
fn measure(what: &str, mut work: impl FnMut() -> Outcome<f64>) -> Outcome<()> {
    let start = Instant::now();
    let mut shortest = f64::INFINITY;
    let mut figure = 0.0;
    while start.elapsed().as_secs_f64() < 1.0 {
        let start = Instant::now();
        figure = black_box(work()?);
        shortest = shortest.min(start.elapsed().as_secs_f64());
    }
    println!("{what}\t{shortest:e}\t{figure:e}");
    Ok(())
}

/// The same answers for everybody who is measured.
struct Answers {
    complete: Vec<u8>,
    /// One answer in fifty is missing.
    with_gaps: Vec<u8>,
    groups: Vec<u32>,
    /// The team of each score, 8 to 12 in each.
    team_of_score: Vec<u32>,
    scores: Vec<f64>,
}

impl Answers {
    fn make() -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(20_261_121);
        let mut below = |limit: u32| ((u64::from(generator.next_u32()) * u64::from(limit)) >> 32) as u32;
        let rows = SIZES[SIZES.len() - 1];
        let mut complete = Vec::with_capacity(rows * ITEMS);
        for _ in 0..rows {
            let person = below(7);
            complete.extend((0..ITEMS).map(|_| (1 + (person + below(7)) * 5 / 13) as u8));
        }
        let with_gaps = complete.iter().map(|value| if below(50) == 0 { MISSING } else { *value }).collect();
        let groups = (0..rows).map(|_| below(GROUPS as u32)).collect();
        let (mut team_of_score, mut scores) = (Vec::new(), Vec::new());
        for team in 0..TEAMS as u32 {
            let level = f64::from(below(1000));
            for _ in 0..8 + below(5) {
                team_of_score.push(team);
                scores.push((level + f64::from(below(2000))) / 1000.0);
            }
        }
        Answers { complete, with_gaps, groups, team_of_score, scores }
    }

    fn write(&self, directory: &Path) -> Outcome<()> {
        let integers = |values: &[u32]| -> Vec<u8> { values.iter().flat_map(|value| value.to_le_bytes()).collect() };
        fs::write(directory.join("complete.u8"), &self.complete)?;
        fs::write(directory.join("with_gaps.u8"), &self.with_gaps)?;
        fs::write(directory.join("groups.u32"), integers(&self.groups))?;
        fs::write(directory.join("team_of_score.u32"), integers(&self.team_of_score))?;
        fs::write(directory.join("scores.f64"), self.scores.iter().flat_map(|s| s.to_le_bytes()).collect::<Vec<u8>>())?;
        Ok(())
    }

    fn teams(&self) -> Outcome<Vec<Sample>> {
        let people = self.team_of_score.iter().zip(&self.scores).collect::<Vec<_>>();
        let teams = people.chunk_by(|a, b| a.0 == b.0);
        teams.map(|team| Ok(Sample::of(&team.iter().map(|(_, score)| **score).collect::<Vec<_>>())?)).collect()
    }
}

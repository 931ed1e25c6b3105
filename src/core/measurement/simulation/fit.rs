//! Respondents with the mean and the standard deviation that were asked for.
//!
//! Answers end where their scale ends, so the wider people's scores are spread and the nearer their mean is to an end, the
//! more is cut off: a mean of 85 drawn as it is asked for comes out far below. So the same people are drawn again and again
//! with another latent mean and deviation, until what they answer is right.

use super::{Achieved, Latent, PopulationError, Simulation};
use crate::survey::CodedItem;

/// In points of 100: what is nearer is not looked for.
const CLOSE: f64 = 0.05;

/// In points of 100: what is farther is not what was asked for. A few people can only have a few means.
const GOOD: f64 = 0.5;

/// A latent standard deviation with which nearly everybody answers at one end or the other.
const WIDEST: f64 = 2_000.0;

/// The simulation with the latent figures that give what its population asks for.
pub(super) fn fitted<'c, D: FnMut() -> u64 + Clone>(
    mut simulation: Simulation<'c, D>,
) -> Result<Simulation<'c, D>, PopulationError> {
    let (mean, deviation) = (simulation.population.mean, simulation.population.deviation);
    let first = simulation.achieved();
    if first.people == 0 {
        return Ok(simulation);
    }
    let with_mean = |simulation: &mut Simulation<'c, D>, deviation: f64| {
        simulation.latent.deviation = deviation;
        let reach = 100.0 + 10.0 * deviation;
        let start = simulation.latent.mean.clamp(-reach, reach);
        let off = |latent| simulation.with(Latent { mean: latent, deviation }).achieved().mean - mean;
        simulation.latent.mean = nearest_zero(off, start, 4.0, (-reach, reach));
        simulation.achieved().deviation
    };
    let widest = if first.people == 1 { deviation } else { WIDEST };
    let narrowest = if first.people == 1 { deviation } else { 0.0 };
    let mut fitting = simulation.clone();
    let off = |latent| with_mean(&mut fitting, latent) - deviation;
    let latent = nearest_zero(off, deviation, deviation.max(4.0), (narrowest, widest));
    with_mean(&mut simulation, latent);

    let Achieved { people, mean: nearest_mean, deviation: nearest_deviation } = simulation.achieved();
    let good = GOOD + 100.0 / (people * simulation.items.len()) as f64;
    let is_good = (nearest_mean - mean).abs() <= good && (people == 1 || (nearest_deviation - deviation).abs() <= good);
    if is_good {
        Ok(simulation)
    } else {
        Err(PopulationError::Unreachable { mean, deviation, nearest_mean, nearest_deviation })
    }
}

/// Where an increasing function is nearly zero, searched from `start` on; if it is so nowhere, the end nearest to it.
fn nearest_zero(mut value: impl FnMut(f64) -> f64, start: f64, mut step: f64, ends: (f64, f64)) -> f64 {
    const MOST_HALVINGS: usize = 24;
    let (mut at, mut off) = (start, value(start));
    let rises = off < 0.0;
    let (mut below, mut above) = loop {
        if off.abs() <= CLOSE {
            return at;
        }
        let next = if rises { at + step } else { at - step }.clamp(ends.0, ends.1);
        if next == at {
            return at;
        }
        let next_off = value(next);
        if (next_off < 0.0) != rises {
            break if rises { (at, next) } else { (next, at) };
        }
        (at, off) = (next, next_off);
        step *= 2.0;
    };
    let (mut best, mut least) = (at, off.abs());
    for _ in 0..MOST_HALVINGS {
        let middle = (below + above) / 2.0;
        let off = value(middle);
        if off.abs() < least {
            (best, least) = (middle, off.abs());
        }
        match off {
            _ if least <= CLOSE => break,
            off if off < 0.0 => below = middle,
            _ => above = middle,
        }
    }
    best
}

impl<D: FnMut() -> u64 + Clone> Simulation<'_, D> {
    /// The same people from the first, with other latent figures.
    fn with(&self, latent: Latent) -> Self {
        Simulation { latent, ..self.clone() }
    }

    /// What the scores of all respondents still to come will be.
    pub fn achieved(&self) -> Achieved {
        let (mut people, mut sum, mut squares) = (0, 0.0, 0.0);
        for respondent in self.clone() {
            if let Some(score) = score(self.items, self.needs, &respondent.answers) {
                people += 1;
                sum += score;
                squares += score * score;
            }
        }
        if people == 0 {
            return Achieved::default();
        }
        let n = people as f64;
        let mean = sum / n;
        let variance = if people > 1 { ((squares - n * mean * mean) / (n - 1.0)).max(0.0) } else { 0.0 };
        Achieved { people, mean, deviation: variance.sqrt() }
    }
}

/// The mean of the answered items in points of 100, as the analysis of a table computes it.
fn score(items: &[CodedItem], needs: usize, answers: &[Option<u8>]) -> Option<f64> {
    let answered = items.iter().zip(answers).filter_map(|(item, answer)| {
        let steps = f64::from((*answer)? - item.lowest);
        let width = f64::from(item.highest - item.lowest);
        Some(100.0 * if item.reversed { width - steps } else { steps } / width)
    });
    let (count, sum) = answered.fold((0, 0.0), |(count, sum), points| (count + 1, sum + points));
    (count >= needs.max(1)).then(|| sum / count as f64)
}

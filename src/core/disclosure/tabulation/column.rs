//! A column of the table while it is computed: sums of cells, and the figures that may be said about them.

use std::collections::BTreeMap;

use crate::organisation::TeamPath;
use crate::statistics::agreement::{average_deviation_from_median, average_deviation_limit};
use crate::statistics::confidence::Confidence;
use crate::statistics::histogram::Histogram;
use crate::statistics::interval::Interval;
use crate::statistics::random_effects::RandomEffects;
use crate::statistics::sample::Sample;
use crate::statistics::scale::Scale;
use crate::survey::{Privacy, Survey};

use super::super::audit::Verdict;
use super::super::figures::{Agreement, Band, Beyond, Figures, Standing};
use super::cells::{Cells, ScoredSheet};

/// From this many answers on, a group's figures may say how answers are spread.
const ENOUGH_FOR_SPREAD: u64 = 10;
/// Average deviations up to here, of five options, are called close.
const CLOSE: f64 = 0.5;
/// With fewer answers than for a spread, means outside this range are not given: 1.5 and 4.5 of five options.
const GIVEN: std::ops::RangeInclusive<f64> = 12.5..=87.5;

/// What a column measures. Dimensions and items are named by their place in the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Survey,
    Dimension(usize),
    Item(usize),
}

/// The answers to one survey, ready to be summed over groups.
pub(super) struct Sums<'a> {
    survey: &'a Survey,
    cells: &'a Cells,
    /// The cells of each group.
    members: Vec<Vec<usize>>,
}

impl<'a> Sums<'a> {
    pub fn over(survey: &'a Survey, cells: &'a Cells, groups: usize) -> Sums<'a> {
        let mut members = vec![Vec::new(); groups];
        for (cell, of) in cells.groups.iter().enumerate() {
            of.iter().for_each(|group| members[*group].push(cell));
        }
        Sums { survey, cells, members }
    }

    pub fn members(&self) -> &[Vec<usize>] {
        &self.members
    }

    /// The items of a dimension, as places.
    pub fn items_of(&self, dimension: usize) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.survey.items().len()).filter(move |item| self.dimension_of(*item) == dimension)
    }

    pub fn dimension_of(&self, item: usize) -> usize {
        let of = self.survey.dimension_of(&self.survey.items()[item]);
        self.survey.dimensions().iter().position(|dimension| dimension.id == of.id).unwrap_or_default()
    }

    /// How many in each cell have answered an item.
    pub fn counts(&self, item: usize) -> Vec<u32> {
        self.count(|person| person.answers[item].is_some())
    }

    /// How many in each cell stand on a level; without levels, how many have a whole score.
    pub fn counts_of_levels(&self) -> Vec<u32> {
        self.count(|person| person.whole.is_some())
    }

    fn count(&self, is_counted: impl Fn(&ScoredSheet) -> bool) -> Vec<u32> {
        let count = |people: &Vec<ScoredSheet>| people.iter().filter(|person| is_counted(person)).count() as u32;
        self.cells.people.iter().map(count).collect()
    }

    /// The figures of each group that is shown; `before` gives a group's figures at the wave before.
    pub fn figures(
        &self,
        column: Column,
        verdicts: &[Verdict],
        effects: Option<&RandomEffects>,
        before: impl Fn(usize) -> Option<&'a Figures>,
    ) -> Vec<Option<Figures>> {
        let organisation = self.sample(column, 0);
        let group_figures = |group: usize| {
            if verdicts.get(group) != Some(&Verdict::Shown) {
                return None;
            }
            let sample = self.sample(column, group)?;
            let items = self.items(column);
            let counts: Vec<Vec<u64>> = items.iter().map(|item| self.options(*item, group)).collect();
            let answers = counts.iter().map(|options| options.iter().sum::<u64>()).min()?;
            let mean = self.mean(&items, &counts)?;
            let many = answers >= ENOUGH_FOR_SPREAD;
            let beyond = match mean {
                _ if many || GIVEN.contains(&mean) => None,
                mean if mean < *GIVEN.start() => Some(Beyond::AtMost),
                _ => Some(Beyond::AtLeast),
            };
            let standing = effects.filter(|_| group > 0).zip(organisation);
            Some(Figures {
                answers: Band::of(answers as u32),
                mean: if many { tenths(mean) } else { tenths(mean.clamp(*GIVEN.start(), *GIVEN.end())) },
                beyond,
                standing: standing.map(|(effects, organisation)| standing_of(effects, &sample, organisation.mean())),
                agreement: self.agreement(column, &items, &counts).filter(|_| many),
                before: before(group).zip(effects).and_then(|(before, effects)| {
                    let is_clear = beyond.is_none() && is_more_than_chance(effects, before, mean, answers);
                    is_clear.then_some(before.mean)
                }),
                shares: if many { self.shares(column, group, &counts) } else { Vec::new() },
            })
        };
        (0..self.members.len()).map(group_figures).collect()
    }

    fn people(&self, group: usize) -> impl Iterator<Item = &ScoredSheet> {
        self.members[group].iter().flat_map(|cell| &self.cells.people[*cell])
    }

    fn items(&self, column: Column) -> Vec<usize> {
        match column {
            Column::Survey => (0..self.survey.items().len()).collect(),
            Column::Dimension(place) => self.items_of(place).collect(),
            Column::Item(place) => vec![place],
        }
    }

    /// How many in a group chose each option of an item, as it was worded.
    fn options(&self, item: usize, group: usize) -> Vec<u64> {
        let scale = self.survey.scale_of(&self.survey.items()[item]);
        let mut counts = vec![0; usize::from(scale.highest() - scale.lowest()) + 1];
        for value in self.people(group).filter_map(|person| person.answers[item]) {
            counts[usize::from(value - scale.lowest())] += 1;
        }
        counts
    }

    /// The mean of the items' means, in points.
    fn mean(&self, items: &[usize], counts: &[Vec<u64>]) -> Option<f64> {
        let means = items.iter().zip(counts).map(|(item, counts)| {
            let mean = Histogram::new(0, counts).sample().ok()?.mean();
            let points = 100.0 * mean / (counts.len() - 1) as f64;
            Some(if self.survey.items()[*item].reversed { 100.0 - points } else { points })
        });
        let means: Vec<f64> = means.collect::<Option<_>>()?;
        Some(means.iter().sum::<f64>() / means.len() as f64)
    }

    /// A person's score, 0 to 100.
    fn score(&self, column: Column, person: &ScoredSheet) -> Option<f64> {
        match column {
            Column::Survey => person.whole,
            Column::Dimension(place) => person.dimensions[place],
            Column::Item(place) => {
                let item = &self.survey.items()[place];
                let scale = self.survey.scale_of(item);
                let points = 100.0 * f64::from(person.answers[place]? - scale.lowest())
                    / f64::from(scale.highest() - scale.lowest());
                Some(if item.reversed { 100.0 - points } else { points })
            }
        }
    }

    fn sample(&self, column: Column, group: usize) -> Option<Sample> {
        let scores: Vec<f64> = self.people(group).filter_map(|person| self.score(column, person)).collect();
        Sample::of(&scores).ok()
    }

    /// How teams differ, from everybody's own team, hidden ones too: it says nothing of any one of them.
    pub fn effects(&self, column: Column) -> Option<RandomEffects> {
        let mut homes: BTreeMap<Option<&TeamPath>, Vec<f64>> = BTreeMap::new();
        for (home, people) in self.cells.homes.iter().zip(&self.cells.people) {
            let scores = people.iter().filter_map(|person| self.score(column, person));
            homes.entry(home.as_ref()).or_default().extend(scores);
        }
        let samples: Vec<Sample> = homes.values().filter_map(|scores| Sample::of(scores).ok()).collect();
        RandomEffects::fit(&samples).ok()
    }

    /// Only of what is said about the team: of people's own work nobody expects that they agree.
    fn agreement(&self, column: Column, items: &[usize], counts: &[Vec<u64>]) -> Option<Agreement> {
        if self.survey.privacy() == Privacy::Private || column == Column::Survey {
            return None;
        }
        let scale = self.survey.scale_of(self.survey.items().get(*items.first()?)?);
        let keyed: Vec<Vec<u64>> = items
            .iter()
            .zip(counts)
            .map(|(item, counts)| {
                let reversed = self.survey.items()[*item].reversed;
                if reversed { counts.iter().rev().copied().collect() } else { counts.clone() }
            })
            .collect();
        let lowest = u32::from(scale.lowest());
        let histograms: Vec<Histogram<'_>> = keyed.iter().map(|counts| Histogram::new(lowest, counts)).collect();
        let deviation = average_deviation_from_median(&histograms).ok()?;
        let limit = average_deviation_limit(Scale::new(scale.lowest(), scale.highest()).ok()?);
        Some(agreement(deviation, limit))
    }

    fn shares(&self, column: Column, group: usize, counts: &[Vec<u64>]) -> Vec<u8> {
        match column {
            Column::Item(_) => counts.first().map(|counts| percent(counts)).unwrap_or_default(),
            Column::Dimension(_) => Vec::new(),
            Column::Survey => {
                let mut levels = vec![0; self.survey.levels().len()];
                self.people(group).filter_map(|person| person.level).for_each(|level| levels[level] += 1);
                if levels.iter().sum::<u64>() < ENOUGH_FOR_SPREAD { Vec::new() } else { percent(&levels) }
            }
        }
    }
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn percent(counts: &[u64]) -> Vec<u8> {
    let all: u64 = counts.iter().sum();
    counts.iter().map(|count| (100.0 * *count as f64 / all as f64).round() as u8).collect()
}

fn standing_of(effects: &RandomEffects, sample: &Sample, organisation: f64) -> Standing {
    let interval = effects.shrink(sample).interval(Confidence::NINETY_FIVE);
    if interval.contains(organisation) {
        Standing::AboutTheSame
    } else if interval.lower > organisation {
        Standing::ClearlyAbove
    } else {
        Standing::ClearlyBelow
    }
}

/// Whether a change lies outside what two samples from one population give in 95 of 100 cases. Of the wave before only a
/// band of answers is known; its lower end is taken, and that mostly the same people answered twice is left out of
/// account: both make the claim harder, not easier.
fn is_more_than_chance(effects: &RandomEffects, before: &Figures, mean: f64, answers: u64) -> bool {
    let error = (effects.within / answers as f64 + effects.within / f64::from(before.answers.from.max(1))).sqrt();
    before.beyond.is_none() && !Interval::of_estimate(mean - before.mean, error, Confidence::NINETY_FIVE).contains(0.0)
}

/// From the average deviation from the median, in scale points, and the most of it that still is agreement.
fn agreement(deviation: f64, limit: f64) -> Agreement {
    if deviation < CLOSE {
        Agreement::Close
    } else if deviation <= limit {
        Agreement::Mixed
    } else {
        Agreement::Split
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_are_close_below_half_a_point_and_split_only_beyond_the_limit() {
        let found = [0.0, 0.49, 0.5, 0.83, 0.84].map(|deviation| agreement(deviation, 0.83));
        use Agreement::{Close, Mixed, Split};
        assert_eq!(found, [Close, Close, Mixed, Mixed, Split]);
    }

    #[test]
    fn a_change_is_more_than_chance_beyond_two_standard_errors_either_way_and_never_after_a_limit() {
        // Standard deviation 10; fifty answers now and at least fifty then: a standard error of 2.
        let effects =
            RandomEffects { mean: 50.0, mean_standard_error: 1.0, between: 20.0, within: 100.0, criterion: 0.0 };
        let before = |beyond| Figures {
            answers: Band::of(50),
            mean: 50.0,
            beyond,
            standing: None,
            agreement: None,
            before: None,
            shares: Vec::new(),
        };
        let is = |mean, answers| is_more_than_chance(&effects, &before(None), mean, answers);
        assert!(!is(53.9, 50) && !is(46.1, 50) && !is(50.0, 50));
        assert!(is(53.93, 50) && is(46.07, 50));
        assert!(!is(53.93, 40), "fewer answers, more chance");
        for beyond in [Beyond::AtMost, Beyond::AtLeast] {
            assert!(!is_more_than_chance(&effects, &before(Some(beyond)), 90.0, 50));
        }
    }
}

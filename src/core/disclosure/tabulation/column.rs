//! A column of the table while it is computed: sums of cells, and the figures that may be said about them.

use crate::statistics::agreement::{average_deviation_from_median, average_deviation_limit};
use crate::statistics::confidence::Confidence;
use crate::statistics::histogram::Histogram;
use crate::statistics::interval::Interval;
use crate::statistics::random_effects::RandomEffects;
use crate::statistics::sample::Sample;
use crate::statistics::scale::Scale;
use crate::survey::{Privacy, Survey};

use super::super::audit::{Audited, Coding, GIVEN, GIVEN_EXACTLY_FROM, Means, Shares, Table};
use super::super::figures::{Agreement, Band, Beyond, Figures, Standing};
use super::cells::{Cells, ScoredSheet};

/// Average deviations up to here, of five options, are called close.
const CLOSE: f64 = 0.5;

/// What a column measures. Dimensions and items are named by their place in the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Survey,
    Dimension(usize),
    Item(usize),
}

/// What may be given of a group.
struct Given {
    /// Of the item that the fewest have answered.
    answers: u64,
    /// In points, not yet rounded.
    mean: f64,
    beyond: Option<Beyond>,
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

    /// How many in each cell have answered an item, as far as they help to a threshold.
    pub fn counts(&self, item: usize) -> Vec<u32> {
        self.count(|person| person.answers[item].is_some())
    }

    /// How many in each cell stand on a level, as far as they help to a threshold.
    pub fn counts_of_levels(&self) -> Vec<u32> {
        self.count(|person| person.level.is_some())
    }

    fn count(&self, is_counted: impl Fn(&ScoredSheet) -> bool) -> Vec<u32> {
        let count = |people: &Vec<ScoredSheet>| {
            people.iter().filter(|person| !person.is_new && is_counted(person)).count() as u32
        };
        let cells = self.cells.people.iter().map(count).zip(&self.cells.new_ballots);
        cells.map(|(people, may_be_new)| people.saturating_sub(*may_be_new)).collect()
    }

    /// What the cells answered to an item, in the direction of its dimension, without those who are known to be new.
    pub fn coding(&self, item: usize) -> Coding {
        let settled = |people: &Vec<ScoredSheet>| -> Vec<u64> {
            people.iter().filter(|person| !person.is_new).filter_map(|person| self.points(item, person)).collect()
        };
        let settled: Vec<Vec<u64>> = self.cells.people.iter().map(settled).collect();
        Coding {
            people: self.counts(item),
            answers: settled.iter().map(|points| points.len() as u32).collect(),
            points: settled.iter().map(|points| points.iter().sum()).collect(),
            highest: self.highest(item),
        }
    }

    /// Whether what is given of a group to these items says no more than it may: not where those who help to a threshold
    /// may agree at an end and all together do not, since no limit is true of all and keeps theirs. Of ballots it is not
    /// known which are new, so it may be those that would leave the others most alike.
    pub fn can_be_said(&self, items: &[usize], group: usize) -> bool {
        let may_be_new: usize = self.members[group].iter().map(|cell| self.cells.new_ballots[*cell] as usize).sum();
        items.iter().all(|item| {
            let points = |is_meant: fn(&ScoredSheet) -> bool| {
                let people = self.people(group).filter(|person| is_meant(person));
                let mut points: Vec<u64> = people.filter_map(|person| self.points(*item, person)).collect();
                points.sort_unstable();
                points
            };
            let (all, settled) = (points(|_| true), points(|person| !person.is_new));
            let count = settled.len().saturating_sub(may_be_new);
            if count == 0 || count as u64 >= GIVEN_EXACTLY_FROM || (may_be_new == 0 && settled.len() == all.len()) {
                return true;
            }
            let is_at_end = |points: &[u64]| {
                let most = points.len() as u64 * self.highest(*item);
                !GIVEN.contains(&(100.0 * points.iter().sum::<u64>() as f64 / most as f64))
            };
            is_at_end(&all) || !(is_at_end(&settled[..count]) || is_at_end(&settled[settled.len() - count..]))
        })
    }

    /// What a person answered to an item, 0 for the lowest option in the direction of its dimension.
    fn points(&self, item: usize, person: &ScoredSheet) -> Option<u64> {
        let one = &self.survey.items()[item];
        let (scale, value) = (self.survey.scale_of(one), person.answers[item]?);
        Some(u64::from(if one.reversed { scale.highest() - value } else { value - scale.lowest() }))
    }

    /// The points of an item's highest option.
    fn highest(&self, item: usize) -> u64 {
        let scale = self.survey.scale_of(&self.survey.items()[item]);
        u64::from(scale.highest() - scale.lowest())
    }

    /// The figures of each group that is shown; `before` gives a group's figures at the wave before.
    pub fn figures(
        &self,
        column: Column,
        means: &Table<Means>,
        shares: &Table<Shares>,
        effects: Option<&RandomEffects>,
        before: impl Fn(usize) -> Option<&'a Figures>,
    ) -> Vec<Option<Audited<Means, Figures>>> {
        let items = self.items(column);
        let organisation = means.permit(0).and_then(|_| self.given(&items, 0));
        let group_figures = |group: usize| {
            let permit = means.permit(group)?;
            let given = self.given(&items, group)?;
            let counts: Vec<Vec<u64>> = items.iter().map(|item| self.options(*item, group)).collect();
            let standing = effects.filter(|_| group > 0).zip(organisation.as_ref());
            let spread = shares.permit(group);
            Some(permit.publish(Figures {
                answers: Band::of(given.answers as u32),
                mean: tenths(given.mean),
                beyond: given.beyond,
                standing: standing.map(|(effects, organisation)| standing_of(effects, &given, organisation.mean)),
                agreement: spread.and_then(|permit| Some(permit.publish(self.agreement(column, &items, &counts)?))),
                before: before(group).zip(effects).and_then(|(before, effects)| {
                    let is_clear =
                        given.beyond.is_none() && is_more_than_chance(effects, before, given.mean, given.answers);
                    is_clear.then_some(before.mean)
                }),
                shares: spread.map(|permit| permit.publish(self.shares(column, group, &counts))).unwrap_or_default(),
            }))
        };
        (0..self.members.len()).map(group_figures).collect()
    }

    /// What may be given of a group's answers to some items: the mean of the items' means, each as it is given by itself,
    /// so that nothing more follows of one that is only limited. Nothing can be given where limits lie on both sides.
    fn given(&self, items: &[usize], group: usize) -> Option<Given> {
        let mut given = Given { answers: u64::MAX, mean: 0.0, beyond: None };
        for item in items {
            let options = self.options(*item, group);
            let answers = options.iter().sum::<u64>();
            let mean = self.mean(*item, &options)?;
            let is_new = |person: &&ScoredSheet| person.is_new && person.answers[*item].is_some();
            let new = self.people(group).filter(is_new).count() as u64
                + self.members[group].iter().map(|cell| u64::from(self.cells.new_ballots[*cell])).sum::<u64>();
            let is_coded = answers.saturating_sub(new) < GIVEN_EXACTLY_FROM && !GIVEN.contains(&mean);
            let beyond = is_coded.then(|| if mean < *GIVEN.start() { Beyond::AtMost } else { Beyond::AtLeast });
            if given.beyond.is_some() && beyond.is_some() && given.beyond != beyond {
                return None;
            }
            given.beyond = given.beyond.or(beyond);
            given.mean += if is_coded { mean.clamp(*GIVEN.start(), *GIVEN.end()) } else { mean };
            given.answers = given.answers.min(answers);
        }
        given.mean /= items.len() as f64;
        Some(given)
    }

    pub fn people(&self, group: usize) -> impl Iterator<Item = &ScoredSheet> {
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

    /// The mean of an item in points, in the direction of its dimension.
    fn mean(&self, item: usize, options: &[u64]) -> Option<f64> {
        let points = 100.0 * Histogram::new(0, options).sample().ok()?.mean() / (options.len() - 1) as f64;
        Some(if self.survey.items()[item].reversed { 100.0 - points } else { points })
    }

    /// A person's score, 0 to 100.
    fn score(&self, column: Column, person: &ScoredSheet) -> Option<f64> {
        match column {
            Column::Survey => person.whole,
            Column::Dimension(place) => person.dimensions[place],
            Column::Item(place) => Some(100.0 * self.points(place, person)? as f64 / self.highest(place) as f64),
        }
    }

    /// How these teams differ, with the spread within them in whole points: all that is known of it is what is shown.
    pub fn effects(&self, column: Column, teams: &[usize]) -> Option<RandomEffects> {
        let scores =
            |team: &usize| -> Vec<f64> { self.people(*team).filter_map(|person| self.score(column, person)).collect() };
        let samples: Vec<Sample> = teams.iter().filter_map(|team| Sample::of(&scores(team)).ok()).collect();
        let effects = RandomEffects::fit(&samples).ok()?;
        let within = effects.within.sqrt().round().powi(2);
        (within > 0.0).then_some(RandomEffects { within, ..effects })
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
                percent(&levels)
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

/// From what is given, so that it says nothing of a mean that is only limited.
fn standing_of(effects: &RandomEffects, given: &Given, organisation: f64) -> Standing {
    let interval = effects.shrink_mean(given.mean, given.answers).interval(Confidence::NINETY_FIVE);
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
            shares: Audited::default(),
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

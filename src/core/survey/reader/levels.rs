//! Levels: named ranges that cover the whole score from 0 to 100, each of which somebody must be able to reach.

use super::items::Items;
use super::{LABEL, PROSE};
use crate::survey::document::{Field, Names, TomlTable};
use crate::survey::id::LevelId;
use crate::survey::instrument::{Dimension, Level};

/// What the least score of a level with conditions depends on.
pub(super) struct Weights {
    /// The least and the most answers in each dimension that has a score.
    dimensions: Vec<(usize, usize)>,
    /// The least answers of all.
    needs: usize,
}

impl Weights {
    /// `None` where the file is too faulty to tell.
    pub fn of(dimensions: &[Option<Dimension>], items: &Items, needs: Option<usize>) -> Option<Self> {
        let range = |(index, dimension): (usize, &Option<Dimension>)| {
            Some((dimension.as_ref()?.needs, items.in_dimension(index)?))
        };
        let dimensions = dimensions.iter().enumerate().map(range).collect::<Option<Vec<_>>>()?;
        Some(Weights { dimensions, needs: needs? })
    }

    /// The least whole score of a person whose dimension scores meet the `conditions`.
    ///
    /// The whole score is the mean over the answered items, so with the least dimension scores it is the mean of the
    /// conditions, each weighted by the answers given in its dimension. For any fixed number of answers that mean is
    /// least when those beyond the necessary ones lie where the conditions are lowest; so it is enough to add them in
    /// this order, one at a time, and to keep the least mean on the way.
    fn least_score(&self, conditions: &[f64]) -> f64 {
        let dimensions = || self.dimensions.iter().zip(conditions);
        let mut sum: f64 = dimensions().map(|((needs, _), least)| *needs as f64 * least).sum();
        let mut answers: usize = dimensions().map(|((needs, _), _)| needs).sum();
        let spare = dimensions().flat_map(|((needs, most), least)| vec![*least; most.saturating_sub(*needs)]);
        let mut spare: Vec<f64> = spare.collect();
        spare.sort_by(f64::total_cmp);

        let mut spare = spare.into_iter();
        let mut least_mean = f64::INFINITY;
        loop {
            if answers >= self.needs {
                least_mean = least_mean.min(sum / answers as f64);
            }
            let Some(next) = spare.next() else { return least_mean };
            (sum, answers) = (sum + next, answers + 1);
        }
    }
}

pub(super) fn read<'d>(tables: Vec<TomlTable<'d>>, names: &Names<'d>, weights: Option<&Weights>) -> Vec<Option<Level>> {
    let last = tables.len();
    let mut start = Some(0.0);
    (1..).zip(tables).map(|(number, table)| level(table, names, weights, &mut start, number == last)).collect()
}

/// One level, which must begin at `start`, where the one before ended; `None` where that could not be read.
fn level<'d>(
    mut table: TomlTable<'d>,
    names: &Names<'d>,
    weights: Option<&Weights>,
    start: &mut Option<f64>,
    is_last: bool,
) -> Option<Level> {
    let id = table.required("id").slug(LevelId::parse);
    let name = table.required("name").wording(LABEL);
    let finding = table.required("finding").wording(PROSE);
    let summary = table.required("summary").wording(PROSE);
    let from_field = table.required("from");
    let below_field = table.required("below");
    let conditions = conditions(&mut table, names);

    let from = from_field.number(100.0);
    let below = below_field.number(100.0);
    if let (Some(from), Some(start)) = (from, *start) {
        check_start(from_field, from, start);
    }
    if let (Some(from), Some(below)) = (from, below)
        && from >= below
    {
        below_field.fault(format!("a level from {from} cannot end at {below}"), format!("Write more than {from}."));
    }
    if let Some(below) = below
        && is_last
        && below != 100.0
    {
        below_field.fault(format!("the last level ends at {below}"), "Write `below = 100`, or add a level above it.");
    }
    if let (Some(weights), Some(below)) = (weights, below) {
        check_reach(&table, weights.least_score(&conditions), below);
    }
    *start = below;
    table.finish();
    Some(Level { id: id?, name: name?, finding: finding?, summary: summary?, from: from?, below: below?, conditions })
}

/// The least score of each dimension: the greater one where both fields speak of it.
fn conditions<'d>(table: &mut TomlTable<'d>, names: &Names<'d>) -> Vec<f64> {
    let every = table.optional("every_dimension").number(100.0).unwrap_or_default();
    let mut conditions = vec![every; names.count()];
    let fields = table.optional("needs").table("condition").into_iter().flat_map(TomlTable::named_fields);
    for (dimension, least) in fields.map(|field| (names.find_key(field), field.number(100.0))) {
        if let Some(condition) = dimension.and_then(|dimension| conditions.get_mut(dimension)) {
            *condition = condition.max(least.unwrap_or_default());
        }
    }
    conditions
}

fn check_start(field: Field<'_>, from: f64, start: f64) {
    if from > start {
        field.fault(format!("no level covers {start} to {from}"), format!("Write `from = {start}`."));
    } else if from < start {
        field.fault(format!("two levels cover {from} to {start}"), format!("Write `from = {start}`."));
    }
}

fn check_reach(table: &TomlTable<'_>, least: f64, below: f64) {
    // The highest level includes 100 itself, so that no condition is too much for it.
    if least.is_finite() && least >= below && below < 100.0 {
        let what = format!("can never be reached: its conditions alone make a score of {least:.1} or more");
        table.fault(&what, format!("Lower its conditions, or raise `below` above {below}."));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The least mean over every number of answers each dimension may have.
    fn least_of_all(weights: &Weights, conditions: &[f64]) -> f64 {
        let add = |sums: Vec<(usize, f64)>, (range, least): (&(usize, usize), &f64)| -> Vec<(usize, f64)> {
            let add_one = |(answers, sum): (usize, f64)| {
                (range.0..=range.1).map(move |more| (answers + more, sum + more as f64 * least))
            };
            sums.into_iter().flat_map(add_one).collect()
        };
        let sums = weights.dimensions.iter().zip(conditions).fold(vec![(0, 0.0)], add);
        let enough = sums.into_iter().filter(|(answers, _)| *answers >= weights.needs);
        enough.map(|(answers, sum)| sum / answers as f64).fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn adding_the_cheapest_answers_first_finds_the_least_score(
            dimensions in prop::collection::vec((1..4_usize, 0..4_usize, 0..=100_u32), 1..5),
            needs in 1..20_usize,
        ) {
            let conditions: Vec<f64> = dimensions.iter().map(|(_, _, least)| f64::from(*least)).collect();
            let dimensions = dimensions.into_iter().map(|(needs, spare, _)| (needs, needs + spare)).collect();
            let weights = Weights { dimensions, needs };
            let (found, expected) = (weights.least_score(&conditions), least_of_all(&weights, &conditions));
            prop_assert!(found == expected || (found - expected).abs() < 1e-9, "{found} {expected}");
        }
    }
}

//! The tables of one survey: which groups' means and which groups' shares are shown, dimension by dimension because people
//! leave out different answers.

use std::collections::BTreeSet;

use crate::survey::Survey;

use super::super::audit::{CensusGroup, CensusPlace, Kind, Means, Shares, Table, TableKind, TableProof};
use super::super::release::Group;
use super::column::{Column, Sums};

/// What is shown of a survey. Answers belong to one wave only, so no earlier release adds to what can be worked out from
/// them.
pub(super) struct SurveyTables {
    /// By dimension: all of its questions are shown or none, since the figure of a dimension is made from theirs.
    dimensions: Vec<(Table<Means>, Table<Shares>)>,
    /// Of the survey as a whole, and of its levels.
    whole: (Table<Means>, Table<Shares>),
    /// By item, its dimension.
    dimension_of: Vec<usize>,
    names: Vec<String>,
}

impl SurveyTables {
    pub fn audit(survey: &Survey, sums: &Sums<'_>, groups: &[Group], threshold: u32) -> SurveyTables {
        let declared = declared(groups, sums);
        // Dimensions are decided side by side: most of a release's time goes into this.
        let dimensions: Vec<(Table<Means>, Table<Shares>)> = std::thread::scope(|scope| {
            let declared = &declared;
            let decide = |dimension| move || audit_dimension(sums, declared, dimension, threshold);
            let threads: Vec<_> = (0..survey.dimensions().len()).map(|one| scope.spawn(decide(one))).collect();
            // A panic in one goes on in here, as it would without threads.
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        let means: Vec<Table<Means>> = dimensions.iter().map(|(means, _)| means.clone()).collect();
        let whole = means[0].clone().with_all(&means[1..]);
        let levels = if survey.levels().is_empty() { Vec::new() } else { vec![sums.counts_of_levels()] };
        let levels = Table::audit(&declared, &shown(&whole, groups.len()), levels, &[], threshold);
        let names = survey.dimensions().iter().map(|dimension| dimension.id.to_string());
        SurveyTables {
            dimensions,
            whole: (whole, levels),
            dimension_of: (0..survey.items().len()).map(|item| sums.dimension_of(item)).collect(),
            names: names.chain([survey.id().to_string()]).collect(),
        }
    }

    pub fn means(&self, column: Column) -> &Table<Means> {
        &self.of(column).0
    }

    pub fn shares(&self, column: Column) -> &Table<Shares> {
        &self.of(column).1
    }

    fn of(&self, column: Column) -> &(Table<Means>, Table<Shares>) {
        match column {
            Column::Survey => &self.whole,
            Column::Dimension(place) => &self.dimensions[place],
            Column::Item(place) => &self.dimensions[self.dimension_of[place]],
        }
    }

    /// What the audits of the shares examined.
    pub fn shares_proofs(&self) -> impl Iterator<Item = TableProof> {
        let tables = self.dimensions.iter().chain([&self.whole]).map(|(_, shares)| shares);
        tables.zip(&self.names).map(|(table, name)| TableProof {
            kind: TableKind::Shares,
            of: name.clone(),
            proof: table.proof(),
        })
    }
}

fn audit_dimension(
    sums: &Sums<'_>,
    declared: &[CensusGroup],
    dimension: usize,
    threshold: u32,
) -> (Table<Means>, Table<Shares>) {
    let items: Vec<usize> = sums.items_of(dimension).collect();
    let counts: BTreeSet<Vec<u32>> = items.iter().map(|item| sums.counts(*item)).collect();
    let codings: Vec<_> = items.iter().map(|item| sums.coding(*item)).collect();
    let may: Vec<bool> = (0..declared.len()).map(|group| sums.can_be_said(&items, group)).collect();
    let means = Table::<Means>::audit(declared, &may, counts.clone(), &codings, threshold);
    let shares = Table::<Shares>::audit(declared, &shown(&means, declared.len()), counts, &[], threshold);
    (means, shares)
}

fn shown<K: Kind>(table: &Table<K>, groups: usize) -> Vec<bool> {
    (0..groups).map(|group| table.is_shown(group)).collect()
}

fn declared(groups: &[Group], sums: &Sums<'_>) -> Vec<CensusGroup> {
    let place = |group: &Group| match group {
        Group::Organisation | Group::Team(_) | Group::Leaders => CensusPlace::Tree,
        Group::Work(_) | Group::Location(_) => CensusPlace::Across,
    };
    let cells = |cells: &Vec<usize>| cells.iter().map(|cell| *cell as u32).collect();
    groups
        .iter()
        .zip(sums.members())
        .map(|(group, members)| CensusGroup { place: place(group), cells: cells(members) })
        .collect()
}

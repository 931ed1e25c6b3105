//! The tables of a release: each kind of figure is decided and proved by itself, and the leave to publish a figure comes
//! from the table of its kind alone.

use std::marker::PhantomData;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::census::{Census, CensusGroup, CensusPlace};
use super::coding::Coding;
use super::decision::{Decision, Proof, Secret, Verdict};

/// What the figures of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// Means of what a group answered.
    Means,
    /// How many in a hundred chose each option or stand on each level, and how far a group agrees.
    Shares,
    /// How many of the invited have taken part.
    Turnout,
    /// How many people did something.
    Counts,
    /// How well the questions measured.
    Quality,
}

impl TableKind {
    /// What the table is called, in English.
    pub fn title(self) -> &'static str {
        match self {
            TableKind::Means => "Means",
            TableKind::Shares => "Shares",
            TableKind::Turnout => "Participation",
            TableKind::Counts => "Counts",
            TableKind::Quality => "How well the questions measured",
        }
    }
}

/// The audit of one table of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableProof {
    /// What its figures are.
    pub kind: TableKind,
    /// Of what: the id of a survey, of one of its dimensions, or of a step.
    pub of: String,
    /// What was examined.
    pub proof: Proof,
}

/// A kind of table, as a type: what was audited as one kind cannot be published as another.
pub trait Kind {
    /// The same as a value.
    const KIND: TableKind;
    /// The fewest people a figure may be about, whatever the contract says.
    const AT_LEAST: u32;

    /// From how many people on a figure is shown, where the contract says `agreed`.
    fn threshold(agreed: u32) -> u32 {
        agreed.max(Self::AT_LEAST)
    }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident, of $at_least:literal at least;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct $kind;

            impl Kind for $kind {
                const KIND: TableKind = TableKind::$kind;
                const AT_LEAST: u32 = $at_least;
            }
        )+
    };
}

kinds! {
    /// Of means.
    Means, of 1 at least;
    /// Of shares. Of fewer than ten, shares are nearly a list of what each of them answered.
    Shares, of 10 at least;
    /// Of participation. It has two values, so that a mean of it is a share.
    Turnout, of 10 at least;
    /// Of counts.
    Counts, of 1 at least;
    /// Of figures about questions, whose intervals say nothing with fewer than fifty people.
    Quality, of 50 at least;
}

/// A figure that the table of its kind lets out. It reads as the figure itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Audited<K, F> {
    figure: F,
    #[serde(skip)]
    kind: PhantomData<K>,
}

impl<K: Kind, F> Audited<K, F> {
    /// Gives back one that was kept. For stores and for made-up samples alone.
    pub fn restored(figure: F) -> Audited<K, F> {
        Audited { figure, kind: PhantomData }
    }
}

impl<K, F: Default> Default for Audited<K, F> {
    /// Nothing is shown.
    fn default() -> Audited<K, F> {
        Audited { figure: F::default(), kind: PhantomData }
    }
}

impl<K, F> Deref for Audited<K, F> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.figure
    }
}

/// Leave to publish one figure of a kind about one group. Only [`Table::permit`] gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::disclosure) struct Permit<K>(PhantomData<K>);

impl<K> Permit<K> {
    pub(in crate::disclosure) fn publish<F>(self, figure: F) -> Audited<K, F> {
        Audited { figure, kind: PhantomData }
    }
}

/// Which groups' figures of one kind are shown.
#[derive(Clone, Debug)]
pub(in crate::disclosure) struct Table<K> {
    decision: Decision,
    kind: PhantomData<K>,
}

impl<K: Kind> Table<K> {
    /// Decides about every group. `counts` says by cell how many people each question is about; the table is shown for a
    /// group with all of them or not at all. `codings` are the answers to the questions, where means are coded.
    pub(in crate::disclosure) fn audit(
        groups: &[CensusGroup],
        may: &[bool],
        counts: impl IntoIterator<Item = Vec<u32>>,
        codings: &[Coding],
        agreed: u32,
    ) -> Table<K> {
        // Cells come from the groups themselves, teams from paths, and a threshold is never 0: they make a census. If
        // they did not, there would be none, and nothing would be shown.
        let censuses =
            counts.into_iter().map(|counts| Census::new(&counts, groups, &[], K::threshold(agreed)).ok()).collect();
        let censuses: Vec<Census> = Option::unwrap_or_default(censuses);
        let guard = |shown: &mut [bool]| codings.iter().for_each(|coding| coding.guard(groups, shown));
        let decision = Decision::decide(&censuses, Secret::Sets, may, guard);
        Table { decision, kind: PhantomData }
    }

    /// Decides about one group by itself, which no other figure cuts.
    pub(in crate::disclosure) fn of_one_group(people: u32, agreed: u32) -> Table<K> {
        let group = CensusGroup { place: CensusPlace::Tree, cells: vec![0] };
        Table::audit(&[group], &[true], [vec![people]], &[], agreed)
    }

    /// Leave to publish a figure about the group; `None` where nothing is shown.
    pub(in crate::disclosure) fn permit(&self, group: usize) -> Option<Permit<K>> {
        self.is_shown(group).then_some(Permit(PhantomData))
    }

    pub(in crate::disclosure) fn is_shown(&self, group: usize) -> bool {
        self.decision.verdicts.get(group) == Some(&Verdict::Shown)
    }

    pub(in crate::disclosure) fn proof(&self) -> Proof {
        self.decision.proof
    }

    /// The same, for what is shown only where all of these are.
    pub(in crate::disclosure) fn with_all<L: Kind>(mut self, others: &[Table<L>]) -> Table<K> {
        for (group, verdict) in self.decision.verdicts.iter_mut().enumerate() {
            if !others.iter().all(|other| other.is_shown(group)) {
                *verdict = Verdict::Suppressed;
            }
        }
        self.decision.proof.shown = self.decision.verdicts.iter().filter(|verdict| **verdict == Verdict::Shown).count();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_ten_at_least_and_of_more_where_the_contract_says_more() {
        assert_eq!([Shares::threshold(5), Shares::threshold(12)], [10, 12]);
        assert_eq!([Means::threshold(3), Turnout::threshold(5), Quality::threshold(5)], [3, 10, 50]);
    }

    #[test]
    fn a_figure_is_published_where_its_table_shows_the_group_and_nowhere_else() {
        let groups =
            [vec![0, 1, 2], vec![0], vec![1], vec![2]].map(|cells| CensusGroup { place: CensusPlace::Tree, cells });
        let table = Table::<Means>::audit(&groups, &[true; 4], [vec![8, 7, 3]], &[], 5);
        let published: Vec<bool> = (0..5).map(|group| table.permit(group).is_some()).collect();
        assert_eq!(published, [true, true, false, false, false]);
        assert_eq!(table.proof().shown, 2);
        let shares = Table::<Shares>::audit(&groups, &[true; 4], [vec![8, 7, 3]], &[], 5);
        assert_eq!(shares.proof().shown, 1, "each team has fewer than ten");
        assert_eq!(table.with_all(&[shares]).proof().shown, 1);
    }
}

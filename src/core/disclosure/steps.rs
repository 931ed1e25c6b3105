//! Which steps people take on and what comes of them, counted over the whole organisation and for no smaller group.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::organisation::PersonId;

use super::audit::{Audited, Counts, Shares, Table, TableKind, TableProof};
use super::figures::Band;

/// What one person did with a step in the time a release is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepUptake {
    /// Whose step it is. Nothing in a release names them.
    pub person: PersonId,
    /// The step's id in the library.
    pub step: String,
    /// They took it on in this time.
    pub was_taken: bool,
    /// What they said last in this time.
    pub outcome: Option<Outcome>,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was done as planned.
    Done,
    /// A part of it was done.
    Partly,
    /// It is still open.
    NotYet,
}

impl Outcome {
    /// From done to not yet.
    pub const ALL: [Outcome; 3] = [Outcome::Done, Outcome::Partly, Outcome::NotYet];

    /// The word in forms, text keys and exports.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Partly => "partly",
            Outcome::NotYet => "not-yet",
        }
    }

    /// Reads a word back; `None` for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Outcome::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// What may be said of one step. A step that too few people took on is not in the list at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFigures {
    /// The step's id in the library.
    pub step: String,
    /// How many people took it on.
    pub taken: Audited<Counts, Band>,
    /// `None` where fewer than ten said what came of it.
    #[serde(rename = "came")]
    pub outcomes: Option<Audited<Shares, OutcomeShares>>,
}

/// Of a hundred who said what came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeShares {
    /// How many have done it.
    pub done: u8,
    /// How many have done a part of it.
    pub partly: u8,
    /// How many have not done it yet.
    pub not_yet: u8,
}

impl StepFigures {
    /// Counts steps that at least `threshold` people took on, the most taken first, and says what was examined.
    pub(super) fn audited(uptakes: &[StepUptake], threshold: u32) -> (Vec<StepFigures>, Vec<TableProof>) {
        let mut by_step: BTreeMap<&str, Vec<&StepUptake>> = BTreeMap::new();
        for uptake in uptakes {
            by_step.entry(&uptake.step).or_default().push(uptake);
        }
        let figure = |(step, of): (&str, Vec<&StepUptake>)| {
            let taken: BTreeSet<PersonId> = of.iter().filter(|one| one.was_taken).map(|one| one.person).collect();
            let said: BTreeMap<PersonId, Outcome> =
                of.iter().filter_map(|one| Some((one.person, one.outcome?))).collect();
            let (taken, said) = (taken.len() as u32, said.into_values().collect::<Vec<_>>());
            let counts = Table::<Counts>::of_one_group(taken, threshold);
            let outcomes = Table::<Shares>::of_one_group(said.len() as u32, threshold);
            let figures = StepFigures {
                step: step.to_owned(),
                taken: counts.permit(0)?.publish(Band::of(taken)),
                outcomes: outcomes.permit(0).map(|permit| permit.publish(shares(&said))),
            };
            let proof = |kind, proof| TableProof { kind, of: step.to_owned(), proof };
            let proofs = [proof(TableKind::Counts, counts.proof()), proof(TableKind::Shares, outcomes.proof())];
            Some((figures, proofs))
        };
        let mut figures: Vec<(StepFigures, [TableProof; 2])> = by_step.into_iter().filter_map(figure).collect();
        // By the band, not by the number: the order must not tell more than the figures do.
        figures.sort_by(|(a, _), (b, _)| (b.taken.from, &a.step).cmp(&(a.taken.from, &b.step)));
        let (figures, proofs): (Vec<_>, Vec<_>) = figures.into_iter().unzip();
        (figures, proofs.into_iter().flatten().collect())
    }
}

fn shares(outcomes: &[Outcome]) -> OutcomeShares {
    let percent = |what: Outcome| {
        let said = outcomes.iter().filter(|one| **one == what).count();
        (100.0 * said as f64 / outcomes.len() as f64).round() as u8
    };
    OutcomeShares { done: percent(Outcome::Done), partly: percent(Outcome::Partly), not_yet: percent(Outcome::NotYet) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(uptakes: &[StepUptake], threshold: u32) -> Vec<StepFigures> {
        StepFigures::audited(uptakes, threshold).0
    }

    fn taken(step: &str, people: std::ops::Range<u8>, outcome: Option<Outcome>) -> Vec<StepUptake> {
        let one = |number| StepUptake {
            person: PersonId::from_random([number; 16]),
            step: step.to_owned(),
            was_taken: true,
            outcome,
        };
        people.map(one).collect()
    }

    #[test]
    fn a_step_is_named_only_where_enough_people_took_it_on() {
        let uptakes = [taken("a", 0..5, None), taken("b", 0..4, None)].concat();
        let figures = count(&uptakes, 5);
        let taken = Audited::restored(Band { from: 5, to: 9 });
        assert_eq!(figures, [StepFigures { step: "a".into(), taken, outcomes: None }]);
    }

    #[test]
    fn what_came_of_a_step_is_said_from_ten_people_on_and_only_of_those_who_said_it() {
        let said = |done: u8, not_yet: u8| {
            [
                taken("a", 0..done, Some(Outcome::Done)),
                taken("a", 30..30 + not_yet, Some(Outcome::NotYet)),
                taken("a", 60..70, None),
            ]
            .concat()
        };
        assert_eq!(count(&said(6, 3), 5)[0].outcomes, None);
        let outcomes = count(&said(6, 4), 5)[0].outcomes;
        assert_eq!(outcomes.as_deref(), Some(&OutcomeShares { done: 60, partly: 0, not_yet: 40 }));
    }

    #[test]
    fn what_was_said_of_a_step_taken_on_earlier_does_not_count_as_taking_it_on() {
        let mut uptakes = taken("a", 0..6, Some(Outcome::Done));
        uptakes[0].was_taken = false;
        uptakes[1].was_taken = false;
        assert_eq!(count(&uptakes, 5), []);
    }

    #[test]
    fn steps_in_the_same_band_stand_in_the_order_of_their_names() {
        let uptakes = [taken("b", 0..9, None), taken("a", 0..5, None), taken("c", 0..20, None)].concat();
        let order: Vec<String> = count(&uptakes, 5).into_iter().map(|figures| figures.step).collect();
        assert_eq!(order, ["c", "a", "b"]);
    }
}

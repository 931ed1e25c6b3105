//! Which steps people take on and what comes of them, counted over the whole organisation and for no smaller group.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::organisation::PersonId;

use super::figures::Band;

/// From this many people on, it may be said how many in a hundred said what.
const ENOUGH_FOR_SHARES: usize = 10;

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
    pub taken: Band,
    /// `None` where fewer than ten said what came of it.
    #[serde(rename = "came")]
    pub outcomes: Option<OutcomeShares>,
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
    /// Counts steps that at least `threshold` people took on, the most taken first.
    pub fn count(uptakes: &[StepUptake], threshold: u32) -> Vec<StepFigures> {
        let mut by_step: BTreeMap<&str, Vec<&StepUptake>> = BTreeMap::new();
        for uptake in uptakes {
            by_step.entry(&uptake.step).or_default().push(uptake);
        }
        let mut figures: Vec<(usize, StepFigures)> = by_step
            .into_iter()
            .filter_map(|(step, of)| {
                let taken: BTreeSet<PersonId> = of.iter().filter(|one| one.was_taken).map(|one| one.person).collect();
                let outcomes: Vec<Outcome> = of.iter().filter_map(|one| one.outcome).collect();
                let figures = StepFigures {
                    step: step.to_owned(),
                    taken: Band::of(taken.len() as u32),
                    outcomes: shares(&outcomes),
                };
                (taken.len() >= threshold as usize).then_some((taken.len(), figures))
            })
            .collect();
        // By the band, not by the number: the order must not tell more than the figures do.
        figures.sort_by(|(_, a), (_, b)| (b.taken.from, &a.step).cmp(&(a.taken.from, &b.step)));
        figures.into_iter().map(|(_, figures)| figures).collect()
    }
}

fn shares(outcomes: &[Outcome]) -> Option<OutcomeShares> {
    let percent = |what: Outcome| {
        let said = outcomes.iter().filter(|one| **one == what).count();
        (100.0 * said as f64 / outcomes.len() as f64).round() as u8
    };
    (outcomes.len() >= ENOUGH_FOR_SHARES).then(|| OutcomeShares {
        done: percent(Outcome::Done),
        partly: percent(Outcome::Partly),
        not_yet: percent(Outcome::NotYet),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let figures = StepFigures::count(&uptakes, 5);
        assert_eq!(figures, [StepFigures { step: "a".into(), taken: Band { from: 5, to: 9 }, outcomes: None }]);
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
        assert_eq!(StepFigures::count(&said(6, 3), 5)[0].outcomes, None);
        let outcomes = StepFigures::count(&said(6, 4), 5)[0].outcomes;
        assert_eq!(outcomes, Some(OutcomeShares { done: 60, partly: 0, not_yet: 40 }));
    }

    #[test]
    fn what_was_said_of_a_step_taken_on_earlier_does_not_count_as_taking_it_on() {
        let mut uptakes = taken("a", 0..6, Some(Outcome::Done));
        uptakes[0].was_taken = false;
        uptakes[1].was_taken = false;
        assert_eq!(StepFigures::count(&uptakes, 5), []);
    }

    #[test]
    fn steps_in_the_same_band_stand_in_the_order_of_their_names() {
        let uptakes = [taken("b", 0..9, None), taken("a", 0..5, None), taken("c", 0..20, None)].concat();
        let order: Vec<String> = StepFigures::count(&uptakes, 5).into_iter().map(|figures| figures.step).collect();
        assert_eq!(order, ["c", "a", "b"]);
    }
}

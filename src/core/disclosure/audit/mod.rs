//! The audit: which groups' figures may be shown so that nobody can work out what a few people answered, by exact
//! elimination. It knows cells and groups, and nothing of surveys, teams or people.

mod census;
mod decision;
mod elimination;
mod exchange;
mod field;
mod pieces;
mod span;

#[cfg(test)]
mod attacker;
#[cfg(test)]
mod rehearsal;

pub use census::{Census, CensusGroup, CensusPlace};
pub use decision::{Decision, Proof, Secret, Verdict};

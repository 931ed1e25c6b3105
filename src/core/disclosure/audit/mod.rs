//! The audit: which groups' figures may be shown so that nobody can work out what a few people answered, by exact
//! elimination. It knows cells and groups, and nothing of surveys, teams or people.

mod census;
mod coding;
mod decision;
mod elimination;
mod exchange;
mod field;
mod pieces;
mod span;
mod table;

#[cfg(test)]
mod attacker;
#[cfg(test)]
mod rehearsal;

pub use census::{CensusGroup, CensusPlace};
pub(super) use coding::{Coding, GIVEN, GIVEN_EXACTLY_FROM};
pub use decision::{Proof, Secret};
pub(super) use table::Table;
pub use table::{Audited, Counts, Kind, Means, Quality, Shares, TableKind, TableProof, Turnout};

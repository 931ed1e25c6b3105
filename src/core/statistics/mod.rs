//! Estimators on integer moments and counts; knows nothing of surveys or teams.
//! Answers are counted into a [`tally::Tally`], and every figure that is shown is derived from one.
//!
//! The way of the data: [`rows`] are counted by [`recount`] into tallies, a tally shows
//! [`histogram`]s and [`moments`], these give [`sample`]s and a [`covariance`] matrix, and from
//! those come reliability, agreement, ICC, shrunken means and comparisons. Where counts are not
//! enough, a function takes rows or pairs and says so. A figure that does not exist is
//! [`undefined`] with a reason, never NaN.

pub mod agreement;
pub mod change;
pub mod comparison;
pub mod confidence;
pub mod correlation;
pub mod covariance;
mod distribution;
pub mod factor;
pub mod histogram;
pub mod icc;
pub mod interval;
pub mod moments;
pub mod multiplicity;
pub mod power;
pub mod random_effects;
pub mod rank;
pub mod recount;
pub mod reliability;
pub mod rows;
pub mod sample;
pub mod scale;
pub mod score;
pub mod tally;
pub mod undefined;

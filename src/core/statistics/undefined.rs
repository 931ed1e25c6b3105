//! Why a figure does not exist.
//! An estimator that cannot be computed says so with a reason; it never answers NaN or infinity.

use thiserror::Error;

/// A figure, or the reason why there is none.
pub type Estimate<T = f64> = Result<T, Undefined>;

/// The reason why a figure does not exist, in words that can stand in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum Undefined {
    #[error("no answers")]
    NoAnswers,
    #[error("one person")]
    OnePerson,
    #[error("too few answers")]
    TooFewAnswers,
    #[error("no variance")]
    NoVariance,
    #[error("no variance within groups")]
    NoVarianceWithin,
    #[error("no variance between groups")]
    NoVarianceBetween,
    #[error("too few items")]
    TooFewItems,
    #[error("fewer than two groups")]
    TooFewGroups,
    #[error("not exactly two groups")]
    NotTwoGroups,
    #[error("only one person in every group")]
    OnePersonPerGroup,
    #[error("items on different scales")]
    MixedScales,
    #[error("no null distribution is published for this number of options")]
    NoNullForScale,
    #[error("mean too close to the end of the scale")]
    MeanTooExtreme,
    #[error("items repeat each other, or there are too few people for this many items")]
    Singular,
    #[error("the estimate did not settle")]
    NotConverged,
    #[error("reliability is not between 0 and 1")]
    ReliabilityOutOfRange,
    #[error("nobody changed")]
    NoChange,
    #[error("a value is not a finite number")]
    NotFinite,
    #[error("a proportion or probability is not between 0 and 1")]
    NotAProportion,
}

impl serde::Serialize for Undefined {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

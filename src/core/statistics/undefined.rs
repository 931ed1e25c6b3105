//! Why a figure does not exist.
//! An estimator that cannot be computed says so with a reason; it never answers NaN or infinity.

use thiserror::Error;

/// A figure, or the reason why there is none.
pub type Estimate<T = f64> = Result<T, Undefined>;

/// The reason why a figure does not exist, in words that can stand in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum Undefined {
    /// Nobody answered.
    #[error("no answers")]
    NoAnswers,
    /// One person has no spread.
    #[error("one person")]
    OnePerson,
    /// Fewer answers than a score needs.
    #[error("too few answers")]
    TooFewAnswers,
    /// Everybody has the same value.
    #[error("no variance")]
    NoVariance,
    /// Nobody differs from their own group.
    #[error("no variance within groups")]
    NoVarianceWithin,
    /// The groups do not differ.
    #[error("no variance between groups")]
    NoVarianceBetween,
    /// It takes at least two items.
    #[error("too few items")]
    TooFewItems,
    /// It takes at least two groups.
    #[error("fewer than two groups")]
    TooFewGroups,
    /// It compares exactly two groups.
    #[error("not exactly two groups")]
    NotTwoGroups,
    /// It takes a group of two.
    #[error("only one person in every group")]
    OnePersonPerGroup,
    /// The items are answered on different scales.
    #[error("items on different scales")]
    MixedScales,
    /// That null distribution is published for other numbers of options.
    #[error("no null distribution is published for this number of options")]
    NoNullForScale,
    /// So near an end of the scale no variance is possible.
    #[error("mean too close to the end of the scale")]
    MeanTooExtreme,
    /// An item follows from the others.
    #[error("items repeat each other, or there are too few people for this many items")]
    Singular,
    /// The search for the best fit did not end.
    #[error("the estimate did not settle")]
    NotConverged,
    /// It needs a reliability between 0 and 1.
    #[error("reliability is not between 0 and 1")]
    ReliabilityOutOfRange,
    /// Nobody changed.
    #[error("nobody changed")]
    NoChange,
    /// A value is infinite or no number.
    #[error("a value is not a finite number")]
    NotFinite,
    /// More successes than trials.
    #[error("a proportion or probability is not between 0 and 1")]
    NotAProportion,
}

impl serde::Serialize for Undefined {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

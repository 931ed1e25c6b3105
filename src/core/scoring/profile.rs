//! Everything scored from one answer sheet: the whole, each dimension, the level, and the weakest dimension if there is one.

use crate::survey::{AnswerSheet, Dimension, Survey};

use super::level::LevelStanding;
use super::score::Score;

/// The scores of one answer sheet.
#[derive(Clone, Debug)]
pub struct Profile<'s> {
    survey: &'s Survey,
    whole: Option<Score>,
    dimensions: Vec<Option<Score>>,
    standing: Option<LevelStanding>,
}

impl<'s> Profile<'s> {
    /// Scores an answer sheet. Missing answers are left out of the means; a score with too few answers is `None`.
    /// # Examples
    /// ```
    /// use footing_core::scoring::Profile;
    /// use footing_core::survey::{Answer, AnswerSheet, Entry, read_survey};
    ///
    /// let file = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../surveys/team-practice.toml"));
    /// let survey = read_survey("team-practice.toml", file).unwrap();
    /// let mut sheet = AnswerSheet::default();
    /// for item in survey.items().iter().take(4) {
    ///     // "Agree", the fourth of five options.
    ///     sheet.record(Entry::Item(item.id.clone(), Answer::Value(4)));
    /// }
    /// let score = Profile::score(&survey, &sheet).whole().unwrap();
    /// assert_eq!(score.points, 75.0);
    /// assert!(score.sem > survey.sem(), "one answer is missing, so it is less sure");
    /// ```
    pub fn score(survey: &'s Survey, sheet: &AnswerSheet) -> Self {
        let whole = Score::of(survey, sheet, survey.items().iter(), survey.needs(), survey.sem());
        let dimensions: Vec<Option<Score>> = survey
            .dimensions()
            .iter()
            .map(|dimension| Score::of(survey, sheet, survey.items_of(dimension), dimension.needs, dimension.sem))
            .collect();
        let standing = whole.and_then(|whole| LevelStanding::of(survey.levels(), whole, &dimensions));
        Profile { survey, whole, dimensions, standing }
    }

    /// What was answered.
    pub fn survey(&self) -> &'s Survey {
        self.survey
    }

    /// The score over all items; `None` with fewer answers than the survey needs.
    pub fn whole(&self) -> Option<Score> {
        self.whole
    }

    /// Each dimension with its score, in the order of the survey.
    pub fn dimensions(&self) -> impl Iterator<Item = (&'s Dimension, Option<Score>)> {
        self.survey.dimensions().iter().zip(self.dimensions.iter().copied())
    }

    /// `None` with too few answers.
    pub fn dimension(&self, dimension: &Dimension) -> Option<Score> {
        self.dimensions().find(|(other, _)| other.id == dimension.id).and_then(|(_, score)| score)
    }

    /// Where the whole score lies on the survey's levels.
    pub fn standing(&self) -> Option<LevelStanding> {
        self.standing
    }

    /// Dimensions with their scores, weakest first; equal scores keep the order of the survey, unscored ones come last.
    pub fn weakest_first(&self) -> Vec<(&'s Dimension, Option<Score>)> {
        let mut dimensions: Vec<_> = self.dimensions().collect();
        let points = |score: Option<Score>| score.map_or(f64::INFINITY, |score| score.points);
        dimensions.sort_by(|a, b| points(a.1).total_cmp(&points(b.1)));
        dimensions
    }

    /// The weakest dimension, if it lies below the next one by more than the standard error of their difference.
    pub fn weakest(&self) -> Option<&'s Dimension> {
        match self.weakest_first().as_slice() {
            [(weakest, Some(low)), (_, Some(next)), ..] => {
                (next.points - low.points > low.error_of_difference(*next)).then_some(*weakest)
            }
            _ => None,
        }
    }
}

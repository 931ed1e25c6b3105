//! The level of a score: the range it lies in, unless a weak dimension holds it back or it is too near a border to tell.

use crate::survey::Level;

use super::score::Score;

/// Where a whole score lies on a survey's levels. Levels and dimensions are named by their place in the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelStanding {
    /// The place of the level in the survey, the lowest being 0.
    pub level: usize,
    /// The neighbouring level that cannot be told apart: the border to it lies within one SEM.
    pub or: Option<usize>,
    /// Why it is not the level that the points alone would give; `None` if nothing held it back.
    pub held_back: Option<HeldBack>,
}

/// A condition that kept the level below what the points alone would give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The level the points alone would give.
    pub from: usize,
    /// The first dimension that is too weak for the next level up.
    pub by: usize,
}

impl LevelStanding {
    /// `None` for a survey without levels.
    pub(super) fn of(levels: &[Level], whole: Score, dimensions: &[Option<Score>]) -> Option<LevelStanding> {
        let reached = levels.iter().rposition(|level| whole.points >= level.from)?;
        let obstacle = |level: usize| levels.get(level).and_then(|level| first_unmet(level, dimensions));
        // Level 0 has to be somebody's level, whatever its conditions say.
        let level = (0..=reached).rev().find(|level| *level == 0 || obstacle(*level).is_none())?;
        let held_back = obstacle(level + 1).filter(|_| level < reached).map(|by| HeldBack { from: reached, by });

        let below = (level > 0).then(|| (level - 1, whole.points - levels[level].from));
        let above = (level + 1 < levels.len() && obstacle(level + 1).is_none())
            .then(|| (level + 1, levels[level].below - whole.points));
        let or = [below, above]
            .into_iter()
            .flatten()
            .filter(|(_, distance)| held_back.is_none() && *distance <= whole.sem)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(neighbour, _)| neighbour);
        Some(LevelStanding { level, or, held_back })
    }

    /// The lower and the upper level of a standing between levels, or the same twice.
    pub fn range(self) -> (usize, usize) {
        let or = self.or.unwrap_or(self.level);
        (self.level.min(or), self.level.max(or))
    }
}

/// The first dimension whose score does not meet a level's condition. Without a score a condition is not met.
fn first_unmet(level: &Level, dimensions: &[Option<Score>]) -> Option<usize> {
    level
        .conditions()
        .iter()
        .zip(dimensions)
        .position(|(least, score)| *least > 0.0 && score.is_none_or(|score| score.points < *least))
}

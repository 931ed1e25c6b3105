//! What keeps a wave from going on, as administrators are told.

use super::release::Obstacle;

/// Why a wave is not closed, released or erased when it should be. The word names the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaveTrouble {
    /// A version of a survey that was asked is missing.
    Survey,
    /// Something cannot be read, or not be written.
    Store,
    /// Figures cannot be worked out.
    Figures,
    /// Answers whose time is over are still there.
    Erasing,
}

impl WaveTrouble {
    pub fn of(obstacle: &Obstacle) -> WaveTrouble {
        match obstacle {
            Obstacle::SurveyMissing { .. } => WaveTrouble::Survey,
            Obstacle::Store(_) => WaveTrouble::Store,
            Obstacle::Tabulation => WaveTrouble::Figures,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            WaveTrouble::Survey => "survey",
            WaveTrouble::Store => "store",
            WaveTrouble::Figures => "figures",
            WaveTrouble::Erasing => "erasing",
        }
    }
}

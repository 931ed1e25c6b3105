//! When a survey may be asked again. Two waves at once, or one soon after the other, would tell the few apart who were in a
//! group the one time and not the other: everybody else answers nearly alike.

use jiff::ToSpan;
use jiff::civil::Date;

use super::stage::{Stage, Wave};
use crate::survey::SurveyId;

/// Days after the closing of a wave in which none of its surveys is asked again.
pub const REST: i32 = 28;

/// A survey that cannot be asked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLately {
    /// Which one.
    pub survey: SurveyId,
    /// What the wave is called that asks it, or asked it last.
    pub wave: String,
    /// The first day on which it can be asked again; `None` while that wave is open.
    pub again: Option<Date>,
}

impl std::error::Error for AskedLately {}

impl std::fmt::Display for AskedLately {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let AskedLately { survey, wave, again } = self;
        match again {
            None => write!(f, "\"{survey}\" is asked in \"{wave}\", which is open: close that first"),
            Some(day) => {
                write!(f, "\"{survey}\" was asked in \"{wave}\" less than {REST} days ago: open this on {day} or later")
            }
        }
    }
}

/// The first of these surveys that one of the waves keeps from being asked on a day.
pub fn asked_lately<'w>(
    waves: impl IntoIterator<Item = &'w Wave>,
    surveys: &[SurveyId],
    today: Date,
) -> Option<AskedLately> {
    waves.into_iter().find_map(|wave| {
        let again = match &wave.stage {
            Stage::Draft { .. } => return None,
            Stage::Open(_) => None,
            Stage::Closed { closed, .. } => Some(closed.saturating_add(REST.days())),
        };
        if again.is_some_and(|day| day <= today) {
            return None;
        }
        let asked = &wave.opening()?.contract;
        let survey = surveys.iter().find(|survey| asked.asked(survey).is_some())?;
        Some(AskedLately { survey: survey.clone(), wave: wave.terms().name.clone(), again })
    })
}

/// Whether one of these waves keeps another from being open since the day it opened.
pub fn must_rest<'w>(open: &Wave, waves: impl IntoIterator<Item = &'w Wave>) -> bool {
    let Some(opening) = open.opening() else { return false };
    let surveys: Vec<SurveyId> = opening.contract.surveys.iter().map(|asked| asked.survey.clone()).collect();
    asked_lately(waves.into_iter().filter(|wave| wave.id != open.id), &surveys, opening.opened).is_some()
}

//! Somebody who began a survey on their own and has handed nothing in. Most of them will not come back, and some are
//! programs: what they left is not kept for ever.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A beginning as it is looked at from time to time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The day it was begun.
    pub since: Date,
    /// How often something was answered.
    pub answers: u64,
    /// Since when nothing was answered; `None` until that was looked at once.
    pub quiet: Option<Quiet>,
}

/// Since when no answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    since: Date,
    answers: u64,
}

/// What is to be done with a beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is kept.
    Stays,
    /// It stays, and is remembered as it is now.
    Noted(Quiet),
    /// It is deleted.
    Goes,
}

impl Beginning {
    /// In days, for one in which something was answered.
    pub const LASTS: i32 = 30;
    /// In dates: at least a whole day, for one in which nothing was.
    const LASTS_EMPTY: i32 = 2;

    /// What becomes of it on a day.
    pub fn fate(self, today: Date) -> Fate {
        if self.answers == 0 {
            return if is_over(self.since, Self::LASTS_EMPTY, today) { Fate::Goes } else { Fate::Stays };
        }
        match self.quiet.filter(|quiet| quiet.answers == self.answers) {
            None => Fate::Noted(Quiet { since: today, answers: self.answers }),
            Some(quiet) if is_over(quiet.since, Self::LASTS, today) => Fate::Goes,
            Some(_) => Fate::Stays,
        }
    }
}

fn is_over(since: Date, days: i32, today: Date) -> bool {
    since.saturating_add(days.days()) <= today
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Date = Date::constant(2026, 11, 1);

    fn day(number: i32) -> Date {
        FIRST.saturating_add(number.days())
    }

    #[test]
    fn one_without_an_answer_goes_after_a_whole_day() {
        let begun = Beginning { since: FIRST, answers: 0, quiet: None };
        assert_eq!([0, 1, 2].map(|number| begun.fate(day(number))), [Fate::Stays, Fate::Stays, Fate::Goes]);
    }

    #[test]
    fn one_with_answers_goes_thirty_days_after_the_last() {
        let begun = Beginning { since: FIRST, answers: 3, quiet: None };
        let Fate::Noted(quiet) = begun.fate(day(5)) else { panic!("it is remembered") };
        let begun = Beginning { quiet: Some(quiet), ..begun };
        assert_eq!((begun.fate(day(34)), begun.fate(day(35))), (Fate::Stays, Fate::Goes));
        let answered = Beginning { answers: 4, ..begun };
        assert!(matches!(answered.fate(day(35)), Fate::Noted(_)), "somebody has gone on with it");
    }
}

//! One person's answers to one survey at one time: first a draft that grows, then a response that never changes.
//! Neither names the person; whose it is, only the store knows. Both know the day and no time of day: pages say "the
//! date", and a moment could be held against what else was going on.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::answers::AnswerSheet;
use super::id::{SurveyId, random_id};
use super::language::Language;

random_id! {
    /// A response's name from its first answer on; it stands in the address of the result.
    ResponseId
}

random_id! {
    /// The wave that answers belong to: one opening of surveys for the people invited to it.
    WaveId
}

/// Answers that are still being given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Stays with the response it becomes.
    pub id: ResponseId,
    /// What is being answered.
    pub survey: SurveyId,
    /// The survey version the person began with, and goes on with.
    pub version: u32,
    /// The wave they are given in; `None` for a survey a person takes on their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<WaveId>,
    /// The day it was begun.
    #[serde(deserialize_with = "day")]
    pub opened: Date,
    /// Grows by one with every recorded answer, so that a submit can tell whether the draft has changed meanwhile.
    pub revision: u64,
    /// What was answered so far.
    pub sheet: AnswerSheet,
}

/// Answers that were submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// That of the draft it was.
    pub id: ResponseId,
    /// What was answered.
    pub survey: SurveyId,
    /// As it was worded then.
    pub version: u32,
    /// The wave they were given in; `None` for a survey a person took on their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<WaveId>,
    /// The day it was handed in, without a time.
    #[serde(deserialize_with = "day")]
    pub submitted: Date,
    /// Its place among the person's responses of that day, from 0.
    #[serde(default)]
    pub place: u32,
    /// The language the person answered in: a translation is part of the instrument.
    pub language: Language,
    /// All answers.
    pub sheet: AnswerSheet,
}

impl Response {
    /// Oldest first.
    pub fn sort(responses: &mut [Response]) {
        responses.sort_by_key(|response| (response.submitted, response.place, response.id));
    }

    /// The place of a further response of a day, after these of the same person.
    pub fn next_place(responses: &[Response], day: Date) -> u32 {
        let places = responses.iter().filter(|response| response.submitted == day).map(|response| response.place + 1);
        places.max().unwrap_or_default()
    }
}

/// A day; of a moment, as Footing kept it once, the day in UTC.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().or_else(|_| match text.parse::<Timestamp>() {
        Ok(moment) => Ok(moment.to_zoned(TimeZone::UTC).date()),
        Err(error) => Err(D::Error::custom(error)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::ResponseId;

    fn response(id: u8, submitted: &str, place: u32) -> Response {
        let submitted = submitted.parse().unwrap();
        let (id, survey) = (ResponseId::from_random([id; 16]), SurveyId::parse("a-survey").unwrap());
        Response {
            id,
            survey,
            version: 1,
            wave: None,
            submitted,
            place,
            language: Language::En,
            sheet: Default::default(),
        }
    }

    #[test]
    fn what_was_kept_with_a_moment_is_read_as_its_day_and_written_with_no_more() {
        let kept = serde_json::to_string(&response(1, "2026-11-21", 0)).unwrap();
        let once = kept.replace("\"2026-11-21\"", "\"2026-11-21T23:59:59.123456789Z\"").replace("\"place\":0,", "");
        assert_ne!(once, kept);
        let read: Response = serde_json::from_str(&once).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), kept);
        serde_json::from_str::<Response>(&once.replace("Z\"", "\"").replace("21T", "2lT")).unwrap_err();
    }

    #[test]
    fn responses_of_one_day_keep_the_order_in_which_they_came() {
        let mut responses = [response(1, "2026-11-21", 1), response(2, "2026-11-21", 0), response(3, "2026-11-20", 0)];
        Response::sort(&mut responses);
        assert_eq!(responses.map(|response| response.place), [0, 0, 1]);
        let earlier = [response(1, "2026-11-20", 4), response(2, "2026-11-21", 0)];
        let next = |day: &str| Response::next_place(&earlier, day.parse().unwrap());
        assert_eq!((next("2026-11-20"), next("2026-11-21"), next("2026-11-22")), (5, 1, 0));
    }
}

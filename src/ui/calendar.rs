//! A step as a calendar file (RFC 5545): the time to try it, and a reminder for each day to say what came of it.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use jiff::civil::Date;

use footing_core::guidance::Step;
use footing_core::survey::{ContentHash, ResponseId};

use footing_core::text::Text;

/// Minutes a check-in takes.
const CHECK_IN_MINUTES: i64 = 5;

/// The calendar file for a step of a result, counted from `today`. Times are floating: nine o'clock wherever one is.
///
/// `base` is the address of this installation; the file holds no key.
pub fn calendar(text: Text<'_>, step: &Step, response: ResponseId, today: Date, base: &str) -> String {
    let Some(today) = naive(today) else { return String::new() };
    let title = text.of(&step.title);
    let link = format!("{base}/me/step/{}", step.id);
    let stamp = format!("{}T000000Z", today.format("%Y%m%d"));
    let mut calendar = Calendar::empty();
    for property in [("VERSION", "2.0"), ("PRODID", "-//Footing//Footing//EN"), ("METHOD", "PUBLISH")] {
        calendar.append_property(property);
    }

    let actions = step.actions.iter().zip(1..).map(|(action, number)| format!("{number}. {}", text.of(action)));
    let done = text.with("calendar-done", [("done", text.of(&step.done).into())]);
    let what = actions.chain([done]).collect::<Vec<_>>().join("\n");
    let summary = text.with("calendar-try", [("step", title.clone().into()), ("minutes", step.minutes.into())]);
    let mut attempt =
        event("try", step, response, &stamp, nine_o_clock(today + Duration::days(1)), step.minutes.into());
    let mut alarm = Alarm::display(&summary, -Duration::minutes(10));
    alarm.add_property("UID", format!("{}-alarm", attempt.get_uid().unwrap_or_default()));
    alarm.add_property("DTSTAMP", &stamp);
    attempt.summary(&summary).description(&what).alarm(alarm);
    calendar.push(attempt.done());

    for days in &step.come_back {
        let summary = text.with("calendar-check", [("step", title.clone().into())]);
        let at = nine_o_clock(today + Duration::days(i64::from(*days)));
        let mut check_in = event(&format!("day{days}"), step, response, &stamp, at, CHECK_IN_MINUTES);
        check_in.summary(&summary).description(&format!("{}\n{link}", text.say("calendar-check-what"))).url(&link);
        check_in.add_property("TRANSP", "TRANSPARENT");
        calendar.push(check_in.done());
    }
    folded(&calendar.to_string())
}

/// Folds lines at 75 octets (RFC 5545 §3.1). The library forgets that the space before a continuation counts too.
fn folded(file: &str) -> String {
    let mut folded = String::with_capacity(file.len());
    for line in file.replace("\r\n ", "").split_terminator("\r\n") {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > 75 {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(letter);
            octets += letter.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

fn event(what: &str, step: &Step, response: ResponseId, stamp: &str, starts: NaiveDateTime, minutes: i64) -> Event {
    // The same event downloaded twice is one event, and its name tells nobody which response it belongs to.
    let name = ContentHash::of(format!("{response} {} {what}", step.id).as_bytes()).to_string();
    let mut event = Event::new();
    event
        .uid(&format!("{}@footing", &name[..32]))
        .add_property("DTSTAMP", stamp)
        .add_property("SEQUENCE", "0")
        .starts(starts)
        .ends(starts + Duration::minutes(minutes));
    event
}

/// Nine in the morning of that day, or of the Monday after it.
fn nine_o_clock(day: NaiveDate) -> NaiveDateTime {
    let wait = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    (day + Duration::days(wait)).and_time(NaiveTime::MIN + Duration::hours(9))
}

fn naive(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year().into(), date.month().unsigned_abs().into(), date.day().unsigned_abs().into())
}

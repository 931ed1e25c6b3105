//! What is presented: the findings, each chart with what to say and ask, how to read it, and an end that leads somewhere.

use super::booklets::how_to_read;
use super::deck::{Deck, Slide};
use super::exhibit::{Case, Exhibit};
use super::gallery::gallery;

/// More teams than this cannot be read from the back of a room; the upper ones are drawn.
const TEAMS_ON_A_SLIDE: usize = 16;
/// What is said first. A slide of more points is a page to read.
const IN_SHORT: [&str; 4] = ["subjects", "teams", "trend", "participation"];

/// The slides of a release, for an hour with people.
pub fn slides(case: &Case<'_>) -> Deck {
    let text = case.text;
    let case = Case { most_teams: TEAMS_ON_A_SLIDE, ..*case };
    let head = case.release.head();
    let exhibits = gallery(&case);
    let short = exhibits.iter().filter(|exhibit| IN_SHORT.contains(&exhibit.name()));
    let mut slides = vec![Slide::Points {
        title: text.say("report-short"),
        points: short.map(|exhibit| exhibit.finding().to_owned()).collect(),
        notes: vec![text.say("slides-notes-short")],
    }];
    slides.extend(exhibits.iter().map(|exhibit| chart(&case, exhibit)));
    slides.push(Slide::Points { title: text.say("report-read"), points: how_to_read(&case), notes: Vec::new() });
    slides.push(Slide::Points {
        title: text.say("slides-next"),
        points: ["slides-next-what", "slides-next-who", "slides-next-when", "slides-next-back"]
            .map(|key| text.say(key))
            .into(),
        notes: vec![text.say("slides-notes-next")],
    });
    Deck {
        title: head.name.clone(),
        subtitle: text.with("report-subtitle", [("date", text.date(head.made).into())]),
        language: text.language.tag().to_owned(),
        foot: case.foot(),
        made: head.made,
        slides,
    }
}

fn chart(case: &Case<'_>, exhibit: &Exhibit) -> Slide {
    // Charts of answers are called after their surveys; what to ask is the same for all of them.
    let kind = exhibit.name().split('-').next().unwrap_or_default();
    Slide::Chart {
        question: exhibit.title().to_owned(),
        finding: exhibit.finding().to_owned(),
        drawing: exhibit.on_page(),
        notes: vec![case.text.say_for("slides-look", kind), case.text.say_for("slides-ask", kind)],
    }
}

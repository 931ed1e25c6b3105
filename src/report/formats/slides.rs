//! What is presented: the findings, each chart with what to say and ask, how to read it, and an end that leads somewhere.

use super::documents::how_to_read;
use super::format::{ExportCommand, FileFormat, PagePlace};
use crate::gallery::gallery;
use crate::item::{ReportContext, ReportItem};
use crate::press::presentation::{Presentation, Slide};

/// More teams than this cannot be read from the back of a room; the upper ones are drawn.
const TEAMS_ON_A_SLIDE: usize = 16;
/// What is said first. A slide of more points is a page to read.
const IN_SHORT: [&str; 4] = ["subjects", "teams", "trend", "participation"];

/// To be presented.
pub(crate) const SLIDES: FileFormat = FileFormat {
    word: "pptx",
    command: ExportCommand::Report,
    name: "slides.pptx",
    media_type: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    label: "export-slides",
    place: PagePlace::Front,
    write: |context, _, out| Ok(out.write_all(&slides(context).pptx()?)?),
};

/// The slides of a release, for an hour with people: what to say first, a slide for each chart with speaker notes, how
/// to read them, and what to decide. With more than 16 teams the upper ones are drawn.
pub fn slides(context: &ReportContext<'_>) -> Presentation {
    let text = context.text;
    let context = ReportContext { most_teams: TEAMS_ON_A_SLIDE, ..*context };
    let head = context.release.head();
    let report_items = gallery(&context);
    let short = report_items.iter().filter(|report_item| IN_SHORT.contains(&report_item.name()));
    let mut slides = vec![Slide::Points {
        title: text.say("report-short"),
        points: short.map(|report_item| report_item.finding().to_owned()).collect(),
        notes: vec![text.say("slides-notes-short")],
    }];
    slides.extend(report_items.iter().map(|report_item| chart(&context, report_item)));
    slides.push(Slide::Points { title: text.say("report-read"), points: how_to_read(&context), notes: Vec::new() });
    slides.push(Slide::Points {
        title: text.say("slides-next"),
        points: ["slides-next-what", "slides-next-who", "slides-next-when", "slides-next-back"]
            .map(|key| text.say(key))
            .into(),
        notes: vec![text.say("slides-notes-next")],
    });
    Presentation {
        title: head.name.clone(),
        subtitle: text.with("report-subtitle", [("date", text.date(head.made).into())]),
        language: text.language.tag().to_owned(),
        foot: context.foot(),
        made: head.made,
        slides,
    }
}

fn chart(context: &ReportContext<'_>, report_item: &ReportItem) -> Slide {
    // Charts of answers are called after their surveys; what to ask is the same for all of them.
    let kind = report_item.name().split('-').next().unwrap_or_default();
    Slide::Chart {
        question: report_item.title().to_owned(),
        finding: report_item.finding().to_owned(),
        drawing: report_item.on_page(),
        notes: vec![context.text.say_for("slides-look", kind), context.text.say_for("slides-ask", kind)],
    }
}

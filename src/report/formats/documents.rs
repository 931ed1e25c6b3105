//! What is printed: the report, with a summary, the charts, how to read them and the agreement; and the technical
//! report.

use footing_core::disclosure::Release;
use footing_core::survey::Privacy;

use super::format::{ExportCommand, FileFormat, PagePlace};
use crate::gallery::gallery;
use crate::item::{ReportContext, ReportItem};
use crate::press::pdf::{Block, PdfDocument};
use crate::technical::technical;

/// More teams than this cannot be read on a page; the upper ones are drawn.
const TEAMS_ON_A_PAGE: usize = 40;

/// Nobody reads more. Answers to single questions are left out before a page is added.
const MOST_PAGES: usize = 10;

/// For those who decide.
pub(crate) const REPORT: FileFormat = FileFormat {
    word: "pdf",
    command: ExportCommand::Report,
    name: "report.pdf",
    media_type: "application/pdf",
    label: "export-report",
    place: PagePlace::Front,
    write: |context, _, out| Ok(out.write_all(&report(context).pdf())?),
};

/// For those who ask what the figures rest on.
pub(crate) const TECHNICAL: FileFormat = FileFormat {
    word: "technical",
    command: ExportCommand::Report,
    name: "technical.pdf",
    media_type: "application/pdf",
    label: "export-technical",
    place: PagePlace::Technical,
    write: |context, _, out| Ok(out.write_all(&technical_report(context).pdf())?),
};

/// The report for those who decide: a summary, the charts, how to read them, and what was agreed. It takes at most ten
/// pages where leaving out the answers to single questions is enough for that. With more than 40 teams the upper ones
/// are drawn.
pub fn report(context: &ReportContext<'_>) -> PdfDocument {
    let context = ReportContext { most_teams: TEAMS_ON_A_PAGE, ..*context };
    // What people answered to each question comes last: few want to see it, and it takes whole pages.
    let (details, report_items): (Vec<ReportItem>, Vec<ReportItem>) =
        gallery(&context).into_iter().partition(is_detail);
    let mut details: Vec<ReportItem> =
        details.into_iter().filter(|report_item| report_item.table.rows.len() > 1).collect();
    loop {
        let document = document(&context, blocks(&context, &report_items, &details));
        if document.pages() <= MOST_PAGES || details.pop().is_none() {
            return document;
        }
    }
}

fn blocks(context: &ReportContext<'_>, report_items: &[ReportItem], details: &[ReportItem]) -> Vec<Block> {
    let text = context.text;
    let mut blocks = vec![Block::Heading(text.say("report-short")), Block::List(findings(context, report_items))];
    for report_item in report_items.iter().chain(details) {
        blocks.push(Block::Heading(report_item.title().to_owned()));
        blocks.push(Block::Paragraph(report_item.finding().to_owned()));
        blocks.push(Block::Figure(report_item.on_page()));
    }
    blocks.push(Block::Heading(text.say("report-read")));
    blocks.push(Block::List(how_to_read(context)));
    blocks.push(Block::Heading(text.say("report-agreement")));
    blocks.extend(agreement(context));
    blocks
}

/// The answers to the questions of a survey.
fn is_detail(report_item: &ReportItem) -> bool {
    report_item.name().starts_with("answers-")
}

/// What the figures rest on, for those who ask: the blocks of [`technical`], as a document of any length.
pub fn technical_report(context: &ReportContext<'_>) -> PdfDocument {
    let mut document = document(context, technical(context));
    document.subtitle = context.text.say("tech-title");
    document
}

fn document(context: &ReportContext<'_>, blocks: Vec<Block>) -> PdfDocument {
    let text = context.text;
    let head = context.release.head();
    PdfDocument {
        title: head.name.clone(),
        subtitle: text.with("report-subtitle", [("date", text.date(head.made).into())]),
        language: text.language.tag().to_owned(),
        foot: context.foot(),
        numbering: text.say("report-page"),
        blocks,
    }
}

/// The sentence of each report item, under its question.
fn findings(context: &ReportContext<'_>, report_items: &[ReportItem]) -> Vec<String> {
    let say = |report_item: &ReportItem| {
        let places =
            [("question", report_item.title().to_owned().into()), ("finding", report_item.finding().to_owned().into())];
        context.text.with("report-finding", places)
    };
    report_items.iter().map(say).collect()
}

/// What somebody has to know to read a figure right.
pub(super) fn how_to_read(context: &ReportContext<'_>) -> Vec<String> {
    let text = context.text;
    let terms = context.terms();
    let least = [("least", terms.threshold.get().into()), ("anonymous", terms.anonymous_threshold.get().into())];
    let ways = ["report-read-points", "report-read-interval", "report-read-standing"].map(|key| text.say(key));
    let last = ["report-read-change", "report-read-not"].map(|key| text.say(key));
    ways.into_iter().chain([text.with("report-read-hidden", least)]).chain(last).collect()
}

fn agreement(context: &ReportContext<'_>) -> Vec<Block> {
    let text = context.text;
    let (head, terms) = (context.release.head(), context.terms());
    let mut rows = vec![
        [text.say("label-purpose"), terms.purpose.clone()],
        [text.say("sheet-invited"), head.invited.to_string()],
        [text.say("label-least"), terms.threshold.get().to_string()],
        [text.say("label-least_anonymous"), terms.anonymous_threshold.get().to_string()],
        [text.say("report-erased"), text.with("report-months", [("months", terms.retention_months.into())])],
        [text.say("label-contact"), terms.contact.clone()],
        [text.say("report-audit"), audit(context, context.release)],
        [text.say("sheet-contract"), head.contract.to_string()],
    ];
    for survey in context.surveys {
        let privacy = match survey.privacy() {
            Privacy::Private => "private",
            Privacy::Confidential => "confidential",
            Privacy::Anonymous => "anonymous",
        };
        let what = [text.say_for("privacy", privacy), text.say_for("privacy-what", privacy)];
        rows.insert(2, [text.of(survey.title()), what.join(&text.say("between-sentences"))]);
    }
    vec![Block::Table {
        caption: text.say("report-agreement-caption"),
        head: ["report-agreed", "report-what"].map(|key| text.say(key)).into(),
        rows: rows.into_iter().map(Vec::from).collect(),
    }]
}

fn audit(context: &ReportContext<'_>, release: &Release) -> String {
    let cells = release.rows().len() * release.head().measures.len();
    let places = [("shown", release.shown().into()), ("figures", cells.into())];
    context.text.with("report-audited", places)
}

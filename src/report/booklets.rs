//! What is printed: the report, with a summary, the charts, how to read them and the agreement; and the technical report.

use footing_core::disclosure::Release;
use footing_core::survey::Privacy;

use super::booklet::{Block, Booklet};
use super::exhibit::{Case, Exhibit};
use super::gallery::gallery;
use super::technical::technical;

/// More teams than this cannot be read on a page; the upper ones are drawn.
const TEAMS_ON_A_PAGE: usize = 40;

/// Nobody reads more. Answers to single questions are left out before a page is added.
const MOST_PAGES: usize = 10;

/// The report for whoever decides.
pub fn report(case: &Case<'_>) -> Booklet {
    let case = Case { most_teams: TEAMS_ON_A_PAGE, ..*case };
    // What people answered to each question comes last: few want to see it, and it takes whole pages.
    let (details, exhibits): (Vec<Exhibit>, Vec<Exhibit>) = gallery(&case).into_iter().partition(is_detail);
    let mut details: Vec<Exhibit> = details.into_iter().filter(|exhibit| exhibit.table.rows.len() > 1).collect();
    loop {
        let booklet = booklet(&case, blocks(&case, &exhibits, &details));
        if booklet.pages() <= MOST_PAGES || details.pop().is_none() {
            return booklet;
        }
    }
}

fn blocks(case: &Case<'_>, exhibits: &[Exhibit], details: &[Exhibit]) -> Vec<Block> {
    let text = case.text;
    let mut blocks = vec![Block::Heading(text.say("report-short")), Block::List(findings(case, exhibits))];
    for exhibit in exhibits.iter().chain(details) {
        blocks.push(Block::Heading(exhibit.title().to_owned()));
        blocks.push(Block::Paragraph(exhibit.finding().to_owned()));
        blocks.push(Block::Figure(exhibit.on_page()));
    }
    blocks.push(Block::Heading(text.say("report-read")));
    blocks.push(Block::List(how_to_read(case)));
    blocks.push(Block::Heading(text.say("report-agreement")));
    blocks.extend(agreement(case));
    blocks
}

/// The answers to the questions of a survey.
fn is_detail(exhibit: &Exhibit) -> bool {
    exhibit.name().starts_with("answers-")
}

/// What the figures rest on, for whoever asks.
pub fn technical_report(case: &Case<'_>) -> Booklet {
    let mut booklet = booklet(case, technical(case));
    booklet.subtitle = case.text.say("tech-title");
    booklet
}

fn booklet(case: &Case<'_>, blocks: Vec<Block>) -> Booklet {
    let text = case.text;
    let head = case.release.head();
    Booklet {
        title: head.name.clone(),
        subtitle: text.with("report-subtitle", [("date", text.date(head.made).into())]),
        language: text.language.tag().to_owned(),
        foot: case.foot(),
        numbering: text.say("report-page"),
        blocks,
    }
}

/// The sentence of each exhibit, under its question.
fn findings(case: &Case<'_>, exhibits: &[Exhibit]) -> Vec<String> {
    let say = |exhibit: &Exhibit| {
        let places =
            [("question", exhibit.title().to_owned().into()), ("finding", exhibit.finding().to_owned().into())];
        case.text.with("report-finding", places)
    };
    exhibits.iter().map(say).collect()
}

/// What somebody has to know to read a figure right.
pub(super) fn how_to_read(case: &Case<'_>) -> Vec<String> {
    let text = case.text;
    let terms = case.terms();
    let least = [("least", terms.least.get().into()), ("anonymous", terms.least_anonymous.get().into())];
    let ways = ["report-read-points", "report-read-interval", "report-read-standing"].map(|key| text.say(key));
    let last = ["report-read-change", "report-read-not"].map(|key| text.say(key));
    ways.into_iter().chain([text.with("report-read-hidden", least)]).chain(last).collect()
}

fn agreement(case: &Case<'_>) -> Vec<Block> {
    let text = case.text;
    let (head, terms) = (case.release.head(), case.terms());
    let mut rows = vec![
        [text.say("label-purpose"), terms.purpose.clone()],
        [text.say("sheet-invited"), head.invited.to_string()],
        [text.say("label-least"), terms.least.get().to_string()],
        [text.say("label-least_anonymous"), terms.least_anonymous.get().to_string()],
        [text.say("report-erased"), text.with("report-months", [("months", terms.retention_months.into())])],
        [text.say("label-contact"), terms.contact.clone()],
        [text.say("report-audit"), audit(case, case.release)],
        [text.say("sheet-contract"), head.contract.to_string()],
    ];
    for survey in case.surveys {
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

fn audit(case: &Case<'_>, release: &Release) -> String {
    let cells = release.rows().len() * release.head().measures.len();
    let places = [("shown", release.shown().into()), ("figures", cells.into())];
    case.text.with("report-audited", places)
}

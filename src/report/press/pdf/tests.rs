use super::pages::PlacedPage;
use super::piece::Mark;
use super::sheet::{MARGIN, SHEET, WIDTH};
use super::style::Style;
use super::tags::Leaf;
use super::*;
use crate::press::chart::dimensions::{Bar, Dimensions, DimensionsKey};
use crate::press::chart::{Figure, Words};
use crate::press::text::SOFT_HYPHEN;

const SENTENCE: &str = "Where two figures are too close to tell apart, the text says so and names no winner. ";

fn document(blocks: Vec<Block>) -> PdfDocument {
    PdfDocument {
        title: "Ready to learn".to_owned(),
        subtitle: "For the board".to_owned(),
        language: "en".to_owned(),
        foot: "Autumn wave · contract 3f9a1c".to_owned(),
        numbering: "{page} of {pages}".to_owned(),
        blocks,
    }
}

fn paragraph(sentences: usize) -> Block {
    Block::Paragraph(SENTENCE.repeat(sentences))
}

fn heading() -> Block {
    Block::Heading("Who took part".to_owned())
}

fn table(rows: usize, cell: &str) -> Block {
    let row = |index: usize| vec![format!("Team {index}"), cell.to_owned(), "≤ 5".to_owned()];
    let head = ["Team", "Words", "Figures"].map(str::to_owned).to_vec();
    Block::Table { caption: "By team".to_owned(), head, rows: (0..rows).map(row).collect() }
}

fn figure(bars: usize) -> Block {
    let figure = Figure { value: 50.0, low: 40.0, high: 60.0, text: "50".to_owned(), interval: "40–60".to_owned() };
    let bar = |index| Bar { name: format!("Dimension {index}"), figure: Some(figure.clone()) };
    let words = Words {
        name: "bars".to_owned(),
        language: "en".to_owned(),
        title: "Even".to_owned(),
        subtitle: "Means".to_owned(),
        foot: String::new(),
        description: "Bars, all even.".to_owned(),
        on_page: false,
    };
    let key = DimensionsKey { interval: "90 % interval".to_owned(), suppressed: "Not shown".to_owned() };
    Block::Figure(Dimensions { bars: (0..bars).map(bar).collect(), key }.draw(&words))
}

/// A document as it stands on its pages.
struct Set<'a> {
    flow: Flow<'a>,
    pages: Vec<PlacedPage>,
    room: f32,
}

fn set(document: &PdfDocument) -> Set<'_> {
    let room = Foot::of(document).room();
    let flow = Flow::of(document, room);
    let pages = pages::fill(&flow.pieces, room);
    Set { flow, pages, room }
}

impl Set<'_> {
    /// The style and the words of each line of a page; a figure has no words.
    fn lines(&self, page: usize) -> Vec<(Style, String)> {
        let marks = self.pages[page].iter().flat_map(|placed| &self.flow.pieces[placed.piece].marks);
        marks
            .filter_map(|mark| match mark {
                Mark::Text { line, .. } => Some((line.style, line.text.trim().to_owned())),
                Mark::Figure { .. } => Some((Style::Body, String::new())),
                Mark::Rule { .. } => None,
            })
            .collect()
    }

    /// What is read aloud, leaf by leaf.
    fn texts(&self) -> Vec<String> {
        let mut texts: Vec<(Leaf, String)> = Vec::new();
        for placed in self.pages.iter().flatten().filter(|placed| !placed.again) {
            for mark in &self.flow.pieces[placed.piece].marks {
                if let Mark::Text { line, leaf, .. } = mark {
                    match texts.iter_mut().find(|(of, _)| of == leaf) {
                        Some((_, text)) => text.push_str(&line.text),
                        None => texts.push((*leaf, line.text.clone())),
                    }
                }
            }
        }
        texts.into_iter().map(|(_, text)| text.replace(SOFT_HYPHEN, "")).collect()
    }
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    for before in 0..40 {
        for after in [paragraph(6), figure(7), table(9, "word"), Block::List(vec![SENTENCE.repeat(3)])] {
            let subheading = Block::Subheading("In the words of the items".to_owned());
            let mut blocks: Vec<Block> = (0..before).map(|_| paragraph(1)).collect();
            blocks.extend([heading(), subheading, after]);
            let document = document(blocks);
            let set = set(&document);
            for page in 0..set.pages.len() {
                let last = set.lines(page).pop().expect("no page is empty").0;
                assert!(![Style::Heading, Style::Subheading, Style::Caption, Style::ColumnHead].contains(&last));
            }
        }
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    for before in 0..12 {
        let mut blocks: Vec<Block> = (0..before).map(|_| Block::Paragraph("One line.".to_owned())).collect();
        blocks.extend((0..9).map(|_| paragraph(5)));
        let document = document(blocks);
        let set = set(&document);
        let count = set.flow.pieces.len();
        for page in &set.pages {
            let next = page.last().expect("no page is empty").piece + 1;
            let starts = |piece: usize| piece >= count || set.flow.pieces[piece].above > 0.0;
            assert!(starts(next) || !starts(next - 1) && !starts(next + 1), "page ends before {next}");
        }
    }
}

#[test]
fn a_table_longer_than_a_page_repeats_its_head_for_those_who_see() {
    let document = document(vec![heading(), table(90, "not shown")]);
    let set = set(&document);
    assert!(set.pages.len() > 2);
    for (page, placed) in set.pages.iter().enumerate().skip(1) {
        assert_eq!(set.lines(page)[0], (Style::ColumnHead, "Team".to_owned()));
        assert!(placed[0].again && !placed[1].again);
    }
    assert_eq!(set.texts().iter().filter(|text| *text == "Team").count(), 1);
}

#[test]
fn nothing_reaches_beyond_the_text_of_a_page() {
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".to_owned();
    let wide = |columns: usize| Block::Table {
        caption: long.repeat(3),
        head: vec![long.clone(); columns],
        rows: vec![vec!["安全".to_owned(); columns], vec![long.clone(), "5–9".to_owned()]],
    };
    let blocks = vec![
        Block::Heading(long.repeat(4)),
        Block::Paragraph(long.repeat(9)),
        Block::List(vec![long.repeat(9)]),
        wide(2),
        wide(12),
        figure(12),
        table(2, &SENTENCE.repeat(150)),
        figure(90),
    ];
    let document = document(blocks);
    let set = set(&document);
    for placed in set.pages.iter().flatten() {
        let piece = &set.flow.pieces[placed.piece];
        assert!(placed.top + piece.height <= set.room + 0.01, "{piece:?}");
        for mark in &piece.marks {
            match mark {
                Mark::Text { left, line, .. } => assert!(left + line.width <= WIDTH + 0.1, "{line:?}"),
                Mark::Figure { drawing, scale, edge, .. } => {
                    assert!(MARGIN - edge > 0.0 && MARGIN - edge + drawing.size().0 as f32 * scale < SHEET.0);
                }
                Mark::Rule { width, .. } => assert!(*width <= WIDTH),
            }
        }
    }
}

#[test]
fn a_row_is_cut_only_if_no_page_can_hold_it() {
    let pieces = |sentences: usize| {
        let document = document(vec![table(3, &SENTENCE.repeat(sentences))]);
        let flow = Flow::of(&document, 600.0);
        flow.pieces.iter().filter(|piece| piece.head.is_some()).count()
    };
    assert_eq!(pieces(20), 3);
    assert!(pieces(120) > 3);
}

#[test]
fn a_figure_is_never_drawn_larger_than_it_is_and_stays_with_its_heading() {
    for bars in [1, 7, 30, 90] {
        let document = document(vec![Block::NewPage, heading(), figure(bars)]);
        let set = set(&document);
        assert_eq!(set.pages.len(), 2);
        let marks = set.flow.pieces.iter().flat_map(|piece| &piece.marks);
        assert!(marks.into_iter().all(|mark| !matches!(mark, Mark::Figure { scale, .. } if *scale > 0.75)));
    }
}

#[test]
fn a_short_note_stays_with_its_figure() {
    for before in 0..30 {
        let mut blocks: Vec<Block> = (0..before).map(|_| paragraph(1)).collect();
        blocks.extend([figure(4), Block::Quiet("Three teams are not shown.".to_owned())]);
        let document = document(blocks);
        let set = set(&document);
        assert!(set.pages.iter().all(|page| {
            set.flow.pieces[page[0].piece]
                .marks
                .iter()
                .all(|mark| !matches!(mark, Mark::Text { line, .. } if line.style == Style::Quiet))
        }));
    }
}

#[test]
fn text_comes_back_in_the_order_of_the_blocks() {
    let item = SENTENCE.trim().to_owned();
    let document = document(vec![
        heading(),
        Block::List(vec!["安心して学べる。".to_owned(), item.clone()]),
        table(1, "Veränderungs\u{AD}bereitschaft"),
        Block::Quiet("🙂".to_owned()),
    ]);
    let expected = [
        "Ready to learn",
        "For the board",
        "Who took part",
        "•",
        "安心して学べる。",
        "•",
        &item,
        "By team",
        "Team",
        "Words",
        "Figures",
        "Team 0",
        "Veränderungsbereitschaft",
        "≤ 5",
        "🙂",
    ];
    assert_eq!(set(&document).texts(), expected);
}

#[test]
fn a_document_has_as_many_pages_as_it_needs_and_no_empty_ones() {
    let pages = |blocks| set(&document(blocks)).pages.len();
    assert_eq!(pages(Vec::new()), 1);
    assert_eq!(pages(vec![Block::NewPage, Block::NewPage, heading(), Block::NewPage]), 2);
    assert_eq!(pages((0..100).map(|_| paragraph(3)).collect()), 8);
}

#[test]
fn the_same_document_is_the_same_file() {
    let document = document(vec![heading(), paragraph(3), figure(7), table(40, "not shown")]);
    assert!(document.pdf() == document.pdf());
}

#[test]
fn a_document_promises_to_be_accessible_even_with_letters_that_no_face_has() {
    let list = Block::List(vec!["\u{FEFF}🙂 안녕".to_owned()]);
    let empty = Block::Table { caption: String::new(), head: Vec::new(), rows: vec![vec![String::new(); 3]] };
    for blocks in [vec![heading(), list, figure(2), table(60, "")], vec![empty], Vec::new()] {
        let pdf = document(blocks).pdf();
        assert!(pdf.windows(12).any(|part| part == b"pdfuaid:part"));
    }
}

//! The foot of every page: the stamp at the left, the number of the page at the right.

use super::PdfDocument;
use super::sheet::{SHEET, TOP, WIDTH};
use super::style::{Line, Shaped, Style};
use crate::press::text;

/// Below the last line of the foot.
const BELOW: f32 = 34.0;
/// Between the text of the page and the rule, and between the rule and the foot.
const SPACE: f32 = 18.0;
pub(super) const INSIDE: f32 = 6.0;
/// A longer stamp is cut: the pages are for the text.
const MOST_LINES: usize = 3;

pub(super) struct Foot {
    pub stamp: Vec<Line>,
    numbering: String,
}

impl Foot {
    pub fn of(document: &PdfDocument) -> Self {
        let mut foot = Self { stamp: Vec::new(), numbering: document.numbering.clone() };
        let room = WIDTH - foot.number(999, 999).width - 24.0;
        foot.stamp = text::lay_evenly(&Shaped::new(&document.foot, Style::Foot), room.max(WIDTH / 2.0));
        foot.stamp.truncate(MOST_LINES);
        foot
    }

    /// How much of a page is left for its text.
    pub fn room(&self) -> f32 {
        self.rule() - SPACE - TOP
    }

    pub fn rule(&self) -> f32 {
        let lines = self.stamp.len().max(1) as f32;
        SHEET.1 - BELOW - lines * Style::Foot.leading() - INSIDE
    }

    pub fn number(&self, page: usize, pages: usize) -> Line {
        let text = self.numbering.replace("{pages}", &pages.to_string()).replace("{page}", &page.to_string());
        let lines = text::lay(&Shaped::new(&text, Style::Foot), WIDTH / 2.0);
        lines.into_iter().next().unwrap_or_else(|| Line::empty(Style::Foot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foot(stamp: &str, numbering: &str) -> Foot {
        Foot::of(&PdfDocument {
            title: String::new(),
            subtitle: String::new(),
            language: "en".to_owned(),
            foot: stamp.to_owned(),
            numbering: numbering.to_owned(),
            blocks: Vec::new(),
        })
    }

    #[test]
    fn a_page_is_counted_in_the_words_of_the_language() {
        for (numbering, expected) in [("{page} of {pages}", "3 of 12"), ("{pages}ページ中{page}", "12ページ中3")]
        {
            assert_eq!(foot("", numbering).number(3, 12).text, expected);
        }
    }

    #[test]
    fn a_long_stamp_takes_three_lines_at_most_and_never_runs_into_the_number() {
        let foot = foot(&"Autumn wave, closed 14 November 2026 · ".repeat(20), "Seite {page} von {pages}");
        assert_eq!(foot.stamp.len(), MOST_LINES);
        let number = foot.number(999, 999).width;
        assert!(foot.stamp.iter().all(|line| line.width + number < WIDTH));
    }
}

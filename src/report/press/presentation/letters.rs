//! How much room letters take on a slide. They are measured with the faces of the charts, which run a little wider than
//! those of the theme, so what fits here fits there.

use super::frame::{POINT, SlideFrame};
use super::markup::plain;
use crate::press::chart::{self, Type};
use crate::press::text::Lettering;

/// The distance between two baselines in parts of the letter size, that of Segoe UI: no likely face has more.
const LEADING: f64 = 1.33;
/// The room between two paragraphs, likewise.
const GAP: f64 = 0.42;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Normal,
    Bold,
}

impl Weight {
    fn kind(self) -> Type {
        match self {
            Self::Normal => Type::Label,
            Self::Bold => Type::Strong,
        }
    }
}

/// The width of a text on one line, in parts of the letter size.
pub(super) fn width(text: &str, weight: Weight) -> f64 {
    let kind = weight.kind();
    chart::text_width(&plain(text), kind) / f64::from(kind.size())
}

/// The width below which a word would be broken, in parts of the letter size.
pub(super) fn least_width(text: &str, weight: Weight) -> f64 {
    let kind = weight.kind();
    chart::least_width(&plain(text), kind) / f64::from(kind.size())
}

/// The number of lines that a text takes in letters of so many points.
pub(super) fn lines(text: &str, weight: Weight, points: u32, room: i64) -> usize {
    let kind = weight.kind();
    let room = room as f64 / (f64::from(points) * POINT as f64);
    chart::line_count(&plain(text), kind, room * f64::from(kind.size())).max(1)
}

pub(super) fn line_height(points: u32) -> i64 {
    (f64::from(points) * LEADING * POINT as f64).ceil() as i64
}

/// The largest of the sizes at which the paragraphs fit the frame and no word is broken, the smallest if none does.
pub(super) fn fitting(paragraphs: &[&str], weight: Weight, frame: SlideFrame, sizes: &[u32]) -> u32 {
    let word = paragraphs.iter().map(|text| least_width(text, weight)).fold(0.0, f64::max);
    let fits = |points: u32| {
        let word = word * f64::from(points) * POINT as f64;
        let lines: usize = paragraphs.iter().map(|text| lines(text, weight, points, frame.width)).sum();
        let gaps = GAP * f64::from(points) * POINT as f64 * paragraphs.len().saturating_sub(1) as f64;
        lines as i64 * line_height(points) + gaps as i64 <= frame.height && word as i64 <= frame.width
    };
    sizes.iter().copied().find(|points| fits(*points)).unwrap_or(sizes[sizes.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::presentation::layout::Layout;

    const SIZES: [u32; 6] = [28, 26, 24, 22, 20, 18];

    fn size(text: &str) -> u32 {
        fitting(&[text], Weight::Bold, Layout::Points.title(), &SIZES)
    }

    #[test]
    fn a_short_title_is_large_and_a_long_one_still_fits() {
        assert_eq!(size("Skill is even, safety to learn is not"), 28);
        let german = "Die Veränderungsbereitschaft ist in allen Bereichen ausgeglichen, die Sicherheit beim gemeinsamen \
                      Lernen mit künstlicher Intelligenz dagegen noch lange nicht überall.";
        assert!((155..=175).contains(&german.chars().count()));
        assert!((18..28).contains(&size(german)), "{}", size(german));
        assert!(lines(german, Weight::Bold, size(german), Layout::Points.title().width) <= 3);
        let japanese = "人工知能を安心して試せる職場の雰囲気は部署によって大きく異なる。".repeat(4);
        assert!(lines(&japanese, Weight::Bold, size(&japanese), Layout::Points.title().width) <= 3);
    }

    #[test]
    fn letters_shrink_rather_than_break_a_word() {
        let column = Layout::ChartBeside.title();
        let size = |text: &str| fitting(&[text], Weight::Bold, column, &[24, 22, 20, 18, 16, 14]);
        assert_eq!(size("Skill is even"), 24);
        assert!(size("Die Veränderungsbereitschaft ist ausgeglichen") < 20);
        assert_eq!(size("人工知能を安心して試せる職場の雰囲気は部署によって異なる"), 24);
    }

    #[test]
    fn a_word_wider_than_its_room_takes_several_lines() {
        // With the hyphens that a page has and a slide has not, so rather one too many.
        assert_eq!(lines("Datenschutzfolgenabschätzung", Weight::Normal, 12, 40 * POINT), 6);
    }
}

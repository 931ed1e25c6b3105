//! All colours of the charts, each with its light and its dark value, under the names that the style sheet uses.
//! They are the tokens of `footing.css`, cividis for absolute values and `PuOr` for what leans to two sides.

use plotters::style::Color;
use plotters_backend::BackendColor;

/// A colour by its place among those of the charts, so that a drawing knows names and only the style sheet knows
/// values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint(u8);

pub(super) struct Tone {
    pub name: &'static str,
    pub light: u32,
    pub dark: u32,
}

const fn tone(name: &'static str, light: u32, dark: u32) -> Tone {
    Tone { name, light, dark }
}

pub(super) const TONES: [Tone; 28] = [
    tone("sheet", 0xffffff, 0x1a1e21),
    tone("ink", 0x1b1d1f, 0xeeece7),
    tone("quiet", 0x565c62, 0xa9afb5),
    tone("line", 0xdedad2, 0x30363b),
    tone("edge", 0x80868c, 0x7f878e),
    tone("accent", 0x0b6159, 0x79d6c8),
    tone("unclear", 0xeceae5, 0x2b3136),
    tone("black", 0x000000, 0x000000),
    tone("white", 0xffffff, 0xffffff),
    // Cividis in five steps: the smallest gap between neighbours stays above 15 for every kind of colour vision.
    tone("heat-0", 0x00224e, 0x00224e),
    tone("heat-1", 0x434e6c, 0x434e6c),
    tone("heat-2", 0x7d7c78, 0x7d7c78),
    tone("heat-3", 0xbcae6c, 0xbcae6c),
    tone("heat-4", 0xfee838, 0xfee838),
    // `PuOr` in seven steps; its white middle is a grey here, as white would vanish on the sheet.
    tone("shift-0", 0xb35806, 0xb35806),
    tone("shift-1", 0xf1a340, 0xf1a340),
    tone("shift-2", 0xfee0b6, 0xfee0b6),
    tone("shift-3", 0xdedad2, 0xc9c6bf),
    tone("shift-4", 0xd8daeb, 0xd8daeb),
    tone("shift-5", 0x998ec3, 0x998ec3),
    tone("shift-6", 0x542788, 0x542788),
    // Lines that stand for somebody; each also carries its name, so colour is never alone.
    tone("series-0", 0x0b6159, 0x79d6c8),
    tone("series-1", 0x542788, 0xb7a8e6),
    tone("series-2", 0xb35806, 0xf1a340),
    tone("series-3", 0x1d4ed8, 0x8ab4ff),
    tone("series-4", 0x565c62, 0xa9afb5),
    tone("series-5", 0x1b1d1f, 0xeeece7),
    tone("hatch", 0x9a968d, 0x666d74),
];

/// Where the scales begin in [`TONES`].
const HEAT: u8 = 9;
const SHIFT: u8 = 14;
const SERIES: u8 = 21;

impl Paint {
    /// The ground that everything lies on.
    pub const SHEET: Self = Self(0);
    /// What is to be read first: values, names.
    pub const INK: Self = Self(1);
    /// What is to be read second: intervals, legends, the foot.
    pub const QUIET: Self = Self(2);
    /// Lines of a grid, and the empty part of a bar.
    pub const LINE: Self = Self(3);
    /// Lines that say something: axes, crosses, the line in the middle.
    pub const EDGE: Self = Self(4);
    /// The colour of the house, for the bars and dots that a chart is about.
    pub const ACCENT: Self = Self(5);
    /// What cannot be told apart from the organisation has no colour of its own.
    pub const UNCLEAR: Self = Self(6);
    const BLACK: Self = Self(7);
    const WHITE: Self = Self(8);
    /// Filled with the hatch of what is not shown; the markup puts a pattern in its place.
    pub const HATCH: Self = Self(27);

    /// The step of the fixed scale from 0 to 100, one for each twenty points. What lies beyond has the colour of that
    /// end. Fixed and not relative: a team at 79 is no failure among eighties.
    #[must_use]
    pub fn heat(mean: f64) -> Self {
        Self(HEAT + (mean / 20.0).floor().clamp(0.0, 4.0) as u8)
    }

    /// The `index`-th of `count` ordered levels, low to high, counted from 0. There are five colours: from the fifth
    /// level on all have the last one.
    #[must_use]
    pub fn level(index: usize, count: usize) -> Self {
        let steps: &[u8] = match count {
            0..=2 => &[1, 4],
            3 => &[0, 2, 4],
            4 => &[0, 1, 3, 4],
            _ => &[0, 1, 2, 3, 4],
        };
        Self(HEAT + steps[index.min(steps.len() - 1)])
    }

    /// The `index`-th of `count` options from one side to the other, counted from 0; with an even count up to six
    /// nobody stands in the middle. From the seventh option on all have the last colour.
    #[must_use]
    pub fn shift(index: usize, count: usize) -> Self {
        let steps: &[u8] = match count {
            0..=2 => &[1, 5],
            3 => &[1, 3, 5],
            4 => &[0, 1, 5, 6],
            5 => &[0, 1, 3, 5, 6],
            6 => &[0, 1, 2, 4, 5, 6],
            _ => &[0, 1, 2, 3, 4, 5, 6],
        };
        Self(SHIFT + steps[index.min(steps.len() - 1)])
    }

    /// The colour of the `index`-th line, counted from 0. There are six; then they come again.
    #[must_use]
    pub fn series(index: usize) -> Self {
        Self(SERIES + (index % 6) as u8)
    }

    /// Pure black or pure white, whichever is easier to read on this colour: at least 4.58 to 1 on any colour there is.
    /// Only for colours that are the same in the light and in the dark.
    #[must_use]
    pub fn text(self) -> Self {
        let luminance = luminance(TONES[usize::from(self.0)].light);
        if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) { Self::BLACK } else { Self::WHITE }
    }

    /// The value on paper, which is always light: `0xRRGGBB`.
    pub(crate) fn light(self) -> u32 {
        TONES[usize::from(self.0)].light
    }

    pub(super) fn name(self) -> &'static str {
        TONES[usize::from(self.0)].name
    }

    /// The paint that plotters hands over.
    pub(super) fn of(colour: BackendColor) -> Self {
        Self(colour.rgb.2.min(TONES.len() as u8 - 1))
    }
}

/// plotters knows colours by their values; here the value is the place among `TONES`.
impl Color for Paint {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (0, 0, self.0) }
    }
}

fn luminance(colour: u32) -> f64 {
    let channel = |shift: u32| {
        let value = f64::from(colour >> shift & 0xff) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scale_colour_carries_text_of_at_least_four_and_a_half_to_one() {
        for index in HEAT..SERIES {
            let paint = Paint(index);
            for value in [TONES[usize::from(index)].light, TONES[usize::from(index)].dark] {
                let (ground, text) = (luminance(value), luminance(TONES[usize::from(paint.text().0)].light));
                let ratio = (ground.max(text) + 0.05) / (ground.min(text) + 0.05);
                assert!(ratio >= 4.5, "{} has {ratio}", paint.name());
            }
        }
    }

    #[test]
    fn the_scale_has_fixed_bounds_and_its_ends_belong_to_it() {
        assert_eq!(Paint::heat(0.0).name(), "heat-0");
        assert_eq!(Paint::heat(19.99).name(), "heat-0");
        assert_eq!(Paint::heat(20.0).name(), "heat-1");
        assert_eq!(Paint::heat(100.0).name(), "heat-4");
    }

    #[test]
    fn each_scale_begins_at_its_own_colour() {
        let names =
            [Paint(HEAT), Paint(SHIFT), Paint(SERIES), Paint::HATCH, Paint::UNCLEAR, Paint::BLACK, Paint::WHITE];
        let expected = ["heat-0", "shift-0", "series-0", "hatch", "unclear", "black", "white"];
        assert_eq!(names.map(Paint::name), expected);
    }

    #[test]
    fn every_paint_comes_back_from_plotters() {
        for paint in (0..TONES.len() as u8).map(Paint) {
            assert_eq!(Paint::of(paint.to_rgba().to_backend_color()), paint);
        }
    }
}

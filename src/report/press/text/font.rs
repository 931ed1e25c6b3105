//! The faces letters are drawn with. Those that travel inside the program come first, so that a chart looks the same on
//! every machine: Noto Sans for Latin, Greek and Cyrillic, Noto Sans CJK JP for Japanese; `fonts/README.md` says how they
//! were made. Letters they lack come from the fonts of the machine: see [`super::installed`].

use std::collections::BTreeSet;
use std::sync::LazyLock;

use harfrust::{GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::installed;

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");
static JAPANESE: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Regular.otf");
static JAPANESE_BOLD: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Bold.otf");

/// A face and the file it is in.
pub(crate) struct Typeface {
    face: FontRef<'static>,
    shaping: ShaperData,
    units_per_em: f32,
    /// The same for pages.
    pub font: Font,
}

impl Typeface {
    /// `None` for a file that is no sound font.
    pub(super) fn read(file: &'static [u8], index: u32) -> Option<Typeface> {
        let face = FontRef::from_index(file, index).ok()?;
        let units_per_em = f32::from(face.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        (units_per_em > 0.0).then_some(())?;
        Some(Typeface { shaping: ShaperData::new(&face), units_per_em, font: Font::new(file.into(), index)?, face })
    }

    pub(super) fn has(&self, letter: char) -> bool {
        self.glyph(letter).is_some()
    }

    /// The glyph of a letter, if it is none of those that stand for a missing one.
    pub(super) fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.face.charmap().map(letter).filter(|glyph| glyph.to_u32() != 0)
    }

    /// Puts the letters of a run of text in their places, in units of the face.
    pub(super) fn shape(&self, run: UnicodeBuffer) -> GlyphBuffer {
        self.shaping.shaper(&self.face).build().shape(run, ShapeOptions::default())
    }

    /// A length in units of the face in parts of the letter size.
    pub(super) fn part(&self, units: f32) -> f32 {
        units / self.units_per_em
    }

    /// How far a glyph advances, in parts of the letter size.
    pub(super) fn advance(&self, glyph: GlyphId) -> f32 {
        let metrics = self.face.glyph_metrics(Size::unscaled(), LocationRef::default());
        self.part(metrics.advance_width(glyph).unwrap_or(0.0))
    }

    /// Draws the outline of a glyph in letters of a size, y upwards from the baseline. A glyph without one, such as a
    /// space, draws nothing.
    pub(crate) fn outline(&self, glyph: u32, size: f32, pen: &mut impl OutlinePen) {
        let Some(outline) = self.face.outline_glyphs().get(GlyphId::new(glyph)) else { return };
        // An outline that is damaged is drawn as far as it goes.
        let _ = outline.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), pen);
    }
}

/// There is one of each.
impl PartialEq for Typeface {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Typeface {}

impl std::fmt::Debug for Typeface {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a face of {} units", self.units_per_em)
    }
}

/// The bundled faces of one weight in the order in which a letter is looked for. The bold Japanese face has the kanji of
/// JIS level 1 only; the rarer ones come from the regular face.
fn bundled(bold: bool) -> &'static [Typeface] {
    static FACES: LazyLock<[Vec<Typeface>; 2]> = LazyLock::new(|| {
        [[REGULAR, JAPANESE].as_slice(), [BOLD, JAPANESE_BOLD, JAPANESE].as_slice()]
            .map(|files| files.iter().map(|file| Typeface::read(file, 0).expect("a bundled face is sound")).collect())
    });
    &FACES[usize::from(bold)]
}

/// The face that draws a letter; `None` if neither Footing nor this machine has one.
pub(crate) fn of(letter: char, bold: bool) -> Option<&'static Typeface> {
    let bundled = bundled(bold).iter().find(|typeface| typeface.has(letter));
    bundled.or_else(|| installed::of(letter, bold))
}

/// Letters of texts that show as boxes on this machine.
pub(crate) fn missing<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<char> {
    let letters: BTreeSet<char> = texts.flat_map(str::chars).collect();
    let is_seen = |letter: &char| !letter.is_whitespace() && !letter.is_control() && !is_invisible(*letter);
    letters.into_iter().filter(is_seen).filter(|letter| of(*letter, false).is_none()).collect()
}

/// Letters that only tell how to break or join others, and variation selectors.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

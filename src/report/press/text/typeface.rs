//! A face: which letters it has, how wide they are, and how they are drawn.

use harfrust::{GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

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

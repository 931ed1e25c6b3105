//! The faces letters are drawn with. Those that travel inside the program come first, so that a chart looks the same on
//! every machine: Noto Sans for Latin, Greek and Cyrillic, Noto Sans CJK JP for Japanese; `fonts/README.md` says how they
//! were made. Letters they lack come from the fonts of the machine: see [`super::installed`].

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use krilla::text::Font;
use resvg::usvg::FontResolver;
use resvg::usvg::fontdb::{Database, ID, Source};
use rustybuzz::{Face, ttf_parser};

use super::installed;

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");
static JAPANESE: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Regular.otf");
static JAPANESE_BOLD: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Bold.otf");

/// From here on a weight is bold.
const FROM_BOLD: u16 = 600;

/// A face and the file it is in.
pub(crate) struct Typeface {
    /// For shaping.
    pub face: Face<'static>,
    /// The same for pages.
    pub font: Font,
    pub file: &'static [u8],
    /// Its place in a file of several.
    pub index: u32,
}

impl Typeface {
    /// `None` for a file that is no sound font.
    pub(super) fn read(file: &'static [u8], index: u32) -> Option<Typeface> {
        Some(Typeface { face: Face::from_slice(file, index)?, font: Font::new(file.into(), index)?, file, index })
    }

    pub(super) fn has(&self, letter: char) -> bool {
        self.face.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0)
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
        write!(f, "a face of {} glyphs", self.face.number_of_glyphs())
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

/// The face for what no face has, which shows it as a box.
pub(crate) fn first(bold: bool) -> &'static Typeface {
    &bundled(bold)[0]
}

/// The bundled faces for usvg; those of the machine are added when [`resolver`] finds that a letter needs one.
pub(super) fn database() -> Arc<Database> {
    static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut database = Database::new();
        for file in [REGULAR, BOLD, JAPANESE_BOLD, JAPANESE] {
            database.load_font_source(Source::Binary(Arc::new(file)));
        }
        database.set_sans_serif_family("Noto Sans");
        Arc::new(database)
    });
    DATABASE.clone()
}

/// How usvg finds a face for a letter that the first one lacks: as [`of`] does. Its own way would take the first that has
/// the letter, and set regular names in bold.
pub(super) fn resolver() -> FontResolver<'static> {
    FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(|letter, used, database| {
            let bold = database.face(*used.first()?)?.weight.0 >= FROM_BOLD;
            let found = id_of(of(letter, bold)?, database)?;
            (!used.contains(&found)).then_some(found)
        }),
    }
}

/// The id of a face, which is added to the database unless it is there.
fn id_of(typeface: &Typeface, database: &mut Arc<Database>) -> Option<ID> {
    let is_it =
        |source: &Source| matches!(source, Source::Binary(file) if std::ptr::eq(file.as_ref().as_ref(), typeface.file));
    let known = database.faces().find(|face| face.index == typeface.index && is_it(&face.source)).map(|face| face.id);
    known.or_else(|| {
        let ids = Arc::make_mut(database).load_font_source(Source::Binary(Arc::new(typeface.file)));
        ids.into_iter().find(|id| database.face(*id).is_some_and(|face| face.index == typeface.index))
    })
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

/// Whether a face draws its letters by outlines: pictures in colours cannot be drawn in a line of text.
pub(super) fn has_outlines(face: &ttf_parser::Face<'_>) -> bool {
    let tables = face.tables();
    tables.glyf.is_some() || tables.cff.is_some()
}

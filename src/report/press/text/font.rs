//! The faces letters are drawn with. Those that travel inside the program come first, so that a chart looks the same on
//! every machine: Noto Sans for Latin, Greek and Cyrillic, Noto Sans CJK JP for Japanese; `fonts/README.md` says how they
//! were made. Letters they lack come from the fonts of the machine: see [`super::installed`].

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::installed;
use super::typeface::Typeface;

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");
static JAPANESE: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Regular.otf");
static JAPANESE_BOLD: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Bold.otf");

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

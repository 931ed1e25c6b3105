//! The faces that travel inside the program, so that a chart has the same letters on every machine.
//! Noto Sans for Latin, Greek and Cyrillic, Noto Sans CJK JP for Japanese; `fonts/README.md` says how they were made.

use std::sync::{Arc, LazyLock};

use resvg::usvg::FontResolver;
use resvg::usvg::fontdb::{Database, ID, Source};
use rustybuzz::{Face, ttf_parser};

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");
static JAPANESE: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Regular.otf");
static JAPANESE_BOLD: &[u8] = include_bytes!("../fonts/NotoSansCJKjp-Bold.otf");

/// The faces of one weight in the order in which a letter is looked for. The bold Japanese face has the kanji of
/// JIS level 1 only; the rarer ones come from the regular face.
pub(in crate::report) fn faces(bold: bool) -> &'static [Face<'static>] {
    static FACES: LazyLock<[Vec<Face<'static>>; 2]> = LazyLock::new(|| {
        [[REGULAR, JAPANESE].as_slice(), [BOLD, JAPANESE_BOLD, JAPANESE].as_slice()]
            .map(|files| files.iter().map(|file| Face::from_slice(file, 0).expect("a bundled face is sound")).collect())
    });
    &FACES[usize::from(bold)]
}

/// The same faces for usvg. The system's fonts are never asked.
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

/// How usvg finds a face for a letter that the first one lacks: a face of the same weight before any other.
/// Its own way would take the first that has the letter, and set regular names in bold.
pub(super) fn resolver() -> FontResolver<'static> {
    FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(|letter, used, database| {
            let weight = database.face(*used.first()?)?.weight;
            let mut others: Vec<_> = database.faces().filter(|face| !used.contains(&face.id)).collect();
            others.sort_by_key(|face| face.weight != weight);
            others.iter().map(|face| face.id).find(|face| has(database, *face, letter))
        }),
    }
}

fn has(database: &Database, face: ID, letter: char) -> bool {
    database
        .with_face_data(face, |file, index| {
            ttf_parser::Face::parse(file, index).is_ok_and(|face| face.glyph_index(letter).is_some())
        })
        .unwrap_or(false)
}

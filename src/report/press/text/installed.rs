//! Fonts that are installed on the machine, for letters that the bundled faces lack: Korean, simplified Chinese, Arabic,
//! Hebrew, Thai and whatever else teams are named in. They are looked for only when such a letter comes up, and which one
//! is taken depends on nothing but what is installed; so the same figures give the same bytes on the same machine.
//!
//! `FOOTING_FONTS` names directories to look in instead of the usual ones, with `:` between them; empty, none.

use std::collections::HashMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use skrifa::attribute::Style;
use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use super::typeface::Typeface;

const DIRECTORIES: [&str; 5] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "/run/current-system/sw/share/X11/fonts",
];
/// Below a home directory.
const OWN_DIRECTORIES: [&str; 2] = [".local/share/fonts", ".fonts"];
/// Folders in folders: a link that leads back to its own folder ends here.
const DEEPEST: usize = 6;
/// In bytes. No font is larger.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A face of a file, as far as choosing one needs it.
struct Known {
    path: PathBuf,
    index: u32,
    family: String,
    weight: u16,
    /// Ascending.
    letters: Vec<RangeInclusive<u32>>,
    /// Read when one of its faces is first drawn with, and kept; all faces of a file share it.
    file: Arc<OnceLock<Option<&'static [u8]>>>,
    typeface: OnceLock<Option<Typeface>>,
}

/// What was found for a letter, plain or bold.
type Found = HashMap<(char, bool), Option<&'static Typeface>>;

/// The face that draws a letter best.
pub(super) fn of(letter: char, bold: bool) -> Option<&'static Typeface> {
    static INDEX: LazyLock<Vec<Known>> = LazyLock::new(|| index(&directories()));
    static FOUND: LazyLock<Mutex<Found>> = LazyLock::new(Mutex::default);
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    *found.entry((letter, bold)).or_insert_with(|| choose(&INDEX, letter, bold))
}

fn choose(index: &'static [Known], letter: char, bold: bool) -> Option<&'static Typeface> {
    let wanted = if bold { 700 } else { 400 };
    let has = |known: &&Known| {
        let place = known.letters.partition_point(|letters| *letters.end() < letter as u32);
        known.letters.get(place).is_some_and(|letters| letters.contains(&(letter as u32)))
    };
    let mut candidates: Vec<&Known> = index.iter().filter(has).collect();
    candidates.sort_by_key(|known| {
        (rank(&known.family, letter), known.weight.abs_diff(wanted), &known.family, &known.path, known.index)
    });
    candidates.into_iter().find_map(Known::typeface)
}

/// What goes with the bundled letters comes first, drawn as its readers write it; letters with serifs last.
fn rank(family: &str, letter: char) -> u8 {
    let is_home = match letter {
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' => {
            family.ends_with(" KR")
        }
        // Kanji that Japanese uses are bundled.
        '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => family.ends_with(" SC"),
        _ => true,
    };
    match family {
        _ if family.contains("Mono") || family.contains("Serif") => 3,
        _ if family.starts_with("Noto Sans") => u8::from(!is_home),
        _ => 2,
    }
}

impl Known {
    fn typeface(&self) -> Option<&Typeface> {
        let read = || Some(&*fs::read(&self.path).ok()?.leak());
        self.typeface.get_or_init(|| Typeface::read((*self.file.get_or_init(read))?, self.index)).as_ref()
    }
}

fn directories() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os("FOOTING_FONTS") {
        return std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect();
    }
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let own = home.iter().flat_map(|home| OWN_DIRECTORIES.map(|own| home.join(own)));
    DIRECTORIES.iter().map(PathBuf::from).chain(own).collect()
}

/// Every upright face with outlines below the directories.
fn index(directories: &[PathBuf]) -> Vec<Known> {
    let mut files = Vec::new();
    directories.iter().for_each(|directory| collect(directory, 0, &mut files));
    files.sort();
    files.dedup();
    files.iter().flat_map(|path| faces(path)).collect()
}

fn collect(directory: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    // What cannot be read is as if it were not installed.
    let Ok(entries) = fs::read_dir(directory) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let Ok(about) = path.metadata() else { continue };
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        if about.is_dir() && depth < DEEPEST {
            collect(&path, depth + 1, files);
        } else if about.len() <= LARGEST && matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
            files.push(path);
        }
    }
}

fn faces(path: &Path) -> Vec<Known> {
    let Ok(file) = fs::read(path) else { return Vec::new() };
    let Ok(fonts) = FileRef::new(&file) else { return Vec::new() };
    let shared = Arc::default();
    let known = |(index, face): (u32, FontRef<'_>)| {
        let attributes = face.attributes();
        // Pictures in colours cannot be drawn in a line of text.
        if attributes.style != Style::Normal || face.outline_glyphs().format().is_none() {
            return None;
        }
        Some(Known {
            path: path.to_owned(),
            index,
            family: face
                .localized_strings(StringId::FAMILY_NAME)
                .english_or_first()
                .map_or_else(String::new, |name| name.to_string()),
            weight: attributes.weight.value() as u16,
            letters: letters(&face),
            file: Arc::clone(&shared),
            typeface: OnceLock::new(),
        })
    };
    (0..).zip(fonts.fonts()).filter_map(|(index, face)| Some((index, face.ok()?))).filter_map(known).collect()
}

/// The letters that a face has, ascending.
fn letters(face: &FontRef<'_>) -> Vec<RangeInclusive<u32>> {
    let mut all: Vec<u32> =
        face.charmap().mappings().filter(|(_, glyph)| glyph.to_u32() != 0).map(|(letter, _)| letter).collect();
    all.sort_unstable();
    all.dedup();
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    for letter in all {
        match ranges.last_mut() {
            Some(last) if *last.end() + 1 == letter => *last = *last.start()..=letter,
            _ => ranges.push(letter..=letter),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the tests of this house are run with: Debian's `fonts-noto-cjk`.
    fn noto() -> &'static [Known] {
        static NOTO: LazyLock<Vec<Known>> = LazyLock::new(|| index(&["/usr/share/fonts/opentype/noto".into()]));
        assert!(!NOTO.is_empty(), "the tests need fonts-noto-cjk");
        &NOTO
    }

    #[test]
    fn korean_and_simplified_chinese_letters_have_shapes_and_each_comes_as_its_readers_write_it() {
        for (letters, face) in [("한국영업팀", "Noto Sans CJK KR"), ("销售门发区", "Noto Sans CJK SC")] {
            for (letter, bold) in letters.chars().flat_map(|letter| [(letter, false), (letter, true)]) {
                let typeface = choose(noto(), letter, bold).unwrap_or_else(|| panic!("nobody draws {letter}"));
                assert!(typeface.has(letter), "{letter} is a box");
                let known = noto().iter().find(|known| known.typeface() == Some(typeface)).unwrap();
                assert_eq!((known.family.as_str(), known.weight > 500), (face, bold), "{letter}");
            }
        }
    }

    #[test]
    fn every_letter_of_the_index_is_one_that_its_face_draws() {
        for known in noto().iter().take(2) {
            let typeface = known.typeface().unwrap();
            let ends = known.letters.iter().flat_map(|range| [*range.start(), *range.end()]);
            for letter in ends.filter_map(char::from_u32) {
                assert!(typeface.has(letter), "{letter:?}");
            }
        }
    }

    #[test]
    fn without_fonts_and_in_a_folder_of_other_files_there_is_no_face() {
        assert!(choose(&[], '한', false).is_none());
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("broken.ttf"), "no font").unwrap();
        fs::write(folder.path().join("empty.ttc"), "").unwrap();
        fs::write(folder.path().join("notes.txt"), "한").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("itself")).unwrap();
        assert!(index(&[folder.path().to_owned(), "/nowhere".into()]).is_empty());
    }
}

//! A survey or step file while it is read: its tables, and everything found wrong in them, each at its place.
//! Reading never stops at a fault; a file is only good if none was found at the end.

mod field;
mod names;
mod nesting;
mod table;

use std::cell::RefCell;

use toml::Spanned;
use toml::de::DeTable;

use super::problem::{Problem, Problems};

pub use field::Field;
pub use names::{Names, Wordings};
pub use table::TomlTable;

/// Larger than any survey a person would answer; what is larger is a mistake or an attack.
const MOST_BYTES: usize = 256 * 1024;

/// The deepest thing a file needs is a text in an entry of a list; the parser itself would go on for thousands.
const DEEPEST: usize = 12;

/// Nobody mends more in one go, and the tail of a long report is mostly the echo of its head.
const MOST_PROBLEMS: usize = 100;

/// A byte of the file something can be said about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(usize);

struct Fault {
    place: Position,
    what: String,
    fix: String,
}

/// A TOML file while it is read, and the faults found in it so far.
pub struct Document<'f> {
    file: &'f str,
    text: &'f str,
    root: Spanned<DeTable<'f>>,
    /// Every line could be read, so that what does not stand in the tables does not stand in the file.
    is_complete: bool,
    faults: RefCell<Vec<Fault>>,
}

impl<'f> Document<'f> {
    /// Takes a file apart. Faults of syntax are kept for [`finish`](Document::finish), together with all others.
    ///
    /// # Errors
    /// Refuses what is too large, too deep or not text, before anything else is tried with it.
    pub fn parse(file: &'f str, bytes: &'f [u8]) -> Result<Self, Problems> {
        let text = text_of(bytes).map_err(|fault| {
            let readable = bytes.get(..fault.place.0).unwrap_or_default();
            let readable = str::from_utf8(readable).unwrap_or_default();
            Problems(vec![fault.into_problem(file, readable)])
        })?;
        let (root, errors) = DeTable::parse_recoverable(text);
        let document = Document { file, text, root, is_complete: errors.is_empty(), faults: RefCell::default() };
        for error in errors {
            let place = Position(error.span().map_or(0, |span| span.start));
            document.fault(place, format!("this cannot be read: {}", error.message()), mend_of_syntax(error.message()));
        }
        Ok(document)
    }

    /// The whole file as a table, called `kind` in what is said about it.
    pub fn root(&'f self, kind: &'f str) -> TomlTable<'f> {
        TomlTable::new(self, kind, Position(0), self.root.get_ref())
    }

    /// Notes a fault and goes on, so that all of them are said at once.
    pub fn fault(&self, place: Position, what: impl Into<String>, fix: impl Into<String>) {
        self.faults.borrow_mut().push(Fault { place, what: what.into(), fix: fix.into() });
    }

    /// A fault that something is missing. It is not said of a file with lines that could not be read: what seems
    /// missing may stand in one of them.
    pub fn lack(&self, place: Position, what: impl Into<String>, fix: impl Into<String>) {
        if self.is_complete {
            self.fault(place, what, fix);
        }
    }

    /// The file and line of a place, as in a compiler's report.
    pub fn whereabouts(&self, place: Position) -> String {
        format!("{}:{}", self.file, position(self.text, place).0)
    }

    /// Hands out what was read, if nothing at all was wrong.
    ///
    /// # Errors
    /// Everything that was found wrong, in the order of the file.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, Problems> {
        let mut faults = self.faults.into_inner();
        match read {
            Some(read) if faults.is_empty() => return Ok(read),
            _ => faults.sort_by_key(|fault| fault.place),
        }
        let more = faults.split_off(faults.len().min(MOST_PROBLEMS));
        if let Some(Fault { place, .. }) = more.first() {
            let what = format!("{} more things are wrong from here on", more.len());
            faults.push(Fault { place: *place, what, fix: "Correct those above first and check again.".into() });
        }
        Err(Problems(faults.into_iter().map(|fault| fault.into_problem(self.file, self.text)).collect()))
    }
}

impl Fault {
    fn into_problem(self, file: &str, text: &str) -> Problem {
        let (line, column) = position(text, self.place);
        Problem { file: file.to_owned(), line, column, what: self.what, fix: self.fix }
    }
}

fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    let fault = |at: usize, what: String, fix: &str| Fault { place: Position(at), what, fix: fix.into() };
    if bytes.len() > MOST_BYTES {
        let what = format!("the file has {} kB, more than the {} kB allowed", bytes.len() / 1024, MOST_BYTES / 1024);
        return Err(fault(0, what, "Check that this is the right file, or split it."));
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let what = "here stands a byte that is not text".into();
        fault(error.valid_up_to(), what, "Save the file in the encoding UTF-8.")
    })?;
    match nesting::deeper_than(DEEPEST, text) {
        Some(at) => {
            let what = format!("more than {DEEPEST} brackets or dots are nested here");
            Err(fault(at, what, "Close the brackets that are open here, or remove the dots from the name."))
        }
        None => Ok(text),
    }
}

fn mend_of_syntax(message: &str) -> &'static str {
    if message.contains("duplicate") {
        "Remove one of the two: a name may stand only once in a table."
    } else if message.contains("quoted") {
        "Put the text in straight double quotes, as in \"a text\"."
    } else if message.contains("unclosed") {
        "Close the bracket that was opened."
    } else {
        "Write `name = value` on a line of its own, texts in straight double quotes, and `[name]` above a table."
    }
}

/// Line and column of a place, both from 1, the column in characters.
fn position(text: &str, place: Position) -> (usize, usize) {
    let before = text.get(..place.0).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A piece of the file as it is shown in a sentence: short, and without anything that could steer a terminal.
fn quote(text: &str) -> String {
    const LONGEST: usize = 48;
    let shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    let dots = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("`{shown}{dots}`")
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn faults(text: &str) -> String {
        let document = Document::parse("a.toml", text.as_bytes()).unwrap();
        document.finish(None::<()>).unwrap_err().to_string()
    }

    /// What is said of bytes that are refused before they are read.
    fn refusal(bytes: &[u8]) -> String {
        let start = Instant::now();
        let Err(problems) = Document::parse("a.toml", bytes) else { panic!("accepted") };
        assert!(start.elapsed().as_millis() < 500);
        problems.to_string()
    }

    #[test]
    fn what_is_too_large_too_deep_or_not_text_is_refused_at_once() {
        let too_large = "a.toml:1:1: the file has 292 kB, more than the 256 kB allowed\n    \
                         Check that this is the right file, or split it.";
        assert_eq!(refusal(&vec![b'#'; 300_000]), too_large);
        let not_text = "a.toml:2:4: here stands a byte that is not text\n    Save the file in the encoding UTF-8.";
        assert_eq!(refusal(b"a = 1\n\xe3\x81\x82 =\xff"), not_text);
        for opening in ["[", "{", "a.", "{a=", "[{a.a="] {
            let depth = 200_000 / opening.len();
            let said = refusal(format!("a = 1\nb = {}", opening.repeat(depth)).as_bytes());
            assert!(said.contains("more than 12 brackets or dots are nested here"), "{said}");
        }
    }

    #[test]
    fn any_byte_salad_is_read_in_time() {
        for piece in
            ["=", ".", "\"", "'''", "a=1\n", "[a]\n", "[[a]]\n", "\r", "a='\n", "x]\n", "\u{feff}", "#", "{}\n"]
        {
            let text = piece.repeat(MOST_BYTES / piece.len());
            let start = Instant::now();
            if let Ok(document) = Document::parse("a.toml", text.as_bytes()) {
                document.root("file").finish();
                let problems = document.finish(None::<()>).unwrap_err().0;
                assert!(problems.len() <= MOST_PROBLEMS + 1);
            }
            assert!(start.elapsed().as_secs() < 5, "{piece:?}");
        }
    }

    #[test]
    fn faults_of_syntax_say_how_to_mend_them() {
        let duplicate = "a.toml:2:1: this cannot be read: duplicate key\n    \
                         Remove one of the two: a name may stand only once in a table.";
        assert_eq!(faults("a = 1\na = 2\n"), duplicate);
        let unquoted = "a.toml:1:9: this cannot be read: string values must be quoted, expected literal string\n    \
                        Put the text in straight double quotes, as in \"a text\".";
        assert_eq!(faults("title = “Wo?”\n"), unquoted);
    }

    #[test]
    fn a_long_report_is_cut_and_says_so() {
        let problems = faults(&"a = 1\n".repeat(151));
        assert_eq!(problems.lines().count(), 202);
        assert!(problems.contains("a.toml:102:1: 50 more things are wrong from here on"), "{problems}");
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("あ\nいうa", Position(10)), (2, 3));
        assert_eq!(position("あ", Position(99)), (1, 2));
    }

    #[test]
    fn what_is_quoted_is_short_and_cannot_steer_a_terminal() {
        assert_eq!(quote("a\u{1b}[31m"), "`a\\u{1b}[31m`");
        assert_eq!(quote(&"あ".repeat(60)), format!("`{}…`", "あ".repeat(48)));
    }
}

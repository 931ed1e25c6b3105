//! The texts of a step: read in each language for itself, then joined, so that no language has more to say than another.

use crate::guidance::step::Pattern;
use crate::survey::{Document, Field, Language, Position, TomlTable, Wording};

const TITLE: usize = 70;

/// German and Japanese titles say the same as an English one of 70 characters.
const TRANSLATED_TITLE: usize = 90;

const WHY: usize = 180;
const ACTION: usize = 160;
const DONE: usize = 160;
const PATTERN: usize = 90;

const PATTERN_FIELDS: [&str; 5] = ["trigger", "ai", "human", "review", "recover"];

pub(super) struct Texts {
    pub title: Wording,
    pub why: Wording,
    pub actions: Vec<Wording>,
    pub done: Wording,
    pub pattern: Option<Pattern>,
}

/// What one language says.
struct Translation<'d> {
    language: Language,
    place: Position,
    title: Option<&'d str>,
    why: Option<&'d str>,
    actions: Vec<Option<&'d str>>,
    do_field: Field<'d>,
    done: Option<&'d str>,
    /// In the order of [`PATTERN_FIELDS`].
    pattern: Option<[Option<&'d str>; PATTERN_FIELDS.len()]>,
}

impl Texts {
    /// Reads `[step.en]`, `[step.de]` and so on; `{task}` is only filled in where a step has tasks.
    pub fn read(step: &mut TomlTable<'_>, needs_pattern: bool, placeholders: &[&str], has_tasks: bool) -> Option<Self> {
        let document = step.document();
        let translations = Language::ALL.map(|language| {
            let table = step.required(language.tag()).table("translation")?;
            Some(Translation::read(table, language, placeholders, has_tasks))
        });
        let translations: Vec<Translation<'_>> = translations.into_iter().collect::<Option<_>>()?;
        check_actions(&translations);
        let has_pattern = needs_pattern || translations.iter().any(|translation| translation.pattern.is_some());
        if has_pattern {
            check_patterns(document, &translations);
        }

        let count = translations.first()?.actions.len();
        let part = |part: usize| join(&translations, |translation| *translation.pattern.as_ref()?.get(part)?);
        let pattern =
            || Some(Pattern { trigger: part(0)?, ai: part(1)?, human: part(2)?, review: part(3)?, recover: part(4)? });
        Some(Texts {
            title: join(&translations, |translation| translation.title)?,
            why: join(&translations, |translation| translation.why)?,
            actions: (0..count)
                .map(|number| join(&translations, |translation| *translation.actions.get(number)?))
                .collect::<Option<_>>()?,
            done: join(&translations, |translation| translation.done)?,
            pattern: if has_pattern { Some(pattern()?) } else { None },
        })
    }
}

impl<'d> Translation<'d> {
    fn read(mut table: TomlTable<'d>, language: Language, placeholders: &[&str], has_tasks: bool) -> Self {
        let place = table.place();
        let most_in_title = if language == Language::En { TITLE } else { TRANSLATED_TITLE };
        let title = plain(table.required("title"), most_in_title);
        let why_field = table.required("why");
        let why = calm(why_field, WHY);
        if let Some(why) = why {
            check_placeholders(why_field, why, placeholders, has_tasks);
        }
        let do_field = table.required("do");
        let actions = do_field.list("action", 2..=4).into_iter().map(|action| plain(action, ACTION)).collect();
        let done_field = table.required("done");
        let done = plain(done_field, DONE);
        if done.is_some_and(|done| !ends_sentence(done)) {
            done_field.fault("`done` ends without a full stop", "End it with one: it completes \"Done when …\".");
        }
        let pattern = table.optional("pattern").table("pattern").map(pattern);
        table.finish();
        Translation { language, place, title, why, actions, do_field, done, pattern }
    }
}

fn pattern<'d>(mut table: TomlTable<'d>) -> [Option<&'d str>; PATTERN_FIELDS.len()] {
    let parts = PATTERN_FIELDS.map(|part| {
        let field = table.required(part);
        let text = plain(field, PATTERN)?;
        if ends_sentence(text) {
            field.fault(format!("`{part}` ends with a full stop"), "Remove it: the parts of a pattern are phrases.");
        }
        Some(text)
    });
    table.finish();
    parts
}

/// A text that is shown just as it stands.
fn plain(field: Field<'_>, most_chars: usize) -> Option<&str> {
    let text = calm(field, most_chars)?;
    if text.contains(['{', '}']) {
        let what = format!("`{}` holds a curly bracket", field.key());
        field.fault(what, "Remove it: only `why` may hold placeholders.");
    }
    Some(text)
}

fn calm(field: Field<'_>, most_chars: usize) -> Option<&str> {
    let text = field.text(most_chars)?;
    if text.contains(['!', '！']) {
        field.fault(format!("`{}` holds an exclamation mark", field.key()), "Say it calmly, without one.");
    }
    Some(text)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '。'])
}

fn check_placeholders(field: Field<'_>, text: &str, known: &[&str], has_tasks: bool) {
    let mut pieces = text.split('{');
    let before = pieces.next().unwrap_or_default();
    let mut is_unpaired = before.contains('}');
    for piece in pieces {
        let Some((name, after)) = piece.split_once('}') else {
            is_unpaired = true;
            continue;
        };
        is_unpaired |= after.contains('}');
        if !known.contains(&name) {
            let fix = field.document().suggestion(name, known, "placeholders");
            field.fault(format!("there is no placeholder {{{name}}}"), fix);
        } else if name == "task" && !has_tasks {
            let fix = "Add `tasks` to `[step.when]`, or remove {task}.";
            field.fault("{task} stands in a step for whatever tasks", fix);
        }
    }
    if is_unpaired {
        field.fault("`why` holds a single curly bracket", "Write a placeholder with both, as in {work}.");
    }
}

/// Lists that are missing or empty were spoken of when they were read.
fn check_actions(translations: &[Translation<'_>]) {
    let mut lists = translations.iter().filter(|translation| !translation.actions.is_empty());
    let Some(first) = lists.next() else { return };
    let count = first.actions.len();
    for other in lists.filter(|other| other.actions.len() != count) {
        let what = format!("{} actions here, but {count} in {}", other.actions.len(), first.language);
        other.do_field.fault(what, "Write the same actions in every language.");
    }
}

fn check_patterns(document: &Document<'_>, translations: &[Translation<'_>]) {
    for translation in translations.iter().filter(|translation| translation.pattern.is_none()) {
        let what = "this translation has no pattern";
        let language = translation.language;
        let fix = format!("Add `[step.{language}.pattern]`: a pattern stands in every language, or in none.");
        document.lack(translation.place, what, fix);
    }
}

/// One text of all languages.
fn join<'d>(translations: &[Translation<'d>], pick: impl Fn(&Translation<'d>) -> Option<&'d str>) -> Option<Wording> {
    let texts: Option<Vec<String>> =
        translations.iter().map(|translation| pick(translation).map(str::to_owned)).collect();
    texts?.try_into().ok().map(Wording::new)
}

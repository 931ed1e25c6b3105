//! From the bytes of a survey file to a checked [`Survey`]: the only way to get one.
//! Every fault is collected, so that one run of the check is enough to correct a file.

mod codebook;
mod context;
mod dimensions;
mod guidance;
mod items;
mod levels;
mod missing;
mod scales;
mod signals;
#[cfg(test)]
mod tests;

pub use self::codebook::read_codebook;
use self::items::Items;
use self::signals::SignalTargets;
use super::document::{Document, Field, Names, TomlTable};
use super::id::{ContentHash, SurveyId};
use super::instrument::{InstrumentRole, Privacy, Survey};
use super::missing::MissingCodes;
use super::problem::Problems;

/// The most characters of a heading, a name or an option: what fits on a button.
const LABEL: usize = 80;

/// The most characters of an item. Longer ones ask two things at once.
const ITEM_TEXT: usize = 300;

/// The most characters of any other text.
const PROSE: usize = 600;

const MOST_ITEMS: usize = 200;

/// Reads a survey file; `file` is its name in what is said about it.
///
/// # Errors
/// Everything that is wrong in the file, with the place and what to write instead.
/// # Examples
/// ```
/// use footing_core::survey::{Language, read_survey};
///
/// let file = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../surveys/team-practice.toml"));
/// let survey = read_survey("team-practice.toml", file).unwrap();
/// assert_eq!(survey.title().in_language(Language::En), "How your team works with AI");
/// assert_eq!(survey.items().len(), 5);
///
/// let faults = read_survey("broken.toml", b"id = 7").unwrap_err();
/// assert!(faults.to_string().contains("broken.toml"));
/// ```
pub fn read_survey(file: &str, bytes: &[u8]) -> Result<Survey, Problems> {
    let document = Document::parse(file, bytes)?;
    if codebook::is_data(&document) {
        let fix = "Keep it apart from surveys, and name it with `footing analyse --survey`; or remove `kind`.";
        codebook::kind(&document).fault("this file describes a table of answers: nobody can be asked it", fix);
        return document.finish(None);
    }
    let survey = read(&document, ContentHash::of(bytes));
    document.finish(survey)
}

/// Whether two survey files say the same but for their role, which a version may be given when people have answered it
/// already: it says what is made of answers, and nothing of what was asked.
pub fn differ_in_role_only(one: &[u8], other: &[u8]) -> bool {
    without_role(one) == without_role(other)
}

fn without_role(file: &[u8]) -> Vec<&[u8]> {
    let mut is_in_a_table = false;
    let is_role =
        |line: &[u8]| line.strip_prefix(b"role").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"="));
    file.split_inclusive(|byte| *byte == b'\n')
        .filter(|line| {
            is_in_a_table |= line.trim_ascii_start().starts_with(b"[");
            is_in_a_table || !is_role(line)
        })
        .collect()
}

fn read<'d>(document: &'d Document<'d>, hash: ContentHash) -> Option<Survey> {
    let mut table = document.root("survey");
    let id = table.required("id").slug(SurveyId::parse);
    let version = table.required("version").whole(1..=u32::MAX);
    let minutes = table.required("minutes");
    let privacy = table.required("privacy").word(&[
        ("private", Privacy::Private),
        ("confidential", Privacy::Confidential),
        ("anonymous", Privacy::Anonymous),
    ]);
    let role = table.optional("role");
    let title = table.required("title").wording(LABEL);
    let purpose = table.required("purpose").wording(PROSE);
    let stem = table.optional("stem").wording(PROSE);
    let needs = table.required("needs");
    let sem = table.required("sem").positive(50.0);
    let next_step = table.optional("next_step");
    let missing = table.optional("missing");

    let scale_tables = table.required("scale").tables("scale", 1..=50);
    let context_tables = table.optional("context").tables("context question", 1..=20);
    let dimension_tables = table.required("dimension").tables("dimension", 1..=20);
    let item_tables = table.required("item").tables("item", 1..=MOST_ITEMS);
    let level_tables = table.optional("level").tables("level", 1..=12);
    let signal_tables = table.optional("signal").tables("signal", 1..=8);

    let scale_names = Names::of("scale", &scale_tables);
    let context_names = Names::of("context question", &context_tables);
    let dimension_names = Names::of("dimension", &dimension_tables);
    let item_names = Names::of("item", &item_tables);
    // Nothing in the file names a level or a signal, but steps do.
    Names::of("level", &level_tables);
    Names::of("signal", &signal_tables);
    check_addresses(&context_tables, &item_tables);
    if !level_tables.is_empty() && !next_step.is_given() {
        table.lack("has levels and no `next_step`", "Add `[next_step]` with `otherwise = \"…\"`, a dimension.");
    }
    table.finish();

    let items = items::read(item_tables, &dimension_names, &scale_names);
    let scales = scales::read(scale_tables, &items);
    let context = context::read(context_tables);
    let dimensions = dimensions::read(dimension_tables, &items);
    let needs = items::check_needs(needs, Some(items.len()));
    let minutes = check_minutes(minutes, &items, context.len());
    let role = check_role(role, items.len());
    let weights = levels::Weights::of(&dimensions, &items, needs);
    let levels = levels::read(level_tables, &dimension_names, weights.as_ref());
    let targets =
        SignalTargets { dimensions: &dimension_names, item_names: &item_names, items: &items, scales: &scales };
    let signals = signals::read(signal_tables, &targets);
    let guidance = guidance::read(next_step, &dimension_names, &context_names, &context);

    let survey = Survey {
        id: id?,
        version: version?,
        hash,
        minutes: minutes?,
        privacy: privacy?,
        role,
        title: title?,
        purpose: purpose?,
        stem,
        needs: needs?,
        sem: sem?,
        scales: whole(scales)?,
        context: whole(context)?,
        dimensions: whole(dimensions)?,
        items: items.whole()?,
        levels: whole(levels)?,
        signals: whole(signals)?,
        guidance: guidance?,
        missing: MissingCodes::default(),
    };
    let ends = survey.items().iter().map(|item| {
        let scale = survey.scale_of(item);
        (item.id.as_str(), scale.lowest(), scale.highest())
    });
    let missing = missing::read(missing, ends)?;
    Some(Survey { missing, ..survey })
}

/// Everything of one kind, if nothing is wrong with any of it.
fn whole<T>(read: Vec<Option<T>>) -> Option<Vec<T>> {
    read.into_iter().collect()
}

/// Questions of both kinds have pages at the same addresses, among pages of the survey itself.
fn check_addresses(context: &[TomlTable<'_>], items: &[TomlTable<'_>]) {
    const RESERVED: [&str; 3] = ["review", "submit", "result"];
    for (id, table) in context.iter().chain(items).filter_map(|table| Some((table.id()?, table))) {
        if RESERVED.contains(&id) {
            let fix = format!("Give it another id than {}: the survey has pages of these names.", RESERVED.join(", "));
            table.fault("cannot have this id", fix);
        }
    }
    for item in items.iter().filter(|item| item.id().is_some()) {
        if let Some(question) = context.iter().find(|question| question.id() == item.id()) {
            let place = question.document().whereabouts(question.place());
            let fix = format!("Give one of the two another id: the context question at {place} has it too.");
            item.fault("has the id of a context question", fix);
        }
    }
}

/// Reads the role. Those who lead answer the item of an intent too, so that there is one.
fn check_role(field: Field<'_>, items: usize) -> Option<InstrumentRole> {
    if !field.is_given() {
        return None;
    }
    let role = field.word(&InstrumentRole::ALL.map(|role| (role.word(), role)))?;
    if role == InstrumentRole::Intent && items != 1 {
        let fix = "Ask one item, which those who lead answer too, or leave `role` out.";
        field.fault("a survey of the role intent has one item", fix);
    }
    Some(role)
}

/// Reads the minutes a survey promises, and holds them against the time it takes: to read an item at four English words
/// a second and answer it in four seconds, and twelve seconds for a context question.
fn check_minutes(field: Field<'_>, items: &Items, context: usize) -> Option<u32> {
    let minutes = field.whole(1..=60)?;
    let quarter_seconds = items.words() + 16 * items.len() + 48 * context;
    let seconds = quarter_seconds.div_ceil(4);
    if seconds > minutes as usize * 60 {
        let what = format!("the questions take about {seconds} seconds, more than `minutes = {minutes}` promises");
        let fix = match seconds.div_ceil(60) {
            honest @ ..=60 => format!("Write `minutes = {honest}`, or ask fewer or shorter questions."),
            _ => "Ask fewer or shorter questions.".into(),
        };
        field.fault(what, fix);
    }
    Some(minutes)
}

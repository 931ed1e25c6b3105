//! The checked survey: what the survey check hands out and everything else may rely on.
//! Its fields are private, and only [`read_survey`](super::read_survey) makes one.

use serde::{Deserialize, Serialize};

use super::id::{ChoiceId, ContentHash, ContextId, DimensionId, DimensionKey, ItemId, LevelId, SignalId, SurveyId};
use super::language::Wording;
use super::missing::MissingCodes;

/// An instrument: its items, how they are answered, how they are scored, and what the scores are called.
#[derive(Clone, Debug)]
pub struct Survey {
    pub(super) id: SurveyId,
    pub(super) version: u32,
    pub(super) hash: ContentHash,
    pub(super) minutes: u32,
    pub(super) privacy: Privacy,
    pub(super) role: Option<InstrumentRole>,
    pub(super) title: Wording,
    pub(super) purpose: Wording,
    pub(super) stem: Option<Wording>,
    pub(super) needs: usize,
    pub(super) sem: f64,
    pub(super) scales: Vec<Scale>,
    pub(super) context: Vec<ContextQuestion>,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) items: Vec<Item>,
    pub(super) levels: Vec<Level>,
    pub(super) signals: Vec<Signal>,
    pub(super) guidance: Guidance,
    pub(super) missing: MissingCodes,
}

/// What an instrument is for. Code asks for a role, never for the name of a file, a privacy or a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InstrumentRole {
    /// What people do in their own work: steps for persons are made for it, and those who lead name its kinds of work and
    /// its tasks.
    Skill,
    /// Whether it is safe to speak up and to learn.
    Safety,
    /// What a team has settled for its work.
    Practice,
    /// How far AI may go: one item, whose scale those who lead answer too.
    Intent,
    /// What people do from week to week.
    Habit,
    /// What people have and need: tools, rules, time.
    Conditions,
}

impl InstrumentRole {
    /// In the order they are written about.
    pub const ALL: [InstrumentRole; 6] = [
        InstrumentRole::Skill,
        InstrumentRole::Safety,
        InstrumentRole::Practice,
        InstrumentRole::Intent,
        InstrumentRole::Habit,
        InstrumentRole::Conditions,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            InstrumentRole::Skill => "skill",
            InstrumentRole::Safety => "safety",
            InstrumentRole::Practice => "practice",
            InstrumentRole::Intent => "intent",
            InstrumentRole::Habit => "habit",
            InstrumentRole::Conditions => "conditions",
        }
    }
}

/// Who can connect an answer with the person who gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Privacy {
    /// Only the person sees it.
    Private,
    /// Linked to the person, but shown only in groups.
    Confidential,
    /// No link exists.
    Anonymous,
}

impl Privacy {
    /// The word in files and texts.
    pub fn word(self) -> &'static str {
        match self {
            Privacy::Private => "private",
            Privacy::Confidential => "confidential",
            Privacy::Anonymous => "anonymous",
        }
    }
}

/// The options of an item, lowest first, and the answer that says it does not apply.
#[derive(Clone, Debug)]
pub struct Scale {
    pub(super) options: Vec<ScaleOption>,
    pub(super) not_applicable: Option<Wording>,
}

/// One of the answers to choose among.
#[derive(Clone, Debug)]
pub struct ScaleOption {
    /// What it counts for.
    pub value: u8,
    /// What it says.
    pub label: Wording,
}

impl Scale {
    /// From the lowest value to the highest; at least two.
    pub fn options(&self) -> &[ScaleOption] {
        &self.options
    }

    /// What somebody chooses to whom it does not apply; `None` if everybody can answer.
    pub fn not_applicable(&self) -> Option<&Wording> {
        self.not_applicable.as_ref()
    }

    /// The value of the first option.
    pub fn lowest(&self) -> u8 {
        self.options[0].value
    }

    /// The value of the last option.
    pub fn highest(&self) -> u8 {
        self.options[self.options.len() - 1].value
    }
}

/// One question that counts.
#[derive(Clone, Debug)]
pub struct Item {
    /// Unique in its survey.
    pub id: ItemId,
    /// The statement or question.
    pub text: Wording,
    /// Agreement means less of the dimension. The mark is the name of the field the text stands in, so it cannot be
    /// lost when a text is moved or rewritten.
    pub reversed: bool,
    pub(super) dimension: usize,
    pub(super) scale: usize,
}

/// A named group of items with its own score.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Unique in its survey.
    pub id: DimensionId,
    /// What people call it.
    pub name: Wording,
    /// What the dimension is, as it stands after a colon.
    pub about: Wording,
    /// The least number of answered items for a score.
    pub needs: usize,
    /// Standard error of measurement of the complete dimension score, in POMP points.
    pub sem: f64,
}

/// A named range of the whole score: `from <= score < below`, the highest level including 100.
#[derive(Clone, Debug)]
pub struct Level {
    /// Unique in its survey.
    pub id: LevelId,
    /// What people call it.
    pub name: Wording,
    /// The name as a sentence, the heading of a result.
    pub finding: Wording,
    /// What somebody on it does.
    pub summary: Wording,
    /// The score it begins at, 0 to 100.
    pub from: f64,
    /// The score at which the next one begins; 100 belongs to the highest.
    pub below: f64,
    /// The least score of each dimension, in the order of [`Survey::dimensions`]; 0 asks nothing.
    pub(super) conditions: Vec<f64>,
}

impl Level {
    /// The least score of each dimension, in the order of [`Survey::dimensions`]; 0 asks nothing.
    pub fn conditions(&self) -> &[f64] {
        &self.conditions
    }
}

/// One question that does not count.
#[derive(Clone, Debug)]
pub struct ContextQuestion {
    /// Unique in its survey.
    pub id: ContextId,
    /// What is asked.
    pub question: Wording,
    /// How many to choose, and why it is asked.
    pub hint: Wording,
    /// What is said if nothing, or too much, was chosen.
    pub error: Wording,
    /// The most choices a person may pick; 1 is a radio group.
    pub pick: usize,
    /// It may be left open.
    pub optional: bool,
    /// At least two.
    pub choices: Vec<Choice>,
}

/// One of the things to choose among.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Unique in its question.
    pub id: ChoiceId,
    /// What it says.
    pub label: Wording,
}

/// A fact about a person's answers that a step can be made for.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Unique in its survey.
    pub id: SignalId,
    /// A step for this signal goes before a step for the weakest dimension.
    pub comes_first: bool,
    pub(super) dimension: usize,
    /// Only below this score of the dimension, 0 to 100; `None` for any.
    pub score_below: Option<f64>,
    pub(super) item: Option<usize>,
    /// The range of answers to the item, both ends included, on its scale.
    pub answer_from: u8,
    /// The highest answer that counts, as it was worded.
    pub answer_to: u8,
}

/// What the choice of a next step reads from the answers.
#[derive(Clone, Debug)]
pub struct Guidance {
    pub(super) otherwise: usize,
    pub(super) work: Option<usize>,
    pub(super) tasks: Option<usize>,
}

/// A page of the survey.
#[derive(Clone, Copy, Debug)]
pub enum Question<'a> {
    /// About somebody's work; it has no score.
    Context(&'a ContextQuestion),
    /// An item and its number, from 1.
    Item(&'a Item, usize),
}

impl<'a> Question<'a> {
    /// Its name in forms and addresses.
    pub fn id(&self) -> &'a str {
        match self {
            Question::Context(question) => question.id.as_str(),
            Question::Item(item, _) => item.id.as_str(),
        }
    }
}

impl Survey {
    /// The same in every version.
    pub fn id(&self) -> &SurveyId {
        &self.id
    }

    /// From 1 upwards.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Of the file it was read from.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// How long it takes, as promised to the person.
    pub fn minutes(&self) -> u32 {
        self.minutes
    }

    /// How answers are kept and who sees what of them.
    pub fn privacy(&self) -> Privacy {
        self.privacy
    }

    /// The name of one of its dimensions among those of all surveys.
    pub fn key_of(&self, dimension: &Dimension) -> DimensionKey {
        DimensionKey { survey: self.id.clone(), dimension: dimension.id.clone() }
    }

    /// What it is for. Without a role it is asked, scored and shown, and nothing is made of it beyond that.
    pub fn role(&self) -> Option<InstrumentRole> {
        self.role
    }

    /// The same questions with another role. A role says what is made of answers and not what was asked, so that it may be
    /// given to a version that people have answered already.
    #[must_use]
    pub fn with_role(self, role: Option<InstrumentRole>) -> Survey {
        Survey { role, ..self }
    }

    /// What people read above every question.
    pub fn title(&self) -> &Wording {
        &self.title
    }

    /// Why it is asked.
    pub fn purpose(&self) -> &Wording {
        &self.purpose
    }

    /// The words every item continues, if it continues any.
    pub fn stem(&self) -> Option<&Wording> {
        self.stem.as_ref()
    }

    /// The least number of answered items for a whole score.
    pub fn needs(&self) -> usize {
        self.needs
    }

    /// Standard error of measurement of the whole score over all items, in POMP points.
    pub fn sem(&self) -> f64 {
        self.sem
    }

    /// In the order of the file; at least one.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// In the order they are asked; at least one.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Levels from the lowest to the highest, covering 0 to 100 without a gap; empty where a survey has none.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Questions about somebody's work, asked before the items.
    pub fn context(&self) -> &[ContextQuestion] {
        &self.context
    }

    /// What steps can be made for besides scores and work.
    pub fn signals(&self) -> &[Signal] {
        &self.signals
    }

    /// What the item is answered on.
    pub fn scale_of(&self, item: &Item) -> &Scale {
        &self.scales[item.scale]
    }

    /// The one dimension it belongs to.
    pub fn dimension_of(&self, item: &Item) -> &Dimension {
        &self.dimensions[item.dimension]
    }

    /// The items of a dimension, in the order they are asked.
    pub fn items_of<'a>(&'a self, dimension: &'a Dimension) -> impl Iterator<Item = &'a Item> + 'a {
        self.items.iter().filter(move |item| self.dimensions[item.dimension].id == dimension.id)
    }

    /// `None` if this version has no such item.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// `None` if this version has no such dimension.
    pub fn dimension(&self, id: &DimensionId) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }

    /// `None` if this version has no such level.
    pub fn level(&self, id: &LevelId) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == *id)
    }

    /// The item whose answer a signal reads, if it reads one.
    pub fn item_of_signal(&self, signal: &Signal) -> Option<&Item> {
        signal.item.map(|index| &self.items[index])
    }

    /// The dimension a signal speaks of: its score is read, and its steps answer the signal.
    pub fn dimension_of_signal(&self, signal: &Signal) -> &Dimension {
        &self.dimensions[signal.dimension]
    }

    /// Whether somebody on this level can show the signal: a level may ask more of the dimension than the signal allows.
    pub fn allows(&self, signal: &Signal, level: Option<usize>) -> bool {
        let least = level.map_or(0.0, |level| self.levels[level].conditions[signal.dimension]);
        signal.score_below.is_none_or(|below| least < below)
    }

    /// The dimension whose steps are given when no other is clearly the weakest.
    pub fn otherwise(&self) -> &Dimension {
        &self.dimensions[self.guidance.otherwise]
    }

    /// The context question that says which kind of work a person does.
    pub fn work_question(&self) -> Option<&ContextQuestion> {
        self.guidance.work.map(|index| &self.context[index])
    }

    /// The context question that says which tasks a person does often.
    pub fn task_question(&self) -> Option<&ContextQuestion> {
        self.guidance.tasks.map(|index| &self.context[index])
    }

    /// Everything that is asked, in the order of the pages.
    pub fn questions(&self) -> impl Iterator<Item = Question<'_>> {
        let context = self.context.iter().map(Question::Context);
        let items = self.items.iter().zip(1..).map(|(item, number)| Question::Item(item, number));
        context.chain(items)
    }

    /// By its name in forms and addresses; `None` if this version has no such question.
    pub fn question(&self, id: &str) -> Option<Question<'_>> {
        self.questions().find(|question| question.id() == id)
    }
}

impl ContextQuestion {
    /// `None` if it is not offered.
    pub fn choice(&self, id: &ChoiceId) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == *id)
    }
}

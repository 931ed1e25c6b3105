//! What a valid answer is: a form or a table row becomes a checked answer once, here, and is never text again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::{ChoiceId, ContextId, ItemId};
use super::instrument::{ContextQuestion, Item, Question, Survey};

/// The answer to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One of the scale's values, as shown (a reversed item is turned round when it is scored, never here).
    Value(u8),
    /// "It did not come up": an answer, and missing for the score.
    NotApplicable,
}

impl Answer {
    /// Whether it is this value of the scale.
    pub fn is(self, value: u8) -> bool {
        self == Answer::Value(value)
    }

    /// The word in forms and tables: the value, or `na`.
    pub fn word(self) -> String {
        match self {
            Answer::Value(value) => value.to_string(),
            Answer::NotApplicable => NOT_APPLICABLE.to_owned(),
        }
    }
}

/// The word for [`Answer::NotApplicable`] in forms and tables.
pub const NOT_APPLICABLE: &str = "na";

/// One answered question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// To an item.
    Item(ItemId, Answer),
    /// To a question about somebody's work: what they chose, in the order of the survey.
    Context(ContextId, Vec<ChoiceId>),
}

/// Why an answer was not taken. The page shows its own words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The survey has no such question.
    #[error("no such question")]
    UnknownQuestion,
    /// Nothing was chosen.
    #[error("nothing is selected")]
    Missing,
    /// More was chosen than may be.
    #[error("more is selected than allowed")]
    TooMany,
    /// What was chosen is not offered.
    #[error("not one of the options")]
    NotAnOption,
}

/// One person's answers to one survey. Later answers replace earlier ones to the same question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerSheet {
    items: BTreeMap<ItemId, Answer>,
    context: BTreeMap<ContextId, Vec<ChoiceId>>,
}

impl AnswerSheet {
    /// Keeps an answer in the place of an earlier one.
    pub fn record(&mut self, entry: Entry) {
        match entry {
            Entry::Item(id, answer) => {
                self.items.insert(id, answer);
            }
            Entry::Context(id, choices) => {
                self.context.insert(id, choices);
            }
        }
    }

    /// `None` while it is open.
    pub fn answer(&self, item: &ItemId) -> Option<Answer> {
        self.items.get(item).copied()
    }

    /// The choices of a context question; empty where nothing was chosen.
    pub fn choices(&self, question: &ContextId) -> &[ChoiceId] {
        self.context.get(question).map_or(&[], Vec::as_slice)
    }

    /// Nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.context.is_empty()
    }

    /// Whether a question was answered, if only by saying that it does not apply.
    pub fn has(&self, question: Question<'_>) -> bool {
        match question {
            Question::Item(item, _) => self.items.contains_key(&item.id),
            Question::Context(context) => self.context.contains_key(&context.id),
        }
    }

    /// The first question without an answer, in the order of the pages.
    pub fn first_open<'s>(&self, survey: &'s Survey) -> Option<Question<'s>> {
        survey.questions().find(|question| !self.has(*question))
    }

    /// How many questions of the survey have an answer.
    pub fn answered(&self, survey: &Survey) -> usize {
        survey.questions().filter(|question| self.has(*question)).count()
    }
}

impl Survey {
    /// Turns what a form sent for a question into an answer.
    ///
    /// # Errors
    /// Says whether the question is unknown, nothing or too much was selected, or a value is no option.
    pub fn parse_entry(&self, question: &str, selected: &[String]) -> Result<Entry, AnswerError> {
        match self.question(question).ok_or(AnswerError::UnknownQuestion)? {
            Question::Item(item, _) => {
                let [value] = selected else {
                    return Err(if selected.is_empty() { AnswerError::Missing } else { AnswerError::TooMany });
                };
                Ok(Entry::Item(item.id.clone(), self.parse_answer(item, value)?))
            }
            Question::Context(context) => Ok(Entry::Context(context.id.clone(), context.parse_choices(selected)?)),
        }
    }

    /// Turns one value, as a form or a table writes it, into an answer to an item.
    ///
    /// # Errors
    /// [`AnswerError::NotAnOption`] unless it is a value of the item's scale or `na` where that is offered.
    pub fn parse_answer(&self, item: &Item, value: &str) -> Result<Answer, AnswerError> {
        let scale = self.scale_of(item);
        if value == NOT_APPLICABLE && scale.not_applicable().is_some() {
            return Ok(Answer::NotApplicable);
        }
        let value: u8 = value.parse().map_err(|_| AnswerError::NotAnOption)?;
        let is_option = scale.options().iter().any(|option| option.value == value);
        is_option.then_some(Answer::Value(value)).ok_or(AnswerError::NotAnOption)
    }
}

impl ContextQuestion {
    /// Turns the ids a form or a table names into choices, each at most once, in the order of the survey.
    ///
    /// # Errors
    /// Says whether nothing or too much was selected, or an id is no choice.
    pub fn parse_choices(&self, selected: &[String]) -> Result<Vec<ChoiceId>, AnswerError> {
        if selected.iter().any(|id| self.choices.iter().all(|choice| choice.id.as_str() != id)) {
            return Err(AnswerError::NotAnOption);
        }
        let chosen: Vec<ChoiceId> = self
            .choices
            .iter()
            .map(|choice| &choice.id)
            .filter(|id| selected.iter().any(|selected| selected == id.as_str()))
            .cloned()
            .collect();
        match chosen.len() {
            0 if !self.optional => Err(AnswerError::Missing),
            picked if picked > self.pick => Err(AnswerError::TooMany),
            _ => Ok(chosen),
        }
    }
}

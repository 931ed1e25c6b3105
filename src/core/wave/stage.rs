//! A wave: one opening of surveys for one roster snapshot under one contract, from draft to closed.
//! Each step goes only from the one before, and what is agreed at the opening never changes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::survey::WaveId;

use super::contract::{Asked, Contract, ContractHash};
use super::intent::Intent;
use super::terms::Terms;

/// A survey of the organisation, from its draft to the erasure of its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wave {
    /// What it is called by in addresses and stores.
    pub id: WaveId,
    /// How far it has come.
    pub stage: Stage,
}

/// How far a wave has come. There is no way back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Terms can still change, and the intent may be missing.
    Draft {
        /// What the organisation has settled so far.
        terms: Terms,
        /// `None` until those who lead have answered.
        intent: Option<Intent>,
    },
    /// It takes answers, until its last day is over.
    Open(Opening),
    /// It takes no more answers.
    Closed {
        /// Under what they were given.
        opening: Opening,
        /// The day it closed.
        closed: Date,
        /// When its release was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        released: Option<Date>,
        /// When its answers were erased, as the contract says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        erased: Option<Date>,
    },
}

/// What was agreed, and for how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What was agreed.
    pub contract: Contract,
    /// The name of the contract by its content.
    pub hash: ContractHash,
    /// The first day for answers.
    pub opened: Date,
    /// How many people are invited.
    pub invited: u32,
}

/// Why a wave does not go on to its next stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    /// The contract cannot be written, so that nobody could rely on it.
    #[error("the contract cannot be written down, which is a fault of Footing: please report it")]
    NoFingerprint,
    /// What was agreed cannot be changed any more.
    #[error("only a draft can be changed or opened")]
    NotADraft,
    /// Those who lead have not answered yet.
    #[error("the answers of those who lead are missing: what to build, whose work changes, how far AI may go")]
    IntentMissing,
    /// Its last day has passed.
    #[error("the last day for answers has passed: choose a later one")]
    ClosesTooEarly,
    /// It takes no answers.
    #[error("only an open wave can be closed")]
    NotOpen,
    /// It may still take answers.
    #[error("only a closed wave can be released or erased")]
    NotClosed,
    /// Its release is made already.
    #[error("it is released already, and a release never changes")]
    Released,
}

impl Wave {
    /// A new wave that nobody is asked yet.
    pub fn draft(id: WaveId, terms: Terms) -> Wave {
        Wave { id, stage: Stage::Draft { terms, intent: None } }
    }

    /// What the organisation settled, agreed or not.
    pub fn terms(&self) -> &Terms {
        match &self.stage {
            Stage::Draft { terms, .. } => terms,
            Stage::Open(opening) | Stage::Closed { opening, .. } => &opening.contract.terms,
        }
    }

    /// What those who lead want; `None` in a draft in which they have not answered.
    pub fn intent(&self) -> Option<&Intent> {
        match &self.stage {
            Stage::Draft { intent, .. } => intent.as_ref(),
            Stage::Open(opening) | Stage::Closed { opening, .. } => Some(&opening.contract.intent),
        }
    }

    /// `None` for a draft.
    pub fn opening(&self) -> Option<&Opening> {
        match &self.stage {
            Stage::Draft { .. } => None,
            Stage::Open(opening) | Stage::Closed { opening, .. } => Some(opening),
        }
    }

    /// The opening of a wave that takes answers.
    pub fn open_now(&self) -> Option<&Opening> {
        match &self.stage {
            Stage::Open(opening) => Some(opening),
            Stage::Draft { .. } | Stage::Closed { .. } => None,
        }
    }

    /// The opening of a wave that takes answers on a day. After its last day it takes none, even where something keeps it
    /// from being closed.
    pub fn takes_answers(&self, today: Date) -> Option<&Opening> {
        self.open_now().filter(|_| !self.is_due_to_close(today))
    }

    /// # Errors
    /// A wave that is no draft any more.
    pub fn with_terms(self, new: Terms) -> Result<Wave, NotPossible> {
        match self.stage {
            Stage::Draft { intent, .. } => Ok(Wave { stage: Stage::Draft { terms: new, intent }, ..self }),
            Stage::Open(_) | Stage::Closed { .. } => Err(NotPossible::NotADraft),
        }
    }

    /// # Errors
    /// A wave that is no draft any more.
    pub fn with_intent(self, intent: Intent) -> Result<Wave, NotPossible> {
        match self.stage {
            Stage::Draft { terms, .. } => Ok(Wave { stage: Stage::Draft { terms, intent: Some(intent) }, ..self }),
            Stage::Open(_) | Stage::Closed { .. } => Err(NotPossible::NotADraft),
        }
    }

    /// Opens a draft: `surveys` are those of the terms as they are now, `invited` the number of people in the snapshot.
    ///
    /// # Errors
    /// A wave that is no draft, has no intent, or whose last day has come.
    pub fn opened(self, surveys: Vec<Asked>, invited: u32, today: Date) -> Result<Wave, NotPossible> {
        let Stage::Draft { terms, intent } = self.stage else { return Err(NotPossible::NotADraft) };
        let intent = intent.ok_or(NotPossible::IntentMissing)?;
        if terms.closes < today {
            return Err(NotPossible::ClosesTooEarly);
        }
        let contract = Contract::new(terms, surveys, intent);
        let hash = contract.hash().map_err(|_| NotPossible::NoFingerprint)?;
        Ok(Wave { stage: Stage::Open(Opening { contract, hash, opened: today, invited }), ..self })
    }

    /// # Errors
    /// A wave that is not open.
    pub fn closed(self, today: Date) -> Result<Wave, NotPossible> {
        match self.stage {
            Stage::Open(opening) => {
                Ok(Wave { stage: Stage::Closed { opening, closed: today, released: None, erased: None }, ..self })
            }
            Stage::Draft { .. } | Stage::Closed { .. } => Err(NotPossible::NotOpen),
        }
    }

    /// The day from which its answers are to be erased; `None` while it is open, and once they are.
    pub fn erase_from(&self) -> Option<Date> {
        match &self.stage {
            Stage::Closed { opening, closed, erased: None, .. } => {
                let months = i64::from(opening.contract.terms.retention_months);
                Some(closed.saturating_add(jiff::Span::new().months(months)))
            }
            Stage::Draft { .. } | Stage::Open(_) | Stage::Closed { .. } => None,
        }
    }

    /// The wave after its answers were erased.
    ///
    /// # Errors
    /// A wave that is not closed.
    pub fn erased(self, today: Date) -> Result<Wave, NotPossible> {
        match self.stage {
            Stage::Closed { opening, closed, released, .. } => {
                Ok(Wave { stage: Stage::Closed { opening, closed, released, erased: Some(today) }, ..self })
            }
            Stage::Draft { .. } | Stage::Open(_) => Err(NotPossible::NotClosed),
        }
    }

    /// The wave after its release was made.
    ///
    /// # Errors
    /// A wave that is not closed, was released before, or whose answers are erased.
    pub fn released(self, today: Date) -> Result<Wave, NotPossible> {
        match self.stage {
            Stage::Closed { opening, closed, released: None, erased: None } => {
                let stage = Stage::Closed { opening, closed, released: Some(today), erased: None };
                Ok(Wave { stage, ..self })
            }
            Stage::Closed { released: Some(_), .. } => Err(NotPossible::Released),
            Stage::Draft { .. } | Stage::Open(_) | Stage::Closed { .. } => Err(NotPossible::NotClosed),
        }
    }

    /// Whether its release is made.
    pub fn is_released(&self) -> bool {
        matches!(self.stage, Stage::Closed { released: Some(_), .. })
    }

    /// Whether the last day for answers is over.
    pub fn is_due_to_close(&self, today: Date) -> bool {
        self.open_now().is_some_and(|opening| opening.contract.terms.closes < today)
    }
}

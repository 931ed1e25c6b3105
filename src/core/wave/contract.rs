//! The contract of a wave: who sees what, from how many answers on, and why it is asked at all.
//! It is put together when the wave opens, hashed, shown before the first question, and never changed afterwards.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::survey::{ContentHash, Privacy, Survey, SurveyId, bytes_from_hex};

use super::intent::Intent;
use super::terms::Terms;

/// Everything a participant can rely on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// What the organisation settled.
    pub terms: Terms,
    /// In the order they are asked; at least one.
    pub surveys: Vec<Asked>,
    /// What those who lead want with AI.
    pub intent: Intent,
    /// How many took on a step with a private result, and what came of it, is counted. A contract that does not say so
    /// does not allow it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub counts_steps: bool,
    /// Those who lead a team are a group of their own and in no other figure, and people new to the roster help no group to
    /// the threshold. Under a contract that does not say so, leaders count in the team above, and everybody helps.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leaders_apart: bool,
}

/// A survey of the wave, in the one version that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Which survey it is.
    pub survey: SurveyId,
    /// The version that is asked until the wave closes.
    pub version: u32,
    /// Of the file of that version.
    pub content: ContentHash,
    /// How its answers are kept.
    pub privacy: Privacy,
}

impl Asked {
    /// A survey as it stands now.
    pub fn of(survey: &Survey) -> Asked {
        Asked {
            survey: survey.id().clone(),
            version: survey.version(),
            content: survey.hash(),
            privacy: survey.privacy(),
        }
    }
}

impl Contract {
    /// What is agreed when a wave opens: steps are counted where there are results they follow from.
    pub fn new(terms: Terms, surveys: Vec<Asked>, intent: Intent) -> Contract {
        let counts_steps = surveys.iter().any(|asked| asked.privacy == Privacy::Private);
        Contract { terms, surveys, intent, counts_steps, leaders_apart: true }
    }

    /// The SHA-256 of the contract's JSON form, whose fields stand in a fixed order.
    ///
    /// # Errors
    /// A contract that cannot be written: there is no fingerprint of nothing.
    pub fn hash(&self) -> Result<ContractHash, serde_json::Error> {
        Ok(ContractHash(Sha256::digest(serde_json::to_vec(self)?).into()))
    }

    /// `None` if the wave does not ask it.
    pub fn asked(&self, survey: &SurveyId) -> Option<&Asked> {
        self.surveys.iter().find(|asked| asked.survey == *survey)
    }

    /// The least number of answers from which figures of a survey are shown.
    pub fn threshold(&self, privacy: Privacy) -> u32 {
        match privacy {
            Privacy::Anonymous => self.terms.anonymous_threshold.get(),
            Privacy::Confidential | Privacy::Private => self.terms.threshold.get(),
        }
    }
}

/// Names a contract by its content: stored with every answer given under it and printed on every export.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContractHash([u8; 32]);

impl fmt::Display for ContractHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContractHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContractHash({self})")
    }
}

impl Serialize for ContractHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContractHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        bytes_from_hex(&text).map(ContractHash).ok_or_else(|| serde::de::Error::custom("not 64 hexadecimal digits"))
    }
}

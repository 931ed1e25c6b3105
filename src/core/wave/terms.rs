//! The terms of a wave as an administrator sets them: what for, which surveys, from how many answers on, until when.
//! A form or a file becomes [`Terms`] once, here, with every fault named at once.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::survey::SurveyId;

/// Checked terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// From 1 to 80 characters.
    pub name: String,
    /// Why this is asked and what will come of it, in the organisation's own words.
    pub purpose: String,
    /// Whom to ask about it.
    pub contact: String,
    /// In the order they are asked.
    pub surveys: Vec<SurveyId>,
    /// For confidential answers.
    #[serde(rename = "least")]
    pub threshold: Threshold,
    /// For anonymous answers; at least as high.
    #[serde(rename = "least_anonymous")]
    pub anonymous_threshold: Threshold,
    /// Groups across the organisation that figures may be shown for, besides the tree of teams.
    pub cuts: BTreeSet<Cut>,
    /// The last day for answers.
    pub closes: Date,
    /// Months after closing until the answers are erased.
    pub retention_months: u32,
}

/// The least number of answers from which a group's figures are shown, 3 to 50.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Threshold(u32);

impl Threshold {
    /// Below, a mean tells too much about each person.
    pub const LOWEST: u32 = 3;
    /// What a new wave begins with.
    pub const USUAL: u32 = 5;
    /// Above, hardly any team would be shown.
    pub const HIGHEST: u32 = 50;

    fn parse(text: &str) -> Option<Threshold> {
        text.trim().parse().ok().and_then(Threshold::new)
    }

    /// `None` outside of 3 to 50.
    pub fn new(threshold: u32) -> Option<Threshold> {
        (Threshold::LOWEST..=Threshold::HIGHEST).contains(&threshold).then_some(Threshold(threshold))
    }

    /// How many answers it takes.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Threshold {
    type Error = &'static str;

    fn try_from(threshold: u32) -> Result<Self, Self::Error> {
        Threshold::new(threshold).ok_or("a threshold is from 3 to 50")
    }
}

impl From<Threshold> for u32 {
    fn from(threshold: Threshold) -> u32 {
        threshold.0
    }
}

/// A group definition across the organisation. The tree of teams is always one and needs no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cut {
    /// Kind of work.
    Work,
    /// By place of work.
    Location,
}

impl Cut {
    /// In the order they are offered.
    pub const ALL: [Cut; 2] = [Cut::Work, Cut::Location];

    /// Its name in forms, files and what is stored.
    pub fn id(self) -> &'static str {
        match self {
            Cut::Work => "work",
            Cut::Location => "location",
        }
    }
}

/// Terms as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermsForm {
    /// As typed.
    pub name: String,
    /// As typed.
    pub purpose: String,
    /// As typed.
    pub contact: String,
    /// Ids of surveys.
    pub surveys: Vec<String>,
    /// A number.
    pub threshold: String,
    /// A number.
    pub anonymous_threshold: String,
    /// Names of cuts.
    pub cuts: Vec<String>,
    /// A day, as 2027-03-31.
    pub closes: String,
    /// A number.
    pub retention_months: String,
}

/// What is wrong with one field of a [`TermsForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsFault {
    /// None, or too long.
    #[error("name: give the wave a name of 1 to 80 characters, such as \"Spring 2027\"")]
    Name,
    /// None, too short or too long.
    #[error("purpose: say in 20 to 600 characters why you ask and what will come of it")]
    Purpose,
    /// None, too short or too long.
    #[error("contact: name whom people can ask, in 3 to 120 characters")]
    Contact,
    /// None, one twice, or one that there is not.
    #[error("surveys: choose at least one survey, each only once")]
    Surveys,
    /// No number from 3 to 50.
    #[error("least: write a whole number from 3 to 50, usually 5")]
    Least,
    /// No number from 3 to 50, or lower than the one for confidential answers.
    #[error("least_anonymous: write a whole number from 3 to 50, at least as high as for confidential answers")]
    LeastAnonymous,
    /// One that there is not.
    #[error("cuts: choose among work and location")]
    Cuts,
    /// No day, one that is over, or one too far away.
    #[error("closes: write a day after today and within a year, as 2027-03-31")]
    Closes,
    /// No number from 1 to 60.
    #[error("retention_months: write a whole number of months from 1 to 60")]
    Retention,
}

impl TermsFault {
    /// The field's name in forms, files and texts.
    pub fn field(self) -> &'static str {
        match self {
            TermsFault::Name => "name",
            TermsFault::Purpose => "purpose",
            TermsFault::Contact => "contact",
            TermsFault::Surveys => "surveys",
            TermsFault::Least => "least",
            TermsFault::LeastAnonymous => "least_anonymous",
            TermsFault::Cuts => "cuts",
            TermsFault::Closes => "closes",
            TermsFault::Retention => "retention_months",
        }
    }
}

impl TermsForm {
    /// The usual terms, for a form that nobody has filled in yet.
    pub fn usual() -> TermsForm {
        TermsForm {
            threshold: Threshold::USUAL.to_string(),
            anonymous_threshold: Threshold::USUAL.to_string(),
            retention_months: "24".to_owned(),
            ..TermsForm::default()
        }
    }

    /// Checks the terms; `known` are the surveys that a wave can ask, in the order they are asked.
    ///
    /// # Errors
    /// Every field that is wrong.
    /// # Examples
    /// ```
    /// use footing_core::survey::SurveyId;
    /// use footing_core::wave::{TermsFault, TermsForm};
    ///
    /// let form = TermsForm {
    ///     name: "Spring 2027".into(),
    ///     purpose: "We want to know where a hand is needed first.".into(),
    ///     contact: "Works council, room 2.14".into(),
    ///     surveys: vec!["team-practice".into()],
    ///     closes: "2027-03-31".into(),
    ///     ..TermsForm::usual()
    /// };
    /// let (known, today) = ([SurveyId::parse("team-practice").unwrap()], jiff::civil::date(2027, 3, 1));
    /// assert_eq!(form.parse(&known, today).unwrap().threshold.get(), 5);
    ///
    /// let low = TermsForm { threshold: "2".into(), ..form };
    /// assert_eq!(low.parse(&known, today).unwrap_err(), [TermsFault::Least]);
    /// ```
    pub fn parse(&self, known: &[SurveyId], today: Date) -> Result<Terms, Vec<TermsFault>> {
        let mut faults = Vec::new();
        let mut must = |holds: bool, fault: TermsFault| {
            if !holds {
                faults.push(fault);
            }
        };
        let name = line(&self.name);
        must(within(&name, 1, 80), TermsFault::Name);
        let purpose = line(&self.purpose);
        must(within(&purpose, 20, 600), TermsFault::Purpose);
        let contact = line(&self.contact);
        must(within(&contact, 3, 120), TermsFault::Contact);
        let surveys: Vec<SurveyId> =
            known.iter().filter(|id| self.surveys.iter().any(|chosen| chosen == id.as_str())).cloned().collect();
        must(!surveys.is_empty() && surveys.len() == self.surveys.len(), TermsFault::Surveys);
        let threshold = Threshold::parse(&self.threshold);
        must(threshold.is_some(), TermsFault::Least);
        let anonymous_threshold = Threshold::parse(&self.anonymous_threshold);
        must(anonymous_threshold.is_some() && anonymous_threshold >= threshold, TermsFault::LeastAnonymous);
        let cuts: BTreeSet<Cut> =
            Cut::ALL.into_iter().filter(|cut| self.cuts.iter().any(|chosen| chosen == cut.id())).collect();
        must(cuts.len() == self.cuts.len(), TermsFault::Cuts);
        let closes: Option<Date> = self.closes.trim().parse().ok();
        let latest = today.saturating_add(jiff::Span::new().years(1));
        let closes = closes.filter(|closes| *closes > today && *closes <= latest);
        must(closes.is_some(), TermsFault::Closes);
        let retention_months = self.retention_months.trim().parse().ok().filter(|months| (1..=60).contains(months));
        must(retention_months.is_some(), TermsFault::Retention);
        match (threshold, anonymous_threshold, closes, retention_months) {
            (Some(threshold), Some(anonymous_threshold), Some(closes), Some(retention_months)) if faults.is_empty() => {
                let terms = Terms {
                    name,
                    purpose,
                    contact,
                    surveys,
                    threshold,
                    anonymous_threshold,
                    cuts,
                    closes,
                    retention_months,
                };
                Ok(terms)
            }
            _ => Err(faults),
        }
    }
}

/// One line, whatever white space was typed.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn within(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<SurveyId> {
        ["team-practice", "psychological-safety"].map(|id| SurveyId::parse(id).unwrap()).to_vec()
    }

    fn form() -> TermsForm {
        TermsForm {
            name: " Spring  2027 ".into(),
            purpose: "We want to know where a hand is needed first.".into(),
            contact: "Works council".into(),
            surveys: vec!["psychological-safety".into(), "team-practice".into()],
            closes: "2027-03-31".into(),
            ..TermsForm::usual()
        }
    }

    const TODAY: Date = jiff::civil::date(2027, 3, 1);

    #[test]
    fn good_terms_are_taken_with_surveys_in_the_order_they_are_asked() {
        let terms = form().parse(&known(), TODAY).unwrap();
        assert_eq!(terms.name, "Spring 2027");
        assert_eq!(terms.surveys, known());
        assert_eq!(terms.threshold.get(), 5);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let empty = TermsForm { cuts: vec!["gender".into()], ..TermsForm::default() };
        let faults = empty.parse(&known(), TODAY).unwrap_err();
        assert_eq!(faults.len(), 9, "{faults:?}");
    }

    #[test]
    fn a_threshold_below_three_is_refused_and_the_anonymous_one_is_never_the_lower() {
        let low = TermsForm { threshold: "2".into(), ..form() };
        assert_eq!(low.parse(&known(), TODAY), Err(vec![TermsFault::Least]));
        let crossed = TermsForm { threshold: "8".into(), anonymous_threshold: "5".into(), ..form() };
        assert_eq!(crossed.parse(&known(), TODAY), Err(vec![TermsFault::LeastAnonymous]));
    }

    #[test]
    fn a_wave_closes_after_today_and_within_a_year() {
        for (closes, is_good) in
            [("2027-03-01", false), ("2027-03-02", true), ("2028-03-01", true), ("2028-03-02", false)]
        {
            let form = TermsForm { closes: closes.into(), ..form() };
            assert_eq!(form.parse(&known(), TODAY).is_ok(), is_good, "{closes}");
        }
    }
}

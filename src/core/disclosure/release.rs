//! The release: the frozen table of everything that may be shown from a wave. Pages, charts, exports and the API read this
//! and nothing else, and only the audit makes one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::organisation::TeamPath;
use crate::statistics::interval::{Confidence, Interval};
use crate::survey::{ChoiceId, SurveyId, WaveId};

use super::audit::Proof;
use super::participation::Participation;
use super::quality::SurveyQuality;
use super::steps::StepFigures;
use crate::wave::ContractHash;

/// What stands on top of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReleaseHead {
    pub wave: WaveId,
    pub name: String,
    pub contract: ContractHash,
    pub made: Date,
    pub invited: u32,
    /// The columns of the table.
    pub measures: Vec<Measure>,
    /// What the audit of each column examined.
    pub proofs: Vec<Proof>,
    /// In each survey, in the order they were asked.
    pub participation: Vec<Participation>,
    /// Of the surveys that enough people answered.
    pub quality: Vec<SurveyQuality>,
    /// What people took on, and said had come of it, since the release before.
    pub steps: Vec<StepFigures>,
}

/// A frozen table: a row for each declared group, a column for each measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    head: ReleaseHead,
    rows: Vec<Row>,
}

/// A column: a survey as a whole, one of its dimensions, or one of its items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub survey: SurveyId,
    pub version: u32,
    pub kind: MeasureKind,
    /// The id of the survey, dimension or item.
    pub id: String,
    /// Standard deviation of people's scores within their teams, in points, to one decimal: what makes a group's mean
    /// uncertain. `None` where it cannot be told.
    pub within: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureKind {
    /// All items of a survey together. A survey of one dimension has no such column.
    Survey,
    Dimension,
    Item,
}

/// A declared group of people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    Organisation,
    Team(TeamPath),
    Work(ChoiceId),
    Location(String),
}

/// A group and its figures, in the order of the measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub group: Group,
    pub cells: Vec<Cell>,
}

/// One figure, or none. Why there is none is not told: too few answers, or protecting others who are too few, look alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    Suppressed,
    Shown(Figures),
}

/// What may be shown of a group's answers to one measure.
///
/// A dimension's figure is the mean of its items' figures, and a survey's likewise. It adds nothing to what the items
/// tell: with the mean of people's scores beside the items, whoever left one out could be worked out from the rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Of the item that the fewest have answered.
    pub answers: Band,
    /// Mean in percent of the maximum possible, 0 to 100, to one decimal.
    pub mean: f64,
    /// The mean lies beyond what is given: below ten answers, one near an end would tell what everybody answered.
    pub beyond: Option<Beyond>,
    /// Against the organisation; `None` for the organisation itself and where it cannot be told.
    pub standing: Option<Standing>,
    /// How far people agree; `None` below ten answers.
    pub opinions: Option<Opinions>,
    /// The mean of the wave before, where the difference is more than chance and about the same people answered.
    pub before: Option<f64>,
    /// Of an item with at least ten answers, how many in a hundred chose each option, lowest first, as it was worded;
    /// of a survey with levels, how many stand on each.
    pub shares: Vec<u8>,
}

/// On which side of the figure that is given the mean lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Beyond {
    AtMost,
    AtLeast,
}

/// How many answers there are, without saying exactly: both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    pub from: u32,
    pub to: u32,
}

/// Where a group lies against the organisation, from its shrunken mean and the 95 % interval of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    ClearlyBelow,
    AboutTheSame,
    ClearlyAbove,
}

/// Average deviation from the median, over the items: Burke & Dunlap (2002) for the upper limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Opinions {
    Close,
    Mixed,
    Split,
}

impl std::fmt::Display for Band {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}–{}", self.from, self.to)
    }
}

impl Band {
    /// The band of a number of answers: five wide below 50, ten below 200, fifty below 1,000, then a hundred.
    pub fn of(answers: u32) -> Band {
        let width = match answers {
            0..50 => 5,
            50..200 => 10,
            200..1000 => 50,
            _ => 100,
        };
        let from = answers / width * width;
        Band { from, to: from + width - 1 }
    }
}

impl Figures {
    /// How far chance alone may move the mean, to either side, in 95 of 100 cases: from the spread of people within
    /// teams, and the lower end of the band of answers.
    pub fn reach(&self, within: f64) -> f64 {
        Interval::of_estimate(0.0, within / f64::from(self.answers.from.max(1)).sqrt(), Confidence::NINETY_FIVE).upper
    }
}

impl Row {
    /// The figures of one column, if they are shown.
    pub fn figures(&self, measure: usize) -> Option<&Figures> {
        match self.cells.get(measure) {
            Some(Cell::Shown(figures)) => Some(figures),
            Some(Cell::Suppressed) | None => None,
        }
    }
}

impl Release {
    /// Only [`Tabulation`](super::Tabulation), which audits, makes one.
    pub(crate) fn of(head: ReleaseHead, rows: Vec<Row>) -> Release {
        Release { head, rows }
    }

    /// Gives back one that was kept. For stores alone, which keep nothing but what was audited.
    pub fn restored(head: ReleaseHead, rows: Vec<Row>) -> Release {
        Release { head, rows }
    }

    pub fn head(&self) -> &ReleaseHead {
        &self.head
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many figures it shows.
    pub fn shown(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| matches!(cell, Cell::Shown(_))).count()
    }

    pub fn row(&self, group: &Group) -> Option<&Row> {
        self.rows.iter().find(|row| row.group == *group)
    }

    /// A group's figures in one column, if they are shown.
    pub fn figures(&self, group: &Group, measure: usize) -> Option<&Figures> {
        self.row(group)?.figures(measure)
    }

    /// The place of a column.
    pub fn place(&self, survey: &SurveyId, kind: MeasureKind, id: &str) -> Option<usize> {
        let wanted = |measure: &Measure| measure.survey == *survey && measure.kind == kind && measure.id == id;
        self.head.measures.iter().position(wanted)
    }

    /// The columns of one kind, with their places.
    pub fn measures(&self, kind: MeasureKind) -> impl Iterator<Item = (usize, &Measure)> {
        self.head.measures.iter().enumerate().filter(move |(_, measure)| measure.kind == kind)
    }

    /// The teams of the table that are one of these, or below one.
    pub fn teams_within<'r>(&'r self, teams: &'r [TeamPath]) -> impl Iterator<Item = (&'r TeamPath, &'r Row)> {
        self.rows.iter().filter_map(move |row| match &row.group {
            Group::Team(path) if teams.iter().any(|team| path.is_within(team)) => Some((path, row)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_answers_lies_in_its_band_and_bands_do_not_overlap() {
        let mut last = Band { from: 0, to: 0 };
        for answers in 0..3000 {
            let band = Band::of(answers);
            assert!((band.from..=band.to).contains(&answers));
            assert!(band == last || band.from == last.to + 1 || answers == 0, "{last:?} {band:?}");
            last = band;
        }
    }
}

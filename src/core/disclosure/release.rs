//! The release: the frozen table of everything that may be shown from a wave. Pages, charts, exports and the API read this
//! and nothing else, and only the audit makes one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::organisation::TeamPath;
use crate::survey::{ChoiceId, SurveyId, WaveId};

use super::audit::{Audited, Means, Proof, Quality, TableProof};
use super::figures::Figures;
use super::measure::{Measure, MeasureKind};
use super::participation::Participation;
use super::quality::SurveyQuality;
use super::steps::StepFigures;
use crate::wave::ContractHash;

/// What stands on top of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReleaseHead {
    /// The wave it was made from.
    pub wave: WaveId,
    /// What the wave is called, as its terms say.
    pub name: String,
    /// Under what the answers were given.
    pub contract: ContractHash,
    /// The day it was made. It is never made again.
    pub made: Date,
    /// People who were asked, those who lead among them.
    pub invited: u32,
    /// The columns of the table.
    pub measures: Vec<Measure>,
    /// What the audit of each column's means examined.
    pub proofs: Vec<Proof>,
    /// What the audits of all other tables examined.
    #[serde(default)]
    pub tables: Vec<TableProof>,
    /// In each survey, in the order they were asked.
    pub participation: Vec<Participation>,
    /// Of the surveys that enough people answered.
    pub quality: Vec<Audited<Quality, SurveyQuality>>,
    /// What people took on, and said had come of it, since the release before.
    pub steps: Vec<StepFigures>,
}

/// A frozen table: a row for each declared group, a column for each measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    head: ReleaseHead,
    rows: Vec<Row>,
}

/// A declared group of people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Everybody who answered, without those who lead a team.
    Organisation,
    /// A team and all teams below it.
    Team(TeamPath),
    /// A kind of work, across all teams.
    Work(ChoiceId),
    /// A place of work, across all teams.
    Location(String),
    /// Those who lead a team. They are in no other group.
    Leaders,
}

/// A group and its figures, in the order of the measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Whose figures they are.
    pub group: Group,
    /// As many as there are measures.
    pub cells: Vec<Cell>,
}

/// One figure, or none. Why there is none is not told: too few answers, or protecting others who are too few, look alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// Nothing is shown.
    Suppressed,
    /// What may be shown.
    Shown(Audited<Means, Figures>),
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

    /// What stands on top: the wave, its columns, who took part.
    pub fn head(&self) -> &ReleaseHead {
        &self.head
    }

    /// The organisation first, then the teams at the top of the tree, groups across it, the other teams, and those who
    /// lead.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many figures it shows.
    pub fn shown(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| matches!(cell, Cell::Shown(_))).count()
    }

    /// A group's row; `None` if it was not declared.
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

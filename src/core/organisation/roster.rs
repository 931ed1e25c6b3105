//! The roster: the organisation's own list of its people, one row each, read from a table that a staff system wrote.
//! It is taken whole or not at all, and everything wrong in it is said at once.

mod change;
mod column;
mod export;
mod fault;
mod formula;
mod header;
mod note;
mod safety_check;

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::email::EmailAddress;
use super::line::line;
use super::member::{Member, StaffId};
use super::team::TeamPath;
use crate::survey::{ChoiceId, Language};
use crate::table::{Sheet, meant};
use header::{Cell, Cells, Header};
use note::Names;

pub use change::{Changed, RosterChange, RosterSummary};
pub use column::RosterColumn;
pub use export::write_roster;
pub use fault::{RosterFault, RosterFaults};
pub use formula::guarded;
pub use note::RosterNote;
pub use safety_check::SafetyCheck;

/// A kind of work that a roster can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindOfWork {
    /// Its id among the choices of the survey.
    pub id: ChoiceId,
    /// What it is called, in every language.
    pub labels: Vec<String>,
}

/// Everybody who is in the organisation: at least one row, no two with the same staff id or e-mail address, and every
/// team that somebody leads is the team of a row or above one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    rows: Vec<RosterRow>,
    columns: BTreeSet<RosterColumn>,
    notes: Vec<RosterNote>,
}

/// One person as the roster knows them. Text is bounded as in [`Member`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// As a spreadsheet counts rows.
    pub row: u64,
    /// By which the staff system knows them.
    pub staff: StaffId,
    /// What they are called.
    pub name: String,
    /// Where they are written to; no two rows have the same.
    pub email: EmailAddress,
    /// The team they belong to.
    pub team: TeamPath,
    /// `None` for an empty cell.
    pub work: Option<ChoiceId>,
    /// `None` for an empty cell.
    pub location: Option<String>,
    /// Empty for those who lead nobody.
    pub leads: BTreeSet<TeamPath>,
    /// `None` for an empty cell.
    pub language: Option<Language>,
}

impl Roster {
    /// In bytes.
    pub const LARGEST: usize = 32 * 1024 * 1024;
    /// A longer table is refused.
    pub const MOST_ROWS: usize = 200_000;

    /// Reads a [table](Sheet) whose first row names the [columns](RosterColumn), in any order and case. Cells that are
    /// missing at the end of a row are empty. Names that look the same are [one name](crate::table::one_spelling).
    ///
    /// A kind of work is given by its id or one of its labels, in any case; of two kinds with one label the first is
    /// meant. An apostrophe before a character that would begin a formula is dropped, as [`write_roster`] puts it
    /// there.
    ///
    /// # Errors
    /// Everything that is wrong in the file.
    /// # Examples
    /// ```
    /// use footing_core::organisation::Roster;
    ///
    /// let table = "id,name,email,team\n7,Ada,ada@example.org,Sales > North\n8,Bo,bo@example.org,Sales\n";
    /// let roster = Roster::read(table.as_bytes(), &[]).unwrap();
    /// assert_eq!(roster.rows()[0].team.to_string(), "Sales > North");
    ///
    /// let faults = Roster::read(b"id,name,email,team\n7,Ada,nowhere,Sales\n", &[]).unwrap_err();
    /// assert!(faults.to_string().contains("row 2"), "{faults}");
    /// ```
    pub fn read(bytes: &[u8], kinds: &[KindOfWork]) -> Result<Self, RosterFaults> {
        let mut reading = Reading::new(kinds);
        match reading.sheet(bytes) {
            Some(roster) if reading.faults.is_empty() => Ok(roster),
            _ => Err(reading.faults),
        }
    }

    /// In the order of the table.
    pub fn rows(&self) -> &[RosterRow] {
        &self.rows
    }

    /// What to look at, although nothing is wrong.
    pub fn notes(&self) -> &[RosterNote] {
        &self.notes
    }

    /// Whether the file has the column. A column it does not have says nothing about anybody; an empty cell of one it
    /// has says that there is nothing.
    pub fn tells(&self, column: RosterColumn) -> bool {
        self.columns.contains(&column)
    }
}

/// A roster on its way from text to rows: what was seen so far, and what was wrong.
struct Reading<'k> {
    faults: RosterFaults,
    kinds: &'k [KindOfWork],
    work: HashMap<String, &'k ChoiceId>,
    /// The row each staff id and address was first seen in.
    staff: HashMap<StaffId, u64>,
    emails: HashMap<EmailAddress, u64>,
    /// Every team a row is in or below.
    teams: HashSet<TeamPath>,
    /// False once a row's team could not be read: then a team that seems to be missing may be just that one.
    teams_are_all_known: bool,
    led: Vec<(u64, TeamPath)>,
    names: Names,
}

impl<'k> Reading<'k> {
    fn new(kinds: &'k [KindOfWork]) -> Self {
        let mut work: HashMap<String, &ChoiceId> =
            kinds.iter().map(|kind| (kind.id.as_str().to_owned(), &kind.id)).collect();
        for kind in kinds {
            for label in &kind.labels {
                work.entry(label.trim().to_lowercase()).or_insert(&kind.id);
            }
        }
        Reading {
            faults: RosterFaults::default(),
            kinds,
            work,
            staff: HashMap::new(),
            emails: HashMap::new(),
            teams: HashSet::new(),
            teams_are_all_known: true,
            led: Vec::new(),
            names: Names::default(),
        }
    }

    /// The rows that could be read; `None` if the file as a whole could not. Only without faults are they a roster.
    fn sheet(&mut self, bytes: &[u8]) -> Option<Roster> {
        if bytes.len() > Roster::LARGEST {
            let problem = format!("the file is larger than {} MB", Roster::LARGEST / (1024 * 1024));
            self.faults.push(RosterFault::of_row(1, problem, "Leave out rows of people who are gone"));
            return None;
        }
        let sheet = Sheet::read(bytes).map_err(|fault| self.faults.push(fault.into())).ok()?;
        let mut table = sheet.rows();
        let Some(first) = table.next() else {
            self.faults.push(RosterFault::of_row(1, "the file is empty", RosterColumn::HEADER_MEND));
            return None;
        };
        let header = Header::read(&first, &mut self.faults);
        let (mut rows, mut count) = (Vec::new(), 0);
        for row in table {
            if count == Roster::MOST_ROWS {
                let problem = format!("the file has more than {} people", Roster::MOST_ROWS);
                let fix = "Leave out rows of people who are gone";
                self.faults.push(RosterFault::of_row(row.place.row, problem, fix));
                return None;
            }
            count += 1;
            match header.cells(&row) {
                Ok(cells) => rows.extend(self.row(&cells)),
                Err(fault) => {
                    self.teams_are_all_known = false;
                    self.faults.push(fault);
                }
            }
        }
        if count == 0 {
            self.faults.push(RosterFault::of_row(1, "the file names nobody", "Write one row for each person"));
        }
        self.check_led_teams();
        Some(Roster { rows, columns: header.columns(), notes: std::mem::take(&mut self.names).notes() })
    }

    /// One row, if nothing is wrong in it. Every cell is read, so that each can be said to be wrong.
    fn row(&mut self, cells: &Cells<'_>) -> Option<RosterRow> {
        let cell = |column| cells.get(column);
        let text = |longest| move |text: &str| line(text, longest).map(str::to_owned);
        let staff = self.required(cell(RosterColumn::Id), StaffId::parse);
        let name = self.required(cell(RosterColumn::Name), text(Member::LONGEST_NAME));
        let email = self.required(cell(RosterColumn::Email), EmailAddress::parse);
        let team = self.required(cell(RosterColumn::Team), TeamPath::parse);
        let work = self.work(cell(RosterColumn::Work));
        let location = self.optional(cell(RosterColumn::Location), text(Member::LONGEST_LOCATION));
        let leads = self.leads(cell(RosterColumn::Leads));
        let language =
            self.optional(cell(RosterColumn::Language), |tag| Language::of_tag(tag).ok_or("unknown language"));

        if let (Some(team), Some(cell)) = (&team, cell(RosterColumn::Team)) {
            self.names.meet(RosterColumn::Team, team.as_str(), cell.row, cells.is_respelled(RosterColumn::Team));
        }
        if let (Some(Some(location)), Some(cell)) = (&location, cell(RosterColumn::Location)) {
            self.names.meet(RosterColumn::Location, location, cell.row, cells.is_respelled(RosterColumn::Location));
        }
        if let (Some(staff), Some(cell)) = (&staff, cell(RosterColumn::Id)) {
            let first = *self.staff.entry(staff.clone()).or_insert(cell.row);
            self.twice(cell, first, "id", "Give every person one row and an id of their own");
        }
        if let (Some(email), Some(cell)) = (&email, cell(RosterColumn::Email)) {
            let first = *self.emails.entry(email.clone()).or_insert(cell.row);
            self.twice(cell, first, "e-mail address", "Give every person one row and an address of their own");
        }
        match &team {
            Some(team) if self.teams.contains(team) => {}
            Some(team) => self.teams.extend(team.ancestors_and_self()),
            None => self.teams_are_all_known = false,
        }
        Some(RosterRow {
            row: cells.row,
            staff: staff?,
            name: name?,
            email: email?,
            team: team?,
            work: work?,
            location: location?,
            leads: leads?,
            language: language?,
        })
    }

    /// A missing column is a fault of the header, and none of the row.
    fn required<T, E: ToString>(
        &mut self,
        cell: Option<Cell<'_>>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let cell = cell?;
        parse(cell.text).map_err(|error| self.faults.push_with(|| cell.fault(error, cell.column.fix()))).ok()
    }

    /// `Some(None)` is an empty cell, or no such column; `None` is a fault.
    fn optional<T, E: ToString>(
        &mut self,
        cell: Option<Cell<'_>>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<Option<T>> {
        match cell.filter(|cell| !cell.text.is_empty()) {
            None => Some(None),
            cell => self.required(cell, parse).map(Some),
        }
    }

    fn work(&mut self, cell: Option<Cell<'_>>) -> Option<Option<ChoiceId>> {
        let Some(cell) = cell.filter(|cell| !cell.text.is_empty()) else { return Some(None) };
        let found = self.work.get(&cell.text.to_lowercase()).map(|id| Some((*id).clone()));
        if found.is_none() {
            let ids = || self.kinds.iter().map(|kind| kind.id.as_str());
            let labels = || self.kinds.iter().flat_map(|kind| &kind.labels).map(String::as_str);
            let fix = || match meant(cell.text, ids().chain(labels())) {
                Some(name) => format!("Did you mean \"{name}\"?"),
                None if self.kinds.is_empty() => "Leave the cell empty: there are no kinds of work".to_owned(),
                None => format!("The kinds of work are {}", ids().collect::<Vec<_>>().join(", ")),
            };
            self.faults.push_with(|| cell.fault("this is no kind of work", fix()));
        }
        found
    }

    fn leads(&mut self, cell: Option<Cell<'_>>) -> Option<BTreeSet<TeamPath>> {
        let Some(cell) = cell.filter(|cell| !cell.text.is_empty()) else { return Some(BTreeSet::new()) };
        let paths = cell.text.split(';').map(str::trim).filter(|path| !path.is_empty());
        let teams: BTreeSet<TeamPath> =
            self.required(Some(cell), |_| paths.map(TeamPath::parse).collect::<Result<_, _>>())?;
        self.led.extend(teams.iter().map(|team| (cell.row, team.clone())));
        Some(teams)
    }

    fn twice(&mut self, cell: Cell<'_>, first: u64, what: &str, fix: &str) {
        if first != cell.row {
            self.faults.push_with(|| cell.fault(format!("row {first} has the same {what}"), fix));
        }
    }

    fn check_led_teams(&mut self) {
        if !self.teams_are_all_known {
            return;
        }
        let wrong: Vec<(u64, TeamPath)> =
            std::mem::take(&mut self.led).into_iter().filter(|(_, team)| !self.teams.contains(team)).collect();
        if !wrong.is_empty() {
            let near = Near::of(&self.teams);
            for (row, team) in wrong {
                let cell = Cell { row, column: RosterColumn::Leads, text: team.as_str() };
                let fix = || match near.meant(&team) {
                    Some(team) => format!("Did you mean \"{team}\"?"),
                    None => "Write the team as the team column has it, from the top down".to_owned(),
                };
                self.faults.push_with(|| cell.fault("nobody is in this team or below it", fix()));
            }
        }
    }
}

/// Every team by its own name and by the team above it: each person is looked for among few, and not among as
/// many teams as there can be rows.
struct Near<'t> {
    by_name: HashMap<&'t str, Vec<&'t TeamPath>>,
    by_above: HashMap<&'t str, Vec<&'t TeamPath>>,
}

impl<'t> Near<'t> {
    fn of(teams: &'t HashSet<TeamPath>) -> Near<'t> {
        let mut near = Near { by_name: HashMap::new(), by_above: HashMap::new() };
        for team in teams {
            near.by_name.entry(team.name()).or_default().push(team);
            near.by_above.entry(above(team)).or_default().push(team);
        }
        near
    }

    /// The team that was probably meant: one nearly of this path, or the only one of this name. Only teams of the same
    /// name or beside it are compared, and not too many.
    fn meant(&self, wrong: &TeamPath) -> Option<&'t str> {
        const MOST_COMPARED: usize = 200;
        let namesakes = self.by_name.get(wrong.name()).map(Vec::as_slice).unwrap_or_default();
        let beside = self.by_above.get(above(wrong)).map(Vec::as_slice).unwrap_or_default();
        if namesakes.len() + beside.len() > MOST_COMPARED {
            return None;
        }
        let near = namesakes.iter().chain(beside).map(|team| team.as_str());
        meant(wrong.as_str(), near).or_else(|| match namesakes {
            [only] => Some(only.as_str()),
            _ => None,
        })
    }
}

/// The path without the team's own name.
fn above(team: &TeamPath) -> &str {
    team.as_str().strip_suffix(team.name()).unwrap_or_default()
}

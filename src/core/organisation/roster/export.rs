//! A roster written out again, for a spreadsheet and for the next import.
//! A file that was not touched in between changes nothing when it is read.

use super::column::RosterColumn;
use super::formula::guarded;
use crate::organisation::Member;

/// The active members as CSV with all columns, one row each in their order, as [`Roster::read`](super::Roster::read) takes
/// it.
pub fn write_roster(members: &[Member]) -> Vec<u8> {
    // Without the byte order mark spreadsheet programs take the file for something else than UTF-8.
    let mut csv = String::from("\u{feff}");
    write_row(&mut csv, RosterColumn::ALL.map(|column| column.name().to_owned()));
    for member in members.iter().filter(|member| member.is_active()) {
        write_row(&mut csv, RosterColumn::ALL.map(|column| text(member, column)));
    }
    csv.into_bytes()
}

fn text(member: &Member, column: RosterColumn) -> String {
    match column {
        RosterColumn::Id => member.staff.to_string(),
        RosterColumn::Name => member.name.clone(),
        RosterColumn::Email => member.email.to_string(),
        RosterColumn::Team => member.team.to_string(),
        RosterColumn::Work => member.work.as_ref().map(ToString::to_string).unwrap_or_default(),
        RosterColumn::Location => member.location.clone().unwrap_or_default(),
        RosterColumn::Leads => member.leads.iter().map(|team| team.as_str()).collect::<Vec<_>>().join("; "),
        RosterColumn::Language => member.language.map(|language| language.to_string()).unwrap_or_default(),
    }
}

fn write_row(csv: &mut String, cells: [String; RosterColumn::ALL.len()]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        let cell = guarded(cell);
        if cell.contains(['"', ',', ';', '\t', '\r', '\n']) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

//! What a roster changes: who comes, goes, comes back, moves or is called otherwise since the roster before.
//! Every person is in one group only, the one that matters most; nothing is written here.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use serde::Serialize;

use super::{Roster, RosterColumn, RosterFault, RosterFaults, RosterNote, RosterRow, SafetyCheck};
use crate::organisation::{EmailAddress, Member, PersonId, StaffId};

/// The difference between the members there are and a roster.
///
/// A row is the member with its staff id, whether active or not, unless that was somebody else's. A staff id that no member
/// has is the active member with the row's e-mail address and name, if that member's own staff id is not in the file:
/// their id has changed. Any other row is somebody new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterChange {
    /// Who was never a member.
    pub joiners: Vec<Member>,
    /// Who left before and is back as the same person.
    pub returners: Vec<Changed>,
    /// Who has another staff id, and perhaps other changes too.
    pub id_changes: Vec<Changed>,
    /// Who is in another team, and perhaps has other changes too.
    pub moves: Vec<Changed>,
    /// Who has other changes only.
    pub edits: Vec<Changed>,
    /// Who was active and is not in the file; they have left today.
    pub leavers: Vec<Member>,
    /// How many active members are in the file as they were.
    pub unchanged: usize,
    /// What to look at in the file, although nothing is wrong.
    pub notes: Vec<RosterNote>,
}

/// A member before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// As they stood in the roster.
    pub before: Member,
    /// As the table has them.
    pub after: Member,
}

/// How many people a roster changes, by group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RosterSummary {
    /// People who were never here.
    pub joiners: usize,
    /// People who had left.
    pub returners: usize,
    /// People whose staff id changed, told by their address.
    pub id_changes: usize,
    /// People in another team.
    pub moves: usize,
    /// People of whom something else changed.
    pub edits: usize,
    /// People who are missing from the table.
    pub leavers: usize,
    /// People who stay as they are.
    pub unchanged: usize,
    /// People in the roster until now.
    pub active_before: usize,
    /// People in it afterwards.
    pub active_after: usize,
}

impl RosterChange {
    /// Compares all members there ever were with a roster. `new_person` brings an id for each joiner, by their address.
    ///
    /// # Errors
    /// Rows whose staff id belonged to somebody else: what they answered would be the newcomer's.
    pub fn between(
        current: &[Member],
        roster: &Roster,
        today: Date,
        mut new_person: impl FnMut(&EmailAddress) -> PersonId,
    ) -> Result<RosterChange, RosterFaults> {
        let known = Known::of(current, roster);
        let mut faults = RosterFaults::default();
        let mut change = RosterChange { notes: roster.notes().to_vec(), ..RosterChange::default() };
        let mut met = HashSet::with_capacity(roster.rows().len());
        for row in roster.rows() {
            let Some(before) = known.member(row) else {
                change.joiners.push(joiner(row, new_person(&row.email), today));
                continue;
            };
            met.insert(before.person);
            if let Some(fault) = reused(before, row) {
                faults.push(fault);
                continue;
            }
            let after = updated(before, row, roster, today);
            if after == *before {
                change.unchanged += 1;
                continue;
            }
            let group = if !before.is_active() {
                &mut change.returners
            } else if before.staff != after.staff {
                &mut change.id_changes
            } else if before.team != after.team {
                &mut change.moves
            } else {
                &mut change.edits
            };
            group.push(Changed { before: before.clone(), after });
        }
        let gone = current.iter().filter(|member| member.is_active() && !met.contains(&member.person));
        change.leavers = gone.map(|member| Member { left: Some(today), ..member.clone() }).collect();
        if faults.is_empty() { Ok(change) } else { Err(faults) }
    }

    /// Whether the roster says what is known already.
    pub fn is_empty(&self) -> bool {
        let changed = [&self.returners, &self.id_changes, &self.moves, &self.edits];
        self.joiners.is_empty() && self.leavers.is_empty() && changed.iter().all(|group| group.is_empty())
    }

    /// The people whose sessions must end: those who leave, and those who have another address, which may be somebody
    /// else's.
    pub fn signed_out(&self) -> impl Iterator<Item = PersonId> {
        self.leavers.iter().map(|member| member.person).chain(self.readdressed().map(|changed| changed.after.person))
    }

    /// The people who read mail at another address than before.
    pub fn readdressed(&self) -> impl Iterator<Item = &Changed> {
        let changed = [&self.returners, &self.id_changes, &self.moves, &self.edits].into_iter().flatten();
        changed.filter(|changed| changed.before.email != changed.after.email)
    }

    /// What must be confirmed before the change is made. Nothing for the first roster.
    pub fn safety_checks(&self) -> Vec<SafetyCheck> {
        let (leavers, id_changes, readdressed) =
            (self.leavers.len(), self.id_changes.len(), self.readdressed().count());
        SafetyCheck::holding(leavers, id_changes, readdressed, self.summary().active_before)
    }

    /// The change in numbers.
    pub fn summary(&self) -> RosterSummary {
        let stayed = self.id_changes.len() + self.moves.len() + self.edits.len() + self.unchanged;
        RosterSummary {
            joiners: self.joiners.len(),
            returners: self.returners.len(),
            id_changes: self.id_changes.len(),
            moves: self.moves.len(),
            edits: self.edits.len(),
            leavers: self.leavers.len(),
            unchanged: self.unchanged,
            active_before: stayed + self.leavers.len(),
            active_after: stayed + self.joiners.len() + self.returners.len(),
        }
    }

    /// The members to write: those who are new or not as they were.
    pub fn into_members(self) -> Vec<Member> {
        let changed = [self.returners, self.id_changes, self.moves, self.edits].into_iter().flatten();
        self.joiners.into_iter().chain(changed.map(|changed| changed.after)).chain(self.leavers).collect()
    }
}

/// The members there are, by what a row can name them with.
struct Known<'m> {
    by_staff: HashMap<&'m StaffId, &'m Member>,
    /// Active members whose staff id is not in the file.
    by_email: HashMap<&'m EmailAddress, &'m Member>,
}

impl<'m> Known<'m> {
    fn of(current: &'m [Member], roster: &Roster) -> Self {
        let in_file: HashSet<&StaffId> = roster.rows().iter().map(|row| &row.staff).collect();
        let active = || current.iter().filter(|member| member.is_active());
        let gone = current.iter().filter(|member| !member.is_active());
        Known {
            // Should an id stand with two members, the active one is meant: the last one is kept.
            by_staff: gone.chain(active()).map(|member| (&member.staff, member)).collect(),
            by_email: active()
                .filter(|member| !in_file.contains(&member.staff))
                .map(|member| (&member.email, member))
                .collect(),
        }
    }

    /// By the staff id, or by the address if the name is the same too: an address can be given to the next one.
    fn member(&self, row: &RosterRow) -> Option<&'m Member> {
        let with_address = || self.by_email.get(&row.email).filter(|member| is_same_name(&member.name, &row.name));
        self.by_staff.get(&row.staff).or_else(with_address).copied()
    }
}

fn is_same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// An id that comes back with another name or address, or that has another name and another address at once, is most
/// likely somebody else's by now, and who it is cannot be told from the roster.
fn reused(before: &Member, row: &RosterRow) -> Option<RosterFault> {
    let (name, address) = (is_same_name(&before.name, &row.name), before.email == row.email);
    let is_meant = if before.is_active() { name || address } else { name && address };
    if is_meant {
        return None;
    }
    let (was, is) = if before.is_active() { ("is", "would be") } else { ("was", "is") };
    let problem = format!(
        "this id {was} that of {}, {}, and {is} that of {}, {}",
        before.name, before.email, row.name, row.email
    );
    let fix = "If it is somebody else, give them an id that nobody has had. If it is the same person, keep the name or the \
               address in this list and change it in the next; who comes back, with both as they were";
    Some(RosterFault::of_cell(row.row, Some(RosterColumn::Id), row.staff.as_str(), problem, fix))
}

fn joiner(row: &RosterRow, person: PersonId, today: Date) -> Member {
    let RosterRow { row: _, staff, name, email, team, work, location, leads, language } = row.clone();
    let (joined, left, moves) = (today, None, Vec::new());
    Member { person, staff, name, email, team, work, location, leads, language, joined, left, moves }
}

/// The member as the row has them. What the roster has no column for stays as it is.
fn updated(before: &Member, row: &RosterRow, roster: &Roster, today: Date) -> Member {
    let mut after = before.clone();
    after.left = None;
    after.staff = row.staff.clone();
    after.name = row.name.clone();
    after.email = row.email.clone();
    after.move_to(row.team.clone(), today);
    if roster.tells(RosterColumn::Work) {
        after.work = row.work.clone();
    }
    if roster.tells(RosterColumn::Location) {
        after.location = row.location.clone();
    }
    if roster.tells(RosterColumn::Leads) {
        after.leads = row.leads.clone();
    }
    if roster.tells(RosterColumn::Language) {
        after.language = row.language;
    }
    after
}

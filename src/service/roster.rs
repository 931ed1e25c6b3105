//! The roster as an administrator keeps it: look at what a file would change, then change it, all or nothing.

use std::collections::{HashMap, HashSet};

use footing_core::organisation::{
    AuditEvent, EmailAddress, Grant, KindOfWork, Member, PersonId, Role, Roster, RosterChange, RosterFaults, Teams,
    audit::{self, Attributed},
    write_roster,
};
use footing_core::survey::Language;

use super::access::{Administrator, KeepsRoster, ReadsRoster};
use super::context::Context;
use super::made_up::refuse_in_example;
use super::{Result, address_lock, wave};

/// What a file would change, and the roster it was held against.
#[derive(Clone, Debug)]
pub struct Preview {
    pub change: RosterChange,
    revision: u64,
}

/// Reads a file.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read(context: &Context, file: &[u8]) -> Result<Roster, RosterFaults> {
    let kinds: Vec<KindOfWork> = wave::offer(context)
        .work
        .iter()
        .map(|choice| KindOfWork {
            id: choice.id.clone(),
            labels: Language::ALL.map(|language| choice.label.in_language(language).to_owned()).to_vec(),
        })
        .collect();
    Roster::read(file, &kinds)
}

/// Reads a file and holds it against the members there are. Nothing is written.
///
/// # Errors
/// [`ServiceError::Roster`](super::ServiceError::Roster) with everything that is wrong in it, and as [`preview`].
pub async fn look_at(context: &Context, by: &impl KeepsRoster, file: &[u8]) -> Result<Preview> {
    preview(context, by, &read(context, file)?).await
}

/// Holds a roster against the members there are. Nothing is written.
///
/// # Errors
/// [`ServiceError::Roster`](super::ServiceError::Roster) for a list that would make somebody another person, leave nobody to
/// administer, or, from a program, change where somebody with a role signs in;
/// [`ServiceError::Example`](super::ServiceError::Example) in an example, which takes no roster.
pub async fn preview(context: &Context, by: &impl KeepsRoster, roster: &Roster) -> Result<Preview> {
    refuse_in_example(context).await?;
    let (revision, members) = context.store.roster().await?;
    // Anyone who was given a role before they were in the roster stays the same person, and so stays signed in.
    let known: HashSet<PersonId> = members.iter().map(|member| member.person).collect();
    let grants = context.store.grants().await?;
    let unknown = grants.iter().filter(|grant| !known.contains(&grant.person));
    let granted: HashMap<&EmailAddress, PersonId> = unknown.map(|grant| (&grant.email, grant.person)).collect();
    let new_person = |email: &EmailAddress| match granted.get(email) {
        Some(person) => *person,
        None => PersonId::from_random(context.randomness.bits()),
    };
    let change = RosterChange::between(&members, roster, context.today(), new_person)?;
    check_roles(by, &change, &grants)?;
    Ok(Preview { change, revision })
}

/// Roles belong to people, and a list of people must not be a way to somebody else's.
fn check_roles(by: &impl KeepsRoster, change: &RosterChange, grants: &[Grant]) -> Result<(), RosterFaults> {
    let with_role = |person: PersonId| grants.iter().find(|grant| grant.person == person);
    if let Some(grant) =
        change.readdressed().find_map(|changed| with_role(changed.after.person)).filter(|_| !by.readdresses_roles())
    {
        return Err(RosterFaults::of_list(
            format!("{} has a role, and a program cannot change where somebody with a role signs in", grant.email),
            "Keep the address in this list, and have an administrator import the new one",
        ));
    }
    let leaves = |grant: &Grant| change.leavers.iter().any(|member| member.person == grant.person);
    let mut administrators = grants.iter().filter(|grant| grant.roles.contains(&Role::Administrator)).peekable();
    if administrators.peek().is_some() && administrators.all(leaves) {
        return Err(RosterFaults::of_list(
            "everybody who administers would leave, and lose the role with it",
            "Give the role to somebody who stays, or keep one of them in the list",
        ));
    }
    Ok(())
}

/// Makes a change that was looked at. Anyone who leaves or has another address is signed out, and who leaves has no role any
/// more. Of who has another address, what was answered before is locked, and the old address is told.
///
/// # Errors
/// [`ServiceError::Changed`](super::ServiceError::Changed) if the roster is not the one that was looked at any more,
/// [`ServiceError::Example`](super::ServiceError::Example) in an example.
pub async fn apply(context: &Context, by: &impl KeepsRoster, preview: Preview) -> Result<()> {
    refuse_in_example(context).await?;
    let summary = preview.change.summary();
    let event = AuditEvent::RosterChanged {
        joined: summary.joiners + summary.returners,
        left: summary.leavers,
        moved: summary.moves,
        edited: summary.edits + summary.id_changes,
        readdressed: preview.change.readdressed().map(|changed| audit::person(changed.after.person)).collect(),
    };
    let event = Attributed { at: context.clock.now(), actor: by.actor().to_owned(), event };
    let readdressed = address_lock::readdressed(context, preview.change.readdressed().collect()).await?;
    let is_told = readdressed.iter().any(|readdressed| readdressed.letter.is_some());
    let members = preview.change.into_members();
    context.store.change_roster(preview.revision, &members, &readdressed, event).await?;
    if let Some(post) = context.post.as_ref().filter(|_| is_told) {
        post.office().ring();
    }
    Ok(())
}

/// Everybody who is in the roster now, as a file that can be imported again.
///
/// # Errors
/// A store that fails.
pub async fn export(context: &Context, by: &Administrator) -> Result<Vec<u8>> {
    context.store.append(by.event(context, AuditEvent::RosterExported)).await?;
    let (_, members) = context.store.roster().await?;
    Ok(write_roster(&members))
}

/// How many people are in the roster, and in which teams.
///
/// # Errors
/// A store that fails.
pub async fn teams(context: &Context, _: &Administrator) -> Result<(usize, Teams)> {
    let (_, members) = context.store.roster().await?;
    let active = members.iter().filter(|member: &&Member| member.is_active()).count();
    Ok((active, Teams::of(&members)))
}

/// Everybody who is in the roster now, in no particular order.
///
/// # Errors
/// A store that fails.
pub async fn members(context: &Context, _: &impl ReadsRoster) -> Result<Vec<Member>> {
    let (_, mut members) = context.store.roster().await?;
    members.retain(Member::is_active);
    Ok(members)
}

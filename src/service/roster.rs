//! The roster as an administrator keeps it: look at what a file would change, then change it, all or nothing.

use std::collections::{HashMap, HashSet};

use footing_core::organisation::{
    AuditEvent, EmailAddress, KindOfWork, Member, PersonId, Roster, RosterChange, RosterFaults, Teams,
    audit::Attributed, write_roster,
};
use footing_core::survey::Language;

use super::access::{Administrator, KeepsRoster, ReadsRoster};
use super::context::Context;
use super::made_up::refuse_in_example;
use super::{Result, wave};

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

/// Holds a roster against the members there are. Nothing is written.
///
/// # Errors
/// [`ServiceError::Example`](super::ServiceError::Example) in an example, which takes no roster.
pub async fn preview(context: &Context, _: &impl KeepsRoster, roster: &Roster) -> Result<Preview> {
    refuse_in_example(context).await?;
    let (revision, members) = context.store.roster().await?;
    // Anyone who was given a role before they were in the roster stays the same person, and so stays signed in.
    let known: HashSet<PersonId> = members.iter().map(|member| member.person).collect();
    let grants = context.store.grants().await?.into_iter().filter(|grant| !known.contains(&grant.person));
    let granted: HashMap<EmailAddress, PersonId> = grants.map(|grant| (grant.email, grant.person)).collect();
    let new_person = |email: &EmailAddress| match granted.get(email) {
        Some(person) => *person,
        None => PersonId::from_random(context.randomness.bits()),
    };
    Ok(Preview { change: RosterChange::between(&members, roster, context.today(), new_person), revision })
}

/// Makes a change that was looked at. Anyone who leaves or has another address is signed out.
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
        readdressed: preview.change.readdressed().map(|person| person.to_string()).collect(),
    };
    let event = Attributed { at: context.clock.now(), actor: by.actor().to_owned(), event };
    Ok(context.store.change_roster(preview.revision, &preview.change.into_members(), event).await?)
}

/// Everybody who is in the roster now, as a file that can be imported again.
///
/// # Errors
/// A store that fails.
pub async fn export(context: &Context, _: &Administrator) -> Result<Vec<u8>> {
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

//! The roster in sled: a member stands under their person, and an address leads to the active member who reads there.

use async_trait::async_trait;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use super::pieces::Pieces;
use super::records::{Records, StoreChange};
use super::sessions::end_sessions;
use crate::store::vault::KeyOwner;
use crate::store::{Result, Rosters, StoreError};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{AddressLock, EmailAddress, Member, PersonId, Readdressed};

#[async_trait]
impl Rosters for SledStore {
    async fn roster(&self) -> Result<(u64, Vec<Member>)> {
        let read = |pieces: &Pieces| pieces.steady(roster_number, |pieces| pieces.list::<Member>(&Key::members()));
        let (number, members) = self.read_in_pieces(read).await?;
        Ok((number, members.into_iter().map(|(_, member)| member).collect()))
    }

    async fn member(&self, person: PersonId) -> Result<Option<Member>> {
        self.read(|records| records.get(&Key::member(person)))
    }

    async fn member_with_email(&self, email: &EmailAddress) -> Result<Option<Member>> {
        self.read(|records| match records.get::<PersonId>(&address(records, email)?)? {
            Some(person) => records.get(&Key::member(person)),
            None => Ok(None),
        })
    }

    async fn change_roster(
        &self,
        revision: u64,
        members: &[Member],
        readdressed: &[Readdressed],
        event: Attributed,
    ) -> Result<()> {
        self.write(|records, change| {
            if roster_number(records)? != revision {
                return Err(StoreError::Conflict);
            }
            // First what goes, then what comes: an address may pass from one member to another. That of somebody who
            // left may have passed on long ago.
            for member in members {
                let before = records.get::<Member>(&Key::member(member.person))?;
                if before.as_ref().is_some_and(|before| before.email != member.email) {
                    end_sessions(records, change, member.person)?;
                }
                if let Some(before) = before.filter(Member::is_active) {
                    change.remove(address(records, &before.email)?);
                }
            }
            for member in members {
                put_member(records, change, member)?;
            }
            for Readdressed { person, lock, letter } in readdressed {
                match lock {
                    Some(lock) => change.put(Key::address_lock(*person), lock)?,
                    None => change.remove(Key::address_lock(*person)),
                }
                letter.iter().try_for_each(|letter| change.put(Key::link_request(letter), letter))?;
            }
            change.put(Key::roster_number(), &(revision + 1))?;
            enter(records, change, event)
        })
        .await
    }

    async fn address_lock(&self, person: PersonId) -> Result<Option<AddressLock>> {
        self.read(|records| records.get(&Key::address_lock(person)))
    }

    async fn unlock(&self, person: PersonId, event: Attributed) -> Result<bool> {
        self.write(|records, change| {
            let is_locked = records.has(&Key::address_lock(person))?;
            if is_locked {
                change.remove(Key::address_lock(person));
                enter(records, change, event)?;
            }
            Ok(is_locked)
        })
        .await
    }
}

fn put_member(records: &Records, change: &mut StoreChange, member: &Member) -> Result<()> {
    if member.is_active() {
        change.put(address(records, &member.email)?, &member.person)?;
    } else {
        end_sessions(records, change, member.person)?;
        change.remove(Key::grant(member.person));
    }
    if !records.has(&Key::person(member.person))? {
        change.put(Key::person(member.person), &member.joined)?;
    }
    change.put(Key::member(member.person), member)
}

fn roster_number(records: &Records) -> Result<u64> {
    Ok(records.get(&Key::roster_number())?.unwrap_or_default())
}

pub fn address(records: &Records, email: &EmailAddress) -> Result<Key> {
    Ok(Key::address(records.index(KeyOwner::Store, &[b"address", email.key().as_bytes()])?))
}

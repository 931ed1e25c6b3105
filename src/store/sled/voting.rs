//! The keys of a wave's voting, and what they make of a ballot and of who cast it.

use super::key::Key;
use super::records::{Records, StoreChange, damaged};
use crate::store::vault::{KeyOwner, PublicKey, VaultError};
use crate::store::{BallotBox, Result, StoreError};
use footing_core::organisation::PersonId;
use footing_core::survey::{Ballot, WaveId};

/// Makes the keys of a wave's voting, as part of its opening.
pub fn begin(records: &Records, change: &mut StoreChange, wave: WaveId) -> Result<PublicKey> {
    let public = records.vault().public_key(wave).map_err(of_vault)?;
    change.put_bytes(Key::ballot_key(wave), public.to_bytes());
    Ok(public)
}

/// Where it stands that somebody has taken part.
pub fn taken_part(records: &Records, into: &BallotBox, person: PersonId) -> Result<Key> {
    Ok(Key::taken_part(into, records.index(KeyOwner::Turnout(into.wave), &[person.as_bytes()])?))
}

/// Whether the ballots of a wave are still in their envelopes.
pub fn is_open(records: &Records, wave: WaveId) -> Result<bool> {
    records.has(&Key::ballot_key(wave))
}

pub fn public_key(records: &Records, wave: WaveId) -> Result<PublicKey> {
    let place = Key::ballot_key(wave);
    let bytes = records.bytes(&place)?.ok_or(StoreError::NotFound)?;
    PublicKey::from_bytes(&bytes).ok_or_else(|| damaged(&place, "it is no public key"))
}

/// What lies in an envelope has the same length for every ballot of a survey.
pub fn sealed(public: &PublicKey, into: &BallotBox, ballot: &Ballot) -> Result<Vec<u8>> {
    let survey = into.survey.as_str().as_bytes();
    let content = [&[survey.len() as u8], survey, into.group.as_bytes(), &ballot.to_bytes()].concat();
    let sealed = public.seal(into.wave, &content);
    sealed.ok_or_else(|| StoreError::Failed("a ballot could not be sealed".to_owned()))
}

pub fn of_vault(error: VaultError) -> StoreError {
    StoreError::Failed(format!("the ballots cannot be opened: {error}; restore the vault that belongs to this store"))
}

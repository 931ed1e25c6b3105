//! From each layout of the store to the next. A data directory of every earlier one is kept under `tests/data/stores`, and a
//! test opens it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::key::Key;
use super::log::{Log, guarded};
use super::records::{Records, StoreChange, damaged};
use super::rosters::address;
use super::{audit_log, boxes, codec, voting};
use crate::store::vault::KeyOwner;
use crate::store::{BallotBox, Result, StoreError};
use footing_core::organisation::audit::AuditEntry;
use footing_core::organisation::{Grant, Member, PersonId, TeamId};
use footing_core::survey::{Ballot, Response, SurveyId, WaveId};
use footing_core::wave::{InvitedTeam, Wave, filed};

/// What a move writes. It may be cut short, and then it is done again from the beginning.
type Migration = fn(&Records, &Path) -> Result<StoreChange>;

/// The first leads from layout 1 to layout 2, and so on.
const MIGRATIONS: [Migration; 3] = [into_pieces, into_the_vault, roles_to_people];

/// How keys and values are laid out. A store of a later layout is not opened; of an earlier one, it is moved on.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32 + 1;

/// Where the layout's number stands, in sled's default tree: older versions must find it whatever else has changed.
pub const SCHEMA_KEY: &str = "schema";

/// Brings a store to the present layout: a new one from the first.
pub fn move_on(dir: &Path, records: &mut Records, log: &Log, from: u32) -> ::sled::Result<()> {
    for migration in MIGRATIONS.iter().skip(from.saturating_sub(1) as usize) {
        let change = migration(records, dir);
        let moved = change.and_then(|change| records.lay_out(change)).and_then(|layout| records.apply(layout));
        moved.map_err(|error| io::Error::other(error.to_string()))?;
    }
    let number = codec::encode(&SCHEMA).map_err(io::Error::other)?;
    guarded(|| log.db.insert(SCHEMA_KEY, number)).map(drop)
}

/// The number that a store says it has; `None` for a new one, or where it cannot be read.
pub fn layout(log: &Log) -> ::sled::Result<Option<u32>> {
    let number = guarded(|| log.db.get(SCHEMA_KEY))?;
    Ok(number.and_then(|bytes| codec::decode(&bytes).ok()))
}

/// Layout 1 had values of up to 100 KiB in one place, and nothing that said what they all come to: any change, also one of
/// nothing, leaves that behind.
fn into_pieces(records: &Records, _: &Path) -> Result<StoreChange> {
    let mut change = StoreChange::default();
    for (key, payload) in records.large_values()? {
        change.put_bytes(key, payload);
    }
    Ok(change)
}

/// Layout 3 had roles under an address: they become those of the member who has it, or of who was to get them.
fn roles_to_people(records: &Records, _: &Path) -> Result<StoreChange> {
    let mut change = StoreChange::default();
    for (key, grant) in records.list::<Grant>(&Key::grants())? {
        let member = records.get::<PersonId>(&address(records, &grant.email)?)?;
        let person = if key == Key::grant(grant.person) { grant.person } else { member.unwrap_or(grant.person) };
        change.remove(key);
        change.put(Key::grant(person), &Grant { person, ..grant })?;
    }
    Ok(change)
}

fn place_of_address(records: &Records, grant: &Grant) -> Result<Key> {
    Ok(Key::grant_of_address(records.index(KeyOwner::Store, &[b"grant", grant.email.key().as_bytes()])?))
}

/// Layout 2 had everything in the clear, addresses as keys, and ballots in files of their own.
fn into_the_vault(records: &Records, dir: &Path) -> Result<StoreChange> {
    let mut change = StoreChange::default();
    let (mut closed_counts, mut last) = (BTreeMap::new(), None::<AuditEntry>);
    for (key, written) in records.all_written()? {
        let opened = records.open_sealed(&key, &written).ok();
        let is_old = opened.is_none();
        let payload = opened.unwrap_or(written);
        if let Some(person) = key.owner().filter(|person| key.after(&Key::responses(*person)).is_some()) {
            let response: Response = read(&key, &payload)?;
            let place = Key::response(person, response.wave, response.id);
            if is_old {
                change.remove(key);
                change.put_bytes(place, payload);
            }
        } else if key.after(&Key::members()).is_some() {
            let member: Member = read(&key, &payload)?;
            if member.is_active() {
                change.put(address(records, &member.email)?, &member.person)?;
            }
            if is_old {
                change.put_bytes(key, payload);
            }
        } else if key.after(&Key::grants()).is_some() {
            let grant: Grant = read(&key, &payload)?;
            let place = place_of_address(records, &grant)?;
            if key != place {
                change.remove(key);
                change.put_bytes(place, payload);
            }
        } else if key.after(&Key::addresses()).is_some_and(|name| name.contains(&b'@')) {
            change.remove(key);
        } else if key.after(&sealed_boxes()).is_some() {
            closed_counts.extend(read::<BTreeMap<String, u32>>(&key, &payload)?);
            change.remove(key);
        } else if key.sealed_for().is_some() {
            if key.after(&Key::audit_log()).is_some() {
                last = Some(read(&key, &payload)?);
            }
            if is_old {
                change.put_bytes(key, payload);
            }
        }
    }
    into_envelopes(records, dir, &closed_counts, &mut change)?;
    if let Some(last) = last {
        change.put_bytes(Key::audit_seal(), audit_log::seal(records, &last)?);
    }
    Ok(change)
}

/// Ballots of waves that have not closed go into envelopes, those of the others to where they lie for good. Their places
/// are not of chance: done again, this gives the same.
fn into_envelopes(
    records: &Records,
    dir: &Path,
    closed_counts: &BTreeMap<String, u32>,
    change: &mut StoreChange,
) -> Result<()> {
    let mut of_closed: BTreeMap<(WaveId, SurveyId), BTreeMap<TeamId, Vec<Ballot>>> = BTreeMap::new();
    for (place, found) in boxes::read(dir, closed_counts).map_err(|error| StoreError::Failed(error.to_string()))? {
        // Of a wave that is gone nothing is kept.
        if !records.has(&Key::wave(place.wave))? {
            continue;
        }
        if found.is_closed() {
            of_closed.entry((place.wave, place.survey)).or_default().insert(place.group, found.ballots);
            continue;
        }
        let public = voting::begin(records, change, place.wave)?;
        for person in found.taken_part {
            change.put_bytes(voting::taken_part(records, &place, person)?, b"");
        }
        for (number, ballot) in (0_u32..).zip(&found.ballots) {
            let parts = [place.survey.as_str().as_bytes(), place.group.as_bytes(), &number.to_be_bytes()];
            let chance = records.index(KeyOwner::Turnout(place.wave), &parts)?;
            change.put_bytes(Key::envelope(place.wave, chance), voting::sealed(&public, &place, ballot)?);
        }
    }
    for (_, wave) in records.list::<Wave>(&Key::waves())? {
        if wave.open_now().is_some() {
            voting::begin(records, change, wave.id)?;
        }
    }
    for ((wave, survey), groups) in of_closed {
        let Some(closed) = records.get::<Wave>(&Key::wave(wave))? else { continue };
        for (group, ballots) in &groups {
            let place = BallotBox { wave, survey: survey.clone(), group: *group };
            change.put(Key::cast_count(&place), &(ballots.len() as u32))?;
        }
        let teams = records.list::<InvitedTeam>(&Key::invited_teams(wave))?;
        let teams: Vec<InvitedTeam> = teams.into_iter().map(|(_, team)| team).collect();
        for (group, ballots) in filed(groups, &teams, closed.terms().anonymous_threshold) {
            change.put(Key::ballots_in(&BallotBox { wave, survey: survey.clone(), group }), &ballots)?;
        }
    }
    Ok(())
}

/// How many ballots the boxes of a closed wave had.
fn sealed_boxes() -> Key {
    Key::found(b"sealed-boxes/")
}

fn read<T: DeserializeOwned>(key: &Key, payload: &[u8]) -> Result<T> {
    serde_json::from_slice(payload).map_err(|error| damaged(key, error))
}

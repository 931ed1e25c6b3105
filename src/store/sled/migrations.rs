//! From each layout of the store to the next. A data directory of every earlier one is kept under `tests/data/stores`, and a
//! test opens it.

use std::io;

use super::codec;
use super::log::{Log, guarded};
use super::records::{Records, StoreChange};

/// What a move writes. It may be cut short, and then it is done again from the beginning.
type Migration = fn(&Records) -> ::sled::Result<StoreChange>;

/// The first leads from layout 1 to layout 2, and so on.
const MIGRATIONS: [Migration; 1] = [into_pieces];

/// How keys and values are laid out. A store of a later layout is not opened; of an earlier one, it is moved on.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32 + 1;

/// Where the layout's number stands, in sled's default tree: older versions must find it whatever else has changed.
pub const SCHEMA_KEY: &str = "schema";

/// Brings a store to the present layout: a new one from the first.
pub fn move_on(records: &mut Records, log: &Log, from: u32) -> ::sled::Result<()> {
    for migration in MIGRATIONS.iter().skip(from.saturating_sub(1) as usize) {
        let change = migration(records)?;
        let moved = records.lay_out(change).and_then(|layout| records.apply(layout));
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
fn into_pieces(records: &Records) -> ::sled::Result<StoreChange> {
    let mut change = StoreChange::default();
    for (key, payload) in records.large_values()? {
        change.put_bytes(key, payload);
    }
    Ok(change)
}

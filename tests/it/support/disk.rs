//! What somebody reads who has the disk and the vault: every record of a data directory, opened with whatever key opens it.

use std::collections::BTreeMap;
use std::path::Path;

use footing::store::vault::{KeyOwner, Keys, SealedFor, Vault};
use footing_core::organisation::PersonId;
use footing_core::survey::WaveId;

/// What stands before a payload: a format and a checksum, and in some formats what the store came to.
const HEADERS: [usize; 2] = [5, 5 + 24];

/// Every value by its key, as it is written in the clear and as it opens.
pub fn records(dir: &Path) -> BTreeMap<Vec<u8>, Vec<Vec<u8>>> {
    let owners = owners(&std::fs::read(dir.join("vault")).unwrap());
    let vault = Keys::beside(dir).open().unwrap().unwrap();
    let db = sled::Config::new().path(dir).open().unwrap();
    let tree = db.open_tree("records").unwrap();
    let read = |(key, bytes): (sled::IVec, sled::IVec)| {
        let written = HEADERS.iter().filter_map(|header| bytes.get(*header..));
        let opened = written.clone().filter_map(|sealed| open(&vault, &owners, &key, sealed));
        (key.to_vec(), opened.chain(written.map(<[u8]>::to_vec)).collect())
    };
    tree.iter().map(|entry| read(entry.unwrap())).collect()
}

fn owners(vault: &[u8]) -> Vec<KeyOwner> {
    let owner = |slot: &[u8]| {
        let id: [u8; 16] = slot[1..17].try_into().unwrap();
        match slot[0] {
            1 => Some(KeyOwner::Store),
            2 => Some(KeyOwner::Person(PersonId::from_random(id))),
            3 => Some(KeyOwner::Member(PersonId::from_random(id))),
            4 => Some(KeyOwner::Wave(WaveId::from_random(id))),
            _ => None,
        }
    };
    vault.chunks_exact(128).skip(3).filter_map(owner).collect()
}

fn open(vault: &Vault, owners: &[KeyOwner], place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let waves = owners.iter().filter(|owner| matches!(owner, KeyOwner::Wave(_))).copied().map(Some);
    let seconds: Vec<Option<KeyOwner>> = waves.chain([None]).collect();
    let pairs =
        owners.iter().flat_map(|first| seconds.iter().map(|second| SealedFor { first: *first, second: *second }));
    pairs.into_iter().find_map(|sealed_for| vault.open_sealed(sealed_for, place, sealed).ok())
}

//! The file of the vault: a header and slots of one size, each with one key, its owner, and a checksum. A slot is written
//! and overwritten in place, so that of a key that was destroyed nothing is left in the file. The file grows before there is
//! something to write, and is then synced: whenever the power goes, a slot is as it was or as it was going to be.
//!
//! On a disk that moves what it overwrites, as flash memory does, the old block may linger inside the drive until it is
//! reused; a wrapping key that is kept elsewhere makes that block worthless.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Arc;

use footing_core::organisation::PersonId;
use footing_core::survey::WaveId;

use super::{KeyOwner, Secret, cipher};

/// The file's name.
pub const NAME: &str = "vault";
const UNFINISHED: &str = "vault.new";

const FORMAT: &[u8; 16] = b"footing vault 1\n";
/// A slot lies within a sector of any disk.
const SLOT: usize = 128;
const CHECKSUM: usize = SLOT - 4;
/// The header, then two slots that take turns in saying how many keys were ever made.
const FIRST: u64 = 3 * SLOT as u64;
/// How many slots the file begins with; it doubles when all are taken.
const FEWEST: u64 = 61;
/// Of the header: which vault it is.
const ID: usize = 17 + WRAPPED;
/// A nonce, the key and its tag; without a wrapping key, the key and zeros.
const WRAPPED: usize = 24 + 32 + 16;

/// How far a vault has come: an older copy of it has made fewer keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaultAge {
    pub vault: [u8; 8],
    pub keys: u64,
}

/// A key that is kept elsewhere, and without which the vault cannot be read.
#[derive(Clone)]
pub struct WrappingKey(Secret);

/// Where an owner's key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub owner: KeyOwner,
    /// Grows with every key that is made; of two keys of one owner it says which is newer.
    pub generation: u64,
    place: u64,
}

#[derive(Debug)]
pub struct Slots {
    file: Arc<File>,
    wrapping: Option<WrappingKey>,
    /// Where the file ends.
    end: u64,
    /// The last is taken first.
    free: Vec<u64>,
    /// Slots that cannot be read.
    damaged: Vec<u64>,
    /// How many keys were ever made.
    generation: u64,
    id: [u8; 8],
}

impl WrappingKey {
    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<WrappingKey> {
        let mut bits = Secret::default();
        if text.len() != 2 * bits.len() || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, pair) in bits.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(WrappingKey(bits))
    }
}

impl std::fmt::Debug for WrappingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WrappingKey")
    }
}

impl Slots {
    /// The slots of a directory, and whose keys are in them.
    ///
    /// # Errors
    /// The operating system's; a damaged header; a wrapping key that is missing or is another.
    pub fn open(dir: &Path, wrapping: Option<&WrappingKey>) -> io::Result<(Slots, Vec<(KeyOwner, Slot)>)> {
        let path = dir.join(NAME);
        let file = File::options().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        let mut slots = Slots {
            file: Arc::new(file),
            wrapping: wrapping.cloned(),
            end: FIRST,
            free: Vec::new(),
            damaged: Vec::new(),
            generation: 0,
            id: [0; 8],
        };
        let length = slots.file.metadata()?.len();
        if length == 0 {
            cipher::random(&mut slots.id)?;
            slots.file.write_all_at(&slots.header()?, 0)?;
            slots.file.write_all_at(&[0; FIRST as usize - SLOT], SLOT as u64)?;
            slots.grow(FEWEST)?;
            File::open(dir)?.sync_all()?;
            return Ok((slots, Vec::new()));
        }
        if length < FIRST {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it was cut off"));
        }
        slots.read_header()?;
        let mut bytes = vec![0; (length / SLOT as u64 * SLOT as u64) as usize];
        slots.file.read_exact_at(&mut bytes, 0)?;
        let (mut found, mut end_said) = (Vec::new(), FIRST);
        for (place, slot) in (0..).step_by(SLOT).zip(bytes.chunks_exact(SLOT)).skip(1) {
            if place < FIRST {
                match counted(slot) {
                    Some((keys, end)) => {
                        slots.generation = slots.generation.max(keys);
                        end_said = end_said.max(end);
                    }
                    None => slots.damaged.push(place),
                }
                continue;
            }
            slots.end = place + SLOT as u64;
            if *slot == destroyed() {
                slots.free.push(place);
                continue;
            }
            let Some((owner, generation)) = read(slot) else {
                slots.damaged.push(place);
                continue;
            };
            slots.generation = slots.generation.max(generation);
            found.push((owner, Slot { owner, generation, place }));
        }
        // What was cut off counts as damaged.
        while slots.end < end_said {
            slots.damaged.push(slots.end);
            slots.end += SLOT as u64;
        }
        slots.free.reverse();
        Ok((slots, found))
    }

    /// Wraps the keys of a file whose keys are not: in a new file that takes the place of the old one, of which nothing is
    /// left. Cut short, it is done again.
    ///
    /// # Errors
    /// The operating system's, or damage.
    pub fn wrap(dir: &Path, wrapping: &WrappingKey) -> io::Result<()> {
        let (plain, found) = Slots::open(dir, None)?;
        if plain.damaged() > 0 {
            return Err(damaged(plain.damaged[0]));
        }
        let length = plain.file.metadata()?.len();
        let mut bytes = vec![0; length as usize];
        plain.file.read_exact_at(&mut bytes, 0)?;
        let unfinished = dir.join(UNFINISHED);
        let file = File::options().read(true).write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        let wrapped = Slots { file: Arc::new(file), wrapping: Some(wrapping.clone()), ..plain };
        bytes[..SLOT].copy_from_slice(&wrapped.header()?);
        for (_, slot) in &found {
            let secret = Slots::unwrapped(&bytes[slot.place as usize..][..SLOT]);
            bytes[slot.place as usize..][..SLOT].copy_from_slice(&wrapped.written(slot, &secret)?);
        }
        wrapped.file.write_all_at(&bytes, 0)?;
        wrapped.file.sync_all()?;
        // The old file has its name until the new one is whole, and its keys until it has none.
        let old = File::options().write(true).open(dir.join(NAME))?;
        std::fs::rename(unfinished, dir.join(NAME))?;
        File::open(dir)?.sync_all()?;
        old.write_all_at(&vec![0; length as usize], 0)?;
        old.sync_all()
    }

    /// Whether the keys in a directory's file are wrapped.
    ///
    /// # Errors
    /// The operating system's.
    pub fn are_wrapped(dir: &Path) -> io::Result<bool> {
        let mut bytes = [0; SLOT];
        File::open(dir.join(NAME))?.read_exact_at(&mut bytes, 0)?;
        Ok(bytes[16] == 1)
    }

    /// How many slots cannot be read.
    pub fn damaged(&self) -> usize {
        self.damaged.len()
    }

    /// Gives up the slots that cannot be read.
    ///
    /// # Errors
    /// The operating system's.
    pub fn discard_damaged(&mut self) -> io::Result<()> {
        let blank = |place: &u64| if *place < FIRST { [0; SLOT] } else { destroyed() };
        self.damaged.iter().try_for_each(|place| self.file.write_all_at(&blank(place), *place))?;
        self.free.extend(self.damaged.drain(..).filter(|place| *place >= FIRST));
        self.file.sync_data()
    }

    /// Writes a new key; it is on the disk after the next sync.
    ///
    /// # Errors
    /// The operating system's. Then nothing has changed but the length of the file.
    pub fn allot(&mut self, owner: KeyOwner) -> io::Result<Slot> {
        let mut secret = Secret::default();
        cipher::random(&mut *secret)?;
        if self.free.is_empty() {
            self.grow((self.end - FIRST) / SLOT as u64)?;
        }
        let place = *self.free.last().ok_or_else(|| io::Error::other("no slot is free"))?;
        let slot = Slot { owner, generation: self.generation + 1, place };
        self.file.write_all_at(&self.written(&slot, &secret)?, place)?;
        self.file.write_all_at(&count(slot.generation, self.end), SLOT as u64 * (1 + slot.generation % 2))?;
        self.generation = slot.generation;
        self.free.pop();
        Ok(slot)
    }

    fn grow(&mut self, slots: u64) -> io::Result<()> {
        let end = self.end + slots * SLOT as u64;
        self.file.write_all_at(&destroyed().repeat(slots as usize), self.end)?;
        self.file.sync_all()?;
        self.free.extend((0..slots).rev().map(|number| self.end + number * SLOT as u64));
        self.end = end;
        Ok(())
    }

    /// Which vault this is, and how many keys were ever made in it.
    pub fn age(&self) -> VaultAge {
        VaultAge { vault: self.id, keys: self.generation }
    }

    /// The key of a slot.
    ///
    /// # Errors
    /// The operating system's, or damage since it was opened.
    pub fn secret(&self, slot: &Slot) -> io::Result<Secret> {
        let mut bytes = [0; SLOT];
        self.file.read_exact_at(&mut bytes, slot.place)?;
        let (owner, generation) = read(&bytes).ok_or_else(|| damaged(slot.place))?;
        if (owner, generation) != (slot.owner, slot.generation) {
            return Err(damaged(slot.place));
        }
        let wrapped = &bytes[WRAPPED_AT..][..WRAPPED];
        match &self.wrapping {
            Some(WrappingKey(key)) => {
                let secret = cipher::open(key, &bytes[..WRAPPED_AT], wrapped).ok_or_else(|| damaged(slot.place))?;
                Ok(Secret::new(secret.try_into().map_err(|_| damaged(slot.place))?))
            }
            None => Ok(Slots::unwrapped(&bytes)),
        }
    }

    fn unwrapped(slot: &[u8]) -> Secret {
        let mut secret = Secret::default();
        secret.copy_from_slice(&slot[WRAPPED_AT..][..32]);
        secret
    }

    /// # Errors
    /// The operating system's.
    pub fn overwrite(&self, slot: &Slot) -> io::Result<()> {
        self.file.write_all_at(&destroyed(), slot.place)
    }

    /// Lets a slot that was overwritten be used again.
    pub fn free(&mut self, slot: &Slot) {
        self.free.push(slot.place);
    }

    /// To be synced while others read.
    pub fn file(&self) -> Arc<File> {
        Arc::clone(&self.file)
    }

    fn written(&self, slot: &Slot, secret: &Secret) -> io::Result<[u8; SLOT]> {
        let mut bytes = [0; SLOT];
        let (kind, id) = named(slot.owner);
        bytes[0] = kind;
        bytes[1..17].copy_from_slice(&id);
        bytes[17..WRAPPED_AT].copy_from_slice(&slot.generation.to_be_bytes());
        let wrapped = match &self.wrapping {
            Some(WrappingKey(key)) => cipher::seal(key, &bytes[..WRAPPED_AT], &**secret)?,
            None => secret.to_vec(),
        };
        bytes[WRAPPED_AT..][..wrapped.len()].copy_from_slice(&wrapped);
        Ok(checked(bytes))
    }

    /// With a wrapping key, something that only it opens.
    fn header(&self) -> io::Result<[u8; SLOT]> {
        let mut bytes = [0; SLOT];
        bytes[..16].copy_from_slice(FORMAT);
        if let Some(WrappingKey(key)) = &self.wrapping {
            bytes[16] = 1;
            let proof = cipher::seal(key, FORMAT, &[0; 32])?;
            bytes[17..ID].copy_from_slice(&proof);
        }
        bytes[ID..][..8].copy_from_slice(&self.id);
        Ok(checked(bytes))
    }

    fn read_header(&mut self) -> io::Result<()> {
        let mut bytes = [0; SLOT];
        self.file.read_exact_at(&mut bytes, 0)?;
        if !bytes.starts_with(FORMAT) || crc32fast::hash(&bytes[..CHECKSUM]).to_be_bytes() != bytes[CHECKSUM..] {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "its beginning is damaged"));
        }
        self.id.copy_from_slice(&bytes[ID..][..8]);
        let refused = |why: &str| Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
        match (&self.wrapping, bytes[16]) {
            (None, 0) => Ok(()),
            (None, _) => refused("its keys are wrapped: name the file with the key in FOOTING_KEY_FILE"),
            (Some(_), 0) => refused("its keys are not wrapped"),
            (Some(WrappingKey(key)), _) => match cipher::open(key, FORMAT, &bytes[17..ID]) {
                Some(_) => Ok(()),
                None => refused("its keys were wrapped under another key than the one given"),
            },
        }
    }
}

/// The kind of a slot whose key was destroyed; those of the others are from 1.
const DESTROYED: u8 = u8::MAX;

/// Kind, id and generation stand before the key.
const WRAPPED_AT: usize = 1 + 16 + 8;

fn read(slot: &[u8]) -> Option<(KeyOwner, u64)> {
    if crc32fast::hash(&slot[..CHECKSUM]).to_be_bytes() != slot[CHECKSUM..] {
        return None;
    }
    let id: [u8; 16] = slot[1..17].try_into().ok()?;
    let owner = match slot[0] {
        1 => KeyOwner::Store,
        2 => KeyOwner::Person(PersonId::from_random(id)),
        3 => KeyOwner::Member(PersonId::from_random(id)),
        4 => KeyOwner::Wave(WaveId::from_random(id)),
        5 => KeyOwner::Turnout(WaveId::from_random(id)),
        6 => KeyOwner::Ballots(WaveId::from_random(id)),
        _ => return None,
    };
    Some((owner, u64::from_be_bytes(slot[17..WRAPPED_AT].try_into().ok()?)))
}

/// How many keys were made, and where the file ends with them.
fn count(keys: u64, end: u64) -> [u8; SLOT] {
    let mut bytes = [0; SLOT];
    bytes[..8].copy_from_slice(&keys.to_be_bytes());
    bytes[8..16].copy_from_slice(&end.to_be_bytes());
    checked(bytes)
}

fn counted(slot: &[u8]) -> Option<(u64, u64)> {
    let number = |bytes: &[u8]| bytes.try_into().map(u64::from_be_bytes).ok();
    let (keys, end) = (number(&slot[..8])?, number(&slot[8..16])?);
    (slot.iter().all(|byte| *byte == 0) || *slot == count(keys, end)).then_some((keys, end))
}

/// A slot whose key was destroyed. A block that the disk lost reads as zeros, which is something else.
fn destroyed() -> [u8; SLOT] {
    let mut bytes = [0; SLOT];
    bytes[0] = DESTROYED;
    checked(bytes)
}

fn checked(mut bytes: [u8; SLOT]) -> [u8; SLOT] {
    let checksum = crc32fast::hash(&bytes[..CHECKSUM]);
    bytes[CHECKSUM..].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

fn named(owner: KeyOwner) -> (u8, [u8; 16]) {
    match owner {
        KeyOwner::Store => (1, [0; 16]),
        KeyOwner::Person(person) => (2, *person.as_bytes()),
        KeyOwner::Member(person) => (3, *person.as_bytes()),
        KeyOwner::Wave(wave) => (4, *wave.as_bytes()),
        KeyOwner::Turnout(wave) => (5, *wave.as_bytes()),
        KeyOwner::Ballots(wave) => (6, *wave.as_bytes()),
    }
}

fn damaged(place: u64) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the key at byte {place} is damaged"))
}

//! What the vault must do whatever happens to its file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use footing_core::organisation::PersonId;
use footing_core::survey::WaveId;
use tempfile::{TempDir, tempdir};

use super::*;

const PLACE: &[u8] = b"person/1/draft/survey";
const PAYLOAD: &[u8] = b"{\"helpful\":4}";

fn person(number: u8) -> PersonId {
    PersonId::from_random([number; 16])
}

fn wave(number: u8) -> WaveId {
    WaveId::from_random([number; 16])
}

fn alone(owner: KeyOwner) -> SealedFor {
    SealedFor { first: owner, second: None }
}

fn in_wave(number: u8) -> SealedFor {
    SealedFor { first: KeyOwner::Person(person(number)), second: Some(KeyOwner::Wave(wave(1))) }
}

fn vault() -> (TempDir, Vault) {
    let dir = tempdir().unwrap();
    let vault = Vault::open(dir.path(), None).unwrap();
    (dir, vault)
}

/// The key as it stands in the file.
fn key_of(vault: &Vault, owner: KeyOwner) -> Secret {
    vault.state().key(owner).unwrap()
}

fn contains(file: &[u8], key: &Secret) -> bool {
    file.windows(32).any(|window| window == key.as_slice())
}

#[test]
fn what_was_sealed_opens_at_its_place_for_its_owners_and_nowhere_else() {
    let (dir, vault) = vault();
    let sealed = vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap();
    vault.seal(in_wave(2), PLACE, PAYLOAD).unwrap();
    vault.sync().unwrap();
    let again = Vault::open(dir.path(), None).unwrap();
    for vault in [&vault, &again] {
        assert_eq!(vault.open_sealed(in_wave(1), PLACE, &sealed).unwrap(), PAYLOAD);
        assert!(matches!(vault.open_sealed(in_wave(1), b"elsewhere", &sealed), Err(VaultError::NotItsKey)));
        assert!(matches!(vault.open_sealed(in_wave(2), PLACE, &sealed), Err(VaultError::NotItsKey)));
        let person_alone = alone(KeyOwner::Person(person(1)));
        assert!(matches!(vault.open_sealed(person_alone, PLACE, &sealed), Err(VaultError::NotItsKey)));
        assert!(matches!(vault.open_sealed(in_wave(3), PLACE, &sealed), Err(VaultError::NoKey)));
    }
    for bit in 0..sealed.len() * 8 {
        let mut flipped = sealed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(vault.open_sealed(in_wave(1), PLACE, &flipped).is_err(), "{bit}");
    }
}

#[test]
fn the_same_sealed_twice_looks_different_and_says_nothing_but_its_length() {
    let (_dir, vault) = vault();
    let [first, second] = [(); 2].map(|()| vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap());
    assert_ne!(first, second);
    assert_eq!(first.len(), PAYLOAD.len() + 40);
    assert!(!first.windows(4).any(|window| PAYLOAD.windows(4).any(|part| part == window)));
}

#[test]
fn a_key_that_was_forgotten_opens_nothing_and_stands_nowhere_once_its_change_is_on_the_disk() {
    for owner in [KeyOwner::Person(person(1)), KeyOwner::Wave(wave(1))] {
        let (dir, vault) = vault();
        let sealed = vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap();
        let key = key_of(&vault, owner);
        vault.sync().unwrap();
        vault.forget(owner, 7);
        assert!(matches!(vault.open_sealed(in_wave(1), PLACE, &sealed), Err(VaultError::NoKey)));
        vault.destroy_forgotten(6).unwrap();
        assert!(contains(&fs::read(dir.path().join(NAME)).unwrap(), &key), "its change may still be undone");
        vault.destroy_forgotten(7).unwrap();
        assert!(!contains(&fs::read(dir.path().join(NAME)).unwrap(), &key));
        // What comes after has another key, in the same slot.
        let length = fs::metadata(dir.path().join(NAME)).unwrap().len();
        let later = vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap();
        assert_eq!(vault.open_sealed(in_wave(1), PLACE, &later).unwrap(), PAYLOAD);
        assert!(matches!(vault.open_sealed(in_wave(1), PLACE, &sealed), Err(VaultError::NotItsKey)));
        assert_eq!(fs::metadata(dir.path().join(NAME)).unwrap().len(), length);
    }
}

#[test]
fn after_a_crash_between_erasing_and_the_end_of_the_key_the_right_one_stays() {
    let owner = KeyOwner::Person(person(1));
    for erasing_is_on_the_disk in [false, true] {
        let (dir, vault) = vault();
        let before = vault.seal(alone(owner), PLACE, b"before").unwrap();
        vault.forget(owner, 7);
        let after = vault.seal(alone(owner), PLACE, b"after").unwrap();
        vault.sync().unwrap();
        let keys = [key_of(&vault, owner)];
        drop(vault);

        let vault = Vault::open(dir.path(), None).unwrap();
        assert_eq!(vault.pairs(), BTreeSet::from([owner]));
        let there = if erasing_is_on_the_disk { &after } else { &before };
        let samples = BTreeMap::from([(owner, (alone(owner), PLACE.to_vec(), there.clone()))]);
        vault.sweep(&BTreeSet::from([owner]), &samples, u64::MAX).unwrap();
        assert_eq!(vault.open_sealed(alone(owner), PLACE, &before).is_ok(), !erasing_is_on_the_disk);
        assert_eq!(vault.open_sealed(alone(owner), PLACE, &after).is_ok(), erasing_is_on_the_disk);
        assert!(vault.pairs().is_empty());
        let file = fs::read(dir.path().join(NAME)).unwrap();
        assert_eq!(contains(&file, &keys[0]), erasing_is_on_the_disk);
        // And so it is when it is opened once more.
        drop(vault);
        let vault = Vault::open(dir.path(), None).unwrap();
        assert!(vault.open_sealed(alone(owner), PLACE, there).is_ok() && vault.pairs().is_empty());
    }
}

#[test]
fn keys_that_nobody_needs_are_destroyed_when_it_is_opened() {
    let (dir, vault) = vault();
    let [kept, idle] = [1, 2].map(|number| KeyOwner::Person(person(number)));
    vault.seal(alone(kept), PLACE, PAYLOAD).unwrap();
    vault.seal(alone(idle), PLACE, PAYLOAD).unwrap();
    let keys = [kept, idle].map(|owner| key_of(&vault, owner));
    // A newer copy of the store may need what was made later.
    vault.sweep(&BTreeSet::from([kept]), &BTreeMap::new(), 1).unwrap();
    assert!(vault.has(idle));
    vault.sweep(&BTreeSet::from([kept]), &BTreeMap::new(), 2).unwrap();
    let file = fs::read(dir.path().join(NAME)).unwrap();
    assert_eq!(keys.map(|key| contains(&file, &key)), [true, false]);
    assert!(vault.has(kept) && !vault.has(idle));
}

#[test]
fn whatever_bit_of_the_file_is_flipped_it_is_noticed() {
    let (dir, vault) = vault();
    vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap();
    vault.sync().unwrap();
    drop(vault);
    let path = dir.path().join(NAME);
    let whole = fs::read(&path).unwrap();
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &flipped).unwrap();
        let error = Vault::open(dir.path(), None).map(drop).unwrap_err();
        assert!(matches!(error.kind(), io::ErrorKind::InvalidData), "{bit}: {error}");
    }
    for length in 1..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        assert!(Vault::open(dir.path(), None).is_err(), "cut to {length}");
    }
    // A block that the disk lost reads as zeros.
    for place in (0..whole.len()).step_by(128) {
        let mut zeroed = whole.clone();
        zeroed[place..place + 128].fill(0);
        fs::write(&path, &zeroed).unwrap();
        let counts = [128, 256].contains(&place);
        assert!(Vault::open(dir.path(), None).is_err() || counts, "zeros at {place}");
    }
    // What can be read of it is not lost with the rest.
    let mut flipped = whole;
    flipped[3 * 128 + 40] ^= 1;
    fs::write(&path, &flipped).unwrap();
    let vault = Vault::open_damaged(dir.path(), None).unwrap();
    assert_eq!(vault.damaged(), 1);
    vault.discard_damaged().unwrap();
    Vault::open(dir.path(), None).unwrap();
}

#[test]
fn wrapped_keys_are_not_in_the_file_and_open_with_their_wrapping_key_alone() {
    let dir = tempdir().unwrap();
    let wrapping = WrappingKey::parse(&"a7".repeat(32)).unwrap();
    let vault = Vault::open(dir.path(), Some(&wrapping)).unwrap();
    let sealed = vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap();
    vault.sync().unwrap();
    let file = fs::read(dir.path().join(NAME)).unwrap();
    for owner in [KeyOwner::Person(person(1)), KeyOwner::Wave(wave(1))] {
        assert!(!contains(&file, &key_of(&vault, owner)));
    }
    drop(vault);
    let vault = Vault::open(dir.path(), Some(&wrapping)).unwrap();
    assert_eq!(vault.open_sealed(in_wave(1), PLACE, &sealed).unwrap(), PAYLOAD);
    let other = WrappingKey::parse(&"b8".repeat(32)).unwrap();
    for (given, said) in [(None, "FOOTING_KEY_FILE"), (Some(&other), "another key")] {
        assert!(Vault::open(dir.path(), given).unwrap_err().to_string().contains(said));
    }
    assert!(WrappingKey::parse("a7").is_none() && WrappingKey::parse(&"+7".repeat(32)).is_none());
}

#[test]
fn keys_that_were_not_wrapped_are_when_a_wrapping_key_is_given_and_the_old_file_has_none_any_more() {
    let (dir, vault) = vault();
    let sealed = vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap();
    vault.forget(KeyOwner::Person(person(9)), 1);
    vault.sync().unwrap();
    let (age, key) = (vault.age(), key_of(&vault, KeyOwner::Person(person(1))));
    drop(vault);
    let mut old = fs::File::open(dir.path().join(NAME)).unwrap();
    let wrapping = WrappingKey::parse(&"a7".repeat(32)).unwrap();
    let keys = Keys::beside(dir.path()).wrapped(wrapping);
    for _ in 0..2 {
        let vault = keys.open().unwrap().unwrap();
        assert_eq!(vault.open_sealed(in_wave(1), PLACE, &sealed).unwrap(), PAYLOAD);
        assert_eq!(vault.age(), age);
    }
    let mut left = Vec::new();
    std::io::Read::read_to_end(&mut old, &mut left).unwrap();
    assert!(!contains(&left, &key) && !contains(&fs::read(dir.path().join(NAME)).unwrap(), &key));
    assert!(Keys::beside(dir.path()).open().is_err(), "from now on it takes the wrapping key");
}

#[test]
fn whatever_of_it_the_disk_has_when_the_power_goes_nothing_that_was_synced_is_lost_or_called_damaged() {
    let (dir, vault) = vault();
    let path = dir.path().join(NAME);
    let sealed = vault.seal(in_wave(1), PLACE, PAYLOAD).unwrap();
    let noted = vault.sync().unwrap();
    // So many that the file grows, which is synced by itself.
    for number in 2..200 {
        let before = fs::read(&path).unwrap();
        vault.seal(in_wave(number), PLACE, PAYLOAD).unwrap();
        let after = fs::read(&path).unwrap();
        let grown = &after[before.len()..];
        assert!(grown.is_empty() || grown.len() == before.len() - 3 * 128, "{}", grown.len());
        if number % 20 != 0 {
            continue;
        }
        // The disk writes sectors, some of them and not others, in any order.
        let sectors: Vec<usize> = (0..before.len()).step_by(512).filter(|at| before[*at..] != after[*at..]).collect();
        for choice in 0..4_usize {
            let mut cut = after.clone();
            cut[..before.len()].copy_from_slice(&before);
            for (_, at) in sectors.iter().enumerate().filter(|(turn, _)| choice >> turn.min(&1) & 1 == 1) {
                let end = (at + 512).min(before.len());
                cut[*at..end].copy_from_slice(&after[*at..end]);
            }
            let copy = tempdir().unwrap();
            fs::write(copy.path().join(NAME), cut).unwrap();
            let opened = Vault::open(copy.path(), None).unwrap();
            assert_eq!(opened.open_sealed(in_wave(1), PLACE, &sealed).unwrap(), PAYLOAD);
            assert!(opened.age().keys >= noted.keys);
        }
    }
}

#[test]
fn an_envelope_is_opened_by_its_own_wave_alone_and_all_of_one_length_look_alike() {
    let (_dir, vault) = vault();
    let public = vault.public_key(wave(1)).unwrap();
    assert_eq!(vault.public_key(wave(1)).unwrap().to_bytes(), public.to_bytes());
    let public = PublicKey::from_bytes(&public.to_bytes()).unwrap();
    let envelopes: Vec<Vec<u8>> =
        [b"\x01\x05", b"\x01\x05", b"\x03\xff"].map(|ballot| public.seal(wave(1), ballot).unwrap()).into();
    assert!(envelopes.iter().all(|envelope| envelope.len() == envelopes[0].len()));
    assert_ne!(envelopes[0], envelopes[1]);
    assert_eq!(vault.envelopes(wave(1)).unwrap().open(&envelopes[2]).unwrap(), b"\x03\xff");
    assert!(matches!(vault.envelopes(wave(2)), Err(VaultError::NoKey)));
    vault.public_key(wave(2)).unwrap();
    assert_eq!(vault.envelopes(wave(2)).unwrap().open(&envelopes[2]), None);
    let mut changed = envelopes[0].clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(vault.envelopes(wave(1)).unwrap().open(&changed), None);
    vault.forget(KeyOwner::Ballots(wave(1)), 1);
    assert!(matches!(vault.envelopes(wave(1)), Err(VaultError::NoKey)));
}

#[test]
fn what_stands_for_an_address_is_the_same_each_time_and_another_in_another_vault() {
    let ((_one, here), (_two, there)) = (vault(), vault());
    let index = |vault: &Vault, parts: &[&[u8]]| vault.index(KeyOwner::Store, parts).unwrap();
    assert_eq!(index(&here, &[b"address", b"anna@example.org"]), index(&here, &[b"address", b"anna@example.org"]));
    assert_ne!(index(&here, &[b"address", b"anna@example.org"]), index(&there, &[b"address", b"anna@example.org"]));
    assert_ne!(index(&here, &[b"a", b"bc"]), index(&here, &[b"ab", b"c"]));
    assert_eq!(here.existing_index(KeyOwner::Turnout(wave(1)), &[b"x"]), None);
}

//! Files that are damaged, cut, missing or older than the others, one after another: the store says so and is left as it
//! is, or everything that was acknowledged is there.

use std::fs;
use std::path::Path;

use footing::store::{Health, SledStore, StoreError};

use super::specimen::{Specimen, files};

/// So many flips of the log have to be refused before a trial is worth something.
const ENOUGH: usize = 20;

/// What became of trials.
#[derive(Debug, Default)]
struct Trials {
    /// The store was not opened, or did not give what is damaged.
    refused: usize,
    complete: usize,
}

impl Trials {
    /// Damages a copy, and sees what comes of it.
    async fn hold(&mut self, specimen: &Specimen, what: &str, damage: impl FnOnce(&Path)) {
        let copy = specimen.copy();
        damage(copy.path());
        let before = contents(copy.path());
        let said = match SledStore::open(copy.path()) {
            Err(refusal) => {
                assert_eq!(contents(copy.path()), before, "{what}: it was changed although it was refused");
                refusal.to_string()
            }
            Ok(store) => match specimen.count(&store).await {
                Ok(census) => {
                    assert_eq!(census, specimen.census, "{what}: something is missing, and nothing was said");
                    store.probe().await.unwrap();
                    self.complete += 1;
                    return;
                }
                Err(StoreError::Failed(why)) => why,
                Err(other) => panic!("{what}: {other}"),
            },
        };
        assert!(said.contains("damaged") && said.contains("backup"), "{what}: {said}");
        self.refused += 1;
    }
}

fn contents(dir: &Path) -> Vec<(String, Vec<u8>)> {
    files(dir).iter().map(|file| (file.display().to_string(), fs::read(file).unwrap())).collect()
}

/// Numbers below `below`, spread without an order.
fn spread(count: u64, below: u64) -> impl Iterator<Item = u64> {
    (1..=count).map(move |number| (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number << 7) % below)
}

/// Flips single bits of every file, `of_log` in sled's log and `of_others` in each of the others, wherever something is
/// written. How much of the log is still in use depends on when sled wrote what, so it goes on in the log until enough
/// were refused.
async fn flip_bits(specimen: &Specimen, of_log: u64, of_others: u64) -> Trials {
    let mut trials = Trials::default();
    for file in files(specimen.dir.path()) {
        let name = file.strip_prefix(specimen.dir.path()).unwrap();
        let is_log = name == Path::new("db");
        let count = if is_log { of_log } else { of_others };
        let written: Vec<u64> =
            (0..).zip(fs::read(&file).unwrap()).filter(|(_, byte)| *byte != 0).map(|(place, _)| place).collect();
        let before = trials.refused;
        for (done, place) in (0..).zip(spread(20 * count, 8 * written.len() as u64)) {
            if done >= count && (!is_log || trials.refused - before >= ENOUGH) {
                break;
            }
            let bit = 8 * written[(place / 8) as usize] + place % 8;
            let flip = |dir: &Path| {
                let mut bytes = fs::read(dir.join(name)).unwrap();
                bytes[(bit / 8) as usize] ^= 1 << (bit % 8);
                fs::write(dir.join(name), bytes).unwrap();
            };
            trials.hold(specimen, &format!("bit {bit} of {}", name.display()), flip).await;
        }
    }
    trials
}

#[tokio::test]
async fn of_a_small_store_every_flipped_bit_is_noticed_or_does_not_matter() {
    let specimen = Specimen::with(40).await;
    let trials = flip_bits(&specimen, 100, 6).await;
    assert!(trials.refused >= ENOUGH && trials.complete > 0, "{trials:?}");
}

#[tokio::test]
async fn of_a_store_of_many_segments_every_flipped_bit_is_noticed_or_does_not_matter() {
    let specimen = Specimen::with(2000).await;
    let segments = fs::metadata(specimen.dir.path().join("db")).unwrap().len() >> 19;
    let has_snapshot = files(specimen.dir.path()).iter().any(|file| file.to_str().unwrap().contains("snap."));
    assert!(segments >= 4 && has_snapshot, "{segments} segments");
    let trials = flip_bits(&specimen, 60, 3).await;
    assert!(trials.refused >= ENOUGH && trials.complete > 0, "{trials:?}");
}

#[tokio::test]
async fn every_cut_and_every_missing_file_is_noticed_or_does_not_matter() {
    for people in [40, 1000] {
        let specimen = Specimen::with(people).await;
        let mut trials = Trials::default();
        for file in files(specimen.dir.path()) {
            let name = file.strip_prefix(specimen.dir.path()).unwrap();
            let length = file.metadata().unwrap().len();
            let lengths = [0, 1, length / 2, length.saturating_sub(1)].into_iter().chain(spread(6, length));
            for length in lengths {
                let cut =
                    |dir: &Path| fs::File::options().write(true).open(dir.join(name)).unwrap().set_len(length).unwrap();
                trials.hold(&specimen, &format!("{} cut to {length}", name.display()), cut).await;
            }
            let remove = |dir: &Path| fs::remove_file(dir.join(name)).unwrap();
            trials.hold(&specimen, &format!("{} removed", name.display()), remove).await;
        }
        assert!(trials.refused > 20, "{trials:?}");
    }
}

#[tokio::test]
async fn a_file_of_an_older_copy_in_the_place_of_a_newer_one_is_noticed_or_does_not_matter() {
    let mut specimen = Specimen::with(40).await;
    let older = specimen.copy();
    // A box that grew, and more people.
    specimen.grow(80).await;
    let mut trials = Trials::default();
    for file in files(older.path()) {
        let name = file.strip_prefix(older.path()).unwrap();
        let put = |dir: &Path| assert!(fs::copy(&file, dir.join(name)).is_ok());
        trials.hold(&specimen, &format!("an older {}", name.display()), put).await;
    }
    assert!(trials.refused > 0 && trials.complete > 0, "{trials:?}");
    // Of all files together it is a backup.
    let restored = SledStore::open(older.path()).unwrap();
    restored.probe().await.unwrap();
}

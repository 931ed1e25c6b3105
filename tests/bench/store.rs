//! Durable answers of the store alone, without HTTP: `cargo bench --bench store [DIR]`. A figure for one writer, eight and
//! thirty-two, who wait for each answer before the next.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use footing::store::{Occasion, People, Responses, SledStore};
use footing_core::organisation::{KeyHash, PersonId};
use footing_core::survey::{Answer, Draft, Entry, ItemId, ResponseId, SurveyId};
use jiff::civil::date;

const ITEMS: u32 = 14;
const PEOPLE: u32 = 20_000;
const SECONDS: u64 = 4;

fn main() {
    let parent = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .map_or_else(std::env::temp_dir, PathBuf::from);
    let dir = tempfile::tempdir_in(parent).expect("a directory");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let store = Arc::new(SledStore::open(dir.path()).expect("a store"));
        for first in (0..PEOPLE).step_by(256) {
            let people = (first..PEOPLE.min(first + 256)).map(|number| {
                let store = Arc::clone(&store);
                tokio::spawn(async move { begin(&store, number).await })
            });
            for person in people.collect::<Vec<_>>() {
                person.await.expect("it goes on");
            }
        }
        for writers in [1, 8, 32] {
            let end = Instant::now() + Duration::from_secs(SECONDS);
            let answers = (0..writers).map(|writer| {
                let store = Arc::clone(&store);
                tokio::spawn(async move { answer_until(&store, writer, end).await })
            });
            let mut times = Vec::new();
            for writer in answers.collect::<Vec<_>>() {
                times.extend(writer.await.expect("it goes on"));
            }
            times.sort();
            let at = |share: usize| times[times.len() * share / 100].as_secs_f64() * 1000.0;
            println!(
                "{writers:2} writers: {:6} answers a second, p50 {:.2} ms, p99 {:.2} ms",
                times.len() as u64 / SECONDS,
                at(50),
                at(99)
            );
        }
    });
}

fn person(number: u32) -> PersonId {
    let mut bytes = [9; 16];
    bytes[..4].copy_from_slice(&number.wrapping_mul(0x9e37_79b9).to_be_bytes());
    PersonId::from_random(bytes)
}

fn occasion() -> Occasion {
    Occasion { survey: SurveyId::parse("ai-proficiency").expect("a slug"), wave: None }
}

async fn begin(store: &SledStore, number: u32) {
    let (person, Occasion { survey, wave }) = (person(number), occasion());
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    store.enrol(person, KeyHash(key), date(2026, 1, 1)).await.expect("it is written");
    let id = ResponseId::from_random(*person.as_bytes());
    let (opened, sheet) = (date(2026, 1, 1), Default::default());
    let draft = Draft { id, survey, version: 1, wave, opened, revision: 0, sheet };
    store.open_draft(person, draft).await.expect("it is written");
}

async fn answer_until(store: &SledStore, writer: u32, end: Instant) -> Vec<Duration> {
    let mut times = Vec::new();
    for number in 0.. {
        let person = person((writer * 600 + number / ITEMS) % PEOPLE);
        let item = ItemId::parse(&format!("item-{}", number % ITEMS)).expect("a slug");
        let entry = Entry::Item(item, Answer::Value((number % 5) as u8));
        let begun = Instant::now();
        if begun >= end {
            break;
        }
        let id = ResponseId::from_random(*person.as_bytes());
        store.record(person, &occasion(), id, entry).await.expect("it is written");
        times.push(begun.elapsed());
    }
    times
}

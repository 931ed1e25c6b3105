//! Values of any size: what a store can keep does not depend on how large it is, and the caller does not notice.

use super::*;
use footing_core::disclosure::{Audited, Participation, Rate, Release, ReleaseHead};
use footing_core::survey::{ChoiceId, ContextId};

sentences! {
    a_draft_of_any_size_is_changed_handed_in_listed_once_and_erased,
    a_wave_of_any_size_is_kept_and_listed_once,
    a_release_with_a_head_of_any_size_reads_back,
    a_small_value_takes_the_place_of_a_large_one_and_the_other_way_round,
}

/// From what fits in one place of any store to what fits in none, and back.
const SIZES: [usize; 6] = [1, 200, 3_000, 300, 9_000, 2];

/// Fifty bytes each.
fn much(count: usize) -> Entry {
    let choice = |number| ChoiceId::parse(&format!("{number:048}")).unwrap();
    Entry::Context(ContextId::parse("tasks").unwrap(), (0..count).map(choice).collect())
}

async fn a_draft_of_any_size_is_changed_handed_in_listed_once_and_erased(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let (other, _) = enrolled(&store).await;
    let opened = opened(&store, person).await;
    let theirs = submitted(&store, other).await;
    for size in SIZES {
        let mut expected = store.draft(person, &occasion(&opened)).await.unwrap().unwrap();
        expected.sheet.record(much(size));
        expected.revision += 1;
        let kept = store.record(person, &occasion(&opened), opened.id, much(size)).await.unwrap();
        assert_eq!(kept, expected);
        assert_eq!(store.drafts(person).await.unwrap(), [kept]);
    }
    let kept = store.record(person, &occasion(&opened), opened.id, much(9_000)).await.unwrap();
    let response = store.submit(person, kept.revision, response_to(&kept)).await.unwrap();
    assert_eq!(response.sheet, kept.sheet);
    assert_eq!(store.drafts(person).await.unwrap(), []);
    assert_eq!(store.responses(person).await.unwrap(), [response]);
    store.erase(person).await.unwrap();
    assert_eq!(everything_of(&store, person).await, Everything::default());
    assert_eq!(store.responses(other).await.unwrap(), [theirs]);
}

async fn a_wave_of_any_size_is_kept_and_listed_once(store: Arc<dyn Store>) {
    let mut before: Option<Wave> = None;
    let id = new_wave_id();
    for size in SIZES {
        let surveys = (0..size).map(|number| survey(&format!("survey-{number}"))).collect();
        let terms = Terms { surveys, ..new_wave().terms().clone() };
        let wave = Wave::draft(id, terms);
        store.change_wave(before.as_ref(), &wave, event()).await.unwrap();
        assert_eq!(store.wave(id).await.unwrap().as_ref(), Some(&wave));
        assert_eq!(store.waves().await.unwrap().into_iter().filter(|other| other.id == id).count(), 1);
        before = Some(wave);
    }
}

async fn a_release_with_a_head_of_any_size_reads_back(store: Arc<dyn Store>) {
    for size in SIZES {
        let wave = opened_wave(&store).await;
        let closed = wave.clone().closed(DAY).unwrap();
        store.change_wave(Some(&wave), &closed, event()).await.unwrap();
        let rate = Audited::restored(Rate { taken_part: 5, invited: 6 });
        let teams = (0..size).map(|number| (TeamPath::parse(&format!("Team {number}")).unwrap(), rate));
        let head = ReleaseHead {
            wave: wave.id,
            name: "Spring".to_owned(),
            contract: wave.opening().unwrap().hash,
            made: DAY,
            invited: 1,
            measures: Vec::new(),
            proofs: Vec::new(),
            tables: Vec::new(),
            participation: vec![Participation {
                survey: survey("survey"),
                whole: None,
                leaders: None,
                teams: teams.collect(),
            }],
            quality: Vec::new(),
            steps: Vec::new(),
        };
        let release = Release::restored(head, Vec::new());
        store.keep_release(&closed, &closed.clone().released(DAY).unwrap(), &release, event()).await.unwrap();
        assert_eq!(store.release(wave.id).await.unwrap().as_deref(), Some(&release));
    }
}

async fn a_small_value_takes_the_place_of_a_large_one_and_the_other_way_round(store: Arc<dyn Store>) {
    let mut member = joined(&store).await;
    for size in SIZES {
        member.name = "ä".repeat(50 * size);
        let (number, _) = store.roster().await.unwrap();
        store.change_roster(number, std::slice::from_ref(&member), &[], event()).await.unwrap();
        assert_eq!(store.member(member.person).await.unwrap().as_ref(), Some(&member));
        let (_, members) = store.roster().await.unwrap();
        assert_eq!(members.iter().filter(|other| other.person == member.person).count(), 1);
    }
}

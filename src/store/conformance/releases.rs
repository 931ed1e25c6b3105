//! Releases and the answers they are made from. What a store must do with them, sentence by sentence.

use super::*;
use footing_core::disclosure::{Audited, Band, Cell, Figures, Group, Release, ReleaseHead, Row};

sentences! {
    the_answers_of_a_wave_are_read_whole_and_those_of_others_are_not_among_them,
    a_release_is_kept_once_and_reads_back_row_by_row,
    a_release_that_is_only_tried_leaves_nothing,
    a_release_of_a_wave_that_changed_meanwhile_is_not_kept,
}

async fn the_answers_of_a_wave_are_read_whole_and_those_of_others_are_not_among_them(store: Arc<dyn Store>) {
    let (wave, person, group) = answered_wave(&store).await;
    answered_wave(&store).await;
    let place = BallotBox { wave: wave.id, survey: survey("anonymous"), group };
    for _ in 0..4 {
        store.cast(&place, new_person(), ballot()).await.unwrap();
    }
    let answers = store.linked_answers(wave.id, &survey("survey")).await.unwrap();
    assert_eq!(answers.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [person]);
    assert_eq!(answers[0].1.wave, Some(wave.id));
    assert!(store.linked_answers(wave.id, &survey("begun")).await.unwrap().is_empty());
    let ballots = store.ballots(wave.id, &survey("anonymous")).await.unwrap();
    assert_eq!(ballots, BTreeMap::from([(group, vec![ballot(); 5])]));
}

async fn a_release_is_kept_once_and_reads_back_row_by_row(store: Arc<dyn Store>) {
    let (closed, released) = closed_wave(&store).await;
    assert_eq!(store.release(closed.id).await.unwrap(), None);
    let release = release(&closed);
    store.keep_release(&closed, &released, &release, event()).await.unwrap();
    assert_eq!(store.release(closed.id).await.unwrap(), Some(Arc::new(release.clone())));
    assert_eq!(store.wave(closed.id).await.unwrap(), Some(released.clone()));
    assert_conflict(store.keep_release(&closed, &released, &release, event()).await);
}

async fn a_release_that_is_only_tried_leaves_nothing(store: Arc<dyn Store>) {
    let (open, ..) = answered_wave(&store).await;
    store.could_keep_release(&release(&open)).await.unwrap();
    assert_eq!(store.release(open.id).await.unwrap(), None);
    assert_eq!(store.wave(open.id).await.unwrap(), Some(open));
}

async fn a_release_of_a_wave_that_changed_meanwhile_is_not_kept(store: Arc<dyn Store>) {
    let (closed, released) = closed_wave(&store).await;
    let erased = closed.clone().erased(DAY).unwrap();
    store.erase_wave(&closed, &erased, &[], event()).await.unwrap();
    assert_conflict(store.keep_release(&closed, &released, &release(&closed), event()).await);
    assert_eq!(store.release(closed.id).await.unwrap(), None);
}

async fn closed_wave(store: &Arc<dyn Store>) -> (Wave, Wave) {
    let (open, ..) = answered_wave(store).await;
    let closed = open.clone().closed(DAY).unwrap();
    store.change_wave(Some(&open), &closed, event()).await.unwrap();
    let released = closed.clone().released(DAY).unwrap();
    (closed, released)
}

/// More rows than fit under a number of one digit, so that a store that sorts numbers as text is found out.
pub(super) fn release(wave: &Wave) -> Release {
    let head = ReleaseHead {
        wave: wave.id,
        name: "Spring".to_owned(),
        contract: wave.opening().unwrap().hash,
        made: DAY,
        invited: 1,
        measures: Vec::new(),
        proofs: Vec::new(),
        tables: Vec::new(),
        participation: Vec::new(),
        quality: Vec::new(),
        steps: Vec::new(),
    };
    let row = |number: u32| {
        let figures = Figures {
            answers: Band::of(number),
            mean: f64::from(number),
            beyond: None,
            standing: None,
            agreement: None,
            before: None,
            shares: Audited::restored(vec![20; 5]),
        };
        Row {
            group: Group::Location(number.to_string()),
            cells: vec![Cell::Shown(Audited::restored(figures)), Cell::Suppressed],
        }
    };
    Release::restored(head, (0..300).map(row).collect())
}

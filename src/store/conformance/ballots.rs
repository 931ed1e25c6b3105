//! Anonymous ballots. What a store must do with them, sentence by sentence.

use super::*;

sentences! {
    a_ballot_counts_once_a_person,
    of_fifty_casts_of_one_person_at_once_one_counts,
    of_fifty_people_who_cast_at_once_each_counts_once,
    boxes_do_not_meet,
    turnout_is_counted_by_group,
    a_wave_that_is_not_open_takes_no_ballots,
    opening_forgets_who_took_part_and_keeps_the_ballots,
    opening_twice_is_opening_once,
    ballots_of_a_wave_that_takes_answers_are_not_opened,
    opening_one_wave_leaves_another_alone,
    ballots_lie_sorted_and_none_alone,
    ballots_of_an_open_wave_are_read_as_they_would_be_filed,
    a_ballot_that_races_the_closing_is_counted_or_refused,
    erasing_lets_nobody_cast_a_second_ballot,
}

async fn a_ballot_counts_once_a_person(store: Arc<dyn Store>) {
    let (place, anna, ben) = (new_box(&store).await, new_person(), new_person());
    assert!(!store.has_cast(&place, anna).await.unwrap());
    assert_eq!(store.cast(&place, anna, ballot(1)).await.unwrap(), Cast::Counted);
    assert!(store.has_cast(&place, anna).await.unwrap());
    assert_eq!(store.cast(&place, anna, ballot(1)).await.unwrap(), Cast::AlreadyCast);
    assert_eq!(store.cast(&place, anna, ballot(2)).await.unwrap(), Cast::AlreadyCast);
    assert_eq!(count(&store, &place).await, 1);
    // The same answers of somebody else are another ballot.
    assert!(!store.has_cast(&place, ben).await.unwrap());
    assert_eq!(store.cast(&place, ben, ballot(1)).await.unwrap(), Cast::Counted);
    assert_eq!(count(&store, &place).await, 2);
}

async fn of_fifty_casts_of_one_person_at_once_one_counts(store: Arc<dyn Store>) {
    let (place, person) = (new_box(&store).await, new_person());
    let mut casts = JoinSet::new();
    for number in 0..50 {
        let (store, place) = (Arc::clone(&store), place.clone());
        casts.spawn(async move { store.cast(&place, person, ballot(number)).await.unwrap() });
    }
    let outcomes = casts.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Cast::Counted).count(), 1);
    assert_eq!(count(&store, &place).await, 1);
}

async fn of_fifty_people_who_cast_at_once_each_counts_once(store: Arc<dyn Store>) {
    let place = new_box(&store).await;
    let people: Vec<PersonId> = (0..50).map(|_| new_person()).collect();
    let mut casts = JoinSet::new();
    for (number, person) in (0..).zip(people.iter().cycle().take(100).copied()) {
        let (store, place) = (Arc::clone(&store), place.clone());
        casts.spawn(async move { store.cast(&place, person, ballot(number)).await.unwrap() });
    }
    let outcomes = casts.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Cast::Counted).count(), 50);
    assert_eq!(count(&store, &place).await, 50);
    for person in people {
        assert!(store.has_cast(&place, person).await.unwrap());
    }
}

async fn boxes_do_not_meet(store: Arc<dyn Store>) {
    let (place, person) = (new_box(&store).await, new_person());
    let others = [
        new_box(&store).await,
        BallotBox { survey: survey("survey-two"), ..place.clone() },
        BallotBox { group: TeamId::ORGANISATION, ..place.clone() },
    ];
    store.cast(&place, person, ballot(1)).await.unwrap();
    for other in &others {
        assert!(!store.has_cast(other, person).await.unwrap());
        assert_eq!(count(&store, other).await, 0);
        assert_eq!(store.cast(other, person, ballot(2)).await.unwrap(), Cast::Counted);
    }
    assert_eq!(count(&store, &place).await, 1);
}

async fn turnout_is_counted_by_group(store: Arc<dyn Store>) {
    let north = new_box(&store).await;
    let south = BallotBox { group: TeamPath::parse("South").unwrap().id(), ..north.clone() };
    let longer_name = BallotBox { survey: survey("survey-two"), ..north.clone() };
    assert_eq!(store.turnout(north.wave, &north.survey).await.unwrap(), BTreeMap::new());
    for (place, people) in [(&north, 3), (&south, 5), (&longer_name, 2)] {
        for number in 0..people {
            store.cast(place, new_person(), ballot(number)).await.unwrap();
        }
    }
    let turnout = store.turnout(north.wave, &north.survey).await.unwrap();
    assert_eq!(turnout, BTreeMap::from([(north.group, 3), (south.group, 5)]));
}

async fn a_wave_that_is_not_open_takes_no_ballots(store: Arc<dyn Store>) {
    let (draft, closed) = (new_wave(), opened_wave(&store).await);
    store.change_wave(None, &draft, event()).await.unwrap();
    let person = new_person();
    let place = |wave| BallotBox { wave, survey: survey("survey"), group: TeamId::ORGANISATION };
    store.cast(&place(closed.id), person, ballot(1)).await.unwrap();
    cast_by_strangers(&store, &place(closed.id), 4).await;
    close(&store, &closed).await;
    for opened in [false, true] {
        for wave in [draft.id, closed.id, new_wave_id()] {
            for person in [person, new_person()] {
                assert_not_found(store.cast(&place(wave), person, ballot(1)).await);
            }
        }
        if !opened {
            store.open_ballots(closed.id).await.unwrap();
        }
    }
    assert_eq!(count(&store, &place(closed.id)).await, 5);
}

async fn opening_forgets_who_took_part_and_keeps_the_ballots(store: Arc<dyn Store>) {
    let wave = opened_wave(&store).await;
    let north = BallotBox { wave: wave.id, survey: survey("survey"), group: TeamPath::parse("North").unwrap().id() };
    let south = BallotBox { group: TeamPath::parse("South").unwrap().id(), ..north.clone() };
    let people: Vec<PersonId> = (0..6).map(|_| new_person()).collect();
    for place in [&north, &south] {
        for (number, person) in (0..).zip(&people) {
            store.cast(place, *person, ballot(number)).await.unwrap();
        }
    }
    close(&store, &wave).await;
    store.open_ballots(wave.id).await.unwrap();
    for place in [&north, &south] {
        for person in &people {
            assert!(!store.has_cast(place, *person).await.unwrap());
        }
        assert_eq!(count(&store, place).await, 6);
    }
}

async fn opening_twice_is_opening_once(store: Arc<dyn Store>) {
    let wave = opened_wave(&store).await;
    let place = BallotBox { wave: wave.id, survey: survey("survey"), group: TeamId::ORGANISATION };
    cast_by_strangers(&store, &place, 5).await;
    close(&store, &wave).await;
    for _ in 0..3 {
        store.open_ballots(wave.id).await.unwrap();
        assert_eq!(count(&store, &place).await, 5);
    }
    // Nor is there anything wrong with a wave in which nobody cast a ballot, or that nobody knows.
    store.open_ballots(new_wave_id()).await.unwrap();
}

async fn ballots_of_a_wave_that_takes_answers_are_not_opened(store: Arc<dyn Store>) {
    let (place, person) = (new_box(&store).await, new_person());
    store.cast(&place, person, ballot(1)).await.unwrap();
    assert_conflict(store.open_ballots(place.wave).await);
    assert_eq!(store.cast(&place, person, ballot(1)).await.unwrap(), Cast::AlreadyCast);
}

async fn opening_one_wave_leaves_another_alone(store: Arc<dyn Store>) {
    let (wave, place, person) = (opened_wave(&store).await, new_box(&store).await, new_person());
    store.cast(&place, person, ballot(1)).await.unwrap();
    close(&store, &wave).await;
    store.open_ballots(wave.id).await.unwrap();
    assert!(store.has_cast(&place, person).await.unwrap());
}

async fn a_ballot_that_races_the_closing_is_counted_or_refused(store: Arc<dyn Store>) {
    for _ in 0..10 {
        let wave = opened_wave(&store).await;
        let place = BallotBox { wave: wave.id, survey: survey("survey"), group: TeamId::ORGANISATION };
        cast_by_strangers(&store, &place, 5).await;
        let mut casts = JoinSet::new();
        for number in 0..8 {
            let (store, place) = (Arc::clone(&store), place.clone());
            casts.spawn(async move { store.cast(&place, new_person(), ballot(number)).await });
        }
        close(&store, &wave).await;
        store.open_ballots(wave.id).await.unwrap();
        let opened = count(&store, &place).await;
        let outcomes = casts.join_all().await;
        let counted = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Cast::Counted))).count();
        let refused = outcomes.iter().filter(|outcome| matches!(outcome, Err(StoreError::NotFound))).count();
        assert_eq!(counted + refused, 8, "{outcomes:?}");
        assert_eq!(opened, 5 + counted as u32);
        assert_eq!(count(&store, &place).await, opened);
    }
}

async fn erasing_lets_nobody_cast_a_second_ballot(store: Arc<dyn Store>) {
    let (place, member) = (new_box(&store).await, joined(&store).await);
    store.cast(&place, member.person, ballot(1)).await.unwrap();
    store.erase(member.person).await.unwrap();
    assert_eq!(store.cast(&place, member.person, ballot(2)).await.unwrap(), Cast::AlreadyCast);
    assert_eq!(count(&store, &place).await, 1);
}

async fn ballots_lie_sorted_and_none_alone(store: Arc<dyn Store>) {
    let (wave, survey) = (opened_wave(&store).await, survey("survey"));
    let place = |group| BallotBox { wave: wave.id, survey: survey.clone(), group };
    let north = place(TeamPath::parse("North").unwrap().id());
    for number in [7, 3, 9, 3, 11] {
        store.cast(&north, new_person(), ballot(number)).await.unwrap();
    }
    cast_by_strangers(&store, &place(TeamPath::parse("South").unwrap().id()), 4).await;
    cast_by_strangers(&store, &place(TeamPath::parse("West").unwrap().id()), 2).await;
    close(&store, &wave).await;
    store.open_ballots(wave.id).await.unwrap();
    let boxes = store.ballots(wave.id, &survey).await.unwrap();
    let mut expected = [7, 3, 9, 3, 11].map(ballot);
    expected.sort();
    // South and West have fewer than the threshold, and only together with the organisation's own they have not.
    assert_eq!(boxes.keys().copied().collect::<Vec<_>>(), [TeamId::ORGANISATION, north.group]);
    assert_eq!(boxes[&north.group], expected);
    assert_eq!(boxes[&TeamId::ORGANISATION].len(), 6);
}

async fn ballots_of_an_open_wave_are_read_as_they_would_be_filed(store: Arc<dyn Store>) {
    let place = new_box(&store).await;
    cast_by_strangers(&store, &place, 4).await;
    assert!(store.ballots(place.wave, &place.survey).await.unwrap().is_empty());
    cast_by_strangers(&store, &place, 1).await;
    // The group is no team that was invited, and five are enough for it.
    assert_eq!(store.ballots(place.wave, &place.survey).await.unwrap()[&place.group].len(), 5);
    assert_eq!(count(&store, &place).await, 5);
}

async fn cast_by_strangers(store: &Arc<dyn Store>, place: &BallotBox, people: u32) {
    for number in 0..people {
        store.cast(place, new_person(), ballot(number)).await.unwrap();
    }
}

/// A closed wave with so many ballots in one box, which are not opened yet.
pub(in crate::store) async fn wave_with_ballots(store: &dyn Store, people: u32) -> (WaveId, BallotBox) {
    let draft = new_wave();
    store.change_wave(None, &draft, event()).await.unwrap();
    let open = draft.clone().opened(Vec::new(), 5, DAY).unwrap();
    store.open_wave(&draft, &open, &Snapshot { people: Vec::new(), teams: Vec::new() }, event()).await.unwrap();
    let place = BallotBox { wave: open.id, survey: survey("survey"), group: TeamPath::parse("North").unwrap().id() };
    for number in 0..people {
        store.cast(&place, new_person(), ballot(number)).await.unwrap();
    }
    store.change_wave(Some(&open), &open.clone().closed(DAY).unwrap(), event()).await.unwrap();
    (open.id, place)
}

/// A box of an open wave.
async fn new_box(store: &Arc<dyn Store>) -> BallotBox {
    let wave = opened_wave(store).await.id;
    BallotBox { wave, survey: survey("survey"), group: TeamPath::parse("Sales > North").unwrap().id() }
}

async fn count(store: &Arc<dyn Store>, place: &BallotBox) -> u32 {
    let turnout = store.turnout(place.wave, &place.survey).await.unwrap();
    turnout.get(&place.group).copied().unwrap_or_default()
}

/// Different answers for different numbers.
fn ballot(number: u32) -> Ballot {
    serde_json::from_value(serde_json::json!([number % 5 + 1, number / 5 % 5 + 1, null])).unwrap()
}

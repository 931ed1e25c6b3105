//! Drafts and responses. What a store must do with them, sentence by sentence.

use super::*;

sentences! {
    a_person_has_one_draft_of_a_survey,
    drafts_of_different_surveys_and_people_do_not_meet,
    a_draft_of_somebody_unknown_is_not_opened,
    recording_replaces_the_answer_and_raises_the_revision,
    recording_needs_the_draft_of_that_id,
    tabs_that_record_at_once_lose_nothing,
    submitting_puts_the_response_in_the_place_of_the_draft,
    submitting_twice_gives_the_first_response,
    submitting_a_stale_revision_is_a_conflict,
    submitting_needs_the_draft_of_that_id,
    a_submit_that_races_an_answer_takes_it_in_or_fails,
    a_hundred_submits_at_once_give_one_response,
    after_a_submit_another_draft_can_be_opened,
    responses_come_oldest_first,
    drafts_of_a_wave_and_those_outside_do_not_meet,
    all_drafts_of_a_person_are_listed,
    in_a_wave_a_draft_after_the_response_is_a_conflict,
    a_draft_that_is_replaced_is_gone_and_takes_no_answer,
    a_wave_that_is_not_open_takes_no_drafts,
    a_closed_wave_takes_no_submit_and_still_gives_the_first_response,
}

async fn a_person_has_one_draft_of_a_survey(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = opened(&store, person).await;
    assert_eq!(store.open_draft(person, new_draft("survey")).await.unwrap(), first);
    assert_eq!(store.draft(person, &occasion(&first)).await.unwrap(), Some(first));
}

async fn drafts_of_different_surveys_and_people_do_not_meet(store: Arc<dyn Store>) {
    let ((person, _), (other, _)) = (enrolled(&store).await, enrolled(&store).await);
    let survey = opened(&store, person).await;
    let longer_name = store.open_draft(person, new_draft("survey-two")).await.unwrap();
    assert_eq!(store.draft(person, &occasion(&survey)).await.unwrap(), Some(survey.clone()));
    assert_eq!(store.draft(person, &occasion(&longer_name)).await.unwrap(), Some(longer_name));
    assert_eq!(store.draft(other, &occasion(&survey)).await.unwrap(), None);
    assert_not_found(store.record(other, &occasion(&survey), survey.id, entry("item", 1)).await);
}

async fn a_draft_of_somebody_unknown_is_not_opened(store: Arc<dyn Store>) {
    let (person, draft) = (new_person(), new_draft("survey"));
    assert_not_found(store.open_draft(person, draft.clone()).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
}

async fn recording_replaces_the_answer_and_raises_the_revision(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    for (revision, value) in (1..).zip([3, 5, 5]) {
        let kept = store.record(person, &occasion(&draft), draft.id, entry("item", value)).await.unwrap();
        assert_eq!(kept.revision, draft.revision + revision);
        assert_eq!(kept.sheet.answer(&item("item")), Some(Answer::Value(value)));
        assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(kept));
    }
}

async fn recording_needs_the_draft_of_that_id(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    assert_not_found(store.record(person, &occasion(&draft), new_response(), entry("item", 1)).await);
    assert_not_found(store.record(person, &alone(survey("other")), draft.id, entry("item", 1)).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(draft));
}

async fn tabs_that_record_at_once_lose_nothing(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let name = |tab: u8, number: u8| format!("item-{tab}-{number}");
    let mut tabs = JoinSet::new();
    for tab in 0..8 {
        let (store, draft) = (Arc::clone(&store), draft.clone());
        tabs.spawn(async move {
            for number in 0..25 {
                let entry = entry(&name(tab, number), number);
                store.record(person, &occasion(&draft), draft.id, entry).await.unwrap();
            }
        });
    }
    tabs.join_all().await;
    let kept = store.draft(person, &occasion(&draft)).await.unwrap().unwrap();
    assert_eq!(kept.revision, draft.revision + 8 * 25);
    for (tab, number) in (0..8).flat_map(|tab| (0..25).map(move |number| (tab, number))) {
        assert_eq!(kept.sheet.answer(&item(&name(tab, number))), Some(Answer::Value(number)));
    }
}

async fn submitting_puts_the_response_in_the_place_of_the_draft(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let response = response_to(&draft);
    assert_eq!(store.submit(person, draft.revision, response.clone()).await.unwrap(), response);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
    assert_eq!(store.responses(person).await.unwrap(), [response]);
    assert_not_found(store.record(person, &occasion(&draft), draft.id, entry("item", 1)).await);
}

async fn submitting_twice_gives_the_first_response(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = submitted(&store, person).await;
    let again = Response { place: 9, language: Language::Ja, ..first.clone() };
    // Whatever the second click thinks the revision is.
    assert_eq!(store.submit(person, 99, again).await.unwrap(), first);
    assert_eq!(store.responses(person).await.unwrap(), [first]);
}

async fn submitting_a_stale_revision_is_a_conflict(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let kept = store.record(person, &occasion(&draft), draft.id, entry("item", 1)).await.unwrap();
    assert_conflict(store.submit(person, draft.revision, response_to(&draft)).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(kept));
    assert_eq!(store.responses(person).await.unwrap(), []);
}

async fn submitting_needs_the_draft_of_that_id(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let other = Response { id: new_response(), ..response_to(&draft) };
    assert_not_found(store.submit(person, draft.revision, other).await);
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(draft));
    assert_eq!(store.responses(person).await.unwrap(), []);
}

async fn a_submit_that_races_an_answer_takes_it_in_or_fails(store: Arc<dyn Store>) {
    for _ in 0..20 {
        let (person, _) = enrolled(&store).await;
        let draft = opened(&store, person).await;
        let (answering, submitting) = (Arc::clone(&store), Arc::clone(&store));
        let (place, response) = (occasion(&draft), response_to(&draft));
        let answer = tokio::spawn(async move { answering.record(person, &place, draft.id, entry("item", 1)).await });
        let submit = tokio::spawn(async move { submitting.submit(person, draft.revision, response).await });
        match (answer.await.unwrap(), submit.await.unwrap()) {
            (Ok(kept), Err(StoreError::Conflict)) => {
                assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), Some(kept));
                assert_eq!(store.responses(person).await.unwrap(), []);
            }
            (Err(StoreError::NotFound), Ok(response)) => {
                assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
                assert_eq!(store.responses(person).await.unwrap(), [response]);
            }
            (answer, submit) => panic!("one of them must give way: {answer:?} {submit:?}"),
        }
    }
}

async fn a_hundred_submits_at_once_give_one_response(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let draft = opened(&store, person).await;
    let mut clicks = JoinSet::new();
    for place in 0..100 {
        let store = Arc::clone(&store);
        let response = Response { place, ..response_to(&draft) };
        clicks.spawn(async move { store.submit(person, draft.revision, response).await.unwrap() });
    }
    let receipts = clicks.join_all().await;
    let kept = store.responses(person).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert!(receipts.iter().all(|receipt| *receipt == kept[0]));
    assert_eq!(store.draft(person, &occasion(&draft)).await.unwrap(), None);
}

async fn after_a_submit_another_draft_can_be_opened(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = submitted(&store, person).await;
    let draft = opened(&store, person).await;
    assert_ne!(draft.id, first.id);
    let second = store.submit(person, draft.revision, response_to(&draft)).await.unwrap();
    assert_eq!(store.responses(person).await.unwrap().len(), 2);
    assert!(store.responses(person).await.unwrap().contains(&second));
}

async fn responses_come_oldest_first(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    for (day, place) in [(30, 0), (10, 1), (20, 0), (10, 0), (10, 0)] {
        let draft = opened(&store, person).await;
        let response = Response { submitted: date(2026, 3, day), place, ..response_to(&draft) };
        store.submit(person, draft.revision, response).await.unwrap();
    }
    let order: Vec<_> = store.responses(person).await.unwrap().iter().map(|r| (r.submitted, r.place, r.id)).collect();
    assert_eq!(order.len(), 5);
    assert!(order.is_sorted(), "{order:?}");
}

async fn drafts_of_a_wave_and_those_outside_do_not_meet(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let (spring, autumn) = (opened_wave(&store).await.id, opened_wave(&store).await.id);
    let mut drafts = Vec::new();
    for (value, wave) in (1..).zip([None, Some(spring), Some(autumn)]) {
        let draft = store.open_draft(person, Draft { wave, ..new_draft("survey") }).await.unwrap();
        drafts.push(store.record(person, &occasion(&draft), draft.id, entry("item", value)).await.unwrap());
    }
    for draft in &drafts {
        assert_eq!(store.draft(person, &occasion(draft)).await.unwrap().as_ref(), Some(draft));
    }
    assert_not_found(store.record(person, &occasion(&drafts[0]), drafts[1].id, entry("item", 5)).await);

    let response = response_to(&drafts[1]);
    store.submit(person, drafts[1].revision, response.clone()).await.unwrap();
    assert_eq!(store.responses(person).await.unwrap(), [response]);
    assert_eq!(store.draft(person, &occasion(&drafts[1])).await.unwrap(), None);
    for draft in [&drafts[0], &drafts[2]] {
        assert_eq!(store.draft(person, &occasion(draft)).await.unwrap().as_ref(), Some(draft));
    }
}

async fn all_drafts_of_a_person_are_listed(store: Arc<dyn Store>) {
    let ((person, _), (other, _)) = (enrolled(&store).await, enrolled(&store).await);
    let wave = Some(opened_wave(&store).await.id);
    opened(&store, other).await;
    let mut ids = BTreeSet::new();
    for draft in [new_draft("survey"), new_draft("survey-two"), Draft { wave, ..new_draft("survey") }] {
        ids.insert(store.open_draft(person, draft).await.unwrap().id);
    }
    let listed: BTreeSet<ResponseId> = store.drafts(person).await.unwrap().iter().map(|draft| draft.id).collect();
    assert_eq!(listed, ids);
}

async fn in_a_wave_a_draft_after_the_response_is_a_conflict(store: Arc<dyn Store>) {
    let ((person, _), (other, _)) = (enrolled(&store).await, enrolled(&store).await);
    let (wave, later) = (Some(opened_wave(&store).await.id), Some(opened_wave(&store).await.id));
    let draft = store.open_draft(person, Draft { wave, ..new_draft("survey") }).await.unwrap();
    store.submit(person, draft.revision, response_to(&draft)).await.unwrap();

    assert_conflict(store.open_draft(person, Draft { wave, ..new_draft("survey") }).await);
    assert_conflict(store.replace_draft(person, Draft { wave, ..new_draft("survey") }).await);
    assert_eq!(store.drafts(person).await.unwrap(), []);
    // Another survey, another wave, no wave, somebody else.
    store.open_draft(person, Draft { wave, ..new_draft("survey-two") }).await.unwrap();
    store.open_draft(person, Draft { wave: later, ..new_draft("survey") }).await.unwrap();
    opened(&store, person).await;
    store.open_draft(other, Draft { wave, ..new_draft("survey") }).await.unwrap();
}

async fn a_draft_that_is_replaced_is_gone_and_takes_no_answer(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let first = opened(&store, person).await;
    store.record(person, &occasion(&first), first.id, entry("item", 3)).await.unwrap();
    let second = store.replace_draft(person, new_draft("survey")).await.unwrap();
    assert_ne!(second.id, first.id);
    assert_eq!(store.draft(person, &occasion(&first)).await.unwrap(), Some(second.clone()));
    assert_not_found(store.record(person, &occasion(&first), first.id, entry("item", 3)).await);
    let other = store.replace_draft(person, new_draft("survey-two")).await.unwrap();
    assert_eq!(store.draft(person, &occasion(&other)).await.unwrap(), Some(other), "nothing was in its place");
    assert_not_found(store.replace_draft(new_person(), new_draft("survey")).await);
}

async fn a_wave_that_is_not_open_takes_no_drafts(store: Arc<dyn Store>) {
    let (person, _) = enrolled(&store).await;
    let (draft, closed) = (new_wave(), opened_wave(&store).await);
    store.change_wave(None, &draft, event()).await.unwrap();
    close(&store, &closed).await;
    for wave in [draft.id, closed.id, new_wave_id()] {
        let draft = Draft { wave: Some(wave), ..new_draft("survey") };
        assert_not_found(store.open_draft(person, draft).await);
    }
    assert_eq!(store.drafts(person).await.unwrap(), []);
}

async fn a_closed_wave_takes_no_submit_and_still_gives_the_first_response(store: Arc<dyn Store>) {
    let ((quick, _), (slow, _)) = (enrolled(&store).await, enrolled(&store).await);
    let wave = opened_wave(&store).await;
    let mut drafts = Vec::new();
    for person in [quick, slow] {
        let draft = Draft { wave: Some(wave.id), ..new_draft("survey") };
        drafts.push(store.open_draft(person, draft).await.unwrap());
    }
    let response = store.submit(quick, drafts[0].revision, response_to(&drafts[0])).await.unwrap();
    close(&store, &wave).await;

    let again = Response { place: 9, ..response.clone() };
    assert_eq!(store.submit(quick, drafts[0].revision, again).await.unwrap(), response);
    assert_not_found(store.submit(slow, drafts[1].revision, response_to(&drafts[1])).await);
    assert_eq!(store.responses(slow).await.unwrap(), []);
    assert_eq!(store.handed_in(wave.id, &survey("survey")).await.unwrap(), [quick]);
}

//! Waves and who is invited. What a store must do with them, sentence by sentence.

use jiff::ToSpan;

use super::*;

sentences! {
    a_wave_is_changed_by_whoever_saw_its_last_state,
    a_wave_is_begun_once,
    of_many_changes_of_a_wave_at_once_one_is_made,
    opening_brings_everybody_who_is_invited,
    opening_what_is_no_draft_any_more_invites_nobody,
    a_survey_is_never_open_twice_and_rests_after_it_has_closed,
    invitations_of_different_waves_do_not_meet,
    invited_teams_come_in_the_order_of_their_paths,
    whoever_handed_in_is_counted_once_and_only_there,
    erasing_a_wave_leaves_nothing_of_it_but_private_responses_without_the_wave,
    erasing_a_wave_that_is_not_as_it_was_seen_erases_nothing,
}

async fn a_wave_is_changed_by_whoever_saw_its_last_state(store: Arc<dyn Store>) {
    let (draft, other) = (new_wave(), new_wave());
    assert_eq!(store.wave(draft.id).await.unwrap(), None);
    store.change_wave(None, &draft, event()).await.unwrap();
    store.change_wave(None, &other, event()).await.unwrap();
    let renamed = draft.clone().with_terms(Terms { name: "Autumn".to_owned(), ..draft.terms().clone() }).unwrap();
    store.change_wave(Some(&draft), &renamed, event()).await.unwrap();
    assert_eq!(store.wave(draft.id).await.unwrap().as_ref(), Some(&renamed));

    let late = draft.clone().with_terms(Terms { name: "Winter".to_owned(), ..draft.terms().clone() }).unwrap();
    assert_conflict(store.change_wave(Some(&draft), &late, event()).await);
    assert_conflict(store.change_wave(None, &late, event()).await);
    assert_eq!(store.wave(draft.id).await.unwrap().as_ref(), Some(&renamed));
    let all = store.waves().await.unwrap();
    assert!(all.len() == 2 && all.contains(&renamed) && all.contains(&other), "{all:?}");
}

async fn a_wave_is_begun_once(store: Arc<dyn Store>) {
    let draft = new_wave();
    assert_conflict(store.change_wave(Some(&draft), &draft, event()).await);
    assert_eq!(store.wave(draft.id).await.unwrap(), None);
    store.change_wave(None, &draft, event()).await.unwrap();
    assert_conflict(store.change_wave(None, &draft, event()).await);
}

async fn of_many_changes_of_a_wave_at_once_one_is_made(store: Arc<dyn Store>) {
    let draft = new_wave();
    store.change_wave(None, &draft, event()).await.unwrap();
    let mut changes = JoinSet::new();
    for number in 0..20 {
        let (store, before) = (Arc::clone(&store), draft.clone());
        changes.spawn(async move {
            let terms = Terms { name: format!("Wave {number}"), ..before.terms().clone() };
            let after = before.clone().with_terms(terms).unwrap();
            store.change_wave(Some(&before), &after, event()).await.map(|()| after)
        });
    }
    let (made, refused): (Vec<_>, Vec<_>) = changes.join_all().await.into_iter().partition(|outcome| outcome.is_ok());
    assert!(refused.iter().all(|outcome| matches!(outcome, Err(StoreError::Conflict))), "{refused:?}");
    let [Ok(made)] = made.as_slice() else { panic!("{made:?}") };
    assert_eq!(store.wave(draft.id).await.unwrap().as_ref(), Some(made));
}

async fn opening_brings_everybody_who_is_invited(store: Arc<dyn Store>) {
    let (draft, snapshot) = (new_wave(), snapshot(40));
    store.change_wave(None, &draft, event()).await.unwrap();
    assert_eq!(store.everybody_invited(draft.id).await.unwrap(), []);
    let open = draft.clone().opened(Vec::new(), 40, DAY).unwrap();
    store.open_wave(&draft, &open, &snapshot, event()).await.unwrap();

    assert_eq!(store.wave(draft.id).await.unwrap().as_ref(), Some(&open));
    let everybody = store.everybody_invited(draft.id).await.unwrap();
    let by_person = |people: &[Invited]| -> BTreeMap<PersonId, Invited> {
        people.iter().map(|invited| (invited.person, invited.clone())).collect()
    };
    assert_eq!(everybody.len(), 40);
    assert_eq!(by_person(&everybody), by_person(&snapshot.people));
    for invited in &snapshot.people {
        assert_eq!(store.invited(draft.id, invited.person).await.unwrap().as_ref(), Some(invited));
    }
    for team in &snapshot.teams {
        assert_eq!(store.invited_team(draft.id, team.path.id()).await.unwrap().as_ref(), Some(team));
    }
    assert_eq!(store.invited(draft.id, new_person()).await.unwrap(), None);
    assert_eq!(store.invited_team(draft.id, TeamId::ORGANISATION).await.unwrap(), None);
}

async fn opening_what_is_no_draft_any_more_invites_nobody(store: Arc<dyn Store>) {
    let draft = new_wave();
    let open = draft.clone().opened(Vec::new(), 1, DAY).unwrap();
    let (first, second) = (snapshot(1), snapshot(1));
    let nobody_is_invited = async |snapshot: &Snapshot| {
        assert_eq!(store.invited(draft.id, snapshot.people[0].person).await.unwrap(), None);
        assert_eq!(store.invited_team(draft.id, snapshot.teams[0].path.id()).await.unwrap(), None);
    };
    assert_conflict(store.open_wave(&draft, &open, &first, event()).await);
    assert_eq!(store.wave(draft.id).await.unwrap(), None);
    nobody_is_invited(&first).await;

    store.change_wave(None, &draft, event()).await.unwrap();
    store.open_wave(&draft, &open, &first, event()).await.unwrap();
    assert_conflict(store.open_wave(&draft, &open, &second, event()).await);
    nobody_is_invited(&second).await;
    assert_eq!(store.everybody_invited(draft.id).await.unwrap(), first.people);
    assert_eq!(store.invited_teams(draft.id).await.unwrap(), first.teams);
}

async fn invitations_of_different_waves_do_not_meet(store: Arc<dyn Store>) {
    let mut waves = Vec::new();
    for people in [2, 3] {
        let (draft, snapshot) = (new_wave(), snapshot(people));
        store.change_wave(None, &draft, event()).await.unwrap();
        let open = draft.clone().opened(Vec::new(), 2, DAY).unwrap();
        store.open_wave(&draft, &open, &snapshot, event()).await.unwrap();
        waves.push((open.id, snapshot));
    }
    let [(spring, invited_in_spring), (autumn, invited_in_autumn)] = waves.as_slice() else { unreachable!() };
    assert_eq!(store.everybody_invited(*spring).await.unwrap().len(), 2);
    assert_eq!(store.everybody_invited(*autumn).await.unwrap().len(), 3);
    assert_eq!(store.invited_teams(*spring).await.unwrap(), invited_in_spring.teams);
    assert_eq!(store.invited(*spring, invited_in_autumn.people[0].person).await.unwrap(), None);
}

async fn a_survey_is_never_open_twice_and_rests_after_it_has_closed(store: Arc<dyn Store>) {
    let open = async |asked: &str, day: Date| {
        let draft = new_wave();
        store.change_wave(None, &draft, event()).await.unwrap();
        let content = ContentHash::of(b"survey");
        let asked = Asked { survey: survey(asked), version: 1, content, privacy: Privacy::Confidential };
        let open = draft.clone().opened(vec![asked], 5, day).unwrap();
        store.open_wave(&draft, &open, &snapshot(5), event()).await.map(|()| open)
    };
    let first = open("survey", DAY).await.unwrap();
    assert_conflict(open("survey", DAY).await);
    open("survey-two", DAY).await.unwrap();
    store.change_wave(Some(&first), &first.clone().closed(DAY).unwrap(), event()).await.unwrap();
    assert_conflict(open("survey", DAY.saturating_add(27_i32.days())).await);
    open("survey", DAY.saturating_add(28_i32.days())).await.unwrap();
}

async fn invited_teams_come_in_the_order_of_their_paths(store: Arc<dyn Store>) {
    let draft = new_wave();
    store.change_wave(None, &draft, event()).await.unwrap();
    let open = draft.clone().opened(Vec::new(), 5, DAY).unwrap();
    let team = |path: &str| InvitedTeam { path: TeamPath::parse(path).unwrap(), invited: 5, filed: 5, filed_new: 0 };
    let teams: Vec<InvitedTeam> = ["A", "A > B", "A > B > C", "A > D", "A B", "E"].map(team).to_vec();
    assert!(teams.is_sorted_by(|one, next| one.path < next.path));
    store.open_wave(&draft, &open, &Snapshot { people: Vec::new(), teams: teams.clone() }, event()).await.unwrap();
    assert_eq!(store.invited_teams(draft.id).await.unwrap(), teams);
}

async fn whoever_handed_in_is_counted_once_and_only_there(store: Arc<dyn Store>) {
    let ((person, _), (other, _)) = (enrolled(&store).await, enrolled(&store).await);
    let (wave, elsewhere) = (opened_wave(&store).await.id, opened_wave(&store).await.id);
    let (short, long) = (survey("survey"), survey("survey-two"));
    for (person, wave, survey) in [(person, Some(wave), &short), (other, Some(elsewhere), &long), (other, None, &short)]
    {
        let draft = Draft { survey: survey.clone(), wave, ..new_draft("survey") };
        let draft = store.open_draft(person, draft).await.unwrap();
        let handed_in = |wave: WaveId| store.handed_in(wave, survey);
        if let Some(wave) = wave {
            assert_eq!(handed_in(wave).await.unwrap(), [], "a draft is not handed in");
        }
        for _ in 0..2 {
            store.submit(person, draft.revision, response_to(&draft)).await.unwrap();
        }
    }
    assert_eq!(store.handed_in(wave, &short).await.unwrap(), [person]);
    assert_eq!(store.handed_in(wave, &long).await.unwrap(), []);
    assert_eq!(store.handed_in(elsewhere, &short).await.unwrap(), []);
    assert_eq!(store.handed_in(elsewhere, &long).await.unwrap(), [other]);
}

async fn erasing_a_wave_leaves_nothing_of_it_but_private_responses_without_the_wave(store: Arc<dyn Store>) {
    let (spring, person, group) = answered_wave(&store).await;
    let autumn = opened_wave(&store).await.id;
    let elsewhere = store.open_draft(person, Draft { wave: Some(autumn), ..new_draft("survey") }).await.unwrap();
    let in_autumn = BallotBox { wave: autumn, survey: survey("anonymous"), group };
    store.cast(&in_autumn, person, ballot()).await.unwrap();
    let alone = submitted(&store, person).await;
    let closed = spring.clone().closed(DAY).unwrap();
    store.change_wave(Some(&spring), &closed, event()).await.unwrap();
    store.open_ballots(spring.id).await.unwrap();
    let private = store.responses(person).await.unwrap();
    let private = private.into_iter().find(|response| response.survey == survey("private")).unwrap();

    let erased = closed.clone().erased(DAY).unwrap();
    store.erase_wave(&closed, &erased, &[survey("private")], event()).await.unwrap();

    assert_eq!(store.wave(spring.id).await.unwrap().as_ref(), Some(&erased));
    assert_eq!(store.everybody_invited(spring.id).await.unwrap(), []);
    assert_eq!(store.invited_teams(spring.id).await.unwrap(), []);
    assert_eq!(store.turnout(spring.id, &survey("anonymous")).await.unwrap(), BTreeMap::new());
    for name in ["survey", "private"] {
        assert_eq!(store.handed_in(spring.id, &survey(name)).await.unwrap(), []);
    }
    assert_eq!(store.drafts(person).await.unwrap(), [elsewhere]);
    let left: BTreeMap<ResponseId, Response> =
        store.responses(person).await.unwrap().into_iter().map(|response| (response.id, response)).collect();
    let private = Response { wave: None, ..private };
    assert_eq!(left, BTreeMap::from([(private.id, private), (alone.id, alone)]));
    assert!(store.has_cast(&in_autumn, person).await.unwrap());
    // Once is enough.
    assert_conflict(store.erase_wave(&closed, &erased, &[], event()).await);
}

async fn erasing_a_wave_that_is_not_as_it_was_seen_erases_nothing(store: Arc<dyn Store>) {
    let (open, person, group) = answered_wave(&store).await;
    // Somebody believes that it was closed.
    let closed = open.clone().closed(DAY).unwrap();
    let before = (store.responses(person).await.unwrap(), store.drafts(person).await.unwrap());
    assert_conflict(store.erase_wave(&closed, &closed.clone().erased(DAY).unwrap(), &[], event()).await);
    assert_eq!(store.wave(open.id).await.unwrap().as_ref(), Some(&open));
    assert_eq!((store.responses(person).await.unwrap(), store.drafts(person).await.unwrap()), before);
    assert_eq!(store.everybody_invited(open.id).await.unwrap().len(), 1);
    let place = BallotBox { wave: open.id, survey: survey("anonymous"), group };
    assert!(store.has_cast(&place, person).await.unwrap());
    assert_eq!(store.turnout(open.id, &survey("anonymous")).await.unwrap(), BTreeMap::from([(group, 1)]));
}

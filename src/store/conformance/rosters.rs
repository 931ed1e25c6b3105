//! The roster. What a store must do with it, sentence by sentence.

use super::*;

sentences! {
    an_empty_roster_has_nobody,
    a_change_puts_members_in_place_and_raises_the_number,
    a_change_of_a_roster_that_was_changed_meanwhile_is_a_conflict_and_changes_nothing,
    of_many_changes_at_once_one_is_made,
    an_address_is_found_however_its_letters_are_written,
    addresses_pass_from_one_member_to_another_in_one_change,
    an_address_that_was_passed_on_stays_where_it_is_when_the_one_before_changes,
    whoever_leaves_is_signed_out_and_found_at_no_address,
    whoever_reads_at_another_address_is_signed_out,
    whoever_comes_back_has_what_was_theirs,
    a_change_of_address_locks_and_owes_a_letter_in_the_same_write,
    what_is_locked_is_opened_once_and_goes_when_the_person_is_erased,
}

async fn an_empty_roster_has_nobody(store: Arc<dyn Store>) {
    let (_, members) = store.roster().await.unwrap();
    assert_eq!(members, []);
    assert_eq!(store.member(new_person()).await.unwrap(), None);
    assert_eq!(store.member_with_email(&new_email()).await.unwrap(), None);
}

async fn a_change_puts_members_in_place_and_raises_the_number(store: Arc<dyn Store>) {
    let (number, _) = store.roster().await.unwrap();
    let (anna, ben) = (new_member(), new_member());
    store.change_roster(number, &[anna.clone(), ben.clone()], &[], event()).await.unwrap();
    let (next, members) = store.roster().await.unwrap();
    assert!(next > number);
    assert_eq!(by_person(members), by_person(vec![anna.clone(), ben.clone()]));
    // A member is a person, without any key.
    opened(&store, anna.person).await;

    let moved = Member { name: "Anna Tal".to_owned(), team: TeamPath::parse("Legal").unwrap(), ..anna };
    store.change_roster(next, std::slice::from_ref(&moved), &[], event()).await.unwrap();
    let (last, members) = store.roster().await.unwrap();
    assert!(last > next);
    assert_eq!(by_person(members), by_person(vec![moved.clone(), ben]));
    assert_eq!(store.member(moved.person).await.unwrap(), Some(moved));
}

async fn a_change_of_a_roster_that_was_changed_meanwhile_is_a_conflict_and_changes_nothing(store: Arc<dyn Store>) {
    let (number, _) = store.roster().await.unwrap();
    let anna = joined(&store).await;
    let before = store.roster().await.unwrap();
    let session = new_key();
    let opens = sessions::session_of(anna.person, anna.email.clone(), 9);
    store.keep_session(session, opens, None).await.unwrap();

    let gone = Member { left: Some(DAY), ..anna.clone() };
    let ben = new_member();
    for stale in [number, before.0 + 1] {
        assert_conflict(store.change_roster(stale, &[gone.clone(), ben.clone()], &[], event()).await);
    }
    assert_eq!(store.roster().await.unwrap(), before);
    assert_eq!(store.member_with_email(&anna.email).await.unwrap(), Some(anna));
    assert_eq!(store.member_with_email(&ben.email).await.unwrap(), None);
    assert!(store.session(session).await.unwrap().is_some());
    assert_not_found(store.open_draft(ben.person, new_draft("survey")).await);
}

async fn of_many_changes_at_once_one_is_made(store: Arc<dyn Store>) {
    let (number, _) = store.roster().await.unwrap();
    let mut changes = JoinSet::new();
    for _ in 0..20 {
        let store = Arc::clone(&store);
        changes.spawn(async move { store.change_roster(number, &[new_member(), new_member()], &[], event()).await });
    }
    let outcomes = changes.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Err(StoreError::Conflict))).count(), 19);
    assert_eq!(store.roster().await.unwrap().1.len(), 2);
}

async fn an_address_is_found_however_its_letters_are_written(store: Arc<dyn Store>) {
    let anna = joined(&store).await;
    let shouted = EmailAddress::parse(&anna.email.as_str().to_uppercase()).unwrap();
    assert_eq!(store.member_with_email(&shouted).await.unwrap(), Some(anna));
}

async fn addresses_pass_from_one_member_to_another_in_one_change(store: Arc<dyn Store>) {
    let (anna, ben, cem) = (joined(&store).await, joined(&store).await, joined(&store).await);
    let (number, _) = store.roster().await.unwrap();
    // In a ring, so that whatever the order is, somebody gets what another one still has.
    let changed = [
        Member { email: ben.email.clone(), ..anna.clone() },
        Member { email: cem.email.clone(), ..ben.clone() },
        Member { email: anna.email.clone(), ..cem.clone() },
    ];
    store.change_roster(number, &changed, &[], event()).await.unwrap();
    for member in changed {
        assert_eq!(store.member_with_email(&member.email).await.unwrap(), Some(member));
    }

    // From one who leaves to one who comes.
    let (number, members) = store.roster().await.unwrap();
    let anna = members.into_iter().find(|member| member.person == anna.person).unwrap();
    let new = Member { email: anna.email.clone(), ..new_member() };
    store.change_roster(number, &[new.clone(), Member { left: Some(DAY), ..anna }], &[], event()).await.unwrap();
    assert_eq!(store.member_with_email(&new.email).await.unwrap(), Some(new));
}

async fn an_address_that_was_passed_on_stays_where_it_is_when_the_one_before_changes(store: Arc<dyn Store>) {
    let anna = joined(&store).await;
    let gone = Member { left: Some(DAY), ..anna.clone() };
    let ben = Member { email: anna.email.clone(), ..new_member() };
    let back = Member { email: new_email(), ..anna };
    for (changed, reader) in [(&gone, None), (&ben, Some(&ben)), (&gone, Some(&ben)), (&back, Some(&ben))] {
        let (number, _) = store.roster().await.unwrap();
        store.change_roster(number, std::slice::from_ref(changed), &[], event()).await.unwrap();
        assert_eq!(store.member_with_email(&ben.email).await.unwrap().as_ref(), reader);
    }
    assert_eq!(store.member_with_email(&back.email).await.unwrap(), Some(back));
}

async fn whoever_leaves_is_signed_out_and_found_at_no_address(store: Arc<dyn Store>) {
    let (anna, ben) = (SignedIn::joined(&store).await, SignedIn::joined(&store).await);
    let (number, _) = store.roster().await.unwrap();
    let gone = Member { left: Some(DAY), ..anna.member.clone() };
    store.change_roster(number, &[gone.clone(), ben.member.clone()], &[], event()).await.unwrap();
    assert!(!anna.is_signed_in(&store).await);
    assert!(ben.is_signed_in(&store).await);
    assert_eq!(store.member_with_email(&anna.member.email).await.unwrap(), None);
    assert_eq!(store.member(anna.member.person).await.unwrap(), Some(gone));
}

async fn whoever_reads_at_another_address_is_signed_out(store: Arc<dyn Store>) {
    let (anna, ben) = (SignedIn::joined(&store).await, SignedIn::joined(&store).await);
    let (number, _) = store.roster().await.unwrap();
    let elsewhere = Member { email: new_email(), ..anna.member.clone() };
    let promoted = Member { team: TeamPath::parse("Elsewhere").unwrap(), ..ben.member.clone() };
    store.change_roster(number, &[elsewhere, promoted], &[], event()).await.unwrap();
    assert!(!anna.is_signed_in(&store).await);
    assert!(ben.is_signed_in(&store).await);
}

/// A member with a session, and with a link that would make another.
struct SignedIn {
    member: Member,
    session: KeyHash,
    link: KeyHash,
}

impl SignedIn {
    async fn joined(store: &Arc<dyn Store>) -> SignedIn {
        let (member, session, link) = (joined(store).await, new_key(), new_key());
        let (person, email) = (member.person, member.email.clone());
        store.keep_session(session, sessions::session_of(person, email.clone(), 9), None).await.unwrap();
        store.keep_link(link, sessions::link_of(person, email, 9)).await.unwrap();
        SignedIn { member, session, link }
    }

    /// Whether both still work; the link is used up.
    async fn is_signed_in(&self, store: &Arc<dyn Store>) -> bool {
        let session = store.session(self.session).await.unwrap().is_some();
        let link = store.redeem_link(self.link, at(1)).await.unwrap().is_some();
        assert_eq!(session, link, "one ends with the other");
        session
    }
}

async fn whoever_comes_back_has_what_was_theirs(store: Arc<dyn Store>) {
    let anna = joined(&store).await;
    let response = submitted(&store, anna.person).await;
    for member in [Member { left: Some(DAY), ..anna.clone() }, anna.clone()] {
        let (number, _) = store.roster().await.unwrap();
        store.change_roster(number, &[member], &[], event()).await.unwrap();
    }
    assert_eq!(store.member_with_email(&anna.email).await.unwrap().as_ref(), Some(&anna));
    assert_eq!(store.responses(anna.person).await.unwrap(), [response]);
}

async fn a_change_of_address_locks_and_owes_a_letter_in_the_same_write(store: Arc<dyn Store>) {
    let anna = joined(&store).await;
    let readdressed = readdressed(anna.person);
    let elsewhere = Member { email: new_email(), ..anna.clone() };
    let (number, _) = store.roster().await.unwrap();
    let stale =
        store.change_roster(number + 1, std::slice::from_ref(&elsewhere), std::slice::from_ref(&readdressed), event());
    assert_conflict(stale.await);
    assert_eq!(store.address_lock(anna.person).await.unwrap(), None);
    assert_eq!(store.requests(9).await.unwrap(), []);

    store.change_roster(number, &[elsewhere], std::slice::from_ref(&readdressed), event()).await.unwrap();
    assert_eq!(store.address_lock(anna.person).await.unwrap(), readdressed.lock);
    assert_eq!(store.requests(9).await.unwrap(), [readdressed.letter.unwrap()]);

    let back = Readdressed { person: anna.person, lock: None, letter: None };
    store.change_roster(number + 1, std::slice::from_ref(&anna), &[back], event()).await.unwrap();
    assert_eq!(store.address_lock(anna.person).await.unwrap(), None);
}

async fn what_is_locked_is_opened_once_and_goes_when_the_person_is_erased(store: Arc<dyn Store>) {
    let (anna, ben) = (joined(&store).await, joined(&store).await);
    for person in [anna.person, ben.person] {
        let (number, _) = store.roster().await.unwrap();
        store.change_roster(number, &[], &[readdressed(person)], event()).await.unwrap();
    }
    assert!(store.unlock(anna.person, event()).await.unwrap());
    assert!(!store.unlock(anna.person, event()).await.unwrap());
    assert_eq!(store.address_lock(anna.person).await.unwrap(), None);
    assert!(store.address_lock(ben.person).await.unwrap().is_some());
    store.erase(ben.person).await.unwrap();
    assert_eq!(store.address_lock(ben.person).await.unwrap(), None);
}

fn readdressed(person: PersonId) -> Readdressed {
    let lock = AddressLock { before: new_email(), since: DAY, seal: Seal::from_random([7; 32]) };
    let about = LetterAbout::NewAddress { person, to: new_email() };
    Readdressed { person, lock: Some(lock), letter: Some(LinkRequest { about, ..outbox::request(9) }) }
}

fn by_person(members: Vec<Member>) -> BTreeMap<PersonId, Member> {
    members.into_iter().map(|member| (member.person, member)).collect()
}

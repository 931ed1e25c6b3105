//! The page that says how the answers of a survey are protected.

use crate::support::{App, Organisation, terms};

#[tokio::test]
async fn everybody_in_the_organisation_reads_how_answers_are_protected_before_and_after_the_results() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let page = format!("/w/{wave}/proof");
    assert_eq!(app.visit().get(&page).await.status, 401, "for people of the organisation");
    let mut bo = organisation.signed_in("bo@example.org").await;
    assert!(bo.get(&format!("/w/{wave}")).await.body.contains(&format!("href=\"{page}\"")));
    let before = bo.get(&page).await.text();
    assert!(before.contains("Results are made once, after the survey has closed"), "{before}");
    let opening = app.context.store.wave(wave).await.unwrap().unwrap().opening().cloned().unwrap();
    assert!(before.contains(&opening.hash.to_string()), "the fingerprint of what was agreed");
    for email in ["bo", "cy", "di", "ed", "fi"] {
        organisation.answers_about_practice(wave, &format!("{email}@example.org"), 3).await;
    }
    organisation.release(wave).await;
    // Somebody of a works council need not be among those who were asked.
    let after = organisation.signed_in("analyst@example.org").await.get(&page).await.text();
    for expected in ["Fewest people", "Means", "Participation"] {
        assert!(after.contains(expected), "{expected}: {after}");
    }
    assert!(!after.contains("Results are made once"), "{after}");
}

#[tokio::test]
async fn the_page_says_only_what_is_so_for_the_survey() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut only_practice = terms();
    only_practice.surveys = vec!["team-practice".into()];
    let wave = organisation.open_wave_with(only_practice).await;
    let mut bo = organisation.signed_in("bo@example.org").await;
    let page = bo.get(&format!("/w/{wave}/proof")).await.text();
    assert!(!page.contains("ballot lies in a sealed envelope"), "nothing is anonymous in it: {page}");
    assert!(page.contains("Stored with your number in the list of people and the date"));
    let draft = organisation.draft_wave(terms()).await;
    assert_eq!(bo.get(&format!("/w/{draft}/proof")).await.status, 404);
}

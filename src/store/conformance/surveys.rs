//! Survey files. What a store must do with them, sentence by sentence.

use super::*;

sentences! {
    a_survey_file_comes_back_byte_for_byte,
    keeping_the_same_file_again_changes_nothing,
    a_survey_file_is_replaced_while_nobody_has_answered,
    a_draft_fixes_the_survey_file_for_good,
    survey_versions_come_ascending_and_by_survey,
}

async fn a_survey_file_comes_back_byte_for_byte(store: Arc<dyn Store>) {
    let survey = new_survey();
    // Not text, and longer than one value of any store.
    let file: Vec<u8> = (0..300_001_u32).map(|byte| (byte % 251) as u8).collect();
    for (version, file) in [(1, file.as_slice()), (2, b""), (u32::MAX, b"\0")] {
        assert_eq!(store.survey_file(&survey, version).await.unwrap(), None);
        store.keep_survey(&survey, version, ContentHash::of(file), file).await.unwrap();
        assert_eq!(store.survey_file(&survey, version).await.unwrap().as_deref(), Some(file));
    }
}

async fn keeping_the_same_file_again_changes_nothing(store: Arc<dyn Store>) {
    let (survey, file) = (new_survey(), b"[survey]");
    let (person, _) = enrolled(&store).await;
    store.keep_survey(&survey, 1, ContentHash::of(file), file).await.unwrap();
    store.open_draft(person, new_draft(survey.as_str())).await.unwrap();
    store.keep_survey(&survey, 1, ContentHash::of(file), file).await.unwrap();
    assert_eq!(store.survey_file(&survey, 1).await.unwrap().as_deref(), Some(file.as_slice()));
}

async fn a_survey_file_is_replaced_while_nobody_has_answered(store: Arc<dyn Store>) {
    let survey = new_survey();
    let (long, short) = (vec![b'l'; 20_000], vec![b's'; 9]);
    for file in [&short, &long, &short] {
        store.keep_survey(&survey, 1, ContentHash::of(file), file).await.unwrap();
        assert_eq!(store.survey_file(&survey, 1).await.unwrap().as_ref(), Some(file));
    }
}

async fn a_draft_fixes_the_survey_file_for_good(store: Arc<dyn Store>) {
    let (survey, before, after) = (new_survey(), b"before", b"after");
    let (person, _) = enrolled(&store).await;
    store.keep_survey(&survey, 1, ContentHash::of(before), before).await.unwrap();
    let draft = store.open_draft(person, new_draft(survey.as_str())).await.unwrap();
    assert_conflict(store.keep_survey(&survey, 1, ContentHash::of(after), after).await);
    store.submit(person, draft.revision, response_to(&draft)).await.unwrap();
    assert_conflict(store.keep_survey(&survey, 1, ContentHash::of(after), after).await);
    store.erase(person).await.unwrap();
    assert_conflict(store.keep_survey(&survey, 1, ContentHash::of(after), after).await);
    assert_eq!(store.survey_file(&survey, 1).await.unwrap().as_deref(), Some(before.as_slice()));

    store.keep_survey(&survey, 2, ContentHash::of(after), after).await.unwrap();
    assert_eq!(store.survey_file(&survey, 2).await.unwrap().as_deref(), Some(after.as_slice()));
}

async fn survey_versions_come_ascending_and_by_survey(store: Arc<dyn Store>) {
    let survey = new_survey();
    let longer_name = SurveyId::parse(&format!("{survey}-two")).unwrap();
    for version in [256, 3, 1, 255] {
        store.keep_survey(&survey, version, ContentHash::of(b""), b"").await.unwrap();
    }
    assert_eq!(store.survey_versions(&survey).await.unwrap(), [1, 3, 255, 256]);
    assert_eq!(store.survey_versions(&longer_name).await.unwrap(), [0_u32; 0]);
}

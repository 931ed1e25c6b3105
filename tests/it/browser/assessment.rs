//! Taking the assessment with the mouse, and what the result says.

use serde_json::json;

use super::session::Device;
use super::visitor::{DID_NOT_COME_UP, FIT_IS_WEAKEST, Installation, SURVEY, Visitor, question};
use crate::support::ITEMS;

#[test]
fn a_person_takes_the_whole_assessment_with_the_mouse() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop().with_motion());
    visitor.visit("/");
    visitor.follow("main .card .button");
    visitor.arrives_at(SURVEY);
    visitor.follow("main form .button");

    visitor.arrives_at(&question("work"));
    assert_eq!(visitor.count(":checked"), 1, "only the switch may be on before anything is chosen");
    visitor.answer(7);
    visitor.arrives_at(&question("tasks"));
    visitor.choose(8);
    visitor.choose(13);
    visitor.carry_on();

    let (last, others) = ITEMS.split_last().expect("there are fourteen");
    for (item, option) in others.iter().zip(FIT_IS_WEAKEST) {
        visitor.arrives_at(&question(item));
        visitor.can_be_quick();
        // People tap the words as well as the circle.
        if option % 2 == 0 { visitor.click(&format!("#answer-{option}")) } else { visitor.choose(option) }
    }
    visitor.arrives_at(&question(last));
    visitor.can_be_quick();
    visitor.choose(FIT_IS_WEAKEST[13]);
    visitor.is_told("Saved");
    assert_eq!(visitor.path(), question(last), "the last page must not submit by itself");
    visitor.see_result();

    assert_eq!(visitor.text("h1"), "You are finding a rhythm.");
    assert!(visitor.shows("svg.ladder[role=img]"), "expected the ladder of levels");
    assert_eq!(visitor.content("#ladder-title"), "Level 3 of 5, Finding a rhythm: 52 of 100, give or take 6");
    assert!(!visitor.text(".card.step h2").is_empty(), "expected a step with a title");
    let why = visitor.text(".card.step .why");
    assert!(why.starts_with("Why this one: ") && why.contains("Fit is clearly the weakest (25 of 100)"), "{why}");
    assert!(visitor.shows(".card.step .done"), "expected when the step is done");
    let values = visitor.texts(".bars .value");
    assert_eq!(values, ["25 ± 11", "50 ± 10", "50 ± 11", "75 ± 10"], "expected four bars, weakest first");
    assert!(visitor.text(".bars tbody tr:first-child th").starts_with("Fit"));
    assert_eq!(visitor.count(".others article"), 2, "expected two other steps");
}

#[test]
fn what_did_not_come_up_gives_no_score_but_still_a_step() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    let mut options = [DID_NOT_COME_UP; 14];
    options[11] = 3;
    visitor.take_assessment(options);

    assert_eq!(visitor.text("h1"), "Too little came up for a score, and that is fine.");
    assert!(!visitor.shows("svg.ladder"), "expected no ladder without a score");
    assert_eq!(visitor.count(".bars .value"), 0, "expected no bar without a score");
    assert!(!visitor.text(".card.step h2").is_empty(), "expected a step all the same");
    assert!(visitor.text(".card.step .why").contains("too few answers to compare your sides"));
}

#[test]
fn a_question_can_be_answered_when_the_browser_part_does_not_arrive() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.devtools("Network.enable", json!({}));
    visitor.devtools("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] }));
    visitor.start();
    visitor.wait_until("the console to say that the wasm did not come", || {
        visitor.console().iter().any(|line| line.contains("Failed to fetch")).then_some(())
    });

    assert!(!visitor.shows(".quick.ready"), "a switch that does nothing must not be shown");
    visitor.choose(7);
    assert_eq!(visitor.path(), question("work"));
    visitor.carry_on();
    visitor.arrives_at(&question("tasks"));
    visitor.carry_on();
    visitor.arrives_at(&question(ITEMS[0]));
    visitor.choose(4);
    visitor.carry_on();
    visitor.arrives_at(&question(ITEMS[1]));
    visitor.go_back();
    assert!(visitor.has_chosen(4), "expected the answer to be kept");
}

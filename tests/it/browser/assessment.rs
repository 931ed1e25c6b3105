//! Taking the assessment with the mouse, and what the result says.

use serde_json::json;

use super::session::Device;
use super::visitor::{DID_NOT_COME_UP, FIT_IS_WEAKEST, Installation, SURVEY, Visitor, question};
use super::words::{english, finding, say, survey};
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
    visitor.is_told("saved");
    assert_eq!(visitor.path(), question(last), "the last page must not submit by itself");
    visitor.see_result();

    assert_eq!(visitor.text("h1"), finding(3));
    assert!(visitor.shows("svg.ladder[role=img]"), "expected the ladder of levels");
    let name = english().of(&survey().levels()[2].name);
    let places = [("level", 3), ("levels", 5), ("points", 52), ("sem", 6)].map(|(name, number)| (name, number.into()));
    let [level, levels, points, sem] = places;
    let ladder = english().with("ladder-title", [level, levels, ("name", name.into()), points, sem]);
    assert_eq!(visitor.content("#ladder-title"), ladder);
    assert!(!visitor.text(".card.step h2").is_empty(), "expected a step with a title");
    let why = visitor.text(".card.step .why");
    let fit = english().of(&survey().dimensions()[0].name);
    let reason = english().with("why-weakest", [("dimension", fit.as_str().into()), ("points", 25.into())]);
    assert!(why.contains(&reason), "expected {reason:?} in {why:?}");
    assert!(visitor.shows(".card.step .done"), "expected when the step is done");
    let values = visitor.texts(".bars .value");
    assert_eq!(values, ["25 ± 11", "50 ± 10", "50 ± 11", "75 ± 10"], "expected four bars, weakest first");
    assert!(visitor.text(".bars tbody tr:first-child th").starts_with(&fit));
    assert_eq!(visitor.count(".others article"), 2, "expected two other steps");
}

#[test]
fn what_did_not_come_up_gives_no_score_but_still_a_step() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    let mut options = [DID_NOT_COME_UP; 14];
    options[11] = 3;
    visitor.take_assessment(options);

    assert_eq!(visitor.text("h1"), say("result-no-score"));
    assert!(!visitor.shows("svg.ladder"), "expected no ladder without a score");
    assert_eq!(visitor.count(".bars .value"), 0, "expected no bar without a score");
    assert!(!visitor.text(".card.step h2").is_empty(), "expected a step all the same");
    assert!(visitor.text(".card.step .why").contains(&say("why-no-scores")));
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

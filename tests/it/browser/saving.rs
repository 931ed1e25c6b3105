//! What is saved without being asked to, and where one can go on.

use fantoccini::key::Key;

use super::session::Device;
use super::visitor::{Installation, SURVEY, Visitor, question};
use super::words::{english, say};
use crate::support::ITEMS;

#[test]
fn a_choice_is_saved_at_once_and_awaits_the_person_on_every_device_of_theirs() {
    let footing = Installation::start();
    let laptop = Device::desktop();
    let visitor = Visitor::arrive(&footing, &laptop);
    visitor.start_with_items();
    visitor.answer(5);
    visitor.arrives_at(&question(ITEMS[1]));
    visitor.can_be_quick();
    visitor.tab_to("#answer-1");
    visitor.press(Key::Down);
    visitor.is_told("saved");
    drop(visitor);

    let visitor = Visitor::arrive(&footing, &laptop);
    visitor.visit(SURVEY);
    let so_far = english().with("intro-so-far", [("answered", 4.into()), ("all", 16.into())]);
    assert!(visitor.texts("main p").contains(&so_far), "expected {so_far:?}");
    visitor.follow("main .actions a.button");
    visitor.arrives_at(&question(ITEMS[2]));
    visitor.visit(&question(ITEMS[1]));
    assert!(visitor.has_chosen(2), "expected the choice made by an arrow key");
    let link = visitor.private_link();
    drop(visitor);

    let visitor = Visitor::arrive(&footing, &Device::phone());
    visitor.go_to(&link);
    assert_eq!(visitor.text("h1"), say("invitation-title"));
    assert_eq!(visitor.count("main button"), 1, "expected nothing but a button");
    visitor.visit("/me");
    assert_eq!(visitor.text("h1"), say("failure-title-unknown"), "looking at the link must not open it");
    visitor.go_to(&link);
    visitor.follow("main button");
    visitor.arrives_at("/me");
    visitor.follow("main .actions a.button");
    visitor.follow("main .actions a.button");
    visitor.arrives_at(&question(ITEMS[2]));
    visitor.visit(&question(ITEMS[0]));
    assert!(visitor.has_chosen(5), "expected the answer from the other device");
}

#[test]
fn the_switch_stops_keys_and_taps_and_is_remembered() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    visitor.can_be_quick();
    assert!(visitor.is_checked(".switch input"), "quick answers are on at first");
    visitor.click(".switch");

    let nothing_is_quick = |option| {
        visitor.can_be_quick();
        assert!(!visitor.is_checked(".switch input"), "expected the switch to be off");
        visitor.press_character('4');
        assert!(!visitor.has_chosen(4), "a key must choose nothing");
        visitor.choose(option);
        visitor.is_told("saved");
        assert_eq!(visitor.path(), question(ITEMS[0]), "a tap must not go on");
    };
    nothing_is_quick(3);
    visitor.reload();
    nothing_is_quick(2);

    visitor.click(".switch");
    visitor.press_character('4');
    visitor.arrives_at(&question(ITEMS[1]));
    visitor.can_be_quick();
    assert!(visitor.is_checked(".switch input"), "expected the switch to be remembered as on");
}

#[test]
fn an_answer_that_cannot_be_saved_says_so() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    visitor.can_be_quick();
    visitor.tab_to("#answer-1");
    footing.server.kill();
    visitor.press(Key::Down);
    visitor.is_told("not-saved");
}

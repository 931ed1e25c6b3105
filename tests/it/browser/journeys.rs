//! After the result: coming back, steps and what came of them, the private link, and leaving for good.

use super::session::Device;
use super::visitor::{FIT_IS_WEAKEST, Installation, SURVEY, Visitor};
use super::words::{english, say};

const NOTE: &str = "<b>\"& <script>alert(1)</script> 'ok'";

#[test]
fn a_second_assessment_says_what_has_changed() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.take_assessment([2; 14]);
    assert!(!visitor.shows(".since"), "nothing can have changed the first time");
    visitor.take_assessment([4; 14]);
    let before = || ("before", 25.into());
    assert_eq!(visitor.text(".since"), english().with("change-up", [before(), ("now", 75.into())]));
    let change = english().with("change-dimension-up", [before()]);
    assert_eq!(visitor.texts(".bars .change"), [change.as_str(); 4]);
    assert_eq!(visitor.results(), 2);
    assert_eq!(visitor.texts(".row .note"), [say("history-up")]);
    visitor.visit(SURVEY);
    assert!(visitor.shows("main a[href='/me']"), "expected the way to earlier results");
}

#[test]
fn a_step_is_taken_on_and_what_came_of_it_is_shown_as_it_was_written() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.take_assessment(FIT_IS_WEAKEST);
    let step = visitor.text(".card.step h2");
    visitor.follow("form[action$='/take'] button");
    visitor.wait_until("to be told that the step is taken on", || visitor.shows(".taken").then_some(()));
    assert_ne!(visitor.text(".card.step h2"), "");
    visitor.visit("/me");
    assert_eq!(visitor.text(".row a[href^='/me/step/']"), step);
    assert_eq!(visitor.texts(".row .state")[0], say("outcome-none"));

    visitor.follow(".row a[href^='/me/step/']");
    visitor.type_into("#note", NOTE);
    visitor.follow("main form .button");
    assert!(visitor.title().starts_with(say("error-mark").trim()), "the title is {:?}", visitor.title());
    assert_eq!(visitor.value("#note"), NOTE, "the line must be kept");
    visitor.click(".error-summary a");
    assert_eq!(visitor.focused_id(), "outcome-done", "the link must lead to the first option");
    visitor.click("#outcome-partly");
    visitor.follow("main form .button");

    visitor.arrives_at("/me");
    assert_eq!(visitor.texts(".row .state")[0], say("outcome-partly"));
    assert_eq!(visitor.text(".row .note"), NOTE, "the line must be shown as text");
    visitor.follow(".row a[href^='/me/step/']");
    let so_far = visitor.text("main ul.plain li");
    assert!(so_far.contains(&say("outcome-partly")) && so_far.contains(NOTE), "{so_far}");
}

#[test]
fn declining_a_step_gives_another_one() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.take_assessment(FIT_IS_WEAKEST);
    let result = visitor.path();
    let mut seen = vec![visitor.text(".card.step h2")];
    for _ in 0..3 {
        visitor.follow("form[action$='/decline'] button");
        assert_eq!(visitor.path(), result);
        let step = visitor.text(".card.step h2");
        assert!(!seen.contains(&step), "{step:?} was declined and is shown again");
        seen.push(step);
    }
    let others = visitor.texts(".others h3");
    assert!(others.iter().all(|other| !seen.contains(other)), "{others:?} has a declined step");
}

#[test]
fn deleting_everything_leaves_nothing_that_a_link_opens() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.take_assessment(FIT_IS_WEAKEST);
    let result = visitor.path();
    let link = visitor.private_link();
    visitor.follow("main a[href='/me/delete']");
    let what = english().with("delete-what", [("responses", 1.into())]);
    assert_eq!(visitor.text("main section > p"), what, "expected to be told what goes");
    visitor.follow("main .actions a");
    visitor.arrives_at("/me");
    visitor.follow("main a[href='/me/delete']");
    visitor.follow("main form button");
    assert_eq!(visitor.text("h1"), say("deleted-title"));

    for gone in ["/me", result.as_str()] {
        visitor.visit(gone);
        assert_eq!(visitor.text("h1"), say("failure-title-unknown"), "at {gone}");
    }
    visitor.go_to(&link);
    visitor.follow("main button");
    assert_eq!(visitor.text("h1"), say("failure-title-not-found"), "the link must open nothing");
    visitor.visit(SURVEY);
    assert!(visitor.shows("main form .button"), "expected to be able to start anew");
}

#[test]
fn a_new_link_replaces_the_old_one_and_leaving_only_forgets_the_device() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.take_assessment(FIT_IS_WEAKEST);
    let old = visitor.private_link();
    visitor.follow("form[action='/me/link'] button");
    let new = visitor.value("#link");
    assert_ne!(old, new, "expected another link");

    visitor.visit("/me");
    visitor.follow("form[action='/me/leave'] button");
    visitor.arrives_at("/");
    visitor.visit("/me");
    assert_eq!(visitor.text("h1"), say("failure-title-unknown"));
    visitor.go_to(&old);
    visitor.follow("main button");
    assert_eq!(visitor.text("h1"), say("failure-title-not-found"), "the old link must open nothing");
    visitor.go_to(&new);
    visitor.follow("main button");
    visitor.arrives_at("/me");
    assert_eq!(visitor.results(), 1);
}

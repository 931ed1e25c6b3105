//! Going back, several tabs, and submitting twice.

use super::session::Device;
use super::visitor::{FIT_IS_WEAKEST, Installation, SURVEY, Visitor, question};
use super::words::say;
use crate::support::{ITEMS, LAST_ITEM};

#[test]
fn back_shows_the_earlier_answer_at_every_step() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start();
    visitor.answer(7);
    visitor.arrives_at(&question("tasks"));
    visitor.choose(4);
    visitor.carry_on();

    // The page before each item, and the option that was chosen there.
    let before = std::iter::once(("tasks", 4)).chain(ITEMS.into_iter().zip(FIT_IS_WEAKEST));
    for ((earlier, option), (item, next)) in before.zip(ITEMS.into_iter().zip(FIT_IS_WEAKEST)) {
        visitor.arrives_at(&question(item));
        visitor.go_back();
        visitor.arrives_at(&question(earlier));
        assert!(visitor.has_chosen(option), "expected option {option} of {earlier} to be chosen after going back");
        visitor.go_forward();
        visitor.arrives_at(&question(item));
        if item == LAST_ITEM { visitor.choose(next) } else { visitor.answer(next) }
    }
    visitor.see_result();
    let result = visitor.path();

    visitor.go_back();
    assert_eq!(visitor.path(), question(LAST_ITEM));
    assert_eq!(
        visitor.text("h1"),
        say("failure-title-closed"),
        "after the result, Back must say calmly that it is finished"
    );
    visitor.go_forward();
    assert_eq!(visitor.path(), result);
    assert_eq!(visitor.results(), 1, "going back and forth must not submit again");
    visitor.visit(SURVEY);
    assert!(visitor.shows("main form .button"), "expected no draft to be open");
}

#[test]
fn answers_from_two_tabs_both_count_and_a_late_tab_is_told_calmly() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    let other = visitor.open_tab();
    visitor.visit(&question(ITEMS[1]));
    let every_time = visitor.label(5);
    visitor.answer(5);
    visitor.look_at_tab(0);
    let seldom = visitor.label(2);
    visitor.answer(2);
    visitor.visit(&format!("{SURVEY}/review"));
    let answers = visitor.texts(".review dd span");
    assert_eq!(answers[2..4], [seldom, every_time], "expected both tabs' answers");

    visitor.look_at_tab(other);
    visitor.visit(&question(ITEMS[0]));
    visitor.answer_items([3; 14]);
    visitor.look_at_tab(0);
    visitor.visit(&question(ITEMS[5]));
    visitor.can_be_quick();
    visitor.look_at_tab(other);
    visitor.see_result();

    visitor.look_at_tab(0);
    visitor.choose(5);
    let way_on = "main a.button[href='/me']";
    visitor.wait_until("the page that leads on to one's own", || visitor.shows(way_on).then_some(()));
    assert_eq!(visitor.text("h1"), say("failure-title-closed"));
    visitor.follow("main .button");
    visitor.arrives_at("/me");
    assert_eq!(visitor.results(), 1, "the late answer must not open anything new");
}

#[test]
fn a_double_click_on_the_last_question_gives_one_result_and_shows_it() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    visitor.answer_items(FIT_IS_WEAKEST);
    visitor.double_click("button[value=submit]");
    visitor.arrives_at_result();
    assert!(visitor.shows("svg.ladder"), "expected the result to be shown");
    assert_eq!(visitor.results(), 1, "a double click must submit once");
}

#[test]
fn a_double_click_on_the_review_page_gives_one_result_and_shows_it() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    visitor.answer_items(FIT_IS_WEAKEST);
    visitor.follow("button[value=review]");
    visitor.arrives_at(&format!("{SURVEY}/review"));
    visitor.double_click("main form .button");
    visitor.arrives_at_result();
    assert!(visitor.shows("svg.ladder"), "expected the result to be shown");
    assert_eq!(visitor.results(), 1, "a double click must submit once");
}

#[test]
fn a_last_answer_that_is_sent_twice_gives_the_same_receipt_twice() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    visitor.answer_items(FIT_IS_WEAKEST);
    // What an impatient double click does on a slow line: the same form arrives once more after it was taken.
    let script = "const form = document.querySelector('main form');
        const body = new URLSearchParams(new FormData(form, form.querySelector('[value=submit]')));
        const send = () => fetch(location, { method: 'POST', body })
            .then(({ status, url }) => `${status} ${new URL(url).pathname}`);
        return send().then(first => send().then(second => [first, second]))";
    let receipts = visitor.run(script, vec![]);
    assert!(receipts[0].as_str().is_some_and(|receipt| receipt.contains("/result/")), "{receipts}");
    assert_eq!(receipts[0], receipts[1], "expected the same result, not a page that says it is finished");
}

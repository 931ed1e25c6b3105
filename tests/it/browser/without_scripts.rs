//! Everything works as plain pages and forms.

use super::session::Device;
use super::visitor::{FIT_IS_WEAKEST, Installation, SURVEY, Visitor, question};
use super::words::{english, say, survey};
use crate::support::ITEMS;

#[test]
fn the_whole_way_can_be_gone_without_scripts() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop().without_scripts());
    visitor.start();
    assert!(!visitor.shows(".quick.ready"), "expected scripts to be off");
    let work = visitor.label(7);
    visitor.answer(7);
    visitor.arrives_at(&question("tasks"));
    let task = visitor.label(2);
    visitor.choose(2);
    visitor.carry_on();
    let seldom = visitor.label(2);
    visitor.answer_items(FIT_IS_WEAKEST);
    visitor.follow("button[value=review]");

    visitor.arrives_at(&format!("{SURVEY}/review"));
    let answers = visitor.texts(".review dd span");
    assert_eq!(answers.len(), 16, "expected every question to be listed");
    assert_eq!(answers[..3], [work, task, seldom]);

    visitor.follow(&format!(".review a[href*='/q/{}']", ITEMS[0]));
    visitor.arrives_at(&question(ITEMS[0]));
    assert!(visitor.has_chosen(2), "expected the answer that was given");
    let every_time = visitor.label(5);
    visitor.answer(5);
    visitor.arrives_at(&format!("{SURVEY}/review"));
    assert_eq!(visitor.texts(".review dd span")[2], every_time);

    visitor.follow("main form .button");
    visitor.arrives_at_result();
    assert!(visitor.shows("svg.ladder") && visitor.shows(".card.step .why"), "expected level and step");

    visitor.follow("form[action$='/take'] button");
    visitor.arrives_at_result();
    visitor.follow(".card.step a.button:not(.second)");
    visitor.click("#outcome-done");
    visitor.follow("main form .button");
    visitor.arrives_at("/me");
    assert_eq!(visitor.texts(".row .state")[0], say("outcome-done"));
}

#[test]
fn an_answer_that_is_missing_is_asked_for_kindly() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop().without_scripts());
    visitor.start();
    visitor.carry_on();

    visitor.arrives_at(&question("work"));
    assert!(visitor.title().starts_with(say("error-mark").trim()), "the title is {:?}", visitor.title());
    assert_eq!(visitor.text(".error-summary h2"), say("error-title"));
    let [work, tasks] = survey().context() else { panic!("expected two questions that do not count") };
    assert_eq!(visitor.text(".error-summary a"), english().of(&work.error));
    assert_eq!(visitor.content("#answer-error"), say("error-mark") + &english().of(&work.error));
    assert_eq!(visitor.attribute("fieldset", "aria-describedby").as_deref(), Some("answer-error"));
    visitor.click(".error-summary a");
    assert_eq!(visitor.focused_id(), "answer-1", "the link must lead to the first option");

    visitor.answer(3);
    visitor.arrives_at(&question("tasks"));
    for task in 1..=6 {
        visitor.choose(task);
    }
    visitor.carry_on();
    visitor.arrives_at(&question("tasks"));
    assert_eq!(visitor.text(".error-summary a"), english().of(&tasks.error));
    assert_eq!(visitor.count(".option :checked"), 6, "what was chosen must be kept");
    visitor.choose(6);
    visitor.carry_on();

    visitor.arrives_at(&question(ITEMS[0]));
    visitor.carry_on();
    assert_eq!(visitor.text(".error-summary a"), say("error-select"));
    visitor.answer(2);
    visitor.arrives_at(&question(ITEMS[1]));
}

#[test]
fn a_page_with_a_problem_takes_the_focus_to_its_summary() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    visitor.carry_on();
    let on_summary = || {
        let focused = visitor.run("return document.activeElement.className", vec![]);
        focused.as_str().is_some_and(|class| class.contains("error-summary")).then_some(())
    };
    visitor.wait_until("the focus to be on the error summary", on_summary);
    visitor.click(".error-summary a");
    assert_eq!(visitor.focused_id(), "answer-1", "the link must lead to the first option");
}

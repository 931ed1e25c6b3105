//! The anonymous part of a survey as the person sees it who answers: where the answers are until they are handed in,
//! and what a second try does.

use fantoccini::key::Key;

use super::company::{Company, Hand, Wave};
use super::session::Device;
use super::visitor::Visitor;
use super::words::{english, say};

const SAFETY: &str = "psychological-safety";

#[track_caller]
fn answer_the_rest(visitor: &Visitor, wave: &Wave, from: usize, option: usize) {
    for number in from..=9 {
        visitor.arrives_at(&wave.question(SAFETY, number));
        if number < 9 { visitor.answer(option) } else { visitor.choose(option) }
    }
}

#[test]
fn going_back_and_handing_in_again_leads_to_the_thanks_and_counts_once() {
    let (company, wave) = Company::with_wave(&[SAFETY]);
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in(&company, "bo@example.org");
    visitor.visit(&wave.contract());
    visitor.follow("main form .button");
    answer_the_rest(&visitor, &wave, 1, 4);
    visitor.can_be_quick();
    let second = visitor.open_tab();
    visitor.visit(&wave.question(SAFETY, 9));
    visitor.look_at_tab(0);
    visitor.follow("button[value=submit]");
    visitor.arrives_at(&wave.thanks());

    visitor.go_back();
    visitor.arrives_at(&wave.contract());
    assert!(!visitor.shows("main form"), "nothing is left to answer");
    assert_eq!(visitor.text("main .taken"), say("wave-card-done"));
    assert_eq!(visitor.texts("main .row .state"), [say("contract-done")]);

    // The last page in another tab, where nobody knows that it was handed in.
    visitor.look_at_tab(second);
    visitor.can_be_quick();
    visitor.choose(1);
    visitor.is_told("not-saved");
    visitor.follow("button[value=submit]");
    visitor.arrives_at(&wave.thanks());
    visitor.visit("/");
    visitor.follow(&format!("main a[href='{}']", wave.contract()));
    assert_eq!(visitor.text("main .taken"), say("wave-card-done"));

    visitor.sign_out();
    visitor.sign_in_first(&company);
    visitor.visit(&wave.administration());
    let one = english().with("wave-rate", [("taken", 1.into()), ("invited", 10.into())]);
    assert_eq!(visitor.texts("main .row .state"), [one], "expected one ballot");
}

#[test]
fn a_double_click_on_hand_in_hands_in_once() {
    let (company, wave) = Company::with_wave(&[SAFETY]);
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in(&company, "bo@example.org");
    visitor.visit(&wave.question(SAFETY, 1));
    answer_the_rest(&visitor, &wave, 1, 2);
    visitor.double_click("button[value=submit]");
    visitor.arrives_at(&wave.thanks());
}

#[test]
fn who_leaves_half_way_finds_the_answers_in_this_browser_and_in_no_other() {
    let (company, wave) = Company::with_wave(&[SAFETY]);
    let laptop = Device::desktop();
    let visitor = Visitor::arrive(&company.footing, &laptop);
    visitor.sign_in(&company, "bo@example.org");
    visitor.visit(&wave.contract());
    visitor.follow("main form .button");
    for number in 1..=4 {
        visitor.arrives_at(&wave.question(SAFETY, number));
        visitor.answer(number);
    }
    visitor.arrives_at(&wave.question(SAFETY, 5));
    assert_eq!(visitor.texts(".progress .quiet")[1], say("saved-here"), "expected to be told where they are");
    visitor.visit("/");
    visitor.follow(&format!("main a[href='{}']", wave.contract()));
    visitor.follow("main form .button");
    visitor.arrives_at(&wave.question(SAFETY, 5));
    for number in 1..=4 {
        visitor.visit(&wave.question(SAFETY, number));
        assert!(visitor.has_chosen(number), "expected the answer to question {number}");
    }
    drop(visitor);

    let visitor = Visitor::arrive(&company.footing, &Device::phone());
    visitor.sign_in(&company, "bo@example.org");
    visitor.visit(&wave.contract());
    visitor.follow("main form .button");
    visitor.arrives_at(&wave.question(SAFETY, 1));
    assert!(!visitor.shows(".option :checked"), "nothing half-filled may be known anywhere else");
    answer_the_rest(&visitor, &wave, 1, 3);
    visitor.follow("button[value=submit]");
    visitor.arrives_at(&wave.thanks());
}

#[test]
fn answers_chosen_in_two_tabs_are_kept_together() {
    let (company, wave) = Company::with_wave(&[SAFETY]);
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in(&company, "bo@example.org");
    visitor.visit(&wave.question(SAFETY, 1));
    let second = visitor.open_tab();
    visitor.visit(&wave.question(SAFETY, 2));
    for tab in [0, second] {
        visitor.look_at_tab(tab);
        visitor.can_be_quick();
        visitor.tab_to("#answer-1");
        visitor.press(Key::Down);
        visitor.press(Key::Down);
        visitor.is_told("saved-here");
    }
    for number in [1, 2] {
        visitor.visit(&wave.question(SAFETY, number));
        assert!(visitor.has_chosen(3), "expected the answer to question {number}");
    }
}

#[test]
fn a_question_left_out_is_asked_for_before_anything_is_handed_in() {
    let (company, wave) = Company::with_wave(&[SAFETY]);
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in(&company, "bo@example.org");
    visitor.visit(&wave.question(SAFETY, 2));
    answer_the_rest(&visitor, &wave, 2, 4);
    visitor.follow("button[value=submit]");
    visitor.arrives_at(&wave.question(SAFETY, 1));
    visitor.answer_in_wave(4, false, Hand::Pointer);
    visitor.arrives_at(&wave.question(SAFETY, 2));
}

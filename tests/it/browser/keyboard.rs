//! The assessment without a mouse.

use std::time::{Duration, Instant};

use fantoccini::key::Key;

use super::session::Device;
use super::visitor::{Installation, SURVEY, Visitor, question};
use super::words::finding;
use crate::support::{ITEMS, LAST_ITEM};

#[test]
fn tab_arrows_space_and_enter_are_enough_and_arrows_never_leave_the_page() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.visit("/");
    visitor.tab_to(&format!("main a[href='{SURVEY}']"));
    visitor.press(Key::Enter);
    visitor.arrives_at(SURVEY);
    visitor.tab_to("main form button");
    visitor.press(Key::Enter);

    visitor.arrives_at(&question("work"));
    visitor.can_be_quick();
    visitor.tab_to("#answer-1");
    visitor.press(Key::Space);
    visitor.is_told("saved");
    assert!(visitor.has_chosen(1), "expected Space to choose");
    assert_eq!(visitor.path(), question("work"), "Space must not leave the page");
    visitor.tab_to("form .actions button");
    visitor.press(Key::Enter);

    visitor.arrives_at(&question("tasks"));
    visitor.tab_to("#answer-2");
    visitor.press(Key::Space);
    assert!(visitor.has_chosen(2), "expected Space to choose a task");
    visitor.tab_to("form .actions button");
    visitor.press(Key::Enter);

    for item in ITEMS {
        visitor.arrives_at(&question(item));
        visitor.can_be_quick();
        visitor.tab_to("#answer-1");
        visitor.press(Key::Down);
        visitor.press(Key::Down);
        assert!(visitor.has_chosen(3), "expected the arrows to choose the third option");
        visitor.is_told("saved");
        assert_eq!(visitor.path(), question(item), "arrows must not leave the page");
        visitor.tab_to("form .actions button");
        visitor.press(Key::Enter);
    }
    visitor.arrives_at_result();
    assert_eq!(visitor.text("h1"), finding(3));
}

#[test]
fn digit_keys_carry_a_person_through_in_seconds() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop().with_motion());
    visitor.start_with_items();
    let since = Instant::now();
    for (item, key) in ITEMS.into_iter().zip("12345012345432".chars()) {
        visitor.arrives_at(&question(item));
        visitor.can_be_quick();
        visitor.press_character(key);
    }
    visitor.is_told("saved");
    assert_eq!(visitor.path(), question(LAST_ITEM), "the last page must not submit by itself");
    visitor.tab_to("button[value=submit]");
    visitor.press(Key::Enter);
    visitor.arrives_at_result();
    let took = since.elapsed();
    assert!(took < Duration::from_secs(15), "fourteen digits took {took:?}");

    let export = visitor.run("return fetch('/me/export.json').then(answer => answer.text())", vec![]);
    let export = export.as_str().unwrap_or_default();
    assert!(
        export.contains(r#""my-decision":"not_applicable""#),
        "the key 0 must mean that it did not come up: {export}"
    );
}

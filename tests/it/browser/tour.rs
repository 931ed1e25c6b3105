//! Every page there is, in the order in which one person can see them all.

use super::visitor::{FIT_IS_WEAKEST, SURVEY, Visitor, question};
use crate::support::{ITEMS, LAST_ITEM};

/// Shows each page once and calls `look` there with the page's name. The device must be new to the server.
/// Nothing on the way is found by its words, so that the tour works in every language.
#[track_caller]
pub fn see_every_page(visitor: &Visitor, mut look: impl FnMut(&str)) {
    visitor.visit("/");
    look("home");
    visitor.visit("/stored");
    look("stored");
    visitor.visit("/nowhere");
    look("not found");
    visitor.visit("/me");
    look("not known");
    visitor.visit(SURVEY);
    look("intro");

    visitor.start();
    look("work");
    visitor.carry_on();
    look("work, with a problem");
    visitor.answer(7);
    visitor.arrives_at(&question("tasks"));
    look("tasks");
    for task in 1..=6 {
        visitor.choose(task);
    }
    visitor.carry_on();
    look("tasks, with a problem");
    visitor.choose(1);
    visitor.carry_on();
    visitor.arrives_at(&question(ITEMS[0]));
    visitor.can_be_quick();
    look("an item");
    visitor.carry_on();
    look("an item, with a problem");
    visitor.visit(SURVEY);
    look("intro, with a draft");
    visitor.visit(&format!("{SURVEY}/review"));
    look("review, incomplete");
    visitor.visit(&question(ITEMS[0]));
    visitor.answer_items(FIT_IS_WEAKEST);
    visitor.visit(&format!("{}?reviewing", question(ITEMS[6])));
    look("an item, from the review");
    visitor.visit(&question(LAST_ITEM));
    visitor.can_be_quick();
    visitor.choose(FIT_IS_WEAKEST[13]);
    look("the last item");
    visitor.follow("button[value=review]");
    visitor.arrives_at(&format!("{SURVEY}/review"));
    look("review");
    visitor.follow("main form .button");
    visitor.arrives_at_result();
    look("result");
    let result = visitor.path();
    visitor.follow(".others article a");
    look("another step");
    visitor.visit(&question(ITEMS[0]));
    look("finished already");

    visitor.visit(&result);
    visitor.follow("form[action$='/take'] button");
    look("result, with a step taken on");
    visitor.visit("/me");
    look("one's own page");
    visitor.follow(".row a[href^='/me/step/']");
    look("check-in");
    visitor.follow("main form .button");
    look("check-in, with a problem");
    visitor.click("#outcome-done");
    visitor.type_into("#note", "1 + 1 = 2");
    visitor.follow("main form .button");
    visitor.arrives_at("/me");
    look("one's own page, with a check-in");
    visitor.follow(".row a[href^='/me/step/']");
    visitor.click("summary");
    look("check-in, with what came before");

    visitor.take_assessment([5; 14]);
    look("result, with a change");
    visitor.visit("/me");
    look("one's own page, with two results");
    let link = visitor.value("#link");
    visitor.go_to(&link);
    look("private link");
    visitor.visit("/me");
    visitor.follow("form[action='/me/link'] button");
    look("new link");
    visitor.visit("/");
    look("home, known");
    visitor.visit("/me/delete");
    look("deletion");
    visitor.follow("main form button");
    look("deleted");
}

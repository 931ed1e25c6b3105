//! Every page there is, in the order in which one person can see them all.

use super::company::{ADMINISTRATOR, Company, Hand, LEADER, SURVEYS, Wave};
use super::visitor::{FIT_IS_WEAKEST, SURVEY, Visitor, question};
use super::words::survey_called;
use crate::support::{ITEMS, LAST_ITEM, ROSTER};

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

/// The row of the team of five, below the one that is led.
pub const TEAM_OF_FIVE: &str = ".heat tbody tr:last-child th a";

/// Shows each page of a leader once, after a release, and the contract of the next wave as one of the team reads it.
#[track_caller]
pub fn see_every_page_of_a_leader(visitor: &Visitor, company: &Company, mut look: impl FnMut(&str)) {
    visitor.sign_in(company, LEADER);
    visitor.visit("/teams");
    look("before the first look");
    visitor.type_into("#low", &"1".repeat(281));
    visitor.follow("main form .button");
    look("before the first look, with a problem");
    visitor.visit("/teams");
    visitor.type_into("#low", "1 + 1 = 2");
    visitor.follow("main form .button");
    visitor.arrives_at("/teams");
    look("a leader's teams");
    visitor.follow(".choices a[href$='team-practice']");
    look("a leader's teams, by question");
    visitor.visit("/teams");
    visitor.follow(TEAM_OF_FIVE);
    let team = visitor.path();
    visitor.click(".rows details summary");
    look("a team");
    visitor.follow("a[href$='/talk']");
    visitor.wait_until("the clock to be ready", || visitor.shows(".timer.ready").then_some(()));
    look("the talk of a team");
    visitor.visit(&team);
    visitor.run("document.querySelector('#due').value = ''", vec![]);
    visitor.follow("form[action$='/promise'] .button");
    look("a promise, with a problem");
    visitor.visit(&team);
    visitor.type_into("#words", "2 + 2 = 4");
    visitor.follow("form[action$='/promise'] .button");
    visitor.arrives_at(&team);
    visitor.follow("form[action$='/outcome'] .button");
    look("what came of a promise, with a problem");
    visitor.visit(&team);
    visitor.click("#outcome-1");
    visitor.type_into("#note", "3 + 3 = 6");
    visitor.follow("form[action$='/outcome'] .button");
    visitor.arrives_at(&team);
    look("a team with a promise");
    visitor.sign_out();
    let wave = visitor.open_the_next_wave(company);
    visitor.sign_in(company, "di@example.org");
    visitor.visit(&wave.contract());
    look("the contract, with what was promised");
}

/// Shows each page around a wave once, first as the administrator of a new organisation, then as one of its people.
#[track_caller]
pub fn see_every_page_of_a_wave(visitor: &Visitor, company: &Company, mut look: impl FnMut(&str)) {
    visitor.visit("/admin");
    look("sign in first");
    visitor.visit("/sign-in");
    look("sign-in");
    visitor.type_into("#email", "nobody");
    visitor.follow("main form .button");
    look("sign-in, with a problem");
    visitor.visit("/sign-in");
    visitor.type_into("#email", "nobody@example.org");
    visitor.follow("main form .button");
    look("link sent");
    visitor.visit(&company.first_link);
    look("enter");
    visitor.sign_in_first(company);
    look("home, signed in");
    visitor.visit(&company.first_link);
    look("a used link");

    // What its teams are called is no text of ours, in whatever language.
    let people = ROSTER.replace("Sales", "Kontor").replace("Technology", "Atelier");
    visitor.visit("/admin");
    look("administration, empty");
    visitor.visit("/admin/roster");
    look("roster, empty");
    visitor.bring_roster(company, &people.replace("bo@example.org", "bo at example.org").replace("Cy Cole", ""));
    look("roster, with faults");
    visitor.bring_roster(company, &people);
    visitor.click("main .step summary");
    look("roster, with people to come");
    visitor.follow("form[action='/admin/roster/apply'] .button");
    visitor.click("summary");
    look("roster");
    let fewer: String = people.lines().take(9).map(|line| format!("{line}\n")).collect();
    visitor.bring_roster(company, &fewer.replace("Kontor > North", "Kontor > South"));
    look("roster, with people to leave");
    visitor.visit("/admin/roles");
    look("roles");
    visitor.type_into("#email", "nobody");
    visitor.follow("form.card .button");
    look("roles, with a problem");

    visitor.visit("/admin/tokens");
    look("tokens, none");
    visitor.follow("form.card .button");
    look("tokens, with problems");
    visitor.type_into("#token_name", "Atelier");
    visitor.click("input[value='releases:read']");
    visitor.follow("form.card .button");
    look("a token, the one time it is shown");
    visitor.visit("/admin/tokens");
    look("tokens");

    visitor.visit("/admin/waves/new");
    look("terms");
    visitor.follow("main form .button");
    look("terms, with problems");
    visitor.write_terms();
    visitor.follow("main form .button");
    let wave = Wave::at(&visitor.path());
    look("wave, a draft");
    visitor.visit(&format!("{}/intent", wave.administration()));
    look("intent");
    visitor.follow("main form .button");
    look("intent, with problems");
    visitor.write_intent();
    visitor.follow("main form .button");
    visitor.arrives_at(&wave.administration());
    look("wave, ready");
    visitor.follow(&format!("main a[href='{}/open']", wave.administration()));
    look("to open?");
    visitor.follow("main form .button");
    visitor.arrives_at(&wave.administration());
    look("wave, open");
    visitor.follow("main a[href^='/admin/links']");
    look("links for signing in");
    visitor.follow("main form button[value=page]");
    look("links for signing in, with a problem");
    visitor.type_into("#person", "bo@example.org");
    visitor.follow("main form button[value=page]");
    visitor.click("main summary");
    look("a link for signing in, the one time it is shown");
    let given = visitor.text(".pass .hash");
    visitor.visit("/admin");
    look("administration");
    visitor.sign_out();

    visitor.go_to(&given);
    visitor.follow("main form .button");
    visitor.arrives_at(&wave.contract());
    look("the contract, by a link that somebody else made");
    visitor.visit("/me");
    look("what a link that somebody else made does not open");
    visitor.follow(".limited button");

    visitor.sign_in(company, "lu@example.org");
    look("home, invited");
    visitor.visit("/admin");
    look("not for everybody");
    visitor.visit(&wave.contract());
    visitor.click("main summary");
    look("contract");
    visitor.visit(&format!("{}/proof", wave.contract()));
    look("how answers are protected");
    visitor.visit(&wave.contract());
    visitor.follow("main form .button");
    for survey in SURVEYS {
        let questions = survey_called(survey).questions().count();
        for number in 1..=questions {
            visitor.arrives_at(&wave.question(survey, number));
            if number == 1 {
                visitor.follow("form .actions .button");
                look(&format!("{survey}, with a problem"));
            }
            if number == questions {
                look(&format!("{survey}, the last question"));
            }
            visitor.answer_in_wave(2, number == questions, Hand::Pointer);
        }
        if survey == "psychological-safety" {
            visitor.visit(&wave.contract());
            look("contract, half done");
            visitor.visit(&wave.question("ai-proficiency", 1));
        }
    }
    visitor.arrives_at(&wave.thanks());
    look("thanks");
    visitor.visit("/");
    look("home, with everything answered");
    visitor.visit(&wave.contract());
    look("contract, with everything answered");
    visitor.visit("/me");
    look("one's own page, signed in");
    visitor.sign_out();

    visitor.sign_in(company, ADMINISTRATOR);
    visitor.visit(&format!("{}/close", wave.administration()));
    look("to close?");
    visitor.follow("main form button");
    visitor.arrives_at(&wave.administration());
    look("wave, closed");
    let moved = people.replace("lu@example.org", "lu.lind@example.org");
    visitor.bring_roster(company, &moved);
    look("a roster with another address");
    visitor.click("form[action='/admin/roster/apply'] input[name=sure]");
    visitor.follow("form[action='/admin/roster/apply'] .button");
    visitor.sign_out();
    visitor.sign_in(company, "lu.lind@example.org");
    visitor.visit(&wave.contract());
    look("a survey that is over, at a new address");
    visitor.visit("/me");
    look("what a new address does not open");
    visitor.visit("/me/earlier");
    look("the ways to open it");
    visitor.follow("form[action='/me/earlier/key'] .button");
    look("the ways to open it, with a problem");
}

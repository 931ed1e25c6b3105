//! A survey of an organisation from the list of its people to the last count: what its administrator does, and what
//! those do who are asked.

use std::process::Command;

use footing_core::survey::Language;

use super::accessibility::{Examination, report};
use super::company::{ADMINISTRATOR, Company, Hand, SURVEYS, Wave};
use super::session::Device;
use super::tour::see_every_page_of_a_wave;
use super::visitor::{Installation, Visitor};
use super::words::{english, say};
use crate::support::{ROSTER, footing};

#[test]
fn an_administrator_brings_the_people_and_opens_a_survey_for_them() {
    let company = Company::found();
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.visit(&company.first_link);
    assert_eq!(visitor.text("h1"), say("enter-title"));
    assert_eq!(visitor.count("main button"), 1, "expected nothing but a button");
    visitor.visit("/admin");
    assert_eq!(visitor.text("h1"), say("failure-title-sign-in"), "looking at the link must not sign in");
    visitor.sign_in_first(&company);
    visitor.follow(".masthead a[href='/admin']");

    // The list of people: three rows are wrong, and nothing is taken before they are mended.
    visitor.follow("main a[href='/admin/roster']");
    visitor.follow("form[enctype] .button");
    assert_eq!(visitor.text(".error-summary p"), say("roster-no-file"));
    let broken = ROSTER
        .replace("bo@example.org", "bo at example.org")
        .replace("4,Di Dahl,", "4,,")
        .replace("Osaka,,ja", "Osaka,Nowhere,ja");
    visitor.bring_roster(&company, &broken);
    assert!(visitor.title().starts_with(say("error-mark").trim()), "the title is {:?}", visitor.title());
    let rows: Vec<String> = visitor.texts(".faults li").iter().map(|fault| fault.chars().take(6).collect()).collect();
    assert_eq!(rows, ["row 3,", "row 5,", "row 10"]);
    visitor.bring_roster(&company, ROSTER);
    let joiners = english().with("roster-group-joiners", [("count", 12.into())]);
    assert_eq!(visitor.texts("main .step summary"), [joiners]);
    visitor.click("main .step summary");
    assert_eq!(visitor.count("main .step details li"), 12);
    visitor.follow("form[action='/admin/roster/apply'] .button");
    visitor.arrives_at("/admin/roster");
    assert_eq!(visitor.text(".taken"), say("roster-done"));

    // The terms, first without a word.
    visitor.follow("main a[href='/admin']");
    visitor.follow("main a[href='/admin/waves/new']");
    visitor.follow("main form .button");
    assert_eq!(visitor.text(".error-summary h2"), say("error-title"));
    assert_eq!(visitor.count(".error-summary a"), visitor.count("p.error"), "each fault at its field, too");
    visitor.click(".error-summary a");
    assert_eq!(visitor.focused_id(), "name", "the link must lead to the field");
    visitor.write_terms();
    visitor.follow("main form .button");
    let draft = visitor.path();
    let wave = Wave::at(&draft);
    assert_eq!(draft, wave.administration());
    let open = format!("main a[href='{draft}/open']");
    assert!(!visitor.shows(&open), "it lacks the answers of those who lead");

    visitor.follow(&format!("main a[href='{draft}/intent']"));
    visitor.follow("main form .button");
    assert_eq!(visitor.count(".error-summary a"), 3);
    visitor.write_intent();
    visitor.follow("main form .button");
    visitor.arrives_at(&draft);
    assert_eq!(visitor.texts(".row .state"), [say("need-done"), say("need-done"), say("need-done")]);

    visitor.follow(&open);
    assert_eq!(visitor.text("h1"), say("confirm-title-open"));
    visitor.follow("main form .button");
    visitor.arrives_at(&draft);
    assert_eq!(participation(&visitor), [(0, 10); 4]);

    // Everybody gets the same letter, and its link leads to the survey.
    visitor.follow(&format!("main a[href='{draft}/invite']"));
    visitor.follow("main form .button");
    let all_came = || (company.letters_to("lu@example.org") == 1).then_some(());
    visitor.wait_until("a letter to the last in the list", all_came);
    assert_eq!(company.letters_to(ADMINISTRATOR), 0, "whoever is not asked gets no letter");
}

#[test]
fn three_people_answer_everything_in_one_sitting_each_in_their_own_way_and_are_counted() {
    let (company, wave) = Company::with_wave(&SURVEYS);
    let ways = [
        ("bo@example.org", Device::desktop().without_scripts(), Language::En, Hand::Pointer),
        ("hal@example.org", Device::phone().reading("de"), Language::De, Hand::Pointer),
        ("ida@example.org", Device::desktop().with_motion(), Language::En, Hand::Keys),
    ];
    for ((email, device, language, hand), option) in ways.into_iter().zip([2, 4, 3]) {
        let visitor = Visitor::arrive(&company.footing, &device);
        visitor.sign_in(&company, email);
        assert!(
            visitor.shows(&format!("main a[href='{}']", wave.contract())),
            "{email} must find it on the first page"
        );
        visitor.take_part(&wave, language, option, hand);
        visitor.follow("main a[href='/me']");
        assert_eq!(visitor.results(), 1, "{email} sees the private result, and no other");
    }

    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in_first(&company);
    visitor.visit(&wave.administration());
    assert_eq!(participation(&visitor), [(3, 10); 4]);
    visitor.follow(&format!("main a[href='{}/close']", wave.administration()));
    assert_eq!(visitor.text("h1"), say("confirm-title-close"));
    visitor.follow("main form .button.second");
    visitor.arrives_at(&wave.administration());
    visitor.follow(&format!("main a[href='{}/close']", wave.administration()));
    visitor.follow("main form button");
    visitor.arrives_at(&wave.administration());
    assert_eq!(participation(&visitor), [(3, 10); 4], "the counts stay");
    visitor.follow(&format!("main a[href='{}/release']", wave.administration()));
    visitor.follow("main form button");
    visitor.arrives_at(&wave.administration());
    assert!(!visitor.shows("main .actions"), "nothing is left to do with a released survey");
    drop(visitor);

    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in(&company, "lu@example.org");
    assert!(!visitor.shows(&format!("main a[href='{}']", wave.contract())), "it is not offered any more");
    for page in [wave.contract(), wave.question("psychological-safety", 1), wave.thanks()] {
        visitor.visit(&page);
        assert_eq!(visitor.text("h1"), say("failure-title-over"), "at {page}");
    }
    visitor.follow("main a.button");
    visitor.arrives_at("/");
}

#[test]
fn a_survey_closes_under_an_open_question_which_then_takes_no_answer() {
    let (company, wave) = Company::with_wave(&["team-practice"]);
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in_first(&company);
    visitor.visit("/admin/roles");
    visitor.type_into("#email", "lu@example.org");
    visitor.click("#roles");
    visitor.click("#roles-1");
    visitor.follow("form.card .button");
    assert_eq!(visitor.count(".row"), 2, "expected two with a role");
    visitor.sign_out();

    visitor.sign_in(&company, "lu@example.org");
    visitor.visit(&wave.question("team-practice", 1));
    visitor.answer(2);
    visitor.arrives_at(&wave.question("team-practice", 2));
    visitor.can_be_quick();
    visitor.open_tab();
    visitor.visit(&format!("{}/close", wave.administration()));
    visitor.follow("main form button");
    visitor.arrives_at(&wave.administration());
    visitor.look_at_tab(0);
    visitor.choose(3);
    // The page is on its way while one looks, and there may be no heading for a moment.
    let heading = || visitor.run("return document.querySelector('h1')?.innerText ?? ''", vec![]);
    visitor.wait_until("to be told", || (heading() == say("failure-title-over")).then_some(()));
}

/// What the administrator sees of each survey: how many have taken part, of how many.
#[track_caller]
fn participation(visitor: &Visitor) -> Vec<(u32, u32)> {
    let rate = |rate: &String| {
        let mut numbers = rate.split_whitespace().filter_map(|word| word.parse().ok());
        (numbers.next().expect("how many"), numbers.next().expect("of how many"))
    };
    visitor.texts("main .rows > .row > b + .state").iter().map(rate).collect()
}

#[test]
fn every_page_around_a_wave_is_accessible_in_every_appearance() {
    let company = Company::found();
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    let mut examination = Examination::of(&visitor);
    see_every_page_of_a_wave(&visitor, &company, |page| examination.look_at(page));
    report(&examination.faults);
}

#[test]
fn the_example_lets_everybody_look_around_through_other_eyes() {
    let data = tempfile::tempdir().expect("a directory for the data");
    // What comes after the script is its name and its arguments.
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" \"$@\" --example"]).arg(footing().get_program());
    let footing = Installation::start_with(command, data);
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    let mut examination = Examination::of(&visitor);
    visitor.visit("/");
    examination.look_at("the first page of the example");
    visitor.follow(".example a");
    visitor.arrives_at("/example");
    examination.look_at("the chooser of the example");
    visitor.follow("form:has([value=administrator]) button");
    visitor.arrives_at("/");
    visitor.follow(".masthead a[href='/admin']");
    examination.look_at("the example as its administrator");
    // An installation without mail shows the address of the survey instead.
    visitor.follow("main .rows a[href^='/admin/waves/']");
    visitor.click("main .rows summary");
    examination.look_at("a survey of the example");
    visitor.visit("/admin/roster");
    visitor.click("summary");
    examination.look_at("the teams of the example");
    visitor.visit("/example");
    visitor.follow("form:has([value=manager]) button");
    visitor.arrives_at("/");
    visitor.follow(".masthead a[href='/teams']");
    if visitor.shows("button[name=skip]") {
        visitor.follow("button[name=skip]");
    }
    assert!(visitor.count(".heat tbody tr") > 5, "a manager sees several teams and the organisation");
    examination.look_at("a manager's teams");
    visitor.visit("/example");
    visitor.follow("form:has([value=analyst]) button");
    visitor.arrives_at("/");
    visitor.follow(".masthead a[href='/insights']");
    assert!(visitor.count(".chart svg") > 6, "an analyst sees the gallery");
    visitor.click(".insights details summary");
    examination.look_at("the insights of an analyst");
    visitor.follow("a[href='/insights/technical']");
    assert!(visitor.count(".technical table") > 4, "the technical report says what the figures rest on");
    examination.look_at("the technical report");
    visitor.follow("a[href='/insights']");
    visitor.follow("a[href='/insights/everything']");
    examination.look_at("the set of all files before it is begun");
    visitor.follow("form[action='/insights/everything'] button");
    visitor.wait_until("every file is written", || visitor.shows("a[href='/insights/everything.zip']").then_some(()));
    examination.look_at("the set of all files when it is ready");
    report(&examination.faults);
}

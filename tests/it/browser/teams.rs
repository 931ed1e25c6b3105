//! A leader and a released survey: from what they mean to do, over the figures and the talk, to a promise that the team
//! reads when it is asked again.

use super::accessibility::{Examination, report};
use super::company::{Company, LEADER};
use super::session::Device;
use super::tour::{TEAM_OF_FIVE, see_every_page_of_a_leader};
use super::visitor::Visitor;
use super::words::say;

#[test]
fn a_leader_says_what_they_will_do_looks_talks_and_promises_and_the_team_reads_it_when_asked_again() {
    let company = Company::with_release();
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in(&company, LEADER);
    visitor.follow(".masthead a[href='/teams']");
    assert_eq!(visitor.text("h1"), say("before-title"));
    assert!(!visitor.shows(".heat"), "nothing is shown before");
    visitor.type_into("#low", &"x".repeat(281));
    visitor.follow("main form .button");
    visitor.click(".error-summary a");
    assert_eq!(visitor.focused_id(), "low");
    visitor.visit("/teams");
    visitor.type_into("#low", "Ask the team what gets in the way.");
    visitor.follow("main form .button");
    visitor.arrives_at("/teams");
    assert!(visitor.text("main").contains("Ask the team what gets in the way."), "what was meant stays in sight");
    visitor.follow(".choices a[href$='team-practice']");
    assert_eq!(visitor.count(".heat thead th"), 6, "the questions are the columns");
    visitor.follow(".choices a[href='/teams']");
    visitor.follow(TEAM_OF_FIVE);
    let team = visitor.path();
    assert!(visitor.text(".step .why").contains(&say("clearly-below")));
    visitor.click(".rows details summary");
    visitor.follow("a[href$='/talk']");
    visitor.wait_until("the clock to be ready", || visitor.shows(".timer.ready").then_some(()));
    assert_eq!(visitor.text(".timer .left"), "3:00");
    visitor.click(".timer button");
    visitor.wait_until("the clock to run", || (visitor.text(".timer .left") != "3:00").then_some(()));
    assert_eq!(visitor.text(".timer button"), say("talk-pause"));
    visitor.click(".timer button");
    assert_eq!(visitor.text(".timer button"), say("talk-start"));
    visitor.follow("a[href$='#promise']");
    visitor.arrives_at(&team);

    visitor.run("document.querySelector('#due').value = ''", vec![]);
    visitor.follow("form[action$='/promise'] .button");
    visitor.click(".error-summary a");
    assert_eq!(visitor.focused_id(), "due");
    visitor.visit(&team);
    visitor.type_into("#words", "On Tuesdays we look at one task together.");
    visitor.follow("form[action$='/promise'] .button");
    visitor.arrives_at(&team);
    assert_eq!(visitor.text("#promise"), say("promise-came-title"));
    visitor.click("#outcome-1");
    visitor.type_into("#note", "Two Tuesdays so far.");
    visitor.follow("form[action$='/outcome'] .button");
    visitor.arrives_at(&team);
    visitor.sign_out();

    let wave = visitor.open_the_next_wave(&company);
    visitor.sign_in(&company, "di@example.org");
    visitor.visit(&wave.contract());
    assert_eq!(visitor.text("#said"), say("said-title"));
    let said = visitor.text("[aria-labelledby=said]");
    for part in ["On Tuesdays we look at one task together.", "Two Tuesdays so far.", &say("outcome-partly")] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    visitor.sign_out();
    visitor.sign_in(&company, "jo@example.org");
    visitor.visit(&wave.contract());
    assert!(!visitor.shows("#said"), "the promise was to another team");
}

#[test]
fn every_page_of_a_leader_is_accessible_in_every_appearance() {
    let company = Company::with_release();
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    let mut examination = Examination::of(&visitor);
    see_every_page_of_a_leader(&visitor, &company, |page| examination.look_at(page));
    report(&examination.faults);
}

#[test]
fn a_leader_can_do_everything_without_scripts() {
    let company = Company::with_release();
    let visitor = Visitor::arrive(&company.footing, &Device::desktop().without_scripts());
    visitor.sign_in(&company, LEADER);
    visitor.visit("/teams");
    visitor.follow("button[name=skip]");
    visitor.arrives_at("/teams");
    assert_eq!(visitor.text("#steps"), say("teams-steps"));
    visitor.follow(TEAM_OF_FIVE);
    let team = visitor.path();
    visitor.follow("a[href$='/talk']");
    assert_eq!(visitor.count(".phases li"), 3, "the talk is on the page, without a clock");
    visitor.visit(&team);
    visitor.follow("form[action$='/promise'] .button");
    visitor.arrives_at(&team);
    assert_eq!(visitor.text("#promise"), say("promise-came-title"));
}

#[test]
fn colours_of_the_table_are_told_apart_by_whoever_does_not_see_green() {
    let company = Company::with_release();
    let visitor = Visitor::arrive(&company.footing, &Device::desktop());
    visitor.sign_in(&company, LEADER);
    visitor.visit("/teams");
    visitor.follow("button[name=skip]");
    visitor.arrives_at("/teams");
    // Each step of the scale beside the next, as somebody without the receptor for green sees them (Machado, Oliveira and
    // Fernandes, 2009), by their distance in OKLab (Ottosson, 2020).
    let script = r#"
        const linear = value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
        const seen = ([r, g, b]) => [
            .367322 * r + .860646 * g - .227968 * b,
            .280085 * r + .672501 * g + .047413 * b,
            -.011820 * r + .042940 * g + .968881 * b].map(value => Math.min(1, Math.max(0, value)));
        const lab = ([r, g, b]) => {
            const l = Math.cbrt(.4122214708 * r + .5363325363 * g + .0514459929 * b);
            const m = Math.cbrt(.2119034982 * r + .6806995451 * g + .1073969566 * b);
            const s = Math.cbrt(.0883024619 * r + .2817188376 * g + .6299787005 * b);
            return [.2104542553 * l + .793617785 * m - .0040720468 * s,
                1.9779984951 * l - 2.428592205 * m + .4505937099 * s, .0259040371 * l + .7827717662 * m - .808675766 * s];
        };
        const colours = [...document.querySelectorAll(".legend i")].slice(0, 5).map(swatch =>
            lab(seen(getComputedStyle(swatch).backgroundColor.match(/\d+/g).slice(0, 3).map(part => linear(part / 255)))));
        return colours.slice(1).map((colour, place) => Math.hypot(...colour.map((part, axis) => part - colours[place][axis])));
    "#;
    let distances = visitor.run(script, vec![]);
    let distances: Vec<f64> =
        distances.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
    assert_eq!(distances.len(), 4);
    assert!(distances.iter().all(|distance| *distance > 0.1), "{distances:?}");
}

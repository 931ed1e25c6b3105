//! Tapping one's way through on a small phone, and the widest results there are.

use serde_json::json;

use super::accessibility::{probe, report};
use super::session::Device;
use super::visitor::{FIT_IS_WEAKEST, Installation, Visitor};
use super::words::finding;

/// What must hold on a screen of 320 pixels.
pub const NARROW: [&str; 3] = ["overflow", "smallTargets", "clippedText"];

#[test]
fn a_person_taps_their_way_through_on_a_phone_and_every_level_fits_it() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::phone());
    let mut faults = Vec::new();
    for (options, level) in [(FIT_IS_WEAKEST, 3), ([1; 14], 1), ([5; 14], 5)] {
        visitor.take_assessment(options);
        let screen = visitor.run("return [screen.width, matchMedia('(pointer: coarse)').matches]", vec![]);
        assert_eq!(screen, json!([320, true]), "expected a small phone");
        assert_eq!(visitor.text("h1"), finding(level));
        for check in NARROW {
            faults.extend(probe(&visitor, check).into_iter().map(|fault| format!("level {level}: {check}: {fault}")));
        }
    }
    report(&faults);
}

//! The whole way on a small phone.

use super::accessibility::{probe, report};
use super::session::Device;
use super::tour::see_every_page;
use super::visitor::{Installation, Visitor};

#[test]
fn every_page_fits_a_small_phone_and_can_be_tapped() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::phone());
    let mut faults = Vec::new();
    see_every_page(&visitor, |page| {
        let width = visitor.run("return [screen.width, matchMedia('(pointer: coarse)').matches]", vec![]);
        assert_eq!(width, serde_json::json!([320, true]), "expected a small phone at {page}");
        for check in ["overflow", "smallTargets", "clippedText"] {
            faults.extend(probe(&visitor, check).into_iter().map(|fault| format!("{page}: {check}: {fault}")));
        }
    });
    report(&faults);
}

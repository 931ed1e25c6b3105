//! Every page in every appearance, examined by axe and by probes of our own for what axe does not see.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::phone::NARROW;
use super::session::{Device, axe};
use super::tour::see_every_page;
use super::visitor::{Installation, Visitor};

const RUN_AXE: &str = r#"
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false };
    const reason = node => [...node.any, ...node.all, ...node.none].map(check => check.message).join("; ");
    return axe.run(document, options).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(node => `${id} at ${node.target.join(" ")}: ${reason(node)}`)));
"#;

/// The complaints of one of the probes in `probes.js`.
#[track_caller]
pub fn probe(visitor: &Visitor, check: &str) -> Vec<String> {
    complaints(&visitor.run(include_str!("probes.js"), vec![json!(check)]))
}

/// Fails with all faults at once.
#[track_caller]
pub fn report(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn complaints(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn every_page_is_accessible_in_every_appearance() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    let mut examination = Examination::of(&visitor);
    see_every_page(&visitor, |page| examination.look_at(page));
    report(&examination.faults);
}

/// Looks at pages in every appearance and notes what is wrong.
pub struct Examination<'v> {
    visitor: &'v Visitor,
    axe: String,
    pub faults: Vec<String>,
}

impl<'v> Examination<'v> {
    pub fn of(visitor: &'v Visitor) -> Examination<'v> {
        Examination { visitor, axe: format!("if (!window.axe) {{ {} }}", axe()), faults: Vec::new() }
    }

    /// Examines the page the visitor sees now.
    #[track_caller]
    pub fn look_at(&mut self, page: &str) {
        let Examination { visitor, axe, faults } = self;
        visitor.run(axe, vec![]);
        for appearance in [Appearance::Light, Appearance::Dark, Appearance::ForcedColors, Appearance::Narrow] {
            appearance.put_on(visitor);
            let mut found = complaints(&visitor.run(RUN_AXE, vec![]));
            for check in appearance.probes() {
                found.extend(probe(visitor, check));
            }
            faults.extend(found.into_iter().map(|fault| format!("{page}, {appearance:?}: {fault}")));
        }
        Appearance::Light.put_on(visitor);
        faults.extend(walk_with_tab(visitor).into_iter().map(|fault| format!("{page}: {fault}")));
        // What the server answers with 4xx is a page too; the console only notes its status.
        let is_status =
            |line: &String| line.contains("the server responded with a status of 4") && !line.contains("/assets/");
        faults.extend(
            visitor.console().into_iter().filter(|line| !is_status(line)).map(|line| format!("{page}: {line}")),
        );
    }
}

/// Tab must reach every control, show where it is and never lose it under something else.
fn walk_with_tab(visitor: &Visitor) -> Vec<String> {
    let mut faults = Vec::new();
    let mut unreached = probe(visitor, "unreached");
    for _ in 0..80 {
        if unreached.is_empty() {
            break;
        }
        visitor.press(Key::Tab);
        faults.extend(probe(visitor, "focus"));
        unreached = probe(visitor, "unreached");
    }
    faults.extend(unreached);
    faults
}

#[derive(Clone, Copy, Debug)]
enum Appearance {
    Light,
    Dark,
    ForcedColors,
    Narrow,
}

impl Appearance {
    #[track_caller]
    fn put_on(self, visitor: &Visitor) {
        let scheme = if matches!(self, Appearance::Dark) { "dark" } else { "light" };
        let forced = if matches!(self, Appearance::ForcedColors) { "active" } else { "none" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        visitor.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
        if matches!(self, Appearance::Narrow) {
            let screen = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
            visitor.devtools("Emulation.setDeviceMetricsOverride", screen);
        } else {
            visitor.devtools("Emulation.clearDeviceMetricsOverride", json!({}));
        }
    }

    fn probes(self) -> &'static [&'static str] {
        match self {
            Appearance::Light => &["outline", "overflow", "smallTargets"],
            Appearance::Dark => &[],
            Appearance::ForcedColors => &["edges"],
            Appearance::Narrow => &NARROW,
        }
    }
}

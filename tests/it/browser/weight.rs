//! What the pages weigh on their way to the browser, and that nothing moves when they have arrived.

use serde_json::{Value, json};

use super::session::{Device, word};
use super::visitor::{FIT_IS_WEAKEST, Installation, Visitor, question};
use crate::support::ITEMS;

/// Everything the page at `path` fetches when nothing is cached: addresses, and bytes with headers.
#[track_caller]
fn fetched(visitor: &Visitor, path: &str) -> Vec<(String, u64)> {
    visitor.devtools("Network.enable", json!({}));
    visitor.devtools("Network.clearBrowserCache", json!({}));
    visitor.visit(path);
    let script = "return document.readyState === 'complete' && performance.getEntries()
        .filter(entry => entry.transferSize !== undefined).map(({ name, transferSize }) => ({ name, transferSize }))";
    let entries = visitor.wait_until("the page to be complete", || {
        let entries = visitor.run(script, vec![]);
        entries.as_array().cloned()
    });
    let weighed = |entry: &Value| (word(entry, "name").to_owned(), entry["transferSize"].as_u64().unwrap_or_default());
    entries.iter().map(weighed).collect()
}

fn weight<'a>(entries: impl IntoIterator<Item = &'a (String, u64)>) -> u64 {
    entries.into_iter().map(|(_, bytes)| bytes).sum()
}

#[test]
fn a_question_weighs_little_and_nothing_on_it_moves() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.start_with_items();
    fetched(&visitor, &question(ITEMS[0]));
    visitor.can_be_quick();
    let entries = fetched(&visitor, &question(ITEMS[0]));
    visitor.can_be_quick();

    let wasm: Vec<_> = entries.iter().filter(|(address, _)| address.ends_with(".wasm")).collect();
    println!("a question page: {} bytes, of it {} wasm", weight(&entries), weight(wasm.iter().copied()));
    assert!(weight(wasm.iter().copied()) > 0, "expected wasm among {entries:?}");
    assert!(weight(wasm.iter().copied()) <= 70_000, "the wasm is too heavy: {wasm:?}");
    assert!(weight(&entries) <= 90_000, "the page is too heavy: {entries:?}");

    visitor.tab_to("#answer-1");
    visitor.press_character(' ');
    visitor.is_told("saved");
    let script = "return new Promise(tell => {
        const observer = new PerformanceObserver(() => {});
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(() => tell(observer.takeRecords().map(shift =>
            [shift.value, ...shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))])), 0));
    })";
    assert_eq!(visitor.run(script, vec![]), json!([]), "something moved");
}

#[test]
fn a_result_weighs_very_little_and_brings_no_wasm() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::desktop());
    visitor.take_assessment(FIT_IS_WEAKEST);
    let entries = fetched(&visitor, &visitor.path());
    println!("a result page: {} bytes", weight(&entries));
    assert!(entries.len() >= 2, "expected the page and its style: {entries:?}");
    assert!(entries.iter().all(|(address, _)| !address.ends_with(".wasm") && !address.ends_with(".js")), "{entries:?}");
    assert!(weight(&entries) <= 30_000, "the page is too heavy: {entries:?}");
}

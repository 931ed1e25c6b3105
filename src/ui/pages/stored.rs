//! What is stored, for how long, and who sees it: the page every footer leads to.

use leptos::prelude::*;

use footing_core::text::Text;

pub fn stored(text: Text<'_>) -> impl IntoView + use<> {
    let alone = ["answers", "steps", "key", "visits", "cookies"];
    let organisation =
        ["roster", "session", "confidential", "anonymous", "private", "promises", "cookies-more", "audit", "operator"];
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("stored-title")}</h1>
                <p>{text.say("stored-lead")}</p>
            </section>
            <section class="stack">
                <h2>{text.say("stored-alone-title")}</h2>
                {stored_rows(text, &alone)}
            </section>
            <section class="stack">
                <h2>{text.say("stored-organisation-title")}</h2>
                {stored_rows(text, &organisation)}
            </section>
            <p>{text.say("stored-delete")}</p>
        </main>
    }
}

/// What is stored of each of these, and how.
pub(super) fn stored_rows(text: Text<'_>, subjects: &[&str]) -> impl IntoView + use<> {
    let rows: Vec<_> = subjects
        .iter()
        .map(|subject| {
            view! {
                <div class="reviewed">
                    <dt>{text.say_for("stored-what", subject)}</dt>
                    <dd>{text.say_for("stored-how", subject)}</dd>
                </div>
            }
        })
        .collect();
    view! { <dl class="review">{rows}</dl> }
}

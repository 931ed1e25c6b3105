//! What is stored, for how long, and who sees it: the page every footer leads to.

use leptos::prelude::*;

use crate::ui::text::Text;

pub fn stored(text: Text<'_>) -> impl IntoView + use<> {
    let rows = ["answers", "steps", "key", "visits", "cookies"].map(|subject| {
        view! {
            <div class="reviewed">
                <dt>{text.say_for("stored-what", subject)}</dt>
                <dd>{text.say_for("stored-how", subject)}</dd>
            </div>
        }
    });
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("stored-title")}</h1>
                <p>{text.say("stored-lead")}</p>
            </section>
            <dl class="review">{rows.into_iter().collect_view()}</dl>
            <p>{text.say("stored-delete")}</p>
        </main>
    }
}

//! Deleting everything that is linked to a person: asked once more, then done, then said.

use leptos::prelude::*;

use crate::ui::text::Text;

pub fn deletion(text: Text<'_>, responses: usize) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/me">{text.say("back-to-me")}</a></p>
            <section class="stack">
                <h1>{text.say("delete-title")}</h1>
                <p>{text.with("delete-what", [("responses", responses.into())])}</p>
                <form method="post" action="/me/delete" class="actions">
                    <button class="button danger">{text.say("delete-do")}</button>
                    <a class="button second" href="/me">{text.say("delete-keep")}</a>
                </form>
            </section>
        </main>
    }
}

pub fn deleted(text: Text<'_>) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("deleted-title")}</h1>
                <p>{text.say("deleted-what")}</p>
                <p><a href="/">{text.say("to-start")}</a></p>
            </section>
        </main>
    }
}

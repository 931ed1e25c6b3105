//! Deleting everything that is linked to a person: asked once more, then done, then said.

use leptos::prelude::*;

use footing_core::text::Text;

/// `member` is somebody the roster has: that stays, and so do their ballots.
pub fn deletion(text: Text<'_>, responses: usize, member: bool) -> impl IntoView + use<> {
    let what = if member {
        text.say("delete-what-member")
    } else {
        text.with("delete-what", [("responses", responses.into())])
    };
    let (title, button) =
        if member { ("delete-title-member", "delete-do-member") } else { ("delete-title", "delete-do") };
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/me">{text.say("back-to-me")}</a></p>
            <section class="stack">
                <h1>{text.say(title)}</h1>
                <p>{what}</p>
                <form method="post" action="/me/delete" class="actions">
                    <button class="button danger">{text.say(button)}</button>
                    <a class="button second" href="/me">{text.say("delete-keep")}</a>
                </form>
            </section>
        </main>
    }
}

pub fn deleted(text: Text<'_>, member: bool) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say(if member { "deleted-title-member" } else { "deleted-title" })}</h1>
                <p>{text.say(if member { "deleted-what-member" } else { "deleted-what" })}</p>
                <p><a href="/">{text.say("to-start")}</a></p>
            </section>
        </main>
    }
}

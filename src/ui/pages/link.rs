//! The private link: what opens when it is followed, and the page that shows a new one.

use leptos::prelude::*;

use footing_core::organisation::Secret;
use footing_core::text::Text;

/// A followed link only asks: mail scanners follow links too. The button opens it.
pub fn invitation(text: Text<'_>, key: &Secret) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("invitation-title")}</h1>
                <p>{text.say("invitation-what")}</p>
                <form method="post" action=format!("/p/{}", key.reveal()) class="actions">
                    <button class="button">{text.say("invitation-open")}</button>
                </form>
            </section>
        </main>
    }
}

/// `is_member` is somebody who signs in with an address and has the link besides.
pub fn new_link_title(text: Text<'_>, is_member: bool) -> String {
    text.say(if is_member { "own-key-made-title" } else { "link-renewed-title" })
}

pub fn new_link(text: Text<'_>, link: String, is_member: bool) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/me">{text.say("back-to-me")}</a></p>
            <section class="stack">
                <h1>{new_link_title(text, is_member)}</h1>
                <p>{text.say(if is_member { "own-key-made" } else { "link-renewed" })}</p>
                <div class="field">
                    <label class="sr-only" for="link">{text.say("link-title")}</label>
                    <input id="link" class="link" type="text" readonly=true value=link/>
                </div>
            </section>
        </main>
    }
}

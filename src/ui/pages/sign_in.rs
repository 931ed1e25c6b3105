//! Signing in: asking for a letter, the page that says it is on its way, and the button behind its link.

use leptos::prelude::*;

use crate::organisation::Secret;
use crate::text::Text;
use crate::ui::parts::{ErrorSummary, Field, error_summary};

/// `refused` is what was typed and is no address.
pub fn sign_in(text: Text<'_>, refused: Option<&str>) -> impl IntoView + use<> {
    let error = refused.map(|_| text.say("sign-in-no-address"));
    let summary = error.clone().map(|message| ErrorSummary { message, field: "email" });
    let field = Field::of(text, "email", error);
    view! {
        <main id="main" class="stack loose">
            {summary.map(|summary| error_summary(text, std::slice::from_ref(&summary)))}
            <section class="stack">
                <h1>{text.say("sign-in-title")}</h1>
                <p>{text.say("sign-in-what")}</p>
            </section>
            <form method="post" action="/sign-in" novalidate=true class="stack">
                {field.line(text, "email", refused.unwrap_or_default().to_owned())}
                <div class="actions"><button class="button">{text.say("sign-in-send")}</button></div>
            </form>
        </main>
    }
}

/// The title of the page that follows; without mail there is nothing to wait for.
pub fn link_sent_title(text: Text<'_>, has_mail: bool) -> String {
    if has_mail { text.say("link-sent-title") } else { text.say("link-none-title") }
}

pub fn link_sent(text: Text<'_>, has_mail: bool) -> impl IntoView + use<> {
    let what = if has_mail { "link-sent-what" } else { "link-sent-no-mail" };
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{link_sent_title(text, has_mail)}</h1>
                <p>{text.say(what)}</p>
                {has_mail.then(|| view! { <p><a href="/sign-in">{text.say("link-sent-again")}</a></p> })}
            </section>
        </main>
    }
}

pub fn enter(text: Text<'_>, link: &Secret) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("enter-title")}</h1>
                <p>{text.say("enter-what")}</p>
                <form method="post" action=format!("/sign-in/{}", link.reveal()) class="actions">
                    <button class="button">{text.say("enter-do")}</button>
                </form>
            </section>
        </main>
    }
}

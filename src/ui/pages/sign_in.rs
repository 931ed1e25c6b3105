//! Signing in: asking for a letter, the page that says it is on its way, and the button behind its link.

use leptos::prelude::*;

use crate::service::sign_in::{FollowedLink, LinkPromise};
use crate::ui::parts::{ErrorSummary, Field, error_summary};
use footing_core::organisation::{Destination, LinkPurpose, Secret};
use footing_core::text::Text;

/// `refused` is what was typed and is no address, `to` the page they were going to.
pub fn sign_in(text: Text<'_>, refused: Option<&str>, to: Option<&Destination>) -> impl IntoView + use<> {
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
                {to.map(|to| view! { <input type="hidden" name="to" value=to.to_string()/> })}
                {field.line(text, "email", refused.unwrap_or_default().to_owned())}
                <div class="actions"><button class="button">{text.say("sign-in-send")}</button></div>
            </form>
        </main>
    }
}

/// Where no letters are sent there is nothing to ask for: it says who makes a link.
pub fn sign_in_without_mail(text: Text<'_>) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("sign-in-title")}</h1>
                {no_mail(text)}
            </section>
        </main>
    }
}

/// How one signs in where no letters are sent.
pub(super) fn no_mail(text: Text<'_>) -> impl IntoView + use<> {
    view! {
        <p>{text.say("sign-in-no-mail")}</p>
        <p>{text.say("sign-in-no-mail-ask")}</p>
        <p class="quiet">
            {text.say("sign-in-no-mail-run")} " " <code class="hash">"footing admin invite anna@example.org --role administrator"</code>
        </p>
    }
}

/// The title of the page that follows, by what can be promised; where no mail is sent, nobody comes here.
pub fn link_sent_title(text: Text<'_>, promise: LinkPromise) -> String {
    text.say(match promise {
        LinkPromise::OnItsWay | LinkPromise::NoMail => "link-sent-title",
        LinkPromise::Waits => "link-waits-title",
        LinkPromise::TooMany => "link-too-many-title",
    })
}

/// `again` is where one asks once more.
pub fn link_sent(text: Text<'_>, promise: LinkPromise, again: String) -> impl IntoView + use<> {
    let what = match promise {
        LinkPromise::OnItsWay | LinkPromise::NoMail => "link-sent-what",
        LinkPromise::Waits => "link-waits-what",
        LinkPromise::TooMany => "link-too-many-what",
    };
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{link_sent_title(text, promise)}</h1>
                <p>{text.say(what)}</p>
                <p><a href=again>{text.say("link-sent-again")}</a></p>
            </section>
        </main>
    }
}

/// What was typed on the page behind a link.
#[derive(Clone, Debug, Default)]
pub struct EnterForm {
    pub typed: String,
    /// It is not the address the link was sent to.
    pub is_wrong: bool,
}

/// The title of the page behind a link.
pub fn enter_title(text: Text<'_>, purpose: LinkPurpose) -> String {
    text.say(match purpose {
        LinkPurpose::SignIn => "enter-title",
        LinkPurpose::Unlock => "unlock-title",
    })
}

/// Says whose account a link opens, and asks for the address where another browser asked for it: nobody ends up in an
/// account that is not theirs by a link somebody passed on to them.
pub fn enter(text: Text<'_>, link: &Secret, followed: &FollowedLink, form: &EnterForm) -> impl IntoView + use<> {
    let FollowedLink { name, email, purpose, is_from_elsewhere } = followed;
    // Where the address must be typed it is not said.
    let address = if *is_from_elsewhere { email.veiled() } else { email.to_string() };
    let whose = match (name, purpose) {
        (None, _) => text.with("enter-whose-address", [("address", address.into())]),
        (Some(name), purpose) => {
            let key = if *purpose == LinkPurpose::Unlock { "unlock-whose" } else { "enter-whose" };
            text.with(key, [("name", name.clone().into()), ("address", address.into())])
        }
    };
    let error = form.is_wrong.then(|| text.say("enter-elsewhere-wrong"));
    let summary = error.clone().map(|message| ErrorSummary { message, field: "email" });
    let field = is_from_elsewhere.then(|| {
        let field = Field { hint: Some(text.say("enter-elsewhere")), ..Field::of(text, "email", error) };
        field.line(text, "email", form.typed.clone())
    });
    let (what, button) = match purpose {
        LinkPurpose::SignIn => ("enter-what", "enter-do"),
        LinkPurpose::Unlock => ("unlock-what", "unlock-do"),
    };
    view! {
        <main id="main" class="stack loose">
            {summary.map(|summary| error_summary(text, std::slice::from_ref(&summary)))}
            <section class="stack">
                <h1>{enter_title(text, *purpose)}</h1>
                <p>{whose}</p>
                <p>{text.say(what)}</p>
                <form method="post" action=format!("/sign-in/{}", link.reveal()) novalidate=true class="stack">
                    {field}
                    <div class="actions"><button class="button">{text.say(button)}</button></div>
                </form>
            </section>
        </main>
    }
}

/// What was answered before an address changed is open again.
pub fn unlocked(text: Text<'_>) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("unlocked-title")}</h1>
                <p>{text.say("unlocked-what")}</p>
                <p><a href="/">{text.say("to-start")}</a></p>
            </section>
        </main>
    }
}

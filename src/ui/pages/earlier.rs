//! What somebody answered before their address changed: why it is closed, and the ways to open it.

use leptos::prelude::*;

use crate::ui::parts::{ErrorSummary, Field, error_summary};
use footing_core::organisation::AddressLock;
use footing_core::text::Text;

pub struct Earlier<'a> {
    pub lock: &'a AddressLock,
    pub has_mail: bool,
    /// The letter was asked for once more just now.
    pub is_sent: bool,
    pub fault: Option<EarlierFault>,
}

/// What was wrong with a way that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlierFault {
    /// That is no private link of theirs.
    Key,
    /// Nothing is erased without a second word.
    NotSure,
}

pub fn earlier(text: Text<'_>, page: &Earlier<'_>) -> impl IntoView + use<> {
    let key_error = (page.fault == Some(EarlierFault::Key)).then(|| text.say("earlier-key-wrong"));
    let sure_error = (page.fault == Some(EarlierFault::NotSure)).then(|| text.say("earlier-anew-unsure"));
    let summary = key_error.clone().map(|message| ErrorSummary { message, field: "key" });
    let summary = summary.or(sure_error.map(|message| ErrorSummary { message, field: "sure" }));
    let date = || ("date", text.date(page.lock.since).into());
    let address = || ("address", page.lock.before.veiled().into());
    let letter = if !page.has_mail {
        view! { <p>{text.say("earlier-no-mail")}</p> }.into_any()
    } else if page.is_sent {
        view! { <p role="status">{text.with("earlier-letter-sent", [address()])}</p> }.into_any()
    } else {
        view! {
            <p>{text.with("earlier-letter-what", [address()])}</p>
            <form method="post" action="/me/earlier/letter" class="actions">
                <button class="button">{text.say("earlier-letter-again")}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <main id="main" class="stack loose">
            {summary.map(|summary| error_summary(text, std::slice::from_ref(&summary)))}
            <section class="stack">
                <h1>{text.say("earlier-title")}</h1>
                <p>{text.with("earlier-what", [date()])}</p>
            </section>
            <section class="stack">
                <h2>{text.say("earlier-letter-title")}</h2>
                {letter}
            </section>
            <section class="stack">
                <h2>{text.say("earlier-key-title")}</h2>
                <form method="post" action="/me/earlier/key" novalidate=true class="stack">
                    {Field::of(text, "key", key_error).line(text, "text", String::new())}
                    <div class="actions"><button class="button second">{text.say("earlier-key-do")}</button></div>
                </form>
            </section>
            <section class="stack">
                <h2>{text.say("earlier-anew-title")}</h2>
                <form method="post" action="/me/earlier/anew" class="stack">
                    <fieldset>
                        <legend>{text.say("earlier-anew-what")}</legend>
                        <div class="options">
                            <label class="option">
                                <input type="checkbox" id="sure" name="sure" value="yes"/>
                                <span>{text.say("earlier-anew-sure")}</span>
                            </label>
                        </div>
                    </fieldset>
                    <div class="actions"><button class="button danger">{text.say("earlier-anew-do")}</button></div>
                </form>
            </section>
        </main>
    }
}

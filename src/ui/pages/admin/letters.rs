//! How the letters of a wave fare, as its page says it: how many, why none leaves, and whose were refused.

use std::time::Duration;

use leptos::prelude::*;

use crate::mail::TroubleNow;
use crate::service::invitation::Letters;
use footing_core::text::Text;

/// So many are named; with more refused addresses than this, another list needs correcting first.
const MOST_NAMED: usize = 100;

/// `address` is the wave's page. Nothing is said of a wave for which no letter was written and none is refused.
pub fn letters_of(text: Text<'_>, letters: &Letters, address: &str) -> Option<AnyView> {
    let trouble = letters.trouble.as_ref().map(|now| trouble(text, now));
    let refused = (!letters.refused.is_empty()).then(|| refused(text, letters, address));
    let written = letters.owed + letters.taken > 0;
    if trouble.is_none() && refused.is_none() && !written {
        return None;
    }
    let count = written.then(|| {
        let owed = (letters.owed > 0).then(|| text.with("wave-owed", [("letters", letters.owed.into())]));
        let taken = (letters.taken > 0).then(|| text.with("letters-taken", [("letters", letters.taken.into())]));
        view! { <p>{owed} " " {taken}</p> }
    });
    let view = view! {
        <section class="stack">
            <h2>{text.say("letters-title")}</h2>
            {trouble}
            {count}
            {refused}
        </section>
    };
    Some(view.into_any())
}

/// What the server said, since when, and what to do.
fn trouble(text: Text<'_>, now: &TroubleNow) -> AnyView {
    let minutes = |time: Duration| time.as_secs().div_ceil(60);
    // Trouble that has just begun is not nothing.
    let lasts = minutes(now.lasts).max(1);
    let kind = now.trouble.kind.word();
    let view = view! {
        <div class="card stack tight" role="status">
            <p><b>{text.with("letters-trouble", [("minutes", lasts.into())])}</b></p>
            <p>{text.say_for("letters-trouble", kind)}</p>
            <p class="hash">{text.with("letters-said", [("said", now.trouble.reply.words().to_owned().into())])}</p>
            <p>{text.with("letters-kept", [("minutes", minutes(now.next_try).into())])}</p>
        </div>
    };
    view.into_any()
}

fn refused(text: Text<'_>, letters: &Letters, address: &str) -> AnyView {
    let rows: Vec<_> = letters
        .refused
        .iter()
        .take(MOST_NAMED)
        .map(|letter| {
            let said = text.with("letters-said", [("said", letter.said.clone().into())]);
            view! {
                <li class="stack tight">
                    <span><b>{letter.name.clone()}</b> " " <span class="hash">{letter.email.to_string()}</span></span>
                    <span class="quiet hash">{said}</span>
                </li>
            }
        })
        .collect();
    let more = letters.refused.len().saturating_sub(MOST_NAMED);
    let more = (more > 0).then(|| view! { <p>{text.with("letters-more", [("letters", more.into())])}</p> });
    let view = view! {
        <div class="stack">
            <h3>{text.with("letters-refused", [("letters", letters.refused.len().into())])}</h3>
            <p>{text.say("letters-refused-what")}</p>
            <ul class="rows">{rows}</ul>
            {more}
            <p class="actions">
                <a class="button second" href="/admin/roster">{text.say("admin-roster-open")}</a>
                <a class="button second" href=format!("{address}/retry")>{text.say_for("wave-do", "retry")}</a>
            </p>
        </div>
    };
    view.into_any()
}

//! A person's own page: what is open, steps and what came of them, results over time, the private link, and deletion.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::service::assessment::Sitting;
use crate::service::result::PersonalResult;
use footing_core::guidance::Library;
use footing_core::organisation::{KeyHash, Session};
use footing_core::practice::Commitment;
use footing_core::scoring::Direction;
use footing_core::text::Text;

use super::result::result_title;

pub struct Me<'a> {
    pub sittings: &'a [Sitting],
    /// Newest first.
    pub results: &'a [PersonalResult],
    pub library: &'a Library,
    pub today: Date,
    /// The address that opens this page on another device; `None` for somebody who signs in.
    pub link: Option<String>,
    /// Whether somebody who signs in has a private link besides.
    pub has_key: bool,
    /// Where somebody who signs in is signed in, the last used first.
    pub sessions: &'a [(KeyHash, Session)],
    /// The one they look from.
    pub this_session: Option<KeyHash>,
}

pub fn me(text: Text<'_>, page: &Me<'_>) -> impl IntoView + use<> {
    let open: Vec<_> = page
        .sittings
        .iter()
        .map(|sitting| {
            let title = text.of(sitting.survey.title());
            let go_on = text.with("me-go-on", [("survey", title.into())]);
            let address = match sitting.draft.wave {
                Some(wave) => format!("/w/{wave}"),
                None => format!("/s/{}", sitting.survey.id()),
            };
            view! {
                <p class="actions">
                    <a class="button" href=address>{go_on}</a>
                </p>
            }
        })
        .collect();
    let steps: Vec<_> = page
        .results
        .first()
        .map(|result| result.commitments.iter().rev().filter_map(|taken| step_row(text, page.library, taken)).collect())
        .unwrap_or_default();
    let due: Vec<_> = page
        .results
        .first()
        .map(|result| result.commitments.iter().filter_map(|taken| question_due(text, page, taken)).collect())
        .unwrap_or_default();
    let results: Vec<_> = page.results.iter().map(|result| result_row(text, result)).collect();
    let nothing = (open.is_empty() && results.is_empty())
        .then(|| view! { <p>{text.say("me-nothing")} " " <a href="/">{text.say("me-nothing-link")}</a></p> });
    let section = |title: &'static str, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2>{text.say(title)}</h2>
                    <ul class="rows">{rows}</ul>
                </section>
            }
        })
    };
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("me-title")}</h1>
                <p>{text.say("me-lead")}</p>
                {nothing}
                {open}
            </section>
            {due}
            {section("me-steps", steps)}
            {section("me-results", results)}
            {page.link.clone().map(|link| private_link(text, link))}
            {page.link.is_none().then(|| own_key(text, page.has_key))}
            {page.link.is_none().then(|| devices(text, page))}
            <section class="stack">
                <h2>{text.say("data-title")}</h2>
                <p>{text.say(if page.link.is_some() { "data-what" } else { "data-what-member" })}</p>
                <div class="actions">
                    <a class="button second" href="/me/export.json" download=true>{text.say("data-export")}</a>
                    {page
                        .link
                        .is_some()
                        .then(|| {
                            view! {
                                <form method="post" action="/me/leave">
                                    <button class="button second">{text.say("data-leave")}</button>
                                </form>
                            }
                        })}
                    <a class="button second plain" href="/me/delete">
                        {text.say(if page.link.is_some() { "data-delete" } else { "data-delete-member" })}
                    </a>
                </div>
            </section>
        </main>
    }
}

/// The key of somebody without an account, as an address.
fn private_link(text: Text<'_>, link: String) -> impl IntoView + use<> {
    view! {
        <section class="stack">
            <h2>{text.say("link-title")}</h2>
            <p>{text.say("link-what")}</p>
            <div class="field">
                <label class="sr-only" for="link">{text.say("link-title")}</label>
                <input id="link" class="link" type="text" readonly=true value=link/>
            </div>
            <form method="post" action="/me/link" class="stack tight">
                <p class="quiet">{text.say("link-renew-what")}</p>
                <div class="actions"><button class="button second">{text.say("link-renew")}</button></div>
            </form>
        </section>
    }
}

/// Offers a key to somebody with an account, for the day their address changes.
fn own_key(text: Text<'_>, has_key: bool) -> impl IntoView + use<> {
    let there = has_key.then(|| {
        view! {
            <p>{text.say("own-key-there")}</p>
            <form method="post" action="/me/link/remove" class="actions">
                <button class="button second">{text.say("own-key-remove")}</button>
            </form>
        }
    });
    view! {
        <section class="stack">
            <h2>{text.say("own-key-title")}</h2>
            <p>{text.say("own-key-what")}</p>
            {there}
            <form method="post" action="/me/link" class="actions">
                <button class="button second">{text.say("own-key-make")}</button>
            </form>
        </section>
    }
}

/// Where somebody with an account is signed in.
fn devices(text: Text<'_>, page: &Me<'_>) -> impl IntoView + use<> {
    let rows: Vec<_> = page
        .sessions
        .iter()
        .map(|(key, session)| device_row(text, *key, session, page.this_session == Some(*key)))
        .collect();
    view! {
        <section class="stack">
            <h2>{text.say("devices-title")}</h2>
            <p>{text.say("devices-what")}</p>
            <ul class="rows">{rows}</ul>
            <div class="actions">
                <form method="post" action="/sign-out">
                    <button class="button second">{text.say("sign-out")}</button>
                </form>
                <form method="post" action="/sign-out/everywhere">
                    <button class="button second">{text.say("sign-out-everywhere")}</button>
                </form>
            </div>
        </section>
    }
}

fn device_row(text: Text<'_>, key: KeyHash, session: &Session, is_this: bool) -> AnyView {
    let device = if session.device.is_empty() { text.say("devices-unknown") } else { session.device.clone() };
    let since = session.began.map(|began| text.with("devices-since", [("date", text.date(began).into())]));
    let used = match (is_this, session.seen) {
        (true, _) => Some(text.say("devices-this")),
        (false, seen) => seen.map(|seen| text.with("devices-used", [("date", text.date(seen).into())])),
    };
    let end = (!is_this).then(|| {
        let label = text.with("devices-end-named", [("device", device.clone().into())]);
        view! {
            <form method="post" action=format!("/me/session/{key}")>
                <button class="button second plain" aria-label=label>{text.say("devices-end")}</button>
            </form>
        }
    });
    view! {
        <li class="row">
            <span>{device}</span>
            <span class="quiet">{since}</span>
            <span class="state">{used}</span>
            {end}
        </li>
    }
    .into_any()
}

/// Asks what came of a step, on the days the step names.
fn question_due(text: Text<'_>, page: &Me<'_>, commitment: &Commitment) -> Option<AnyView> {
    let step = page.library.step(&commitment.step)?;
    let card = view! {
        <section class="card step stack tight">
            <p class="quiet">{text.with("step-taken", [("date", text.date(commitment.taken).into())])}</p>
            <h2>{text.of(&step.title)}</h2>
            <p class="actions">
                <a class="button" href=format!("/me/step/{}", step.id)>{text.say("step-what-came")}</a>
            </p>
        </section>
    };
    commitment.is_due(&step.come_back, page.today).then(|| card.into_any())
}

fn step_row(text: Text<'_>, library: &Library, commitment: &Commitment) -> Option<AnyView> {
    let step = library.step(&commitment.step)?;
    let state = match commitment.outcome() {
        Some(outcome) => text.say_for("outcome", outcome.word()),
        None => text.say("outcome-none"),
    };
    let note = commitment.check_ins.values().next_back().and_then(|check_in| check_in.note.as_ref());
    let note = note.map(|note| view! { <span class="note">{note.as_str().to_owned()}</span> });
    let taken = text.with("step-taken", [("date", text.date(commitment.taken).into())]);
    let row = view! {
        <li class="row">
            <a href=format!("/me/step/{}", step.id)>{text.of(&step.title)}</a>
            <span class="quiet">{taken}</span>
            <span class="state">{state}</span>
            {note}
        </li>
    };
    Some(row.into_any())
}

fn result_row(text: Text<'_>, result: &PersonalResult) -> AnyView {
    let date = text.date(result.response.submitted);
    let score = result.profile().whole().map(|whole| {
        let places = [("points", whole.points.round().into()), ("sem", whole.sem.round().into())];
        view! { <span class="state">{text.with("score-with-sem", places)}</span> }
    });
    let change = result.change().map(|change| {
        let sentence = match change.direction() {
            Direction::Up => text.say("history-up"),
            Direction::Down => text.say("history-down"),
            Direction::Unclear => text.say("history-unclear"),
        };
        view! { <span class="note">{sentence}</span> }
    });
    view! {
        <li class="row">
            <a href=format!("/s/{}/result/{}", result.survey.id(), result.response.id)>{result_title(text, result)}</a>
            <span class="quiet">{date}</span>
            {score}
            {change}
        </li>
    }
    .into_any()
}

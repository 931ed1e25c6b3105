//! The set of every file of a release: begun, under way, ready to download.

use leptos::prelude::*;

use footing_core::text::Text;

/// How far the set is.
pub enum SetState {
    NotBegun,
    Waiting,
    Writing {
        done: usize,
        all: usize,
    },
    /// In bytes.
    Ready(usize),
    Failed,
}

pub fn everything(text: Text<'_>, state: &SetState) -> impl IntoView + use<> {
    let begin = |key: &'static str| {
        view! {
            <form method="post" action="/insights/everything">
                <button class="button" type="submit">{text.say(key)}</button>
            </form>
        }
    };
    let body = match state {
        SetState::NotBegun => begin("set-begin").into_any(),
        SetState::Waiting => view! { <p role="status">{text.say("set-waiting")}</p> }.into_any(),
        SetState::Writing { done, all } => {
            let said = text.with("set-progress", [("done", (*done).into()), ("all", (*all).into())]);
            view! {
                <p role="status">{said}</p>
                <progress max=all.to_string() value=done.to_string() aria-label=text.say("set-title")></progress>
                <p class="quiet">{text.say("set-stay")}</p>
            }
            .into_any()
        }
        SetState::Ready(bytes) => {
            let size = text.decimal(*bytes as f64 / 1e6, 1);
            let label = text.with("set-download", [("size", size.into())]);
            view! {
                <p role="status">{text.say("set-ready")}</p>
                <p><a class="button" href="/insights/everything.zip" download=true>{label}</a></p>
            }
            .into_any()
        }
        SetState::Failed => view! { <p role="status">{text.say("set-failed")}</p> {begin("set-again")} }.into_any(),
    };
    view! {
        <main id="main" class="stack loose">
            <h1>{text.say("set-title")}</h1>
            <p>{text.say("set-what")}</p>
            {body}
            <p><a href="/insights">{text.say("nav-insights")}</a></p>
        </main>
    }
}

//! What came of a step: did it, partly, not yet, and one optional line.

use leptos::prelude::*;

use crate::ui::parts::{ErrorSummary, error_summary, step_details};
use footing_core::disclosure::Outcome;
use footing_core::guidance::Step;
use footing_core::practice::{Commitment, Note};
use footing_core::text::Text;

/// A check-in form that was not taken, with what was entered.
#[derive(Clone, Debug, Default)]
pub struct CheckInForm {
    pub outcome: Option<Outcome>,
    pub note: String,
    pub error: Option<ErrorSummary>,
}

pub fn progress(text: Text<'_>, step: &Step, commitment: &Commitment, form: &CheckInForm) -> impl IntoView + use<> {
    let history: Vec<_> = commitment
        .check_ins
        .iter()
        .rev()
        .map(|(date, check_in)| {
            let note = check_in.note.as_ref().map(|note| format!(" – {}", note.as_str()));
            view! {
                <li>
                    <b>{text.date(*date)}</b> " " {text.say_for("outcome", check_in.outcome.word())} {note}
                </li>
            }
        })
        .collect();
    let outcomes = Outcome::ALL.map(|outcome| {
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="outcome"
                    id=format!("outcome-{}", outcome.word())
                    value=outcome.word()
                    checked=form.outcome == Some(outcome)
                />
                <span>{text.say_for("outcome", outcome.word())}</span>
            </label>
        }
    });
    view! {
        <main id="main" class="stack roomy">
            <p><a class="back" href="/me">{text.say("back-to-me")}</a></p>
            {form.error.as_ref().map(|error| error_summary(text, std::slice::from_ref(error)))}
            <section class="stack tight">
                <p class="quiet">{text.with("step-taken", [("date", text.date(commitment.taken).into())])}</p>
                <h1>{text.of(&step.title)}</h1>
            </section>
            <form method="post" action=format!("/me/step/{}", step.id) novalidate=true class="stack roomy">
                <fieldset>
                    <legend><h2>{text.say("progress-question")}</h2></legend>
                    <div class="options">{outcomes.into_iter().collect_view()}</div>
                </fieldset>
                <div class="field stack tight">
                    <label for="note">{text.say("progress-note")}</label>
                    <p class="quiet" id="note-hint">{text.with("progress-note-hint", [("longest", Note::LONGEST.into())])}</p>
                    <input id="note" name="note" type="text" autocomplete="off" aria-describedby="note-hint" value=form.note.clone()/>
                </div>
                <div class="actions"><button class="button">{text.say("progress-save")}</button></div>
            </form>
            {(!history.is_empty())
                .then(|| {
                    view! {
                        <section class="stack tight">
                            <h2>{text.say("progress-so-far")}</h2>
                            <ul class="plain">{history}</ul>
                        </section>
                    }
                })}
            <details class="stack">
                <summary>{text.say("progress-details")}</summary>
                <div class="card stack">{step_details(text, step, view! { <h2>{text.say("pattern-title")}</h2> })}</div>
            </details>
        </main>
    }
}

//! Before the first look at a release: what a leader will do if it is low, high or split. It can be left out.

use leptos::prelude::*;

use crate::ui::parts::{ErrorSummary, Field, error_summary};
use footing_core::practice::Note;
use footing_core::text::Text;
use footing_core::wave::Wave;

/// The lines, as the form names them.
pub const LINES: [&str; 3] = ["low", "high", "split"];

/// What was written, in the order of [`LINES`], and what was wrong with it.
#[derive(Clone, Debug, Default)]
pub struct BeforeForm {
    pub lines: [String; 3],
    pub too_long: [bool; 3],
}

pub fn before(text: Text<'_>, wave: &Wave, form: &BeforeForm) -> impl IntoView + use<> {
    let error = text.with("before-error", [("longest", Note::LONGEST.into())]);
    let errors: Vec<ErrorSummary> = LINES
        .iter()
        .zip(form.too_long)
        .filter(|(_, too_long)| *too_long)
        .map(|(line, _)| ErrorSummary { message: error.clone(), field: line })
        .collect();
    let fields: Vec<_> = LINES
        .iter()
        .zip(&form.lines)
        .zip(form.too_long)
        .map(|((line, written), too_long)| {
            let field = Field {
                name: line,
                label: text.say_for("before-label", line),
                hint: None,
                error: too_long.then(|| error.clone()),
            };
            field.line(text, "text", written.clone())
        })
        .collect();
    view! {
        <main id="main" class="stack loose">
            {(!errors.is_empty()).then(|| error_summary(text, &errors))}
            <section class="stack">
                <p class="quiet">{wave.terms().name.clone()}</p>
                <h1>{text.say("before-title")}</h1>
                <p>{text.say("before-what")}</p>
            </section>
            <form method="post" action="/teams/before" novalidate=true class="stack roomy">
                {fields}
                <div class="actions">
                    <button class="button">{text.say("before-look")}</button>
                    <button class="button second plain" name="skip" value="yes">{text.say("before-skip")}</button>
                </div>
            </form>
        </main>
    }
}

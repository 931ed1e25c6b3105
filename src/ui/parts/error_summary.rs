//! The error summary at the top of a page whose form was not taken: the focus goes there, and it leads to the field.

use leptos::prelude::*;

use footing_core::text::Text;

/// What is wrong, and the field where it can be corrected.
#[derive(Clone, Debug)]
pub struct ErrorSummary {
    pub message: String,
    pub field: &'static str,
}

pub fn error_summary(text: Text<'_>, errors: &[ErrorSummary]) -> impl IntoView + use<> {
    let errors: Vec<_> = errors
        .iter()
        .map(|error| {
            view! {
                <p>
                    <a href=format!("#{}", error.field)>{error.message.clone()}</a>
                </p>
            }
        })
        .collect();
    view! {
        <div class="error-summary stack tight" role="alert" tabindex="-1" autofocus=true aria-labelledby="error-title">
            <h2 id="error-title">{text.say("error-title")}</h2>
            {errors}
        </div>
    }
}

//! When something is not possible: what happened, that nothing is lost, and what to do next. Never internals.

use leptos::prelude::*;

use crate::ui::text::Text;

/// What a person can run into. The word names the texts and the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    NotFound,
    /// This device has no key, or one that opens nothing any more.
    Unknown,
    /// The draft was submitted or deleted elsewhere.
    Closed,
    Refused,
    Full,
    Broken,
}

impl Failure {
    fn word(self) -> &'static str {
        match self {
            Failure::NotFound => "not-found",
            Failure::Unknown => "unknown",
            Failure::Closed => "closed",
            Failure::Refused => "refused",
            Failure::Full => "full",
            Failure::Broken => "broken",
        }
    }

    pub fn title(self, text: Text<'_>) -> String {
        text.say_for("failure-title", self.word())
    }
}

pub fn failure(text: Text<'_>, failure: Failure) -> impl IntoView + use<> {
    let (address, label) = match failure {
        Failure::Closed => ("/me", "to-me"),
        _ => ("/", "to-start"),
    };
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{failure.title(text)}</h1>
                <p>{text.say_for("failure-what", failure.word())}</p>
                <p><a class="button second" href=address>{text.say(label)}</a></p>
            </section>
        </main>
    }
}

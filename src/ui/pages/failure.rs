//! When something is not possible: what happened, that nothing is lost, and what to do next. Never internals.

use leptos::prelude::*;

use crate::text::Text;

/// What a person can run into. The word names the texts and the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    NotFound,
    /// This device has no key, or one that opens nothing any more.
    Unknown,
    /// Nobody is signed in.
    SignIn,
    /// Somebody is, but this is not for them.
    NotYours,
    /// The draft was submitted or deleted elsewhere.
    Closed,
    /// The survey of an organisation takes no answers any more.
    Over,
    /// Somebody else was quicker.
    Changed,
    /// A link for signing in that was used, or is too old.
    LinkUsed,
    TooOften,
    Refused,
    /// Something that would bring real people into a made-up organisation.
    Example,
    /// A made-up organisation is looked at on its own machine.
    OnlyHere,
    /// Too much else is being worked on.
    Busy,
    Full,
    Broken,
}

impl Failure {
    fn word(self) -> &'static str {
        match self {
            Failure::NotFound => "not-found",
            Failure::Unknown => "unknown",
            Failure::SignIn => "sign-in",
            Failure::NotYours => "not-yours",
            Failure::Closed => "closed",
            Failure::Over => "over",
            Failure::Changed => "changed",
            Failure::LinkUsed => "link-used",
            Failure::TooOften => "too-often",
            Failure::Refused => "refused",
            Failure::Example => "example",
            Failure::OnlyHere => "only-here",
            Failure::Busy => "busy",
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
        Failure::SignIn | Failure::LinkUsed => ("/sign-in", "nav-sign-in"),
        _ => ("/", "to-start"),
    };
    // From elsewhere no way leads on.
    let way = (failure != Failure::OnlyHere)
        .then(|| view! { <p><a class="button second" href=address>{text.say(label)}</a></p> });
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{failure.title(text)}</h1>
                <p>{text.say_for("failure-what", failure.word())}</p>
                {way}
            </section>
        </main>
    }
}

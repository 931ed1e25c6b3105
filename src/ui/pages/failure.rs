//! When something is not possible: what happened, that nothing is lost, and what to do next. Never internals.

use leptos::prelude::*;

use super::sign_in::no_mail;
use footing_core::text::Text;

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
    /// Somebody is, by a link that somebody else made, and that does not open this.
    Limited,
    /// Somebody is, whose address changed: what they answered before is locked.
    Locked,
    /// The draft was submitted or deleted elsewhere.
    Closed,
    /// The survey of an organisation takes no answers any more.
    Over,
    /// Somebody else was quicker.
    Changed,
    /// A link for signing in that was used, or is too old.
    LinkUsed,
    TooOften,
    /// More letters were asked for one address than anybody needs.
    LettersAsked,
    /// Too many have begun without handing anything in.
    Crowded,
    Refused,
    /// Something that would bring real people into a made-up organisation.
    Example,
    /// A made-up organisation is looked at on its own machine.
    OnlyHere,
    /// Too much else is being worked on.
    Busy,
    /// What was begun takes longer than anybody waits for a page; it goes on.
    GoingOn,
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
            Failure::Limited => "limited",
            Failure::Locked => "locked",
            Failure::Closed => "closed",
            Failure::Over => "over",
            Failure::Changed => "changed",
            Failure::LinkUsed => "link-used",
            Failure::TooOften => "too-often",
            Failure::LettersAsked => "letters-asked",
            Failure::Crowded => "crowded",
            Failure::Refused => "refused",
            Failure::Example => "example",
            Failure::OnlyHere => "only-here",
            Failure::Busy => "busy",
            Failure::GoingOn => "going-on",
            Failure::Full => "full",
            Failure::Broken => "broken",
        }
    }

    pub fn title(self, text: Text<'_>) -> String {
        text.say_for("failure-title", self.word())
    }
}

/// How somebody signs in who was going to a page.
#[derive(Debug)]
pub struct WayIn {
    /// Where they sign in, and then go on to that page.
    pub address: String,
    pub has_mail: bool,
}

pub fn failure(text: Text<'_>, failure: Failure, way_in: WayIn) -> impl IntoView + use<> {
    let WayIn { address, has_mail } = way_in;
    let (address, label) = match failure {
        Failure::Closed => ("/me".to_owned(), "to-me"),
        Failure::SignIn | Failure::LinkUsed if has_mail => (address, "nav-sign-in"),
        Failure::Locked => ("/me/earlier".to_owned(), "limited-more"),
        Failure::Limited if has_mail => (address, "limited-ask"),
        _ => ("/".to_owned(), "to-start"),
    };
    let more = match failure {
        Failure::SignIn | Failure::LinkUsed if !has_mail => no_mail(text).into_any(),
        Failure::Limited => {
            let how = if has_mail { "limited-how" } else { "limited-how-no-mail" };
            view! {
                <p>{text.say(how)}</p>
                <p class="quiet">{text.say("limited-roles")}</p>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    // From elsewhere no way leads on.
    let way = (failure != Failure::OnlyHere)
        .then(|| view! { <p><a class="button second" href=address>{text.say(label)}</a></p> });
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{failure.title(text)}</h1>
                <p>{text.say_for("failure-what", failure.word())}</p>
                {more}
                {way}
            </section>
        </main>
    }
}

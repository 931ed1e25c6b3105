//! Before the first question: what it is, how long it takes, who sees it.

use leptos::prelude::*;

use crate::service::assessment::Sitting;
use footing_core::organisation::Secret;
use footing_core::survey::Survey;
use footing_core::text::Text;

/// What the page knows about the visitor.
pub struct Intro<'a> {
    pub survey: &'a Survey,
    /// The draft to go on with.
    pub sitting: Option<&'a Sitting>,
    pub has_results: bool,
    /// Their organisation may count which steps its people take on.
    pub signed_in: bool,
    /// For a visitor without a key: the one they will get. Sent twice, it still makes one person.
    pub new_key: Option<Secret>,
}

pub fn intro(text: Text<'_>, page: Intro<'_>) -> impl IntoView + use<> {
    let Intro { survey, sitting, has_results, signed_in, new_key } = page;
    let address = format!("/s/{}", survey.id());
    let questions = ("questions", survey.items().len().into());
    let minutes = ("minutes", survey.minutes().into());
    let way_on = match sitting.map(|sitting| (sitting, sitting.draft.sheet.first_open(&sitting.survey))) {
        Some((sitting, open)) if !sitting.draft.sheet.is_empty() => {
            let place = open.map_or_else(|| "review".to_owned(), |question| format!("q/{}", question.id()));
            let so_far = text.with(
                "intro-so-far",
                [
                    ("answered", sitting.draft.sheet.answered(&sitting.survey).into()),
                    ("all", sitting.survey.questions().count().into()),
                ],
            );
            view! {
                <div class="stack">
                    <p>{so_far}</p>
                    <p class="actions">
                        <a class="button" href=format!("{address}/{place}")>{text.say("intro-go-on")}</a>
                    </p>
                </div>
            }
            .into_any()
        }
        _ => view! {
            <form method="post" action=address class="actions">
                {new_key.map(|key| view! { <input type="hidden" name="key" value=key.reveal()/> })}
                <button class="button">{text.say("intro-start")}</button>
            </form>
        }
        .into_any(),
    };
    let delete = if signed_in { "intro-privacy-delete-member" } else { "intro-privacy-delete" };
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <p class="quiet">{text.with("survey-facts", [questions, minutes])}</p>
                <h1>{text.of(survey.title())}</h1>
                <p>{text.of(survey.purpose())}</p>
            </section>
            <section class="stack tight">
                <h2>{text.say("intro-get-title")}</h2>
                <ul class="plain">
                    <li>{text.say("intro-get-level")}</li>
                    <li>{text.say("intro-get-step")}</li>
                    <li>{text.say("intro-get-honest")}</li>
                </ul>
            </section>
            <section class="card stack tight">
                <h2>{text.say("intro-privacy-title")}</h2>
                <p>{text.say("intro-privacy")}</p>
                {signed_in.then(|| view! { <p>{text.say("intro-privacy-steps")}</p> })}
                <p>{text.say(delete)} " " <a href="/stored">{text.say("footer-stored")}</a></p>
            </section>
            {way_on}
            {has_results.then(|| view! { <p><a href="/me">{text.say("intro-earlier")}</a></p> })}
        </main>
    }
}

//! The front door: which surveys there are, and the way back to one's own page.

use leptos::prelude::*;

use crate::service::Instruments;
use crate::ui::text::Text;

pub fn home(text: Text<'_>, instruments: &Instruments, known: bool) -> impl IntoView + use<> {
    let surveys: Vec<_> = instruments
        .all()
        .map(|survey| {
            let facts = text.with(
                "survey-facts",
                [("questions", survey.items().len().into()), ("minutes", survey.minutes().into())],
            );
            view! {
                <article class="card stack tight">
                    <h2>{text.of(survey.title())}</h2>
                    <p class="quiet">{facts}</p>
                    <p>{text.of(survey.purpose())}</p>
                    <p class="actions">
                        <a class="button" href=format!("/s/{}", survey.id())>{text.say("home-look")}</a>
                    </p>
                </article>
            }
        })
        .collect();
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("home-title")}</h1>
                <p>{text.say("home-lead")}</p>
            </section>
            {surveys}
            {known.then(|| view! { <p><a class="button second" href="/me">{text.say("home-me")}</a></p> })}
        </main>
    }
}

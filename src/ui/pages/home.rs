//! The front door: the waves somebody is invited to, the surveys that are always open, and the way to one's own page.

use leptos::prelude::*;

use crate::service::taking_part::TakingPart;
use footing_core::survey::Survey;
use footing_core::text::Text;

pub struct Home<'a> {
    /// Surveys anybody can take.
    pub surveys: Vec<&'a Survey>,
    /// Open waves the visitor is invited to.
    pub waves: &'a [TakingPart],
    pub known: bool,
    /// Their organisation may ask them.
    pub signed_in: bool,
}

pub fn home(text: Text<'_>, page: &Home<'_>) -> impl IntoView + use<> {
    let waves: Vec<_> = page.waves.iter().map(|wave| wave_card(text, wave)).collect();
    let surveys: Vec<_> = page
        .surveys
        .iter()
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
                <p>{privacy(text, page.signed_in)}</p>
            </section>
            {waves}
            {surveys}
            {page.known.then(|| view! { <p><a class="button second" href="/me">{text.say("home-me")}</a></p> })}
        </main>
    }
}

/// Nobody sees a person's answers; of somebody in an organisation they may count in figures.
fn privacy(text: Text<'_>, signed_in: bool) -> String {
    let alone = text.say("home-privacy");
    if signed_in { [alone, text.say("home-privacy-wave")].join(&text.say("between-sentences")) } else { alone }
}

/// An invitation, or thanks to somebody who has answered everything.
fn wave_card(text: Text<'_>, wave: &TakingPart) -> AnyView {
    let terms = &wave.opening.contract.terms;
    let address = format!("/w/{}", wave.wave);
    let title = format!("wave-{}", wave.wave);
    let (what, label) = match wave.next() {
        Some(_) => {
            let places = [("minutes", wave.minutes().into()), ("date", text.date(terms.closes).into())];
            (text.with("wave-card-open", places), "wave-card-look")
        }
        None => (text.say("wave-card-done"), "wave-card-contract"),
    };
    view! {
        <article class="card step stack tight" aria-labelledby=title.clone()>
            <h2 id=title.clone()>{terms.name.clone()}</h2>
            <p>{what}</p>
            <p class="actions">
                <a class="button" href=address>{text.say(label)}</a>
            </p>
        </article>
    }
    .into_any()
}

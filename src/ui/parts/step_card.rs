//! A step as it is given: why this one, what to do, the pattern it practises, and when it is done.

use leptos::prelude::*;

use footing_core::guidance::Step;
use footing_core::text::Text;

/// The card of one step: its head, why it was chosen, its details, and the ways on that the page offers.
pub fn step_card<W, V: IntoView + 'static>(
    text: Text<'_>,
    step: &Step<W>,
    head: String,
    why: String,
    ways_on: V,
) -> impl IntoView + use<W, V> {
    view! {
        <section class="card step stack" aria-labelledby="step">
            <p class="quiet">{head}</p>
            <h2 id="step">{text.of(&step.title)}</h2>
            <p class="why">{why}</p>
            {step_details(text, step, view! { <h3>{text.say("pattern-title")}</h3> })}
            {ways_on}
        </section>
    }
}

/// What to do, the pattern, and when it is done. The page gives the heading of the pattern its level.
pub fn step_details<W, H: IntoView + 'static>(text: Text<'_>, step: &Step<W>, heading: H) -> impl IntoView + use<W, H> {
    let actions: Vec<_> = step.actions.iter().map(|action| view! { <li>{text.of(action)}</li> }).collect();
    let pattern = step.pattern.as_ref().map(|pattern| {
        let parts = [
            ("pattern-trigger", &pattern.trigger),
            ("pattern-ai", &pattern.ai),
            ("pattern-human", &pattern.human),
            ("pattern-review", &pattern.review),
            ("pattern-recover", &pattern.recover),
        ];
        let parts = parts.map(|(name, wording)| view! { <li><b>{text.say(name)}</b> " " {text.of(wording)}</li> });
        view! {
            {heading}
            <ul class="pattern">{parts.into_iter().collect_view()}</ul>
        }
    });
    view! {
        <ol>{actions}</ol>
        {pattern}
        <p class="done">
            <b>{text.say("done-when")}</b> {text.say("done-joint")} {text.of(&step.done)}
        </p>
    }
}

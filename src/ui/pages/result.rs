//! The result: level and one sentence, one next step, the sides, two other steps, who can see it, when to come back.

use jiff::ToSpan;
use leptos::prelude::*;

use crate::service::result::{PersonalResult, Seen};
use crate::ui::parts::{bars, ladder, step_card, step_details};
use crate::ui::reason;
use footing_core::guidance::{Library, Step, Suggestion};
use footing_core::scoring::{Direction, LevelStanding, Profile};
use footing_core::survey::Survey;
use footing_core::text::Text;

/// Behaviour over four weeks is asked again when it can have changed: after eight.
const RETAKE_AFTER_DAYS: i32 = 56;

/// The finding, which is also the heading.
pub fn result_title(text: Text<'_>, result: &PersonalResult) -> String {
    let profile = result.profile();
    match profile.standing() {
        Some(standing) => finding(text, &result.survey, standing),
        None => text.say("result-no-score"),
    }
}

pub fn result(text: Text<'_>, result: &PersonalResult, library: &Library) -> impl IntoView + use<> {
    let profile = result.profile();
    let suggestions = result.suggestions(library);
    let (first, others) = match suggestions.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, &[][..]),
    };
    let submitted = result.response.submitted;
    let delete = if result.seen.steps_are_counted { "data-delete-member" } else { "data-delete" };
    let retake = submitted.saturating_add(RETAKE_AFTER_DAYS.days());
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <p class="quiet">{text.with("result-where", [("date", text.date(submitted).into())])}</p>
                <h1>{result_title(text, result)}</h1>
                {level(text, &profile)}
                {change(text, result)}
            </section>
            {match first {
                Some(first) => the_step(text, result, &profile, first).into_any(),
                None => view! { <section class="card stack"><p>{text.say("result-no-step-left")}</p></section> }.into_any(),
            }}
            <section class="stack">
                <h2>{text.say("result-sides")}</h2>
                {bars(text, &profile, &result.changes())}
                <p class="quiet">{text.say("bars-note")}</p>
            </section>
            {other_steps(text, result, others)}
            <section class="stack tight">
                <h2>{text.say("result-who-title")}</h2>
                {who(text, result.seen)}
                {(!result.is_alone)
                    .then(|| {
                        view! {
                            <ul class="plain">
                                <li><a href="/me">{text.say("result-me")}</a></li>
                                <li><a href="/me/delete">{text.say(delete)}</a></li>
                            </ul>
                        }
                    })}
            </section>
            <section class="stack tight">
                <h2>{text.say("result-again-title")}</h2>
                <p>{text.with("result-again", [("date", text.date(retake).into())])}</p>
            </section>
        </main>
    }
}

/// Who sees the result depends on how it was given.
fn who(text: Text<'_>, seen: Seen) -> impl IntoView + use<> {
    let answers = match seen.in_figures_from {
        Some(least) => text.with("result-who-wave", [("least", least.into())]),
        None => text.say("result-who-alone"),
    };
    let steps = seen.steps_are_counted.then(|| view! { <p>{text.say("intro-privacy-steps")}</p> });
    view! { <p>{answers}</p> {steps} }
}

/// One of the suggested steps on a page of its own.
pub fn step(text: Text<'_>, result: &PersonalResult, suggestion: &Suggestion<'_>) -> impl IntoView + use<> {
    let profile = result.profile();
    view! {
        <main id="main" class="stack roomy">
            <p><a class="back" href=address(result)>{text.say("back-to-result")}</a></p>
            <section class="stack tight">
                <p class="quiet">{step_head(text, &result.survey, suggestion.step)}</p>
                <h1>{text.of(&suggestion.step.title)}</h1>
            </section>
            <section class="card step stack">
                <p class="why">{why(text, suggestion, &profile, result)}</p>
                {step_details(text, suggestion.step, view! { <h2>{text.say("pattern-title")}</h2> })}
                {ways_on(text, result, suggestion.step)}
            </section>
        </main>
    }
}

fn address(result: &PersonalResult) -> String {
    format!("/s/{}/result/{}", result.survey.id(), result.response.id)
}

fn finding(text: Text<'_>, survey: &Survey, standing: LevelStanding) -> String {
    let (from, to) = standing.range();
    if from == to {
        return text.of(&survey.levels()[from].finding);
    }
    let name = |level: usize| text.of(&survey.levels()[level].name);
    text.with("finding-between", [("from", name(from).into()), ("to", name(to).into())])
}

fn level(text: Text<'_>, profile: &Profile<'_>) -> impl IntoView + use<> {
    let survey = profile.survey();
    let (Some(whole), Some(standing)) = (profile.whole(), profile.standing()) else {
        return view! { <p>{text.with("result-too-few", [("needs", survey.needs().into())])}</p> }.into_any();
    };
    let held_back = standing.held_back.map(|held_back| {
        let places = [
            ("level", text.of(&survey.levels()[held_back.from].name).into()),
            ("dimension", text.of(&survey.dimensions()[held_back.by].name).into()),
        ];
        view! { <p>{text.with("result-held-back", places)}</p> }
    });
    let between = standing.or.map(|_| view! { <p class="quiet">{text.say("result-between")}</p> });
    view! {
        <p>{text.of(&survey.levels()[standing.level].summary)}</p>
        {held_back}
        {ladder(text, survey, whole, standing)}
        {between}
    }
    .into_any()
}

fn change(text: Text<'_>, result: &PersonalResult) -> Option<impl IntoView + use<>> {
    let change = result.change()?;
    let places = [("before", change.before.points.round().into()), ("now", change.now.points.round().into())];
    let sentence = match change.direction() {
        Direction::Up => text.with("change-up", places),
        Direction::Down => text.with("change-down", places),
        Direction::Unclear => text.with("change-unclear", places),
    };
    Some(view! { <p class="since">{sentence}</p> })
}

fn why(text: Text<'_>, suggestion: &Suggestion<'_>, profile: &Profile<'_>, result: &PersonalResult) -> String {
    let reason = reason::why(text, suggestion, profile, &result.response.sheet);
    text.with("why-this-one", [("reason", reason.into())])
}

fn the_step(
    text: Text<'_>,
    result: &PersonalResult,
    profile: &Profile<'_>,
    suggestion: &Suggestion<'_>,
) -> impl IntoView + use<> {
    let step = suggestion.step;
    let head = text.with("step-head", [("minutes", step.minutes.into())]);
    step_card(text, step, head, why(text, suggestion, profile, result), ways_on(text, result, step))
}

/// Take it on, put it in the calendar, or ask for another; after that, when it was taken on and how to say what came of it.
fn ways_on(text: Text<'_>, result: &PersonalResult, step: &Step) -> impl IntoView + use<> {
    let base = format!("{}/step/{}", address(result), step.id);
    let calendar = format!("{base}/calendar.ics");
    match result.commitment(&step.id) {
        None if result.is_alone => view! {
            <div class="actions">
                <a class="button second" href=calendar download=true>{text.say("step-calendar")}</a>
            </div>
        }
        .into_any(),
        Some(commitment) => {
            let taken = text.with("step-taken", [("date", text.date(commitment.taken).into())]);
            view! {
                <p class="taken" role="status">{taken}</p>
                <div class="actions">
                    <a class="button" href=format!("/me/step/{}", step.id)>{text.say("step-what-came")}</a>
                    <a class="button second" href=calendar download=true>{text.say("step-calendar")}</a>
                </div>
            }
            .into_any()
        }
        None => view! {
            <div class="actions">
                <form method="post" action=format!("{base}/take")>
                    <button class="button">{text.say("step-take")}</button>
                </form>
                <a class="button second" href=calendar download=true>{text.say("step-calendar")}</a>
                <form method="post" action=format!("{base}/decline")>
                    <button class="button second plain">{text.say("step-decline")}</button>
                </form>
            </div>
        }
        .into_any(),
    }
}

fn other_steps(text: Text<'_>, result: &PersonalResult, others: &[Suggestion<'_>]) -> Option<impl IntoView + use<>> {
    let cards: Vec<_> = others
        .iter()
        .map(|other| {
            let title = text.of(&other.step.title);
            let see = text.with("other-see-what", [("step", title.clone().into())]);
            view! {
                <article class="card stack tight">
                    <h3>{title}</h3>
                    <p class="quiet">{step_head(text, &result.survey, other.step)}</p>
                    <p>
                        <a href=format!("{}/step/{}", address(result), other.step.id) aria-label=see>
                            {text.say("other-see")}
                        </a>
                    </p>
                </article>
            }
        })
        .collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="stack others">
                <h2>{text.say("others-title")}</h2>
                <div class="columns">{cards}</div>
            </section>
        }
    })
}

fn step_head(text: Text<'_>, survey: &Survey, step: &Step) -> String {
    let dimension = survey.dimension(&step.when.dimension).map(|dimension| text.of(&dimension.name));
    text.with("other-head", [("minutes", step.minutes.into()), ("dimension", dimension.unwrap_or_default().into())])
}

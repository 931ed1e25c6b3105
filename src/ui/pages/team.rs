//! One team: its next step with the reason, what was promised to it and what came of that, and its figures beside those
//! of the organisation.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::service::team::LedTeam;
use crate::ui::parts::{
    ErrorSummary, Field, band, change_words, error_summary, standing_words, step_card, step_details,
};
use crate::ui::team_reason::team_why;
use footing_core::disclosure::Outcome;
use footing_core::disclosure::{Agreement, Figures, Group, MeasureKind, Standing};
use footing_core::guidance::{Audience, TeamLibrary, TeamSuggestion};
use footing_core::practice::{Note, TeamCommitment};
use footing_core::survey::{DimensionId, Survey};
use footing_core::text::Text;
use footing_report::{measure_label, points};

/// A promise as it was written, and what was wrong with it.
#[derive(Clone, Debug, Default)]
pub struct PromiseForm {
    pub step: String,
    pub due: String,
    pub words: String,
    pub errors: Vec<ErrorSummary>,
}

/// What came of a promise, as it was written.
#[derive(Clone, Debug, Default)]
pub struct OutcomeForm {
    pub outcome: Option<Outcome>,
    pub note: String,
    pub errors: Vec<ErrorSummary>,
}

pub struct TeamPage<'a> {
    pub team: &'a LedTeam,
    pub library: &'a TeamLibrary,
    pub promise: PromiseForm,
    pub outcome: OutcomeForm,
}

pub fn team(text: Text<'_>, page: &TeamPage<'_>) -> impl IntoView + use<> {
    let led = page.team;
    let base = format!("/teams/{}", led.path.id());
    let suggestions = led.suggestions(page.library);
    let mut suggestions = suggestions.into_iter();
    let step = suggestions.next().map(|suggestion| the_step(text, page, &suggestion));
    let others: Vec<TeamSuggestion<'_>> = suggestions.collect();
    let errors: Vec<ErrorSummary> = page.promise.errors.iter().chain(&page.outcome.errors).cloned().collect();
    let from = [("name", led.release.head().name.clone().into()), ("date", text.date(led.release.head().made).into())];
    let above = led.path.parent().map(|above| view! { <p class="quiet">{above.to_string()}</p> });
    let promise = match led.promise() {
        Some(promise) => promised(text, page, promise, &base).into_any(),
        None => promise_form(text, page, &others, &base).into_any(),
    };
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/teams">{text.say("back-to-teams")}</a></p>
            {(!errors.is_empty()).then(|| error_summary(text, &errors))}
            <section class="stack tight">
                <p class="quiet">{text.with("teams-from", from)}</p>
                <h1>{led.path.name().to_owned()}</h1>
                {above}
            </section>
            {step}
            <p class="actions">
                <a class="button second" href=format!("{base}/talk")>{text.say("talk-open")}</a>
            </p>
            {promise}
            {other_steps(text, &others)}
            {figures(text, led)}
            {history(text, led, page.library)}
        </main>
    }
}

fn the_step(text: Text<'_>, page: &TeamPage<'_>, suggestion: &TeamSuggestion<'_>) -> AnyView {
    let head = text.with(step_head(suggestion.step.audience), [("minutes", suggestion.step.minutes.into())]);
    let taken = page.team.promise().map(|promise| {
        let promised = text.with("promise-made", [("due", text.date(promise.due).into())]);
        view! { <p class="taken">{promised}</p> }
    });
    step_card(text, suggestion.step, head, team_why(text, suggestion), taken).into_any()
}

fn step_head(audience: Audience) -> &'static str {
    match audience {
        Audience::Leader => "team-step-leader",
        Audience::Team | Audience::Person => "team-step-team",
    }
}

fn promise_form(
    text: Text<'_>,
    page: &TeamPage<'_>,
    others: &[TeamSuggestion<'_>],
    base: &str,
) -> impl IntoView + use<> {
    let form = &page.promise;
    let error = |field: &str| form.errors.iter().find(|error| error.field == field).map(|error| error.message.clone());
    let first = page.team.suggestions(page.library).into_iter().next();
    let steps = first.iter().chain(others).enumerate().map(|(place, suggestion)| {
        let id = suggestion.step.id.to_string();
        let is_chosen = if form.step.is_empty() { place == 0 } else { form.step == id };
        (id, text.of(&suggestion.step.title), is_chosen)
    });
    let step = Field { name: "step", label: text.say("label-step"), hint: None, error: error("step") };
    let (due, words) = (Field::of(text, "due", error("due")), Field::of(text, "words", error("words")));
    view! {
        <section class="stack" aria-labelledby="promise">
            <h2 id="promise">{text.say("promise-title")}</h2>
            <p>{text.say("promise-what")}</p>
            <form method="post" action=format!("{base}/promise") novalidate=true class="stack roomy">
                {step.choices(text, "radio", steps.collect())}
                {due.line(text, "date", form.due.clone())}
                {words.line(text, "text", form.words.clone())}
                <div class="actions"><button class="button">{text.say("promise-button")}</button></div>
            </form>
        </section>
    }
}

fn promised(text: Text<'_>, page: &TeamPage<'_>, promise: &TeamCommitment, base: &str) -> impl IntoView + use<> {
    let form = &page.outcome;
    let error = |field: &str| form.errors.iter().find(|error| error.field == field).map(|error| error.message.clone());
    let latest = promise.latest();
    let chosen = form.outcome.or(latest.map(|check_in| check_in.outcome));
    let outcomes = Outcome::ALL
        .map(|outcome| (outcome.word().to_owned(), text.say_for("outcome", outcome.word()), chosen == Some(outcome)));
    let written = latest.and_then(|check_in| check_in.note.as_ref()).map(|note| note.as_str().to_owned());
    let note = if form.note.is_empty() { written.unwrap_or_default() } else { form.note.clone() };
    let outcome = Field { name: "outcome", label: text.say("promise-outcome"), hint: None, error: error("outcome") };
    let remark = Field {
        name: "note",
        label: text.say("promise-note"),
        hint: Some(text.with("promise-note-hint", [("longest", Note::LONGEST.into())])),
        error: error("note"),
    };
    view! {
        <section class="stack" aria-labelledby="promise">
            <h2 id="promise">{text.say("promise-came-title")}</h2>
            {promise.words.as_ref().map(|words| view! { <blockquote>{words.as_str().to_owned()}</blockquote> })}
            <p>{text.say("promise-came-what")}</p>
            <form method="post" action=format!("{base}/outcome") novalidate=true class="stack roomy">
                {outcome.choices(text, "radio", outcomes.to_vec())}
                {remark.line(text, "text", note)}
                <div class="actions"><button class="button">{text.say("progress-save")}</button></div>
            </form>
        </section>
    }
}

fn other_steps(text: Text<'_>, others: &[TeamSuggestion<'_>]) -> Option<AnyView> {
    let steps: Vec<_> = others
        .iter()
        .map(|other| {
            let head = text.with(step_head(other.step.audience), [("minutes", other.step.minutes.into())]);
            view! {
                <details>
                    <summary>{text.of(&other.step.title)}</summary>
                    <div class="card stack">
                        <p class="quiet">{head}</p>
                        <p>{team_why(text, other)}</p>
                        <div class="step stack plain-step">
                            {step_details(text, other.step, view! { <h3>{text.say("pattern-title")}</h3> })}
                        </div>
                    </div>
                </details>
            }
        })
        .collect();
    (!steps.is_empty()).then(|| {
        view! {
            <section class="stack tight" aria-labelledby="others">
                <h2 id="others">{text.say("others-title")}</h2>
                {steps}
            </section>
        }
        .into_any()
    })
}

/// Each dimension with the organisation beside it, and its questions when asked for.
fn figures(text: Text<'_>, led: &LedTeam) -> impl IntoView + use<> {
    let dimensions: Vec<_> = led
        .release
        .measures(MeasureKind::Dimension)
        .filter_map(|(place, measure)| {
            let survey = led.surveys.iter().find(|survey| *survey.id() == measure.survey)?;
            let dimension = survey.dimension(&DimensionId::parse(&measure.id)?)?;
            // What is hidden is hidden with all its questions.
            let questions = led.row().figures(place).map(|_| {
                let items = items(text, led, survey, &dimension.id);
                let label = text.with("team-questions", [("subject", text.of(&dimension.name).into())]);
                view! {
                    <details>
                        <summary aria-label=label>{text.say("team-questions-short")}</summary>
                        <ul class="rows">{items}</ul>
                    </details>
                }
            });
            Some(view! {
                <li class="row">
                    <b>{text.of(&dimension.name)}</b>
                    <span class="state">{value(led.row().figures(place))}</span>
                    <span class="note">{facts(text, led, place)}</span>
                    {questions}
                </li>
            })
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="figures">
            <h2 id="figures">{text.say("team-figures")}</h2>
            <p class="quiet">{text.say("teams-how")}</p>
            <ul class="rows">{dimensions}</ul>
        </section>
    }
}

fn items(text: Text<'_>, led: &LedTeam, survey: &Survey, dimension: &DimensionId) -> Vec<AnyView> {
    let of_dimension =
        |id: &str| survey.dimension(dimension).is_some_and(|d| survey.items_of(d).any(|item| item.id.as_str() == id));
    led.release
        .measures(MeasureKind::Item)
        .filter(|(_, measure)| measure.survey == *survey.id() && of_dimension(&measure.id))
        .filter_map(|(place, measure)| {
            let words = measure_label(text, survey, MeasureKind::Item, &measure.id)?;
            Some(
                view! {
                    <li class="row">
                        <span>{words}</span>
                        <span class="state">{value(led.row().figures(place))}</span>
                        <span class="note">{facts(text, led, place)}</span>
                    </li>
                }
                .into_any(),
            )
        })
        .collect()
}

fn value(figures: Option<&Figures>) -> String {
    figures.map(points).unwrap_or_default()
}

/// What can be said beside a figure, in one line.
fn facts(text: Text<'_>, led: &LedTeam, place: usize) -> String {
    let Some(figures) = led.row().figures(place) else { return text.say("legend-hidden") };
    let organisation = led.release.figures(&Group::Organisation, place);
    let organisation =
        organisation.map(|organisation| text.with("team-organisation", [("points", points(organisation).into())]));
    let standing = match figures.standing {
        Some(Standing::AboutTheSame) => Some(text.say("about-the-same")),
        _ => standing_words(text, figures),
    };
    let opinions = figures.agreement.map(|opinions| {
        text.say(match *opinions {
            Agreement::Close => "opinions-close",
            Agreement::Mixed => "opinions-mixed",
            Agreement::Split => "opinions-split",
        })
    });
    let facts = [standing, organisation, change_words(text, figures), opinions, Some(band(text, figures))];
    facts.into_iter().flatten().collect::<Vec<_>>().join(&text.say("between-facts"))
}

/// What was promised after earlier waves.
fn history(text: Text<'_>, led: &LedTeam, library: &TeamLibrary) -> Option<AnyView> {
    let earlier = led.promises.iter().rev().filter(|(promise, _)| promise.wave != led.wave.id);
    let rows: Vec<_> = earlier.map(|(promise, wave)| promise_row(text, promise, wave, library)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="history">
                <h2 id="history">{text.say("promise-history")}</h2>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

/// A promise with what came of it, as leaders and teams read it.
pub fn promise_row(text: Text<'_>, promise: &TeamCommitment, wave: &str, library: &TeamLibrary) -> AnyView {
    let step = library.step(&promise.step).map(|step| text.of(&step.title)).unwrap_or_default();
    let head = text.with(
        "promise-head",
        [
            ("team", promise.team.name().to_owned().into()),
            ("wave", wave.to_owned().into()),
            ("due", text.date(promise.due).into()),
        ],
    );
    let words = promise.words.as_ref().map(|words| view! { <span class="note">{words.as_str().to_owned()}</span> });
    let (state, note) = match promise.latest() {
        Some(check_in) => (
            text.say_for("outcome", check_in.outcome.word()),
            check_in.note.as_ref().map(|note| view! { <span class="note">{note.as_str().to_owned()}</span> }),
        ),
        None => (text.say("promise-open"), None),
    };
    view! {
        <li class="row">
            <b>{step}</b>
            <span class="state">{state}</span>
            <span class="note">{head}</span>
            {words}
            {note}
        </li>
    }
    .into_any()
}

/// In two weeks, as a date field writes it.
pub fn usual_due(today: Date) -> String {
    today.saturating_add(jiff::ToSpan::days(14)).to_string()
}

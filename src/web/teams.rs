//! The manager's doors to the release: the table, one team, its talk, and what is promised.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::team::{self, LedTeam};
use crate::service::{Manager, release};
use crate::ui::pages::{self, BeforeForm, ErrorSummary, OutcomeForm, PromiseForm, TeamPage, TeamsPage};
use footing_core::disclosure::Outcome;
use footing_core::guidance::StepId;
use footing_core::organisation::TeamId;
use footing_core::practice::{CheckIn, ImplementationIntention, Note, TeamCommitment};
use footing_core::survey::SurveyId;

use super::error::{Result, WebError};
use super::form::Form;
use super::page::Page;
use super::segment::Segments;
use super::state::AppState;
use super::visitor::UserWith;

/// As many teams have their next step on the page with the table.
const MOST_CARDS: usize = 6;

pub async fn teams(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    user: UserWith<Manager>,
) -> Result<Response> {
    state.clone().render_pool.make(table(state, query, user)).await?
}

/// A table of thousands of teams, and next steps that are looked for in it.
async fn table(state: AppState, query: Option<String>, user: UserWith<Manager>) -> Result<Response> {
    let view = release::for_manager(&state.context, &user.right).await?;
    let text = state.catalog.text(user.language);
    let page = Page::for_user(&state, &user, text.say("teams-title"));
    let Some(view) = view else { return Ok(page.render(|| pages::no_release(text))) };
    if view.implementation_intention.is_none() {
        let page = Page::for_user(&state, &user, text.say("before-title"));
        return Ok(page.render(|| pages::before(text, &view.wave, &BeforeForm::default())));
    }
    let mut cards = Vec::new();
    for (path, _) in view.release.teams_within(&view.teams).take(MOST_CARDS) {
        cards.push(team::team(&state.context, &user.right, path.id()).await?);
    }
    let query = Form::parse(query.as_deref().unwrap_or_default());
    let asked = |id: &SurveyId| view.surveys.iter().any(|survey| survey.id() == id);
    let questions = query.first("questions").and_then(SurveyId::parse).filter(asked);
    let sorted = query.first("sort").map(str::to_owned);
    let library = &state.context.team_library;
    let teams = TeamsPage { view: &view, cards: &cards, library, questions, sorted };
    Ok(page.render(|| pages::teams(text, &teams)))
}

/// What a leader will do if it is low, high or split, and with it the first look.
pub async fn before(State(state): State<AppState>, user: UserWith<Manager>, body: String) -> Result<Response> {
    let form = Form::parse(&body);
    let is_skipped = form.first("skip").is_some();
    let written = pages::LINES.map(|line| form.first(line).filter(|_| !is_skipped).unwrap_or_default().to_owned());
    let [low, high, split] = written.each_ref().map(|line| Note::parse(line));
    let too_long = [low.is_err(), high.is_err(), split.is_err()];
    if let (Ok(low), Ok(high), Ok(split)) = (low, high, split) {
        release::look(&state.context, &user.right, ImplementationIntention { low, high, split }).await?;
        return Ok(Redirect::to("/teams").into_response());
    }
    let view = release::for_manager(&state.context, &user.right).await?.ok_or(WebError::NOT_FOUND)?;
    let text = state.catalog.text(user.language);
    let form = BeforeForm { lines: written, too_long };
    let page = Page::for_user(&state, &user, text.say("before-title")).refused(true);
    Ok(page.render(|| pages::before(text, &view.wave, &form)))
}

pub async fn team(
    State(state): State<AppState>,
    user: UserWith<Manager>,
    Segments(team): Segments<TeamId>,
) -> Result<Response> {
    let led = led(&state, &user, team).await?;
    let promise = PromiseForm { due: pages::usual_due(state.context.today()), ..PromiseForm::default() };
    show(state, user, led, promise, OutcomeForm::default()).await
}

pub async fn talk(
    State(state): State<AppState>,
    user: UserWith<Manager>,
    Segments(team): Segments<TeamId>,
) -> Result<Response> {
    let led = led(&state, &user, team).await?;
    let text = state.catalog.text(user.language);
    let title = text.with("talk-page-title", [("team", led.path.name().to_owned().into())]);
    let making = state.clone();
    let making = async move {
        let text = making.catalog.text(user.language);
        let page = Page::for_user(&making, &user, title).live(true);
        page.render(|| pages::talk(text, &led, &making.context.team_library))
    };
    Ok(state.render_pool.make(making).await?)
}

pub async fn promise(
    State(state): State<AppState>,
    user: UserWith<Manager>,
    Segments(team): Segments<TeamId>,
    body: String,
) -> Result<Response> {
    let led = led(&state, &user, team).await?;
    let text = state.catalog.text(user.language);
    let form = Form::parse(&body);
    let written = |name: &str| form.first(name).unwrap_or_default().to_owned();
    let step = form.first("step").and_then(StepId::parse);
    let step = step.filter(|step| state.context.team_library.step(step).is_some());
    let due = TeamCommitment::parse_due(&written("due"), state.context.today());
    let words = Note::parse(&written("words"));
    if let (Some(step), Ok(due), Ok(words)) = (&step, due, words.clone()) {
        team::promise(&state.context, &user.right, led.path.id(), step, words, due).await?;
        return Ok(Redirect::to(&format!("/teams/{}", led.path.id())).into_response());
    }
    let long = || text.with("progress-note-long", [("longest", Note::LONGEST.into())]);
    let errors = [
        step.is_none().then(|| ErrorSummary { message: text.say("promise-error-step"), field: "step" }),
        due.is_err().then(|| ErrorSummary { message: text.say("promise-error-due"), field: "due" }),
        words.is_err().then(|| ErrorSummary { message: long(), field: "words" }),
    ];
    let errors = errors.into_iter().flatten().collect();
    let form = PromiseForm { step: written("step"), due: written("due"), words: written("words"), errors };
    show(state, user, led, form, OutcomeForm::default()).await
}

pub async fn outcome(
    State(state): State<AppState>,
    user: UserWith<Manager>,
    Segments(team): Segments<TeamId>,
    body: String,
) -> Result<Response> {
    let led = led(&state, &user, team).await?;
    let text = state.catalog.text(user.language);
    let form = Form::parse(&body);
    let outcome = form.first("outcome").and_then(Outcome::parse);
    let written = form.first("note").unwrap_or_default();
    let note = Note::parse(written);
    if let (Some(outcome), Ok(note)) = (outcome, note.clone()) {
        let check_in = CheckIn { outcome, note };
        team::check_in(&state.context, &user.right, led.path.id(), check_in).await?;
        return Ok(Redirect::to(&format!("/teams/{}", led.path.id())).into_response());
    }
    let long = || text.with("progress-note-long", [("longest", Note::LONGEST.into())]);
    let errors = [
        outcome.is_none().then(|| ErrorSummary { message: text.say("progress-select"), field: "outcome" }),
        note.is_err().then(|| ErrorSummary { message: long(), field: "note" }),
    ];
    let form = OutcomeForm { outcome, note: written.to_owned(), errors: errors.into_iter().flatten().collect() };
    show(state, user, led, PromiseForm::default(), form).await
}

/// A team is looked for among thousands.
async fn led(state: &AppState, user: &UserWith<Manager>, team: TeamId) -> Result<LedTeam> {
    let (context, manager) = (state.context.clone(), user.right.clone());
    Ok(state.render_pool.make(async move { team::team(&context, &manager, team).await }).await??)
}

async fn show(
    state: AppState,
    user: UserWith<Manager>,
    led: LedTeam,
    promise: PromiseForm,
    outcome: OutcomeForm,
) -> Result<Response> {
    let making = state.clone();
    let making = async move {
        let text = making.catalog.text(user.language);
        let name = led.path.name().to_owned();
        let is_refused = !promise.errors.is_empty() || !outcome.errors.is_empty();
        let page = TeamPage { team: &led, library: &making.context.team_library, promise, outcome };
        Page::for_user(&making, &user, name).refused(is_refused).render(|| pages::team(text, &page))
    };
    Ok(state.render_pool.make(making).await?)
}

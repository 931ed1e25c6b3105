//! The doors of learning and development to the newest release: the page, the technical report, each file and all of them.

use std::io::Cursor;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, REFRESH};
use axum::response::{IntoResponse, Redirect, Response};

use crate::report::{self, File, FileError, gallery, technical};
use crate::service::insights::{self, Insights};
use crate::service::{Analyst, wave};
use crate::survey::Language;
use crate::ui::pages::{self, SetState};

use super::error::{Result, WebError};
use super::page::Page;
use super::sets::Progress;
use super::state::AppState;
use super::visitor::{Guest, Member};

pub fn analyst(guest: &Guest) -> Result<Analyst> {
    guest.signed_in.analyst().ok_or(WebError::NOT_YOURS)
}

pub async fn show(State(state): State<AppState>, guest: Guest) -> Result<Response> {
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?;
    let member = Member::from(guest);
    let text = state.catalog.text(member.language);
    let page = Page::for_member(&state, &member, text.say("insights-title")).with_charts();
    let Some(insights) = insights else { return Ok(page.render(|| pages::no_release(text))) };
    let offer = wave::offer(&state.context);
    let exhibits = gallery(&pages::case(text, &insights, &offer.work));
    Ok(page.render(|| pages::insights(text, &insights, &exhibits)))
}

pub async fn show_technical(State(state): State<AppState>, guest: Guest) -> Result<Response> {
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?.ok_or(WebError::NOT_FOUND)?;
    let member = Member::from(guest);
    let text = state.catalog.text(member.language);
    let offer = wave::offer(&state.context);
    let blocks = technical(&pages::case(text, &insights, &offer.work));
    let page = Page::for_member(&state, &member, text.say("tech-title"));
    Ok(page.render(|| pages::technical(text, &insights, &blocks)))
}

/// A chart, a table or a report, by the name of its file.
pub async fn file(State(state): State<AppState>, Path(name): Path<String>, guest: Guest) -> Result<Response> {
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?.ok_or(WebError::NOT_FOUND)?;
    let file = File::parse(&name).ok_or(WebError::NOT_FOUND)?;
    let bytes = written(&state, &insights, guest.language, &file).await?;
    insights::exported(&state.context, &analyst, &insights, &name, &bytes).await?;
    let headers = [
        (CONTENT_TYPE, file.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.file_name())),
    ];
    Ok((headers, bytes).into_response())
}

/// Large files take seconds, in which others shall not wait.
async fn written(state: &AppState, insights: &Insights, language: Language, file: &File) -> Result<Vec<u8>> {
    let (state, insights, file) = (state.clone(), insights.clone(), file.clone());
    let write = move || {
        let offer = wave::offer(&state.context);
        let case = pages::case(state.catalog.text(language), &insights, &offer.work);
        let mut bytes = Vec::new();
        file.write(&case, &mut bytes).map(|()| bytes)
    };
    let written = tokio::task::spawn_blocking(write).await.map_err(|_| WebError(pages::Failure::Broken))?;
    written.map_err(|error| match error {
        FileError::NoChart(_) => WebError::NOT_FOUND,
        // Nothing a visitor could do anything about.
        _ => WebError(pages::Failure::Broken),
    })
}

/// How far the set of all files is.
pub async fn show_everything(State(state): State<AppState>, guest: Guest) -> Result<Response> {
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?.ok_or(WebError::NOT_FOUND)?;
    let member = Member::from(guest);
    let text = state.catalog.text(member.language);
    let progress = state.sets.progress(insights.wave.id, member.language);
    let is_under_way = matches!(progress, Some(Progress::Waiting | Progress::Writing { .. }));
    let so_far = match progress {
        None => SetState::NotBegun,
        Some(Progress::Waiting) => SetState::Waiting,
        Some(Progress::Writing { done, all }) => SetState::Writing { done, all },
        Some(Progress::Ready(bytes)) => SetState::Ready(bytes.len()),
        Some(Progress::Failed) => SetState::Failed,
    };
    let page = Page::for_member(&state, &member, text.say("set-title")).render(|| pages::everything(text, &so_far));
    // Without scripts a page can only be asked for again.
    let again = is_under_way.then_some([(REFRESH, "2")]);
    Ok(match again {
        Some(again) => (again, page).into_response(),
        None => page,
    })
}

pub async fn begin_everything(State(state): State<AppState>, guest: Guest) -> Result<Redirect> {
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?.ok_or(WebError::NOT_FOUND)?;
    let (wave, language, of) = (insights.wave.id, guest.language, state.clone());
    state.sets.begin(wave, language, move |progress| {
        let offer = wave::offer(&of.context);
        let case = pages::case(of.catalog.text(language), &insights, &offer.work);
        let mut archive = Cursor::new(Vec::new());
        report::everything(&case, &mut archive, progress)?;
        Ok(archive.into_inner())
    });
    Ok(Redirect::to("/insights/everything"))
}

/// The set itself, once it is ready.
pub async fn everything(State(state): State<AppState>, guest: Guest) -> Result<Response> {
    const NAME: &str = "everything.zip";
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?.ok_or(WebError::NOT_FOUND)?;
    let Some(Progress::Ready(bytes)) = state.sets.progress(insights.wave.id, guest.language) else {
        return Ok(Redirect::to("/insights/everything").into_response());
    };
    insights::exported(&state.context, &analyst, &insights, NAME, &bytes).await?;
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"footing-{NAME}\"")),
    ];
    Ok((headers, bytes).into_response())
}

//! The doors of learning and development to the newest release: the page, the technical report, each file and all of them.

use std::io::Cursor;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, REFRESH};
use axum::response::{IntoResponse, Redirect, Response};

use crate::jobs::Progress;
use crate::service::insights::{self, Sources};
use crate::service::{Analyst, ServiceError, wave};
use crate::ui::pages::{self, SetState};
use crate::ui::shell::{finished, fragment};
use footing_core::disclosure::Insights;
use footing_core::survey::Language;
use footing_core::text::Text;
use footing_report::{File, FileError, ReportContext, gallery, technical};

use super::error::{Result, WebError};
use super::page::Page;
use super::segment::Segments;
use super::state::AppState;
use super::visitor::UserWith;

pub async fn show(State(state): State<AppState>, user: UserWith<Analyst>) -> Result<Response> {
    let sources = insights::newest(&state.context, &user.right).await?;
    let text = state.catalog.text(user.language);
    let page = Page::for_user(&state, &user, text.say("insights-title")).with_charts();
    let Some(sources) = sources else { return Ok(page.render(|| pages::no_release(text))) };
    let main = made_once(&state, sources, user.language, "insights", |text, insights, case| {
        fragment(|| pages::insights(text, insights, &gallery(case)))
    });
    let main = main.await?;
    Ok(page.render(|| finished(&main)))
}

pub async fn show_technical(State(state): State<AppState>, user: UserWith<Analyst>) -> Result<Response> {
    let sources = insights::newest(&state.context, &user.right).await?.ok_or(WebError::NOT_FOUND)?;
    let main = made_once(&state, sources, user.language, "technical", |text, insights, case| {
        fragment(|| pages::technical(text, insights, &technical(case)))
    });
    let main = main.await?;
    let text = state.catalog.text(user.language);
    Ok(Page::for_user(&state, &user, text.say("tech-title")).render(|| finished(&main)))
}

/// The body of a page, which is the same for everybody who reads the same releases in the same language.
async fn made_once(
    state: &AppState,
    sources: Sources,
    language: Language,
    page: &str,
    make: impl FnOnce(Text<'_>, &Insights, &ReportContext<'_>) -> String + Send + 'static,
) -> Result<Arc<str>> {
    let waves: Vec<String> = sources.waves().map(|wave| wave.to_string()).collect();
    let name = format!("{page}?{}&{}", language.tag(), waves.join("+"));
    let of = state.clone();
    let making = async move {
        let insights = sources.read(&of.context).await?;
        let (text, offer) = (of.catalog.text(language), wave::offer(&of.context));
        Ok::<_, ServiceError>(make(text, &insights, &ReportContext::of(text, &insights, &offer.work)))
    };
    Ok(state.render_pool.make_once(name, making).await??)
}

/// A chart, a table or a report, by the name of its file.
pub async fn file(
    State(state): State<AppState>,
    user: UserWith<Analyst>,
    Segments(file): Segments<File>,
) -> Result<Response> {
    let sources = insights::newest(&state.context, &user.right).await?.ok_or(WebError::NOT_FOUND)?;
    let headers = [
        (CONTENT_TYPE, file.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.file_name())),
    ];
    let (making, wave) = (state.clone(), sources.wave.id);
    let making = async move {
        let bytes = written(&making, sources, user.language, &file).await?;
        insights::exported(&making.context, &user.right, wave, &file.name(), &bytes).await?;
        Ok::<_, WebError>(bytes)
    };
    Ok((headers, state.render_pool.make(making).await??).into_response())
}

async fn written(state: &AppState, sources: Sources, language: Language, file: &File) -> Result<Vec<u8>> {
    let insights = sources.read(&state.context).await?;
    let offer = wave::offer(&state.context);
    let case = ReportContext::of(state.catalog.text(language), &insights, &offer.work);
    let mut bytes = Vec::new();
    match file.write(&case, &mut bytes) {
        Ok(()) => Ok(bytes),
        Err(FileError::NoChart(_)) => Err(WebError::NOT_FOUND),
        // Nothing a visitor could do anything about.
        Err(_) => Err(WebError(pages::Failure::Broken)),
    }
}

/// How far the set of all files is.
pub async fn show_everything(State(state): State<AppState>, user: UserWith<Analyst>) -> Result<Response> {
    let sources = insights::newest(&state.context, &user.right).await?.ok_or(WebError::NOT_FOUND)?;
    let text = state.catalog.text(user.language);
    let progress = state.bundles.progress(sources.wave.id, user.language);
    let is_under_way = matches!(progress, Some(Progress::Waiting | Progress::Writing { .. }));
    let so_far = match progress {
        None => SetState::NotBegun,
        Some(Progress::Waiting) => SetState::Waiting,
        Some(Progress::Writing { done, all }) => SetState::Writing { done, all },
        Some(Progress::Ready(bytes)) => SetState::Ready(bytes.len()),
        Some(Progress::Failed) => SetState::Failed,
    };
    let page = Page::for_user(&state, &user, text.say("set-title")).render(|| pages::everything(text, &so_far));
    // Without scripts a page can only be asked for again.
    let again = is_under_way.then_some([(REFRESH, "2")]);
    Ok(match again {
        Some(again) => (again, page).into_response(),
        None => page,
    })
}

pub async fn begin_everything(State(state): State<AppState>, user: UserWith<Analyst>) -> Result<Redirect> {
    let sources = insights::newest(&state.context, &user.right).await?.ok_or(WebError::NOT_FOUND)?;
    let (wave, language, of) = (sources.wave.id, user.language, state.clone());
    state.bundles.begin(&state.render_pool, wave, language, async move |progress| {
        let insights = sources.read(&of.context).await.ok()?;
        let offer = wave::offer(&of.context);
        let case = ReportContext::of(of.catalog.text(language), &insights, &offer.work);
        let mut archive = Cursor::new(Vec::new());
        footing_report::everything(&case, &mut archive, progress).ok()?;
        Some(archive.into_inner())
    });
    Ok(Redirect::to("/insights/everything"))
}

/// The set itself, once it is ready.
pub async fn everything(State(state): State<AppState>, user: UserWith<Analyst>) -> Result<Response> {
    const NAME: &str = "everything.zip";
    let sources = insights::newest(&state.context, &user.right).await?.ok_or(WebError::NOT_FOUND)?;
    let Some(Progress::Ready(bytes)) = state.bundles.progress(sources.wave.id, user.language) else {
        return Ok(Redirect::to("/insights/everything").into_response());
    };
    let (context, wave, taken) = (state.context.clone(), sources.wave.id, bytes.clone());
    let noting = async move { insights::exported(&context, &user.right, wave, NAME, &taken).await };
    state.render_pool.make(noting).await??;
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"footing-{NAME}\"")),
    ];
    Ok((headers, bytes).into_response())
}

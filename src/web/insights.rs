//! The doors of learning and development to the newest release: the page, each chart as a file, and the tidy table.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::report::{Exhibit, Format, csvw, exhibit, gallery, spss, tidy, xlsx};
use crate::service::insights::{self, Insights};
use crate::service::{Analyst, wave};
use crate::survey::Language;
use crate::ui::pages;

use super::error::{Result, WebError};
use super::page::Page;
use super::state::AppState;
use super::visitor::{Guest, Member};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Nothing a visitor could do anything about.
const BROKEN: WebError = WebError(pages::Failure::Broken);

fn analyst(guest: &Guest) -> Result<Analyst> {
    guest.signed_in.analyst().ok_or(WebError::NOT_YOURS)
}

pub async fn show(State(state): State<AppState>, guest: Guest) -> Result<Response> {
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?;
    let member = Member::from(guest);
    let text = state.catalog.text(member.language);
    let page = Page::for_member(&state, &member, text.say("insights-title")).with_charts();
    let Some(insights) = insights else { return Ok(page.render(|| pages::no_release(text))) };
    let exhibits = exhibits(&state, &insights, member.language);
    Ok(page.render(|| pages::insights(text, &insights, &exhibits)))
}

/// A chart or the tidy table, by the name of its file.
pub async fn file(State(state): State<AppState>, Path(file): Path<String>, guest: Guest) -> Result<Response> {
    let analyst = analyst(&guest)?;
    let insights = insights::newest(&state.context, &analyst).await?.ok_or(WebError::NOT_FOUND)?;
    let (name, ending) = file.split_once('.').ok_or(WebError::NOT_FOUND)?;
    let (bytes, media_type) = match (name, ending) {
        ("figures", "csv") => (csv(&insights)?, "text/csv; charset=utf-8"),
        ("figures", "json") => (json(&insights)?, "application/json"),
        ("figures", "csv-metadata.json") => (metadata(&insights)?, "application/csvm+json"),
        ("figures", "sps") => (spss("footing-figures.csv").into_bytes(), "text/plain; charset=utf-8"),
        ("figures", "xlsx") => (workbook(&state, &insights, guest.language)?, XLSX),
        (name, ending) => {
            let format = Format::parse(ending).ok_or(WebError::NOT_FOUND)?;
            let exhibit = {
                let offer = wave::offer(&state.context);
                let case = pages::case(state.catalog.text(guest.language), &insights, &offer.work);
                exhibit(&case, name).ok_or(WebError::NOT_FOUND)?
            };
            // A large picture takes a second, in which others shall not wait.
            let bytes = tokio::task::spawn_blocking(move || exhibit.file(format)).await.map_err(|_| BROKEN)?;
            (bytes, format.media_type())
        }
    };
    insights::exported(&state.context, &analyst, &insights, &file, &bytes).await?;
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"footing-{file}\"")),
    ];
    Ok((headers, bytes).into_response())
}

fn exhibits(state: &AppState, insights: &Insights, language: Language) -> Vec<Exhibit> {
    let offer = wave::offer(&state.context);
    gallery(&pages::case(state.catalog.text(language), insights, &offer.work))
}

fn metadata(insights: &Insights) -> Result<Vec<u8>> {
    let rows = tidy(&insights.release, &insights.surveys).count();
    let metadata = csvw(&insights.release, insights.wave.terms(), "footing-figures.csv", rows);
    serde_json::to_vec_pretty(&metadata).map_err(|_| BROKEN)
}

fn workbook(state: &AppState, insights: &Insights, language: Language) -> Result<Vec<u8>> {
    let offer = wave::offer(&state.context);
    let case = pages::case(state.catalog.text(language), insights, &offer.work);
    xlsx(&case).map_err(|_| BROKEN)
}

fn csv(insights: &Insights) -> Result<Vec<u8>> {
    let rows = tidy(&insights.release, &insights.surveys);
    crate::report::csv(rows).map_err(|_| BROKEN)
}

fn json(insights: &Insights) -> Result<Vec<u8>> {
    let rows: Vec<_> = tidy(&insights.release, &insights.surveys).collect();
    serde_json::to_vec(&rows).map_err(|_| BROKEN)
}

//! The manager's door to the release.

use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::disclosure::MeasureKind;
use crate::service::release;
use crate::survey::DimensionId;
use crate::ui::pages::{self, TeamsPage};

use super::error::{Result, WebError};
use super::page::Page;
use super::state::AppState;
use super::visitor::{Guest, Member};

pub async fn teams(State(state): State<AppState>, RawQuery(query): RawQuery, guest: Guest) -> Result<Response> {
    let manager = guest.signed_in.manager().ok_or(WebError::NOT_YOURS)?;
    let view = release::for_manager(&state.context, &manager).await?;
    let member = Member::from(guest);
    let text = state.catalog.text(member.language);
    let page = Page::for_member(&state, &member, text.say("teams-title"));
    let Some(view) = view else { return Ok(page.render(|| pages::no_release(text))) };
    let named = |measure: &crate::disclosure::Measure| {
        let survey = state.context.instruments.version(&measure.survey, measure.version)?;
        let dimension = survey.dimension(&DimensionId::parse(&measure.id)?)?;
        Some(text.of(&dimension.name))
    };
    let columns: Vec<(usize, String, String)> = view
        .release
        .measures(MeasureKind::Dimension)
        .filter_map(|(place, measure)| Some((place, named(measure)?, format!("{}.{}", measure.survey, measure.id))))
        .collect();
    let wanted = query.as_deref().and_then(|query| query.strip_prefix("sort="));
    let sorted = columns.iter().find(|(_, _, address)| Some(address.as_str()) == wanted).map(|(place, ..)| *place);
    let teams = TeamsPage { view: &view, columns, sorted };
    Ok(page.render(|| pages::teams(text, &teams)))
}

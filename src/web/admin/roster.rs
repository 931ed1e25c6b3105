//! The roster page: upload a list, look at what it would change, then change it.

use axum::body::Bytes;
use axum::extract::{Multipart, RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::{ServiceError, roster};
use crate::ui::pages::admin::{self, RosterOutcome};
use crate::web::error::{Result, WebError};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::state::AppState;
use crate::web::visitor::Admin;

pub async fn show(State(state): State<AppState>, RawQuery(query): RawQuery, admin: Admin) -> Result<Response> {
    let outcome = match query.as_deref() {
        _ if state.example => RosterOutcome::Example,
        Some("done") => RosterOutcome::Done,
        _ => RosterOutcome::None,
    };
    state.clone().render_pool.make(async move { page(&state, &admin, &outcome).await }).await?
}

/// Reads the file and shows what it would change; nothing is changed yet.
pub async fn upload(State(state): State<AppState>, admin: Admin, mut form: Multipart) -> Result<Response> {
    let mut file = Bytes::new();
    while let Some(field) = form.next_field().await.map_err(|_| WebError::REFUSED)? {
        if field.name() == Some("file") {
            file = field.bytes().await.map_err(|_| WebError::REFUSED)?;
        }
    }
    state.clone().render_pool.make(looked_at(state, admin, file)).await?
}

async fn looked_at(state: AppState, admin: Admin, file: Bytes) -> Result<Response> {
    if file.is_empty() {
        return page(&state, &admin, &RosterOutcome::NoFile).await;
    }
    match roster::look_at(&state.context, &admin.right, &file).await {
        Err(ServiceError::Roster(faults)) => page(&state, &admin, &RosterOutcome::Faults(&faults)).await,
        Err(error) => Err(error.into()),
        Ok(preview) => {
            let response = page(&state, &admin, &RosterOutcome::Change(&preview.change)).await;
            state.pending_imports.keep(admin.session.hash(), preview);
            response
        }
    }
}

/// Makes the change that was looked at. Where it is braked, a box must be ticked.
pub async fn apply(State(state): State<AppState>, admin: Admin, body: String) -> Result<Response> {
    state.clone().render_pool.make(applied(state, admin, body)).await?
}

async fn applied(state: AppState, admin: Admin, body: String) -> Result<Response> {
    let Some(preview) = state.pending_imports.take(admin.session.hash()) else {
        return page(&state, &admin, &RosterOutcome::Lost).await;
    };
    if !preview.change.safety_checks().is_empty() && Form::parse(&body).first("sure") != Some("yes") {
        let response = page(&state, &admin, &RosterOutcome::Change(&preview.change)).await;
        state.pending_imports.keep(admin.session.hash(), preview);
        return response;
    }
    match roster::apply(&state.context, &admin.right, preview).await {
        Ok(()) => Ok(Redirect::to("/admin/roster?done").into_response()),
        Err(ServiceError::Changed) => page(&state, &admin, &RosterOutcome::Lost).await,
        Err(error) => Err(error.into()),
    }
}

pub async fn export(State(state): State<AppState>, admin: Admin) -> Result<Response> {
    let context = state.context.clone();
    let file = state.render_pool.make(async move { roster::export(&context, &admin.right).await }).await??;
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"roster.csv\"")];
    Ok((headers, file).into_response())
}

async fn page(state: &AppState, admin: &Admin, outcome: &RosterOutcome<'_>) -> Result<Response> {
    let (people, teams) = roster::teams(&state.context, &admin.right).await?;
    let text = state.catalog.text(admin.language);
    let refused = matches!(outcome, RosterOutcome::NoFile | RosterOutcome::Faults(_) | RosterOutcome::Lost);
    let page = Page::for_user(state, admin, text.say("admin-roster")).refused(refused);
    Ok(page.render(|| admin::roster(text, people, &teams, outcome)))
}

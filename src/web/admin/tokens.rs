//! Making and revoking tokens of the API.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::api_token;
use crate::ui::pages::admin::{self, TokensOutcome};
use crate::web::error::{Result, WebError};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::state::AppState;
use crate::web::visitor::Admin;
use footing_core::organisation::{ApiToken, ApiTokenForm, ApiTokenId};

pub async fn show(State(state): State<AppState>, admin: Admin) -> Result<Response> {
    page(&state, &admin, &TokensOutcome::None).await
}

/// Makes a token and shows it on the page that follows, which no cache keeps: it cannot be shown a second time.
pub async fn make(State(state): State<AppState>, admin: Admin, body: String) -> Result<Response> {
    let form = Form::parse(&body);
    let line = |name: &str| form.first(name).unwrap_or_default().to_owned();
    let wish = ApiTokenForm { name: line("token_name"), scopes: form.all("scopes"), last_day: line("last_day") };
    match wish.parse(state.context.today()) {
        Err(faults) => page(&state, &admin, &TokensOutcome::Refused(&wish, &faults)).await,
        Ok(new) => {
            let (token, secret) = api_token::make(&state.context, &admin.right, new).await?;
            let written = ApiToken::written(&secret);
            page(&state, &admin, &TokensOutcome::Made(&token.name, &written)).await
        }
    }
}

pub async fn revoke(State(state): State<AppState>, admin: Admin, body: String) -> Result<Response> {
    let id = Form::parse(&body).first("token").and_then(ApiTokenId::parse).ok_or(WebError::NOT_FOUND)?;
    api_token::revoke(&state.context, &admin.right, id).await?;
    Ok(Redirect::to("/admin/tokens").into_response())
}

async fn page(state: &AppState, admin: &Admin, outcome: &TokensOutcome<'_>) -> Result<Response> {
    let tokens = api_token::list(&state.context, &admin.right).await?;
    let text = state.catalog.text(admin.language);
    let today = state.context.today();
    let page = Page::for_user(state, admin, text.say("admin-tokens"));
    let page = page.refused(matches!(outcome, TokensOutcome::Refused(..)));
    Ok(page.render(|| admin::tokens(text, &tokens, today, outcome)))
}

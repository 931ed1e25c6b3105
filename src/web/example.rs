//! The chooser of a made-up organisation. In a real one there is no such page.

use axum::extract::State;
use axum::response::Response;

use crate::service::example::{self, Viewer};
use crate::ui::pages;

use super::error::{Result, WebError};
use super::form::Form;
use super::page::Page;
use super::sign_in::entered;
use super::state::AppState;
use super::visitor::Visitor;

pub async fn choose(State(state): State<AppState>, visitor: Visitor) -> Result<Response> {
    if !state.example {
        return Err(WebError::NOT_FOUND);
    }
    let text = state.catalog.text(visitor.language);
    Ok(Page::for_visitor(&state, &visitor, text.say("example-title")).render(|| pages::example(text)))
}

pub async fn enter(State(state): State<AppState>, body: String) -> Result<Response> {
    let viewer = Form::parse(&body).first("viewer").and_then(Viewer::parse).ok_or(WebError::NOT_FOUND)?;
    let session = example::enter(&state.context, viewer).await?;
    Ok(entered(&state, &session))
}

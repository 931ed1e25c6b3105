//! The doors of those who administer.

pub mod links;
pub mod roles;
pub mod roster;
pub mod tokens;
pub mod waves;

use axum::extract::State;
use axum::response::Response;

use crate::service::{api_token, roster as rosters, sign_in, wave};
use crate::ui::pages::admin::{self, Overview};

use super::error::Result;
use super::page::Page;
use super::state::AppState;
use super::visitor::Admin;

pub async fn overview(State(state): State<AppState>, admin: Admin) -> Result<Response> {
    state.clone().render_pool.make(counted(state, admin)).await?
}

/// The whole roster is read for it.
async fn counted(state: AppState, admin: Admin) -> Result<Response> {
    let (people, teams) = rosters::teams(&state.context, &admin.right).await?;
    let waves = wave::waves(&state.context, &admin.right).await?;
    let grants = sign_in::grants(&state.context, &admin.right).await?.len();
    let tokens = api_token::list(&state.context, &admin.right).await?.len();
    let text = state.catalog.text(admin.language);
    let troubled: Vec<_> = waves.iter().map(|wave| wave.id).filter(|wave| state.troubles.of(*wave).is_some()).collect();
    let page = Overview { people, teams: teams.iter().count(), waves: &waves, troubled: &troubled, grants, tokens };
    Ok(Page::for_user(&state, &admin, text.say("admin-title")).render(|| admin::overview(text, &page)))
}

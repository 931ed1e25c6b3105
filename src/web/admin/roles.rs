//! Giving and taking roles.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::{ServiceError, sign_in};
use crate::ui::pages::admin::{self, RolesForm};
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::state::AppState;
use crate::web::visitor::Admin;
use footing_core::organisation::{EmailAddress, Role};

pub async fn show(State(state): State<AppState>, admin: Admin) -> Result<Response> {
    page(&state, &admin, &RolesForm::default()).await
}

/// Gives an address the roles that are ticked; none takes them all.
pub async fn set(State(state): State<AppState>, admin: Admin, body: String) -> Result<Response> {
    let form = Form::parse(&body);
    let written = form.first("email").unwrap_or_default();
    let roles: Option<BTreeSet<Role>> = form.all("roles").iter().map(|role| Role::parse(role)).collect();
    let refused = |error| RolesForm { email: written.to_owned(), error: Some(error) };
    let (Ok(email), Some(roles)) = (EmailAddress::parse(written), roles) else {
        return page(&state, &admin, &refused("address")).await;
    };
    match sign_in::set_roles(&state.context, &admin.right, &email, roles).await {
        Ok(()) => Ok(Redirect::to("/admin/roles").into_response()),
        Err(ServiceError::Example) => page(&state, &admin, &refused("example")).await,
        Err(ServiceError::LastAdministrator) => page(&state, &admin, &refused("last")).await,
        Err(error) => Err(error.into()),
    }
}

async fn page(state: &AppState, admin: &Admin, form: &RolesForm) -> Result<Response> {
    let grants = sign_in::grants(&state.context, &admin.right).await?;
    let text = state.catalog.text(admin.language);
    let page = Page::for_user(state, admin, text.say("admin-roles")).refused(form.error.is_some());
    Ok(page.render(|| admin::roles(text, &grants, form)))
}

//! Every route, and the layers each request passes.

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use footing_core::organisation::Roster;

use super::begun::run_to_the_end;
use super::headers::add_headers;
use super::own_pages::refuse_forged;
use super::state::AppState;
use super::{
    admin, answers, api, assets, earlier, example, failures, health, insights, language, log, me, results, sign_in,
    teams, wave,
};

/// No form of ours comes near this.
const BODY_LIMIT: usize = 16 * 1024;
const TIMEOUT: Duration = Duration::from_secs(20);

pub fn router(state: AppState) -> Router {
    // A roster has to fit in, and the frame of the form around it.
    let upload = DefaultBodyLimit::max(Roster::LARGEST + BODY_LIMIT);
    let pages = Router::new()
        .route("/", get(answers::home))
        .route("/stored", get(answers::stored))
        .route("/s/{survey}", get(answers::intro).post(answers::begin))
        .route("/s/{survey}/q/{question}", get(answers::question).post(answers::answer))
        .route("/s/{survey}/q/{question}/save", post(answers::save))
        .route("/s/{survey}/review", get(answers::review))
        .route("/s/{survey}/submit", post(answers::submit))
        .route("/s/{survey}/result/{response}", get(results::show))
        .route("/s/{survey}/result/{response}/step/{step}", get(results::step))
        .route("/s/{survey}/result/{response}/step/{step}/calendar.ics", get(results::calendar_file))
        .route("/s/{survey}/result/{response}/step/{step}/take", post(results::take_on))
        .route("/s/{survey}/result/{response}/step/{step}/decline", post(results::decline))
        .route("/me", get(me::me))
        .route("/me/step/{step}", get(me::progress).post(me::check_in))
        .route("/me/link", post(me::renew_link))
        .route("/me/link/remove", post(me::remove_link))
        .route("/me/earlier", get(earlier::show))
        .route("/me/earlier/letter", post(earlier::write_again))
        .route("/me/earlier/key", post(earlier::open_with_key))
        .route("/me/earlier/anew", post(earlier::give_up))
        .route("/me/session/{key}", post(sign_in::end_session))
        .route("/me/export.json", get(me::export))
        .route("/me/leave", post(me::leave))
        .route("/me/delete", get(me::deletion).post(me::delete))
        .route("/sign-in", get(sign_in::form).post(sign_in::send_link))
        .route("/sign-in/{link}", get(sign_in::link).post(sign_in::redeem))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/sign-out/everywhere", post(sign_in::sign_out_everywhere))
        .route("/w/{wave}", get(wave::contract).post(wave::begin))
        .route("/w/{wave}/thanks", get(wave::thanks))
        .route("/w/{wave}/proof", get(wave::proof))
        .route("/w/{wave}/{survey}/q/{question}", get(wave::question).post(wave::answer))
        .route("/w/{wave}/{survey}/q/{question}/save", post(wave::save))
        .route("/teams", get(teams::teams))
        .route("/teams/before", post(teams::before))
        .route("/teams/{team}", get(teams::team))
        .route("/teams/{team}/talk", get(teams::talk))
        .route("/teams/{team}/promise", post(teams::promise))
        .route("/teams/{team}/outcome", post(teams::outcome))
        .route("/insights", get(insights::show))
        .route("/insights/technical", get(insights::show_technical))
        .route("/insights/everything", get(insights::show_everything).post(insights::begin_everything))
        .route("/insights/everything.zip", get(insights::everything))
        .route("/insights/{file}", get(insights::file))
        .route("/example", get(example::choose).post(example::enter))
        .route("/admin", get(admin::overview))
        .route("/admin/roster", get(admin::roster::show).post(admin::roster::upload).layer(upload))
        .route("/admin/roster/apply", post(admin::roster::apply))
        .route("/admin/roster.csv", get(admin::roster::export))
        .route("/admin/links", get(admin::links::show).post(admin::links::make))
        .route("/admin/roles", get(admin::roles::show).post(admin::roles::set))
        .route("/admin/tokens", get(admin::tokens::show).post(admin::tokens::make))
        .route("/admin/tokens/revoke", post(admin::tokens::revoke))
        .route("/admin/waves/new", get(admin::waves::new).post(admin::waves::draft))
        .route("/admin/waves/{wave}", get(admin::waves::show))
        .route("/admin/waves/{wave}/terms", get(admin::waves::terms).post(admin::waves::set_terms))
        .route("/admin/waves/{wave}/intent", get(admin::waves::intent).post(admin::waves::set_intent))
        .route("/admin/waves/{wave}/{what}", get(admin::waves::confirm).post(admin::waves::go_on))
        .route("/p/{key}", get(me::invitation).post(me::open_link))
        .route("/assets/{name}", get(assets::asset))
        .route("/healthz", get(health::healthz))
        // Said here, so that the layers below turn it into a page.
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(middleware::from_fn_with_state(state.begun.clone(), run_to_the_end))
        .layer(middleware::from_fn_with_state(state.clone(), language::choose_language))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(state.address.clone(), refuse_forged))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(middleware::from_fn_with_state(state.clone(), failures::render_failures));
    let mut router = pages.merge(api::routes(&state));
    if state.example {
        router = router
            .layer(middleware::from_fn(example::only_here))
            .layer(middleware::from_fn_with_state(state.clone(), failures::render_failures));
    }
    router
        .layer(middleware::from_fn_with_state(state.address.clone(), add_headers))
        .layer(middleware::from_fn(log::log_access))
        .with_state(state)
}

//! A page for everything that went wrong: what happened, in the visitor's language, without internals.

use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;

use crate::ui::pages::{self, Failure, WayIn};
use footing_core::organisation::Destination;

use super::cookies::language_of;
use super::error::WebError;
use super::page::Page;
use super::sign_in;
use super::state::AppState;
use super::visitor::Visitor;

/// Puts a page where a handler left only a failure, or a layer only a status.
pub async fn render_failures(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let (to, is_safe) = (destination(request.method(), request.uri()), request.method().is_safe());
    let response = next.run(request).await;
    let bare = response.headers().get("content-type").is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let failure = match (response.extensions().get::<WebError>(), response.status()) {
        (Some(WebError(failure)), _) => *failure,
        (None, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::BAD_REQUEST) if bare => {
            Failure::NotFound
        }
        (None, StatusCode::FORBIDDEN | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) if bare => {
            Failure::Refused
        }
        // Only time that ran out says so without a page, and what changes something goes on then.
        (None, StatusCode::SERVICE_UNAVAILABLE) if bare && !is_safe => Failure::GoingOn,
        (None, status) if status.is_server_error() && bare => Failure::Broken,
        _ => return response,
    };
    let text = state.catalog.text(language_of(&headers));
    let title = failure.title(text);
    // Where the store fails, nobody asks it who is there; and elsewhere nothing of the example is shown.
    let visitor = match failure {
        Failure::Full | Failure::Broken | Failure::OnlyHere => None,
        _ => Visitor::of(&state, &headers).await.ok(),
    };
    let page = match &visitor {
        Some(visitor) => Page::for_visitor(&state, visitor, title),
        None => Page::new(&state, text.language, title),
    };
    let way_in = WayIn { address: sign_in::address(to.as_ref()), has_mail: state.context.post.is_some() };
    let mut page = page.render(|| pages::failure(text, failure, way_in));
    *page.status_mut() = response.status();
    if failure == Failure::Busy {
        page.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
    }
    page
}

/// Where somebody was going: the page they wanted, or the wave whose question they answered.
fn destination(method: &Method, uri: &Uri) -> Option<Destination> {
    let path = match (method, uri.path().split('/').nth(2)) {
        (&Method::GET, _) => uri.path_and_query()?.as_str(),
        (_, Some(wave)) if uri.path().starts_with("/w/") => return Destination::parse(&format!("/w/{wave}")).ok(),
        _ => return None,
    };
    Destination::parse(path).ok()
}

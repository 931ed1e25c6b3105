//! The description of the API (`OpenAPI` 3.1), made from the handlers. What every operation has in common is added here:
//! how a token is shown, entity tags, and the problems that can come of any request.

use std::sync::OnceLock;

use axum::response::Response;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi as Description, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::parameters::Parameters;
use super::problem::{MEDIA_TYPE, ProblemDetails, Result};
use super::representation::{JSON, Kept, Representation};
use super::{charts, figures, releases, roster, surveys, waves};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Footing",
        version = "1",
        description = "Surveys, waves, released figures and the roster of an organisation, for programs.\n\nAn \
            administrator makes a token at `/admin/tokens` or with `footing token make`. Send it as `Authorization: Bearer \
            footing_…`, or as the password of basic authentication with any user name; never in an address.\n\nFigures are \
            released once, when a wave is over, and never change: what is hidden to protect people is hidden here as on \
            every page and in every file. Answers of a person cannot be read by any token.\n\nEvery answer has an `ETag`; \
            with `If-None-Match` what you have already is not sent again. Every refusal is `application/problem+json` (RFC \
            9457) and says what to do next. A token may ask 600 times a minute.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "This server")),
    tags(
        (name = "Surveys", description = "What is asked"),
        (name = "Waves", description = "When it is asked, under which contract, and how many take part"),
        (name = "Releases", description = "What may be shown of the answers: figures and charts"),
        (name = "Roster", description = "Who is in the organisation, and in which team"),
        (name = "Description", description = "This document"),
    ),
    paths(
        surveys::list,
        surveys::one,
        waves::list,
        waves::one,
        releases::list,
        releases::one,
        figures::page,
        figures::table,
        figures::metadata,
        charts::list,
        charts::file,
        roster::page,
        roster::replace,
        openapi,
    ),
    components(schemas(ProblemDetails)),
    modifiers(&InCommon),
)]
struct Document;

/// The description as it is served, and as it stands in `public/openapi.json`.
pub fn document() -> &'static str {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    // Texts and numbers can always be written.
    DOCUMENT.get_or_init(|| format!("{}\n", Document::openapi().to_pretty_json().unwrap_or_default()))
}

/// Read this description
///
/// What this API has, for programs and people. It needs no token.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "readDescription",
    tag = "Description",
    responses((status = 200, description = "The OpenAPI document", body = serde_json::Value)),
)]
pub async fn openapi(_: Parameters<()>, kept: Kept) -> Result<Response> {
    let content = document().as_bytes().to_vec();
    let made = Representation { content, media_type: JSON, language: None, file_name: None, next: None };
    Ok(made.answer(&kept))
}

/// What all operations have in common.
struct InCommon;

/// Problems that can come of any request with a token: status, name among the components, meaning.
const PROBLEMS: [(&str, &str, &str); 4] = [
    ("401", "TokenNeeded", "No token was shown, or it is unknown, was revoked, or its last day has passed"),
    ("403", "ScopeMissing", "The token lacks the scope of this operation"),
    ("429", "TooOften", "Too many requests with this token, or too many wrong tokens from this address"),
    ("5XX", "Broken", "The server or its disk is at fault"),
];
const BAD_REQUEST: (&str, &str, &str) =
    ("400", "BadRequest", "A parameter is unknown, comes twice or is out of bounds");
const NOT_FOUND: (&str, &str, &str) = ("404", "NotFound", "There is nothing of this name, or no page at this place");

impl Modify for InCommon {
    fn modify(&self, description: &mut Description) {
        let components = description.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("footing_…");
        let bearer = bearer.description(Some("A token in the header, for programs.")).build();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        let basic = HttpBuilder::new().scheme(HttpAuthScheme::Basic);
        let basic =
            basic.description(Some("A token as the password, with any user name: for Excel, Power BI, Tableau."));
        components.add_security_scheme("basic", SecurityScheme::Http(basic.build()));
        for (status, name, meaning) in PROBLEMS.into_iter().chain([BAD_REQUEST, NOT_FOUND]) {
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let mut response = ResponseBuilder::new().description(meaning).content(MEDIA_TYPE, problem);
            if status == "401" || status == "403" {
                response = response.header("WWW-Authenticate", header("How a token is shown, or the scope it needs"));
            }
            if status == "429" {
                response = response.header("Retry-After", header("How many seconds to wait at least"));
            }
            components.responses.insert(name.to_owned(), RefOr::T(response.build()));
        }
        let unchanged = ResponseBuilder::new()
            .description("Nothing has changed since the answer whose `ETag` was sent as `If-None-Match`")
            .header("ETag", header("Names this content"));
        components.responses.insert("NotModified".to_owned(), RefOr::T(unchanged.build()));

        for (path, item) in &mut description.paths.paths {
            for (operation, reads) in [(&mut item.get, true), (&mut item.put, false)] {
                if let Some(operation) = operation {
                    add(operation, reads, path.contains('{'));
                }
            }
        }
    }
}

fn add(operation: &mut Operation, reads: bool, is_named: bool) {
    let responses = &mut operation.responses.responses;
    if let Some(RefOr::T(response)) = responses.get_mut("200").filter(|_| reads) {
        for (name, about) in [
            ("ETag", "Names this content: send it as `If-None-Match` the next time"),
            ("Cache-Control", "`private, no-cache`: keep it, and ask each time whether it still holds"),
            ("Vary", "The headers the answer depends on"),
        ] {
            response.headers.insert(name.to_owned(), header(about));
        }
    }
    let mut refer = |status: &str, name: &str| {
        responses.entry(status.to_owned()).or_insert(RefOr::Ref(Ref::from_response_name(name)));
    };
    if reads {
        refer("304", "NotModified");
    }
    refer(BAD_REQUEST.0, BAD_REQUEST.1);
    if is_named {
        refer(NOT_FOUND.0, NOT_FOUND.1);
    }
    if operation.security.is_some() {
        PROBLEMS.into_iter().for_each(|(status, name, _)| refer(status, name));
    }
}

fn header(about: &str) -> utoipa::openapi::Header {
    HeaderBuilder::new()
        .schema(utoipa::openapi::Object::with_type(utoipa::openapi::Type::String))
        .description(Some(about))
        .build()
}

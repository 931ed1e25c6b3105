//! The roster: read page by page, and replaced as a whole by what a staff system sends.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::{Json, http::StatusCode};
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};

use crate::service::{Context, RosterKeeper, RosterReader, api_token, roster};
use crate::web::state::AppState;
use footing_core::organisation::{Member, RosterSummary};
use footing_report::undrawable_in;

use super::client::With;
use super::parameters::{Cursor, Known, Paging, Parameters, Written};
use super::problem::{Problem, Result};
use super::representation::{Kept, Representation};

const PATH: &str = "/api/v1/roster";

/// A page of the people who are in the roster now, in an order that means nothing and stays.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterPage {
    /// How many people are in the roster.
    people: usize,
    #[schema(max_items = 1000)]
    members: Vec<RosterMember>,
    /// The address of the next page; none on the last.
    #[schema(required)]
    next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct RosterMember {
    /// What the organisation's own staff system calls the person.
    id: String,
    name: String,
    email: String,
    /// From the top down.
    #[schema(example = "Sales > North > Berlin")]
    team: String,
    /// The id of a kind of work.
    #[schema(required)]
    work: Option<String>,
    #[schema(required)]
    location: Option<String>,
    /// The teams they lead.
    leads: Vec<String>,
    #[schema(required, pattern = "^(en|de|ja)$")]
    language: Option<&'static str>,
    /// The day they first stood in the roster.
    #[schema(value_type = String, format = Date)]
    joined: Date,
}

impl From<&Member> for RosterMember {
    fn from(member: &Member) -> RosterMember {
        RosterMember {
            id: member.staff.to_string(),
            name: member.name.clone(),
            email: member.email.to_string(),
            team: member.team.to_string(),
            work: member.work.as_ref().map(ToString::to_string),
            location: member.location.clone(),
            leads: member.leads.iter().map(ToString::to_string).collect(),
            language: member.language.map(|language| language.tag()),
            joined: member.joined,
        }
    }
}

/// What a roster changes, or would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterImport {
    /// False if it was only looked at.
    applied: bool,
    summary: RosterCounts,
    /// What makes the roster look wrong although no row is: a person has to look, and `confirm=true` says they did.
    #[serde(rename = "brakes")]
    safety_checks: Vec<String>,
    /// Letters of team and location names that the server has no font for: pictures and PDFs show them as boxes.
    boxes: Vec<char>,
    /// Names of teams and places that were taken as one, or that stay two although they look alike.
    notes: Vec<String>,
}

/// How many people it changes; each is in one group only.
#[derive(Debug, Serialize, ToSchema)]
struct RosterCounts {
    active_before: usize,
    active_after: usize,
    /// Who was never in the roster.
    joiners: usize,
    /// Who left before and is back.
    returners: usize,
    /// Who is not in the file any more.
    leavers: usize,
    /// Who is in another team.
    moves: usize,
    /// Who has another staff id.
    id_changes: usize,
    /// Who has other changes only.
    edits: usize,
    unchanged: usize,
}

impl From<RosterSummary> for RosterCounts {
    fn from(summary: RosterSummary) -> RosterCounts {
        let RosterSummary {
            joiners,
            returners,
            id_changes,
            moves,
            edits,
            leavers,
            unchanged,
            active_before,
            active_after,
        } = summary;
        RosterCounts { active_before, active_after, joiners, returners, leavers, moves, id_changes, edits, unchanged }
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Import {
    /// Only say what would change.
    #[param(default = false, required = false)]
    dry_run: bool,
    /// Change it even if more than 20 % of the people would leave, or 5 % get another id.
    #[param(default = false, required = false)]
    confirm: bool,
}

impl Known for Import {
    const NAMES: &'static [&'static str] = &["dry_run", "confirm"];

    fn read(written: &Written) -> Result<Self> {
        Ok(Import { dry_run: written.flag("dry_run")?, confirm: written.flag("confirm")? })
    }
}

/// A body that says of itself that it is CSV.
#[derive(Debug)]
pub struct CsvBody(Bytes);

impl FromRequest<AppState> for CsvBody {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> std::result::Result<Self, Response> {
        if !is_csv(request.headers()) {
            return Err(Problem::NotCsv.into_response());
        }
        Bytes::from_request(request, state).await.map(CsvBody).map_err(IntoResponse::into_response)
    }
}

fn is_csv(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/csv"))
}

/// Read the roster page by page
///
/// Everybody who is in the roster now. It is data about people: give the scope to what needs it and nothing else. That
/// it was read is noted in the audit log, once a day for each token.
#[utoipa::path(
    get,
    path = "/api/v1/roster",
    operation_id = "listRoster",
    tag = "Roster",
    params(Paging),
    responses((status = 200, description = "A page of the roster", body = RosterPage,
        headers(("Link" = String, description = "Where the list goes on, with `rel=\"next\"`; missing on the last page")))),
    security(("bearer" = ["roster:read"]), ("basic" = ["roster:read"])),
)]
pub async fn page(
    State(state): State<AppState>,
    With { client, right }: With<RosterReader>,
    Parameters(paging): Parameters<Paging>,
    kept: Kept,
) -> Result<Response> {
    let reading = state.context.clone();
    let page = state.render_pool.make(async move { page_of(&reading, &right, &paging).await }).await??;
    let made = Representation::json(&page)?.followed_by(page.next.clone());
    api_token::roster_read(&state.context, &client).await?;
    Ok(made.answer(&kept))
}

async fn page_of(context: &Context, right: &RosterReader, paging: &Paging) -> Result<RosterPage> {
    let mut members = roster::members(context, right).await?;
    members.sort_by_cached_key(cursor_of);
    let people = members.len();
    let from = paging.cursor.map_or(0, |cursor| members.partition_point(|member| cursor_of(member) <= cursor));
    let page = &members[from..people.min(from + paging.limit)];
    let is_last = from + page.len() == people;
    let next = page.last().filter(|_| !is_last).map(|member| paging.next(PATH, cursor_of(member)));
    Ok(RosterPage { people, members: page.iter().map(RosterMember::from).collect(), next })
}

/// Replace the roster
///
/// The body is the whole roster as a CSV file with the columns `id`, `name`, `email` and `team`, and if you like
/// `work`, `location`, `leads` and `language`. Anyone who is missing in it has left. It is taken whole or not at all:
/// every fault is named with its row, column and what to write instead. Sending the same roster twice changes nothing
/// the second time.
///
/// Anyone who may do this decides who leads which team and which address a person signs in with: give the scope to your
/// staff system only.
#[utoipa::path(
    put,
    path = "/api/v1/roster",
    operation_id = "replaceRoster",
    tag = "Roster",
    params(Import),
    request_body(content = String, content_type = "text/csv", description = "The whole roster in UTF-8, at most 32 MiB",
        example = "id,name,email,team,leads\n1,Anna Berg,anna@example.org,Sales,Sales\n2,Ben Cole,ben@example.org,Sales > North,\n"),
    responses(
        (status = 200, description = "What it changed, or would change", body = RosterImport),
        (status = 409, description = "Nothing was changed: it needs a second yes, or somebody else changed the roster \
            meanwhile", body = super::problem::ProblemDetails, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = super::problem::ProblemDetails,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is not CSV", body = super::problem::ProblemDetails,
            content_type = "application/problem+json"),
        (status = 422, description = "Nothing was changed: the roster has faults, which are listed",
            body = super::problem::ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = ["roster:write"]), ("basic" = ["roster:write"])),
)]
pub async fn replace(
    State(state): State<AppState>,
    With { right, .. }: With<RosterKeeper>,
    Parameters(Import { dry_run, confirm }): Parameters<Import>,
    CsvBody(file): CsvBody,
) -> Result<Response> {
    state.clone().render_pool.make(replaced(state, right, file, dry_run, confirm)).await?
}

async fn replaced(state: AppState, right: RosterKeeper, file: Bytes, dry_run: bool, confirm: bool) -> Result<Response> {
    let preview = roster::look_at(&state.context, &right, &file).await?;
    let (summary, safety_checks) = (preview.change.summary(), preview.change.safety_checks());
    let boxes = undrawable_in(&preview.change).map(|undrawable| undrawable.letters).unwrap_or_default();
    if !safety_checks.is_empty() && !confirm && !dry_run {
        return Err(Problem::Brakes(safety_checks));
    }
    let notes = preview.change.notes.iter().map(ToString::to_string).collect();
    if !dry_run {
        roster::apply(&state.context, &right, preview).await?;
    }
    let safety_checks = safety_checks.iter().map(ToString::to_string).collect();
    Ok((StatusCode::OK, Json(RosterImport { applied: !dry_run, summary: summary.into(), safety_checks, boxes, notes }))
        .into_response())
}

/// Where somebody stands in the list. Addresses end up in histories, so they hold no staff id.
fn cursor_of(member: &Member) -> Cursor {
    let digest = Sha256::digest(member.staff.as_str());
    Cursor(digest.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte)))
}

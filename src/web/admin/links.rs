//! Links for signing in that an administrator makes for others: for whom, then once on a page to copy and print, or as CSV.

use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::service::links::{self, Links, Whom};
use crate::service::{roster, wave};
use crate::ui::pages::Failure;
use crate::ui::pages::admin::{self, Card, LinksForm, Sheet};
use crate::ui::parts::QrCode;
use crate::web::error::{Result, WebError};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::state::{AppState, PublicAddress, ReachedAt};
use crate::web::visitor::Admin;
use footing_core::organisation::{Secret, TeamId, guarded};
use footing_core::survey::WaveId;
use footing_core::wave::Wave;

/// So many cards a browser prints without trouble; more go into a file.
const MOST_CARDS: usize = 300;
/// No address and no staff id is longer, in characters.
const LONGEST_TYPED: usize = 300;

pub async fn show(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    ReachedAt(address): ReachedAt,
    admin: Admin,
) -> Result<Response> {
    let wave = wave_of(&state, &admin, &Form::parse(&query.unwrap_or_default())).await?;
    state
        .clone()
        .render_pool
        .make(async move { form(&state, &admin, &address, wave, LinksForm::default()).await })
        .await?
}

/// Makes the links and shows them, once: no cache keeps the page, and nothing here the links.
pub async fn make(
    State(state): State<AppState>,
    ReachedAt(address): ReachedAt,
    admin: Admin,
    body: String,
) -> Result<Response> {
    state.clone().render_pool.make(made(state, address, admin, body)).await?
}

/// A roster is read for it, and a code drawn for each person.
async fn made(state: AppState, address: PublicAddress, admin: Admin, body: String) -> Result<Response> {
    let fields = Form::parse(&body);
    let wave = wave_of(&state, &admin, &fields).await?;
    let typed = fields.first("person").unwrap_or_default().chars().take(LONGEST_TYPED).collect::<String>();
    let whom = match fields.first("whom") {
        Some("person") => Whom::Person(typed.clone()),
        Some("team") => Whom::Team(fields.first("team").and_then(TeamId::parse).ok_or(WebError::NOT_FOUND)?),
        Some("everybody") => Whom::Everybody,
        _ => return Err(WebError::NOT_FOUND),
    };
    let as_file = fields.first("as") == Some("csv");
    let id = wave.as_ref().map(|wave| wave.id);
    let people = links::people(&state.context, &admin.right, &whom, id).await?;
    let error = match (&whom, people.len()) {
        (Whom::Person(_), 0) => Some("nobody"),
        (_, 0) => Some("none"),
        (_, many) if many > MOST_CARDS && !as_file => Some("many"),
        _ => None,
    };
    if error.is_some() {
        return form(&state, &admin, &address, wave, LinksForm { person: typed, error }).await;
    }
    let links = links::make(&state.context, &admin.right, people, id).await?;
    Ok(if as_file { csv(&links, &address) } else { sheet(&state, &admin, wave.as_ref(), &links, &address) })
}

/// The open wave the links are for, if the form names one.
async fn wave_of(state: &AppState, admin: &Admin, fields: &Form) -> Result<Option<Wave>> {
    let Some(id) = fields.first("wave") else { return Ok(None) };
    let id = WaveId::parse(id).ok_or(WebError::NOT_FOUND)?;
    let wave = wave::wave(&state.context, &admin.right, id).await?;
    if wave.open_now().is_some() { Ok(Some(wave)) } else { Err(WebError(Failure::Over)) }
}

async fn form(
    state: &AppState,
    admin: &Admin,
    address: &PublicAddress,
    wave: Option<Wave>,
    form: LinksForm,
) -> Result<Response> {
    let (people, teams) = roster::teams(&state.context, &admin.right).await?;
    let invited = wave.as_ref().and_then(Wave::open_now).map(|opening| opening.invited as usize);
    let people = invited.unwrap_or(people);
    let text = state.catalog.text(admin.language);
    let warning = address.is_only_here().then_some(address.as_str());
    let page = Page::for_user(state, admin, text.say("links-title")).refused(form.error.is_some());
    Ok(page.render(|| admin::links(text, people, &teams, wave.as_ref(), &form, MOST_CARDS, warning)))
}

/// A page with a card for each person, on which nothing needs scripts or another server.
fn sheet(state: &AppState, admin: &Admin, wave: Option<&Wave>, links: &Links, address: &PublicAddress) -> Response {
    let cards = links.made.iter().map(|(member, secret)| {
        let link = written(address, secret);
        Card { name: member.name.clone(), team: member.team.clone(), code: QrCode::of(&link), link }
    });
    let cards: Vec<Card> = cards.collect();
    let text = state.catalog.text(admin.language);
    let sheet = Sheet { wave, cards: &cards, last_day: links.last_day };
    Page::for_user(state, admin, text.say("sheet-title")).render(|| admin::sheet(text, &sheet))
}

/// For a mail merge, or for another system that tells people.
fn csv(links: &Links, address: &PublicAddress) -> Response {
    // Without the byte order mark spreadsheet programs take the file for something else than UTF-8.
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    let last_day = links.last_day.to_string();
    let rows = links.made.iter().map(|(member, secret)| {
        let cells = [&member.name, member.email.as_str(), member.team.as_str()].map(|cell| guarded(cell).into_owned());
        let [name, email, team] = cells;
        [name, email, team, written(address, secret), last_day.clone()]
    });
    let header = ["name", "email", "team", "link", "last_day"].map(str::to_owned);
    // Writing to memory does not fail.
    for row in std::iter::once(header).chain(rows) {
        let _ = file.write_record(row);
    }
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"sign-in-links.csv\""),
    ];
    (headers, file.into_inner().unwrap_or_default()).into_response()
}

fn written(address: &PublicAddress, secret: &Secret) -> String {
    format!("{}/sign-in/{}", address.as_str(), secret.reveal())
}

//! The figures of a release: page by page as JSON, and whole as CSV, which is what spreadsheets and dashboards read.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::service::release::Released;
use crate::service::{Analyst, release};
use crate::web::segment::Segments;
use crate::web::state::AppState;
use footing_report::{COLUMNS, CSVW_MEDIA_TYPE, File, Tidy, csv, csvw, tidy, tidy_from};

use super::client::With;
use super::parameters::{Cursor, Known, Paging, Parameters, Written};
use super::problem::{Problem, Result};
use super::release_file::ReleaseFile;
use super::releases::{WhichRelease, released_wave};
use super::representation::{Kept, Representation};

/// A page of the figures of a release.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigurePage {
    #[schema(max_items = 1000)]
    rows: Vec<FigureRow>,
    /// The address of the next page; none on the last.
    #[schema(required)]
    next: Option<String>,
}

/// One figure with everything it is about: the same columns as the CSV file.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct FigureRow(Tidy);

/// The columns say for themselves what they are, so that a new one is described here as well.
impl PartialSchema for FigureRow {
    fn schema() -> RefOr<Schema> {
        let mut row = ObjectBuilder::new()
            .description(Some("One figure with everything it is about: the same columns as the CSV file."));
        for (name, datatype, about) in COLUMNS {
            let (of, format) = match datatype {
                "integer" => (vec![Type::Integer, Type::Null], None),
                "decimal" => (vec![Type::Number, Type::Null], None),
                "date" => (vec![Type::String], Some(SchemaFormat::KnownFormat(KnownFormat::Date))),
                _ => (vec![Type::String], None),
            };
            let column = ObjectBuilder::new()
                .schema_type(if of.len() == 1 { SchemaType::Type(of[0].clone()) } else { SchemaType::Array(of) })
                .format(format)
                .description(Some(about));
            row = row.property(name, column).required(name);
        }
        row.into()
    }
}

impl ToSchema for FigureRow {}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Mark {
    /// Begin with a byte order mark, by which Excel knows UTF-8 when it opens the file from the disk.
    #[param(default = false, required = false)]
    bom: bool,
}

impl Known for Mark {
    const NAMES: &'static [&'static str] = &["bom"];

    fn read(written: &Written) -> Result<Self> {
        Ok(Mark { bom: written.flag("bom")? })
    }
}

/// Read the figures page by page
///
/// A row for each group, measure and statistic. What is hidden to protect people has `obs_status` `suppressed` and no
/// value, always and everywhere. Follow `next` until it is null; for everything at once take the CSV file.
#[utoipa::path(
    get,
    path = "/api/v1/releases/{wave}/figures",
    operation_id = "listFigures",
    tag = "Releases",
    params(
        ("wave" = String, Path, description = "The id of a wave, or `latest`", pattern = "^(latest|[0-9a-f]{32})$",
            example = "latest"),
        Paging,
    ),
    responses((status = 200, description = "A page of figures", body = FigurePage,
        headers(("Link" = String, description = "Where the list goes on, with `rel=\"next\"`; missing on the last page")))),
    security(("bearer" = ["releases:read"]), ("basic" = ["releases:read"])),
)]
pub async fn page(
    State(state): State<AppState>,
    With { client, right }: With<Analyst>,
    Segments(wave): Segments<WhichRelease>,
    Parameters(paging): Parameters<Paging>,
    kept: Kept,
) -> Result<Response> {
    let wave = released_wave(&state, &right, wave).await?.id;
    let from = paging.cursor.map_or(Ok(0), place)?;
    let form = format!("{from}+{}", paging.limit);
    let file = ReleaseFile { wave, name: "figures".to_owned(), form, language: None };
    if let Some(unchanged) = file.unchanged(&state, &kept) {
        return Ok(unchanged);
    }
    let (limit, most) = (paging.limit, from + paging.limit);
    let context = state.context.clone();
    let making = async move {
        let released = release::of_wave(&context, &right, wave).await?;
        let mut rows = tidy_from(&released.release, &released.surveys, from);
        let page: Vec<FigureRow> = rows.by_ref().take(limit).map(FigureRow).collect();
        Ok::<_, Problem>((page, rows.next().is_none()))
    };
    let (rows, is_last) = state.render_pool.make(making).await??;
    if rows.is_empty() && from > 0 {
        return Err(Problem::NoPage);
    }
    // The next page is of this release, even where this one was asked for as the latest.
    let path = format!("/api/v1/releases/{wave}/figures");
    let next = (!is_last).then(|| paging.next(&path, Cursor(most as u128)));
    let made = Representation::json(&FigurePage { rows, next: next.clone() })?.followed_by(next);
    file.hand_out(state, client, made, kept).await
}

/// Read all figures as CSV
///
/// The whole tidy table in UTF-8, with a header. This is the address for Power BI, Tableau, Excel and notebooks; `latest`
/// is always the newest release. Texts that a spreadsheet would run as a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/releases/{wave}/figures.csv",
    operation_id = "downloadFigures",
    tag = "Releases",
    params(
        ("wave" = String, Path, description = "The id of a wave, or `latest`", pattern = "^(latest|[0-9a-f]{32})$",
            example = "latest"),
        Mark,
    ),
    responses((status = 200, description = "The tidy table", body = String, content_type = "text/csv")),
    security(("bearer" = ["releases:read"]), ("basic" = ["releases:read"])),
)]
pub async fn table(
    State(state): State<AppState>,
    With { client, right }: With<Analyst>,
    Segments(wave): Segments<WhichRelease>,
    Parameters(Mark { bom }): Parameters<Mark>,
    kept: Kept,
) -> Result<Response> {
    let wave = released_wave(&state, &right, wave).await?.id;
    let form = if bom { "bom" } else { "" }.to_owned();
    let file = ReleaseFile { wave, name: "figures.csv".to_owned(), form, language: None };
    if let Some(unchanged) = file.unchanged(&state, &kept) {
        return Ok(unchanged);
    }
    let context = state.context.clone();
    let writing = async move {
        let released = release::of_wave(&context, &right, wave).await?;
        let mut content = Vec::new();
        let written = csv(tidy(&released.release, &released.surveys), bom, &mut content);
        written.map(|()| content).map_err(|_| Problem::Unavailable)
    };
    let content = state.render_pool.make(writing).await??;
    let table = File::table(bom);
    let (media_type, file_name) = (table.media_type(), Some(table.file_name()));
    let made = Representation { content, media_type, language: None, file_name, next: None };
    file.hand_out(state, client, made, kept).await
}

/// Read what the columns of the CSV file mean
///
/// The side file of the table (CSV on the Web): name, type and meaning of each column, and where the figures come from.
#[utoipa::path(
    get,
    path = "/api/v1/releases/{wave}/figures.csv-metadata.json",
    operation_id = "describeFigures",
    tag = "Releases",
    params(("wave" = String, Path, description = "The id of a wave, or `latest`", pattern = "^(latest|[0-9a-f]{32})$",
            example = "latest")),
    responses((status = 200, description = "The description of the table", body = serde_json::Value,
        content_type = "application/csvm+json")),
    security(("bearer" = ["releases:read"]), ("basic" = ["releases:read"])),
)]
pub async fn metadata(
    State(state): State<AppState>,
    With { right, .. }: With<Analyst>,
    Segments(wave): Segments<WhichRelease>,
    _: Parameters<()>,
    kept: Kept,
) -> Result<Response> {
    let wave = released_wave(&state, &right, wave).await?.id;
    let context = state.context.clone();
    let describing = async move {
        let released = release::of_wave(&context, &right, wave).await?;
        Ok::<_, Problem>(describe(&released))
    };
    let description = state.render_pool.make(describing).await??;
    Ok(Representation { media_type: CSVW_MEDIA_TYPE, ..Representation::json(&description)? }.answer(&kept))
}

fn describe(released: &Released) -> serde_json::Value {
    let rows = tidy(&released.release, &released.surveys).count();
    csvw(&released.release, released.wave.terms(), "figures.csv", rows)
}

/// The row a cursor stands for. No release has as many as would not fit.
fn place(cursor: Cursor) -> Result<usize> {
    u32::try_from(cursor.0).map(|place| place as usize).map_err(|_| Problem::NoPage)
}

//! The charts of a release: each a question, a sentence, a table, and a drawing in three forms.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, Type};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::service::insights;
use crate::service::{Analyst, wave};
use crate::web::segment::Segments;
use crate::web::state::AppState;
use footing_core::disclosure::Insights;
use footing_core::survey::{Language, WaveId};
use footing_report::{FileError, Format, ReportContext, ReportItem, gallery};

use super::client::With;
use super::parameters::{InLanguage, Parameters};
use super::problem::{Problem, Result};
use super::release_file::ReleaseFile;
use super::releases::{WhichRelease, released_wave};
use super::representation::{Kept, Representation};

/// Every chart the release has figures for, in the order of a reader's questions.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChartList {
    charts: Vec<Chart>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Chart {
    /// Stays the same from wave to wave.
    #[schema(example = "subjects")]
    name: String,
    /// The question it answers.
    title: String,
    /// What to see, made from the figures.
    finding: String,
    table: ChartTable,
    files: ChartFiles,
}

/// What the chart shows, in words and numbers. The first cell of a row is its head.
#[derive(Debug, Serialize, ToSchema)]
struct ChartTable {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Where the drawing is.
#[derive(Debug, Serialize, ToSchema)]
struct ChartFiles {
    svg: String,
    png: String,
    pdf: String,
}

/// The bytes of a file.
pub struct File;

impl PartialSchema for File {
    fn schema() -> RefOr<Schema> {
        let binary = Some(SchemaFormat::KnownFormat(KnownFormat::Binary));
        ObjectBuilder::new().schema_type(Type::String).format(binary).description(Some("The bytes of a file.")).into()
    }
}

impl ToSchema for File {}

/// List the charts
///
/// What each asks, what there is to see, and its table, in the language asked for.
#[utoipa::path(
    get,
    path = "/api/v1/releases/{wave}/charts",
    operation_id = "listCharts",
    tag = "Releases",
    params(
        ("wave" = String, Path, description = "The id of a wave, or `latest`", pattern = "^(latest|[0-9a-f]{32})$",
            example = "latest"),
        InLanguage,
    ),
    responses((status = 200, description = "The charts", body = ChartList)),
    security(("bearer" = ["releases:read"]), ("basic" = ["releases:read"])),
)]
pub async fn list(
    State(state): State<AppState>,
    With { client, right }: With<Analyst>,
    Segments(wave): Segments<WhichRelease>,
    Parameters(InLanguage { language }): Parameters<InLanguage>,
    kept: Kept,
) -> Result<Response> {
    let wave = released_wave(&state, &right, wave).await?.id;
    let file = ReleaseFile { wave, name: "charts".to_owned(), form: String::new(), language: Some(language) };
    if let Some(unchanged) = file.unchanged(&state, &kept) {
        return Ok(unchanged);
    }
    let making = state.clone();
    let making = async move {
        let insights = insights::of_wave(&making.context, &right, wave).await?;
        Ok::<_, Problem>(charts(&making, &insights, language))
    };
    let charts = state.render_pool.make(making).await??;
    let made = Representation::json(&ChartList { charts })?;
    file.hand_out(state, client, made, kept).await
}

/// Read a chart as a file
///
/// As SVG, as PNG with two pixels for each unit, or as PDF. The same figures and words give the same bytes.
#[utoipa::path(
    get,
    path = "/api/v1/releases/{wave}/charts/{file}",
    operation_id = "downloadChart",
    tag = "Releases",
    params(
        ("wave" = String, Path, description = "The id of a wave, or `latest`", pattern = "^(latest|[0-9a-f]{32})$",
            example = "latest"),
        ("file" = String, Path, description = "The name of a chart, and `.svg`, `.png` or `.pdf`",
            pattern = "^[a-z0-9-]{1,64}\\.(svg|png|pdf)$", example = "subjects.svg"),
        InLanguage,
    ),
    responses((status = 200, description = "The chart", content(
        (File = "image/svg+xml"),
        (File = "image/png"),
        (File = "application/pdf"),
    ))),
    security(("bearer" = ["releases:read"]), ("basic" = ["releases:read"])),
)]
pub async fn file(
    State(state): State<AppState>,
    With { client, right }: With<Analyst>,
    Segments((wave, chart)): Segments<(WhichRelease, footing_report::File)>,
    Parameters(InLanguage { language }): Parameters<InLanguage>,
    kept: Kept,
) -> Result<Response> {
    let footing_report::File::Chart { .. } = chart else { return Err(Problem::NotFound) };
    let (media_type, file_name) = (chart.media_type(), Some(chart.file_name()));
    let wave = released_wave(&state, &right, wave).await?.id;
    let file = ReleaseFile { wave, name: chart.name(), form: String::new(), language: Some(language) };
    if let Some(unchanged) = file.unchanged(&state, &kept) {
        return Ok(unchanged);
    }
    let making = state.clone();
    let making = async move {
        let insights = insights::of_wave(&making.context, &right, wave).await?;
        draw(&making, &insights, language, &chart).map_err(|_| Problem::NotFound)
    };
    let content = state.render_pool.make(making).await??;
    let made = Representation { content, media_type, language: None, file_name, next: None };
    file.hand_out(state, client, made, kept).await
}

fn charts(state: &AppState, insights: &Insights, language: Language) -> Vec<Chart> {
    let offer = wave::offer(&state.context);
    let case = ReportContext::of(state.catalog.text(language), insights, &offer.work);
    gallery(&case).iter().map(|report_item| chart(insights.wave.id, report_item)).collect()
}

/// It fails only where there is no such chart: nothing else keeps memory from being written.
fn draw(
    state: &AppState,
    insights: &Insights,
    language: Language,
    chart: &footing_report::File,
) -> std::result::Result<Vec<u8>, FileError> {
    let offer = wave::offer(&state.context);
    let case = ReportContext::of(state.catalog.text(language), insights, &offer.work);
    let mut content = Vec::new();
    chart.write(&case, &mut content).map(|()| content)
}

fn chart(wave: WaveId, report_item: &ReportItem) -> Chart {
    let address = |format: Format| format!("/api/v1/releases/{wave}/charts/{}.{}", report_item.name(), format.ending());
    Chart {
        name: report_item.name().to_owned(),
        title: report_item.title().to_owned(),
        finding: report_item.finding().to_owned(),
        table: ChartTable { head: report_item.table.head.clone(), rows: report_item.table.rows.clone() },
        files: ChartFiles { svg: address(Format::Svg), png: address(Format::Png), pdf: address(Format::Pdf) },
    }
}

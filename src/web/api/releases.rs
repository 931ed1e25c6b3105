//! Releases: what was decided about each, and what its columns mean. The figures themselves stand below it.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::service::release::Released;
use crate::service::{Analyst, release};
use crate::web::segment::{Segments, segments};
use crate::web::state::AppState;
use footing_core::disclosure::{MeasureKind, Proof};
use footing_core::survey::WaveId;
use footing_core::text::Text;
use footing_core::wave::{Stage, Wave};
use footing_report::measure_label;

use super::client::With;
use super::parameters::{InLanguage, Parameters};
use super::problem::{Problem, Result};
use super::representation::{Kept, Representation};

/// Every release, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseList {
    releases: Vec<ReleaseSummary>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ReleaseSummary {
    /// The wave it was made of, by which it is found.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    wave: String,
    #[schema(example = "Spring 2027")]
    name: String,
    #[schema(value_type = Option<String>, format = Date, required)]
    made: Option<Date>,
    /// SHA-256 of the contract that everybody read before the first question.
    #[schema(required, pattern = "^[0-9a-f]{64}$")]
    contract: Option<String>,
}

/// What stands on top of a release, and how it was made sure that nobody can work out what a few people answered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Release)]
pub struct ReleaseDetails {
    #[schema(pattern = "^[0-9a-f]{32}$")]
    wave: String,
    #[schema(example = "Spring 2027")]
    name: String,
    #[schema(value_type = String, format = Date)]
    made: Date,
    /// SHA-256 of the contract that everybody read before the first question.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    contract: String,
    invited: u32,
    /// The least number of confidential answers from which a group's figures are shown.
    least: u32,
    /// The same for anonymous answers.
    least_anonymous: u32,
    /// The columns of the table; each has a row for every group.
    measures: Vec<Measure>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Measure {
    survey: String,
    version: u32,
    /// A survey as a whole, one of its dimensions, or one of its items.
    #[schema(pattern = "^(survey|dimension|item)$")]
    kind: &'static str,
    /// The id of the survey, dimension or item: `measure` in the figures.
    id: String,
    /// What it is called, in the language asked for.
    #[schema(required)]
    label: Option<String>,
    /// What the audit examined before anything was shown.
    #[schema(required)]
    audit: Option<Audit>,
}

/// The audit of one column, in counts that follow from what is shown: how many small sets of people it tested would
/// tell how large the hidden groups are. The keeper of the data reads all of it with `footing audit`.
#[derive(Debug, Serialize, ToSchema)]
struct Audit {
    /// The least number of people whose figures may be known.
    least: u64,
    /// Groups that were declared in the contract.
    groups: usize,
    groups_shown: usize,
    /// Groups that earlier releases have shown, as far as they were taken into account.
    groups_shown_earlier: usize,
}

impl From<&Proof> for Audit {
    fn from(proof: &Proof) -> Audit {
        Audit {
            least: proof.threshold,
            groups: proof.groups,
            groups_shown: proof.shown,
            groups_shown_earlier: proof.earlier,
        }
    }
}

/// List the releases
#[utoipa::path(
    get,
    path = "/api/v1/releases",
    operation_id = "listReleases",
    tag = "Releases",
    responses((status = 200, description = "The releases", body = ReleaseList)),
    security(("bearer" = ["releases:read"]), ("basic" = ["releases:read"])),
)]
pub async fn list(
    State(state): State<AppState>,
    With { right, .. }: With<Analyst>,
    _: Parameters<()>,
    kept: Kept,
) -> Result<Response> {
    let waves = release::waves(&state.context, &right).await?;
    let releases = waves.iter().map(|wave| ReleaseSummary {
        wave: wave.id.to_string(),
        name: wave.terms().name.clone(),
        made: match wave.stage {
            Stage::Closed { released, .. } => released,
            Stage::Draft { .. } | Stage::Open(_) => None,
        },
        contract: wave.opening().map(|opening| opening.hash.to_string()),
    });
    Ok(Representation::json(&ReleaseList { releases: releases.collect() })?.answer(&kept))
}

/// Read what a release is made of
///
/// Its measures with what they are called, the contract it was made under, and what the audit examined. A release never
/// changes.
#[utoipa::path(
    get,
    path = "/api/v1/releases/{wave}",
    operation_id = "readRelease",
    tag = "Releases",
    params(
        ("wave" = String, Path, description = "The id of a wave, or `latest`", pattern = "^(latest|[0-9a-f]{32})$",
            example = "latest"),
        InLanguage,
    ),
    responses((status = 200, description = "The release without its figures", body = ReleaseDetails)),
    security(("bearer" = ["releases:read"]), ("basic" = ["releases:read"])),
)]
pub async fn one(
    State(state): State<AppState>,
    With { right, .. }: With<Analyst>,
    Segments(wave): Segments<WhichRelease>,
    Parameters(InLanguage { language }): Parameters<InLanguage>,
    kept: Kept,
) -> Result<Response> {
    let wave = released_wave(&state, &right, wave).await?;
    let context = state.context.clone();
    let released = state.render_pool.make(async move { release::of_wave(&context, &right, wave.id).await }).await??;
    let details = details(state.catalog.text(language), &released);
    Ok(Representation::json(&details)?.in_language(language).answer(&kept))
}

/// How an address names a release.
#[derive(Clone, Copy, Debug)]
pub enum WhichRelease {
    Latest,
    Of(WaveId),
}

segments! {
    WhichRelease: |segment| match segment {
        "latest" => Some(WhichRelease::Latest),
        id => WaveId::parse(id).map(WhichRelease::Of),
    };
}

/// The wave of the release that an address names.
pub async fn released_wave(state: &AppState, right: &Analyst, which: WhichRelease) -> Result<Wave> {
    let mut waves = release::waves(&state.context, right).await?.into_iter();
    let found = match which {
        WhichRelease::Latest => waves.next(),
        WhichRelease::Of(id) => waves.find(|wave| wave.id == id),
    };
    found.ok_or(Problem::NotFound)
}

fn details(text: Text<'_>, released: &Released) -> ReleaseDetails {
    let (head, terms) = (released.release.head(), released.wave.terms());
    let measures = head.measures.iter().enumerate().map(|(place, measure)| {
        let survey = released.surveys.iter().find(|survey| *survey.id() == measure.survey);
        Measure {
            survey: measure.survey.to_string(),
            version: measure.version,
            kind: match measure.kind {
                MeasureKind::Survey => "survey",
                MeasureKind::Dimension => "dimension",
                MeasureKind::Item => "item",
            },
            id: measure.id.clone(),
            label: survey.and_then(|survey| measure_label(text, survey, measure.kind, &measure.id)),
            audit: head.proofs.get(place).map(Audit::from),
        }
    });
    ReleaseDetails {
        wave: head.wave.to_string(),
        name: head.name.clone(),
        made: head.made,
        contract: head.contract.to_string(),
        invited: head.invited,
        least: terms.threshold.get(),
        least_anonymous: terms.anonymous_threshold.get(),
        measures: measures.collect(),
    }
}

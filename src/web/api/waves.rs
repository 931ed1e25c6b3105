//! Waves: what was agreed, when they run, and how many take part in them. Never who, and never an answer.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::service::{WaveReader, wave};
use crate::web::segment::Segments;
use crate::web::state::AppState;
use footing_core::disclosure::{self};
use footing_core::survey::WaveId;
use footing_core::wave::{Cut, Opening, Stage, Wave};

use super::client::With;
use super::parameters::Parameters;
use super::problem::Result;
use super::representation::{Kept, Representation};

/// Every wave, drafts first, then by the day they opened, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaveList {
    waves: Vec<WaveSummary>,
}

#[derive(Debug, Serialize, ToSchema)]
struct WaveSummary {
    #[schema(pattern = "^[0-9a-f]{32}$")]
    id: String,
    #[schema(example = "Spring 2027")]
    name: String,
    /// `released` is a closed wave whose figures can be read at `/api/v1/releases/{wave}`.
    #[schema(pattern = "^(draft|open|closed|released)$")]
    state: &'static str,
    #[schema(value_type = Option<String>, format = Date, required)]
    opened: Option<Date>,
    /// The last day for answers.
    #[schema(value_type = String, format = Date)]
    closes: Date,
    #[schema(value_type = Option<String>, format = Date, required)]
    closed: Option<Date>,
    #[schema(value_type = Option<String>, format = Date, required)]
    released: Option<Date>,
    /// When its answers were erased, as the contract says. The release stays.
    #[schema(value_type = Option<String>, format = Date, required)]
    erased: Option<Date>,
    /// The ids of the surveys it asks, in their order.
    surveys: Vec<String>,
}

/// A wave with its contract and how many take part.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Wave)]
pub struct WaveDetails {
    #[serde(flatten)]
    summary: WaveSummary,
    /// Why it is asked and what will come of it, as everybody reads it.
    purpose: String,
    /// Whom to ask about it.
    contact: String,
    /// How many people are invited; none for a draft.
    #[schema(required)]
    invited: Option<u32>,
    /// What everybody can rely on; none for a draft.
    #[schema(required)]
    contract: Option<Contract>,
    /// Empty for a draft.
    participation: Vec<Participation>,
}

/// It is fixed when the wave opens, and shown before the first question.
#[derive(Debug, Serialize, ToSchema)]
struct Contract {
    /// SHA-256 of the contract: it stands on every export of the wave.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
    surveys: Vec<AskedSurvey>,
    /// The least number of confidential answers from which a group's figures are shown.
    least: u32,
    /// The same for anonymous answers.
    least_anonymous: u32,
    /// Groups that figures may be shown for besides teams: `work`, `location`.
    cuts: Vec<&'static str>,
    /// Months after closing until the answers are erased.
    retention_months: u32,
    /// What those who lead want to build with AI.
    build: String,
    /// How far AI may go, by kind of work: from 1, not at all, to 5, on its own within limits.
    work: BTreeMap<String, u8>,
    /// Which tasks come first.
    tasks: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct AskedSurvey {
    survey: String,
    version: u32,
    /// SHA-256 of the survey file.
    content: String,
    #[schema(pattern = "^(private|confidential|anonymous)$")]
    privacy: &'static str,
    /// The least number of answers from which its figures are shown.
    least: u32,
}

/// How many of the invited have taken part in one survey.
#[derive(Debug, Serialize, ToSchema)]
struct Participation {
    survey: String,
    /// Everybody but those who lead a team; none while it could tell about somebody.
    #[schema(required)]
    whole: Option<Rate>,
    /// Those who lead a team; none while it could tell about somebody.
    #[schema(required)]
    leaders: Option<Rate>,
    /// Teams at the top of the tree whose number is shown; none for anonymous surveys.
    teams: Vec<TeamRate>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Rate {
    taken_part: u32,
    invited: u32,
}

#[derive(Debug, Serialize, ToSchema)]
struct TeamRate {
    team: String,
    taken_part: u32,
    invited: u32,
}

/// List the waves
#[utoipa::path(
    get,
    path = "/api/v1/waves",
    operation_id = "listWaves",
    tag = "Waves",
    responses((status = 200, description = "The waves", body = WaveList)),
    security(("bearer" = ["waves:read"]), ("basic" = ["waves:read"])),
)]
pub async fn list(
    State(state): State<AppState>,
    With { right, .. }: With<WaveReader>,
    _: Parameters<()>,
    kept: Kept,
) -> Result<Response> {
    let waves = wave::waves(&state.context, &right).await?;
    let waves = waves.iter().map(summary).collect();
    Ok(Representation::json(&WaveList { waves })?.answer(&kept))
}

/// Read a wave
///
/// Its terms, the contract everybody reads, and participation as an administrator sees it: counted, never by person, and
/// only where as many people are invited as the contract asks for.
#[utoipa::path(
    get,
    path = "/api/v1/waves/{wave}",
    operation_id = "readWave",
    tag = "Waves",
    params(("wave" = String, Path, description = "The id of a wave", pattern = "^[0-9a-f]{32}$")),
    responses((status = 200, description = "The wave", body = WaveDetails)),
    security(("bearer" = ["waves:read"]), ("basic" = ["waves:read"])),
)]
pub async fn one(
    State(state): State<AppState>,
    With { right, .. }: With<WaveReader>,
    Segments(id): Segments<WaveId>,
    _: Parameters<()>,
    kept: Kept,
) -> Result<Response> {
    let wave = wave::wave(&state.context, &right, id).await?;
    let counting = state.clone();
    let counting = async move {
        let count = wave::participation(&counting.context, &right, id);
        counting.render_pool.turnout.of(&wave, count).await.map(|participation| (wave, participation))
    };
    let (wave, participation) = state.render_pool.make(counting).await??;
    let details = WaveDetails {
        summary: summary(&wave),
        purpose: wave.terms().purpose.clone(),
        contact: wave.terms().contact.clone(),
        invited: wave.opening().map(|opening| opening.invited),
        contract: wave.opening().map(contract),
        participation: participation.iter().map(Participation::from).collect(),
    };
    Ok(Representation::json(&details)?.answer(&kept))
}

fn summary(wave: &Wave) -> WaveSummary {
    let (state, closed, released, erased) = match &wave.stage {
        Stage::Draft { .. } => ("draft", None, None, None),
        Stage::Open(_) => ("open", None, None, None),
        Stage::Closed { closed, released, erased, .. } => {
            (if released.is_some() { "released" } else { "closed" }, Some(*closed), *released, *erased)
        }
    };
    let terms = wave.terms();
    WaveSummary {
        id: wave.id.to_string(),
        name: terms.name.clone(),
        state,
        opened: wave.opening().map(|opening| opening.opened),
        closes: terms.closes,
        closed,
        released,
        erased,
        surveys: terms.surveys.iter().map(ToString::to_string).collect(),
    }
}

fn contract(opening: &Opening) -> Contract {
    let contract = &opening.contract;
    let surveys = contract.surveys.iter().map(|asked| AskedSurvey {
        survey: asked.survey.to_string(),
        version: asked.version,
        content: asked.content.to_string(),
        privacy: asked.privacy.word(),
        least: contract.threshold(asked.privacy),
    });
    Contract {
        hash: opening.hash.to_string(),
        surveys: surveys.collect(),
        least: contract.terms.threshold.get(),
        least_anonymous: contract.terms.anonymous_threshold.get(),
        cuts: contract.terms.cuts.iter().copied().map(Cut::id).collect(),
        retention_months: contract.terms.retention_months,
        build: contract.intent.build.clone(),
        work: contract.intent.work.iter().map(|(work, rung)| (work.to_string(), *rung)).collect(),
        tasks: contract.intent.tasks.iter().map(ToString::to_string).collect(),
    }
}

impl From<&disclosure::Participation> for Participation {
    fn from(figures: &disclosure::Participation) -> Participation {
        let teams = figures.teams.iter().map(|(team, rate)| {
            let disclosure::Rate { taken_part, invited } = **rate;
            TeamRate { team: team.to_string(), taken_part, invited }
        });
        let rate = |rate: &disclosure::Rate| Rate { taken_part: rate.taken_part, invited: rate.invited };
        Participation {
            survey: figures.survey.to_string(),
            whole: figures.whole.as_deref().map(rate),
            leaders: figures.leaders.as_deref().map(rate),
            teams: teams.collect(),
        }
    }
}

//! Surveys as they are asked: items, dimensions and levels, with their words in one language.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::service::SurveyReader;
use crate::web::segment::Segments;
use crate::web::state::AppState;
use footing_core::survey::{Language, Survey, SurveyId, Wording};

use super::client::With;
use super::parameters::{InLanguage, Known, Parameters, Written};
use super::problem::{Problem, Result};
use super::representation::{Kept, Representation};

/// Every survey there is, in its current version.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurveyList {
    surveys: Vec<SurveySummary>,
}

#[derive(Debug, Serialize, ToSchema)]
struct SurveySummary {
    #[schema(example = "ai-proficiency")]
    id: String,
    /// The version that new answers are given under.
    version: u32,
    /// Every version that is known: answers keep the one they were given under.
    versions: Vec<u32>,
    title: String,
    /// What the survey tells the person who takes it.
    purpose: String,
    /// `private`: only the person sees the answers; `confidential`: linked, but shown only in groups; `anonymous`: no link
    /// exists.
    #[schema(pattern = "^(private|confidential|anonymous)$")]
    privacy: &'static str,
    /// How long it takes, as promised to the person.
    minutes: u32,
    /// How many questions count.
    items: usize,
}

/// One version of a survey.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Survey)]
pub struct SurveyDetails {
    #[schema(example = "ai-proficiency")]
    id: String,
    version: u32,
    versions: Vec<u32>,
    /// SHA-256 of the survey file: it stands in every contract that asks the survey.
    content: String,
    #[schema(pattern = "^(private|confidential|anonymous)$")]
    privacy: &'static str,
    minutes: u32,
    title: String,
    purpose: String,
    /// The words every item continues, if it continues any.
    #[schema(required)]
    stem: Option<String>,
    /// The questions that do not count.
    context: Vec<Context>,
    dimensions: Vec<Dimension>,
    /// The questions that count, in the order they are asked.
    items: Vec<Item>,
    /// Named ranges of the whole score, lowest first; empty where the survey has none.
    levels: Vec<Level>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContextQuestion)]
struct Context {
    id: String,
    question: String,
    /// The most choices a person may pick.
    most: usize,
    choices: Vec<Choice>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Choice {
    id: String,
    label: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Dimension {
    id: String,
    name: String,
    about: String,
    /// The least number of answered items for a score.
    needs: usize,
    /// Standard error of measurement of one person's score, in points from 0 to 100.
    sem: f64,
}

#[derive(Debug, Serialize, ToSchema)]
struct Item {
    id: String,
    /// The dimension it belongs to.
    dimension: String,
    text: String,
    /// Agreement means less of the dimension; figures are turned round already.
    reversed: bool,
    /// Lowest first.
    options: Vec<AnswerOption>,
    /// The words of the answer that the question does not apply, where there is one.
    #[schema(required)]
    not_applicable: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct AnswerOption {
    value: u8,
    label: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Level {
    id: String,
    name: String,
    summary: String,
    /// The level is `from <= score < below`; the highest includes 100.
    from: f64,
    below: f64,
    /// What some dimensions must reach besides.
    conditions: Vec<Condition>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LevelCondition)]
struct Condition {
    dimension: String,
    least: f64,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SurveyChoice {
    /// A version other than the current one.
    #[param(value_type = Option<u32>, minimum = 1)]
    version: Option<u32>,
    /// The language of texts; without it the header `Accept-Language` decides, and English if that names none of them.
    #[param(value_type = Option<String>, pattern = "^(en|de|ja)$")]
    language: Language,
}

impl Known for SurveyChoice {
    const NAMES: &'static [&'static str] = &["version", "language"];

    fn read(written: &Written) -> Result<Self> {
        let version = written.parsed("version", "write one of the numbers in `versions`")?;
        Ok(SurveyChoice { version, language: written.language()? })
    }
}

/// List the surveys
///
/// Every survey in its current version, with its title in the language asked for.
#[utoipa::path(
    get,
    path = "/api/v1/surveys",
    operation_id = "listSurveys",
    tag = "Surveys",
    params(InLanguage),
    responses((status = 200, description = "The surveys", body = SurveyList)),
    security(("bearer" = ["surveys:read"]), ("basic" = ["surveys:read"])),
)]
pub async fn list(
    State(state): State<AppState>,
    _: With<SurveyReader>,
    Parameters(InLanguage { language }): Parameters<InLanguage>,
    kept: Kept,
) -> Result<Response> {
    let surveys = state.context.instruments.all().map(|survey| summary(&state, survey, language)).collect();
    Ok(Representation::json(&SurveyList { surveys })?.in_language(language).answer(&kept))
}

/// Read a survey
///
/// Everything it asks and how it is scored: items with their options, dimensions, levels and the questions that do not
/// count. Join the figures of a release to it by `measure`.
#[utoipa::path(
    get,
    path = "/api/v1/surveys/{survey}",
    operation_id = "readSurvey",
    tag = "Surveys",
    params(
        ("survey" = String, Path, description = "The id of a survey", pattern = "^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$",
            example = "ai-proficiency"),
        SurveyChoice,
    ),
    responses((status = 200, description = "The survey", body = SurveyDetails)),
    security(("bearer" = ["surveys:read"]), ("basic" = ["surveys:read"])),
)]
pub async fn one(
    State(state): State<AppState>,
    _: With<SurveyReader>,
    Segments(id): Segments<SurveyId>,
    Parameters(SurveyChoice { version, language }): Parameters<SurveyChoice>,
    kept: Kept,
) -> Result<Response> {
    let instruments = &state.context.instruments;
    let survey = match version {
        Some(version) => instruments.version(&id, version),
        None => instruments.current(&id),
    };
    let details = details(&state, survey.ok_or(Problem::NotFound)?, language);
    Ok(Representation::json(&details)?.in_language(language).answer(&kept))
}

fn versions(state: &AppState, survey: &Survey) -> Vec<u32> {
    state.context.instruments.versions(survey.id()).map(|survey| survey.version()).collect()
}

fn summary(state: &AppState, survey: &Survey, language: Language) -> SurveySummary {
    SurveySummary {
        id: survey.id().to_string(),
        version: survey.version(),
        versions: versions(state, survey),
        title: survey.title().in_language(language).to_owned(),
        purpose: survey.purpose().in_language(language).to_owned(),
        privacy: survey.privacy().word(),
        minutes: survey.minutes(),
        items: survey.items().len(),
    }
}

fn details(state: &AppState, survey: &Survey, language: Language) -> SurveyDetails {
    let words = |wording: &Wording| wording.in_language(language).to_owned();
    let context = survey.context().iter().map(|question| Context {
        id: question.id.to_string(),
        question: words(&question.question),
        most: question.pick,
        choices: question
            .choices
            .iter()
            .map(|choice| Choice { id: choice.id.to_string(), label: words(&choice.label) })
            .collect(),
    });
    let dimensions = survey.dimensions().iter().map(|dimension| Dimension {
        id: dimension.id.to_string(),
        name: words(&dimension.name),
        about: words(&dimension.about),
        needs: dimension.needs,
        sem: dimension.sem,
    });
    let items = survey.items().iter().map(|item| {
        let scale = survey.scale_of(item);
        let options =
            scale.options().iter().map(|option| AnswerOption { value: option.value, label: words(&option.label) });
        Item {
            id: item.id.to_string(),
            dimension: survey.dimension_of(item).id.to_string(),
            text: words(&item.text),
            reversed: item.reversed,
            options: options.collect(),
            not_applicable: scale.not_applicable().map(words),
        }
    });
    let levels = survey.levels().iter().map(|level| {
        let conditions = survey.dimensions().iter().zip(level.conditions()).filter(|(_, least)| **least > 0.0);
        Level {
            id: level.id.to_string(),
            name: words(&level.name),
            summary: words(&level.summary),
            from: level.from,
            below: level.below,
            conditions: conditions
                .map(|(dimension, least)| Condition { dimension: dimension.id.to_string(), least: *least })
                .collect(),
        }
    });
    SurveyDetails {
        id: survey.id().to_string(),
        version: survey.version(),
        versions: versions(state, survey),
        content: survey.hash().to_string(),
        privacy: survey.privacy().word(),
        minutes: survey.minutes(),
        title: words(survey.title()),
        purpose: words(survey.purpose()),
        stem: survey.stem().map(words),
        context: context.collect(),
        dimensions: dimensions.collect(),
        items: items.collect(),
        levels: levels.collect(),
    }
}

//! How well a survey measured, from the respondents of a release: computed by the same code as an owner's own analysis,
//! then rounded, and only said of enough people and teams.

use crate::measurement::{
    AgreementSummary, Analysis, ItemFigures, MeasureAnalysis, MeasurementError, Responses, VarianceBetween,
};
use crate::organisation::TeamPath;
use crate::statistics::undefined::Estimate;
use crate::survey::{Codebook, Language, Privacy, Survey};

use super::super::figures::Band;
use super::super::measure::MeasureKind;
use super::super::quality::{AgreementQuality, ItemQuality, MeasureQuality, Reliability, SurveyQuality, TeamQuality};
use super::cells::{Cells, ScoredSheet};

/// Below this many people an interval of alpha is too wide to say anything, and single people could show.
const ENOUGH_PEOPLE: usize = 50;
/// Below this many teams, what is said of teams in general would be said of these teams.
const ENOUGH_TEAMS: usize = 10;

/// What may be said of the questions; `None` with too few people.
pub(super) fn quality(survey: &Survey, cells: &Cells) -> Option<SurveyQuality> {
    // Answers were checked against the survey when they were given; if one did not fit, nothing would be said.
    assess(survey, cells).ok().flatten()
}

fn assess(survey: &Survey, cells: &Cells) -> Result<Option<SurveyQuality>, MeasurementError> {
    let codebook = Codebook::of(survey);
    let everybody = responses(&codebook, cells, |_| true)?;
    if everybody.count() < ENOUGH_PEOPLE {
        return Ok(None);
    }
    let analysis = Analysis::of(&everybody, "team", 0)?;
    let mut languages = Vec::new();
    for language in told_apart(cells) {
        let spoken = responses(&codebook, cells, |person| person.language == Some(language))?;
        languages.push((language, Analysis::of(&spoken, "team", 0)?));
    }
    let counts = &analysis.responses;
    let of_people = |count: usize| percent(count as f64 / counts.people.max(1) as f64);
    let measures = analysis.measures.iter().enumerate();
    Ok(Some(SurveyQuality {
        survey: survey.id().clone(),
        people: Band::of(counts.people as u32),
        complete: of_people(counts.complete),
        straight: of_people(counts.straight_lines),
        measures: measures.map(|(place, measure)| measure_quality(survey, place, measure, &languages)).collect(),
    }))
}

fn responses<'c>(
    codebook: &'c Codebook,
    cells: &Cells,
    is_meant: impl Fn(&ScoredSheet) -> bool,
) -> Result<Responses<'c>, MeasurementError> {
    let mut responses = Responses::none(codebook)?;
    for (home, people) in cells.homes.iter().zip(&cells.people) {
        let team = home.as_ref().map(TeamPath::to_string).unwrap_or_default();
        for person in people.iter().filter(|person| is_meant(person)) {
            responses.push(&person.answers, Some(&team), None)?;
        }
    }
    Ok(responses)
}

/// The languages that enough people answered in. If what remains is somebody, but not enough, the smallest of them goes
/// with it: beside the figures of all, those of the others would be theirs.
fn told_apart(cells: &Cells) -> Vec<Language> {
    let people = || cells.people.iter().flatten();
    let count = |language: Language| people().filter(|person| person.language == Some(language)).count();
    let mut enough: Vec<(usize, Language)> = Language::ALL
        .into_iter()
        .map(|language| (count(language), language))
        .filter(|(count, _)| *count >= ENOUGH_PEOPLE)
        .collect();
    enough.sort();
    let told: usize = enough.iter().map(|(count, _)| count).sum();
    let rest = people().count() - told;
    let smallest = usize::from((1..ENOUGH_PEOPLE).contains(&rest));
    let mut languages: Vec<Language> = enough.into_iter().skip(smallest).map(|(_, language)| language).collect();
    languages.sort();
    // One language alone is everybody, or all but those who must not be told apart.
    if languages.len() > 1 { languages } else { Vec::new() }
}

fn measure_quality(
    survey: &Survey,
    place: usize,
    measure: &MeasureAnalysis,
    languages: &[(Language, Analysis)],
) -> MeasureQuality {
    let is_whole = measure.is_whole;
    // All of them or none: of those who answered every question of it, the rest could be too few again.
    let by_language: Option<Vec<_>> = languages
        .iter()
        .map(|(language, analysis)| Some((*language, reliability(analysis.measures.get(place)?)?)))
        .collect();
    let teams = measure.groups.as_ref().filter(|groups| groups.groups >= ENOUGH_TEAMS);
    // Of people's own work nobody expects that they agree.
    let is_about_the_team = survey.privacy() != Privacy::Private && !is_whole;
    MeasureQuality {
        kind: if is_whole { MeasureKind::Survey } else { MeasureKind::Dimension },
        id: if is_whole { survey.id().to_string() } else { measure.id.clone() },
        at_lowest: measure.score.at_lowest.map_or(0, percent),
        at_highest: measure.score.at_highest.map_or(0, percent),
        reliability: reliability(measure),
        languages: by_language.unwrap_or_default(),
        teams: teams.and_then(|groups| {
            let agreement = is_about_the_team.then(|| agreement(&groups.agreement)).flatten();
            team_quality(groups.groups, &groups.variance, agreement)
        }),
        items: if is_whole { Vec::new() } else { measure.item_figures.iter().map(item_quality).collect() },
    }
}

fn reliability(measure: &MeasureAnalysis) -> Option<Reliability> {
    let quality = &measure.quality;
    let interval = quality.alpha_interval.ok()?;
    let error = quality.standard_error_of_measurement.ok();
    (quality.n >= ENOUGH_PEOPLE as u64).then_some(Reliability {
        people: Band::of(quality.n as u32),
        alpha: hundredths(quality.alpha.ok()?),
        alpha_from: hundredths(interval.lower),
        alpha_to: hundredths(interval.upper),
        omega: quality.omega_total.ok().map(hundredths),
        error: error.map(|error| (measure.unit.pomp_difference(error) * 10.0).round() / 10.0),
    })
}

fn team_quality(teams: usize, variance: &VarianceBetween, agreement: Option<AgreementQuality>) -> Option<TeamQuality> {
    let interval = variance.icc1_interval.ok()?;
    Some(TeamQuality {
        teams: teams as u32,
        icc1: hundredths(variance.icc1.ok()?),
        icc1_from: hundredths(interval.lower),
        icc1_to: hundredths(interval.upper),
        icc2: variance.icc2.ok().map(hundredths),
        agreement,
    })
}

fn agreement(agreement: &AgreementSummary) -> Option<AgreementQuality> {
    let share = agreement.within_limit.ok()? as f64 / agreement.groups.max(1) as f64;
    (agreement.groups >= ENOUGH_TEAMS).then(|| AgreementQuality {
        uniform: agreement.rwg_uniform.ok().map(|rwg| hundredths(rwg.median)),
        skewed: agreement.rwg_slight_skew.ok().map(|rwg| hundredths(rwg.median)),
        within_limit: percent(share),
    })
}

fn item_quality(item: &ItemFigures) -> ItemQuality {
    let share = |share: Estimate| share.map_or(0, percent);
    ItemQuality {
        id: item.column.clone(),
        missing: percent(item.missing as f64 / (item.n + item.missing).max(1) as f64),
        at_lowest: share(item.at_lowest),
        at_highest: share(item.at_highest),
        with_others: item.item_rest.ok().map(hundredths),
        alpha_without: item.alpha_without.ok().map(hundredths),
    }
}

fn percent(share: f64) -> u8 {
    (100.0 * share).round() as u8
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

//! How well a survey measured, from the respondents of a release: computed by the same code as an owner's own analysis,
//! then rounded, and only said of enough people and teams.

use crate::measurement::{
    AgreementSummary, Analysis, GroupFigures, ItemFigures, MeasureAnalysis, MeasurementError, Responses,
    VarianceBetween,
};
use crate::statistics::undefined::Estimate;
use crate::survey::{Codebook, Language, Privacy, Survey};

use super::super::audit::{Audited, CensusGroup, CensusPlace, Kind, Proof, Quality, Table};
use super::super::figures::Band;
use super::super::measure::MeasureKind;
use super::super::quality::{AgreementQuality, ItemQuality, MeasureQuality, Reliability, SurveyQuality, TeamQuality};
use super::super::release::Group;
use super::cells::{Cells, ScoredSheet};
use super::column::Sums;

/// Below this many teams, what is said of teams in general would be said of these teams.
const ENOUGH_TEAMS: usize = 10;

/// What may be said of the questions, with its proof; `None` with too few people. Those who lead are left out. `teams` are
/// places among the groups: of teams in general only these tell anything.
pub(super) fn quality(
    survey: &Survey,
    cells: &Cells,
    groups: &[Group],
    sums: &Sums<'_>,
    teams: &[usize],
) -> Option<(Audited<Quality, SurveyQuality>, Proof)> {
    let people: Vec<&ScoredSheet> = sums.people(0).collect();
    let table = audit(&people);
    let permit = table.permit(0)?;
    let spoken = (0..Language::ALL.len()).filter(|place| table.is_shown(place + 1));
    let languages: Vec<Language> = spoken.map(|place| Language::ALL[place]).collect();
    // One language alone is everybody, or all but those who must not be told apart.
    let languages = if languages.len() > 1 { languages } else { Vec::new() };
    let in_teams = teams.iter().flat_map(|team| {
        let name = match &groups[*team] {
            Group::Team(path) => path.to_string(),
            _ => String::new(),
        };
        sums.members()[*team].iter().flat_map(|cell| &cells.people[*cell]).map(move |person| (person, name.clone()))
    });
    let in_teams: Vec<(&ScoredSheet, String)> = in_teams.collect();
    // Answers were checked against the survey when they were given; if one did not fit, nothing would be said.
    let found = assess(survey, &people, &in_teams, &languages).ok()?;
    Some((permit.publish(found), table.proof()))
}

/// Everybody, and those who answered in each language, as long as none of these sets gives away another too small.
fn audit(people: &[&ScoredSheet]) -> Table<Quality> {
    let tongues: Vec<Option<Language>> = Language::ALL.into_iter().map(Some).chain([None]).collect();
    let is_settled = |person: &&&ScoredSheet| !person.is_new;
    let count = |language: &Option<Language>| {
        people.iter().filter(is_settled).filter(|person| person.language == *language).count() as u32
    };
    let all = (0..tongues.len() as u32).collect();
    let each = (0..Language::ALL.len() as u32).map(|language| vec![language]);
    let groups: Vec<CensusGroup> =
        std::iter::once(all).chain(each).map(|cells| CensusGroup { place: CensusPlace::Tree, cells }).collect();
    let counts = tongues.iter().map(count).collect();
    Table::audit(&groups, &vec![true; groups.len()], [counts], &[], 0)
}

fn assess(
    survey: &Survey,
    people: &[&ScoredSheet],
    in_teams: &[(&ScoredSheet, String)],
    languages: &[Language],
) -> Result<SurveyQuality, MeasurementError> {
    let codebook = Codebook::of(survey);
    let everybody = responses(&codebook, people.iter().copied())?;
    let analysis = Analysis::of(&everybody, "team", 0)?;
    let mut of_teams = Responses::none(&codebook)?;
    for (person, team) in in_teams {
        of_teams.push(&person.answers, Some(team), None)?;
    }
    let of_teams = Analysis::of(&of_teams, "team", 0).ok();
    let mut spoken = Vec::new();
    for language in languages {
        let speak = people.iter().copied().filter(|person| person.language == Some(*language));
        spoken.push((*language, Analysis::of(&responses(&codebook, speak)?, "team", 0)?));
    }
    let counts = &analysis.responses;
    let of_people = |count: usize| percent(count as f64 / counts.people.max(1) as f64);
    let measures = analysis.measures.iter().enumerate().map(|(place, measure)| {
        let teams = of_teams.as_ref().and_then(|of_teams| of_teams.measures.get(place)?.groups.as_ref());
        measure_quality(survey, place, measure, teams, &spoken)
    });
    Ok(SurveyQuality {
        survey: survey.id().clone(),
        people: Band::of(counts.people as u32),
        complete: of_people(counts.complete),
        straight: of_people(counts.straight_lines),
        measures: measures.collect(),
    })
}

fn responses<'c, 'p>(
    codebook: &'c Codebook,
    people: impl Iterator<Item = &'p ScoredSheet>,
) -> Result<Responses<'c>, MeasurementError> {
    let mut responses = Responses::none(codebook)?;
    for person in people {
        responses.push(&person.answers, None, None)?;
    }
    Ok(responses)
}

fn measure_quality(
    survey: &Survey,
    place: usize,
    measure: &MeasureAnalysis,
    teams: Option<&GroupFigures>,
    languages: &[(Language, Analysis)],
) -> MeasureQuality {
    let is_whole = measure.is_whole;
    // All of them or none: of those who answered every question of it, the rest could be too few again.
    let by_language: Option<Vec<_>> = languages
        .iter()
        .map(|(language, analysis)| Some((*language, reliability(analysis.measures.get(place)?)?)))
        .collect();
    let teams = teams.filter(|groups| groups.groups >= ENOUGH_TEAMS);
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
    (quality.n >= u64::from(Quality::AT_LEAST)).then_some(Reliability {
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

//! Everything a release shows as one long table: a row for each group, measure and statistic, with the same columns and the
//! same rows whatever the figures are. What is hidden says so, and is never 0 or blank.

use std::io::Write;
use std::sync::Arc;

use serde::{Serialize, Serializer as _};

use super::format::{ExportCommand, FileFormat, PagePlace};
use footing_core::disclosure::{
    Agreement, Beyond, Figures, Group, MeasureKind, OutcomeShares, Release, ReleaseHead, Standing,
};
use footing_core::organisation::guarded;
use footing_core::survey::{Survey, SurveyId};

/// One figure, or that there is none: a row of the tidy table. The fields are its columns, in the order and under the
/// names of [`COLUMNS`](crate::COLUMNS).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tidy {
    /// The wave, by its id.
    pub wave: String,
    /// What the wave is called.
    pub wave_name: String,
    /// The day the release was made, as `2026-11-21`.
    pub made: String,
    /// SHA-256 of the contract that everybody read before the first question, in 64 hexadecimal digits.
    pub contract: String,
    /// `organisation`, `team`, `work` or `location`.
    pub group_kind: &'static str,
    /// The path of a team, the id of a kind of work, the name of a location; empty for the organisation.
    pub group: String,
    /// The survey, by its id; empty for steps.
    pub survey: String,
    /// Of the survey; `None` for steps, and where the survey is not among those that were handed in.
    pub version: Option<u32>,
    /// `survey`, `dimension`, `item` or `step`.
    pub measure_kind: &'static str,
    /// The survey, dimension, item or step, by its id.
    pub measure: String,
    /// Which figure of the measure, as the side file of the table lists them.
    pub statistic: &'static str,
    /// Of a share: the option's value, or the id of the level; of what came of a step: `done`, `partly` or `not_yet`.
    pub option: String,
    /// `None` where it is suppressed or not defined. Means are in percent of the maximum, 0 to 100; `share` and `came`
    /// in percent; `taken_part` and `invited` count people; what is said of reliability is a coefficient, at most 1.
    pub value: Option<f64>,
    /// `at_most` or `at_least`, where the value is a limit; otherwise empty.
    pub limit: &'static str,
    /// The lower end of the band of answers, or of people for reliability, both ends included; `None` where that figure
    /// is not shown, for shares and for participation. Of a step it is the band of people who took it on, always shown.
    pub answers_from: Option<u32>,
    /// The upper end of the same band.
    pub answers_to: Option<u32>,
    /// Of a mean: `clearly_above`, `about_the_same` or `clearly_below` the organisation; empty for the organisation
    /// itself, and where it cannot be told.
    pub standing: &'static str,
    /// Of a mean, how alike the group answers: `close`, `mixed` or `split`; empty below ten answers.
    pub opinions: &'static str,
    /// The mean of the wave before, 0 to 100, where the change is more than chance; otherwise `None`.
    pub before: Option<f64>,
    /// `shown` or `suppressed`.
    pub obs_status: &'static str,
}

/// The long table of everything that is shown.
pub(crate) const CSV: FileFormat = FileFormat {
    word: "csv",
    command: ExportCommand::Export,
    name: "figures.csv",
    media_type: "text/csv; charset=utf-8",
    label: "export-csv",
    place: PagePlace::Programs,
    write: |context, options, out| Ok(csv(tidy(context.release, context.surveys), options.bom, out)?),
};

/// The same rows as JSON.
pub(crate) const JSON: FileFormat = FileFormat {
    word: "json",
    command: ExportCommand::Export,
    name: "figures.json",
    media_type: "application/json",
    label: "export-json",
    place: PagePlace::Programs,
    write: |context, _, out| Ok(json(tidy(context.release, context.surveys), out)?),
};

/// Writes the rows as CSV, in UTF-8 with a header; `bom` puts the mark before it by which Excel knows UTF-8.
///
/// Cells are parted by commas and rows by line feeds, numbers have a decimal point, and what is `None` is empty. Names
/// that a spreadsheet would run as a formula get an apostrophe in front. Without any row there is no header either.
///
/// # Errors
/// Those of `out`.
///
/// # Examples
/// ```
/// use footing_report::{Tidy, csv};
///
/// // As a rule `tidy` makes the rows of a release.
/// let row = Tidy {
///     wave: "7c1e".to_owned(), wave_name: "Autumn".to_owned(), made: "2026-11-21".to_owned(),
///     contract: "3f9a".to_owned(),
///     group_kind: "team", group: "=Sales".to_owned(), survey: "safety".to_owned(), version: Some(1),
///     measure_kind: "survey", measure: "safety".to_owned(), statistic: "mean", option: String::new(),
///     value: Some(66.4), limit: "", answers_from: Some(10), answers_to: Some(14),
///     standing: "clearly_above", opinions: "mixed", before: None, obs_status: "shown",
/// };
/// let mut file = Vec::new();
/// csv([row].into_iter(), false, &mut file)?;
/// let line = "7c1e,Autumn,2026-11-21,3f9a,team,'=Sales,safety,1,survey,safety,mean,,66.4,,10,14,\
///             clearly_above,mixed,,shown";
/// assert_eq!(String::from_utf8(file)?.lines().nth(1), Some(line));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn csv(rows: impl Iterator<Item = Tidy>, bom: bool, mut out: impl Write) -> csv::Result<()> {
    if bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::Writer::from_writer(out);
    for row in rows {
        // What a spreadsheet would run as a formula gets an apostrophe in front.
        let (wave_name, group) = (guarded(&row.wave_name).into_owned(), guarded(&row.group).into_owned());
        table.serialize(Tidy { wave_name, group, ..row })?;
    }
    Ok(table.flush()?)
}

/// Writes the rows as one JSON array of objects, whose keys are the columns in their order. What is `None` is `null`.
///
/// # Errors
/// Those of `out`.
pub fn json(rows: impl Iterator<Item = Tidy>, out: impl Write) -> serde_json::Result<()> {
    serde_json::Serializer::new(out).collect_seq(rows)
}

/// The rows of a release: figures group by group, then participation, how well the questions measured, and steps.
/// `surveys` are those of the release in the versions that were asked; of one that is missing there are no shares.
pub fn tidy<'a>(release: &'a Release, surveys: &'a [Arc<Survey>]) -> impl Iterator<Item = Tidy> + 'a {
    tidy_from(release, surveys, 0)
}

/// The same from a row on, counted from 0, without making those before it. Beyond the last row there is none.
pub fn tidy_from<'a>(
    release: &'a Release,
    surveys: &'a [Arc<Survey>],
    first: usize,
) -> impl Iterator<Item = Tidy> + 'a {
    // Every group has as many rows.
    let of_group = figures(release, surveys, release.rows().len().saturating_sub(1)).count();
    let groups = (first / of_group.max(1)).min(release.rows().len());
    let rows = figures(release, surveys, groups).chain(participation(release, surveys));
    rows.chain(quality(release)).chain(steps(release)).skip(first - groups * of_group)
}

fn figures<'a>(
    release: &'a Release,
    surveys: &'a [Arc<Survey>],
    first_group: usize,
) -> impl Iterator<Item = Tidy> + 'a {
    let head = release.head();
    release.rows()[first_group..].iter().flat_map(move |row| {
        head.measures.iter().enumerate().flat_map(move |(place, measure)| {
            let survey = surveys.iter().find(|survey| *survey.id() == measure.survey);
            let options = survey.map(|survey| options(survey, measure.kind, &measure.id)).unwrap_or_default();
            let (group_kind, group) = named(&row.group);
            let figures = row.figures(place);
            let blank = Tidy {
                group_kind,
                group,
                survey: measure.survey.to_string(),
                version: Some(measure.version),
                measure_kind: kind(measure.kind),
                measure: measure.id.clone(),
                ..blank(head)
            };
            let mean = mean(blank.clone(), figures);
            let shares = options.into_iter().enumerate().map(move |(place, option)| {
                let share = figures.and_then(|figures| figures.shares.get(place)).map(|share| f64::from(*share));
                let obs_status = if share.is_some() { "shown" } else { "suppressed" };
                Tidy { statistic: "share", option, value: share, obs_status, ..blank.clone() }
            });
            std::iter::once(mean).chain(shares)
        })
    })
}

/// How many took part, of the whole organisation, of those who lead, and of the departments.
fn participation<'a>(release: &'a Release, surveys: &'a [Arc<Survey>]) -> impl Iterator<Item = Tidy> + 'a {
    let head = release.head();
    head.participation.iter().flat_map(move |one| {
        let version = surveys.iter().find(|survey| *survey.id() == one.survey).map(|survey| survey.version());
        let whole = std::iter::once((("organisation", String::new()), one.whole.as_deref()));
        let leaders = one.leaders.iter().map(|rate| (("leaders", String::new()), Some(&**rate)));
        let teams = one.teams.iter().map(|(team, rate)| (("team", team.to_string()), Some(&**rate)));
        whole.chain(leaders).chain(teams).flat_map(move |((group_kind, group), rate)| {
            let of = Tidy {
                group_kind,
                group,
                survey: one.survey.to_string(),
                version,
                measure_kind: "survey",
                measure: one.survey.to_string(),
                ..blank(head)
            };
            let taken_part = rate.map(|rate| f64::from(rate.taken_part));
            let invited = rate.map(|rate| f64::from(rate.invited));
            [value(of.clone(), "taken_part", taken_part), value(of, "invited", invited)]
        })
    })
}

/// How consistently questions measured, and what the figures of teams rest on; all of it of the whole organisation.
fn quality(release: &Release) -> impl Iterator<Item = Tidy> + '_ {
    let head = release.head();
    let version = |survey: &SurveyId| {
        head.measures.iter().find(|measure| measure.survey == *survey).map(|measure| measure.version)
    };
    head.quality.iter().flat_map(move |survey| {
        survey.measures.iter().flat_map(move |measure| {
            let of = Tidy {
                group_kind: "organisation",
                survey: survey.survey.to_string(),
                version: version(&survey.survey),
                measure_kind: kind(measure.kind),
                measure: measure.id.clone(),
                ..blank(head)
            };
            let (found, teams) = (measure.reliability, measure.teams);
            let people = found.map(|found| found.people);
            [
                ("alpha", found.map(|found| found.alpha)),
                ("alpha_lower", found.map(|found| found.alpha_from)),
                ("alpha_upper", found.map(|found| found.alpha_to)),
                ("omega", found.and_then(|found| found.omega)),
                ("icc1", teams.map(|teams| teams.icc1)),
                ("icc2", teams.and_then(|teams| teams.icc2)),
            ]
            .map(|(statistic, figure)| Tidy {
                answers_from: people.filter(|_| figure.is_some()).map(|band| band.from),
                answers_to: people.filter(|_| figure.is_some()).map(|band| band.to),
                ..value(of.clone(), statistic, figure)
            })
        })
    })
}

/// What people took on and said had come of it.
fn steps(release: &Release) -> impl Iterator<Item = Tidy> + '_ {
    let head = release.head();
    head.steps.iter().flat_map(move |figures| {
        let of = Tidy {
            group_kind: "organisation",
            measure_kind: "step",
            measure: figures.step.clone(),
            answers_from: Some(figures.taken.from),
            answers_to: Some(figures.taken.to),
            ..blank(head)
        };
        let outcomes = |option: &str, share: fn(OutcomeShares) -> u8| {
            let figure = figures.outcomes.map(|outcomes| f64::from(share(*outcomes)));
            Tidy { option: option.to_owned(), ..value(of.clone(), "came", figure) }
        };
        [
            outcomes("done", |outcomes| outcomes.done),
            outcomes("partly", |outcomes| outcomes.partly),
            outcomes("not_yet", |outcomes| outcomes.not_yet),
        ]
    })
}

fn value(of: Tidy, statistic: &'static str, value: Option<f64>) -> Tidy {
    Tidy { statistic, value, obs_status: if value.is_some() { "shown" } else { "suppressed" }, ..of }
}

/// A row about nothing yet.
pub(super) fn blank(head: &ReleaseHead) -> Tidy {
    Tidy {
        wave: head.wave.to_string(),
        wave_name: head.name.clone(),
        made: head.made.to_string(),
        contract: head.contract.to_string(),
        group_kind: "",
        group: String::new(),
        survey: String::new(),
        version: None,
        measure_kind: "",
        measure: String::new(),
        statistic: "mean",
        option: String::new(),
        value: None,
        limit: "",
        answers_from: None,
        answers_to: None,
        standing: "",
        opinions: "",
        before: None,
        obs_status: "suppressed",
    }
}

pub(super) fn mean(blank: Tidy, figures: Option<&Figures>) -> Tidy {
    let Some(figures) = figures else { return blank };
    Tidy {
        value: Some(figures.mean),
        limit: match figures.beyond {
            None => "",
            Some(Beyond::AtMost) => "at_most",
            Some(Beyond::AtLeast) => "at_least",
        },
        answers_from: Some(figures.answers.from),
        answers_to: Some(figures.answers.to),
        standing: match figures.standing {
            None => "",
            Some(Standing::ClearlyAbove) => "clearly_above",
            Some(Standing::AboutTheSame) => "about_the_same",
            Some(Standing::ClearlyBelow) => "clearly_below",
        },
        opinions: match figures.agreement.as_deref() {
            None => "",
            Some(Agreement::Close) => "close",
            Some(Agreement::Mixed) => "mixed",
            Some(Agreement::Split) => "split",
        },
        before: figures.before,
        obs_status: "shown",
        ..blank
    }
}

pub(super) fn named(group: &Group) -> (&'static str, String) {
    match group {
        Group::Organisation => ("organisation", String::new()),
        Group::Team(path) => ("team", path.to_string()),
        Group::Work(work) => ("work", work.to_string()),
        Group::Location(location) => ("location", location.clone()),
        Group::Leaders => ("leaders", String::new()),
    }
}

pub(super) fn kind(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Survey => "survey",
        MeasureKind::Dimension => "dimension",
        MeasureKind::Item => "item",
    }
}

/// What shares are of: the options of an item, the levels of a survey.
fn options(survey: &Survey, kind: MeasureKind, id: &str) -> Vec<String> {
    match kind {
        MeasureKind::Survey => survey.levels().iter().map(|level| level.id.to_string()).collect(),
        MeasureKind::Dimension => Vec::new(),
        MeasureKind::Item => {
            let item = survey.items().iter().find(|item| item.id.as_str() == id);
            let options = item.map(|item| survey.scale_of(item).options());
            options.into_iter().flatten().map(|option| option.value.to_string()).collect()
        }
    }
}

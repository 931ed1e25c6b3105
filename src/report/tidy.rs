//! Everything a release shows as one long table: a row for each group, measure and statistic, with the same columns and the
//! same rows whatever the figures are. What is hidden says so, and is never 0 or blank.

use serde::Serialize;

use crate::disclosure::{Beyond, Figures, Group, MeasureKind, Opinions, Release, Standing};
use crate::organisation::guarded;
use crate::survey::Survey;

/// One figure, or that there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tidy {
    pub wave: String,
    pub wave_name: String,
    pub made: String,
    pub contract: String,
    /// `organisation`, `team`, `work` or `location`.
    pub group_kind: &'static str,
    /// The path of a team, the id of a kind of work, the name of a location.
    pub group: String,
    pub survey: String,
    pub version: u32,
    /// `survey`, `dimension` or `item`.
    pub measure_kind: &'static str,
    pub measure: String,
    /// `mean`, in percent of the maximum possible, or `share`, in percent of the answers.
    pub statistic: &'static str,
    /// Of a share: the option's value, or the id of the level.
    pub option: String,
    pub value: Option<f64>,
    /// `at_most` or `at_least`, where the value is a limit.
    pub limit: &'static str,
    pub answers_from: Option<u32>,
    pub answers_to: Option<u32>,
    /// `clearly_above`, `about_the_same` or `clearly_below` the organisation.
    pub standing: &'static str,
    /// `close`, `mixed` or `split`.
    pub opinions: &'static str,
    /// The mean of the wave before, where the change is more than chance.
    pub before: Option<f64>,
    /// `shown` or `suppressed`.
    pub obs_status: &'static str,
}

impl Tidy {
    /// The columns in their order, those with numbers empty.
    pub(super) fn words(&self) -> [&str; 20] {
        [
            &self.wave,
            &self.wave_name,
            &self.made,
            &self.contract,
            self.group_kind,
            &self.group,
            &self.survey,
            "",
            self.measure_kind,
            &self.measure,
            self.statistic,
            &self.option,
            "",
            self.limit,
            "",
            "",
            self.standing,
            self.opinions,
            "",
            self.obs_status,
        ]
    }
}

/// The rows as CSV, in UTF-8 with a header.
///
/// # Errors
/// None that a table of numbers and words could have.
pub fn csv(rows: impl Iterator<Item = Tidy>) -> csv::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // What a spreadsheet would run as a formula gets an apostrophe in front.
        let (wave_name, group) = (guarded(&row.wave_name).into_owned(), guarded(&row.group).into_owned());
        table.serialize(Tidy { wave_name, group, ..row })?;
    }
    Ok(table.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// The rows of a release, group by group.
pub fn tidy<'a>(release: &'a Release, surveys: &'a [std::sync::Arc<Survey>]) -> impl Iterator<Item = Tidy> + 'a {
    let head = release.head();
    release.rows().iter().flat_map(move |row| {
        head.measures.iter().enumerate().flat_map(move |(place, measure)| {
            let survey = surveys.iter().find(|survey| *survey.id() == measure.survey);
            let options = survey.map(|survey| options(survey, measure.kind, &measure.id)).unwrap_or_default();
            let (group_kind, group) = named(&row.group);
            let figures = row.figures(place);
            let blank = Tidy {
                wave: head.wave.to_string(),
                wave_name: head.name.clone(),
                made: head.made.to_string(),
                contract: head.contract.to_string(),
                group_kind,
                group,
                survey: measure.survey.to_string(),
                version: measure.version,
                measure_kind: kind(measure.kind),
                measure: measure.id.clone(),
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

fn mean(blank: Tidy, figures: Option<&Figures>) -> Tidy {
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
        opinions: match figures.opinions {
            None => "",
            Some(Opinions::Close) => "close",
            Some(Opinions::Mixed) => "mixed",
            Some(Opinions::Split) => "split",
        },
        before: figures.before,
        obs_status: "shown",
        ..blank
    }
}

fn named(group: &Group) -> (&'static str, String) {
    match group {
        Group::Organisation => ("organisation", String::new()),
        Group::Team(path) => ("team", path.to_string()),
        Group::Work(work) => ("work", work.to_string()),
        Group::Location(location) => ("location", location.clone()),
    }
}

fn kind(kind: MeasureKind) -> &'static str {
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

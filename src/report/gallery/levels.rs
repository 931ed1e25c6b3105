//! How many people stand on each level, in the organisation and its departments?

use crate::disclosure::{Figures, MeasureKind, Row};
use crate::report::chart::Share;
use crate::report::chart::levels::{Answers, Levels, Spread};
use crate::report::exhibit::{Case, Exhibit, Table};

pub fn exhibit(case: &Case<'_>) -> Option<Exhibit> {
    let text = case.text;
    let (place, survey) = case.release.measures(MeasureKind::Survey).find_map(|(place, measure)| {
        let survey = case.survey_of(measure)?;
        (!survey.levels().is_empty()).then_some((place, survey))
    })?;
    let levels: Vec<String> = survey.levels().iter().map(|level| text.of(&level.name)).collect();
    let organisation = case.organisation()?;
    let whole = shares(organisation, place)?;
    let spread = |row: &Row| Spread {
        name: case.group(&row.group),
        answers: shares(row, place).map(|figures| Answers {
            shares: figures.shares.iter().map(|percent| Share::of(*percent)).collect(),
            band: figures.answers.to_string(),
        }),
    };
    let (most, percent) = whole.shares.iter().enumerate().max_by_key(|(_, percent)| **percent)?;
    let title = text.say("question-levels");
    let finding =
        text.with("finding-levels", [("level", levels.get(most)?.clone().into()), ("percent", (*percent).into())]);
    let chart = Levels {
        levels: levels.clone(),
        organisation: spread(organisation),
        departments: case.departments().map(spread).collect(),
        suppressed: case.not_shown(),
    };
    let rows = std::iter::once(&chart.organisation).chain(&chart.departments).map(|spread| {
        let cells: Vec<String> = match &spread.answers {
            Some(answers) => answers.shares.iter().map(|share| share.text.clone()).collect(),
            None => vec![case.not_shown(); levels.len()],
        };
        std::iter::once(spread.name.clone()).chain(cells).collect()
    });
    let head = std::iter::once(text.say("roster-team")).chain(levels.iter().map(|level| format!("{level} (%)")));
    let table = Table { head: head.collect(), rows: rows.collect() };
    Some(case.exhibit(case.words("levels", &title, &finding, "alt-levels"), table, move |words| chart.draw(words)))
}

fn shares(row: &Row, place: usize) -> Option<&Figures> {
    row.figures(place).filter(|figures| !figures.shares.is_empty())
}

//! How many people stand on each level, in the organisation and its departments?

use crate::item::{ReportContext, ReportItem, Table};
use crate::press::chart::Share;
use crate::press::chart::levels::{Answers, Levels, Spread};
use footing_core::disclosure::{Figures, MeasureKind, Row};
use footing_core::text::Text;

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let text = context.text;
    let (place, survey) = context.release.measures(MeasureKind::Survey).find_map(|(place, measure)| {
        let survey = context.survey_of(measure)?;
        (!survey.levels().is_empty()).then_some((place, survey))
    })?;
    let levels: Vec<String> = survey.levels().iter().map(|level| text.of(&level.name)).collect();
    let organisation = context.organisation()?;
    let whole = shares(organisation, place)?;
    let spread = |row: &Row| Spread {
        name: context.group(&row.group),
        answers: shares(row, place).map(|figures| Answers {
            shares: figures.shares.iter().map(|percent| Share::of(*percent)).collect(),
            band: figures.answers.to_string(),
        }),
    };
    let title = text.say("question-levels");
    let finding = finding(text, &levels, &whole.shares)?;
    let chart = Levels {
        levels: levels.clone(),
        organisation: spread(organisation),
        departments: context.departments().map(spread).collect(),
        suppressed: context.not_shown(),
    };
    let rows = std::iter::once(&chart.organisation).chain(&chart.departments).map(|spread| {
        let cells: Vec<String> = match &spread.answers {
            Some(answers) => answers.shares.iter().map(|share| share.text.clone()).collect(),
            None => vec![context.not_shown(); levels.len()],
        };
        std::iter::once(spread.name.clone()).chain(cells).collect()
    });
    let head = std::iter::once(text.say("roster-team")).chain(levels.iter().map(|level| format!("{level} (%)")));
    let table = Table { head: head.collect(), rows: rows.collect() };
    Some(
        context.report_item(context.words("levels", &title, &finding, "alt-levels"), table, move |words| {
            chart.draw(words)
        }),
    )
}

/// "Most" is more than half; what is not is the largest group, of which there may be several.
fn finding(text: Text<'_>, levels: &[String], shares: &[u8]) -> Option<String> {
    let percent = *shares.iter().max()?;
    let mut largest = levels.iter().zip(shares).filter(|(_, share)| **share == percent).map(|(level, _)| level);
    if percent > 50 {
        let level = largest.next()?.clone();
        return Some(text.with("finding-levels-most", [("level", level.into()), ("percent", percent.into())]));
    }
    let names: Vec<String> =
        largest.map(|level| text.with("tech-quoted", [("question", level.clone().into())])).collect();
    let groups = names.len();
    let names = names.join(&text.say("between-labels"));
    let places = [("groups", groups.into()), ("percent", percent.into()), ("names", names.into())];
    Some(text.with("finding-levels-largest", places))
}

fn shares(row: &Row, place: usize) -> Option<&Figures> {
    row.figures(place).filter(|figures| !figures.shares.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use footing_core::survey::Language;
    use footing_core::text::Catalog;

    #[test]
    fn most_is_more_than_half_and_else_the_largest_group_is_named_or_all_that_are_as_large() {
        let files = [
            (Language::En, include_str!("../../../surveys/text/en.ftl")),
            (Language::De, include_str!("../../../surveys/text/de.ftl")),
            (Language::Ja, include_str!("../../../surveys/text/ja.ftl")),
        ];
        let catalog =
            Catalog::read(&files.map(|(language, text)| (language, language.to_string(), text.to_owned()))).unwrap();
        let levels = ["Starting out", "Trying things", "Finding a rhythm"].map(str::to_owned);
        let said = |language, shares: [u8; 3]| finding(catalog.text(language), &levels, &shares).unwrap();
        assert_eq!(said(Language::En, [30, 51, 19]), "Most people, 51 %, stand at “Trying things”.");
        assert_eq!(said(Language::En, [30, 29, 41]), "The largest group, 41 %, stands at “Finding a rhythm”.");
        assert_eq!(
            said(Language::En, [50, 50, 0]),
            "The largest groups, 50 % each, stand at “Starting out”, “Trying things”."
        );
        assert!(said(Language::De, [30, 51, 19]).starts_with("Die meisten, 51 %"));
        assert!(said(Language::De, [30, 29, 41]).starts_with("Die größte Gruppe, 41 %"));
        assert!(said(Language::Ja, [30, 51, 19]).starts_with("半数を超える51％"));
        assert!(!said(Language::Ja, [30, 29, 41]).contains("半数"));
    }
}

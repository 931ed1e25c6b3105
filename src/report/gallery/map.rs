//! Do skill and safety go together?

use crate::item::{ReportContext, ReportItem, Table, points};
use crate::press::chart::map::{Axis, Map, MapKey, MapTeam};
use footing_core::disclosure::{Figures, Measure, MeasureKind, Standing};
use footing_core::survey::InstrumentRole;

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let (text, organisation) = (context.text, context.organisation()?);
    let (skill, skill_measure) = whole(context, InstrumentRole::Skill)?;
    let (safety, safety_measure) = whole(context, InstrumentRole::Safety)?;
    let axis = |place: usize, name: &'static str| {
        let figures = organisation.figures(place)?;
        let mean_text = text.with("chart-organisation", [("points", points(figures).into())]);
        Some(Axis { name: text.say(name), mean: figures.mean, mean_text })
    };
    let (across, upwards) = (axis(skill, "axis-skill")?, axis(safety, "axis-safety")?);
    let (mut teams, mut rows, mut clear) = (Vec::new(), Vec::new(), 0);
    for row in context.teams() {
        let (Some(x), Some(y)) = (row.figures(skill), row.figures(safety)) else { continue };
        let too_close = !(is_clear(x) && is_clear(y));
        clear += usize::from(!too_close);
        let spread = |measure: &Measure, figures: &Figures| {
            (figures.mean, measure.within.map_or(0.0, |within| figures.margin_of_error(within)))
        };
        let name = context.group(&row.group);
        rows.push(vec![name.clone(), points(x), points(y)]);
        teams.push(MapTeam { name, x: spread(skill_measure, x), y: spread(safety_measure, y), too_close });
    }
    if teams.len() < 2 {
        return None;
    }
    let title = text.say("question-map");
    let finding = text.with("finding-map", [("clear", clear.into()), ("teams", teams.len().into())]);
    let fields = ["field-safe", "field-both", "field-neither", "field-able"].map(|field| text.say(field));
    let key =
        MapKey { clear: text.say("map-clear"), too_close: text.say("map-close"), cross: text.say("chart-interval") };
    let head = vec![text.say("roster-team"), across.name.clone(), upwards.name.clone()];
    let chart = Map { across, upwards, teams, fields, key };
    let words = context.words("map", &title, &finding, "alt-map");
    Some(context.report_item(words, Table { head, rows }, move |words| chart.draw(words)))
}

fn is_clear(figures: &Figures) -> bool {
    matches!(figures.standing, Some(Standing::ClearlyAbove | Standing::ClearlyBelow))
}

/// The column of a whole survey with that role. One of a single dimension has no other column than that one's.
fn whole<'a>(context: &ReportContext<'a>, role: InstrumentRole) -> Option<(usize, &'a Measure)> {
    let of_role = |kind| {
        let has_role = |measure: &Measure| context.survey_of(measure).is_some_and(|survey| survey.role() == Some(role));
        context.release.measures(kind).filter(move |(_, measure)| has_role(measure))
    };
    let mut dimensions = of_role(MeasureKind::Dimension);
    of_role(MeasureKind::Survey).next().or_else(|| dimensions.next().filter(|_| dimensions.next().is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Sample, figures, row, standing, team};
    use footing_core::disclosure::Group;

    #[test]
    fn a_team_lies_clearly_in_a_corner_only_if_both_figures_are_clear() {
        let above = || standing(70.0, Standing::ClearlyAbove);
        let below = || standing(30.0, Standing::ClearlyBelow);
        let same = || standing(52.0, Standing::AboutTheSame);
        let rows = vec![
            row(Group::Organisation, [figures(50.0), figures(50.0)]),
            row(team("Both"), [above(), below()]),
            row(team("Skill alone"), [above(), same()]),
            row(team("Safety alone"), [same(), below()]),
            row(team("Neither"), [same(), same()]),
        ];
        let whole = |survey| (survey, MeasureKind::Survey, survey);
        let sample = Sample::of(&[whole("ai-proficiency"), whole("psychological-safety")], rows, &[]);
        let item = report_item(&sample.context()).unwrap();
        assert_eq!(item.finding(), "1 of 4 teams lies clearly in one corner.");
    }

    #[test]
    fn a_survey_of_a_single_dimension_is_on_the_map_with_that_and_one_of_several_with_none_of_them() {
        let skill = ("ai-proficiency", MeasureKind::Survey, "ai-proficiency");
        let safety = |id| ("psychological-safety", MeasureKind::Dimension, id);
        let map = |columns: &[(&str, MeasureKind, &str)]| {
            let groups = [Group::Organisation, team("One"), team("Two")];
            let rows = groups.map(|group| row(group, columns.iter().map(|_| figures(50.0)))).into();
            report_item(&Sample::of(columns, rows, &[]).context()).is_some()
        };
        assert!(map(&[skill, safety("team-climate")]));
        assert!(!map(&[skill, safety("team-climate"), safety("learning-with-ai")]));
    }
}

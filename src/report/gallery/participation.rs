//! How many of those invited took part?

use std::cmp::Reverse;

use crate::item::{ReportContext, ReportItem, Table};
use crate::press::chart::participation::{self as chart, Count, GroupTurnout};
use footing_core::disclosure::{Participation, Rate};

pub fn report_item(context: &ReportContext<'_>) -> Option<ReportItem> {
    let text = context.text;
    let figures = &context.release.head().participation;
    let (drawn, whole) = answered_most(figures)?;
    let leaders = drawn.leaders.iter().map(|rate| (text.say("group-leaders"), **rate));
    let departments = drawn.teams.iter().map(|(team, rate)| (team.name().to_owned(), **rate));
    let departments: Vec<(String, Rate)> = departments.collect();
    let title = text.say("question-participation");
    let finding = finding(context, figures, drawn, whole, &departments);
    let turnout = |name: String, rate: Rate| GroupTurnout { name, count: Some(count(context, rate)) };
    let chart = chart::ParticipationChart {
        organisation: turnout(text.say("organisation"), whole),
        departments: departments.into_iter().chain(leaders).map(|(name, rate)| turnout(name, rate)).collect(),
        suppressed: context.not_shown(),
    };
    let head = ["column-survey", "roster-team", "column-taken-part", "column-invited", "column-percent"];
    let rows = figures.iter().flat_map(|one| {
        let survey = context.survey_name(&one.survey);
        let teams = one.teams.iter().map(|(team, rate)| (team.to_string(), **rate));
        let leaders = one.leaders.iter().map(|rate| (text.say("group-leaders"), **rate));
        let whole = one.whole.iter().map(|rate| (text.say("organisation"), **rate));
        whole.chain(teams).chain(leaders).map(move |(group, rate)| {
            let numbers = [rate.taken_part, rate.invited, rate.percent()].map(|number| number.to_string());
            [survey.clone(), group].into_iter().chain(numbers).collect()
        })
    });
    let table = Table { head: head.map(|word| text.say(word)).into(), rows: rows.collect() };
    let words = context.words("participation", &title, &finding, "alt-participation");
    Some(context.report_item(words, table, move |words| chart.draw(words)))
}

/// The survey that stands for taking part in the wave: the one that most people answered, since anyone who answered any
/// has taken part. Among equals it is one with departments, which anonymous surveys have not, and else the one asked
/// first.
fn answered_most(figures: &[Participation]) -> Option<(&Participation, Rate)> {
    let known = figures.iter().filter_map(|one| Some((one, *one.whole?)));
    known.min_by_key(|(one, whole)| (Reverse(whole.taken_part), Reverse(one.teams.len())))
}

fn finding(
    context: &ReportContext<'_>,
    figures: &[Participation],
    drawn: &Participation,
    whole: Rate,
    departments: &[(String, Rate)],
) -> String {
    let text = context.text;
    let mut sentences = vec![text.with(
        "finding-participation",
        [
            ("taken", whole.taken_part.into()),
            ("invited", whole.invited.into()),
            ("percent", whole.percent().into()),
            ("survey", context.survey_name(&drawn.survey).into()),
        ],
    )];
    sentences.extend(range(context, departments));
    sentences.extend(fewest(context, figures, whole));
    sentences.join(&text.say("between-sentences"))
}

/// Which other survey fewest answered: not everybody who begins comes to the last one.
fn fewest(context: &ReportContext<'_>, figures: &[Participation], most: Rate) -> Option<String> {
    let rates = figures.iter().filter_map(|one| Some((one, one.whole?.taken_part)));
    let (fewest, taken) = rates.min_by_key(|(_, taken)| *taken).filter(|(_, taken)| *taken < most.taken_part)?;
    let places = [("survey", context.survey_name(&fewest.survey).into()), ("taken", taken.into())];
    Some(context.text.with("finding-participation-fewest", places))
}

fn range(context: &ReportContext<'_>, departments: &[(String, Rate)]) -> Option<String> {
    let most = departments.iter().max_by_key(|(_, rate)| rate.percent());
    let least = departments.iter().min_by_key(|(_, rate)| rate.percent());
    let (most, least) = (most?, least?);
    if most.1.percent() == least.1.percent() {
        return None;
    }
    Some(context.text.with(
        "finding-participation-range",
        [
            ("high", most.0.clone().into()),
            ("most", most.1.percent().into()),
            ("low", least.0.clone().into()),
            ("least", least.1.percent().into()),
        ],
    ))
}

fn count(context: &ReportContext<'_>, rate: Rate) -> Count {
    let Rate { taken_part, invited } = rate;
    Count {
        taken_part,
        invited,
        text: context.text.with("wave-rate", [("taken", taken_part.into()), ("invited", invited.into())]),
        percent: context.text.with("percent", [("percent", rate.percent().into())]),
    }
}

//! How many of those invited took part?

use crate::disclosure::Rate;
use crate::report::chart::participation::{self, Count, Turnout};
use crate::report::exhibit::{Case, Exhibit, Table};

pub fn exhibit(case: &Case<'_>) -> Option<Exhibit> {
    let text = case.text;
    let figures = &case.release.head().participation;
    // Drawn is the survey that says most; of anonymous ones only the whole is known.
    let drawn = figures.iter().filter(|one| one.whole.is_some()).max_by_key(|one| one.teams.len())?;
    let whole = drawn.whole?;
    let departments = drawn.teams.iter().map(|(team, rate)| (team.name().to_owned(), *rate));
    let departments: Vec<(String, Rate)> = departments.collect();
    let title = text.say("question-participation");
    let survey = case.survey_name(&drawn.survey);
    let finding = finding(case, &survey, whole, &departments);
    let turnout = |name: String, rate: Rate| Turnout { name, count: Some(count(case, rate)) };
    let chart = participation::Participation {
        organisation: turnout(text.say("organisation"), whole),
        departments: departments.into_iter().map(|(name, rate)| turnout(name, rate)).collect(),
        suppressed: case.not_shown(),
    };
    let head = ["column-survey", "roster-team", "column-taken-part", "column-invited", "column-percent"];
    let rows = figures.iter().flat_map(|one| {
        let survey = case.survey_name(&one.survey);
        let teams = one.teams.iter().map(|(team, rate)| (team.to_string(), *rate));
        let whole = one.whole.map(|rate| (text.say("organisation"), rate));
        whole.into_iter().chain(teams).map(move |(group, rate)| {
            let numbers = [rate.taken_part, rate.invited, rate.percent()].map(|number| number.to_string());
            [survey.clone(), group].into_iter().chain(numbers).collect()
        })
    });
    let table = Table { head: head.map(|word| text.say(word)).into(), rows: rows.collect() };
    let words = case.words("participation", &title, &finding, "alt-participation");
    Some(case.exhibit(words, table, move |words| chart.draw(words)))
}

fn finding(case: &Case<'_>, survey: &str, whole: Rate, departments: &[(String, Rate)]) -> String {
    let text = case.text;
    let all = text.with("finding-participation", [("percent", whole.percent().into()), ("survey", survey.into())]);
    let most = departments.iter().max_by_key(|(_, rate)| rate.percent());
    let least = departments.iter().min_by_key(|(_, rate)| rate.percent());
    let (Some(most), Some(least)) = (most, least) else { return all };
    if most.1.percent() == least.1.percent() {
        return all;
    }
    let range = text.with(
        "finding-participation-range",
        [
            ("high", most.0.clone().into()),
            ("most", most.1.percent().into()),
            ("low", least.0.clone().into()),
            ("least", least.1.percent().into()),
        ],
    );
    [all, range].join(&text.say("between-sentences"))
}

fn count(case: &Case<'_>, rate: Rate) -> Count {
    let Rate { taken_part, invited } = rate;
    Count {
        taken_part,
        invited,
        text: case.text.with("wave-rate", [("taken", taken_part.into()), ("invited", invited.into())]),
        percent: case.text.with("percent", [("percent", rate.percent().into())]),
    }
}

//! A manager's page: own teams against the organisation, in one table. Colour only where a difference is clear, one fixed
//! scale, no ranks, no person, and whatever is hidden looks alike.

use leptos::prelude::*;

use crate::service::release::TeamView;
use crate::service::team::LedTeam;
use crate::ui::parts::{Heat, heat_legend, quadrants};
use crate::ui::team_reason::team_why;
use footing_core::disclosure::{Group, MeasureKind, Row, Standing};
use footing_core::guidance::TeamLibrary;
use footing_core::organisation::TeamPath;
use footing_core::survey::SurveyId;
use footing_core::text::Text;
use footing_report::measure_label;

/// What the table shows.
pub struct TeamsPage<'a> {
    pub view: &'a TeamView,
    /// The teams whose next step stands on this page.
    pub cards: &'a [LedTeam],
    pub library: &'a TeamLibrary,
    /// The survey whose questions are the columns; `None` for the dimensions of all.
    pub questions: Option<SurveyId>,
    /// The column the teams are sorted by, as its address; by name without one.
    pub sorted: Option<String>,
}

/// A column of the table.
struct Column {
    place: usize,
    name: String,
    /// How an address names it.
    address: String,
}

pub fn teams(text: Text<'_>, page: &TeamsPage<'_>) -> impl IntoView + use<> {
    let view = page.view;
    let columns = columns(text, page);
    let sorted = columns.iter().find(|column| Some(&column.address) == page.sorted.as_ref());
    let rows = rows(view, sorted);
    let named: Vec<(&str, &Row)> = rows.iter().map(|(path, row)| (path.name(), *row)).collect();
    let heat = Heat::new(text);
    let head: Vec<_> = columns.iter().map(|column| head_view(page, column)).collect();
    let organisation = view.release.row(&Group::Organisation).map(|row| {
        let cells = columns.iter().map(|column| heat.cell(row.figures(column.place), true)).collect_view();
        view! { <tr><th scope="row">{text.say("organisation")}</th>{cells}</tr> }
    });
    let body: Vec<_> = rows
        .iter()
        .map(|(path, row)| {
            let cells = columns.iter().map(|column| heat.cell(row.figures(column.place), false)).collect_view();
            view! {
                <tr>
                    <th scope="row"><a href=format!("/teams/{}", path.id())>{path.name().to_owned()}</a></th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let by_name = sorted.is_none().then_some("ascending");
    let by_name_address = address(page, None);
    let made = text.date(view.release.head().made);
    view! {
        <main id="main" class="wide stack loose">
            <section class="stack">
                <p class="quiet">
                    {text.with("teams-from", [("name", view.release.head().name.clone().into()), ("date", made.into())])}
                </p>
                <h1>{text.say("teams-title")}</h1>
                <p>{finding(text, &columns, &named)}</p>
                <p>{text.say("teams-how")}</p>
            </section>
            <section class="stack" aria-labelledby="table">
                <h2 id="table">{text.say("teams-figures")}</h2>
                {choices(text, page)}
                <div class="scroll" tabindex="0" role="region" aria-label=text.say("teams-table")>
                    <table class="heat" class:items=page.questions.is_some()>
                        <caption class="sr-only">{text.say("teams-caption")}</caption>
                        <thead>
                            <tr>
                                <th scope="col" aria-sort=by_name>
                                    <a href=by_name_address>{text.say("roster-team")}</a>
                                </th>
                                {head}
                            </tr>
                        </thead>
                        <tbody>{organisation} {body}</tbody>
                    </table>
                </div>
                {heat_legend(text)}
            </section>
            {cards(text, page)}
            {quadrants(text, view, &named)}
            {meant(text, view)}
        </main>
    }
}

fn columns(text: Text<'_>, page: &TeamsPage<'_>) -> Vec<Column> {
    let view = page.view;
    let kind = if page.questions.is_some() { MeasureKind::Item } else { MeasureKind::Dimension };
    let measures = view.release.measures(kind);
    let wanted = measures.filter(|(_, measure)| page.questions.as_ref().is_none_or(|survey| *survey == measure.survey));
    wanted
        .filter_map(|(place, measure)| {
            let survey = view.surveys.iter().find(|survey| *survey.id() == measure.survey)?;
            let name = measure_label(text, survey, kind, &measure.id)?;
            Some(Column { place, name, address: format!("{}.{}", measure.survey, measure.id) })
        })
        .collect()
}

fn rows<'v>(view: &'v TeamView, sorted: Option<&Column>) -> Vec<(&'v TeamPath, &'v Row)> {
    let mut rows: Vec<(&TeamPath, &Row)> = view.release.teams_within(&view.teams).collect();
    rows.sort_by_key(|(path, _)| *path);
    if let Some(column) = sorted {
        // Hidden ones keep their order by name, at the end: their place must tell nothing.
        let shown = |row: &Row| row.figures(column.place).map(|figures| figures.mean);
        rows.sort_by(|(_, a), (_, b)| match (shown(a), shown(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    }
    rows
}

/// How many figures are clearly below and clearly above.
fn finding(text: Text<'_>, columns: &[Column], rows: &[(&str, &Row)]) -> String {
    let figures = || rows.iter().flat_map(|(_, row)| columns.iter().filter_map(|column| row.figures(column.place)));
    let count = |standing: Standing| figures().filter(|figures| figures.standing == Some(standing)).count();
    match (count(Standing::ClearlyBelow), count(Standing::ClearlyAbove)) {
        (0, 0) => text.say("teams-none"),
        (below, above) => text.with("teams-some", [("below", below.into()), ("above", above.into())]),
    }
}

fn address(page: &TeamsPage<'_>, sort: Option<&str>) -> String {
    let questions = page.questions.as_ref().map(|survey| format!("questions={survey}"));
    let sort = sort.map(|sort| format!("sort={sort}"));
    let query: Vec<String> = [questions, sort].into_iter().flatten().collect();
    if query.is_empty() { "/teams".to_owned() } else { format!("/teams?{}", query.join("&")) }
}

fn head_view(page: &TeamsPage<'_>, column: &Column) -> AnyView {
    let is_sorted = (page.sorted.as_ref() == Some(&column.address)).then_some("ascending");
    view! {
        <th scope="col" aria-sort=is_sorted>
            <a href=address(page, Some(&column.address))>{column.name.clone()}</a>
        </th>
    }
    .into_any()
}

/// Dimensions, or the questions of one survey.
fn choices(text: Text<'_>, page: &TeamsPage<'_>) -> impl IntoView + use<> {
    let current = |is_current: bool| is_current.then_some("page");
    let surveys: Vec<_> = page
        .view
        .surveys
        .iter()
        .map(|survey| {
            let is_current = page.questions.as_ref() == Some(survey.id());
            view! {
                <a href=format!("/teams?questions={}", survey.id()) aria-current=current(is_current)>
                    {text.with("teams-questions", [("survey", text.of(survey.title()).into())])}
                </a>
            }
        })
        .collect();
    view! {
        <nav class="choices" aria-label=text.say("teams-columns")>
            <a href="/teams" aria-current=current(page.questions.is_none())>{text.say("teams-subjects")}</a>
            {surveys}
        </nav>
    }
}

fn cards(text: Text<'_>, page: &TeamsPage<'_>) -> Option<AnyView> {
    let cards: Vec<_> = page
        .cards
        .iter()
        .filter_map(|team| {
            let suggestion = team.suggestions(page.library).into_iter().next()?;
            let facts = [("team", team.path.name().to_owned().into()), ("minutes", suggestion.step.minutes.into())];
            let address = format!("/teams/{}", team.path.id());
            let promised = team.promise().map(|promise| {
                let promised = text.with("promise-made", [("due", text.date(promise.due).into())]);
                view! { <p class="taken">{promised}</p> }
            });
            let open = text.with("team-open-what", [("team", team.path.name().to_owned().into())]);
            Some(view! {
                <article class="card stack tight">
                    <p class="quiet">{text.with("team-card-head", facts)}</p>
                    <h3>{text.of(&suggestion.step.title)}</h3>
                    <p>{team_why(text, &suggestion)}</p>
                    {promised}
                    <p class="actions"><a class="button second" href=address aria-label=open>{text.say("team-open")}</a></p>
                </article>
            })
        })
        .collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="steps">
                <h2 id="steps">{text.say("teams-steps")}</h2>
                <div class="columns">{cards}</div>
                <p class="quiet">{text.say("teams-steps-more")}</p>
            </section>
        }
        .into_any()
    })
}

/// What they said they would do, before they looked.
fn meant(text: Text<'_>, view: &TeamView) -> Option<AnyView> {
    let implementation_intention = view
        .implementation_intention
        .as_ref()
        .filter(|implementation_intention| !implementation_intention.is_empty())?;
    let lines = [
        ("low", &implementation_intention.low),
        ("high", &implementation_intention.high),
        ("split", &implementation_intention.split),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .filter_map(|(line, note)| {
            let note = note.as_ref()?.as_str().to_owned();
            Some(view! { <li><b>{text.say_for("before-label", line)}</b> " " {note}</li> })
        })
        .collect();
    Some(
        view! {
            <section class="stack" aria-labelledby="meant">
                <h2 id="meant">{text.say("meant-title")}</h2>
                <p class="quiet">{text.say("meant-what")}</p>
                <ul class="plain">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Before there is a release.
pub fn no_release(text: Text<'_>) -> impl IntoView + use<> {
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("teams-title")}</h1>
                <p>{text.say("teams-nothing")}</p>
                <p><a class="button second" href="/">{text.say("to-start")}</a></p>
            </section>
        </main>
    }
}

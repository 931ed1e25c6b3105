//! A manager's page: own teams against the organisation, in one table. Colour only where a difference is clear, one fixed
//! scale, no ranks, no person, and whatever is hidden looks alike.

use leptos::prelude::*;

use crate::disclosure::{Cell, Figures, Group, Opinions, Row, Standing};
use crate::service::release::TeamView;
use crate::ui::text::Text;

pub struct TeamsPage<'a> {
    pub view: &'a TeamView,
    /// The columns shown: their places in the release, what they are called, and how an address names them.
    pub columns: Vec<(usize, String, String)>,
    /// The column the teams are sorted by; `None` is by name.
    pub sorted: Option<usize>,
}

pub fn teams(text: Text<'_>, page: &TeamsPage<'_>) -> impl IntoView + use<> {
    let view = page.view;
    let organisation =
        view.release.row(&Group::Organisation).map(|row| row_view(text, page, &text.say("organisation"), row));
    let mut rows: Vec<(&str, &Row)> =
        view.release.teams_within(&view.teams).map(|(path, row)| (path.name(), row)).collect();
    if let Some(column) = page.sorted {
        // Hidden ones keep their order by name, at the end: their place must tell nothing.
        let shown = |row: &Row| match row.cells.get(column) {
            Some(Cell::Shown(figures)) => Some(figures.mean),
            _ => None,
        };
        rows.sort_by(|(_, a), (_, b)| match (shown(a), shown(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    }
    let (below, above) = clear(page, &rows);
    let rows: Vec<_> = rows.into_iter().map(|(name, row)| row_view(text, page, name, row)).collect();
    let finding = match (below, above) {
        (0, 0) => text.say("teams-none"),
        (below, above) => text.with("teams-some", [("below", below.into()), ("above", above.into())]),
    };
    let head: Vec<_> = page.columns.iter().map(|column| head_view(column, page.sorted)).collect();
    let by_name = page.sorted.is_none().then_some("ascending");
    let made = text.date(view.release.head().made);
    view! {
        <main id="main" class="wide stack loose">
            <section class="stack">
                <p class="quiet">
                    {text.with("teams-from", [("name", view.release.head().name.clone().into()), ("date", made.into())])}
                </p>
                <h1>{text.say("teams-title")}</h1>
                <p>{finding}</p>
                <p>{text.say("teams-how")}</p>
            </section>
            <div class="scroll" tabindex="0" role="region" aria-label=text.say("teams-table")>
                <table class="heat">
                    <caption class="sr-only">{text.say("teams-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col" aria-sort=by_name>
                                <a href="/teams">{text.say("roster-team")}</a>
                            </th>
                            {head}
                        </tr>
                    </thead>
                    <tbody>{organisation} {rows}</tbody>
                </table>
            </div>
            {legend(text)}
        </main>
    }
}

/// How many figures of the rows are clearly below and clearly above.
fn clear(page: &TeamsPage<'_>, rows: &[(&str, &Row)]) -> (usize, usize) {
    let cells = || rows.iter().flat_map(|(_, row)| page.columns.iter().filter_map(|(place, ..)| row.cells.get(*place)));
    let count = |standing: Standing| {
        cells().filter(|cell| matches!(cell, Cell::Shown(figures) if figures.standing == Some(standing))).count()
    };
    (count(Standing::ClearlyBelow), count(Standing::ClearlyAbove))
}

fn head_view(column: &(usize, String, String), sorted: Option<usize>) -> AnyView {
    let (place, name, address) = column;
    let is_sorted = (sorted == Some(*place)).then_some("ascending");
    view! {
        <th scope="col" aria-sort=is_sorted>
            <a href=format!("/teams?sort={address}")>{name.clone()}</a>
        </th>
    }
    .into_any()
}

fn row_view(text: Text<'_>, page: &TeamsPage<'_>, name: &str, row: &Row) -> AnyView {
    let cells: Vec<_> = page
        .columns
        .iter()
        .map(|(place, ..)| match row.cells.get(*place) {
            Some(Cell::Shown(figures)) => shown(text, figures, row.group == Group::Organisation),
            Some(Cell::Suppressed) | None => {
                view! { <td class="suppressed"><span>{text.say("not-shown")}</span></td> }.into_any()
            }
        })
        .collect();
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            {cells}
        </tr>
    }
    .into_any()
}

fn shown(text: Text<'_>, figures: &Figures, is_organisation: bool) -> AnyView {
    let step = ((figures.mean / 20.0) as usize).min(4);
    let scale = ["h0", "h1", "h2", "h3", "h4"][step];
    let (class, sign, words) = match figures.standing {
        Some(Standing::ClearlyAbove) => (scale, Some("▲"), Some(text.say("clearly-above"))),
        Some(Standing::ClearlyBelow) => (scale, Some("▼"), Some(text.say("clearly-below"))),
        _ if is_organisation => (scale, None, None),
        Some(Standing::AboutTheSame) | None => ("unclear", None, None),
    };
    let sign = sign.map(|sign| view! { <span class="sign" aria-hidden="true">" " {sign}</span> });
    let words = words.map(|words| view! { <span class="sr-only">" " {words}</span> });
    let places = [("from", figures.answers.from.into()), ("to", figures.answers.to.into())];
    // Agreement is what one expects; a team that is split needs to know.
    let split = (figures.opinions == Some(Opinions::Split))
        .then(|| view! { <span class="n">{text.say("opinions-split")}</span> });
    view! {
        <td class=class>
            {format!("{:.0}", figures.mean)} {sign} {words}
            <span class="n">{text.with("answers-band", places)}</span>
            {split}
        </td>
    }
    .into_any()
}

fn legend(text: Text<'_>) -> impl IntoView + use<> {
    let steps = [("h0", "0–20"), ("h1", "20–40"), ("h2", "40–60"), ("h3", "60–80"), ("h4", "80–100")];
    let steps = steps.map(|(class, range)| view! { <span><i class=class></i>{range}</span> });
    view! {
        <div class="legend">
            {steps.into_iter().collect_view()}
            <span><i class="unclear"></i>{text.say("legend-same")}</span>
            <span><i class="suppressed"></i>{text.say("legend-hidden")}</span>
            <span>{text.say("legend-signs")}</span>
        </div>
    }
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

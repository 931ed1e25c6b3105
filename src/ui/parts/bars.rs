//! The dimensions as bars with their uncertainty: a table that also draws itself.

use leptos::prelude::*;

use footing_core::scoring::{Change, Direction, Profile, Score};
use footing_core::survey::{Dimension, DimensionId};
use footing_core::text::Text;

/// Weakest first; a dimension without a score says so. `changes` adds what changed reliably since the last time.
pub fn bars(text: Text<'_>, profile: &Profile<'_>, changes: &[(&Dimension, Change)]) -> impl IntoView + use<> {
    let rows: Vec<_> = profile
        .weakest_first()
        .into_iter()
        .map(|(dimension, score)| {
            view! {
                <tr>
                    <th scope="row">
                        {text.of(&dimension.name)} " " <span class="about">{text.of(&dimension.about)}</span>
                    </th>
                    <td>
                        {match score {
                            Some(score) => bar(text, score, change_of(text, changes, &dimension.id)).into_any(),
                            None => view! { <span class="quiet">{text.say("bars-no-score")}</span> }.into_any(),
                        }}
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="bars">
            <caption class="sr-only">{text.say("bars-caption")}</caption>
            <thead class="sr-only">
                <tr>
                    <th scope="col">{text.say("bars-side")}</th>
                    <th scope="col">{text.say("bars-score")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn bar(text: Text<'_>, score: Score, change: Option<String>) -> impl IntoView + use<> {
    let (low, high) = ((score.points - score.sem).max(0.0), (score.points + score.sem).min(100.0));
    let value =
        text.with("score-with-sem", [("points", score.points.round().into()), ("sem", score.sem.round().into())]);
    view! {
        <span class="bar-row">
            <svg aria-hidden="true" viewBox="0 0 100 14" preserveAspectRatio="none">
                <rect class="track" width="100" height="14" rx="2"></rect>
                <rect class="bar" width=format!("{:.1}", score.points) height="14" rx="2"></rect>
                <path class="band" d=format!("M{low:.1} 7H{high:.1}")></path>
            </svg>
            <span class="value">{value}</span>
        </span>
        {change.map(|change| view! { <span class="change">{change}</span> })}
    }
}

fn change_of(text: Text<'_>, changes: &[(&Dimension, Change)], dimension: &DimensionId) -> Option<String> {
    let (_, change) = changes.iter().find(|(other, _)| other.id == *dimension)?;
    let before = ("before", change.before.points.round().into());
    match change.direction() {
        Direction::Up => Some(text.with("change-dimension-up", [before])),
        Direction::Down => Some(text.with("change-dimension-down", [before])),
        Direction::Unclear => None,
    }
}

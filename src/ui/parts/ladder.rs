//! The ladder of levels: where a score stands, and how far it may lie to either side.

use leptos::prelude::*;

use footing_core::scoring::{LevelStanding, Score};
use footing_core::survey::Survey;
use footing_core::text::Text;

const WIDTH: f64 = 700.0;
const GAP: f64 = 5.0;

/// One rung a level, all of the same width; the band and the dot are placed within their rung.
pub fn ladder(text: Text<'_>, survey: &Survey, score: Score, standing: LevelStanding) -> impl IntoView + use<> {
    let levels = survey.levels();
    let rung = (WIDTH + GAP) / levels.len() as f64;
    let place = |points: f64| {
        let points = points.clamp(0.0, 100.0);
        let index = levels.iter().rposition(|level| points >= level.from).unwrap_or(0);
        let level = &levels[index];
        (index as f64 + (points - level.from) / (level.below - level.from)) * rung
    };
    let (dot, low, high) = (place(score.points), place(score.points - score.sem), place(score.points + score.sem));
    let (from, to) = standing.range();
    let title = text.with(
        "ladder-title",
        [
            ("level", (standing.level + 1).into()),
            ("levels", levels.len().into()),
            ("name", text.of(&levels[standing.level].name).into()),
            ("points", score.points.round().into()),
            ("sem", score.sem.round().into()),
        ],
    );
    let rungs = levels.iter().enumerate().map(|(index, _)| {
        let here = (from..=to).contains(&index);
        view! {
            <rect
                class=if here { "rung here" } else { "rung" }
                x=format!("{:.1}", index as f64 * rung)
                y="26"
                width=format!("{:.1}", rung - GAP)
                height="12"
                rx="6"
            ></rect>
        }
    });
    // As text beside the drawing, names wrap in every language.
    let names = levels.iter().enumerate().map(|(index, level)| {
        view! { <span class=if index == standing.level { "now" } else { "" }>{text.of(&level.name)}</span> }
    });
    view! {
        <div class="ladder-and-names">
        <svg class="ladder" viewBox="0 0 700 50" role="img" aria-labelledby="ladder-title">
            <title id="ladder-title">{title}</title>
            <g>{rungs.collect_view()}</g>
            <path class="band" d=format!("M{low:.1} 16H{high:.1}M{low:.1} 11v10M{high:.1} 11v10")></path>
            <circle class="dot" cx=format!("{dot:.1}") cy="32" r="9"></circle>
        </svg>
        <div class="rung-names" aria-hidden="true">{names.collect_view()}</div>
        </div>
    }
}

//! Teams by skill and safety: a dot for each with the reach of chance around it, and in words which teams are clearly in
//! one corner. The words say everything the drawing does.

use leptos::prelude::*;

use crate::service::release::TeamView;
use footing_core::disclosure::{Figures, Group, Measure, MeasureKind, Release, Row, Standing};
use footing_core::survey::InstrumentRole;
use footing_core::text::Text;

/// The corners: skill, safety, and what they are called.
const CORNERS: [(Standing, Standing, &str); 4] = [
    (Standing::ClearlyAbove, Standing::ClearlyAbove, "corner-both-high"),
    (Standing::ClearlyAbove, Standing::ClearlyBelow, "corner-skill-only"),
    (Standing::ClearlyBelow, Standing::ClearlyAbove, "corner-safety-only"),
    (Standing::ClearlyBelow, Standing::ClearlyBelow, "corner-both-low"),
];

/// A team with both figures.
struct Dot<'a> {
    name: &'a str,
    skill: &'a Figures,
    safety: &'a Figures,
}

impl Dot<'_> {
    fn corner(&self) -> Option<&'static str> {
        let standings = (self.skill.standing?, self.safety.standing?);
        CORNERS.iter().find(|(skill, safety, _)| (*skill, *safety) == standings).map(|(.., corner)| *corner)
    }
}

/// `None` where the wave did not ask for both, or fewer than two teams show both.
pub fn quadrants(text: Text<'_>, view: &TeamView, rows: &[(&str, &Row)]) -> Option<AnyView> {
    let (skill, skill_measure) = whole(view, InstrumentRole::Skill)?;
    let (safety, safety_measure) = whole(view, InstrumentRole::Safety)?;
    let organisation = view.release.row(&Group::Organisation)?;
    let middle = (organisation.figures(skill)?.mean, organisation.figures(safety)?.mean);
    let dots: Vec<Dot<'_>> = rows
        .iter()
        .filter_map(|(name, row)| Some(Dot { name, skill: row.figures(skill)?, safety: row.figures(safety)? }))
        .collect();
    if dots.len() < 2 {
        return None;
    }
    let drawn: Vec<_> = dots.iter().map(|dot| draw(dot, skill_measure, safety_measure)).collect();
    let corners: Vec<_> = CORNERS
        .iter()
        .filter_map(|(.., corner)| {
            let names: Vec<&str> =
                dots.iter().filter(|dot| dot.corner() == Some(*corner)).map(|dot| dot.name).collect();
            (!names.is_empty()).then(|| {
                let names = names.join(&text.say("between-labels"));
                view! { <li><b>{text.say(corner)}</b> " " {names}</li> }
            })
        })
        .collect();
    let unclear = dots.iter().filter(|dot| dot.corner().is_none()).count();
    let (x, y) = (at(middle.0), at(100.0 - middle.1));
    Some(
        view! {
            <section class="stack" aria-labelledby="map">
                <h2 id="map">{text.say("map-title")}</h2>
                <p>{text.say("map-how")}</p>
                <div class="map">
                    <svg viewBox="0 0 640 640" aria-hidden="true" class="quadrants">
                        <rect class="field" x="20" y="20" width="600" height="600" rx="8"></rect>
                        <path class="middle" d=format!("M{x:.1} 20V620M20 {y:.1}H620")></path>
                        {drawn}
                        <text x="612" y="610" text-anchor="end">{text.say("map-skill")}</text>
                        <text x="30" y="44">{text.say("map-safety")}</text>
                    </svg>
                    <ul class="plain">
                        {corners}
                        <li>{text.with("map-unclear", [("teams", unclear.into())])}</li>
                    </ul>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// The column of a whole survey with that role. One of a single dimension has no other column than that one's.
fn whole(view: &TeamView, role: InstrumentRole) -> Option<(usize, &Measure)> {
    let release: &Release = &view.release;
    let of_role = |kind| {
        release.measures(kind).filter(|(_, measure)| {
            view.surveys.iter().any(|survey| *survey.id() == measure.survey && survey.role() == Some(role))
        })
    };
    let mut dimensions = of_role(MeasureKind::Dimension);
    of_role(MeasureKind::Survey).next().or_else(|| dimensions.next().filter(|_| dimensions.next().is_none()))
}

/// Where a figure from 0 to 100 lies on the drawing.
fn at(figure: f64) -> f64 {
    20.0 + 6.0 * figure
}

fn draw(dot: &Dot<'_>, skill: &Measure, safety: &Measure) -> AnyView {
    let (x, y) = (at(dot.skill.mean), at(100.0 - dot.safety.mean));
    let margin = |measure: &Measure, figures: &Figures| {
        measure.within.map_or(0.0, |within| 6.0 * figures.margin_of_error(within)).min(300.0)
    };
    let (wide, high) = (margin(skill, dot.skill), margin(safety, dot.safety));
    let clear = if dot.corner().is_some() { "dot clear" } else { "dot" };
    let label = dot.corner().map(
        |_| view! { <text x=format!("{:.1}", x + 12.0) y=format!("{:.1}", y - 10.0)>{dot.name.to_owned()}</text> },
    );
    view! {
        <g class=clear>
            <path d=format!("M{:.1} {y:.1}h{:.1}M{x:.1} {:.1}v{:.1}", x - wide, 2.0 * wide, y - high, 2.0 * high)></path>
            <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="7"></circle>
            {label}
        </g>
    }
    .into_any()
}

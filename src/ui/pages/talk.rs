//! Fifteen minutes for a team: three alone, seven together, five to decide. On a screen with a clock, or on paper.

use leptos::prelude::*;

use crate::service::team::LedTeam;
use crate::ui::parts::standing_words;
use footing_core::disclosure::{Group, MeasureKind};
use footing_core::guidance::TeamLibrary;
use footing_core::survey::DimensionId;
use footing_core::text::Text;
use footing_islands::TalkTimer;
use footing_report::points;

/// The phases and their minutes.
const PHASES: [(&str, u32); 3] = [("alone", 3), ("together", 7), ("decide", 5)];

pub fn talk(text: Text<'_>, led: &LedTeam, library: &TeamLibrary) -> impl IntoView + use<> {
    let base = format!("/teams/{}", led.path.id());
    let phases: Vec<_> = PHASES
        .iter()
        .map(|(phase, minutes)| {
            let title = text
                .with("talk-phase", [("phase", text.say_for("talk", phase).into()), ("minutes", (*minutes).into())]);
            view! {
                <li class="card stack tight">
                    <h3>{title}</h3>
                    <p>{text.say_for("talk-do", phase)}</p>
                </li>
            }
        })
        .collect();
    let timed = PHASES.map(|(phase, minutes)| (text.say_for("talk", phase), minutes)).to_vec();
    let step = led.suggestions(library).into_iter().next().map(|suggestion| {
        view! { <p class="mark"><b>{text.say("talk-step")}</b> " " {text.of(&suggestion.step.title)}</p> }
    });
    view! {
        <main id="main" class="stack loose talk">
            <p><a class="back" href=base.clone()>{text.with("back-to-team", [("team", led.path.name().to_owned().into())])}</a></p>
            <section class="stack">
                <p class="quiet">{led.path.name().to_owned()} " · " {led.release.head().name.clone()}</p>
                <h1>{text.say("talk-title")}</h1>
                <p>{text.say("talk-what")}</p>
            </section>
            {known(text, led)}
            <TalkTimer
                phases=timed
                start=text.say("talk-start")
                pause=text.say("talk-pause")
                again=text.say("talk-again")
                over=text.say("talk-over")
            />
            <ol class="phases">{phases}</ol>
            {step}
            <section class="stack">
                <h2>{text.say("talk-one-title")}</h2>
                <p>{text.say("talk-one-what")}</p>
                <p class="lines" aria-hidden="true"></p>
                <p class="actions"><a class="button" href=format!("{base}#promise")>{text.say("talk-write-down")}</a></p>
            </section>
        </main>
    }
}

/// What may be read out: the team's figures, which are about nobody in particular.
fn known(text: Text<'_>, led: &LedTeam) -> Option<AnyView> {
    let rows: Vec<_> = led
        .release
        .measures(MeasureKind::Dimension)
        .filter_map(|(place, measure)| {
            let survey = led.surveys.iter().find(|survey| *survey.id() == measure.survey)?;
            let dimension = survey.dimension(&DimensionId::parse(&measure.id)?)?;
            let figures = led.row().figures(place)?;
            let organisation = led.release.figures(&Group::Organisation, place).map(points);
            let standing = standing_words(text, figures).unwrap_or_else(|| text.say("about-the-same"));
            Some(view! {
                <tr>
                    <th scope="row">{text.of(&dimension.name)}</th>
                    <td>{points(figures)}</td>
                    <td>{organisation.unwrap_or_else(|| text.say("not-shown"))}</td>
                    <td>{standing}</td>
                </tr>
            })
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2 id="known">{text.say("talk-known")}</h2>
                <div class="scroll" tabindex="0" role="region" aria-labelledby="known">
                    <table class="figures">
                        <caption class="sr-only">{text.say("teams-caption")}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{text.say("talk-subject")}</th>
                                <th scope="col">{text.say("talk-we")}</th>
                                <th scope="col">{text.say("organisation")}</th>
                                <th scope="col">{text.say("talk-compared")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

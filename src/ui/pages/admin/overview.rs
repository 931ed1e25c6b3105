//! Where administering begins: how many people are in the roster, which waves there are, who has roles,
//! which programs have tokens.

use leptos::prelude::*;

use footing_core::survey::WaveId;
use footing_core::text::Text;
use footing_core::wave::{Stage, Wave};

pub struct Overview<'a> {
    pub people: usize,
    pub teams: usize,
    pub waves: &'a [Wave],
    /// Those that something is wrong with.
    pub troubled: &'a [WaveId],
    pub grants: usize,
    pub tokens: usize,
}

pub fn overview(text: Text<'_>, page: &Overview<'_>) -> impl IntoView + use<> {
    let waves: Vec<_> = page.waves.iter().map(|wave| wave_row(text, wave, page.troubled)).collect();
    let counts = [("people", page.people.into()), ("teams", page.teams.into())];
    let list = (!waves.is_empty()).then(|| view! { <ul class="rows">{waves}</ul> });
    view! {
        <main id="main" class="stack loose">
            <h1>{text.say("admin-title")}</h1>
            <section class="stack tight">
                <h2>{text.say("admin-roster")}</h2>
                <p>{text.with("admin-roster-counts", counts)}</p>
                <p class="actions">
                    <a class="button second" href="/admin/roster">{text.say("admin-roster-open")}</a>
                </p>
            </section>
            <section class="stack">
                <h2>{text.say("admin-waves")}</h2>
                {list}
                <p class="actions">
                    <a class="button" href="/admin/waves/new">{text.say("admin-wave-new")}</a>
                </p>
            </section>
            <section class="stack tight">
                <h2>{text.say("admin-roles")}</h2>
                <p>{text.with("admin-roles-count", [("grants", page.grants.into())])}</p>
                <p class="actions">
                    <a class="button second" href="/admin/roles">{text.say("admin-roles-open")}</a>
                </p>
            </section>
            <section class="stack tight">
                <h2>{text.say("admin-tokens")}</h2>
                <p>{text.with("admin-tokens-count", [("tokens", page.tokens.into())])}</p>
                <p class="actions">
                    <a class="button second" href="/admin/tokens">{text.say("admin-tokens-open")}</a>
                </p>
            </section>
        </main>
    }
}

fn wave_row(text: Text<'_>, wave: &Wave, troubled: &[WaveId]) -> AnyView {
    let stage = match &wave.stage {
        _ if troubled.contains(&wave.id) => text.say("wave-trouble-short"),
        Stage::Draft { .. } => text.say("stage-draft"),
        Stage::Open(opening) => text.with("stage-open", [("date", text.date(opening.contract.terms.closes).into())]),
        Stage::Closed { released: Some(released), .. } => {
            text.with("stage-released", [("date", text.date(*released).into())])
        }
        Stage::Closed { closed, .. } => text.with("stage-closed", [("date", text.date(*closed).into())]),
    };
    view! {
        <li class="row">
            <a href=format!("/admin/waves/{}", wave.id)>{wave.terms().name.clone()}</a>
            <span class="state">{stage}</span>
        </li>
    }
    .into_any()
}

//! Links for signing in that somebody makes for others: for whom they are, and the sheet that shows them once, to be
//! copied, or printed and cut into a card for each person.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::ui::parts::{ErrorSummary, Field, QrCode, error_summary, qr_code};
use footing_core::organisation::{TeamPath, Teams};
use footing_core::text::Text;
use footing_core::wave::Wave;

/// What was sent and not taken.
#[derive(Debug, Default)]
pub struct LinksForm {
    pub person: String,
    /// The end of the key of what was wrong.
    pub error: Option<&'static str>,
}

/// The links that were made.
pub struct Sheet<'a> {
    /// `None` for links that are for no survey in particular.
    pub wave: Option<&'a Wave>,
    pub cards: &'a [Card],
    pub last_day: Date,
}

/// What one person is handed.
#[derive(Debug)]
pub struct Card {
    pub name: String,
    pub team: TeamPath,
    pub link: String,
    pub code: Option<QrCode>,
}

/// `people` is everybody there can be a link for, `most` how many fit on a page, `only_here` the address links would begin
/// with where that leads nowhere from another machine.
pub fn links(
    text: Text<'_>,
    people: usize,
    teams: &Teams,
    wave: Option<&Wave>,
    form: &LinksForm,
    most: usize,
    only_here: Option<&str>,
) -> impl IntoView + use<> {
    let message = form.error.map(|error| text.with_for("links-error", error, [("most", most.into())]));
    let is_person = form.error == Some("nobody");
    let field = if is_person { "person" } else { "team" };
    let summary = message.clone().map(|message| [ErrorSummary { message, field }]);
    let about = match wave {
        Some(wave) => {
            let places = [("name", wave.terms().name.clone().into()), ("date", text.date(wave.terms().closes).into())];
            text.with("links-for-wave", places)
        }
        None => text.say("links-for-roster"),
    };
    let back = wave.map_or_else(|| "/admin/roster".to_owned(), |wave| format!("/admin/waves/{}", wave.id));
    let id = wave.map(|wave| wave.id.to_string());
    let hidden = |whom: &'static str| {
        view! {
            <input type="hidden" name="whom" value=whom/>
            {id.clone().map(|id| view! { <input type="hidden" name="wave" value=id/> })}
        }
    };
    let ways = || {
        view! {
            <div class="actions">
                <button class="button" name="as" value="page">{text.say("links-show")}</button>
                <button class="button second" name="as" value="csv">{text.say("links-csv")}</button>
            </div>
        }
    };
    let options: Vec<_> =
        teams.iter().map(|team| view! { <option value=team.id.to_string()>{team.path.to_string()}</option> }).collect();
    let person = Field::of(text, "person", message.filter(|_| is_person));
    let everybody = if wave.is_some() { "links-everybody-invited" } else { "links-everybody" };
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href=back>{text.say("back")}</a></p>
            {summary.map(|summary| error_summary(text, &summary))}
            <section class="stack">
                <h1>{text.say("links-title")}</h1>
                <p>{about}</p>
                <p>{text.say("links-what")}</p>
                <p class="quiet">{text.say("links-logged")}</p>
                {only_here.map(|address| only_here_note(text, address))}
            </section>
            <form method="post" action="/admin/links" novalidate=true class="card stack">
                <h2>{text.say("links-person")}</h2>
                {hidden("person")}
                {person.line(text, "text", form.person.clone())}
                {ways()}
            </form>
            <form method="post" action="/admin/links" class="card stack">
                <h2>{text.say("links-team")}</h2>
                {hidden("team")}
                <div class="field stack tight">
                    <label for="team">{text.say("links-team-label")}</label>
                    <select id="team" name="team">{options}</select>
                </div>
                {ways()}
            </form>
            <form method="post" action="/admin/links" class="card stack">
                <h2>{text.with(everybody, [("people", people.into())])}</h2>
                {hidden("everybody")}
                {ways()}
            </form>
        </main>
    }
}

/// The only time the links are on a page. On paper there are the cards and nothing else.
pub fn sheet(text: Text<'_>, sheet: &Sheet<'_>) -> impl IntoView + use<> {
    let back = match sheet.wave {
        Some(wave) => format!("/admin/links?wave={}", wave.id),
        None => "/admin/links".to_owned(),
    };
    let about = sheet.wave.map(|wave| wave.terms().name.clone());
    let last_day = text.date(sheet.last_day);
    let cards: Vec<_> = sheet.cards.iter().map(|card| one_card(text, card, about.as_deref(), &last_day)).collect();
    let lines: Vec<String> =
        sheet.cards.iter().map(|card| format!("{}\t{}\t{}", card.name, card.team, card.link)).collect();
    view! {
        <main id="main" class="stack loose">
            <section class="stack unprinted" role="status">
                <p><a class="back" href=back>{text.say("back")}</a></p>
                <h1>{text.say("sheet-title")}</h1>
                <p>{text.with("sheet-what", [("links", sheet.cards.len().into()), ("date", last_day.into())])}</p>
                <p>{text.say("sheet-print")}</p>
                <details>
                    <summary>{text.say("sheet-copy")}</summary>
                    <pre class="lines-of-text" tabindex="0">{lines.join("\n")}</pre>
                </details>
            </section>
            <ul class="passes">{cards}</ul>
        </main>
    }
}

fn one_card(text: Text<'_>, card: &Card, wave: Option<&str>, last_day: &str) -> AnyView {
    view! {
        <li class="pass">
            <div class="stack tight">
                <h2>{card.name.clone()}</h2>
                <p class="quiet">{card.team.to_string()}</p>
                {wave.map(|wave| view! { <p><b>{wave.to_owned()}</b></p> })}
                <p class="hash">{card.link.clone()}</p>
                <p class="quiet">{text.with("sheet-card", [("date", last_day.to_owned().into())])}</p>
            </div>
            {card.code.as_ref().map(qr_code)}
        </li>
    }
    .into_any()
}

fn only_here_note(text: Text<'_>, address: &str) -> impl IntoView + use<> {
    view! { <p class="brake">{text.with("links-only-here", [("address", address.to_owned().into())])}</p> }
}

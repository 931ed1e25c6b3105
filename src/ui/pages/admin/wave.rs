//! One wave: where it stands, what it still needs, who has taken part, and the ways on, each asked once more.

use leptos::prelude::*;

use crate::service::WaveTrouble;
use crate::service::invitation::Letters;
use crate::service::wave::Outlook;
use footing_core::disclosure::{Participation, Rate};
use footing_core::text::Text;
use footing_core::wave::{AskedLately, Stage, TooFewPeople, Wave};
use jiff::civil::Date;

use super::letters::letters_of;

pub struct WavePage<'a> {
    pub wave: &'a Wave,
    pub participation: &'a [Participation],
    /// What the surveys are called, in the order of `participation`.
    pub titles: Vec<String>,
    /// Where people take part, as an address to hand on.
    pub link: String,
    /// `None` in an installation without mail.
    pub letters: Option<Letters>,
    /// Of a draft, what opening it today would come to.
    pub outlook: Option<Outlook>,
    /// What keeps the wave from going on as was agreed.
    pub trouble: Option<WaveTrouble>,
}

/// What is asked once more before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    Open,
    Close,
    Release,
    Invite,
    Remind,
    /// Letters that were refused.
    Retry,
}

impl Confirm {
    pub fn word(self) -> &'static str {
        match self {
            Confirm::Open => "open",
            Confirm::Close => "close",
            Confirm::Release => "release",
            Confirm::Invite => "invite",
            Confirm::Remind => "remind",
            Confirm::Retry => "retry",
        }
    }

    pub fn parse(word: &str) -> Option<Confirm> {
        let all = [Confirm::Open, Confirm::Close, Confirm::Release, Confirm::Invite, Confirm::Remind, Confirm::Retry];
        all.into_iter().find(|confirm| confirm.word() == word)
    }
}

pub fn wave(text: Text<'_>, page: &WavePage<'_>) -> impl IntoView + use<> {
    let wave = page.wave;
    let address = format!("/admin/waves/{}", wave.id);
    let way = |confirm: Confirm, class: &'static str| {
        view! {
            <a class=class href=format!("{address}/{}", confirm.word())>{text.say_for("wave-do", confirm.word())}</a>
        }
        .into_any()
    };
    let ways: Vec<AnyView> = match &wave.stage {
        Stage::Draft { intent: Some(_), .. } if page.outlook.as_ref().is_some_and(Outlook::may_open) => {
            vec![way(Confirm::Open, "button")]
        }
        Stage::Closed { released: None, erased: None, .. } => vec![way(Confirm::Release, "button")],
        Stage::Draft { .. } | Stage::Closed { .. } => Vec::new(),
        Stage::Open(_) => {
            let mail = page.letters.is_some();
            let invite = mail.then(|| way(Confirm::Invite, "button"));
            let remind = mail.then(|| way(Confirm::Remind, "button second"));
            let class = if mail { "button second" } else { "button" };
            let links = view! {
                <a class=class href=format!("/admin/links?wave={}", wave.id)>{text.say("links-title")}</a>
            };
            let ways = invite.into_iter().chain(remind).chain([links.into_any()]);
            ways.chain([way(Confirm::Close, "button second")]).collect()
        }
    };
    let terms = wave.terms();
    let stage = match &wave.stage {
        Stage::Draft { .. } => text.say("stage-draft"),
        Stage::Open(_) => text.with("stage-open", [("date", text.date(terms.closes).into())]),
        Stage::Closed { released: Some(released), .. } => {
            text.with("stage-released", [("date", text.date(*released).into())])
        }
        Stage::Closed { closed, .. } => text.with("stage-closed", [("date", text.date(*closed).into())]),
    };
    let no_mail = page.letters.is_none() && wave.open_now().is_some();
    let letters = page.letters.as_ref().filter(|_| wave.open_now().is_some());
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/admin">{text.say("back-to-admin")}</a></p>
            <section class="stack">
                <p class="quiet">{stage}</p>
                <h1>{terms.name.clone()}</h1>
                <p>{terms.purpose.clone()}</p>
            </section>
            {page.trouble.map(|trouble| self::trouble(text, wave, trouble))}
            {needs(text, page, &address)}
            {participation(text, page)}
            {letters.map(|found| letters_of(text, found, &address))}
            {no_mail.then(|| view! { <p class="hash">{text.with("wave-no-mail", [("link", page.link.clone().into())])}</p> })}
            {(!ways.is_empty()).then(|| view! { <p class="actions">{ways}</p> })}
            {contract(text, wave)}
        </main>
    }
}

/// That something went wrong, what that means for everybody, and what to do.
fn trouble(text: Text<'_>, wave: &Wave, trouble: WaveTrouble) -> AnyView {
    let is_open = wave.open_now().is_some();
    view! {
        <section class="error-summary stack tight" role="alert" aria-labelledby="trouble">
            <h2 id="trouble">{text.say_for("wave-trouble-title", if is_open { "close" } else { "go-on" })}</h2>
            <p>{text.say_for("wave-trouble", trouble.word())}</p>
            {is_open.then(|| view! { <p>{text.say("wave-trouble-waits")}</p> })}
        </section>
    }
    .into_any()
}

/// What a draft still needs, with the way to it.
fn needs(text: Text<'_>, page: &WavePage<'_>, address: &str) -> Option<AnyView> {
    let (Stage::Draft { intent, .. }, Some(outlook)) = (&page.wave.stage, &page.outlook) else { return None };
    let done = |is_done: bool| text.say(if is_done { "need-done" } else { "need-open" });
    let row = |label: &'static str, href: String, is_done: bool| {
        view! {
            <li class="row">
                <a href=href>{text.say(label)}</a>
                <span class="state">{done(is_done)}</span>
            </li>
        }
    };
    let view = view! {
        <section class="stack">
            <h2>{text.say("needs-title")}</h2>
            <ul class="rows">
                {row("need-terms", format!("{address}/terms"), true)}
                {row("need-intent", format!("{address}/intent"), intent.is_some())}
                {row("need-roster", "/admin/roster".to_owned(), outlook.people.is_ok())}
            </ul>
            {outlook.people.as_ref().err().map(|found| view! { <p>{too_few_people(text, *found)}</p> })}
            {outlook.new.map(|(people, day)| view! { <p>{new_people(text, people, day)}</p> })}
            {outlook.asked_lately.as_ref().map(|found| view! { <p>{asked_lately(text, found)}</p> })}
        </section>
    };
    Some(view.into_any())
}

fn too_few_people(text: Text<'_>, found: TooFewPeople) -> String {
    text.with("wave-too-few", [("people", found.people.into()), ("least", found.threshold.into())])
}

/// That teams of people who joined lately may not be shown, and from when on they are.
fn new_people(text: Text<'_>, people: usize, day: Date) -> String {
    text.with("wave-new-people", [("people", people.into()), ("date", text.date(day).into())])
}

/// That the same question rests between two waves, and until when.
fn asked_lately(text: Text<'_>, found: &AskedLately) -> String {
    let wave = ("wave", found.wave.clone().into());
    match found.again {
        None => text.with("wave-asked-now", [wave]),
        Some(day) => text.with("wave-asked-lately", [wave, ("date", text.date(day).into())]),
    }
}

fn participation(text: Text<'_>, page: &WavePage<'_>) -> Option<AnyView> {
    if page.participation.is_empty() {
        return None;
    }
    let rate = |rate: Option<&Rate>| match rate {
        Some(Rate { taken_part, invited }) => {
            text.with("wave-rate", [("taken", (*taken_part).into()), ("invited", (*invited).into())])
        }
        None => text.say("wave-rate-hidden"),
    };
    let surveys: Vec<_> = page
        .participation
        .iter()
        .zip(&page.titles)
        .map(|(figures, title)| {
            let teams: Vec<_> = figures
                .teams
                .iter()
                .map(|(team, figures)| {
                    view! {
                        <li class="row">
                            <span>{team.to_string()}</span>
                            <span class="state">{rate(Some(figures))}</span>
                        </li>
                    }
                })
                .collect();
            let teams = (!teams.is_empty()).then(|| {
                view! {
                    <details>
                        <summary>{text.say("wave-teams")} " " <span class="sr-only">{title.clone()}</span></summary>
                        <ul class="rows">{teams}</ul>
                    </details>
                }
            });
            view! {
                <li class="row">
                    <b>{title.clone()}</b>
                    <span class="state">{rate(figures.whole.as_deref())}</span>
                    {figures
                        .leaders
                        .as_deref()
                        .map(|leaders| view! {
                            <span class="note">{text.say("group-leaders")} ": " {rate(Some(leaders))}</span>
                        })}
                    {teams}
                </li>
            }
        })
        .collect();
    let view = view! {
        <section class="stack">
            <h2>{text.say("wave-participation")}</h2>
            <p class="quiet">{text.say("wave-participation-what")}</p>
            <ul class="rows">{surveys}</ul>
        </section>
    };
    Some(view.into_any())
}

fn contract(text: Text<'_>, wave: &Wave) -> Option<AnyView> {
    let opening = wave.opening()?;
    let hash = opening.hash.to_string();
    let view = view! {
        <section class="stack tight">
            <h2>{text.say("contract-technical")}</h2>
            <p>{text.with("wave-opened", [
                ("date", text.date(opening.opened).into()),
                ("invited", opening.invited.into()),
            ])}</p>
            <p class="hash">{text.with("contract-hash", [("hash", hash.into())])}</p>
        </section>
    };
    Some(view.into_any())
}

/// Asks once more, with what it would mean.
pub fn confirm(text: Text<'_>, wave: &Wave, confirm: Confirm, people: usize) -> impl IntoView + use<> {
    let address = format!("/admin/waves/{}", wave.id);
    let word = confirm.word();
    // What cannot be undone looks so.
    let class = if confirm == Confirm::Close { "button danger" } else { "button" };
    let places = [("name", wave.terms().name.clone().into()), ("people", people.into())];
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href=address.clone()>{text.say("back")}</a></p>
            <section class="stack">
                <h1>{text.say_for("confirm-title", word)}</h1>
                <p>{text.with_for("confirm-what", word, places)}</p>
                <form method="post" action=format!("{address}/{word}") class="actions">
                    <button class=class>{text.say_for("wave-do", word)}</button>
                    <a class="button second" href=address.clone()>{text.say("confirm-leave")}</a>
                </form>
            </section>
        </main>
    }
}

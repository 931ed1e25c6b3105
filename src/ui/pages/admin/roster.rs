//! The roster: the teams there are, the upload of a new list, what is wrong in it, and what it would change.

use leptos::prelude::*;

use footing_core::organisation::{Changed, Member, RosterChange, RosterFaults, RosterNote, SafetyCheck, Teams};
use footing_core::text::Text;
use footing_report::{Undrawable, undrawable, undrawable_in};

/// What became of an uploaded file.
#[derive(Debug)]
pub enum RosterOutcome<'a> {
    /// Nothing was uploaded.
    None,
    NoFile,
    Faults(&'a RosterFaults),
    Change(&'a RosterChange),
    /// The upload waits no more: somebody else changed the roster, or too much time passed.
    Lost,
    Done,
    /// A made-up organisation takes no list.
    Example,
}

/// People named in a list of changes; more are counted.
const MOST_NAMED: usize = 50;

pub fn roster(text: Text<'_>, people: usize, teams: &Teams, outcome: &RosterOutcome<'_>) -> impl IntoView + use<> {
    let rows: Vec<_> = teams
        .iter()
        .map(|team| {
            let depth = team.path.ancestors_and_self().count().min(8);
            view! {
                <tr>
                    <th scope="row" class=format!("depth-{depth}")>{team.path.name().to_owned()}</th>
                    <td>{team.whole}</td>
                    <td class="direct">{team.direct}</td>
                    <td>{team.leaders.len()}</td>
                </tr>
            }
        })
        .collect();
    let counts = [("people", people.into()), ("teams", teams.iter().count().into())];
    let table = (people > 0).then(|| {
        view! {
            <details>
                <summary>{text.say("roster-teams")}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=text.say("roster-teams")>
                    <table class="figures">
                        <caption class="sr-only">{text.say("roster-teams")}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{text.say("roster-team")}</th>
                                <th scope="col">{text.say("roster-whole")}</th>
                                <th scope="col" class="direct">{text.say("roster-direct")}</th>
                                <th scope="col">{text.say("roster-leaders")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        }
    });
    let export = (people > 0).then(|| {
        view! {
            <p class="actions">
                <a class="button second" href="/admin/roster.csv" download=true>{text.say("roster-export")}</a>
                <a class="button second" href="/admin/links">{text.say("links-title")}</a>
            </p>
        }
    });
    // A problem stands on top of the page, as everywhere.
    let (problem, news) = match outcome {
        RosterOutcome::NoFile | RosterOutcome::Lost | RosterOutcome::Faults(_) => (Some(shown(text, outcome)), None),
        RosterOutcome::None | RosterOutcome::Done | RosterOutcome::Change(_) | RosterOutcome::Example => {
            (None, Some(shown(text, outcome)))
        }
    };
    let upload = (!matches!(outcome, RosterOutcome::Example)).then(|| upload(text));
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/admin">{text.say("back-to-admin")}</a></p>
            {problem}
            <section class="stack">
                <h1>{text.say("admin-roster")}</h1>
                <p>{text.with("admin-roster-counts", counts)}</p>
                {undrawable(teams.iter().map(|team| team.path.as_str())).map(|letters| boxes(text, &letters))}
                {export}
                {table}
            </section>
            {news}
            {upload}
        </main>
    }
}

fn upload(text: Text<'_>) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/admin/roster" enctype="multipart/form-data" class="card stack">
            <h2>{text.say("roster-upload-title")}</h2>
            <p>{text.say("roster-upload-what")}</p>
            <p class="quiet">{text.say("roster-columns")}</p>
            <div class="field stack tight">
                <label for="file">{text.say("roster-file")}</label>
                <input type="file" id="file" name="file" accept=".csv,text/csv,text/plain"/>
            </div>
            <div class="actions"><button class="button">{text.say("roster-look")}</button></div>
        </form>
    }
}

fn shown(text: Text<'_>, outcome: &RosterOutcome<'_>) -> AnyView {
    match outcome {
        RosterOutcome::None => ().into_any(),
        RosterOutcome::Done => view! { <p class="taken" role="status">{text.say("roster-done")}</p> }.into_any(),
        RosterOutcome::Example => view! { <p class="card">{text.say("roster-example")}</p> }.into_any(),
        RosterOutcome::NoFile => alert(text, text.say("roster-no-file"), ().into_any()),
        RosterOutcome::Lost => alert(text, text.say("roster-lost"), ().into_any()),
        RosterOutcome::Faults(faults) => {
            let rows: Vec<_> = faults.shown.iter().map(|fault| view! { <li>{fault.to_string()}</li> }).collect();
            let more =
                (faults.more > 0).then(|| view! { <p>{text.with("roster-more", [("more", faults.more.into())])}</p> });
            let list = view! {
                <ul class="plain faults" lang="en">{rows}</ul>
                {more}
            };
            let count = [("faults", (faults.shown.len() + faults.more).into())];
            alert(text, text.with("roster-faults", count), list.into_any())
        }
        RosterOutcome::Change(change) => preview(text, change),
    }
}

fn alert(text: Text<'_>, message: String, more: AnyView) -> AnyView {
    view! {
        <div class="error-summary stack tight" role="alert" tabindex="-1" autofocus=true aria-labelledby="error-title">
            <h2 id="error-title">{text.say("error-title")}</h2>
            <p>{message}</p>
            {more}
        </div>
    }
    .into_any()
}

fn preview(text: Text<'_>, change: &RosterChange) -> AnyView {
    if change.is_empty() {
        return view! {
            <p class="taken" role="status">{text.say("roster-same")}</p>
            {notes(text, change)}
        }
        .into_any();
    }
    let members = |members: &[Member]| members.iter().map(|member| line(&member.name, &member.team)).collect();
    let changed = |changed: &[Changed]| -> Vec<String> {
        changed
            .iter()
            .map(|Changed { before, after }| {
                if before.team == after.team {
                    line(&after.name, &after.team)
                } else {
                    format!("{}: {} → {}", after.name, before.team, after.team)
                }
            })
            .collect()
    };
    let groups = [
        group(text, "joiners", members(&change.joiners)),
        group(text, "returners", changed(&change.returners)),
        group(text, "leavers", members(&change.leavers)),
        group(text, "moves", changed(&change.moves)),
        group(text, "ids", changed(&change.id_changes)),
        group(text, "edits", changed(&change.edits)),
    ];
    let safety_checks: Vec<_> = change
        .safety_checks()
        .into_iter()
        .map(|safety_check| {
            let (key, count, of) = match safety_check {
                SafetyCheck::ManyLeave { count, of } => ("brake-leave", count, of),
                SafetyCheck::ManyChangeId { count, of } => ("brake-ids", count, of),
                SafetyCheck::ManyChangeAddress { count, of } => ("brake-addresses", count, of),
            };
            view! { <span>{text.with(key, [("count", count.into()), ("all", of.into())])}</span> }
        })
        .collect();
    let braked = !safety_checks.is_empty();
    view! {
        <section class="card step stack" role="status" aria-labelledby="preview">
            <h2 id="preview">{text.say("roster-preview-title")}</h2>
            <p>{text.with("roster-unchanged", [("unchanged", change.unchanged.into())])}</p>
            <div class="stack tight">{groups.into_iter().collect_view()}</div>
            {undrawable_in(change).map(|letters| boxes(text, &letters))}
            {change.readdressed().next().is_some().then(|| view! { <p>{text.say("roster-moved-told")}</p> })}
            {notes(text, change)}
            <form method="post" action="/admin/roster/apply" class="stack">
                {braked
                    .then(|| {
                        view! {
                            <fieldset>
                                <legend class="brake">{safety_checks}</legend>
                                <div class="options">
                                    <label class="option">
                                        <input type="checkbox" name="sure" value="yes"/>
                                        <span>{text.say("brake-sure")}</span>
                                    </label>
                                </div>
                            </fieldset>
                        }
                    })}
                <div class="actions">
                    <button class="button">{text.say("roster-apply")}</button>
                    <a class="button second" href="/admin/roster">{text.say("roster-leave")}</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// Which letters this machine cannot draw, and what would help.
fn boxes(text: Text<'_>, letters: &Undrawable) -> AnyView {
    let places = [
        ("count", letters.letters.len().into()),
        ("boxes", letters.shown().into()),
        ("packages", letters.packages.join(" ").into()),
    ];
    view! { <p class="quiet">{text.with("roster-boxes", places)}</p> }.into_any()
}

/// Names that were taken as one, or that only look like one.
fn notes(text: Text<'_>, change: &RosterChange) -> Option<AnyView> {
    let said = |note: &RosterNote| match note {
        RosterNote::TakenAsOne { name, rows, first, .. } => text.with(
            "roster-as-one",
            [("name", name.clone().into()), ("rows", (*rows).into()), ("first", (*first).into())],
        ),
        RosterNote::StayTwo { one, other, .. } => {
            text.with("roster-stay-two", [("one", one.clone().into()), ("other", other.clone().into())])
        }
    };
    let lines: Vec<_> = change.notes.iter().map(|note| view! { <li>{said(note)}</li> }).collect();
    let section = view! {
        <div class="stack tight">
            <h3>{text.say("roster-notes")}</h3>
            <ul class="plain">{lines}</ul>
        </div>
    };
    (!change.notes.is_empty()).then(|| section.into_any())
}

fn line(name: &str, team: &footing_core::organisation::TeamPath) -> String {
    format!("{name} ({team})")
}

fn group(text: Text<'_>, word: &'static str, lines: Vec<String>) -> Option<AnyView> {
    let count = lines.len();
    let title = text.with_for("roster-group", word, [("count", count.into())]);
    let more = count.saturating_sub(MOST_NAMED);
    let rows: Vec<_> = lines.into_iter().take(MOST_NAMED).map(|line| view! { <li>{line}</li> }).collect();
    let more = (more > 0).then(|| view! { <p>{text.with("roster-more", [("more", more.into())])}</p> });
    let details = view! {
        <details>
            <summary>{title}</summary>
            <ul class="plain">{rows}</ul>
            {more}
        </details>
    };
    (count > 0).then(|| details.into_any())
}

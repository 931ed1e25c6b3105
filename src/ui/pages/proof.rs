//! How the answers of a survey are protected: for a works council, and for everybody who wants to check. It can be printed.

use leptos::prelude::*;

use super::stored::stored_rows;
use super::wave::{has_privacy, rules};
use crate::service::proof::{Examined, WaveProof};
use crate::ui::parts::figures_table;
use footing_core::disclosure::TableKind;
use footing_core::survey::Privacy;
use footing_core::text::Text;

const READERS: [&str; 5] = ["leader", "analyst", "administrator", "program", "operator"];
const ATTACKS: [&str; 10] =
    ["means", "shares", "limits", "turnout", "leaders", "spread", "invented", "again", "disk", "address"];

pub fn proof(text: Text<'_>, proof: &WaveProof) -> impl IntoView + use<> {
    let contract = &proof.opening.contract;
    let terms = &contract.terms;
    let (asks_ballots, asks_linked) = (
        has_privacy(contract, Privacy::Anonymous),
        has_privacy(contract, Privacy::Confidential) || has_privacy(contract, Privacy::Private),
    );
    let stored = [
        ("roster", true),
        ("session", true),
        ("confidential", has_privacy(contract, Privacy::Confidential)),
        ("anonymous", asks_ballots),
        ("private", has_privacy(contract, Privacy::Private)),
        ("audit", true),
    ];
    let stored: Vec<&str> = stored.into_iter().filter(|(_, is_kept)| *is_kept).map(|(subject, _)| subject).collect();
    let readers = READERS.map(|reader| {
        view! {
            <div class="reviewed">
                <dt>{text.say_for("proof-who", reader)}</dt>
                <dd>{text.say_for("proof-sees", reader)}</dd>
            </div>
        }
    });
    let attacks = ATTACKS.map(|attack| view! { <li>{text.say_for("proof-attack", attack)}</li> });
    let examined = match &proof.examined {
        Some(kinds) => examined(text, kinds).into_any(),
        None => view! { <p>{text.say("proof-examined-before")}</p> }.into_any(),
    };
    let name = [("name", terms.name.clone().into())];
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href=format!("/w/{}", proof.wave)>{text.say("proof-back")}</a></p>
            <section class="stack">
                <h1>{text.with("proof-title", name)}</h1>
                <p>{text.say("proof-lead")}</p>
                <p class="hash">{text.with("contract-hash", [("hash", proof.opening.hash.to_string().into())])}</p>
            </section>
            <section class="stack">
                <h2>{text.say("proof-agreed-title")}</h2>
                <ul class="plain">{rules(text, contract, None)}</ul>
                <p>{text.with("contract-retention", [("months", terms.retention_months.into())])}</p>
            </section>
            <section class="stack">
                <h2>{text.say("proof-stored-title")}</h2>
                {stored_rows(text, &stored)}
            </section>
            <section class="stack">
                <h2>{text.say("proof-who-title")}</h2>
                <dl class="review">{readers}</dl>
            </section>
            <section class="stack">
                <h2>{text.say("proof-attack-title")}</h2>
                <p>{text.say("proof-attack-what")}</p>
                <ul class="plain">{attacks}</ul>
                <p>{text.say("proof-attack-found")}</p>
            </section>
            <section class="stack">
                <h2>{text.say("proof-examined-title")}</h2>
                {examined}
            </section>
            <section class="stack">
                <h2>{text.say("proof-cannot-title")}</h2>
                <ul class="plain">
                    {asks_ballots.then(|| view! { <li>{text.say("contract-operator")}</li> })}
                    {asks_linked.then(|| view! { <li>{text.say("contract-operator-linked")}</li> })}
                    <li>{text.say("contract-talk")}</li>
                    <li>{text.say("contract-again")}</li>
                    <li>{text.say("proof-cannot-copies")}</li>
                    <li>{text.say("proof-cannot-mail")}</li>
                </ul>
            </section>
        </main>
    }
}

fn examined(text: Text<'_>, kinds: &[Examined]) -> impl IntoView + use<> {
    let row = |Examined { kind, threshold, shown, hidden }: &Examined| {
        let numbers = [threshold.to_string(), shown.to_string(), hidden.to_string()];
        std::iter::once(text.say_for("proof-kind", word(*kind))).chain(numbers).collect()
    };
    let rows: Vec<Vec<String>> = kinds.iter().map(row).collect();
    let head = ["kind", "threshold", "shown", "hidden"].map(|head| text.say_for("proof-head", head));
    view! {
        <p>{text.say("proof-examined-what")}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=text.say("proof-examined-title")>
            {figures_table(().into_any(), &head, &rows)}
        </div>
    }
}

fn word(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Means => "means",
        TableKind::Shares => "shares",
        TableKind::Turnout => "turnout",
        TableKind::Counts => "counts",
        TableKind::Quality => "quality",
    }
}

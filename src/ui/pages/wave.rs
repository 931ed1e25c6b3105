//! A wave as an invited person sees it: the contract in plain words before the first question, and the thanks after the
//! last.

use leptos::prelude::*;

use super::team::promise_row;
use crate::service::taking_part::{SurveyPart, TakingPart};
use crate::service::wave::Offer;
use footing_core::guidance::TeamLibrary;
use footing_core::survey::{Privacy, Question, Survey};
use footing_core::text::Text;
use footing_core::wave::{Contract, Cut};

/// `offer` says what kinds of work, tasks and rungs are called.
pub fn contract(
    text: Text<'_>,
    taking: &TakingPart,
    offer: &Offer<'_>,
    library: &TeamLibrary,
) -> impl IntoView + use<> {
    let terms = &taking.opening.contract.terms;
    let facts = [
        ("questions", taking.questions().into()),
        ("minutes", taking.minutes().into()),
        ("date", text.date(terms.closes).into()),
    ];
    let parts: Vec<_> = taking.parts.iter().map(|part| part_row(text, part)).collect();
    let asks_ballots = taking.parts.iter().any(|part| part.survey.privacy() == Privacy::Anonymous);
    let asks_linked = taking.parts.iter().any(|part| part.survey.privacy() != Privacy::Anonymous);
    let is_done = taking.next().is_none();
    let begun_elsewhere = taking.next().is_some_and(|part| part.begun_elsewhere);
    let way_on = (!is_done).then(|| {
        let words = match (begun_elsewhere, taking.has_begun()) {
            (true, _) => "contract-anew",
            (false, true) => "intro-go-on",
            (false, false) => "contract-start",
        };
        view! {
            <form method="post" action=format!("/w/{}", taking.wave) class="stack tight">
                {begun_elsewhere
                    .then(|| {
                        view! {
                            <p>{text.say("contract-begun-elsewhere")}</p>
                            <input type="hidden" name="anew" value="yes"/>
                        }
                    })}
                <div class="actions"><button class="button">{text.say(words)}</button></div>
            </form>
        }
    });
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <p class="quiet">{text.with("contract-facts", facts)}</p>
                <h1>{terms.name.clone()}</h1>
                {is_done.then(|| view! { <p class="taken">{text.say("wave-card-done")}</p> })}
                <p>{terms.purpose.clone()}</p>
                <p>{text.say("contract-voluntary")} " " {most_can_be_declined(taking.parts.iter().map(|part| part.survey.as_ref())).then(|| text.say("contract-decline"))}</p>
            </section>
            {said(text, taking, library)}
            <section class="stack">
                <h2>{text.say("contract-asked-title")}</h2>
                <ul class="rows">{parts}</ul>
            </section>
            {shown(text, taking)}
            {way_on}
            {intent(text, taking, offer)}
            <details>
                <summary>{text.say("contract-technical")}</summary>
                <div class="stack tight">
                    {asks_ballots.then(|| view! { <p>{text.say("contract-operator")}</p> })}
                    {asks_linked.then(|| view! { <p>{text.say("contract-operator-linked")}</p> })}
                    <p>{text.with("contract-retention", [("months", terms.retention_months.into())])}</p>
                    <p>{text.with("contract-contact", [("contact", terms.contact.clone().into())])}</p>
                    <p><a href=format!("/w/{}/proof", taking.wave)>{text.say("contract-proof")}</a></p>
                    <p class="hash">{text.with("contract-hash", [("hash", taking.opening.hash.to_string().into())])}</p>
                </div>
            </details>
        </main>
    }
}

/// Whether more than half of the questions have an answer that says nothing.
fn most_can_be_declined<'s>(surveys: impl Iterator<Item = &'s Survey>) -> bool {
    let questions = surveys.flat_map(|survey| {
        survey.questions().map(move |question| match question {
            Question::Item(item, _) => survey.scale_of(item).not_applicable().is_some(),
            Question::Context(_) => false,
        })
    });
    let (declinable, others): (Vec<bool>, Vec<bool>) = questions.partition(|can_be_declined| *can_be_declined);
    declinable.len() > others.len()
}

/// What was promised after the wave before, and what came of it: before anybody is asked again.
fn said(text: Text<'_>, taking: &TakingPart, library: &TeamLibrary) -> Option<AnyView> {
    let rows = taking.promises.iter().map(|(promise, wave)| promise_row(text, promise, wave, library));
    (!taking.promises.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="said">
                <h2 id="said">{text.say("said-title")}</h2>
                <p class="quiet">{text.say("said-what")}</p>
                <ul class="rows">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn part_row(text: Text<'_>, part: &SurveyPart) -> AnyView {
    let survey = &part.survey;
    let privacy = survey.privacy().word();
    let state = part.is_done.then(|| view! { <span class="state">{text.say("contract-done")}</span> });
    view! {
        <li class="row">
            <b>{text.of(survey.title())}</b>
            {state}
            <span class="note">
                {text.with("contract-questions", [("questions", survey.questions().count().into())])} " "
                {text.of(survey.purpose())}
            </span>
            <span class="note"><b>{text.say_for("privacy", privacy)}</b> " " {text.say_for("privacy-what", privacy)}</span>
        </li>
    }
    .into_any()
}

/// What will be shown to whom, with the numbers of this person's own team.
fn shown(text: Text<'_>, taking: &TakingPart) -> impl IntoView + use<> {
    let contract = &taking.opening.contract;
    let team = taking.team.path.name().to_owned();
    let invited = [("team", team.into()), ("invited", taking.team.invited.into())];
    let least = ("least", contract.terms.anonymous_threshold.get().into());
    let filed = match &taking.group {
        Some(group) => text
            .with("contract-filed", [("group", group.path.name().to_owned().into()), ("invited", group.filed.into())]),
        None if taking.leads() => text.with("contract-filed-leaders", [least]),
        None => text.with("contract-filed-whole", [least]),
    };
    view! {
        <section class="card stack tight">
            <h2>{text.say("contract-shown-title")}</h2>
            <p>{text.with("contract-team", invited)}</p>
            <ul class="plain">
                {rules(text, contract, Some(filed))}
                <li>{text.say("contract-talk")}</li>
                <li>{text.say("contract-again")}</li>
            </ul>
        </section>
    }
}

/// Whether anything is asked in this way.
pub(super) fn has_privacy(contract: &Contract, privacy: Privacy) -> bool {
    contract.surveys.iter().any(|asked| asked.privacy == privacy)
}

/// What is shown to whom, as items of a list; `filed` says with whom one's own ballot lies.
pub(super) fn rules(text: Text<'_>, contract: &Contract, filed: Option<String>) -> impl IntoView + use<> {
    let terms = &contract.terms;
    let anonymous = has_privacy(contract, Privacy::Anonymous).then(|| {
        let least = [("least", terms.anonymous_threshold.get().into())];
        view! {
            <li>{text.with("contract-anonymous", least)} {filed.map(|filed| format!(" {filed}"))}</li>
            <li>{text.say("contract-ballot")}</li>
        }
    });
    let confidential = has_privacy(contract, Privacy::Confidential).then(|| {
        let least = [("least", terms.threshold.get().into())];
        view! { <li>{text.with("contract-confidential", least)}</li> }
    });
    let private = has_privacy(contract, Privacy::Private).then(|| {
        let least = || [("least", terms.threshold.get().into())];
        view! {
            <li>{text.with("contract-private", least())}</li>
            {contract.counts_steps.then(|| view! { <li>{text.with("contract-steps", least())}</li> })}
        }
    });
    let cuts = (!terms.cuts.is_empty()).then(|| {
        let cuts: Vec<String> = terms.cuts.iter().map(|cut: &Cut| text.say_for("cut", cut.id())).collect();
        let cuts = cuts.join(&text.say("between-labels"));
        view! { <li>{text.with("contract-cuts", [("cuts", cuts.into())])}</li> }
    });
    let leaders = contract.leaders_apart.then(|| {
        view! {
            <li>{text.say("contract-leaders")}</li>
            <li>{text.say("contract-new-people")}</li>
        }
    });
    view! {
        <li>{text.say("contract-nobody")}</li>
        {anonymous}
        {confidential}
        {private}
        {cuts}
        {leaders}
        <li>{text.say("contract-participation")}</li>
    }
}

/// What those who lead have answered, for everybody to read.
fn intent(text: Text<'_>, taking: &TakingPart, offer: &Offer<'_>) -> impl IntoView + use<> {
    let intent = &taking.opening.contract.intent;
    let rung = |value: u8| {
        let options = offer.ladder.iter().flat_map(|scale| scale.options());
        options.filter(|option| option.value == value).map(|option| text.of(&option.label)).collect::<String>()
    };
    let work = offer.work.iter().filter_map(|choice| Some((choice, *intent.work.get(&choice.id)?)));
    let work: Vec<_> = work
        .map(|(choice, value)| {
            view! {
                <li class="row">
                    <span>{text.of(&choice.label)}</span>
                    <span class="note">{rung(value)}</span>
                </li>
            }
        })
        .collect();
    let tasks = offer.tasks.iter().filter(|choice| intent.tasks.contains(&choice.id));
    let tasks: Vec<String> = tasks.map(|choice| text.of(&choice.label)).collect();
    let tasks = tasks.join(&text.say("between-labels"));
    view! {
        <section class="stack">
            <h2>{text.say("contract-intent-title")}</h2>
            <p class="quiet">{text.say("contract-intent-what")}</p>
            <blockquote>{intent.build.clone()}</blockquote>
            {(!tasks.is_empty()).then(|| view! { <p>{text.with("contract-intent-tasks", [("tasks", tasks.into())])}</p> })}
            {(!work.is_empty())
                .then(|| view! {
                    <h3>{text.say("contract-intent-work")}</h3>
                    <ul class="rows">{work}</ul>
                })}
        </section>
    }
}

/// A person who sees all that is theirs finds the result on their own page; others are led to the one they have just
/// given.
pub fn thanks(text: Text<'_>, taking: &TakingPart, is_whole: bool) -> impl IntoView + use<> {
    let terms = &taking.opening.contract.terms;
    let given = taking.parts.iter().find_map(|part| Some(format!("/s/{}/result/{}", part.survey.id(), part.result?)));
    let result = if is_whole {
        let has_private = taking.parts.iter().any(|part| part.survey.privacy() == Privacy::Private);
        has_private.then(|| "/me".to_owned())
    } else {
        given
    };
    let open = taking.next().is_some();
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("thanks-title")}</h1>
                <p>{text.with("thanks-what", [("date", text.date(terms.closes).into())])}</p>
                {result.is_some().then(|| view! { <p>{text.say("thanks-private")}</p> })}
                {(!is_whole && result.is_some()).then(|| view! { <p>{text.say("thanks-limited")}</p> })}
            </section>
            <p class="actions">
                {result.map(|result| view! { <a class="button" href=result>{text.say("thanks-result")}</a> })}
                {open
                    .then(|| {
                        view! { <a class="button" href=format!("/w/{}", taking.wave)>{text.say("intro-go-on")}</a> }
                    })}
                <a class="button second" href="/">{text.say("to-start")}</a>
            </p>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use footing_core::survey::read_survey;

    #[test]
    fn that_most_questions_can_be_left_out_is_said_only_where_it_is_so() {
        let file = include_str!("../../../surveys/team-practice.toml");
        let survey = |file: &str| read_survey("team-practice.toml", file.as_bytes()).unwrap();
        let strict: Vec<&str> = file.lines().filter(|line| !line.starts_with("not_applicable")).collect();
        let (usual, strict) = (survey(file), survey(&strict.join("\n")));
        assert!(most_can_be_declined([&usual].into_iter()));
        assert!(!most_can_be_declined([&strict].into_iter()));
        assert!(!most_can_be_declined([&usual, &strict].into_iter()), "half is not most");
    }
}

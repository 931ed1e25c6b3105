//! The two forms of a wave: its terms, and the answers of those who lead.

use leptos::prelude::*;

use crate::service::wave::Offer;
use crate::ui::parts::{ErrorSummary, Field, error_summary};
use footing_core::survey::Survey;
use footing_core::text::Text;
use footing_core::wave::{Cut, IntentFault, IntentForm, TermsFault, TermsForm};

/// `action` is where the form goes, `back` where giving up leads.
pub fn terms_form(
    text: Text<'_>,
    offer: &Offer<'_>,
    form: &TermsForm,
    faults: &[TermsFault],
    action: String,
    back: String,
) -> impl IntoView + use<> {
    let message =
        |field: &str| faults.iter().any(|fault| fault.field() == field).then(|| text.say_for("terms-error", field));
    let summary: Vec<ErrorSummary> = faults
        .iter()
        .map(|fault| ErrorSummary { message: text.say_for("terms-error", fault.field()), field: fault.field() })
        .collect();
    let field = |name: &'static str| Field::of(text, name, message(name));
    let surveys = offer.surveys.iter().map(|survey| survey_choice(text, survey, form)).collect();
    let cuts = Cut::ALL.map(|cut| {
        let chosen = form.cuts.iter().any(|chosen| chosen == cut.id());
        (cut.id().to_owned(), text.say_for("cut", cut.id()), chosen)
    });
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href=back>{text.say("back")}</a></p>
            {(!summary.is_empty()).then(|| error_summary(text, &summary))}
            <section class="stack">
                <h1>{text.say("terms-title")}</h1>
                <p>{text.say("terms-what")}</p>
            </section>
            <form method="post" action=action novalidate=true class="stack roomy">
                {field("name").line(text, "text", form.name.clone())}
                {field("purpose").free_text(text, &form.purpose)}
                {field("contact").line(text, "text", form.contact.clone())}
                {field("surveys").choices(text, "checkbox", surveys)}
                {field("closes").line(text, "date", form.closes.clone())}
                {field("least").line(text, "number", form.threshold.clone())}
                {field("least_anonymous").line(text, "number", form.anonymous_threshold.clone())}
                {field("cuts").choices(text, "checkbox", cuts.to_vec())}
                {field("retention_months").line(text, "number", form.retention_months.clone())}
                <div class="actions"><button class="button">{text.say("terms-keep")}</button></div>
            </form>
        </main>
    }
}

fn survey_choice(text: Text<'_>, survey: &Survey, form: &TermsForm) -> (String, String, bool) {
    let id = survey.id().to_string();
    let chosen = form.surveys.contains(&id);
    let places = [
        ("title", text.of(survey.title()).into()),
        ("questions", survey.questions().count().into()),
        ("privacy", text.say_for("privacy", survey.privacy().word()).into()),
    ];
    (id, text.with("terms-survey", places), chosen)
}

pub fn intent_form(
    text: Text<'_>,
    offer: &Offer<'_>,
    form: &IntentForm,
    faults: &[IntentFault],
    address: String,
) -> impl IntoView + use<> {
    let message =
        |field: &str| faults.iter().any(|fault| fault.field() == field).then(|| text.say_for("intent-error", field));
    let summary: Vec<ErrorSummary> = faults
        .iter()
        .map(|fault| ErrorSummary { message: text.say_for("intent-error", fault.field()), field: fault.field() })
        .collect();
    let field = |name: &'static str| Field::of(text, name, message(name));
    let work = offer.work.iter().map(|choice| {
        let id = choice.id.to_string();
        let rung = form.work.iter().find(|(work, _)| *work == id).map(|(_, rung)| rung.clone());
        (id, text.of(&choice.label), rung.unwrap_or_default())
    });
    let rungs = offer.ladder.iter().flat_map(|scale| scale.options());
    let rungs = rungs.map(|option| (option.value.to_string(), text.of(&option.label)));
    let rungs = std::iter::once((String::new(), text.say("intent-no-change"))).chain(rungs).collect();
    let tasks = offer.tasks.iter().map(|choice| {
        let id = choice.id.to_string();
        let chosen = form.tasks.contains(&id);
        (id, text.of(&choice.label), chosen)
    });
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href=address.clone()>{text.say("back")}</a></p>
            {(!summary.is_empty()).then(|| error_summary(text, &summary))}
            <section class="stack">
                <h1>{text.say("intent-title")}</h1>
                <p>{text.say("intent-what")}</p>
            </section>
            <form method="post" action=format!("{address}/intent") novalidate=true class="stack roomy">
                {field("build").free_text(text, &form.build)}
                {offer.asks_work().then(|| field("work").selects(text, work.collect(), rungs))}
                {(!offer.tasks.is_empty()).then(|| field("tasks").choices(text, "checkbox", tasks.collect()))}
                {(!offer.asks_work() || offer.tasks.is_empty())
                    .then(|| view! { <p class="quiet">{text.say("intent-less")}</p> })}
                <div class="actions"><button class="button">{text.say("intent-keep")}</button></div>
            </form>
        </main>
    }
}

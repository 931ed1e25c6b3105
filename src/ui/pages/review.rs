//! All answers on one page before they are submitted, each with the way to change it.

use leptos::prelude::*;

use crate::service::assessment::Sitting;
use footing_core::survey::{Answer, Question};
use footing_core::text::Text;

pub fn review(text: Text<'_>, sitting: &Sitting) -> impl IntoView + use<> {
    let survey = &sitting.survey;
    let base = format!("/s/{}", survey.id());
    let complete = sitting.draft.sheet.first_open(survey).is_none();
    let rows: Vec<_> = survey
        .questions()
        .map(|question| {
            let asked = match question {
                Question::Item(item, _) => text.of(&item.text),
                Question::Context(context) => text.of(&context.question),
            };
            let change = text.with("review-change-what", [("question", asked.clone().into())]);
            view! {
                <div class="reviewed">
                    <dt>{asked}</dt>
                    <dd>
                        <span>{given(text, sitting, question)}</span>
                        <a href=format!("{base}/q/{}?reviewing", question.id()) aria-label=change>
                            {text.say("review-change")}
                        </a>
                    </dd>
                </div>
            }
        })
        .collect();
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <p class="quiet">{text.of(survey.title())}</p>
                <h1>{text.say("review-title")}</h1>
                {(!complete).then(|| view! { <p>{text.say("review-incomplete")}</p> })}
            </section>
            <dl class="review">{rows}</dl>
            <form method="post" action=format!("{base}/submit") class="actions">
                <input type="hidden" name="response" value=sitting.draft.id.to_string()/>
                <button class="button">{text.say("see-result")}</button>
            </form>
        </main>
    }
}

/// The given answer in words; a dash of words where there is none.
fn given(text: Text<'_>, sitting: &Sitting, question: Question<'_>) -> String {
    let (survey, sheet) = (&sitting.survey, &sitting.draft.sheet);
    if !sheet.has(question) {
        return text.say("review-open");
    }
    match question {
        Question::Item(item, _) => {
            let scale = survey.scale_of(item);
            let label = match sheet.answer(&item.id) {
                Some(Answer::Value(value)) => {
                    scale.options().iter().find(|option| option.value == value).map(|option| &option.label)
                }
                Some(Answer::NotApplicable) | None => scale.not_applicable(),
            };
            label.map(|label| text.of(label)).unwrap_or_default()
        }
        Question::Context(context) => {
            let chosen = sheet.choices(&context.id).iter().filter_map(|id| context.choice(id));
            let labels: Vec<String> = chosen.map(|choice| text.of(&choice.label)).collect();
            if labels.is_empty() { text.say("review-nothing") } else { labels.join(&text.say("between-labels")) }
        }
    }
}

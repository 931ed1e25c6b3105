//! One question: its options, how far it is, and the way on. Works by plain form; the island only makes it quicker.

use leptos::prelude::*;

use crate::ui::parts::{ErrorSummary, error_summary};
use footing_core::survey::{
    Answer, AnswerError, AnswerSheet, ContextQuestion, Item, Privacy, Question, ResponseId, Survey,
};
use footing_core::text::Text;
use footing_islands::QuickAnswer;

/// A question, as it is shown.
pub struct QuestionPage<'a> {
    pub survey: &'a Survey,
    pub sheet: &'a AnswerSheet,
    pub question: Question<'a>,
    /// What was wrong with the answer that was sent, and what it was.
    pub refused: Option<(AnswerError, &'a [String])>,
    pub flow: SurveyFlow,
}

/// Where the question stands in what is asked at one sitting.
pub struct SurveyFlow {
    /// The address of the survey; those of its questions follow from it.
    pub base: String,
    /// Where the way back from the first question leads.
    pub start: String,
    /// Questions of other surveys before this one, and of all surveys together; `None` for a survey on its own.
    pub others: Option<(usize, usize)>,
    pub end: CourseEnd,
}

/// What follows the last question.
pub enum CourseEnd {
    /// The result of this response. On the way through the review page, one goes back there.
    Result { response: ResponseId, reviewing: bool },
    /// Handing in within a wave; a draft on the server is named.
    HandIn { response: Option<ResponseId>, more_follows: bool },
}

impl CourseEnd {
    fn is_reviewing(&self) -> bool {
        matches!(self, CourseEnd::Result { reviewing: true, .. })
    }

    fn response(&self) -> Option<ResponseId> {
        match self {
            CourseEnd::Result { response, .. } => Some(*response),
            CourseEnd::HandIn { response, .. } => *response,
        }
    }
}

/// The id of the first option: the error summary leads there.
const FIRST_OPTION: &str = "answer-1";

pub fn question_title(text: Text<'_>, page: &QuestionPage<'_>) -> String {
    format!("{} – {}", place(text, page), text.of(page.survey.title()))
}

pub fn question(text: Text<'_>, page: &QuestionPage<'_>) -> impl IntoView + use<> {
    let QuestionPage { survey, flow, .. } = page;
    let base = &flow.base;
    let pages = survey.questions().count();
    let number = survey.questions().take_while(|other| other.id() != page.question.id()).count();
    let last = number + 1 == pages;
    let reviewing = flow.end.is_reviewing();
    let back = match survey.questions().take(number).last() {
        _ if reviewing => format!("{base}/review"),
        Some(previous) => format!("{base}/q/{}", previous.id()),
        None => flow.start.clone(),
    };
    let (before, all) = flow.others.unwrap_or((0, pages));
    let progress = 100.0 * (before + number + 1) as f64 / all as f64;
    let saved = if survey.privacy() == Privacy::Anonymous { "saved-here" } else { "saved" };
    let in_wave = flow.others.is_some();
    let error = page.refused.map(|(error, _)| refusal(text, page.question, error));
    let here = format!("{base}/q/{}", page.question.id());
    let action = if reviewing { format!("{here}?reviewing") } else { here.clone() };
    let single = !matches!(page.question, Question::Context(context) if context.pick > 1);
    let response = flow.end.response().filter(|_| last);
    view! {
        <main id="main" class="stack roomy">
            <p>
                <a class="back" href=back>{text.say("back")}</a>
            </p>
            {error.as_ref().map(|error| error_summary(text, std::slice::from_ref(error)))}
            {in_wave.then(|| privacy_mark(text, survey))}
            <div class="progress">
                <span class="quiet">{place(text, page)}</span>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                    <rect width=format!("{progress:.1}") height="6"></rect>
                </svg>
                {(!page.sheet.is_empty()).then(|| view! { <span class="quiet">{text.say(saved)}</span> })}
            </div>
            <form method="post" action=action novalidate=true class="stack roomy">
                {response.map(|id| view! { <input type="hidden" name="response" value=id.to_string()/> })}
                {options(text, page, error)}
                <div class="actions">{ways_on(text, last, &flow.end)}</div>
                {single
                    .then(|| {
                        view! {
                            <QuickAnswer
                                save_to=format!("{here}/save")
                                goes_on=!last
                                saved=text.say(saved)
                                not_saved=text.say("not-saved")
                                switch=text.say("quick-switch")
                            />
                        }
                    })}
            </form>
        </main>
    }
}

/// Which survey this is and who can see the answers, on each of its pages: in one sitting that changes.
fn privacy_mark(text: Text<'_>, survey: &Survey) -> impl IntoView + use<> {
    let privacy = survey.privacy().word();
    view! {
        <p class="mark">
            <b>{text.say_for("privacy", privacy)}</b>
            " "
            <span class="quiet">{text.say_for("privacy-what", privacy)}</span>
        </p>
    }
}

/// "Question 4 of 14", or for what does not count, "About your work, 1 of 2".
fn place(text: Text<'_>, page: &QuestionPage<'_>) -> String {
    let survey = page.survey;
    if let Some((before, all)) = page.flow.others {
        let number = before + 1 + survey.questions().take_while(|other| other.id() != page.question.id()).count();
        return text.with("place-item", [("number", number.into()), ("all", all.into())]);
    }
    match page.question {
        Question::Item(_, number) => {
            text.with("place-item", [("number", number.into()), ("all", survey.items().len().into())])
        }
        Question::Context(context) => {
            let number = survey.context().iter().take_while(|other| other.id != context.id).count() + 1;
            text.with("place-context", [("number", number.into()), ("all", survey.context().len().into())])
        }
    }
}

fn refusal(text: Text<'_>, question: Question<'_>, error: AnswerError) -> ErrorSummary {
    let message = match (question, error) {
        (Question::Context(context), _) => text.of(&context.error),
        (Question::Item(..), AnswerError::NotAnOption) => text.say("error-not-an-option"),
        (Question::Item(..), _) => text.say("error-select"),
    };
    ErrorSummary { message, field: FIRST_OPTION }
}

/// One option of the form.
struct Choosable {
    value: String,
    label: String,
    /// The digit that chooses it.
    key: Option<String>,
    chosen: bool,
    /// Stands apart from the scale: "It did not come up".
    aside: bool,
}

fn options(text: Text<'_>, page: &QuestionPage<'_>, error: Option<ErrorSummary>) -> impl IntoView + use<> {
    let (stem, question, hint, kind) = match page.question {
        Question::Item(item, _) => (page.survey.stem().map(|stem| text.of(stem)), text.of(&item.text), None, "radio"),
        Question::Context(context) => {
            let kind = if context.pick > 1 { "checkbox" } else { "radio" };
            (None, text.of(&context.question), Some(text.of(&context.hint)), kind)
        }
    };
    let choosable = match page.question {
        Question::Item(item, _) => item_options(text, page, item),
        Question::Context(context) => context_options(text, page, context),
    };
    let columns = choosable.len() > 10;
    let described_by = match (&hint, &error) {
        (_, Some(_)) => Some("answer-error"),
        (Some(_), None) => Some("answer-hint"),
        (None, None) => None,
    };
    let rows: Vec<_> = choosable
        .into_iter()
        .zip(1..)
        .map(|(option, number)| {
            view! {
                <label class=if option.aside { "option aside" } else { "option" }>
                    <input
                        type=kind
                        name="answer"
                        id=format!("answer-{number}")
                        value=option.value
                        checked=option.chosen
                        data-key=option.key.clone()
                    />
                    <span>{option.label}</span>
                    {option.key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset aria-describedby=described_by>
            <legend>
                {stem.map(|stem| view! { <span class="quiet stem">{stem}</span> })} <h1>{question}</h1>
            </legend>
            {hint.map(|hint| view! { <p class="quiet" id="answer-hint">{hint}</p> })}
            {error
                .map(|error| {
                    view! {
                        <p class="error" id="answer-error">
                            <span class="sr-only">{text.say("error-mark")}</span>
                            {error.message}
                        </p>
                    }
                })}
            <div class=if columns { "options columns-wide" } else { "options" }>{rows}</div>
        </fieldset>
    }
}

fn item_options(text: Text<'_>, page: &QuestionPage<'_>, item: &Item) -> Vec<Choosable> {
    let scale = page.survey.scale_of(item);
    let chosen = page.sheet.answer(&item.id);
    let on_scale = scale.options().iter().zip(1..).map(|(option, digit)| Choosable {
        value: option.value.to_string(),
        label: text.of(&option.label),
        key: (digit <= 9).then(|| digit.to_string()),
        chosen: chosen == Some(Answer::Value(option.value)),
        aside: false,
    });
    let aside = scale.not_applicable().map(|label| Choosable {
        value: Answer::NotApplicable.word(),
        label: text.of(label),
        key: Some("0".to_owned()),
        chosen: chosen == Some(Answer::NotApplicable),
        aside: true,
    });
    on_scale.chain(aside).collect()
}

fn context_options(text: Text<'_>, page: &QuestionPage<'_>, context: &ContextQuestion) -> Vec<Choosable> {
    let kept = page.sheet.choices(&context.id);
    let is_chosen = |id: &str| match page.refused {
        Some((_, sent)) => sent.iter().any(|sent| sent == id),
        None => kept.iter().any(|kept| kept.as_str() == id),
    };
    let choosable = context.choices.iter().map(|choice| Choosable {
        value: choice.id.to_string(),
        label: text.of(&choice.label),
        key: None,
        chosen: is_chosen(choice.id.as_str()),
        aside: false,
    });
    choosable.collect()
}

/// On the last question the answers can be checked or submitted; from the review page one goes back there.
fn ways_on(text: Text<'_>, last: bool, end: &CourseEnd) -> impl IntoView + use<> {
    match end {
        CourseEnd::Result { reviewing: false, .. } if last => view! {
            <button class="button" name="then" value="submit">{text.say("see-result")}</button>
            <button class="button second" name="then" value="review">{text.say("review-first")}</button>
        }
        .into_any(),
        CourseEnd::HandIn { more_follows, .. } if last => {
            let words = if *more_follows { "hand-in-and-on" } else { "hand-in" };
            view! { <button class="button" name="then" value="submit">{text.say(words)}</button> }.into_any()
        }
        _ => view! { <button class="button">{text.say("continue")}</button> }.into_any(),
    }
}

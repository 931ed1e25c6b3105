//! Tokens for programs: the list, the form that makes one, and the one time it is shown.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::ui::parts::{ErrorSummary, Field, error_summary};
use footing_core::organisation::{ApiToken, ApiTokenFault, ApiTokenForm, Scope};
use footing_core::text::Text;

/// What became of the form.
#[derive(Debug)]
pub enum TokensOutcome<'a> {
    /// Nothing was sent.
    None,
    Refused(&'a ApiTokenForm, &'a [ApiTokenFault]),
    /// The name of the new token, and the token itself.
    Made(&'a str, &'a str),
}

pub fn tokens(text: Text<'_>, tokens: &[ApiToken], today: Date, outcome: &TokensOutcome<'_>) -> impl IntoView + use<> {
    let rows: Vec<_> = tokens.iter().map(|token| row(text, token, today)).collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="rows">{rows}</ul> });
    let usual = ApiTokenForm::default();
    let (form, faults) = match outcome {
        TokensOutcome::Refused(form, faults) => (*form, *faults),
        TokensOutcome::None | TokensOutcome::Made(..) => (&usual, [].as_slice()),
    };
    let message = |fault: &ApiTokenFault| text.say_for("token-error", fault.field());
    let summary: Vec<ErrorSummary> =
        faults.iter().map(|fault| ErrorSummary { message: message(fault), field: fault.field() }).collect();
    let field =
        |name: &'static str| Field::of(text, name, faults.iter().find(|fault| fault.field() == name).map(message));
    let scopes = Scope::ALL.map(|scope| {
        let chosen = form.scopes.iter().any(|chosen| chosen == scope.id());
        (scope.id().to_owned(), text.say_for("scope", &word(scope)), chosen)
    });
    let made = match outcome {
        TokensOutcome::Made(name, token) => Some(shown(text, name, token)),
        TokensOutcome::None | TokensOutcome::Refused(..) => None,
    };
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/admin">{text.say("back-to-admin")}</a></p>
            {(!summary.is_empty()).then(|| error_summary(text, &summary))}
            {made}
            <section class="stack">
                <h1>{text.say("admin-tokens")}</h1>
                <p>{text.say("tokens-what")}</p>
                {list}
            </section>
            <form method="post" action="/admin/tokens" novalidate=true class="card stack">
                <h2>{text.say("tokens-make-title")}</h2>
                {field("token_name").line(text, "text", form.name.clone())}
                {field("scopes").choices(text, "checkbox", scopes.to_vec())}
                {field("last_day").line(text, "date", form.last_day.clone())}
                <div class="actions"><button class="button">{text.say("tokens-make")}</button></div>
            </form>
        </main>
    }
}

/// The only time the token is on a page.
fn shown(text: Text<'_>, name: &str, token: &str) -> AnyView {
    view! {
        <section class="card stack" role="status">
            <h2>{text.with("token-made-title", [("name", name.to_owned().into())])}</h2>
            <p>{text.say("token-made-what")}</p>
            <div class="field stack tight">
                <label for="token">{text.say("token-made-label")}</label>
                <input id="token" class="link" type="text" readonly=true autocomplete="off" value=token.to_owned()/>
            </div>
        </section>
    }
    .into_any()
}

fn row(text: Text<'_>, token: &ApiToken, today: Date) -> AnyView {
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.id()).collect();
    let made = [("by", token.made_by.clone().into()), ("date", text.date(token.made).into())];
    let used = match token.last_used {
        Some(day) => text.with("token-used", [("date", text.date(day).into())]),
        None => text.say("token-unused"),
    };
    let last = token.last_day.map(|day| {
        let date = [("date", text.date(day).into())];
        if token.is_usable(today) { text.with("token-last-day", date) } else { text.with("token-over", date) }
    });
    let facts: Vec<String> = [text.with("token-made", made), used].into_iter().chain(last).collect();
    let label = text.with("token-revoke-of", [("name", token.name.clone().into())]);
    view! {
        <li class="row">
            <b>{token.name.clone()}</b>
            <span class="note hash">{scopes.join(&text.say("between-labels"))}</span>
            <span class="note hash">{facts.join(&text.say("between-facts"))}</span>
            <form method="post" action="/admin/tokens/revoke" class="state">
                <input type="hidden" name="token" value=token.id.to_string()/>
                <button class="button second plain" aria-label=label>{text.say("token-revoke")}</button>
            </form>
        </li>
    }
    .into_any()
}

/// A scope as it stands in the name of its text.
fn word(scope: Scope) -> String {
    scope.id().replace(':', "-")
}

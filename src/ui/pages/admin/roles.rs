//! Who administers and who analyses: the list, and the form that changes it.

use leptos::prelude::*;

use crate::ui::parts::{ErrorSummary, Field, error_summary};
use footing_core::organisation::{Grant, Role};
use footing_core::text::Text;

/// The form as it was sent and not taken.
#[derive(Debug, Default)]
pub struct RolesForm {
    pub email: String,
    pub error: Option<&'static str>,
}

pub fn roles(text: Text<'_>, grants: &[Grant], form: &RolesForm) -> impl IntoView + use<> {
    let rows: Vec<_> = grants
        .iter()
        .map(|grant| {
            let names: Vec<String> = grant.roles.iter().map(|role| text.say_for("role", role.id())).collect();
            let email = grant.email.to_string();
            view! {
                <li class="row">
                    <b>{email.clone()}</b>
                    <span class="note">{names.join(&text.say("between-labels"))}</span>
                    <form method="post" action="/admin/roles" class="state">
                        <input type="hidden" name="email" value=email/>
                        <button class="button second plain">{text.say("roles-take")}</button>
                    </form>
                </li>
            }
        })
        .collect();
    let error = form.error.map(|key| text.say_for("roles-error", key));
    let summary = error.clone().map(|message| [ErrorSummary { message, field: "email" }]);
    let field = Field { hint: None, ..Field::of(text, "email", error) };
    let choices: Vec<_> =
        Role::ALL.map(|role| (role.id().to_owned(), text.say_for("role-what", role.id()), false)).to_vec();
    view! {
        <main id="main" class="stack loose">
            <p><a class="back" href="/admin">{text.say("back-to-admin")}</a></p>
            {summary.map(|summary| error_summary(text, &summary))}
            <section class="stack">
                <h1>{text.say("admin-roles")}</h1>
                <p>{text.say("roles-what")}</p>
                <ul class="rows">{rows}</ul>
            </section>
            <form method="post" action="/admin/roles" novalidate=true class="card stack">
                <h2>{text.say("roles-give-title")}</h2>
                {field.line(text, "email", form.email.clone())}
                {Field::of(text, "roles", None).choices(text, "checkbox", choices)}
                <div class="actions"><button class="button">{text.say("roles-give")}</button></div>
            </form>
        </main>
    }
}

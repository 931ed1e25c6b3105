//! One field of a form: its label, a hint, what is wrong with it, and the control itself.

use leptos::prelude::*;

use super::free_text::free_text;
use footing_core::text::Text;

/// A field as it is shown; `name` is also the id of its control.
pub struct Field {
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<String>,
}

impl Field {
    /// A field whose texts are found under its name: `label-name` and `hint-name`.
    pub fn of(text: Text<'_>, name: &'static str, error: Option<String>) -> Field {
        Field { name, label: text.say_for("label", name), hint: Some(text.say_for("hint", name)), error }
    }

    /// The ids of what describes the control.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let ids: Vec<String> = [hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn notes(&self, text: Text<'_>) -> impl IntoView + use<> {
        let name = self.name;
        let hint = self.hint.clone().map(|hint| view! { <p class="quiet" id=format!("{name}-hint")>{hint}</p> });
        let error = self.error.clone().map(|error| {
            view! {
                <p class="error" id=format!("{name}-error")>
                    <span class="sr-only">{text.say("error-mark")}</span>
                    {error}
                </p>
            }
        });
        view! {
            {hint}
            {error}
        }
    }

    /// A line of text; `kind` is the type of the input.
    pub fn line(self, text: Text<'_>, kind: &'static str, value: String) -> AnyView {
        let (name, described_by) = (self.name, self.described_by());
        let invalid = self.error.is_some().then_some("true");
        let autocomplete = if kind == "email" { Some("email") } else { None };
        view! {
            <div class="field stack tight">
                <label for=name>{self.label.clone()}</label>
                {self.notes(text)}
                <input
                    type=kind
                    id=name
                    name=name
                    value=value
                    autocomplete=autocomplete
                    aria-describedby=described_by
                    aria-invalid=invalid
                />
            </div>
        }
        .into_any()
    }

    /// Several lines of text.
    pub fn free_text(self, text: Text<'_>, value: &str) -> AnyView {
        let control = free_text(self.name, value, self.described_by(), self.error.is_some());
        view! {
            <div class="field stack tight">
                <label for=self.name>{self.label.clone()}</label>
                {self.notes(text)}
                {control}
            </div>
        }
        .into_any()
    }

    /// Checkboxes or radio buttons: value, label, whether it is chosen.
    pub fn choices(self, text: Text<'_>, kind: &'static str, options: Vec<(String, String, bool)>) -> AnyView {
        let (name, described_by) = (self.name, self.described_by());
        let columns = options.len() > 10;
        let rows: Vec<_> = options
            .into_iter()
            .enumerate()
            .map(|(place, (value, label, chosen))| {
                let id = if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
                view! {
                    <label class="option">
                        <input type=kind id=id name=name value=value checked=chosen/>
                        <span>{label}</span>
                    </label>
                }
            })
            .collect();
        view! {
            <fieldset aria-describedby=described_by>
                <legend class="label">{self.label.clone()}</legend>
                {self.notes(text)}
                <div class=if columns { "options columns-wide" } else { "options" }>{rows}</div>
            </fieldset>
        }
        .into_any()
    }

    /// A row of drop-down lists, one for each thing that is named: name and value of the list, its label.
    pub fn selects(
        self,
        text: Text<'_>,
        rows: Vec<(String, String, String)>,
        options: Vec<(String, String)>,
    ) -> AnyView {
        let (name, described_by) = (self.name, self.described_by());
        let rows: Vec<_> = rows
            .into_iter()
            .enumerate()
            .map(|(place, (row, label, chosen))| {
                let id = if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
                let options: Vec<_> = options
                    .iter()
                    .map(|(value, label)| {
                        let selected = *value == chosen;
                        view! { <option value=value.clone() selected=selected>{label.clone()}</option> }
                    })
                    .collect();
                view! {
                    <div class="select-row">
                        <label for=id.clone()>{label}</label>
                        <select id=id name=format!("{name}.{row}")>{options}</select>
                    </div>
                }
            })
            .collect();
        view! {
            <fieldset aria-describedby=described_by>
                <legend class="label">{self.label.clone()}</legend>
                {self.notes(text)}
                <div class="stack tight">{rows}</div>
            </fieldset>
        }
        .into_any()
    }
}

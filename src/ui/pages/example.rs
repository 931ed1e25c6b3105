//! Choosing through whose eyes to look around in a made-up organisation.

use leptos::prelude::*;

use crate::service::example::Viewer;
use footing_core::text::Text;

pub fn example(text: Text<'_>) -> impl IntoView + use<> {
    let viewers = Viewer::ALL.map(|viewer| {
        let (name, what) = match viewer {
            Viewer::Employee => ("example-employee", "example-employee-what"),
            Viewer::Manager => ("example-manager", "example-manager-what"),
            Viewer::Analyst => ("example-analyst", "example-analyst-what"),
            Viewer::Administrator => ("example-administrator", "example-administrator-what"),
        };
        view! {
            <form method="post" action="/example" class="card stack tight">
                <h2>{text.say(name)}</h2>
                <p>{text.say(what)}</p>
                <input type="hidden" name="viewer" value=viewer.word()/>
                <p class="actions">
                    <button class="button second">
                        {text.say("example-enter")} <span class="sr-only">": " {text.say(name)}</span>
                    </button>
                </p>
            </form>
        }
    });
    view! {
        <main id="main" class="stack loose">
            <section class="stack">
                <h1>{text.say("example-title")}</h1>
                <p>{text.say("example-what")}</p>
            </section>
            <div class="columns">{viewers.into_iter().collect_view()}</div>
        </main>
    }
}

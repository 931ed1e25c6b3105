//! Answering quickly: digit keys and taps choose and go on, and every choice is saved at once.
//! Arrow keys only choose, so that nobody is carried off while looking through the options (WCAG 3.2.2).

use leptos::prelude::*;

/// Sits inside a question's `<form>` and listens to it. Shows the saved state and a switch that turns keys and taps off.
#[island]
pub fn QuickAnswer(
    /// Where a choice is saved without leaving the page.
    save_to: String,
    /// Whether a tap or a digit goes on to the next page; never on the last one.
    goes_on: bool,
    saved: String,
    not_saved: String,
    switch: String,
) -> impl IntoView {
    let status = RwSignal::new(String::new());
    let quick = RwSignal::new(true);
    let ready = RwSignal::new(false);
    let here = NodeRef::<leptos::html::Div>::new();

    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(element) = here.get() {
            browser::listen(
                &element,
                browser::Desk {
                    save_to: save_to.clone(),
                    saved: saved.clone(),
                    not_saved: not_saved.clone(),
                    goes_on,
                    status,
                    quick,
                    going: RwSignal::new(false),
                },
            );
            ready.set(true);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (save_to, goes_on, saved, not_saved);

    view! {
        <div node_ref=here class="quick" class:ready=ready>
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=quick
                    checked=true
                    on:change=move |event| quick.set(event_target_checked(&event))
                />
                <span>{switch}</span>
            </label>
            <span class="quiet" role="status">{status}</span>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    //! The browser's side: listeners on the form, and the requests that save.

    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::{
        Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, RequestInit, Response,
        UrlSearchParams,
    };

    /// How long the choice stays visible before the page goes on.
    const GLANCE_MS: u64 = 280;
    /// Where the switch is remembered. A preference, never an answer.
    const PREFERENCE: &str = "footing-quick";

    #[derive(Clone)]
    pub struct Desk {
        pub save_to: String,
        pub saved: String,
        pub not_saved: String,
        pub goes_on: bool,
        pub status: RwSignal<String>,
        pub quick: RwSignal<bool>,
        /// The page is about to go on.
        pub going: RwSignal<bool>,
    }

    pub fn listen(here: &HtmlElement, desk: Desk) {
        let Some(form) = here.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        remember_switch(desk.quick);

        let (on_change, saver) = (form.clone(), desk.clone());
        listen_to(&form, "change", move |event| {
            // A page that goes on brings its answer along.
            if is_answer(event.target()).is_some() && !saver.going.get_untracked() {
                spawn_local(save(on_change.clone(), saver.clone()));
            }
        });

        let (on_click, goer) = (form.clone(), desk.clone());
        listen_to(&form, "click", move |event| {
            // Arrow keys also fire a click on the radio they reach; only a real pointer has a place on the screen.
            let by_pointer = event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|click| click.detail() > 0);
            if by_pointer && goer.takes_on() && is_answer(event.target()).is_some() {
                go_on(&on_click, &goer);
            }
        });

        window_event_listener(ev::keydown, move |event| {
            if let Some(input) = wanted_by_key(&form, &event).filter(|_| desk.quick.get_untracked()) {
                event.prevent_default();
                input.set_checked(true);
                let _ = input.focus();
                if desk.goes_on {
                    go_on(&form, &desk);
                } else {
                    spawn_local(save(form.clone(), desk.clone()));
                }
            }
        });
    }

    fn listen_to(form: &HtmlFormElement, name: &str, react: impl Fn(web_sys::Event) + 'static) {
        let react = wasm_bindgen::closure::Closure::<dyn Fn(web_sys::Event)>::new(react);
        let _ = form.add_event_listener_with_callback(name, react.as_ref().unchecked_ref());
        // The form lives as long as the page.
        react.forget();
    }

    fn is_answer(target: Option<web_sys::EventTarget>) -> Option<HtmlInputElement> {
        target?.dyn_into::<HtmlInputElement>().ok().filter(|input| input.name() == "answer")
    }

    /// The radio a digit key stands for. Keys with a modifier, and keys typed into a text field, stay what they are.
    fn wanted_by_key(form: &HtmlFormElement, event: &KeyboardEvent) -> Option<HtmlInputElement> {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return None;
        }
        let key = event.key();
        if key.len() != 1 || !key.as_bytes()[0].is_ascii_digit() {
            return None;
        }
        let chosen: Element = form.query_selector(&["input[data-key='", &key, "']"].concat()).ok()??;
        chosen.dyn_into().ok()
    }

    impl Desk {
        /// Whether a tap goes on.
        fn takes_on(&self) -> bool {
            self.goes_on && self.quick.get_untracked()
        }
    }

    fn go_on(form: &HtmlFormElement, desk: &Desk) {
        desk.going.set(true);
        let still =
            window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|m| m.matches());
        let form = form.clone();
        let glance = if still { 0 } else { GLANCE_MS };
        set_timeout(
            move || {
                let _ = form.request_submit();
            },
            std::time::Duration::from_millis(glance),
        );
    }

    async fn save(form: HtmlFormElement, desk: Desk) {
        let answered = post(&form, &desk.save_to).await.is_ok_and(|response| response.ok());
        desk.status.set(if answered { desk.saved } else { desk.not_saved });
    }

    async fn post(form: &HtmlFormElement, address: &str) -> Result<Response, JsValue> {
        let body = UrlSearchParams::new_with_str("")?;
        let answers = FormData::new_with_form(form)?.get_all("answer");
        for answer in answers.iter() {
            body.append("answer", &answer.as_string().unwrap_or_default());
        }
        let request = RequestInit::new();
        request.set_method("POST");
        request.set_body(&body);
        // Leaving the page must not cut off what it saves.
        js_sys::Reflect::set(&request, &"keepalive".into(), &true.into())?;
        JsFuture::from(window().fetch_with_str_and_init(address, &request)).await?.dyn_into()
    }

    fn remember_switch(quick: RwSignal<bool>) {
        let Ok(Some(storage)) = window().local_storage() else { return };
        if storage.get_item(PREFERENCE).ok().flatten().as_deref() == Some("off") {
            quick.set(false);
        }
        Effect::new(move |_| {
            let _ = storage.set_item(PREFERENCE, if quick.get() { "on" } else { "off" });
        });
    }
}

//! The shell around every page: head, masthead, footer, and the one script that wakes the islands.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;

use footing_core::survey::Language;

use super::assets::Assets;
use footing_core::text::Text;

/// What the shell needs to know about a page.
pub struct Frame<'a> {
    pub text: Text<'a>,
    pub assets: &'a Assets,
    /// Allows the page's own script, and only that, to run.
    pub nonce: &'a str,
    /// The finding or question of the page; the name of the product follows by itself.
    pub title: String,
    /// The page has islands: it loads the browser part.
    pub live: bool,
    /// The page has charts: it loads their colours.
    pub charts: bool,
    pub known: Known,
    /// The organisation is made up.
    pub example: bool,
}

/// What is known of the visitor: it decides which ways the masthead offers.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// They have a page of their own to go back to.
    pub person: bool,
    /// Who is signed in, as the organisation calls them.
    pub signed_in: Option<String>,
    /// By a link that somebody else made, which opens less.
    pub limited: bool,
    /// Because their address changed.
    pub locked: bool,
    pub leads: bool,
    pub analyses: bool,
    pub administers: bool,
}

impl Known {
    fn has_role(&self) -> bool {
        self.leads || self.analyses || self.administers
    }
}

/// A whole HTML document around the body that `main` gives.
pub fn document<V: IntoView>(frame: Frame<'_>, main: impl FnOnce() -> V) -> String {
    // Views live in a reactive owner, which frees what they allocated.
    let owner = Owner::new();
    let html = owner.with(|| shell(frame, main().into_any()).to_html());
    owner.cleanup();
    format!("<!DOCTYPE html>{html}")
}

/// The body of a document by itself, to be put into documents later as [`finished`].
pub fn fragment<V: IntoView>(main: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| main().into_any().to_html());
    owner.cleanup();
    html
}

/// What [`fragment`] gave before.
pub fn finished(html: &str) -> impl IntoView + use<> {
    InertElement::new(html.to_owned())
}

fn shell(frame: Frame<'_>, main: AnyView) -> impl IntoView {
    let Frame { text, assets, nonce, title, live, charts, known, example } = frame;
    let title = text.with("title", [("page", title.into())]);
    let script = live.then(|| browser_part(assets, nonce)).flatten();
    view! {
        <html lang=text.language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {assets.address("footing.css").map(|css| view! { <link rel="stylesheet" href=css/> })}
                {charts
                    .then(|| assets.address("charts.css"))
                    .flatten()
                    .map(|css| view! { <link rel="stylesheet" href=css/> })}
                {assets.address("icon.svg").map(|icon| view! { <link rel="icon" type="image/svg+xml" href=icon/> })}
                {script}
            </head>
            <body>
                <a class="button skip" href="#main">{text.say("skip")}</a>
                {masthead(text, &known)}
                {example.then(|| banner(text))}
                {known.limited.then(|| limited(text, &known))}
                {main}
                <footer class="contract">
                    <p class="quiet">
                        {known.signed_in.is_none().then(|| format!("{} ", text.say("footer-private")))}
                        <a href="/stored">{text.say("footer-stored")}</a>
                    </p>
                </footer>
            </body>
        </html>
    }
}

/// Says on every page that nobody on it exists, with the way to look around.
fn banner(text: Text<'_>) -> impl IntoView {
    view! {
        <aside class="example">
            <p>{text.say("example-banner")} " " <a href="/example">{text.say("example-look")}</a></p>
        </aside>
    }
}

/// Says what the link opened, with the way to the rest and the way out.
fn limited(text: Text<'_>, known: &Known) -> impl IntoView + use<> {
    let (what, more) = match known {
        Known { locked: true, .. } => ("limited-banner-locked", "/me/earlier"),
        known if known.has_role() => ("limited-banner-role", "/me"),
        _ => ("limited-banner", "/me"),
    };
    view! {
        <aside class="limited">
            <p>{text.say(what)} " " <a href=more>{text.say("limited-more")}</a></p>
            <form method="post" action="/sign-out">
                <button class="button second plain">{text.say("sign-out")}</button>
            </form>
        </aside>
    }
}

fn masthead(text: Text<'_>, known: &Known) -> impl IntoView + use<> {
    let languages = Language::ALL.into_iter().filter(|language| *language != text.language).map(|language| {
        let tag = language.tag();
        view! { <a href=format!("?lang={tag}") lang=tag hreflang=tag>{language.own_name()}</a> }
    });
    view! {
        <header class="masthead">
            <a class="brand" href="/">
                <svg
                    viewBox="0 0 24 24"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="2.2"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                    aria-hidden="true"
                >
                    <path d="M3 20h5v-5h5v-5h5V5h3"></path>
                </svg>
                "Footing"
            </a>
            <nav aria-label=text.say("nav")>
                {known.leads.then(|| view! { <a href="/teams">{text.say("nav-teams")}</a> })}
                {known.analyses.then(|| view! { <a href="/insights">{text.say("nav-insights")}</a> })}
                {known.administers.then(|| view! { <a href="/admin">{text.say("nav-admin")}</a> })}
                {known.person.then(|| view! { <a href="/me">{text.say("nav-me")}</a> })}
                {known
                    .signed_in
                    .clone()
                    .map(|name| view! { <span class="who"><span class="sr-only">{text.say("nav-who")} " "</span>{name}</span> })}
                {known.signed_in.is_none().then(|| view! { <a href="/sign-in">{text.say("nav-sign-in")}</a> })}
                {languages.collect_view()}
            </nav>
        </header>
    }
}

/// Loads the browser part and wakes each island by name. Nothing on a page waits for it.
fn browser_part(assets: &Assets, nonce: &str) -> Option<impl IntoView + use<>> {
    let (js, wasm) = (assets.address("footing.js")?, assets.address("footing.wasm")?);
    let wake = format!(
        "import init,* as footing from \"{js}\";init({{module_or_path:\"{wasm}\"}}).then(()=>{{footing.hydrate();\
         for(const island of document.querySelectorAll(\"leptos-island\"))footing[island.dataset.component](island)}})"
    );
    Some(view! {
        <link rel="modulepreload" href=js/>
        <link rel="preload" href=wasm r#as="fetch" crossorigin="anonymous" r#type="application/wasm"/>
        <script type="module" nonce=nonce.to_owned() inner_html=wake></script>
    })
}

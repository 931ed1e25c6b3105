//! The whole application without a network: the real router on a store in memory, at a fixed time, with counted ids.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{HeaderValue, Method, Request};
use footing::cli::Content;
use footing::jobs::{ExportBundles, Notifier, PendingImports, RenderPool, Troubles};
use footing::mail::{MailError, MailPace, PostOffice, Sender, SmtpMailer};
use footing::service::{
    Clock, Context, Instruments, InvitationLetter, LinkLetter, NewAddressLetter, Post, Randomness, courier, sign_in,
};
use footing::store::{MemoryStore, Store};
use footing::ui::assets::Assets;
use footing::web::{AppState, Begun, Limits, PublicAddress, TrustedProxies, router};
use footing_core::guidance::{Library, TeamLibrary};
use footing_core::organisation::Secret;
use footing_core::text::Catalog;
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use tower::ServiceExt;

use super::Page;

/// The items of the proficiency assessment, in order.
pub const ITEMS: [&str; 14] = [
    "which-part",
    "fixed-point",
    "left-out",
    "told-it",
    "split-up",
    "my-decision",
    "asked-again",
    "checked-facts",
    "looked-for-errors",
    "protected-data",
    "could-explain",
    "frequency",
    "used-again",
    "shared",
];
pub const LAST_ITEM: &str = "shared";

/// Checked once for all tests: the check takes longer than most of them.
type Bundled = (Content, Arc<Library>, Arc<TeamLibrary>, Arc<Catalog>);

fn bundled() -> &'static Bundled {
    static BUNDLED: OnceLock<Bundled> = OnceLock::new();
    BUNDLED.get_or_init(|| {
        let content = Content::bundled();
        let checked = content.check().expect("the bundled content is right");
        (content, Arc::new(checked.library), Arc::new(checked.team_library), Arc::new(checked.catalog))
    })
}

pub struct App {
    router: Router,
    clock: Arc<FixedClock>,
    pub context: Context,
    /// What the handlers share.
    pub state: AppState,
}

struct FixedClock(Mutex<Timestamp>);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Different bits every time, the same in every run.
struct Counted(AtomicU64);

impl Randomness for Counted {
    fn fill(&self, bits: &mut [u8]) {
        for chunk in bits.chunks_mut(8) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            let mixed = (count + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
    }
}

impl App {
    pub async fn new() -> App {
        App::at("http://127.0.0.1:3000").await
    }

    /// The application as people reach it under an address.
    pub async fn at(address: &str) -> App {
        App::on(Arc::new(MemoryStore::default()), address).await
    }

    /// The application where nobody has set an address.
    pub async fn without_address() -> App {
        let listener = PublicAddress::of_listener(SocketAddr::from(([0, 0, 0, 0], 4500)));
        App::with(Arc::new(MemoryStore::default()), listener, &bundled().0.surveys, None, "").await
    }

    /// The application on another store than the usual one.
    pub async fn on(store: Arc<dyn Store>, address: &str) -> App {
        App::asking(store, address, &bundled().0.surveys).await
    }

    /// The application with surveys of its own, as names and contents of files.
    pub async fn asking(store: Arc<dyn Store>, address: &str, surveys: &[(String, Vec<u8>)]) -> App {
        App::with(store, PublicAddress::parse(address).expect("an address"), surveys, None, "").await
    }

    /// The application with a way to write to people, and where its letters end up.
    pub async fn with_mail() -> (App, Arc<Letterbox>) {
        let letters = Arc::new(Letterbox::default());
        let post: Arc<dyn Post> = letters.clone();
        let address = PublicAddress::parse("http://127.0.0.1:3000").expect("an address");
        let store = Arc::new(MemoryStore::default());
        (App::with(store, address, &bundled().0.surveys, Some(post), "").await, letters)
    }

    /// The application with a mail server, behind proxies it trusts.
    pub async fn mailing(server: &str, pace: MailPace, proxies: &str) -> App {
        let sender = Sender::new("Footing", "footing@example.org").expect("a sender");
        let mailer = Arc::new(SmtpMailer::new(server, sender).expect("a server"));
        let address = PublicAddress::parse("http://127.0.0.1:3000").expect("an address");
        let post: Arc<dyn Post> = Arc::new(Notifier::new(mailer, pace, Arc::clone(&bundled().3), address.as_str()));
        App::with(Arc::new(MemoryStore::default()), address, &bundled().0.surveys, Some(post), proxies).await
    }

    async fn with(
        store: Arc<dyn Store>,
        address: PublicAddress,
        surveys: &[(String, Vec<u8>)],
        post: Option<Arc<dyn Post>>,
        proxies: &str,
    ) -> App {
        let (_, library, team_library, catalog) = bundled();
        let instruments = Instruments::load(store.as_ref(), surveys).await.expect("they are right");
        let clock = Arc::new(FixedClock(Mutex::new("2026-11-21T09:00:00Z".parse().unwrap())));
        let context = Context {
            store,
            clock: clock.clone(),
            randomness: Arc::new(Counted(AtomicU64::new(0))),
            instruments: Arc::new(instruments),
            library: Arc::clone(library),
            team_library: Arc::clone(team_library),
            post,
        };
        let state = AppState {
            context: context.clone(),
            catalog: Arc::clone(catalog),
            assets: Arc::new(Assets::default()),
            address,
            health: Default::default(),
            limits: Arc::new(Limits::new()),
            proxies: Arc::new(TrustedProxies::parse(proxies).expect("a list of proxies")),
            pending_imports: Arc::new(PendingImports::default()),
            render_pool: Arc::new(RenderPool::default()),
            bundles: ExportBundles::default(),
            begun: Begun::default(),
            troubles: Troubles::default(),
            example: false,
        };
        let peer = MockConnectInfo(SocketAddr::from(([192, 0, 2, 1], 40000)));
        App { router: router(state.clone()).layer(peer), clock, context, state }
    }

    /// The survey files that come with Footing.
    pub fn bundled_surveys() -> Vec<(String, Vec<u8>)> {
        bundled().0.surveys.clone()
    }

    pub fn days_pass(&self, days: i64) {
        self.time_passes(SignedDuration::from_hours(24 * days));
    }

    pub fn time_passes(&self, time: SignedDuration) {
        *self.clock.0.lock().unwrap() += time;
    }

    /// A browser that has never been here.
    pub fn visit(&self) -> Visit<'_> {
        Visit { app: self, cookies: Vec::new(), headers: Vec::new() }
    }
}

/// Holds the links that were sent.
pub struct Letterbox(Mutex<Vec<(String, Secret)>>, PostOffice);

impl Default for Letterbox {
    fn default() -> Self {
        Letterbox(Mutex::default(), PostOffice::new(MailPace::default()))
    }
}

impl Letterbox {
    /// The newest link that is sent to an address once everything has left that was asked for.
    pub async fn link_to(&self, app: &App, email: &str) -> Secret {
        courier::deliver(&app.context).await.expect("the store is in memory");
        let letters = self.0.lock().unwrap();
        let newest = letters.iter().rev().find(|(to, _)| to == email);
        newest.expect("a letter was sent").1.clone()
    }
}

#[async_trait]
impl Post for Letterbox {
    async fn send_link(&self, letter: &LinkLetter) -> Result<(), MailError> {
        self.0.lock().unwrap().push((letter.to.key(), letter.link.clone()));
        Ok(())
    }

    async fn invite(&self, _: &InvitationLetter) -> Result<(), MailError> {
        Ok(())
    }

    async fn tell_of_new_address(&self, letter: &NewAddressLetter) -> Result<(), MailError> {
        if let Some(link) = &letter.link {
            self.0.lock().unwrap().push((letter.to.key(), link.clone()));
        }
        Ok(())
    }

    async fn rest(&self) {}

    fn office(&self) -> &PostOffice {
        &self.1
    }
}

/// The session that a link opens.
pub async fn session_of(context: &Context, link: &Secret) -> Secret {
    let redeemed = sign_in::redeem(context, link, &sign_in::Follower::default(), String::new()).await.unwrap();
    redeemed.session().expect("a link that signs in")
}

/// A browser: it keeps cookies and sends them back.
#[derive(Clone)]
pub struct Visit<'a> {
    app: &'a App,
    pub cookies: Vec<(String, String)>,
    headers: Vec<(&'static str, String)>,
}

impl Visit<'_> {
    /// Sends a header with every request from now on.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, String::new()).await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Page {
        self.send(Method::POST, path, form.to_owned()).await
    }

    /// Posts a form with a file in it.
    pub async fn upload(&mut self, path: &str, file: &str) -> Page {
        let kind = ("content-type", "multipart/form-data; boundary=boundary".to_owned());
        self.headers.push(kind);
        let head = "--boundary\r\ncontent-disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n";
        let page = self.send(Method::POST, path, format!("{head}{file}\r\n--boundary--\r\n")).await;
        self.headers.pop();
        page
    }

    pub async fn send(&mut self, method: Method, path: &str, body: String) -> Page {
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().expect("a path");
        let headers = request.headers_mut();
        headers.insert("host", HeaderValue::from_static("127.0.0.1:3000"));
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        headers.insert("cookie", jar.join("; ").parse().unwrap());
        for (name, value) in &self.headers {
            headers.insert(*name, value.parse().unwrap());
        }
        let response = self.app.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the body is whole").to_bytes();
        let (bytes, body) = (body.to_vec(), String::from_utf8_lossy(&body).into_owned());
        let page = Page { status: parts.status, headers: parts.headers, body, bytes };
        for cookie in page.cookies() {
            let (name, rest) = cookie.split_once('=').expect("a cookie has a name");
            self.cookies.retain(|(other, _)| other != name);
            if !cookie.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), rest.split(';').next().unwrap_or_default().to_owned()));
            }
        }
        page
    }

    /// Starts the assessment and answers everything but the last item: work, no tasks, and `answer` on every item.
    pub async fn answer_all_but_the_last(&mut self, work: &str, answer: &str) {
        self.post("/s/ai-proficiency", "").await;
        self.post("/s/ai-proficiency/q/work", &format!("answer={work}")).await;
        self.post("/s/ai-proficiency/q/tasks", "").await;
        for item in ITEMS.iter().filter(|item| **item != LAST_ITEM) {
            self.answer(item, answer).await;
        }
    }

    pub async fn answer(&mut self, item: &str, answer: &str) -> Page {
        self.post(&format!("/s/ai-proficiency/q/{item}"), &format!("answer={answer}")).await
    }

    /// Takes the whole assessment with one answer everywhere; gives the address of the result.
    pub async fn take(&mut self, work: &str, answer: &str) -> String {
        self.answer_all_but_the_last(work, answer).await;
        let page = self.post("/s/ai-proficiency/q/shared", &format!("answer={answer}&then=submit")).await;
        page.location().to_owned()
    }
}

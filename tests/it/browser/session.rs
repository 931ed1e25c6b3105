//! A Chromium of a test's own, driven by chromedriver. Every verb waits until it is done and fails with a sentence;
//! a failing test leaves a screenshot behind.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use axum::http::Method;
use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How long anything on a page may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(30);
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=en-US",
    "--window-size=1280,900",
];
const ADVICE: &str = "`cargo xtask test` installs what the browser tests need";

/// A person's device: it keeps what the browser keeps, also when the browser is closed and opened again.
pub struct Device {
    profile: TempDir,
    language: &'static str,
    scripts: bool,
    phone: bool,
    motion: bool,
    /// These names and addresses lead to this machine.
    names: &'static [&'static str],
}

impl Device {
    /// A desktop browser whose owner reads English and prefers reduced motion, so that no test waits for an animation.
    pub fn desktop() -> Device {
        let profile = tempfile::tempdir().expect("a directory for the browser profile");
        Device { profile, language: "en", scripts: true, phone: false, motion: false, names: &[] }
    }

    /// A small phone: 320 pixels wide, with a touch screen.
    pub fn phone() -> Device {
        Device { phone: true, ..Device::desktop() }
    }

    pub fn without_scripts(self) -> Device {
        Device { scripts: false, ..self }
    }

    pub fn with_motion(self) -> Device {
        Device { motion: true, ..self }
    }

    /// As in a network where these names and addresses are those of the server.
    pub fn in_a_network_with(self, names: &'static [&'static str]) -> Device {
        Device { names, ..self }
    }

    pub fn reading(self, language: &'static str) -> Device {
        Device { language, ..self }
    }

    pub fn has_scripts(&self) -> bool {
        self.scripts
    }

    /// Opens the browser; it is closed when the session is dropped.
    #[track_caller]
    pub fn open(&self) -> Session {
        Session::start(self)
    }

    fn capabilities(&self) -> Map<String, Value> {
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).into();
        flags.push(format!("--user-data-dir={}", self.profile.path().display()));
        flags.push(format!("--accept-lang={}", self.language));
        if !self.motion {
            flags.push("--force-prefers-reduced-motion".to_owned());
        }
        if !self.names.is_empty() {
            let rules: Vec<String> = self.names.iter().map(|name| format!("MAP {name} 127.0.0.1")).collect();
            flags.push(format!("--host-resolver-rules={}", rules.join(",")));
        }
        let mut options = json!({ "binary": browser(), "args": flags });
        if !self.scripts {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        if self.phone {
            let metrics = json!({ "width": 320, "height": 640, "pixelRatio": 2, "mobile": true, "touch": true });
            options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "pageLoad": 20_000, "script": 20_000 },
        });
        capabilities.as_object().cloned().unwrap_or_default()
    }
}

/// An open browser.
pub struct Session {
    runtime: Runtime,
    client: Client,
    driver: Child,
    _seat: Seat,
}

impl Session {
    #[track_caller]
    fn start(device: &Device) -> Session {
        let seat = Seat::take();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("chromedriver cannot be started ({error}); {ADVICE}"));
        let address = driver_address(driver.stdout.take().expect("its standard output is piped"));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connected = runtime.block_on(builder.capabilities(device.capabilities()).connect(&address));
        let client = connected.unwrap_or_else(|error| {
            let _ = driver.kill();
            panic!("chromedriver could not open Chromium: {error}")
        });
        Session { runtime, client, driver, _seat: seat }
    }

    /// Waits for something on the page, looking again and again; `expected` completes "expected …".
    #[track_caller]
    pub fn wait_until<T>(&self, expected: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let since = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(since.elapsed() < PATIENCE, "expected {expected}, at {}, in vain", self.address());
            thread::sleep(Duration::from_millis(15));
        }
    }

    // ---- the address bar

    #[track_caller]
    pub fn go_to(&self, address: &str) {
        self.done(&format!("going to {address}"), self.client.goto(address));
    }

    #[track_caller]
    pub fn go_back(&self) {
        self.done("going back", self.client.back());
    }

    #[track_caller]
    pub fn go_forward(&self) {
        self.done("going forward", self.client.forward());
    }

    #[track_caller]
    pub fn reload(&self) {
        self.done("reloading", self.client.refresh());
    }

    pub fn address(&self) -> String {
        self.runtime.block_on(self.client.current_url()).map(String::from).unwrap_or_default()
    }

    /// The path of the page that is shown.
    pub fn path(&self) -> String {
        self.runtime.block_on(self.client.current_url()).map(|url| url.path().to_owned()).unwrap_or_default()
    }

    #[track_caller]
    pub fn title(&self) -> String {
        self.done("reading the title", self.client.title())
    }

    // ---- tabs

    /// Opens a tab and looks at it. The number is for [`Session::look_at_tab`]; the first tab has number 0.
    #[track_caller]
    pub fn open_tab(&self) -> usize {
        let tab = self.done("opening a tab", self.client.new_window(true));
        self.done("looking at the new tab", self.client.switch_to_window(tab.handle));
        self.done("counting the tabs", self.client.windows()).len() - 1
    }

    #[track_caller]
    pub fn look_at_tab(&self, number: usize) {
        let tabs = self.done("counting the tabs", self.client.windows());
        self.done("looking at another tab", self.client.switch_to_window(tabs[number].clone()));
    }

    // ---- what is on the page

    #[track_caller]
    fn element(&self, css: &str) -> Element {
        let found = self.runtime.block_on(self.client.find(Locator::Css(css)));
        found.unwrap_or_else(|error| panic!("expected {css} at {}: {error}", self.address()))
    }

    #[track_caller]
    fn elements(&self, css: &str) -> Vec<Element> {
        self.done(&format!("looking for {css}"), self.client.find_all(Locator::Css(css)))
    }

    #[track_caller]
    pub fn count(&self, css: &str) -> usize {
        self.elements(css).len()
    }

    #[track_caller]
    pub fn shows(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// The text a person sees in the first such element.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        let element = self.element(css);
        self.done(&format!("reading {css}"), element.text())
    }

    /// The text in an element, also where it is only for assistive technology.
    #[track_caller]
    pub fn content(&self, css: &str) -> String {
        let element = self.element(css);
        self.done(&format!("reading {css}"), element.prop("textContent")).unwrap_or_default()
    }

    /// The texts of all such elements.
    #[track_caller]
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.elements(css).iter().map(|element| self.done(&format!("reading {css}"), element.text())).collect()
    }

    /// What is in a field, as it is now.
    #[track_caller]
    pub fn value(&self, css: &str) -> String {
        let element = self.element(css);
        self.done(&format!("reading {css}"), element.prop("value")).unwrap_or_default()
    }

    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let element = self.element(css);
        self.done(&format!("reading {name} of {css}"), element.attr(name))
    }

    #[track_caller]
    pub fn is_checked(&self, css: &str) -> bool {
        let element = self.element(css);
        self.done(&format!("reading {css}"), element.is_selected())
    }

    /// The `id` of the element that has the focus, empty without one.
    #[track_caller]
    pub fn focused_id(&self) -> String {
        let element = self.done("looking for the focus", self.client.active_element());
        self.done("reading the focus", element.attr("id")).unwrap_or_default()
    }

    // ---- what a person does

    /// Clicks with the mouse, or taps on a phone.
    #[track_caller]
    pub fn click(&self, css: &str) {
        let element = self.element(css);
        self.done(&format!("clicking {css}"), element.click());
    }

    /// Clicks what leads to another page, or to the same page once more, and waits for that.
    #[track_caller]
    pub fn follow(&self, css: &str) {
        let page = self.element("html");
        self.click(css);
        let is_gone = || self.runtime.block_on(page.tag_name()).is_err().then_some(());
        self.wait_until(&format!("another page after clicking {css}"), is_gone);
    }

    #[track_caller]
    pub fn double_click(&self, css: &str) {
        let element = self.element(css);
        let over = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        let (down, up) =
            (PointerAction::Down { button: MOUSE_BUTTON_LEFT }, PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        let mouse = MouseActions::new("mouse".to_owned());
        let mouse = mouse.then(over).then(down.clone()).then(up.clone()).then(down).then(up);
        self.done(&format!("clicking {css} twice"), self.client.perform_actions(mouse));
    }

    /// Types into a field, after what is in it.
    #[track_caller]
    pub fn type_into(&self, css: &str, text: &str) {
        let element = self.element(css);
        self.done(&format!("typing into {css}"), element.send_keys(text));
    }

    #[track_caller]
    pub fn press(&self, key: Key) {
        self.press_character(key.into());
    }

    /// Presses and releases the key of a character.
    #[track_caller]
    pub fn press_character(&self, value: char) {
        let keys = KeyActions::new("keys".to_owned());
        let keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.done(&format!("pressing {value:?}"), self.client.perform_actions(keys));
    }

    // ---- what only a test does

    /// Runs a script on the page and gives what it returns.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.done("running a script", self.client.execute(script, arguments))
    }

    /// A command of the DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.done(command, self.client.issue_cmd(Driver { command: "goog/cdp/execute", body }))
    }

    /// What the browser wrote on its console since it was last asked, as one line each.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        let read = Driver { command: "se/log", body: json!({ "type": "browser" }) };
        let entries = self.done("reading the console", self.client.issue_cmd(read));
        let entry =
            |entry: &Value| format!("{} {}: {}", word(entry, "level"), word(entry, "source"), word(entry, "message"));
        entries.as_array().into_iter().flatten().map(entry).collect()
    }

    #[track_caller]
    fn done<T>(&self, what: &str, command: impl Future<Output = Result<T, CmdError>>) -> T {
        match self.runtime.block_on(command) {
            Ok(value) => value,
            Err(error) => panic!("{what} failed at {}: {error}", self.address()),
        }
    }

    fn save_screenshot(&self) -> Option<PathBuf> {
        let picture = self.runtime.block_on(self.client.screenshot()).ok()?;
        let test = thread::current().name().unwrap_or("test").replace("::", "-");
        let file = env::temp_dir().join(format!("footing-{test}-{}.png", std::process::id()));
        fs::write(&file, picture).ok()?;
        Some(file)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if thread::panicking()
            && let Some(file) = self.save_screenshot()
        {
            eprintln!("at {}; a screenshot is in {}", self.address(), file.display());
        }
        // Closing properly writes cookies to the profile and ends Chromium; killing chromedriver alone does neither.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A command of chromedriver's own, beyond WebDriver.
#[derive(Debug)]
struct Driver {
    command: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Driver {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.command))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// The right to have a browser open: two at a time are enough for a small machine.
struct Seat;

static FREE_SEATS: Mutex<usize> = Mutex::new(2);
static SEAT_FREED: Condvar = Condvar::new();

impl Seat {
    fn take() -> Seat {
        let free = FREE_SEATS.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = SEAT_FREED.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Seat
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        *FREE_SEATS.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        SEAT_FREED.notify_one();
    }
}

#[track_caller]
fn browser() -> PathBuf {
    let on_path = env::var_os("PATH").unwrap_or_default();
    let chrome = env::split_paths(&on_path).map(|directory| directory.join("google-chrome"));
    let mut known = std::iter::once(Path::new("/usr/bin/chromium").to_owned()).chain(chrome);
    known.find(|program| program.is_file()).unwrap_or_else(|| {
        panic!("neither /usr/bin/chromium nor google-chrome is here; {ADVICE}");
    })
}

/// Reads chromedriver's greeting, then keeps draining its output so that it never waits for a reader.
#[track_caller]
fn driver_address(stdout: ChildStdout) -> String {
    let mut lines = BufReader::new(stdout).lines();
    let port = loop {
        let Some(Ok(line)) = lines.next() else { panic!("chromedriver ended before it listened; {ADVICE}") };
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            break port.trim_end_matches('.').to_owned();
        }
    };
    thread::spawn(move || lines.for_each(drop));
    format!("http://127.0.0.1:{port}/")
}

/// The source of axe, which `cargo xtask test` installs and names.
#[track_caller]
pub fn axe() -> String {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules/axe-core/axe.min.js");
    let file = env::var_os("FOOTING_AXE").map_or_else(beside, PathBuf::from);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("axe is not at {} ({error}); {ADVICE}", file.display()))
}

pub fn word<'a>(object: &'a Value, name: &str) -> &'a str {
    object[name].as_str().unwrap_or_default()
}

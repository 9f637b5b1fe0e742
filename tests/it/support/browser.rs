//! Chromium through chromedriver: the `WebDriver` protocol is JSON over HTTP, and the client is at hand.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use data_encoding::BASE64;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::html::Page;
use super::http::{Body, Client};
use super::services::{WEBDRIVER, axe};

/// Name of an element reference (`WebDriver`, section 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// The success criteria that every page has to meet.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/// One browser with a profile of its own; closed when dropped.
#[derive(Debug)]
pub struct Browser {
    driver: SocketAddr,
    session: String,
    profile: Option<TempDir>,
}

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub width: u32,
    pub dark: bool,
}

/// The four looks that are kept as pictures.
pub const LOOKS: [Look; 4] = [
    Look { width: 320, dark: false },
    Look { width: 320, dark: true },
    Look { width: 1280, dark: false },
    Look { width: 1280, dark: true },
];

impl Browser {
    /// Opens a browser that prefers this language, with or without script.
    pub fn open(script: bool, lang: &str) -> Self {
        let driver = std::env::var(WEBDRIVER).expect("left out while unset");
        let driver = driver.trim_start_matches("http://").parse().expect("an address and a port");
        let profile = TempDir::new().expect("a temporary folder");
        let folder = format!("--user-data-dir={}", profile.path().display());
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            &folder,
        ];
        let mut preferences = json!({ "intl.accept_languages": lang });
        if !script {
            // 2 is "block"; without the script setting the driver itself still finds, clicks and types
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let options = json!({ "args": arguments, "prefs": preferences });
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome", "pageLoadStrategy": "normal", "goog:chromeOptions": options } } });
        let mut browser = Self { driver, session: String::new(), profile: Some(profile) };
        let opened = browser.call("POST", "/session", &wanted);
        opened["sessionId"].as_str().expect("a session").clone_into(&mut browser.session);
        browser
    }

    /// Closes the browser; what it leaves on the disk.
    pub fn close(mut self) -> TempDir {
        let profile = self.profile.take().expect("not closed before");
        drop(self);
        profile
    }

    /// One step back, as its button does.
    pub fn back(&self) {
        self.at("POST", "/back", &json!({}));
    }

    pub fn title(&self) -> String {
        self.at("GET", "/title", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// Presses a key in the page, `times` times: the `WebDriver` code of a key (section 17.4.2).
    pub fn key(&self, key: &str, times: usize) {
        let presses = ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }));
        let actions: Vec<Value> = presses.iter().cycle().take(2 * times).cloned().collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.at("POST", "/actions", &json!({ "actions": [keyboard] }));
    }

    /// Asks the browser itself (Chrome `DevTools` Protocol).
    pub fn ask(&self, command: &str, params: &Value) -> Value {
        self.devtools(command, params)
    }

    pub fn go(&self, url: &str) {
        self.at("POST", "/url", &json!({ "url": url }));
    }

    pub fn url(&self) -> String {
        self.at("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// The page as it stands.
    pub fn page(&self) -> Page {
        Page::parse(self.at("GET", "/source", &Value::Null).as_str().unwrap_or_default())
    }

    /// Presses what a selector finds, and waits for the page it leads to.
    pub fn click(&self, css: &str) {
        self.leads(css, || self.on(css, "/click", &json!({})));
    }

    /// Presses twice, as fast as a mouse does, and waits for the page it leads to.
    pub fn double_click(&self, css: &str) {
        let found = self.at("POST", "/element", &json!({ "using": "css selector", "value": css }));
        let to = json!({ "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": found });
        let press = ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        let actions: Vec<Value> = [to].into_iter().chain(press.iter().cycle().take(4).cloned()).collect();
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": actions });
        self.leads(css, || drop(self.at("POST", "/actions", &json!({ "actions": [mouse] }))));
    }

    /// Does what leads to another page, and waits until that has come.
    pub fn leads(&self, what: &str, act: impl FnOnce()) {
        // Of the page, not of the document: after files were sent, the page's own script puts one in the place of another.
        let page = self.at("POST", "/element", &json!({ "using": "css selector", "value": "main" }));
        let old = page[ELEMENT].as_str().unwrap_or_default().to_owned();
        act();
        // The driver does not wait for an answer that a redirect leads to: the old page has to be gone.
        let until = Instant::now() + Duration::from_mins(2);
        while self
            .try_call("GET", &format!("/session/{}/element/{old}/name", self.session), &Value::Null)
            .is_ok()
        {
            assert!(Instant::now() < until, "{what} leads nowhere");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Types into whatever has the focus.
    pub fn keys(&self, text: &str) {
        let pressed =
            |c: char| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": c.to_string() }));
        let actions: Vec<Value> = text.chars().flat_map(pressed).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.at("POST", "/actions", &json!({ "actions": [keyboard] }));
    }

    /// Presses a key while another is held.
    pub fn keys_with(&self, held: &str, key: &str, times: usize) {
        let one = |kind: &str, key: &str| json!({ "type": kind, "value": key });
        let mut actions = vec![one("keyDown", held)];
        for _ in 0..times {
            actions.extend([one("keyDown", key), one("keyUp", key)]);
        }
        actions.push(one("keyUp", held));
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.at("POST", "/actions", &json!({ "actions": [keyboard] }));
    }

    /// Attributes of the element that has the focus.
    pub fn focused(&self, names: &[&str]) -> Vec<String> {
        let found = self.at("GET", "/element/active", &Value::Null);
        let id = found[ELEMENT].as_str().unwrap_or_default().to_owned();
        let get = |name: &&str| self.at("GET", &format!("/element/{id}/attribute/{name}"), &Value::Null);
        names.iter().map(|name| get(name).as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Opens another tab and goes to it.
    pub fn tab(&self) {
        let opened = self.at("POST", "/window/new", &json!({ "type": "tab" }));
        self.at("POST", "/window", &json!({ "handle": opened["handle"] }));
    }

    /// Goes to the tab that was opened as the `n`th, from 0.
    pub fn to_tab(&self, n: usize) {
        let all = self.at("GET", "/window/handles", &Value::Null);
        self.at("POST", "/window", &json!({ "handle": all[n] }));
    }

    /// Presses what leads nowhere.
    pub fn press(&self, css: &str) {
        self.on(css, "/click", &json!({}));
    }

    /// Types into a field, as a keyboard would: the space bar ticks a box.
    pub fn type_into(&self, css: &str, text: &str) {
        self.on(css, "/value", &json!({ "text": text }));
    }

    /// Replaces what a field holds.
    pub fn fill(&self, css: &str, text: &str) {
        self.on(css, "/clear", &json!({}));
        self.type_into(css, text);
    }

    pub fn attach(&self, css: &str, file: &Path) {
        self.type_into(css, &file.to_string_lossy());
    }

    pub fn forget_cookies(&self) {
        self.at("DELETE", "/cookie", &Value::Null);
    }

    /// Runs script in the page; a promise is waited for.
    pub fn run(&self, script: &str) -> Value {
        self.at("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    pub fn look(&self, look: Look) {
        let scheme = if look.dark { "dark" } else { "light" };
        let size = json!({ "width": look.width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// The whole page, also what is below the fold, as `target/screenshots/NAME-WIDTH-SCHEME.png`.
    pub fn picture(&self, name: &str, look: Look) {
        self.look(look);
        let height = self.devtools("Page.getLayoutMetrics", &json!({}))["cssContentSize"]["height"].as_f64();
        let size = json!({ "width": look.width, "height": height.unwrap_or(800.0).ceil(), "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
        let taken = self.devtools("Page.captureScreenshot", &json!({ "format": "png" }));
        self.look(look);
        let image = BASE64.decode(taken["data"].as_str().unwrap_or_default().as_bytes()).expect("base64");
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder");
        let scheme = if look.dark { "dark" } else { "light" };
        std::fs::write(folder.join(format!("{name}-{}-{scheme}.png", look.width)), image).expect("a picture");
    }

    /// By how many pixels the page is wider than the window.
    pub fn overflow(&self) -> i64 {
        let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
        self.run(wider).as_i64().expect("a number")
    }

    /// What axe-core holds against the page: rule and the elements concerned.
    pub fn violations(&self) -> Vec<String> {
        self.axe(&json!({ "type": "tag", "values": RULES }))
    }

    /// The same by some of its rules.
    pub fn violations_of(&self, rules: &[&str]) -> Vec<String> {
        self.axe(&json!({ "type": "rule", "values": rules }))
    }

    fn axe(&self, rules: &Value) -> Vec<String> {
        let there = self.run("return typeof axe === 'object'").as_bool().unwrap_or_default();
        let engine = if there { String::new() } else { std::fs::read_to_string(axe()).expect("axe-core") };
        let rules = json!({ "runOnly": rules, "resultTypes": ["violations"] });
        let keep = if there { "" } else { "window.axe = axe" };
        let script =
            format!("{engine};\n{keep};\nreturn axe.run(document, {rules}).then(r => r.violations);");
        let found = self.run(&script);
        let found = found.as_array().expect("a list of violations");
        found
            .iter()
            .map(|v| {
                let nodes = v["nodes"].as_array().into_iter().flatten();
                let told: Vec<String> = nodes
                    .map(|n| format!("{} ({})", n["html"].as_str().unwrap_or_default(), n["failureSummary"]))
                    .collect();
                format!("{}: {}", v["id"].as_str().unwrap_or_default(), told.join("; "))
            })
            .collect()
    }

    fn devtools(&self, command: &str, params: &Value) -> Value {
        self.at("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": params }))
    }

    fn on(&self, css: &str, action: &str, body: &Value) {
        let found = self.at("POST", "/element", &json!({ "using": "css selector", "value": css }));
        let id =
            found[ELEMENT].as_str().unwrap_or_else(|| panic!("{css} is not on {}", self.url())).to_owned();
        self.at("POST", &format!("/element/{id}{action}"), body);
    }

    fn at(&self, method: &str, path: &str, body: &Value) -> Value {
        self.call(method, &format!("/session/{}{path}", self.session), body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_call(method, path, body)
            .unwrap_or_else(|said| panic!("{path}: {}: {}", said["error"], said["message"]))
    }

    fn try_call(&self, method: &str, path: &str, body: &Value) -> Result<Value, Value> {
        let mut client = Client::new(self.driver, "en");
        let body = match body {
            Value::Null => Body::Nothing,
            some => Body::Raw { media: "application/json".to_owned(), bytes: some.to_string().into_bytes() },
        };
        let plain = [("Origin", ""), ("Sec-Fetch-Site", "")];
        let answer = client.request(method, path, &plain, &body).expect("an answer of chromedriver");
        let mut said: Value = serde_json::from_slice(&answer.body).expect("JSON of chromedriver");
        let value = said["value"].take();
        if answer.status == 200 { Ok(value) } else { Err(value) }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let path = format!("/session/{}", self.session);
            let plain = [("Origin", ""), ("Sec-Fetch-Site", "")];
            drop(Client::new(self.driver, "en").request("DELETE", &path, &plain, &Body::Nothing));
        }
    }
}

//! The installation of the story and who works there: processes of the real binary, and pages over HTTP.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::adviser::{Adviser, try_sign_in};
use crate::support::ceremony::Ceremony;
use crate::support::command::{Ran, balss};
use crate::support::database::Database;
use crate::support::desk::{code_on, fingerprint_on, knock, link_to, secret, send, spare_codes};
use crate::support::html::Page;
use crate::support::http::{Answer, Client};
use crate::support::serve::{Served, free_port};
use crate::support::server::{Staff, files_below};
use crate::support::shelf::Engine;
use crate::support::totp;

/// One account of one in the house may say so often in a row that it is itself: then one waits for a turn.
const TURN: Duration = Duration::from_secs(21);

/// Somebody of the staff at a computer.
pub struct Person {
    pub name: &'static str,
    pub who: Staff,
    pub desk: Adviser,
    /// One-time codes on paper.
    spare: Vec<String>,
    /// The account's id, as addresses have it.
    pub id: String,
}

impl Person {
    /// What they type at the command line, with a code from the paper: each works once.
    pub fn typed(&mut self) -> String {
        let code = self.spare.pop().expect("a code is left");
        format!("{}\n{}\n{code}\n", self.who.username, self.who.passphrase)
    }

    /// The fingerprint of the own key, as the console shows it while nobody vouches for it.
    pub fn fingerprint(&mut self) -> String {
        fingerprint_on(&self.desk.page("/console"))
    }

    /// The page under which colleagues find somebody.
    pub fn path(&self) -> String {
        format!("/console/colleagues/{}", self.id)
    }

    /// Status of the answer to a request for a case.
    pub fn asks_for(&mut self, case: &str) -> u16 {
        self.desk.client.get(&format!("/console/cases/{case}")).expect("an answer").status
    }
}

/// What an administrator types of somebody new.
pub struct Newcomer {
    pub role: &'static str,
    pub username: &'static str,
    pub name: &'static str,
    pub institution: &'static str,
    pub outside: bool,
}

pub struct House {
    pub ceremony: Ceremony,
    pub server: Option<Served>,
    port: u16,
    database: Option<Database>,
    pub folder: TempDir,
}

impl House {
    /// A folder with a ceremony held in it.
    pub fn build(engine: Engine) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let ceremony = Ceremony::hold(&folder.path().join("offline"));
        std::fs::create_dir(folder.path().join("carried")).expect("a folder");
        let database = (engine == Engine::Postgres).then(Database::create);
        Self { ceremony, server: None, port: free_port(), database, folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    pub fn config(&self) -> String {
        self.text("etc/balss.toml")
    }

    /// `balss init` with the public parts of the ceremony; what it said, as JSON.
    pub fn init(&self, username: &str, name: &str) -> Value {
        let (config, public, data) = (self.config(), self.ceremony.public(), self.text("data"));
        let (keys, state) = (self.text("etc/keys"), self.text("state"));
        let database =
            self.database.as_ref().map_or_else(|| format!("sqlite:{data}/balss.db"), |d| d.url.clone());
        // What the house answers for: whom it serves, and what its people are told.
        let pack = self.text("pack");
        crate::support::pack::filled(&self.path("pack"));
        let (listen, address) =
            (format!("127.0.0.1:{}", self.port), format!("http://127.0.0.1:{}", self.port));
        let options = [
            ("--config", &config[..]),
            ("--public", &public),
            ("--data", &data),
            ("--database", &database),
            ("--keys", &keys),
            ("--state", &state),
            ("--pack", &pack),
            ("--public-address", &address),
            ("--listen", &listen),
            ("--origin", "life.example"),
            ("--admin-username", username),
            ("--admin-name", name),
            ("--institution", "aim"),
        ];
        let options = options.iter().flat_map(|(option, value)| [*option, *value]);
        let arguments: Vec<&str> = ["init", "--json"].into_iter().chain(options).collect();
        let said = balss(&arguments, "").well();
        let text = std::fs::read_to_string(&config).expect("a configuration");
        let served = "# institutions = [\"nbs\", \"vp\"]\n";
        assert!(text.contains(served));
        std::fs::write(&config, text.replace(served, &served[2..])).expect("a file");
        serde_json::from_str(&said).expect("JSON")
    }

    pub fn serve(&mut self) {
        self.server = Some(Served::start(&self.config(), self.port, &self.path("serve.log")));
    }

    pub fn stop(&mut self) {
        self.server.take().expect("a server").stop();
    }

    pub fn visitor(&self, lang: &'static str) -> Client {
        self.server.as_ref().expect("a server").visitor(lang)
    }

    /// A command on the server, as somebody who signs in there.
    pub fn command(&self, who: &mut Person, arguments: &[&str]) -> Ran {
        let config = self.config();
        balss(&[arguments, &["--config", &config]].concat(), &who.typed())
    }

    /// What `balss doctor` finds wrong: name and words.
    pub fn faults(&self) -> Vec<(String, String)> {
        let ran = balss(&["doctor", "--json", "--config", &self.config()], "");
        let checks: Vec<Value> = serde_json::from_str(&ran.out).expect("JSON");
        let word = |c: &Value, name: &str| c[name].as_str().expect("a word").to_owned();
        let faults = checks.iter().filter(|c| c["level"] == "fault");
        let faults: Vec<_> = faults.map(|c| (word(c, "name"), word(c, "text"))).collect();
        assert_eq!(ran.code, Some(i32::from(!faults.is_empty())), "{}", ran.err);
        faults
    }

    /// Keeps the database, its sealed files and the key files as they are now, as somebody copies them who can. The
    /// server must not run.
    pub fn copy(&self) {
        match &self.database {
            Some(database) => database.keep(),
            None => drop(std::fs::copy(self.path("data/balss.db"), self.path("kept.db")).expect("a copy")),
        }
        for (from, to) in [("data/blobs", "kept-blobs"), ("etc/keys", "kept-keys")] {
            let from = self.path(from);
            for file in files_below(&from) {
                let to = self.path(to).join(file.strip_prefix(&from).expect("below it"));
                std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
                std::fs::copy(&file, &to).expect("a copy");
            }
        }
        // Key files that others can reach are refused, by the program of whoever copied them too.
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(self.path("kept-keys"), private).expect("a mode");
    }

    /// Where the copied database is.
    pub fn kept_url(&self) -> String {
        let file = || format!("sqlite:{}", self.text("kept.db"));
        self.database.as_ref().map_or_else(file, Database::kept_url)
    }

    pub fn url(&self) -> String {
        let file = || format!("sqlite:{}", self.text("data/balss.db"));
        self.database.as_ref().map_or_else(file, |d| d.url.clone())
    }

    /// The invitation's other end: passphrase, second factor, one-time codes, and then the door.
    pub fn enrol(&self, of: &Newcomer, (code, id): (&str, &str), passphrase: &str) -> Person {
        let mut client = self.visitor("en");
        let page = knock(&mut client, of.username, code).page();
        let secret = secret(&page);
        let shown = totp::code(&secret);
        let typed = [("new", passphrase), ("again", passphrase), ("new_code", &shown)];
        let answer = send(&mut client, &page, "new", &typed);
        let spare = spare_codes(&answer.page());
        let known = send(&mut client, &answer.page(), "step", &[]).page();
        assert!(known.links().iter().any(|a| a.attr("href") == Some("/sign-in")), "{}", known.text());
        let who = Staff {
            role: of.role.to_owned(),
            username: of.username.to_owned(),
            passphrase: passphrase.to_owned(),
            totp_secret: Some(secret),
            institution: Some(of.institution.to_owned()),
        };
        let mut client = self.visitor("en");
        let answer = try_sign_in(&mut client, &who, passphrase);
        assert!(client.cookies.contains_key("session"), "{} {}", answer.status, answer.page().text());
        let desk = Adviser { client };
        Person { name: of.name, who, desk, spare, id: id.to_owned() }
    }

    /// Whether somebody is refused with what was right: passphrase, and a one-time code that was never used.
    pub fn refuses(&self, who: &mut Person) -> bool {
        let mut client = self.visitor("en");
        let page = client.get("/sign-in").expect("an answer").page();
        let code = who.spare.pop().expect("a code is left");
        let typed =
            [("username", &who.who.username[..]), ("passphrase", &who.who.passphrase), ("code", &code)];
        let answer = send(&mut client, &page, "username", &typed);
        answer.status == 422 && !client.cookies.contains_key("session")
    }
}

/// The administrator invites; the code, and the account's id.
pub fn invite(admin: &mut Person, of: &Newcomer) -> (String, String) {
    let typed = [
        ("role", of.role),
        ("username", of.username),
        ("name", of.name),
        ("institution", of.institution),
        ("outside", if of.outside { "yes" } else { "" }),
    ];
    // An empty box is one that is not ticked, and is not sent.
    let typed: Vec<_> = typed.into_iter().filter(|(_, v)| !v.is_empty()).collect();
    let answer = grave(admin, "/admin/people/new", "role", &typed);
    let code = code_on(&answer.page());
    let href = link_to(&admin.desk.page("/admin"), of.username);
    if of.role == "adviser" {
        prepared(admin, &href);
    }
    (code, href.rsplit('/').next().expect("an id").to_owned())
}

/// What the law asks of an adviser, as the administrator notes it.
fn prepared(admin: &mut Person, href: &str) {
    let page = admin.desk.page(href);
    let record = [
        ("trained_on", "2026-03-01"),
        ("trained_by", "a school"),
        ("supervision_by", "2099-01-01"),
        ("order", "order 1"),
        ("order_on", "2026-03-02"),
        ("proceedings", "no"),
        ("legal_basis", "law 1"),
        ("signed_by", "a lawyer"),
        ("signed_on", "2026-03-02"),
    ];
    let page = send(&mut admin.desk.client, &page, "trained_by", &record).page();
    assert_eq!(page.errors(), [""; 0]);
    assert!(page.with_attr("data-missing").is_empty(), "{}", page.text());
}

/// Sends a form that asks for the passphrase again. Who did so five times in a row waits for the next turn.
pub fn grave(who: &mut Person, path: &str, field: &str, typed: &[(&str, &str)]) -> Answer {
    let passphrase = who.who.passphrase.clone();
    let typed = [typed, &[("passphrase", &passphrase)]].concat();
    for waited in [false, true] {
        let page = who.desk.page(path);
        let answer = send(&mut who.desk.client, &page, field, &typed);
        if answer.status == 200 {
            return answer;
        }
        let said = answer.page().errors();
        assert!(
            !waited && said.iter().any(|e| e.contains("was not checked")),
            "{path}: {} {said:?}",
            answer.status
        );
        println!("    {} confirms too often in a row and waits {} seconds", who.name, TURN.as_secs());
        std::thread::sleep(TURN);
    }
    unreachable!("the second attempt is the last")
}

/// The file that a link of somebody's page gives.
pub fn download(who: &mut Person, path: &str, to: &Path) -> String {
    let answer = who.desk.client.get(path).expect("an answer");
    assert_eq!(answer.status, 200, "{path}: {}", answer.page().text());
    std::fs::write(to, &answer.body).expect("a file");
    answer.text()
}

/// The box on a reporter's page that names somebody: its value.
pub fn named_on(page: &Page, box_of: &str, name: &str) -> Option<String> {
    let labels = page.with_attr("for");
    let label = labels.iter().find(|l| {
        l.attr("for").is_some_and(|f| f.starts_with(&format!("{box_of}-"))) && l.text().contains(name)
    })?;
    Some(label.attr("for")?.trim_start_matches(&format!("{box_of}-")).to_owned())
}

//! Who asks, and for what: a demo with everybody in it, two cases of two advisers, and the names of all there is.

use std::collections::BTreeSet;

use balss::app::App;
use balss::config::Config;
use balss::domain::id::StaffId;
use balss::features::admin::people;

use super::{Asked, stranger};
use crate::support::adviser::Adviser;
use crate::support::html::Page;
use crate::support::http::Client;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::{Demo, Options, Staff};
use crate::support::shelf::{Sql, run};
use crate::support::unique;
use crate::vouch::{PASSPHRASE, enrolled};

/// Somebody with a browser.
pub struct Who {
    pub name: &'static str,
    pub client: Client,
    /// Whether there is a session that counts.
    pub inside: bool,
    staff_token: Option<String>,
    visit_token: String,
    account: Option<String>,
    session: Option<String>,
    case: Option<(String, String)>,
}

/// Something that is asked for.
#[derive(Clone)]
pub struct Object {
    pub name: &'static str,
    pub path: String,
    field: Option<(&'static str, String)>,
}

pub struct Cast {
    pub people: Vec<Who>,
    /// Kept running.
    _demo: Demo,
    /// A case and its file, of each of two advisers.
    cases: [(String, String); 2],
    words: [String; 2],
    sql: Sql,
}

const UNKNOWN: &str = "0123456789abcdef0123456789abcdef";
const JOB: [u8; 16] = [0xab; 16];

impl Who {
    fn new(name: &'static str, mut client: Client, account: Option<String>) -> Self {
        let token = |page: &Page| {
            let fields = page.forms().into_iter().flat_map(|f| f.defaults());
            fields.into_iter().find(|(n, _)| n == "csrf").map(|(_, v)| v)
        };
        let visit_token = token(&client.get("/start").expect("an answer").page()).expect("a token");
        let staff_token = account.as_ref().and_then(|_| token(&client.get("/account/sessions").ok()?.page()));
        let inside = staff_token.is_some();
        Self { name, client, inside, staff_token, visit_token, account, session: None, case: None }
    }

    /// The token that the route's own form would carry.
    pub fn token_for(&self, route: &str) -> String {
        let public = ["/start", "/return", "/sign-in"].contains(&route) || route.starts_with("/enrol");
        let staff = self.staff_token.clone().filter(|_| !public);
        staff.unwrap_or_else(|| self.visit_token.clone())
    }

    /// Whose pages show what is another's: accounts to the administrator, colleagues to advisers who stand.
    pub fn may_see(&self, route: &str) -> bool {
        match self.name {
            "administrator" => route.starts_with("/admin/"),
            "adviser" | "elsewhere" => route.starts_with("/console/colleagues"),
            _ => false,
        }
    }
}

impl Asked<'_> {
    /// One form for every address: well made for a case, without what a grave act needs.
    pub fn fields(&self, token: &str) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = [
            ("csrf", token),
            ("message", "A word."),
            ("next_due", "2099-01-01"),
            ("seen", "0"),
            ("status", "closed"),
            ("act", "disable"),
            ("username", "nobody"),
            ("passphrase", "not it"),
            ("code", "000000"),
        ]
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .into();
        if let Some((name, value)) = &self.object.field {
            set(&mut fields, name, value);
        }
        fields
    }
}

/// Files a report with a file, to be read in this institution.
fn file(demo: &Demo, institution: Option<&String>) -> String {
    let mut told = Told::words(&unique("told to some "));
    told.institution = institution.cloned();
    told.files = vec![Upload::bytes("photo.png", "image/png", crate::support::photo::png(40))];
    Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
    told.statement
}

fn found(adviser: &mut Adviser, words: &str) -> (String, String) {
    let (case, page) = adviser.find(words);
    let link = page.links().into_iter().find(|a| a.attr("download").is_some()).expect("a file");
    let href = link.attr("href").expect("an address").to_owned();
    (case, href.rsplit('/').next().expect("a name").to_owned())
}

/// `by` proposes, with the page's own form, that `who` has left.
fn revoke(by: &mut Adviser, passphrase: &str, who: &str) {
    let page = by.page(&format!("/console/colleagues/{who}"));
    let form = page.form_with("reason").expect("a form to revoke");
    let mut fields = form.defaults();
    set(&mut fields, "reason", "left");
    set(&mut fields, "passphrase", passphrase);
    assert_eq!(by.client.submit(&form, &fields, &[]).expect("an answer").status, 200);
}

impl Cast {
    pub fn gather() -> Self {
        let demo = Demo::start(&Options { years: 1, ..Options::default() });
        let (first, second, outside) = demo.advisers();
        let fourth = demo
            .with_role("adviser")
            .into_iter()
            .find(|a| ![first, second, outside].iter().any(|b| a.username == b.username));
        let fourth = fourth.expect("a fourth adviser");
        let config = Config::load(&demo.data.join("balss.toml")).expect("a configuration");
        let app = run(App::start(config)).expect("the same installation");
        let institution = first.institution.clone().expect("an institution");
        let (newcomer, _) = run(enrolled(&app, "Newcomer", &institution, false));
        let newcomer = Staff {
            role: "adviser".to_owned(),
            username: newcomer.username,
            passphrase: PASSPHRASE.to_owned(),
            totp_secret: None,
            institution: first.institution.clone(),
        };
        let words = [file(&demo, first.institution.as_ref()), file(&demo, outside.institution.as_ref())];
        let mut one = Adviser::sign_in_anew(&demo, first);
        let mut other = Adviser::sign_in_anew(&demo, outside);
        let cases = [found(&mut one, &words[0]), found(&mut other, &words[1])];
        assert!(!one.inbox().contains(&cases[1].0) && !other.inbox().contains(&cases[0].0));
        let sql = run(async {
            let url = format!("sqlite:{}", demo.data.join("balss.db").display());
            Sql::Sqlite(sqlx::SqlitePool::connect(&url).await.expect("a connection"))
        });
        let account = |username: &str| {
            let sql_text = "SELECT lower(hex(id)) FROM staff WHERE username = $1";
            run(sql.texts(sql_text, &[username.into()])).remove(0)
        };
        let mut people = vec![Who::new("nobody", stranger(&demo), None)];
        let roles = ["leadership", "administrator", "auditor"].map(|r| (r, demo.with_role(r)[0]));
        let own = [("revoked", second), ("closed", fourth), ("unvouched", &newcomer)];
        people.push(Who::new("adviser", one.client.clone(), Some(account(&first.username))));
        people.push(Who::new("elsewhere", other.client.clone(), Some(account(&outside.username))));
        for (name, staff) in own.into_iter().chain(roles) {
            let client = Adviser::sign_in_anew(&demo, staff).client;
            people.push(Who::new(name, client, Some(account(&staff.username))));
        }
        for who in &mut people {
            let of =
                who.account.as_ref().map(|a| data_encoding::HEXLOWER.decode(a.as_bytes()).expect("an id"));
            let sql_text = "SELECT lower(hex(id)) FROM session WHERE staff = $1";
            let session = |id: Vec<u8>| run(sql.texts(sql_text, &[id[..].into()])).remove(0);
            who.session = of.map(session);
            who.case = match who.name {
                "adviser" | "revoked" => Some(cases[0].clone()),
                "elsewhere" => Some(cases[1].clone()),
                _ => None,
            };
        }
        run(async {
            sql.run("CREATE TABLE kept_session AS SELECT * FROM session", &[]).await;
            sql.run("CREATE TABLE kept_device AS SELECT * FROM device", &[]).await;
        });

        // One whom two colleagues say to have left, one whose account the administrator closes: both with a page open.
        let leaver = account(&second.username);
        revoke(&mut one, &first.passphrase, &leaver);
        revoke(&mut other, &outside.passphrase, &leaver);
        let id = |username: &str| StaffId::parse(&account(username)).expect("an id");
        let admin = id(&roles[1].1.username);
        run(people::disable(&app, admin, id(&fourth.username))).expect("closed");
        run(app.store.close());
        for who in people.iter_mut().filter(|w| w.name == "closed") {
            who.inside = false;
        }
        let cast = Self { people, cases, words, sql, _demo: demo };
        cast.make_ready(&Object { name: "", path: String::new(), field: None });
        cast
    }

    /// Sessions and the mail that waits as they were: an answer may have ended them. The session of the account that was
    /// closed too, as somebody who writes to the table could do.
    pub fn make_ready(&self, object: &Object) {
        run(async {
            for table in ["session", "device"] {
                let put = format!("INSERT OR IGNORE INTO {table} SELECT * FROM kept_{table}");
                self.sql.run(&put, &[]).await;
            }
            if object.path.is_empty() || object.path.contains("/admin/mail/") {
                self.sql.run("DELETE FROM job WHERE id = $1", &[JOB[..].into()]).await;
                let sql = "INSERT INTO job (id, kind, subject, slot, state, attempts, due, leased_until, fault) \
                           VALUES ($1, 'notice', $1, 1, 'dead', 9, 1, 0, 'refused')";
                self.sql.run(sql, &[JOB[..].into()]).await;
            }
        });
    }

    /// What somebody may ask a route for: own things, another's, what is not there, what is no name at all.
    pub fn objects(&self, who: &Who, method: &str, route: &str) -> Vec<Object> {
        let at = |name, id: &str, file: &str| Object {
            name,
            path: route
                .replace("{file}", file)
                .replace("{id}", id)
                .replace("{of}", id)
                .replace("{name}", id)
                .replace("{number}", id),
            field: None,
        };
        let theirs = self.cases.iter().find(|c| Some(*c) != who.case.as_ref()).expect("another's case");
        let admin = self.named("administrator").account.clone().unwrap_or_default();
        let adviser = self.named("adviser").account.clone().unwrap_or_default();
        let with_own = |own: Option<&String>, other: &str| {
            let own = own.map(|id| at("own", id, ""));
            let rest = [at("other's", other, ""), at("unknown", UNKNOWN, ""), at("no name", "x", "")];
            own.into_iter().chain(rest).collect::<Vec<_>>()
        };
        if route.starts_with("/console/cases/") && route.contains("{file}") {
            let own = who.case.as_ref().map(|(case, file)| {
                let mixed = [("own+other", &theirs.1[..]), ("own+unkn", UNKNOWN), ("own+no", "x")];
                let mixed = mixed.map(|(name, file)| at(name, case, file));
                [at("own", case, file)].into_iter().chain(mixed)
            });
            let rest = [
                at("other's", &theirs.0, &theirs.1),
                at("unknown", UNKNOWN, &theirs.1),
                at("unknown", &theirs.0, UNKNOWN),
                at("no name", "x", "x"),
            ];
            own.into_iter().flatten().chain(rest).collect()
        } else if route.starts_with("/console/cases/") {
            with_own(who.case.as_ref().map(|c| &c.0), &theirs.0)
        } else if route.starts_with("/console/colleagues/") || route.starts_with("/admin/people/{id}") {
            let other = if who.name == "adviser" { "elsewhere" } else { "adviser" };
            let other = self.named(other).account.clone().unwrap_or(adviser);
            let mut all = with_own(who.account.as_ref(), &other);
            // An account, but none that advisers vouch for.
            all.push(at("of admin", &admin, ""));
            all
        } else if route.starts_with("/admin/mail/") {
            vec![at("other's", &"ab".repeat(16), ""), at("unknown", UNKNOWN, ""), at("no name", "x", "")]
        } else if ["/audit/export", "/audit/checkpoint"].contains(&route) {
            let of = |name, query: &str| Object { name, path: format!("{route}{query}"), field: None };
            vec![of("staff", "?log=staff"), of("reporter", "?log=reporter"), of("-", "")]
        } else if route == "/enrol" && method == "POST" {
            let of = |name, step: &str| Object {
                name,
                path: route.to_owned(),
                field: Some(("step", step.to_owned())),
            };
            vec![of("code", "code"), of("setup", "setup"), of("kept", "kept"), of("-", "")]
        } else if ["/read/{number}", "/console/handbook/{number}"].contains(&route) {
            vec![at("known", "1", ""), at("unknown", "99", "")]
        } else if route == "/statistics/{of}" {
            vec![at("known", "all.csv", ""), at("unknown", "1999", ""), at("no name", "x.csv", "")]
        } else if route == "/console/statistics/{act}" {
            let of = |name, act: &str| Object { name, path: route.replace("{act}", act), field: None };
            let clock = balss::clock::Clock::new("Europe/Riga").expect("a zone");
            let this = format!("prepare:{}", balss::clock::date(clock.today()).year());
            vec![of("known", &this), of("unknown", "prepare:9999"), of("no name", "x")]
        } else if route == "/assets/{name}" {
            vec![at("known", "balss.css", ""), at("unknown", "nothing.css", "")]
        } else if route == "/account/sessions/end" && method == "POST" {
            let other = if who.name == "adviser" { "elsewhere" } else { "adviser" };
            let other = self.named(other).session.clone().unwrap_or_default();
            let unknown = "5".repeat(64);
            let ids = [("own", who.session.clone()), ("other's", Some(other)), ("unknown", Some(unknown))];
            let of = |(name, id): (_, Option<String>)| {
                Some(Object { name, path: route.to_owned(), field: Some(("session", id?)) })
            };
            ids.into_iter().filter_map(of).collect()
        } else {
            assert!(!route.contains('{'), "{route}: no object is known for it");
            vec![at("-", "", "")]
        }
    }

    fn named(&self, name: &str) -> &Who {
        self.people.iter().find(|w| w.name == name).expect("somebody")
    }

    /// Every row that a request could change, as text.
    pub fn everything(&self) -> BTreeSet<String> {
        run(async {
            let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                          AND name NOT IN ('job', 'checkpoint', 'tree')";
            let mut rows = BTreeSet::new();
            for table in self.sql.texts(tables, &[]).await {
                let columns =
                    format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'last_seen'");
                let columns = self.sql.texts(&columns, &[]).await;
                let parts: Vec<String> = columns.iter().map(|c| format!("quote({c})")).collect();
                let text = format!("SELECT '{table}: ' || {} FROM {table}", parts.join(" || ',' || "));
                // Failed attempts are told by the hour.
                rows.extend(
                    self.sql.texts(&text, &[]).await.into_iter().filter(|r| !r.contains("sign_in_failed")),
                );
            }
            assert!(rows.len() > 50, "{} rows", rows.len());
            rows
        })
    }

    /// Pages of those who read no report hold no case's name or words, and those of whom nobody vouches for neither.
    pub fn sees_nothing_of_cases(&self, faults: &mut Vec<String>) {
        self.make_ready(&Object { name: "", path: String::new(), field: None });
        let pages = [
            "/admin",
            "/admin/roster",
            "/admin/roster/request",
            "/admin/people/new",
            "/statistics",
            "/audit",
            "/console",
            "/console/absence",
            "/console/handbook",
            "/console/handbook/1",
            "/console/colleagues",
            "/account/sessions",
        ];
        let accounts = self.people.iter().filter_map(|w| w.account.as_ref());
        let of_people = accounts.map(|id| format!("/admin/people/{id}"));
        let pages: Vec<String> = pages.map(str::to_owned).into_iter().chain(of_people).collect();
        for who in self.people.iter().filter(|w| !["adviser", "elsewhere"].contains(&w.name)) {
            for path in &pages {
                let text = who.client.clone().get(path).expect("an answer").text();
                let cases = self.cases.iter().map(|c| &c.0).filter(|_| path != "/audit");
                for secret in cases.chain(&self.words).filter(|s| text.contains(*s)) {
                    faults.push(format!("{path} shows {} {secret}", who.name));
                }
            }
        }
    }
}

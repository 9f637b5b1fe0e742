//! One's own account over HTTP: enrolment with an invitation, spare codes, a new passphrase, new keys. An invitation is
//! written into the store beside the running server, as an administrator's page would write it.

use balss::domain::event::{Event, Leaf};
use balss::store::{Audit, Store};
use balss::vault::invite::{self, Kind};
use balss::vault::keys::KeyFiles;
use libtest_mimic::Trial;

use crate::browser::{inspect, sign_in};
use crate::support::adviser::try_sign_in;
use crate::support::browser::Browser;
use crate::support::desk::{knock, secret, send, spare_codes};
use crate::support::http::{Answer, Client};
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Staff};
use crate::support::services::{Need, trial};
use crate::support::shelf::{Sql, run};
use crate::support::totp;

/// A passphrase that holds.
const GOOD: &str = "zaļš kamielis lasa avīzi";
const OTHER: &str = "septiņi lietussargi zem tilta";

pub fn trials() -> Vec<Trial> {
    vec![
        trial("account::somebody_enrols_and_signs_in", &[], enrols),
        trial("account::every_bad_invitation_looks_the_same", &[], bad_invitations),
        trial("account::a_second_factor_is_set_anew_with_passphrase_and_code", &[], factor_anew),
        trial("account::a_spare_code_opens_once", &[], spare_once),
        trial("account::a_change_of_passphrase_ends_other_sessions", &[], passphrase_changed),
        trial("account::who_knew_the_visit_before_sees_nothing", &[], known_before),
        trial("account::every_page_is_accessible_and_fits", &[Need::Browser, Need::Axe], in_a_browser),
        trial("account::new_keys_end_everything_and_wait_for_a_vouch", &[], keys_replaced),
    ]
}

/// A demo with a connection beside it.
struct World {
    demo: Demo,
    keys: KeyFiles,
}

impl World {
    fn new() -> Self {
        let demo = Demo::empty();
        let keys = KeyFiles::load(&demo.keys).expect("key files");
        Self { demo, keys }
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.demo.data.join("balss.db").display())
    }

    /// An invitation for an account, valid from `now`.
    fn invite(&self, username: &str, kind: Kind, now: i64) -> String {
        run(async {
            let notary = self.keys.notary("demo.balss.invalid").expect("a name");
            let store = Store::open(&self.url(), notary).await.expect("the store");
            let row = store.read().await.expect("a connection").staff_by_username(username).await;
            let row = row.expect("a query").expect("an account");
            let (code, invite) = invite::issue(&self.keys, &row, kind, now);
            let mut tx = store.write().await.expect("a transaction");
            tx.set_invite(&invite).await.expect("written");
            let leaf = Leaf::staff(Event::StaffInvited, now, Some(row.account.id));
            tx.commit(Audit::of(vec![leaf])).await.expect("kept");
            code.groups()
        })
    }

    fn count(&self, sql: &str) -> i64 {
        run(async {
            let pool = sqlx::SqlitePool::connect(&self.url()).await.expect("a connection");
            Sql::Sqlite(pool).ints(sql, &[]).await[0]
        })
    }

    fn person(&self, role: &str) -> Staff {
        self.demo.with_role(role)[0].clone()
    }
}

#[expect(clippy::disallowed_methods, reason = "the server under test runs on the machine's own clock")]
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_secs()).expect("not that late")
}

/// One attempt at the door; whether it opened.
fn enter(client: &mut Client, username: &str, passphrase: &str, code: &str) -> bool {
    let page = client.get("/sign-in").expect("an answer").page();
    let typed = [("username", username), ("passphrase", passphrase), ("code", code)];
    let answer = send(client, &page, "username", &typed);
    answer.status == 200 && client.cookies.contains_key("session")
}

fn with(who: &Staff, passphrase: &str, secret: &str) -> Staff {
    Staff { passphrase: passphrase.to_owned(), totp_secret: Some(secret.to_owned()), ..who.clone() }
}

fn is_in(answer: &Answer) -> bool {
    answer.status == 200 && answer.page().form_with("passphrase").is_none()
}

fn enrols() {
    let world = World::new();
    let who = world.person("auditor");
    let code = world.invite(&who.username, Kind::Enrol, now());
    let mut old = world.demo.visitor("en");
    assert!(is_in(&try_sign_in(&mut old, &who, &who.passphrase)));

    let mut client = world.demo.visitor("en");
    let page = knock(&mut client, &who.username, &code.to_lowercase()).page();
    let secret = secret(&page);
    assert!(!page.html.contains(&code) && page.form_with("new").is_some());

    let last = totp::code(&secret);
    // Weak, different, and a wrong code: told beside the field; the second factor stays the same.
    for (new, again, new_code, field) in [
        ("password1", "password1", &last[..], "new"),
        (GOOD, OTHER, &last[..], "again"),
        (GOOD, "", &last[..], "again"),
        (GOOD, GOOD, "000000x", "new_code"),
    ] {
        let typed = [("new", new), ("again", again), ("new_code", new_code)];
        let answer = send(&mut client, &page, "new", &typed);
        assert_eq!(answer.status, 422);
        let again = answer.page();
        assert!(again.by_id(&format!("{field}-error")).is_some(), "{field}: {}", again.text());
        assert_eq!(again.by_id("factor-secret").expect("shown again").text().replace(' ', ""), secret);
        assert!(!again.html.contains(GOOD), "a passphrase is not sent back");
    }
    let answer = send(&mut client, &page, "new", &[("new", GOOD), ("again", GOOD), ("new_code", &last)]);
    let codes = spare_codes(&answer.page());
    // The second click of a double one is answered as the first was.
    let twice = send(&mut client, &page, "new", &[("new", GOOD), ("again", GOOD), ("new_code", &last)]);
    assert_eq!(spare_codes(&twice.page()), codes);
    assert_eq!(spare_codes(&client.get("/enrol").expect("an answer").page()), codes, "to be read again");
    let know = send(&mut client, &answer.page(), "step", &[]);
    assert!(know.page().links().iter().any(|a| a.attr("href") == Some("/sign-in")));
    let said = know.page().text();
    assert!(said.contains("You can sign in now") && !said.contains("your cases, not even"), "{said}");
    let after = client.get("/enrol").expect("an answer").page();
    assert!(after.by_id("spare-codes").is_none() && after.form_with("username").is_some());

    // What was before opens nothing any more; what was chosen does.
    assert!(old.get("/audit").expect("an answer").page().form_with("passphrase").is_some());
    let mut anew = world.demo.visitor("en");
    assert!(!is_in(&try_sign_in(&mut anew, &who, &who.passphrase)));
    assert!(!enter(&mut anew, &who.username, GOOD, &last), "the code that was shown at enrolment");
    assert!(is_in(&try_sign_in(&mut anew, &with(&who, GOOD, &secret), GOOD)));
    let told = r#"SELECT COUNT(*) FROM leaf WHERE body LIKE '%"staff_enrolled"%'"#;
    assert_eq!(world.count(told), 1);

    // The invitation was used.
    let mut again = world.demo.visitor("en");
    assert_eq!(knock(&mut again, &who.username, &code).status, 422);
}

fn bad_invitations() {
    let world = World::new();
    let (who, other) = (world.person("auditor"), world.person("leadership"));
    let valid = world.invite(&who.username, Kind::Enrol, now());
    let over = world.invite(&other.username, Kind::Enrol, now() - invite::LASTS - 1);
    let wrong = "0000-0000-0000-0000-0000";
    let cases = [
        ("nobody", &valid[..]),
        (&who.username[..], wrong),
        (&other.username[..], &over[..]),
        (&other.username[..], &valid[..]),
        (&who.username[..], "x"),
        (&who.username[..], ""),
    ];
    let said: Vec<(u16, String)> = cases
        .iter()
        .map(|(username, code)| {
            let answer = knock(&mut world.demo.visitor("en"), username, code);
            let page = answer.text().replace(&format!("value=\"{username}\""), "");
            (answer.status, without_token(&page))
        })
        .collect();
    assert!(said.iter().all(|s| s.0 == 422 && *s == said[0]), "{said:?}");
    assert_eq!(world.count("SELECT COUNT(*) FROM visit"), 0, "nothing is kept of an attempt that failed");

    // A newer code takes the place of the earlier one; a code dies with what it was issued for.
    let newer = world.invite(&who.username, Kind::Enrol, now());
    assert_eq!(knock(&mut world.demo.visitor("en"), &who.username, &valid).status, 422);
    let mut first = world.demo.visitor("en");
    let page = knock(&mut first, &who.username, &newer).page();
    let secret = secret(&page);
    world.invite(&who.username, Kind::Enrol, now());
    let code = totp::code(&secret);
    let late = send(&mut first, &page, "new", &[("new", GOOD), ("again", GOOD), ("new_code", &code)]);
    assert_eq!(late.status, 422, "{}", late.page().text());
    assert!(late.page().by_id("spare-codes").is_none());
    assert!(is_in(&try_sign_in(&mut world.demo.visitor("en"), &who, &who.passphrase)));
}

fn without_token(page: &str) -> String {
    let parts: Vec<&str> = page.split("name=\"csrf\" value=\"").collect();
    parts.iter().map(|p| p.split_once('"').map_or(*p, |(_, rest)| rest)).collect()
}

fn factor_anew() {
    let world = World::new();
    let who = world.person("adviser");
    let code = world.invite(&who.username, Kind::Factor, now());
    let mut client = world.demo.visitor("en");
    let page = knock(&mut client, &who.username, &code).page();
    assert!(page.form_with("new").is_none(), "the passphrase stays");
    let secret = secret(&page);
    let shown = totp::code(&secret);
    let wrong = send(&mut client, &page, "passphrase", &[("passphrase", GOOD), ("new_code", &shown)]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.page().by_id("passphrase-error").is_some(), "{}", wrong.page().text());
    let right =
        send(&mut client, &page, "passphrase", &[("passphrase", &who.passphrase), ("new_code", &shown)]);
    spare_codes(&right.page());
    assert!(!is_in(&try_sign_in(&mut world.demo.visitor("en"), &who, &who.passphrase)), "the old factor");
    let mut anew = world.demo.visitor("en");
    assert!(is_in(&try_sign_in(&mut anew, &with(&who, &who.passphrase, &secret), &who.passphrase)));
    assert_eq!(anew.get("/console").expect("an answer").status, 200);
    // Allowing it and doing it are two things to the auditor.
    let told = |word: &str| world.count(&format!("SELECT COUNT(*) FROM leaf WHERE body LIKE '%\"{word}\"%'"));
    assert_eq!((told("factor_set"), told("factor_reset")), (1, 0));
    // Nothing of vouching for an adviser who goes on as before.
    let know = send(&mut client, &right.page(), "step", &[]).page().text();
    assert!(know.contains("You can sign in now") && know.contains("cannot read your cases"), "{know}");
    assert!(!know.contains("your first case"), "{know}");
}

fn spare_once() {
    let world = World::new();
    let (who, other) = (world.person("administrator"), world.person("auditor"));
    let mut client = world.demo.visitor("en");
    assert!(is_in(&try_sign_in(&mut client, &who, &who.passphrase)));
    let page = client.get("/account").expect("an answer").page();
    assert!(page.text().contains("Unused codes left: 0"), "{}", page.text());
    let wrong = send(&mut client, &page, "spare_passphrase", &[("spare_passphrase", GOOD)]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.page().by_id("spare_passphrase-error").is_some());
    let right = send(&mut client, &page, "spare_passphrase", &[("spare_passphrase", &who.passphrase)]);
    let codes = spare_codes(&right.page());
    let made = r#"SELECT COUNT(*) FROM leaf WHERE body LIKE '%"spare_codes_made"%'"#;
    assert_eq!(world.count(made), 1);
    send(&mut client, &right.page(), "step", &[]);
    let gone = client.get("/account/spare").expect("an answer").page();
    assert!(gone.by_id("spare-codes").is_none() && gone.text().contains("Unused codes left: 10"));

    let door = || world.demo.visitor("en");
    assert!(!enter(&mut door(), &other.username, &other.passphrase, &codes[0]), "somebody else's code");
    assert!(!enter(&mut door(), &who.username, GOOD, &codes[0]), "a code without the passphrase");
    assert!(enter(&mut door(), &who.username, &who.passphrase, &codes[0].to_lowercase().replace('-', " ")));
    assert!(!enter(&mut door(), &who.username, &who.passphrase, &codes[0]), "used");
    assert!(enter(&mut door(), &who.username, &who.passphrase, &codes[1]));
    let used = r#"SELECT COUNT(*) FROM leaf WHERE body LIKE '%"spare_code_used"%'"#;
    assert_eq!((world.count("SELECT COUNT(*) FROM spare_code"), world.count(used)), (8, 2));
    // New ones take the place of those that are left.
    let page = client.get("/account").expect("an answer").page();
    send(&mut client, &page, "spare_passphrase", &[("spare_passphrase", &who.passphrase)]);
    assert!(!enter(&mut door(), &who.username, &who.passphrase, &codes[2]), "replaced");
}

fn passphrase_changed() {
    let world = World::new();
    let who = world.person("leadership");
    let sign_in = |passphrase: &str| {
        let mut client = world.demo.visitor("en");
        let answer = try_sign_in(&mut client, &who, passphrase);
        is_in(&answer).then_some(client)
    };
    let (mut here, mut there) =
        (sign_in(&who.passphrase).expect("in"), sign_in(&who.passphrase).expect("in"));
    let page = here.get("/account").expect("an answer").page();
    for (present, new, field) in [(GOOD, OTHER, "passphrase"), (&who.passphrase[..], "qwertyuiop", "new")] {
        let typed = [("passphrase", present), ("new", new), ("again", new)];
        let answer = send(&mut here, &page, "new", &typed);
        assert_eq!(answer.status, 422);
        assert!(answer.page().by_id(&format!("{field}-error")).is_some(), "{}", answer.page().text());
    }
    assert_eq!(there.get("/account").expect("an answer").status, 200);
    let typed = [("passphrase", &who.passphrase[..]), ("new", GOOD), ("again", GOOD)];
    for click in ["first", "second"] {
        let answer = send(&mut here, &page, "new", &typed);
        let done = answer.status == 200 && here.at.starts_with("/account?changed");
        assert!(done, "{click}: {} {}", here.at, answer.page().text());
    }
    assert_eq!(
        world.count(r#"SELECT COUNT(*) FROM leaf WHERE body LIKE '%"passphrase_changed"%'"#),
        1,
        "one change"
    );
    assert!(here.get("/account").expect("an answer").page().form_with("new").is_some(), "this session stays");
    assert!(there.get("/account").expect("an answer").page().form_with("new").is_none(), "the other ended");
    assert!(sign_in(&who.passphrase).is_none() && sign_in(GOOD).is_some());
}

fn keys_replaced() {
    let world = World::new();
    let who = world.person("adviser");
    let mut client = world.demo.visitor("en");
    assert!(is_in(&try_sign_in(&mut client, &who, &who.passphrase)));
    // What waited for this page is over: it is shown anew, with what to do, and nothing is said to be out of order.
    let late = client.get("/account/keys").expect("an answer").page();
    world.count("DELETE FROM visit RETURNING 1");
    let typed = [("passphrase", &who.passphrase[..]), ("code", "0"), ("new", GOOD), ("again", GOOD)];
    let answer = send(&mut client, &late, "new", &[&typed[..], &[("new_code", "000000")]].concat());
    assert_eq!(answer.status, 422, "{}", answer.page().text());
    assert!(answer.page().by_id("new_code-error").is_some(), "{}", answer.page().text());
    assert_ne!(secret(&answer.page()), secret(&late));

    let page = client.get("/account/keys").expect("an answer").page();
    let new = secret(&page);
    let old = who.totp_secret.clone().expect("a second factor");
    let wait = r"SELECT COUNT(*) FROM staff WHERE length(next_bundle) > 0";
    let shown = totp::code(&new);
    let typed = |code: &str| {
        vec![
            ("passphrase", who.passphrase.clone()),
            ("code", code.to_owned()),
            ("new", GOOD.to_owned()),
            ("again", GOOD.to_owned()),
            ("new_code", shown.clone()),
        ]
    };
    let post = |client: &mut Client, typed: &[(&str, String)]| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        send(client, &page, "new", &typed)
    };
    let wrong = post(&mut client, &typed("000000x"));
    assert_eq!(wrong.status, 422);
    assert!(wrong.page().by_id("code-error").is_some(), "{}", wrong.page().text());
    assert_eq!(world.count(wait), 0);
    let right = post(&mut client, &typed(&totp::code(&old)));
    let codes = spare_codes(&right.page());
    let twice = post(&mut client, &typed("000000"));
    assert_eq!(spare_codes(&twice.page()), codes, "the second click of a double one");
    let know = send(&mut client, &right.page(), "step", &[]).page().text();
    assert!(know.contains("vouch for your new keys") && !know.contains("your first case"), "{know}");
    assert!(client.cookies.keys().all(|c| c != "session" && c != "device"), "{:?}", client.cookies);
    assert_eq!(world.count("SELECT COUNT(*) FROM session"), 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM device"), 0);
    assert_eq!(world.count(wait), 1, "the new keys wait");
    assert!(!is_in(&try_sign_in(&mut world.demo.visitor("en"), &who, &who.passphrase)));
    let mut anew = world.demo.visitor("en");
    assert!(is_in(&try_sign_in(&mut anew, &with(&who, GOOD, &new), GOOD)));
    assert_eq!(anew.get("/console").expect("an answer").status, 200, "work goes on with the earlier keys");
    let own = anew.get("/account").expect("an answer").page().text();
    assert!(own.contains("wait for colleagues to vouch"), "{own}");
}

/// Somebody put a cookie of theirs into the browser of who enrols, or sets up new keys.
fn known_before() {
    let world = World::new();
    let who = world.person("auditor");
    let code = world.invite(&who.username, Kind::Enrol, now());
    let words = "begun before the invitation";
    let mut reporter = Reporter::new(world.demo.visitor("en"));
    reporter.walk_to(&Told::words(words), "check").expect("a draft");
    let mut client = reporter.client;
    let mut spy = client.clone();
    assert!(spy.get("/start").expect("an answer").page().html.contains(words), "the same visit");

    let page = knock(&mut client, &who.username, &code).page();
    let secret = secret(&page);
    let sees = |spy: &mut Client| {
        let page = spy.get("/enrol").expect("an answer").page();
        page.by_id("factor-secret").is_some() || page.by_id("spare-codes").is_some()
    };
    assert!(!sees(&mut spy) && sees(&mut client));
    let typed = [("new", GOOD), ("again", GOOD), ("new_code", &totp::code(&secret))];
    spare_codes(&send(&mut client, &page, "new", &typed).page());
    assert!(!sees(&mut spy) && sees(&mut client));
    // The draft goes along, and is left to nobody else.
    assert!(client.get("/start").expect("an answer").page().html.contains(words));
    assert!(!spy.get("/start").expect("an answer").page().html.contains(words));

    // The same at the end of a change of keys.
    let who = world.person("adviser");
    let mut client = world.demo.visitor("en");
    assert!(is_in(&try_sign_in(&mut client, &who, &who.passphrase)));
    client.get("/enrol").expect("a visit");
    let mut spy = client.clone();
    assert!(spy.cookies.remove("session").is_some() && spy.cookies.contains_key("visit"));
    let page = client.get("/account/keys").expect("an answer").page();
    let new = totp::code(&self::secret(&page));
    let old = totp::code(&who.totp_secret.clone().expect("a second factor"));
    let typed = [
        ("passphrase", &who.passphrase[..]),
        ("code", &old),
        ("new", GOOD),
        ("again", GOOD),
        ("new_code", &new),
    ];
    spare_codes(&send(&mut client, &page, "new", &typed).page());
    assert!(!sees(&mut spy) && sees(&mut client));
}

/// Every page in every look. A page that answers a POST is looked at as it is; the others in both languages.
fn in_a_browser() {
    let world = World::new();
    let who = world.person("adviser");
    let code = world.invite(&who.username, Kind::Enrol, now());
    let browser = Browser::open(true, "lv");
    let mut faults = Vec::new();
    let mut look = |name: &str| {
        let url = browser.url();
        for lang in ["en", "lv"] {
            browser.go(&format!(
                "{}?{}lang={lang}",
                url.split('?').next().expect("a path"),
                match name {
                    "enrol-know" => "done=1&",
                    _ => "",
                }
            ));
            inspect(&browser, &format!("{name}-{lang}"), &mut faults);
        }
    };
    browser.go(&world.demo.url("/enrol"));
    look("enrol-door");
    browser.fill("[name=username]", &who.username);
    browser.fill("[name=code]", &code);
    browser.click("form button[type=submit]");
    look("enrol-setup");
    let secret = secret(&browser.page());
    browser.fill("[name=new]", GOOD);
    browser.fill("[name=again]", GOOD);
    browser.fill("[name=new_code]", &totp::code(&secret));
    browser.click("form button[type=submit]");
    spare_codes(&browser.page());
    look("enrol-codes");
    browser.click("form button[type=submit]");
    look("enrol-know");

    let who = with(&who, GOOD, &secret);
    sign_in(&browser, &world.demo, &who);
    for (path, name) in [("/account", "account"), ("/account/keys", "account-keys")] {
        browser.go(&world.demo.url(path));
        look(name);
    }
    browser.fill("[name=passphrase]", GOOD);
    browser.fill("[name=code]", "000000");
    browser.fill("[name=new]", "qwertyuiop");
    browser.fill("[name=again]", "qwertyuiop");
    browser.fill("[name=new_code]", "000000");
    browser.click("button.danger");
    assert_eq!(browser.page().errors().len(), 3, "{}", browser.page().text());
    inspect(&browser, "account-keys-error-lv", &mut faults);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

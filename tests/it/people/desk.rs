//! The pages and the command line of a running process.

use crate::support::command::program;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::support::adviser::Adviser;
use crate::support::desk::{code_on, link_to, send};
use crate::support::http::Body;
use crate::support::server::{Demo, Staff};
use crate::support::totp;

pub fn pages() {
    let demo = Demo::empty();
    let admin = demo.with_role("administrator")[0].clone();
    let (first, ..) = demo.advisers();
    let mut desk = Adviser::sign_in(&demo, &admin);
    let typed = [
        ("role", "adviser"),
        ("username", "jauna.balss"),
        ("name", "Jauna Balss"),
        ("institution", "vp"),
        ("mail", "jauna@example.lv"),
        ("passphrase", admin.passphrase.as_str()),
    ];

    // What is wrong stands beside its field, and nothing typed is lost but the passphrase.
    let page = desk.page("/admin/people/new");
    let wrong = [&typed[..4], &[("mail", "no address"), ("passphrase", "not it")]].concat();
    let answer = send(&mut desk.client, &page, "role", &wrong);
    assert_eq!(answer.status, 422);
    let page = answer.page();
    assert_eq!(page.errors().len(), 2, "all at once: {:?}", page.errors());
    let sent = page.form_with("role").expect("the form").defaults();
    let kept = |name: &str| sent.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
    assert_eq!((kept("name"), kept("mail"), kept("passphrase")), ("Jauna Balss", "no address", ""));
    let answer = send(&mut desk.client, &page, "role", &[("role", ""), ("passphrase", "not it")]);
    assert_eq!((answer.status, answer.page().errors().len()), (422, 3), "without a role, too");
    let answer =
        send(&mut desk.client, &page, "role", &[("role", "adviser"), ("passphrase", &admin.passphrase)]);
    assert_eq!((answer.status, answer.page().errors().len()), (422, 1));

    // The code is shown once, and the account stands in the list.
    let answer = send(&mut desk.client, &answer.page(), "role", &typed);
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    assert!(answer.header("cache-control").is_some_and(|c| c.contains("no-store")));
    assert_eq!(code_on(&answer.page()).len(), 24);
    let row = listed(&mut desk, "jauna.balss");
    assert!(row.contains("Invited, not enrolled yet") && !row.contains("Active"), "{row}");
    let href = link_to(&desk.page("/admin"), "jauna.balss");
    let page = desk.page(&href);
    assert!(page.with_attr("data-invite-code").is_empty(), "only once");
    assert_eq!(page.with_attr("data-missing").len(), 4);

    // Its record.
    let record = [("trained_on", "2026-03-01"), ("trained_by", "a school"), ("legal_basis", "law 1")];
    let answer = send(&mut desk.client, &page, "trained_by", &record);
    assert_eq!((answer.status, answer.page().errors().len()), (422, 3), "half a record of duties");
    let whole = [("proceedings", "yes"), ("signed_by", "a lawyer"), ("signed_on", "2026-03-02")];
    let answer = send(&mut desk.client, &answer.page(), "trained_by", &[&record[..], &whole].concat());
    assert_eq!(answer.status, 200, "{:?}", answer.page().errors());
    let missing = answer.page().with_attr("data-missing");
    let missing: Vec<_> = missing.iter().filter_map(|m| m.attr("data-missing")).collect();
    assert_eq!(missing, ["supervision", "order", "proceedings"]);

    // Where notices about an account go is not changed at a screen that was left open.
    let href = link_to(&desk.page("/admin"), &first.username);
    let mut page = desk.page(&href);
    for wrong in ["not it", ""] {
        let typed = [("mail", "elsewhere@example.lv"), ("name", "Typed Name"), ("passphrase", wrong)];
        let answer = send(&mut desk.client, &page, "mail", &typed);
        assert_eq!(answer.status, 422);
        page = answer.page();
        assert!(page.by_id("details-passphrase-error").is_some() && page.by_id("passphrase-error").is_none());
        let sent = page.form_with("mail").expect("the form").defaults();
        let kept = |name: &str| sent.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
        assert_eq!((kept("mail"), kept("name"), kept("passphrase")), (typed[0].1, typed[1].1, ""));
        let sent = desk.page(&href).form_with("mail").expect("the form").defaults();
        assert!(sent.iter().all(|(_, v)| v != typed[0].1 && v != typed[1].1), "{sent:?}");
    }
    let answer = send(&mut desk.client, &page, "mail", &[("passphrase", &admin.passphrase)]);
    assert_eq!(answer.status, 200, "{:?}", answer.page().errors());
    assert!(
        answer.page().text().contains("still has the earlier details"),
        "the name is signed in the roster"
    );
    let sent = desk.page(&href).form_with("mail").expect("the form").defaults();
    assert!(sent.iter().any(|(_, v)| v == "elsewhere@example.lv"), "{sent:?}");

    // Closing takes the passphrase, and ends a session that is open.
    let mut adviser = Adviser::sign_in(&demo, first);
    adviser.page("/console");
    let href = link_to(&desk.page("/admin"), &first.username);
    let page = desk.page(&href);
    let answer = send(&mut desk.client, &page, "act", &[("act", "disable"), ("passphrase", "not it")]);
    assert_eq!(answer.status, 422);
    adviser.page("/console");
    let answer =
        send(&mut desk.client, &page, "act", &[("act", "disable"), ("passphrase", &admin.passphrase)]);
    assert_eq!(answer.status, 200, "{:?}", answer.page().errors());
    let account = answer.page().with_attr("data-account");
    assert_eq!(account[0].attr("data-account"), Some("closed"));
    assert!(answer.page().text().contains("its sessions have ended"));
    let out = adviser.client.get("/console").expect("an answer").page();
    assert!(out.form_with("username").is_some(), "asked to sign in: {}", out.text());

    // The own account offers nothing, nor does it to a request made by hand.
    let href = link_to(&desk.page("/admin"), &admin.username);
    let own = desk.page(&href);
    assert!(own.form_with("act").is_none() && own.form_with("username").is_none());
    let token = own.form_with("csrf").expect("a form").defaults().remove(0).1;
    let by_hand = [("csrf", token.as_str()), ("act", "disable"), ("passphrase", &admin.passphrase)];
    let by_hand = by_hand.map(|(n, v)| (n.to_owned(), v.to_owned()));
    let answer = desk.client.post(&format!("{href}/act"), &by_hand).expect("an answer");
    assert_eq!(answer.status, 422);

    // Nobody else reaches any of it.
    let auditor = demo.with_role("auditor")[0].clone();
    let mut other = Adviser::sign_in(&demo, &auditor);
    for path in ["/admin/people/new", &href] {
        let answer = other.client.request("GET", path, &[], &Body::Nothing).expect("an answer");
        assert_eq!(answer.status, 404, "{path}");
    }
    for path in [format!("{href}/act"), format!("{href}/details"), format!("{href}/capability")] {
        let answer = other.client.post(&path, &by_hand).expect("an answer");
        assert_eq!(answer.status, 404, "{path}");
    }
}

/// What the administrator's list says of somebody.
fn listed(desk: &mut Adviser, username: &str) -> String {
    let rows = desk.page("/admin").with_attr("data-staff");
    rows.iter().find(|r| r.attr("data-staff") == Some(username)).expect("a row").text()
}

pub fn balss(demo: &Demo, who: &Staff, passphrase: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.arg("staff").args(arguments).arg("--config").arg(demo.data.join("balss.toml"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the balss binary");
    // Codes are thrifty: each of a person's counts once in thirty seconds.
    let right = who.passphrase == passphrase;
    let code = who.totp_secret.as_ref().filter(|_| right).map(|s| totp::code(s)).unwrap_or_default();
    let lines = format!("{}\n{passphrase}\n{code}\n", who.username);
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().expect("a pipe").write_all(lines.as_bytes());
    child.wait_with_output().expect("an end")
}

pub fn command_line() {
    let demo = Demo::empty();
    let admin = demo.with_role("administrator")[0].clone();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let invite = ["invite", "--username", "jauna.balss", "--name", "Jauna Balss", "--role", "auditor"];
    let done = balss(&demo, &admin, &admin.passphrase, &invite);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = text(&done.stdout);
    assert!(said.lines().any(|l| l.starts_with("code ") && l.len() == 9 + 24), "{said}");
    assert!(!said.contains(&admin.passphrase) && !text(&done.stderr).contains(&admin.passphrase));
    let closed = balss(&demo, &admin, &admin.passphrase, &["disable", "jauna.balss"]);
    assert!(closed.status.success(), "{}", text(&closed.stderr));
    assert!(text(&closed.stdout).starts_with("closed: sessions have ended"), "{}", text(&closed.stdout));
    let list = balss(&demo, &admin, &admin.passphrase, &["list"]);
    let list = text(&list.stdout);
    let row = list.lines().find(|l| l.contains("jauna.balss")).expect("a line");
    assert!(row.contains("auditor") && row.ends_with("closed"), "{row}");
    assert!(list.starts_with("ROLE ") && list.lines().all(|l| l == l.trim_end()), "{list}");
    assert!(list.lines().any(|l| l.starts_with("adviser") && l.contains("lacks duties")), "{list}");
    // A wrong passphrase and an account of another role, before anything is looked for.
    let auditor = demo.with_role("auditor")[0].clone();
    for (who, passphrase, why) in [
        (&admin, "not it", "user name, passphrase or code is wrong"),
        (&auditor, &auditor.passphrase[..], "this needs an administrator"),
    ] {
        let done = balss(&demo, who, passphrase, &["enable", "nobody"]);
        assert_eq!((done.status.code(), &text(&done.stdout)[..]), (Some(1), ""));
        assert!(text(&done.stderr).contains(why), "{}", text(&done.stderr));
    }
}

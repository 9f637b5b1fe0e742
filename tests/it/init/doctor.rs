//! `balss doctor`: a demo is in order, and each thing that is spoiled is named by its own line and no other.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use libtest_mimic::Trial;
use serde_json::Value;

use super::{Said, balss};
use crate::support::database::Database;
use crate::support::server::{Demo, Options, files_below};
use crate::support::services::{Need, SMTP, trial};
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("init", "doctor_names_what_is_spoiled", spoiled);
    all.push(trial("init::doctor_signs_in_to_the_mail_server_and_sends_nothing", &[Need::Smtp], mail_server));
    all
}

/// The mail server of this run: the right password, a wrong one, a certificate that nobody vouches for.
fn mail_server() {
    let mut url = url::Url::parse(&std::env::var(SMTP).expect(SMTP)).expect("an address");
    let part = |name: &str| {
        let value = url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        value.expect("ca and dir are given")
    };
    let (ca, received) = (part("ca"), part("dir"));
    url.set_query(None);
    let from = format!("{}@mail.example", unique("doctor-"));
    let home = tempfile::tempdir().expect("a folder");
    let demo = Demo::start(&Options { data: Some(home.path().join("data")), ..Options::default() });
    let file = demo.data.join("balss.toml");
    drop(demo);
    let text = std::fs::read_to_string(&file).expect("a file");
    let text = format!("help_days = 36500\n{}", text.split("[mail]").next().unwrap_or_default());
    let ask_with = |url: &str, more: &str| {
        let mail = format!("[mail]\n[mail.server]\nurl = \"{url}\"\nfrom = \"{from}\"\n{more}");
        std::fs::write(&file, format!("{text}{mail}")).expect("a file");
        ask(&file.display().to_string())
    };
    let trusted = format!("tls_ca = \"{ca}\"\n");
    assert_eq!(faults(&ask_with(url.as_str(), &trusted)), Vec::<String>::new());
    assert_eq!(faults(&ask_with(url.as_str(), "")), ["mail"]);
    url.set_password(Some("another-word")).expect("a password can be set");
    let wrong = ask_with(url.as_str(), &trusted);
    assert_eq!(faults(&wrong), ["mail"]);
    assert!(wrong.out.contains("535") && !wrong.out.contains("another-word"), "{}", wrong.out);
    let sent = files_below(Path::new(&received)).into_iter().filter_map(|f| std::fs::read_to_string(f).ok());
    assert_eq!(sent.filter(|mail| mail.contains(&from)).count(), 0, "nothing was sent");
}

pub fn ask(config: &str) -> Said {
    balss(&["doctor", "--json", "--config", config], "")
}

/// Names of the faults, in order of the alphabet; the exit code fits them.
pub fn faults(said: &Said) -> Vec<String> {
    let checks: Vec<Value> = serde_json::from_str(&said.out).expect("JSON");
    let faulty = checks.iter().filter(|c| c["level"] == "fault");
    let mut names: Vec<String> = faulty.map(|c| c["name"].as_str().unwrap_or_default().to_owned()).collect();
    names.sort();
    assert_eq!(said.code, i32::from(!names.is_empty()), "{}{}", said.out, said.err);
    names
}

fn chmod(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

fn spoiled(engine: Engine) {
    let home = tempfile::tempdir().expect("a folder");
    let database = (engine == Engine::Postgres).then(Database::create);
    let demo = Demo::start(&Options {
        data: Some(home.path().join("data")),
        database: database.as_ref().map(|d| d.url.clone()),
        ..Options::default()
    });
    let (data, keys) = (demo.data.clone(), demo.keys.clone());
    drop(demo);
    let file = data.join("balss.toml");
    let config = file.display().to_string();
    // Help numbers grow old while this test does not.
    let text = format!("help_days = 36500\n{}", std::fs::read_to_string(&file).expect("a file"));
    std::fs::write(&file, &text).expect("a file");
    let healthy = ask(&config);
    assert_eq!(faults(&healthy), Vec::<String>::new(), "{}", healthy.out);
    let lines = balss(&["doctor", "--config", &config], "").out;
    for start in ["ok    store ", "ok    keys ", "ok    audit ", "warn  demo "] {
        assert!(lines.lines().any(|l| l.starts_with(start)), "{start}: {lines}");
    }

    let check = |what: &str, expected: &[&str], spoil: &dyn Fn(), mend: &dyn Fn()| {
        spoil();
        let said = ask(&config);
        assert_eq!(faults(&said), expected, "{what}: {}", said.out);
        mend();
        assert_eq!(faults(&ask(&config)), Vec::<String>::new(), "{what}, mended");
    };
    let pepper = keys.join("pepper");
    check("a loose key file", &["keys"], &|| chmod(&pepper, 0o640), &|| chmod(&pepper, 0o600));
    check("a loose folder of keys", &["keys"], &|| chmod(&keys, 0o755), &|| chmod(&keys, 0o700));
    check("a loose configuration", &["config"], &|| chmod(&file, 0o644), &|| chmod(&file, 0o600));
    let (blobs, aside) = (data.join("blobs"), data.join("aside"));
    let rename = |from: &Path, to: &Path| std::fs::rename(from, to).expect("a name");
    check("missing files", &["blobs"], &|| rename(&blobs, &aside), &|| rename(&aside, &blobs));
    assert!(blobs.exists(), "doctor makes nothing");
    let state = keys.join("state");
    check("a missing state", &["state"], &|| rename(&state, &aside), &|| rename(&aside, &state));

    let write = |text: &str| std::fs::write(&file, text).expect("a file");
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let mail = format!("url = \"file:{}\"\n", data.join("mail").display());
    let database = text.lines().find(|l| l.starts_with("database = ")).expect("a line");
    let other = match engine {
        Engine::Sqlite => format!("database = \"sqlite:{}\"", data.join("other.db").display()),
        Engine::Postgres => "database = \"postgres://nobody@127.0.0.1:1/none\"".to_owned(),
    };
    for (what, expected, changed) in [
        (
            "a dead mail server",
            "mail",
            with(&mail, "url = \"smtp://127.0.0.1:1\"\n")
                .replace("starttls = \"required\"", "starttls = \"none\""),
        ),
        ("a folder that is no pack", "pack", format!("pack = \"/nowhere\"\n{text}")),
        ("another database", "store", with(database, &other)),
        (
            "plain http",
            "address",
            with("public_address = \"http://127.0.0.1", "public_address = \"http://192.0.2.1"),
        ),
    ] {
        check(what, &[expected], &|| write(&changed), &|| write(&text));
    }
    assert!(!data.join("other.db").exists(), "doctor makes nothing");
    write("nonsense = 1\n");
    assert_eq!(faults(&ask(&config)), ["config"]);
}

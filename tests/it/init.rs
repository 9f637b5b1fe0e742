//! `balss init`, `doctor` and `keys`: the real binary makes an installation from options alone, and names what is wrong
//! with one.

mod doctor;
mod pack;

use crate::support::command::program;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use balss::app::App;
use balss::config::Config;
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::sign::Signer;
use balss::vault::invite::{self, Kind};
use balss::vault::roster::{RecoveryKey, Roster, Statement};
use data_encoding::HEXLOWER;
use libtest_mimic::Trial;
use serde_json::Value;

use crate::support::serve::{Served, free_port};
use crate::support::server::files_below;
use crate::support::services::trial;
use crate::support::shelf::{Engine, Shelf, on_both, run};

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("init", "options_make_an_installation_once", installs);
    all.extend(on_both("init", "a_run_that_was_cut_off_is_continued", continues));
    all.extend([
        trial("init::what_cannot_be_is_refused_before_anything_is_made", &[], refuses),
        trial("init::keys_go_through_paper_and_come_back", &[], paper),
    ]);
    all.extend(doctor::trials());
    all.extend(pack::trials());
    all
}

/// What a command said.
struct Said {
    code: i32,
    out: String,
    err: String,
}

fn balss(args: &[&str], input: &str) -> Said {
    let mut command = Command::new(program());
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the balss binary");
    let mut to = child.stdin.take().expect("a pipe");
    // One that ends before it reads has said why.
    drop(std::io::Write::write_all(&mut to, input.as_bytes()));
    drop(to);
    let out = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Said { code: out.status.code().unwrap_or(-1), out: text(out.stdout), err: text(out.stderr) }
}

/// A place for an installation, with the public parts of a ceremony in it.
struct Place {
    shelf: Shelf,
    engine: Engine,
}

impl Place {
    fn new(engine: Engine) -> Self {
        let place = Self { shelf: Shelf::new(engine), engine };
        let root = Signer::generate();
        let recipient = HybridIdentity::generate().recipient();
        let (_, head) = Roster::verify(&[], &root.public()).head();
        let statement = Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient }));
        let public = serde_json::json!({
            "balss": "public/1",
            "root": HEXLOWER.encode(&root.public()),
            "statements": [statement.signed_by_root(1, &head, &root)],
        });
        std::fs::write(place.path("public.json"), public.to_string()).expect("a file");
        crate::support::pack::filled(&place.path("pack"));
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.shelf.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// `balss init` with every option, and some more.
    fn init(&self, more: &[&str]) -> Said {
        let database = match self.engine {
            Engine::Sqlite => format!("sqlite:{}", self.text("data/balss.db")),
            Engine::Postgres => self.shelf.url.clone(),
        };
        let (config, public, data) =
            (self.text("etc/balss.toml"), self.text("public.json"), self.text("data"));
        let (keys, state, pack) = (self.text("etc/keys"), self.text("state"), self.text("pack"));
        let options = [
            "init",
            "--json",
            "--config",
            &config,
            "--public",
            &public,
            "--data",
            &data,
            "--database",
            &database,
            "--keys",
            &keys,
            "--state",
            &state,
            "--pack",
            &pack,
            "--public-address",
            "http://127.0.0.1:9",
            "--listen",
            "127.0.0.1:0",
            "--origin",
            "test.example",
            "--admin-username",
            " Anna.Admin",
            "--admin-name",
            "Anna Admin ",
            "--institution",
            "aim",
        ];
        balss(&[&options[..], more].concat(), "")
    }

    fn config(&self) -> Config {
        Config::load(&self.path("etc/balss.toml")).expect("a configuration")
    }

    /// Whether a code lets its holder enrol as the first administrator now.
    fn works(&self, code: &str) -> bool {
        run(async {
            let app = App::start(self.config()).await.expect("an installation");
            let mut tx = app.store.read().await.expect("a transaction");
            let row = tx.staff_by_username("anna.admin").await.expect("a query").expect("an account");
            assert!(!row.enrolled());
            let stored = tx.invite(row.account.id).await.expect("a query");
            let now = app.clock.now();
            let kind = invite::check(&app.keys, Some(&row), stored.as_ref(), code, now);
            let later = invite::check(&app.keys, Some(&row), stored.as_ref(), code, now + invite::LASTS);
            assert_eq!(later, None, "after 72 hours");
            kind == Some(Kind::Enrol)
        })
    }
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

fn json(said: &Said) -> Value {
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).expect("JSON")
}

fn installs(engine: Engine) {
    let place = Place::new(engine);
    let first = json(&place.init(&[]));
    assert_eq!(first["founded"], true);
    assert_eq!(first["address"], "http://127.0.0.1:9/enrol");
    let code = first["code"].as_str().expect("a code").to_owned();
    assert!(place.works(&code) && !place.works("0000-0000-0000-0000-0000"));
    // Private, each of it.
    for (name, right) in [
        ("etc/balss.toml", 0o600),
        ("etc/keys", 0o700),
        ("etc/keys/pepper", 0o600),
        ("etc/keys/index", 0o600),
        ("etc/keys/checkpoint", 0o600),
        ("state", 0o700),
        ("data/blobs", 0o700),
    ] {
        assert_eq!(mode(&place.path(name)), right, "{name}");
    }
    // The code is nowhere on disk.
    let plain = code.replace('-', "");
    for file in files_below(place.shelf.folder.path()) {
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            // What the store keeps beside its file while it is open goes with the last who closes it.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
            Err(e) => panic!("{}: {e}", file.display()),
        };
        let holds = |what: &str| bytes.windows(what.len()).any(|w| w == what.as_bytes());
        assert!(!holds(&code) && !holds(&plain), "{}", file.display());
    }
    // A second run changes nothing, and says so.
    let kept = |name: &str| std::fs::read(place.path(name)).expect("a file");
    let before = ["etc/balss.toml", "etc/keys/pepper", "etc/keys/index", "etc/keys/checkpoint"].map(kept);
    let second = json(&place.init(&[]));
    assert_eq!((&second["founded"], &second["code"]), (&Value::Bool(false), &Value::Null));
    assert_eq!(
        ["etc/balss.toml", "etc/keys/pepper", "etc/keys/index", "etc/keys/checkpoint"].map(kept),
        before
    );
    assert!(place.works(&code));
    // A lost code is replaced while nobody has enrolled.
    let third = json(&place.init(&["--new-code"]));
    let other = third["code"].as_str().expect("a code");
    assert!(place.works(other) && !place.works(&code));
    let config = place.text("etc/balss.toml");
    let verified = balss(&["audit", "verify", "--config", &config], "");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    serves(&place);
    // What is left to do is said by name.
    let faults: Vec<String> = doctor::faults(&doctor::ask(&config));
    assert_eq!(faults, ["staffing", "staffing"]);
}

/// The server starts from what was made and shows its form.
fn serves(place: &Place) {
    let port = free_port();
    let file = place.path("etc/balss.toml");
    let text = std::fs::read_to_string(&file).expect("a file");
    let there = text.replacen("listen = \"127.0.0.1:0\"", &format!("listen = \"127.0.0.1:{port}\""), 1);
    std::fs::write(&file, there).expect("a file");
    let server = Served::start(&file.display().to_string(), port, &place.path("serve.log"));
    let mut client = server.visitor("lv");
    assert_eq!(client.get("/").expect("an answer").status, 200);
    let signing_in = client.get("/sign-in").expect("an answer");
    assert!(signing_in.page().form_with("passphrase").is_some());
    server.stop();
    std::fs::write(&file, text).expect("a file");
}

fn continues(engine: Engine) {
    // Cut off while the key files were made: what was there stays.
    let place = Place::new(engine);
    std::fs::create_dir_all(place.path("etc/keys")).expect("a folder");
    let private = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(place.path("etc/keys"), private).expect("a mode");
    std::fs::write(place.path("etc/keys/pepper"), [7; 32]).expect("a file");
    let private = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(place.path("etc/keys/pepper"), private).expect("a mode");
    assert_eq!(json(&place.init(&[]))["founded"], true);
    assert_eq!(std::fs::read(place.path("etc/keys/pepper")).expect("a file"), [7; 32]);
    // Key files that went away are never replaced by new ones.
    std::fs::rename(place.path("etc/keys/pepper"), place.path("pepper")).expect("a file");
    let refused = place.init(&[]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("balss keys restore"), "{}", refused.err);
    assert!(!place.path("etc/keys/pepper").exists());
    std::fs::rename(place.path("pepper"), place.path("etc/keys/pepper")).expect("a file");
    // Cut off between the tables and the first administrator.
    run(async {
        let sql = match engine {
            Engine::Sqlite => {
                let url = format!("sqlite:{}", place.text("data/balss.db"));
                crate::support::shelf::Sql::Sqlite(
                    sqlx::SqlitePool::connect(&url).await.expect("a connection"),
                )
            }
            Engine::Postgres => place.shelf.sql().await,
        };
        for table in ["roster", "staff", "invite", "leaf", "tree"] {
            sql.run(&format!("DELETE FROM {table}"), &[]).await;
        }
    });
    std::fs::remove_dir_all(place.path("state")).expect("a folder");
    let again = json(&place.init(&[]));
    assert_eq!(again["founded"], true);
    assert!(place.works(again["code"].as_str().expect("a code")));
}

fn refuses() {
    let place = Place::new(Engine::Sqlite);
    let empty = |place: &Place| {
        let left: Vec<PathBuf> = files_below(place.shelf.folder.path())
            .into_iter()
            .filter(|f| !f.ends_with("public.json") && !f.starts_with(place.path("pack")))
            .collect();
        assert_eq!(left, Vec::<PathBuf>::new());
    };
    let plain = Place::new(Engine::Sqlite);
    assert!(!plain.init(&[]).err.contains("plain http"), "it stays on this machine");
    let file = plain.path("etc/balss.toml");
    let text = std::fs::read_to_string(&file).expect("a file");
    std::fs::write(&file, text.replace("http://127.0.0.1:9", "http://balss.example.lv")).expect("a file");
    let said = plain.init(&[]);
    assert!(said.code == 0 && said.err.contains("plain http"), "{}", said.err);
    let nothing = balss(&["init", "--config", &place.text("etc/balss.toml")], "");
    assert_eq!(nothing.code, 2, "{}", nothing.err);
    for option in ["--public,", "--public-address", "--admin-username", "--admin-name", "--institution"] {
        assert!(nothing.err.contains(option), "{option}: {}", nothing.err);
    }
    // Later options win over those before.
    for (more, why) in [
        (["--keys", &place.text("data/keys")], "lies in the folder of"),
        (["--state", &place.text("data/blobs/state")], "lies in the folder of"),
        (["--institution", "nowhere"], "--institution: "),
        (["--admin-username", "anna@admin"], "2 to 64 letters"),
        (["--admin-mail", "anna"], "address"),
        (["--time-zone", "Nowhere/Here"], "time zone"),
        (["--public-address", "ftp://a"], "public_address"),
        (["--public", &place.text("missing.json")], "missing.json"),
    ] {
        let mut args = vec!["init", "--config"];
        let (config, public, data, keys, state) = (
            place.text("etc/balss.toml"),
            place.text("public.json"),
            place.text("data"),
            place.text("etc/keys"),
            place.text("state"),
        );
        args.push(&config);
        let given = [
            ["--public", &public],
            ["--data", &data],
            ["--keys", &keys],
            ["--state", &state],
            ["--public-address", "http://127.0.0.1:9"],
            ["--time-zone", "Europe/Riga"],
            ["--admin-username", "anna.admin"],
            ["--admin-name", "Anna Admin"],
            ["--institution", "aim"],
        ];
        let more: [&str; 2] = [more[0], more[1]];
        args.extend(given.iter().filter(|[option, _]| *option != more[0]).flatten());
        args.extend(more);
        let said = balss(&args, "");
        assert_eq!(said.code, 1, "{more:?}: {}", said.err);
        assert!(said.err.contains(why), "{more:?}: {}", said.err);
        empty(&place);
    }
    // Another ceremony's public parts do not fit the configuration that is there.
    json(&place.init(&[]));
    let other = Place::new(Engine::Sqlite);
    std::fs::copy(other.path("public.json"), place.path("public.json")).expect("a copy");
    let said = place.init(&[]);
    assert!(said.code == 1 && said.err.contains("another root"), "{}", said.err);
}

fn paper() {
    let place = Place::new(Engine::Sqlite);
    json(&place.init(&[]));
    let config = place.text("etc/balss.toml");
    let sheet = balss(&["keys", "print", "--config", &config], "");
    assert_eq!(sheet.code, 0, "{}", sheet.err);
    let again = balss(&["keys", "restore", "--config", &config], &sheet.out);
    assert!(again.code == 1 && again.err.contains("nothing was changed"), "{}", again.err);
    std::fs::rename(place.path("etc/keys"), place.path("lost")).expect("a folder");
    let group =
        sheet.out.lines().find_map(|l| l.strip_prefix("    ")).expect("a line").get(5..9).expect("a group");
    let wrong = sheet.out.replacen(group, if group == "7777" { "8888" } else { "7777" }, 1);
    let refused = balss(&["keys", "restore", "--config", &config], &wrong);
    assert!(refused.code == 1 && refused.err.contains("mistyped"), "{}", refused.err);
    assert!(!place.path("etc/keys/pepper").exists());
    let restored = balss(&["keys", "restore", "--config", &config], &sheet.out.to_lowercase());
    assert_eq!(restored.code, 0, "{}", restored.err);
    for name in ["pepper", "index", "checkpoint"] {
        let read = |folder: &str| std::fs::read(place.path(folder).join(name)).expect("a file");
        assert_eq!(read("etc/keys"), read("lost"), "{name}");
    }
    // What compares a sheet with key files stands on both.
    let mark = sheet.out.lines().find_map(|l| l.strip_prefix("# Checkpoint public key ")).expect("a mark");
    assert!(restored.out.contains(mark), "{}", restored.out);
    assert_eq!(balss(&["audit", "verify", "--config", &config], "").code, 0);
    // A wrong file is no disagreement, and is named.
    let wrong = place.text("public.json");
    let said = balss(&["audit", "verify", "--config", &config, "--checkpoint", &wrong], "");
    assert_eq!((said.code, &said.out[..]), (1, ""), "{}", said.err);
    assert!(said.err.contains("public.json is not a checkpoint"), "{}", said.err);
}

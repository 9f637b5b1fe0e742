//! Which part may name which: every path in `src` outside comments, strings and test code, against one table.

pub mod lexer;

use std::path::Path;

use libtest_mimic::Trial;

use super::support::server::files_below;
use super::support::services::trial;

/// Who may name what; a part that is not in the second column is forbidden. `crypto::random` is the operating system's
/// randomness and no cryptography: names of incidents and the salt come from it.
const TABLE: [(&str, &[&str]); 21] = [
    ("main", &["cli"]),
    (
        "cli",
        &[
            "app",
            "routes",
            "worker",
            "features",
            "health",
            "web",
            "config",
            "clock",
            "process",
            "telemetry",
            "texts",
            "pack",
            "mail",
            "vault",
            "store",
            "crypto",
            "tlog",
            "domain",
            "web::session",
            "disclosure",
            "crypto::random",
        ],
    ),
    ("routes", &["app", "features", "web", "domain"]),
    (
        "worker",
        &[
            "app",
            "features",
            "clock",
            "config",
            "vault",
            "store",
            "texts",
            "mail",
            "domain",
            "web::session",
            "crypto::random",
        ],
    ),
    (
        "features",
        &[
            "app",
            "clock",
            "disclosure",
            "health",
            "pack",
            "web",
            "vault",
            "store",
            "texts",
            "mail",
            "domain",
            "tlog",
            "crypto::random",
        ],
    ),
    ("health", &["clock", "config", "domain", "mail", "pack", "store", "texts", "vault"]),
    ("web", &["app", "clock", "texts", "domain", "store", "vault", "crypto::random"]),
    (
        "app",
        &[
            "config",
            "clock",
            "process",
            "store",
            "vault",
            "texts",
            "pack",
            "mail",
            "limits",
            "domain",
            "crypto::random",
        ],
    ),
    ("process", &["config", "store"]),
    ("vault", &["store", "crypto", "tlog", "domain"]),
    ("store", &["domain", "tlog"]),
    ("config", &["mail", "domain"]),
    ("clock", &["domain"]),
    ("texts", &["pack", "domain"]),
    ("pack", &["domain"]),
    ("mail", &["domain"]),
    ("limits", &["crypto::random"]),
    ("disclosure", &[]),
    ("domain", &[]),
    ("crypto", &[]),
    ("tlog", &[]),
];

/// Further arrows that are forbidden although the table has them.
const NEVER: [(&str, &[&str]); 2] = [
    ("features::intake", &["vault::staff", "vault::recovery"]),
    ("features::follow_up", &["vault::staff", "vault::recovery"]),
];

/// What only these files of a feature, or of a topic of it, may name.
const SHOWN_BY: [&str; 3] = ["pages", "show", "handlers"];
const SHOWS: [&str; 4] = ["axum", "axum_extra", "askama", "crate::web"];

pub fn trials() -> Vec<Trial> {
    vec![
        trial("architecture::every_arrow_is_in_the_table", &[], every_arrow_is_in_the_table),
        trial("architecture::forbidden_arrows_are_found", &[], forbidden_arrows_are_found),
        trial("architecture::what_is_no_arrow_is_left_alone", &[], what_is_no_arrow_is_left_alone),
    ]
}

/// Whether `path`, from the crate's root, lies in `part`.
fn within(path: &[String], part: &str) -> bool {
    path[1..].iter().map(String::as_str).take(part.split("::").count()).eq(part.split("::"))
}

/// Whether `path` lies in `part` or is a glob that brings it in.
fn reaches(path: &[String], part: &str) -> bool {
    let above = path.split_last().is_some_and(|(last, above)| {
        last == "*" && part.split("::").take(above.len() - 1).eq(above[1..].iter().map(String::as_str))
    });
    above || within(path, part)
}

/// The module of a file below `src`: `["vault", "thread"]`.
fn module(file: &str) -> Vec<String> {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    let mut names: Vec<String> = path.split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|last| last == "mod" || path == "lib" || path == "main") {
        names.pop();
    }
    names
}

/// Forbidden arrows of one file below `src`, each as a line for people.
fn forbidden(file: &str, text: &str) -> Vec<String> {
    let module = module(file);
    let top = if file == "main.rs" { "main" } else { module.first().map_or("lib", String::as_str) };
    let part = if top == "features" { module[..module.len().min(2)].join("::") } else { top.to_owned() };
    let allowed = TABLE.iter().find(|(from, _)| *from == top).map_or(&[][..], |(_, to)| *to);
    let (tokens, _) = lexer::without_tests(&lexer::tokens(text));
    let shows = top != "features" || module.iter().skip(2).any(|name| SHOWN_BY.contains(&name.as_str()));
    let mut found = Vec::new();
    for path in lexer::paths(&tokens, &module) {
        let arrow =
            |why: &str| format!("src/{file}: {part} -> {} ({why})", path.join("::").replace("crate::", ""));
        let ours = path[0] == "crate";
        if ours && !within(&path, &part) && !allowed.iter().any(|to| within(&path, to)) {
            found.push(arrow("not in the table"));
        }
        let never = NEVER.iter().filter(|(from, _)| *from == part).flat_map(|(_, to)| *to);
        if ours && never.into_iter().any(|to| reaches(&path, to)) {
            found.push(arrow("never from here"));
        }
        let showing =
            |what: &&str| path.join("::") == **what || path.join("::").starts_with(&format!("{what}::"));
        if !shows && SHOWS.iter().any(showing) {
            found.push(arrow("only pages, show and handlers"));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn every_arrow_is_in_the_table() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let name = |path: &Path| path.strip_prefix(&src).expect("below src").to_string_lossy().into_owned();
    let files: Vec<(String, String)> = files_below(&src)
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| (name(path), std::fs::read_to_string(path).expect("UTF-8")))
        .collect();
    assert!(files.len() > 50, "src was found");
    // Files that a `#[cfg(test)] mod name;` brings in are test code, and so is what lies below them.
    let mut tests = Vec::new();
    for (file, text) in &files {
        let folder = module(file).join("/");
        let (_, names) = lexer::without_tests(&lexer::tokens(text));
        tests.extend(names.into_iter().map(|n| format!("{folder}/{n}")));
    }
    let is_test = |file: &str| {
        tests
            .iter()
            .any(|t| file == format!("{t}.rs").trim_start_matches('/') || file.starts_with(&format!("{t}/")))
    };
    let found: Vec<String> =
        files.iter().filter(|(f, _)| !is_test(f)).flat_map(|(f, text)| forbidden(f, text)).collect();
    assert!(found.is_empty(), "{} forbidden arrows:\n{}", found.len(), found.join("\n"));
}

fn forbidden_arrows_are_found() {
    for (file, text, arrow) in [
        ("domain/day.rs", "use crate::store::Tx;", "domain -> store::Tx"),
        ("store/audit.rs", "fn f() { crate::vault::body(); }", "store -> vault::body"),
        ("vault/thread.rs", "use super::super::web::Page;", "vault -> web::Page"),
        ("vault/thread.rs", "use crate::{store::Tx, texts::{self, Lang}};", "vault -> texts::Lang"),
        (
            "texts/mod.rs",
            "use crate as all; fn f() -> all::features::audit::X {}",
            "texts -> features::audit::X",
        ),
        ("web/page.rs", "use crate::features::intake::steps;", "web -> features::intake::steps"),
        ("web/page.rs", "macro_rules! m { () => { $crate::mail::send() } }", "web -> mail::send"),
        ("app.rs", "use crate::crypto::kdf::Secret;", "app -> crypto::kdf::Secret"),
        ("app.rs", "use crate::web::*;", "app -> web::*"),
        ("app.rs", "fn f<'a>(x: &'a str) { let _ = '\"'; crate::routes::all() }", "app -> routes::all"),
        ("main.rs", "fn main() { balss::app::start() }", "main -> app::start"),
        ("features/admin/people/handlers_of.rs", "use axum::Router;", "features::admin -> axum::Router"),
        (
            "features/audit/verify.rs",
            "use crate::features::console::x;",
            "features::audit -> features::console::x",
        ),
        ("features/audit/mod.rs", "use super::console;", "features::audit -> features::console"),
        ("features/audit/verify.rs", "use axum::Router;", "features::audit -> axum::Router"),
        (
            "features/audit/verify.rs",
            "#[derive(askama::Template)] struct P;",
            "features::audit -> askama::Template",
        ),
        ("features/audit/verify.rs", "use crate::web::error::Error;", "features::audit -> web::error::Error"),
        (
            "features/intake/submit.rs",
            "use crate::vault::staff::StaffKeys;",
            "features::intake -> vault::staff::StaffKeys",
        ),
        (
            "features/intake/submit.rs",
            "use crate::vault; fn f() { vault::recovery::grant() }",
            "features::intake -> vault::recovery::grant",
        ),
        (
            "features/intake/submit.rs",
            "use crate::vault as v; type K = v::staff::Keys;",
            "features::intake -> vault::staff::Keys",
        ),
        ("features/follow_up/talk.rs", "use crate::vault::*;", "features::follow_up -> vault::*"),
    ] {
        let found = forbidden(file, text);
        let line = format!("src/{file}: {arrow} (");
        assert!(
            found.iter().any(|f| f.starts_with(&line)),
            "{file}: {text}: expected {arrow}, found {found:?}"
        );
    }
}

fn what_is_no_arrow_is_left_alone() {
    for (file, text) in [
        ("domain/day.rs", "//! crate::store::Tx\n/* crate::a::b /* crate::c::d */ crate::e::f */"),
        (
            "domain/day.rs",
            "const A: &str = \"crate::store::Tx \\\" crate::web::x\"; const B: &str = r#\"crate::x::\"y\"#;",
        ),
        ("domain/day.rs", "#[cfg(test)]\nmod tests { use crate::store::Tx; fn f() { {} } }"),
        ("domain/day.rs", "#[cfg(test)] use crate::store::Tx;"),
        ("domain/day.rs", "use crate::domain::id::CaseId; use super::id; use self::inner::X;"),
        ("vault/thread.rs", "use super::{Result, VaultError}; use crate::store::{Tx, audit::{name_card}};"),
        ("app.rs", "use crate::limits::{Admission, Rate}; use crate::crypto::random;"),
        (
            "features/intake/pages/faults.rs",
            "use askama::Template; use crate::web::page::Page; use super::Step;",
        ),
        ("features/intake/show.rs", "use crate::web::page::Page;"),
        ("features/admin/people/handlers.rs", "use crate::web::page::Page;"),
        (
            "features/intake/submit.rs",
            "use crate::vault::{self, receipt}; use super::steps; fn f() { vault::deposit::x() }",
        ),
        ("main.rs", "fn main() { balss::cli::run() }"),
    ] {
        assert_eq!(forbidden(file, text), Vec::<String>::new(), "{file}: {text}");
    }
    let marked = lexer::tokens(
        "#[cfg(test)]\n#[allow(x)]\npub(crate) mod samples; mod real; \
         #[cfg(test)] #[path = \"tests.rs\"] mod other;",
    );
    assert_eq!(lexer::without_tests(&marked).1, ["samples", "tests"]);
}

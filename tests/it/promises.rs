//! SECURITY.md names the test that keeps each promise; here stands that there is such a test.
//!
//! A name in backticks with `::` in it is the name of a test, without the module `tests`. `{engine}` stands for both
//! engines, `*` at the end for at least one name.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use libtest_mimic::Trial;

use crate::support::services::trial;

pub fn trials() -> Vec<Trial> {
    vec![trial("promises::every_test_that_security_md_names_exists", &[], named)]
}

fn named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("SECURITY.md")).expect("SECURITY.md");
    let mut tests = ours();
    beside_the_code(&root.join("src"), "", &mut tests);
    assert!(
        tests.contains("vault::roster::the_root_or_two_institutions_vouch_and_nobody_else"),
        "tests in src"
    );
    assert!(tests.contains("promises::every_test_that_security_md_names_exists"), "tests from outside");

    assert_eq!(
        unknown("`vault::roster::no_such_test` and `nobody::*`", &tests).len(),
        2,
        "the check finds some"
    );
    let unknown = unknown(&text, &tests);
    assert!(unknown.is_empty(), "SECURITY.md names tests that do not exist: {unknown:#?}");

    let section =
        text.split("\n## ").find(|s| s.starts_with("Attackers and promises")).expect("the promises");
    let rows: Vec<&str> = section.lines().filter(|l| l.starts_with('|') && !l.starts_with("|-")).collect();
    for attacker in 1..=9 {
        assert!(
            rows.iter().any(|r| r.starts_with(&format!("| A{attacker} "))),
            "nothing is said of A{attacker}"
        );
    }
    // Heads of tables name no test.
    let bare: Vec<&&str> = rows.iter().filter(|r| !r.contains("Kept by") && names(r).is_empty()).collect();
    assert!(bare.is_empty(), "promises that no test keeps: {bare:#?}");
}

/// The names of tests in a text.
fn names(text: &str) -> Vec<&str> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_:{}*".contains(c);
    text.split('`').skip(1).step_by(2).filter(|t| t.contains("::") && t.chars().all(fits)).collect()
}

/// What `text` names and `tests` lacks.
fn unknown(text: &str, tests: &BTreeSet<String>) -> BTreeSet<String> {
    let there = |name: &str| match name.strip_suffix('*') {
        Some(start) => tests.range(start.to_owned()..).next().is_some_and(|t| t.starts_with(start)),
        None => tests.contains(name),
    };
    let on = |name: &str| ["sqlite", "postgres"].map(|engine| name.replace("{engine}", engine));
    names(text).into_iter().flat_map(on).filter(|name| !there(name)).collect()
}

/// The tests of this program.
fn ours() -> BTreeSet<String> {
    let program = std::env::current_exe().expect("this program");
    let listed = Command::new(program).arg("--list").output().expect("its list of tests");
    let listed = String::from_utf8(listed.stdout).expect("text");
    listed.lines().filter_map(|line| Some(line.strip_suffix(": test")?.to_owned())).collect()
}

/// The tests of the library, as its source has them.
fn beside_the_code(folder: &Path, module: &str, tests: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|s| s.to_str()).expect("a name");
        let inner = match stem {
            "lib" | "main" | "mod" | "tests" => module.to_owned(),
            _ => format!("{module}{stem}::"),
        };
        if path.is_dir() {
            beside_the_code(&path, &inner, tests);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = std::fs::read_to_string(&path).expect("source");
            let mut marked = false;
            for line in source.lines().map(str::trim) {
                let name =
                    line.split_once("fn ").filter(|_| marked).and_then(|(_, rest)| rest.split('(').next());
                tests.extend(name.map(|name| format!("{inner}{name}")));
                marked = line.starts_with("#[test]")
                    || line.starts_with("#[tokio::test")
                    || (marked && name.is_none());
            }
        }
    }
}

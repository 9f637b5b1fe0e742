//! Every statement of the store, read from its source, prepared by both engines: equal columns, equal parameters.

use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use sqlx::{AssertSqlSafe, Column, Either, Executor, SqlSafeStr, Statement};

use crate::architecture::lexer::{self, Token};
use crate::support::server::files_below;
use crate::support::services::trial;
use crate::support::shelf::{Engine, Shelf, Sql, run};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("store::dialects_have_equal_statements", &[], dialects),
        trial("store::statements_are_found_in_source", &[], found),
    ]
}

/// SQL among the string literals of a source text.
fn statements(text: &str) -> Vec<String> {
    let (tokens, _) = lexer::without_tests(&lexer::tokens(text));
    let literals = tokens.into_iter().filter_map(|t| match t {
        Token::Text(text) => Some(text),
        _ => None,
    });
    literals
        .filter(|t| ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|verb| t.starts_with(verb)))
        .map(|t| {
            // A line that ends in a backslash goes on after the blanks of the next.
            let lines: Vec<&str> = t.split("\\\n").collect();
            let first = lines.first().copied().unwrap_or_default().to_owned();
            let whole = lines.iter().skip(1).fold(first, |sql, line| sql + line.trim_start());
            // A list that is filled in later.
            match whole.strip_suffix(") ") {
                Some(into) if whole.starts_with("INSERT INTO ") => {
                    let values: Vec<String> =
                        (1..=into.matches(',').count() + 1).map(|n| format!("${n}")).collect();
                    format!("{into}) VALUES ({})", values.join(", "))
                }
                _ if whole.ends_with("IN (") => whole + "$1)",
                _ => whole,
            }
        })
        .collect()
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Statements that both engines share.
fn shared() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let name = |path: PathBuf| path.strip_prefix(&folder).expect("below").to_string_lossy().into_owned();
    let names = files_below(&folder).into_iter().map(name);
    names.filter(|n| n != "sqlite.rs" && n != "postgres.rs").flat_map(|n| statements(&file(&n))).collect()
}

/// Names of the columns and the number of parameters.
type Shape = (Vec<String>, usize);

async fn shape(sql: &Sql, statement: &str) -> Result<Shape, sqlx::Error> {
    let text = AssertSqlSafe(statement.to_owned()).into_sql_str();
    macro_rules! of {
        ($pool:expr) => {{
            let prepared = $pool.prepare(text).await?;
            let parameters = match prepared.parameters() {
                Some(Either::Left(types)) => types.len(),
                Some(Either::Right(n)) => n,
                None => 0,
            };
            Ok((prepared.columns().iter().map(|c| c.name().to_owned()).collect(), parameters))
        }};
    }
    match sql {
        Sql::Sqlite(pool) => of!(pool),
        Sql::Postgres(pool) => of!(pool),
    }
}

/// On `PostgreSQL` each is compared with what `SQLite` makes of it.
pub fn prepare(engine: Engine) {
    run(async {
        let (shelf, sqlite) = (Shelf::new(engine), Shelf::new(Engine::Sqlite));
        let (_here, _there) = (shelf.store().await, sqlite.store().await);
        let (here, there) = (shelf.sql().await, sqlite.sql().await);
        let mut faults = Vec::new();
        for statement in shared() {
            match (shape(&here, &statement).await, shape(&there, &statement).await) {
                (Ok(a), Ok(b)) if a == b => {}
                (a, b) => faults.push(format!("{statement}\n  {engine}: {a:?}\n  sqlite: {b:?}")),
            }
        }
        let dialect = statements(&file(&format!("{engine}.rs")));
        for (own, other) in dialect.iter().zip(statements(&file("sqlite.rs"))) {
            match (shape(&here, own).await, shape(&there, &other).await) {
                (Ok(a), Ok(b)) if a == b => {}
                (a, b) => faults.push(format!("{own}\n  {engine}: {a:?}\n  sqlite: {b:?}")),
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

fn dialects() {
    let [sqlite, postgres] = ["sqlite.rs", "postgres.rs"].map(|name| statements(&file(name)));
    let without_locks: Vec<String> = postgres.iter().map(|s| s.replace(" FOR UPDATE", "")).collect();
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, without_locks, "the same questions in the same order, one engine with locks");
}

fn found() {
    let text = "// \"SELECT no\"\nfn f() { g(\"SELECT a FROM b \\\n    WHERE c = $1\", \"not SQL\", \"DELETE FROM d WHERE e IN (\") }";
    assert_eq!(statements(text), ["SELECT a FROM b WHERE c = $1", "DELETE FROM d WHERE e IN ($1)"]);
    let found = shared();
    assert!(found.len() > 60, "only {} statements in src/store", found.len());
    for table in [
        "staff",
        "session",
        "visit",
        "cases",
        "epoch",
        "access_grant",
        "record",
        "card",
        "side_card",
        "blob",
        "leaf",
        "job",
    ] {
        let named = |s: &String| s.split([' ', ',', '(']).any(|word| word == table);
        assert!(found.iter().any(named), "no statement on {table}");
    }
}

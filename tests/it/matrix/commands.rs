//! Every command of the binary: whether it signs in, as whom, and that nobody else's word counts.

use std::path::Path;

use crate::support::command::{Ran, balss};
use crate::support::server::{Demo, Staff};
use crate::support::shelf::{Sql, run};
use crate::support::totp::code_again;

/// Stands for a file that is not there yet.
const NEW: &str = "NEW";

/// Commands that sign in, with arguments that do nothing even if they are let in.
const SIGNED: [(&str, &[&str]); 20] = [
    ("staff list", &[]),
    ("staff invite", &["--username", "ilze.piemere", "--name", "Ilze", "--role", "auditor"]),
    ("staff disable", &["nobody"]),
    ("staff enable", &["nobody"]),
    ("staff reset-factor", &["nobody"]),
    ("staff reset-passphrase", &["nobody"]),
    ("staff request", &["--out", "/dev/null"]),
    ("staff accept", &["/dev/null"]),
    ("recovery prepare", &["--staff", "nobody", "--out", NEW]),
    ("recovery apply", &["/dev/null"]),
    ("retention list", &[]),
    ("retention propose", &["00000000", "--reason", "other"]),
    ("retention take-back", &["00000000"]),
    ("retention confirm", &["00000000"]),
    ("retention hold", &["00000000", "--reason", "other"]),
    ("retention release", &["00000000", "0000000000000000"]),
    ("audit accept", &["--reason", "folder"]),
    ("statistics plan", &["--make", "1999"]),
    ("statistics release", &["2000"]),
    ("statistics import", &["/dev/null"]),
];

/// Commands that work for whoever has the key files and the folder, and why.
const UNSIGNED: [(&str, &str); 16] = [
    ("demo", "makes its own"),
    ("init", "before there is anybody"),
    ("serve", "a service"),
    ("worker", "a service"),
    ("backup", "sealed to the key of the configuration"),
    ("restore", "into nothing, with that key"),
    ("doctor", "reads, and shows nothing of a case"),
    ("keys print", "the key files themselves"),
    ("keys restore", "the key files themselves"),
    ("keys check", "the key files themselves"),
    ("audit verify", "reads, and shows nothing of a case"),
    ("audit proof", "reads, and says a day to whoever has the text"),
    ("ceremony", "offline, with no store"),
    ("statistics simulate", "made-up years; reads no record"),
    ("statistics verify", "reads what is published"),
    ("statistics export", "what is published"),
];

/// The names under `Commands:` of a help page.
fn listed(words: &[&str]) -> Vec<String> {
    let help = balss(&[words, &["--help"]].concat(), "").well();
    let rest = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
    let names = rest.lines().take_while(|l| !l.trim().is_empty());
    // Continued lines stand further in.
    let names = names
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next());
    names.filter(|n| *n != "help").map(str::to_owned).collect()
}

fn all() -> Vec<String> {
    let mut all = Vec::new();
    for name in listed(&[]) {
        let below = listed(&[&name]);
        if below.is_empty() {
            all.push(name);
        } else {
            all.extend(below.into_iter().map(|sub| format!("{name} {sub}")));
        }
    }
    all
}

struct Desk {
    demo: Demo,
    sql: Sql,
    config: String,
}

impl Desk {
    /// Runs a command as somebody. A code counts once in thirty seconds; here it may count again.
    fn run(&self, command: &str, arguments: &[&str], who: &Staff) -> Ran {
        run(self.sql.run("UPDATE staff SET code_step = 0", &[]));
        let words: Vec<&str> = command.split(' ').collect();
        let new = self.demo.data.join("new.json").display().to_string();
        let arguments: Vec<&str> = arguments.iter().map(|a| if *a == NEW { &new[..] } else { a }).collect();
        let code = who.totp_secret.as_deref().map(code_again).unwrap_or_default();
        let input = format!("{}\n{}\n{code}\n", who.username, who.passphrase);
        balss(&[&words[..], &arguments, &["--config", &self.config]].concat(), &input)
    }

    fn rows(&self, table: &str) -> Vec<i64> {
        run(self.sql.ints(&format!("SELECT COUNT(*) FROM {table}"), &[]))
    }

    fn line(&self, command: &str, arguments: &[&str], who: &Staff) -> String {
        let before = ["leaf", "staff", "invite", "session"].map(|t| self.rows(t));
        let ran = self.run(command, arguments, who);
        let after = ["leaf", "staff", "invite", "session"].map(|t| self.rows(t));
        let changed = if before == after { "nothing changed" } else { "written to the log" };
        let said = ran.err.lines().filter(|l| l.starts_with("balss: ")).collect::<Vec<_>>().join(" / ");
        let code = ran.code.unwrap_or(-1);
        assert!(code == 0 || said.matches("balss: ").count() == 1, "{command}: one line: {ran:?}");
        format!("{command:<24} {:<14} exit {code}, {changed} {said}", who.role).trim_end().to_owned()
    }
}

pub fn every_command() {
    let known = |c: &String| {
        SIGNED.iter().any(|(k, _)| k == c)
            || UNSIGNED.iter().any(|(k, _)| k == c || c.starts_with(&format!("{k} ")))
    };
    let all = all();
    let unknown: Vec<_> = all.iter().filter(|c| !known(c)).collect();
    assert!(all.len() > 12 && unknown.is_empty(), "say of {unknown:?} whether they sign in");

    let demo = Demo::empty();
    let sql = run(async {
        let url = format!("sqlite:{}", demo.data.join("balss.db").display());
        Sql::Sqlite(sqlx::SqlitePool::connect(&url).await.expect("a connection"))
    });
    let config = demo.data.join("balss.toml").display().to_string();
    let mut desk = Desk { demo, sql, config };
    let people: Vec<Staff> = ["adviser", "leadership", "administrator", "auditor"]
        .map(|role| desk.demo.with_role(role)[0].clone())
        .into();
    let mut lines = Vec::new();
    for (command, arguments) in SIGNED {
        if command == "audit accept" {
            // Asked only when the store does not continue what is known: here nothing is known any more.
            desk.demo.stop();
            let state = desk.demo.keys.join("state");
            std::fs::rename(&state, desk.demo.keys.join("lost")).expect("a folder");
        }
        // Whoever may comes last: an acceptance is accepted once.
        let may = match command.split(' ').next() {
            Some("audit") => "auditor",
            Some("retention") => "adviser",
            _ => "administrator",
        };
        let (own, others): (Vec<_>, Vec<_>) = people.iter().partition(|p| p.role == may);
        for who in others.into_iter().chain(own) {
            lines.push(desk.line(command, arguments, who));
        }
    }
    let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/matrix/commands.txt"));
    let surprises = super::pinned(file, &lines);
    println!(
        "{} commands, {} of them sign in, {} rows, {} surprises",
        all.len(),
        SIGNED.len(),
        lines.len(),
        surprises.len()
    );
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

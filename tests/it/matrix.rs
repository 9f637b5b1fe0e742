//! Every address and every command, for everybody who might ask: what is answered stands in `matrix.txt` and
//! `matrix/commands.txt`, line by line. A route without lines fails, and so does an answer that changes.
//!
//! To write the lines anew after a change that is meant: `BALSS_PIN=1 tests/run matrix::`, then read the difference.

mod cast;
mod commands;
mod routes;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

use libtest_mimic::Trial;

use crate::support::http::{Answer, Body, Client};
use crate::support::services::trial;
use cast::{Cast, Object, Who};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("matrix::every_route_answers_everybody_as_is_written", &[], every_route),
        trial("matrix::every_command_that_signs_in_takes_its_own_role", &[], commands::every_command),
    ]
}

/// One request that the table tells of.
struct Asked<'a> {
    method: &'static str,
    route: &'a str,
    who: &'a Who,
    object: Object,
}

impl Asked<'_> {
    fn line(&self, told: &str) -> String {
        let Self { method, route, who, object } = self;
        format!("{method:<4} {route:<38} {:<13} {:<9} {told}", who.name, object.name)
    }

    fn request(&self, fields: Option<Vec<(String, String)>>) -> Answer {
        // A jar of its own: an answer that ends a cookie ends nothing for the next line.
        let mut client = self.who.client.clone();
        let body = fields.map_or(Body::Nothing, Body::Form);
        client.request(self.method, &self.object.path, &[], &body).expect("an answer")
    }

    /// The same by HEAD, raw: it has a length, and no body.
    fn head(&self) -> String {
        let sent = self.who.client.send("HEAD", &self.object.path, &[], &Body::Nothing);
        let mut answer = String::new();
        sent.and_then(|mut stream| stream.read_to_string(&mut answer)).expect("an answer");
        answer
    }
}

fn every_route() {
    let cast = Cast::gather();
    let routes = routes::all();
    let asked: Vec<Asked> = routes
        .iter()
        .flat_map(|route| route.methods.iter().map(move |method| (route, *method)))
        .flat_map(|(route, method)| cast.people.iter().map(move |who| (route, method, who)))
        .flat_map(|(route, method, who)| {
            let of = |object| Asked { method, route: &route.path, who, object };
            cast.objects(who, method, &route.path).into_iter().map(of)
        })
        .collect();
    let mut faults = not_theirs_methods(&cast, &routes);

    // Without the token of the form: nothing changes, whoever asks.
    let before = cast.everything();
    let tokenless: Vec<u16> = asked
        .iter()
        .map(|a| if a.method == "POST" { a.request(Some(a.fields("not the token"))).status } else { 0 })
        .collect();
    for table in cast.everything().difference(&before) {
        faults.push(format!("changed without a token: {table}"));
    }

    let mut lines = Vec::new();
    let mut answers: Vec<(u16, String)> = Vec::new();
    for (a, tokenless) in asked.iter().zip(tokenless) {
        cast.make_ready(&a.object);
        let fields = (a.method == "POST").then(|| a.fields(&a.who.token_for(a.route)));
        let answer = a.request(fields);
        let to = answer.location().map(|to| format!(" {}", unnamed(&to))).unwrap_or_default();
        let mut told = format!("{}{to}", answer.status);
        if a.method == "POST" {
            let _ = write!(told, ", without token {tokenless}");
            let refused = [401, 403, 404, 410].contains(&tokenless)
                || (a.route == "/sign-out" && tokenless == 303 && !a.who.inside);
            if !refused {
                faults.push(a.line(&format!("without token {tokenless}")));
            }
        } else {
            let head = a.head();
            if !head.starts_with(&format!("HTTP/1.1 {} ", answer.status)) || !head.ends_with("\r\n\r\n") {
                faults.push(a.line(&format!("HEAD says {head}")));
            }
        }
        lines.push(a.line(&told));
        answers.push((answer.status, bare(&a.object.path, &answer)));
    }
    let same = not_yours_is_not_there(&asked, &answers, &mut faults);
    cast.sees_nothing_of_cases(&mut faults);

    let surprises = pinned(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/matrix.txt")), &lines);
    println!(
        "{} routes, {} rows, {same} pairs of \"not yours\" and \"not there\" alike, {} surprises",
        routes.len(),
        lines.len(),
        surprises.len() + faults.len()
    );
    assert!(surprises.is_empty() && faults.is_empty(), "{}\n{}", surprises.join("\n"), faults.join("\n"));
}

/// Methods that a route does not have answer 405, before anybody is looked at.
fn not_theirs_methods(cast: &Cast, routes: &[routes::Route]) -> Vec<String> {
    let mut faults = Vec::new();
    for route in routes {
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
            for who in cast.people.iter().filter(|_| !route.methods.contains(&method)) {
                let object = cast.objects(who, method, &route.path).remove(0);
                let status = Asked { method, route: &route.path, who, object }.request(None).status;
                if status != 405 {
                    faults.push(format!("{method} {} {}: {status}", route.path, who.name));
                }
            }
        }
    }
    faults
}

/// What is somebody else's and what is not there differ in nothing, for whoever may not have it.
fn not_yours_is_not_there(asked: &[Asked], answers: &[(u16, String)], faults: &mut Vec<String>) -> usize {
    let all: Vec<_> = asked.iter().zip(answers).collect();
    let mut pairs = 0;
    for (one, answer) in all.iter().filter(|(a, _)| a.object.name == "other's" && !a.who.may_see(a.route)) {
        let alike = |a: &Asked| (a.method, a.route, &a.who.name) == (one.method, one.route, &one.who.name);
        for (other, theirs) in all.iter().filter(|(a, _)| alike(a) && a.object.name == "unknown") {
            pairs += 1;
            if answer != theirs {
                faults.push(other.line(&format!("{theirs:?}, but {answer:?} for another's")));
            }
        }
    }
    assert!(pairs > 50, "{pairs} pairs");
    pairs
}

/// Names of objects, which differ from run to run.
fn unnamed(text: &str) -> String {
    let is_name = |part: &str| part.len() >= 32 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let parts = text.split_inclusive(['/', '?', '&']).map(|part| {
        let bare = part.trim_end_matches(['/', '?', '&']);
        if is_name(bare) { part.replace(bare, "{id}") } else { part.to_owned() }
    });
    parts.collect()
}

/// A page without the address that was asked for.
fn bare(path: &str, answer: &Answer) -> String {
    let text = answer.text().replace(path, "{path}");
    format!("{:?} {text}", answer.location())
}

/// Compares with what is written; what differs, or lacks a line, or is told of something that is not there.
fn pinned(file: &Path, lines: &[String]) -> Vec<String> {
    let now: BTreeSet<&str> = lines.iter().map(String::as_str).collect();
    if std::env::var_os("BALSS_PIN").is_some() {
        std::fs::write(file, format!("{}\n", lines.join("\n"))).expect("written");
    }
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let written: BTreeSet<&str> = text.lines().collect();
    let new = now.difference(&written).map(|l| format!("answered:    {l}"));
    new.chain(written.difference(&now).map(|l| format!("but written: {l}"))).collect()
}

/// A visitor of a demo, whom nobody knows.
fn stranger(demo: &crate::support::server::Demo) -> Client {
    demo.visitor("en")
}

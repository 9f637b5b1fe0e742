//! What the staff, and where it is open everybody, gets to see of releases: pages, files, and nothing for anybody else.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;

use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::command::{balss, program, typed};
use crate::support::database::Database;
use crate::support::html::Page;
use crate::support::http::{Answer, Body, Client};
use crate::support::serve::{Served, free_port};
use crate::support::server::{Demo, Options};
use crate::support::services::{Need, trial};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("published::leadership_reads_and_takes_away_what_was_released", &[], leadership),
        trial("published::a_demo_on_postgres_has_years_too", &[Need::Postgres], postgres),
        trial("published::the_command_line_says_what_a_file_is_and_what_is_wrong", &[], commands),
        trial("published::it_is_open_to_all_only_where_configured", &[], open),
    ]
}

/// A demo with three released years.
pub fn demo(data: &Path) -> Demo {
    Demo::start(&Options { years: 3, data: Some(data.to_owned()), ..Options::default() })
}

/// The same installation, open to all.
pub fn opened(data: &Path) -> Served {
    let port = free_port();
    let config = std::fs::read_to_string(data.join("balss.toml")).expect("a configuration");
    let rest = config.lines().filter(|l| !l.starts_with("listen") && !l.starts_with("public_address"));
    let rest: Vec<&str> = rest.collect();
    let config = format!(
        "listen = \"127.0.0.1:{port}\"\npublic_address = \"http://127.0.0.1:{port}\"\n{}\n[statistics]\nopen = true\n",
        rest.join("\n")
    );
    let own = data.join("open.toml");
    std::fs::write(&own, config).expect("a file");
    Served::start(&own.display().to_string(), port, &data.join("open.log"))
}

/// The newest of the released years.
pub fn newest(page: &Page) -> i32 {
    page.with_attr("data-year")[0].attr("data-year").expect("a year").parse().expect("a number")
}

fn get(client: &mut Client, path: &str) -> Answer {
    client.get(path).expect("an answer")
}

/// Where an address sends to, without going there.
fn sent_to(client: &mut Client, path: &str) -> Option<String> {
    client.request("GET", path, &[], &Body::Nothing).expect("an answer").location()
}

fn leadership() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = demo(&folder.path().join("data"));
    let mut leader = Adviser::sign_in(&demo, demo.with_role("leadership")[0]).client;
    let page = get(&mut leader, "/statistics").page();
    let year = newest(&page);
    assert_eq!(page.with_attr("data-table").len(), 9);
    assert!(page.text().contains("More reports usually mean more trust"));
    let trends: Vec<_> =
        page.with_attr("data-trend").iter().filter_map(|t| t.attr("data-trend").map(str::to_owned)).collect();
    assert!(trends.contains(&"institution".to_owned()), "{trends:?}");
    for back in [1, 2] {
        let answer = get(&mut leader, &format!("/statistics/{}", year - back));
        assert_eq!((answer.status, newest(&answer.page())), (200, year - back));
    }
    let all = get(&mut leader, "/statistics/all.csv").text();
    let periods: BTreeSet<&str> = all.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
    assert!((15..=18).contains(&periods.len()), "three years, and quarters of the next: {periods:?}");
    let method = get(&mut leader, "/statistics/method").page();
    assert_eq!(method.elements_named(&["tr"]).len(), 10 + 1 + 1 + periods.len() + method_rows(&method));

    // Each cell says what its file says.
    let file = get(&mut leader, &format!("/statistics/{year}.csv"));
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let saved = format!("attachment; filename=\"balss-statistics-{year}.csv\"");
    assert_eq!(file.header("content-disposition"), Some(&*saved));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let text = file.text();
    let woman = text.lines().find(|l| l.contains(",sex,") && l.contains(",woman,")).expect("a row");
    let columns: Vec<&str> = woman.split(',').collect();
    let row = page.with_attr("data-cell").into_iter().find(|r| r.attr("data-cell") == Some("woman"));
    let said = row.expect("a row").text();
    let nothing = columns[7].parse::<i64>().expect("a number") <= 0;
    let words = if nothing { format!("at most {}", columns[10]) } else { format!("about {}", columns[8]) };
    assert!(said.contains(&words), "{said}: {woman}");
    assert!(said.contains(&format!("{}–{}", columns[9], columns[10])), "{said}: {woman}");

    // Read again, it is the same: nothing is drawn for a look.
    assert_eq!(get(&mut leader, &format!("/statistics/{year}.csv")).body, file.body);
    let json = get(&mut leader, &format!("/statistics/{year}-Q2.json"));
    assert_eq!(json.header("content-type"), Some("application/json"));
    assert!(json.header("content-disposition").expect("a header").starts_with("attachment; "));
    let read: serde_json::Value = serde_json::from_slice(&json.body).expect("JSON");
    assert_eq!(read["release"]["period"], format!("{year}-Q2"));
    assert!(text.lines().skip(1).all(|l| all.contains(l)), "everything is in the file of everything");

    for nothing in
        ["1999", "1999.csv", "all.json", "all", "x", ".csv", "2025.xml", "2025-Q5.csv", "..%2F..%2Fx.csv"]
    {
        assert_eq!(get(&mut leader, &format!("/statistics/{nothing}")).status, 404, "{nothing}");
    }
    for role in ["adviser", "administrator", "auditor"] {
        let mut other = Adviser::sign_in(&demo, demo.with_role(role)[0]).client;
        for (path, status) in [("", 200), ("/method", 200), ("/all.csv", 200), ("/1999", 404)] {
            assert_eq!(get(&mut other, &format!("/statistics{path}")).status, status, "{role} {path}");
        }
        // The same figures, at their own desk.
        assert_eq!(get(&mut other, &format!("/statistics/{year}.csv")).body, file.body);
        assert!(get(&mut other, "/statistics").text().contains("action=\"/sign-out\""), "{role}");
    }
    let mut adviser = Adviser::sign_in(&demo, demo.with_role("adviser")[0]).client;
    assert!(get(&mut adviser, "/console/statistics").text().contains("href=\"/statistics\""));
    let mut nobody = demo.visitor("en");
    for path in ["", "/method", "/all.csv", "/1999"] {
        assert_eq!(sent_to(&mut nobody, &format!("/statistics{path}")).as_deref(), Some("/sign-in"));
    }
}

/// Rows of the tables of what others ask for: their own and a head each.
fn method_rows(method: &Page) -> usize {
    let heads = method.elements_named(&["caption"]).len() - 2;
    heads + 17
}

fn commands() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let demo = demo(&data);
    let mut leader = Adviser::sign_in(&demo, demo.with_role("leadership")[0]).client;
    let year = newest(&get(&mut leader, "/statistics").page());
    let path = |name: &str| data.join(name).display().to_string();
    let statistics = |arguments: &[&str], input: &str| {
        balss(&[&["statistics"], arguments, &["--config", &path("balss.toml")]].concat(), input)
    };
    let keep = |name: &str, bytes: &[u8]| std::fs::write(data.join(name), bytes).expect("a file");

    // The file that the page offers is genuine, and not the one that is signed.
    keep("read.json", &get(&mut leader, &format!("/statistics/{year}.json")).body);
    keep("other.json", b"{}");
    keep("signed.json", statistics(&["export", &year.to_string()], "").well().as_bytes());
    let told = statistics(&["verify", &path("read.json")], "").refused();
    assert!(told.contains("the file for readers") && told.contains("`balss statistics export`"), "{told}");
    let told = statistics(&["verify", &path("other.json")], "").refused();
    assert!(told.ends_with("no release of this installation"), "{told}");
    let told = statistics(&["verify", &path("signed.json")], "").well();
    assert!(told.ends_with("every signature holds: 1 file\n"), "{told}");
    let told = statistics(&["verify"], "").well();
    assert!(told.starts_with("every signature holds: ") && told.contains(" plans and "), "{told}");

    assert_eq!(statistics(&["import"], "").code, Some(2), "of which files?");
    let told = statistics(&["import", &path("signed.json")], "").refused();
    assert!(told.contains("user name, passphrase and code"), "{told}");
    let told = statistics(&["import", &path("read.json")], &typed(demo.advisers().0)).refused();
    assert!(told.contains("the file for readers"), "{told}");

    // What cannot be undone is told, and done only where that is said.
    let plans = statistics(&["plan"], "").well();
    let of = plans.lines().find_map(|line| line.trim().strip_suffix(": can be approved")).expect("a quarter");
    let (_, second, outside) = demo.advisers();
    statistics(&["release", of, "--approve"], &typed(second)).well();
    let told = statistics(&["release", of], &typed(outside)).refused();
    assert!(told.contains("--yes releases it"), "{told}");
    assert_eq!(get(&mut leader, &format!("/statistics/{of}.json")).status, 404, "nothing was released");

    // Whoever reads no further has what they wanted.
    let mut plan = std::process::Command::new(program());
    plan.args(["statistics", "plan", "--config", &path("balss.toml")]).stdout(Stdio::piped());
    let mut plan = plan.spawn().expect("the program");
    drop(plan.stdout.take());
    assert_eq!(plan.wait().expect("its end").code(), Some(0));

    // The table that is written wrongly, not the first that is missing.
    let config = std::fs::read_to_string(data.join("balss.toml")).expect("a configuration");
    keep("odd.toml", format!("{config}\n[statistics.epsilon]\nsex = \"3\"\n").as_bytes());
    let told = balss(&["statistics", "simulate", "--config", &path("odd.toml")], "").refused();
    assert!(told.contains("statistics.epsilon.sex: "), "{told}");
}

fn open() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    demo(&data).stop();
    let served = opened(&data);
    let mut anyone = served.visitor("lv");
    assert!(get(&mut anyone, "/").text().contains("href=\"/statistics\""), "the first page leads there");
    let page = get(&mut anyone, "/statistics");
    assert_eq!(page.status, 200);
    let year = newest(&page.page());
    assert!(page.text().contains("class=\"exit-page\""), "a public page");
    assert!(page.text().contains("href=\"/statistics?lang=en\""), "the other language");
    for path in
        [format!("/statistics/{year}"), "/statistics/method".to_owned(), "/statistics/all.csv".to_owned()]
    {
        assert_eq!(get(&mut anyone, &path).status, 200, "{path}");
    }
    assert!(anyone.cookies.is_empty(), "reading needs no cookie: {:?}", anyone.cookies);
    // Somebody of the staff, or with a session that is over, reads what everybody reads.
    anyone.cookies.insert("session".to_owned(), "0".repeat(64));
    assert_eq!(get(&mut anyone, "/statistics").status, 200);
    for other in ["/console", "/admin", "/audit"] {
        assert_eq!(sent_to(&mut anyone, other).as_deref(), Some("/sign-in"), "{other}");
    }
}

/// Years are released beside each other, and beside the cases of a demo: no engine may end one of them for another.
fn postgres() {
    let database = Database::create();
    let options = Options { years: 3, cases: 6, database: Some(database.url.clone()), ..Options::default() };
    let demo = Demo::start(&options);
    let mut leader = Adviser::sign_in(&demo, demo.with_role("leadership")[0]);
    let page = leader.page("/statistics");
    assert_eq!(page.with_attr("data-table").len(), 9);
    let year = newest(&page);
    leader.page(&format!("/statistics/{}", year - 2));
}

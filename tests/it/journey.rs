//! A report travels the whole way and back, on both engines.

use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::database::Database;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Options};
use crate::support::services::{Need, trial};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("journey::report_is_read_answered_and_answered_again_on_sqlite", &[], || {
            there_and_back(&Demo::empty());
        }),
        trial("journey::report_is_read_answered_and_answered_again_on_postgres", &[Need::Postgres], || {
            let database = Database::create();
            let options = Options { database: Some(database.url.clone()), ..Options::default() };
            there_and_back(&Demo::start(&options));
        }),
        trial("journey::made_up_cases_open_in_both_languages", &[], made_up_cases),
        trial("journey::every_role_sees_its_own_page_and_no_other", &[], roles),
    ]
}

/// Files of two kinds and sizes; the larger one spans many blocks of the sealed stream.
fn there_and_back(demo: &Demo) {
    let (words, question, reply) = (unique("told "), unique("asked "), unique("replied "));
    let letter = Upload::bytes("vēstule ar atstarpi.txt", "text/plain", unique("letter ").into_bytes());
    let recording = Upload::pattern("ieraksts.bin", 5 * 1024 * 1024 + 17);
    let (first, second, outside) = demo.advisers();

    let mut reporter = Reporter::new(demo.visitor("lv"));
    let told = Told {
        statement: format!("{words}\r\nOtrā rinda: ā č ē ģ ī ķ ļ ņ š ū ž <b>&amp;\" 🜁"),
        what: vec!["remarks", "threats"],
        institution: first.institution.clone(),
        count_me: true,
        files: vec![letter.clone(), recording.clone()],
        ..Told::default()
    };
    let receipt = reporter.file(&told).expect("a receipt");

    let mut adviser = Adviser::sign_in(demo, first);
    assert_eq!(adviser.inbox().len(), 1, "one report, one row");
    let (case, page) = adviser.find(&words);
    assert!(page.text().contains("Otrā rinda: ā č ē ģ ī ķ ļ ņ š ū ž <b>&amp;\" 🜁"), "the words as written");
    assert_eq!(page.status().as_deref(), Some("new"));
    assert_eq!(adviser.fetch(&page, &letter.name).body, content(&letter));
    assert!(adviser.fetch(&page, &recording.name).body == content(&recording), "the recording as sent");

    let page = adviser.move_to(&page, "acknowledged");
    assert_eq!(page.status().as_deref(), Some("acknowledged"));
    adviser.answer(&page, &question);

    // another browser, another day: nothing but the receipt, typed carelessly
    let mut returned = Reporter::new(demo.visitor("en"));
    let page = returned.return_with(&receipt.to_lowercase().replace('-', " "));
    let messages = page.messages();
    assert!(
        messages.iter().any(|(from, text)| from == "adviser" && text.contains(&question)),
        "{messages:?}"
    );
    assert_eq!(page.status().as_deref(), Some("acknowledged"));
    let photo = Upload::bytes("foto.png", "image/png", crate::support::photo::png(64));
    let answer = returned.say(&page, &reply, &[photo]);
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    assert!(answer.page().messages().iter().any(|(from, text)| from == "reporter" && text.contains(&reply)));

    // the colleague of the same institution holds the case as well; the adviser of another one does not
    let mut colleague = Adviser::sign_in(demo, second);
    let page = colleague.open(&case);
    let messages = page.messages();
    assert!(messages.iter().any(|(from, text)| from == "reporter" && text.contains(&reply)), "{messages:?}");
    let fetched = colleague.fetch(&page, "foto.png");
    assert!(fetched.body.starts_with(b"\x89PNG"), "the photo opens");
    assert!(fetched.header("content-disposition").is_some_and(|d| d.starts_with("attachment")));

    let mut elsewhere = Adviser::sign_in(demo, outside);
    let theirs = elsewhere.client.get(&format!("/console/cases/{case}")).expect("an answer");
    let nobodys = elsewhere.client.get("/console/cases/ffffffffffffffffffffffffffffffff").expect("an answer");
    if elsewhere.inbox().is_empty() {
        assert_eq!((theirs.status, nobodys.status), (404, 404));
        assert_eq!(without_token(&theirs.text()), without_token(&nobodys.text()), "not yours is not there");
    }
}

/// Pages differ by their CSRF token, their own address and a random incident number, and by nothing else.
pub fn without_token(html: &str) -> String {
    let words = html.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
    let long: Vec<&str> = words.filter(|w| w.len() >= 12 && w.bytes().any(|b| b.is_ascii_digit())).collect();
    long.into_iter().fold(html.to_owned(), |text, word| text.replace(word, "*"))
}

fn content(file: &Upload) -> Vec<u8> {
    let mut out = Vec::new();
    file.content.write_to(&mut out).expect("memory");
    out
}

fn made_up_cases() {
    let demo = Demo::start(&Options { cases: 12, ..Options::default() });
    let (first, _, _) = demo.advisers();
    let mut adviser = Adviser::sign_in(&demo, first);
    let cases = adviser.inbox();
    assert!(!cases.is_empty(), "a demo has something to show");
    let mut spoken = 0;
    for case in &cases {
        let page = adviser.open(case);
        assert!(page.status().is_some(), "a status");
        let statement = page.with_attr("data-statement").first().map(crate::support::html::Element::text);
        assert!(statement.is_some_and(|s| s.len() > 20), "a statement");
        spoken += page.messages().len();
    }
    assert!(spoken > 0, "conversations");
}

fn roles() {
    let demo = crate::support::server::shared();
    let own = [("leadership", "/statistics"), ("administrator", "/admin"), ("auditor", "/audit")];
    for (role, path) in own {
        let who = demo.with_role(role)[0].clone();
        let mut signed_in = Adviser::sign_in(&demo, &who);
        signed_in.page(path);
        let others = ["/console", "/admin", "/audit"];
        for other in others.into_iter().filter(|o| *o != path) {
            let answer = signed_in.client.request("GET", other, &[], &crate::support::http::Body::Nothing);
            let status = answer.expect("an answer").status;
            assert!([403, 404].contains(&status), "{role} gets {status} at {other}");
        }
    }
    let mut nobody = demo.visitor("en");
    for path in ["/console", "/admin", "/audit"] {
        let answer = nobody.get(path).expect("an answer");
        let asked = answer.page().form_with("passphrase").is_some();
        assert!(asked || answer.status == 404, "{path} without signing in: {}", answer.status);
    }
}

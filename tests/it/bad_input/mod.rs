//! What goes wrong between a person and the server: a clear page in the person's language, and nothing typed is lost.

use std::io::{self, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use libtest_mimic::Trial;

mod clients;
mod guesses;

use crate::support::adviser::Adviser;
use crate::support::http::{Answer, Body, body_of, read_answer};
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told, filled, receipt_of, set};
use crate::support::server::shared;
use crate::support::services::trial;
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("bad_input::too_long_a_text_is_named_and_kept", &[], too_long),
        trial("bad_input::broken_uploads_keep_the_words", &[], broken_uploads),
        trial("bad_input::file_beyond_the_limit_is_refused_early", &[], file_too_large),
        trial("bad_input::receipts_that_do_not_open", &[], guesses::wrong_receipts),
        trial("bad_input::expired_draft_keeps_what_was_typed", &[], expired_draft),
        trial("bad_input::forged_forms_change_nothing", &[], forged),
        trial("bad_input::foreign_and_unknown_cases_look_the_same", &[], guesses::foreign_cases),
        trial("bad_input::wrong_sign_ins_look_the_same", &[], guesses::wrong_sign_ins),
        trial("bad_input::slow_and_leaving_clients_hold_nobody_up", &[], clients::slow_clients),
        trial("bad_input::headers_keep_pages_private", &[], clients::private_headers),
    ]
}

/// What was tried, headers that differ from a browser's own, and the fields.
type Try<'a> = (&'static str, &'static [(&'static str, &'static str)], &'a [(String, String)]);

/// A reporter with this page of the form open.
fn at(step: &str, told: &Told, lang: &'static str) -> Reporter {
    let demo = shared();
    let mut reporter = Reporter::new(demo.visitor(lang));
    reporter.walk_to(told, step).unwrap_or_else(|e| panic!("no page {step}: {e:?}"));
    reporter
}

/// The words that the form would send again if this page were sent as it is.
fn kept_words(answer: &Answer) -> String {
    let form = answer
        .page()
        .form_with("statement")
        .unwrap_or_else(|| panic!("the words are gone: {}", answer.page().text()));
    form.fields.iter().find(|f| f.name == "statement").map(|f| f.value.clone()).unwrap_or_default()
}

fn too_long() {
    let told = Told::words("x");
    let mut reporter = at("words", &told, "lv");
    let form = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");
    let long = format!("{}{}", unique("garš "), "ā".repeat(80_000));
    let mut fields = filled(&form, &told, false);
    set(&mut fields, "statement", &long);
    let answer = reporter.client.submit(&form, &fields, &[]).expect("an answer");
    assert!([200, 413, 422].contains(&answer.status), "{}", answer.status);
    assert!(
        !answer.page().errors().is_empty(),
        "the error stands beside the field: {}",
        answer.page().text()
    );
    assert_eq!(kept_words(&answer), long, "nothing typed is lost");
    assert!(answer.text().contains("lang=\"lv\""), "in the reporter's language");

    // far beyond every limit: refused without reading it all into memory
    set(&mut fields, "statement", &"ā".repeat(4 << 20));
    let answer = reporter.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(answer.status, 413, "{}", answer.page().text());
    assert!(answer.text().contains("lang=\"lv\""), "in the reporter's language");
}

fn broken_uploads() {
    let words = unique("kept through broken uploads ");
    let told = Told::words(&words);
    let mut reporter = at("check", &told, "en");
    let form = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");
    let fields = filled(&form, &told, true);
    let file = Upload::pattern("breaks off.bin", 3 << 20);

    // the connection ends in the middle of the file
    let Body::Multipart(whole) = body_of(&form, &fields, &[file]) else { panic!("not a multipart form") };
    let mut bytes = Vec::new();
    whole.write_to(&mut bytes).expect("memory");
    let media = format!("multipart/form-data; boundary={}", whole.boundary);
    let head = format!("Content-Type: {media}\r\nContent-Length: {}\r\n", bytes.len());
    let mut stream = reporter.client.connect().expect("a connection");
    stream.write_all(reporter.client.head("POST", "/start", &head, &[]).as_bytes()).expect("the head");
    stream.write_all(&bytes[..bytes.len() / 2]).expect("half of it");
    drop(stream);
    nothing_added(&mut reporter, "breaks off.bin");

    // bodies that are not what they say
    let cut = Body::Raw { media: media.clone(), bytes: bytes[..bytes.len() / 2].to_vec() };
    let no_parts = Body::Raw { media: media.clone(), bytes: b"not a form at all".to_vec() };
    let no_boundary = Body::Raw { media: "multipart/form-data".to_owned(), bytes: bytes[..4096].to_vec() };
    let other_boundary = Body::Raw {
        media: "multipart/form-data; boundary=another".to_owned(),
        bytes: bytes[..4096].to_vec(),
    };
    let not_text =
        Body::Raw { media: "application/x-www-form-urlencoded".to_owned(), bytes: vec![0xff, b'=', 0xfe] };
    for (what, body) in [
        ("cut", cut),
        ("no parts", no_parts),
        ("no boundary", no_boundary),
        ("another boundary", other_boundary),
        ("no text", not_text),
    ] {
        let answer = reporter.client.request("POST", "/start", &[], &body).expect("an answer");
        assert!((400..500).contains(&answer.status), "{what}: {}", answer.status);
        assert!(answer.text().contains("lang=\"en\""), "{what}: a page in the reader's language");
        nothing_added(&mut reporter, "breaks off.bin");
    }

    // after all that the report goes out, with its words
    let receipt = reporter.file(&told).expect("a receipt");
    let demo = shared();
    Adviser::sign_in(&demo, demo.advisers().0).find(&words);
    Reporter::new(demo.visitor("en")).return_with(&receipt);
}

fn nothing_added(reporter: &mut Reporter, file: &str) {
    let page = reporter.client.get("/start").expect("an answer").page();
    assert_eq!(page.step_form().and_then(|f| f.step).as_deref(), Some("check"), "{}", page.text());
    assert!(!page.text().contains(file), "a file that did not arrive is not shown: {}", page.text());
}

fn file_too_large() {
    let told = Told::words(&unique("with a file too large "));
    let mut reporter = at("check", &told, "lv");
    let form = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");
    let fields = filled(&form, &told, true);
    let huge = [Upload::pattern("liels.bin", (1 << 30) + (2 << 20))];
    let start = Instant::now();
    // the server says so from the length alone; a client that goes on sending may find the connection closed
    let Body::Multipart(body) = body_of(&form, &fields, &huge) else { panic!("not a multipart form") };
    let media = format!("multipart/form-data; boundary={}", body.boundary);
    let head = format!("Content-Type: {media}\r\nContent-Length: {}\r\n", body.len());
    let mut stream = reporter.client.connect().expect("a connection");
    stream.write_all(reporter.client.head("POST", "/start", &head, &[]).as_bytes()).expect("the head");
    // the words, the head of the file and a first piece of it
    let _ = body.write_to(&mut Piece { stream: &stream, left: 64 << 10 });
    let answer = read_answer(&mut stream).expect("an answer");
    assert_eq!(answer.status, 413, "{}", answer.page().text());
    assert!(answer.text().contains("lang=\"lv\""), "in the reporter's language");
    assert!(start.elapsed() < Duration::from_secs(5), "before the file was sent");
    nothing_added(&mut reporter, "liels.bin");
}

/// Writes so many bytes and no more.
struct Piece<'a> {
    stream: &'a TcpStream,
    left: usize,
}

impl Write for Piece<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = bytes.len().min(self.left);
        if n == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.left -= n;
        self.stream.write(&bytes[..n])
    }
    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

fn expired_draft() {
    let words = unique("typed before it expired ");
    let told = Told::words(&words);
    let mut reporter = at("words", &told, "lv");
    let form = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");
    // after two hours the browser has dropped the cookie, and with it the key of the draft
    reporter.client.cookies.clear();
    let answer = reporter.client.submit(&form, &filled(&form, &told, false), &[]).expect("an answer");
    assert!(answer.status < 500, "{}", answer.status);
    assert!(answer.text().contains("lang=\"lv\""), "in the reporter's language");
    assert_eq!(kept_words(&answer), words, "nothing typed is lost");
    // and sending that page again goes on to a receipt
    let receipt = reporter.file(&told).expect("a receipt");
    let demo = shared();
    Adviser::sign_in(&demo, demo.advisers().0).find(&words);
    Reporter::new(demo.visitor("lv")).return_with(&receipt);
}

fn forged() {
    let demo = shared();
    let words = unique("forged ");
    let told = Told::words(&words);
    let mut reporter = at("check", &told, "en");
    let form = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");
    let fields = filled(&form, &told, false);
    let without: Vec<_> = fields.iter().filter(|(n, _)| n != "csrf").cloned().collect();
    let mut forged = fields.clone();
    set(&mut forged, "csrf", &"A".repeat(43));
    let tries: [Try; 6] = [
        ("no token", &[], &without),
        ("forged token", &[], &forged),
        ("cross-site", &[("Sec-Fetch-Site", "cross-site")], &fields),
        ("same-site, another origin", &[("Sec-Fetch-Site", "same-site")], &fields),
        (
            "foreign origin, no fetch metadata",
            &[("Sec-Fetch-Site", ""), ("Origin", "http://evil.example")],
            &fields,
        ),
        ("opaque origin", &[("Sec-Fetch-Site", ""), ("Origin", "null")], &fields),
    ];
    for (what, headers, sent) in tries {
        let answer = reporter
            .client
            .request("POST", "/start", headers, &Body::Form(sent.to_vec()))
            .expect("an answer");
        assert!([400, 403].contains(&answer.status), "{what}: {}", answer.status);
        assert!(answer.text().contains("lang=\"en\""), "{what}: a page in the reader's language");
        let page = reporter.client.get("/start").expect("an answer").page();
        assert!(receipt_of(&page).is_none(), "{what}: nothing was filed");
    }
    // the console, with a real session and another person's token
    let mut adviser = Adviser::sign_in(&demo, demo.advisers().0);
    let receipt = reporter.file(&told).expect("a receipt");
    let (case, page) = adviser.find(&words);
    let form = page.form_with("message").expect("a field for a message");
    let mut fields = form.defaults();
    set(&mut fields, "message", &unique("never "));
    set(&mut fields, "csrf", &"A".repeat(43));
    let answer = adviser.client.submit(&form, &fields, &[]).expect("an answer");
    assert!([400, 403].contains(&answer.status), "{}", answer.status);
    assert!(adviser.open(&case).messages().is_empty(), "nothing was said");
    assert!(
        Reporter::new(demo.visitor("en"))
            .return_with(&receipt)
            .messages()
            .iter()
            .all(|(f, _)| f != "adviser")
    );
}

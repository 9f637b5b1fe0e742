//! What goes wrong between a person and the server: a clear page in the person's language, and nothing typed is lost.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;

use crate::journey::without_token;
use crate::support::adviser::{Adviser, try_sign_in};
use crate::support::http::{Answer, Body, Client, body_of, read_answer};
use crate::support::multipart::{Multipart, Upload};
use crate::support::reporter::{Reporter, Told, filled, receipt_of, set};
use crate::support::server::shared;
use crate::support::services::trial;
use crate::support::{unique, wait_until};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("bad_input::too_long_a_text_is_named_and_kept", &[], too_long),
        trial("bad_input::broken_uploads_keep_the_words", &[], broken_uploads),
        trial("bad_input::file_beyond_the_limit_is_refused_early", &[], file_too_large),
        trial("bad_input::receipts_that_do_not_open", &[], wrong_receipts),
        trial("bad_input::expired_draft_keeps_what_was_typed", &[], expired_draft),
        trial("bad_input::forged_forms_change_nothing", &[], forged),
        trial("bad_input::foreign_and_unknown_cases_look_the_same", &[], foreign_cases),
        trial("bad_input::wrong_sign_ins_look_the_same", &[], wrong_sign_ins),
        trial("bad_input::slow_and_leaving_clients_hold_nobody_up", &[], slow_clients),
        trial("bad_input::headers_keep_pages_private", &[], private_headers),
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
    let mut reporter = at("files", &told, "en");
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
    assert_eq!(page.step_form().and_then(|f| f.step).as_deref(), Some("files"), "{}", page.text());
    assert!(!page.text().contains(file), "a file that did not arrive is not shown: {}", page.text());
}

fn file_too_large() {
    let told = Told::words(&unique("with a file too large "));
    let mut reporter = at("files", &told, "lv");
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
    let answer = read_answer(&mut stream).expect("an answer");
    assert_eq!(answer.status, 413, "{}", answer.page().text());
    assert!(answer.text().contains("lang=\"lv\""), "in the reporter's language");
    assert!(start.elapsed() < Duration::from_secs(5), "before the file was sent");
    nothing_added(&mut reporter, "liels.bin");
}

fn wrong_receipts() {
    let demo = shared();
    let receipt = Reporter::new(demo.visitor("lv")).file(&Told::words("a report")).expect("a receipt");
    let mut visitor = Reporter::new(demo.visitor("lv"));

    // one symbol changed: told at once that it was mistyped
    let last = receipt.chars().last().expect("a symbol");
    let other = if last == '2' { '3' } else { '2' };
    let mistyped = format!("{}{other}", &receipt[..receipt.len() - last.len_utf8()]);
    let told_so = visitor.enter(&mistyped).expect("an answer");
    assert!(!told_so.page().errors().is_empty(), "{}", told_so.page().text());
    let form = told_so.page().form_with("receipt").expect("the field again");
    let again = form.fields.iter().find(|f| f.name == "receipt").map(|f| f.value.clone());
    assert_eq!(again.as_deref(), Some(mistyped.as_str()), "what was typed stands in the field");

    // right in form and unknown: another answer, which says nothing about why
    let (one, two) = (unknown_receipt(&receipt, 1), unknown_receipt(&receipt, 2));
    let (first, second) = (visitor.enter(&one).expect("an answer"), visitor.enter(&two).expect("an answer"));
    assert!(!first.page().errors().is_empty());
    assert_ne!(
        first.page().errors(),
        told_so.page().errors(),
        "a slip of the finger is told from an unknown code"
    );
    assert_eq!(first.page().errors(), second.page().errors());
    for nonsense in ["", "   ", "0", "<script>", "🜁🜁🜁🜁", &"7".repeat(10_000)] {
        let answer = visitor.enter(nonsense).expect("an answer");
        assert!(answer.status < 500 && !answer.page().errors().is_empty(), "{nonsense:?}: {}", answer.status);
    }
    // careless typing is forgiven
    let careless = receipt.to_lowercase().replace('0', "O").replace('1', "l").replace('-', "  ");
    visitor.return_with(&careless);
}

/// A receipt nobody has whose check symbol is right. One symbol changed needs another check symbol: of all of them
/// exactly one is not called mistyped.
fn unknown_receipt(receipt: &str, place: usize) -> String {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut symbols: Vec<u8> = receipt.bytes().filter(|b| *b != b'-').collect();
    let now = ALPHABET.iter().position(|a| *a == symbols[place]).expect("a symbol of the alphabet");
    symbols[place] = ALPHABET[(now + 1) % ALPHABET.len()];
    let mut visitor = Reporter::new(shared().visitor("lv"));
    let mut tries: Vec<(String, Vec<String>)> = Vec::new();
    for &check in ALPHABET {
        *symbols.last_mut().expect("symbols") = check;
        let code = grouped(&symbols);
        let errors = visitor.enter(&code).expect("an answer").page().errors();
        tries.push((code, errors));
    }
    let alone = |said: &[String]| tries.iter().filter(|(_, e)| e == said).count() == 1;
    let found: Vec<&String> = tries.iter().filter(|(_, e)| alone(e)).map(|(code, _)| code).collect();
    assert_eq!(found.len(), 1, "one check symbol is right: {tries:?}");
    found[0].clone()
}

fn grouped(symbols: &[u8]) -> String {
    let groups: Vec<String> = symbols.chunks(5).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    groups.join("-")
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

fn foreign_cases() {
    let demo = shared();
    let (first, _, outside) = demo.advisers();
    let words = unique("not yours ");
    let told = Told { institution: first.institution.clone(), ..Told::words(&words) };
    Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
    let (case, _) = Adviser::sign_in(&demo, first).find(&words);
    let mut other = Adviser::sign_in(&demo, outside);
    let holds = other.inbox().contains(&case);
    let fetch =
        |client: &mut Client, id: &str| client.get(&format!("/console/cases/{id}")).expect("an answer");
    let unknown = fetch(&mut other.client, "00000000000000000000000000000000");
    assert_eq!(unknown.status, 404);
    for id in ["ffffffffffffffffffffffffffffffff", "x", "..%2f..", "0", "%00"] {
        let answer = fetch(&mut other.client, id);
        assert_eq!(answer.status, 404, "{id}");
        assert_eq!(without_token(&answer.text()), without_token(&unknown.text()), "{id}");
    }
    // the outside adviser of the demo may hold every case; where not, the real id says no more than an unknown one
    if !holds {
        let answer = fetch(&mut other.client, &case);
        assert_eq!(answer.status, 404);
        assert_eq!(without_token(&answer.text()), without_token(&unknown.text()));
    }
    let auditor = demo.with_role("auditor")[0].clone();
    let mut auditor = Adviser::sign_in(&demo, &auditor);
    assert!([403, 404].contains(&fetch(&mut auditor.client, &case).status), "another role opens no case");
}

fn wrong_sign_ins() {
    let demo = shared();
    let real = demo.with_role("adviser")[2].clone();
    let mut nobody = real.clone();
    nobody.username = unique("nobody");
    let mut visitor = demo.visitor("en");
    let wrong = try_sign_in(&mut visitor, &real, "not the passphrase at all");
    let unknown = try_sign_in(&mut visitor, &nobody, "not the passphrase at all");
    assert_eq!(wrong.status, unknown.status);
    assert!(!wrong.page().errors().is_empty(), "{}", wrong.page().text());
    assert_eq!(wrong.page().errors(), unknown.page().errors(), "no oracle for names");
    assert!(
        visitor.get("/console").expect("an answer").page().with_attr("data-case-id").is_empty(),
        "not in"
    );
}

fn slow_clients() {
    let demo = shared();
    let told = Told::words(&unique("slow "));
    let reporter = at("files", &told, "en");
    let client = reporter.client.clone();

    // headers that never end
    let mut headers: Vec<_> = (0..20).map(|_| client.connect().expect("a connection")).collect();
    for stream in &mut headers {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ").expect("a few bytes");
    }
    // bodies that trickle
    let form = Multipart::new(&[], "evidence", &[]);
    let head = format!(
        "Content-Type: multipart/form-data; boundary={}\r\nContent-Length: 1000000\r\n",
        form.boundary
    );
    let mut bodies: Vec<_> = (0..5).map(|_| client.connect().expect("a connection")).collect();
    for stream in &mut bodies {
        stream.write_all(client.head("POST", "/start", &head, &[]).as_bytes()).expect("the head");
    }
    // clients that ask and leave
    for _ in 0..20 {
        drop(client.send("GET", "/start", &[], &Body::Nothing));
    }
    let start = Instant::now();
    assert_eq!(demo.visitor("en").get("/").expect("an answer").status, 200);
    assert!(start.elapsed() < Duration::from_secs(5), "others are served meanwhile");

    for (what, streams) in [("header", &mut headers), ("body", &mut bodies)] {
        for stream in streams {
            stream.set_read_timeout(Some(Duration::from_millis(20))).expect("a timeout");
            wait_until(&format!("a slow {what} is cut off"), Duration::from_secs(90), || {
                drop(stream.write_all(b"x"));
                let mut byte = [0; 64];
                match stream.read(&mut byte) {
                    Ok(0) => Some(()),
                    Ok(_) => None,
                    Err(e)
                        if matches!(
                            e.kind(),
                            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                        ) =>
                    {
                        None
                    }
                    Err(_) => Some(()),
                }
            });
        }
    }
    assert_eq!(demo.visitor("en").get("/readyz").expect("an answer").status, 200);
}

fn private_headers() {
    let demo = shared();
    let mut visitor = demo.visitor("lv");
    let receipt = Reporter::new(demo.visitor("lv")).file(&Told::words("headers")).expect("a receipt");
    for path in ["/", "/start", "/return", "/sign-in", "/statistics", "/healthz", "/nothing-here"] {
        let answer = visitor.request("GET", path, &[], &Body::Nothing).expect("an answer");
        let header = |name: &str| answer.header(name).unwrap_or_default().to_ascii_lowercase();
        assert!(header("cache-control").contains("no-store"), "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe"), "{path}");
        assert!(header("content-encoding").is_empty(), "{path}: no compression");
        for (_, cookie) in answer.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case("set-cookie")) {
            let cookie = cookie.to_ascii_lowercase();
            assert!(cookie.contains("httponly") && cookie.contains("samesite="), "{path}: {cookie}");
        }
    }
    // leaving ends the visit: cookies gone, storage cleared, the conversation closed
    let mut returned = Reporter::new(demo.visitor("lv"));
    returned.return_with(&receipt);
    let open_at = returned.client.at.clone();
    let left = returned.client.request("GET", "/leave", &[], &Body::Nothing).expect("an answer");
    let clear = left.header("clear-site-data").unwrap_or_default().to_owned();
    assert!(
        clear.contains("\"cache\"") && clear.contains("\"storage\"") && !clear.contains("\"cookies\""),
        "{clear}"
    );
    let after = returned.client.get(&open_at).expect("an answer");
    assert!(after.page().with_attr("data-thread").is_empty(), "the visit has ended");
}

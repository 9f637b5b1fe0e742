//! What a reporter or an adviser wrote, and the receipt, stand nowhere in the clear: not in the data folder, the key
//! folder, the database, the process's output or mail.

use std::path::{Path, PathBuf};
use std::time::Duration;

use data_encoding::{BASE64, BASE64URL, HEXLOWER, HEXUPPER};
use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::database::Database;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Options, files_below};
use crate::support::services::{Need, SMTP, trial};
use crate::support::{unique, wait_until};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("secrecy::the_search_finds_what_is_there", &[], search_finds),
        trial("secrecy::nothing_said_stands_in_the_clear_on_sqlite", &[], || nothing_in_the_clear(None)),
        trial("secrecy::nothing_said_stands_in_the_clear_on_postgres", &[Need::Postgres], || {
            nothing_in_the_clear(Some(&Database::create()));
        }),
        trial("secrecy::mail_says_nothing_but_that_there_is_a_desk", &[Need::Smtp], mail_says_nothing),
    ]
}

/// A secret in every form in which it might be stored.
struct Needle {
    secret: String,
    forms: Vec<Vec<u8>>,
}

impl Needle {
    fn new(secret: &str) -> Self {
        let utf8 = secret.as_bytes();
        let little: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = secret.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut forms = vec![utf8.to_vec(), little, big];
        forms.push(HEXLOWER.encode(utf8).into_bytes());
        forms.push(HEXUPPER.encode(utf8).into_bytes());
        for base64 in [BASE64, BASE64URL] {
            // wherever it stands in a longer text, three encodings are possible; their outer symbols mix with neighbours
            for before in 0..3 {
                let text = [vec![b'.'; before], utf8.to_vec()].concat();
                let coded = base64.encode(&text);
                forms.push(coded.as_bytes()[if before == 0 { 0 } else { 4 }..coded.len() - 4].to_vec());
            }
        }
        forms.sort();
        forms.dedup();
        Self { secret: secret.to_owned(), forms }
    }

    fn is_in(&self, hay: &[u8]) -> bool {
        self.forms.iter().any(|form| contains(hay, form))
    }
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    let (Some(&first), true) = (needle.first(), hay.len() >= needle.len()) else { return false };
    let last = hay.len() - needle.len();
    let mut at = 0;
    while at <= last {
        match hay[at..=last].iter().position(|b| *b == first) {
            Some(i) if hay[at + i..].starts_with(needle) => return true,
            Some(i) => at += i + 1,
            None => return false,
        }
    }
    false
}

/// Names every place where a secret stands.
fn places(needles: &[Needle], what: &str, hay: &[u8]) -> Vec<String> {
    needles.iter().filter(|n| n.is_in(hay)).map(|n| format!("{:?} stands in {what}", n.secret)).collect()
}

fn in_folder(needles: &[Needle], folder: &Path) -> Vec<String> {
    let files = files_below(folder);
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
        .iter()
        .flat_map(|file| {
            let name = file.to_string_lossy().into_owned();
            let mut found = places(needles, "the name of a file", name.as_bytes());
            found.extend(places(needles, &name, &std::fs::read(file).unwrap_or_default()));
            found
        })
        .collect()
}

fn search_finds() {
    let needle = [Needle::new("a secret word")];
    for hidden in [
        b"...a secret word...".to_vec(),
        "xxa secret wordyy".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        HEXLOWER.encode(b"--a secret word").into_bytes(),
        BASE64.encode(b"1a secret word23").into_bytes(),
        BASE64.encode(b"12a secret word3").into_bytes(),
        BASE64URL.encode(b"a secret word").into_bytes(),
    ] {
        assert_eq!(places(&needle, "here", &hidden).len(), 1, "{}", String::from_utf8_lossy(&hidden));
    }
    assert!(places(&needle, "here", b"a secret  word").is_empty());
}

/// One conversation with a secret in each place where a person can write. Its secrets, and the receipt.
fn converse(demo: &Demo) -> Vec<Needle> {
    let secret = |place: &str| unique(&format!("{place} marker "));
    let (statement, question, reply) = (secret("statement"), secret("question"), secret("reply"));
    let (inside, second_inside) = (secret("file"), secret("second file"));
    let (name, second_name) = (unique("filename-"), unique("second-filename-"));

    let mut text = vec![b'#'; 70_000];
    text.extend_from_slice(inside.as_bytes());
    text.extend_from_slice(&vec![b'#'; 70_000]);
    let told = Told {
        statement: statement.clone(),
        files: vec![Upload::bytes(&format!("{name}.txt"), "text/plain", text)],
        ..Told::default()
    };
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let receipt = reporter.file(&told).expect("a receipt");

    let mut adviser = Adviser::sign_in(demo, demo.advisers().0);
    let (case, page) = adviser.find(&statement);
    adviser.fetch(&page, &format!("{name}.txt"));
    let page = adviser.move_to(&page, "acknowledged");
    adviser.answer(&page, &question);
    let mut returned = Reporter::new(demo.visitor("lv"));
    let page = returned.return_with(&receipt);
    let file = Upload::bytes(
        &format!("{second_name}.bin"),
        "application/octet-stream",
        second_inside.clone().into_bytes(),
    );
    assert_eq!(returned.say(&page, &reply, &[file]).status, 200);
    let page = adviser.open(&case);
    assert!(page.text().contains(&reply), "the whole conversation took place");
    // what goes wrong must not tell either: a mistyped receipt, a broken form with the words in it
    drop(returned.enter(&format!("{receipt}0")));
    drop(reporter.client.post("/start", &[("statement".to_owned(), statement.clone())]));
    drop(reporter.client.get(&format!("/return?receipt={receipt}")));

    let bare = receipt.replace('-', "");
    [
        statement,
        question,
        reply,
        inside,
        second_inside,
        name,
        second_name,
        receipt.to_lowercase(),
        bare.to_lowercase(),
    ]
    .iter()
    .map(String::as_str)
    .chain([receipt.as_str(), bare.as_str()])
    .map(Needle::new)
    .collect()
}

fn nothing_in_the_clear(database: Option<&Database>) {
    let mut demo = Demo::start(&Options {
        database: database.map(|d| d.url.clone()),
        mail_every: Some(1),
        env: vec![
            ("BALSS_LOG".to_owned(), "trace".to_owned()),
            ("RUST_BACKTRACE".to_owned(), "full".to_owned()),
        ],
        ..Options::default()
    });
    let needles = converse(&demo);
    // mail is written below the data folder: wait for some
    wait_until("mail", Duration::from_secs(30), || mails(&demo.data).first().cloned());

    let mut found = in_folder(&needles, &demo.data);
    found.extend(in_folder(&needles, &demo.keys));
    if let Some(database) = database {
        let dump = database.dump();
        assert!(contains(&dump, b"INSERT INTO"), "a dump with rows");
        found.extend(places(&needles, "the database", &dump));
    }
    demo.kill9();
    found.extend(in_folder(&needles, &demo.data));
    found.extend(places(&needles, "the output of the process", &demo.output()));
    assert!(found.is_empty(), "{found:#?}");
}

/// Files below the data folder that look like mail.
fn mails(data: &Path) -> Vec<PathBuf> {
    let looks_like_mail =
        |file: &PathBuf| std::fs::read(file).is_ok_and(|bytes| contains(&bytes, b"Message-ID:"));
    files_below(data).into_iter().filter(looks_like_mail).collect()
}

/// With a report and without one an adviser gets the same mail; over a real server, with STARTTLS and a password.
fn mail_says_nothing() {
    let smtp = std::env::var(SMTP).expect("left out while unset");
    let (url, rest) = smtp.split_once('?').expect("?ca=…&dir=…");
    let part =
        |name: &str| rest.split('&').find_map(|p| p.strip_prefix(name)).expect("?ca=…&dir=…").to_owned();
    let (ca, folder) = (part("ca="), PathBuf::from(part("dir=")));
    let received = || files_below(&folder).into_iter().filter(|f| f.extension().is_some_and(|e| e == "eml"));
    let before: Vec<PathBuf> = received().collect();
    let arrived = |n: usize| {
        wait_until("mail over SMTP", Duration::from_mins(1), || {
            Some(received().filter(|f| !before.contains(f)).collect::<Vec<_>>()).filter(|new| new.len() >= n)
        })
    };
    let demo = Demo::start(&Options {
        smtp: Some(url.to_owned()),
        mail_every: Some(2),
        // the way an operator lets a process trust another certificate
        env: vec![("SSL_CERT_FILE".to_owned(), ca)],
        ..Options::default()
    });
    let advisers = demo.with_role("adviser").len();
    let quiet = arrived(advisers).len();
    let needles = converse(&demo);
    let all = arrived(quiet + 2 * advisers);
    let bodies: Vec<Vec<u8>> = all.iter().map(|f| std::fs::read(f).expect("a mail")).collect();
    let found: Vec<String> = bodies.iter().flat_map(|b| places(&needles, "a mail", b)).collect();
    assert!(found.is_empty(), "{found:#?}");
    let lengths: std::collections::BTreeSet<(String, usize)> = bodies
        .iter()
        .map(|b| {
            let text = String::from_utf8_lossy(b);
            (subject(&text), body_length(&text))
        })
        .collect();
    assert_eq!(lengths.len(), 1, "the same subject and the same size, report or not: {lengths:?}");
}

fn subject(mail: &str) -> String {
    mail.lines().find(|l| l.starts_with("Subject:")).unwrap_or_default().to_owned()
}

fn body_length(mail: &str) -> usize {
    mail.replace("\r\n", "\n").split_once("\n\n").map_or(0, |(_, body)| body.trim_end().len())
}

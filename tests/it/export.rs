//! A copy of a case that leaves: another implementation of age opens it, stock tools check it as the copy itself says, and
//! what was left out or blacked out is nowhere in it.

mod closed;
mod looked;

use std::path::Path;
use std::process::{Command, Stdio};

use age::secrecy::ExposeSecret;
use balss::crypto::hybrid::HybridIdentity;
use balss::domain::redact::MARK;
use ed25519_dalek::{Signature, VerifyingKey};
use libtest_mimic::Trial;
use serde_json::Value;

use crate::consent::press;
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::Page;
use crate::support::http::Answer;
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::Demo;
use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    let needs = [(Engine::Sqlite, &[Need::Peer][..]), (Engine::Postgres, &[Need::Peer, Need::Postgres])];
    let opens = needs.map(|(engine, needs)| {
        trial(&format!("export::{engine}::the_stock_peer_opens_it_and_it_checks"), needs, move || {
            opens(engine);
        })
    });
    let mut all: Vec<Trial> = opens.into();
    all.extend(on_both("export", "is_locked_refused_and_nobody_elses", closed::refused));
    all.extend(on_both("export", "a_file_marked_as_of_a_minor_is_opened_by_nobody", closed::marked));
    all.extend(on_both("export", "no_key_of_this_house_is_a_recipient_not_even_a_former_one", closed::ours));
    let needs = &[Need::Browser, Need::Axe];
    all.push(trial("export::pages_of_files_and_copies_are_accessible_and_fit", needs, looked::every_page));
    all.push(trial("export::by_keys_alone_and_without_script", &[Need::Browser], looked::without_script));
    all
}

/// A recipient: the secret half as stock age writes it, and the public one.
fn keys() -> [(String, String); 2] {
    let classical = age::x25519::Identity::generate();
    let hybrid = HybridIdentity::generate();
    [
        (classical.to_string().expose_secret().to_owned(), classical.to_public().to_string()),
        (hybrid.to_secret_string().to_string(), hybrid.recipient().to_string()),
    ]
}

/// The form of the page from which a copy is made, filled in; what was ticked at first stays ticked.
pub fn ask(adviser: &mut Adviser, case: &str, go: &str, typed: &[(&str, &str)], also: &[&str]) -> Answer {
    let page = adviser.page(&format!("/console/cases/{case}/export"));
    let form = page.form_with("phrases").unwrap_or_else(|| panic!("no form: {}", page.text()));
    let mut fields = form.defaults();
    set(&mut fields, "reason", "court");
    set(&mut fields, "reason_text", "Nr. 7");
    for (name, value) in typed {
        set(&mut fields, name, value);
    }
    fields.extend(also.iter().map(|part| ("part".to_owned(), (*part).to_owned())));
    set(&mut fields, "go", go);
    adviser.client.submit(&form, &fields, &[]).expect("an answer")
}

/// Notes something at the desk of a case.
pub fn note(adviser: &mut Adviser, case: &str, typed: &[(&str, &str)]) -> Page {
    let form = adviser.open(case).form_with("message").expect("the form of a case");
    let mut fields = form.defaults();
    for (name, value) in typed {
        set(&mut fields, name, value);
    }
    let answer = adviser.client.post(&format!("/console/cases/{case}/desk"), &fields).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    answer.page()
}

/// Names of the parts that the page offers which begin so.
pub fn parts(adviser: &mut Adviser, case: &str, begins: &str) -> Vec<String> {
    let page = adviser.page(&format!("/console/cases/{case}/export"));
    let boxes = page.with_attr("value").into_iter().filter(|e| e.attr("name") == Some("part"));
    boxes.filter_map(|e| e.attr("value").filter(|v| v.starts_with(begins)).map(str::to_owned)).collect()
}

fn shell(folder: &Path, command: &str) -> String {
    let out = Command::new("bash")
        .args(["-o", "pipefail", "-c", command])
        .current_dir(folder)
        .output()
        .expect("bash");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{command}: {said} {}", String::from_utf8_lossy(&out.stderr));
    said
}

/// Opens a sealed copy with the peer and unpacks it with tar.
fn unpack(folder: &Path, sealed: &[u8], secret: &str) {
    std::fs::create_dir(folder).expect("a folder");
    std::fs::write(folder.join("../bundle.age"), sealed).expect("written");
    let out = std::fs::File::create(folder.join("../bundle.tar")).expect("a file");
    let peer = Command::new("node")
        .args(["open.mjs", "write", secret])
        .arg(folder.join("../bundle.age"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop"))
        .stdout(Stdio::from(out))
        .status();
    assert!(peer.expect("node").success(), "the peer opens it");
    shell(folder, "tar --extract --file ../bundle.tar");
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Does what VERIFY.txt says.
fn verified(folder: &Path) {
    let told = read(folder, "VERIFY.txt");
    let commands: Vec<&str> = told.lines().filter_map(|l| l.strip_prefix("   ")).collect();
    let with =
        |word: &str| *commands.iter().find(|c| c.contains(word)).unwrap_or_else(|| panic!("{word}: {told}"));
    let listed = shell(folder, with("sha256sum --check"));
    assert!(listed.lines().all(|l| l.ends_with(": OK")) && listed.lines().count() >= 5, "{listed}");
    let members = shell(folder, "find . -type f | sed 's/^..//' | sort");
    let unlisted: Vec<&str> = members.lines().filter(|m| !listed.contains(&format!("{m}: "))).collect();
    assert_eq!(unlisted, ["manifest.json", "manifest.sig"], "every member is listed");
    assert!(shell(folder, with("-sigfile")).contains("Verified Successfully"));
    let fingerprint = shell(folder, with("tail -c 32"));
    assert!(told.replace(' ', "").contains(fingerprint.trim()), "{fingerprint}");
    // One byte touched, and neither holds.
    shell(folder, "cp manifest.json kept && sed -i 's/\"court\"/\"Court\"/' manifest.json");
    shell(folder, &format!("! {}", with("-sigfile")));
    shell(folder, "mv kept manifest.json");
}

/// The signatures of the desk, checked by another hand.
fn signed_notes(folder: &Path) -> usize {
    let history: Value = serde_json::from_str(&read(folder, "history.json")).expect("JSON");
    let hex = |v: &Value| data_encoding::HEXLOWER.decode(v.as_str().expect("text").as_bytes()).expect("hex");
    let case = hex(&history["case"]);
    let entries = history["desk"].as_array().expect("entries").iter().filter(|e| e["signed"].is_string());
    let signed = entries.map(|e| {
        let text = e["signed"].as_str().expect("text");
        let key: [u8; 32] = hex(&e["key"]).try_into().expect("a key");
        let signature: [u8; 64] = hex(&e["signature"]).try_into().expect("a signature");
        let message = [b"balss/v1/desk", &case[..], text.as_bytes()].concat();
        let key = VerifyingKey::from_bytes(&key).expect("a key");
        key.verify_strict(&message, &Signature::from_bytes(&signature)).expect("signed");
    });
    signed.count()
}

/// A phrase as any member could write it.
fn written(phrase: &str) -> Vec<Vec<u8>> {
    let cases = [phrase.to_owned(), phrase.to_uppercase(), phrase.to_lowercase()];
    let escaped = |text: &str, hex: fn(u32) -> String| {
        text.chars().map(|c| if c.is_ascii() { c.to_string() } else { hex(c as u32) }).collect::<String>()
    };
    let forms = cases.iter().flat_map(|text| {
        [
            text.clone(),
            escaped(text, |c| format!("\\u{c:04x}")),
            escaped(text, |c| format!("\\u{c:04X}")),
            escaped(text, |c| format!("&#{c};")),
            escaped(text, |c| format!("&#x{c:x};")),
            text.replace('ā', "a\u{304}").replace('Ā', "A\u{304}"),
        ]
    });
    forms.map(String::into_bytes).collect()
}

fn filed(demo: &Demo, phrases: &[String]) -> String {
    let all = phrases.join(" un ");
    let words = format!(
        "{} {all} {}\n{}",
        unique("Stāsts "),
        all.to_uppercase(),
        phrases[0].replace('ā', "a\u{304}")
    );
    let files = vec![
        Upload::bytes(&format!("{}.png", phrases[0]), "image/png", png(40)),
        Upload::bytes("left out.pdf", "application/pdf", b"%PDF left out".to_vec()),
        Upload::pattern("large.bin", 48 << 20),
    ];
    let told = Told { files, what: vec!["hazing"], ..Told::words(&words) };
    Reporter::new(demo.visitor("lv")).file(&told).expect("a receipt");
    words.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

fn opens(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let phrases: Vec<String> =
        ["Jāzeps", "ķibele\"x", "Rūta Āre"].map(|p| format!("{p}{}", unique("q"))).into();
    let words = filed(&demo, &phrases);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    adviser.answer(&page, &format!("Par {} rakstīšu vēlāk.", phrases[2]));
    note(
        &mut adviser,
        &case,
        &[("do", "note"), ("note", "Zvanīts piektdien."), ("note_source", "pati saruna")],
    );
    note(&mut adviser, &case, &[("do", "note"), ("note", &format!("Runāts ar {}", phrases[1]))]);
    let notes = parts(&mut adviser, &case, "note-");
    assert_eq!(notes.len(), 2);
    let folder = tempfile::tempdir().expect("a folder");
    for (n, (secret, public)) in keys().into_iter().enumerate() {
        let typed = [("phrases", &phrases.join("\n")[..]), ("recipient", &public)];
        let also: Vec<&str> = notes.iter().map(String::as_str).collect();
        let preview = ask(&mut adviser, &case, "preview", &typed, &also).page();
        let shown = preview.with_attr("data-preview")[0].text();
        assert!(shown.contains(MARK) && !shown.contains(&phrases[0]), "{shown}");
        assert!(shown.contains("Nr. 7"), "the number that was typed: {shown}");
        let form = preview.form_with("recipient").expect("a form");
        let mut fields = form.defaults();
        assert!(preview.html.contains("files/003.pdf"), "what goes is named");
        let left_out = parts(&mut adviser, &case, "file-").remove(2);
        fields.retain(|(name, value)| name != "part" || *value != left_out);
        // A download shows no page: the page of the case says whether there was one.
        let back = |adviser: &mut Adviser, mut fields: Vec<(String, String)>| {
            set(&mut fields, "go", "back");
            let page = adviser.client.submit(&form, &fields, &[]).expect("an answer").page();
            page.with_attr("data-copied").len()
        };
        assert_eq!(back(&mut adviser, fields.clone()), 0);
        // While there is none, going back asks first, with all that was typed.
        set(&mut fields, "go", "back");
        let asks = adviser.client.submit(&form, &fields, &[]).expect("an answer").page();
        let kept = asks.form_with("phrases").expect("the form").defaults();
        for (name, typed) in [("reason_text", "Nr. 7"), ("recipient", &public)] {
            assert!(kept.iter().any(|(n, value)| n == name && value == typed), "{name}: {kept:?}");
        }
        let went = press(&mut adviser.client, &asks, "leave", &[]).page();
        assert!(went.form_with("message").is_some(), "{}", went.text());
        set(&mut fields, "go", "make");
        let copy = adviser.client.submit(&form, &fields, &[]).expect("an answer");
        assert_eq!(copy.status, 200, "{}", copy.text());
        assert!(copy.header("content-disposition").is_some_and(|d| d.ends_with(".tar.age")));
        assert_eq!(back(&mut adviser, fields.clone()), 1);
        let folder = folder.path().join(n.to_string());
        unpack(&folder, &copy.body, &secret);
        let leaves = Page::parse(&read(&folder, "case.html"));
        let said = leaves.text();
        let lines = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let head = preview.with_attr("data-head")[0].text();
        assert!(lines.contains(&head), "what was shown is what leaves: {head} / {lines}");
        verified(&folder);
        assert_eq!(signed_notes(&folder), 1, "a note with something blacked out is not signed any more");
        assert_eq!(std::fs::read(folder.join("files/001.png")).expect("a photo"), png(40));
        assert_eq!(std::fs::metadata(folder.join("files/002.bin")).expect("a file").len(), 48 << 20);
        assert!(!folder.join("files/003.pdf").exists());
        let tar = std::fs::read(folder.join("../bundle.tar")).expect("an archive");
        for phrase in &phrases {
            for form in written(phrase) {
                let at = memchr::memmem::find(&tar, &form);
                assert!(at.is_none(), "{} is in it", String::from_utf8_lossy(&form));
            }
        }
        assert!(memchr::memmem::find(&tar, b"left out").is_none());
        let html = read(&folder, "case.html");
        assert!(
            html.contains("RESTRICTED ACCESS")
                && html.contains("Zvanīts piektdien.")
                && html.contains("Nr. 7")
        );
        for loads in ["src=", "href=", "url(", "@import", "<script"] {
            assert!(!html.contains(loads), "{loads}");
        }
        let told: Value = serde_json::from_str(&read(&folder, "case.json")).expect("JSON");
        assert!(told["statement"].as_str().is_some_and(|s| s.contains(MARK)));
    }
    let page = adviser.open(&case);
    assert_eq!(page.text().matches("Copy made to be handed out").count(), 2, "the history tells of each");
    let auditor = &mut Adviser::sign_in(&demo, demo.with_role("auditor")[0]);
    let log = auditor.page("/audit?event=case_exported").text();
    assert!(log.matches(&case[..6].to_uppercase()).count() >= 2 || log.matches(&case).count() >= 2, "{log}");
    balss(&["audit", "verify", "--config", &place.config()], "").well();
}

//! What is left in the server's memory once a report was filed, a message sent and both read, and everybody has gone:
//! none of the words, codes and keys that passed through. Looked for in all writable memory, by root.

use crate::support::command::program;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use balss::app::App;
use balss::config::Config;
use balss::crypto::envelope;
use balss::crypto::frame::{self, Place, Purpose};
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::kdf::{self, Secret};
use balss::domain::id::CaseId;
use balss::domain::receipt::Receipt;
use balss::vault::access::{self, Opener};
use balss::vault::grants::Opened;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::{staff, visit};
use libtest_mimic::Trial;
use memchr::memmem::Finder;
use zeroize::Zeroizing;

use crate::support::adviser::Adviser;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Staff};
use crate::support::services::{Need, trial};
use crate::support::shelf::run;
use crate::support::{unique, wait_until};

pub fn trials() -> Vec<Trial> {
    vec![trial("memory::nothing_that_passed_through_is_left", &[Need::Root], nothing_is_left)]
}

/// What is looked for, by a name for people.
type Needles = Vec<(String, Vec<u8>)>;

fn nothing_is_left() {
    // A demonstration knows its staff's passphrases; what real people use is `serve`.
    let mut demo = Demo::empty();
    demo.kill9();
    let config = demo.data.join("balss.toml");
    let mut serve = Command::new(program())
        .args(["serve", "--config"])
        .arg(&config)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program");
    wait_until("the server", Duration::from_secs(20), || demo.visitor("en").get("/healthz").ok());

    let mut needles = Needles::new();
    let who = demo.advisers().0.clone();
    let (receipt, case) = visit_and_leave(&demo, &who, &mut needles);
    // Connections end with their answers; what a task still holds it drops meanwhile.
    std::thread::sleep(Duration::from_secs(2));
    let memory = writable_memory(&serve);
    stop(&mut serve);

    run(keys(&config, &who, &receipt, &case, &mut needles));
    let size: usize = memory.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(needles.len() > 60, "there is something to look for");
    // What does rest in memory is found: the search itself is sound.
    let pepper = fs::read(demo.keys.join("pepper")).expect("a key file");
    let finder = Finder::new(&pepper);
    assert!(memory.iter().any(|(_, bytes)| finder.find(bytes).is_some()), "the key files are in memory");
    let mut found = String::new();
    for (name, needle) in &needles {
        assert!(needle.len() >= 10, "{name}: too short to be no accident");
        let finder = Finder::new(needle);
        for (place, bytes) in &memory {
            for at in finder.find_iter(bytes) {
                // Stacks grow downwards: what lies near the end of a range was near the thread's own loop.
                let deep = bytes.len() - at;
                let _ = writeln!(
                    found,
                    "{name}, {deep} bytes below the end of {place}: {}",
                    around(bytes, at, needle.len())
                );
            }
        }
    }
    println!("{} things looked for in {} KiB", needles.len(), size / 1024);
    assert!(found.is_empty(), "left in memory:\n{found}");
}

/// A report with a file, read and answered, then a message of the reporter. The words, codes and cookies that passed.
fn visit_and_leave(demo: &Demo, who: &Staff, needles: &mut Needles) -> (String, String) {
    let mut note = |name: &str, text: &str| needles.push((name.to_owned(), text.as_bytes().to_vec()));
    let (words, reply, question) = (unique("told "), unique("replied "), unique("asked "));
    let (name, letter) = (unique("letter "), unique("content "));
    for (what, text) in [
        ("statement", &words),
        ("message", &reply),
        ("answer", &question),
        ("file name", &name),
        ("file", &letter),
    ] {
        note(what, text);
    }
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let told = Told {
        institution: who.institution.clone(),
        files: vec![Upload::bytes(&format!("{name}.txt"), "text/plain", letter.into_bytes())],
        ..Told::words(&words)
    };
    let receipt = reporter.file(&told).expect("a receipt");
    reporter.client.get("/leave").expect("an answer");
    let mut adviser = Adviser::sign_in_anew(demo, who);
    let (case, page) = adviser.find(&words);
    adviser.answer(&page, &question);
    let mut returned = Reporter::new(demo.visitor("en"));
    let page = returned.return_with(&receipt);
    assert_eq!(returned.say(&page, &reply, &[]).status, 200);
    let page = adviser.open(&case);
    assert!(page.text().contains(&reply), "read");
    let bare = receipt.replace('-', "");
    note("receipt", &receipt);
    note("receipt without hyphens", &bare);
    note("receipt in small letters", &bare.to_lowercase());
    note("passphrase", &who.passphrase);
    note("identity in words", "AGE-SECRET-KEY");
    note("second factor", who.totp_secret.as_deref().expect("advisers have one"));
    for client in [&reporter.client, &adviser.client, &returned.client] {
        for (name, value) in client.cookies.iter().filter(|(_, value)| value.len() >= 20) {
            note(&format!("cookie {name}"), value);
        }
    }
    (receipt, case)
}

/// Every key that was derived on the way, made again from the passphrase, the receipt and the key files.
async fn keys(config: &std::path::Path, who: &Staff, receipt: &str, case: &str, needles: &mut Needles) {
    let mut note = |name: &str, secret: &Secret| {
        // Half a key that something else was written over is a trace as well.
        for (half, part) in ["first half", "second half"].into_iter().zip(secret.chunks(16)) {
            needles.push((format!("{name}, {half}"), part.to_vec()));
        }
        needles.push((format!("{name}, encoded"), visit::encode(secret).into_bytes()));
    };
    let app = App::start(Config::load(config).expect("a configuration")).await.expect("an installation");
    let mut tx = app.store.read().await.expect("a reader");
    let row = tx.staff_by_username(&who.username).await.expect("a query").expect("an account");
    let keys = staff::open(Some(&row), &who.username, &who.passphrase, &app.keys, &app.staff_lane);
    let ring = keys.await.expect("the passphrase");

    let input = Zeroizing::new(who.passphrase.clone().into_bytes());
    let root = app.staff_lane.run(input, row.salt.clone(), &app.keys.pepper).await.expect("Argon2");
    note("root of the passphrase", &root);
    let derived = |from: &Secret, info: &str| kdf::derive(&from[..], info);
    let (unlock, write) = (derived(&root, "balss/v1/staff/unlock"), derived(&root, "balss/v1/staff/bundle"));
    note("staff/verifier", &derived(&root, "balss/v1/staff/verifier"));
    note("staff/unlock", &unlock);
    note("staff/bundle", &write);
    let plain = envelope::open(&HybridIdentity::from_seed(&unlock), &row.bundle).expect("the bundle");
    let place =
        Place { purpose: Purpose::Bundle, compartment: 0, epoch: 0, case: row.account.id.0, record: 0 };
    let bundle = frame::unwrap(&place, &write, &plain).expect("the bundle");
    for (name, part) in ["identity seed", "signing seed", "symmetric key"].into_iter().zip(bundle.chunks(32))
    {
        note(name, &Secret::new(part.try_into().expect("32 bytes")));
    }
    let totp = bundle[97..117].to_vec();

    let code = Receipt::parse(receipt).expect("a receipt");
    let of_receipt =
        ReceiptKeys::derive(&code, &app.salt, &app.keys, &app.receipt_lane).await.expect("Argon2");
    note("root of the receipt", of_receipt.root());
    for name in ["identity", "epoch"] {
        let info = format!("balss/v1/receipt/{name}");
        note(&info, &derived(of_receipt.root(), &info));
    }
    let id: [u8; 16] =
        data_encoding::HEXLOWER.decode(case.as_bytes()).expect("an id").try_into().expect("16 bytes");
    let opened =
        access::open(&mut tx, &app.keys, Opener::Staff(row.account.id, &ring.keys), CaseId(id)).await;
    for Opened { thread, desk } in opened.expect("opens").expect("a case").epochs {
        for (which, compartment) in [("thread", Some(thread)), ("desk", desk)] {
            let seed = compartment.expect("both").seed().clone();
            note(&format!("{which} seed"), &seed);
            for name in ["identity", "write", "card", "epoch"] {
                let info = format!("balss/v1/compartment/{name}");
                note(&format!("{which} {name}"), &derived(&seed, &info));
            }
        }
    }
    needles.push(("secret of the second factor".to_owned(), totp));
    drop(tx);
    app.store.close().await;
}

/// All memory that the process can write to, by the names of its ranges.
fn writable_memory(child: &Child) -> Vec<(String, Vec<u8>)> {
    let maps = fs::read_to_string(format!("/proc/{}/maps", child.id())).expect("maps");
    let memory = File::open(format!("/proc/{}/mem", child.id())).expect("memory");
    let mut all = Vec::new();
    for line in maps.lines() {
        let mut parts = line.split_whitespace();
        let (Some(range), Some(rights)) = (parts.next(), parts.next()) else { panic!("{line}") };
        let Some((from, to)) = range.split_once('-') else { panic!("{line}") };
        let number = |hex: &str| u64::from_str_radix(hex, 16).expect("an address");
        let (from, to) = (number(from), number(to));
        if !rights.starts_with("rw") {
            continue;
        }
        let mut bytes = vec![0; usize::try_from(to - from).expect("fits")];
        // A range that goes away meanwhile is gone.
        if memory.read_exact_at(&mut bytes, from).is_ok() {
            all.push((line.to_owned(), bytes));
        }
    }
    all
}

fn around(bytes: &[u8], at: usize, length: usize) -> String {
    let near = &bytes[at.saturating_sub(48)..(at + length + 48).min(bytes.len())];
    near.escape_ascii().to_string()
}

fn stop(serve: &mut Child) {
    drop(serve.kill());
    drop(serve.wait());
}

//! Files that somebody sends to do harm: stored as they are, given back as they are, shown only as pixels of our own or as
//! letters. None is run, none is unpacked, and what a header promises does not decide what memory is taken.

use std::io::Read;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use libtest_mimic::Trial;

use crate::browser::sign_in;
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::html::Page;
use crate::support::multipart::{Content, Upload};
use crate::support::photo::{crc32, png};
use crate::support::reporter::{Reporter, Told};
use crate::support::server::Demo;
use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("strange_files", "are_stored_and_neither_run_nor_unpacked", stored);
    all.push(trial("strange_files::run_nothing_in_a_browser", &[Need::Browser], in_a_browser));
    all
}

/// What every script in these files does, if it runs: it goes home.
fn script(home: &str) -> String {
    format!("document.title='owned';fetch('http://{home}/fetched');location='http://{home}/gone'")
}

/// A PNG whose header promises 60 000 x 60 000 points.
fn bomb() -> Vec<u8> {
    let mut png = png(16);
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

/// A PNG of this size whose picture data are a few bytes that unpack to much more than it.
fn overfull() -> Vec<u8> {
    let data = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 32 << 20], 1);
    let plain = png(16);
    let end = memchr::memmem::find(&plain, b"IDAT").expect("picture data") - 4;
    let named = [&b"IDAT"[..], &data].concat();
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    [&plain[..end], &length, &named, &crc32(&named).to_be_bytes(), &plain[plain.len() - 12..]].concat()
}

/// A GIF of one point that is a script too: its first bytes open a comment which closes behind the picture.
fn gif_script(script: &str) -> Vec<u8> {
    // Two bytes of width are `/*`; then one point, no table of colours.
    let picture = b"GIF89a/*\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\x80\0\0\0\xFF\xFF\xFF\x02\x02\x44\x01\0;";
    [&picture[..], b"*/=1;", script.as_bytes()].concat()
}

/// A zip of one member: 64 MiB of zeros, of which 64 KiB are left.
fn zip() -> Vec<u8> {
    let zeros = vec![0; 64 << 20];
    let packed = miniz_oxide::deflate::compress_to_vec(&zeros, 1);
    let u32_of = |n: usize| u32::try_from(n).expect("short").to_le_bytes();
    let (crc, from, to) = (crc32(&zeros[..16]).to_le_bytes(), u32_of(packed.len()), u32_of(zeros.len()));
    let common = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..], &crc, &from, &to, &[1, 0, 0, 0]].concat();
    let local = [b"PK\x03\x04", &common[..], b"0", &packed].concat();
    let central = [b"PK\x01\x02\x14\0", &common[..], &[0; 14], b"0"].concat();
    let sizes = [u32_of(central.len()), u32_of(local.len())].concat();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &sizes[..], &[0, 0]].concat();
    [local, central, end].concat()
}

/// One file: how it is sent, the name that stays, and whether pixels of it are shown.
struct Strange {
    sent: Upload,
    name: String,
    drawn: bool,
}

fn strange(home: &str) -> Vec<Strange> {
    let run = script(home);
    let html = format!(
        "<!doctype html><title>x</title><script>{run}</script><meta http-equiv=refresh content='0;url=http://{home}/'>"
    );
    let svg =
        format!("<svg xmlns='http://www.w3.org/2000/svg' onload=\"{run}\"><script>{run}</script></svg>");
    let pdf = format!("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS({run})>>>>\n{html}\0");
    let of = |sent: &str, media: &str, bytes: Vec<u8>, name: &str, drawn: bool| Strange {
        sent: Upload::bytes(sent, media, bytes),
        name: name.to_owned(),
        drawn,
    };
    let long = format!("{}.png", "ā".repeat(300));
    vec![
        of("a.svg", "image/svg+xml", svg.into_bytes(), "a.svg", false),
        of("a.html", "text/html", html.clone().into_bytes(), "a.html", false),
        of("page.png", "image/png", html.into_bytes(), "page.png", false),
        of("both.gif", "text/javascript", gif_script(&run), "both.gif", true),
        of("both.pdf", "application/pdf", pdf.into_bytes(), "both.pdf", false),
        of("bomb.zip", "application/zip", zip(), "bomb.zip", false),
        of("bomb.png", "image/png", bomb(), "bomb.png", false),
        of("overfull.png", "image/png", overfull(), "overfull.png", true),
        of("cut.gif", "image/gif", gif_script("")[..15].to_vec(), "cut.gif", false),
        of("nothing.txt", "text/plain", Vec::new(), "nothing.txt", false),
        of("a\u{7}\u{1b}[31m\tb.txt", "text/plain", b"x\0y".to_vec(), "a[31mb.txt", false),
        of("../../etc/passwd", "text/plain", b"words".to_vec(), "passwd", false),
        of("c:\\x\\\u{202e}gpj.exe", "image/jpeg", b"MZ\0".to_vec(), "gpj.exe", false),
        of(&long, "image/png", png(40), &"ā".repeat(127), true),
        Strange { sent: Upload::pattern("large.bin", 64 << 20), name: "large.bin".to_owned(), drawn: false },
    ]
}

/// Files two reports with everything; the cases as their adviser finds them.
fn filed(demo: &Demo, adviser: &mut Adviser, all: &[Strange]) -> Vec<Page> {
    let words: Vec<String> = all
        .chunks(8)
        .map(|some| {
            let files = some.iter().map(|s| s.sent.clone()).collect();
            let told = Told { files, ..Told::words(&unique("strange files ")) };
            Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
            told.statement
        })
        .collect();
    words.iter().map(|w| adviser.find(w).1).collect()
}

/// Address of the file with this name.
fn href(pages: &[Page], name: &str) -> String {
    let links = pages.iter().flat_map(Page::links);
    let mut own = links.filter(|a| a.attr("download").is_some() && a.text() == name);
    let link = own.next().unwrap_or_else(|| panic!("no file {name}"));
    link.attr("href").expect("an address").to_owned()
}

/// The most memory that the server ever held, in MiB.
fn peak(demo: &Demo) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", demo.pid())).expect("/proc");
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("VmHWM");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
}

fn stored(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let all = strange("127.0.0.1:9");
    let before = peak(&demo);
    let pages = filed(&demo, &mut adviser, &all);
    for one in &all {
        let href = href(&pages, &one.name);
        let saved = adviser.client.get(&href).expect("an answer");
        assert_eq!(saved.status, 200, "{}", one.name);
        match &one.sent.content {
            Content::Bytes(bytes) if one.drawn && bytes.starts_with(b"\x89PNG") => {
                assert_eq!(saved.body.len(), bytes.len(), "{}: a cleaned copy of what was clean", one.name);
            }
            Content::Bytes(bytes) => assert!(saved.body == *bytes, "{} as it was sent", one.name),
            Content::Pattern(length) => assert_eq!(saved.body.len() as u64, *length),
        }
        let header = |name: &str| saved.header(name).unwrap_or_default().to_owned();
        assert!(header("content-disposition").starts_with("attachment; filename*=UTF-8''"), "{}", one.name);
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
        let media = header("content-type");
        assert!(!["html", "svg", "script", "xml"].iter().any(|w| media.contains(w)), "{media}");

        let page = adviser.page(&format!("{href}/view?show=1"));
        let own = ["<svg", "<script>document", "<meta http"].iter().any(|w| page.html.contains(w));
        assert!(!own, "{}: as letters only", one.name);
        let picture = adviser.client.get(&format!("{href}/picture")).expect("an answer");
        assert_eq!(picture.status, if one.drawn { 200 } else { 422 }, "{}", one.name);
        if one.drawn {
            assert_eq!(picture.header("content-type"), Some("image/jpeg"));
            assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(picture.header("cache-control"), Some("no-store"));
            assert_eq!(picture.header("content-security-policy"), Some("sandbox; default-src 'none'"));
            assert!(picture.body.starts_with(&[0xFF, 0xD8, 0xFF]), "{}", one.name);
            assert!(memchr::memmem::find(&picture.body, b"fetch").is_none(), "{}: pixels only", one.name);
        } else {
            assert!(picture.body.is_empty());
        }
    }
    let text = adviser.page(&format!("{}/view", href(&pages, "a.svg")));
    assert!(text.with_attr("data-file-text")[0].text().contains("onload"), "text is shown as text");
    let grown = peak(&demo) - before;
    println!("  {engine}: {grown} MiB at most, beside {before} at the start");
    assert!(grown < 96, "{grown} MiB");
}

/// A place where nobody should come: how often somebody did.
fn home() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&visits);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 1024]);
        }
    });
    (address, visits)
}

fn in_a_browser() {
    let demo = Demo::empty();
    let (home, visits) = home();
    let all = strange(&home);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().1);
    let pages = filed(&demo, &mut adviser, &all);
    let browser = Browser::open(true, "en");
    sign_in(&browser, &demo, demo.advisers().0);
    for one in &all {
        let href = href(&pages, &one.name);
        for ask in ["view", "view?show=1", "picture"] {
            let url = demo.url(&format!("{href}/{ask}"));
            // An answer without a body is no page: the browser stays where it is.
            if ask == "picture" && !one.drawn {
                continue;
            }
            browser.go(&url);
            browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
            std::thread::sleep(std::time::Duration::from_millis(50));
            assert_eq!(browser.url(), url, "{}", one.name);
            assert!(!browser.title().contains("owned"), "{}", one.name);
        }
        if one.drawn {
            browser.go(&demo.url(&format!("{href}/view?show=1")));
            let filter = "return getComputedStyle(document.querySelector('.view-picture img')).filter";
            assert!(browser.run(filter).as_str().is_some_and(|f| f.starts_with("blur")), "{}", one.name);
            let width = browser.run("return document.querySelector('.view-picture img').naturalWidth");
            assert!(width.as_i64().is_some_and(|w| w > 0), "{}: drawn", one.name);
            browser.run("document.querySelector('#sharp').focus()");
            browser.key(" ", 1);
            assert_eq!(browser.run(filter).as_str(), Some("none"), "{}: by the keyboard", one.name);
        }
    }
    assert_eq!(visits.load(Ordering::SeqCst), 0, "nothing went home");
}

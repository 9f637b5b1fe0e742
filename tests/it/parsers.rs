//! Everything that reads text or bytes from outside, given arbitrary ones: it comes back, and what it understood it would
//! write again. The same under coverage guidance is `tests/fuzz`; parsers with a module of tests have theirs there.

mod photographs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use balss::config::Config;
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::sign::Signer;
use balss::domain::day::Day;
use balss::domain::id::CaseId;
use balss::features::console::inbox::At;
use balss::pack::duties::Duties;
use balss::pack::pages::page;
use balss::pack::{File, calendar, institutions};
use balss::texts::HelpLine;
use balss::tlog::Frontier;
use balss::vault::invite::Kind;
use balss::vault::keys::PaperKey;
use balss::vault::roster::{RecoveryKey, Roster, Statement};
use balss::vault::visit::Token;
use balss::web::multipart::{self, Delimiter, Found, Head};
use balss::web::upload::{Part, Rules, Upload};
use balss::web::{filename, forms};
use bytes::Bytes;
use futures_util::{FutureExt, stream};
use libtest_mimic::Trial;
use proptest::prelude::*;

use super::support::services::trial;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("parsers::heads_of_parts", &[], heads),
        trial("parsers::forms_with_files_cut_anywhere", &[], uploads),
        trial("parsers::forms_without_files", &[], plain_forms),
        trial("parsers::queries_and_cookies", &[], queries),
        trial("parsers::settings_and_country_pack", &[], settings),
        trial("parsers::typed_codes", &[], codes),
        trial("parsers::edges_of_trees", &[], edges),
        trial("parsers::statements_of_the_roster", &[], statements),
        trial("parsers::the_fuzzer_is_locked_as_the_program_is", &[], locked),
        trial("parsers::photographs", &[], photographs::photographs),
    ]
}

fn heads() {
    proptest!(|(bytes: Vec<u8>, lines in "(Content-Disposition: ?|form-data|; ?|name|filename|=|\"|a|\\\\|%22|\r\n){0,24}")| {
        for head in [&bytes[..], lines.as_bytes()] {
            let _ = (Head::parse(head), multipart::boundary(head));
        }
    });
    proptest!(|(field in "[a-z]{1,20}", name in "[^\"\\\\%\\x00-\\x1f\\x7f]{0,40}")| {
        let lines = format!("Content-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: a/b\r\n");
        let head = Head::parse(lines.as_bytes()).expect("a head");
        prop_assert_eq!((head.field, head.filename, head.media_type), (field, Some(name), "a/b".to_owned()));
    });
    proptest!(|(name: String)| {
        let clean = filename::clean(&name);
        prop_assert_eq!(&filename::clean(&clean), &clean);
    });
    proptest!(|(data: Vec<u8>, at in any::<prop::sample::Index>())| {
        let delimiter = Delimiter::new("XX");
        let whole = [&data[..], b"\r\n--XX"].concat();
        let Found::End(end) = delimiter.find(&whole) else { panic!("not found") };
        prop_assert!(end <= data.len());
        // Of a piece that ends anywhere, nothing is given away that the rest could turn into a delimiter.
        if let Found::Data(sure) = delimiter.find(&whole[..at.index(whole.len())]) {
            prop_assert!(sure <= end);
        }
    });
}

const RULES: Rules = Rules { before_files: "csrf", text: 64, texts: 200, file: 300, parts: 6 };

/// What a form yields when it comes in pieces of this size, and whether it ended well.
fn parts(body: &[u8], size: usize) -> (Vec<Part>, Vec<u8>, bool) {
    let headers =
        HeaderMap::from_iter([(CONTENT_TYPE, "multipart/form-data; boundary=XX".parse().expect("a header"))]);
    let pieces: Vec<_> =
        body.chunks(size).map(|p| Ok::<_, std::io::Error>(Bytes::copy_from_slice(p))).collect();
    let mut upload =
        Upload::new(&headers, Body::from_stream(stream::iter(pieces)), RULES).expect("a boundary");
    let all = async {
        let (mut parts, mut bytes) = (Vec::new(), Vec::new());
        loop {
            match upload.next().await {
                Ok(Some(part)) => {
                    let file = matches!(part, Part::File { .. });
                    parts.push(part);
                    while file && let Ok(Some(chunk)) = upload.chunk().await {
                        bytes.extend_from_slice(&chunk);
                    }
                }
                Ok(None) => return (parts, bytes, true),
                Err(_) => return (parts, Vec::new(), false),
            }
        }
    };
    all.now_or_never().expect("a body that is there is read at once")
}

fn uploads() {
    const PIECES: &str =
        "(--XX\r\n|--XX--|\r\n|Content-Disposition: form-data; name=|csrf|; filename=|a|\"\"|-|\r){0,30}";
    proptest!(|(bytes: Vec<u8>, text in PIECES, size in 1..40_usize)| {
        for body in [&bytes[..], text.as_bytes()] {
            prop_assert_eq!(parts(body, usize::MAX), parts(body, size));
        }
    });
    proptest!(|(value in "[a-z\r\n-]{0,40}", data: Vec<u8>, size in 1..40_usize)| {
        let head = "Content-Disposition: form-data; name=";
        prop_assume!(!value.contains("\r\n--XX") && !data.windows(6).any(|w| w == b"\r\n--XX"));
        let body = [
            format!("--XX\r\n{head}csrf\r\n\r\n{value}\r\n--XX\r\n{head}e; filename=n\r\n\r\n").as_bytes(),
            &data,
            b"\r\n--XX--\r\n",
        ].concat();
        let file = Part::File { field: "e".to_owned(), name: "n".to_owned(), media_type: String::new() };
        let expected = vec![Part::Text { field: "csrf".to_owned(), value }, file];
        prop_assert_eq!(parts(&body, size), (expected, data, true));
    });
}

fn plain_forms() {
    let read =
        |body: Vec<u8>| forms::read(Request::new(Body::from(body))).now_or_never().expect("read at once");
    proptest!(|(bytes: Vec<u8>, ends in "a=(\r|\n|x){0,20}")| {
        for body in [bytes, ends.into_bytes()] {
            if let Ok(fields) = read(body) {
                prop_assert!(fields.kept().iter().all(|(_, v)| !v.contains('\r')));
            }
        }
    });
    proptest!(|(sent in prop::collection::vec(("[a-z]{1,8}", "[^\r]{0,40}"), 0..20))| {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&sent).finish();
        prop_assert_eq!(read(body.into_bytes()).expect("a form").0, sent);
    });
}

fn queries() {
    proptest!(|(text: String, day: i64, case: [u8; 16], token: [u8; 32])| {
        let _ = (At::parse(&text), Token::parse(&text).is_some(), Kind::parse(&text));
        let case = CaseId(case);
        for shown in [None, Some((day, !day, case))] {
            let at = At { window: (Day(day), case), shown };
            prop_assert_eq!(At::parse(&at.to_string()), Some(at));
        }
        prop_assert_eq!(CaseId::parse(&case.to_string()), Some(case));
        let cookie = data_encoding::BASE64URL_NOPAD.encode(&token);
        prop_assert_eq!(&*Token::parse(&cookie).expect("a token").cookie(), &cookie);
    });
}

fn settings() {
    let example = include_str!("../../config/example.toml");
    let lines: Vec<&str> = example.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    proptest!(|(text: String, value in "(\"|'|\\[|\\{|=|-|[0-9a-zā])*", at in any::<prop::sample::Index>())| {
        let mut changed = lines.clone();
        let line = at.index(lines.len());
        let name = lines[line].split('=').next().unwrap_or_default();
        let new = format!("{name}= {value}");
        changed[line] = &new;
        for text in [&text, &changed.join("\n"), &lines[..line].join("\n")] {
            let _ = Config::parse(text).is_ok();
            let file = File { shown: "x".to_owned(), text: text.clone().into() };
            let _ = (HelpLine::read_all(&file).is_ok(), Duties::read(&file).is_ok());
            let _ = (calendar::read(&file).is_ok(), institutions::read(&file).is_ok());
            let paged = File { text: format!("---\ntitle = \"x\"\n---\n{text}").into(), ..file };
            let _ = page("1-x", &paged).is_ok();
        }
    });
    assert!(Config::parse(&lines.join("\n")).is_ok());
}

fn codes() {
    proptest!(|(text: String, symbols in "[0-9A-Za-z -]{60,90}")| {
        let _ = (PaperKey::parse(&text).is_ok(), PaperKey::parse(&symbols).is_ok());
    });
}

fn edges() {
    proptest!(|(bytes: Vec<u8>, peaks in 0..6_usize, size: u64)| {
        let sized = [&size.to_be_bytes()[..], &vec![7; peaks * 32]].concat();
        for bytes in [bytes, sized] {
            if let Some(mut tree) = Frontier::from_bytes(&bytes) {
                prop_assert_eq!(tree.to_bytes(), bytes);
                tree.push([1; 32]);
                let _ = tree.root();
            }
        }
    });
}

fn statements() {
    static FIRST: LazyLock<(String, [u8; 32])> = LazyLock::new(|| {
        let root = Signer::generate();
        let (_, head) = Roster::verify(&[], &root.public()).head();
        let recipient = HybridIdentity::generate().recipient();
        let first = Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient }));
        (first.signed_by_root(1, &head, &root), root.public())
    });
    let (first, root) = &*FIRST;
    let known = Roster::verify(std::slice::from_ref(first), root).head();
    assert_eq!(known.0, 1);
    proptest!(|(text: String, lines in "(balss-roster/v1|number |kind |staff |root |2|vouch|revoke|recovery|\n){0,30}",
                at in any::<prop::sample::Index>(), bit in 0..7_u32)| {
        for more in [&text, &lines] {
            let roster = Roster::verify(&[first.clone(), more.clone()], root);
            prop_assert_eq!((roster.head(), roster.fault()), (known, Some(2)));
        }
        let mut touched = first.clone().into_bytes();
        let place = at.index(touched.len());
        touched[place] ^= 1 << bit;
        let touched = String::from_utf8(touched).expect("ASCII stays ASCII");
        prop_assert_eq!(Roster::verify(&[touched], root).head().0, 0);
    });
}

/// `tests/fuzz` builds with a lock file of its own: what the program is built of stands there too, in the same versions.
/// Otherwise cargo refuses, or what is fuzzed is not what serves.
fn locked() {
    let read = |path: &str| -> toml::Table {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::read_to_string(path).expect("a file").parse().expect("TOML")
    };
    let versions = |lock: &toml::Table| -> BTreeMap<String, Vec<(String, Vec<String>)>> {
        let mut all = BTreeMap::<_, Vec<_>>::new();
        for package in lock["package"].as_array().expect("packages") {
            let text = |value: &toml::Value| value.as_str().expect("a text").to_owned();
            let needs = package.get("dependencies").and_then(toml::Value::as_array);
            let needs = needs.into_iter().flatten().map(text).collect();
            all.entry(text(&package["name"])).or_default().push((text(&package["version"]), needs));
        }
        all
    };
    let (program, fuzzer) = (versions(&read("Cargo.lock")), versions(&read("tests/fuzz-targets/Cargo.lock")));
    let manifest = read("Cargo.toml");
    // A name, and a version where the lock file has several of it.
    let mut open: Vec<String> =
        manifest["dependencies"].as_table().expect("dependencies").keys().cloned().collect();
    let direct = &fuzzer["balss"][0].1;
    let missing: Vec<_> =
        open.iter().filter(|name| !direct.iter().any(|d| d.split(' ').next() == Some(name))).collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: cargo update --workspace --manifest-path tests/fuzz-targets/Cargo.toml"
    );
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    while let Some(need) = open.pop() {
        let (name, only) = need.split_once(' ').unwrap_or((&need, ""));
        for (version, needs) in program[name].iter().filter(|(v, _)| only.is_empty() || v == only) {
            if !seen.insert((name.to_owned(), version.clone())) {
                continue;
            }
            open.extend_from_slice(needs);
            if !fuzzer.get(name).is_some_and(|all| all.iter().any(|(v, _)| v == version)) {
                wrong.push(format!("{name} {version}"));
            }
        }
    }
    assert!(seen.len() > 100, "the program is built of more");
    assert!(wrong.is_empty(), "not in tests/fuzz-targets/Cargo.lock: {wrong:?}");
}

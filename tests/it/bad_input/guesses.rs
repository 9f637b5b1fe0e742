//! Guessing receipts, cases and sign-ins: what is not there and what is not yours look the same.

use crate::journey::without_token;
use crate::support::adviser::{Adviser, try_sign_in};
use crate::support::http::Client;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::shared;
use crate::support::unique;

pub fn wrong_receipts() {
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

pub fn foreign_cases() {
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

pub fn wrong_sign_ins() {
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

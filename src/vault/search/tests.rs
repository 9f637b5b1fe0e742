use proptest::prelude::*;

use super::{MOST, Sought, fold, newest, open, seal};
use crate::crypto::kdf::Secret;
use crate::domain::id::CaseId;
use crate::vault::compartment::{Compartment, THREAD};
use crate::vault::visit::Token;

fn thread() -> Compartment {
    Compartment::new(CaseId([1; 16]), THREAD, 0, Secret::new([2; 32]))
}

fn finds(words: &str, text: &str) -> bool {
    Sought::parse(words).is_some_and(|s| s.is_in(CaseId([0xab; 16]), &fold(text)))
}

#[test]
fn letters_are_found_however_they_are_typed() {
    let text = "Ģenerālis ŠĶĒRSOJA  Žubīšu\nielu; İstanbul, ﬁle";
    for words in [
        "generalis",
        "ĢENERĀLIS zub",
        "skersoja",
        "ielu istanbul",
        "file",
        "g\u{0327}enera\u{0304}lis",
        "šķērsoja",
    ] {
        assert!(finds(words, text), "{words}");
    }
    for words in ["generali x", "zubisi", "ielustanbul"] {
        assert!(!finds(words, text), "{words}");
    }
    assert!(Sought::parse(" \n\t").is_none() && Sought::parse("\u{0304}").is_none());
}

#[test]
fn a_case_is_found_by_its_short_name() {
    assert!(finds("ABABAB", "") && finds("ababab word", "a word") && finds("ab".repeat(16).as_str(), ""));
    assert!(!finds("ababa", "") && !finds("ababac", "") && !finds("ababab word", ""));
}

#[test]
fn the_newest_words_are_kept_and_sizes_are_four() {
    let mut sizes = Vec::new();
    for len in [0, 4_000, 5_000, 20_000, 100_000, 300_000] {
        let text = format!("old {} new", "x".repeat(len));
        let row = seal(&thread(), &text, 1).unwrap();
        sizes.push(row.sealed.len() - 40);
        let read = open(&thread(), &row).unwrap();
        assert!(read.ends_with(" new") && read.len() <= MOST);
        assert_eq!(read.starts_with("old "), len < 300_000);
    }
    assert_eq!(sizes, [4_096, 4_096, 16_384, 65_536, 262_144, 262_144]);
    assert_eq!(newest("āā", 3), "ā");
    assert_eq!(newest("āā", 1), "");
}

#[test]
fn the_cell_is_bound_to_its_place_and_no_card() {
    let row = seal(&thread(), "words", 3).unwrap();
    let mut moved = row.clone();
    moved.version = 4;
    assert!(open(&thread(), &moved).is_err());
    let other = Compartment::new(CaseId([1; 16]), THREAD, 1, Secret::new([3; 32]));
    assert!(open(&other, &row).is_err());
    assert!(thread().open_card(&row).is_err() && thread().margin().open_card(&row).is_err());
}

proptest! {
    #[test]
    fn whatever_was_written_is_found_by_its_own_words(text in "\\PC{0,80}") {
        let folded = fold(&text);
        prop_assert_eq!(&*fold(&folded), &*folded, "folded once is folded");
        for word in text.split_whitespace() {
            prop_assert!(finds(word, &text) || fold(word).is_empty());
        }
    }
}

#[test]
fn words_of_a_search_open_in_their_session_only() {
    let (own, other) = (Token::generate(), Token::generate());
    for words in ["a", "ģenerālis", &"x".repeat(200)] {
        let sealed = own.seal_search(words).unwrap();
        assert_eq!(sealed.len(), own.seal_search("b").unwrap().len(), "all of one length");
        assert_eq!(own.open_search(&sealed).as_deref().map(String::as_str), Some(words));
        assert!(other.open_search(&sealed).is_none() && own.open_search(&sealed[1..]).is_none());
    }
    assert!(own.seal_search(&"x".repeat(201)).is_none() && own.open_search("").is_none());
}

use proptest::prelude::*;

use super::{Answer, Doc, File, Said, nothing};
use crate::domain::redact::{MARK, Redactor};

/// A document with this text in every field that somebody wrote.
fn doc(text: &str) -> Doc {
    let text = || text.to_owned();
    Doc {
        case: "ab".repeat(16),
        filed: "2026-11-29".to_owned(),
        language: "lv".to_owned(),
        statement: Some(text()),
        answers: vec![Answer {
            key: "what".to_owned(),
            asked: "What".to_owned(),
            said: vec![text(), text()],
        }],
        messages: vec![Said {
            n: 1,
            day: "2026-11-29".to_owned(),
            from: "adviser".to_owned(),
            name: text(),
            text: text(),
            next: String::new(),
        }],
        files: vec![File {
            blob: nothing(),
            member: "files/001.jpg".to_owned(),
            name: text(),
            length: 1,
            sha256: "abab".repeat(16),
            n: 0,
        }],
        ..Doc::default()
    }
}

#[test]
fn only_what_was_chosen_stays() {
    let all = doc("x");
    let names = ["statement", "answer-what", "message-1", &format!("file-{}", nothing()), "steps"];
    assert_eq!(all.clone().keeping(&names.map(str::to_owned)), all);
    let none = all.clone().keeping(&[]);
    assert!(none.statement.is_none() && none.answers.is_empty() && none.messages.is_empty());
    assert!(none.files.is_empty());
    let one = all.keeping(&["answer-what".to_owned(), "message-2".to_owned()]);
    assert!(one.statement.is_none() && one.answers.len() == 1 && one.messages.is_empty());
}

#[test]
fn what_only_names_a_place_is_left_whole() {
    let left = doc("abab").redacted(&Redactor::of("abab\nfiles/001").unwrap()).unwrap();
    assert_eq!((left.case, &left.files[0].sha256[..4]), ("ab".repeat(16), "abab"));
    assert_eq!(left.files[0].member, "files/001.jpg");
    assert_eq!((left.statement.as_deref(), &left.files[0].name[..]), (Some(MARK), MARK));
}

proptest! {
    #[test]
    fn no_field_keeps_a_phrase(
        phrase in "[k-zā-ž\"\\\\\n]{2,6}",
        before in "\\PC{0,20}",
        after in "\\PC{0,20}",
    ) {
        let Ok(redactor) = Redactor::of(&phrase) else { return Ok(()) };
        let text = format!("{before}{phrase}{after}{}", phrase.to_uppercase());
        let left = doc(&text).redacted(&redactor).unwrap();
        let statement = left.statement.as_deref().unwrap();
        for said in [statement, &left.answers[0].said[1], &left.messages[0].name, &left.files[0].name] {
            prop_assert!(!redactor.finds(said), "{phrase:?} in {said:?}");
        }
    }
}

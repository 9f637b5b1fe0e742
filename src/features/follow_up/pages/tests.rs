//! Every page from samples, in both languages.

use askama::Template;

use super::faults::{Fault, sent};
use super::{Code, MessageRow, Thread};
use crate::domain::case::Status;
use crate::web::page_check::{HOSTILE, public, shells};
use crate::web::parts::FileRow;

fn files() -> Vec<FileRow> {
    vec![FileRow { id: "f1".to_owned(), name: HOSTILE.to_owned(), size_text: "3 MB".to_owned() }]
}

fn message(from: &'static str) -> MessageRow {
    MessageRow {
        from,
        day: "1 May 2026".to_owned(),
        author: "Ilze".to_owned(),
        paragraphs: vec![HOSTILE.to_owned(), "garš teksts ".repeat(9_000)],
        files: files(),
        next: if from == "adviser" { "8 May 2026".to_owned() } else { String::new() },
    }
}

#[test]
fn the_code_is_asked_for() {
    for shell in &shells() {
        let html = Code { shell, typed: "", errors: vec![] }.render().unwrap();
        public(&html, shell, Some("receipt"));
        assert!(html.contains("name=\"receipt\" id=\"receipt\" value=\"\" required autocomplete=\"off\""));
        for fault in [Fault::ReceiptCheck, Fault::ReceiptUnknown, Fault::ReceiptBusy] {
            let html = Code { shell, typed: HOSTILE, errors: vec![fault.say(shell)] }.render().unwrap();
            public(&html, shell, Some("receipt"));
            assert!(html.contains("data-error id=\"receipt-error\"") && !html.contains("<script>"));
        }
    }
}

#[test]
fn the_conversation_shows_both_sides_and_the_help() {
    for shell in &shells() {
        for status in Status::ALL {
            let page = Thread {
                shell,
                status,
                statement: vec![HOSTILE.to_owned()],
                files: files(),
                messages: vec![message("reporter"), message("adviser")],
                typed: "",
                next_reading: "rīt".to_owned(),
                saved: Some(sent(shell)),
                errors: vec![],
            };
            let html = page.render().unwrap();
            public(&html, shell, Some("message"));
            assert!(html.contains(&format!("data-status=\"{}\"", status.word())));
            assert_eq!(html.matches("data-thread").count(), 1);
            assert_eq!(html.matches("data-message data-from=\"reporter\"").count(), 1);
            assert_eq!(html.matches("data-message data-from=\"adviser\"").count(), 1);
            assert_eq!(html.matches("8 May 2026").count(), 1, "the promised day");
            assert!(
                html.contains(&shell.t("help-alive-title")),
                "the crisis box stands on every thread page"
            );
            assert!(!html.contains("<script>") && html.contains("<textarea name=\"message\""));
        }
    }
}

#[test]
fn a_message_that_could_not_be_sent_is_still_there() {
    for shell in &shells() {
        let name = || HOSTILE.to_owned();
        let faults = [
            Fault::MessageEmpty,
            Fault::MessageLong(3),
            Fault::FilesMany,
            Fault::FilesTotal,
            Fault::FileLarge(name()),
            Fault::FileBroken(name()),
            Fault::FileRoom,
        ];
        for fault in faults {
            let page = Thread {
                shell,
                status: Status::New,
                statement: vec![],
                files: vec![],
                messages: vec![],
                typed: "\nmans teksts",
                next_reading: "rīt".to_owned(),
                saved: None,
                errors: vec![fault.say(shell)],
            };
            let html = page.render().unwrap();
            public(&html, shell, Some("message"));
            assert_eq!(html.matches("data-error").count(), 1);
            assert!(html.contains(">\n\nmans teksts</textarea>"));
        }
    }
}

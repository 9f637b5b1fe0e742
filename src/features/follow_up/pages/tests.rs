//! Every page from samples, in both languages.

use askama::Template;

use super::faults::{Fault, Said};
use super::originals::OriginalRow;
use super::{AskRow, Code, MessageRow, Next, OfferRow, Readers, Thread};
use crate::domain::case::Status;
use crate::web::page::Shell;
use crate::web::page_check::{HOSTILE, public, shells};
use crate::web::parts::FileRow;

fn files() -> Vec<FileRow> {
    vec![FileRow {
        id: "f1".to_owned(),
        name: HOSTILE.to_owned(),
        size_text: "3 MB".to_owned(),
        note: HOSTILE.to_owned(),
    }]
}

fn message(from: &'static str) -> MessageRow {
    MessageRow {
        from,
        day: "1 May 2026".to_owned(),
        author: "Ilze".to_owned(),
        paragraphs: vec![HOSTILE.to_owned(), "garš teksts ".repeat(9_000)],
        files: files(),
        next: if from == "adviser" { "8 May 2026".to_owned() } else { String::new() },
        feedback: false,
        without_yes: vec![(HOSTILE.to_owned(), HOSTILE.to_owned())],
        meet: from == "reporter",
    }
}

fn ask(n: u64, waits: bool) -> AskRow {
    let text = || HOSTILE.to_owned();
    AskRow {
        n,
        kind: text(),
        to: text(),
        day: text(),
        author: text(),
        what: text(),
        learns: text(),
        guess: text(),
        duty: if waits { "duty of a colleague".to_owned() } else { String::new() },
        access: if waits { text() } else { String::new() },
        until: text(),
        stands: text(),
        waits,
        may_agree: waits,
        may_refuse: true,
    }
}

/// A conversation in which nothing was said yet.
fn thread(shell: &Shell, readers: Readers) -> Thread<'_> {
    Thread {
        shell,
        status: Status::New,
        next: Next::default(),
        asks: vec![],
        statement: vec![],
        files: vec![],
        messages: vec![],
        originals: vec![],
        earlier: 0,
        typed: "",
        readers,
        wishes: vec![],
        opened: vec![],
        is_reachable: false,
        linked: false,
        next_reading: "rīt".to_owned(),
        saved: None,
        errors: vec![],
    }
}

fn originals() -> Vec<OriginalRow> {
    vec![OriginalRow { id: "0c".to_owned(), name: HOSTILE.to_owned(), size_text: String::new() }]
}

fn readers() -> Readers {
    let offers = vec![OfferRow {
        id: "0a".to_owned(),
        label: HOSTILE.to_owned(),
        duty: "duty of a deputy".to_owned(),
    }];
    Readers { now: vec![HOSTILE.to_owned()], notes: vec![HOSTILE.to_owned()], offers }
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
                status,
                next: Next { text: "9 May 2026".to_owned(), late: true },
                asks: vec![ask(7, true), ask(4, false)],
                statement: vec![HOSTILE.to_owned()],
                files: files(),
                messages: vec![message("reporter"), message("adviser")],
                earlier: 1,
                originals: originals(),
                wishes: vec![HOSTILE.to_owned()],
                opened: vec!["2 May 2026".to_owned()],
                is_reachable: true,
                linked: true,
                saved: Some(Said::Message.say(shell)),
                ..thread(shell, readers())
            };
            let html = page.render().unwrap();
            public(&html, shell, Some("message"));
            assert!(html.contains(&format!("data-status=\"{}\"", status.word())));
            assert_eq!(html.matches("data-thread").count(), 1);
            assert_eq!(html.matches("data-message data-from=\"reporter\"").count(), 1);
            assert_eq!(html.matches("data-message data-from=\"adviser\"").count(), 1);
            assert_eq!(html.matches("8 May 2026").count(), 1, "the promised day");
            let press = |value: &str| html.contains(&format!("name=\"go\" value=\"{value}\""));
            assert!(press("yes-7") && press("no-7") && press("no-4") && !press("yes-4"));
            assert!(html.contains(&shell.t("thread-late")) && html.contains(&shell.t("thread-meet-asked")));
            assert_eq!(html.matches("name=\"original\" value=\"0c\"").count(), 1);
            assert!(
                html.contains(&shell.t("help-alive-title")),
                "the crisis box stands on every thread page"
            );
            assert!(!html.contains("<script>") && html.contains("<textarea name=\"message\""));
        }
    }
}

#[test]
fn who_reads_is_said_even_when_it_is_nobody() {
    for shell in &shells() {
        for (readers, asks) in [(readers(), true), (Readers::default(), false)] {
            let nobody = readers.now.is_empty();
            let page = Thread { saved: Some(Said::Readers.say(shell)), ..thread(shell, readers) };
            let html = page.render().unwrap();
            public(&html, shell, Some("message"));
            assert_eq!(html.contains(&shell.t("thread-readers-nobody")), nobody);
            assert_eq!(html.contains("type=\"checkbox\" name=\"reader\" value=\"0a\""), asks);
            assert_eq!(html.contains("duty of a deputy"), asks, "told before a yes");
            assert!(!html.contains(" checked"), "nobody is chosen for the reporter");
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
            Fault::OriginalLocked,
            Fault::NoReader,
        ];
        for fault in faults {
            let nobody = fault == Fault::NoReader;
            let page = Thread {
                originals: originals(),
                typed: "\nmans teksts",
                errors: vec![fault.say(shell)],
                ..thread(shell, readers())
            };
            let html = page.render().unwrap();
            public(&html, shell, Some("message"));
            assert_eq!(html.matches("data-error").count(), 1);
            assert_eq!(html.contains("aria-describedby=\"reader-error reader-hint\""), nobody);
            assert!(html.contains(">\n\nmans teksts</textarea>"));
        }
    }
}

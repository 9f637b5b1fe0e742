//! Ready-made texts: put below what was typed, in the language of the one who reads them. Nothing is sent by it.

use jiff::civil::Date;
use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::html::Page;
use crate::support::http::Answer;
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::Demo;
use crate::support::services::trial;
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("ready::a_text_stands_below_what_was_typed_and_nothing_is_sent", &[], put_in),
        trial("ready::another_day_than_the_text_promises_is_told_once", &[], another_day),
        trial("ready::what_a_colleague_wrote_meanwhile_is_not_written_over", &[], meanwhile),
    ]
}

struct Scene {
    demo: Demo,
    adviser: Adviser,
    case: String,
    receipt: String,
}

/// A report written in Latvian, and an adviser who reads English.
fn scene() -> Scene {
    let demo = Demo::empty();
    let words = unique("stāstīts ");
    let mut told = Told::words(&words);
    told.institution.clone_from(&demo.advisers().0.institution);
    let receipt = Reporter::new(demo.visitor("lv")).file(&told).expect("a receipt");
    let mut adviser = Adviser::sign_in(&demo, demo.advisers().0);
    let (case, _) = adviser.find(&words);
    Scene { demo, adviser, case, receipt }
}

impl Scene {
    /// Sends the form of the answer on this page with these values.
    fn send(&mut self, page: &Page, values: &[(&str, &str)]) -> Answer {
        let mut fields = page.form_with("message").expect("a field").defaults();
        for (name, value) in values {
            set(&mut fields, name, value);
        }
        let path = format!("/console/cases/{}/message", self.case);
        let answer = self.adviser.client.post(&path, &fields).expect("an answer");
        self.adviser.client.follow(answer).expect("an answer")
    }

    fn page(&mut self) -> Page {
        self.adviser.open(&self.case.clone())
    }
}

fn typed(page: &Page, name: &str) -> String {
    let fields = page.form_with("message").expect("a field").defaults();
    fields.into_iter().find(|(n, _)| n == name).map(|(_, v)| v).unwrap_or_default()
}

/// A day that far from the first one the field takes, in both writings.
fn day(page: &Page, ahead: i64) -> (String, String) {
    let field = page.by_id("next_due").expect("a date");
    let first: Date = field.attr("min").expect("a first day").parse().expect("a date");
    let day = first.checked_add(jiff::Span::new().days(ahead)).expect("a date");
    (day.to_string(), format!("{}. gada {}.", day.year(), day.day()))
}

fn put_in() {
    let mut scene = scene();
    let page = scene.page();
    let offered = page.text();
    assert!(offered.contains("First answer: received and read"), "titles for the adviser: {offered}");
    assert!(offered.contains("Paldies, ka uzrakstījāt."), "texts for the reporter: {offered}");
    assert!(!offered.contains("Thank you for writing.") && !offered.contains("{next}"));

    let (date, said) = day(&page, 3);
    let words = unique("Labdien! ");
    let values = [("message", &*words), ("next_due", &date), ("use", "received")];
    let answer = scene.send(&page, &values);
    assert_eq!(answer.status, 200);
    let page = answer.page();
    let message = typed(&page, "message");
    assert!(message.starts_with(&format!("{words}\n\nPaldies, ka uzrakstījāt.")), "{message}");
    assert!(message.contains(&format!("Nākamreiz rakstīšu {said}")), "{message}");
    assert_eq!(typed(&page, "next_due"), date);
    assert!(page.errors().is_empty() && page.messages().is_empty());

    // A second one below it, and one that is not there.
    let page = scene.send(&page, &[("use", "safe_now")]).page();
    let both = typed(&page, "message");
    assert!(both.starts_with(&format!("{message}\n\nPirms runājam")), "{both}");
    let page = scene.send(&page, &[("use", "nothing")]).page();
    assert_eq!(typed(&page, "message"), both);
    // A day that cannot be promised gives way to one that can.
    let page = scene.send(&page, &[("message", ""), ("next_due", "2001-01-01"), ("use", "closing")]).page();
    let proposed: Date = typed(&page, "next_due").parse().expect("a date");
    assert!(proposed.year() > 2020 && typed(&page, "message").contains(&proposed.year().to_string()));

    let thread = Reporter::new(scene.demo.visitor("lv")).return_with(&scene.receipt);
    assert!(thread.messages().is_empty() && !thread.text().contains("Paldies, ka uzrakstījāt"));
    assert_eq!(scene.page().status().as_deref(), Some("new"));
}

fn another_day() {
    let mut scene = scene();
    let page = scene.page();
    let ((three, said), (four, _)) = (day(&page, 3), day(&page, 4));
    let page = scene.send(&page, &[("message", ""), ("next_due", &three), ("use", "received")]).page();
    let answer = scene.send(&page, &[("next_due", &four)]);
    assert_eq!(answer.status, 422);
    let page = answer.page();
    assert!(page.errors().iter().any(|e| e.contains("another day")), "{:?}", page.errors());
    assert!(page.messages().is_empty() && typed(&page, "message").contains(&said));
    // Sent as it is: the adviser was told.
    let answer = scene.send(&page, &[]);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.page().messages().len(), 1);
    // The same day in both is nothing to tell.
    let page = scene.send(&answer.page(), &[("message", ""), ("next_due", &three), ("use", "thanks")]).page();
    let answer = scene.send(&page, &[]);
    assert_eq!((answer.status, answer.page().messages().len()), (200, 2));
}

fn meanwhile() {
    let mut scene = scene();
    let page = scene.page();
    let words = unique("Vēl kas: ");
    let mut reporter = Reporter::new(scene.demo.visitor("lv"));
    let thread = reporter.return_with(&scene.receipt);
    assert_eq!(reporter.say(&thread, &words, &[]).status, 200);
    let page = scene.send(&page, &[("message", ""), ("use", "received")]).page();
    assert!(page.text().contains(&words), "the newest state is shown");
    let answer = scene.send(&page, &[]);
    assert_eq!(answer.status, 409);
    assert!(typed(&answer.page(), "message").contains("Paldies, ka uzrakstījāt."));
}

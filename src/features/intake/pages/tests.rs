//! Every page from samples, in both languages.

use askama::Template;

use super::faults::Fault;
use super::{
    About, Advice, Before, Check, Contact, Done, InstitutionChoice, Landing, People, Reader, Readers,
    Receipt, Safety, What, Words, Young,
};
use crate::domain::report::{
    ABOUT, AGE, Answers, MAX_PERSONS, PATH, Person, RELATION, SURE, WHAT, WHEN, WHERE,
};
use crate::web::page::Shell;
use crate::web::page_check::{HOSTILE, public, shells};
use crate::web::parts::{FieldError, FileRow};

const CODES: [&str; 8] = ["aim", "nbs", "iem", "vp", "vugd", "vrs", "other", "unknown"];

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|w| (*w).to_owned()).collect()
}

fn full() -> Answers {
    Answers {
        statement: format!("\n{HOSTILE}\n{}", "garš teksts ".repeat(9_000)),
        what: words(&WHAT),
        when: WHEN[0].to_owned(),
        when_text: HOSTILE.to_owned(),
        place: words(&WHERE),
        place_text: HOSTILE.to_owned(),
        about: "me".to_owned(),
        age: "under_18".to_owned(),
        safe_now: "no".to_owned(),
        weapon: "yes".to_owned(),
        retaliation_fear: "unsure".to_owned(),
        alive: "unsure".to_owned(),
        persons: RELATION[..3]
            .iter()
            .map(|r| Person { relation: (*r).to_owned(), ..Person::default() })
            .collect(),
        names: HOSTILE.to_owned(),
        contact: HOSTILE.to_owned(),
        institution: "nbs".to_owned(),
        excluded: vec!["aa".to_owned()],
        excluded_text: HOSTILE.to_owned(),
        count_me: true,
        ..Answers::default()
    }
}

fn readers() -> Vec<Reader> {
    let reader = |person: &str, outside| Reader {
        person: person.to_owned(),
        name: format!("Ilze {HOSTILE}"),
        role_text: "Padomniece".to_owned(),
        outside,
        away: if outside { HOSTILE.to_owned() } else { String::new() },
        duty: if outside { "must act".to_owned() } else { String::new() },
    };
    vec![reader("aa", false), reader("bb", true)]
}

fn later() -> Reader {
    Reader { person: "cc".to_owned(), ..readers().remove(0) }
}

fn institutions() -> Vec<InstitutionChoice> {
    CODES
        .iter()
        .map(|c| InstitutionChoice { code: (*c).to_owned(), readers: readers(), later: vec![later()] })
        .collect()
}

fn files() -> Vec<FileRow> {
    vec![FileRow {
        id: "f1".to_owned(),
        name: HOSTILE.to_owned(),
        size_text: "3 MB".to_owned(),
        note: HOSTILE.to_owned(),
    }]
}

/// Without and with every fault of a page.
fn with(shell: &Shell, faults: &[Fault]) -> [Vec<FieldError>; 2] {
    [Vec::new(), faults.iter().map(|f| f.say(shell)).collect()]
}

fn check(page: &impl Template, shell: &Shell, step: Option<&str>, errors: usize) -> String {
    let html = page.render().unwrap();
    public(&html, shell, step);
    assert!(!html.contains("<script>") && !html.contains("<b "), "typed words are escaped");
    assert_eq!(html.matches("data-error").count(), errors);
    assert_eq!(html.contains("class=\"errors\""), errors > 0);
    html
}

#[test]
fn the_first_page_and_the_last_two() {
    for shell in &shells() {
        let landing = |statistics| check(&Landing { shell, statistics }, shell, None, 0);
        let (html, statistics) = (landing(false), "href=\"/statistics\"");
        assert!(!html.contains(statistics) && landing(true).contains(statistics));
        for link in
            ["href=\"/start\"", "href=\"/return\"", "href=\"/sign-in\"", "tel:110", "tel:+37167378539"]
        {
            assert!(html.contains(link), "{link}");
        }
        let next_reading = "rīt".to_owned();
        let before = Before {
            shell,
            next_reading: next_reading.clone(),
            promised_days: 7,
            duties: vec![(HOSTILE.to_owned(), vec![HOSTILE.to_owned(), "x".to_owned()])],
            duties_of_all: vec![HOSTILE.to_owned()],
        };
        check(&before, shell, Some("before"), 0);
        let code = "ABCDEFGHJKMNPQRSTVWX";
        let html = check(
            &Receipt { shell, code, next_reading: next_reading.clone(), fits: Some(false) },
            shell,
            Some("receipt"),
            0,
        );
        assert!(html.contains("id=\"receipt-code\" translate=\"no\">ABCD EFGH JKMN PQRS TVWX</p>"));
        let page = super::KeptPage { shell, code, until: "rīt".to_owned(), fits: None };
        assert!(check(&page, shell, None, 0).contains("id=\"receipt-code\""));
        let html = check(&super::CodePage { shell, code, fits: Some(true) }, shell, Some("code"), 0);
        assert!(html.contains("ABCD EFGH") && !html.contains("id=\"receipt-code\""));
        let html = check(&super::Waiting { shell, seconds: 7 }, shell, Some("waiting"), 0);
        assert!(html.contains('7'));
        let html = check(&Done { shell, next_reading }, shell, None, 0);
        assert!(html.contains("href=\"/return\""));
    }
}

#[test]
fn own_words_come_back_whole() {
    for shell in &shells() {
        for errors in with(shell, &[Fault::StatementEmpty]) {
            let n = errors.len();
            let empty = Answers::default();
            let page = Words { shell, answers: &empty, languages: "latviešu".to_owned(), errors };
            let html = check(&page, shell, Some("words"), n);
            assert!(
                html.contains(
                    "name=\"statement\" id=\"statement\" data-most=\"100000\" rows=\"14\" required"
                )
            );
        }
        let answers = full();
        let errors = vec![Fault::StatementLong(7).say(shell)];
        let html = check(
            &Words { shell, answers: &answers, languages: "latviešu".to_owned(), errors },
            shell,
            Some("words"),
            1,
        );
        // HTML drops one line break after the opening tag, so the one of the template stands before the reporter's own.
        assert!(html.contains(">\n\n&#60;script&#62;"), "a first line break is not lost");
        assert!(html.contains(answers.statement.lines().last().unwrap()), "nothing typed is lost");
    }
}

#[test]
fn every_choice_is_offered_and_kept() {
    for shell in &shells() {
        for errors in with(shell, &[Fault::ShortLong("when_text", 1), Fault::ShortLong("place_text", 1)]) {
            let n = errors.len();
            let answers = full();
            let html = check(&What { shell, answers: &answers, errors }, shell, Some("what"), n);
            assert_eq!(html.matches(" checked").count(), WHAT.len() + 1 + WHERE.len());
            assert_eq!(html.matches("type=\"radio\"").count(), WHEN.len());
        }
        let answers = Answers::default();
        let html = check(&What { shell, answers: &answers, errors: vec![] }, shell, Some("what"), 0);
        assert!(!html.contains(" checked") && !html.contains(" required"), "all can be skipped");
        for (page, step) in [
            (About { shell, answers: &answers, errors: vec![] }.render(), "about"),
            (Safety { shell, answers: &answers, errors: vec![] }.render(), "safety"),
        ] {
            let html = page.unwrap();
            public(&html, shell, Some(step));
            assert!(!html.contains(" required"), "all can be skipped");
        }
        let page = About { shell, answers: &answers, errors: vec![Fault::FormalNotOwn.say(shell)] };
        let html = check(&page, shell, Some("about"), 1);
        assert_eq!(html.matches("type=\"radio\"").count(), ABOUT.len() + AGE.len() + PATH.len());
        assert_eq!(html.matches(" checked").count(), 1, "a conversation is what is proposed");
        let html = check(&Safety { shell, answers: &answers, errors: vec![] }, shell, Some("safety"), 0);
        assert_eq!(html.matches("type=\"radio\"").count(), 4 * SURE.len());
        let at = |part| html.find(part).unwrap();
        assert!(at("id=\"alive-hint\"") < at("id=\"alive-yes\""), "why it is asked comes before the answers");
        let html = check(&Young { shell }, shell, Some("young"), 0);
        assert!(html.contains("tel:116111"));
        let html = check(&Contact { shell, answers: &full(), errors: vec![] }, shell, Some("contact"), 0);
        assert!(html.contains("name=\"contact\""));
    }
}

#[test]
fn advice_fits_what_was_answered() {
    for shell in &shells() {
        let advice = |answers: &Answers| check(&Advice { shell, answers }, shell, Some("advice"), 0);
        let all = ["advice-safe", "advice-weapon", "advice-retaliation", "advice-alive"];
        let shown = |html: &str| all.map(|id| html.contains(&format!("id=\"{id}\"")));
        assert_eq!(shown(&advice(&full())), [true; 4]);
        let one = Answers { retaliation_fear: "yes".to_owned(), ..Answers::default() };
        assert_eq!(shown(&advice(&one)), [false, false, true, false]);
    }
}

#[test]
fn people_are_described_one_block_after_another() {
    for shell in &shells() {
        for errors in with(shell, &[Fault::ShortLong("names", 3)]) {
            let n = errors.len();
            let html = check(&People { shell, answers: &full(), errors }, shell, Some("people"), n);
            assert_eq!(html.matches("class=\"block\"").count(), 4, "three, and one for the next");
            assert!(html.contains("name=\"relation_3\"") && html.contains("name=\"go\" value=\"people\""));
            assert_eq!(html.matches(" checked").count(), 3);
        }
        let person = Person { sex: "man".to_owned(), ..Person::default() };
        let answers = Answers { persons: vec![person; MAX_PERSONS], ..Answers::default() };
        let html = check(&People { shell, answers: &answers, errors: vec![] }, shell, Some("people"), 0);
        assert!(!html.contains("name=\"go\" value=\"people\""), "no room for more");
        assert!(html.contains(&shell.t("rank-above")) && !html.contains(&shell.t("rank-above-other")));
        let answers = Answers { about: "saw".to_owned(), ..Answers::default() };
        let html = check(&People { shell, answers: &answers, errors: vec![] }, shell, Some("people"), 0);
        assert!(html.contains(&shell.t("rank-above-other")) && !html.contains(&shell.t("rank-above")));
    }
}

#[test]
fn readers_are_asked_in_two_forms() {
    for shell in &shells() {
        let nowhere = ["other", "unknown"].map(|code| Answers { institution: code.to_owned(), ..full() });
        let page = |answers, choosing, errors| Readers {
            shell,
            answers,
            institutions: institutions(),
            choosing,
            errors,
        };
        let empty = Answers::default();
        for errors in with(shell, &[Fault::InstitutionEmpty]) {
            let n = errors.len();
            let html = check(&page(&empty, false, errors), shell, Some("readers"), n);
            assert_eq!(html.matches("type=\"radio\"").count(), CODES.len());
            assert!(!html.contains("name=\"excluded\""));
        }
        let answers = full();
        for fault in [Fault::ReadersNone, Fault::ReadersUnavailable] {
            let html = check(&page(&answers, false, vec![fault.say(shell)]), shell, Some("readers"), 1);
            assert!(html.contains("name=\"seen\" value=\"nbs\""));
            assert_eq!(html.matches("type=\"radio\"").count(), 2, "whose adviser reads");
            assert_eq!(html.matches("name=\"excluded\"").count(), 3);
            assert_eq!(html.matches(" checked").count(), 2);
        }
        for answers in &nowhere {
            let html = check(&page(answers, false, vec![]), shell, Some("readers"), 0);
            assert!(!html.contains("name=\"reads\"") && !html.contains(&shell.t("readers-outside")));
        }
        let html = check(&page(&answers, true, vec![]), shell, Some("readers"), 0);
        assert!(html.contains("value=\"nbs\" id=\"institution-nbs\" required checked"));
    }
}

fn overview<'a>(
    shell: &'a Shell,
    answers: &'a Answers,
    files: Vec<FileRow>,
    errors: Vec<FieldError>,
) -> Check<'a> {
    Check {
        shell,
        answers,
        files,
        will_read: readers(),
        left_out: vec![HOSTILE.to_owned()],
        kept_until: "rīt".to_owned(),
        next_reading: "rīt".to_owned(),
        errors,
    }
}

#[test]
fn everything_is_read_back_before_sending() {
    for shell in &shells() {
        for (answers, files) in [(Answers::default(), vec![]), (full(), files())] {
            let html = check(&overview(shell, &answers, files, vec![]), shell, Some("check"), 0);
            let steps = [
                "words", "about", "safety", "readers", "what", "people", "contact", "upload", "send", "back",
            ];
            for step in steps {
                // It can be sent before and after what is offered.
                let times = 1 + usize::from(step == "send");
                assert_eq!(html.matches(&format!("name=\"go\" value=\"{step}\"")).count(), times, "{step}");
            }
            assert_eq!(html.matches("must act").count(), 1, "of two readers one");
            assert!(answers.statement.is_empty() || html.contains(answers.statement.lines().last().unwrap()));
            assert_eq!(
                html.contains("name=\"count_me\" value=\"yes\" id=\"count_me\" checked"),
                answers.count_me
            );
        }
        let of_another = Answers { about: "saw".to_owned(), ..full() };
        let html = check(&overview(shell, &of_another, vec![], vec![]), shell, Some("check"), 0);
        assert!(!html.contains("count_me"), "only a survivor's own report is counted");
        let own = Answers { path: "private".to_owned(), ..full() };
        let html = check(&overview(shell, &own, vec![], vec![]), shell, Some("check"), 0);
        assert!(!html.contains("id=\"excluded\""), "nobody reads it");
    }
}

#[test]
fn files_are_listed_and_can_be_removed() {
    for shell in &shells() {
        let name = || HOSTILE.to_owned();
        let faults = [
            Fault::FilesMany,
            Fault::FilesTotal,
            Fault::FileLarge(name()),
            Fault::FileBroken(name()),
            Fault::FileRoom,
            Fault::FileNone,
        ];
        let answers = Answers::default();
        for fault in faults {
            let page = overview(shell, &answers, files(), vec![fault.say(shell)]);
            let html = check(&page, shell, Some("check"), 1);
            assert!(html.contains("name=\"remove\" value=\"f1\""));
        }
        let html = check(&overview(shell, &answers, vec![], vec![]), shell, Some("check"), 0);
        assert!(html.contains("enctype=\"multipart/form-data\"") && !html.contains("name=\"remove\""));
    }
}

//! Every page of the desk, rendered in both languages from empty and full samples.

use askama::Template as _;

use super::coding::Coded;
use super::desk::{Asked, Desk, EntryRow, KeptRow, TaskRow};
use super::inbox::{Inbox, InboxRow, Passing, Search, Select, Why};
use super::{
    Access, AskRow, CasePage, Closing, ClosingFault, DueState, Fault, FileRow, From, HistoryRow, Left,
    MessageRow, ReaderRow, ReadyRow, SignIn, SignInFault, Withdrawn,
};
use crate::domain::desk::{Level, Lock, RISK};
use crate::domain::id::StaffId;
use crate::domain::{case::Status, consent::Word, day::Day, report, report::Answers, staff::Role};
use crate::texts::Lang;
use crate::vault::consent::{Colleague, Proposal};
use crate::web::desk::samples::{check, keep, shell, who};
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// Text that must arrive as text: markup, quotes, a line break, a word wider than a telephone.
const NASTY: &str = "<script>\"x\"</script>\nDonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

fn row(status: Status, due_state: DueState) -> InboxRow {
    InboxRow {
        id: format!("{:032x}", 7),
        href: "/console/cases/00000000000000000000000000000007".to_owned(),
        short: "K7QM-2F".to_owned(),
        filed: "2026-03-02".to_owned(),
        why: ["overdue", "risk"].map(|word| Why { word, sign: "▲", text: NASTY.to_owned() }).into(),
        due: "2026-03-09".to_owned(),
        due_state,
        status,
        institution: "nbs".to_owned(),
        language: "lv".to_owned(),
        fresh: due_state == DueState::Today,
        messages: 21,
        files: 2,
    }
}

fn select(now: &str) -> Select {
    let all = vec![("closed".to_owned(), "<i>".to_owned())];
    Select::new("status", "Status".to_owned(), "All".to_owned(), all, now)
}

fn inbox<'a>(shell: &'a Shell, who: &'a Who, rows: Vec<InboxRow>) -> Inbox<'a> {
    Inbox {
        waiting: 2,
        absences: vec!["<b>".to_owned()],
        passing: Some(Passing { text: "<b>".to_owned(), stands: true }),
        own_waits: true,
        gone: true,
        shell,
        who,
        rows,
        today: "2026-03-09".to_owned(),
        selects: vec![select("")],
        search: Search::default(),
        more_href: None,
        damaged: 0,
    }
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|w| (*w).to_owned()).collect()
}

fn file() -> FileRow {
    FileRow {
        id: "0a".to_owned(),
        name: "attēls \"1\".jpg".to_owned(),
        size_text: "2,1 MB".to_owned(),
        view_href: "/console/cases/07/files/08/view".to_owned(),
        href: "/console/cases/07/files/0a".to_owned(),
        notes: vec![NASTY.to_owned()],
        sha256: "ab".repeat(32),
        original_href: "/console/cases/07/files/0b".to_owned(),
    }
}

fn message(from: From, text: &str) -> MessageRow {
    let own = from == From::Adviser;
    MessageRow {
        from,
        author: if own { "Ilze Paraudziņa".to_owned() } else { String::new() },
        when: "2026-03-04".to_owned(),
        text: text.to_owned(),
        files: if own { Vec::new() } else { vec![file()] },
        next_due: if own { "2026-03-09".to_owned() } else { String::new() },
        meet: !own,
        fresh: !own,
        feedback: own,
    }
}

fn full_desk() -> Desk {
    let asked = |(question, said): (&&str, &&str)| Asked {
        question: (*question).to_owned(),
        name: format!("risk_{question}"),
        said: (*said).to_owned(),
        told: if *question == "weapon" { NASTY.to_owned() } else { String::new() },
        then: if *said == "yes" { NASTY.to_owned() } else { String::new() },
        against: if *said == "no" { NASTY.to_owned() } else { String::new() },
    };
    let entry = |doubtful| EntryRow {
        kind: "Piezīme".to_owned(),
        text: NASTY.to_owned(),
        facts: vec![("Avots".to_owned(), NASTY.to_owned())],
        when: "2026. gada 3. marts, 9:12".to_owned(),
        who: NASTY.to_owned(),
        doubtful,
        fresh: doubtful,
    };
    let kept = |state: &str| KeptRow {
        kind: "Pirmā atbilde".to_owned(),
        by: "2026-03-03".to_owned(),
        state: state.to_owned(),
        stands: "Nokavēts".to_owned(),
    };
    Desk {
        level: Level::High,
        assessed: true,
        lock: Some(Lock::Classified),
        asked: RISK.iter().zip(&["yes", "unknown", "no", "yes", "no"]).map(asked).collect(),
        tasks: vec![TaskRow {
            id: "0".repeat(16),
            text: NASTY.to_owned(),
            who: NASTY.to_owned(),
            due: "2026-03-09".to_owned(),
            due_state: DueState::Today,
        }],
        entries: vec![entry(false), entry(true)],
        holders: vec![("07".repeat(16), NASTY.to_owned(), true)],
        kept: ["kept", "late", "overdue", "open", "none"].map(kept).into(),
        note: format!("\n{NASTY}"),
        task: NASTY.to_owned(),
        task_due: "2026-03-04".to_owned(),
        risk_done: NASTY.to_owned(),
        today: "2026-03-02".to_owned(),
        ..Desk::default()
    }
}

fn empty_case<'a>(shell: &'a Shell, who: &'a Who) -> CasePage<'a> {
    CasePage {
        shell,
        who,
        id: "07".to_owned(),
        short: "K7QM-2F".to_owned(),
        seen: "mark".to_owned(),
        status: Status::New,
        filed: "2026-03-02".to_owned(),
        due: "2026-03-03".to_owned(),
        due_state: DueState::Later,
        language: "lv".to_owned(),
        answers: Answers::default(),
        linked: String::new(),
        check_ins: Vec::new(),
        asks: Vec::new(),
        excluded: Vec::new(),
        files: Vec::new(),
        thread: Vec::new(),
        awaits: String::new(),
        history: Vec::new(),
        readers: Vec::new(),
        left: Vec::new(),
        access: Access::Work,
        message: String::new(),
        next_due: "2026-03-10".to_owned(),
        next_due_min: "2026-03-02".to_owned(),
        away: Vec::new(),
        ready: Vec::new(),
        named: String::new(),
        feedback: false,
        silence: String::new(),
        overrides: Vec::new(),
        coded: Coded::default(),
        desk: Desk::default(),
        saved: false,
        declined: String::new(),
        copied: String::new(),
        conflict: false,
        changed: Vec::new(),
        clash: Vec::new(),
        errors: Vec::new(),
    }
}

fn reader(name: &str, institution: &str, you: bool) -> ReaderRow {
    ReaderRow {
        id: "0d".to_owned(),
        name: name.to_owned(),
        institution: institution.to_owned(),
        you,
        ends: !you,
        notes: if you { Vec::new() } else { vec![NASTY.to_owned()] },
    }
}

fn ask(word: Word) -> AskRow {
    let text = || NASTY.to_owned();
    AskRow {
        what: Proposal {
            n: 3,
            name: text(),
            kind: "legal".to_owned(),
            to: text(),
            what: text(),
            learns: text(),
            guess: text(),
            until: Day(1),
            reader: (word == Word::Open).then(|| Colleague {
                staff: StaffId([7; 16]),
                institution: "vp".to_owned(),
                reading: true,
                last: None,
            }),
        },
        when: "2026-03-04".to_owned(),
        until: "2026-06-04".to_owned(),
        word,
        stands: text(),
        result: text(),
    }
}

fn full_case<'a>(shell: &'a Shell, who: &'a Who) -> CasePage<'a> {
    let answers = Answers {
        statement: format!(
            "Pēc mācībām kazarmās vecākais instruktors lika palikt un runāja par manu ķermeni. {NASTY}"
        ),
        what: words(&report::WHAT),
        when: "ongoing".to_owned(),
        when_text: "kopš februāra".to_owned(),
        place: words(&report::WHERE),
        place_text: "noliktavā".to_owned(),
        about: "me".to_owned(),
        age: "under_18".to_owned(),
        weapon: "yes".to_owned(),
        persons: vec![report::Person { relation: "superior".to_owned(), ..report::Person::default() }],
        names: NASTY.to_owned(),
        institution: "nbs".to_owned(),
        excluded: vec!["0b".to_owned()],
        excluded_text: "mana komandiera brālis".to_owned(),
        count_me: true,
        contact: "zvaniet pēc 18".to_owned(),
        linked: "0c".to_owned(),
        ..Answers::default()
    };
    CasePage {
        status: Status::Acknowledged,
        due_state: DueState::Overdue,
        answers,
        linked: "0c".to_owned(),
        check_ins: vec!["2026-04-01".to_owned()],
        asks: vec![ask(Word::Yes), ask(Word::Open)],
        excluded: vec!["Jānis Izdomātais".to_owned()],
        files: vec![file()],
        thread: vec![
            message(From::Adviser, "Paldies, ka uzrakstījāt. Vai tagad esat drošībā?"),
            message(From::Reporter, NASTY),
            message(From::Adviser, "Saprotu."),
        ],
        awaits: NASTY.to_owned(),
        away: vec![NASTY.to_owned()],
        history: vec![
            HistoryRow {
                status: Status::Acknowledged,
                when: "2026-03-03 09:12".to_owned(),
                who: "Ilze Paraudziņa".to_owned(),
            },
            HistoryRow { status: Status::New, when: "2026-03-02".to_owned(), who: String::new() },
        ],
        readers: vec![reader("Ilze Paraudziņa", "nbs", true), reader("Anna Ārpuse", "vp", false)],
        left: vec![NASTY.to_owned()],
        message: format!("\n{NASTY}"),
        named: "2026-03-10".to_owned(),
        ready: ["received", "closing"]
            .map(|key| ReadyRow { key: key.to_owned(), title: NASTY.to_owned(), text: NASTY.to_owned() })
            .into(),
        silence: "Trīs ziņas palikušas bez atbildes.".to_owned(),
        overrides: vec![["0".repeat(16), NASTY.to_owned(), NASTY.to_owned(), NASTY.to_owned()]],
        coded: Coded {
            facts: vec![(NASTY.to_owned(), NASTY.to_owned())],
            by: NASTY.to_owned(),
            waits: true,
            confirms: true,
            child: true,
            confirmed: NASTY.to_owned(),
        },
        clash: vec![NASTY.to_owned()],
        desk: full_desk(),
        ..empty_case(shell, who)
    }
}

#[test]
fn whoever_only_reads_finds_no_field_to_write_in() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
        let page = CasePage { access: Access::Read, ..full_case(&shell, &who) };
        let html = page.render().unwrap();
        check(&html, lang);
        for gone in ["name=\"message\"", "name=\"status\"", "value=\"ask\"", "value=\"share\""] {
            assert!(!html.contains(gone), "{gone}");
        }
        assert!(html.contains("<fieldset disabled") && html.contains("value=\"cannot\""));
    }
}

#[test]
fn of_a_withdrawn_case_only_that_is_said() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
        let page = Withdrawn { shell: &shell, who: &who, short: "K7QM-2F".to_owned() };
        let html = page.render().unwrap();
        check(&html, lang);
        assert!(html.contains("data-status=\"withdrawn\"") && !html.contains("<textarea"));
    }
}

#[test]
fn closing_asks_how_it_ended_and_keeps_what_was_typed() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
        let page = Closing {
            shell: &shell,
            who: &who,
            short: "K7QM-2F".to_owned(),
            id: "07".to_owned(),
            seen: "3".to_owned(),
            kept: vec![("note".to_owned(), NASTY.to_owned())],
            unsent: true,
            outcome: "no_contact".to_owned(),
            silence: "…".to_owned(),
            open: vec![NASTY.to_owned()],
            changed: Some(Vec::new()),
            error: Some(ClosingFault::Silence.say(&shell)),
        };
        let html = page.render().unwrap();
        check(&html, lang);
        keep("closing", lang, &html);
        assert!(html.contains("value=\"no_contact\" required") && html.contains(" checked"));
        assert!(html.contains("type=\"hidden\" name=\"note\"") && !html.contains("<script>\"x"));
    }
}

#[test]
fn the_door_keeps_the_username_and_tells_one_error() {
    for lang in Lang::ALL {
        let shell = shell(lang, "/sign-in");
        let page = SignIn { shell: &shell, said: None, error: None, username: String::new() }
            .render()
            .expect("renders");
        check(&page, lang);
        for mark in [
            "name=\"username\"",
            "autocomplete=\"current-password\"",
            "autocomplete=\"one-time-code\"",
            "href=\"/enrol\"",
        ] {
            assert!(page.contains(mark), "{mark}");
        }
        assert!(!page.contains("inputmode"), "spare codes have letters");
        assert!(!page.contains("data-error") && !page.contains("/sign-out") && !page.contains("onpaste"));
        let error = Some(SignInFault::Wrong.say(&shell));
        let page = SignIn { shell: &shell, said: None, error, username: "\"><b>ilze".to_owned() }
            .render()
            .expect("renders");
        check(&page, lang);
        keep("sign_in", lang, &page);
        assert!(page.contains("data-error") && page.contains("&#34;&#62;&#60;b&#62;ilze"));
        let said = SignInFault::ALL.map(|f| f.say(&shell));
        assert_ne!(said[0], said[1]);
        for left in [Left::Ended, Left::Here, Left::All] {
            let said = Some(left.say(&shell));
            let page = SignIn { shell: &shell, said, error: None, username: String::new() }
                .render()
                .expect("renders");
            check(&page, lang);
            assert!(
                page.contains(&left.say(&shell)) && !page.contains("aria-invalid"),
                "nothing typed is wrong"
            );
        }
    }
}

#[test]
fn an_empty_inbox_says_so_and_tells_a_filter_from_nothing() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console"), who(Role::Adviser, "nbs"));
        let page = inbox(&shell, &who, Vec::new()).render().expect("renders");
        check(&page, lang);
        assert!(page.contains(&shell.t("inbox-empty")) && !page.contains("data-case-id"));
        assert!(!page.contains("data-filtered") && !page.contains("data-searched"));
        let page = Inbox { selects: vec![select("closed")], ..inbox(&shell, &who, Vec::new()) };
        let page = page.render().expect("renders");
        check(&page, lang);
        assert!(page.contains(&shell.t("inbox-empty-filter")) && page.contains("value=\"closed\" selected"));
        assert!(page.contains("data-filtered") && page.contains("Status: &#60;i&#62;"));
    }
}

#[test]
fn a_search_shows_what_was_looked_for_and_offers_no_filter_beside_it() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console"), who(Role::Adviser, "nbs"));
        let of = |fault: Option<String>| Search { words: NASTY.to_owned(), fault };
        let page = Inbox { search: of(None), ..inbox(&shell, &who, Vec::new()) }.render().expect("renders");
        check(&page, lang);
        assert!(page.contains("data-searched") && page.contains(&shell.t("inbox-empty-search")));
        assert!(!page.contains("<select"), "a filter that would not count");
        let rows = vec![row(Status::New, DueState::Later)];
        let page = Inbox { search: of(Some("<b>".to_owned())), ..inbox(&shell, &who, rows) };
        let page = page.render().expect("renders");
        check(&page, lang);
        assert!(!page.contains("data-searched") && page.contains("data-error>&#60;b&#62;<"));
    }
}

#[test]
fn keys_of_one_letter_can_be_turned_off() {
    for keys in [true, false] {
        let shell = Shell { keys, ..shell(Lang::LV, "/console") };
        let who = who(Role::Adviser, "nbs");
        let page = inbox(&shell, &who, Vec::new()).render().expect("renders");
        check(&page, Lang::LV);
        assert_eq!(page.contains("/assets/desk.js"), keys);
        assert!(page.contains(if keys { "value=\"off\"" } else { "value=\"on\"" }));
    }
}

#[test]
fn the_inbox_marks_each_row_and_tells_lateness_in_words_and_shape() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console"), who(Role::Adviser, "nbs"));
        let states = [DueState::Overdue, DueState::Today, DueState::Tomorrow]
            .into_iter()
            .chain(std::iter::repeat(DueState::Later));
        let mut rows: Vec<InboxRow> = Status::ALL.iter().zip(states).map(|(s, d)| row(*s, d)).collect();
        rows[4].institution = String::new();
        rows[3].messages = 0;
        let more_href = Some("/console?after=9&status=".to_owned());
        let page =
            Inbox { more_href, damaged: 7_654, ..inbox(&shell, &who, rows) }.render().expect("renders");
        check(&page, lang);
        keep("inbox", lang, &page);
        assert_eq!(page.matches("data-case-id=\"00000000000000000000000000000007\"").count(), 6);
        assert_eq!(page.matches("<a href=\"/console/cases/00000000000000000000000000000007\">").count(), 6);
        for status in Status::ALL {
            assert!(page.contains(&format!("data-status=\"{}\"", status.word())));
            assert!(page.contains(&format!("</span>{}</td>", shell.choice("desk-status", status.word()))));
        }
        assert!(page.matches("<li data-why=\"overdue\">").count() == 6 && page.contains("data-why=\"risk\""));
        for state in [DueState::Overdue, DueState::Today, DueState::Tomorrow, DueState::Later] {
            let shown = format!("{}</span> {}</span>", state.sign(), shell.t(state.text_id()));
            assert!(page.contains(&shown), "{shown}");
        }
        assert!(page.contains("data-absence>&#60;b&#62;</p>"));
        assert!(page.contains("<p>&#60;b&#62;</p>") && page.contains("value=\"end\""), "passing new reports");
        assert!(page.contains(&shell.t("inbox-damaged")));
        assert!(!page.contains("7654") && !page.contains("7 654"), "a number that counts across cases");
        assert!(page.contains("after=9&#38;status="));
    }
}

#[test]
fn an_unanswered_case_still_stands() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
        let page = empty_case(&shell, &who).render().expect("renders");
        check(&page, lang);
        keep("case_empty", lang, &page);
        assert!(
            page.contains("data-thread") && !page.contains("data-message") && !page.contains("data-error")
        );
        assert!(!page.contains(&shell.t("case-excluded")) && !page.contains("data-ready"));
    }
}

#[test]
fn a_full_case_shows_whose_words_are_whose() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
        let page = CasePage { saved: true, ..full_case(&shell, &who) }.render().expect("renders");
        check(&page, lang);
        keep("case", lang, &page);
        assert_eq!(page.matches("data-message data-from=\"adviser\"").count(), 2);
        assert_eq!(page.matches("data-message data-from=\"reporter\"").count(), 1);
        assert_eq!(page.matches("data-status=\"acknowledged\"").count(), 1);
        assert_eq!(page.matches(&shell.t("case-from-reporter")).count(), 1);
        for next in Status::Acknowledged.next() {
            assert!(page.contains(&format!("name=\"status\" value=\"{}\"", next.word())));
        }
        assert!(!page.contains("name=\"status\" value=\"new\""));
        // The Enter key presses the first button of a form, wherever it stands: that must be the one which sends nothing.
        let buttons =
            page.split("<button type=\"submit\"").skip(1).map(|b| b.split('>').next().unwrap_or_default());
        let of_answer = buttons.filter(|b| b.is_empty() || b.contains("form=\"answer\"")).collect::<Vec<_>>();
        assert!(of_answer[0].contains("value=\"stay\""), "{of_answer:?}");
        assert_eq!(of_answer.iter().filter(|b| b.is_empty()).count(), 1, "{of_answer:?}");
        for key in ["received", "closing"] {
            let put_in = format!("formnovalidate name=\"use\" value=\"{key}\"");
            assert!(
                of_answer.iter().any(|b| b.contains(&put_in) && b.contains("/message#message\"")),
                "{key}"
            );
        }
        assert!(page.contains("name=\"named\" value=\"2026-03-10\""));
        for mark in ["data-ask=\"yes\"", "data-ask=\"open\"", "href=\"/console/cases/0c\"", "2026-04-01"] {
            assert!(page.contains(mark), "{mark}");
        }
        assert!(page.contains("<textarea id=\"message\" name=\"message\" rows=\"8\" required"));
        assert!(
            page.contains(">\n\n&#60;script&#62;"),
            "a leading line break of the kept text survives the parser"
        );
        for said in [
            "Jānis Izdomātais",
            "mana komandiera brālis",
            "kopš februāra",
            "noliktavā",
            "Anna Ārpuse",
            "pēc 18",
        ] {
            assert!(page.contains(said), "{said}");
        }
        let statement = page.find("statement-title").expect("statement");
        assert!(statement < page.find("answers-title").expect("answers"));
        assert!(statement < page.find("data-thread").expect("thread"));
    }
}

#[test]
fn errors_and_a_conflict_keep_the_text_and_point_at_the_field() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
        let errors = Fault::ALL.iter().map(|f| f.say(&shell)).collect();
        let page = CasePage { errors, conflict: true, ..full_case(&shell, &who) }.render().expect("renders");
        check(&page, lang);
        keep("case_errors", lang, &page);
        for field in
            ["message", "next_due", "status", "note", "task", "task_due", "task_who", "risk", "coded", "lift"]
        {
            assert!(page.contains(&format!("<a href=\"#{field}\">")), "{field} in the summary");
            assert!(page.contains(&format!("id=\"{field}\"")), "{field} to jump to");
            assert!(page.contains(&format!("id=\"{field}-error\"")), "{field} beside");
        }
        assert_eq!(page.matches("data-error").count(), 10);
        assert!(page.contains(&shell.t("case-conflict-kept")));
    }
}

#[test]
fn a_day_is_late_only_after_it_has_passed() {
    let today = Day(20_000);
    assert_eq!(DueState::of(today.plus(-1), today), DueState::Overdue);
    assert_eq!(DueState::of(today, today), DueState::Today);
    assert_eq!(DueState::of(today.plus(1), today), DueState::Tomorrow);
    assert_eq!(DueState::of(today.plus(2), today), DueState::Later);
}

/// A page that comes back because of something wrong says so where the reading begins: whoever hears the page, too.
#[test]
fn whatever_says_what_is_wrong_is_focused() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/console");
    let mut found = 0;
    for file in std::fs::read_dir(folder).unwrap().flatten().filter(|f| f.path().is_file()) {
        let page = std::fs::read_to_string(file.path()).unwrap();
        for notice in page.split("<div class=\"errors").skip(1) {
            let tag = notice.split('>').next().unwrap();
            assert!(tag.contains("role=\"alert\""), "{:?}: {tag}", file.path());
            assert!(tag.ends_with("tabindex=\"-1\" autofocus"), "{:?}: {tag}", file.path());
            found += 1;
        }
    }
    assert!(found > 15, "{found}");
}

use super::{Asking, Reason, Risk, Shown, Sort, reasons};
use crate::crypto::kdf::Secret;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::desk::Level;
use crate::domain::id::{CaseId, StaffId};
use crate::features::console::inbox::Listed;
use crate::store::cases::CaseRow;
use crate::vault::compartment::{Compartment, THREAD};
use crate::vault::desk::DeskCard;
use crate::vault::thread::ThreadCard;

const TODAY: Day = Day(20_000);

/// A case that needs nobody before its next day, filed so many days ago and due in so many.
fn quiet(id: u8, filed: i64, due: i64) -> Listed {
    let (case, next_due) = (CaseId([id; 16]), TODAY.plus(due));
    Listed {
        row: CaseRow { id: case, filed_day: TODAY.plus(-filed), next_due, epoch: 0 },
        card: ThreadCard {
            status: Status::InProgress,
            institution: "nbs".to_owned(),
            lang: "lv".to_owned(),
            n: 3,
            messages: 2,
            files: 0,
            reporter_n: 2,
            due: next_due,
            until: None,
            urgent: false,
            told: Vec::new(),
            child: false,
            taken_back: 0,
            said: None,
            closed: None,
            waiting: None,
        },
        card_version: 1,
        desk: Some(DeskCard { seen: 2, ..DeskCard::default() }),
        unhanded: false,
        task: None,
        deletion: false,
        declined: false,
        thread: Compartment::new(case, THREAD, 0, Secret::new([0; 32])),
    }
}

fn with(mut of: Listed, change: impl FnOnce(&mut Listed)) -> Listed {
    change(&mut of);
    of
}

fn words(of: &Listed) -> Vec<&'static str> {
    reasons(of, TODAY).into_iter().map(Reason::word).collect()
}

#[test]
fn every_reason_is_told_and_the_weightiest_first() {
    let unread = |l: &mut Listed| l.card.reporter_n = 3;
    let new = |l: &mut Listed| l.card.status = Status::New;
    assert!(words(&quiet(1, 10, 5)).is_empty());
    assert_eq!(words(&with(quiet(1, 10, -1), unread)), ["overdue", "unread"]);
    assert_eq!(words(&quiet(1, 10, 0)), ["today"]);
    assert_eq!(words(&with(quiet(1, 0, 1), |l| (new(l), unread(l)).0)), ["new", "unread"]);
    assert_eq!(words(&with(quiet(1, 10, 5), |l| l.task = Some(TODAY.plus(7)))), ["task"]);
    assert!(words(&with(quiet(1, 10, 9), |l| l.task = Some(TODAY.plus(8)))).is_empty());
    assert_eq!(reasons(&quiet(1, 25, 5), TODAY), [Reason::CheckIn(30)]);
    assert_eq!(reasons(&quiet(1, 180, 0), TODAY), [Reason::Today, Reason::CheckIn(180)]);
    assert!(words(&quiet(1, 15, 15)).is_empty(), "a day of checking in that is far");
    let child = |l: &mut Listed| (l.card.child, l.card.urgent) = (true, true);
    assert_eq!(words(&with(quiet(1, 0, 1), |l| (new(l), child(l)).0)), ["child", "new", "risk"]);
    let reported = DeskCard { seen: 2, child: true, ..DeskCard::default() };
    assert_eq!(words(&with(quiet(1, 0, 1), |l| (child(l), l.desk = Some(reported)).0)), ["risk"]);
    let announced = DeskCard { seen: 2, announced: true, ..DeskCard::default() };
    assert_eq!(words(&with(quiet(1, 0, 1), |l| (child(l), l.desk = Some(announced)).0)), ["child", "risk"]);
    assert_eq!(words(&with(quiet(1, 9, 9), |l| (child(l), l.card.status = Status::Closed).0)), ["child"]);
    assert!(words(&with(quiet(1, 9, 9), |l| (child(l), l.card.status = Status::Withdrawn).0)).is_empty());
    // A yes that was taken back is told as that, and beside it only what came after.
    let back = |l: &mut Listed| (l.card.reporter_n, l.card.taken_back) = (3, 3);
    assert_eq!(words(&with(quiet(1, 10, 5), back)), ["taken_back"]);
    assert_eq!(
        words(&with(quiet(1, 10, 5), |l| (back(l), l.card.reporter_n = 4).0)),
        ["taken_back", "unread"]
    );
    assert!(words(&with(quiet(1, 10, 5), |l| (l.card.reporter_n, l.card.taken_back) = (2, 2))).is_empty());
    // What was read waits all the same, and of a new report only what was said after it.
    let waits = |since| move |l: &mut Listed| l.card.waiting = Some(TODAY.plus(since));
    assert_eq!(reasons(&with(quiet(1, 10, 5), waits(-2)), TODAY), [Reason::Answer(TODAY.plus(-2))]);
    assert_eq!(words(&with(quiet(1, 0, 1), |l| (new(l), waits(0)(l)).0)), ["new"]);
    assert_eq!(words(&with(quiet(1, 3, 1), |l| (new(l), waits(-1)(l)).0)), ["new", "answer"]);
    assert_eq!(words(&with(quiet(1, 10, 5), |l| (unread(l), waits(0)(l)).0)), ["unread", "answer"]);
    let closed = |l: &mut Listed| l.card.status = Status::Closed;
    assert_eq!(words(&with(quiet(1, 10, 5), |l| (closed(l), waits(0)(l)).0)), ["answer"]);
    assert_eq!(words(&with(quiet(1, 10, 5), |l| (closed(l), l.declined = true).0)), ["declined"]);
    assert!(words(&with(quiet(1, 10, 5), closed)).is_empty());
    assert_eq!(words(&with(quiet(1, 10, -5), closed)), ["check_in"], "a closed case broke no promise");
    let withdrawn = |l: &mut Listed| (l.card.status, l.card.urgent) = (Status::Withdrawn, true);
    assert!(words(&with(quiet(1, 10, -5), withdrawn)).is_empty());
}

#[test]
fn risk_is_what_was_assessed_last_and_before_that_what_was_said_at_filing() {
    let level = |urgent, risk| {
        with(quiet(1, 10, 5), |l| {
            l.card.urgent = urgent;
            l.desk = Some(DeskCard { seen: 2, risk, ..DeskCard::default() });
        })
        .risk()
    };
    assert_eq!(level(false, Level::Unassessed), None);
    assert_eq!(level(true, Level::Unassessed), Some(Risk::Filed));
    assert_eq!(level(true, Level::Low), None);
    assert_eq!(level(true, Level::Filed), Some(Risk::Filed), "asked, and not answered");
    assert_eq!(level(false, Level::High), Some(Risk::Assessed));
}

#[test]
fn why_it_cannot_wait_is_what_was_said_last() {
    let told = |risk| {
        with(quiet(1, 10, 5), |l| {
            l.card.told = vec!["danger".to_owned()];
            l.desk = Some(DeskCard { risk, grounds: vec!["weapon".to_owned()], ..DeskCard::default() });
        })
    };
    assert_eq!(told(Level::Unassessed).grounds(), ["danger"]);
    assert_eq!(told(Level::High).grounds(), ["weapon"]);
    assert_eq!(
        with(told(Level::High), |l| l.desk = None).grounds(),
        ["danger"],
        "what colleagues noted is not read"
    );
}

#[test]
fn a_task_is_ones_own() {
    let (mine, other) = (StaffId([1; 16]), StaffId([2; 16]));
    let tasks = vec![(other, Day(1)), (mine, Day(5)), (mine, Day(4))];
    let of = with(quiet(1, 1, 1), |l| l.desk = Some(DeskCard { tasks, ..DeskCard::default() }));
    assert_eq!((of.task_of(mine), of.task_of(StaffId([3; 16]))), (Some(Day(4)), None));
}

#[test]
fn what_cannot_wait_stands_before_what_is_late_and_that_before_the_rest() {
    let new = |l: &mut Listed| l.card.status = Status::New;
    let child = |l: &mut Listed| (l.card.child, l.card.urgent) = (true, true);
    let back = |l: &mut Listed| (l.card.reporter_n, l.card.taken_back) = (3, 3);
    let should = [
        with(quiet(9, 40, 9), child),
        with(quiet(9, 0, 1), |l| (new(l), l.card.urgent = true).0),
        quiet(8, 40, -9),
        quiet(7, 40, -1),
        with(quiet(7, 40, 0), |l| l.card.urgent = true),
        with(quiet(4, 40, 6), |l| {
            l.desk = Some(DeskCard { seen: 2, risk: Level::High, ..DeskCard::default() });
        }),
        quiet(6, 40, 0),
        with(quiet(5, 40, 9), back),
        with(quiet(5, 0, 1), new),
        with(quiet(3, 40, 1), |l| l.card.reporter_n = 3),
        with(quiet(3, 40, 1), |l| l.card.waiting = Some(TODAY)),
        with(quiet(2, 40, 5), |l| l.task = Some(TODAY)),
        quiet(1, 85, 5),
        with(quiet(1, 40, 1), |l| l.desk = Some(DeskCard { seen: 2, second: true, ..DeskCard::default() })),
        with(quiet(1, 40, 1), |l| l.declined = true),
        quiet(5, 40, 2),
        quiet(4, 40, 3),
        with(quiet(1, 40, 1), |l| l.card.status = Status::Withdrawn),
    ];
    let asking = Asking::default();
    let keys: Vec<_> = should.iter().map(|l| asking.key(l, TODAY)).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    assert_eq!(asking.key(&should[0], TODAY).0, 0, "a child before all else");
    let by = |sort| Asking { sort, ..Asking::default() };
    assert!(by(Sort::Due).key(&should[2], TODAY) < by(Sort::Due).key(&should[3], TODAY));
    assert!(by(Sort::Filed).key(&should[8], TODAY) < by(Sort::Filed).key(&should[6], TODAY));
    let said = with(quiet(1, 40, 1), |l| l.card.said = Some(TODAY));
    assert!(by(Sort::Said).key(&said, TODAY) < by(Sort::Said).key(&quiet(1, 1, 1), TODAY));
}

#[test]
fn filters_ask_for_what_they_say_and_junk_for_nothing() {
    let closed = with(quiet(1, 10, 5), |l| l.card.status = Status::Closed);
    let came_up = with(quiet(1, 10, 0), |l| l.card.status = Status::Closed);
    let parse = |status, reason, house, lang| Asking::parse(status, reason, house, lang, "");
    let open = parse("junk", "junk", "", "");
    assert!(open.shown == Shown::Open && open.reason.is_none() && open.sort == Sort::Need);
    assert!(open.wants(&quiet(1, 1, 1), TODAY) && !open.wants(&closed, TODAY) && open.wants(&came_up, TODAY));
    assert!(parse("all", "", "", "").wants(&closed, TODAY));
    let only = parse("closed", "", "", "");
    assert!(only.wants(&closed, TODAY) && !only.wants(&quiet(1, 1, 1), TODAY));
    assert!(parse("", "", "nbs", "lv").wants(&quiet(1, 1, 1), TODAY));
    assert!(!parse("", "", "vp", "").wants(&quiet(1, 1, 1), TODAY));
    assert!(!parse("", "", "", "en").wants(&quiet(1, 1, 1), TODAY));
    let late = parse("", "overdue", "", "");
    assert!(late.wants(&quiet(1, 9, -1), TODAY) && !late.wants(&quiet(1, 9, 0), TODAY));
    let child = with(quiet(1, 9, 9), |l| l.card.child = true);
    let asked = parse("", "child", "", "");
    assert!(asked.wants(&child, TODAY) && !asked.wants(&quiet(1, 9, 9), TODAY));
    let shut = with(quiet(1, 9, 90), |l| (l.card.child, l.card.status) = (true, Status::Closed));
    assert!(asked.wants(&shut, TODAY) && open.wants(&shut, TODAY), "closing ends no duty");
    assert!(parse("", "check_in", "", "").wants(&quiet(1, 29, 1), TODAY));
}

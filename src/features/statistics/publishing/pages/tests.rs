use std::sync::Arc;

use askama::Template;
use jiff::civil::date;

use super::{Publishing, Question, refused, said};
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::domain::statistics::{Menu, MenuTable, Period, Table};
use crate::features::statistics::menu::Odd;
use crate::features::statistics::publish::{Act, Asked, Desk, Earlier, Refused, Stage, Year};
use crate::features::statistics::show::cell_name;
use crate::texts::{Arg, Lang};
use crate::vault::VaultError;
use crate::vault::roster::Roster;
use crate::vault::statistics::plan::Plan;
use crate::web::desk::samples;

fn menu(year: i16) -> Menu {
    let table = |table: Table| MenuTable { table, epsilon: "1/8".to_owned(), cells: vec!["a".to_owned()] };
    Menu { year, expected: 1, taxonomy: 1, tables: Table::ALL.into_iter().map(table).collect() }
}

fn year(year: i16, second: Option<StaffId>, stages: &[Stage]) -> Year {
    let first = StaffId([1; 16]);
    Year {
        plan: Plan { menu: menu(year), recipients: Vec::new(), body: "<b>".to_owned(), first, second },
        signs: true,
        holds: true,
        holders: Vec::new(),
        released: vec![(Period { year, quarter: 1 }, date(2026, 4, 2), [first, StaffId([2; 16])])],
        periods: Period::all_of(year).into_iter().zip(stages.iter().copied()).collect(),
    }
}

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

/// What somebody sees who has these years before them.
fn desk_of(me: StaffId, years: Vec<Year>) -> Desk {
    Desk {
        me,
        today: TODAY,
        years,
        next: Vec::new(),
        came: Vec::new(),
        enough: true,
        roster: Arc::new(Roster::default()),
    }
}

#[test]
fn every_stage_is_said_and_no_button_stands_where_it_does_nothing() {
    let staff = StaffId([1; 16]);
    let stages =
        [Stage::Released, Stage::Approved(staff), Stage::Ready, Stage::Waits(staff), Stage::Quarters];
    for lang in Lang::ALL {
        let shell = samples::shell(lang, "/console/statistics");
        let who = samples::who(Role::Adviser, "nbs");
        let years = vec![
            year(2025, Some(staff), &stages),
            year(
                2026,
                Some(staff),
                &[Stage::Closed, Stage::Running, Stage::Running, Stage::Running, Stage::Running],
            ),
            year(2027, None, &[]),
        ];
        let next = vec![(2028, Ok(menu(2028))), (2029, Err(Odd::Budget))];
        let desk = Desk { next, ..desk_of(staff, years) };
        for (said, why) in [("x", ""), ("", "x"), ("", "")] {
            let (said, why) = (said.to_owned(), why.to_owned());
            let page = Publishing { shell: &shell, who: &who, desk: &desk, said, why };
            let html = page.render().unwrap();
            samples::check(&html, lang);
            let buttons = |go: &str| html.matches(&format!("href=\"/console/statistics/{go}:")).count();
            assert_eq!(["prepare", "confirm", "approve", "release"].map(buttons), [1, 1, 1, 1]);
            assert!(html.contains("/release:2025-Q2\"") && html.contains("/approve:2025-Q3\""));
            let main = &html[html.find("<main").unwrap()..];
            assert!(!main.contains("<form"), "nothing is done on the page itself");
            samples::keep("console-statistics", lang, &html);
        }
        // An account without a part says so only where there is something left to release.
        let of = |stages: &[Stage]| Year { holds: false, ..year(2025, Some(staff), stages) };
        let next = vec![(2027, Ok(menu(2027)))];
        let years = vec![of(&[Stage::Released; 5]), year(2027, None, &[])];
        let mut desk = Desk { next, ..desk_of(staff, years) };
        let html = |desk: &Desk| {
            let (said, why) = (String::new(), String::new());
            Publishing { shell: &shell, who: &who, desk, said, why }.render().unwrap()
        };
        assert!(!html(&desk).contains(&shell.t("publishing-no-share")));
        assert!(html(&desk).contains(&shell.t1("publishing-prepare-anew", "year", "2027")));
        desk.years[0] = of(&[Stage::Released, Stage::Running]);
        assert!(html(&desk).contains(&shell.t("publishing-no-share")));
        let roster = Arc::new(Roster::default());
        let idle = Desk { enough: false, roster, ..desk_of(staff, Vec::new()) };
        let html = html(&idle);
        samples::check(&html, lang);
        assert!(!html.contains("href=\"/console/statistics/"));
        assert!(html.contains(&shell.t("publishing-not-enough")));
    }
}

#[test]
fn every_act_asks_first_with_one_button_and_says_what_has_no_way_back() {
    let staff = StaffId([1; 16]);
    for lang in Lang::ALL {
        let (shell, who) = (samples::shell(lang, "/console/statistics"), samples::who(Role::Adviser, "nbs"));
        for act in Act::ALL {
            let of_plan = matches!(act, Act::Prepare | Act::Confirm);
            let asked = Asked {
                menu: of_plan.then(|| menu(2027)),
                first: of_plan.then_some(staff),
                approved: (!of_plan).then_some((staff, date(2026, 5, 10))),
                counted_from: (!of_plan).then_some(date(2026, 5, 10)),
                ..Asked::default()
            };
            let period = Period { year: 2027, quarter: if of_plan { 0 } else { 3 } };
            let (roster, errors) = (&Roster::default(), Vec::new());
            let html = Question { shell: &shell, who: &who, asked: &asked, roster, act, period, errors };
            let html = html.render().unwrap();
            samples::check(&html, lang);
            let main = &html[html.find("<main").unwrap()..];
            assert_eq!(main.matches("<button").count(), 1);
            assert!(main.contains(&format!("action=\"/console/statistics/{}:{period}\"", act.word())));
            assert_eq!(main.contains("data-final"), matches!(act, Act::Confirm | Act::Release));
            assert_eq!(main.contains("<table"), of_plan);
            assert_eq!(main.matches("type=\"password\"").count(), 1);
            samples::keep(&format!("console-statistics-{}", act.word()), lang, &html);
        }
    }
}

#[test]
fn a_plan_names_every_row_how_exact_it_is_and_how_it_stands() {
    let staff = StaffId([1; 16]);
    for lang in Lang::ALL {
        let (shell, who) = (samples::shell(lang, "/console/statistics"), samples::who(Role::Adviser, "nbs"));
        let mut of = menu(2027);
        // An ε of 1 leaves what is drawn four times a year within 5 of its count, and one draw within 3.
        of.expected = 150;
        of.tables[0].epsilon = "1".to_owned();
        of.tables[0].cells = vec!["nbs".to_owned(), "vugd".to_owned()];
        of.tables[3].cells = vec!["woman".to_owned(), "unknown".to_owned()];
        // As sums of three years alone, with so many rows.
        of.tables[4].cells = (0..20).map(|n| format!("c{n}")).collect();
        let names = |table, cells: &[&str]| {
            let names: Vec<_> = cells.iter().map(|cell| cell_name(&shell, table, cell)).collect();
            names.join("; ")
        };
        let all = [names(Table::Institution, &["nbs", "vugd"]), names(Table::Sex, &["woman", "unknown"])];
        let roster = Roster::default();
        for act in [Act::Prepare, Act::Confirm] {
            let came = vec![
                Earlier { year: 2025, from: Some(date(2025, 2, 10)), low: 20, high: 40 },
                Earlier { year: 2026, from: None, low: 62, high: 92 },
            ];
            let two = act == Act::Confirm;
            let mut holders = vec![("nbs".to_owned(), 2), ("vp".to_owned(), 1), ("vugd".to_owned(), 2)];
            holders.truncate(if two { 2 } else { 3 });
            let asked =
                Asked { menu: Some(of.clone()), first: Some(staff), came, holders, ..Asked::default() };
            let period = Period { year: 2027, quarter: 0 };
            let (roster, errors) = (&roster, Vec::new());
            let html = Question { shell: &shell, who: &who, asked: &asked, roster, act, period, errors };
            let html = html.render().unwrap();
            for rows in &all {
                assert!(html.contains(rows.as_str()), "{rows}");
            }
            let values = [("year", Arg::Num(5)), ("quarter", Arg::Num(3))];
            let within = shell.texts.say_with(lang, "publishing-within-quarter", &values);
            assert!(html.contains(&within), "{within}: {html}");
            assert!(
                html.contains(&shell.t("publishing-itself")) && html.contains(&shell.t("publishing-threes"))
            );
            assert!(html.contains(&shell.t("publishing-epsilon")));
            let hint = if two { "publishing-alone-of-two" } else { "publishing-alone-among" };
            assert!(html.contains(&shell.t1(hint, "list", &shell.t("institution-vp"))));
            assert!(html.contains(&format!("{}: 2", shell.t("institution-nbs"))));
            assert!(html.contains("20–40") && html.contains("62–92") && html.contains("data-many"));
        }
    }
}

#[test]
fn what_was_done_is_said_only_where_it_is_so() {
    let staff = StaffId([1; 16]);
    let shell = samples::shell(Lang::EN, "/console/statistics");
    let desk = |second, stage| {
        let years = vec![year(2026, second, &[stage])];
        desk_of(staff, years)
    };
    let quarter = Period { year: 2026, quarter: 1 };
    for (act, of, second, stands) in [
        (Act::Prepare, Period { year: 2026, quarter: 0 }, None, Stage::Running),
        (Act::Confirm, Period { year: 2026, quarter: 0 }, Some(staff), Stage::Running),
        (Act::Approve, quarter, Some(staff), Stage::Own),
        (Act::TakeBack, quarter, Some(staff), Stage::Ready),
        (Act::Release, quarter, Some(staff), Stage::Released),
    ] {
        assert!(!said(&shell, &desk(second, stands), (act, of)).is_empty(), "{act:?}");
        let other = if act == Act::Prepare { Some(staff) } else { Some(StaffId([2; 16])) };
        assert!(said(&shell, &desk(other, Stage::Closed), (act, of)).is_empty(), "{act:?}");
        assert!(said(&shell, &desk(second, stands), (act, Period { year: 2025, ..of })).is_empty());
    }
}

#[test]
fn a_plan_that_is_signed_before_its_year_begins_counts_nothing_of_today() {
    let staff = StaffId([1; 16]);
    for lang in Lang::ALL {
        let (shell, who) = (samples::shell(lang, "/console/statistics"), samples::who(Role::Adviser, "nbs"));
        let from = shell.texts.day_from(lang, date(2027, 1, 1));
        let roster = Roster::default();
        for (of, ahead) in [(2026, false), (2027, true)] {
            let desk = desk_of(staff, vec![year(of, Some(staff), &[])]);
            let period = Period { year: of, quarter: 0 };
            let done = said(&shell, &desk, (Act::Confirm, period));
            assert!(!done.is_empty());
            assert_eq!(done.contains(&from), ahead, "{done}");
            let asked = Asked { menu: Some(menu(of)), ahead, ..Asked::default() };
            let (roster, errors, act) = (&roster, Vec::new(), Act::Confirm);
            let html = Question { shell: &shell, who: &who, asked: &asked, roster, act, period, errors };
            assert_eq!(html.render().unwrap().contains(&from), ahead);
        }
    }
}

#[test]
fn every_refusal_has_a_sentence_and_a_fault_none() {
    for lang in Lang::ALL {
        let shell = samples::shell(lang, "/console/statistics");
        let staff = StaffId([1; 16]);
        let desk = desk_of(staff, vec![year(2026, Some(staff), &[])]);
        let quarter = Period { year: 2026, quarter: 1 };
        let all = [
            Refused::Planned(staff, staff),
            Refused::Unapproved(quarter, staff),
            Refused::Stage(quarter, Stage::Released),
            Refused::NotEnough,
            Refused::Menu(Odd::Epsilon(Table::Sex)),
            Refused::Menu(Odd::Changed(Table::Sex)),
            Refused::Menu(Odd::Budget),
            Refused::Menu(Odd::Expected),
            Refused::Year,
            Refused::NotPlanned,
            Refused::Anew,
            Refused::PlanWaits(staff),
            Refused::NotTheirs(staff),
            Refused::TakenBack,
            Refused::NotAnother,
            Refused::NoShare,
            Refused::Altered,
        ];
        let stages = [
            Stage::Running,
            Stage::Uncounted(date(2026, 5, 10)),
            Stage::Closed,
            Stage::Quarters,
            Stage::Keyless,
            Stage::Ready,
            Stage::Approved(staff),
            Stage::Own,
            Stage::Waits(staff),
            Stage::Released,
        ];
        let stages = stages.map(|stage| Refused::Stage(Period { year: 2026, quarter: 2 }, stage));
        let said: Vec<_> = all.iter().chain(&stages).map(|why| refused(&shell, &desk, why)).collect();
        for (n, text) in said.iter().enumerate() {
            assert!(text.as_ref().is_some_and(|text| !text.is_empty()) && !said[..n].contains(text), "{n}");
        }
        assert!(refused(&shell, &desk, &Refused::Fault(VaultError::Refused)).is_none());
        assert!(refused(&shell, &desk, &Refused::NotStanding).is_none());
        let drawn = refused(&shell, &desk, &Refused::Stage(quarter, Stage::Released)).unwrap();
        assert!(drawn.contains(&shell.texts.day_on(lang, date(2026, 4, 2))), "{drawn}");
    }
}

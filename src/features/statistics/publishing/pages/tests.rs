use std::sync::Arc;

use askama::Template;

use super::{Publishing, SAID, refused};
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::domain::statistics::{Menu, MenuTable, Period, Table};
use crate::features::statistics::menu::Odd;
use crate::features::statistics::publish::{Desk, Refused, Stage, Year};
use crate::texts::Lang;
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
        periods: Period::all_of(year).into_iter().zip(stages.iter().copied()).collect(),
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
        let desk = Desk { years, next, enough: true, roster: Arc::new(Roster::default()) };
        for said in SAID.into_iter().chain([""]) {
            let page = Publishing { shell: &shell, who: &who, desk: &desk, said, errors: Vec::new() };
            let html = page.render().unwrap();
            samples::check(&html, lang);
            let buttons = |go: &str| html.matches(&format!("value=\"{go}:")).count();
            assert_eq!(["prepare", "confirm", "approve", "release"].map(buttons), [1, 1, 1, 1]);
            assert!(html.contains("value=\"release:2025-Q2\"") && html.contains("value=\"approve:2025-Q3\""));
            assert_eq!(html.matches("type=\"password\"").count(), 1);
            samples::keep("console-statistics", lang, &html);
        }
        // An account without a part says so only where there is something left to release.
        let of = |stages: &[Stage]| Year { holds: false, ..year(2025, Some(staff), stages) };
        let next = vec![(2027, Ok(menu(2027)))];
        let years = vec![of(&[Stage::Released; 5]), year(2027, None, &[])];
        let mut desk = Desk { years, next, enough: true, roster: Arc::new(Roster::default()) };
        let html = |desk: &Desk| {
            Publishing { shell: &shell, who: &who, desk, said: "", errors: Vec::new() }.render().unwrap()
        };
        assert!(!html(&desk).contains(&shell.t("publishing-no-share")));
        assert!(html(&desk).contains(&shell.t1("publishing-prepare-anew", "year", "2027")));
        desk.years[0] = of(&[Stage::Released, Stage::Running]);
        assert!(html(&desk).contains(&shell.t("publishing-no-share")));
        // Nothing to do, nothing to type.
        let idle =
            Desk { years: Vec::new(), next: Vec::new(), enough: false, roster: Arc::new(Roster::default()) };
        let page = Publishing { shell: &shell, who: &who, desk: &idle, said: "", errors: Vec::new() };
        let html = page.render().unwrap();
        samples::check(&html, lang);
        assert!(!html.contains("type=\"password\"") && html.contains(&shell.t("publishing-not-enough")));
    }
}

#[test]
fn every_refusal_has_a_sentence_and_a_fault_none() {
    for lang in Lang::ALL {
        let shell = samples::shell(lang, "/console/statistics");
        let all = [
            Refused::NotEnough,
            Refused::Menu(Odd::Epsilon(Table::Sex)),
            Refused::Menu(Odd::Changed(Table::Sex)),
            Refused::Menu(Odd::Budget),
            Refused::Menu(Odd::Expected),
            Refused::Year,
            Refused::Stage,
            Refused::NotAnother,
            Refused::NoShare,
            Refused::Altered,
        ];
        for why in &all {
            assert!(refused(&shell, why).is_some_and(|e| !e.text.is_empty()), "{why:?}");
        }
        assert!(refused(&shell, &Refused::Fault(VaultError::Refused)).is_none());
        assert!(refused(&shell, &Refused::NotStanding).is_none());
    }
}

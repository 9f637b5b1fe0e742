//! The roster's page from samples, in both languages.

use askama::Template as _;

use super::{Brought, RosterPage};
use crate::domain::staff::{Leaving, Role};
use crate::features::admin::roster::{CarryFault, Line, State, What};
use crate::texts::Lang;
use crate::vault::roster::Refusal;
use crate::web::desk::Words as _;
use crate::web::desk::samples::{check, keep, shell, who};

const EVERY: [What; 6] = [
    What::Recovery(1),
    What::Vouch { outside: false },
    What::Vouch { outside: true },
    What::Change { outside: false },
    What::Change { outside: true },
    What::Leave(Leaving::Left),
];

fn lines() -> Vec<Line> {
    let line = |(n, what): (i64, What)| Line {
        number: n,
        what,
        name: "Ilze Ļotigaraisuzvārds-Paraudziņa".to_owned(),
        institution: if n == 1 { String::new() } else { "nbs".to_owned() },
        fingerprint: if n == 1 { String::new() } else { "FNQB-YXSP-E040-CSQN".to_owned() },
        root: n < 4,
        signers: if n < 4 { Vec::new() } else { vec!["Anna".to_owned(), "Jānis".to_owned()] },
    };
    (1..).zip(EVERY).map(line).collect()
}

#[test]
fn every_kind_of_statement_is_told_in_words() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/admin/roster"), who(Role::Administrator, ""));
        let page = |state: &State, brought: Brought, taken, name| {
            let errors = brought.errors(&shell);
            let request = "balss-roster-request-2026-03-01.json".to_owned();
            let page = RosterPage { shell: &shell, who: &who, state, brought, request, taken, errors };
            let page = page.render().expect("renders");
            check(&page, lang);
            keep(name, lang, &page);
            page
        };
        let empty = State { lines: Vec::new(), pending: Vec::new(), fault: Some(3) };
        let shown = page(&empty, Brought::Nothing, None, "roster_empty");
        assert!(shown.contains(&shell.t("roster-pending-none")) && !shown.contains("/admin/roster/request"));
        let pending = lines().into_iter().map(|l| (l, Some(Refusal::Keys))).collect();
        let full = State { lines: lines(), pending, fault: None };
        let shown = page(&full, Brought::Checked(lines(), "{\"a\"}".to_owned()), Some(2), "roster");
        for what in EVERY {
            assert!(shown.contains(&format!("data-statement=\"{}\"", what.word())));
        }
        assert_eq!(shown.matches("name=\"go\" value=\"take\"").count(), 1);
        assert!(shown.contains("value=\"{&#34;a&#34;}\"") && shown.contains("/admin/roster/request"));
        assert!(shown.contains(&shell.choice("colleague-refused", "keys")));
        let statements = Refusal::ALL.into_iter().map(|why| CarryFault::Statement(7, why));
        let faults = [CarryFault::Form, CarryFault::Request, CarryFault::Empty, CarryFault::Known]
            .into_iter()
            .chain(statements);
        for fault in faults {
            let refused = Brought::Refused(fault, "<b>typed</b>".to_owned());
            let shown = page(&full, refused, None, "roster_refused");
            assert!(shown.contains("data-error") && shown.contains("&#60;b&#62;typed"), "{fault}");
            assert!(!shown.contains("value=\"take\""));
        }
    }
}

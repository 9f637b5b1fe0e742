//! The administrator's page from empty and full samples, in both languages.

use askama::Template as _;

use super::{AdminHome, HealthRow, MailRow, MailState, StaffRow};
use crate::domain::staff::Role;
use crate::features::admin::people::Vouched;
use crate::health::Level;
use crate::texts::Lang;
use crate::web::desk::samples::{check, keep, shell, who};

const HEALTH: [&str; 14] = [
    "store",
    "blobs",
    "mail",
    "notices",
    "clock",
    "keys",
    "state",
    "roster",
    "audit",
    "people",
    "staffing",
    "help",
    "calendar",
    "preparation",
];

fn mail(id: &str, state: MailState, last_error_code: &str) -> MailRow {
    MailRow {
        id: id.to_owned(),
        kind: "daily_notice".to_owned(),
        day: "2026-03-09".to_owned(),
        state,
        attempts: 8,
        last_error_code: last_error_code.to_owned(),
    }
}

fn staff(role: Role, institution: &str, good: bool) -> StaffRow {
    StaffRow {
        id: "ab".repeat(16),
        name: "Ilze Ļotigaraisuzvārds-Paraudziņa".to_owned(),
        username: format!("{}-{good}", role.word()),
        role,
        institution: institution.to_owned(),
        active: good,
        enrolled: good,
        vouched: (role == Role::Adviser).then_some(if good { Vouched::Now } else { Vouched::Earlier }),
    }
}

#[test]
fn a_new_installation_has_no_mail_yet() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/admin"), who(Role::Administrator, ""));
        let page = AdminHome {
            shell: &shell,
            who: &who,
            staff: Vec::new(),
            mail: Vec::new(),
            health: Vec::new(),
            retried: false,
        }
        .render()
        .expect("renders");
        check(&page, lang);
        assert!(page.contains(&shell.t("admin-mail-none")) && page.contains(&shell.t("admin-no-reports")));
        assert!(!page.contains("/retry"));
    }
}

#[test]
fn only_a_dead_mail_can_be_tried_again() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/admin"), who(Role::Administrator, ""));
        let health = HEALTH
            .iter()
            .map(|name| HealthRow {
                name: (*name).to_owned(),
                level: match *name {
                    "mail" => Level::Fault,
                    "calendar" => Level::Warn,
                    _ => Level::Ok,
                },
                why: if *name == "people" { vec!["<b>".to_owned()] } else { Vec::new() },
            })
            .collect();
        let page = AdminHome {
            shell: &shell,
            who: &who,
            staff: {
                let all = Role::ALL.iter().flat_map(|r| [staff(*r, "vugd", true), staff(*r, "", false)]);
                let of = |v| StaffRow { vouched: Some(v), ..staff(Role::Adviser, "vp", true) };
                let more = Vouched::ALL.map(of).into_iter();
                let invited = StaffRow { enrolled: false, ..staff(Role::Auditor, "", true) };
                all.chain(more).chain([invited]).collect()
            },
            mail: vec![
                mail("a1", MailState::Dead, "550"),
                mail("b2", MailState::Waiting, "timeout"),
                mail("c3", MailState::Sent, ""),
            ],
            health,
            retried: true,
        }
        .render()
        .expect("renders");
        check(&page, lang);
        keep("admin", lang, &page);
        assert_eq!(page.matches("/retry\"").count(), 1);
        assert!(page.contains("action=\"/admin/mail/a1/retry\""));
        for state in ["dead", "waiting", "sent"] {
            assert!(page.contains(&format!("data-mail-state=\"{state}\"")));
        }
        assert!(page.contains("class=\"desk-fault\"") && page.contains(&shell.t("admin-fault")));
        assert!(page.contains(&shell.t("admin-warn")));
        assert!(page.contains(&shell.t("admin-staff-inactive")));
        assert!(page.contains(&shell.t("people-not-enrolled")), "invited, and never signed in");
        for vouched in Vouched::ALL {
            assert!(page.contains(&format!("data-vouched=\"{}\"", vouched.word())));
        }
        assert_eq!(page.matches("data-why").count(), 1);
    }
}

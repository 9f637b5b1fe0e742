//! The pages of people from empty and full samples, in both languages.

use askama::Template as _;

use super::{
    Act, AdminCode, AdminInvite, AdminPerson, Choice, DetailsForm, FieldError, Fields, Kind, Missing, Said,
    Standing, Vouched,
};
use crate::domain::staff::Role;
use crate::features::admin::people::capability::{DAYS, WORDS};
use crate::features::admin::people::details::Fault;
use crate::texts::Lang;
use crate::web::desk::samples::{check, keep, shell, who};
use crate::web::page_check::HOSTILE;

fn choices(words: &[&str]) -> Vec<Choice> {
    let choice =
        |w: &&str| Choice { word: (*w).to_owned(), label: format!("{w} {HOSTILE}"), chosen: *w == words[0] };
    words.iter().map(choice).collect()
}

fn form() -> DetailsForm {
    let typed = ["username", "name", "mail"].map(|n| (n.to_owned(), HOSTILE.to_owned()));
    DetailsForm {
        typed: Fields(typed.into()),
        institutions: choices(&["nbs", "vp"]),
        langs: choices(&["lv", "en"]),
        outside: true,
    }
}

fn errors(fields: impl IntoIterator<Item = &'static str>) -> Vec<FieldError> {
    fields.into_iter().map(|field| FieldError { field, text: format!("fault of {field}") }).collect()
}

#[test]
fn an_invitation_keeps_what_was_typed_beside_its_faults() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/admin/people/new"), who(Role::Administrator, ""));
        let mut wrong: Vec<_> = Fault::ALL.iter().map(|f| f.field().0).collect();
        wrong.dedup();
        wrong.extend(["role", "passphrase"]);
        for (closed, wrong) in [(Vec::new(), Vec::new()), (choices(&["aa", "bb"]), wrong)] {
            let page = AdminInvite {
                shell: &shell,
                who: &who,
                form: form(),
                roles: choices(&["adviser", "auditor"]),
                closed,
                errors: errors(wrong.clone()),
            };
            let page = page.render().expect("renders");
            check(&page, lang);
            assert!(!page.contains("<script>") && page.contains("&#60;script&#62;"));
            assert_eq!(page.matches("data-error").count(), wrong.len());
            assert_eq!(page.matches("aria-invalid=\"true\"").count(), wrong.len());
            assert_eq!(page.matches("type=\"password\"").count(), 1);
            keep(if wrong.is_empty() { "invite" } else { "invite-wrong" }, lang, &page);
        }
    }
}

#[test]
fn a_code_stands_with_what_to_do() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/admin/people/x"), who(Role::Administrator, ""));
        for (kind, told) in [
            (Kind::Enrol, None),
            (Kind::Enrol, Some(true)),
            (Kind::Factor, Some(true)),
            (Kind::Factor, Some(false)),
        ] {
            let page = AdminCode {
                shell: &shell,
                who: &who,
                enrol: "balss.example.lv/enrol".to_owned(),
                href: "/admin/people/x".to_owned(),
                name: HOSTILE.to_owned(),
                username: "ilze".to_owned(),
                code: "0000-0000-0000-0000-0000".to_owned(),
                kind,
                ends: "2026-03-01, 12:00".to_owned(),
                told,
                adviser_again: told == Some(true) && kind == Kind::Enrol,
            };
            let page = page.render().expect("renders");
            check(&page, lang);
            assert!(page.contains("0000-0000-0000-0000-0000") && page.contains("/enrol"));
            let again = told == Some(true) && kind == Kind::Enrol;
            assert_eq!(page.contains(&shell.t("people-code-adviser-again")), again);
            assert_eq!(page.contains(&shell.t("people-code-told")), told == Some(true));
            assert_eq!(page.contains(&shell.t("people-code-not-told")), told == Some(false));
            keep(if kind == Kind::Enrol { "code" } else { "code-factor" }, lang, &page);
        }
    }
}

#[test]
fn an_account_offers_what_can_be_done_with_it() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/admin/people/x"), who(Role::Administrator, ""));
        let record: Vec<_> =
            WORDS.iter().chain(&DAYS).map(|n| ((*n).to_owned(), HOSTILE.to_owned())).collect();
        let own = |acts, record: Option<Fields>, missing, errors, active| AdminPerson {
            shell: &shell,
            who: &who,
            id: "x".to_owned(),
            name: "Ilze Ļotigaraisuzvārds-Paraudziņa".to_owned(),
            role: "adviser",
            standing: if active { Standing::Open } else { Standing::StillNamed },
            enrolled: active,
            vouched: record.is_some().then_some(Vouched::Details),
            invited_until: if active { "2026-03-01".to_owned() } else { String::new() },
            form: form(),
            acts,
            act: Some(Act::Disable),
            record,
            missing,
            errors,
            said: active.then_some(Said::Saved),
        };
        let page = own(Vec::new(), None, Vec::new(), Vec::new(), true).render().expect("renders");
        check(&page, lang);
        assert!(page.contains(&shell.t("people-own")) && !page.contains("/act\""));
        let wrong: Vec<_> =
            WORDS.into_iter().chain(DAYS).chain(["act", "proceedings", "passphrase"]).collect();
        let page =
            own(Act::ALL.into(), Some(Fields(record)), Missing::ALL.into(), errors(wrong.clone()), false);
        let page = page.render().expect("renders");
        check(&page, lang);
        assert_eq!(page.matches("data-missing").count(), Missing::ALL.len());
        assert_eq!(page.matches("data-error").count(), wrong.len());
        assert_eq!(page.matches(" checked").count(), 2, "the chosen act, and reading for others");
        assert!(!page.contains("<script>"));
        keep("person", lang, &page);
        // What was saved does not stand in the signed list yet.
        let mut page = own(Vec::new(), Some(Fields(Vec::new())), Vec::new(), Vec::new(), true);
        for (said, vouched, id) in [
            (Said::Saved, Vouched::Details, "people-saved-waits"),
            (Said::Saved, Vouched::Now, "people-saved"),
            (Said::Closed, Vouched::Now, "people-said-closed"),
            (Said::Opened, Vouched::Revoked, "people-said-opened"),
        ] {
            (page.said, page.vouched) = (Some(said), Some(vouched));
            let page = page.render().expect("renders");
            check(&page, lang);
            assert!(page.contains(&shell.t(id)), "{id}");
        }
    }
}

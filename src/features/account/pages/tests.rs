//! Every page of one's own account from empty, full and faulty samples, in both languages.

use super::super::choose::Fault;
use super::super::enrol::After;
use super::super::qr;
use super::{Codes, Door, Keys, Know, Own, Setup, say_knock};
use crate::domain::staff::Role;
use crate::texts::Lang;
use crate::web::desk::samples::{check, keep, shell, who};

const NASTY: &str = "<script>\"Ilze\"</script> Ļotigaraisuzvārds-Paraudziņa";

fn rendered(name: &str, lang: Lang, page: &impl askama::Template) -> String {
    let page = page.render().expect("renders");
    check(&page, lang);
    keep(name, lang, &page);
    page
}

#[test]
fn the_door_says_one_sentence_and_keeps_the_name_only() {
    for lang in Lang::ALL {
        let shell = shell(lang, "/enrol");
        let page = |error, username: &str| Door { shell: &shell, error, username: username.to_owned() };
        assert!(!rendered("enrol-door", lang, &page(None, "")).contains("data-error"));
        for busy in [false, true] {
            let said = say_knock(&shell, busy);
            let html = rendered("enrol-door-error", lang, &page(Some(said.clone()), NASTY));
            assert_eq!(html.matches("data-error").count(), 1);
            assert!(html.contains(&said) && !html.contains("<script>"));
        }
    }
}

#[test]
fn every_fault_stands_beside_a_field_of_its_page() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/enrol"), who(Role::Adviser, "nbs"));
        for fault in Fault::ALL {
            let error = fault.say(&shell);
            let factor = || qr::show("ilze", &[7; 20]).expect("fits");
            let setup = |factor_only| Setup {
                shell: &shell,
                name: NASTY.to_owned(),
                username: "ilze".to_owned(),
                factor_only,
                factor: factor(),
                errors: vec![error.clone()],
            };
            let keys = Keys {
                shell: &shell,
                who: &who,
                username: "ilze".to_owned(),
                has_factor: true,
                in_force: true,
                factor: factor(),
                errors: vec![error.clone()],
            };
            let beside = format!("<p data-error id=\"{}-error\">", error.field);
            assert!(rendered("account-keys-error", lang, &keys).contains(&beside), "{fault:?}");
            let html = match fault {
                Fault::Code => continue,
                Fault::Passphrase | Fault::Busy => rendered("enrol-factor-error", lang, &setup(true)),
                _ => rendered("enrol-setup-error", lang, &setup(false)),
            };
            assert!(html.contains(&beside) && html.contains(&error.text), "{fault:?}");
            assert!(html.contains("aria-invalid=\"true\"") && !html.contains("<script>"));
        }
    }
}

#[test]
fn the_secret_is_shown_as_picture_and_text_and_sent_nowhere() {
    for lang in Lang::ALL {
        let shell = shell(lang, "/enrol");
        for factor_only in [false, true] {
            let page = Setup {
                shell: &shell,
                name: "Ilze".to_owned(),
                username: "ilze".to_owned(),
                factor_only,
                factor: qr::show("ilze", &[7; 20]).expect("fits"),
                errors: Vec::new(),
            };
            let html = rendered(if factor_only { "enrol-factor" } else { "enrol-setup" }, lang, &page);
            let secret = qr::show("ilze", &[7; 20]).expect("fits").secret;
            assert_eq!(html.matches(&secret).count(), 1);
            assert!(!html.contains(&secret.replace(' ', "")) && !html.contains("otpauth"));
            assert_eq!(html.contains("name=\"new\""), !factor_only);
            assert_eq!(html.contains("name=\"passphrase\""), factor_only);
            assert!(html.contains("<svg") && !html.contains("<img"));
        }
    }
}

#[test]
fn codes_are_listed_and_sent_back_nowhere() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/enrol"), who(Role::Auditor, ""));
        for who in [None, Some(&who)] {
            let codes: Vec<String> = (0..10).map(|n| format!("K7QM{n}-F9XAB")).collect();
            let html =
                rendered("account-codes", lang, &Codes { shell: &shell, who, codes, after: After::Keys });
            assert_eq!(html.matches("<li>K7QM").count(), 10);
            let to = if who.is_some() { "/account/spare" } else { "/enrol" };
            assert_eq!(html.matches(&format!("action=\"{to}\"")).count(), 1);
            let inputs = if who.is_some() { 2 } else { 3 };
            assert_eq!(html.matches("<input").count(), inputs, "the token, the step, what follows");
        }
        for after in After::ALL {
            assert_eq!(After::parse(after.word()), after);
            let html = rendered("enrol-know", lang, &Know { shell: &shell, after });
            let said = |id: &str| html.contains(&shell.t(id));
            assert!(said("know-done") && said("know-wait"));
            assert!(html.find(&shell.t("know-done")) < html.find("<h1>"), "first that one may sign in");
            assert_eq!(said("know-vouch"), after == After::New);
            assert_eq!(said("know-keys"), after == After::Keys);
            assert_eq!(said("know-nobody-text"), after != After::Other);
        }
    }
}

#[test]
fn the_account_page_tells_what_is_so() {
    for lang in Lang::ALL {
        let shell = shell(lang, "/account");
        for (n, role) in Role::ALL.into_iter().enumerate() {
            let who = who(role, if role == Role::Adviser { "vugd" } else { "" });
            let bare = n % 2 == 0;
            let page = Own {
                shell: &shell,
                who: &who,
                username: "ilze".to_owned(),
                mail: if bare { String::new() } else { "ilze@example.org".to_owned() },
                has_factor: bare,
                codes_left: i64::try_from(n).expect("small"),
                waiting: bare.then_some(role != Role::Administrator),
                changed: !bare,
                errors: Vec::new(),
            };
            let html = rendered(&format!("account-{}", role.word()), lang, &page);
            assert_eq!(html.contains("spare_passphrase"), bare);
            let in_force = role != Role::Administrator;
            assert_eq!(html.contains(&shell.t("account-waiting")), bare && in_force);
            assert_eq!(html.contains(&shell.t("account-waiting-first")), bare && !in_force);
            assert_eq!(html.contains(&shell.t("account-changed")), !bare);
            let keys = Keys {
                shell: &shell,
                who: &who,
                username: "ilze".to_owned(),
                has_factor: bare,
                in_force: !bare,
                factor: qr::show("ilze", &[7; 20]).expect("fits"),
                errors: Vec::new(),
            };
            let html = rendered("account-keys", lang, &keys);
            let adviser = role == Role::Adviser;
            assert_eq!(html.contains(&shell.t("keys-vouch")), adviser && !bare);
            // Nobody vouches for the present ones: they are replaced at once.
            assert_eq!(html.contains(&shell.t("keys-vouch-first")), adviser && bare);
            assert_eq!(html.contains("id=\"code\""), bare);
        }
    }
}

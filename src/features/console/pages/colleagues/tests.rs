//! The pages of vouching from samples, in both languages.

use askama::Template as _;

use super::{ColleaguePage, Colleagues, Fault, Said, Unvouched};
use crate::crypto::hybrid::HybridIdentity;
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::{Leaving, Role};
use crate::features::console::colleagues::{Before, Colleague, List, Standing, Vouched, Waiting};
use crate::texts::Lang;
use crate::vault::roster::Refusal;
use crate::vault::statement::{StaffKey, fingerprint};
use crate::web::desk::samples::{check, keep, shell, who};
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

fn key(n: u8) -> StaffKey {
    StaffKey {
        staff: StaffId([n; 16]),
        person: PersonId([n; 16]),
        name: format!("Ilze Ļotigaraisuzvārds-Paraudziņa {n}"),
        institution: ["nbs", "vp"][usize::from(n % 2)].to_owned(),
        outside: n % 2 == 1,
        recipient: HybridIdentity::from_seed(&[n; 32]).recipient(),
        verifier: [n; 32],
    }
}

fn waiting(n: u8) -> Waiting {
    Waiting {
        fingerprint: fingerprint(&key(n)),
        key: key(n),
        signed: Vec::new(),
        mine: false,
        stale: false,
        seen: format!("{n:02x}").repeat(32),
        refusal: None,
        before: Before::Nothing,
        root_only: false,
    }
}

fn standing(n: u8, leaving: Option<Leaving>) -> Standing {
    Standing { fingerprint: fingerprint(&key(n)), key: key(n), since: 12, leaving, closed: leaving.is_some() }
}

fn page(shell: &Shell, who: &Who, colleague: &Colleague, errors: &[Fault], name: &str) -> String {
    let errors = errors.iter().map(|f| f.say(shell)).collect();
    let id = StaffId([7; 16]).to_string();
    let page = ColleaguePage { shell, who, id, colleague, errors, reason: String::new() };
    let page = page.render().expect("renders");
    check(&page, shell.lang);
    keep(name, shell.lang, &page);
    page
}

#[test]
fn who_is_not_vouched_for_sees_the_own_fingerprint_and_what_comes_next() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console"), who(Role::Adviser, "nbs"));
        let fingerprint = fingerprint(&key(1));
        let of = |vouched| {
            let fingerprint = fingerprint.clone();
            let later = vouched == Vouched::Never;
            let page = Unvouched { shell: &shell, who: &who, fingerprint, outside: true, vouched, later };
            let page = page.render().expect("renders");
            check(&page, lang);
            keep("unvouched", lang, &page);
            page
        };
        let (again, page) = (of(Vouched::Before), of(Vouched::Never));
        let before = shell.t("unvouched-before");
        assert!(again.contains(&before) && !page.contains(&before));
        assert!(page.contains(&format!("data-fingerprint translate=\"no\">{fingerprint}</p>")));
        assert!(!page.contains("data-case-id") && page.contains(&shell.t("unvouched-next-call")));
        let later = shell.t("unvouched-later");
        assert!(page.contains(&later) && !again.contains(&later));
        // Nobody calls: the root alone lets a revoked account stand again.
        let revoked = of(Vouched::Revoked);
        assert!(revoked.contains(&shell.t("unvouched-revoked")));
        assert!(!revoked.contains(&shell.t("unvouched-next-call")));
        assert!(!revoked.contains(&shell.t("unvouched-lead")));
    }
}

#[test]
fn the_list_says_who_stands_who_waits_and_what_was_done() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/colleagues"), who(Role::Adviser, "nbs"));
        let empty = List { standing: Vec::new(), waiting: Vec::new(), broken: true };
        let page = |list: &List, said, name| {
            let page = Colleagues { shell: &shell, who: &who, list, fingerprint: fingerprint(&key(1)), said };
            let page = page.render().expect("renders");
            check(&page, lang);
            keep(name, lang, &page);
            page
        };
        let shown = page(&empty, None, "colleagues_empty");
        assert!(
            shown.contains(&shell.t("colleagues-waiting-none"))
                && shown.contains(&shell.t("colleagues-broken"))
        );
        let full = List {
            standing: vec![standing(1, None), standing(2, Some(Leaving::Keys))],
            waiting: vec![
                waiting(3),
                Waiting { signed: vec![key(1)], before: Before::Stands(key(4)), ..waiting(4) },
            ],
            broken: false,
        };
        for said in Said::ALL {
            let shown = page(&full, Some(said), "colleagues");
            assert!(shown.contains(&shell.t(said.text_id())));
            assert_eq!(shown.matches("data-standing=").count(), 2);
            assert_eq!(shown.matches("data-waiting=").count(), 2);
            assert_eq!(shown.matches(&shell.t("colleagues-leaving")).count(), 1);
            assert!(shown.contains(&key(1).name) && !shown.contains(&shell.t("colleagues-broken")));
        }
    }
}

#[test]
fn a_colleague_who_waits_is_compared_and_signed_once() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/colleagues/07"), who(Role::Adviser, "nbs"));
        let of =
            |vouch: Waiting, own| Colleague { standing: None, vouch: Some(vouch), leave: Vec::new(), own };
        let shown = page(&shell, &who, &of(waiting(7), false), &[], "colleague");
        assert!(shown.contains(&fingerprint(&key(7))) && shown.contains("name=\"seen\" value=\"0707"));
        assert!(shown.contains("id=\"passphrase\"") && !shown.contains("data-leave"));
        let wrong = [
            Fault::NotCompared,
            Fault::NotAsked,
            Fault::Passphrase { leaving: false, busy: true },
            Fault::Changed,
        ];
        let shown = page(&shell, &who, &of(waiting(7), false), &wrong, "colleague_errors");
        assert_eq!(shown.matches("data-error").count(), 3, "beside each field");
        for fault in wrong {
            assert!(shown.contains(&fault.say(&shell).text));
        }
        let mine = Waiting { mine: true, signed: vec![key(1)], stale: true, ..waiting(7) };
        let shown = page(&shell, &who, &of(mine, false), &[], "colleague_mine");
        assert!(!shown.contains("name=\"passphrase\"") && shown.contains(&shell.t("colleague-mine")));
        assert!(shown.contains(&shell.t("colleague-stale")));
        let shown = page(&shell, &who, &of(waiting(7), true), &[], "colleague_own");
        assert!(!shown.contains("name=\"passphrase\"") && shown.contains(&shell.t("colleague-own")));
    }
}

#[test]
fn why_somebody_cannot_be_vouched_for_is_said_and_nothing_can_be_signed() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/colleagues/07"), who(Role::Adviser, "nbs"));
        for refusal in [Refusal::Person, Refusal::TwoAccounts, Refusal::Keys, Refusal::NotStanding] {
            let vouch = Waiting { refusal: Some(refusal), ..waiting(7) };
            let colleague = Colleague { standing: None, vouch: Some(vouch), leave: Vec::new(), own: false };
            let shown = page(&shell, &who, &colleague, &[], "colleague_refused");
            assert!(shown.contains(&shell.choice("colleague-refused", refusal.word())));
            assert!(!shown.contains("name=\"passphrase\"") && !shown.contains("data-fingerprint"));
        }
    }
}

#[test]
fn what_stood_before_is_shown_beside_what_is_signed() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/colleagues/07"), who(Role::Adviser, "nbs"));
        let other = || StaffKey { name: "Zane Vecā".to_owned(), institution: "nbs".to_owned(), ..key(7) };
        let rekeyed = || StaffKey { verifier: [70; 32], ..other() };
        for (before, root_only, warning, asked) in [
            (Before::Nothing, false, "colleague-first", "colleague-asked-first"),
            (Before::Stands(rekeyed()), true, "colleague-hands-over", "colleague-root-both"),
            (Before::Stands(rekeyed()), false, "colleague-hands-over", "colleague-asked-same"),
            (Before::Stands(other()), false, "colleague-keeps", "colleague-asked-same"),
            (Before::Revoked(rekeyed()), true, "colleague-revoked", "colleague-root-revoked"),
            (Before::Account(rekeyed()), false, "colleague-again", "colleague-asked-again"),
        ] {
            let (word, first) = (before.word(), matches!(before, Before::Nothing));
            let keys = if matches!(before, Before::Stands(_)) && warning == "colleague-keeps" {
                "same"
            } else {
                "new"
            };
            let vouch = Waiting { before, root_only, ..waiting(7) };
            let colleague = Colleague { standing: None, vouch: Some(vouch), leave: Vec::new(), own: false };
            let shown = page(&shell, &who, &colleague, &[], "colleague_before");
            assert!(shown.contains(&format!("data-before=\"{word}\"")));
            assert!(shown.contains(&shell.t(warning)) && shown.contains(&shell.t(asked)), "{word}");
            // The old name and institution stand beside the new ones, and so does whether the keys are replaced.
            let was = |what: &str| shell.t1("colleague-before", "what", what);
            assert_eq!(shown.contains(&was("Zane Vecā")), !first);
            assert_eq!(shown.contains(&was(&shell.choice("institution", "nbs"))), !first);
            assert_eq!(shown.contains(&format!("data-keys=\"{keys}\"")), !first);
            assert_eq!(shown.contains("name=\"passphrase\""), !root_only, "{word}");
        }
    }
}

#[test]
fn leaving_asks_for_a_reason_or_shows_the_proposed_one() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/console/colleagues/07"), who(Role::Adviser, "nbs"));
        let leave = Leaving::ALL.iter().map(|why| (*why, waiting(7))).collect();
        let open = Colleague { standing: Some(standing(7, None)), vouch: None, leave, own: false };
        let shown = page(
            &shell,
            &who,
            &open,
            &[Fault::NoReason, Fault::Passphrase { leaving: true, busy: false }],
            "colleague_leave",
        );
        assert_eq!(shown.matches("type=\"radio\"").count(), 4);
        assert_eq!(shown.matches("data-error").count(), 2);
        let proposed = Waiting { signed: vec![key(1)], ..waiting(7) };
        let leave = vec![(Leaving::Keys, proposed)];
        let standing = Some(standing(7, Some(Leaving::Keys)));
        let half = Colleague {
            standing,
            vouch: Some(Waiting { before: Before::Stands(key(6)), ..waiting(7) }),
            leave,
            own: false,
        };
        let shown = page(&shell, &who, &half, &[], "colleague_leaving");
        assert_eq!(shown.matches("type=\"radio\"").count(), 1);
        assert!(shown.contains(&shell.choice("leaving", "keys")) && shown.contains("data-vouch"));
    }
}

//! What does not leave, and what is opened by nobody.

use crate::readers::{revoke, state, vouch_for};
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::http::Answer;
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::Demo;
use crate::support::shelf::Engine;
use crate::support::shelf::{Shelf, run};
use crate::support::unique;
use crate::tamper::world::World;
use balss::crypto::hybrid::HybridIdentity;
use balss::features::console::export;
use balss::vault::staff::StaffKeys;
use balss::vault::statement::{RecoveryKey, Statement};

use super::{ask, keys, note, parts};

fn filed(demo: &Demo) -> String {
    let files = vec![
        Upload::bytes("a.png", "image/png", png(40)),
        Upload::bytes("b.txt", "text/plain", b"b".to_vec()),
    ];
    let told = Told { files, ..Told::words(&unique("a copy of ")) };
    Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
    told.statement
}

fn leaves(answer: &Answer) -> bool {
    answer.header("content-disposition").is_some()
}

pub fn refused(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = filed(&demo);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, _) = adviser.find(&words);
    let [(secret, public), (pq_secret, pq)] = keys();

    // A secret key is neither kept nor shown, whatever else is wrong, nor when nobody is signed in.
    for pasted in [&secret, &pq_secret, &secret.to_lowercase()] {
        for go in ["preview", "make", "change", "back"] {
            let answer = ask(&mut adviser, &case, go, &[("recipient", pasted)], &[]);
            assert!(!answer.text().contains(&pasted[..30]) && !leaves(&answer), "{go}");
            assert_eq!(answer.status == 422, ["preview", "make"].contains(&go), "{go}");
        }
        let fields = [("recipient", &pasted[..]), ("go", "make"), ("csrf", "x")];
        let fields: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let path = format!("/console/cases/{case}/export");
        let answer = demo.visitor("en").post(&path, &fields).expect("an answer");
        assert!(!answer.text().contains(&pasted[..30]), "signed out");
    }
    // Keys of this house, weak ones, and what is missing.
    let weak = bech32::encode::<bech32::Bech32>(bech32::Hrp::parse("age").expect("a prefix"), &[0; 32]);
    let weak = &weak.expect("a key")[..];
    for (typed, told) in [
        (&[("recipient", weak)][..], "protects nothing"),
        (&[("recipient", "ssh-ed25519 AAAA")], "Nothing can be sealed"),
        (&[("recipient", &pq[..1900])], "not whole"),
        (&[("recipient", "")], "Paste the recipient"),
        (&[("recipient", &public), ("reason", "transfer")], "only while a yes"),
        (&[("recipient", &public), ("reason", "other"), ("reason_text", "")], "Explain the reason"),
        (&[("recipient", &public), ("reason", "no such")], "Choose why"),
        (&[("recipient", &public), ("phrases", "fine\na")], "too short: “a”"),
    ] {
        let answer = ask(&mut adviser, &case, "make", typed, &[]);
        assert_eq!((answer.status, leaves(&answer)), (422, false), "{told}");
        let errors = answer.page().text();
        assert!(errors.contains(told), "{told}: {errors}");
    }

    // Others find nothing.
    for who in [demo.advisers().2, demo.with_role("auditor")[0], demo.with_role("administrator")[0]] {
        let mut other = Adviser::sign_in(&demo, who);
        let path = format!("/console/cases/{case}/export");
        assert_eq!(other.client.get(&path).expect("an answer").status, 404);
        let page = other.page(if who.role == "adviser" { "/console" } else { "/account" });
        let csrf =
            page.with_attr("value").into_iter().find(|e| e.attr("name") == Some("csrf")).expect("a token");
        let mut fields = vec![("csrf".to_owned(), csrf.attr("value").expect("a token").to_owned())];
        for (name, value) in
            [("go", "make"), ("reason", "court"), ("part", "statement"), ("recipient", &public[..])]
        {
            set(&mut fields, name, value);
        }
        assert_eq!(other.client.post(&path, &fields).expect("an answer").status, 404);
    }

    // Locked while it holds what is classified; a page that was open before notices.
    let preview = ask(&mut adviser, &case, "preview", &[("recipient", &public)], &[]).page();
    note(&mut adviser, &case, &[("do", "classified")]);
    let form = preview.form_with("recipient").expect("a form");
    let mut fields = form.defaults();
    set(&mut fields, "go", "make");
    let answer = adviser.client.submit(&form, &fields, &[]).expect("an answer");
    assert!(answer.status == 409 && !leaves(&answer), "{}", answer.status);
    let page = adviser.page(&format!("/console/cases/{case}/export"));
    assert!(!page.with_attr("data-locked").is_empty() && page.form_with("phrases").is_none());
    assert!(!adviser.open(&case).with_attr("data-classified").is_empty());
    note(&mut adviser, &case, &[("do", "unclassified"), ("lift", "mistake")]);
    assert!(leaves(&ask(&mut adviser, &case, "make", &[("recipient", &public)], &[])));
}

pub fn marked(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = filed(&demo);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    let link = page.links().into_iter().find(|a| a.attr("download").is_some() && a.text() == "a.png");
    let href = link.expect("a file").attr("href").expect("an address").to_owned();
    let part = parts(&mut adviser, &case, "file-").remove(0);

    let press = |adviser: &mut Adviser, mark: &str, sure: bool| {
        let page = adviser.page(&format!("{href}/view"));
        let form = page.form_with("sure").expect("a form");
        let mut fields = form.defaults();
        fields.retain(|(name, _)| name != "sure");
        if sure {
            set(&mut fields, "sure", "yes");
        }
        set(&mut fields, "mark", mark);
        adviser.client.submit(&form, &fields, &[]).expect("an answer")
    };
    assert_eq!(press(&mut adviser, "minor", false).status, 422, "once more asked");
    assert_eq!(adviser.client.get(&href).expect("an answer").body, png(40));
    assert!(!press(&mut adviser, "minor", true).page().with_attr("data-closed").is_empty());

    let mut colleague = Adviser::sign_in_anew(&demo, demo.advisers().1);
    for (who, lifts) in [(&mut adviser, false), (&mut colleague, true)] {
        let saved = who.client.get(&href).expect("an answer");
        assert!(saved.page().text().contains("110") && !leaves(&saved), "the page says what to do");
        let view = who.page(&format!("{href}/view?show=1"));
        assert_eq!((view.html.contains("<img"), view.form_with("sure").is_some()), (false, lifts));
        let picture = who.client.get(&format!("{href}/picture")).expect("an answer");
        assert_eq!((picture.status, picture.body.len()), (422, 0));
        let links = who.open(&case).links();
        assert!(links.iter().all(|a| a.attr("href") != Some(&href)), "no link saves it");
        assert!(!parts(who, &case, "file-").contains(&part), "nor does it leave");
    }
    let [_, (_, public)] = keys();
    let all = ask(&mut adviser, &case, "preview", &[("recipient", &public)], &[&part]);
    assert!(!all.page().text().contains("a.png"), "not by its name either");
    assert!(!press(&mut colleague, "", true).page().html.contains("data-closed"));
    assert_eq!(adviser.client.get(&href).expect("an answer").body, png(40), "somebody else lifted it");
}

/// Keys that open copies of the store, or opened cases once, leave with no copy: their holder is no one outside.
pub fn ours(engine: Engine) {
    run(async move {
        let backup = HybridIdentity::generate().recipient().to_string();
        let world = World::on(Shelf::new(engine), &format!("backup_recipient = \"{backup}\"\n")).await;
        let own = |keys: &StaffKeys| keys.identity().recipient().to_string();
        let replaced = own(&world.advisers[1].1);
        let revoked = own(&world.advisers[2].1);
        let recovery = world.recovery().recipient().to_string();
        vouch_for(&world, 2, "nbs", &StaffKeys::generate(false)).await;
        revoke(&world, 2).await;
        let newer = RecoveryKey { version: 2, recipient: HybridIdentity::generate().recipient() };
        state(&world, &Statement::Recovery(Box::new(newer))).await;
        for (what, key) in [
            ("backup", backup),
            ("standing", own(&world.advisers[0].1)),
            ("replaced", replaced),
            ("revoked", revoked),
            ("recovery before", recovery),
        ] {
            let to = export::recipient(&key).expect("a key");
            assert_eq!(export::is_ours(&world.app, &to).await, Ok(true), "{what}");
        }
        let other = HybridIdentity::generate().recipient().to_string();
        let to = export::recipient(&other).expect("a key");
        assert_eq!(export::is_ours(&world.app, &to).await, Ok(false));
    });
}

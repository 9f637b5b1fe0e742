//! What the administrator carries to the root and back, by the library and at the command line.

use balss::app::{App, Shared};
use balss::config::Config;
use balss::crypto::sign::Signer;
use balss::domain::id::StaffId;
use balss::domain::staff::Leaving;
use balss::features::admin::roster::{self, What};
use balss::vault::carry::{CarryFault, RosterRequest, RosterSigned};
use balss::vault::roster::{Refusal, Roster, Statement};
use balss::vault::staff;

use super::enrolled;
use crate::people::desk::balss;
use crate::support::adviser::Adviser;
use crate::support::html::Page;
use crate::support::http::Answer;
use crate::support::reporter::set;
use crate::support::server::Demo;
use crate::support::shelf::{Engine, run};
use crate::tamper::world::World;

/// What the root would do with a request: every proposal in order, numbered anew.
fn signed_by_root(world: &World, request: &str) -> String {
    let request = RosterRequest::parse(request).expect("a request");
    assert_eq!(request.root, data_encoding::HEXLOWER.encode(&world.root().public()));
    let mut all = request.roster.clone();
    for body in &request.proposals {
        let (_, _, statement) = Statement::parse(body).expect("a body");
        let (count, head) = Roster::verify(&all, &world.root().public()).head();
        all.push(statement.signed_by_root(count + 1, &head, world.root()));
    }
    RosterSigned::new(all[request.roster.len()..].to_vec()).text()
}

pub fn carried(engine: Engine) {
    run(async {
        let world = World::build(engine).await;
        let (app, admin) = (&world.app, StaffId([50; 16]));
        let (anna, _) = enrolled(app, "Anna", "vp", true).await;
        let (berta, _) = enrolled(app, "Berta", "nbs", false).await;
        let state = roster::look(app).await.expect("a state");
        assert_eq!((state.lines.len(), state.pending.len(), state.fault), (4, 2, None));
        let request = roster::request(app).await.expect("a request");
        let signed = signed_by_root(&world, &request);

        // Another root, a cut, another order, a statement of one's own: nothing of it is written.
        let read = RosterSigned::parse(&signed).expect("a file");
        let mut swapped = read.statements.clone();
        swapped.swap(0, 1);
        let changed = signed.replace("institution vp", "institution nbs");
        for (file, fault) in [
            ("{}".to_owned(), CarryFault::Form),
            (request.clone(), CarryFault::Request),
            (RosterSigned::new(Vec::new()).text(), CarryFault::Empty),
            (RosterSigned::new(swapped).text(), CarryFault::Statement(5, Refusal::Place)),
            (
                RosterSigned::new(read.statements[1..].to_vec()).text(),
                CarryFault::Statement(5, Refusal::Place),
            ),
            (changed, CarryFault::Statement(5, Refusal::Signature)),
        ] {
            assert_eq!(roster::check(app, &file).await.expect("an answer"), Err(fault));
            assert_eq!(roster::take(app, admin, &file).await.expect("an answer"), Err(fault));
        }
        assert_eq!(roster::look(app).await.expect("a state").lines.len(), 4);

        let told = roster::check(app, &signed).await.expect("an answer").expect("good");
        assert!(told.iter().all(|l| l.root && l.signers.is_empty()));
        let outside = told.iter().find(|l| l.name == "Anna").expect("Anna");
        assert_eq!(outside.what, What::Vouch { outside: true });
        assert_eq!(roster::take(app, admin, &signed).await.expect("an answer"), Ok(told.len()));
        assert_eq!(roster::take(app, admin, &signed).await.expect("an answer"), Err(CarryFault::Known));
        let mut tx = app.store.read().await.expect("a transaction");
        let after = app.roster(&mut tx).await.expect("a roster");
        assert!(after.adviser(anna.id).is_some() && after.adviser(berta.id).is_some());
        drop(tx);
        assert_eq!(world.verified(&world.kept).await, [""; 0], "the log tells of each statement");
    });
}

pub fn command_line() {
    let demo = Demo::empty();
    let admin = demo.with_role("administrator")[0].clone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = |arguments: &[&str]| {
        let done = balss(&demo, &admin, &admin.passphrase, arguments);
        let text = [done.stdout, done.stderr].concat();
        (done.status.code(), String::from_utf8_lossy(&text).into_owned())
    };
    let out = path("request.json");
    let (code, said) = run(&["request", "--out", &out]);
    assert_eq!(code, Some(0), "{said}");
    let request = RosterRequest::parse(&std::fs::read_to_string(&out).expect("a file")).expect("a request");
    assert_eq!((request.roster.len(), request.proposals.len()), (5, 0));
    let root = data_encoding::HEXLOWER.decode(request.root.as_bytes()).expect("hexadecimal");
    let (count, head) = Roster::verify(&request.roster, &root.try_into().expect("a key")).head();
    let (of, other) =
        (Statement::parse(&body_of(&request.roster[1])).expect("a vouch").2, Signer::generate());
    let signed = path("signed.json");
    let file = RosterSigned::new(vec![of.signed_by_root(count + 1, &head, &other)]).text();
    std::fs::write(&signed, file).expect("a file");
    let (code, said) = run(&["accept", &signed, "--yes"]);
    assert!(code == Some(1) && said.contains("statement 6: a signature is wrong"), "{said}");
    // A file that is there is not written over.
    let (code, said) = run(&["request", "--out", &out]);
    assert!(code == Some(1) && said.contains("request.json"), "{said}");
}

pub fn body_of(statement: &str) -> String {
    let (body, _) = statement.split_once("\n\n").expect("a signed part");
    format!("{body}\n\n")
}

/// A file that counts: two advisers of a demo, whose root nobody has, let a third one leave.
async fn signed_by_two(demo: &Demo) -> String {
    let config = Config::load(&demo.data.join("balss.toml")).expect("a configuration");
    let app: Shared = App::start(config).await.expect("the same installation");
    let mut tx = app.store.read().await.expect("a transaction");
    let roster = app.roster(&mut tx).await.expect("a roster");
    let (first, _, outside) = demo.advisers();
    let mut signers = Vec::new();
    for who in [first, outside] {
        let row = tx.staff_by_username(&who.username).await.expect("a query").expect("an account");
        let name = &who.username;
        let ring = staff::open(Some(&row), name, &who.passphrase, &app.keys, &app.staff_lane).await;
        signers.push((row.account.id, ring.expect("keys").keys.signer()));
    }
    let signed = |id| signers.iter().any(|(of, _)| *of == id);
    let leaver = roster.advisers().find(|a| !signed(a.staff)).expect("a third adviser").staff;
    let (count, head) = roster.head();
    let by: Vec<_> = signers.iter().map(|(id, signer)| (*id, signer)).collect();
    let statement = Statement::Revoke(leaver, Leaving::Left).signed_by_staff(count + 1, &head, &by);
    RosterSigned::new(vec![statement]).text()
}

pub fn at_the_page() {
    let demo = Demo::empty();
    let file = run(signed_by_two(&demo));
    let admin = demo.with_role("administrator")[0].clone();
    let mut desk = Adviser::sign_in(&demo, &admin);
    let send = |desk: &mut Adviser, page: &Page, field: &str, typed: &[(&str, &str)]| -> Answer {
        let form = page.form_with(field).expect("a form with this field");
        let mut fields = form.defaults();
        for (name, value) in typed {
            set(&mut fields, name, value);
        }
        desk.client.submit(&form, &fields, &[]).expect("an answer")
    };
    let page = desk.page("/admin/roster");
    let before = page.with_attr("data-statement").len();
    let answer = send(&mut desk, &page, "signed", &[("signed", &file)]);
    assert_eq!(answer.status, 200);
    let mut page = answer.page();
    // An open screen is not enough; the file is not lost by it.
    for wrong in ["not it", ""] {
        let answer = send(&mut desk, &page, "passphrase", &[("go", "take"), ("passphrase", wrong)]);
        assert_eq!(answer.status, 422);
        page = answer.page();
        assert!(page.by_id("passphrase-error").is_some() && page.by_id("signed-error").is_none());
        let kept = page.form_with("passphrase").expect("the form").defaults();
        assert!(kept.contains(&("signed".to_owned(), file.clone())));
        assert!(kept.contains(&("passphrase".to_owned(), String::new())));
        assert_eq!(desk.page("/admin/roster").with_attr("data-statement").len(), before);
    }
    let typed = [("go", "take"), ("passphrase", admin.passphrase.as_str())];
    let answer = send(&mut desk, &page, "passphrase", &typed);
    assert_eq!(answer.status, 200, "{:?}", answer.page().errors());
    assert_eq!(answer.page().with_attr("data-statement").len(), before + 1);
}

//! What the administrator carries to the root and back, by the library and at the command line.

use balss::crypto::sign::Signer;
use balss::domain::id::StaffId;
use balss::features::admin::roster::{self, What};
use balss::vault::carry::{CarryFault, RosterRequest, RosterSigned};
use balss::vault::roster::{Refusal, Roster, Statement};

use super::enrolled;
use crate::people::desk::balss;
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
            (request.clone(), CarryFault::Form),
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
        assert_eq!(roster::take(app, admin, &signed).await.expect("an answer"), Err(CarryFault::Empty));
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

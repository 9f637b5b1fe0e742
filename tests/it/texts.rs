//! Checks that need another program beside ours: the Latvian spelling of every text, and a peer that shares no code with
//! us and opens what the store holds.

use std::process::Command;

use balss::crypto::envelope;
use libtest_mimic::Trial;
use sha2::{Digest, Sha256};

use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, run};
use crate::tamper::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("texts::every_latvian_text_is_spelt_right", &[Need::Hunspell], spelling),
        trial("texts::a_peer_opens_an_envelope_of_the_store", &[Need::Peer], peer),
    ]
}

fn spelling() {
    let checked =
        Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/spelling")).output().expect("a shell");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

/// `age-encryption` from npm, written in TypeScript apart from Rust's age.
fn peer() {
    run(async {
        let world = World::build(Engine::Sqlite).await;
        let (opened, _) =
            world.read(world.adviser(0), world.cases[0].id).await.expect("readable").expect("held");
        let identity = opened.epochs[0].thread.identity();
        let sql = "SELECT sealed FROM record WHERE case_id = $1 AND compartment = 1";
        let sealed = world.sql.bytes(sql, &[world.case(0)]).await;
        assert!(sealed.len() > 3, "a report, files and messages: {}", sealed.len());
        let folder = tempfile::tempdir().expect("a folder");
        for (n, envelope) in sealed.iter().enumerate() {
            let file = folder.path().join(format!("{n}.age"));
            std::fs::write(&file, envelope).expect("a file");
            let told = Command::new("node")
                .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop"))
                .args(["open.mjs", "open", &identity.to_secret_string()])
                .arg(&file)
                .output()
                .expect("node");
            let plain = envelope::open(&identity, envelope).expect("ours opens it");
            let expected = data_encoding::HEXLOWER.encode(&Sha256::digest(&plain));
            assert_eq!(
                String::from_utf8_lossy(&told.stdout).trim(),
                expected,
                "{}",
                String::from_utf8_lossy(&told.stderr)
            );
        }
    });
}

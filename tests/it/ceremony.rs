//! The offline ceremony and recovery, by the real binary on both sides: shares on sheets, statements of the root, and the
//! cases of an adviser whose passphrase is lost.

mod world;

use crate::support::command::program;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use balss::crypto::envelope;
use balss::crypto::frame::{self, Place, Purpose};
use balss::crypto::kdf::Secret;
use balss::domain::id::{CaseId, PersonId};
use balss::vault::carry::RosterRequest;
use balss::vault::compartment::{Compartment, THREAD};
use balss::vault::recovery::carry::{Public, RecoveryRequest, RecoveryResult};
use balss::vault::roster::{RecoveryKey, Roster, Statement};
use data_encoding::{BASE64, HEXLOWER};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::ceremony::{Ceremony, with};
use crate::support::services::trial;
use crate::support::shelf::{Engine, on_both, run};
use world::World;

pub fn trials() -> Vec<Trial> {
    let mut all = vec![
        trial("ceremony::shares_are_tested_without_the_server", &[], checked),
        trial("ceremony::wrong_usage_makes_nothing", &[], usage),
    ];
    all.extend(on_both("ceremony", "a_lost_passphrase_gets_the_cases_back", recovered));
    all.extend(on_both("ceremony", "a_touched_request_gives_nothing_back", touched));
    all.extend(on_both("ceremony", "a_request_of_made_up_seeds_replaces_nothing", made_up));
    all
}

/// What a command said.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    fn fails(&self, with: &str) {
        assert_eq!(self.code, Some(1), "{} {}", self.out, self.err);
        assert!(self.err.contains(with), "{}", self.err);
        assert_eq!(self.err.lines().filter(|l| l.starts_with("balss: ")).count(), 1, "{}", self.err);
    }

    fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{} {}", self.out, self.err);
        self.out
    }
}

pub fn balss(arguments: &[&str], typed: &str) -> Said {
    let mut command = Command::new(program());
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the balss binary");
    // A command that failed before it read anything has closed its end.
    let _ = child.stdin.take().expect("a pipe").write_all(typed.as_bytes());
    let done = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Said { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
}

/// The line of one share of a sheet, as a holder types it: the first is the root's.
fn share(sheet: &str, which: usize) -> String {
    let text = std::fs::read_to_string(sheet).expect("a sheet");
    let lines: Vec<&str> = text.lines().filter_map(|l| l.trim().strip_prefix(">> ")).collect();
    lines.chunks(3).nth(which).expect("a share").join(" ")
}

fn checked() {
    let home = tempfile::tempdir().expect("a folder");
    let (one, two) = (home.path().join("one"), home.path().join("two"));
    let (one, two) = (Ceremony::hold(&one), Ceremony::hold(&two));
    let mode =
        |path: &str| std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(path).expect("a file")) & 0o777;
    assert_eq!((mode(&one.sheet(1)), mode(&one.public())), (0o600, 0o600));
    let public = one.public();
    let check = |files: &[&str], typed: &str| {
        balss(&[&["ceremony", "check", "--public", &public], files].concat(), typed)
    };
    let (a, b, c) = (one.sheet(5), one.sheet(1), one.sheet(3));
    let said = check(&[&a, &b, &c], "").well();
    assert_eq!(said.matches("these shares make the key of the public parts").count(), 2, "{said}");
    assert!(said.contains("recovery share 3 of 5"), "{said}");
    // Two sheets are well typed, and no more can be said.
    let said = check(&[&a, &b], "");
    assert_eq!(said.out.matches("too few shares: 2 of the 3 that it takes").count(), 2, "{}", said.out);
    assert!(!said.out.contains("make the key"), "{}", said.out);
    said.fails("2 of the sets will not do");
    // Typed as people type, in several lines.
    let typed = [&a, &b, &c].map(|s| share(s, 0).to_lowercase().replace('-', " ").replace('0', "o") + "\n");
    let said = check(&[], &typed.concat()).well();
    assert!(said.contains("root set") && said.contains("make the key of the public parts"), "{said}");
    // A slip of the finger is named with its group.
    let mut slip = share(&a, 0);
    let seventh = slip.char_indices().nth(5 * 6).map(|(at, _)| at).expect("a seventh group");
    let other = if slip[seventh..].starts_with('7') { "8" } else { "7" };
    slip.replace_range(seventh..=seventh, other);
    check(&[], &slip).fails("mistyped: look at group 7 again");
    check(&[&b, &b, &c], "").fails("2 of the sets will not do");
    // Shares of another ceremony make another key, and do not mix.
    let foreign = [two.sheet(1), two.sheet(2), two.sheet(3)];
    let said = check(&[&foreign[0], &foreign[1], &foreign[2]], "");
    assert!(said.out.contains("these shares make another key"), "{}", said.out);
    said.fails("2 of the sets will not do");
    let request = one.path("request.json");
    let root: [u8; 32] = data_encoding::HEXLOWER
        .decode(one.root().as_bytes())
        .expect("hexadecimal")
        .try_into()
        .expect("a key");
    let statements = &serde_json::from_str::<Value>(&std::fs::read_to_string(&public).expect("a file"))
        .expect("JSON")["statements"];
    let roster: Vec<String> = serde_json::from_value(statements.clone()).expect("statements");
    let balss::vault::roster::Statement::Recovery(old) =
        balss::vault::roster::Parts::of(&roster[0]).expect("a statement").statement
    else {
        panic!("not a recovery statement");
    };
    let world = world::proposal(&root, &roster);
    std::fs::write(&request, RosterRequest::new(&root, roster.clone(), vec![world]).text()).expect("a file");
    let out = one.path("signed.json");
    let sign = |files: &[String], answer: &str| {
        let fixed = ["ceremony", "sign", &request, "--public", &public, "--out", &out];
        balss(&with(&fixed, files), answer)
    };
    let mixed = [one.sheets(&[1, 2]), two.sheets(&[3])].concat();
    sign(&mixed, "yes\n").fails("share 3 belongs to another set");
    sign(&one.sheets(&[1, 2]), "yes\n").fails("too few shares: 2 of the 3 that it takes");
    sign(&one.sheets(&[1, 2, 2]), "yes\n").fails("share 2 was given twice");
    sign(&two.sheets(&[1, 2, 3]), "yes\n").fails("make another key");
    sign(&one.sheets(&[1, 2, 3]), "").fails("a yes or no is missing");
    // Typed shares of the wrong key are named too.
    let recovery = share(&a, 1) + "\n";
    sign(&[], &format!("yes\n{recovery}")).fails("share 5 is of the recovery key, not of the root key");
    assert!(sign(&one.sheets(&[1, 2, 3]), "no\n").well().contains("nothing was accepted"));
    assert!(!Path::new(&out).exists());
    // Nor anything for a server whose roster was cut back behind the public parts.
    let cut = RosterRequest::new(&root, Vec::new(), vec![world::proposal(&root, &[])]);
    std::fs::write(&request, cut.text()).expect("a file");
    sign(&one.sheets(&[1, 2, 3]), "yes\n").fails("does not go on from that of the public parts");
    assert!(!Path::new(&out).exists());
    // A recovery key that the server proposes is never signed.
    let recipient = balss::crypto::hybrid::HybridIdentity::generate().recipient();
    let new = RecoveryKey { version: old.version + 1, recipient };
    let head = balss::vault::roster::Roster::verify(&roster, &root).head();
    let body = Statement::Recovery(Box::new(new)).body(head.0 + 1, &head.1);
    std::fs::write(&request, RosterRequest::new(&root, roster, vec![body]).text()).expect("a file");
    sign(&one.sheets(&[1, 2, 3]), "yes\n").fails("proposes a recovery key");
}

fn usage() {
    let home = tempfile::tempdir().expect("a folder");
    let out = home.path().join("out").display().to_string();
    let new = |more: &[&str]| balss(&[&["ceremony", "new", "--out", &out], more].concat(), "").code;
    assert_eq!(new(&[]), Some(2), "shares never go into a pipe");
    let sheets = home.path().join("sheets").display().to_string();
    assert_eq!(new(&["--sheets", &sheets]), Some(2), "two people");
    assert_eq!(new(&["--sheets", &sheets, "--present", "Ilze", "--present", "ilze"]), Some(2), "two people");
    for numbers in [["1", "5"], ["6", "5"], ["2", "17"]] {
        let [k, n] = numbers;
        assert_eq!(new(&["--sheets", &sheets, "--threshold", k, "--shares", n]), Some(2), "{k} of {n}");
    }
    assert!(!Path::new(&out).join("public.json").exists());
    for command in [
        &["ceremony", "new"][..],
        &["ceremony", "check"],
        &["ceremony", "sign"],
        &["ceremony", "recover"],
        &["recovery", "prepare"],
        &["recovery", "apply"],
    ] {
        let help = balss(&[command, &["--help"]].concat(), "").well();
        assert!(help.contains("Example"), "{command:?}");
    }
}

/// The result of a ceremony on `request`, and its folder of new sheets.
fn recover(world: &World, request: &str, name: &str) -> (Said, String) {
    let ceremony = &world.ceremony;
    let (out, sheets) = (ceremony.path(name), ceremony.path(&format!("{name}-sheets")));
    let public = ceremony.public();
    let fixed = ["ceremony", "recover", request, "--public", &public, "--out", &out, "--sheets", &sheets];
    let said = balss(&with(&fixed, &ceremony.sheets(&[2, 4, 5])), "yes\n");
    (said, out)
}

fn recovered(engine: Engine) {
    run(async {
        let mut world = World::build(engine).await;
        let excluded = PersonId([1; 16]);
        let kept = [world.file(&[]).await, world.file(&[]).await];
        let barred = world.file(&[excluded]).await;
        world.rotate(kept[1]).await;
        for case in kept {
            assert!(world.reads(0, case).await);
        }
        assert!(!world.reads(0, barred).await && world.reads(1, barred).await);

        // The passphrase is lost: new keys for the same account, compared and vouched for by the root.
        let lost = world.advisers[0].1.clone();
        world.enrol_anew(0).await;
        world.vouch(&[0]).await;
        for case in [kept[0], kept[1], barred] {
            assert!(!world.reads(0, case).await);
        }
        let before = world.rows().await;
        let request = world.prepare("request.json").await;
        let late = world.file(&[]).await;
        let (said, result) = recover(&world, &request, "result.json");
        let said = said.well();
        assert!(!said.contains(">>") && !said.contains("FAULT"), "{said}");

        // What was changed on the way is not taken.
        let text = std::fs::read_to_string(&result).expect("a result");
        let mut touched: Value = serde_json::from_str(&text).expect("JSON");
        touched["grants"][0]["sealed"] = json!("AAAA");
        let bad = world.ceremony.path("bad.json");
        std::fs::write(&bad, touched.to_string()).expect("a file");
        world.apply(&bad).await.fails("not a result that the root of this installation signed");

        let told = world.apply(&result).await.well();
        assert!(told.contains("4 epochs with the envelopes"), "{told}");
        assert!(told.contains("1 epoch not in it"), "{told}");
        for case in kept {
            assert!(world.reads(0, case).await);
        }
        assert!(!world.reads(0, barred).await && world.reads(1, barred).await);
        assert!(world.reads(0, late).await, "filed after the new keys were vouched for");
        assert_eq!(world.faults().await, Vec::<String>::new());

        // In every epoch the same: two rows are others, all tags and the number of rows as before, whoever held what.
        let after = world.rows().await;
        for (epoch, rows) in &before {
            let now = &after[epoch];
            assert_eq!(rows.keys().collect::<Vec<_>>(), now.keys().collect::<Vec<_>>());
            let changed: Vec<_> = rows.iter().filter(|(tag, row)| now[*tag] != **row).collect();
            assert_eq!(changed.len(), 2);
            for (tag, row) in changed {
                assert_ne!(now[tag].0, row.0, "an envelope");
                assert_ne!(now[tag].1, row.1, "a quick cell");
                assert_eq!(now[tag].1.len(), row.1.len());
            }
        }
        // The keys that were lost open nothing, and the earlier recovery identity no envelope that stands now.
        let new_keys = std::mem::replace(&mut world.advisers[0].1, lost);
        assert!(!world.reads(0, kept[0]).await);
        world.advisers[0].1 = new_keys;
        assert_eq!(world.recovery_opens(1).await, 1, "the report that came in meanwhile");
        assert_eq!(world.recovery_opens(2).await, 4);

        // Taken twice, nothing changes; cut off in the middle, the same file continues.
        let leaves = world.count("SELECT COUNT(*) FROM leaf WHERE body LIKE '%recovery_used%'").await;
        assert_eq!(leaves, 3, "one for each case");
        world.put_back(kept[0], &before).await;
        assert!(!world.reads(0, kept[0]).await);
        world.apply(&result).await.well();
        assert!(world.reads(0, kept[0]).await);
        assert_eq!(
            world.count("SELECT COUNT(*) FROM leaf WHERE body LIKE '%recovery_used%'").await,
            leaves + 1
        );
        assert_eq!(world.rows().await, {
            let mut same = after.clone();
            same.extend(world.rows().await.into_iter().filter(|((case, _), _)| *case == kept[0]));
            same
        });
        // New reports are sealed to the new identity.
        world.file(&[]).await;
        assert_eq!(world.recovery_opens(2).await, 5);
    });
}

/// What somebody does to a carried file.
type Change<'a> = &'a dyn Fn(&mut Value);

fn touched(engine: Engine) {
    run(async {
        let mut world = World::build(engine).await;
        let own = world.file(&[]).await;
        let barred = world.file(&[PersonId([1; 16])]).await;
        world.enrol_anew(0).await;
        // Nobody has vouched for the new keys yet: what the ceremony would seal to are the old ones.
        world.prepared("early.json").await.fails("nobody has vouched for the present keys");
        assert!(!Path::new(&world.ceremony.path("early.json")).exists());
        world.vouch(&[0]).await;
        let request = world.prepare("request.json").await;
        let text = std::fs::read_to_string(&request).expect("a request");
        let parsed = RecoveryRequest::parse(&text).expect("a request");
        let at = |case| parsed.cases.iter().position(|c| c.case == case).expect("a case");
        let (own_at, barred_at) = (at(own), at(barred));
        let attack = |name: &str, change: Change| {
            let mut value: Value = serde_json::from_str(&text).expect("JSON");
            change(&mut value);
            let file = world.ceremony.path(name);
            std::fs::write(&file, value.to_string()).expect("a file");
            file
        };
        // The barred case under the record of the own one, under the own name, and as if it were another epoch.
        let attacks: [(&str, Change); 3] = [
            ("record", &|v| v["cases"][barred_at]["record"] = v["cases"][own_at]["record"].clone()),
            ("name", &|v| {
                let grant = v["cases"][barred_at]["grant"].clone();
                v["cases"][own_at]["grant"] = grant;
            }),
            ("epoch", &|v| v["cases"][barred_at]["epoch"] = json!(1)),
        ];
        for (name, change) in attacks {
            let file = attack(name, change);
            let (said, result) = recover(&world, &file, &format!("{name}.json"));
            assert!(said.out.contains("FAULT case"), "{name}: {}", said.out);
            said.fails("did not open and give nothing back");
            let result = std::fs::read_to_string(&result).expect("a result");
            let result = RecoveryResult::parse(&result, &world.root()).expect("signed all the same");
            assert!(!world.opens_any(0, &result, barred), "{name}");
            // One public file for each ceremony.
            std::fs::remove_file(world.ceremony.path("public-2.json")).expect("new public parts");
        }
        // Somebody nobody vouched for, another root, a roster that was cut.
        let refused: [(&str, Change, &str); 3] = [
            ("who", &|v| v["staff"] = json!("77".repeat(16)), "nobody has vouched"),
            ("root", &|v| v["root"] = json!("77".repeat(32)), "another root"),
            ("roster", &|v| drop(v["roster"].as_array_mut().expect("a list").remove(1)), "does not verify"),
        ];
        for (name, change, why) in refused {
            let (said, result) = recover(&world, &attack(name, change), &format!("{name}.json"));
            said.fails(why);
            assert!(!Path::new(&result).exists());
        }
        // The roster moved on while the file was carried: it no longer follows.
        let (said, result) = recover(&world, &request, "result.json");
        said.well();
        world.vouch(&[1]).await;
        world.apply(&result).await.fails("cannot follow the roster");
        // Nor is anything given back to a server whose roster was cut back behind the public parts.
        let statements =
            world.app.store.read().await.expect("a transaction").roster().await.expect("a roster");
        assert_eq!(statements.len(), parsed.roster.len() + 1);
        let newer = world.ceremony.path("newer.json");
        std::fs::write(&newer, Public::new(&world.root(), statements).text()).expect("a file");
        let (out, sheets) = (world.ceremony.path("cut.json"), world.ceremony.path("cut-sheets"));
        let fixed = ["ceremony", "recover", &request, "--public", &newer, "--out", &out, "--sheets", &sheets];
        balss(&with(&fixed, &world.ceremony.sheets(&[2, 4, 5])), "yes\n")
            .fails("does not go on from that of the public parts");
        assert!(!Path::new(&out).exists());
        std::fs::remove_file(world.ceremony.path("public-2.json")).expect("new public parts");

        // All of it at once, and taken in: nothing of what was touched is put anywhere.
        let name = world.file(&[PersonId([1; 16])]).await;
        let epoch = world.file(&[PersonId([1; 16])]).await;
        let request = world.prepare("again.json").await;
        let text = std::fs::read_to_string(&request).expect("a request");
        let parsed = RecoveryRequest::parse(&text).expect("a request");
        let at = |case| parsed.cases.iter().position(|c| c.case == case).expect("a case");
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        value["cases"][at(barred)]["record"] = value["cases"][at(own)]["record"].clone();
        value["cases"][at(own)]["grant"] = value["cases"][at(name)]["grant"].clone();
        value["cases"][at(epoch)]["epoch"] = json!(1);
        std::fs::write(&request, value.to_string()).expect("a file");
        let before = world.rows().await;
        let (said, result) = recover(&world, &request, "applied.json");
        said.fails("did not open and give nothing back");
        let said = world.apply(&result).await;
        assert!(said.out.contains(&format!("case {barred}, epoch 0\n")), "{}", said.out);
        said.fails("left alone");
        for case in [own, barred, name, epoch] {
            assert!(!world.reads(0, case).await && world.reads(1, case).await);
        }
        let after = world.rows().await;
        for case in [own, barred, epoch] {
            assert_eq!(before[&(case, 0)], after[&(case, 0)]);
        }
        assert_eq!(world.faults().await, Vec::<String>::new());
    });
}

/// An epoch as whoever carries a request can make it up: seeds of their own, a frame whose tag nobody can check offline,
/// and a record that fits them and names nobody.
fn invented(case: CaseId, epoch: u32, request: &RecoveryRequest, root: &[u8; 32]) -> Value {
    let to = Roster::verify(&request.roster, root).recovery().expect("recovery").recipient.clone();
    let body = [&[1][..], &[66; 32], &[67; 32]].concat();
    let place = Place { purpose: Purpose::Grant, compartment: 0, epoch, case: case.0, record: 0 };
    let plain = frame::wrap(&place, &body, &Secret::new([1; 32])).expect("a frame");
    let grant = envelope::seal(&to, &plain).expect("sealed");
    let thread = Compartment::new(case, THREAD, epoch, Secret::new([66; 32]));
    let name = HEXLOWER.encode(&Sha256::digest(thread.recipient().to_string().as_bytes()));
    let record = json!({"number": epoch, "thread": name, "desk": "", "holders": [], "recovery": 1, "reporter": "",
        "excluded": [], "someone_else": false});
    let record = thread.seal_epoch(&thread.recipient(), record.to_string().as_bytes()).expect("sealed");
    json!({"case": case, "epoch": epoch, "record": BASE64.encode(&record), "grant": BASE64.encode(&grant)})
}

fn made_up(engine: Engine) {
    run(async {
        let mut world = World::build(engine).await;
        let (swapped, longer) = (world.file(&[]).await, world.file(&[]).await);
        let (damaged, clean) = (world.file(&[]).await, world.file(&[]).await);
        world.enrol_anew(0).await;
        world.vouch(&[0]).await;
        // Somebody has written in two of them since: the new keys hold their newest epoch already.
        world.rotate(longer).await;
        world.rotate(damaged).await;
        assert!(world.reads(0, longer).await && world.reads(0, damaged).await);
        assert!(!world.reads(0, swapped).await && !world.reads(0, clean).await);

        let request = world.prepare("request.json").await;
        let text = std::fs::read_to_string(&request).expect("a request");
        let parsed = RecoveryRequest::parse(&text).expect("a request");
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        let at = |case, epoch| {
            parsed.cases.iter().position(|c| c.case == case && c.epoch == epoch).expect("an epoch")
        };
        let of_clean = value["cases"][at(clean, 0)]["record"].clone();
        let cases = value["cases"].as_array_mut().expect("a list");
        cases[at(swapped, 0)] = invented(swapped, 0, &parsed, &world.root());
        cases[at(damaged, 0)]["record"] = of_clean;
        // A newest epoch that does not name the adviser would take the true ones away.
        cases.push(invented(longer, 2, &parsed, &world.root()));
        std::fs::write(&request, value.to_string()).expect("a file");
        let (said, result) = recover(&world, &request, "result.json");
        let faults: Vec<&str> = said.out.lines().filter(|l| l.starts_with("FAULT")).collect();
        assert_eq!(faults, [format!("FAULT case {damaged}, epoch 0: the record does not open")]);

        // Once, and once more: what fits stands, what does not fit is named and stays.
        let before = world.rows().await;
        let mut after = Vec::new();
        for _ in 0..2 {
            let said = world.apply(&result).await;
            for (case, epoch) in [(swapped, 0), (longer, 2), (damaged, 0)] {
                assert!(said.out.contains(&format!("case {case}, epoch {epoch}\n")), "{}", said.out);
            }
            said.fails("3 epochs left alone");
            after.push(world.rows().await);
        }
        assert_eq!(after[0], after[1]);
        for epoch in [(swapped, 0), (damaged, 0)] {
            assert_eq!(before[&epoch], after[0][&epoch]);
        }
        assert!(world.reads(1, swapped).await && !world.reads(0, swapped).await);
        assert!(world.reads(0, longer).await && world.reads(0, damaged).await && world.reads(0, clean).await);
        assert_eq!((world.recovery_opens(1).await, world.recovery_opens(2).await), (2, 4));
        assert_eq!(world.count("SELECT COUNT(*) FROM leaf WHERE body LIKE '%recovery_used%'").await, 3);
        assert_eq!(world.faults().await, Vec::<String>::new());
    });
}

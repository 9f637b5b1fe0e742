//! What was tried, one after the other.

use balss::crypto::random;
use balss::domain::event::{Event, Leaf};
use balss::domain::receipt::Receipt;
use balss::domain::staff::Leaving;
use balss::store::Audit;
use balss::store::absences::AbsenceRow;
use balss::store::audit::name_staff;
use balss::store::invites::InviteRow;
use balss::store::passing::PassingRow;
use balss::store::staff::SessionRow;
use balss::vault::grants::{self, Holder};
use balss::vault::invite::{self, Kind};
use balss::vault::roster::{RecoveryKey, Statement};
use balss::vault::shred::{self, withdrawn_tag};
use balss::vault::staff::{Ring, StaffKeys, stamped};
use balss::vault::visit::Token;
use balss::vault::{absence, capability, device, passing, proposal, spare};

use super::{Bench, HARMLESS, Mallory, next_place, on};
use crate::support::shelf::{Engine, Value};
use crate::tamper::world::World;
use crate::vouch::enrolled;

pub fn all(engine: Engine) {
    on(async {
        let world = World::build(engine).await;
        let mut bench = Bench::new(&world);
        bench.attempt("nothing", HARMLESS, async |_, _| vec!["refused: nothing was done".to_owned()]).await;
        accounts(&mut bench).await;
        roster(&mut bench).await;
        grants_and_epochs(&mut bench).await;
        invitations(&mut bench).await;
        small_rows(&mut bench).await;
        turned_away(&mut bench).await;
        factors(&mut bench).await;
        visitors(&mut bench).await;
        yesterday(&mut bench).await;
        bench.end(engine);
    });
}

/// What is refused is told; what is not refused is a fault of the test.
fn refused(what: &str, is: bool) -> Vec<String> {
    if is { vec![format!("refused: {what}")] } else { Vec::new() }
}

fn id(world: &World, n: usize) -> Value {
    world.advisers[n].0.0[..].into()
}

async fn offered(world: &World) -> Vec<String> {
    let mut tx = world.app.store.read().await.expect("a transaction");
    let Ok(roster) = world.app.roster(&mut tx).await else { return Vec::new() };
    let rows = tx.all_staff().await.expect("accounts");
    proposal::waiting(&world.app.keys, &roster, &rows).iter().map(|k| k.recipient.to_string()).collect()
}

async fn accounts(bench: &mut Bench<'_>) {
    bench
        .attempt("account: an adviser added with SQL, with his keys offered", "is unknown to the log", async |w, m| {
            let put = "INSERT INTO staff (id, username, role, person, institution, name, lang, mail, active, salt, verifier, \
                       bundle, code_step, recipient, verify_key, next_bundle, outside, mac) \
                       SELECT $1, 'mallory', role, $1, institution, 'Adviser 66', lang, mail, active, salt, verifier, bundle, \
                       0, $2, $3, next_bundle, outside, mac FROM staff WHERE id = $4";
            let to = m.keys.identity().recipient().to_string();
            let verifier = m.keys.signer().public();
            w.sql.one(put, &[m.id.0[..].into(), to[..].into(), verifier[..].into(), id(w, 0)]).await;
            refused("nobody is asked to vouch for it", !offered(w).await.contains(&to))
        })
        .await;
    bench
        .attempt(
            "account: keys of an adviser swapped before anybody vouches",
            "is not what the log knows",
            async |w, m| {
                let (anna, keys) = enrolled(&w.app, "Anna", "nbs", false).await;
                let honest = keys.identity().recipient().to_string();
                assert!(offered(w).await.contains(&honest));
                let to = m.keys.identity().recipient().to_string();
                let verifier = m.keys.signer().public();
                let set = "UPDATE staff SET recipient = $2, verify_key = $3 WHERE id = $1";
                w.sql.one(set, &[anna.id.0[..].into(), to[..].into(), verifier[..].into()]).await;
                let after = offered(w).await;
                refused("nobody is asked to vouch for it", !after.contains(&to) && !after.contains(&honest))
            },
        )
        .await;
    bench
        .attempt(
            "account: keys of an adviser swapped after vouching",
            "is not what the log knows",
            async |w, m| {
                let to = m.keys.identity().recipient().to_string();
                let set = "UPDATE staff SET recipient = $2, verify_key = $3 WHERE id = $1";
                w.sql.one(set, &[id(w, 0), to[..].into(), m.keys.signer().public()[..].into()]).await;
                Vec::new()
            },
        )
        .await;
    bench
        .attempt("account: an adviser made administrator", "is not what the log knows", async |w, _| {
            w.sql.one("UPDATE staff SET role = 'administrator' WHERE id = $1", &[id(w, 0)]).await;
            Vec::new()
        })
        .await;
}

async fn roster(bench: &mut Bench<'_>) {
    let unsigned = "statement 5 does not verify";
    for how in ["unsigned", "signed by one adviser", "signed by himself as one", "signed by his own root"] {
        bench
            .attempt(&format!("roster: a vouch for his keys, {how}"), unsigned, async |w, m| {
                let (number, head) = next_place(w).await;
                let (one, own) = (w.advisers[0].1.signer(), m.keys.signer());
                let text = match how {
                    "unsigned" => m.vouch().signed_by_staff(number, &head, &[]),
                    "signed by one adviser" => {
                        m.vouch().signed_by_staff(number, &head, &[(w.advisers[0].0, &one)])
                    }
                    "signed by himself as one" => {
                        let both = [(w.advisers[0].0, &one), (m.id, &own)];
                        m.vouch().signed_by_staff(number, &head, &both)
                    }
                    _ => m.vouch().signed_by_root(number, &head, &m.root),
                };
                w.append(number, &text).await;
                Vec::new()
            })
            .await;
    }
    let recovery = |m: &Mallory| {
        let recipient = m.keys.identity().recipient();
        Statement::Recovery(Box::new(RecoveryKey { version: 2, recipient }))
    };
    for how in ["his own root", "two advisers"] {
        bench
            .attempt(
                &format!("recovery: his recipient as version 2, signed by {how}"),
                unsigned,
                async |w, m| {
                    let (number, head) = next_place(w).await;
                    let (a, b) = (w.advisers[0].1.signer(), w.advisers[2].1.signer());
                    let text = if how == "two advisers" {
                        let both = [(w.advisers[0].0, &a), (w.advisers[2].0, &b)];
                        recovery(m).signed_by_staff(number, &head, &both)
                    } else {
                        recovery(m).signed_by_root(number, &head, &m.root)
                    };
                    w.append(number, &text).await;
                    Vec::new()
                },
            )
            .await;
    }
    bench
        .attempt(
            "recovery: his recipient put into the statement",
            "statement 1 does not verify",
            async |w, m| {
                let text = w.sql.texts("SELECT statement FROM roster WHERE seq = 1", &[]).await.remove(0);
                let old = text.lines().find(|l| l.starts_with("recipient ")).expect("a recipient").to_owned();
                let new = text.replace(&old, &format!("recipient {}", m.keys.identity().recipient()));
                w.sql.one("UPDATE roster SET statement = $1 WHERE seq = 1", &[new[..].into()]).await;
                Vec::new()
            },
        )
        .await;
}

async fn grants_and_epochs(bench: &mut Bench<'_>) {
    let refused = "does not open";
    bench
        .attempt("grant: one of his own making in the adviser's place", refused, async |w, m| {
            let (opened, _) = w.read(w.adviser(0), w.cases[0].id).await.expect("readable").expect("held");
            let of = &opened.epochs[0];
            let to = m.keys.identity().recipient();
            // With all that a holder knows, but another server's key.
            let holder = Holder::Staff(w.advisers[0].0);
            let row = grants::seal(&m.files, holder, &to, &of.thread, of.desk.as_ref()).expect("sealed");
            let set = "UPDATE access_grant SET sealed = $2, quick = $3 WHERE tag = $1";
            w.sql.one(set, &[w.tag(0), row.sealed[..].into(), row.quick[..].into()]).await;
            Vec::new()
        })
        .await;
    bench
        .attempt("grant: that of another case in the place of one", refused, async |w, _| {
            let other =
                w.sql.bytes("SELECT sealed FROM access_grant WHERE tag = $1", &[w.tag(2)]).await.remove(0);
            w.sql
                .one("UPDATE access_grant SET sealed = $2 WHERE tag = $1", &[w.tag(0), other[..].into()])
                .await;
            Vec::new()
        })
        .await;
    bench
        .attempt("grant: deleted", "no such case", async |w, _| {
            w.sql.one("DELETE FROM access_grant WHERE tag = $1", &[w.tag(0)]).await;
            Vec::new()
        })
        .await;
    bench
        .attempt("grant: one more row beside it", refused, async |w, _| {
            let put = "INSERT INTO access_grant (tag, case_id, epoch, quick, sealed) \
                       SELECT $2, case_id, epoch, quick, sealed FROM access_grant WHERE tag = $1";
            w.sql.one(put, &[w.tag(0), random::bytes::<32>()[..].into()]).await;
            Vec::new()
        })
        .await;
    bench
        .attempt("epoch: another case's record", refused, async |w, _| {
            let set =
                "UPDATE epoch SET sealed = (SELECT sealed FROM epoch WHERE case_id = $2) WHERE case_id = $1";
            w.sql.one(set, &[w.case(0), w.case(2)]).await;
            Vec::new()
        })
        .await;
}

/// What the log is told as the invitation of an account is written.
async fn put_invite(w: &World, row: &InviteRow) {
    let mut tx = w.app.store.write().await.expect("a transaction");
    tx.set_invite(row).await.expect("a row");
    let leaf = Leaf::staff(Event::StaffInvited, w.app.clock.now(), Some(row.staff));
    tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
}

async fn invitations(bench: &mut Bench<'_>) {
    for what in ["a code of his own", "another account's", "longer", "for the passphrase", "used, put back"] {
        bench
            .attempt(&format!("invitation: {what}"), "verify: invitation of account", async |w, m| {
                let (anna, _) = enrolled(&w.app, "Anna", "nbs", false).await;
                let now = w.app.clock.now();
                let mut tx = w.app.store.read().await.expect("a transaction");
                let first = tx.staff(w.advisers[0].0).await.expect("a query").expect("an account");
                let mut row = tx.staff(anna.id).await.expect("a query").expect("an account");
                drop(tx);
                let (code, honest) = invite::issue(&w.app.keys, &row, Kind::Factor, now);
                let (theirs, _) = invite::issue(&w.app.keys, &first, Kind::Factor, now);
                let (his, forged) = invite::issue(&m.files, &row, Kind::Enrol, now);
                put_invite(w, &honest).await;
                let check = |row: &_, stored: &_, code: &Receipt, at| {
                    invite::check(&w.app.keys, Some(row), Some(stored), &code.groups(), at)
                };
                assert_eq!(check(&row, &honest, &code, now), Some(Kind::Factor), "as it was issued");
                assert_eq!(w.verified(&w.kept).await, [""; 0], "the log knows it");
                let (anna, late) = (&anna.id.0[..], now + 4 * 24 * 3600);
                let (code, at) = match what {
                    "a code of his own" => {
                        let set = "UPDATE invite SET code = $2 WHERE staff = $1";
                        w.sql.one(set, &[anna.into(), forged.code[..].into()]).await;
                        (&his, now)
                    }
                    "another account's" => {
                        w.sql.one("UPDATE invite SET staff = $2 WHERE staff = $1", &[anna.into(), id(w, 0)]).await;
                        row = first;
                        (&theirs, now)
                    }
                    "longer" => {
                        let set = "UPDATE invite SET ends = $2 WHERE staff = $1";
                        w.sql.one(set, &[anna.into(), (late + 3600).into()]).await;
                        (&code, late)
                    }
                    "for the passphrase" => {
                        w.sql.one("UPDATE invite SET kind = 'enrol' WHERE staff = $1", &[anna.into()]).await;
                        (&code, now)
                    }
                    _ => {
                        // Its use sets a passphrase anew, and with it what the row speaks of.
                        let mut tx = w.app.store.write().await.expect("a transaction");
                        assert_eq!(tx.end_invite(&honest).await, Ok(true));
                        row.bundle = vec![9; 40];
                        row = stamped(&w.app.keys, row);
                        assert_eq!(tx.set_staff(&row).await, Ok(true));
                        let leaf = Leaf::staff(Event::FactorReset, now, Some(row.account.id));
                        let leaf = leaf.sealing([name_staff(&row)].into());
                        tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
                        let put = "INSERT INTO invite (staff, kind, code, ends, mac) VALUES ($1, 'factor', $2, $3, $4)";
                        let (tag, mac) = (honest.code[..].into(), honest.mac[..].into());
                        w.sql.one(put, &[anna.into(), tag, honest.ends.into(), mac]).await;
                        (&code, now)
                    }
                };
                let mut tx = w.app.store.read().await.expect("a transaction");
                let stored = tx.invite(row.account.id).await.expect("a query").expect("an invitation");
                drop(tx);
                refused("the code opens nothing", check(&row, &stored, code, at).is_none())
            })
            .await;
    }
}

async fn small_rows(bench: &mut Bench<'_>) {
    bench
        .attempt("record of duties: written with SQL", "is unknown to the log", async |w, m| {
            let row = capability::stamped(
                &m.files,
                w.advisers[0].0,
                &balss::domain::capability::Capability::default(),
            );
            let row = row.expect("a row");
            let put = "INSERT INTO capability (staff, body, mac) VALUES ($1, $2, $3)";
            w.sql.one(put, &[id(w, 0), row.body[..].into(), row.mac[..].into()]).await;
            let counts = capability::read(&w.app.keys, &row).is_some();
            refused("it counts for nothing", !counts)
        })
        .await;
    bench
        .attempt("absence: an accomplice named as deputy", "verify: absence of account", async |w, m| {
            let tx = &mut w.app.store.read().await.expect("a transaction");
            let roster = w.app.roster(tx).await.expect("a roster");
            let (away, deputy) = (w.advisers[0].0, w.advisers[2].0);
            let row = |keys: &StaffKeys, deputy| absence::sign(keys, away, deputy, w.today, w.today.plus(9));
            let counts =
                |row: &AbsenceRow| !absence::genuine(std::slice::from_ref(row), &roster, w.today).is_empty();
            assert!(counts(&row(&w.advisers[0].1, deputy)), "signed by who is away");
            let other = AbsenceRow { deputy: w.advisers[1].0, ..row(&w.advisers[0].1, deputy) };
            let longer = AbsenceRow { last: w.today.plus(99), ..row(&w.advisers[0].1, deputy) };
            let stranger = row(&w.advisers[0].1, m.id);
            let forged = [row(&m.keys, deputy), other, longer, stranger];
            put_absence(w, &forged[0]).await;
            refused("no reporter is asked", !forged.iter().any(counts))
        })
        .await;
    bench
        .attempt("absence: one that was taken back, put back", "verify: absence of account", async |w, _| {
            let row =
                absence::sign(&w.advisers[0].1, w.advisers[0].0, w.advisers[2].0, w.today, w.today.plus(9));
            let told = || Leaf::staff(Event::AbsenceSet, w.app.clock.now(), Some(row.staff));
            let mut tx = w.app.store.write().await.expect("a transaction");
            tx.set_absence(&row).await.expect("a row");
            tx.commit(Audit::of(vec![told()])).await.expect("a commit");
            assert_eq!(w.verified(&w.kept).await, [""; 0], "the log knows it");
            let mut tx = w.app.store.write().await.expect("a transaction");
            assert_eq!(tx.end_absence(row.staff).await, Ok(true));
            tx.commit(Audit::of(vec![told()])).await.expect("a commit");
            put_absence(w, &row).await;
            Vec::new()
        })
        .await;
    bench
        .attempt(
            "proposal: one for his keys with signatures of his own",
            "verify: roster statement",
            async |w, m| {
                let (number, head) = next_place(w).await;
                let text = m.vouch().signed_by_root(number, &head, &m.root);
                let subject = proposal::subject(&m.vouch()).expect("a name");
                let body = m.vouch().body(number, &head);
                let lines = text.strip_prefix(&body).expect("signature lines").to_owned();
                let put = "INSERT INTO proposal (id, body, signatures, day) VALUES ($1, $2, $3, 1)";
                w.sql.one(put, &[subject[..].into(), body[..].into(), lines[..].into()]).await;
                let mut tx = w.app.store.read().await.expect("a transaction");
                let roster = w.app.roster(&mut tx).await.expect("a roster");
                let rows = tx.proposals().await.expect("rows");
                let pending = proposal::Pending::of(&roster, m.vouch(), &rows);
                refused(
                    "nobody has signed",
                    pending.signed.is_empty() && proposal::leaving(&roster, &rows).is_empty(),
                )
            },
        )
        .await;
    bench
        .attempt(
            "proposal: that an adviser leaves, in nobody's name",
            "verify: roster statement",
            async |w, m| {
                let (number, head) = next_place(w).await;
                let leave = Statement::Revoke(w.advisers[0].0, Leaving::Left);
                let text = leave.signed_by_root(number, &head, &m.root);
                let body = leave.body(number, &head);
                let lines = text.strip_prefix(&body).expect("signature lines").to_owned();
                let put = "INSERT INTO proposal (id, body, signatures, day) VALUES ($1, $2, $3, 1)";
                let subject = proposal::subject(&leave).expect("a name");
                w.sql.one(put, &[subject[..].into(), body[..].into(), lines[..].into()]).await;
                let mut tx = w.app.store.read().await.expect("a transaction");
                let roster = w.app.roster(&mut tx).await.expect("a roster");
                let rows = tx.proposals().await.expect("rows");
                let pending = proposal::Pending::of(&roster, leave, &rows);
                refused(
                    "nobody has signed",
                    pending.signed.is_empty() && roster.known(w.advisers[0].0).is_some(),
                )
            },
        )
        .await;
}

async fn turned_away(bench: &mut Bench<'_>) {
    bench
        .attempt(
            "passing: reports turned away from an adviser",
            "verify: passing of new reports",
            async |w, m| {
                let tx = &mut w.app.store.read().await.expect("a transaction");
                let roster = w.app.roster(tx).await.expect("a roster");
                let (staff, keys) = (w.advisers[0].0, &w.advisers[0].1);
                let counts =
                    |row: &PassingRow| !passing::genuine(std::slice::from_ref(row), &roster).is_empty();
                let own = passing::sign(keys, staff, w.today);
                assert!(counts(&own), "signed by the adviser");
                let earlier = PassingRow { since: w.today.plus(-9), ..own.clone() };
                let other = PassingRow { staff: w.advisers[1].0, ..own };
                let forged = [
                    passing::sign(&m.keys, staff, w.today),
                    earlier,
                    other,
                    passing::sign(&m.keys, m.id, w.today),
                ];
                let put = "INSERT INTO passing (staff, since_day, signature) VALUES ($1, $2, $3)";
                let row = &forged[0];
                w.sql.one(put, &[row.staff.0[..].into(), row.since.0.into(), row.signature[..].into()]).await;
                refused("reports go to whom they went", !forged.iter().any(counts))
            },
        )
        .await;
}

async fn put_absence(w: &World, row: &AbsenceRow) {
    let put =
        "INSERT INTO absence (staff, deputy, first_day, last_day, signature) VALUES ($1, $2, $3, $4, $5)";
    let days = (row.first.0.into(), row.last.0.into());
    let (staff, deputy) = (row.staff.0[..].into(), row.deputy.0[..].into());
    w.sql.one(put, &[staff, deputy, days.0, days.1, row.signature[..].into()]).await;
}

async fn factors(bench: &mut Bench<'_>) {
    const SEEN: &str = "verify: used and spare codes of account";
    bench
        .attempt("spare code: one of his own for an adviser's account", SEEN, async |w, m| {
            let (victim, factor) = (w.advisers[0].0, [7; 20]);
            let forged = spare::issue(&m.files, victim, &factor);
            // Those of his own account, given to the adviser's.
            let moved = spare::issue(&w.app.keys, m.id, &factor);
            for tag in forged.tags.iter().chain(&moved.tags) {
                let put = "INSERT INTO spare_code (staff, code) VALUES ($1, $2)";
                w.sql.one(put, &[id(w, 0), tag[..].into()]).await;
            }
            let mut tx = w.app.store.write().await.expect("a transaction");
            let mut fits = 0;
            for code in forged.codes.iter().chain(&moved.codes) {
                let tag = spare::tag(&w.app.keys, victim, &factor, code).expect("a code");
                fits += u32::from(tx.use_spare_code(victim, &tag).await.expect("a query"));
            }
            let honest = spare::issue(&w.app.keys, victim, &factor);
            tx.set_spare_codes(victim, &honest.tags).await.expect("rows");
            let tag = spare::tag(&w.app.keys, victim, &factor, &honest.codes[0]).expect("a code");
            assert_eq!(tx.use_spare_code(victim, &tag).await, Ok(true), "an honest one does");
            drop(tx);
            refused("none fits", fits == 0)
        })
        .await;
    bench
        .attempt("spare code: a used one put back", SEEN, async |w, _| {
            let victim = w.advisers[0].0;
            let issued = spare::issue(&w.app.keys, victim, &[7; 20]);
            let told = |event| Leaf::staff(event, w.app.clock.now(), Some(victim));
            let mut tx = w.app.store.write().await.expect("a transaction");
            tx.set_spare_codes(victim, &issued.tags).await.expect("rows");
            tx.commit(Audit::of(vec![told(Event::StaffChanged)])).await.expect("a commit");
            let mut tx = w.app.store.write().await.expect("a transaction");
            assert_eq!(tx.use_spare_code(victim, &issued.tags[0]).await, Ok(true));
            tx.commit(Audit::of(vec![told(Event::SpareCodeUsed)])).await.expect("a commit");
            assert_eq!(w.verified(&w.kept).await, [""; 0], "the log knows what is left");
            let put = "INSERT INTO spare_code (staff, code) VALUES ($1, $2)";
            w.sql.one(put, &[id(w, 0), issued.tags[0][..].into()]).await;
            Vec::new()
        })
        .await;
    bench
        .attempt("second factor: a used code made unused", SEEN, async |w, _| {
            let mut tx = w.app.store.write().await.expect("a transaction");
            assert_eq!(tx.use_code(w.advisers[0].0, 1_000).await, Ok(true));
            let leaf = Leaf::staff(Event::SignedIn, w.app.clock.now(), Some(w.advisers[0].0));
            tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
            w.sql.one("UPDATE staff SET code_step = 0 WHERE id = $1", &[id(w, 0)]).await;
            Vec::new()
        })
        .await;
}

async fn visitors(bench: &mut Bench<'_>) {
    bench
        .attempt(
            "device: his browser made an adviser's",
            "verify: known browsers of account",
            async |w, m| {
                let (token, now) = (Token::generate(), w.app.clock.now());
                let mut tx = w.app.store.write().await.expect("a transaction");
                device::keep(&mut tx, &m.files, &token, w.advisers[0].0, now).await.expect("a row");
                device::keep(&mut tx, &w.app.keys, &token, m.id, now).await.expect("a row");
                let leaf = Leaf::staff(Event::SignedIn, now, Some(m.id));
                tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
                // The genuine row of his own account given to the adviser's.
                let set = "UPDATE device SET staff = $1 WHERE staff = $2";
                w.sql.run(set, &[id(w, 0), m.id.0[..].into()]).await;
                let mut tx = w.app.store.read().await.expect("a transaction");
                let known = device::known(&mut tx, &w.app.keys, &token, Some(w.advisers[0].0), now).await;
                refused("it is nobody's", known == Ok(false))
            },
        )
        .await;
    for what in ["his own made an adviser's", "begun anew", "ended, put back"] {
        bench
            .attempt(&format!("session: {what}"), "verify: sessions of account", async |w, m| {
                let (token, now) = (Token::generate(), w.app.clock.now());
                let staff = if what == "his own made an adviser's" { m.id } else { w.advisers[0].0 };
                let told = |event| Audit::of(vec![Leaf::staff(event, now, Some(staff))]);
                let sealed = Ring::of(m.keys.clone()).seal_session(&token, staff, now);
                let row = SessionRow { staff, sealed, created: now, last_seen: now };
                let mut tx = w.app.store.write().await.expect("a transaction");
                tx.add_session(&token.session_id(), &row).await.expect("a row");
                tx.commit(told(Event::SignedIn)).await.expect("a commit");
                let opens = async || {
                    let mut tx = w.app.store.read().await.expect("a transaction");
                    let row = tx.session(&token.session_id()).await.expect("a query").expect("a session");
                    Ring::open_session(&token, row.staff, row.created, &row.sealed).is_ok()
                };
                assert!(opens().await, "as it began");
                let session = token.session_id()[..].into();
                match what {
                    "his own made an adviser's" => {
                        w.sql.one("UPDATE session SET staff = $2 WHERE id = $1", &[session, id(w, 0)]).await;
                    }
                    "begun anew" => {
                        let set = "UPDATE session SET created = created + 3600 WHERE id = $1";
                        w.sql.one(set, &[session]).await;
                    }
                    _ => {
                        let mut tx = w.app.store.write().await.expect("a transaction");
                        assert_eq!(tx.end_session(&token.session_id()).await, Ok(true));
                        tx.commit(told(Event::SignedOut)).await.expect("a commit");
                        let put = "INSERT INTO session (id, staff, sealed, created, last_seen) VALUES ($1, $2, $3, $4, $4)";
                        w.sql.one(put, &[session, id(w, 0), row.sealed[..].into(), now.into()]).await;
                        return Vec::new();
                    }
                }
                refused("it does not open", !opens().await)
            })
            .await;
    }
    for what in ["forged", "put back after the reporter came back"] {
        bench
            .attempt(
                &format!("withdrawal: a mark that a case was withdrawn, {what}"),
                HARMLESS,
                async |w, m| {
                    let with = if what == "forged" { &m.files } else { &w.app.keys };
                    let mark = withdrawn_tag(with, w.cases[0].id);
                    w.sql.one("INSERT INTO withdrawn (tag) VALUES ($1)", &[mark[..].into()]).await;
                    w.app.look().await.expect("a store that continues");
                    let (_, read) =
                        w.read(w.adviser(0), w.cases[0].id).await.expect("readable").expect("held");
                    let mut tx = w.app.store.read().await.expect("a transaction");
                    let with = (&w.app.keys, &w.app.state);
                    let hidden = shred::is_withdrawn(&mut tx, with, w.cases[0].id, &read).await;
                    let listed = shred::known_again(&mut tx, &w.app.state).await.expect("a list");
                    refused("it hides and ends no case", hidden == Ok(false) && listed.is_empty())
                },
            )
            .await;
    }
}

async fn yesterday(bench: &mut Bench<'_>) {
    let world = bench.world;
    // Whatever was done since is known outside the database.
    super::file(world).await.expect("filed");
    assert_eq!(super::answer(world, 0).await, Ok(()));
    world.app.look().await.expect("a store that continues");
    bench
        .attempt(
            "yesterday's database, under a running server",
            "the running server: the store does not continue",
            async |w, _| {
                w.restore().await;
                let look = w.app.look().await.err().map(|e| e.to_string());
                look.map(|e| format!("the running server: {e}")).into_iter().collect()
            },
        )
        .await;
}

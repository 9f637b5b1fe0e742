//! A row of a proposal is a place for signatures and nothing more.

use super::{Pending, Step, leaving, subject};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::sign::Signer;
use crate::domain::day::Day;
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::Leaving;
use crate::store::proposals::ProposalRow;
use crate::vault::roster::Roster;
use crate::vault::staff::StaffKeys;
use crate::vault::statement::{By, StaffKey, Statement, lines_of};

const TODAY: Day = Day(20_000);

struct World {
    root: Signer,
    texts: Vec<String>,
    keys: Vec<StaffKeys>,
}

const fn id(n: usize) -> StaffId {
    StaffId([[0, 1, 2, 3, 4, 5][n]; 16])
}

impl World {
    /// Accounts 0 and 1 of one institution, 2 of another, stand; 3 and 4 wait.
    fn new() -> Self {
        let root = Signer::generate();
        let keys: Vec<_> = (0..5).map(|_| StaffKeys::generate(false)).collect();
        let mut world = Self { root, texts: Vec::new(), keys };
        for n in 0..3 {
            world.by_root(&world.vouch(n));
        }
        world
    }

    fn key(&self, n: usize) -> StaffKey {
        StaffKey {
            staff: id(n),
            person: PersonId(id(n).0),
            name: format!("Adviser {n}"),
            institution: ["nbs", "nbs", "vp", "nbs", "vp"][n].to_owned(),
            outside: false,
            recipient: self.keys[n].identity().recipient(),
            verifier: self.keys[n].signer().public(),
        }
    }

    fn vouch(&self, n: usize) -> Statement {
        Statement::Vouch(Box::new(self.key(n)))
    }

    fn by_root(&mut self, statement: &Statement) {
        let (count, head) = self.roster().head();
        self.texts.push(statement.signed_by_root(count + 1, &head, &self.root));
    }

    fn roster(&self) -> Roster {
        Roster::verify(&self.texts, &self.root.public())
    }

    /// Signed by one adviser; the row that then waits.
    fn first(&self, statement: Statement, by: usize) -> ProposalRow {
        let pending = Pending::of(&self.roster(), statement, &[]);
        match pending.sign(&self.roster(), id(by), &self.keys[by], TODAY) {
            Step::Waits(row) => row,
            Step::Complete(_) => panic!("one is not enough"),
        }
    }

    fn second(&self, statement: Statement, row: ProposalRow, by: usize) -> Step {
        let pending = Pending::of(&self.roster(), statement, &[row]);
        pending.sign(&self.roster(), id(by), &self.keys[by], TODAY.plus(1))
    }
}

#[test]
fn two_of_two_institutions_complete_it_and_the_whole_verifies() {
    let world = World::new();
    let row = world.first(world.vouch(3), 0);
    assert_eq!(row.day, TODAY);
    let Step::Complete(text) = world.second(world.vouch(3), row.clone(), 2) else { panic!("complete") };
    assert!(world.roster().then(&text).is_ok_and(|r| r.adviser(id(3)).is_some()));
    // One adviser twice, and two of one institution, do not suffice.
    for by in [0, 1] {
        let Step::Waits(again) = world.second(world.vouch(3), row.clone(), by) else { panic!("waits") };
        assert_eq!(again.day, TODAY, "the day of the first signature");
        assert_eq!(again.signatures.lines().count(), if by == 0 { 1 } else { 2 });
    }
}

#[test]
fn signatures_for_other_keys_or_another_place_do_not_count() {
    let mut world = World::new();
    let row = world.first(world.vouch(3), 0);
    // The account offers other keys now.
    let swapped = StaffKey { recipient: HybridIdentity::generate().recipient(), ..world.key(3) };
    let statement = Statement::Vouch(Box::new(swapped));
    let pending = Pending::of(&world.roster(), statement.clone(), std::slice::from_ref(&row));
    assert!(pending.signed.is_empty() && pending.stale);
    assert!(matches!(world.second(statement, row.clone(), 2), Step::Waits(_)));
    // Another statement was appended meanwhile.
    world.by_root(&world.vouch(4));
    let pending = Pending::of(&world.roster(), world.vouch(3), std::slice::from_ref(&row));
    assert!(pending.signed.is_empty() && pending.stale);
    assert!(matches!(world.second(world.vouch(3), row, 2), Step::Waits(_)));
}

#[test]
fn a_row_edited_with_sql_adds_no_signature() {
    let world = World::new();
    let roster = world.roster();
    let row = world.first(world.vouch(3), 0);
    let other = world.first(world.vouch(4), 2);
    let forged = lines_of(&[(By::Staff(id(2)), [7; 64])]);
    let edits: [ProposalRow; 6] = [
        // A signature that is none, and one for another body.
        ProposalRow { signatures: [&row.signatures[..], &forged].concat(), ..row.clone() },
        ProposalRow { signatures: [&row.signatures[..], &other.signatures].concat(), ..row.clone() },
        // One signature under two names, twice, and that of the one spoken of.
        ProposalRow {
            signatures: [
                &row.signatures[..],
                &row.signatures.replace(&id(0).to_string(), &id(2).to_string()),
            ]
            .concat(),
            ..row.clone()
        },
        ProposalRow { signatures: row.signatures.repeat(2), ..row.clone() },
        ProposalRow {
            signatures: [
                &row.signatures[..],
                &lines_of(&[(By::Staff(id(3)), world.keys[3].signer().sign(row.body.as_bytes()))]),
            ]
            .concat(),
            ..row.clone()
        },
        // Another body under this name: nothing of it is kept.
        ProposalRow { id: row.id, ..other.clone() },
    ];
    for (n, edited) in edits.into_iter().enumerate() {
        let pending = Pending::of(&roster, world.vouch(3), &[edited]);
        let expected: &[StaffId] = if n == 5 { &[] } else { &[id(0)] };
        assert_eq!(pending.signed, expected, "edit {n}");
        assert!(matches!(pending.sign(&roster, id(1), &world.keys[1], TODAY), Step::Waits(_)), "edit {n}");
    }
}

#[test]
fn a_leaving_is_shown_only_with_a_signature_of_somebody_who_stands() {
    let mut world = World::new();
    let row = world.first(Statement::Revoke(id(2), Leaving::Keys), 0);
    assert_eq!(leaving(&world.roster(), std::slice::from_ref(&row)), [(id(2), Leaving::Keys)]);
    let bare = ProposalRow { signatures: String::new(), ..row.clone() };
    let changed = ProposalRow { body: row.body.replace("reason keys", "reason left"), ..row.clone() };
    for edited in [bare, changed] {
        assert_eq!(leaving(&world.roster(), &[edited]), []);
    }
    // Still proposed after another statement, though its signature starts anew; gone with the one it speaks of.
    world.by_root(&world.vouch(4));
    assert_eq!(leaving(&world.roster(), std::slice::from_ref(&row)), [(id(2), Leaving::Keys)]);
    world.by_root(&Statement::Revoke(id(2), Leaving::Left));
    assert_eq!(leaving(&world.roster(), &[row]), []);
}

#[test]
fn vouching_and_leaving_of_one_account_wait_apart() {
    let world = World::new();
    assert_ne!(subject(&world.vouch(2)), subject(&Statement::Revoke(id(2), Leaving::Left)));
    assert_ne!(subject(&world.vouch(2)), subject(&world.vouch(1)));
}

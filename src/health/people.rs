//! Staffing: enough advisers, nobody in two roles, accounts and signed list saying the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, or_well};
use crate::domain::staff::Role;
use crate::store::staff::StaffRow;
use crate::vault::keys::KeyFiles;
use crate::vault::roster::Roster;
use crate::vault::staff::genuine;

/// Advisers who can work: vouched for, enrolled, and with an open account.
fn working<'a>(roster: &'a Roster, rows: &[StaffRow]) -> Vec<(&'a str, bool)> {
    let open = |id| {
        let works = |r: &&StaffRow| r.account.active && r.account.role == Role::Adviser && r.enrolled();
        rows.iter().filter(works).any(|r| r.account.id == id)
    };
    roster.advisers().filter(|a| open(a.staff)).map(|a| (a.institution.as_str(), a.outside)).collect()
}

/// Whether every institution that the form offers has two advisers, and there is one of outside. An excluded person's
/// colleague must be able to take the report, and somebody else when the institution itself is meant.
#[must_use]
pub fn staffing(roster: &Roster, rows: &[StaffRow], institutions: &[String], demo: bool) -> Vec<Check> {
    let working = working(roster, rows);
    let mut faults = Vec::new();
    if !working.iter().any(|(_, outside)| *outside) {
        let text = "no outside adviser: whoever leaves out an institution's own advisers cannot report";
        let fault = Check::fault("staffing", text).telling("health-why-no-outside", "", &[]);
        faults.push(fault.softened(demo));
    }
    // People who chose these are read by outside advisers.
    let offered = institutions.iter().filter(|i| !["other", "unknown"].contains(&i.as_str()));
    let few: Vec<&str> = offered
        .filter(|i| working.iter().filter(|(of, _)| *of == i.as_str()).count() < 2)
        .map(String::as_str)
        .collect();
    if !few.is_empty() {
        let text = format!("fewer than two advisers at work: {}", few.join(", "));
        let of: Vec<_> = few.iter().map(|i| ("institution", *i)).collect();
        faults.push(Check::fault("staffing", text).telling("health-why-few", "", &of).softened(demo));
    }
    or_well(faults, Check::ok("staffing", "two advisers in each institution, and one outside"))
}

/// Whether accounts and the signed list agree, nobody holds two roles, and no row was changed beside the server.
#[must_use]
pub fn accounts(keys: &KeyFiles, roster: &Roster, rows: &[StaffRow]) -> Vec<Check> {
    let fault = |text: String, id, name: &str, what: &[(&'static str, &str)]| {
        Check::fault("people", text).telling(id, name, what)
    };
    let mut all: Vec<Check> = Vec::new();
    for row in rows.iter().filter(|row| !genuine(keys, row)) {
        let name = &row.account.username;
        let text = format!(
            "the account {name} was changed beside the server and opens nothing: put it back from a copy, or invite its person anew"
        );
        all.push(fault(text, "health-why-touched", name, &[]));
    }
    let mut roles: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.account.active) {
        roles.entry(row.account.person.0).or_default().insert(row.account.role.word());
    }
    for held in roles.values().filter(|held| held.len() > 1) {
        let words: Vec<&str> = held.iter().copied().collect();
        let text = format!("one person holds several roles ({}): disable all but one", words.join(", "));
        let what: Vec<_> = held.iter().map(|role| ("role", *role)).collect();
        all.push(fault(text, "health-why-roles", "", &what));
    }
    for key in roster.advisers() {
        let row = rows.iter().find(|row| row.account.id == key.staff);
        let Some(row) = row else {
            let text = format!("an adviser of {} is vouched for and has no account: revoke", key.institution);
            all.push(fault(text, "health-why-no-account", &key.name, &[("institution", &key.institution)]));
            continue;
        };
        let name = &row.account.username;
        let (text, id) = if !row.account.active {
            let text = format!("{name} is disabled and not revoked: reports are still sealed to the account");
            (text, "health-why-closed")
        } else if row.account.role != Role::Adviser {
            (format!("{name} is vouched for and no adviser: revoke"), "health-why-no-adviser")
        } else if !row.enrolled() {
            let text =
                format!("{name} is vouched for and not enrolled: nobody opens what is sealed to the account");
            (text, "health-why-not-enrolled")
        } else if row.recipient != key.recipient.to_string() {
            let text =
                format!("{name} offers other keys than those vouched for: colleagues must vouch again");
            (text, "health-why-other-keys")
        } else {
            continue;
        };
        all.push(fault(text, id, name, &[]));
    }
    let at_work = |role| {
        rows.iter().filter(move |r| r.account.active && r.enrolled() && r.account.role == role).count()
    };
    let warn = |text: &str, id| Check::warn("people", text).telling(id, "", &[]);
    match at_work(Role::Administrator) {
        0 => all.push(warn(
            "no administrator at work: nobody can invite or disable",
            "health-why-no-administrator",
        )),
        1 => all.push(warn(
            "one administrator at work: if that person loses passphrase or second factor, nobody can let them in again; invite another",
            "health-why-one-administrator",
        )),
        _ => {}
    }
    if at_work(Role::Auditor) == 0 {
        all.push(warn(
            "no auditor at work: nobody looks at the log and keeps its checkpoints",
            "health-why-no-auditor",
        ));
    }
    let accounts = if rows.len() == 1 { "1 account".to_owned() } else { format!("{} accounts", rows.len()) };
    or_well(all, Check::ok("people", accounts))
}

#[cfg(test)]
mod tests {
    use super::{accounts, staffing};
    use crate::crypto::sign::Signer;
    use crate::domain::id::{PersonId, StaffId};
    use crate::domain::staff::{Account, Leaving, Role};
    use crate::health::{Check, Level};
    use crate::store::staff::StaffRow;
    use crate::vault::keys::KeyFiles;
    use crate::vault::roster::{Roster, StaffKey, Statement};
    use crate::vault::staff::{StaffKeys, invited, stamped};

    struct World {
        keys: KeyFiles,
        root: Signer,
        statements: Vec<String>,
        rows: Vec<StaffRow>,
    }

    impl World {
        /// Two administrators, an auditor, two advisers of one institution, and one of outside.
        fn new() -> Self {
            let home = tempfile::tempdir().unwrap();
            KeyFiles::create(&home.path().join("keys")).unwrap();
            let keys = KeyFiles::load(&home.path().join("keys")).unwrap();
            let mut world = Self { keys, root: Signer::generate(), statements: Vec::new(), rows: Vec::new() };
            world.add(1, Role::Administrator, "aim", false);
            world.add(2, Role::Auditor, "iem", false);
            world.add(3, Role::Adviser, "nbs", false);
            world.add(4, Role::Adviser, "nbs", false);
            world.add(5, Role::Adviser, "vp", true);
            world.add(6, Role::Administrator, "nbs", false);
            world
        }

        fn add(&mut self, n: u8, role: Role, institution: &str, outside: bool) {
            let (id, keys) = (StaffId([n; 16]), StaffKeys::generate(false));
            let account = Account {
                id,
                username: format!("person.{n}"),
                role,
                person: PersonId([n; 16]),
                institution: institution.to_owned(),
                name: format!("Person {n}"),
                lang: "lv".to_owned(),
                mail: String::new(),
                active: true,
                outside,
            };
            let row = StaffRow {
                salt: vec![1; 16],
                verifier: vec![2; 32],
                bundle: vec![3; 64],
                recipient: keys.identity().recipient().to_string(),
                verify_key: keys.signer().public().to_vec(),
                ..invited(account, &self.keys)
            };
            self.rows.push(stamped(&self.keys, row));
            if role == Role::Adviser {
                self.sign(&Statement::Vouch(Box::new(StaffKey {
                    staff: id,
                    person: PersonId([n; 16]),
                    name: format!("Person {n}"),
                    institution: institution.to_owned(),
                    outside,
                    recipient: keys.identity().recipient(),
                    verifier: keys.signer().public(),
                })));
            }
        }

        fn sign(&mut self, statement: &Statement) {
            let (count, head) = self.roster().head();
            self.statements.push(statement.signed_by_root(count + 1, &head, &self.root));
        }

        fn roster(&self) -> Roster {
            Roster::verify(&self.statements, &self.root.public())
        }

        /// Changes a row as the server would.
        fn change(&mut self, n: usize, how: impl Fn(&mut StaffRow)) {
            how(&mut self.rows[n - 1]);
            self.rows[n - 1] = stamped(&self.keys, self.rows[n - 1].clone());
        }

        fn people(&self) -> Vec<Check> {
            accounts(&self.keys, &self.roster(), &self.rows)
        }

        fn staffing(&self, demo: bool) -> Vec<Check> {
            let institutions = ["nbs", "other", "unknown"].map(str::to_owned);
            staffing(&self.roster(), &self.rows, &institutions, demo)
        }
    }

    fn said(checks: &[Check], level: Level) -> Vec<&str> {
        checks.iter().filter(|c| c.level == level).map(|c| &c.text[..]).collect()
    }

    #[test]
    fn a_well_staffed_house_is_in_order() {
        let world = World::new();
        assert_eq!(world.people(), [Check::ok("people", "6 accounts")]);
        assert_eq!(world.staffing(false)[0].level, Level::Ok);
    }

    #[test]
    fn each_disagreement_of_accounts_and_roster_is_named() {
        type Spoil = fn(&mut World);
        let cases: [(Spoil, &str); 7] = [
            (|w| w.rows[2].account.role = Role::Administrator, "person.3 was changed beside the server"),
            (
                |w| w.change(2, |r| r.account.person = PersonId([1; 16])),
                "several roles (administrator, auditor)",
            ),
            (|w| w.change(3, |r| r.account.active = false), "person.3 is disabled and not revoked"),
            (|w| w.change(3, |r| r.verifier.clear()), "person.3 is vouched for and not enrolled"),
            (|w| w.change(3, |r| r.recipient = "age1pq1other".to_owned()), "person.3 offers other keys"),
            (
                |w| w.change(3, |r| r.account.role = Role::Leadership),
                "person.3 is vouched for and no adviser",
            ),
            (|w| drop(w.rows.remove(2)), "an adviser of nbs is vouched for and has no account"),
        ];
        for (spoil, words) in cases {
            let mut world = World::new();
            spoil(&mut world);
            let checks = world.people();
            let faults = said(&checks, Level::Fault);
            assert!(faults.iter().any(|f| f.contains(words)), "{words}: {checks:?}");
        }
        let mut world = World::new();
        world.change(2, |r| r.verifier.clear());
        assert!(said(&world.people(), Level::Warn)[0].starts_with("no auditor at work"));
        let mut world = World::new();
        for (left, words) in [(6, "one administrator at work"), (1, "no administrator at work")] {
            world.change(left, |r| r.account.active = false);
            assert!(said(&world.people(), Level::Warn)[0].starts_with(words));
        }
    }

    #[test]
    fn one_adviser_is_too_few_and_so_is_nobody_outside() {
        let mut world = World::new();
        world.change(4, |r| r.account.active = false);
        assert_eq!(said(&world.staffing(false), Level::Fault), ["fewer than two advisers at work: nbs"]);
        // The people of a demonstration are made up.
        assert_eq!(said(&world.staffing(true), Level::Fault), Vec::<&str>::new());
        let mut world = World::new();
        world.sign(&Statement::Revoke(StaffId([5; 16]), Leaving::Left));
        assert!(said(&world.staffing(false), Level::Fault)[0].starts_with("no outside adviser"));
    }
}

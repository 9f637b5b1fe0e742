//! Whether advisers are prepared for reports and their duties are on record.

use super::{Check, Level, or_well};
use crate::domain::capability::{Missing, missing};
use crate::domain::day::Day;
use crate::domain::staff::Role;
use crate::store::capabilities::CapabilityRow;
use crate::store::staff::StaffRow;
use crate::vault::capability::read;
use crate::vault::keys::KeyFiles;

/// The name of these checks.
const NAME: &str = "preparation";

const fn say(missing: Missing) -> (Level, &'static str) {
    match missing {
        Missing::Training => (Level::Fault, "no training on record"),
        Missing::Supervision => (Level::Warn, "no next supervision on record"),
        Missing::SupervisionOver => (Level::Warn, "supervision is overdue"),
        Missing::Order => (Level::Fault, "no order that bars superiors from demanding case information"),
        Missing::Duties => (Level::Fault, "no signed record of duties, of which reporters are to be told"),
        Missing::Proceedings => {
            (Level::Fault, "may start criminal proceedings: unfit for the confidential path")
        }
    }
}

/// One line for each adviser at work who lacks something.
#[must_use]
pub fn records(
    keys: &KeyFiles,
    rows: &[StaffRow],
    records: &[CapabilityRow],
    today: Day,
    demo: bool,
) -> Vec<Check> {
    let advisers = rows.iter().map(|r| &r.account).filter(|a| a.active && a.role == Role::Adviser);
    let at_work = advisers.clone().count();
    let lacks = advisers.filter_map(|a| {
        let record = records.iter().find(|r| r.staff == a.id).and_then(|r| read(keys, r));
        let found = missing(&record.unwrap_or_default(), today);
        let all: Vec<_> = found.iter().copied().map(say).collect();
        let level = all.iter().map(|(level, _)| *level).max()?;
        let words: Vec<&str> = all.iter().map(|(_, words)| *words).collect();
        let text = format!("{}: {}", a.username, words.join("; "));
        let of: Vec<_> = found.iter().map(|m| ("people-missing", m.word())).collect();
        let check = Check { level, ..Check::ok(NAME, text) };
        Some(check.telling("health-why-lacks", &a.username, &of).softened(demo))
    });
    let well = match at_work {
        0 => "no adviser is invited yet",
        _ => "every adviser is prepared, with duties on record",
    };
    or_well(lacks.collect(), Check::ok(NAME, well))
}

#[cfg(test)]
mod tests {
    use super::{Day, KeyFiles, Level, NAME, Role, StaffRow, records};
    use crate::domain::capability::samples::whole;
    use crate::domain::id::{PersonId, StaffId};
    use crate::domain::staff::Account;
    use crate::vault::capability::stamped;
    use crate::vault::staff::invited;

    fn row(keys: &KeyFiles, n: u8, role: Role, active: bool) -> StaffRow {
        let account = Account {
            id: StaffId([n; 16]),
            username: format!("person.{n}"),
            role,
            person: PersonId([n; 16]),
            institution: "nbs".to_owned(),
            name: format!("Person {n}"),
            lang: "lv".to_owned(),
            mail: String::new(),
            active,
            outside: false,
        };
        invited(account, keys)
    }

    #[test]
    fn each_open_adviser_who_lacks_something_is_named() {
        let home = tempfile::tempdir().unwrap();
        KeyFiles::create(&home.path().join("keys")).unwrap();
        let keys = KeyFiles::load(&home.path().join("keys")).unwrap();
        let rows = [
            row(&keys, 1, Role::Adviser, true),
            row(&keys, 2, Role::Adviser, true),
            row(&keys, 3, Role::Adviser, false),
            row(&keys, 4, Role::Auditor, true),
        ];
        let whole = whole();
        let record = |n: u8| stamped(&keys, StaffId([n; 16]), &whole).unwrap();
        let both = [record(1), record(2)];
        let said = |all: &[_], day, demo| {
            let found = records(&keys, &rows, all, Day(day), demo);
            found.into_iter().map(|c| (c.name, c.level, c.text)).collect::<Vec<_>>()
        };
        assert!(records(&keys, &rows[3..], &[], Day(20), false)[0].text.starts_with("no adviser"));
        let well = said(&both, 20, false);
        assert_eq!((well.len(), well[0].0, well[0].1), (1, NAME, Level::Ok));
        let late = said(&both, 21, false);
        assert!(late.len() == 2 && late.iter().all(|c| c.1 == Level::Warn), "{late:?}");
        let one = said(&both[..1], 20, false);
        assert!(one.len() == 1 && one[0].1 == Level::Fault && one[0].2.starts_with("person.2: "), "{one:?}");
        assert_eq!(said(&both[..1], 20, true)[0].1, Level::Warn);
        let mut touched = record(2);
        touched.body.push(' ');
        assert_eq!(said(&[record(1), touched], 20, false)[0].1, Level::Fault);
    }
}

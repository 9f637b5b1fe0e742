//! The record of one adviser: as typed, as kept, as it is missing.

use super::{Refused, administrator};
use crate::app::App;
use crate::clock::{date, day};
use crate::domain::capability::{Capability, Duties, MAX_WORDS};
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::store::audit::name_capability;
use crate::store::{Audit, StoreError};
use crate::vault::capability::{read, stamped};
use crate::vault::staff::genuine;

/// Fields of the form that hold words.
pub const WORDS: [&str; 7] =
    ["trained_by", "order", "must_report", "duty_to", "duty_by", "legal_basis", "signed_by"];
/// Fields of the form that hold a day.
pub const DAYS: [&str; 4] = ["trained_on", "supervision_by", "order_on", "signed_on"];
/// The field that says whether the person may start criminal proceedings: "yes", "no" or empty.
pub const PROCEEDINGS: &str = "proceedings";

/// What is wrong with a field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not a date.
    Day,
    /// Too long, or more than one line.
    Words,
    /// Needed as soon as anything is said of duties.
    Needed,
}

fn day_of(typed: &str) -> Result<Option<Day>, Fault> {
    match typed.trim() {
        "" => Ok(None),
        text => text.parse().map(|d| Some(day(d))).map_err(|_| Fault::Day),
    }
}

/// A day as the field takes it back.
fn typed_day(day: Option<Day>) -> String {
    day.map(|d| date(d).to_string()).unwrap_or_default()
}

/// The record that a form describes. A duties record is whole or absent.
///
/// # Errors
/// Every field that is at fault.
pub fn parse(fields: &Fields) -> Result<Capability, Vec<(&'static str, Fault)>> {
    let mut faults = Vec::new();
    for name in WORDS {
        let words = fields.get(name).trim();
        if words.chars().count() > MAX_WORDS || words.chars().any(char::is_control) {
            faults.push((name, Fault::Words));
        }
    }
    let words = |name: &str| fields.get(name).trim().to_owned();
    let mut days = [None; 4];
    for (slot, name) in days.iter_mut().zip(DAYS) {
        match day_of(fields.get(name)) {
            Ok(day) => *slot = day,
            Err(fault) => faults.push((name, fault)),
        }
    }
    let [trained_on, supervision_by, order_on, signed_on] = days;
    let said = [PROCEEDINGS, "must_report", "duty_to", "duty_by", "legal_basis", "signed_by", "signed_on"];
    let mut duties = None;
    if said.iter().any(|name| !fields.get(name).trim().is_empty()) {
        for name in [PROCEEDINGS, "legal_basis", "signed_by", "signed_on"] {
            if fields.get(name).trim().is_empty() {
                faults.push((name, Fault::Needed));
            }
        }
        duties = signed_on.map(|signed_on| Duties {
            // Whatever is no clear "no" keeps the person off the confidential path.
            may_start_proceedings: fields.get(PROCEEDINGS) != "no",
            must_report: words("must_report"),
            to: words("duty_to"),
            by: words("duty_by"),
            legal_basis: words("legal_basis"),
            signed_by: words("signed_by"),
            signed_on,
        });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Capability {
        trained_on,
        trained_by: words("trained_by"),
        supervision_by,
        order: words("order"),
        order_on,
        duties,
    })
}

/// The form that describes a record.
#[must_use]
pub fn fields(record: &Capability) -> Fields {
    let mut all = vec![
        ("trained_on", typed_day(record.trained_on)),
        ("trained_by", record.trained_by.clone()),
        ("supervision_by", typed_day(record.supervision_by)),
        ("order", record.order.clone()),
        ("order_on", typed_day(record.order_on)),
    ];
    if let Some(d) = &record.duties {
        all.extend([
            (PROCEEDINGS, if d.may_start_proceedings { "yes" } else { "no" }.to_owned()),
            ("must_report", d.must_report.clone()),
            ("duty_to", d.to.clone()),
            ("duty_by", d.by.clone()),
            ("legal_basis", d.legal_basis.clone()),
            ("signed_by", d.signed_by.clone()),
            ("signed_on", typed_day(Some(d.signed_on))),
        ]);
    }
    Fields(all.into_iter().map(|(n, v)| (n.to_owned(), v)).collect())
}

/// What is on record; nothing is the empty record, and so is a row that was touched.
///
/// # Errors
/// [`StoreError`].
pub async fn load(app: &App, id: StaffId) -> Result<Capability, StoreError> {
    let row = app.store.read().await?.capability(id).await?;
    Ok(row.and_then(|r| read(&app.keys, &r)).unwrap_or_default())
}

/// Keeps the record of an adviser, with the log told.
///
/// # Errors
/// [`Refused::NotThere`] for anybody but an adviser, [`Refused::Store`].
pub async fn save(app: &App, who: StaffId, id: StaffId, record: &Capability) -> Result<(), Refused> {
    let row = stamped(&app.keys, id, record).map_err(|_| Refused::NotThere)?;
    let mut tx = app.store.write().await?;
    administrator(app, &mut tx, who).await?;
    let account = tx.staff(id).await?.filter(|r| genuine(&app.keys, r)).map(|r| r.account);
    if account.is_none_or(|a| a.role != Role::Adviser) {
        return Err(Refused::NotThere);
    }
    tx.set_capability(&row).await?;
    let leaf = Leaf::staff(Event::StaffChanged, app.clock.now(), Some(who));
    Ok(tx.commit(Audit::of(vec![leaf.sealing([name_capability(&row)].into())])).await?)
}

#[cfg(test)]
mod tests {
    use super::{DAYS, Fault, Fields, PROCEEDINGS, WORDS, fields, parse};
    use crate::domain::capability::Capability;

    fn form(set: &[(&str, &str)]) -> Fields {
        Fields(set.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_record_comes_back_as_it_was_typed() {
        let mut typed: Vec<(&str, &str)> = WORDS.iter().map(|n| (*n, " words ")).collect();
        typed.extend(DAYS.iter().map(|n| (*n, "2026-03-01")));
        for answer in ["yes", "no"] {
            let mut typed = typed.clone();
            typed.push((PROCEEDINGS, answer));
            let record = parse(&form(&typed)).unwrap();
            assert_eq!(record.duties.as_ref().unwrap().may_start_proceedings, answer == "yes");
            assert_eq!(parse(&fields(&record)).unwrap(), record);
            assert_eq!(record.trained_by, "words");
        }
        assert_eq!(parse(&Fields::default()).unwrap(), Capability::default());
    }

    #[test]
    fn a_duties_record_is_whole_or_absent() {
        let faults = parse(&form(&[("must_report", "crimes")])).unwrap_err();
        let needed = [PROCEEDINGS, "legal_basis", "signed_by", "signed_on"].map(|n| (n, Fault::Needed));
        assert_eq!(faults, needed);
        assert_eq!(parse(&form(&[("trained_on", "yesterday")])).unwrap_err(), [("trained_on", Fault::Day)]);
        let long = "x".repeat(301);
        assert_eq!(parse(&form(&[("order", &long)])).unwrap_err(), [("order", Fault::Words)]);
        assert_eq!(parse(&form(&[("order", "a\nb")])).unwrap_err(), [("order", Fault::Words)]);
    }
}

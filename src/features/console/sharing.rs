//! Who else reads a case: whom an adviser can ask for (the reporter decides), and how somebody's reading ends: a
//! colleague's or one's own, for a coded reason, because one is too close to it, or because one cannot take it.

use super::held;
use super::view::{View, may_end};
use crate::app::{App, Shared};
use crate::domain::consent::{READER, READER_DAYS};
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::sharing::Why;
use crate::domain::staff::Account;
use crate::vault::consent::{self, Proposal};
use crate::vault::epoch::Left;
use crate::vault::rotate::{self, Change};
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError};

/// Somebody for whom can be asked.
pub struct Colleague {
    /// The account.
    pub staff: StaffId,
    /// Name in the signed roster.
    pub name: String,
    /// Code of the institution.
    pub institution: String,
}

/// Whom an adviser can ask for: everybody whom the signed roster names, but for who works on it already, who is left out,
/// and, where somebody was left out whom no list names, the whole institution.
#[must_use]
pub fn colleagues(view: &View) -> Vec<Colleague> {
    let (roster, body) = (&view.roster, &view.case.body);
    let whole = roster.fault().is_none();
    let works = |staff| view.readers.iter().any(|r| r.staff == staff && !r.reading);
    let may = roster.advisers().filter(|k| whole && body.is_open_to(k, &view.read.card.institution));
    let mut all: Vec<Colleague> = may
        .filter(|k| !works(k.staff))
        .map(|k| Colleague { staff: k.staff, name: k.name.clone(), institution: k.institution.clone() })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// What is asked for.
pub struct Asked {
    /// Whether to read only.
    pub reading: bool,
    /// The last day, if only for a time.
    pub last: Option<Day>,
    /// Why, in words that the reporter reads.
    pub why: String,
}

/// The question to the reporter. The name of who asks is put in when it is written.
#[must_use]
pub fn question(of: &Colleague, asked: Asked, today: Day) -> Proposal {
    let until = today.plus(READER_DAYS);
    Proposal {
        n: 0,
        name: String::new(),
        kind: READER.to_owned(),
        to: of.name.clone(),
        what: asked.why,
        learns: String::new(),
        guess: String::new(),
        until: asked.last.map_or(until, |last| last.min(until)),
        reader: Some(consent::Colleague {
            staff: of.staff,
            institution: of.institution.clone(),
            reading: asked.reading,
            last: asked.last,
        }),
    }
}

/// How a reading ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// This account reads no longer, for a reason of [`Why::ENDING`].
    End(StaffId, Why),
    /// The adviser is too close to it: for good, and for every account of the person.
    Conflict,
    /// The adviser cannot take it.
    CannotTake,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// They read no longer.
    Yes,
    /// No such case for this adviser.
    NotTheirs,
    /// Nobody would be left who works on it.
    Nobody,
    /// The adviser reads it only, and ends nobody's reading but the own.
    ReadsOnly,
    /// They read it before the adviser was let in.
    Before,
}

/// Ends a reading at once, whatever somebody else writes meanwhile. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn leave(
    app: &Shared,
    account: &Account,
    keys: &StaffKeys,
    id: CaseId,
    how: Leave,
) -> Result<Gone> {
    let (app, staff, keys) = (app.clone(), account.id, keys.clone());
    let tasks = app.tasks.clone();
    let work = async move {
        for _ in 0..16 {
            match leave_now(&app, staff, &keys, id, how).await {
                Err(VaultError::Conflict) => {}
                done => return done,
            }
        }
        Err(VaultError::Conflict)
    };
    tasks.spawn(work).await.map_err(|_| VaultError::Refused)?
}

async fn leave_now(app: &App, by: StaffId, keys: &StaffKeys, id: CaseId, how: Leave) -> Result<Gone> {
    let mut tx = app.store.read().await?;
    let held = held::open(app, &mut tx, by, keys, id).await?;
    drop(tx);
    let Some(held) = held.filter(|h| !h.withdrawn) else { return Ok(Gone::NotTheirs) };
    let (staff, why) = match how {
        Leave::End(staff, why) => (staff, why),
        Leave::Conflict => (by, Why::Conflict),
        Leave::CannotTake => (by, Why::CannotTake),
    };
    if staff != by && !held.writes {
        return Ok(Gone::ReadsOnly);
    }
    let (body, roster, today) = (&held.case.body, &held.roster, app.clock.today());
    if !may_end(&held.read, body, by, staff) {
        return Ok(Gone::Before);
    }
    let name = |of: StaffId| roster.stood(of).map(|key| key.name.clone()).unwrap_or_default();
    let holder = body.holders.iter().find(|(holder, _)| *holder == staff);
    // A colleague was quicker.
    let Some((_, person)) = holder else { return Ok(Gone::Yes) };
    let n = held.read.card.n;
    let left = Left { n, staff, person: *person, name: name(staff), by: name(by), day: today, why };
    let change = Change::leaving(left);
    let readers = rotate::readers(body, &held.read.card.institution, roster, &change, today)?;
    if readers.iter().all(|reader| reader.reading) {
        return Ok(Gone::Nobody);
    }
    let leaf =
        |sealed| Leaf::staff(Event::ReadersChanged, app.clock.now(), Some(by)).about(id).sealing(sealed);
    app.turning(roster).renew(&held.case, &held.read, &change, leaf).await?;
    Ok(Gone::Yes)
}

//! How long a case is kept: holds, and deleting it by two of its holders, each in a session of their own. Whatever is
//! decided here is an entry of the desk, signed; the case itself goes by [`confirm`] alone.

use super::case::{self, Act, Done};
use super::held::{self, Held};
use super::inbox::At;
use super::inbox::order::Asking;
use super::view::{self, View};
use crate::app::{App, Shared};
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::retention::{Nearness, UNLISTED};
use crate::domain::staff::Account;
use crate::vault::desk;
use crate::vault::retention::{self, Hold, Proposed, Refusal};
use crate::vault::shred::{self, Only};
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError};

/// Where keeping a case stands, for whoever looks at its page.
pub struct Keeping {
    /// The last day for which it is kept by its period alone; `None` while it is open.
    pub last: Option<Day>,
    /// How near that is.
    pub near: Nearness,
    /// Holds that nobody has ended, with whether they stand today.
    pub holds: Vec<(Hold, bool)>,
    /// A proposal to delete it that nothing was written after.
    pub proposed: Option<Proposed>,
    /// Whether the one who looks made it.
    pub own: bool,
    /// What stands in the way of confirming it, of whoever looks.
    pub refusal: Option<Refusal>,
    /// Whether nobody else reads the case who could confirm.
    pub alone: bool,
}

/// Where it stands.
#[must_use]
pub fn standing(app: &App, view: &View, who: StaffId) -> Keeping {
    let (today, read, periods) = (app.clock.today(), &view.read, app.config.retention.periods());
    let last = retention::kept_until(read, &periods);
    let holds = retention::holds(&read.entries).into_iter().map(|hold| {
        let stands = hold.stands(today);
        (hold, stands)
    });
    let proposed = retention::proposed(&read.entries).filter(|p| p.writes == read.writes);
    let decided = retention::decide(&view.case, read, &view.roster, who, &periods, today);
    let person = |staff: StaffId| view.roster.known(staff).map(|key| key.person);
    let others = view.holders.iter().filter(|(staff, ..)| person(*staff) != person(who));
    Keeping {
        near: last.map_or(Nearness::Far, |last| periods.near(last, today)),
        last,
        holds: holds.collect(),
        own: proposed.as_ref().is_some_and(|p| p.who == who),
        refusal: proposed.as_ref().and(decided.err()),
        proposed,
        alone: others.count() == 0,
    }
}

/// What became of a wish to delete a case, or to keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It stands.
    Yes,
    /// No such case for this adviser.
    NotTheirs,
    /// Somebody wrote since the page was shown.
    Changed,
    /// The case may not be deleted so.
    Refused(Refusal),
}

impl From<Done> for Said {
    fn from(done: Done) -> Self {
        match done {
            Done::Yes => Self::Yes,
            // Whoever only reads is not offered it.
            Done::NotTheirs | Done::ReadsOnly => Self::NotTheirs,
            Done::Changed
            | Done::NotNext
            | Done::NotSilent
            | Done::Locked(_)
            | Done::NotAnother(_)
            | Done::Child => Self::Changed,
        }
    }
}

/// Whom it is asked by.
pub type By<'a> = (&'a Account, &'a StaffKeys);

/// Proposes to delete a case, for a reason that holds today. With `note`, if it says anything, the reason is explained; one
/// that the list does not name has to be.
///
/// # Errors
/// [`VaultError`].
pub async fn propose(
    app: &Shared,
    by: By<'_>,
    id: CaseId,
    seen: i64,
    (reason, note): (&str, &str),
) -> Result<Said> {
    let Some(view) = view::again(app, by.0, by.1, id).await? else { return Ok(Said::NotTheirs) };
    let (today, periods) = (app.clock.today(), app.config.retention.periods());
    let waits = retention::proposed(&view.read.entries).filter(|p| p.writes == view.read.writes);
    match waits {
        // A double click.
        Some(waits) if waits.who == by.0.id && waits.reason == reason => return Ok(Said::Yes),
        Some(_) => return Ok(Said::Changed),
        None if view.read.card_version != seen => return Ok(Said::Changed),
        None => {}
    }
    if let Err(refusal) = retention::allowed(&view.case, &view.read, reason, &periods, today) {
        return Ok(Said::Refused(refusal));
    }
    if reason == UNLISTED && note.is_empty() {
        return Ok(Said::Refused(Refusal::Unsaid));
    }
    let note = Some(note).filter(|note| !note.is_empty());
    let note = note.map(|note| desk::Act::Note { text: note.to_owned(), source: String::new() });
    let act = desk::Act::Delete { reason: reason.to_owned(), writes: view.read.writes + 1 };
    let acts = note.into_iter().chain([act]).collect();
    Ok(case::act(app, by.0, by.1, id, seen, Act::Desk(acts)).await?.into())
}

/// Takes one's own or another's proposal back.
///
/// # Errors
/// [`VaultError`].
pub async fn take_back(app: &Shared, by: By<'_>, id: CaseId, seen: i64) -> Result<Said> {
    let Some(view) = view::again(app, by.0, by.1, id).await? else { return Ok(Said::NotTheirs) };
    let Some(waits) = retention::proposed(&view.read.entries) else { return Ok(Said::Yes) };
    let act = desk::Act::DeleteTakenBack { of: waits.id };
    Ok(case::act(app, by.0, by.1, id, seen, Act::Desk(vec![act])).await?.into())
}

/// Says that a case must not be deleted, until a day or until that is ended. A note that says why stands beside it.
///
/// # Errors
/// [`VaultError`].
pub async fn hold(
    app: &Shared,
    by: By<'_>,
    id: CaseId,
    seen: i64,
    (reason, until, note): (&str, Option<Day>, &str),
) -> Result<Said> {
    if reason == "other" && note.is_empty() {
        return Ok(Said::Refused(Refusal::Unsaid));
    }
    let mut acts = vec![desk::Act::Hold { reason: reason.to_owned(), until }];
    acts.extend((!note.is_empty()).then(|| desk::Act::Note { text: note.to_owned(), source: String::new() }));
    Ok(case::act(app, by.0, by.1, id, seen, Act::Desk(acts)).await?.into())
}

/// Says that a hold stands no longer.
///
/// # Errors
/// [`VaultError`].
pub async fn end_hold(app: &Shared, by: By<'_>, id: CaseId, seen: i64, of: &str) -> Result<Said> {
    let Some(view) = view::again(app, by.0, by.1, id).await? else { return Ok(Said::NotTheirs) };
    if !retention::holds(&view.read.entries).iter().any(|hold| hold.id == of) {
        return Ok(Said::Changed);
    }
    let act = desk::Act::HoldEnded { of: of.to_owned() };
    Ok(case::act(app, by.0, by.1, id, seen, Act::Desk(vec![act])).await?.into())
}

/// Destroys a case as another holder has proposed, if it is still as the page (`seen`) showed it. Runs to its end even
/// when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn confirm(app: &Shared, by: By<'_>, id: CaseId, seen: i64) -> Result<Said> {
    let (app, staff, keys) = (app.clone(), by.0.id, by.1.clone());
    let tasks = app.tasks.clone();
    let work = async move { confirm_now(&app, staff, &keys, id, seen).await };
    tasks.spawn(work).await.map_err(|_| VaultError::Refused)?
}

async fn confirm_now(app: &App, staff: StaffId, keys: &StaffKeys, id: CaseId, seen: i64) -> Result<Said> {
    let mut tx = app.store.read().await?;
    // Whoever only reads decides nothing.
    let held = held::open(app, &mut tx, staff, keys, id).await?.filter(|h| !h.withdrawn && h.writes);
    let Some(Held { case, read, roster, .. }) = held else { return Ok(Said::NotTheirs) };
    drop(tx);
    let (periods, today) = (app.config.retention.periods(), app.clock.today());
    let decided = match retention::decide(&case, &read, &roster, staff, &periods, today) {
        Err(refusal) => return Ok(Said::Refused(refusal)),
        Ok(_) if read.card_version != seen => return Ok(Said::Changed),
        Ok(decided) => decided,
    };
    let leaf = Leaf::staff(Event::CaseShredded, app.clock.now(), Some(staff));
    let only = Only::Decided(&decided);
    match shred::shred(&app.store, &app.blobs, &app.keys, &app.state, (id, only), leaf).await {
        Ok(()) => Ok(Said::Yes),
        Err(VaultError::Conflict) => Ok(Said::Changed),
        Err(e) => Err(e),
    }
}

/// A case of the adviser's that is held, nears the end of its time, or waits for a second yes.
pub struct Listed {
    /// The case.
    pub id: CaseId,
    /// Where it stands.
    pub keeping: Keeping,
    /// The mark of what was read.
    pub seen: i64,
}

/// All of them: every case of the adviser's is opened, which is no event, since nothing said in it is shown.
///
/// # Errors
/// [`VaultError`].
pub async fn list(app: &Shared, by: By<'_>) -> Result<Vec<Listed>> {
    let mut all = Vec::new();
    let asking = Asking::parse("all", "", "", "", "");
    let mut after = At::START;
    loop {
        let page = super::inbox::list(app, by.0.id, by.1, after, &asking).await?;
        for listed in &page.cases {
            let Some(view) = view::again(app, by.0, by.1, listed.row.id).await? else { continue };
            let keeping = standing(app, &view, by.0.id);
            if keeping.near != Nearness::Far || !keeping.holds.is_empty() || keeping.proposed.is_some() {
                all.push(Listed { id: listed.row.id, keeping, seen: view.read.card_version });
            }
        }
        match page.after {
            Some(next) => after = next,
            None => return Ok(all),
        }
    }
}

/// A case of the adviser's by its id or the first digits of it, at least as many as people use, and the mark of what was
/// read of it; `None` where none or several begin so.
///
/// # Errors
/// [`VaultError`].
pub async fn find(app: &Shared, by: By<'_>, named: &str) -> Result<Option<(CaseId, i64)>> {
    let named = named.trim().to_lowercase();
    if named.len() < 6 {
        return Ok(None);
    }
    let asking = Asking::parse("all", "", "", "", "");
    let (mut found, mut after) = (Vec::new(), At::START);
    loop {
        let page = super::inbox::list(app, by.0.id, by.1, after, &asking).await?;
        let fits = page.cases.iter().filter(|l| l.row.id.to_string().starts_with(&named));
        found.extend(fits.map(|l| (l.row.id, l.card_version)));
        match page.after {
            Some(next) => after = next,
            None => break,
        }
    }
    Ok(if let [one] = found[..] { Some(one) } else { None })
}

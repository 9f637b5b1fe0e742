//! One case: opening it (which is an event), answering, changing its status.

use super::held::{self, Held};
use crate::app::{App, Shared};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::deadline::next_check_in;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::staff::Account;
use crate::store::Audit;
use crate::vault::access::OpenedCase;
use crate::vault::consent::Proposal;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{Addition, Conversation, Message, Side, Words};
use crate::vault::{Result, VaultError, rotate};

/// Days after which a closed case comes up again, where no day of checking in comes before.
const AFTER_CLOSING: i64 = 90;

/// A case as its page shows it.
pub struct View {
    /// The opened case.
    pub case: OpenedCase,
    /// What was said.
    pub read: Conversation,
    /// Names and institutions of those who can open it, and whether it is the viewer.
    pub readers: Vec<(String, String, bool)>,
    /// Names of the persons who were left out.
    pub left_out: Vec<String>,
    /// Name of the viewer, as vouched for; `None` when nobody vouches any more.
    pub name: Option<String>,
    /// The earlier report that this one follows, where the viewer holds that too.
    pub linked: Option<CaseId>,
}

/// What an adviser did.
pub enum Act {
    /// Wrote, with the day of the next word.
    Answer(String, Day),
    /// Took the case to another status.
    Status(Status),
    /// Asked for agreement to a step outside.
    Propose(Proposal),
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It stands.
    Yes,
    /// No such case for this adviser.
    NotTheirs,
    /// Somebody else wrote since the page was shown.
    Changed,
    /// The status does not follow from the present one.
    NotNext,
}

/// What a case page shows, if it is the adviser's and was not withdrawn.
async fn open(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    let mut tx = app.store.read().await?;
    let held = held::open(app, &mut tx, account.id, keys, id).await?;
    let Some(Held { case, read, roster, .. }) = held.filter(|h| !h.withdrawn) else { return Ok(None) };
    // Who wrote, who reads and who was left out goes by the signed roster: an account can be renamed with SQL alone.
    let of = |s: &StaffId| roster.known(*s);
    let readers = case
        .body
        .holders
        .iter()
        .filter_map(|(s, _)| rotate::holder(&case.body, *s, &roster, app.clock.today()))
        .map(|a| (a.name.clone(), a.institution.clone(), a.staff == account.id))
        .collect();
    let left_out =
        case.body.excluded.iter().filter_map(|p| roster.known_person(*p).map(|a| a.name.clone())).collect();
    let name = of(&account.id).map(|a| a.name.clone());
    // Whoever does not hold the earlier report is not told which one it is.
    let linked = CaseId::parse(&read.report.what.answers.linked);
    let linked = match linked {
        Some(id) => {
            held::open(app, &mut tx, account.id, keys, id).await?.filter(|h| !h.withdrawn).map(|_| id)
        }
        None => None,
    };
    Ok(Some(View { case, read, readers, left_out, name, linked }))
}

/// Opens a case and says so in the audit log, in the same transaction as what follows from it.
///
/// # Errors
/// [`VaultError`].
pub async fn view(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    let Some(mut view) = open(app, account, keys, id).await? else { return Ok(None) };
    let mut seen = Addition::seen(view.case.newest()?, &view.read, app.clock.today())?;
    if seen.is_some() {
        // Nor does who left learn what was read afterwards.
        let now = match current(app, account, keys, id, view).await? {
            None => open(app, account, keys, id).await?,
            now => now,
        };
        let Some(now) = now else { return Ok(None) };
        seen = Addition::seen(now.case.newest()?, &now.read, app.clock.today())?;
        view = now;
    }
    let mut tx = app.store.write().await?;
    let sealed = match seen {
        None => std::collections::BTreeMap::new(),
        // A colleague who opened it at the same moment has written the same.
        Some(seen) => match seen.write(&mut tx, app.clock.today()).await {
            Ok(sealed) => sealed,
            Err(VaultError::Conflict) => std::collections::BTreeMap::new(),
            Err(e) => return Err(e),
        },
    };
    let leaf = Leaf::staff(Event::CaseOpened, app.clock.now(), Some(account.id)).about(id).sealing(sealed);
    tx.commit(Audit::of(vec![leaf])).await?;
    Ok(Some(view))
}

/// Opens a case for showing a page again with faults: what was seen before is no new event.
///
/// # Errors
/// [`VaultError`].
pub async fn again(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    open(app, account, keys, id).await
}

/// Does what an adviser asked, if the case is still as the page (`seen`) showed it. Runs to its end even when the
/// client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn act(
    app: &Shared,
    account: &Account,
    keys: &StaffKeys,
    id: CaseId,
    seen: i64,
    act: Act,
) -> Result<Done> {
    let (app, account, keys) = (app.clone(), account.clone(), keys.clone());
    let tasks = app.tasks.clone();
    let work = async move { act_now(&app, &account, &keys, id, seen, act).await };
    tasks.spawn(work).await.map_err(|_| VaultError::Refused)?
}

async fn act_now(
    app: &App,
    account: &Account,
    keys: &StaffKeys,
    id: CaseId,
    seen: i64,
    act: Act,
) -> Result<Done> {
    let Some(view) = open(app, account, keys, id).await? else { return Ok(Done::NotTheirs) };
    let Some(name) = view.name.clone() else { return Ok(Done::NotTheirs) };
    let today = app.clock.today();
    let now = view.read.card.status;
    let (event, words) = match act {
        Act::Answer(text, next) => {
            // The same words again are a double click, not a second answer.
            let last = view.read.messages.last().map(|m| &m.what);
            if last.is_some_and(|m| m.from == Side::Adviser && m.text == text && m.name == name) {
                return Ok(Done::Yes);
            }
            // An answer is an acknowledgement.
            let status = if now == Status::New { Status::Acknowledged } else { now };
            let message = Some(Message::new(Side::Adviser, name.clone(), text, Some(next)));
            // A day of checking in does not wait for the promised one.
            let check_in = next_check_in(view.read.report.day, today);
            let due = check_in.map_or(next, |day| day.min(next));
            let words =
                Words { message, status: Some((status, name.clone())), due: Some(due), ..Words::default() };
            (Event::CaseAnswered, words)
        }
        Act::Status(to) if to == now => return Ok(Done::Yes),
        Act::Status(to) if !now.may_become(to) => return Ok(Done::NotNext),
        Act::Status(to) => {
            let check_in = next_check_in(view.read.report.day, today);
            let after = || check_in.unwrap_or(today.plus(AFTER_CLOSING));
            let due = (to == Status::Closed).then(after);
            let words = Words { status: Some((to, name.clone())), due, ..Words::default() };
            (Event::StatusChanged, words)
        }
        Act::Propose(proposal) => {
            let proposal = Proposal { name: name.clone(), ..proposal };
            // The same once more is a double click, not a second question.
            let same = |p: &Proposal| Proposal { n: 0, ..p.clone() } == proposal;
            if view.read.proposals.last().is_some_and(|p| same(&p.what)) {
                return Ok(Done::Yes);
            }
            (Event::CaseAnswered, Words { proposal: Some(proposal), ..Words::default() })
        }
    };
    if view.read.card_version != seen {
        return Ok(Done::Changed);
    }
    let Some(view) = current(app, account, keys, id, view).await? else { return Ok(Done::Changed) };
    let addition = Addition::seal(view.case.newest()?, &view.read, words, today)?;
    let mut tx = app.store.write().await?;
    let sealed = match addition.write(&mut tx, today).await {
        Err(VaultError::Conflict) => return Ok(Done::Changed),
        other => other?,
    };
    let leaf = Leaf::staff(event, app.clock.now(), Some(account.id)).about(id).sealing(sealed);
    tx.commit(Audit::of(vec![leaf])).await?;
    Ok(Done::Yes)
}

/// The case in the epoch in which it may be written to; `None` when somebody else changed it meanwhile.
async fn current(
    app: &App,
    account: &Account,
    keys: &StaffKeys,
    id: CaseId,
    view: View,
) -> Result<Option<View>> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let leaf = |sealed| {
        Leaf::staff(Event::ReadersChanged, app.clock.now(), Some(account.id)).about(id).sealing(sealed)
    };
    match app.turning(&roster).renew(&view.case, &view.read, &[], leaf).await {
        Ok(false) => Ok(Some(view)),
        Err(VaultError::Conflict) => Ok(None),
        Err(e) => Err(e),
        Ok(true) => {
            let again = open(app, account, keys, id).await?;
            Ok(again.filter(|again| again.read.card_version == view.read.card_version + 1))
        }
    }
}

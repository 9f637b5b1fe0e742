//! A case as its page shows it: opening it, which is an event, and showing it again, which is none.

use std::sync::Arc;

use super::held::{self, Held};
use crate::app::App;
use crate::clock::{date, day};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::desk::Lock;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{BlobId, CaseId, PersonId, StaffId};
use crate::domain::promise::{Promise, promises};
use crate::domain::staff::Account;
use crate::store::Audit;
use crate::vault::access::OpenedCase;
use crate::vault::desk::{self, Signed};
use crate::vault::epoch::EpochBody;
use crate::vault::files::FileRecord;
use crate::vault::roster::Roster;
use crate::vault::rotate::Change;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{Addition, Conversation, Side};
use crate::vault::{Result, VaultError, absence, rotate};

/// A case as its page shows it.
pub struct View {
    /// The opened case.
    pub case: OpenedCase,
    /// What was said.
    pub read: Conversation,
    /// Those who can open it.
    pub readers: Vec<ReadBy>,
    /// Names of the persons who were left out by its reporter.
    pub left_out: Vec<String>,
    /// Whether the viewer may write to it.
    pub writes: bool,
    /// Name of the viewer, as vouched for; `None` when nobody vouches any more.
    pub name: Option<String>,
    /// The earlier report that this one follows, where the viewer holds that too.
    pub linked: Option<CaseId>,
    /// Who works on it, with the account: for whom a task can be.
    pub holders: Vec<(StaffId, String, bool)>,
    /// The roster by which it was read.
    pub roster: Arc<Roster>,
    /// First and last day of the viewer's own absence that is planned or lasts.
    pub away: Option<(Day, Day)>,
}

impl View {
    /// The name of somebody who reads the case, or stood in the roster once.
    #[must_use]
    pub fn name_of(&self, staff: StaffId) -> String {
        self.roster.stood(staff).map(|key| key.name.clone()).unwrap_or_default()
    }

    /// Whether an entry of the desk bears the signature of the account it names.
    #[must_use]
    pub fn is_signed(&self, of: &Signed) -> bool {
        self.signer_of(of).is_some()
    }

    /// The public key, as the roster names it, that an entry was signed with.
    #[must_use]
    pub fn signer_of(&self, of: &Signed) -> Option<&[u8; 32]> {
        self.roster.keys_of(of.entry.staff).find(|key| of.is_by(key, self.case.row.id))
    }

    /// Whether the desk is read whole: nothing of an earlier one is hidden, and nothing of the case was touched. Where it is not,
    /// whatever a mark could close is closed: the entry that says so may be the one that is not read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.read.damaged == 0 && self.read.hidden == 0
    }

    /// Whether a file may show a minor, or nobody can tell: of the file itself, of its original, its copy, or the same bytes
    /// sent again.
    #[must_use]
    pub fn marked(&self, file: &FileRecord) -> Option<Marked> {
        if !self.is_whole() {
            return Some(Marked::Unread);
        }
        let mut same: Vec<BlobId> = vec![file.blob];
        same.extend(file.original.as_ref().map(|o| o.blob));
        let all = self.read.files.iter().map(|f| &f.what);
        let alike = |other: &&FileRecord| other.was_given_as(file) || other.as_sent() == file.as_sent();
        same.extend(
            all.filter(alike)
                .flat_map(|other| std::iter::once(other.blob).chain(other.original.as_ref().map(|o| o.blob))),
        );
        desk::mark(&self.read.entries, &same, |of| self.is_signed(of)).map(|(_, by)| Marked::By(by))
    }

    /// Why nothing of the case leaves, and nobody else is asked for: it holds what is classified, or nobody can tell.
    #[must_use]
    pub fn lock(&self) -> Option<Lock> {
        let marked = desk::classified(&self.read.entries, |of| self.is_signed(of));
        if marked { Some(Lock::Classified) } else { self.unread() }
    }

    /// Why a mark that is not read may stand.
    pub(super) fn unread(&self) -> Option<Lock> {
        match (self.read.hidden, self.read.damaged) {
            (0, 0) => None,
            (0, _) => Some(Lock::Unread),
            _ => Some(Lock::NotHanded),
        }
    }

    /// Whether the entries of earlier desks were handed on to who looks.
    #[must_use]
    pub fn is_handed_on(&self) -> bool {
        self.read.hidden == 0
    }

    /// Whether somebody else reads the case who can hand them on: until then, who does not know what colleagues noted
    /// answers for none of it.
    #[must_use]
    pub fn waits_for_colleagues(&self) -> bool {
        !self.is_handed_on() && self.readers.len() > 1
    }

    /// What was promised to the reporter, and when it was kept.
    #[must_use]
    pub fn promises(&self, app: &App) -> [Promise; 3] {
        let read = &self.read;
        let own = || read.messages.iter().filter(|m| m.what.from == Side::Adviser);
        let working = day(app.calendar.next_reading(date(read.report.day).at(23, 59, 0, 0)).date());
        let step = read.steps.iter().find(|s| s.what.from == Status::New && !s.what.name.is_empty());
        let told = own().find(|m| m.what.feedback).map(|m| m.day);
        promises(read.report.day, working, own().next().map(|m| m.day), step.map(|s| s.day), told)
    }
}

/// Why a file is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// This account said so.
    By(StaffId),
    /// The desk is not read whole.
    Unread,
}

/// Somebody who can open a case.
pub struct ReadBy {
    /// The account.
    pub staff: StaffId,
    /// Name in the signed roster.
    pub name: String,
    /// Code of the institution.
    pub institution: String,
    /// Whether it is the viewer.
    pub you: bool,
    /// Whether to read only.
    pub reading: bool,
    /// The last day, if only for a time.
    pub until: Option<Day>,
    /// Whether the viewer may end their reading.
    pub ends: bool,
}

/// The ordinal of the reporter's yes by which somebody reads a case; 0 for who has read it from its filing on.
fn since(read: &Conversation, body: &EpochBody, staff: StaffId) -> u64 {
    let left = body.left.iter().filter(|l| l.staff == staff).map(|l| l.n).max().unwrap_or(0);
    let let_in = read.agreements.iter().map(|a| &a.what).filter(|a| a.staff == staff && a.n >= left);
    let_in.map(|a| a.n).min().unwrap_or(0)
}

/// Whether `by` may end the reading of `of`: a helper's choice does not stand above the reporter's, who chose those who
/// read it before.
#[must_use]
pub fn may_end(read: &Conversation, body: &EpochBody, by: StaffId, of: StaffId) -> bool {
    by == of || since(read, body, by) <= since(read, body, of)
}

/// Opens a case and says so in the audit log, in the same transaction as what follows from it.
///
/// # Errors
/// [`VaultError`].
pub async fn open(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    let Some(mut view) = again(app, account, keys, id).await? else { return Ok(None) };
    // Whoever only reads answers nothing: to colleagues and reporter the case stays unopened.
    let noted = |view: &View| {
        if view.writes {
            Addition::seen(view.case.newest()?, &view.read, account.id, app.clock.today())
        } else {
            Ok(None)
        }
    };
    let mut seen = noted(&view)?;
    if seen.is_some() || view.case.knows_more()? {
        // Nor does who left learn what was read afterwards.
        let now = match current(app, account, keys, id, view).await? {
            None => again(app, account, keys, id).await?,
            now => now,
        };
        let Some(now) = now else { return Ok(None) };
        seen = noted(&now)?;
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

/// What a case page shows, if it is the adviser's and was not withdrawn. Says nothing in the audit log: for a page that is shown
/// again with what was typed, and before an act.
///
/// # Errors
/// [`VaultError`].
pub async fn again(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    let mut tx = app.store.read().await?;
    let held = held::open(app, &mut tx, account.id, keys, id).await?;
    let Some(Held { case, read, roster, writes, .. }) = held.filter(|h| !h.withdrawn) else {
        return Ok(None);
    };
    // Who wrote, who reads and who was left out goes by the signed roster: an account can be renamed with SQL alone.
    let of = |s: &StaffId| roster.known(*s);
    let readers: Vec<ReadBy> = case
        .body
        .holders
        .iter()
        .filter_map(|(s, _)| rotate::holder(&case.body, *s, &roster, app.clock.today()))
        .map(|a| ReadBy {
            staff: a.staff,
            name: a.name.clone(),
            institution: a.institution.clone(),
            you: a.staff == account.id,
            reading: case.body.reads_only(a.staff),
            until: case.body.until(a.staff),
            ends: may_end(&read, &case.body, account.id, a.staff),
        })
        .collect();
    let works = readers.iter().filter(|r| !r.reading);
    let holders = works.map(|r| (r.staff, r.name.clone(), r.you)).collect();
    // Who stepped back is told of among those who read it once.
    let by_reporter = |p: &&PersonId| !case.body.stepped_back().any(|l| l.person == **p);
    let left_out = case.body.excluded.iter().filter(by_reporter);
    let left_out = left_out.filter_map(|p| roster.known_person(*p).map(|a| a.name.clone())).collect();
    let name = of(&account.id).map(|a| a.name.clone());
    // Whoever does not hold the earlier report is not told which one it is.
    let linked = CaseId::parse(&read.report.what.answers.linked);
    let linked = match linked {
        Some(id) => {
            held::open(app, &mut tx, account.id, keys, id).await?.filter(|h| !h.withdrawn).map(|_| id)
        }
        None => None,
    };
    let absences = tx.absences().await?;
    let mut away = absence::genuine(&absences, &roster, app.clock.today()).into_iter();
    let away = away.find(|a| a.away.staff == account.id).map(|a| (a.first, a.last));
    Ok(Some(View { case, read, readers, left_out, writes, name, linked, holders, roster, away }))
}

/// The case in the epoch in which it may be written to; `None` when somebody else changed it meanwhile.
pub(super) async fn current(
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
    match app.turning(&roster).renew(&view.case, &view.read, &Change::default(), leaf).await {
        Ok(false) => Ok(Some(view)),
        Err(VaultError::Conflict) => Ok(None),
        Err(e) => Err(e),
        Ok(true) => {
            let again = again(app, account, keys, id).await?;
            Ok(again.filter(|again| again.read.card_version == view.read.card_version + 1))
        }
    }
}

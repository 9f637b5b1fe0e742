//! The list of cases an adviser holds a grant for. Cases are walked in chunks, next due first; the adviser's tags are
//! computed and looked up; what has no grant leaves no trace, not even a number. Where that will not be the end of it (a
//! search, a filter that little passes), the rest is walked by id, as it stands in the store, which reads each page once.
//!
//! What needs its adviser most stands first. That is known only of cases that were opened, so the order is made within a
//! window of [`WINDOW`](sift::WINDOW) own cases, those due first: more than anybody can hold open, and few enough to open at once.

mod opener;
pub mod order;
mod sift;
mod words;

use std::collections::VecDeque;
use std::sync::Arc;

use self::opener::Opener;
use self::order::{Asking, Key};
use self::sift::Sifting;
use crate::app::{App, Shared};
use crate::clock::date;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::desk::Level;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::store::cases::CaseRow;
use crate::store::listing::{Asked, Found};
use crate::store::{Audit, Tx};
use crate::vault::Result;
use crate::vault::access::QuickChange;
use crate::vault::compartment::Compartment;
use crate::vault::desk::{ChildDuty, DeskCard};
use crate::vault::staff::StaffKeys;
use crate::vault::statistics::standing;
use crate::vault::thread::ThreadCard;

/// Whether a plan or a period of statistics waits for an adviser.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn statistics_wait(app: &App, me: StaffId) -> Result<bool> {
    let mut tx = app.store.read().await?;
    let roster = app.roster(&mut tx).await?;
    standing::awaits(&mut tx, &roster, me, date(app.clock.today())).await
}

/// One case of the list.
pub struct Listed {
    /// Plain row.
    pub row: CaseRow,
    /// Thread card.
    pub card: ThreadCard,
    /// Version of the thread card.
    pub card_version: i64,
    /// Desk card; `None` while it stands in an epoch before the newest.
    pub desk: Option<DeskCard>,
    /// Whether colleagues noted something that was not handed on to the adviser yet.
    pub unhanded: bool,
    /// By when the adviser has something to do.
    pub task: Option<Day>,
    /// Whether a colleague proposed to delete it, and it waits for the adviser.
    pub deletion: bool,
    /// Whether a colleague did not agree to delete it, as the adviser proposed, and the adviser has not opened it since.
    pub declined: bool,
    /// Opens what else the list reads of it.
    thread: Compartment,
}

impl Listed {
    /// Whether the reporter wrote something no adviser has opened.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        let seen = self.desk.as_ref().map_or(0, |desk| desk.seen);
        seen < self.card.reporter_n && self.card.status != Status::Withdrawn
    }

    /// Whether something of it cannot wait: as assessed last, or as said at filing while that is not answered.
    #[must_use]
    pub fn risk(&self) -> Option<order::Risk> {
        match self.desk.as_ref().map_or(Level::Unassessed, |desk| desk.risk) {
            Level::Unassessed => self.card.urgent.then_some(order::Risk::Filed),
            Level::Filed => Some(order::Risk::Filed),
            Level::High => Some(order::Risk::Assessed),
            Level::Open | Level::Low | Level::Watch => None,
        }
    }

    /// What of it cannot wait, in the words of its [`risk`](Self::risk); nothing where a card of an older version does not say.
    #[must_use]
    pub fn grounds(&self) -> &[String] {
        match &self.desk {
            Some(desk) if desk.risk != Level::Unassessed => &desk.grounds,
            _ => &self.card.told,
        }
    }

    /// Where the duty towards a child stands that is still to be done. Closing the case does not end it.
    #[must_use]
    pub fn child_duty(&self) -> Option<ChildDuty> {
        let desk = self.desk.as_ref();
        let ended = self.card.status == Status::Withdrawn || desk.is_some_and(|desk| desk.child);
        let announced = desk.is_some_and(|desk| desk.announced);
        let duty = if announced { ChildDuty::Announced } else { ChildDuty::Open };
        let told = self.card.child || desk.is_some_and(|desk| desk.minor);
        (told && !ended).then_some(duty)
    }

    /// The day on which that was to be reported.
    #[must_use]
    pub fn child_due(&self) -> Option<Day> {
        let learned = self.desk.as_ref().and_then(|desk| desk.learned).filter(|_| !self.card.child);
        self.child_duty().map(|_| learned.unwrap_or(self.row.filed_day))
    }

    /// Whether the reporter took back a yes, and no adviser has opened the case since.
    #[must_use]
    pub fn is_taken_back(&self) -> bool {
        self.is_fresh() && self.desk.as_ref().map_or(0, |desk| desk.seen) < self.card.taken_back
    }

    /// Since when the reporter waits for an answer. Of a new report nothing else is awaited than that somebody confirms it.
    #[must_use]
    pub fn awaits(&self) -> Option<Day> {
        let new = self.card.status == Status::New;
        self.card.waiting.filter(|day| !new || *day != self.row.filed_day)
    }

    /// Whether something waits for another person.
    #[must_use]
    pub fn needs_second(&self) -> bool {
        self.deletion || self.desk.as_ref().is_some_and(|desk| desk.second)
    }

    /// Whether somebody else proposed to delete it, and nobody wrote in it since.
    fn waits_to_be_deleted(&self, staff: StaffId) -> bool {
        let writes = self.card_version - i64::from(self.row.epoch);
        let proposed = self.desk.as_ref().and_then(|desk| desk.delete);
        proposed.is_some_and(|(who, then)| then == writes && who != staff)
    }

    /// The first day of a task that this adviser took on.
    fn task_of(&self, staff: StaffId) -> Option<Day> {
        let tasks = self.desk.iter().flat_map(|desk| &desk.tasks);
        tasks.filter(|(who, _)| *who == staff).map(|(_, due)| *due).min()
    }
}

/// A page of the list.
#[derive(Default)]
pub struct Page {
    /// Cases.
    pub cases: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub after: Option<At>,
    /// Own cases whose card does not open.
    pub damaged: usize,
    /// Open cases that were met on the way, as far as the window reaches.
    pub open: usize,
    /// Own cases on the way that their reporters have withdrawn.
    pub withdrawn: Vec<CaseId>,
}

/// A place in the list: where a window begins, and the last case of it that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The last case before the window.
    pub window: (Day, CaseId),
    /// The last one shown.
    pub shown: Option<Key>,
}

impl At {
    /// Before all cases.
    pub const START: Self = Self { window: (Day(i64::MIN), CaseId([0; 16])), shown: None };

    /// The place that an address names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let day = Day(parts.next()?.parse().ok()?);
        let window = (day, CaseId::parse(parts.next()?)?);
        let shown = match parts.next() {
            None => None,
            Some(first) => {
                Some((first.parse().ok()?, parts.next()?.parse().ok()?, CaseId::parse(parts.next()?)?))
            }
        };
        parts.next().is_none().then_some(Self { window, shown })
    }
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.window.0.0, self.window.1)?;
        self.shown.map_or(Ok(()), |(first, second, id)| write!(f, ".{first}.{second}.{id}"))
    }
}

/// Cases walked at once, those due first first: as many as fill a window when most are the adviser's.
const CHUNK: usize = 250;
/// Chunks after which a list that is not full walks the rest by id.
const BY_DUE: usize = 2;
/// Cases walked at once by id.
const BY_ID: usize = 500;
/// Cases whose plain rows are read at once then.
const ROWS: usize = 4 * BY_ID;

/// The page after `at` of what is asked for.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn list(app: &Shared, staff: StaffId, keys: &StaffKeys, at: At, asking: &Asking) -> Result<Page> {
    let mut tx = app.store.read().await?;
    let mut walk = Walk::new(at.window, asking.needs_all());
    let mut sifting = Sifting::new(app, &mut tx, asking, at).await?;
    let asking = sifting.trusts_cards().then(|| asking.clone());
    let opener = Arc::new(Opener { app: app.clone(), staff, keys: keys.clone(), asking });
    // Nothing is read ahead before it is known that one chunk is not enough.
    let mut ahead = None;
    while let Some(read) = match ahead.take() {
        Some(read) => Some(read),
        None => walk.next(&mut tx, &opener).await?,
    } {
        let by_id = read.by_id;
        let opening = opener.open(read.rows, read.asked, read.found);
        let opening = if sifting.has_begun() {
            let (opening, next) = tokio::join!(opening, walk.next(&mut tx, &opener));
            ahead = next?;
            opening?
        } else {
            opening.await?
        };
        let closed: Vec<[u8; 32]> = opening.closed.iter().map(|(_, tag, _)| *tag).collect();
        let opening = match &closed[..] {
            [] => opening,
            closed => opener.unseal(opening, tx.grants_tagged(closed).await?).await?,
        };
        sifting.take(&opener, &mut tx, opening, by_id).await?;
        if sifting.is_full() {
            break;
        }
    }
    drop(tx);
    let (page, quick) = sifting.end();
    later(app, quick);
    Ok(page)
}

/// Says in the log that somebody is about to search, not for what: what a search finds was read, without a case opened.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn note_search(app: &App, staff: StaffId) -> Result<()> {
    let tx = app.store.write().await?;
    let leaf = Leaf::staff(Event::CasesSearched, app.clock.now(), Some(staff));
    Ok(tx.commit(Audit::of(vec![leaf])).await?)
}

/// Reads cases, those due first first, and by id once it is known, or likely, that all are read.
struct Walk {
    /// The last one read in the order of days.
    due: (Day, CaseId),
    /// The last one read by id, where that has begun.
    id: Option<CaseId>,
    /// Read by id, and not walked yet.
    rows: VecDeque<CaseRow>,
    /// The next ones, with their places.
    ready: Option<(Vec<CaseRow>, Vec<Asked>)>,
    chunks: usize,
    over: bool,
}

/// Some hundred cases, as they were read.
struct Read {
    rows: Vec<CaseRow>,
    asked: Vec<Asked>,
    found: Vec<Found>,
    by_id: bool,
}

impl Walk {
    fn new(after: (Day, CaseId), all: bool) -> Self {
        Self {
            due: after,
            id: all.then_some(CaseId([0; 16])),
            rows: VecDeque::new(),
            ready: None,
            chunks: 0,
            over: false,
        }
    }

    async fn next(&mut self, tx: &mut Tx, opener: &Opener) -> Result<Option<Read>> {
        if self.chunks == BY_DUE {
            self.id.get_or_insert(CaseId([0; 16]));
        }
        self.chunks += 1;
        let (rows, asked) = match (self.ready.take(), self.id) {
            (Some(ready), _) => ready,
            (None, Some(_)) => opener.asking_for(self.by_id(tx).await?),
            (None, None) => opener.asking_for(self.by_due(tx).await?),
        };
        if rows.is_empty() {
            return Ok(None);
        }
        let by_id = self.id.is_some();
        let following = if by_id { self.by_id(tx).await? } else { Vec::new() };
        // The places of the next ones are computed while these are read.
        let (found, next) = tokio::join!(tx.listed(&asked), async { opener.asking_for(following) });
        self.ready = by_id.then_some(next);
        Ok(Some(Read { rows, asked, found: found?, by_id }))
    }

    async fn by_due(&mut self, tx: &mut Tx) -> Result<Vec<CaseRow>> {
        if self.over {
            return Ok(Vec::new());
        }
        let rows = tx.cases_after(self.due.0, self.due.1, limit(CHUNK)).await?;
        self.over = rows.len() < CHUNK;
        self.due = rows.last().map_or(self.due, |last| (last.next_due, last.id));
        Ok(rows)
    }

    async fn by_id(&mut self, tx: &mut Tx) -> Result<Vec<CaseRow>> {
        let mut id = self.id.unwrap_or(CaseId([0; 16]));
        while self.rows.len() < BY_ID && !self.over {
            let more = tx.cases_by_id(id, limit(ROWS)).await?;
            self.over = more.len() < ROWS;
            id = more.last().map_or(id, |last| last.id);
            // Those that were walked by day stand here once more.
            self.rows.extend(more.into_iter().filter(|row| (row.next_due, row.id) > self.due));
        }
        self.id = Some(id);
        Ok(self.rows.drain(..BY_ID.min(self.rows.len())).collect())
    }
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Keeps quick cells after the answer: how long a write takes would tell that a case of others had come.
fn later(app: &Shared, mut quick: Vec<QuickChange>) {
    if quick.is_empty() {
        return;
    }
    // By tag, which is as good as by chance: not own cases first.
    quick.sort_unstable();
    let kept = app.clone();
    app.tasks.spawn(async move {
        if let Err(e) = keep(&kept, &quick).await {
            tracing::warn!(cause = %e, "quick cells wait for the next list");
        }
    });
}

/// Quick cells written in one transaction: whoever files meanwhile does not wait for thousands.
const AT_ONCE: usize = 200;

/// Keeps quick cells of grants that were opened, and of rows that were looked at, for the first time.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn keep(app: &App, quick: &[QuickChange]) -> Result<()> {
    for part in quick.chunks(AT_ONCE) {
        let mut tx = app.store.write().await?;
        for (tag, old, new) in part {
            tx.set_quick(tag, old, new).await?;
        }
        tx.commit(Audit::none("a faster form of what was there")).await?;
    }
    Ok(())
}

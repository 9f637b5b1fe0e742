//! The list of cases an adviser holds a grant for. Cases are walked in chunks, next due first; the adviser's tags are
//! computed and looked up; what has no grant leaves no trace, not even a number.
//!
//! What needs its adviser most stands first. That is known only of cases that were opened, so the order is made within a
//! window of [`WINDOW`] own cases, those due first: more than anybody can hold open, and few enough to open at once.

mod opener;
pub mod order;
mod words;

use std::sync::Arc;

use self::opener::{Opener, Opening};
use self::order::{Asking, Key, Sort};
use super::held;
use crate::app::{App, Shared};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::store::cases::CaseRow;
use crate::store::listing::{Asked, Found};
use crate::store::{Audit, Tx};
use crate::vault::access::QuickChange;
use crate::vault::compartment::Compartment;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{DeskCard, ThreadCard};
use crate::vault::{Result, VaultError, shred};

/// One case of the list.
pub struct Listed {
    /// Plain row.
    pub row: CaseRow,
    /// Thread card.
    pub card: ThreadCard,
    /// Desk card; `None` while it stands in an epoch before the newest.
    desk: Option<DeskCard>,
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

    /// Whether something of it cannot wait.
    #[must_use]
    pub fn is_risky(&self) -> bool {
        self.card.urgent
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

/// Cases on a page.
const PAGE: usize = 50;
/// Own cases among which the order by need is made.
const WINDOW: usize = 200;
/// Cases walked at once: first as many as fill a window when most are the adviser's, then more.
const CHUNKS: [i64; 2] = [250, 500];

/// The page after `at` of what is asked for.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn list(app: &Shared, staff: StaffId, keys: &StaffKeys, at: At, asking: &Asking) -> Result<Page> {
    let opener = Arc::new(Opener { app: app.clone(), staff, keys: keys.clone() });
    let mut tx = app.store.read().await?;
    let mut walk = Walk { at: at.window, chunk: CHUNKS[0], over: false };
    let mut sifting = Sifting::new(app, &mut tx, asking, at).await?;
    // Nothing is read ahead before it is known that one chunk is not enough.
    let mut ahead = None;
    while let Some(read) = match ahead.take() {
        Some(read) => Some(read),
        None => walk.next(&mut tx, &opener).await?,
    } {
        let opening = opener.open(read.rows, read.asked, read.found);
        let opening = if sifting.begun {
            let (opening, next) = tokio::join!(opening, walk.next(&mut tx, &opener));
            ahead = next?;
            opening?
        } else {
            opening.await?
        };
        let closed: Vec<[u8; 32]> = opening.closed.iter().map(|(_, found)| found.tag).collect();
        let opening = match &closed[..] {
            [] => opening,
            closed => opener.unseal(opening, tx.grants_tagged(closed).await?).await?,
        };
        sifting.take(&opener, &mut tx, opening).await?;
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

/// Reads cases in the order of their next day.
struct Walk {
    at: (Day, CaseId),
    chunk: i64,
    over: bool,
}

/// Some hundred cases, as they were read.
struct Read {
    rows: Vec<CaseRow>,
    asked: Vec<Asked>,
    found: Vec<Found>,
}

impl Walk {
    async fn next(&mut self, tx: &mut Tx, opener: &Opener) -> Result<Option<Read>> {
        if self.over {
            return Ok(None);
        }
        let rows = tx.cases_after(self.at.0, self.at.1, self.chunk).await?;
        self.over = i64::try_from(rows.len()).is_ok_and(|n| n < self.chunk);
        self.chunk = CHUNKS[1];
        let Some(last) = rows.last() else { return Ok(None) };
        self.at = (last.next_due, last.id);
        let asked = opener.ask(&rows);
        let found = tx.listed(&asked).await?;
        Ok(Some(Read { rows, asked, found }))
    }
}

/// Keeps of what was opened the page that was asked for.
struct Sifting<'a> {
    asking: &'a Asking,
    today: Day,
    start: At,
    /// Tags of cases that are known to be withdrawn while their cards may not say it yet.
    again: std::collections::BTreeSet<[u8; 32]>,
    begun: bool,
    page: Page,
    kept: Vec<(Key, Listed)>,
    quick: Vec<QuickChange>,
    /// Cases of the window so far, and the last of them.
    window: (usize, (Day, CaseId)),
    /// There are cases after the window.
    full: bool,
}

impl<'a> Sifting<'a> {
    async fn new(app: &App, tx: &mut Tx, asking: &'a Asking, start: At) -> Result<Self> {
        Ok(Self {
            asking,
            today: app.clock.today(),
            start,
            again: shred::known_again(tx, &app.state).await?,
            begun: false,
            page: Page::default(),
            kept: Vec::new(),
            quick: Vec::new(),
            window: (0, start.window),
            full: false,
        })
    }

    /// How many cases the order is made among.
    const fn room(&self) -> usize {
        match self.asking.sort {
            Sort::Need => WINDOW,
            Sort::Due => PAGE,
            Sort::Filed | Sort::Said => usize::MAX,
        }
    }

    const fn is_full(&self) -> bool {
        self.full
    }

    async fn take(&mut self, opener: &Arc<Opener>, tx: &mut Tx, mut opening: Opening) -> Result<()> {
        self.begun = true;
        self.quick.append(&mut opening.quick);
        self.page.damaged += opening.damaged;
        opening.listed.sort_unstable_by_key(|l| (l.row.next_due, l.row.id));
        let mut own = Vec::with_capacity(opening.listed.len());
        for mut listed in opening.listed {
            if self.whole(opener, tx, &mut listed).await? {
                own.push(listed);
            }
        }
        if let Some(sought) = &self.asking.sought {
            let (found, damaged) = words::among(opener, tx, sought, own).await?;
            self.page.damaged += damaged;
            own = found;
        }
        for listed in own {
            let asked = self.asking.wants(&listed, self.today);
            // What is read is opened to its end: where a page is full must not show in which rows were touched.
            if asked && self.window.0 == self.room() {
                self.full = true;
            } else if asked {
                self.window = (self.window.0 + 1, (listed.row.next_due, listed.row.id));
                self.keep(listed);
            }
        }
        Ok(())
    }

    /// Reads what the cards do not say; whether it is still the adviser's and opens.
    async fn whole(&mut self, opener: &Opener, tx: &mut Tx, listed: &mut Listed) -> Result<bool> {
        let (app, id) = (&opener.app, listed.row.id);
        // Only where somebody's time is over the epoch's record is asked whose.
        let over = listed.card.until.is_some_and(|last| last < self.today);
        if over || listed.desk.is_none() {
            match held::open(app, tx, opener.staff, &opener.keys, id).await {
                Ok(Some(held)) => listed.desk = held.read.desk.map(|(desk, _)| desk),
                Ok(None) => return Ok(false),
                Err(VaultError::Refused) => {
                    self.page.damaged += 1;
                    return Ok(false);
                }
                Err(e) => return Err(e),
            }
        }
        // The card of an older store may not say it yet.
        if !self.again.is_empty() && self.again.contains(&shred::withdrawn_tag(&app.keys, id)) {
            listed.card.status = Status::Withdrawn;
        }
        if listed.card.status == Status::Withdrawn {
            self.page.withdrawn.push(id);
        }
        Ok(true)
    }

    fn keep(&mut self, listed: Listed) {
        let key = self.asking.key(&listed, self.today);
        if self.start.shown.is_some_and(|shown| key <= shown) {
            return;
        }
        self.kept.push((key, listed));
        // Whatever the order, no more than a few pages are held at a time.
        if self.kept.len() >= 4 * PAGE + WINDOW {
            self.trim();
        }
    }

    fn trim(&mut self) {
        self.kept.sort_unstable_by_key(|(key, _)| *key);
        self.kept.truncate(PAGE + 1);
    }

    fn end(mut self) -> (Page, Vec<QuickChange>) {
        self.trim();
        if self.kept.len() > PAGE {
            self.kept.truncate(PAGE);
            let shown = self.kept.last().map(|(key, _)| *key);
            self.page.after = Some(At { window: self.start.window, shown });
        } else if self.full {
            self.page.after = Some(At { window: self.window.1, shown: None });
        }
        self.page.cases = self.kept.into_iter().map(|(_, listed)| listed).collect();
        (self.page, self.quick)
    }
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

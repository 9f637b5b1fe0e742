//! What of the opened cases makes the page that was asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::opener::{Opener, Opening};
use super::order::{Asking, Key, Sort};
use super::{At, Listed, Page, words};
use crate::app::App;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::CaseId;
use crate::features::console::held;
use crate::store::Tx;
use crate::vault::access::QuickChange;
use crate::vault::{Result, VaultError, shred};

/// Cases on a page.
const PAGE: usize = 50;
/// Own cases among which the order by need is made.
pub(super) const WINDOW: usize = 200;

/// Keeps of what was opened the page that was asked for.
pub(super) struct Sifting<'a> {
    asking: &'a Asking,
    today: Day,
    start: At,
    /// Tags of cases that are known to be withdrawn while their cards may not say it yet.
    again: BTreeSet<[u8; 32]>,
    begun: bool,
    page: Page,
    kept: Vec<(Key, Listed)>,
    quick: Vec<QuickChange>,
    /// Wanted cases that came by id, which are to come by day.
    late: Vec<Listed>,
    /// Cases of the window so far, and the last of them.
    window: (usize, (Day, CaseId)),
    /// There are cases after the window.
    full: bool,
}

impl<'a> Sifting<'a> {
    pub async fn new(app: &App, tx: &mut Tx, asking: &'a Asking, start: At) -> Result<Self> {
        Ok(Self {
            asking,
            today: app.clock.today(),
            start,
            again: shred::known_again(tx, &app.state).await?,
            begun: false,
            page: Page::default(),
            kept: Vec::new(),
            quick: Vec::new(),
            late: Vec::new(),
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

    /// Whether the card of every thread says whether it was withdrawn.
    pub fn trusts_cards(&self) -> bool {
        self.again.is_empty()
    }

    /// Whether one chunk was not enough.
    pub const fn has_begun(&self) -> bool {
        self.begun
    }

    /// Whether whatever comes now belongs to a later page.
    pub const fn is_full(&self) -> bool {
        self.full
    }

    /// Takes in what was opened of some hundred cases, in the order of their days or `by_id`.
    pub async fn take(
        &mut self,
        opener: &Arc<Opener>,
        tx: &mut Tx,
        mut opening: Opening,
        by_id: bool,
    ) -> Result<()> {
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
        own.retain(|listed| self.asking.wants(listed, self.today));
        self.page.open += own.iter().filter(|listed| !listed.card.status.is_over()).count();
        if by_id {
            self.late.append(&mut own);
            // More than the window has room for is held only for a while.
            if self.late.len() >= 4 * WINDOW {
                self.pass();
            }
        } else {
            for listed in own {
                self.admit(listed);
            }
        }
        Ok(())
    }

    /// Of what came by id, keeps what can still belong to the page.
    fn pass(&mut self) {
        self.late.sort_unstable_by_key(|l| (l.row.next_due, l.row.id));
        match self.room() {
            // No window: each stands in its order, and what is beyond the page is let go of.
            usize::MAX => {
                for listed in std::mem::take(&mut self.late) {
                    self.admit(listed);
                }
            }
            room => self.late.truncate(room + 1 - self.window.0),
        }
    }

    /// Takes one that is wanted into the window; those due first come first.
    fn admit(&mut self, listed: Listed) {
        // What is read is opened to its end: where a page is full must not show in which rows were touched.
        if self.window.0 == self.room() {
            self.full = true;
        } else {
            self.window = (self.window.0 + 1, (listed.row.next_due, listed.row.id));
            self.keep(listed);
        }
    }

    /// Reads what the cards do not say; whether it is still the adviser's and opens.
    async fn whole(&mut self, opener: &Opener, tx: &mut Tx, listed: &mut Listed) -> Result<bool> {
        let (app, id) = (&opener.app, listed.row.id);
        // Only where somebody's time is over the epoch's record is asked whose.
        let over = listed.card.until.is_some_and(|last| last < self.today);
        if over || listed.desk.is_none() {
            match held::open(app, tx, opener.staff, &opener.keys, id).await {
                Ok(Some(held)) => {
                    listed.unhanded = held.read.hidden > 0;
                    listed.desk = held.read.desk.map(|(desk, _)| desk);
                }
                Ok(None) => return Ok(false),
                Err(VaultError::Refused) => {
                    self.page.damaged += 1;
                    return Ok(false);
                }
                Err(e) => return Err(e),
            }
        }
        listed.task = listed.task_of(opener.staff);
        listed.deletion = listed.waits_to_be_deleted(opener.staff);
        listed.declined = listed.desk.as_ref().is_some_and(|desk| desk.declined == Some(opener.staff));
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

    /// The page, and the cells to be kept.
    pub fn end(mut self) -> (Page, Vec<QuickChange>) {
        self.pass();
        for listed in std::mem::take(&mut self.late) {
            self.admit(listed);
        }
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

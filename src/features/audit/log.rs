//! Looking at the logs. Looking is itself an event.

use std::collections::BTreeSet;

use crate::app::App;
use crate::domain::day::Day;
use crate::domain::event::{At, Event, Leaf, Log};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::retention::DELETE;
use crate::domain::statistics::Period;
use crate::store::{Audit, Result, heard};
use crate::vault::shred::REASON;

/// What is looked for.
#[derive(Default)]
pub struct Wanted {
    /// One kind of event.
    pub event: Option<Event>,
    /// Cases whose id begins so.
    pub case: String,
    /// One of these accounts: as who acted, or as whom it was done to.
    pub who: Option<Vec<StaffId>>,
    /// Not before this day.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
}

/// Entries of a page, newest first; pending ones have no position yet.
pub struct Part {
    /// Position and leaf.
    pub entries: Vec<(Option<i64>, Leaf)>,
    /// Position before which the older part begins.
    pub older: Option<i64>,
}

const PAGE: usize = 100;
const CHUNK: i64 = 1_000;

/// The accounts an entry tells of, beside the one who acted.
pub fn about(leaf: &Leaf) -> impl Iterator<Item = StaffId> {
    let names = leaf.sealed.keys().filter_map(|n| n.strip_prefix("s:").or_else(|| n.strip_prefix("q:")));
    names.filter_map(StaffId::parse).filter(|id| Some(*id) != leaf.who)
}

/// Why a case was deleted, where an entry says so: a word of [`DELETE`].
#[must_use]
pub fn reason(leaf: &Leaf) -> Option<&str> {
    let words = leaf.sealed.keys().filter_map(|n| n.strip_prefix(REASON));
    words.into_iter().find(|word| DELETE.contains(word))
}

/// Of which periods of statistics an entry tells; a plan names its year.
#[must_use]
pub fn periods(leaf: &Leaf) -> BTreeSet<Period> {
    heard::periods_of(leaf)
}

impl Wanted {
    fn fits(&self, app: &App, leaf: &Leaf) -> bool {
        let day = match leaf.at {
            At::Day(day) => day,
            At::Second(s) => crate::clock::day(app.clock.local(s).date()),
        };
        self.event.is_none_or(|e| e == leaf.event)
            && (self.case.is_empty()
                || leaf.case.is_some_and(|c: CaseId| c.to_string().starts_with(&self.case)))
            && self
                .who
                .as_ref()
                .is_none_or(|w| leaf.who.into_iter().chain(about(leaf)).any(|l| w.contains(&l)))
            && self.from.is_none_or(|d| day >= d)
            && self.to.is_none_or(|d| day <= d)
    }
}

/// A part of a log before position `before`, and a note in the log that `viewer` looked.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn view(
    app: &App,
    viewer: StaffId,
    log: Log,
    wanted: &Wanted,
    before: Option<i64>,
) -> Result<Part> {
    note(app, viewer, Event::LogViewed).await?;
    let mut tx = app.store.read().await?;
    let mut entries = Vec::new();
    if log == Log::Reporter && before.is_none() {
        for (day, _) in tx.pending_days().await?.into_iter().rev() {
            for pending in tx.pending(day).await? {
                entries.extend(serde_json::from_str(&pending.body).ok().map(|leaf| (None, leaf)));
            }
        }
        entries.retain(|(_, leaf)| wanted.fits(app, leaf));
    }
    // By the rows that stand there: neither an address nor a touched head says how far the walk goes.
    let mut end = before.unwrap_or(i64::MAX);
    let mut older = None;
    while older.is_none() {
        let leaves = tx.leaves_before(log, end, CHUNK).await?;
        let Some((last, _)) = leaves.last() else { break };
        end = *last;
        for (position, body) in leaves {
            let Ok(leaf) = serde_json::from_str::<Leaf>(&body) else { continue };
            if !wanted.fits(app, &leaf) {
                continue;
            }
            if entries.len() >= PAGE {
                older = Some(position + 1);
                break;
            }
            entries.push((Some(position), leaf));
        }
    }
    Ok(Part { entries, older })
}

/// Notes that somebody looked at or took the log.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn note(app: &App, viewer: StaffId, event: Event) -> Result<()> {
    let tx = app.store.write().await?;
    tx.commit(Audit::of(vec![Leaf::staff(event, app.clock.now(), Some(viewer))])).await
}

/// A whole log as JSON Lines, `{"position":0,"leaf":"…"}`: the leaf is the exact text that the tree hashes.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn export(app: &App, viewer: StaffId, log: Log) -> Result<Vec<u8>> {
    note(app, viewer, Event::LogExported).await?;
    let mut tx = app.store.read().await?;
    let mut out = Vec::new();
    let mut next = 0;
    loop {
        let leaves = tx.leaves(log, next, CHUNK).await?;
        let Some((last, _)) = leaves.last() else { break };
        next = last + 1;
        for (position, body) in leaves {
            out.extend_from_slice(
                serde_json::json!({"position": position, "leaf": body}).to_string().as_bytes(),
            );
            out.push(b'\n');
        }
    }
    Ok(out)
}

/// The newest signed head of a log: of the staff log the present one, of the reporters' log that of the last closed day.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn checkpoint(app: &App, log: Log) -> Result<String> {
    Ok(app.store.read().await?.head(log).await?.note)
}

/// Accounts with their names, for showing and for searching.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn names(app: &App) -> Result<Vec<crate::domain::staff::Account>> {
    app.store.read().await?.accounts().await
}

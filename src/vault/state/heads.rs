//! The newest heads that were seen, and whether a store extends them.
//!
//! Of each log the head's signed note and the hashes of its complete subtrees are kept: with them a larger head is
//! checked by the entries that came since, which is what an RFC 6962 proof of consistency shows. That the entries
//! before are still there is `audit verify`'s business. Of reporters' open days the counts are kept, so that a store of
//! this morning is not taken for one of this evening.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::StateError;
use crate::domain::event::{Event, Leaf, Log};
use crate::domain::id::CaseId;
use crate::store::{Notary, Tx};
use crate::tlog::leaf::leaf_hash;
use crate::tlog::tree::Frontier;
use crate::vault::roster::Roster;

/// What is known of a store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heads {
    roster: RosterHead,
    staff: LogHead,
    reporter: LogHead,
    pending: BTreeMap<i64, i64>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RosterHead {
    statements: i64,
    newest: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogHead {
    note: String,
    subtrees: String,
}

impl LogHead {
    fn tree(&self) -> Option<Frontier> {
        if self.subtrees.is_empty() {
            return Some(Frontier::new());
        }
        Frontier::from_bytes(&HEXLOWER.decode(self.subtrees.as_bytes()).ok()?)
    }
}

/// What a look at the store found.
pub(super) struct Seen {
    pub(super) heads: Heads,
    /// Cases that the log tells were destroyed, among the entries that are new.
    pub(super) shredded: BTreeSet<CaseId>,
    /// Tags of the cases that are withdrawn.
    pub(super) withdrawn: BTreeSet<[u8; 32]>,
}

fn hash(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

fn older<T>(how: String) -> Result<T, StateError> {
    Err(StateError::Older(how))
}

impl Heads {
    /// Whether nothing was ever seen but an empty store.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let no_entries = |l: &LogHead| l.tree().is_some_and(|t| t.size() == 0);
        let none = self.roster.statements == 0 && self.pending.is_empty();
        none && no_entries(&self.staff) && no_entries(&self.reporter)
    }

    /// In lines for people.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let size = |l: &LogHead| l.tree().map_or(0, |t| t.size());
        let root = |l: &LogHead| l.tree().map(|t| HEXLOWER.encode(&t.root())).unwrap_or_default();
        let today: i64 = self.pending.values().sum();
        vec![
            format!("roster: {} statements, the newest {}", self.roster.statements, self.roster.newest),
            format!("staff log: {} entries, root {}", size(&self.staff), root(&self.staff)),
            format!("reporters' log: {} entries, root {}", size(&self.reporter), root(&self.reporter)),
            format!("reporters' open days: {today} entries"),
        ]
    }

    /// SHA-256 of the stored form, in hexadecimal: what an acceptance tells the log.
    #[must_use]
    pub fn digest(&self) -> String {
        hash(&serde_json::to_string(self).unwrap_or_default())
    }

    /// Whether the statement known as the newest is still there, behind a chain that verifies up to it.
    pub(super) fn roster_extended_by(&self, statements: &[String], roster: &Roster) -> bool {
        let known = &self.roster;
        let Ok(place) = usize::try_from(known.statements) else { return false };
        let there = place.checked_sub(1).and_then(|n| statements.get(n));
        place == 0 || (roster.head().0 >= known.statements && there.is_some_and(|s| hash(s) == known.newest))
    }

    /// Takes the verified part of a roster for what is known; whether that is new.
    pub(super) fn take_roster(&mut self, roster: &Roster) -> bool {
        let (statements, newest) = roster.head();
        let head = RosterHead { statements, newest: HEXLOWER.encode(&newest) };
        let new = head != self.roster;
        self.roster = head;
        new
    }
}

/// Leaves read at once.
const CHUNK: i64 = 2_000;

/// Looks at a store, which must extend `known`.
pub(super) async fn see(
    tx: &mut Tx,
    notary: &Notary,
    root: &[u8; 32],
    known: &Heads,
) -> Result<Seen, StateError> {
    let mut seen = Seen { heads: known.clone(), shredded: BTreeSet::new(), withdrawn: BTreeSet::new() };
    roster(tx, root, &mut seen.heads).await?;
    let before = known.reporter.tree().map_or(0, |t| t.size());
    log(tx, notary, Log::Staff, &mut seen.heads.staff, &mut seen.shredded).await?;
    log(tx, notary, Log::Reporter, &mut seen.heads.reporter, &mut seen.shredded).await?;
    let after = seen.heads.reporter.tree().map_or(0, |t| t.size());
    pool(tx, &mut seen.heads, after.saturating_sub(before)).await?;
    seen.withdrawn = tx.withdrawn().await?.into_iter().collect();
    Ok(seen)
}

async fn roster(tx: &mut Tx, root: &[u8; 32], heads: &mut Heads) -> Result<(), StateError> {
    let newest = tx.roster_head().await?;
    if newest.is_some_and(|(n, text)| n == heads.roster.statements && hash(&text) == heads.roster.newest) {
        return Ok(());
    }
    let statements = tx.roster().await?;
    let roster = Roster::verify(&statements, root);
    if !heads.roster_extended_by(&statements, &roster) {
        let (there, known) = (roster.head().0, heads.roster.statements);
        return older(format!("{there} statements of the roster hold, and {known} were known"));
    }
    heads.take_roster(&roster);
    Ok(())
}

async fn log(
    tx: &mut Tx,
    notary: &Notary,
    log: Log,
    known: &mut LogHead,
    shredded: &mut BTreeSet<CaseId>,
) -> Result<(), StateError> {
    let name = log.word();
    let head = tx.head(log).await?;
    let signed = notary.verifier().verify_origin(&head.note, &notary.origin(log));
    if !head.genuine || !signed.is_ok_and(|c| (c.size, c.root) == (head.size, head.root)) {
        return Err(StateError::Touched(format!("the head of the {name} log was touched")));
    }
    let Some(mut tree) = known.tree() else {
        return Err(StateError::Folder("the file heads was touched".to_owned()));
    };
    if head.size < tree.size() {
        return older(format!("{} entries of the {name} log, and {} were known", head.size, tree.size()));
    }
    while tree.size() < head.size {
        let from = i64::try_from(tree.size()).unwrap_or(i64::MAX);
        let limit = i64::try_from(head.size - tree.size()).unwrap_or(CHUNK).min(CHUNK);
        let leaves = tx.leaves(log, from, limit).await?;
        if leaves.is_empty() {
            break;
        }
        for (_, body) in leaves {
            tree.push(leaf_hash(body.as_bytes()));
            if body.contains(Event::CaseShredded.word())
                && let Ok(Leaf { event: Event::CaseShredded, case: Some(case), .. }) =
                    serde_json::from_str(&body)
            {
                shredded.insert(case);
            }
        }
    }
    if tree.size() != head.size || tree.root() != head.root {
        return older(format!("the entries of the {name} log do not follow from those that were known"));
    }
    *known = LogHead { note: head.note, subtrees: HEXLOWER.encode(&tree.to_bytes()) };
    Ok(())
}

/// Counts of open days only grow, and what a closed day had is in the log, which grew by `closed`.
async fn pool(tx: &mut Tx, heads: &mut Heads, closed: u64) -> Result<(), StateError> {
    let mut left = closed;
    let there: BTreeMap<i64, Option<i64>> =
        tx.pending_days().await?.into_iter().map(|(day, count)| (day.0, count)).collect();
    for (day, known) in &heads.pending {
        let known = u64::try_from(*known).unwrap_or(0);
        match there.get(day) {
            // A count that was touched is named by `audit verify`; intake goes on.
            Some(None) => {}
            Some(Some(count)) if u64::try_from(*count).is_ok_and(|c| c >= known) => {}
            None if left >= known => left -= known,
            _ => return older("an open day has fewer entries of reporters than were known".to_owned()),
        }
    }
    let kept = |day: &i64, count: Option<i64>| count.or_else(|| heads.pending.get(day).copied());
    heads.pending = there.iter().filter_map(|(day, count)| Some((*day, kept(day, *count)?))).collect();
    Ok(())
}

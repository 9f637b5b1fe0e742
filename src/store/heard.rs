//! What the log of staff tells of statistics. Nothing is drawn on the word of single rows: whoever may write to the database
//! hides one entry from one question and puts it back after. So the log is read whole, in one pass, and held against its
//! signed head; what it tells is taken from that pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::beside::{Beside, NONE, Rows};
use super::statistics::SignedRow;
use super::{Result, Tx};
use crate::domain::event::{At, Event, Leaf, Log};
use crate::domain::id::StaffId;
use crate::domain::statistics::Period;
use crate::tlog::leaf::leaf_hash;
use crate::tlog::tree::Frontier;

/// Entries read at once.
const CHUNK: i64 = 2_000;

/// What was heard.
#[derive(Debug, Default)]
pub struct Heard {
    whole: bool,
    entered: String,
    /// By period as the store numbers it: each release that was told, once, the newest last.
    releases: BTreeMap<i64, Vec<String>>,
    /// The newest hash and its time, by name, of plans and of approvals that wait.
    newest: BTreeMap<String, (String, i64)>,
    /// Who took the approval of a period back, where that is the newest of it.
    unapproved: BTreeMap<i64, StaffId>,
    /// The newest time of any entry.
    latest: i64,
    taken_back: Option<i64>,
}

impl Heard {
    /// Whether the entries are those of the signed head.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether a release of a period was ever told.
    #[must_use]
    pub fn tells_of(&self, period: Period) -> bool {
        self.releases.contains_key(&period.number())
    }

    /// Whether it tells of any release.
    #[must_use]
    pub fn tells_of_any(&self) -> bool {
        !self.releases.is_empty()
    }

    /// Whether this row is the release that was told last, in a log that is whole.
    #[must_use]
    pub fn tells(&self, period: Period, row: &SignedRow) -> bool {
        let newest = self.releases.get(&period.number()).and_then(|told| told.last());
        self.whole && newest.is_some_and(|newest| *newest == row.hash())
    }

    /// Periods of which more than one release was told: one was hidden while another was drawn.
    pub fn twice(&self) -> impl Iterator<Item = Period> {
        let all = self.releases.iter().filter(|(_, told)| told.len() > 1);
        all.filter_map(|(number, _)| Period::of_number(*number))
    }

    /// What was told last of all that has entered a table.
    #[must_use]
    pub fn entered(&self) -> &str {
        &self.entered
    }

    /// When the store was last taken back to an older copy, if nothing was taken in since: not before any entry that the copy
    /// holds, since a clock can be set back for it.
    #[must_use]
    pub const fn taken_back(&self) -> Option<i64> {
        self.taken_back
    }

    /// Who took the approval of a period back, if nobody has approved it since.
    #[must_use]
    pub fn unapproved(&self, period: Period) -> Option<StaffId> {
        self.unapproved.get(&period.number()).copied()
    }

    /// When rows were told of last, if as this hash.
    fn told_when(&self, name: &str, hash: &str) -> Option<i64> {
        self.newest.get(name).filter(|(told, _)| told == hash).map(|(_, at)| *at)
    }

    /// Years of which a plan was told, each with its newest hash.
    fn plans(&self) -> impl Iterator<Item = (i64, &String)> {
        let prefix = format!("{}:", Beside::StatisticPlan.prefix());
        self.newest
            .iter()
            .filter_map(move |(name, (hash, _))| Some((number(name.strip_prefix(&prefix)?)?, hash)))
    }

    fn hear(&mut self, body: &str) {
        let entered = Beside::Entered.name(&[]);
        let release = format!("{}:", Beside::Release.prefix());
        let Ok(leaf) = serde_json::from_str::<Leaf>(body) else { return };
        let at = match leaf.at {
            At::Second(second) => second,
            At::Day(day) => day.0 * 86_400,
        };
        if matches!(leaf.at, At::Second(_)) {
            self.latest = self.latest.max(at);
        }
        match leaf.event {
            Event::Restored | Event::RollbackAccepted => self.taken_back = Some(self.latest),
            Event::ReleaseImported => self.taken_back = None,
            _ => {}
        }
        for (name, hash) in leaf.sealed {
            if let Some(number) = owner(Beside::StatisticApproval, &name) {
                let by = leaf.who.filter(|_| leaf.event == Event::StatisticsApprovalTakenBack);
                match by {
                    Some(by) => drop(self.unapproved.insert(number, by)),
                    None => drop(self.unapproved.remove(&number)),
                }
            }
            if [Beside::StatisticPlan, Beside::StatisticApproval].iter().any(|kind| kind.names(&name)) {
                self.newest.insert(name, (hash, at));
            } else if name == entered {
                self.entered = hash;
            } else if let Some(number) = name.strip_prefix(&release).and_then(number)
                && hash != NONE
            {
                let told = self.releases.entry(number).or_default();
                told.retain(|before| *before != hash);
                told.push(hash);
            }
        }
    }
}

/// Hashes of the releases that a process has found in the log, so that a page need not read all of it.
#[derive(Debug, Default)]
pub struct Told(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    hashes: BTreeSet<String>,
    /// When the log was read for a row, and told of none.
    in_vain: Option<Instant>,
}

/// Seconds before the log is read once more for a row that it does not tell of: a made-up row must not make each view of a
/// page read all of it.
const AGAIN: Duration = Duration::from_secs(10);

impl Told {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the log may be read for rows that were not found yet.
    #[must_use]
    pub fn may_look(&self) -> bool {
        self.known().in_vain.is_none_or(|at| at.elapsed() >= AGAIN)
    }

    /// It was read, and does not tell of some row.
    pub fn looked_in_vain(&self) {
        self.known().in_vain = Some(Instant::now());
    }

    /// Whether this one was found.
    #[must_use]
    pub fn knows(&self, hash: &str) -> bool {
        self.known().hashes.contains(hash)
    }

    /// Keeps what was found.
    pub fn learn(&self, hashes: impl IntoIterator<Item = String>) {
        self.known().hashes.extend(hashes);
    }
}

/// The year or period that a name in a leaf says, where it is of this kind.
fn owner(kind: Beside, name: &str) -> Option<i64> {
    name.strip_prefix(kind.prefix())?.strip_prefix(':').and_then(number)
}

/// Years and periods that an entry of the log tells of.
#[must_use]
pub fn periods_of(leaf: &Leaf) -> BTreeSet<Period> {
    let one = |name: &String| {
        let year = owner(Beside::StatisticPlan, name).and_then(|year| Period::of_number(year * 10));
        let kinds = [Beside::StatisticApproval, Beside::Release].into_iter();
        year.or_else(|| kinds.filter_map(|kind| owner(kind, name)).find_map(Period::of_number))
    };
    leaf.sealed.keys().filter_map(one).collect()
}

fn number(hex: &str) -> Option<i64> {
    let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()?;
    bytes.try_into().ok().map(i64::from_be_bytes)
}

impl SignedRow {
    /// What the log is told of it.
    #[must_use]
    pub fn hash(&self) -> String {
        let (second, by) = self.second();
        let mut rows = Rows::default();
        rows.row(&[self.body.as_bytes(), &self.first.0, &self.first_signature, second, by]);
        rows.end()
    }
}

/// What the log is told of the blocks of what has entered tables: each id, in their order, with the SHA-256 of its block.
#[must_use]
pub fn hash_of_blocks(blocks: &[([u8; 16], [u8; 32])]) -> String {
    let mut rows = Rows::default();
    for (id, digest) in blocks {
        rows.row(&[id, digest]);
    }
    rows.end()
}

impl Tx {
    /// Whether every plan that was told stands as it was told last: one that somebody took away must not be made anew.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn plans_as_told(&mut self, heard: &Heard) -> Result<bool> {
        for (year, told) in heard.plans() {
            if self.hash_of(Beside::StatisticPlan, &year.to_be_bytes()).await? != *told {
                return Ok(false);
            }
        }
        Ok(heard.is_whole())
    }

    /// When the log last told of the plan of a year as it stands; none where it tells of no such plan. What was signed once
    /// is not changed, so of a signed plan this is the moment of the second signature.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn plan_told(&mut self, heard: &Heard, year: i64) -> Result<Option<i64>> {
        self.told_when(heard, Beside::StatisticPlan, &year.to_be_bytes()).await
    }

    /// When the log last told of the approval of a period that stands.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn approval_told(&mut self, heard: &Heard, period: Period) -> Result<Option<i64>> {
        self.told_when(heard, Beside::StatisticApproval, &period.number().to_be_bytes()).await
    }

    async fn told_when(&mut self, heard: &Heard, kind: Beside, owner: &[u8]) -> Result<Option<i64>> {
        let hash = self.hash_of(kind, owner).await?;
        Ok(heard.told_when(&kind.name(owner), &hash))
    }

    /// Reads the log of staff whole. Not from [`Store::look`](super::Store::look): what is held against it must be of the
    /// same moment, or what a colleague commits meanwhile looks like what somebody altered.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn heard(&mut self) -> Result<Heard> {
        self.conn.at_one_moment()?;
        let signed = self.head(Log::Staff).await?;
        let (mut heard, mut tree, mut next) = (Heard::default(), Frontier::new(), 0);
        'all: loop {
            let leaves = self.leaves(Log::Staff, next, CHUNK).await?;
            if leaves.is_empty() {
                break;
            }
            for (place, body) in leaves {
                // What came since the head was read is not of it.
                if place != next || tree.size() == signed.size {
                    break 'all;
                }
                next = place + 1;
                tree.push(leaf_hash(body.as_bytes()));
                heard.hear(&body);
            }
        }
        heard.whole = signed.genuine && (tree.size(), tree.root()) == (signed.size, signed.root);
        Ok(heard)
    }
}

#[cfg(test)]
mod tests {
    use super::{Beside, Heard, periods_of};
    use crate::domain::event::{Event, Leaf};
    use crate::domain::id::StaffId;
    use crate::domain::statistics::Period;

    #[test]
    fn an_entry_tells_its_year_and_periods_and_who_took_an_approval_back() {
        let of = |kind: Beside, number: i64, hash: &str| {
            let name = kind.name(&number.to_be_bytes());
            [(name, hash.to_owned())].into()
        };
        let who = StaffId([7; 16]);
        let leaf = |event, sealed| Leaf::staff(event, 5, Some(who)).sealing(sealed);
        let (quarter, year) = (Period { year: 2026, quarter: 3 }, Period { year: 2026, quarter: 0 });
        let number = quarter.number();
        let plan = leaf(Event::StatisticsPlanned, of(Beside::StatisticPlan, 2026, "aa"));
        let approval = leaf(Event::StatisticsApproved, of(Beside::StatisticApproval, number, "aa"));
        let back = leaf(Event::StatisticsApprovalTakenBack, of(Beside::StatisticApproval, number, ""));
        let mut release = leaf(Event::StatisticsReleased, of(Beside::Release, number, "aa"));
        release.sealed.extend::<std::collections::BTreeMap<_, _>>(of(Beside::StatisticApproval, number, ""));
        for (leaf, told) in [(&plan, year), (&approval, quarter), (&back, quarter), (&release, quarter)] {
            assert_eq!(periods_of(leaf), [told].into(), "{leaf:?}");
        }
        assert!(periods_of(&leaf(Event::LogViewed, of(Beside::Sessions, number, "aa"))).is_empty());

        let mut heard = Heard::default();
        for (leaf, by) in [(&approval, None), (&back, Some(who)), (&approval, None), (&release, None)] {
            heard.hear(&serde_json::to_string(leaf).unwrap());
            assert_eq!(heard.unapproved(quarter), by, "{leaf:?}");
        }
    }
}

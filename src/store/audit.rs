//! The audit log's rows: two append-only trees (RFC 6962) whose heads are signed, and the day's pool of reporter events.
//!
//! A tree has an order, and an order tells who filed before whom. So what reporters cause first goes into `pending`, a
//! pool without order whose entries and whose count carry an HMAC under a key that is not in the database; when the day
//! is over, [`Tx::close_days`] sorts the pool by leaf hash, appends it to the reporters' tree and signs a checkpoint.
//! Staff events are appended at once, and the head is signed with each commit.
//!
//! A head that SQL has touched is never extended and so never signed again: staff work stops with
//! [`StoreError::Damaged`], intake goes on with a count that `audit verify` reports.

mod names;

use std::collections::BTreeMap;

use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use self::names::{
    name_capability, name_card, name_epoch, name_fact, name_grants, name_kept, name_kept_ended,
    name_new_receipt, name_receipt, name_record, name_staff, name_statement,
};
use super::{Conn, Held, Result, StoreError, Tx, beside, exact, postgres, sqlite};
use crate::domain::day::Day;
use crate::domain::event::{At, Leaf, Log};
use crate::domain::id::CaseId;
use crate::tlog::leaf::leaf_hash;
use crate::tlog::note::{Checkpoint, NoteError, NoteSigner, NoteVerifier};
use crate::tlog::tree::Frontier;

/// What a commit tells the audit log.
pub struct Audit(Vec<Leaf>);

impl Audit {
    /// These events happened in this transaction.
    #[must_use]
    pub fn of(leaves: Vec<Leaf>) -> Self {
        Self(leaves)
    }

    /// Nothing to tell, and why.
    #[must_use]
    pub const fn none(_why: &'static str) -> Self {
        Self(Vec::new())
    }
}

/// Signs heads and recognises what only this server can have written. Made from the checkpoint key file.
pub struct Notary {
    signer: NoteSigner,
    mac_key: Zeroizing<[u8; 32]>,
    origin: String,
}

impl Notary {
    /// `origin` names the installation in checkpoints; `seed` is the Ed25519 seed; `mac_key` is derived from it.
    ///
    /// # Errors
    /// [`NoteError`] when `origin` cannot name a signer (it is empty or holds white space or a plus sign).
    pub fn new(
        origin: &str,
        seed: &[u8; 32],
        mac_key: Zeroizing<[u8; 32]>,
    ) -> std::result::Result<Self, NoteError> {
        Ok(Self { signer: NoteSigner::new(origin, seed)?, mac_key, origin: origin.to_owned() })
    }

    /// The checkpoint origin of a log.
    #[must_use]
    pub fn origin(&self, log: Log) -> String {
        format!("{}/{}", self.origin, log.word())
    }

    /// Checks checkpoints of this installation.
    #[must_use]
    pub fn verifier(&self) -> NoteVerifier {
        self.signer.verifier()
    }

    fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.mac_key[..]).unwrap_or_else(|_| std::process::abort());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The tag of one pending entry.
    #[must_use]
    pub fn pending_mac(&self, day: Day, body: &str) -> [u8; 32] {
        self.mac(&[b"pending", &day.0.to_be_bytes(), body.as_bytes()])
    }

    /// The tag of a day's count of pending entries.
    #[must_use]
    pub fn count_mac(&self, day: Day, size: i64) -> [u8; 32] {
        self.mac(&[b"count", &day.0.to_be_bytes(), &size.to_be_bytes()])
    }

    fn head_mac(&self, log: Log, size: i64, frontier: &[u8]) -> [u8; 32] {
        self.mac(&[b"head", log.word().as_bytes(), &size.to_be_bytes(), frontier])
    }

    fn note(&self, log: Log, tree: &Frontier) -> Result<String> {
        let checkpoint = Checkpoint { origin: self.origin(log), size: tree.size(), root: tree.root() };
        self.signer.sign(&checkpoint).map_err(|_| StoreError::Damaged("origin"))
    }
}

/// A pending entry.
pub struct Pending {
    /// Its day.
    pub day: Day,
    /// The leaf.
    pub body: String,
    /// Its tag.
    pub mac: [u8; 32],
}

/// A head as stored.
pub struct Head {
    /// Number of leaves.
    pub size: u64,
    /// Root at that size.
    pub root: [u8; 32],
    /// Signed note.
    pub note: String,
    /// Whether the row is as this server wrote it.
    pub genuine: bool,
}

fn body(leaf: &Leaf) -> Result<String> {
    serde_json::to_string(leaf).map_err(|_| StoreError::Damaged("event"))
}

fn as_i64(n: u64) -> Result<i64> {
    i64::try_from(n).map_err(|_| StoreError::Damaged("audit tree"))
}

impl Tx {
    /// Ends the transaction well, with what the audit log has to say of it in the same transaction.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the transaction stands.
    pub async fn commit(mut self, audit: Audit) -> Result<()> {
        let mut staff = Vec::new();
        for leaf in &audit.0 {
            match (leaf.event.log(), leaf.at) {
                (Log::Reporter, At::Day(day)) => self.add_pending(day, &body(leaf)?).await?,
                (Log::Staff, At::Second(_)) => staff.push(leaf.clone()),
                _ => return Err(StoreError::Damaged("event")),
            }
        }
        if let Some(last) = staff.len().checked_sub(1) {
            let tree = self.lock_tree(Log::Staff).await?;
            // Under the lock, which every writer of such rows takes before it ends: nobody else changes them now.
            staff[last].sealed.extend(self.touched().await?);
            let bodies = staff.iter().map(body).collect::<Result<Vec<_>>>()?;
            self.append(Log::Staff, tree, &bodies).await?;
        }
        beside::nothing_untold(&self)?;
        match self.conn {
            Conn::Sqlite(Held::Tx(tx)) => tx.commit().await?,
            Conn::Sqlite(Held::Look(_)) => return Err(StoreError::Engine("no transaction".to_owned())),
            Conn::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Makes the two empty trees of a new store.
    pub(super) async fn found_trees(&mut self) -> Result<()> {
        for log in Log::ALL {
            let tree = Frontier::new();
            let frontier = self.sealed_frontier(log, &tree)?;
            let note = self.notary.note(log, &tree)?;
            let sql =
                "INSERT INTO tree (log, size, frontier, note) VALUES ($1, 0, $2, $3) ON CONFLICT DO NOTHING";
            run!(self, sql, log.word(), &frontier, &note)?;
        }
        Ok(())
    }

    fn sealed_frontier(&self, log: Log, tree: &Frontier) -> Result<Vec<u8>> {
        let mut bytes = tree.to_bytes();
        let mac = self.notary.head_mac(log, as_i64(tree.size())?, &bytes);
        bytes.extend_from_slice(&mac);
        Ok(bytes)
    }

    fn open_frontier(&self, log: Log, size: i64, stored: &[u8]) -> Option<Frontier> {
        let (bytes, mac) = stored.split_at_checked(stored.len().checked_sub(32)?)?;
        let tree = Frontier::from_bytes(bytes)?;
        let same: bool =
            subtle::ConstantTimeEq::ct_eq(&self.notary.head_mac(log, size, bytes)[..], mac).into();
        (same && i64::try_from(tree.size()) == Ok(size)).then_some(tree)
    }

    /// Holds the log of staff for this transaction: nobody else adds to it before it ends.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hold_log(&mut self) -> Result<()> {
        self.lock_tree(Log::Staff).await.map(drop)
    }

    async fn lock_tree(&mut self, log: Log) -> Result<Frontier> {
        let sql = match self.conn {
            Conn::Sqlite(_) => sqlite::LOCK_TREE,
            Conn::Postgres(_) => postgres::LOCK_TREE,
        };
        let (size, stored) = rows!(self, fetch_one, (i64, Vec<u8>), sql, log.word())?;
        self.open_frontier(log, size, &stored).ok_or(StoreError::Damaged("audit tree"))
    }

    async fn append(&mut self, log: Log, mut tree: Frontier, bodies: &[String]) -> Result<()> {
        for body in bodies {
            let sql = "INSERT INTO leaf (log, seq, body) VALUES ($1, $2, $3)";
            run!(self, sql, log.word(), as_i64(tree.size())?, body)?;
            tree.push(leaf_hash(body.as_bytes()));
        }
        let frontier = self.sealed_frontier(log, &tree)?;
        let note = self.notary.note(log, &tree)?;
        let sql = "UPDATE tree SET size = $2, frontier = $3, note = $4 WHERE log = $1";
        run!(self, sql, log.word(), as_i64(tree.size())?, &frontier, &note).map(drop)
    }

    async fn add_pending(&mut self, day: Day, body: &str) -> Result<()> {
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|_| StoreError::Engine("random".to_owned()))?;
        let sql = "INSERT INTO pending (id, day, body, mac) VALUES ($1, $2, $3, $4)";
        run!(self, sql, &id[..], day.0, body, &self.notary.pending_mac(day, body)[..])?;
        let empty = self.notary.count_mac(day, 0);
        // Begun or found and locked in one step: a process that closes this day may take its count away in between.
        let sql = "INSERT INTO pending_head (day, size, mac) VALUES ($1, 0, $2) \
                   ON CONFLICT (day) DO UPDATE SET size = pending_head.size RETURNING size, mac";
        let (size, mac) = rows!(self, fetch_one, (i64, Vec<u8>), sql, day.0, &empty[..])?;
        let size_now = size.saturating_add(1);
        // A touched count stays recognisably touched: zeros are the tag of nothing.
        let mac = if mac == self.notary.count_mac(day, size) {
            self.notary.count_mac(day, size_now)
        } else {
            [0; 32]
        };
        let sql = "UPDATE pending_head SET size = $2, mac = $3 WHERE day = $1";
        run!(self, sql, day.0, size_now, &mac[..]).map(drop)
    }

    /// Moves every pending entry of days before `today` into the reporters' tree, sorted by leaf hash, and keeps a
    /// signed checkpoint of both trees. How many entries moved.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the pool of a day is not as this server wrote it: it then stays as evidence.
    pub async fn close_days(&mut self, today: Day) -> Result<usize> {
        // The counts are locked before the entries are read: whoever files in one of these days waits, and a second
        // process that closes them finds nothing left to close.
        let sql = match self.conn {
            Conn::Sqlite(_) => sqlite::LOCK_DAYS,
            Conn::Postgres(_) => postgres::LOCK_DAYS,
        };
        let days = rows!(self, fetch_all, (i64, i64, Vec<u8>), sql, today.0)?;
        let mut moved = 0;
        for (day, size, mac) in days {
            let entries = self.pending(Day(day)).await?;
            let genuine = mac == self.notary.count_mac(Day(day), size)
                && i64::try_from(entries.len()) == Ok(size)
                && entries.iter().all(|e| e.mac == self.notary.pending_mac(e.day, &e.body));
            if !genuine {
                return Err(StoreError::Damaged("pool of the day's events"));
            }
            let mut bodies: Vec<String> = entries.into_iter().map(|e| e.body).collect();
            bodies.sort_by_cached_key(|b| leaf_hash(b.as_bytes()));
            let tree = self.lock_tree(Log::Reporter).await?;
            self.append(Log::Reporter, tree, &bodies).await?;
            run!(self, "DELETE FROM pending WHERE day = $1", day)?;
            run!(self, "DELETE FROM pending_head WHERE day = $1", day)?;
            moved += bodies.len();
        }
        if moved > 0 {
            for log in Log::ALL {
                let sql = "INSERT INTO checkpoint (log, size, note) SELECT log, size, note FROM tree WHERE log = $1 \
                           ON CONFLICT DO NOTHING";
                run!(self, sql, log.word())?;
            }
        }
        Ok(moved)
    }

    /// The pending entries of a day, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn pending(&mut self, day: Day) -> Result<Vec<Pending>> {
        let sql = "SELECT day, body, mac FROM pending WHERE day = $1 ORDER BY id";
        let all = rows!(self, fetch_all, (i64, String, Vec<u8>), sql, day.0)?;
        all.into_iter()
            .map(|(day, body, mac)| Ok(Pending { day: Day(day), body, mac: exact(&mac, "pending tag")? }))
            .collect()
    }

    /// The days that have pending entries or a count of them, each with whether the count is as this server wrote it
    /// and how many it says.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn pending_days(&mut self) -> Result<Vec<(Day, Option<i64>)>> {
        let sql = "SELECT day FROM pending_head UNION SELECT day FROM pending ORDER BY day";
        let days = rows!(self, fetch_all, (i64,), sql)?;
        let mut out = Vec::new();
        for (day,) in days {
            let sql = "SELECT size, mac FROM pending_head WHERE day = $1";
            let head = rows!(self, fetch_optional, (i64, Vec<u8>), sql, day)?;
            let size = head.filter(|(s, m)| *m == self.notary.count_mac(Day(day), *s)).map(|(s, _)| s);
            out.push((Day(day), size));
        }
        Ok(out)
    }

    /// Up to `limit` leaves of a log from position `from` on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn leaves(&mut self, log: Log, from: i64, limit: i64) -> Result<Vec<(i64, String)>> {
        let sql = "SELECT seq, body FROM leaf WHERE log = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
        rows!(self, fetch_all, (i64, String), sql, log.word(), from, limit)
    }

    /// At most `limit` leaves of a log before `end`, newest first: their position and body.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn leaves_before(&mut self, log: Log, end: i64, limit: i64) -> Result<Vec<(i64, String)>> {
        let sql = "SELECT seq, body FROM leaf WHERE log = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
        rows!(self, fetch_all, (i64, String), sql, log.word(), end, limit)
    }

    /// The newest version of a case's card that either log tells of. It reads every entry that names one, which takes
    /// long in a long log.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn newest_card_told(&mut self, case: CaseId, compartment: u8) -> Result<Option<i64>> {
        let name = format!("c:{case}:{compartment}:");
        let sql =
            "SELECT body FROM leaf WHERE body LIKE $1 UNION ALL SELECT body FROM pending WHERE body LIKE $1";
        let bodies = rows!(self, fetch_all, (String,), sql, format!("%\"{name}%"))?;
        let leaves = bodies.iter().filter_map(|(body,)| serde_json::from_str::<Leaf>(body).ok());
        let names = leaves.flat_map(|leaf| leaf.sealed.into_keys());
        Ok(names.filter_map(|n| n.strip_prefix(&name)?.parse().ok()).max())
    }

    /// What either log tells of a case: the newest hash of each name. It reads every entry, which takes long in a long log.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn told_of(&mut self, case: CaseId) -> Result<BTreeMap<String, String>> {
        let sql =
            "SELECT body FROM leaf WHERE body LIKE $1 UNION ALL SELECT body FROM pending WHERE body LIKE $1";
        let bodies = rows!(self, fetch_all, (String,), sql, format!("%\"case\":\"{case}\"%"))?;
        let leaves = bodies.iter().filter_map(|(body,)| serde_json::from_str::<Leaf>(body).ok());
        Ok(leaves.filter(|leaf| leaf.case == Some(case)).flat_map(|leaf| leaf.sealed).collect())
    }

    /// The head of a log.
    ///
    /// # Errors
    /// [`StoreError`]; a missing row is damage.
    pub async fn head(&mut self, log: Log) -> Result<Head> {
        let sql = "SELECT size, frontier, note FROM tree WHERE log = $1";
        let row = rows!(self, fetch_optional, (i64, Vec<u8>, String), sql, log.word())?;
        let (size, stored, note) = row.ok_or(StoreError::Damaged("audit tree"))?;
        let tree = self.open_frontier(log, size, &stored);
        Ok(Head {
            size: u64::try_from(size).unwrap_or(0),
            root: tree.as_ref().map(Frontier::root).unwrap_or_default(),
            note,
            genuine: tree.is_some(),
        })
    }

    /// Signed checkpoints kept for a log, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn checkpoints(&mut self, log: Log, limit: i64) -> Result<Vec<String>> {
        let sql = "SELECT note FROM checkpoint WHERE log = $1 ORDER BY size DESC LIMIT $2";
        Ok(rows!(self, fetch_all, (String,), sql, log.word(), limit)?.into_iter().map(|(n,)| n).collect())
    }
}

//! Rows that come and go beside an account and carry no entry of their own: invitation, second factor, absence, devices,
//! sessions; and roster statements that wait for signatures. Whoever changes one through [`Tx`] marks it here, and
//! [`Tx::commit`] tells the log the hash of what then stands there: a row that SQL adds, edits, deletes or puts back is
//! named by `audit verify`, which compares both.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{Result, StoreError, Tx};

/// What kind of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// The invitation of an account.
    Invite,
    /// What was used of its second factor: the newest one-time code, and the spare codes that are left.
    Factor,
    /// Its absence.
    Absence,
    /// Whether it passes new reports on.
    Passing,
    /// Browsers in which somebody signed in to it.
    Devices,
    /// Its sessions, but for the time of their last use, of which the log hears nothing.
    Sessions,
    /// A roster statement that waits; named by its subject, not by an account.
    Proposal,
    /// The plan of a year's statistics, with who signed it; named by the year.
    StatisticPlan,
    /// Who approved a release that waits for another; named by the period.
    StatisticApproval,
    /// A release; named by the period.
    Release,
    /// Sealed blocks of what has entered a table, all together; owned by nobody.
    Entered,
}

/// The hash that says: there is no such row.
pub const NONE: &str = "";

/// A text that two sign.
type TwiceSigned = (String, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

/// The year or period that owns rows.
fn number(owner: &[u8]) -> i64 {
    owner.try_into().map_or(0, i64::from_be_bytes)
}

/// What a session's rows hold, beside its last use.
type SessionColumns = (Vec<u8>, Vec<u8>, i64);

impl Beside {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Invite,
        Self::Factor,
        Self::Absence,
        Self::Passing,
        Self::Devices,
        Self::Sessions,
        Self::Proposal,
        Self::StatisticPlan,
        Self::StatisticApproval,
        Self::Release,
        Self::Entered,
    ];

    /// How the name in a leaf begins [format].
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Invite => "v",
            Self::Factor => "f",
            Self::Absence => "a",
            Self::Passing => "x",
            Self::Devices => "d",
            Self::Sessions => "n",
            Self::Proposal => "w",
            Self::StatisticPlan => "y",
            Self::StatisticApproval => "h",
            Self::Release => "z",
            Self::Entered => "u",
        }
    }

    /// Whether a name in a leaf is of this kind.
    #[must_use]
    pub fn names(self, name: &str) -> bool {
        name.split_once(':').is_some_and(|(prefix, _)| prefix == self.prefix())
    }

    /// The name in a leaf, of rows that belong to `owner`.
    #[must_use]
    pub fn name(self, owner: &[u8]) -> String {
        format!("{}:{}", self.prefix(), HEXLOWER.encode(owner))
    }
}

/// Hashes rows column by column, each with its length.
#[derive(Default)]
pub(super) struct Rows(Option<Sha256>);

impl Rows {
    pub(super) fn row(&mut self, columns: &[&[u8]]) {
        let hash = self.0.get_or_insert_default();
        for column in columns {
            hash.update((column.len() as u64).to_be_bytes());
            hash.update(column);
        }
    }

    pub(super) fn end(self) -> String {
        self.0.map_or_else(|| NONE.to_owned(), |hash| HEXLOWER.encode(&hash.finalize()))
    }
}

impl Tx {
    /// Notes that rows of this kind were changed: the log hears of it with the commit.
    pub(super) fn touch(&mut self, kind: Beside, owner: &[u8]) {
        self.touched.insert((kind, owner.to_vec()));
    }

    /// Notes the same, and what the log hears then, whatever stands there by the commit.
    pub(super) fn expect(&mut self, kind: Beside, owner: &[u8], hash: String) {
        self.touch(kind, owner);
        self.expected.insert((kind, owner.to_vec()), hash);
    }

    /// Notes the same of every account, after rows went with no word to the log: those that no copy holds.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn touch_left_out(&mut self) -> Result<()> {
        for (id,) in rows!(self, fetch_all, (Vec<u8>,), "SELECT id FROM staff ORDER BY id")? {
            self.touch(Beside::Devices, &id);
            self.touch(Beside::Sessions, &id);
        }
        Ok(())
    }

    /// Whether rows were changed of which the log must hear.
    #[must_use]
    pub fn must_tell(&self) -> bool {
        !self.touched.is_empty()
    }

    /// Names and hashes of what was changed, as it stands now.
    pub(super) async fn touched(&mut self) -> Result<Vec<(String, String)>> {
        let mut all = Vec::new();
        for (kind, owner) in std::mem::take(&mut self.touched) {
            let name = kind.name(&owner);
            let hash = match self.expected.remove(&(kind, owner.clone())) {
                Some(hash) => hash,
                None => self.hash_of(kind, &owner).await?,
            };
            all.push((name, hash));
        }
        Ok(all)
    }

    /// Names and hashes of all rows that stand beside accounts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all_beside(&mut self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT id FROM staff UNION SELECT staff AS id FROM invite UNION SELECT staff AS id FROM spare_code \
                   UNION SELECT staff AS id FROM absence UNION SELECT staff AS id FROM passing UNION SELECT staff AS id FROM device \
                   UNION SELECT staff AS id FROM session ORDER BY id";
        let accounts = rows!(self, fetch_all, (Vec<u8>,), sql)?;
        let proposals = rows!(self, fetch_all, (Vec<u8>,), "SELECT id FROM proposal ORDER BY id")?;
        let mut all = Vec::new();
        for kind in Beside::ALL {
            let numbered = match kind {
                Beside::StatisticPlan => Some("SELECT year FROM statistic_plan ORDER BY year"),
                Beside::StatisticApproval => Some("SELECT period FROM statistic_approval ORDER BY period"),
                Beside::Release => Some("SELECT period FROM release ORDER BY period"),
                _ => None,
            };
            let owners = match (kind, numbered) {
                (Beside::Entered, _) => vec![(Vec::new(),)],
                (_, Some(sql)) => {
                    let numbers = rows!(self, fetch_all, (i64,), sql)?;
                    numbers.into_iter().map(|(n,)| (n.to_be_bytes().to_vec(),)).collect()
                }
                (Beside::Proposal, None) => proposals.clone(),
                (_, None) => accounts.clone(),
            };
            for (owner,) in &owners {
                all.push((kind.name(owner), self.hash_of(kind, owner).await?));
            }
        }
        all.retain(|(_, hash)| hash != NONE);
        Ok(all)
    }

    pub(super) async fn hash_of(&mut self, kind: Beside, owner: &[u8]) -> Result<String> {
        let mut hash = Rows::default();
        match kind {
            Beside::Invite => {
                let sql = "SELECT kind, code, ends, mac FROM invite WHERE staff = $1";
                for (kind, code, ends, mac) in
                    rows!(self, fetch_all, (String, Vec<u8>, i64, Vec<u8>), sql, owner)?
                {
                    hash.row(&[kind.as_bytes(), &code, &ends.to_be_bytes(), &mac]);
                }
            }
            Beside::Factor => {
                let sql = "SELECT code_step FROM staff WHERE id = $1 AND code_step <> 0";
                for (step,) in rows!(self, fetch_all, (i64,), sql, owner)? {
                    hash.row(&[b"step", &step.to_be_bytes()]);
                }
                let sql = "SELECT code FROM spare_code WHERE staff = $1 ORDER BY code";
                for (code,) in rows!(self, fetch_all, (Vec<u8>,), sql, owner)? {
                    hash.row(&[b"spare", &code]);
                }
            }
            Beside::Absence => {
                let sql = "SELECT deputy, first_day, last_day, signature FROM absence WHERE staff = $1";
                for (deputy, first, last, by) in
                    rows!(self, fetch_all, (Vec<u8>, i64, i64, Vec<u8>), sql, owner)?
                {
                    hash.row(&[&deputy, &first.to_be_bytes(), &last.to_be_bytes(), &by]);
                }
            }
            Beside::Passing => {
                let sql = "SELECT since_day, signature FROM passing WHERE staff = $1";
                for (since, by) in rows!(self, fetch_all, (i64, Vec<u8>), sql, owner)? {
                    hash.row(&[&since.to_be_bytes(), &by]);
                }
            }
            Beside::Devices => {
                let sql = "SELECT id, last_seen FROM device WHERE staff = $1 ORDER BY id";
                for (id, seen) in rows!(self, fetch_all, (Vec<u8>, i64), sql, owner)? {
                    hash.row(&[&id, &seen.to_be_bytes()]);
                }
            }
            Beside::Sessions => {
                let sql = "SELECT id, sealed, created FROM session WHERE staff = $1 ORDER BY id";
                for (id, sealed, created) in rows!(self, fetch_all, SessionColumns, sql, owner)? {
                    hash.row(&[&id, &sealed, &created.to_be_bytes()]);
                }
            }
            Beside::Proposal => {
                let sql = "SELECT body, signatures, day FROM proposal WHERE id = $1";
                for (body, signatures, day) in rows!(self, fetch_all, (String, String, i64), sql, owner)? {
                    hash.row(&[body.as_bytes(), signatures.as_bytes(), &day.to_be_bytes()]);
                }
            }
            Beside::StatisticPlan => {
                let sql = "SELECT body, first, first_signature, second, second_signature FROM statistic_plan WHERE year = $1";
                for row in rows!(self, fetch_all, TwiceSigned, sql, number(owner))? {
                    hash.row(&[row.0.as_bytes(), &row.1, &row.2, &row.3, &row.4]);
                }
            }
            Beside::StatisticApproval => {
                let sql = "SELECT staff, signature FROM statistic_approval WHERE period = $1";
                for (staff, by) in rows!(self, fetch_all, (Vec<u8>, Vec<u8>), sql, number(owner))? {
                    hash.row(&[&staff, &by]);
                }
            }
            Beside::Release => {
                let sql = "SELECT body, first, first_signature, second, second_signature FROM release WHERE period = $1";
                for row in rows!(self, fetch_all, TwiceSigned, sql, number(owner))? {
                    hash.row(&[row.0.as_bytes(), &row.1, &row.2, &row.3, &row.4]);
                }
            }
            Beside::Entered => {
                let mut after = Vec::new();
                loop {
                    let blocks = self.entered(&after).await?;
                    for (id, sealed) in &blocks {
                        hash.row(&[id, &Sha256::digest(sealed)]);
                    }
                    let Some((last, _)) = blocks.last() else { break };
                    after = last.to_vec();
                }
            }
        }
        Ok(hash.end())
    }
}

/// Whether a commit that has nothing to tell may end: rows of these kinds never change in silence.
pub(super) fn nothing_untold(tx: &Tx) -> Result<()> {
    if tx.must_tell() { Err(StoreError::Untold) } else { Ok(()) }
}

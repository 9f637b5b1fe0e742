//! What is published and what waits to be: plans, shares of a year's identity, sealed coded records, approvals, releases.

use super::beside::{Beside, NONE, Rows};
use super::{Result, StoreError, Tx, exact, readable};
use crate::domain::id::StaffId;
use crate::domain::statistics::Period;

/// A text that two advisers sign, one after the other; it counts from the second signature on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedRow {
    /// What they sign.
    pub body: String,
    /// Who signed first.
    pub first: StaffId,
    /// That signature.
    pub first_signature: [u8; 64],
    /// Who signed after them, and the signature.
    pub second: Option<(StaffId, [u8; 64])>,
}

type SignedColumns = (i64, String, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

fn signed((number, body, first, by_first, second, by_second): SignedColumns) -> Result<(i64, SignedRow)> {
    let staff = |bytes: &[u8]| StaffId::from_slice(bytes).ok_or(StoreError::Damaged("staff id"));
    let second = match (&second[..], &by_second[..]) {
        ([], []) => None,
        (second, by) => Some((staff(second)?, exact(by, "signature")?)),
    };
    let first_signature = exact(&by_first, "signature")?;
    Ok((number, SignedRow { body, first: staff(&first)?, first_signature, second }))
}

impl SignedRow {
    pub(super) fn second(&self) -> (&[u8], &[u8]) {
        self.second.as_ref().map_or((&[], &[]), |(staff, signature)| (&staff.0, signature))
    }
}

/// The owner of rows about a year or a period, as the log names it.
fn owner(number: i64) -> [u8; 8] {
    number.to_be_bytes()
}

impl Tx {
    /// Every plan, by year.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn statistic_plans(&mut self) -> Result<Vec<(i64, SignedRow)>> {
        let sql = "SELECT year, body, first, first_signature, second, second_signature FROM statistic_plan ORDER BY year";
        let all = rows!(self, fetch_all, SignedColumns, sql)?;
        Ok(readable("statistic_plan", all.into_iter().map(signed)))
    }

    /// Puts a plan that nobody has signed a second time; false when the year has one that was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_statistic_plan(&mut self, year: i64, row: &SignedRow) -> Result<bool> {
        let sql = "INSERT INTO statistic_plan (year, body, first, first_signature, second, second_signature) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (year) DO UPDATE SET body = excluded.body, \
                   first = excluded.first, first_signature = excluded.first_signature \
                   WHERE LENGTH(statistic_plan.second) = 0";
        self.expect(Beside::StatisticPlan, &owner(year), row.hash());
        let (second, by) = row.second();
        let (first, by_first) = (&row.first.0[..], &row.first_signature[..]);
        Ok(run!(self, sql, year, &row.body, first, by_first, second, by)? == 1)
    }

    /// Adds the second signature of this plan to it; false when it is another by now, or signed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sign_statistic_plan(&mut self, year: i64, row: &SignedRow) -> Result<bool> {
        let sql = "UPDATE statistic_plan SET second = $3, second_signature = $4 \
                   WHERE year = $1 AND body = $2 AND first = $5 AND LENGTH(second) = 0";
        self.expect(Beside::StatisticPlan, &owner(year), row.hash());
        let (second, by) = row.second();
        Ok(run!(self, sql, year, &row.body, second, by, &row.first.0[..])? == 1)
    }

    /// The shares of a period's identity, each with whom it is sealed to: those of the plan, or those `handed` on by who
    /// approved its release.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn statistic_shares(
        &mut self,
        period: Period,
        handed: bool,
    ) -> Result<Vec<(StaffId, Vec<u8>)>> {
        let sql =
            "SELECT staff, sealed FROM statistic_share WHERE period = $1 AND handed = $2 ORDER BY staff";
        let all = rows!(self, fetch_all, (Vec<u8>, Vec<u8>), sql, period.number(), i64::from(handed))?;
        let one = |(staff, sealed): (Vec<u8>, Vec<u8>)| {
            Ok((StaffId::from_slice(&staff).ok_or(StoreError::Damaged("staff id"))?, sealed))
        };
        Ok(readable("statistic_share", all.into_iter().map(one)))
    }

    /// Puts these in the place of all shares of a period, or of those handed on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_statistic_shares(
        &mut self,
        period: Period,
        handed: bool,
        shares: &[(StaffId, Vec<u8>)],
    ) -> Result<()> {
        let (number, handed) = (period.number(), i64::from(handed));
        run!(self, "DELETE FROM statistic_share WHERE period = $1 AND handed = $2", number, handed)?;
        let sql = "INSERT INTO statistic_share (period, handed, staff, sealed) VALUES ($1, $2, $3, $4)";
        for (staff, sealed) in shares {
            run!(self, sql, number, handed, &staff.0[..], &sealed[..])?;
        }
        Ok(())
    }

    /// Destroys every share of a period's identity.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_statistic_shares(&mut self, period: Period) -> Result<()> {
        run!(self, "DELETE FROM statistic_share WHERE period = $1", period.number()).map(drop)
    }

    /// Puts a sealed record of a period, in the place of one that stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_statistic(&mut self, id: &[u8; 32], period: Period, sealed: &[u8]) -> Result<()> {
        let sql = "INSERT INTO statistic (id, period, sealed) VALUES ($1, $2, $3) \
                   ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed";
        run!(self, sql, &id[..], period.number(), sealed).map(drop)
    }

    /// Takes sealed records away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_statistic(&mut self, id: &[u8; 32]) -> Result<()> {
        run!(self, "DELETE FROM statistic WHERE id = $1", &id[..]).map(drop)
    }

    /// Sealed records of a period whose id comes after `after`, by id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn statistics_after(
        &mut self,
        period: Period,
        after: &[u8],
        limit: i64,
    ) -> Result<Vec<([u8; 32], Vec<u8>)>> {
        let sql = "SELECT id, sealed FROM statistic WHERE period = $1 AND id > $2 ORDER BY id LIMIT $3";
        let all = rows!(self, fetch_all, (Vec<u8>, Vec<u8>), sql, period.number(), after, limit)?;
        all.into_iter().map(|(id, sealed)| Ok((exact(&id, "record id")?, sealed))).collect()
    }

    /// Whether a record stands under this name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn has_statistic(&mut self, id: &[u8; 32]) -> Result<bool> {
        let sql = "SELECT period FROM statistic WHERE id = $1";
        Ok(rows!(self, fetch_optional, (i64,), sql, &id[..])?.is_some())
    }

    /// Destroys the records of a period, when it was released.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_statistics(&mut self, period: Period) -> Result<()> {
        run!(self, "DELETE FROM statistic WHERE period = $1", period.number()).map(drop)
    }

    /// Some of the sealed blocks of what has entered tables, whose ids come after `after`, by id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn entered(&mut self, after: &[u8]) -> Result<Vec<([u8; 16], Vec<u8>)>> {
        let sql = "SELECT id, sealed FROM statistic_entered WHERE id > $1 ORDER BY id LIMIT 50";
        let all = rows!(self, fetch_all, (Vec<u8>, Vec<u8>), sql, after)?;
        all.into_iter().map(|(id, sealed)| Ok((exact(&id, "block id")?, sealed))).collect()
    }

    /// Adds a block.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_entered(&mut self, id: &[u8; 16], sealed: &[u8]) -> Result<()> {
        self.touch(Beside::Entered, &[]);
        run!(self, "INSERT INTO statistic_entered (id, sealed) VALUES ($1, $2)", &id[..], sealed).map(drop)
    }

    /// Tells the log with the commit that what has entered tables is what this hash says, whatever the table holds by then.
    pub fn tell_entered(&mut self, hash: String) {
        self.expect(Beside::Entered, &[], hash);
    }

    /// Periods that somebody approved for release, each with who did.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn statistic_approvals(&mut self) -> Result<Vec<(Period, StaffId, [u8; 64])>> {
        let sql = "SELECT period, staff, signature FROM statistic_approval ORDER BY period";
        let one = |(period, staff, signature): (i64, Vec<u8>, Vec<u8>)| {
            Ok((
                Period::of_number(period).ok_or(StoreError::Damaged("period"))?,
                StaffId::from_slice(&staff).ok_or(StoreError::Damaged("staff id"))?,
                exact(&signature, "signature")?,
            ))
        };
        let all = rows!(self, fetch_all, (i64, Vec<u8>, Vec<u8>), sql)?;
        Ok(readable("statistic_approval", all.into_iter().map(one)))
    }

    /// Notes an approval, in the place of one that stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_statistic_approval(
        &mut self,
        period: Period,
        staff: StaffId,
        signature: &[u8; 64],
    ) -> Result<()> {
        let sql = "INSERT INTO statistic_approval (period, staff, signature) VALUES ($1, $2, $3) \
                   ON CONFLICT (period) DO UPDATE SET staff = excluded.staff, signature = excluded.signature";
        let mut told = Rows::default();
        told.row(&[&staff.0, signature]);
        self.expect(Beside::StatisticApproval, &owner(period.number()), told.end());
        run!(self, sql, period.number(), &staff.0[..], &signature[..]).map(drop)
    }

    /// Takes an approval away; false where none went.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_statistic_approval(&mut self, period: Period) -> Result<bool> {
        self.expect(Beside::StatisticApproval, &owner(period.number()), NONE.to_owned());
        Ok(run!(self, "DELETE FROM statistic_approval WHERE period = $1", period.number())? > 0)
    }

    /// Every release, by period as the store numbers it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn releases(&mut self) -> Result<Vec<(Period, SignedRow)>> {
        let sql = "SELECT period, body, first, first_signature, second, second_signature FROM release ORDER BY period";
        let all = rows!(self, fetch_all, SignedColumns, sql)?;
        let one = |columns| {
            let (number, row) = signed(columns)?;
            Ok((Period::of_number(number).ok_or(StoreError::Damaged("period"))?, row))
        };
        Ok(readable("release", all.into_iter().map(one)))
    }

    /// How many rows of releases there are, those that cannot be read too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_releases(&mut self) -> Result<usize> {
        let all = rows!(self, fetch_all, (i64,), "SELECT period FROM release")?;
        Ok(all.len())
    }

    /// Whether a period has a release.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_released(&mut self, period: Period) -> Result<bool> {
        let sql = "SELECT period FROM release WHERE period = $1";
        Ok(rows!(self, fetch_optional, (i64,), sql, period.number())?.is_some())
    }

    /// Adds a release; false when the period has one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_release(&mut self, period: Period, row: &SignedRow) -> Result<bool> {
        let sql = "INSERT INTO release (period, body, first, first_signature, second, second_signature) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
        self.expect(Beside::Release, &owner(period.number()), row.hash());
        let (second, by) = row.second();
        let (first, by_first) = (&row.first.0[..], &row.first_signature[..]);
        Ok(run!(self, sql, period.number(), &row.body, first, by_first, second, by)? == 1)
    }
}

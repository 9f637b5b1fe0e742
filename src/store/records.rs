//! Sealed case content: records, cards, and the rows that stand for sealed files.

use super::{Conn, Result, StoreError, Tx, exact};
use crate::domain::day::Day;
use crate::domain::id::{BlobId, CaseId};

/// The compartment whose card speaks for the plain columns of its case.
pub const THREAD: u8 = 1;

/// Whether the card of a compartment stands in a table beside. The two that a list reads of every case stand together; those
/// that only an open case or a search reads are eight times as long: among them, each look would read through them.
pub(super) const fn stands_beside(compartment: i64) -> bool {
    compartment > 2
}

/// A sealed record. What kind it is, its envelope tells.
#[derive(Clone)]
pub struct RecordRow {
    /// Random 63-bit number.
    pub id: i64,
    /// Thread or desk.
    pub compartment: u8,
    /// Epoch it was sealed in.
    pub epoch: u32,
    /// Day it was written.
    pub day: Day,
    /// Its padded size in bytes.
    pub size_class: i64,
    /// The envelope.
    pub sealed: Vec<u8>,
}

/// A card: the small summary the inbox shows.
#[derive(Clone)]
pub struct CardRow {
    /// Epoch whose key it is sealed under.
    pub epoch: u32,
    /// Rises by one with each change.
    pub version: i64,
    /// The sealed cell.
    pub sealed: Vec<u8>,
}

/// The row of a sealed file. The row stands before the object and outlives it.
pub struct BlobRow {
    /// Name of the object.
    pub id: BlobId,
    /// Case it belongs to (a draft's case counts).
    pub case: CaseId,
    /// Padded size in bytes; 0 until the file has arrived whole.
    pub size: i64,
    /// Day it arrived.
    pub day: Day,
    /// Day after which it is swept; 0 once it belongs to a sent report or message.
    pub clean_day: Day,
    /// SHA-256 of the stored object; zeros until it has arrived whole.
    pub digest: [u8; 32],
}

type RecordColumns = (i64, i64, i64, i64, i64, Vec<u8>);
type BlobColumns = (Vec<u8>, Vec<u8>, i64, i64, i64, Vec<u8>);

fn blob((id, case, size, day, clean_day, digest): BlobColumns) -> Result<BlobRow> {
    Ok(BlobRow {
        id: BlobId::from_slice(&id).ok_or(StoreError::Damaged("file id"))?,
        case: CaseId::from_slice(&case).ok_or(StoreError::Damaged("case id"))?,
        size,
        day: Day(day),
        clean_day: Day(clean_day),
        digest: exact(&digest, "file digest")?,
    })
}

impl Tx {
    /// Writes a record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_record(&mut self, case: CaseId, row: &RecordRow) -> Result<()> {
        let sql = "INSERT INTO record (id, case_id, compartment, epoch, day, size_class, sealed) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let (compartment, epoch) = (i64::from(row.compartment), i64::from(row.epoch));
        run!(self, sql, row.id, &case.0[..], compartment, epoch, row.day.0, row.size_class, &row.sealed)
            .map(drop)
    }

    /// All records of a case, by day; within a day in the (random) order of their numbers.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn records(&mut self, case: CaseId) -> Result<Vec<RecordRow>> {
        let sql = "SELECT id, compartment, epoch, day, size_class, sealed FROM record WHERE case_id = $1 ORDER BY day, id";
        rows!(self, fetch_all, RecordColumns, sql, &case.0[..])?
            .into_iter()
            .map(|(id, compartment, epoch, day, size_class, sealed)| {
                Ok(RecordRow {
                    id,
                    compartment: u8::try_from(compartment).map_err(|_| StoreError::Damaged("compartment"))?,
                    epoch: u32::try_from(epoch).map_err(|_| StoreError::Damaged("epoch"))?,
                    day: Day(day),
                    size_class,
                    sealed,
                })
            })
            .collect()
    }

    /// Puts the first cards of a case, those of a shelf in one statement: each costs two changes of thread or a round trip.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_cards(&mut self, case: CaseId, cards: &[(u8, &CardRow)]) -> Result<()> {
        let (beside, inner): (Vec<_>, Vec<_>) =
            cards.iter().partition(|(which, _)| stands_beside(i64::from(*which)));
        for part in [inner, beside] {
            self.shelve(case, &part).await?;
        }
        Ok(())
    }

    async fn shelve(&mut self, case: CaseId, cards: &[(u8, &CardRow)]) -> Result<()> {
        const CARD: &str = "INSERT INTO card (case_id, compartment, epoch, version, sealed) ";
        const SIDE: &str = "INSERT INTO side_card (case_id, compartment, epoch, version, sealed) ";
        let Some((first, _)) = cards.first() else { return Ok(()) };
        let sql = if stands_beside(i64::from(*first)) { SIDE } else { CARD };
        macro_rules! insert {
            ($c:expr) => {{
                let mut query = sqlx::QueryBuilder::new(sql);
                query.push_values(cards, |mut row, (which, card)| {
                    row.push_bind(&case.0[..]).push_bind(i64::from(*which)).push_bind(i64::from(card.epoch));
                    row.push_bind(card.version).push_bind(&card.sealed);
                });
                query.build().execute(&mut **$c).await.map(drop)
            }};
        }
        match &mut self.conn {
            Conn::Sqlite(c) => insert!(c),
            Conn::Postgres(c) => insert!(c),
        }
        .map_err(StoreError::from)
    }

    /// The card of a compartment.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn card(&mut self, case: CaseId, compartment: u8) -> Result<Option<CardRow>> {
        let sql = if stands_beside(i64::from(compartment)) {
            "SELECT epoch, version, sealed FROM side_card WHERE case_id = $1 AND compartment = $2"
        } else {
            "SELECT epoch, version, sealed FROM card WHERE case_id = $1 AND compartment = $2"
        };
        let row = rows!(self, fetch_optional, (i64, i64, Vec<u8>), sql, &case.0[..], i64::from(compartment))?;
        row.map(|(epoch, version, sealed)| {
            let epoch = u32::try_from(epoch).map_err(|_| StoreError::Damaged("epoch"))?;
            Ok(CardRow { epoch, version, sealed })
        })
        .transpose()
    }

    /// All cards of a case, by compartment.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn cards_of(&mut self, case: CaseId) -> Result<Vec<(u8, CardRow)>> {
        let sql = "SELECT compartment, epoch, version, sealed FROM card WHERE case_id = $1 \
                   UNION ALL SELECT compartment, epoch, version, sealed FROM side_card WHERE case_id = $1 \
                   ORDER BY compartment";
        rows!(self, fetch_all, (i64, i64, i64, Vec<u8>), sql, &case.0[..])?
            .into_iter()
            .map(|(compartment, epoch, version, sealed)| {
                let compartment =
                    u8::try_from(compartment).map_err(|_| StoreError::Damaged("compartment"))?;
                let epoch = u32::try_from(epoch).map_err(|_| StoreError::Damaged("epoch"))?;
                Ok((compartment, CardRow { epoch, version, sealed }))
            })
            .collect()
    }

    /// Replaces the card whose version is one less than `row`'s; false when another writer was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace_card(&mut self, case: CaseId, compartment: u8, row: &CardRow) -> Result<bool> {
        let sql = if stands_beside(i64::from(compartment)) {
            "UPDATE side_card SET epoch = $3, version = $4, sealed = $5 \
             WHERE case_id = $1 AND compartment = $2 AND version = $4 - 1"
        } else {
            "UPDATE card SET epoch = $3, version = $4, sealed = $5 \
             WHERE case_id = $1 AND compartment = $2 AND version = $4 - 1"
        };
        let (compartment, epoch) = (i64::from(compartment), i64::from(row.epoch));
        Ok(run!(self, sql, &case.0[..], compartment, epoch, row.version, &row.sealed)? == 1)
    }

    /// Notes a file that is about to arrive.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_blob(&mut self, row: &BlobRow) -> Result<()> {
        let sql =
            "INSERT INTO blob (id, case_id, size, day, clean_day, digest) VALUES ($1, $2, $3, $4, $5, $6)";
        run!(self, sql, &row.id.0[..], &row.case.0[..], row.size, row.day.0, row.clean_day.0, &row.digest[..])
            .map(drop)
    }

    /// Notes that a file has arrived whole; false when its row is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn blob_arrived(&mut self, id: BlobId, size: i64, digest: &[u8; 32]) -> Result<bool> {
        let sql = "UPDATE blob SET size = $2, digest = $3 WHERE id = $1 AND size = 0";
        Ok(run!(self, sql, &id.0[..], size, &digest[..])? == 1)
    }

    /// Makes a file of a draft, or of a private record, part of what was sent; false when it was swept or is not there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_blob(&mut self, id: BlobId, case: CaseId, day: Day) -> Result<bool> {
        let sql = "UPDATE blob SET clean_day = 0, day = $3, case_id = $2 WHERE id = $1 AND size > 0 AND clean_day <> 0 \
                   AND (case_id = $2 OR clean_day < 0)";
        Ok(run!(self, sql, &id.0[..], &case.0[..], day.0)? == 1)
    }

    /// One file's row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn blob(&mut self, id: BlobId) -> Result<Option<BlobRow>> {
        let sql = "SELECT id, case_id, size, day, clean_day, digest FROM blob WHERE id = $1";
        rows!(self, fetch_optional, BlobColumns, sql, &id.0[..])?.map(blob).transpose()
    }

    /// Up to `limit` files of sent reports and messages, by id, after `after`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sent_blobs_after(&mut self, after: &[u8], limit: i64) -> Result<Vec<BlobRow>> {
        let sql = "SELECT id, case_id, size, day, clean_day, digest FROM blob \
                   WHERE clean_day = 0 AND id > $1 ORDER BY id LIMIT $2";
        rows!(self, fetch_all, BlobColumns, sql, after, limit)?.into_iter().map(blob).collect()
    }

    /// Up to `limit` files whose clean-up day has passed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn blobs_to_sweep(&mut self, today: Day, limit: i64) -> Result<Vec<BlobId>> {
        let sql = "SELECT id FROM blob WHERE (clean_day > 0 AND clean_day < $1) OR (clean_day < 0 AND clean_day > $2) LIMIT $3";
        rows!(self, fetch_all, (Vec<u8>,), sql, today.0, -today.0, limit)?
            .into_iter()
            .map(|(id,)| BlobId::from_slice(&id).ok_or(StoreError::Damaged("file id")))
            .collect()
    }

    /// Marks a file of a draft for sweeping, whatever its clean-up day; false when it belongs to a sent report.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn discard_blob(&mut self, id: BlobId) -> Result<bool> {
        Ok(run!(self, "UPDATE blob SET clean_day = 1 WHERE id = $1 AND clean_day <> 0", &id.0[..])? == 1)
    }

    /// Forgets a file whose object is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_blob(&mut self, id: BlobId) -> Result<()> {
        run!(self, "DELETE FROM blob WHERE id = $1 AND clean_day <> 0", &id.0[..]).map(drop)
    }
}

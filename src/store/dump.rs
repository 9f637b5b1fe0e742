//! All rows of the tables that a copy of the installation holds, one after the other, and back into empty tables: the
//! same cells on both engines. Rows come in the order of their keys, so that a copy tells no order of insertion.
//!
//! What ends by itself is left out ([`LEFT_OUT`]), and so are the files of drafts.

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, Row};

use super::records::stands_beside;
use super::{Conn, Result, StoreError, Tx};
use crate::domain::event::Log;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// BIGINT, INTEGER.
    Int,
    /// TEXT.
    Text,
    /// BYTEA, BLOB.
    Bytes,
}

/// A table of a copy.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in the order of a copy.
    pub columns: &'static [(&'static str, Kind)],
    /// The columns of its key.
    pub key: &'static str,
    /// Which rows; empty for all.
    only: &'static str,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

macro_rules! tables {
    ($($name:literal ($($column:ident $kind:ident),+) by $key:literal $(only $only:literal)?;)+) => {
        &[$(Table {
            name: $name,
            columns: &[$((stringify!($column), Kind::$kind)),+],
            key: $key,
            only: concat!($($only)?),
        }),+]
    };
}

/// Every table of a copy.
pub const TABLES: &[Table] = tables! {
    "installation" (name Text, value Bytes) by "name";
    "staff" (id Bytes, username Text, role Text, person Bytes, institution Text, name Text, lang Text, mail Text,
        active Int, salt Bytes, verifier Bytes, bundle Bytes, code_step Int, recipient Text, verify_key Bytes,
        next_bundle Bytes, outside Int, mac Bytes) by "id";
    "invite" (staff Bytes, kind Text, code Bytes, ends Int, mac Bytes) by "staff";
    "spare_code" (staff Bytes, code Bytes) by "staff, code";
    "capability" (staff Bytes, body Text, mac Bytes) by "staff";
    "absence" (staff Bytes, deputy Bytes, first_day Int, last_day Int, signature Bytes) by "staff";
    "passing" (staff Bytes, since_day Int, signature Bytes) by "staff";
    "roster" (seq Int, statement Text) by "seq";
    "proposal" (id Bytes, body Text, signatures Text, day Int) by "id";
    "cases" (id Bytes, filed_day Int, next_due Int, epoch Int) by "id";
    "receipt" (locator Bytes, case_id Bytes) by "locator";
    "epoch" (case_id Bytes, number Int, sealed Bytes, mac Bytes, server_mac Bytes) by "case_id, number";
    "access_grant" (tag Bytes, case_id Bytes, epoch Int, quick Bytes, sealed Bytes) by "tag";
    "record" (id Int, case_id Bytes, compartment Int, epoch Int, day Int, size_class Int, sealed Bytes) by "id";
    "card" (case_id Bytes, compartment Int, epoch Int, version Int, sealed Bytes) by "case_id, compartment" only "WHERE compartment <= 2";
    "side_card" (case_id Bytes, compartment Int, epoch Int, version Int, sealed Bytes) by "case_id, compartment";
    "blob" (id Bytes, case_id Bytes, size Int, day Int, clean_day Int, digest Bytes) by "id" only "WHERE clean_day <= 0";
    "withdrawn" (tag Bytes) by "tag";
    "kept" (id Int, version Int, sealed Bytes, clean_day Int) by "id";
    "statistic_plan" (year Int, body Text, first Bytes, first_signature Bytes, second Bytes, second_signature Bytes) by "year";
    "statistic_share" (period Int, handed Int, staff Bytes, sealed Bytes) by "period, handed, staff";
    "statistic" (id Bytes, period Int, sealed Bytes) by "id";
    "statistic_entered" (id Bytes, sealed Bytes) by "id";
    "statistic_approval" (period Int, staff Bytes, signature Bytes) by "period";
    "release" (period Int, body Text, first Bytes, first_signature Bytes, second Bytes, second_signature Bytes) by "period";
    "tree" (log Text, size Int, frontier Bytes, note Text) by "log";
    "leaf" (log Text, seq Int, body Text) by "log, seq";
    "pending" (id Bytes, day Int, body Text, mac Bytes) by "id";
    "pending_head" (day Int, size Int, mac Bytes) by "day";
    "checkpoint" (log Text, size Int, note Text) by "log, size";
};

/// Tables that no copy holds: visits of reporters, sessions and known browsers of staff, and jobs end by themselves.
pub const LEFT_OUT: [&str; 4] = ["device", "job", "session", "visit"];

/// Made with the store, so that they are not empty in an empty installation.
const FOUNDED: [&str; 2] = ["installation", "tree"];

impl Table {
    /// The table of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|t| t.name == name)
    }

    /// The table in which a row of a copy stands today: a copy from before margin and words had a table of their own holds
    /// them among the cards.
    fn of(&self, row: &[Cell]) -> &Self {
        match (self.name, row.get(1)) {
            ("card", Some(Cell::Int(which))) if stands_beside(*which) => {
                Self::named("side_card").unwrap_or(self)
            }
            _ => self,
        }
    }

    fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    /// The question that gives all rows.
    #[must_use]
    pub fn select(&self) -> String {
        ["SELECT", &self.names(), "FROM", self.name, self.only, "ORDER BY", self.key].join(" ")
    }

    /// The statement that puts one row.
    #[must_use]
    pub fn insert(&self) -> String {
        let values: Vec<String> = (1..=self.columns.len()).map(|n| format!("${n}")).collect();
        ["INSERT", "INTO", self.name, "(", &self.names(), ") VALUES (", &values.join(", "), ")"].join(" ")
    }
}

impl Tx {
    /// Gives every row of `table` to `each`, one at a time and never all in memory.
    ///
    /// # Errors
    /// [`StoreError`], and whatever `each` refuses with.
    pub async fn walk<E: From<StoreError>>(
        &mut self,
        table: &Table,
        mut each: impl FnMut(Vec<Cell>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        macro_rules! walk {
            ($c:expr) => {{
                let mut rows = sqlx::query(AssertSqlSafe(table.select())).fetch(&mut **$c);
                while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                    let mut cells = Vec::with_capacity(table.columns.len());
                    for (n, (_, kind)) in table.columns.iter().enumerate() {
                        let cell = match kind {
                            Kind::Int => row.try_get(n).map(Cell::Int),
                            Kind::Text => row.try_get(n).map(Cell::Text),
                            Kind::Bytes => row.try_get(n).map(Cell::Bytes),
                        };
                        cells.push(cell.map_err(StoreError::from)?);
                    }
                    each(cells)?;
                }
            }};
        }
        match &mut self.conn {
            Conn::Sqlite(c) => walk!(c),
            Conn::Postgres(c) => walk!(c),
        }
        Ok(())
    }

    /// Puts one row into `table`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&mut self, table: &Table, row: &[Cell]) -> Result<()> {
        let sql = AssertSqlSafe(table.of(row).insert());
        macro_rules! put {
            ($c:expr) => {{
                let query = row.iter().fold(sqlx::query(sql), |query, cell| match cell {
                    Cell::Int(n) => query.bind(*n),
                    Cell::Text(text) => query.bind(text.as_str()),
                    Cell::Bytes(bytes) => query.bind(bytes.as_slice()),
                });
                query.execute(&mut **$c).await.map(drop)
            }};
        }
        match &mut self.conn {
            Conn::Sqlite(c) => put!(c),
            Conn::Postgres(c) => put!(c),
        }
        .map_err(StoreError::from)
    }

    /// Whether nothing stands here but what comes with a new store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_new(&mut self) -> Result<bool> {
        let tables = TABLES.iter().map(|t| t.name).chain(LEFT_OUT).filter(|name| !FOUNDED.contains(name));
        for name in tables {
            let sql = AssertSqlSafe(["SELECT", "CAST(COUNT(*) AS BIGINT) FROM", name].join(" "));
            let (rows,) = rows!(self, fetch_one, (i64,), sql)?;
            if rows > 0 {
                return Ok(false);
            }
        }
        for log in Log::ALL {
            if self.head(log).await.is_ok_and(|h| h.size > 0) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes away what comes with a new store, to make room for a copy of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn unfound(&mut self) -> Result<()> {
        run!(self, "DELETE FROM installation")?;
        run!(self, "DELETE FROM tree WHERE size = 0").map(drop)
    }
}

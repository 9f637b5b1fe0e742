//! The shelves: sealed bytes in, sealed bytes out, the same SQL on `SQLite` and `PostgreSQL`.
//!
//! Every change goes through [`Store::write`] and ends in [`Tx::commit`], which takes what the audit log has to say of
//! it: a commit cannot forget its audit. Dropping a [`Tx`] undoes it. Nothing is sealed, opened or hashed with Argon2
//! between the two, and no file is touched.
//!
//! Dialect lives in [`sqlite`] and [`postgres`] behind equal signatures; everything else is one body of SQL.

#[macro_use]
mod sql;
pub mod absences;
pub mod audit;
pub mod beside;
pub mod blobs;
pub mod capabilities;
pub mod cases;
pub mod dump;
pub mod heard;
pub mod inspect;
pub mod installation;
pub mod invites;
pub mod jobs;
pub mod kept;
pub mod listing;
mod location;
pub mod passing;
pub mod postgres;
pub mod proposals;
pub mod records;
pub mod roster;
pub mod sessions;
pub mod spare;
pub mod sqlite;
pub mod staff;
pub mod statistics;
pub mod visits;
pub mod withdrawn;

use std::fmt;
use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};

pub use audit::{Audit, Notary};
pub use location::{Location, location};

/// Where the rows stand.
#[derive(Clone)]
pub struct Store {
    pools: Pools,
    notary: std::sync::Arc<Notary>,
}

#[derive(Clone)]
enum Pools {
    /// One writer (BEGIN IMMEDIATE), four readers.
    Sqlite { write: SqlitePool, read: SqlitePool },
    /// READ COMMITTED; the tree head is locked last.
    Postgres(PgPool),
}

/// An open transaction.
pub struct Tx {
    conn: Conn,
    notary: std::sync::Arc<Notary>,
    /// Rows changed so far of which the log hears with the commit.
    touched: std::collections::BTreeSet<(beside::Beside, Vec<u8>)>,
    /// Hashes to tell of rows, whatever stands there by the end: a trigger puts another row in the place of one.
    expected: std::collections::BTreeMap<(beside::Beside, Vec<u8>), String>,
}

enum Conn {
    Sqlite(Held),
    Postgres(Transaction<'static, Postgres>),
}

impl Conn {
    /// Whether every statement sees one moment, or rows that a transaction of its own holds.
    fn at_one_moment(&self) -> Result<()> {
        match self {
            Self::Sqlite(Held::Look(_)) => Err(StoreError::Engine("no transaction".to_owned())),
            Self::Sqlite(Held::Tx(_)) | Self::Postgres(_) => Ok(()),
        }
    }
}

/// A connection to `SQLite`, inside a transaction or not.
enum Held {
    Tx(Transaction<'static, Sqlite>),
    Look(PoolConnection<Sqlite>),
}

impl Deref for Held {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Tx(tx) => tx,
            Self::Look(connection) => connection,
        }
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Tx(tx) => tx,
            Self::Look(connection) => connection,
        }
    }
}

/// Why the store could not do it. Driver errors are reduced to a class and a code: their text can hold row values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// Cannot be reached now; will come back by itself.
    Unavailable,
    /// Lost against another transaction; may be tried again.
    Busy,
    /// No space left.
    Full,
    /// What is stored cannot be what we wrote.
    Damaged(&'static str),
    /// It is older than, or another than, the store that was known here before.
    Older,
    /// A commit would have kept from the log what it must hear of.
    Untold,
    /// Anything else, with the engine's code.
    Engine(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable => f.write_str("the store cannot be reached"),
            Self::Busy => f.write_str("the store is busy"),
            Self::Full => f.write_str("the store has no space left"),
            Self::Damaged(what) => write!(f, "the store holds a damaged {what}"),
            Self::Older => f.write_str("the store is not the one that was known"),
            Self::Untold => f.write_str("a change was not told to the log"),
            Self::Engine(code) => write!(f, "the store refused (code {code})"),
        }
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// The class of an engine's code: SQLSTATE of `PostgreSQL`, (extended) result code of `SQLite`.
    fn of_code(code: &str, text: &str) -> Self {
        match code {
            "40P01" | "40001" | "55P03" | "5" | "6" | "261" | "517" => Self::Busy,
            "53100" | "13" => Self::Full,
            _ if text.contains("database or disk is full") => Self::Full,
            // SQLite's I/O errors: a disk that is full or gone shows so when the write-ahead log cannot grow.
            "10" | "778" | "1034" | "4874" | "14" | "1546" => Self::Unavailable,
            _ if ["57P", "08", "53"].iter().any(|class| code.starts_with(class)) => Self::Unavailable,
            _ => Self::Engine(code.to_owned()),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match error {
            E::Database(e) => Self::of_code(&e.code().unwrap_or_default(), e.message()),
            E::ColumnDecode { .. } | E::ColumnIndexOutOfBounds { .. } | E::Decode(_) => Self::Damaged("row"),
            E::Io(_)
            | E::Tls(_)
            | E::PoolTimedOut
            | E::PoolClosed
            | E::WorkerCrashed
            | E::Protocol(_)
            | E::BeginFailed => Self::Unavailable,
            _ => Self::Engine("driver".to_owned()),
        }
    }
}

/// The result of every call to the store.
pub type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// Opens the store at `url` (`sqlite:/path/file.db` or `postgres://…`) and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be reached or a migration fails.
    pub async fn open(url: &str, notary: Notary) -> Result<Self> {
        let pools = if url.starts_with("postgres") {
            Pools::Postgres(postgres::open(url).await?)
        } else {
            let (write, read) = sqlite::open(url).await?;
            Pools::Sqlite { write, read }
        };
        let store = Self { pools, notary: std::sync::Arc::new(notary) };
        let mut tx = store.write().await?;
        tx.found_trees().await?;
        tx.commit(Audit::none("empty trees tell of nothing")).await?;
        Ok(store)
    }

    /// A transaction that may change rows; what it changed is on disk when its commit returns.
    ///
    /// # Errors
    /// [`StoreError`] when none can be had.
    pub async fn write(&self) -> Result<Tx> {
        let conn = match &self.pools {
            Pools::Sqlite { write, .. } => Conn::Sqlite(Held::Tx(write.begin_with(sqlite::BEGIN).await?)),
            Pools::Postgres(pool) => Conn::Postgres(pool.begin().await?),
        };
        Ok(self.tx(conn))
    }

    /// A transaction that may change rows of drafts: it does not wait for the disk, so that a power cut may undo it,
    /// whole. The end of a process undoes nothing, and whatever [`Store::write`] commits after it keeps it too.
    ///
    /// # Errors
    /// [`StoreError`] when none can be had.
    pub async fn write_draft(&self) -> Result<Tx> {
        let conn = match &self.pools {
            Pools::Sqlite { write, .. } => {
                Conn::Sqlite(Held::Tx(write.begin_with(sqlite::BEGIN_DRAFT).await?))
            }
            Pools::Postgres(pool) => Conn::Postgres(pool.begin_with(postgres::BEGIN_DRAFT).await?),
        };
        Ok(self.tx(conn))
    }

    /// A transaction for reading only, all of it at one moment; dropped, never committed.
    ///
    /// # Errors
    /// [`StoreError`] when none can be had.
    pub async fn read(&self) -> Result<Tx> {
        let conn = match &self.pools {
            Pools::Sqlite { read, .. } => Conn::Sqlite(Held::Tx(read.begin().await?)),
            Pools::Postgres(pool) => Conn::Postgres(pool.begin_with(postgres::BEGIN_READ).await?),
        };
        Ok(self.tx(conn))
    }

    /// For reading only where each statement may see another moment: cheaper than [`Store::read`], never committed.
    ///
    /// # Errors
    /// [`StoreError`] when none can be had.
    pub async fn look(&self) -> Result<Tx> {
        match &self.pools {
            // These connections are `query_only`: what would change a row fails.
            Pools::Sqlite { read, .. } => Ok(self.tx(Conn::Sqlite(Held::Look(read.acquire().await?)))),
            Pools::Postgres(_) => self.read().await,
        }
    }

    fn tx(&self, conn: Conn) -> Tx {
        Tx {
            conn,
            notary: self.notary.clone(),
            touched: std::collections::BTreeSet::new(),
            expected: std::collections::BTreeMap::new(),
        }
    }

    /// Which engine this is, for `doctor` and logs.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match self.pools {
            Pools::Sqlite { .. } => "sqlite",
            Pools::Postgres(_) => "postgres",
        }
    }

    /// The public half of the key that signs checkpoints, and the names of the logs.
    #[must_use]
    pub fn notary(&self) -> &Notary {
        &self.notary
    }

    /// Takes what was deleted out of `SQLite`'s write-ahead log, if nobody is reading: its pages are zeroed in the file
    /// (`secure_delete`) and the log becomes empty. `PostgreSQL` keeps dead rows until [`Store::purge`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn empty_log(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { write, .. } => sqlite::empty_log(write).await.map(drop),
            Pools::Postgres(_) => Ok(()),
        }
    }

    /// Takes what was deleted out of the store's own files: `SQLite`'s log is emptied, the tables of cases in `PostgreSQL`
    /// are rewritten, during which nobody reads or writes in the one that is at its turn. False when somebody is in the
    /// way just now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn purge(&self) -> Result<bool> {
        match &self.pools {
            Pools::Sqlite { write, .. } => sqlite::empty_log(write).await,
            Pools::Postgres(pool) => postgres::rewrite(pool).await,
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// A statement that ends in a list: `… IN (` and one placeholder for each value.
fn in_list<'a, DB: sqlx::Database>(
    sql: &'static str,
    values: impl Iterator<Item = &'a [u8]>,
) -> sqlx::QueryBuilder<DB>
where
    &'a [u8]: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
{
    let mut query = sqlx::QueryBuilder::new(sql);
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value);
    }
    query.push(")");
    query
}

impl Tx {
    /// Those of `tags` that stand where `sql`, which ends in an open list, looks for them; in no order.
    async fn tags_among(&mut self, sql: &'static str, tags: &[[u8; 32]]) -> Result<Vec<[u8; 32]>> {
        if tags.is_empty() {
            return Ok(Vec::new());
        }
        let tags = tags.iter().map(|t| &t[..]);
        let all: Vec<(Vec<u8>,)> = match &mut self.conn {
            Conn::Sqlite(c) => in_list(sql, tags).build_query_as().fetch_all(&mut **c).await?,
            Conn::Postgres(c) => in_list(sql, tags).build_query_as().fetch_all(&mut **c).await?,
        };
        all.into_iter().map(|(tag,)| exact(&tag, "tag")).collect()
    }
}

/// The rows that can be read. One that cannot was written by somebody else: it is left out and logged, so that it stops
/// nobody who needs the others, and `audit verify` names it.
fn readable<T>(table: &'static str, rows: impl Iterator<Item = Result<T>>) -> Vec<T> {
    rows.filter_map(|row| row.inspect_err(|e| tracing::error!(table, cause = %e, "a row was left out")).ok())
        .collect()
}

/// Stored bytes of a fixed length.
fn exact<const N: usize>(bytes: &[u8], what: &'static str) -> Result<[u8; N]> {
    bytes.try_into().map_err(|_| StoreError::Damaged(what))
}

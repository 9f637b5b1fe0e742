//! The embedded engine: WAL, `secure_delete`, `synchronous = FULL`, one writer, four readers.

use std::str::FromStr;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::{Result, StoreError};

/// Opens the file behind `url`, made if missing, and brings its tables up to date. Writer pool first.
pub(super) async fn open(url: &str) -> Result<(SqlitePool, SqlitePool)> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|_| StoreError::Engine("url".to_owned()))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("temp_store", "MEMORY");
    // A file does not hang up: asking a connection whether it lives costs as much as a statement.
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options.clone())
        .await?;
    sqlx::migrate!("migrations/sqlite").run(&write).await.map_err(migration)?;
    let read = SqlitePoolOptions::new()
        .max_connections(4)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(10))
        // Rows of a list come by the hundred: each wait for room is two changes of thread.
        // A list reads each page once; what is kept of them beyond the inner ones is memory for nothing.
        .connect_with(options.pragma("query_only", "ON").pragma("cache_size", "-512").row_buffer_size(256))
        .await?;
    Ok((write, read))
}

pub(super) fn migration(error: sqlx::migrate::MigrateError) -> StoreError {
    match error {
        sqlx::migrate::MigrateError::Execute(e) => e.into(),
        _ => StoreError::Engine("migration".to_owned()),
    }
}

/// Begins a transaction that is on disk when its commit returns. Said anew each time, since the one before may have been
/// a [`BEGIN_DRAFT`].
pub(super) const BEGIN: &str = "PRAGMA synchronous = FULL; BEGIN IMMEDIATE";
/// Begins a transaction that a power cut may undo, whole, until a later one is on disk.
pub(super) const BEGIN_DRAFT: &str = "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE";

/// Moves the write-ahead log into the file and cuts it to nothing; false while a reader still needs it.
pub(super) async fn empty_log(pool: &SqlitePool) -> Result<bool> {
    let (busy, ..): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(pool).await?;
    Ok(busy == 0)
}

pub(super) const LOCK_TREE: &str = "SELECT size, frontier FROM tree WHERE log = $1";
pub(super) const LOCK_DAYS: &str = "SELECT day, size, mac FROM pending_head WHERE day < $1 ORDER BY day";

/// Joins grants to the cases asked for, each case one place in the index. Left to itself the engine walks the whole index
/// and looks for each grant whether it was asked for.
pub(super) const JOIN_GRANTS: &str = "CROSS JOIN access_grant g INDEXED BY access_grant_by_case";

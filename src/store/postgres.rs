//! `PostgreSQL`: READ COMMITTED for writers, one snapshot for readers, the tree head locked last.

use std::str::FromStr;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{Result, StoreError};

/// What the planner is told. Every statement of ours is short, finds its rows by an index and is asked with the same plan
/// each time; the defaults may read a whole table by several processes instead, for each chunk of a list, and plan each
/// of its thousands of parameters anew. A plan made while tables were small lives no longer than its connection.
const PLANNER: [(&str, &str); 3] = [
    ("random_page_cost", "1.1"),
    ("max_parallel_workers_per_gather", "0"),
    ("plan_cache_mode", "force_generic_plan"),
];

/// Where unqualified names are looked for, whatever the database was told: with `pg_catalog` behind another schema, whoever owns
/// that one puts an operator of their own in the place of `>`. Left out, `pg_catalog` comes first.
const NAMES: [(&str, &str); 1] = [("search_path", "\"$user\",public")];

/// Connects to `url` and brings its tables up to date.
pub(super) async fn open(url: &str) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::Engine("url".to_owned()))?;
    let options = options.options(PLANNER);
    let options = if url.contains("search_path") { options } else { options.options(NAMES) };
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options)
        .await?;
    sqlx::migrate!("migrations/postgres").run(&pool).await.map_err(super::sqlite::migration)?;
    Ok(pool)
}

/// Tables that hold sealed content, or what leads to it.
const SEALED: [&str; 14] = [
    "access_grant",
    "receipt",
    "card",
    "side_card",
    "epoch",
    "record",
    "cases",
    "blob",
    "withdrawn",
    "kept",
    // What was released, or is counted no more, and the shares that opened it.
    "statistic",
    "statistic_share",
    "statistic_approval",
    "release",
];

/// Writes those tables anew without the rows that were deleted; false when somebody holds one for longer than seconds,
/// such as a backup.
pub(super) async fn rewrite(pool: &PgPool) -> Result<bool> {
    let mut connection = pool.acquire().await?;
    // Whoever comes meanwhile stands behind us in the queue of the lock.
    sqlx::raw_sql("SET lock_timeout = '3s'").execute(&mut *connection).await?;
    let mut done = Ok(true);
    for table in SEALED {
        let sql = sqlx::AssertSqlSafe(format!("VACUUM (FULL) {table}"));
        done = match sqlx::raw_sql(sql).execute(&mut *connection).await.map_err(StoreError::from) {
            Ok(_) => continue,
            Err(StoreError::Busy) => Ok(false),
            Err(e) => Err(e),
        };
        break;
    }
    sqlx::raw_sql("RESET lock_timeout").execute(&mut *connection).await?;
    done
}

/// Begins a transaction that a power cut may undo, whole, until a later one is on disk.
pub(super) const BEGIN_DRAFT: &str = "BEGIN; SET LOCAL synchronous_commit = off";
/// Begins a transaction that sees one moment and changes nothing.
pub(super) const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

pub(super) const LOCK_TREE: &str = "SELECT size, frontier FROM tree WHERE log = $1 FOR UPDATE";
pub(super) const LOCK_DAYS: &str =
    "SELECT day, size, mac FROM pending_head WHERE day < $1 ORDER BY day FOR UPDATE";

/// Joins grants to the cases asked for.
pub(super) const JOIN_GRANTS: &str = "JOIN access_grant g";

//! A store of a test's own on either engine, and SQL beside it: all that somebody with full access to the database has.

use std::fmt;
use std::future::Future;

use balss::store::{Notary, Store};
use libtest_mimic::Trial;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::database::Database;
use super::services::{Need, trial};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Sqlite { "sqlite" } else { "postgres" })
    }
}

/// One test on both engines; without a `PostgreSQL` server the second is left out.
pub fn on_both(group: &str, name: &str, body: fn(Engine)) -> Vec<Trial> {
    [(Engine::Sqlite, &[][..]), (Engine::Postgres, &[Need::Postgres])]
        .map(|(engine, needs)| trial(&format!("{group}::{engine}::{name}"), needs, move || body(engine)))
        .into()
}

pub fn run<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(future)
}

/// A folder in memory, where the machine has one.
pub fn quick_folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).expect("a temporary folder")
}

/// An empty place for a store. Folder and database go with it.
pub struct Shelf {
    pub url: String,
    pub folder: TempDir,
    /// Goes with the shelf.
    database: Option<Database>,
}

impl Shelf {
    pub fn new(engine: Engine) -> Self {
        Self::on(engine, TempDir::new().expect("a temporary folder"))
    }

    /// One that waits for no disk: for what takes thousands of commits and asks nothing of their durability.
    pub fn quick(engine: Engine) -> Self {
        let shelf = Self::on(engine, quick_folder());
        if let Some(database) = &shelf.database {
            database.hurry();
        }
        shelf
    }

    fn on(engine: Engine, folder: TempDir) -> Self {
        let database = (engine == Engine::Postgres).then(Database::create);
        let file = folder.path().join("balss.db");
        let url = database.as_ref().map_or_else(|| format!("sqlite:{}", file.display()), |d| d.url.clone());
        Self { url, folder, database }
    }

    /// A store with keys that every call makes alike.
    pub async fn store(&self) -> Store {
        let notary = Notary::new("test.example", &[7; 32], Zeroizing::new([8; 32])).expect("a name");
        Store::open(&self.url, notary).await.expect("a store")
    }

    /// SQL beside the store, which must have been opened once.
    pub async fn sql(&self) -> Sql {
        if self.url.starts_with("postgres") {
            Sql::Postgres(PgPool::connect(&self.url).await.expect("a connection"))
        } else {
            Sql::Sqlite(SqlitePool::connect(&self.url).await.expect("a connection"))
        }
    }
}

#[derive(Debug, Clone)]
pub enum Value {
    Int(i64),
    Bytes(Vec<u8>),
    Text(String),
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

pub enum Sql {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

macro_rules! bound {
    ($query:expr, $values:expr) => {
        $values.iter().fold($query, |query, value| match value {
            Value::Int(n) => query.bind(*n),
            Value::Bytes(bytes) => query.bind(bytes.clone()),
            Value::Text(text) => query.bind(text.clone()),
        })
    };
}

macro_rules! column {
    ($name:ident, $type:ty) => {
        /// The one column of a query, row by row.
        pub async fn $name(&self, sql: &str, values: &[Value]) -> Vec<$type> {
            let sql = AssertSqlSafe(sql.to_owned());
            match self {
                Self::Sqlite(pool) => bound!(sqlx::query_scalar(sql), values).fetch_all(pool).await,
                Self::Postgres(pool) => bound!(sqlx::query_scalar(sql), values).fetch_all(pool).await,
            }
            .expect("a query")
        }
    };
}

impl Sql {
    /// Runs a statement; how many rows it touched.
    pub async fn run(&self, sql: &str, values: &[Value]) -> u64 {
        let text = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(pool) => {
                bound!(sqlx::query(text), values).execute(pool).await.map(|d| d.rows_affected())
            }
            Self::Postgres(pool) => {
                bound!(sqlx::query(text), values).execute(pool).await.map(|d| d.rows_affected())
            }
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    column!(bytes, Vec<u8>);
    column!(texts, String);
    column!(ints, i64);

    /// Touches exactly one row.
    pub async fn one(&self, sql: &str, values: &[Value]) {
        assert_eq!(self.run(sql, values).await, 1, "{sql}");
    }
}

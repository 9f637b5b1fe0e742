//! Looking at a database without changing it: whether the tables in it are those of this program.

use std::str::FromStr;

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{Result, StoreError, Tx};

/// What tables a database has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// None of ours.
    None,
    /// Older ones: so many migrations wait.
    Behind(usize),
    /// Those of this program.
    Current,
    /// Made or changed by a program that this one does not know.
    Foreign,
}

/// Looks at the database at `url`. An embedded one that is not there is not made.
///
/// # Errors
/// [`StoreError`] when it cannot be reached.
pub async fn inspect(url: &str) -> Result<Tables> {
    // In the order of the engines' own table of migrations.
    let sql = "SELECT version, checksum FROM _sqlx_migrations ORDER BY version";
    let malformed = |_| StoreError::Engine("url".to_owned());
    let (found, ours) = if url.starts_with("postgres") {
        let mut connection = PgConnectOptions::from_str(url).map_err(malformed)?.connect().await?;
        let found = sqlx::query_as::<_, (i64, Vec<u8>)>(sql).fetch_all(&mut connection).await;
        connection.close().await?;
        (found, sqlx::migrate!("migrations/postgres"))
    } else {
        let options = SqliteConnectOptions::from_str(url).map_err(malformed)?.create_if_missing(false);
        let mut connection = options.connect().await?;
        let found = sqlx::query_as::<_, (i64, Vec<u8>)>(sql).fetch_all(&mut connection).await;
        connection.close().await?;
        (found, sqlx::migrate!("migrations/sqlite"))
    };
    match found {
        Ok(found) => Ok(compare(&found, &ours)),
        // No such table.
        Err(sqlx::Error::Database(e)) if matches!(e.code().as_deref(), Some("42P01" | "1")) => {
            Ok(Tables::None)
        }
        Err(e) => Err(e.into()),
    }
}

fn compare(found: &[(i64, Vec<u8>)], ours: &Migrator) -> Tables {
    let known = |(version, checksum): &(i64, Vec<u8>)| {
        ours.iter().any(|m| m.version == *version && m.checksum[..] == checksum[..])
    };
    let waiting = ours.iter().count().saturating_sub(found.len());
    match (found.is_empty(), found.iter().all(known), waiting) {
        (true, ..) => Tables::None,
        (_, false, _) => Tables::Foreign,
        (.., 0) => Tables::Current,
        (.., n) => Tables::Behind(n),
    }
}

impl Tx {
    /// The engine's own clock, in its own words: `YYYY-MM-DD hh:mm:ss` in UTC, or with fraction and offset.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn clock(&mut self) -> Result<String> {
        let sql = "SELECT CAST(CURRENT_TIMESTAMP AS TEXT) AS told";
        Ok(rows!(self, fetch_one, (String,), sql)?.0)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_migration_has_a_number_of_its_own_and_both_engines_have_the_same() {
        let of = |all: sqlx::migrate::Migrator| -> Vec<(i64, String)> {
            all.iter().map(|m| (m.version, m.description.to_string())).collect()
        };
        let sqlite = of(sqlx::migrate!("migrations/sqlite"));
        assert!(sqlite.is_sorted_by(|a, b| a.0 < b.0), "{sqlite:?}");
        assert_eq!(sqlite, of(sqlx::migrate!("migrations/postgres")));
    }
}

//! The store: reachable, brought up to date, written by nobody but this installation.

use super::Check;
use crate::config::Config;
use crate::domain::event::{At, Leaf, Log};
use crate::store::inspect::{Tables, inspect};
use crate::store::{Result, StoreError, Tx};

/// Whether the store answers and its tables are those of this program. The store is not changed.
pub async fn store(config: &Config) -> Check {
    let tables = match inspect(&config.database).await {
        Ok(tables) => tables,
        Err(e) => return Check::fault("store", e.to_string()),
    };
    let engine = if config.database.starts_with("postgres") { "PostgreSQL" } else { "SQLite" };
    match tables {
        Tables::None => Check::fault("store", "the database is empty: run balss init"),
        Tables::Foreign => {
            Check::fault("store", "the tables are of another version of Balss, newer than this one")
        }
        Tables::Behind(n) => {
            Check::fault("store", format!("{n} migrations wait; the next start of balss serve applies them"))
        }
        Tables::Current => Check::ok("store", format!("{engine}, tables up to date")),
    }
}

/// Whether both trees' heads are as this server wrote them.
///
/// # Errors
/// [`StoreError`].
pub async fn audit(tx: &mut Tx) -> Result<Check> {
    let mut entries = 0;
    for log in Log::ALL {
        match tx.head(log).await {
            Ok(head) if head.genuine => entries += head.size,
            Ok(_) | Err(StoreError::Damaged(_)) => {
                let text = format!("the head of the {} log was not written with these key files", log.word());
                return Ok(Check::fault("audit", text));
            }
            Err(e) => return Err(e),
        }
    }
    let text = format!("{entries} entries under signed heads; balss audit verify compares all of them");
    Ok(Check::ok("audit", text))
}

/// When the newest entry of the staff log was made (Unix seconds).
///
/// # Errors
/// [`StoreError`].
pub async fn newest(tx: &mut Tx) -> Result<Option<i64>> {
    let last = tx.leaves_before(Log::Staff, i64::MAX, 1).await?;
    let leaf = last.first().and_then(|(_, body)| serde_json::from_str::<Leaf>(body).ok());
    Ok(leaf.and_then(|l| match l.at {
        At::Second(second) => Some(second),
        At::Day(_) => None,
    }))
}

/// The database's clock (Unix seconds).
///
/// # Errors
/// [`StoreError`].
pub async fn clock(tx: &mut Tx) -> Result<i64> {
    let text = tx.clock().await?;
    seconds(&text).ok_or(StoreError::Damaged("clock"))
}

/// Seconds of a time in UTC, or with an offset.
fn seconds(text: &str) -> Option<i64> {
    let with_offset = text.parse::<jiff::Timestamp>();
    let plain = || jiff::tz::TimeZone::UTC.to_timestamp(text.parse::<jiff::civil::DateTime>().ok()?).ok();
    with_offset.ok().or_else(plain).map(jiff::Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_engines_tell_the_time_in_words_that_we_read() {
        let second = Some(1_795_386_600);
        for text in ["2026-11-22 22:30:00", "2026-11-22 22:30:00.123456+00", "2026-11-23 00:30:00.5+02"] {
            assert_eq!(super::seconds(text), second, "{text}");
        }
        assert_eq!(super::seconds("yesterday"), None);
    }
}

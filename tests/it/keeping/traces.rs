//! What is left of a case in the files of the store: pieces of everything sealed of it, looked for byte by byte.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::Connection as _;

use crate::state::Place;
use crate::support::server::files_below;
use crate::support::services::POSTGRES;
use crate::support::shelf::{Sql, run};
use crate::support::wait_until;
use crate::thief::dump::{self, Cell};

pub struct Traces {
    case: Vec<u8>,
    /// What it is of, and a piece of it that stands nowhere else.
    pieces: Vec<(String, Vec<u8>)>,
}

/// Columns in which a case's grants, keys and content stand.
const SEALED: [(&str, &str); 10] = [
    ("access_grant", "tag"),
    ("access_grant", "quick"),
    ("access_grant", "sealed"),
    ("epoch", "sealed"),
    ("epoch", "server_mac"),
    ("record", "sealed"),
    ("card", "sealed"),
    ("side_card", "sealed"),
    ("receipt", "locator"),
    ("blob", "digest"),
];

impl Traces {
    pub async fn of(place: &Place, case: &str) -> Self {
        let case = data_encoding::HEXLOWER.decode(case.as_bytes()).expect("an id");
        let sql = place.sql().await;
        let mut pieces = Vec::new();
        for (table, column) in SEALED {
            let query = format!("SELECT {column} FROM {table} WHERE case_id = $1");
            for (n, cell) in sql.bytes(&query, &[case[..].into()]).await.into_iter().enumerate() {
                // Of what is long, a piece that no engine tears apart: behind the words that all envelopes begin with.
                let piece = if cell.len() > 148 { cell[100..148].to_vec() } else { cell };
                pieces.push((format!("{table}.{column} {n}"), piece));
            }
        }
        // What a planner would like to remember of them.
        if matches!(sql, Sql::Postgres(_)) {
            sql.run("ANALYZE", &[]).await;
        }
        Self { case, pieces }
    }

    /// How many pieces stand somewhere in the files of the store.
    pub fn found(&self, place: &Place) -> usize {
        let files: Vec<Vec<u8>> =
            files(place).iter().map(|path| std::fs::read(path).unwrap_or_default()).collect();
        let stands = |piece: &[u8]| files.iter().any(|file| holds(file, piece));
        let found: Vec<&String> =
            self.pieces.iter().filter(|(_, piece)| stands(piece)).map(|(of, _)| of).collect();
        let few = &found[..found.len().min(3)];
        println!(
            "  {} of {} pieces in {} files of the store {few:?}",
            found.len(),
            self.pieces.len(),
            files.len()
        );
        found.len()
    }

    /// The store is purged by whoever is next, within moments.
    pub fn wait_until_gone(&self, place: &Place) {
        assert_eq!(run(self.rows(place)), Vec::<String>::new());
        wait_until("the files of the store hold nothing of it", Duration::from_secs(90), || {
            (self.found(place) == 0).then_some(())
        });
    }

    /// Cells of any table that name the case or hold a piece of it; the log's entries aside, which name it in words.
    pub async fn rows(&self, place: &Place) -> Vec<String> {
        let mut left = Vec::new();
        for (name, table) in dump::take(&place.sql().await).await {
            for cell in table.rows.values().flatten() {
                let Cell::Bytes(bytes) = cell else { continue };
                if *bytes == self.case || self.pieces.iter().any(|(_, piece)| holds(bytes, piece)) {
                    left.push(name.clone());
                }
            }
        }
        left
    }
}

fn holds(bytes: &[u8], piece: &[u8]) -> bool {
    memchr::memmem::find(bytes, piece).is_some()
}

/// The files in which the engine keeps rows, everything on disk that is to be there.
fn files(place: &Place) -> Vec<PathBuf> {
    let Some(database) = &place.database else {
        return ["", "-wal", "-shm"].map(|end| place.data().join(format!("balss.db{end}"))).into();
    };
    let (cluster, oid) = run(async {
        let Sql::Postgres(pool) = place.sql().await else { unreachable!("a PostgreSQL database") };
        let oid: i64 = sqlx::query_scalar("SELECT CAST(oid AS BIGINT) FROM pg_database WHERE datname = $1")
            .bind(&database.name)
            .fetch_one(&pool)
            .await
            .expect("a database");
        let owner = std::env::var(POSTGRES).expect("a server").replacen("//balss@", "//owner@", 1);
        let mut owner = sqlx::PgConnection::connect(&owner).await.expect("the owner of the cluster");
        sqlx::raw_sql("CHECKPOINT").execute(&mut owner).await.expect("everything on disk");
        (database.socket().parent().map(Path::to_owned).expect("a folder"), oid)
    });
    files_below(&cluster.join("data/base").join(oid.to_string()))
}

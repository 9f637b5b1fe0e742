//! What a thief of the database holds: every row of every table as it stood at one moment, read beside the server.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXUPPER_PERMISSIVE;

use crate::support::shelf::Sql;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Int,
    Text,
    Bytes,
    /// `PostgreSQL`'s own trace of a row: which transaction and command wrote it, and where.
    Physical,
}

/// Text is its bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Int(i64),
    Bytes(Vec<u8>),
}

pub type Row = Vec<Cell>;
/// The cells of the primary key.
pub type Key = Vec<Cell>;

#[derive(Debug, Clone)]
pub struct Table {
    pub columns: Vec<(String, Kind)>,
    key: Vec<usize>,
    /// In the order of the key, as a backup writes them.
    pub rows: BTreeMap<Key, Row>,
    /// In the order in which the engine gives them when asked for none.
    pub plain: Vec<Key>,
}

pub type Dump = BTreeMap<String, Table>;

const PHYSICAL: [&str; 3] = ["xmin", "cmin", "ctid"];

impl Table {
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(n, _)| n == name)
    }

    /// The cell of a column that every row of this table has.
    pub fn cell<'r>(&self, row: &'r Row, name: &str) -> &'r Cell {
        &row[self.column(name).expect("a column of this table")]
    }

    /// Keys that stand here and did not before.
    pub fn new_since(&self, before: &Self) -> Vec<Key> {
        self.rows.keys().filter(|k| !before.rows.contains_key(*k)).cloned().collect()
    }

    /// Keys and names of columns, physical ones aside, that differ from before; every column of a row come or gone.
    pub fn changed_since(&self, before: &Self) -> Vec<(Key, Vec<&str>)> {
        let keys: BTreeSet<&Key> = self.rows.keys().chain(before.rows.keys()).collect();
        let differs = |key: &Key| {
            let (new, old) = (self.rows.get(key), before.rows.get(key));
            let columns = self.columns.iter().enumerate().filter(|(i, (_, kind))| {
                *kind != Kind::Physical && new.map(|row| &row[*i]) != old.map(|row| &row[*i])
            });
            columns.map(|(_, (name, _))| name.as_str()).collect::<Vec<_>>()
        };
        let all = keys.into_iter().map(|key| (key.clone(), differs(key)));
        all.filter(|(_, columns)| !columns.is_empty()).collect()
    }

    /// Rows of this case, by the column that names it.
    pub fn of_case(&self, name: &str, case: &Cell) -> Vec<&Row> {
        let column = self.column(if name == "cases" { "id" } else { "case_id" });
        column.map_or_else(Vec::new, |c| self.rows.values().filter(|row| row[c] == *case).collect())
    }
}

/// Reads every table.
pub async fn take(sql: &Sql) -> Dump {
    let mut all = Dump::new();
    for line in sql.texts(catalogue(sql), &[]).await {
        let [table, column, kind, key] = line.split('|').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let table = all.entry(table.to_owned()).or_insert_with(|| Table {
            columns: vec![],
            key: vec![],
            rows: BTreeMap::new(),
            plain: vec![],
        });
        if key != "0" {
            table.key.push(table.columns.len());
        }
        let kind = match kind.to_uppercase().as_str() {
            "BLOB" | "BYTEA" => Kind::Bytes,
            "INTEGER" | "BIGINT" => Kind::Int,
            _ => Kind::Text,
        };
        table.columns.push((column.to_owned(), kind));
    }
    for (name, table) in &mut all {
        if matches!(sql, Sql::Postgres(_)) {
            table.columns.extend(PHYSICAL.map(|n| (n.to_owned(), Kind::Physical)));
        }
        let columns: Vec<String> = table.columns.iter().map(|(n, kind)| in_hex(sql, n, *kind)).collect();
        let select = format!("SELECT {} FROM {name}", columns.join(" || '|' || "));
        for line in sql.texts(&select, &[]).await {
            let row: Row =
                line.split('|').zip(&table.columns).map(|(hex, (_, kind))| cell(hex, *kind)).collect();
            let key: Key = table.key.iter().map(|i| row[*i].clone()).collect();
            table.plain.push(key.clone());
            table.rows.insert(key, row);
        }
        assert_eq!(table.rows.len(), table.plain.len(), "{name}: a key is one row");
    }
    all
}

/// Table, column, type and whether it is of the primary key, in the order of the columns.
fn catalogue(sql: &Sql) -> &'static str {
    match sql {
        Sql::Sqlite(_) => {
            "SELECT m.name || '|' || p.name || '|' || p.type || '|' || p.pk \
             FROM sqlite_master m, pragma_table_info(m.name) p \
             WHERE m.type = 'table' ORDER BY m.name, p.cid"
        }
        Sql::Postgres(_) => {
            "SELECT c.relname || '|' || a.attname || '|' || format_type(a.atttypid, NULL) || '|' || \
             CASE WHEN a.attnum = ANY (i.indkey) THEN 1 ELSE 0 END \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary \
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum"
        }
    }
}

fn in_hex(sql: &Sql, column: &str, kind: Kind) -> String {
    match (sql, kind) {
        (Sql::Sqlite(_), _) => format!("hex({column})"),
        (Sql::Postgres(_), Kind::Bytes) => format!("encode({column}, 'hex')"),
        (Sql::Postgres(_), _) => format!("encode(convert_to({column}::text, 'UTF8'), 'hex')"),
    }
}

fn cell(hex: &str, kind: Kind) -> Cell {
    let bytes = HEXUPPER_PERMISSIVE.decode(hex.as_bytes()).expect("hexadecimal");
    let number = || String::from_utf8_lossy(&bytes).parse().ok();
    match kind {
        Kind::Int => Cell::Int(number().expect("a number")),
        // A place is no number: it stays as it is written.
        Kind::Physical => number().map_or_else(|| Cell::Bytes(bytes.clone()), Cell::Int),
        Kind::Text | Kind::Bytes => Cell::Bytes(bytes),
    }
}

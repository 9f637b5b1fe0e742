//! One statement, both engines: the macros write the call once for each arm, and only one arm runs.

/// Rows of a statement as tuples: `rows!(tx, fetch_all, (Vec<u8>, i64), "SELECT …", arg, …)`.
macro_rules! rows {
    ($tx:expr, $how:ident, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match &mut $tx.conn {
            $crate::store::Conn::Sqlite(c) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.$how(&mut **c).await
            }
            $crate::store::Conn::Postgres(c) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.$how(&mut **c).await
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// Runs a statement; how many rows it touched.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match &mut $tx.conn {
            $crate::store::Conn::Sqlite(c) => {
                sqlx::query($sql)$(.bind($arg))*.execute(&mut **c).await.map(|d| d.rows_affected())
            }
            $crate::store::Conn::Postgres(c) => {
                sqlx::query($sql)$(.bind($arg))*.execute(&mut **c).await.map(|d| d.rows_affected())
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

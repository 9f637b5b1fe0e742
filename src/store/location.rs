//! Where a database is, without opening it.

use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The embedded engine's file.
    File(PathBuf),
    /// A socket of this machine, or the folder that holds it.
    Socket(PathBuf),
    /// A TCP port of some host.
    Port(u16),
}

/// Where the database of `url` is; `None` when it cannot be read as one.
#[must_use]
pub fn location(url: &str) -> Option<Location> {
    if url.starts_with("sqlite:") {
        let options = SqliteConnectOptions::from_str(url).ok()?;
        return Some(Location::File(options.get_filename().to_owned()));
    }
    let options = PgConnectOptions::from_str(url).ok()?;
    if let Some(socket) = options.get_socket() {
        return Some(Location::Socket(socket.clone()));
    }
    // The engine takes a host that begins with a slash for a folder of sockets.
    let host = options.get_host();
    Some(if host.starts_with('/') {
        Location::Socket(host.into())
    } else {
        Location::Port(options.get_port())
    })
}

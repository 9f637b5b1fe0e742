//! A `PostgreSQL` database of a test's own, dropped with it.

use std::path::PathBuf;
use std::process::Command;

use super::services::POSTGRES;
use super::unique;

/// A fresh database. Its server's tools do the work: what they print is what an operator would see.
#[derive(Debug)]
pub struct Database {
    pub url: String,
    pub name: String,
    server: String,
}

impl Database {
    pub fn create() -> Self {
        let server = std::env::var(POSTGRES).expect("left out while unset");
        let name = unique("balss_test_");
        psql(&server, &format!("CREATE DATABASE {name}"));
        Self { url: server.replacen("/postgres", &format!("/{name}"), 1), name, server }
    }

    /// Folder of the server's unix socket.
    pub fn socket(&self) -> PathBuf {
        let (_, host) = self.server.split_once("host=").expect("a unix socket in the address");
        let folder = host.split('&').next().unwrap_or(host);
        PathBuf::from(folder).join(".s.PGSQL.5432")
    }

    /// The same database through a TCP port of this machine.
    pub fn through(&self, port: u16) -> String {
        format!("postgres://balss@127.0.0.1:{port}/{}", self.name)
    }

    /// Lets commits return before they are on disk.
    pub fn hurry(&self) {
        psql(&self.server, &format!("ALTER DATABASE {} SET synchronous_commit = off", self.name));
    }

    /// Runs one statement and gives back what it prints.
    pub fn run(&self, sql: &str) -> String {
        psql(&self.url, sql)
    }

    /// Keeps a copy of all of it under another name. Nobody may be connected.
    pub fn keep(&self) {
        psql(&self.server, &format!("CREATE DATABASE {0}_kept TEMPLATE {0}", self.name));
    }

    /// Where the copy is.
    pub fn kept_url(&self) -> String {
        self.url.replacen(&self.name, &format!("{}_kept", self.name), 1)
    }

    /// Puts the copy in the place of what there is.
    pub fn put_back(&self) {
        psql(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
        psql(&self.server, &format!("ALTER DATABASE {0}_kept RENAME TO {0}", self.name));
    }

    /// Everything in the database, as text.
    pub fn dump(&self) -> Vec<u8> {
        let out = Command::new(tool("pg_dump")).arg("--inserts").arg(&self.url).output().expect("pg_dump");
        assert!(out.status.success(), "pg_dump: {}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        for name in [&self.name, &format!("{}_kept", self.name)] {
            psql(&self.server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

fn psql(url: &str, sql: &str) -> String {
    let out =
        Command::new(tool("psql")).args(["-X", "-q", "-A", "-t", "-c", sql, url]).output().expect("psql");
    assert!(out.status.success(), "psql: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}

/// A tool of the server that runs, else whatever PATH has.
fn tool(name: &str) -> PathBuf {
    std::env::var_os("BALSS_TEST_PG_BIN")
        .map_or_else(|| PathBuf::from(name), |dir| PathBuf::from(dir).join(name))
}

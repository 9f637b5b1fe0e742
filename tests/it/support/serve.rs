//! `balss serve` of an installation, as a process of its own.

use super::command::program;
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::http::Client;
use super::wait_until;

/// A running server; killed when dropped. What it says goes to a file, start after start.
#[derive(Debug)]
pub struct Served {
    child: Child,
    pub addr: SocketAddr,
    pub log: PathBuf,
}

/// A port that was free a moment ago: `listen` must name one.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port()
}

impl Served {
    /// Starts the server of a configuration that listens on this port, and waits until it answers.
    pub fn start(config: &str, port: u16, log: &Path) -> Self {
        let to = File::options().create(true).append(true).open(log).expect("a file");
        let mut command = Command::new(program());
        command.args(["serve", "--config", config]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(to);
        let child = command.spawn().expect("the balss binary");
        let served = Self { child, addr: ([127, 0, 0, 1], port).into(), log: log.to_owned() };
        let mut client = served.visitor("en");
        let answer = wait_until("the server answers", Duration::from_secs(30), || client.get("/readyz").ok());
        assert_eq!(answer.status, 200, "{}", served.said());
        served
    }

    pub fn visitor(&self, lang: &'static str) -> Client {
        Client::new(self.addr, lang)
    }

    /// Everything it and those before it wrote to standard error.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).expect("a file")
    }

    /// SIGTERM, and waits until it has said its farewells.
    pub fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.expect("kill").success(), "SIGTERM");
        assert!(self.child.wait().expect("an end").success(), "a clean end");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

//! The server as a process: started from the binary of this profile, watched through `/proc`, stopped with a signal.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::support::server::Staff;

#[derive(Deserialize)]
struct Ready {
    url: String,
    staff: Vec<Staff>,
}

/// A running server.
pub struct Server {
    child: Child,
    pub addr: SocketAddr,
    pub staff: Vec<Staff>,
    /// From start to the first answer.
    pub started_in: Duration,
}

/// The program, in the environment in which its unit of systemd starts it.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balss"));
    let unit = include_str!("../../config/deploy/balss.service");
    command.envs(unit.lines().filter_map(|line| line.strip_prefix("Environment=")?.split_once('=')));
    command
}

/// Clock ticks in a second of `/proc/PID/stat`: 100 on every Linux (`USER_HZ`, proc(5)).
const TICKS: u64 = 100;

impl Server {
    /// `balss demo` on `data`, with no limits; `more` are further arguments.
    pub fn demo(data: &Path, more: &[&str]) -> Self {
        let begin = Instant::now();
        let mut command = program();
        command.args(["demo", "--json", "--no-limits", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.args(more).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().expect("the balss binary");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("the first line");
        std::thread::spawn(move || out.read_to_end(&mut Vec::new()));
        let ready: Ready = serde_json::from_str(&line).expect("one JSON object on the first line");
        let addr = ready.url.trim_start_matches("http://").parse().expect("an address");
        wait_for_answer(addr);
        Self { child, addr, staff: ready.staff, started_in: begin.elapsed() }
    }

    /// `balss serve` on an installation that a demo made at `data`.
    pub fn serve(data: &Path) -> Self {
        let config = data.join("balss.toml");
        let text = fs::read_to_string(&config).expect("the configuration of the demo");
        let listen = text.lines().find_map(|l| l.strip_prefix("listen = ")).expect("an address");
        let addr = listen.trim_matches('"').parse().expect("an address");
        let begin = Instant::now();
        let mut command = program();
        command.args(["serve", "--config"]).arg(&config).stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.spawn().expect("the balss binary");
        wait_for_answer(addr);
        Self { child, addr, staff: Vec::new(), started_in: begin.elapsed() }
    }

    /// CPU time of all its threads so far, of those that have ended too, in seconds.
    pub fn cpu(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("/proc");
        let after = stat.rsplit_once(") ").expect("the name in parentheses").1;
        let fields: Vec<u64> = after.split(' ').skip(11).take(2).filter_map(|n| n.parse().ok()).collect();
        fields.iter().sum::<u64>() as f64 / TICKS as f64
    }

    /// Waits until it has nothing left to do: two seconds with hardly any CPU.
    pub fn rest(&self) {
        for _ in 0..30 {
            let before = self.cpu();
            std::thread::sleep(Duration::from_secs(2));
            if self.cpu() - before <= 0.02 {
                return;
            }
        }
    }

    /// Resident memory now, in MiB.
    pub fn memory(&self) -> f64 {
        status(self.child.id(), "VmRSS:").expect("/proc/PID/status")
    }

    /// The part of it that no file on the disk holds: what is not shared with the page cache.
    pub fn own_memory(&self) -> f64 {
        status(self.child.id(), "RssAnon:").expect("/proc/PID/status")
    }

    /// The most resident memory since the start or [`Server::forget_peak`], in MiB.
    pub fn peak(&self) -> f64 {
        peak(self.child.id()).expect("/proc/PID/status")
    }

    /// Begins a new measurement of the peak (proc(5), `clear_refs`).
    pub fn forget_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").expect("/proc/PID/clear_refs");
    }

    /// Ends it the polite way.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().is_ok_and(|s| s.success());
        assert!(asked, "kill -TERM {id}");
        self.child.wait().expect("an exit status");
    }

    /// The first of the staff with this role.
    pub fn with_role(&self, role: &str) -> &Staff {
        self.staff.iter().find(|s| s.role == role).expect("this role")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The most resident memory a process ever had, in MiB; `None` when it has ended.
pub fn peak(process: u32) -> Option<f64> {
    status(process, "VmHWM:")
}

fn status(process: u32, name: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix(name))?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib / 1024.0)
}

fn wait_for_answer(addr: SocketAddr) {
    use std::io::Write as _;
    let begin = Instant::now();
    let ask = || {
        let mut stream = TcpStream::connect(addr).ok()?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        answer.starts_with("HTTP/1.1 200").then_some(())
    };
    while ask().is_none() {
        assert!(begin.elapsed() < Duration::from_mins(1), "no answer from {addr}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// CPU time of this thread so far, in seconds.
pub fn thread_cpu() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("/proc");
    let ns: u64 = text.split(' ').next().and_then(|n| n.parse().ok()).expect("nanoseconds");
    ns as f64 / 1e9
}

/// A folder that goes with the benchmark, on the same disk as the build, because a temporary one may lie in memory.
pub fn folder() -> tempfile::TempDir {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    tempfile::Builder::new().prefix("bench-").tempdir_in(target).expect("a folder below target")
}

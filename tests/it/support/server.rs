//! The real binary as a process of its own: started as CONTRACT says, read by its first line, killed when dropped.

use super::command::program;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use tempfile::TempDir;

use super::http::Client;

/// What `balss demo --json` says once it answers.
#[derive(Debug, Deserialize)]
struct Ready {
    url: String,
    data: PathBuf,
    keys: PathBuf,
    pid: u32,
    staff: Vec<Staff>,
}

/// Somebody to sign in as.
#[derive(Debug, Clone, Deserialize)]
pub struct Staff {
    pub role: String,
    pub username: String,
    pub passphrase: String,
    pub totp_secret: Option<String>,
    pub institution: Option<String>,
}

/// How to start a demo. Without a `data` folder it gets one that goes with it.
#[derive(Debug, Clone)]
pub struct Options {
    pub listen: String,
    pub data: Option<PathBuf>,
    pub cases: u32,
    /// Years whose statistics were released.
    pub years: u32,
    pub database: Option<String>,
    pub smtp: Option<String>,
    /// Folder of a country pack.
    pub pack: Option<PathBuf>,
    pub mail_every: Option<u32>,
    /// With the limits of a real installation on guesses and on filing.
    pub limited: bool,
    pub env: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:0".to_owned(),
            data: None,
            cases: 0,
            years: 0,
            database: None,
            smtp: None,
            pack: None,
            mail_every: None,
            limited: false,
            env: Vec::new(),
        }
    }
}

/// A running demo.
#[derive(Debug)]
pub struct Demo {
    child: Child,
    pub addr: SocketAddr,
    pub data: PathBuf,
    pub keys: PathBuf,
    pub staff: Vec<Staff>,
    output: Arc<Mutex<Vec<u8>>>,
    _own_folder: Option<TempDir>,
}

impl Demo {
    pub fn start(options: &Options) -> Self {
        let own_folder = options.data.is_none().then(|| TempDir::new().expect("a temporary folder"));
        let data = options.data.clone().or_else(|| own_folder.as_ref().map(|d| d.path().join("data")));
        let mut command = Command::new(program());
        command.args(["demo", "--json", "--seed", "1", "--listen", &options.listen]);
        command.args((!options.limited).then_some("--no-limits"));
        command.args(["--cases", &options.cases.to_string(), "--years", &options.years.to_string()]);
        command.arg("--data").arg(data.expect("a data folder"));
        let mut give = |name: &str, value: &Option<String>| {
            if let Some(value) = value {
                command.args([name, value]);
            }
        };
        give("--database", &options.database);
        give("--smtp", &options.smtp);
        give("--pack", &options.pack.as_ref().map(|p| p.display().to_string()));
        give("--mail-every", &options.mail_every.map(|s| s.to_string()));
        command.envs(options.env.iter().cloned());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the balss binary");

        let output = Arc::new(Mutex::new(Vec::new()));
        let errors = child.stderr.take().expect("a pipe");
        collect(errors, Arc::clone(&output));
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("the first line");
        let ready: Ready = serde_json::from_str(&first).unwrap_or_else(|error| {
            drop(child.kill());
            std::thread::sleep(Duration::from_millis(100));
            let said = output.lock().unwrap_or_else(PoisonError::into_inner).clone();
            panic!("demo said {first:?} ({error}); on standard error: {}", String::from_utf8_lossy(&said))
        });
        assert_eq!(ready.pid, child.id(), "the process that answers is the one that was started");
        collect(lines, Arc::clone(&output));

        let addr = ready.url.strip_prefix("http://").expect("plain HTTP").trim_end_matches('/');
        let addr = addr.parse().expect("an address and a port");
        Self {
            child,
            addr,
            data: ready.data,
            keys: ready.keys,
            staff: ready.staff,
            output,
            _own_folder: own_folder,
        }
    }

    /// A demo of its own with an empty inbox, on the embedded store.
    pub fn empty() -> Self {
        Self::start(&Options::default())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn visitor(&self, lang: &'static str) -> Client {
        Client::new(self.addr, lang)
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    /// The staff with this role, in the order of the demo.
    pub fn with_role(&self, role: &str) -> Vec<&Staff> {
        self.staff.iter().filter(|s| s.role == role).collect()
    }

    /// Two advisers of one institution, and one of another.
    pub fn advisers(&self) -> (&Staff, &Staff, &Staff) {
        let all = self.with_role("adviser");
        let pair = |a: &Staff| all.iter().filter(|b| b.institution == a.institution).count() >= 2;
        let first = all.iter().find(|a| pair(a)).expect("an institution with two advisers");
        let second = all.iter().find(|b| b.institution == first.institution && b.username != first.username);
        let outside = all.iter().find(|b| b.institution != first.institution);
        (first, second.expect("a colleague"), outside.expect("an adviser of another institution"))
    }

    /// Everything the process wrote to standard output (after its first line) and standard error so far.
    pub fn output(&self) -> Vec<u8> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// SIGTERM, and waits until it has said its farewells.
    pub fn stop(&mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.expect("kill").success(), "SIGTERM");
        assert!(self.child.wait().expect("wait").success(), "a clean end");
    }

    /// SIGKILL: no farewell, nothing flushed.
    pub fn kill9(&mut self) {
        self.child.kill().expect("kill");
        self.child.wait().expect("wait");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn collect(mut from: impl Read + Send + 'static, to: Arc<Mutex<Vec<u8>>>) {
    std::thread::spawn(move || {
        let mut chunk = [0; 8192];
        while let Ok(n @ 1..) = from.read(&mut chunk) {
            to.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&chunk[..n]);
        }
    });
}

static SHARED: Mutex<Option<Arc<Demo>>> = Mutex::new(None);

/// One demo with an empty inbox at first, for every test that can live beside others.
pub fn shared() -> Arc<Demo> {
    let mut slot = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(slot.get_or_insert_with(|| Arc::new(Demo::empty())))
}

/// Ends the shared demo: a static is never dropped.
pub fn stop_shared() {
    drop(SHARED.lock().unwrap_or_else(PoisonError::into_inner).take());
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

/// Resident memory of a demo's server, in MiB.
pub fn resident(demo: &Demo) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", demo.pid())).expect("/proc");
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).expect("VmRSS");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
}

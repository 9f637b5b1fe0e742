//! Which services this run has. `tests/run` starts them and says so in the environment; tests never start services.

use std::path::{Path, PathBuf};

use libtest_mimic::{Completion, Failed, Trial};

/// A `PostgreSQL` address whose user may create databases.
pub const POSTGRES: &str = "BALSS_TEST_POSTGRES";
/// `smtp://user:pass@host:port?ca=CERT&dir=FOLDER`: where it takes mail, and where it leaves what it took.
pub const SMTP: &str = "BALSS_TEST_SMTP";
/// Address of a chromedriver.
pub const WEBDRIVER: &str = "BALSS_TEST_WEBDRIVER";

/// A service that a test cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    Postgres,
    Smtp,
    Browser,
    /// `npm ci` in `tests/browser`.
    Axe,
    /// Mounting a small file system.
    Mount,
    /// A kernel that fences files.
    Landlock,
    /// A kernel that fences TCP connections.
    LandlockTcp,
    /// A kernel that filters system calls.
    Seccomp,
    /// Reading the memory of a process that forbids it: root.
    Root,
    /// Debian's hunspell with its Latvian dictionary.
    Hunspell,
    /// Node.js and `npm ci` in `tests/interop`.
    Peer,
}

impl Need {
    /// What is missing, or nothing.
    pub fn lack(self) -> Option<String> {
        let unset = |name: &str| std::env::var_os(name).is_none().then(|| format!("{name} is not set"));
        match self {
            Self::Postgres => unset(POSTGRES),
            Self::Smtp => unset(SMTP),
            Self::Browser => unset(WEBDRIVER),
            Self::Axe => (!axe().exists()).then(|| "npm ci was not run in tests/browser".to_owned()),
            Self::Hunspell => {
                let dictionary = Path::new("/usr/share/hunspell/lv_LV.dic").exists();
                (!dictionary).then(|| "hunspell-lv is not installed".to_owned())
            }
            Self::Peer => {
                let peer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop/node_modules/age-encryption");
                (!Path::new(peer).exists()).then(|| "npm ci was not run in tests/interop".to_owned())
            }
            Self::Landlock => kernel_lacks("landlock: files"),
            Self::LandlockTcp => kernel_lacks("landlock: TCP"),
            Self::Seccomp => kernel_lacks("seccomp"),
            Self::Root => (!rustix::process::getuid().is_root()).then(|| "this user is not root".to_owned()),
            Self::Mount => (!may_mount()).then(|| "this user may not mount a small file system".to_owned()),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Smtp => "smtp",
            Self::Browser => "browser",
            Self::Axe => "axe",
            Self::Mount => "small disk",
            Self::Landlock => "landlock",
            Self::LandlockTcp => "landlock for TCP",
            Self::Seccomp => "seccomp",
            Self::Root => "memory of the server",
            Self::Hunspell => "spelling",
            Self::Peer => "npm peer",
        }
    }
}

fn kernel_lacks(name: &str) -> Option<String> {
    let offered = balss::process::support().contains(&(name, true));
    (!offered).then(|| format!("this kernel has no {name}"))
}

/// The accessibility engine.
pub fn axe() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/axe-core/axe.min.js")
}

/// Whether this process may mount: root of a machine may, root of most containers may not (capabilities(7)).
fn may_mount() -> bool {
    const CAP_SYS_ADMIN: u64 = 1 << 21;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let effective = status.lines().find_map(|l| l.strip_prefix("CapEff:"));
    effective
        .and_then(|hex| u64::from_str_radix(hex.trim(), 16).ok())
        .is_some_and(|caps| caps & CAP_SYS_ADMIN != 0)
}

/// A test that is left out, with the reason, while a service it needs is absent.
pub fn trial(name: &str, needs: &[Need], body: impl Fn() + Send + 'static) -> Trial {
    let lacks: Vec<String> = needs.iter().filter_map(|need| need.lack()).collect();
    Trial::ignorable_test(name, move || -> Result<Completion, Failed> {
        if !lacks.is_empty() {
            return Ok(Completion::ignored_with(lacks.join(", ")));
        }
        body();
        Ok(Completion::Completed)
    })
}

/// Says on standard error which parts this run left out. Nothing is said for a plain list of the tests.
pub fn name_left_out() {
    for need in [
        Need::Postgres,
        Need::Smtp,
        Need::Browser,
        Need::Axe,
        Need::Mount,
        Need::Hunspell,
        Need::Peer,
        Need::Landlock,
        Need::LandlockTcp,
        Need::Seccomp,
        Need::Root,
    ] {
        if let Some(lack) = need.lack() {
            eprintln!("left out: {} ({lack})", need.word());
        }
    }
}

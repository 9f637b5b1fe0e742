//! What the process itself may do, taken from it before it serves anybody.
//!
//! Two steps, since threads made later inherit and threads made earlier do not: [`close`] for every command, first of
//! all; [`harden`] for the commands that serve, after configuration and sockets and before the runtime with its threads.
//! A hole in a parser then reaches what this process needs anyway: the data, the key files, the database and the mail
//! server; not another file, program, process or host.
//!
//! Memory is not locked. `mlockall` counts against `RLIMIT_MEMLOCK`, 8 MiB for most services, and beyond it allocations
//! fail, which ends the process in the middle of a report; one run of Argon2 for staff takes 64 MiB. Swap is kept off by
//! the service manager (`MemorySwapMax=0`) or encrypted by the machine; [`support`] tells whether there is any.

mod calls;
mod fence;

use std::fmt;
use std::sync::OnceLock;

use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

pub use fence::Fence;

/// Why the process cannot be closed off although the kernel offers it: one line for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HardenError(String);

impl fmt::Display for HardenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sandbox: {}", self.0)
    }
}

impl std::error::Error for HardenError {}

/// Something the kernel does not offer: said in the log, and no reason to stay away from those who report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// A debugger or core dump of the same user may read the memory.
    Dumpable,
    /// The limit of core files stays as it was.
    Core,
    /// Programs with special rights could be started.
    Privileges,
    /// No landlock at all.
    Files,
    /// Landlock without TCP.
    Network,
    /// No seccomp, or none for this processor.
    Calls,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dumpable => "the kernel does not refuse debuggers",
            Self::Core => "core dumps are not limited",
            Self::Privileges => "no_new_privs: not offered by this kernel",
            Self::Files => "landlock: not offered by this kernel; files are not fenced",
            Self::Network => "landlock: this kernel fences files, but no TCP connections",
            Self::Calls => "seccomp: not offered by this kernel; system calls are not filtered",
        })
    }
}

/// For every command: no debugger and no core file of this user sees the memory, and nothing started from here gains
/// rights. What the kernel refuses is said in the log.
pub fn close() {
    let done = [
        (Lack::Dumpable, set_dumpable_behavior(DumpableBehavior::NotDumpable)),
        (Lack::Core, no_core()),
        (Lack::Privileges, rustix::thread::set_no_new_privs(true)),
    ];
    for (lack, _) in done.iter().filter(|(_, done)| done.is_err()) {
        tracing::warn!("{lack}");
    }
}

/// A service manager that forbids core files may forbid to change limits too.
fn no_core() -> rustix::io::Result<()> {
    if getrlimit(Resource::Core).maximum == Some(0) {
        return Ok(());
    }
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
}

/// For commands that serve: nothing but what `fence` names, and no system call that serving does not need. It holds for
/// the calling thread and the threads it makes, so it stands before any other.
///
/// # Errors
/// [`HardenError`] when the kernel offers a part and refuses it.
pub fn harden(fence: &Fence) -> Result<(), HardenError> {
    // Asked now: later the files that tell cannot be read.
    let _ = cores();
    for lack in fence.stand()?.into_iter().chain(calls::filter(fence.unix)?) {
        tracing::warn!("{lack}");
    }
    Ok(())
}

/// How many cores the process may use, as it was before it was hardened: the limits of a container stand in files.
#[must_use]
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// What of this the machine offers, by the names that `doctor` shows.
#[must_use]
pub fn support() -> Vec<(&'static str, bool)> {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let swap = read("/proc/swaps").lines().count() > 1;
    let (files, network) = fence::offered();
    vec![
        ("landlock: files", files),
        ("landlock: TCP", network),
        ("seccomp", read("/proc/sys/kernel/seccomp/actions_avail").contains("kill_process")),
        ("no swap, or it is encrypted", !swap || read("/proc/swaps").contains("/dev/dm-")),
    ]
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_the_machine_offers_has_names() {
        let names: Vec<_> = super::support().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["landlock: files", "landlock: TCP", "seccomp", "no swap, or it is encrypted"]);
    }
}

//! The machine: memory for passphrases, clock.

use super::Check;
use crate::clock::Clock;

/// Memory of one staff passphrase (`vault::staff`), in bytes.
const PASSPHRASE: u64 = 64 << 20;

/// Whether as many passphrases as there are cores can be checked at once.
#[must_use]
pub fn memory() -> Check {
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let need = cores * PASSPHRASE + (64 << 20);
    let info = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let group = std::fs::read_to_string("/sys/fs/cgroup/memory.max").unwrap_or_default();
    let least = [available(&info), group.trim().parse().ok()].into_iter().flatten().min();
    match least {
        None => Check::warn("memory", "the system does not tell how much memory there is"),
        Some(bytes) if bytes < need => Check::fault(
            "memory",
            format!("{} MiB free, and passphrases of {cores} cores need {}", bytes >> 20, need >> 20),
        ),
        Some(bytes) => Check::ok("memory", format!("{} MiB free, {} needed", bytes >> 20, need >> 20)),
    }
}

/// `MemAvailable` of /proc/meminfo, in bytes.
fn available(info: &str) -> Option<u64> {
    let line = info.lines().find_map(|l| l.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|k| k << 10)
}

/// What the kernel offers to fence the server in, by name. The server runs without, and says so in its log.
#[must_use]
pub fn sandbox(offered: &[(&'static str, bool)]) -> Check {
    let lacking: Vec<&str> = offered.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect();
    if lacking.is_empty() {
        return Check::ok("sandbox", "the kernel offers all that fences the server in");
    }
    Check::warn("sandbox", format!("this machine lacks: {}", lacking.join("; ")))
}

/// Seconds by which two clocks may differ.
const APART: u64 = 30;
/// Days without any entry of staff after which somebody should look, and after which the clock is not believed.
const QUIET: i64 = 35;
const TOO_QUIET: i64 = 400;

/// Our clock against that of the database (Unix seconds) and the newest entry of the staff log.
#[must_use]
pub fn clock(clock: &Clock, database: Option<i64>, newest: Option<i64>) -> Check {
    let now = clock.now();
    if let Some(other) = database.filter(|t| t.abs_diff(now) > APART) {
        let text = format!("the database's clock differs from ours by {} seconds", other.abs_diff(now));
        return Check::fault("clock", text);
    }
    let day = 86_400;
    match newest {
        Some(t) if t > now + i64::try_from(APART).unwrap_or(0) => Check::fault(
            "clock",
            "the newest entry of the log lies in the future: the clock was, or is, wrong",
        ),
        Some(t) if now - t > TOO_QUIET * day => {
            Check::fault("clock", "the newest entry of the log is more than a year old: the clock is wrong")
        }
        Some(t) if now - t > QUIET * day => {
            Check::warn("clock", format!("nobody of the staff signed in for {} days", (now - t) / day))
        }
        _ => Check::ok("clock", format!("{} local time", clock.local(now).strftime("%Y-%m-%d %H:%M"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{available, clock, sandbox};
    use crate::clock::Clock;
    use crate::health::Level;

    #[test]
    fn a_clock_that_others_contradict_is_a_fault() {
        let ours = Clock::new("Europe/Riga").unwrap();
        let now = ours.now();
        for (database, newest, level) in [
            (None, None, Level::Ok),
            (Some(now + 5), Some(now - 60), Level::Ok),
            (Some(now + 300), Some(now), Level::Fault),
            (Some(now - 300), None, Level::Fault),
            (None, Some(now + 3600), Level::Fault),
            (None, Some(now - 50 * 86_400), Level::Warn),
            (None, Some(now - 500 * 86_400), Level::Fault),
        ] {
            assert_eq!(clock(&ours, database, newest).level, level, "{database:?} {newest:?}");
        }
    }

    #[test]
    fn what_the_kernel_lacks_is_named() {
        assert_eq!(sandbox(&[("landlock: files", true), ("seccomp", true)]).level, Level::Ok);
        let lacking = sandbox(&[("landlock: files", false), ("seccomp", true), ("landlock: TCP", false)]);
        assert_eq!(lacking.level, Level::Warn);
        assert_eq!(lacking.text, "this machine lacks: landlock: files; landlock: TCP");
    }

    #[test]
    fn free_memory_is_read_as_the_kernel_writes_it() {
        let info = "MemTotal:  100 kB\nMemAvailable:    2048 kB\n";
        assert_eq!(available(info), Some(2 << 20));
        assert_eq!(available("MemFree: 1 kB\n"), None);
    }
}

//! Which files the process reaches, and which TCP ports, by landlock.
//!
//! The listening socket is made before the fence stands, so that no port can be bound afterwards at all.

use std::env::var_os;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, NetPort, PathBeneath, PathFd,
    PathFdError, Ruleset, RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus,
    Scope,
};

use super::{HardenError, Lack};
use crate::config::Config;
use crate::store::{Location, location};

/// The newest interface whose rights are thought through here; an older kernel gives what it has.
const KNOWN: ABI = ABI::V6;
/// The first interface that knows TCP.
const WITH_TCP: ABI = ABI::V4;
/// Where names of hosts are asked for when the answer is too long for UDP.
const DNS: u16 = 53;

/// Read-only places that libraries ask for: time zones, certificates, how names of hosts are found, randomness
/// (`SQLite` reads the device). Those that do not exist are left out.
const SYSTEM: [&str; 17] = [
    "/usr/share/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/etc/zoneinfo",
    "/etc/ssl/certs",
    "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/certs",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted",
    "/usr/share/ca-certificates",
    "/usr/local/share/ca-certificates",
    "/etc/hosts",
    "/etc/resolv.conf",
    "/etc/nsswitch.conf",
    "/etc/gai.conf",
    "/dev/urandom",
    "/sys/devices/system/cpu/online",
];

/// What the process may reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fence {
    /// Files and folders to read.
    pub read: Vec<PathBuf>,
    /// Folders to read and write.
    pub write: Vec<PathBuf>,
    /// Folders below which empty folders may be removed.
    pub remove: Vec<PathBuf>,
    /// TCP ports to connect to.
    pub connect: Vec<u16>,
    /// Whether sockets of this machine may be opened: where the database listens on one.
    pub unix: bool,
}

impl Fence {
    /// What an installation needs: its data, its keys, its database, its mail server. Its configuration, which holds
    /// passwords, was read before and is not among it.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let mut fence = Self {
            read: SYSTEM.iter().map(PathBuf::from).collect(),
            write: vec![config.blobs.clone(), config.state.clone()],
            ..Self::default()
        };
        fence.read.push(config.keys.clone());
        fence
            .read
            .extend(["TZDIR", "SSL_CERT_FILE", "SSL_CERT_DIR"].iter().filter_map(var_os).map(PathBuf::from));
        // A file that a resolver's service replaces is found again by its folder.
        let resolver = Path::new("/etc/resolv.conf").canonicalize().ok();
        fence.read.extend(
            resolver.as_deref().and_then(Path::parent).filter(|p| p.starts_with("/run")).map(Path::to_owned),
        );
        match location(&config.database) {
            Some(Location::File(file)) => fence.write.extend(file.parent().map(Path::to_owned)),
            Some(Location::Socket(_)) => {
                fence.unix = true;
                fence.read.extend(password_file());
            }
            Some(Location::Port(port)) => {
                fence.connect.extend([port, DNS]);
                fence.read.extend(password_file());
            }
            None => {}
        }
        if let Some(mail) = &config.mail {
            fence.write.extend(mail.server.folder());
            fence.connect.extend(mail.server.port().into_iter().flat_map(|port| [port, DNS]));
            fence.read.extend(mail.server.tls_ca.clone());
        }
        fence.connect.sort_unstable();
        fence.connect.dedup();
        fence
    }

    /// Stands from now on, for this thread and those it makes. What the kernel lacks is handed back.
    ///
    /// # Errors
    /// [`HardenError`] naming what was refused.
    pub(super) fn stand(&self) -> Result<Vec<Lack>, HardenError> {
        let refused = |e: RulesetError| HardenError(format!("landlock: {e}"));
        let mut rules = Ruleset::default()
            .handle_access(AccessFs::from_all(KNOWN))
            .and_then(|r| r.handle_access(AccessNet::from_all(KNOWN)))
            .and_then(|r| r.scope(Scope::from_all(KNOWN)))
            .and_then(Ruleset::create)
            .map_err(refused)?;
        let to_read = AccessFs::ReadFile | AccessFs::ReadDir;
        let to_write = to_read
            | AccessFs::WriteFile
            | AccessFs::Truncate
            | AccessFs::MakeReg
            | AccessFs::MakeDir
            | AccessFs::RemoveFile
            | AccessFs::RemoveDir
            | AccessFs::Refer;
        for (paths, rights) in
            [(&self.read, to_read), (&self.write, to_write), (&self.remove, AccessFs::RemoveDir.into())]
        {
            for path in paths {
                rules = allow(rules, path, rights)?;
            }
        }
        for port in &self.connect {
            rules = rules.add_rule(NetPort::new(*port, AccessNet::ConnectTcp)).map_err(refused)?;
        }
        let standing = rules.restrict_self().map_err(refused)?;
        Ok(match standing.ruleset {
            RulesetStatus::NotEnforced => vec![Lack::Files],
            RulesetStatus::PartiallyEnforced if !offered().1 => vec![Lack::Network],
            RulesetStatus::PartiallyEnforced | RulesetStatus::FullyEnforced => vec![],
        })
    }
}

/// A place that is not there needs no rule.
fn allow(
    rules: RulesetCreated,
    path: &Path,
    rights: BitFlags<AccessFs>,
) -> Result<RulesetCreated, HardenError> {
    let fault = |e: &dyn std::fmt::Display| HardenError(format!("landlock: {}: {e}", path.display()));
    let opened = match PathFd::new(path) {
        Ok(opened) => opened,
        Err(PathFdError::OpenCall { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            return Ok(rules);
        }
        Err(e) => return Err(fault(&e)),
    };
    // A file has no use for a folder's rights.
    let rights = if path.is_dir() { rights } else { rights & AccessFs::from_file(KNOWN) };
    rules.add_rule(PathBeneath::new(opened, rights)).map_err(|e| fault(&e))
}

/// The file in which `PostgreSQL`'s clients look for a password.
fn password_file() -> Option<PathBuf> {
    var_os("PGPASSFILE")
        .map(PathBuf::from)
        .or_else(|| var_os("HOME").map(|home| Path::new(&home).join(".pgpass")))
}

/// Whether the kernel has landlock, and whether with TCP.
pub(super) fn offered() -> (bool, bool) {
    let strict = || Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
    let files = strict().handle_access(AccessFs::from_all(ABI::V1)).and_then(Ruleset::create).is_ok();
    let network = strict().handle_access(AccessNet::from_all(WITH_TCP)).and_then(Ruleset::create).is_ok();
    (files, network)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::Fence;
    use crate::config::Config;

    fn fence(change: impl Fn(String) -> String) -> Fence {
        Fence::of(&Config::parse(&change(include_str!("../../config/example.toml").to_owned())).unwrap())
    }

    #[test]
    fn the_configuration_says_what_is_reached() {
        let example = fence(|text| text);
        let write: Vec<_> =
            ["/var/lib/balss/blobs", "/var/lib/balss-state", "/var/lib/balss"].map(PathBuf::from).into();
        assert_eq!((example.write, &example.connect[..]), (write, &[53, 587][..]));
        assert!(example.read.contains(&"/etc/balss/keys".into()));
        assert!(!example.read.iter().any(|p| p == "/etc/balss" || p == "/etc" || p == "/"));
        let remote = fence(|text| {
            let text =
                text.replace("sqlite:/var/lib/balss/balss.db", "postgres://user:password@host:5433/name");
            text.replace("smtp://balss:password@mail.example.lv:587", "file:/var/mail/balss")
        });
        assert_eq!(remote.connect, [53, 5433]);
        assert!(remote.write.contains(&"/var/mail/balss".into()), "{:?}", remote.write);
        let socket = fence(|text| {
            text.replace(
                "sqlite:/var/lib/balss/balss.db",
                "postgres://balss@localhost/name?host=/run/postgresql",
            )
        });
        assert_eq!(socket.connect, [53, 587]);
        assert!(socket.unix && !remote.unix && !fence(|text| text).unix);
    }
}

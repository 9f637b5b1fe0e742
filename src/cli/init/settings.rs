//! The configuration of a new installation: `config/example.toml` with its explanations, and our values in it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;

use super::ask::Ask;
use crate::app::StartError;
use crate::config::Config;

/// What a new configuration is made of. What is not given is asked at a terminal, or the default.
#[derive(clap::Args)]
#[command(next_help_heading = "A new configuration")]
pub(super) struct Settings {
    /// How people reach it, such as <https://balss.example.lv>.
    #[arg(long, value_name = "URL")]
    public_address: Option<String>,
    /// Where the server listens [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// Folder of data [default: /var/lib/balss].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database [default: sqlite:DATA/balss.db]. Arguments can be seen by others of this machine: with a password in
    /// it, write the configuration file yourself.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Folder of sealed files [default: DATA/blobs].
    #[arg(long, value_name = "DIR")]
    blobs: Option<PathBuf>,
    /// Folder of the key files, apart from data and backups [default: /etc/balss/keys].
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
    /// Folder of what must not go back with the database [default: /var/lib/balss-state].
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// A day is a day in this time zone [default: Europe/Riga].
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Name in audit checkpoints [default: the host of the public address].
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,
    /// Where "leave this page" leads [default: <https://www.lsm.lv/>].
    #[arg(long, value_name = "URL")]
    exit_to: Option<String>,
    /// Folder of the house's own country pack.
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Mail server, such as `smtps://mail.example.lv`. With a password in it, write it into the file yourself.
    #[arg(long, value_name = "URL")]
    mail_url: Option<String>,
    /// Sender of notices [default: balss@ORIGIN].
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
}

impl Settings {
    /// What has no default.
    pub(super) fn missing(&self) -> Option<&'static str> {
        self.public_address.is_none().then_some("--public-address")
    }
}

/// The text of a new configuration file.
pub(super) fn text(options: &Settings, root: &[u8; 32], ask: &mut Ask) -> Result<String, StartError> {
    let shown = |path: &Option<PathBuf>| path.as_ref().map(|p| p.display().to_string());
    let address =
        ask.needed("public-address", "Public address, https://…", options.public_address.clone())?;
    let address = address.trim_end_matches('/').to_owned();
    let host = address.split_once("://").map_or(&address[..], |(_, rest)| rest);
    let host = host.split([':', '/']).next().unwrap_or(host).to_owned();
    let listen = options.listen.map(|a| a.to_string());
    let listen = ask.or("Where the server listens", listen, "127.0.0.1:8080")?;
    let data = ask.or("Folder of data", shown(&options.data), "/var/lib/balss")?;
    let database = ask.or("Database", options.database.clone(), &format!("sqlite:{data}/balss.db"))?;
    let blobs = ask.or("Folder of sealed files", shown(&options.blobs), &format!("{data}/blobs"))?;
    let keys = ask.or("Folder of the key files", shown(&options.keys), "/etc/balss/keys")?;
    let state = ask.or("Folder of state", shown(&options.state), "/var/lib/balss-state")?;
    let zone = ask.or("Time zone", options.time_zone.clone(), "Europe/Riga")?;
    let origin = ask.or("Name in audit checkpoints", options.origin.clone(), &host)?;
    let exit = ask.or("Where \"leave this page\" leads", options.exit_to.clone(), "https://www.lsm.lv/")?;
    let mail = ask.or("Mail server (empty for none)", options.mail_url.clone(), "")?;
    let mut values = vec![
        ("public_address", address),
        ("listen", listen),
        ("database", database),
        ("blobs", blobs),
        ("keys", keys),
        ("state", state),
        ("time_zone", zone),
        ("root_key", HEXLOWER.encode(root)),
        ("exit_to", exit),
    ];
    if !mail.is_empty() {
        let from = ask.or("Sender of notices", options.mail_from.clone(), &format!("balss@{origin}"))?;
        let local = mail.starts_with("smtp:") && !mail.contains('@');
        let plain = local && (mail.contains("//127.0.0.1") || mail.contains("//localhost"));
        values.extend([
            ("url", mail.clone()),
            ("from", from),
            ("starttls", if plain { "none" } else { "required" }.to_owned()),
        ]);
    }
    values.push(("origin", origin));
    values.extend(shown(&options.pack).map(|pack| ("pack", pack)));
    filled(include_str!("../../../config/example.toml"), &values, !mail.is_empty())
}

/// The example with these values in the places of its own.
fn filled(example: &str, values: &[(&str, String)], mail: bool) -> Result<String, StartError> {
    let example = example.replacen(
        "# Example of a real installation's configuration. Every key is explained; a key that is not known is refused.",
        "# Written by `balss init`. A key that is not known is refused.",
        1,
    );
    let example = match example.find("# The same notice to every adviser") {
        Some(start) if !mail => &example[..start],
        _ => &example,
    };
    let mut text = String::new();
    let mut set = 0;
    for line in example.lines() {
        // What is optional stands there as a comment.
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let value =
            values.iter().find(|(key, _)| bare.strip_prefix(key).is_some_and(|l| l.starts_with(" = ")));
        match value {
            None => text.push_str(line),
            Some((key, value)) => {
                set += 1;
                let _ = write!(text, "{key} = {}", toml::Value::String(value.clone()));
            }
        }
        text.push('\n');
    }
    if set != values.len() {
        return Err(StartError("config/example.toml lacks a key".to_owned()));
    }
    Ok(text)
}

/// Writes the file (0600), whole or not at all, and never over another.
pub(super) fn write(path: &Path, text: &str) -> Result<(), StartError> {
    let fault = |e: std::io::Error| StartError(format!("cannot write {}: {e}", path.display()));
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(fault)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fault)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(fault)?;
    file.persist_noclobber(path).map_err(|e| fault(e.error))?;
    Ok(())
}

/// Reads what was written, as every command will.
pub(super) fn parse(text: &str) -> Result<Config, StartError> {
    Config::parse(text).map_err(|e| StartError(format!("this makes no configuration: {e}")))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Ask, Settings, parse, text};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Settings,
    }

    #[test]
    fn options_become_a_configuration_that_keeps_its_explanations() {
        let line = Line::parse_from([
            "init",
            "--public-address",
            "https://voice.example.lv:8443/",
            "--data",
            "/srv/a \"quoted\" folder",
            "--mail-url",
            "smtps://mail.example.lv",
        ]);
        let made = text(&line.options, &[7; 32], &mut Ask::never()).unwrap();
        let config = parse(&made).unwrap();
        assert_eq!(config.public_address, "https://voice.example.lv:8443");
        assert_eq!(config.origin, "voice.example.lv");
        assert_eq!(config.blobs.display().to_string(), "/srv/a \"quoted\" folder/blobs");
        assert_eq!(config.root(), Some([7; 32]));
        assert_eq!(config.mail.unwrap().server.from, "balss@voice.example.lv");
        assert!(made.contains("# A day is a day in this time zone."));
    }

    #[test]
    fn without_a_terminal_what_has_no_default_is_named() {
        let line = Line::parse_from(["init"]);
        let error = text(&line.options, &[7; 32], &mut Ask::never()).unwrap_err();
        assert!(error.0.contains("--public-address"), "{error}");
        let line = Line::parse_from(["init", "--public-address", "http://127.0.0.1:8080"]);
        let config = parse(&text(&line.options, &[7; 32], &mut Ask::never()).unwrap()).unwrap();
        assert!(config.mail.is_none());
        assert_eq!(config.database, "sqlite:/var/lib/balss/balss.db");
    }
}

//! `balss keys print` and `balss keys restore`: the key files on paper. Without the pepper no receipt and no passphrase
//! opens anything, whoever holds the shares of the ceremony; so a copy lies with the recovery kit, where no disk fails.

use std::io::{BufRead, IsTerminal, Write as _};

use clap::Subcommand;
use zeroize::Zeroizing;

use super::ConfigFile;
use crate::app::StartError;
use crate::config::Config;
use crate::vault::keys::{KeyFiles, PaperKey};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Shows the three key files as lines for paper. Whoever reads them can do what a thief of the key files can.
    #[command(after_help = "Example:\n  balss keys print --config /etc/balss/balss.toml | lp")]
    Print(ConfigFile),
    /// Makes the key files from the lines of a paper, typed or piped in. Refuses to replace any.
    #[command(after_help = "Example:\n  balss keys restore --config /etc/balss/balss.toml")]
    Restore(ConfigFile),
}

pub(super) fn run(command: &Command) -> Result<(), StartError> {
    match command {
        Command::Print(file) => print(&file.load()?),
        Command::Restore(file) => restore(&file.load()?),
    }
}

fn load(config: &Config) -> Result<KeyFiles, StartError> {
    KeyFiles::load(&config.keys)
        .map_err(|e| StartError(format!("key files in {}: {e}", config.keys.display())))
}

/// What tells these key files from others and is no secret: the public half of the checkpoint key.
fn mark(config: &Config, keys: &KeyFiles) -> Result<String, StartError> {
    let notary = keys.notary(&config.origin).map_err(|e| StartError(format!("origin: {e}")))?;
    Ok(notary.verifier().verifier_key())
}

/// The sheet for the recovery kit.
pub(super) fn print(config: &Config) -> Result<(), StartError> {
    let keys = load(config)?;
    let mut sheet = Zeroizing::new(format!(
        "# Balss, key files of {}\n# Checkpoint public key {}\n\n",
        config.origin,
        mark(config, &keys)?
    ));
    for (name, line) in keys.paper() {
        sheet.push_str(name);
        // Two lines of eight groups each, and no copy of a secret that outlives this function.
        for half in [&line[..39], &line[40..]] {
            sheet.push_str("\n    ");
            sheet.push_str(half);
        }
        sheet.push_str("\n\n");
    }
    sheet.push_str(
        "# Keep this sheet with the recovery kit, apart from every backup. It opens no report by itself; whoever holds\n\
         # it and a copy of the database can try passphrases and receipts. Read back with: balss keys restore\n",
    );
    let mut out = std::io::stdout().lock();
    out.write_all(sheet.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| StartError(format!("cannot print: {e}")))
}

fn restore(config: &Config) -> Result<(), StartError> {
    if KeyFiles::present(&config.keys) > 0 {
        return Err(StartError(format!(
            "{} holds key files already; nothing was changed",
            config.keys.display()
        )));
    }
    let asks = std::io::stdin().is_terminal();
    if asks {
        eprintln!(
            "Type the lines of the sheet, pepper, index and checkpoint in any order; names may be left out."
        );
    }
    let keys = read(std::io::stdin().lock(), asks)?;
    KeyFiles::restore(&config.keys, &keys)
        .map_err(|e| StartError(format!("key files in {}: {e}", config.keys.display())))?;
    println!("key files written to {}", config.keys.display());
    println!("checkpoint public key {}: compare it with the sheet", mark(config, &load(config)?)?);
    Ok(())
}

/// Symbols of a key's line: what is shorter is its first half.
const SYMBOLS: usize = 64;

/// Reads until all three keys are there. At a terminal a mistyped key is asked for again.
fn read(from: impl BufRead, asks: bool) -> Result<Vec<PaperKey>, StartError> {
    let mut keys: Vec<PaperKey> = Vec::new();
    let mut typed = Zeroizing::new(String::new());
    for line in from.lines() {
        let line = Zeroizing::new(line.map_err(|e| StartError(format!("cannot read: {e}")))?);
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || ["pepper", "index", "checkpoint"].contains(&line) {
            continue;
        }
        typed.push_str(line);
        if typed.chars().filter(char::is_ascii_alphanumeric).count() < SYMBOLS {
            continue;
        }
        match PaperKey::parse(&typed) {
            Ok(key) if keys.iter().any(|k| k.name == key.name) => {
                told(asks, &format!("{} was there already", key.name))?;
            }
            Ok(key) => {
                if asks {
                    eprintln!("{}: understood", key.name);
                }
                keys.push(key);
            }
            Err(e) => told(asks, &format!("key {}: {e}", keys.len() + 1))?,
        }
        typed = Zeroizing::new(String::new());
        if keys.len() == 3 {
            return Ok(keys);
        }
    }
    Err(StartError(format!("{} of 3 keys were typed; nothing was written", keys.len())))
}

/// A mistake: to be typed again at a terminal, the end otherwise.
fn told(asks: bool, what: &str) -> Result<(), StartError> {
    if !asks {
        return Err(StartError(format!("{what}; nothing was written")));
    }
    eprintln!("{what}; type this key again from its first group");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{KeyFiles, read};

    #[test]
    fn a_sheet_is_read_as_printed_and_mistakes_are_named() {
        let home = tempfile::tempdir().unwrap();
        KeyFiles::create(&home.path().join("keys")).unwrap();
        let lines = KeyFiles::load(&home.path().join("keys")).unwrap().paper();
        let printed = lines.each_ref().map(|(n, l)| {
            format!(
                "{n}
    {}
    {}

",
                &l[..39],
                &l[40..]
            )
        });
        let sheet = printed.concat();
        assert_eq!(read(sheet.as_bytes(), false).unwrap().len(), 3);
        let whole = lines.each_ref().map(|(_, l)| format!("{}\n", l.to_lowercase())).concat();
        assert_eq!(read(whole.as_bytes(), false).unwrap().len(), 3);
        let wrong = sheet.replacen(&lines[0].1[..4], "0000", 1);
        let message = read(wrong.as_bytes(), false).err().unwrap().0;
        assert!(message.starts_with("key 1: mistyped"), "{message}");
        // At a terminal the same key is asked for again.
        assert_eq!(read(format!("{wrong}{sheet}").as_bytes(), true).map(|k| k.len()).ok(), Some(3));
        let twice: String = [&lines[0].1, &lines[0].1].map(|l| format!("{}\n", **l)).concat();
        assert_eq!(
            read(twice.as_bytes(), false).err().unwrap().0,
            "pepper was there already; nothing was written"
        );
        assert_eq!(read(&b""[..], false).err().unwrap().0, "0 of 3 keys were typed; nothing was written");
    }
}

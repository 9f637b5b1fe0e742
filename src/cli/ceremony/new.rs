//! `balss ceremony new`.

use std::path::PathBuf;

use data_encoding::HEXLOWER;

use super::ask::{Ask, say};
use super::sheet::Sheets;
use super::{not_there, usage, write};
use crate::app::StartError;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::shares::{self, Kind, MOST};
use crate::crypto::sign::Signer;
use crate::vault::recovery::carry::Public;
use crate::vault::roster::{RecoveryKey, Roster, Statement};

/// What `new` is told.
#[derive(clap::Args)]
pub(in crate::cli) struct Options {
    /// How many holders, each with a sheet.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=i64::from(MOST)))]
    shares: u8,
    /// How many of them it takes.
    #[arg(long, value_name = "K", default_value_t = 3, value_parser = clap::value_parser!(u8).range(2..=i64::from(MOST)))]
    threshold: u8,
    /// Folder for public.json, to be carried to the server.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write the sheets there as files to be printed, instead of showing one after another. Destroy them afterwards.
    #[arg(long, value_name = "DIR")]
    sheets: Option<PathBuf>,
    /// Who is there; two different people. Asked for at a terminal.
    #[arg(long, value_name = "NAME")]
    present: Vec<String>,
}

pub(super) fn run(options: &Options) -> Result<(), StartError> {
    let (threshold, total) = (options.threshold, options.shares);
    if threshold > total {
        usage("--threshold cannot be above --shares");
    }
    let mut ask = Ask::new()?;
    let file = options.out.join("public.json");
    std::fs::create_dir_all(&options.out).map_err(|e| super::fault(&options.out, &e))?;
    not_there(&file)?;
    let root = Signer::generate();
    let public = root.public();
    let mut sheets = Sheets { root: &public, present: &[], folder: options.sheets.as_deref(), version: 1 };
    sheets.ready(total)?;
    let present = present(options, &mut ask)?;
    sheets.present = &present;
    let recovery = HybridIdentity::generate();
    let key = RecoveryKey { version: 1, recipient: recovery.recipient() };
    let (count, head) = Roster::verify(&[], &public).head();
    let statement = Statement::Recovery(Box::new(key)).signed_by_root(count + 1, &head, &root);
    let split =
        |secret, kind| shares::split(secret, kind, threshold, total).map_err(|e| StartError(e.to_string()));
    let sets = [split(&root.seed(), Kind::Root)?, split(&recovery.seed(), Kind::Recovery)?];
    sheets.give(&sets, &mut ask)?;
    // Last: public parts without sheets would be an installation that nobody can recover.
    write(&file, &Public::new(&public, vec![statement]).text())?;
    say(&format!(
        "Now let the holders test their sheets: balss ceremony check --public {}\n",
        file.display()
    ))?;
    println!("root_key = \"{}\"", HEXLOWER.encode(&public));
    println!("public parts in {}: carry them to balss init", file.display());
    Ok(())
}

/// Two different people: one alone could keep a copy of everything, unseen.
fn present(options: &Options, ask: &mut Ask) -> Result<Vec<String>, StartError> {
    let mut names: Vec<String> = options.present.iter().map(|n| n.trim().to_owned()).collect();
    while ask.terminal && names.len() < 2 {
        let who = ["Name of the person at the keyboard: ", "Name of the person who watches: "];
        match ask.line(who[names.len()])? {
            Some(name)
                if !name.is_empty() && names.iter().all(|n| n.to_lowercase() != name.to_lowercase()) =>
            {
                names.push(name.to_string());
            }
            Some(_) => say("A ceremony takes two different people.\n")?,
            None => break,
        }
    }
    let mut different: Vec<String> = names.iter().map(|n| n.to_lowercase()).collect();
    different.sort_unstable();
    different.dedup();
    let clean = names.iter().all(|n| !n.is_empty() && !n.contains(char::is_control));
    if different.len() < 2 || !clean {
        usage("a ceremony takes two different people: --present NAME --present NAME");
    }
    Ok(names)
}

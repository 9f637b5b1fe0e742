//! `balss ceremony recover`: cases back to an adviser who has new keys, and a new recovery identity in place of the one
//! that was used.

use std::path::PathBuf;

use super::ask::{Ask, say};
use super::sheet::Sheets;
use super::sign::{carried, root};
use super::{ShareFiles, fault, gather, not_there, public, read, write};
use crate::app::StartError;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::shares::{self, Kind};
use crate::vault::recovery::carry::{Public, RecoveryRequest, RecoveryResult};
use crate::vault::recovery::regrant::Regrant;
use crate::vault::roster::{RecoveryKey, Statement, fingerprint};

/// What `recover` is told.
#[derive(clap::Args)]
pub(in crate::cli) struct Options {
    /// The file of `balss recovery prepare`.
    request: PathBuf,
    /// Public parts of the ceremony.
    #[arg(long, value_name = "FILE")]
    public: PathBuf,
    /// Where to write the result; the new public parts are written beside it, as public-N.json.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Write the new sheets there as files to be printed, instead of showing one after another.
    #[arg(long, value_name = "DIR")]
    sheets: Option<PathBuf>,
    #[command(flatten)]
    files: ShareFiles,
}

pub(super) fn run(options: &Options) -> Result<(), StartError> {
    not_there(&options.out)?;
    let known = public(&options.public)?;
    let of = |what: &str| fault(&options.request, &what);
    let mut request =
        RecoveryRequest::parse(&read(&options.request)?).map_err(|e| fault(&options.request, &e))?;
    let roster = carried(&known, &request.root, &request.roster).map_err(of)?;
    let old = roster.recovery().ok_or_else(|| of("its roster names no recovery key"))?;
    let adviser =
        roster.adviser(request.staff).ok_or_else(|| of("nobody has vouched for the adviser's new keys"))?;
    let version = old.version.checked_add(1).ok_or_else(|| of("recovery version"))?;
    let new_public = options.out.with_file_name(format!("public-{version}.json"));
    not_there(&new_public)?;
    let mut ask = Ask::new()?;
    let sheets = Sheets { root: &known.root, present: &[], folder: options.sheets.as_deref(), version };
    sheets.ready(shares::MOST)?;
    say(&format!(
        "\nGIVE BACK what this adviser read before:\n  name         {}\n  institution  {}\n  FINGERPRINT  {}\n  \
         {} epochs are carried, of every case; which of them were this adviser's is not shown.\n  \
         Say yes only if the fingerprint was compared face to face or in a call placed to a number known before.\n",
        adviser.name,
        adviser.institution,
        fingerprint(adviser),
        request.cases.len()
    ))?;
    if !ask.yes("Give the cases back?")? {
        println!("nothing was done");
        return Ok(());
    }
    let root = root(&known, &options.files, &mut ask)?;
    let (seed, threshold, total) = gather::joined(Kind::Recovery, &options.files.share_file, &mut ask)?;
    let with = HybridIdentity::from_seed(&seed);
    if with.recipient() != old.recipient {
        let text = "recovery key: these shares belong together, but not to the newest recovery key; nothing was done";
        return Err(StartError(text.to_owned()));
    }
    let next = HybridIdentity::generate();
    let to_recovery = next.recipient();
    let outcome = Regrant { adviser, with: &with, to_recovery: &to_recovery }
        .run(&request.cases)
        .map_err(|e| StartError(format!("cannot seal: {e}")))?;
    let (count, head) = roster.head();
    let key = RecoveryKey { version, recipient: to_recovery.clone() };
    let statement = Statement::Recovery(Box::new(key)).signed_by_root(count + 1, &head, &root);
    roster.then(&statement).map_err(|e| StartError(format!("the new recovery key does not count: {e}")))?;
    // Sheets first: once the server has the result, only they open what it seals to recovery.
    let set = shares::split(&next.seed(), Kind::Recovery, threshold, total)
        .map_err(|e| StartError(e.to_string()))?;
    sheets.give(&[set], &mut ask)?;
    request.roster.push(statement.clone());
    write(&new_public, &Public::new(&known.root, request.roster).text())?;
    let result = RecoveryResult::new(request.staff, statement, outcome.grants, &root);
    write(&options.out, &result.text())?;
    println!("result in {}: carry it to balss recovery apply", options.out.display());
    println!("new public parts in {}, for the next ceremony", new_public.display());
    println!(
        "keep the earlier recovery sheets while older backups, or reports that came in meanwhile, need them"
    );
    for damage in &outcome.damage {
        println!("FAULT {damage}");
    }
    match outcome.damage.len() {
        0 => Ok(()),
        n => Err(StartError(format!(
            "{n} epochs did not open and give nothing back; the result holds the rest"
        ))),
    }
}

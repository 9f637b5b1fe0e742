//! `balss ceremony check`: shares without the server.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::ask::{Ask, clear, say};
use super::{Known, gather, public};
use crate::app::StartError;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::shares::{self, Kind, Set, Share, ShareError};
use crate::crypto::sign::Signer;

/// What `check` is told. Too few shares test their typing alone, and do not count as well.
#[derive(clap::Args)]
pub(in crate::cli) struct Options {
    /// Sheets or files with shares. Without any, shares are typed; an empty line ends.
    files: Vec<PathBuf>,
    /// Public parts of the newest ceremony: public.json, or public-N.json of a recovery.
    #[arg(long, value_name = "FILE")]
    public: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<(), StartError> {
    let known = options.public.as_deref().map(public).transpose()?;
    let mut all = Vec::new();
    for path in &options.files {
        all.extend(gather::file(path)?);
    }
    if options.files.is_empty() {
        let mut ask = Ask::new()?;
        say(&format!("Type shares, of any kind. {}\n", gather::HOW))?;
        while let Some(share) = gather::typed(&mut ask, &format!("share {}: ", all.len() + 1))? {
            all.push(share);
        }
        if ask.terminal {
            clear()?;
        }
    }
    if all.is_empty() {
        return Err(StartError("no share was given".to_owned()));
    }
    let mut sets: BTreeMap<(Kind, Set), Vec<Share>> = BTreeMap::new();
    for share in all {
        let (kind, total, threshold) = (share.kind.word(), share.total, share.threshold);
        println!(
            "{kind} share {} of {total}, set {}: well typed, it takes {threshold}",
            share.index, share.set
        );
        sets.entry((share.kind, share.set)).or_default().push(share);
    }
    let mut faults = 0;
    for ((kind, set), of) in sets {
        let (good, says) = verdict(kind, &of, known.as_ref());
        faults += usize::from(!good);
        println!("{} set {set}: {says}", kind.word());
    }
    match faults {
        0 => Ok(()),
        n => Err(StartError(format!("{n} of the sets will not do: too few or wrong shares"))),
    }
}

/// Whether a set is as it should be as far as can be told, and what to say of it.
fn verdict(kind: Kind, of: &[Share], known: Option<&Known>) -> (bool, String) {
    let secret = match shares::join(of, kind) {
        Ok(secret) => secret,
        Err(e @ ShareError::TooFew { .. }) => {
            return (false, format!("{e}; so the key itself was not tested"));
        }
        Err(e) => return (false, e.to_string()),
    };
    let Some(known) = known else {
        return (true, "they belong together; give --public to compare the key".to_owned());
    };
    let same = match kind {
        Kind::Root => Signer::from_seed(&secret).public() == known.root,
        Kind::Recovery => {
            let recipient = HybridIdentity::from_seed(&secret).recipient();
            known.roster.recovery().is_some_and(|r| r.recipient == recipient)
        }
        // Never on paper: each year has its own, which no public part names.
        Kind::Statistics => false,
    };
    if same {
        (true, "these shares make the key of the public parts".to_owned())
    } else {
        (false, "these shares make another key than that of the public parts".to_owned())
    }
}

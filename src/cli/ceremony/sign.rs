//! `balss ceremony sign`: the root signs what people in the room have compared.

use std::path::PathBuf;

use super::ask::{Ask, say};
use super::{Known, ShareFiles, fault, gather, not_there, public, read, write};
use crate::app::StartError;
use crate::cli::counted;
use crate::crypto::shares::Kind;
use crate::crypto::sign::Signer;
use crate::vault::carry::{RosterRequest, RosterSigned};
use crate::vault::roster::{Roster, StaffKey, Statement, fingerprint};

/// What `sign` is told.
#[derive(clap::Args)]
pub(in crate::cli) struct Options {
    /// The file that the administrator took from the server.
    request: PathBuf,
    /// Public parts of the ceremony.
    #[arg(long, value_name = "FILE")]
    public: PathBuf,
    /// Where to write what was signed.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    files: ShareFiles,
}

pub(super) fn run(options: &Options) -> Result<(), StartError> {
    not_there(&options.out)?;
    let known = public(&options.public)?;
    let request = RosterRequest::parse(&read(&options.request)?).map_err(|e| fault(&options.request, &e))?;
    let roster = carried(&known, &request.root, &request.roster).map_err(|e| fault(&options.request, &e))?;
    let mut ask = Ask::new()?;
    say(&format!("Statements in the roster: {}; proposed: {}.\n", roster.head().0, request.proposals.len()))?;
    // What stands after each yes: a statement is judged by those before it.
    let mut accepted: Vec<Statement> = Vec::new();
    for body in &request.proposals {
        let Some((_, _, statement)) = Statement::parse(body) else {
            return Err(fault(&options.request, &"a proposal is not a statement; nothing was signed"));
        };
        if let Statement::Recovery(_) = statement {
            // Whoever holds the identity of a recovery statement reads every later report.
            let text = "it proposes a recovery key, which only `ceremony recover` makes; nothing was signed";
            return Err(fault(&options.request, &text));
        }
        say(&words(&roster, &statement))?;
        if let Err(why) = roster.allows(&statement) {
            say(&format!("  As the roster stands it does not count: {why}.\n"))?;
        }
        if ask.yes("Sign it?")? {
            accepted.push(statement);
        }
    }
    if accepted.is_empty() {
        println!("nothing was accepted, so nothing was signed");
        return Ok(());
    }
    let root = root(&known, &options.files, &mut ask)?;
    let statements = signed(&roster, &accepted, &root)?;
    write(&options.out, &RosterSigned::new(statements).text())?;
    let signed = counted(accepted.len(), "statement");
    println!("{signed} signed in {}: carry it to the server", options.out.display());
    Ok(())
}

/// The roster of a carried file, which must be that of this root, whole, and go on from that of the public parts. One that
/// was cut back verifies too: in it a key that was revoked stands, and an earlier recovery identity is the newest.
pub(super) fn carried(known: &Known, root: &str, texts: &[String]) -> Result<Roster, &'static str> {
    if data_encoding::HEXLOWER_PERMISSIVE.decode(root.as_bytes()).ok().as_deref() != Some(&known.root[..]) {
        return Err("it comes from a server that obeys another root; nothing was signed");
    }
    let roster = Roster::verify(texts, &known.root);
    if roster.fault().is_some() {
        return Err("its roster does not verify; nothing was signed");
    }
    if !texts.starts_with(&known.statements) {
        return Err("its roster does not go on from that of the public parts (it was cut back, \
             or they are newer than what the server took in); nothing was signed");
    }
    Ok(roster)
}

/// The root's signer, from its shares: it must be that of the public parts.
pub(super) fn root(known: &Known, files: &ShareFiles, ask: &mut Ask) -> Result<Signer, StartError> {
    let (seed, _, _) = gather::joined(Kind::Root, &files.share_file, ask)?;
    let root = Signer::from_seed(&seed);
    if root.public() == known.root {
        Ok(root)
    } else {
        Err(StartError(
            "root key: these shares belong together, but make another key; nothing was signed".to_owned(),
        ))
    }
}

/// Each statement under its number, checked as the server will check it.
fn signed(roster: &Roster, accepted: &[Statement], root: &Signer) -> Result<Vec<String>, StartError> {
    let mut after = roster.clone();
    let mut texts = Vec::new();
    for statement in accepted {
        let (count, head) = after.head();
        let text = statement.signed_by_root(count + 1, &head, root);
        after = after.then(&text).map_err(|why| {
            StartError(format!(
                "proposal {} of those accepted does not count: {why}; nothing was written",
                texts.len() + 1
            ))
        })?;
        texts.push(text);
    }
    Ok(texts)
}

fn person(key: &StaffKey) -> String {
    let outside = if key.outside { "yes: reads for other institutions" } else { "no" };
    format!(
        "  name         {}\n  institution  {}\n  outside      {outside}\n  account      {}\n  person       {}\n  \
         FINGERPRINT  {}\n",
        key.name,
        key.institution,
        key.staff,
        key.person,
        fingerprint(key)
    )
}

/// A proposal in words. Names show as they are: [`Statement::parse`] refuses characters that a terminal obeys.
fn words(roster: &Roster, statement: &Statement) -> String {
    match statement {
        Statement::Vouch(key) => {
            let mut text = format!("\nVOUCH: reports may be sealed to this adviser.\n{}", person(key));
            if let Some(old) = roster.known(key.staff) {
                text += "  It REPLACES what stands now:\n";
                text += &person(old);
            }
            text += "  Say yes only if the fingerprint was compared with this person face to face or in a call\n  \
                     placed to a number known before.\n";
            text
        }
        Statement::Revoke(staff, why) => {
            let who = roster.known(*staff).map_or_else(|| format!("  account      {staff}\n"), |k| person(k));
            format!(
                "\nREVOKE: nothing is sealed to this adviser from here on. Reason: {}.\n{who}",
                why.word()
            )
        }
        Statement::Recovery(key) => format!("\nRECOVERY: version {}\n", key.version),
    }
}

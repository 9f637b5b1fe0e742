//! The roster as the administrator carries it: what stands, what waits, the file for the root, and what the root signed.
//! The administrator signs nothing; whatever is brought is checked against the chain and the root before it is written.

pub mod handlers;
pub mod pages;

use std::collections::BTreeMap;

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::Leaving;
use crate::store::{Audit, Tx};
pub use crate::vault::carry::CarryFault;
use crate::vault::carry::{self, RosterRequest, RosterSigned};
use crate::vault::proposal::{self, Pending};
use crate::vault::roster::{By, Parts, Refusal, Roster, Statement, fingerprint};
use crate::vault::{Result, VaultError};

/// A statement in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number; of one that waits, the number it would have now.
    pub number: i64,
    /// What it does.
    pub what: What,
    /// Name of whom it speaks of; empty for recovery.
    pub name: String,
    /// Code of their institution, or empty.
    pub institution: String,
    /// Fingerprint of the keys of a vouch, or empty.
    pub fingerprint: String,
    /// Whether the root signed it.
    pub root: bool,
    /// Names of the advisers who signed it.
    pub signers: Vec<String>,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Vouches for somebody new.
    Vouch {
        /// Who also reads for other institutions.
        outside: bool,
    },
    /// Gives somebody who stands other keys or details.
    Change {
        /// Who also reads for other institutions.
        outside: bool,
    },
    /// Somebody leaves.
    Leave(Leaving),
    /// Recovery uses this version from here on.
    Recovery(u64),
}

impl What {
    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vouch { .. } => "vouch",
            Self::Change { .. } => "change",
            Self::Leave(_) => "leave",
            Self::Recovery(_) => "recovery",
        }
    }
}

/// Names of everybody spoken of so far: whoever has left is still called by name.
#[derive(Default)]
struct Names(BTreeMap<StaffId, (String, String)>);

impl Names {
    fn name(&self, staff: StaffId) -> (String, String) {
        self.0.get(&staff).cloned().unwrap_or_else(|| (staff.to_string(), String::new()))
    }

    fn line(&mut self, number: i64, statement: &Statement, signers: &[By]) -> Line {
        let (what, (name, institution), fingerprint) = match statement {
            Statement::Vouch(key) => {
                let outside = key.outside;
                let said = (key.name.clone(), key.institution.clone());
                let known = self.0.insert(key.staff, said.clone()).is_some();
                let what = if known { What::Change { outside } } else { What::Vouch { outside } };
                (what, said, fingerprint(key))
            }
            Statement::Revoke(staff, why) => (What::Leave(*why), self.name(*staff), String::new()),
            Statement::Recovery(key) => {
                (What::Recovery(key.version), (String::new(), String::new()), String::new())
            }
        };
        let staff = |by: &By| match by {
            By::Root => None,
            By::Staff(id) => Some(self.name(*id).0),
        };
        let root = signers.contains(&By::Root);
        let signers = signers.iter().filter_map(staff).collect();
        Line { number, what, name, institution, fingerprint, root, signers }
    }

    fn read(&mut self, texts: &[String]) -> Vec<Line> {
        let parts = texts.iter().filter_map(|t| Parts::of(t));
        let line = |p: Parts<'_>| {
            let by: Vec<By> = p.signatures.iter().map(|(by, _)| *by).collect();
            self.line(p.number, &p.statement, &by)
        };
        parts.map(line).collect()
    }
}

/// What there is.
pub struct State {
    /// Every statement that counts, in order.
    pub lines: Vec<Line>,
    /// What waits for signatures, each with why it cannot follow now.
    pub pending: Vec<(Line, Option<Refusal>)>,
    /// Number of the first statement that does not verify.
    pub fault: Option<i64>,
}

struct Read {
    texts: Vec<String>,
    roster: std::sync::Arc<Roster>,
    due: Vec<Pending>,
}

async fn read(app: &App, tx: &mut Tx) -> Result<Read> {
    let roster = app.roster(tx).await?;
    let (rows, waiting) = (tx.all_staff().await?, tx.proposals().await?);
    let due = carry::due(&app.keys, &roster, &rows, &waiting);
    Ok(Read { texts: tx.roster().await?, roster, due })
}

/// Looks.
///
/// # Errors
/// [`VaultError`].
pub async fn look(app: &App) -> Result<State> {
    let read = read(app, &mut app.store.read().await?).await?;
    let (count, _) = read.roster.head();
    let mut names = Names::default();
    let counted = usize::try_from(count).unwrap_or(0).min(read.texts.len());
    let lines = names.read(&read.texts[..counted]);
    let pending = read.due.iter().map(|p| {
        let by: Vec<By> = p.signed.iter().map(|s| By::Staff(*s)).collect();
        (names.line(count + 1, &p.statement, &by), read.roster.allows(&p.statement).err())
    });
    Ok(State { pending: pending.collect(), lines, fault: read.roster.fault() })
}

/// The file to carry to the root.
///
/// # Errors
/// [`VaultError`]; [`VaultError::Refused`] when the roster does not verify.
pub async fn request(app: &App) -> Result<String> {
    let read = read(app, &mut app.store.read().await?).await?;
    let root = app.config.root().filter(|_| read.roster.fault().is_none()).ok_or(VaultError::Refused)?;
    let bodies = read.due.into_iter().map(|p| p.body).collect();
    Ok(RosterRequest::new(&root, read.texts, bodies).text())
}

/// What a file of the root would do, in words, once every statement of it is checked.
///
/// # Errors
/// [`VaultError`]; within, why it is not taken.
pub async fn check(app: &App, file: &str) -> Result<std::result::Result<Vec<Line>, CarryFault>> {
    let read = read(app, &mut app.store.read().await?).await?;
    let new = RosterSigned::parse(file).and_then(|f| f.following(&read.roster, &read.texts));
    Ok(new.map(|new| {
        let mut names = Names::default();
        names.read(&read.texts);
        names.read(&new)
    }))
}

/// Takes in what the root signed; how many statements were new.
///
/// # Errors
/// [`VaultError`]; within, why it is not taken.
pub async fn take(app: &App, who: StaffId, file: &str) -> Result<std::result::Result<usize, CarryFault>> {
    let read = read(app, &mut app.store.read().await?).await?;
    let new = match RosterSigned::parse(file).and_then(|f| f.following(&read.roster, &read.texts)) {
        Ok(new) => new,
        Err(fault) => return Ok(Err(fault)),
    };
    let mut tx = app.store.write().await?;
    let names = proposal::append(&mut tx, &read.roster, &new).await?;
    let now = app.clock.now();
    let leaf = |name| Leaf::staff(Event::RosterSigned, now, Some(who)).sealing([name].into());
    tx.commit(Audit::of(names.into_iter().map(leaf).collect())).await?;
    // Read once more, so that what is known outside the database has it too.
    app.roster(&mut app.store.look().await?).await?;
    Ok(Ok(new.len()))
}

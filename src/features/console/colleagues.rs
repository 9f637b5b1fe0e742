//! Advisers vouch for advisers: who stands in the roster, who waits, and the signature of the one who looks.
//!
//! What is signed is built anew from the roster and the keys the account offers, and only if it is the very text whose
//! fingerprint the page showed ([`Pending::seen`]). Passphrase again before each signature.

use std::collections::BTreeSet;

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Leaving};
use crate::store::{Audit, Tx};
use crate::vault::proposal::{self, Pending, Step};
use crate::vault::roster::{Refusal, Roster};
use crate::vault::staff::StaffKeys;
use crate::vault::statement::{StaffKey, Statement, fingerprint};
use crate::vault::{Result, VaultError};

/// Somebody who stands.
pub struct Standing {
    /// As vouched for.
    pub key: StaffKey,
    /// Fingerprint of `key`.
    pub fingerprint: String,
    /// Number of the statement.
    pub since: i64,
    /// Proposed to leave, for this reason.
    pub leaving: Option<Leaving>,
    /// Whether the account is closed, although what is new is sealed to it.
    pub closed: bool,
}

/// A statement that waits, and what has become of it.
pub struct Waiting {
    /// As offered: the keys of a vouch, or those of who is to leave.
    pub key: StaffKey,
    /// Fingerprint of `key`.
    pub fingerprint: String,
    /// Who signed so far.
    pub signed: Vec<StaffKey>,
    /// Whether the one who looks is among them.
    pub mine: bool,
    /// Whether earlier signatures no longer count.
    pub stale: bool,
    /// What names the text that would be signed.
    pub seen: String,
    /// Why it cannot be signed whoever does.
    pub refusal: Option<Refusal>,
    /// What the roster says of the account, or of its person, until now.
    pub before: Before,
    /// Whether the root alone can sign it.
    pub root_only: bool,
}

/// What was signed before of an account that waits, or of its person.
#[derive(Clone)]
pub enum Before {
    /// Nothing: this person never had an account here, as far as the roster knows.
    Nothing,
    /// The account stands so now.
    Stands(StaffKey),
    /// The account stood so and was revoked.
    Revoked(StaffKey),
    /// The person stood so under another account, which was revoked.
    Account(StaffKey),
}

impl Before {
    fn of(roster: &Roster, key: &StaffKey) -> Self {
        if let Some(now) = roster.known(key.staff) {
            return Self::Stands((**now).clone());
        }
        if let Some(before) = roster.stood(key.staff) {
            return Self::Revoked(before.clone());
        }
        roster.former(key.person).map_or(Self::Nothing, |k| Self::Account(k.clone()))
    }

    /// What was signed, if anything was.
    #[must_use]
    pub const fn entry(&self) -> Option<&StaffKey> {
        match self {
            Self::Nothing => None,
            Self::Stands(key) | Self::Revoked(key) | Self::Account(key) => Some(key),
        }
    }

    /// The stable machine word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Stands(_) => "stands",
            Self::Revoked(_) => "revoked",
            Self::Account(_) => "account",
        }
    }
}

impl Waiting {
    /// Whether these keys or details replace others that stand.
    #[must_use]
    pub const fn change(&self) -> bool {
        matches!(self.before, Before::Stands(_))
    }

    /// Whether the keys are others than those that were signed before.
    #[must_use]
    pub fn new_keys(&self) -> bool {
        let same = |k: &StaffKey| k.recipient == self.key.recipient && k.verifier == self.key.verifier;
        !self.before.entry().is_some_and(same)
    }
}

/// The list.
pub struct List {
    /// Who stands, by institution and name.
    pub standing: Vec<Standing>,
    /// Who waits.
    pub waiting: Vec<Waiting>,
    /// Whether the chain is broken: then nothing can be signed.
    pub broken: bool,
}

/// One colleague.
pub struct Colleague {
    /// As vouched for, if so.
    pub standing: Option<Standing>,
    /// To be vouched for.
    pub vouch: Option<Waiting>,
    /// To leave, for each reason one might give or the one that was proposed.
    pub leave: Vec<(Leaving, Waiting)>,
    /// Whether it is the one who looks.
    pub own: bool,
}

struct Read {
    roster: std::sync::Arc<Roster>,
    rows: Vec<crate::store::proposals::ProposalRow>,
    offers: Vec<StaffKey>,
    closed: Vec<StaffId>,
}

async fn read(app: &App, tx: &mut Tx) -> Result<Read> {
    let roster = app.roster(tx).await?;
    let rows = tx.proposals().await?;
    let staff = tx.all_staff().await?;
    let offers = proposal::waiting(&app.keys, &roster, &staff);
    let closed = staff.iter().filter(|s| !s.account.active).map(|s| s.account.id).collect();
    Ok(Read { roster, rows, offers, closed })
}

impl Read {
    fn pending(&self, statement: Statement) -> Pending {
        Pending::of(&self.roster, statement, &self.rows)
    }

    fn waiting(&self, me: StaffId, key: &StaffKey, statement: Statement) -> Waiting {
        let pending = self.pending(statement);
        Waiting {
            fingerprint: fingerprint(key),
            signed: pending
                .signed
                .iter()
                .filter_map(|s| self.roster.known(*s))
                .map(|k| (**k).clone())
                .collect(),
            mine: pending.signed.contains(&me),
            stale: pending.stale,
            seen: pending.seen(),
            refusal: self.roster.allows(&pending.statement).err(),
            before: Before::of(&self.roster, key),
            root_only: self.roster.needs_root(&pending.statement),
            key: key.clone(),
        }
    }

    fn vouch(&self, me: StaffId, key: &StaffKey) -> Waiting {
        self.waiting(me, key, Statement::Vouch(Box::new(key.clone())))
    }

    fn standing(&self, key: &StaffKey) -> Standing {
        let leaving = proposal::leaving(&self.roster, &self.rows);
        Standing {
            fingerprint: fingerprint(key),
            since: self.roster.since(key.staff).unwrap_or(0),
            leaving: leaving.into_iter().find(|(id, _)| *id == key.staff).map(|(_, why)| why),
            closed: self.closed.contains(&key.staff),
            key: key.clone(),
        }
    }
}

/// What colleagues or the root vouch for of an account. Without keys of its session its person sees only how to be vouched
/// for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// Keys of this session.
    Now,
    /// Keys that it had before: everything secret was made anew since.
    Before,
    /// None any more: the account was revoked, and stands again by the root alone.
    Revoked,
    /// None.
    Never,
}

/// What of this account the roster names; `next` are keys that are about to replace the present ones.
///
/// # Errors
/// [`VaultError`].
pub async fn vouched(
    app: &App,
    staff: StaffId,
    keys: &StaffKeys,
    next: Option<&StaffKeys>,
) -> Result<Vouched> {
    let mut tx = app.store.look().await?;
    let roster = app.roster(&mut tx).await?;
    let Some(known) = roster.known(staff) else {
        let stood = roster.stood(staff).is_some();
        return Ok(if stood { Vouched::Revoked } else { Vouched::Never });
    };
    let own = |keys: &StaffKeys| keys.signer().public() == known.verifier;
    Ok(if own(keys) || next.is_some_and(own) { Vouched::Now } else { Vouched::Before })
}

/// What a person tells colleagues: the fingerprint of the keys they offer, from the keys themselves; `next` are those that
/// are about to replace the present ones.
#[must_use]
pub fn own_fingerprint(account: &Account, keys: &StaffKeys, next: Option<&StaffKeys>) -> String {
    fingerprint(&proposal::own(account, next.unwrap_or(keys)))
}

/// Everybody, as the adviser `me` sees it.
///
/// # Errors
/// [`VaultError`].
pub async fn list(app: &App, me: StaffId) -> Result<List> {
    let mut tx = app.store.read().await?;
    let read = read(app, &mut tx).await?;
    let mut standing: Vec<Standing> = read.roster.standing().map(|k| read.standing(k)).collect();
    standing.sort_by(|a, b| (&a.key.institution, &a.key.name).cmp(&(&b.key.institution, &b.key.name)));
    let waiting = read.offers.iter().map(|key| read.vouch(me, key)).collect();
    Ok(List { standing, waiting, broken: read.roster.fault().is_some() })
}

/// How many colleagues there are about whom this adviser can sign something now: who waits to be vouched for, is proposed
/// to leave, or has a closed account. Not what was signed already, nor what only the root can sign.
///
/// # Errors
/// [`VaultError`].
pub async fn waiting(app: &App, me: StaffId) -> Result<i64> {
    let read = read(app, &mut app.store.read().await?).await?;
    if read.roster.fault().is_some() {
        return Ok(0);
    }
    let vouch = read.offers.iter().map(|key| read.vouch(me, key));
    let leave = read.roster.standing().map(|key| read.standing(key)).filter_map(|s| {
        let why = s.leaving.or(s.closed.then_some(Leaving::Left))?;
        Some(read.waiting(me, &s.key, Statement::Revoke(s.key.staff, why)))
    });
    let mine = |w: &Waiting| w.key.staff != me && !w.mine && w.refusal.is_none() && !w.root_only;
    let who: BTreeSet<StaffId> = vouch.chain(leave).filter(mine).map(|w| w.key.staff).collect();
    Ok(i64::try_from(who.len()).unwrap_or(i64::MAX))
}

/// One of them; `None` when nobody of this id stands or waits.
///
/// # Errors
/// [`VaultError`].
pub async fn one(app: &App, me: StaffId, id: StaffId) -> Result<Option<Colleague>> {
    let mut tx = app.store.read().await?;
    let read = read(app, &mut tx).await?;
    let vouch = read.offers.iter().find(|k| k.staff == id).map(|key| read.vouch(me, key));
    let standing = read.roster.known(id).map(|k| read.standing(k));
    let reasons = match &standing {
        None => Vec::new(),
        Some(Standing { leaving: Some(why), .. }) => vec![*why],
        Some(_) => Leaving::ALL.to_vec(),
    };
    let leave = standing.iter().flat_map(|s| reasons.iter().map(move |why| (*why, s)));
    let leave = leave.map(|(why, s)| (why, read.waiting(me, &s.key, Statement::Revoke(id, why)))).collect();
    let found = vouch.is_some() || standing.is_some();
    Ok(found.then_some(Colleague { standing, vouch, leave, own: id == me }))
}

/// What an adviser signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// That these keys are this person's.
    Vouch,
    /// That this person leaves.
    Leave(Leaving),
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// It stands in the roster.
    Stands,
    /// It waits for another signature.
    Waits,
    /// It is no longer what the page showed.
    Changed,
    /// Not theirs to sign, or nothing to sign.
    NotTheirs,
}

/// Signs, if the text to be signed is the one that was `seen`, with those of the session's keys (the present ones and
/// those that are about to replace them) that the roster names.
///
/// # Errors
/// [`VaultError`].
pub async fn sign(
    app: &App,
    account: &Account,
    own: (&StaffKeys, Option<&StaffKeys>),
    about: StaffId,
    deed: Deed,
    seen: &str,
) -> Result<Signed> {
    let read = {
        let mut tx = app.store.read().await?;
        read(app, &mut tx).await?
    };
    let roster = &read.roster;
    let own = proposal::in_force(roster, account.id, own);
    let Some(own) = own.filter(|_| roster.fault().is_none() && about != account.id) else {
        return Ok(Signed::NotTheirs);
    };
    let statement = match deed {
        Deed::Vouch => {
            let offer = read.offers.iter().find(|k| k.staff == about);
            offer.map(|key| Statement::Vouch(Box::new(key.clone())))
        }
        Deed::Leave(why) => roster.known(about).map(|_| Statement::Revoke(about, why)),
    };
    let Some(pending) = statement.map(|s| read.pending(s)) else { return Ok(Signed::Changed) };
    if pending.seen() != seen {
        return Ok(Signed::Changed);
    }
    if roster.allows(&pending.statement).is_err() || roster.needs_root(&pending.statement) {
        return Ok(Signed::NotTheirs);
    }
    let step = pending.sign(roster, account.id, own, app.clock.today());
    match write(app, account.id, &read, &pending, step).await {
        // Somebody else signed at the same moment: the page shows it, and the next click counts.
        Err(VaultError::Conflict) => Ok(Signed::Changed),
        other => other,
    }
}

async fn write(app: &App, who: StaffId, read: &Read, pending: &Pending, step: Step) -> Result<Signed> {
    let mut tx = app.store.write().await?;
    match step {
        Step::Complete(text) => {
            if let Statement::Vouch(key) = &pending.statement
                && !proposal::still_offered(&mut tx, &app.keys, key).await?
            {
                return Ok(Signed::Changed);
            }
            let names = proposal::append(&mut tx, &read.roster, &[text]).await?;
            let leaf = Leaf::staff(Event::RosterSigned, app.clock.now(), Some(who));
            tx.commit(Audit::of(vec![leaf.sealing(names.into_iter().collect())])).await?;
            // Read once more, so that what is known outside the database has it too.
            app.roster(&mut app.store.look().await?).await?;
            Ok(Signed::Stands)
        }
        Step::Waits(row) => {
            if !read.roster.is_whole_to(tx.roster_head().await?.as_ref()) {
                return Ok(Signed::Changed);
            }
            pending.keep(&mut tx, &row).await?;
            let leaf = Leaf::staff(Event::RosterProposed, app.clock.now(), Some(who));
            tx.commit(Audit::of(vec![leaf])).await?;
            Ok(Signed::Waits)
        }
    }
}

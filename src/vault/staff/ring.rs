//! Keys that change while somebody works: a new passphrase, a new second factor, new keys that nobody vouches for yet.
//!
//! Every function here returns a row, computed outside any transaction; [`put_in`] joins it with the row as it stands when
//! the transaction has locked it, so that an administrator's change of a name meanwhile is not undone.

use zeroize::Zeroizing;

use super::{
    BUNDLE, FACTOR, KeyFiles, Lane, Result, StaffKeys, StaffRow, VaultError, genuine, random, seal_bundle,
    stamped, unlock,
};
use crate::crypto::aead::{self, Cell};
use crate::domain::id::StaffId;
use crate::vault::visit::Token;

/// What a passphrase or a session opens.
#[derive(Clone)]
pub struct Ring {
    /// The keys in use.
    pub keys: StaffKeys,
    /// The keys that take their place once the roster vouches for them.
    pub next: Option<StaffKeys>,
}

impl Ring {
    /// Keys that nothing is about to replace.
    #[must_use]
    pub const fn of(keys: StaffKeys) -> Self {
        Self { keys, next: None }
    }

    /// The same keys with another second factor.
    #[must_use]
    pub fn with_factor(self, factor: &[u8; FACTOR]) -> Self {
        Self { keys: self.keys.with_factor(factor), next: self.next.map(|k| k.with_factor(factor)) }
    }

    /// The ring as the account's row has it: a session that began before the next keys were taken up, and holds both,
    /// goes on with those.
    #[must_use]
    pub fn settled(self, row: &StaffRow) -> Self {
        match self.next {
            Some(next) if row.next_bundle.is_empty() => Self::of(next),
            next => Self { next, ..self },
        }
    }

    /// The sealed session of a cookie, bound to its account and to the second at which it began: the row's plain columns
    /// can make it neither another's nor longer.
    #[must_use]
    pub fn seal_session(&self, token: &Token, staff: StaffId, created: i64) -> Vec<u8> {
        let mut plain = Zeroizing::new(Vec::with_capacity(2 * BUNDLE));
        for keys in [Some(&self.keys), self.next.as_ref()].into_iter().flatten() {
            plain.extend_from_slice(&keys.to_bytes()[..]);
        }
        let row = session_row(token, staff, created);
        aead::seal_cell(&token.key(), cell(&row), &plain)
    }

    /// Opens a session of `staff` that began at `created`.
    ///
    /// # Errors
    /// [`VaultError::Refused`], also when it is another account's.
    pub fn open_session(token: &Token, staff: StaffId, created: i64, sealed: &[u8]) -> Result<Self> {
        let row = session_row(token, staff, created);
        let plain = aead::open_cell(&token.key(), cell(&row), sealed)?;
        let (keys, next) = plain.split_at_checked(BUNDLE).ok_or(VaultError::Refused)?;
        let next = (!next.is_empty()).then(|| StaffKeys::from_bytes(next)).transpose()?;
        Ok(Self { keys: StaffKeys::from_bytes(keys)?, next })
    }
}

fn session_row(token: &Token, staff: StaffId, created: i64) -> Vec<u8> {
    [&token.session_id()[..], &staff.0, &created.to_be_bytes()].concat()
}

fn cell(row: &[u8]) -> Cell<'_> {
    Cell { table: "session", row, column: "sealed" }
}

/// The row offering the public halves of `keys` for vouching.
pub(super) fn offering(row: StaffRow, keys: &StaffKeys) -> StaffRow {
    StaffRow {
        recipient: keys.identity().recipient().to_string(),
        verify_key: keys.signer().public().to_vec(),
        ..row
    }
}

/// The row with `ring` sealed anew under `passphrase` and a fresh salt; everything else stays.
///
/// # Errors
/// [`VaultError`].
pub async fn reseal(
    row: &StaffRow,
    ring: &Ring,
    passphrase: &str,
    keys: &KeyFiles,
    lane: &Lane,
) -> Result<StaffRow> {
    let salt = random::bytes::<16>().to_vec();
    let unlock = unlock(passphrase, &salt, keys, lane).await?;
    let id = row.account.id;
    let next = ring.next.as_ref().map(|next| seal_bundle(&unlock, id, next)).transpose()?;
    let row = StaffRow {
        salt,
        verifier: unlock.verifier.to_vec(),
        bundle: seal_bundle(&unlock, id, &ring.keys)?,
        next_bundle: next.unwrap_or_default(),
        ..row.clone()
    };
    Ok(stamped(keys, row))
}

/// The row with everything secret made anew: a first enrolment, or one after a lost passphrase. Nobody vouches for the
/// keys it offers.
///
/// # Errors
/// [`VaultError`].
pub async fn enrol(
    row: &StaffRow,
    passphrase: &str,
    factor: &[u8; FACTOR],
    keys: &KeyFiles,
    lane: &Lane,
) -> Result<StaffRow> {
    let fresh = StaffKeys::generate(false).with_factor(factor);
    reseal(&offering(row.clone(), &fresh), &Ring::of(fresh), passphrase, keys, lane).await
}

/// The row after "someone may know it": another passphrase, another second factor, and fresh keys, which it offers for
/// vouching. With `keep` the present keys stay in use until the roster names the fresh ones, since grants are sealed to
/// them; without, as for roles that hold no grants, the fresh keys take their place at once.
///
/// # Errors
/// [`VaultError`].
pub async fn renew(
    row: &StaffRow,
    ring: Ring,
    keep: bool,
    (passphrase, factor): (&str, &[u8; FACTOR]),
    keys: &KeyFiles,
    lane: &Lane,
) -> Result<StaffRow> {
    let fresh = StaffKeys::generate(false).with_factor(factor);
    let row = offering(row.clone(), &fresh);
    let ring =
        if keep { Ring { keys: ring.keys.with_factor(factor), next: Some(fresh) } } else { Ring::of(fresh) };
    reseal(&row, &ring, passphrase, keys, lane).await
}

/// The row once the roster vouches for the next keys and every grant is sealed to them: they are the present ones. `None`
/// when there are none, or somebody touched the row: what SQL wrote is never stamped. Sessions that hold both go on by [`Ring::settled`].
#[must_use]
pub fn taken_up(keys: &KeyFiles, row: StaffRow) -> Option<StaffRow> {
    if row.next_bundle.is_empty() || !genuine(keys, &row) {
        return None;
    }
    let bundle = row.next_bundle.clone();
    Some(stamped(keys, StaffRow { bundle, next_bundle: Vec::new(), ..row }))
}

/// Whether an account is opened as it was when `seen` was read, for the same role. What was proved to one is worth nothing
/// to another: somebody may have closed the account, or changed its passphrase, meanwhile.
#[must_use]
pub fn opens_alike(now: &StaffRow, seen: &StaffRow) -> bool {
    let opens = |r: &StaffRow| (r.salt.clone(), r.verifier.clone(), r.bundle.clone(), r.next_bundle.clone());
    let details = |r: &StaffRow| (r.account.role, r.account.active);
    opens(now) == opens(seen) && details(now) == details(seen)
}

/// `new`, made from `seen`, put into the row `now` that a transaction has locked: what opens the account and the keys it
/// offers come from `new`, its details from `now`. `None` when somebody changed meanwhile what opens the account, or touched
/// the row.
#[must_use]
pub fn put_in(keys: &KeyFiles, now: StaffRow, seen: &StaffRow, new: StaffRow) -> Option<StaffRow> {
    if !genuine(keys, &now) || !opens_alike(&now, seen) {
        return None;
    }
    Some(stamped(keys, StaffRow { account: now.account, code_step: now.code_step, ..new }))
}

#[cfg(test)]
mod tests;

//! Invitations [format]: 20 symbols as of a receipt, made by the administrator and handed over out of band, that let
//! their holder enrol an account or set its second factor anew, once, within 72 hours.
//!
//! With `K = HKDF(index key, "balss/v1/invite")`, `code = TAG(K, "code" ‖ account ‖ kind ‖ symbols)` and
//! `mac = TAG(K, "row" ‖ account ‖ kind ‖ code ‖ ends ‖ what opens the account now)`. The last part kills an invitation
//! with its use: a row that somebody puts back with SQL speaks of a passphrase that is no longer there.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::keys::KeyFiles;
use super::{receipt, staff};
use crate::crypto::hybrid::RECIPIENT_TEXT;
use crate::crypto::kdf::{self, Secret};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::receipt::Receipt;
use crate::domain::staff::{Account, Role};
use crate::store::invites::InviteRow;
use crate::store::staff::StaffRow;

/// How long an invitation can be used, in seconds.
pub const LASTS: i64 = 72 * 3600;

/// What an invitation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A new account, or a lost passphrase: everything secret is made anew.
    Enrol,
    /// A lost second factor: the passphrase stays.
    Factor,
}

impl Kind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Enrol, Self::Factor];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Factor => "factor",
        }
    }

    /// The kind of a machine word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

fn key(keys: &KeyFiles) -> Secret {
    kdf::derive(&keys.index[..], "balss/v1/invite")
}

fn code_tag(keys: &KeyFiles, staff: StaffId, kind: &str, symbols: &[u8]) -> [u8; 32] {
    kdf::tag(&key(keys), &[b"code", &staff.0, kind.as_bytes(), symbols])
}

fn row_mac(keys: &KeyFiles, of: &StaffRow, kind: &str, code: &[u8], ends: i64) -> [u8; 32] {
    let opens = Sha256::new().chain_update(&of.verifier).chain_update(&of.bundle).finalize();
    kdf::tag(&key(keys), &[b"row", &of.account.id.0, kind.as_bytes(), code, &ends.to_be_bytes(), &opens])
}

/// A fresh code for the account `of`, as it stands now, and the row that knows it.
#[must_use]
pub fn issue(keys: &KeyFiles, of: &StaffRow, kind: Kind, now: i64) -> (Receipt, InviteRow) {
    let code = receipt::generate();
    let tag = code_tag(keys, of.account.id, kind.word(), code.symbols());
    let ends = now + LASTS;
    let mac = row_mac(keys, of, kind.word(), &tag, ends);
    let row = InviteRow {
        staff: of.account.id,
        kind: kind.word().to_owned(),
        code: tag.to_vec(),
        ends,
        mac: mac.to_vec(),
    };
    (code, row)
}

/// What `typed` lets its holder do with the account, if anything. An account that is closed or was touched, none at all,
/// and a code that is wrong, over or was used are answered alike, after the same work. Whoever acts on it takes the row
/// away in the same transaction ([`Tx::end_invite`](crate::store::Tx::end_invite)).
#[must_use]
pub fn check(
    keys: &KeyFiles,
    of: Option<&StaffRow>,
    invite: Option<&InviteRow>,
    typed: &str,
    now: i64,
) -> Option<Kind> {
    let parsed = Receipt::parse(typed);
    let symbols = parsed.as_ref().map_or(&[0; 20], Receipt::symbols);
    // Where there is no account or no invitation, the same is done with ones that open nothing.
    let (no_account, no_invite) = (nobody(), none());
    let (row, known) = (of.unwrap_or(&no_account), invite.unwrap_or(&no_invite));
    let tag = code_tag(keys, row.account.id, &known.kind, symbols);
    let same: bool = tag[..].ct_eq(&known.code).into();
    let genuine: bool = row_mac(keys, row, &known.kind, &known.code, known.ends)[..].ct_eq(&known.mac).into();
    let whole = if of.is_some() {
        staff::genuine(keys, row)
    } else {
        staff::row_mac(keys, row)[..].ct_eq(&row.mac).into()
    };
    let fits = match Kind::parse(&known.kind)? {
        Kind::Enrol => true,
        Kind::Factor => row.enrolled(),
    };
    let there = of.is_some() && invite.is_some() && known.staff == row.account.id;
    let valid = there && parsed.is_ok() && same && genuine && whole && row.account.active && fits;
    (valid && now < known.ends).then(|| Kind::parse(&known.kind))?
}

/// An account that nobody has: as long as one whose person has enrolled.
fn nobody() -> StaffRow {
    let account = Account {
        id: StaffId([0; 16]),
        username: String::new(),
        role: Role::Adviser,
        person: PersonId([0; 16]),
        institution: String::new(),
        name: String::new(),
        lang: String::new(),
        mail: String::new(),
        active: false,
        outside: false,
    };
    StaffRow {
        account,
        salt: Vec::new(),
        verifier: vec![0; 32],
        bundle: vec![0; 2048],
        next_bundle: Vec::new(),
        recipient: "0".repeat(RECIPIENT_TEXT),
        verify_key: vec![0; 32],
        code_step: 0,
        mac: vec![0; 32],
    }
}

/// An invitation of nobody.
fn none() -> InviteRow {
    let kind = Kind::Enrol.word().to_owned();
    InviteRow { staff: StaffId([0; 16]), kind, code: vec![0; 32], ends: 0, mac: vec![0; 32] }
}

#[cfg(test)]
mod tests;

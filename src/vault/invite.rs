//! Invitations [format]: 20 symbols as of a receipt, made by the administrator and handed over out of band, that let
//! their holder enrol an account or set its second factor anew, once, within 72 hours.
//!
//! With `K = HKDF(index key, "balss/v1/invite")`, `code = TAG(K, "code" ‖ account ‖ kind ‖ symbols)` and
//! `mac = TAG(K, "row" ‖ account ‖ kind ‖ code ‖ ends ‖ what opens the account now)`. The last part kills an invitation
//! with its use: a row that somebody puts back with SQL speaks of a passphrase that is no longer there.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::keys::KeyFiles;
use super::receipt;
use crate::crypto::kdf::{self, Secret};
use crate::domain::id::StaffId;
use crate::domain::receipt::Receipt;
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
    let nobody = StaffId([0; 16]);
    let parsed = Receipt::parse(typed);
    let symbols = parsed.as_ref().map_or(&[0; 20], Receipt::symbols);
    let kind = invite.map_or("", |i| &i.kind[..]);
    let tag = code_tag(keys, of.map_or(nobody, |o| o.account.id), kind, symbols);
    let same: bool = tag[..].ct_eq(invite.map_or(&[0; 32], |i| &i.code[..])).into();
    let (of, invite) = (of?, invite?);
    let genuine: bool = row_mac(keys, of, kind, &invite.code, invite.ends)[..].ct_eq(&invite.mac).into();
    let open = of.account.active && super::staff::genuine(keys, of) && invite.staff == of.account.id;
    let fits = match Kind::parse(kind)? {
        Kind::Enrol => true,
        Kind::Factor => of.enrolled(),
    };
    (parsed.is_ok() && same && genuine && open && fits && now < invite.ends).then(|| Kind::parse(kind))?
}

#[cfg(test)]
mod tests;

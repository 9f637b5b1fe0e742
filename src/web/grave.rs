//! The passphrase again, before an act that somebody at an unlocked screen must not be able to do (new passphrase, roster
//! statements, accounts of others). The form of the act has one more field, `passphrase` (`type="password"`,
//! `autocomplete="current-password"`); its handler calls [`confirm`] after the token and before the use case:
//!
//! ```ignore
//! guard::token(Some(signed.token()), fields.find("csrf"))?;
//! match grave::confirm(&app, &signed, &fields).await {
//!     Ok(()) => {}
//!     Err(grave::Fault::Failed(e)) => return Err(e.keeping(fields.kept())),
//!     Err(fault) => errors.extend(fault.say(&shell)), // beside the field; the passphrase is not shown again
//! }
//! ```

use std::sync::atomic::Ordering;

use super::error::{Error, Kind};
use super::page::Shell;
use super::parts::FieldError;
use super::staff::Signed;
use crate::app::App;
use crate::domain::fields::Fields;
use crate::vault::{VaultError, staff};

/// Name of the field, in the form of the act itself.
pub const FIELD: &str = "passphrase";

/// Why the act is not done.
#[derive(Debug, Clone)]
pub enum Fault {
    /// The passphrase is not that of the account.
    Wrong,
    /// Too many wrong ones just before.
    Busy,
    /// Something else went wrong.
    Failed(Error),
}

impl Fault {
    /// What stands beside the field; nothing where the whole page is an error.
    #[must_use]
    pub fn say(&self, shell: &Shell) -> Option<FieldError> {
        let id = match self {
            Self::Wrong => "grave-error-wrong",
            Self::Busy => "grave-error-busy",
            Self::Failed(_) => return None,
        };
        Some(FieldError { field: FIELD, text: shell.t(id) })
    }
}

/// Checks the passphrase of whoever is signed in, with one Argon2 run on the lane of staff. Failures count as failed
/// sign-ins; a right one costs no attempt.
///
/// # Errors
/// [`Fault`].
pub async fn confirm(app: &App, signed: &Signed, fields: &Fields) -> Result<(), Fault> {
    let count = || app.failed_sign_ins.fetch_add(1, Ordering::Relaxed);
    let account = &signed.account;
    if app.grave_attempts.as_ref().is_some_and(|a| a.check(Some(&account.id.0)).is_err()) {
        count();
        return Err(Fault::Busy);
    }
    let failed = |e: crate::store::StoreError| Fault::Failed(e.into());
    let mut tx = app.store.look().await.map_err(failed)?;
    let row = tx.staff(account.id).await.map_err(failed)?;
    drop(tx);
    let row = row.filter(|r| r.account.active);
    let Some(row) = row else { return Err(Fault::Failed(Error::new(Kind::SignedOut))) };
    let typed = fields.get(FIELD);
    match staff::open(Some(&row), &account.username, typed, &app.keys, &app.staff_lane).await {
        Ok(_) => {
            app.grave_attempts.iter().for_each(|a| a.was_right(&account.id.0));
            Ok(())
        }
        Err(VaultError::Refused) => {
            count();
            Err(Fault::Wrong)
        }
        Err(e) => Err(Fault::Failed(e.into())),
    }
}

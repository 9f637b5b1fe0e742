//! What somebody chooses: a passphrase, typed twice, and a second factor, shown by its first code.

use std::sync::atomic::Ordering;

use crate::app::App;
use crate::domain::passphrase::{self, Weak};
use crate::domain::staff::Account;
use crate::texts::choice_id;
use crate::vault::Result;
use crate::vault::staff::{self, FACTOR};

/// What is wrong with something typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The new passphrase is weak.
    Weak(Weak),
    /// The second time something else was typed.
    Differs,
    /// The code is not one of the new second factor.
    NewCode,
    /// The code is not one of the present second factor, or was used.
    Code,
    /// The passphrase is not that of the account.
    Passphrase,
    /// Too many attempts.
    Busy,
    /// Colleagues vouch for the waiting keys, which are not in use yet.
    Vouched,
}

/// A passphrase as typed, twice.
#[derive(Clone, Copy)]
pub struct Chosen<'a> {
    /// The first time.
    pub passphrase: &'a str,
    /// The second time.
    pub again: &'a str,
}

/// What is wrong with a new passphrase of `account`.
///
/// # Errors
/// [`VaultError::Refused`](crate::vault::VaultError::Refused) if the runtime is ending.
pub async fn faults(app: &App, account: &Account, chosen: Chosen<'_>) -> Result<Vec<Fault>> {
    if chosen.passphrase != chosen.again && !chosen.again.is_empty() {
        return Ok(vec![Fault::Differs]);
    }
    let mut known = vec![account.name.clone(), account.username.clone(), account.institution.clone()];
    if !account.institution.is_empty() {
        let id = choice_id("institution", &account.institution);
        known.extend(app.texts.all().iter().map(|l| app.texts.say(l.lang, &id)));
    }
    let typed = zeroize::Zeroizing::new(chosen.passphrase.to_owned());
    // Somebody who types what is slow to estimate does not hold up other people's pages.
    let judged = tokio::task::spawn_blocking(move || {
        passphrase::judge(&typed, &known.iter().map(String::as_str).collect::<Vec<_>>())
    });
    let judged = judged.await.map_err(|_| crate::vault::VaultError::Refused)?;
    let weak = judged.err().map(Fault::Weak);
    let once = (weak.is_none() && chosen.again.is_empty()).then_some(Fault::Differs);
    Ok(weak.into_iter().chain(once).collect())
}

/// The step of the code that shows that somebody's device has `factor`.
#[must_use]
pub fn step(app: &App, factor: &[u8; FACTOR], code: &str) -> Option<i64> {
    staff::step_of(factor, code, app.clock.now())
}

/// Counts a failed attempt for the log.
pub fn failed(app: &App) {
    app.failed_sign_ins.fetch_add(1, Ordering::Relaxed);
}

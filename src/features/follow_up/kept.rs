//! A private record that was opened with its code: reading it (which lets it be kept on), taking it up again, erasing it.

use super::held;
use crate::app::{App, DRAFT_SECONDS, Shared};
use crate::clock::{date, day};
use crate::domain::event::{Event, Leaf};
use crate::domain::report::PATH;
use crate::store::{Audit, StoreError};
use crate::vault::kept::{self, Keeping, Opened};
use crate::vault::original::Own;
use crate::vault::receipt::ReceiptKeys;
use crate::vault::visit::{self, Draft, Token, Visit};
use crate::vault::{Result, VaultError};

async fn keys(app: &App, token: &Token) -> Result<Option<ReceiptKeys>> {
    let loaded = visit::load(&mut app.store.look().await?, token, app.clock.now()).await?;
    let Some(root) = loaded.and_then(|l| l.visit.private) else { return Ok(None) };
    Ok(Some(ReceiptKeys::from_root(visit::decode(&root)?)))
}

/// Opens the record of these keys, if there is one, and lets it be kept on from today.
pub(super) async fn open(app: &App, keys: &ReceiptKeys) -> Result<Option<Opened>> {
    let today = app.clock.today();
    for _ in 0..4 {
        let opened = kept::open(&mut app.store.look().await?, keys, today).await?;
        let Some(opened) = opened else { return Ok(None) };
        let last = day(kept::last_day(date(today), app.config.keep_days));
        if opened.row.clean_day >= last {
            return Ok(Some(opened));
        }
        let keeping = Keeping::seal(keys, opened.private, Some(&opened.row), last)?;
        let mut tx = app.store.write().await?;
        match keeping.write(&mut tx).await {
            Ok(sealed) => {
                tx.commit(Audit::of(vec![Leaf::private(Event::RecordKept, today, sealed)])).await?;
            }
            Err(VaultError::Conflict) => {}
            Err(e) => return Err(e),
        }
    }
    Err(VaultError::Conflict)
}

/// Lets a visit hold the record of these keys.
pub(super) async fn hold(app: &App, token: &Token, receipt: &ReceiptKeys) -> Result<()> {
    let (now, private) = (app.clock.now(), Some(visit::encode(receipt.root())));
    // A report that is being written in another tab stays.
    let loaded = visit::load(&mut app.store.look().await?, token, now).await?;
    let draft = loaded.and_then(|l| l.visit.draft).filter(|d| !d.sent);
    let visit = Visit { ends: now + held::WAITS, draft, private, ..Visit::default() };
    visit::begin(&app.store, token, &visit, app.clock.today().plus(1)).await?;
    app.drafts.end(token.visit_id());
    Ok(())
}

/// The record of a visit; `None` when it holds none, or it is gone.
///
/// # Errors
/// [`VaultError`].
pub async fn read(app: &App, token: &Token) -> Result<Option<Opened>> {
    match keys(app, token).await? {
        Some(keys) => open(app, &keys).await,
        None => Ok(None),
    }
}

/// Puts the draft back under the visit, to be gone on with; to be sent, with the choice of who reads it next. False when
/// the record is gone.
///
/// # Errors
/// [`VaultError`].
pub async fn take_up(app: &App, token: &Token, to_send: bool) -> Result<bool> {
    let Some(opened) = read(app, token).await? else { return Ok(false) };
    let mut draft: Draft = opened.private.draft.clone();
    draft.kept = true;
    if draft.own.is_empty() {
        draft.own = Own::generate().text();
    }
    "check".clone_into(&mut draft.step);
    if to_send {
        "institution".clone_into(&mut draft.step);
        PATH[0].clone_into(&mut draft.answers.path);
    }
    let now = app.clock.now();
    let visit = Visit { ends: now + DRAFT_SECONDS, draft: Some(draft), ..Visit::default() };
    visit::begin(&app.store, token, &visit, app.clock.today().plus(1)).await?;
    Ok(true)
}

/// Erases the record; false when it is gone already. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn erase(app: &Shared, token: &Token) -> Result<bool> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { gone(&app, &token).await }).await.map_err(|_| VaultError::Refused)?
}

async fn gone(app: &App, token: &Token) -> Result<bool> {
    let Some(keys) = keys(app, token).await? else { return Ok(false) };
    let today = app.clock.today();
    for _ in 0..4 {
        let opened = kept::open(&mut app.store.look().await?, &keys, today).await?;
        let Some(opened) = opened else { return Ok(false) };
        let mut nothing = Draft::new();
        nothing.files.clear();
        let mut tx = app.store.write().await?;
        match kept::end(&mut tx, &keys, &opened, &nothing).await {
            Ok(sealed) => {
                tx.commit(Audit::of(vec![Leaf::private(Event::RecordEnded, today, sealed)])).await?;
                app.store.empty_log().await?;
                return Ok(true);
            }
            Err(VaultError::Conflict | VaultError::Store(StoreError::Busy)) => {}
            Err(e) => return Err(e),
        }
    }
    Err(VaultError::Conflict)
}

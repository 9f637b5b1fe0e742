//! Sending: one transaction makes the case, its grants, its records and its leaf, and marks the draft as sent. Double
//! clicks, reloads and retries find the draft sent and show the same receipt.

use std::time::Duration;

use super::draft;
use super::pages::faults::Fault;
use super::steps::Step;
use crate::app::Shared;
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::report::PRIVATE;
use crate::store::{Audit, StoreError};
use crate::texts::Lang;
use crate::vault::deposit::{Deposit, Filing};
use crate::vault::kept;
use crate::vault::passing::Busy;
use crate::vault::receipt::ReceiptKeys;
use crate::vault::thread::Report;
use crate::vault::visit::{self, Draft, Loaded, Token, Visit};
use crate::vault::{self, Result, VaultError};

/// How long the receipt can be read again, in seconds.
const RECEIPT_SECONDS: i64 = 15 * 60;

/// What became of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is filed, now or before.
    Yes,
    /// The draft is over.
    Over,
    /// Too many reports come in: it waits, and is worth another try after this time.
    Later(Duration),
    /// Something has to be put right first.
    Unfinished(Step, Vec<Fault>),
}

/// Sends the draft of `token`. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`]; then nothing was filed and the draft stands as it was.
pub async fn submit(app: &Shared, token: &Token, lang: Lang) -> Result<Sent> {
    let (app, token) = (app.clone(), token.clone());
    let task = app.tasks.spawn({
        let app = app.clone();
        // All of it: a client that is gone by now has still sent its report.
        async move {
            match draft::unfinished(&app, &token).await? {
                Some((step, faults)) => Ok(Sent::Unfinished(step, faults)),
                None => send(&app, &token, lang).await,
            }
        }
    });
    task.await.map_err(|_| VaultError::Refused)?
}

async fn send(app: &Shared, token: &Token, lang: Lang) -> Result<Sent> {
    let now = app.clock.now();
    let mut admitted = false;
    for _ in 0..16 {
        let loaded = visit::load(&mut app.store.look().await?, token, now).await?;
        let Some(loaded) = loaded else { return Ok(Sent::Over) };
        let Some(draft) = loaded.visit.draft.clone() else { return Ok(Sent::Over) };
        if draft.sent {
            return Ok(Sent::Yes);
        }
        // A page from before the person chose to keep it for themselves must not hand it to anybody.
        if draft.answers.path == PRIVATE {
            return Ok(Sent::Unfinished(Step::Check, vec![]));
        }
        if !admitted {
            let age = u64::try_from(now - draft.begun).unwrap_or(0);
            if let Err(wait) = app.admission.admit(token.visit_id(), Duration::from_secs(age)) {
                let waits = draft.waiting || draft::wait(app, token, true).await?;
                return Ok(if waits { Sent::Later(wait) } else { Sent::Over });
            }
            admitted = true;
        }
        match file(app, token, &loaded, draft, lang, now).await {
            // Another tab changed or sent the draft, or the roster changed: look again.
            Err(VaultError::Conflict | VaultError::Store(StoreError::Busy)) => {}
            other => {
                if other.is_ok() {
                    app.drafts.end(token.visit_id());
                }
                if matches!(other, Ok(false)) {
                    draft::wait(app, token, false).await?;
                    return Ok(Sent::Over);
                }
                return other.map(|_| Sent::Yes);
            }
        }
    }
    Err(VaultError::Conflict)
}

/// Files the report; false when it was filed before, from another draft of the same private record.
async fn file(
    app: &Shared,
    token: &Token,
    loaded: &Loaded,
    draft: Draft,
    lang: Lang,
    now: i64,
) -> Result<bool> {
    let day = app.clock.today();
    let receipt = ReceiptKeys::derive(&draft.code()?, &app.salt, &app.keys, &app.receipt_lane).await?;
    let mut tx = app.store.look().await?;
    let roster = app.roster(&mut tx).await?;
    let busy = Busy::read(&mut tx, &roster, day).await?;
    drop(tx);
    let (case, kept) = (draft.case, draft.kept);
    let private = if kept { kept::open(&mut app.store.look().await?, &receipt, day).await? } else { None };
    let stays = draft.clone();
    let sent = Visit { ends: now + RECEIPT_SECONDS, draft: Some(draft.receipt_only()), ..Visit::default() };
    let deposit = seal(app, &receipt, draft, lang, day, (&roster, busy)).await?;
    let mut tx = app.store.write().await?;
    // A private record that was taken up in two browsers and sent from the other one is one report.
    if tx.case_of_receipt(&receipt.locator()).await?.is_some() {
        return Ok(false);
    }
    if !visit::replace(&mut tx, token, loaded, &sent, day.plus(1)).await? {
        return Err(VaultError::Conflict);
    }
    // Whoever was revoked since the seals were made must not receive.
    if !roster.was_read_to(tx.roster_head().await?.as_ref()) {
        return Err(VaultError::Conflict);
    }
    let mut leaves = Vec::new();
    // Its own entry, without the case: what became of a private record is its reporter's.
    if let Some(private) = &private {
        let ended = kept::end(&mut tx, &receipt, private, &stays).await?;
        leaves.push(Leaf::private(Event::RecordEnded, day, ended));
    }
    let sealed = deposit.write(&mut tx).await?;
    leaves.push(Leaf::reporter(Event::CaseFiled, day, case, sealed));
    tx.commit(Audit::of(leaves)).await?;
    Ok(true)
}

async fn seal(
    app: &Shared,
    receipt: &ReceiptKeys,
    draft: Draft,
    lang: Lang,
    day: Day,
    (roster, busy): (&std::sync::Arc<crate::vault::roster::Roster>, Busy),
) -> Result<Deposit> {
    let (app, receipt, roster) = (app.clone(), receipt.clone(), roster.clone());
    let seal = move || {
        let readers = busy.take(super::steps::readers(&draft.answers, &roster));
        let readers = readers.iter().map(|r| r.name.clone()).collect();
        let filing = Filing {
            case: draft.case,
            thread_seed: draft.seed()?,
            own: draft.own()?,
            receipt: &receipt,
            report: Report { lang: lang.code().to_owned(), answers: draft.answers.clone(), readers },
            files: &draft.files,
            day,
            roster: &roster,
            busy: &busy,
            grant_rows: app.config.grant_rows,
        };
        filing.seal(&app.keys)
    };
    vault::aside::run(seal).await
}

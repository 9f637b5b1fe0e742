//! Keeping a draft for oneself: it becomes a private record under its receipt, and the draft is over.

use std::time::Duration;

use super::draft;
use super::pages::faults::Fault;
use super::steps::{self, Step};
use crate::app::{App, Shared};
use crate::clock::{date, day};
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::report::PRIVATE;
use crate::store::{Audit, StoreError};
use crate::texts::Lang;
use crate::vault::kept::{self, Keeping, Opened, Private};
use crate::vault::receipt::ReceiptKeys;
use crate::vault::visit::{self, Draft, Loaded, Token, Visit};
use crate::vault::{Result, VaultError};

/// How long the code can be read again, in seconds.
const RECEIPT_SECONDS: i64 = 15 * 60;
/// The step of a draft that was kept: what is left of it is its code.
pub const KEPT: &str = "kept";

/// What became of it.
pub enum Kept {
    /// It is kept, now or before.
    Yes,
    /// The draft is over.
    Over,
    /// Too much comes in; worth another try after this time.
    Later(Duration),
    /// Something has to be put right first.
    Unfinished(Step, Vec<Fault>),
}

/// The last day on which a private record visited today is kept.
#[must_use]
pub fn last_day(app: &App) -> Day {
    day(kept::last_day(date(app.clock.today()), app.config.keep_days))
}

/// Keeps the draft of `token`. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`]; then nothing was kept and the draft stands as it was.
pub async fn keep(app: &Shared, token: &Token, lang: Lang) -> Result<Kept> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { again(&app, &token, lang).await }).await.map_err(|_| VaultError::Refused)?
}

async fn again(app: &App, token: &Token, lang: Lang) -> Result<Kept> {
    let now = app.clock.now();
    let mut admitted = false;
    for _ in 0..16 {
        let loaded = visit::load(&mut app.store.look().await?, token, now).await?;
        let Some(loaded) = loaded else { return Ok(Kept::Over) };
        let Some(draft) = loaded.visit.draft.as_ref() else { return Ok(Kept::Over) };
        if draft.sent {
            return Ok(Kept::Yes);
        }
        if let Some(unfinished) = unfinished(draft) {
            return Ok(unfinished);
        }
        // A record takes room for a year: it is let in as a report is, once.
        if !draft.kept && !admitted {
            let age = u64::try_from(now - draft.begun).unwrap_or(0);
            if let Err(wait) = app.record_admission.admit(token.visit_id(), Duration::from_secs(age)) {
                return Ok(Kept::Later(wait));
            }
            admitted = true;
        }
        let receipt = ReceiptKeys::derive(&draft.code()?, &app.salt, &app.keys, &app.receipt_lane).await?;
        let before = kept::open(&mut app.store.look().await?, &receipt, app.clock.today()).await?;
        if draft.kept && before.is_none() {
            renew(app, token, now).await?;
            continue;
        }
        match put(app, token, &loaded, (&receipt, before), lang, now).await {
            Err(VaultError::Conflict | VaultError::Store(StoreError::Busy)) => {}
            other => {
                if other.is_ok() {
                    app.drafts.end(token.visit_id());
                }
                return other.map(|()| Kept::Yes);
            }
        }
    }
    Err(VaultError::Conflict)
}

/// A record may lack everything but words, and none of its fields may be too long.
fn unfinished(draft: &visit::Draft) -> Option<Kept> {
    let steps = [Step::Words, Step::What, Step::People, Step::Contact, Step::Readers];
    let fault = |step| {
        let mut faults = steps::faults(step, &draft.answers, &crate::vault::roster::Roster::default());
        // Nobody reads it: only what is too long counts.
        faults.retain(|f| step != Step::Readers || matches!(f, Fault::ShortLong(..)));
        (step, faults)
    };
    let found = steps.into_iter().map(fault).find(|(_, faults)| !faults.is_empty());
    found.map(|(step, faults)| Kept::Unfinished(step, faults))
}

/// The record of this draft was erased or sent from another browser: what is written here is kept under a code of its own.
/// Under the old one the log knows the record as ended, or it opens the case. Files went with the record.
async fn renew(app: &App, token: &Token, now: i64) -> Result<()> {
    let fresh = Draft::new();
    let done = visit::change(&app.store, token, now, app.clock.today().plus(1), |v| {
        if let Some(draft) = v.draft.as_mut().filter(|d| d.kept) {
            let mut fresh = fresh.clone();
            (fresh.answers, fresh.step) = (draft.answers.clone(), draft.step.clone());
            fresh.begun = draft.begun;
            *draft = fresh;
        }
    });
    done.await.map(drop)
}

async fn put(
    app: &App,
    token: &Token,
    loaded: &Loaded,
    (receipt, before): (&ReceiptKeys, Option<Opened>),
    lang: Lang,
    now: i64,
) -> Result<()> {
    let Some(draft) = loaded.visit.draft.as_ref() else { return Err(VaultError::Refused) };
    let today = app.clock.today();
    let mut as_kept = draft.clone();
    (as_kept.kept, as_kept.waiting, as_kept.step) = (true, false, Step::Check.word().to_owned());
    // Kept on the way to sending or not: whoever takes it up later is not to send it by its first button.
    PRIVATE.clone_into(&mut as_kept.answers.path);
    let mut private = Private::new(as_kept, today, lang.code());
    // What stands as it stood keeps its proof.
    if let Some(before) = &before
        && before.private.draft.answers.statement == draft.answers.statement
        && before.private.draft.files == draft.files
    {
        (private.day, private.nonce) = (before.private.day, before.private.nonce.clone());
    }
    let keeping = Keeping::seal(receipt, private, before.as_ref().map(|b| &b.row), last_day(app))?;
    let mut code = draft.receipt_only();
    KEPT.clone_into(&mut code.step);
    let shown = Visit { ends: now + RECEIPT_SECONDS, draft: Some(code), ..Visit::default() };
    let mut tx = app.store.write().await?;
    if !visit::replace(&mut tx, token, loaded, &shown, today.plus(1)).await? {
        return Err(VaultError::Conflict);
    }
    // A file that was taken out since the last time goes.
    for file in before.iter().flat_map(|b| &b.private.draft.files) {
        if !draft.files.contains(file) {
            for (blob, _) in file.objects() {
                tx.discard_blob(blob).await?;
            }
        }
    }
    let sealed = keeping.write(&mut tx).await?;
    Ok(tx.commit(Audit::of(vec![Leaf::private(Event::RecordKept, today, sealed)])).await?)
}

/// Whether the visit shows the code of a draft that was kept.
#[must_use]
pub fn is_kept(view: &draft::View) -> bool {
    view.draft.step == KEPT
}

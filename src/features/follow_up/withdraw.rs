//! Withdrawing a report, and taking that back. The thread says both, sealed, with their days; the store's mark goes
//! into the list of tombstones, so that it does not come back with an older store. To the log it is a word of the reporter's like any other: an entry of its own kind would
//! tell whoever steals the log which cases were withdrawn.

use super::held;
use crate::app::{App, Shared};
use crate::clock::date;
use crate::domain::case::{DAYS_WITHDRAWN, Status};
use crate::domain::event::{Event, Leaf};
use crate::store::Audit;
use crate::texts::Lang;
use crate::vault::shred;
use crate::vault::statistics::record;
use crate::vault::thread::{Addition, Conversation, Words};
use crate::vault::visit::Token;
use crate::vault::{Result, VaultError};

/// Withdraws the report of a visit; false when the visit is over. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn withdraw(app: &Shared, token: &Token) -> Result<bool> {
    spawn(app, token, true).await
}

/// Takes a withdrawal back: the case stands where it stood; false when the visit is over.
///
/// # Errors
/// [`VaultError`].
pub async fn take_back(app: &Shared, token: &Token) -> Result<bool> {
    spawn(app, token, false).await
}

async fn spawn(app: &Shared, token: &Token, away: bool) -> Result<bool> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { set(&app, &token, away).await }).await.map_err(|_| VaultError::Refused)?
}

async fn set(app: &App, token: &Token, away: bool) -> Result<bool> {
    let Some((case, receipt)) = held::returning(app, token).await? else { return Ok(false) };
    let (today, tag) = (app.clock.today(), shred::withdrawn_tag(&app.keys, case));
    for _ in 0..16 {
        let Some((opened, read)) = held::current(app, case, &receipt).await? else { return Ok(false) };
        if away == (read.card.status == Status::Withdrawn) {
            return Ok(true);
        }
        let to = if away { Status::Withdrawn } else { before(&read) };
        let due = Some(read.card.due_after_word(today));
        let words = Words { status: Some((to, String::new())), due, ..Words::default() };
        let addition = Addition::seal(opened.newest()?, &read, words, today)?;
        let mut tx = app.store.write().await?;
        if away {
            tx.add_withdrawn(&tag).await?;
            record::forget(&mut tx, &app.keys, case).await?;
        } else {
            tx.remove_withdrawn(&tag).await?;
        }
        match addition.write(&mut tx, today).await {
            Ok(sealed) => {
                let leaf = Leaf::reporter(Event::ReporterWrote, today, case, sealed);
                tx.commit(Audit::of(vec![leaf])).await?;
                if !away {
                    app.state.taken_back(&tag).map_err(VaultError::from)?;
                }
                return Ok(true);
            }
            Err(VaultError::Conflict) => {}
            Err(e) => return Err(e),
        }
    }
    Err(VaultError::Conflict)
}

/// Where the case stood before it was withdrawn.
fn before(read: &Conversation) -> Status {
    read.steps.last().map_or(Status::New, |step| match step.what.to {
        Status::Withdrawn => step.what.from,
        other => other,
    })
}

/// The last day on which a withdrawn report is certainly there; empty when its thread does not know the day.
#[must_use]
pub fn until(app: &App, lang: Lang, read: &Conversation) -> String {
    let day = shred::withdrawn_on(read).map(|day| date(day.plus(DAYS_WITHDRAWN)));
    day.map(|day| app.texts.day(lang, day)).unwrap_or_default()
}

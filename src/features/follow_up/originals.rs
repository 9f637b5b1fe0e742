//! Originals of photographs, which their reporter alone holds: which there are, and handing one over.

use super::held;
use crate::app::{App, Shared};
use crate::domain::case::Status;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::BlobId;
use crate::store::Audit;
use crate::vault::files::FileRecord;
use crate::vault::original::Own;
use crate::vault::thread::{Addition, Conversation, Message, Side, Words};
use crate::vault::visit::Token;
use crate::vault::{Result, VaultError};

/// Photographs whose original was not handed over yet.
pub fn waiting(read: &Conversation) -> impl Iterator<Item = &FileRecord> {
    let all = || read.files.iter().map(|f| &f.what);
    all().filter(move |f| f.original.is_some() && !all().any(|given| f.was_given_as(given)))
}

/// The file whose original this is.
#[must_use]
pub fn of(read: &Conversation, blob: BlobId) -> Option<&FileRecord> {
    let is = |f: &&FileRecord| f.original.as_ref().is_some_and(|o| o.blob == blob);
    read.files.iter().map(|f| &f.what).find(is)
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// Whoever reads the conversation can open it, now or before.
    Yes,
    /// There is no such original, or nobody to give it to.
    Nothing,
    /// The receipt does not open its key: somebody put another in its place.
    Locked,
    /// The visit is over.
    Over,
}

/// Hands an original over to those who read the conversation. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn give(app: &Shared, token: &Token, blob: BlobId) -> Result<Given> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { hand_over(&app, &token, blob).await }).await.map_err(|_| VaultError::Refused)?
}

async fn hand_over(app: &App, token: &Token, blob: BlobId) -> Result<Given> {
    let Some((case, receipt)) = held::returning(app, token).await? else { return Ok(Given::Over) };
    let today = app.clock.today();
    for _ in 0..16 {
        let Some((opened, read)) = held::current(app, case, &receipt).await? else { return Ok(Given::Over) };
        let Some(file) = of(&read, blob).filter(|_| read.card.status != Status::Withdrawn) else {
            return Ok(Given::Nothing);
        };
        if read.files.iter().any(|given| file.was_given_as(&given.what)) {
            return Ok(Given::Yes);
        }
        let own = Own::unwrap(&receipt, case, &opened.body.own);
        let Some(given) = own.and_then(|own| file.given(&own)) else { return Ok(Given::Locked) };
        // A message without words: advisers find it as something new of the reporter's.
        let words = Words {
            message: Some(Message::new(Side::Reporter, String::new(), String::new(), None)),
            status: Some((read.card.status.after_reporter_wrote(), String::new())),
            files: vec![given],
            due: Some(today.plus(1)),
            ..Words::default()
        };
        let addition = Addition::seal(opened.newest()?, &read, words, today)?;
        let mut tx = app.store.write().await?;
        match addition.write(&mut tx, today).await {
            Ok(sealed) => {
                let leaf = Leaf::reporter(Event::ReporterWrote, today, case, sealed);
                tx.commit(Audit::of(vec![leaf])).await?;
                return Ok(Given::Yes);
            }
            Err(VaultError::Conflict) => {}
            Err(e) => return Err(e),
        }
    }
    Err(VaultError::Conflict)
}

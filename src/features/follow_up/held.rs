//! The conversation that a visit holds: opened, and taken to the epoch in which it may be written to.

use crate::app::App;
use crate::domain::case::Status;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::CaseId;
use crate::vault::access::{self, OpenedCase, Opener};
use crate::vault::receipt::ReceiptKeys;
use crate::vault::rotate::Change;
use crate::vault::shred;
use crate::vault::thread::{self, Conversation};
use crate::vault::visit::{self, Token};
use crate::vault::{Result, VaultError};

/// Seconds an opened conversation waits for its next page.
pub(super) const WAITS: i64 = 2 * 3600;

/// The case of a receipt; nothing where the receipt opens none.
pub(super) async fn opened(
    app: &App,
    case: CaseId,
    receipt: &ReceiptKeys,
) -> Result<Option<(OpenedCase, Conversation)>> {
    let mut tx = app.store.read().await?;
    // Whatever rows stand there: those of an older copy of the case would let a replaced code in.
    if app.state.tombstones()?.replaced.contains(&receipt.replaced_tag(&app.keys)) {
        access::open_in_vain(&app.keys, receipt);
        return Ok(None);
    }
    let Some(opened) = access::open(&mut tx, &app.keys, Opener::Reporter(receipt), case).await? else {
        return Ok(None);
    };
    let mut conversation = thread::read(&mut tx, case, &opened.epochs).await?;
    if shred::is_withdrawn(&mut tx, (&app.keys, &app.state), case, &conversation).await? {
        conversation.card.status = Status::Withdrawn;
    }
    Ok(Some((opened, conversation)))
}

/// The case that a visit holds, and what opens it.
pub(super) async fn returning(app: &App, token: &Token) -> Result<Option<(CaseId, ReceiptKeys)>> {
    let loaded = visit::load(&mut app.store.look().await?, token, app.clock.now()).await?;
    let Some(returning) = loaded.and_then(|l| l.visit.returning) else { return Ok(None) };
    Ok(Some((returning.case, ReceiptKeys::from_root(visit::decode(&returning.root)?))))
}

/// The case in the epoch in which it may be written to.
pub(super) async fn current(
    app: &App,
    case: CaseId,
    receipt: &ReceiptKeys,
) -> Result<Option<(OpenedCase, Conversation)>> {
    for _ in 0..16 {
        let Some((opened, read)) = opened(app, case, receipt).await? else { return Ok(None) };
        match renew(app, &opened, &read, &Change::default()).await {
            Ok(false) => return Ok(Some((opened, read))),
            Ok(true) | Err(VaultError::Conflict) => {}
            Err(e) => return Err(e),
        }
    }
    Err(VaultError::Conflict)
}

/// Takes the case to a new epoch, if one is due, or somebody comes or goes; whether it did.
pub(super) async fn renew(app: &App, of: &OpenedCase, read: &Conversation, change: &Change) -> Result<bool> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let leaf = |sealed| Leaf::reporter(Event::ReporterWrote, app.clock.today(), of.row.id, sealed);
    app.turning(&roster).renew(of, read, change, leaf).await
}

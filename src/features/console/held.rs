//! How an adviser's session opens a case: the one way for its page, for its place in the list and for its end. The keys
//! alone open more: grants stand until the next epoch, also of who was revoked and whose last day is over.

use std::sync::Arc;

use crate::app::App;
use crate::domain::id::{CaseId, StaffId};
use crate::store::Tx;
use crate::vault::access::{self, OpenedCase, Opener};
use crate::vault::desk::weigh;
use crate::vault::roster::Roster;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{self, Conversation};
use crate::vault::{Result, rotate, shred};

/// A case that an adviser reads.
pub struct Held {
    /// The opened case.
    pub case: OpenedCase,
    /// What was said.
    pub read: Conversation,
    /// Whether the reporter withdrew it: nothing of it is shown then.
    pub withdrawn: bool,
    /// Whether the adviser may write to it: who was let in to read only may not.
    pub writes: bool,
    /// The roster by which the adviser reads it.
    pub roster: Arc<Roster>,
}

/// Opens a case; `None` when there is none, or when the adviser holds nothing of it, is not vouched for as the person who
/// held it, or held it until a day that is over.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn open(
    app: &App,
    tx: &mut Tx,
    staff: StaffId,
    keys: &StaffKeys,
    id: CaseId,
) -> Result<Option<Held>> {
    let opener = Opener::Staff(staff, keys);
    let Some(case) = access::open(tx, &app.keys, opener, id).await? else { return Ok(None) };
    let roster = app.roster(tx).await?;
    if rotate::holder(&case.body, staff, &roster, app.clock.today()).is_none() {
        return Ok(None);
    }
    let mut read = thread::read(tx, id, &case.epochs).await?;
    weigh::weigh(tx, &case, &roster, &mut read).await?;
    let withdrawn = shred::is_withdrawn(tx, (&app.keys, &app.state), id, &read).await?;
    let writes = !case.body.reads_only(staff);
    Ok(Some(Held { case, read, withdrawn, writes, roster }))
}

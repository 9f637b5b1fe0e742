//! Files of a case: found, read from their beginning to be shown, read whole, sent as a stream. That somebody opened one is
//! told where its content leaves, not where only its kind is looked at.

use super::view::{self, Marked};
use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{BlobId, CaseId};
use crate::domain::staff::Account;
use crate::store::Audit;
use crate::vault::Result;
use crate::vault::desk::weigh;
use crate::vault::files::{self, FileRecord, Identity};
use crate::vault::staff::StaffKeys;

/// A file that the adviser may open.
pub struct Found {
    /// What is known of it.
    pub record: FileRecord,
    /// Why nobody opens it, if so.
    pub marked: Option<Marked>,
    /// Whether the one who looks can lift that: another person than who said it.
    pub lifts: bool,
    /// The mark of the state of the case.
    pub seen: i64,
    case: CaseId,
    identity: Identity,
}

/// A file of a case; `None` when there is none for this adviser.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn find(
    app: &App,
    account: &Account,
    keys: &StaffKeys,
    case: CaseId,
    blob: BlobId,
) -> Result<Option<Found>> {
    let Some(view) = view::again(app, account, keys, case).await? else { return Ok(None) };
    // An original has two records once it was handed over: only the second opens it.
    for record in view.read.files.iter().map(|f| &f.what).filter(|f| f.blob == blob) {
        if let Some(identity) = record.identity(&view.case.epochs)? {
            let (marked, seen) = (view.marked(record), view.read.card_version);
            let lifts = match marked {
                Some(Marked::By(by)) => weigh::are_two(&view.roster, by, account.id),
                _ => false,
            };
            return Ok(Some(Found { record: record.clone(), marked, lifts, seen, case, identity }));
        }
    }
    Ok(None)
}

impl Found {
    /// The first `most` bytes, or all where there are fewer.
    ///
    /// # Errors
    /// [`VaultError`](crate::vault::VaultError).
    pub async fn begins(self, app: &App, most: usize) -> Result<zeroize::Zeroizing<Vec<u8>>> {
        files::begins(&app.blobs, self.record, self.identity, most).await
    }

    /// The bytes as a stream.
    ///
    /// # Errors
    /// [`VaultError`](crate::vault::VaultError).
    pub async fn stream(
        self,
        app: &App,
    ) -> Result<impl futures_util::Stream<Item = std::io::Result<bytes::Bytes>> + Send + 'static> {
        files::stream(&app.blobs, self.record, self.identity).await
    }

    /// What the audit log is told once its content leaves.
    pub fn told(&self) -> Opened {
        Opened(self.case)
    }
}

/// That a file of a case is opened.
#[must_use = "opening a file is an event"]
pub struct Opened(CaseId);

impl Opened {
    /// Says it in the audit log.
    ///
    /// # Errors
    /// [`VaultError`](crate::vault::VaultError).
    pub async fn tell(self, app: &App, account: &Account) -> Result<()> {
        let tx = app.store.write().await?;
        let leaf = Leaf::staff(Event::FileOpened, app.clock.now(), Some(account.id)).about(self.0);
        Ok(tx.commit(Audit::of(vec![leaf])).await?)
    }
}

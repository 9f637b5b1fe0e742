//! Accepting a store that does not continue what was known of it, such as one that was restored from an older copy: an
//! auditor says so, the log keeps what was given up, and destroyed cases do not come back.

use data_encoding::HEXLOWER;

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::store::{Audit, StoreError};
use crate::vault::shred::{self, Only};
use crate::vault::state::StateError;

/// How the name of what was given up begins, in the entry of the log.
pub const NAME: &str = "known:";

/// Why the store is another than was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It was restored from an older copy.
    Restore,
    /// The state folder is new: the machine is another, or the folder was lost.
    Folder,
    /// Another reason, known to those who decide.
    Other,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Restore, Self::Folder, Self::Other];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Folder => "folder",
            Self::Other => "other",
        }
    }
}

/// What an auditor sees before saying yes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What was known, in lines.
    pub known: Vec<String>,
    /// In what the store does not continue it; `None` when it does.
    pub fault: Option<String>,
}

/// What is known and whether the store continues it.
///
/// # Errors
/// [`StateError`] when one of them cannot be read.
pub async fn standing(app: &App) -> Result<Standing, StateError> {
    let known = app.state.known()?.map(|h| h.lines()).unwrap_or_default();
    match app.look().await {
        Ok(()) => Ok(Standing { known, fault: None }),
        Err(StateError::Older(fault)) => Ok(Standing { known, fault: Some(fault) }),
        Err(e) => Err(e),
    }
}

/// Accepts the store as it is, in the name of an auditor. Cases that were destroyed after this store was copied are
/// destroyed again, and those withdrawn since are withdrawn.
///
/// # Errors
/// [`StateError`]; then the store is refused as before.
pub async fn accept(app: &App, who: StaffId, reason: Reason) -> Result<(), StateError> {
    let known = app.state.known()?;
    let digest = known.map_or_else(|| HEXLOWER.encode(&[0; 32]), |h| h.digest());
    let leaf = Leaf::staff(Event::RollbackAccepted, app.clock.now(), Some(who));
    let given_up = (format!("{NAME}{}", reason.word()), digest);
    let tombstones = app.state.tombstones()?;
    let withdrawn = app.state.withdrawn_again()?;
    let mut tx = app.store.write().await?;
    for tag in &withdrawn {
        tx.add_withdrawn(tag).await?;
    }
    tx.commit(Audit::of(vec![leaf.sealing([given_up].into())])).await?;
    for case in tombstones.shredded {
        if app.store.look().await?.case(case).await?.is_some() {
            let leaf = Leaf::staff(Event::CaseShredded, app.clock.now(), Some(who));
            shred::shred(&app.store, &app.blobs, &app.keys, &app.state, (case, Only::Buried), leaf)
                .await
                .map_err(|_| StateError::Store(StoreError::Unavailable))?;
        }
    }
    app.accept().await
}

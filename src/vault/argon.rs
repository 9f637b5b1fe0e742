//! Two lanes for Argon2, so that a crowd at one door cannot close the other: receipts and staff sign-ins each have their
//! own. A lane is as wide as the cores; its memory is reused while busy and released when idle.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Result, VaultError};
use crate::crypto::kdf::{self, Cost, Memory, Secret};

/// One lane.
#[derive(Clone)]
pub struct Lane {
    cost: Cost,
    permits: Arc<Semaphore>,
    memory: Arc<Mutex<Vec<Memory>>>,
}

impl Lane {
    /// A lane of `width` at the cost of receipts.
    #[must_use]
    pub fn receipts(width: usize) -> Self {
        Self::new(Cost::RECEIPT, width)
    }

    /// A lane of `width` at the cost of staff passphrases.
    #[must_use]
    pub fn staff(width: usize) -> Self {
        Self::new(Cost::STAFF, width)
    }

    fn new(cost: Cost, width: usize) -> Self {
        Self { cost, permits: Arc::new(Semaphore::new(width.max(1))), memory: Arc::default() }
    }

    /// Argon2id of `input`; waits for a place. The place is held until the work has ended, even if the caller leaves.
    ///
    /// # Errors
    /// [`VaultError::Refused`] if the runtime is ending.
    pub async fn run(
        &self,
        input: zeroize::Zeroizing<Vec<u8>>,
        salt: Vec<u8>,
        pepper: &Secret,
    ) -> Result<Secret> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| VaultError::Refused)?;
        let (cost, memory, pepper) = (self.cost, self.memory.clone(), pepper.clone());
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let taken = memory.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut buffers = taken.unwrap_or_default();
            let out = kdf::argon2id(cost, &input, &salt, &pepper, &mut buffers);
            memory.lock().unwrap_or_else(PoisonError::into_inner).push(buffers);
            out.map_err(|_| VaultError::Refused)
        })
        .await
        .map_err(|_| VaultError::Refused)?
    }

    /// Gives the memory of idle places back to the system.
    pub fn release(&self) {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

//! Two lanes for Argon2, so that a crowd at one door cannot close the other: receipts and staff sign-ins each have their
//! own. A lane is as wide as the cores; its memory is reused while busy and given back when idle.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;

use super::{Result, VaultError, aside};
use crate::crypto::kdf::{self, Cost, Memory, Secret};

/// After so long without a run the memory is given back: 64 MiB a place for staff.
const IDLE: Duration = Duration::from_secs(5);

/// One lane.
#[derive(Clone)]
pub struct Lane {
    cost: Cost,
    permits: Arc<Semaphore>,
    kept: Arc<Kept>,
    idle: Duration,
}

/// Memory between runs.
#[derive(Default)]
struct Kept {
    memory: Mutex<Vec<Memory>>,
    runs: AtomicU64,
    watched: AtomicBool,
}

impl Kept {
    fn memory(&self) -> std::sync::MutexGuard<'_, Vec<Memory>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there was no run for `idle`, then gives the memory back.
    async fn watch(self: Arc<Self>, idle: Duration) {
        loop {
            let earlier = self.runs.load(Ordering::SeqCst);
            tokio::time::sleep(idle).await;
            if self.runs.load(Ordering::SeqCst) == earlier {
                break;
            }
        }
        // Before the memory goes: a run that ends from now on starts a watch of its own.
        self.watched.store(false, Ordering::SeqCst);
        self.memory().clear();
    }
}

impl Lane {
    /// A lane of `width` at the cost of receipts.
    #[must_use]
    pub fn receipts(width: usize) -> Self {
        Self::new(Cost::RECEIPT, width, IDLE)
    }

    /// A lane of `width` at the cost of staff passphrases.
    #[must_use]
    pub fn staff(width: usize) -> Self {
        Self::new(Cost::STAFF, width, IDLE)
    }

    fn new(cost: Cost, width: usize, idle: Duration) -> Self {
        Self { cost, permits: Arc::new(Semaphore::new(width.max(1))), kept: Arc::default(), idle }
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
        let (cost, kept, pepper) = (self.cost, self.kept.clone(), pepper.clone());
        let runtime = tokio::runtime::Handle::current();
        let idle = self.idle;
        aside::run(move || {
            let _permit = permit;
            let taken = kept.memory().pop();
            let mut buffers = taken.unwrap_or_default();
            let out = kdf::argon2id(cost, &input, &salt, &pepper, &mut buffers);
            kept.memory().push(buffers);
            kept.runs.fetch_add(1, Ordering::SeqCst);
            if !kept.watched.swap(true, Ordering::SeqCst) {
                runtime.spawn(kept.watch(idle));
            }
            out.map_err(|_| VaultError::Refused)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Cost, Lane, Secret};

    #[tokio::test]
    async fn memory_is_kept_while_busy_and_given_back_when_idle() {
        let lane = Lane::new(Cost { memory_kib: 64, passes: 1 }, 2, Duration::from_millis(300));
        let held = || lane.kept.memory().iter().map(super::Memory::held).sum::<usize>();
        for _ in 0..2 {
            let pepper = Secret::default();
            lane.run(b"code".to_vec().into(), b"8 bytes!".to_vec(), &pepper).await.unwrap();
            assert_eq!(held(), 64 * 1024);
            let mut waits = 0;
            while held() > 0 {
                waits += 1;
                assert!(waits < 100, "still held");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

//! Heavy work with keys, beside the threads that serve: it leaves nothing on the stack of the thread it borrowed.

use tokio::task::JoinHandle;

use super::{Result, VaultError};
use crate::crypto::stack;

/// Starts `work` on a thread for blocking work, and wipes that thread's stack after it. Work and result are boxed, so
/// that what the runtime moves about are addresses and no keys.
pub(super) fn start<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<Box<T>> {
    let work = Box::new(work);
    tokio::task::spawn_blocking(move || {
        let done = boxed(work);
        stack::wipe();
        done
    })
}

/// A frame of its own, which is gone when the stack is wiped.
#[inline(never)]
fn boxed<T>(work: Box<impl FnOnce() -> T>) -> Box<T> {
    Box::new(work())
}

/// Waits for `work` on a thread for blocking work.
///
/// # Errors
/// [`VaultError::Refused`] when it panicked or the runtime is ending, and its own.
pub async fn run<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    *start(work).await.map_err(|_| VaultError::Refused)?
}

//! Lanes for Argon2, so that a crowd at one door cannot close another.
//!
//! A *pool* lane runs for people the installation has reason to trust for the moment: reports that were admitted, devices
//! and sessions of staff. A *patient* lane runs what strangers ask for (wrong receipts, sign-ins from unknown browsers):
//! one thread of lower priority, so that a flood has less than one core and pages do not wait behind it. Memory is used
//! again while busy and released when idle.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Semaphore, oneshot};
use zeroize::Zeroizing;

use super::{Result, VaultError, aside};
use crate::crypto::kdf::{self, Cost, Memory, Secret};
use crate::crypto::stack;

/// How much a patient thread steps back (nice(2)): at 10, a thread of ordinary priority that wants the same core gets nine
/// times as much of it. `BALSS_TEST_LOAD=1 tests/run load` measures: at 5 pages take twice as long under a flood, at 10
/// a third longer, and strangers are served as fast. At 19 they would starve where others keep the machine busy.
const STEP_BACK: i32 = 10;
/// After so long without work a lane gives its memory back: 64 MiB a place for staff.
const IDLE: Duration = Duration::from_secs(5);

type Job = Box<dyn FnOnce(&mut Memory) + Send>;

/// One lane.
#[derive(Clone)]
pub struct Lane {
    cost: Cost,
    runs: Runs,
    held: Option<Arc<dyn Any + Send + Sync>>,
}

#[derive(Clone)]
enum Runs {
    /// On threads of the runtime, as many as there are permits.
    Pool { permits: Arc<Semaphore>, kept: Arc<Kept>, idle: Duration },
    /// On one thread of its own, which ends with the last sender.
    Patient(mpsc::Sender<Job>),
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
        Self::pool(Cost::RECEIPT, width, IDLE)
    }

    /// A lane of `width` at the cost of staff passphrases.
    #[must_use]
    pub fn staff(width: usize) -> Self {
        Self::pool(Cost::STAFF, width, IDLE)
    }

    /// One patient thread at the cost of receipts.
    ///
    /// # Errors
    /// When no thread can be made.
    pub fn patient_receipts() -> std::io::Result<Self> {
        Self::patient(Cost::RECEIPT)
    }

    /// One patient thread at the cost of staff passphrases.
    ///
    /// # Errors
    /// When no thread can be made.
    pub fn patient_staff() -> std::io::Result<Self> {
        Self::patient(Cost::STAFF)
    }

    fn pool(cost: Cost, width: usize, idle: Duration) -> Self {
        let runs = Runs::Pool { permits: Arc::new(Semaphore::new(width.max(1))), kept: Arc::default(), idle };
        Self { cost, runs, held: None }
    }

    fn patient(cost: Cost) -> std::io::Result<Self> {
        let (jobs, work) = mpsc::channel::<Job>();
        std::thread::Builder::new().name("argon2-patient".to_owned()).spawn(move || patient(&work))?;
        Ok(Self { cost, runs: Runs::Patient(jobs), held: None })
    }

    /// The same lane, whose runs hold `turn` until they have ended, even if the caller leaves before: a client that
    /// breaks off does not let the next one in while its own work is still being done.
    #[must_use]
    pub fn holding(&self, turn: impl Any + Send + Sync) -> Self {
        Self { held: Some(Arc::new(turn)), ..self.clone() }
    }

    /// Argon2id of `input`; waits for a place. The place is held until the work has ended, even if the caller leaves.
    ///
    /// # Errors
    /// [`VaultError::Refused`] if the runtime is ending.
    pub async fn run(&self, input: Zeroizing<Vec<u8>>, salt: Vec<u8>, pepper: &Secret) -> Result<Secret> {
        let (cost, pepper, held) = (self.cost, pepper.clone(), self.held.clone());
        let hash = move |memory: &mut Memory| {
            let out = kdf::argon2id(cost, &input, &salt, &pepper, memory);
            drop(held);
            out.map_err(|_| VaultError::Refused)
        };
        match &self.runs {
            Runs::Pool { permits, kept, idle } => {
                let permit = permits.clone().acquire_owned().await.map_err(|_| VaultError::Refused)?;
                let (kept, idle) = (kept.clone(), *idle);
                let runtime = Handle::current();
                aside::run(move || {
                    let _permit = permit;
                    let taken = kept.memory().pop();
                    let mut buffers = taken.unwrap_or_default();
                    let out = hash(&mut buffers);
                    kept.memory().push(buffers);
                    kept.runs.fetch_add(1, Ordering::SeqCst);
                    if !kept.watched.swap(true, Ordering::SeqCst) {
                        stack::wipe();
                        watch(&runtime, kept, idle);
                    }
                    out
                })
                .await
            }
            Runs::Patient(jobs) => {
                let (done, result) = oneshot::channel();
                let job: Job = Box::new(move |memory| {
                    // Nobody waits for the answer any more.
                    if !done.is_closed() {
                        // Boxed, so that what is handed over is an address. A caller that leaves now has no use for it.
                        let _ = done.send(Box::new(hash(memory)));
                    }
                });
                jobs.send(job).map_err(|_| VaultError::Refused)?;
                *result.await.map_err(|_| VaultError::Refused)?
            }
        }
    }
}

/// Starts a watch. Bytes of a task that mean nothing yet come to the heap with it, from wherever it lay on the stack, and
/// stay as long as it waits: so it is made in a frame of its own, below one that was wiped.
#[inline(never)]
fn watch(runtime: &Handle, kept: Arc<Kept>, idle: Duration) {
    runtime.spawn(kept.watch(idle));
}

/// The life of a patient thread.
fn patient(work: &mpsc::Receiver<Job>) {
    if let Err(error) = rustix::process::nice(STEP_BACK) {
        tracing::warn!(code = error.raw_os_error(), "the lane of strangers runs at ordinary priority");
    }
    let mut memory = Memory::new();
    loop {
        match work.recv_timeout(IDLE) {
            Ok(job) => {
                // Its own caller gets no answer. The others get theirs: this is the only thread of the lane.
                if catch_unwind(AssertUnwindSafe(|| job(&mut memory))).is_err() {
                    memory = Memory::new();
                }
                stack::wipe();
            }
            Err(RecvTimeoutError::Timeout) => memory.release(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use zeroize::Zeroizing;

    use super::{Cost, IDLE, Lane, Runs, Secret};

    const SMALL: Cost = Cost { memory_kib: 64, passes: 1 };

    #[tokio::test]
    async fn both_kinds_of_lane_give_the_same_hash() {
        let input = || Zeroizing::new(b"a passphrase".to_vec());
        let pepper = Secret::new([7; 32]);
        let pool = Lane::pool(SMALL, 1, IDLE).run(input(), vec![1; 16], &pepper).await.unwrap();
        let patient = Lane::patient(SMALL).unwrap().run(input(), vec![1; 16], &pepper).await.unwrap();
        assert_eq!(*pool, *patient);
    }

    #[tokio::test]
    async fn a_run_that_panics_does_not_end_the_lane_of_strangers() {
        let lane = Lane::patient(SMALL).unwrap();
        let Runs::Patient(jobs) = &lane.runs else { unreachable!("a thread of its own") };
        for _ in 0..3 {
            jobs.send(Box::new(|_| panic!("within a run"))).unwrap();
        }
        let input = Zeroizing::new(b"a passphrase".to_vec());
        assert!(lane.run(input, vec![1; 16], &Secret::new([7; 32])).await.is_ok());
    }

    #[tokio::test]
    async fn a_turn_is_held_until_the_work_is_done_and_no_longer() {
        let (lane, pepper) = (Lane::patient(SMALL).unwrap(), Secret::new([7; 32]));
        let turn = Arc::new(());
        let holding = lane.holding(turn.clone());
        let run = holding.run(Zeroizing::new(vec![1]), vec![1; 16], &pepper);
        drop(holding.clone());
        run.await.unwrap();
        drop(holding);
        assert_eq!(Arc::strong_count(&turn), 1);
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_is_not_done() {
        let (lane, pepper) = (Lane::patient(Cost::STAFF).unwrap(), Secret::new([7; 32]));
        let begun = std::time::Instant::now();
        for _ in 0..200 {
            let run = lane.run(Zeroizing::new(vec![1]), vec![1; 16], &pepper);
            // Polled once: the job is sent, then its caller leaves.
            drop(tokio::time::timeout(std::time::Duration::ZERO, run).await);
        }
        lane.run(Zeroizing::new(vec![1]), vec![1; 16], &pepper).await.unwrap();
        assert!(begun.elapsed().as_secs() < 10, "two hundred runs would take longer");
    }

    #[tokio::test]
    async fn memory_is_kept_while_busy_and_given_back_when_idle() {
        let lane = Lane::pool(SMALL, 2, Duration::from_millis(300));
        let Runs::Pool { kept, .. } = &lane.runs else { unreachable!("a pool") };
        let held = || kept.memory().iter().map(super::Memory::held).sum::<usize>();
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

//! What a running installation consists of, built once and shared by server, worker and commands.

use std::fmt;
use std::sync::atomic::{AtomicI64, AtomicU64};
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::task::TaskTracker;

use crate::clock::{Clock, day};
use crate::config::Config;
use crate::domain::day::Day;
use crate::domain::deadline::{self, Calendar};
use crate::limits::admission::Admission;
use crate::limits::drafts::{self, Drafts};
use crate::limits::room::{Places, Room};
use crate::limits::{Attempts, Guesses, Rate};
use crate::mail::Mailer;
use crate::pack::institutions::offered as offered_of;
use crate::pack::required::{Asked, Lack};
use crate::pack::{Files, Pack, PackError};
use crate::store::blobs::Blobs;
use crate::store::heard::Told;
use crate::store::installation::RECEIPT_SALT;
use crate::store::{Audit, Store, StoreError, Tx};
use crate::texts::Texts;
use crate::vault::argon::Lane;
use crate::vault::keys::KeyFiles;
use crate::vault::roster::Roster;
use crate::vault::rotate::Turning;
use crate::vault::state::{State, StateError};

/// Seconds a draft waits for its next page.
pub const DRAFT_SECONDS: i64 = 2 * 3600;

/// An installation.
pub struct App {
    /// What it was told.
    pub config: Config,
    /// Rows.
    pub store: Store,
    /// Sealed files.
    pub blobs: Blobs,
    /// Words.
    pub texts: Arc<Texts>,
    /// Time.
    pub clock: Clock,
    /// What the country pack says besides.
    pub pack: Pack,
    /// Working days.
    pub calendar: Calendar,
    /// Institutions a reporter can choose, in order: those of the pack that this house serves, and the open ones.
    pub institutions: Vec<String>,
    /// Key files.
    pub keys: KeyFiles,
    /// What must not go back when the store does.
    pub state: State,
    /// Salt of receipts.
    pub salt: [u8; 32],
    /// Releases that this process found in the log.
    pub told: Told,
    /// Argon2 of reports that were admitted.
    pub receipt_lane: Lane,
    /// Argon2 of receipts that somebody types.
    pub return_lane: Lane,
    /// Argon2 of staff: sessions, known devices, people who hold a one-time code.
    pub staff_lane: Lane,
    /// Argon2 of whoever tries to sign in from an unknown browser.
    pub stranger_lane: Lane,
    /// How many reports are let in.
    pub admission: Admission,
    /// How many private records are let in.
    pub record_admission: Admission,
    /// How many drafts there may be.
    pub drafts: Drafts,
    /// Where typed receipts wait.
    pub return_room: Room,
    /// Where attempts to sign in from unknown browsers wait, by user name.
    pub stranger_room: Room,
    /// Attempts to sign in from known devices, by device.
    pub device_attempts: Option<Attempts>,
    /// Passphrases typed again within a session, by account.
    pub grave_attempts: Option<Attempts>,
    /// Attempts at a passphrase, a code or an invitation that failed and stand in no hour of the log yet.
    pub failed_sign_ins: AtomicU64,
    /// The hour (since 1970) in which they are counted.
    pub failures_hour: AtomicI64,
    /// Work that a leaving client cannot cancel.
    pub tasks: TaskTracker,
    /// Sends mail, if configured.
    pub mailer: Option<Mailer>,
    root: [u8; 32],
    roster: Mutex<Arc<Roster>>,
}

/// How handlers and the worker hold it.
pub type Shared = Arc<App>;

/// Why an installation does not start: one line for people.
#[derive(Debug)]
pub struct StartError(pub String);

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

/// The files of the country pack that a configuration names. Read apart from the rest, since a process that serves
/// reads them before its sandbox stands: the folder need not be reachable afterwards.
///
/// # Errors
/// [`StartError`] naming file, line and reason.
pub fn pack_files(config: &Config) -> Result<Files, StartError> {
    let files = Files::embedded(config.demo);
    match &config.pack {
        None => Ok(files),
        Some(folder) => files.under(folder).map_err(pack_fault),
    }
}

/// A country pack, read and held against itself: sentences and data.
///
/// # Errors
/// [`StartError`] naming file, line and reason.
pub fn country(files: &Files) -> Result<(Texts, Pack), StartError> {
    let texts = Texts::of(files).map_err(pack_fault)?;
    let pack = Pack::read(files, texts.all()).map_err(pack_fault)?;
    texts.names(&pack).map_err(pack_fault)?;
    Ok((texts, pack))
}

/// Codes of the institutions that the form of this house offers.
///
/// # Errors
/// [`StartError`] naming a code that the pack does not have.
pub fn offered(config: &Config, pack: &Pack) -> Result<Vec<String>, StartError> {
    offered_of(&pack.institutions, &config.institutions)
        .map_err(|odd| StartError(format!("institutions: `{odd}` is none of the country pack")))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn pack_fault(e: PackError) -> StartError {
    StartError(format!("country pack: {e}"))
}

impl App {
    /// Builds an installation from its configuration; the store is brought up to date and must continue what was known
    /// of it.
    ///
    /// # Errors
    /// [`StartError`] naming the part that does not work.
    pub async fn start(config: Config) -> Result<Shared, StartError> {
        let files = pack_files(&config)?;
        Self::start_with(config, &files).await
    }

    /// The same with files of the country pack that were read before.
    ///
    /// # Errors
    /// [`StartError`] naming the part that does not work.
    pub async fn start_with(config: Config, files: &Files) -> Result<Shared, StartError> {
        let app = Self::open_with(config, files).await?;
        match app.look().await {
            // Reports still come in, sealed to the roster that is known; `audit verify` names what was touched.
            Err(StateError::Touched(what)) => tracing::error!(what, "run `balss audit verify`"),
            other => other.map_err(refused)?,
        }
        Ok(app)
    }

    /// The same for commands that look into a store which may not continue what was known.
    ///
    /// # Errors
    /// [`StartError`] naming the part that does not work.
    pub async fn open(config: Config) -> Result<Shared, StartError> {
        let files = pack_files(&config)?;
        Self::open_with(config, &files).await
    }

    /// The same with files of the country pack that were read before.
    ///
    /// # Errors
    /// [`StartError`] naming the part that does not work.
    pub async fn open_with(config: Config, files: &Files) -> Result<Shared, StartError> {
        let keys = KeyFiles::load(&config.keys)
            .map_err(|e| StartError(format!("key files in {}: {e}", config.keys.display())))?;
        let notary = keys.notary(&config.origin).map_err(|e| StartError(format!("origin: {e}")))?;
        let store =
            Store::open(&config.database, notary).await.map_err(|e| StartError(format!("database: {e}")))?;
        let state = State::open(&config.state, &keys).map_err(|e| StartError(e.to_string()))?;
        let salt = salt(&store).await.map_err(|e| StartError(format!("database: {e}")))?;
        let blobs = Blobs::open(&config.blobs)
            .map_err(|e| StartError(format!("blobs in {}: {e}", config.blobs.display())))?;
        let (texts, pack) = country(files)?;
        let mailer = match &config.mail {
            None => None,
            Some(m) => Some(Mailer::new(&m.server).map_err(|e| StartError(format!("mail: {e}")))?),
        };
        let cores = crate::process::cores();
        let limits = config.admission;
        let rate =
            Rate { burst: limits.burst, refill: limits.per_hour, per: std::time::Duration::from_hours(1) };
        let attempts = |g: Guesses| (!limits.unlimited).then(|| Attempts::new(g));
        let strangers = if limits.unlimited { Places::SIGN_IN.unlimited() } else { Places::SIGN_IN };
        let thread = |e: std::io::Error| StartError(format!("no thread for Argon2: {e}"));
        let clock = Clock::new(&config.time_zone).map_err(StartError)?;
        let root = config.root().ok_or_else(|| StartError("root_key".to_owned()))?;
        Ok(Arc::new(Self {
            failures_hour: AtomicI64::new(clock.now() / 3600),
            clock,
            calendar: pack.calendar.clone(),
            institutions: offered(&config, &pack)?,
            pack,
            salt,
            told: Told::default(),
            receipt_lane: Lane::receipts(cores),
            return_lane: Lane::patient_receipts().map_err(thread)?,
            staff_lane: Lane::staff(cores.div_ceil(2)),
            stranger_lane: Lane::patient_staff().map_err(thread)?,
            admission: Admission::new((!limits.unlimited).then_some(rate)),
            record_admission: Admission::new((!limits.unlimited).then_some(rate)),
            drafts: Drafts::new(drafts::Room {
                drafts: limits.drafts,
                bytes: limits.draft_bytes,
                seconds: DRAFT_SECONDS,
            }),
            return_room: Room::new(Places::RECEIPT),
            stranger_room: Room::new(strangers),
            device_attempts: attempts(Guesses::DEVICE),
            grave_attempts: attempts(Guesses::GRAVE),
            failed_sign_ins: AtomicU64::new(0),
            tasks: TaskTracker::new(),
            mailer,
            root,
            state,
            roster: Mutex::default(),
            texts: Arc::new(texts),
            keys,
            blobs,
            store,
            config,
        }))
    }

    /// The checked roster as the store has it now. It is checked again whenever its newest statement is another.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Older`] when the store does not continue what was known of it: nothing may be
    /// sealed then, since a revocation may be among what is missing.
    pub async fn roster(&self, tx: &mut Tx) -> Result<Arc<Roster>, StoreError> {
        if self.state.stopped().is_some() {
            return Err(StoreError::Older);
        }
        let newest = tx.roster_head().await?;
        let known = self.roster.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if newest.is_some() && known.is_whole_to(newest.as_ref()) {
            return Ok(known);
        }
        let statements = tx.roster().await?;
        let mut roster = Roster::verify(&statements, &self.root);
        if !self.seen(&statements, &roster)? {
            // Another process may have seen more than this transaction does: a fresh one decides.
            let statements = self.store.look().await?.roster().await?;
            roster = Roster::verify(&statements, &self.root);
            if !self.seen(&statements, &roster)? {
                tracing::error!("the roster does not continue the one that was known; nothing is sealed");
                return Err(StoreError::Older);
            }
        }
        let roster = Arc::new(roster);
        if let Some(number) = roster.fault() {
            tracing::error!(
                statement = number,
                "the roster does not verify; only recovery and outside advisers receive"
            );
        }
        self.roster.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&roster);
        Ok(roster)
    }

    /// What takes a case to its next epoch.
    #[must_use]
    pub fn turning<'a>(&'a self, roster: &'a Roster) -> Turning<'a> {
        let (today, grant_rows) = (self.clock.today(), self.config.grant_rows);
        Turning { store: &self.store, keys: &self.keys, roster, today, grant_rows }
    }

    fn seen(&self, statements: &[String], roster: &Roster) -> Result<bool, StoreError> {
        self.state.roster_seen(statements, roster).map_err(|e| {
            tracing::error!(cause = %e, "the roster cannot be compared with what was known");
            StoreError::Unavailable
        })
    }

    /// Looks whether the store continues what is known of it, and notes what it holds.
    ///
    /// # Errors
    /// [`StateError`].
    pub async fn look(&self) -> Result<(), StateError> {
        self.state.look(&self.store, &self.root).await
    }

    /// Takes the store for what is known, whatever was known before.
    ///
    /// # Errors
    /// [`StateError`].
    pub async fn accept(&self) -> Result<(), StateError> {
        self.state.accept(&self.store, &self.root).await
    }

    /// What a real installation lacks of its country pack today.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let today = self.clock.local(self.clock.now()).date();
        let (offered, help, days) = (&self.institutions, self.texts.help(), self.config.help_days);
        self.pack.lacks(Asked { offered, help, today, days })
    }

    /// By when what is sent now is read.
    #[must_use]
    pub fn next_reading(&self) -> jiff::civil::DateTime {
        self.calendar.next_reading(self.clock.local(self.clock.now()))
    }

    /// Until when, at least, nobody of `readers` is there, if on the day of the next reading all of them are away: then
    /// nobody can promise to read by then. `away` has one absence of each reader who planned one.
    #[must_use]
    pub fn nobody_until(&self, readers: usize, away: impl Iterator<Item = (Day, Day)>) -> Option<Day> {
        deadline::nobody_until(readers, away, day(self.next_reading().date()))
    }

    /// Bytes that evidence may still take on the disk of the sealed files, after what is kept for text.
    #[must_use]
    pub fn room_for_files(&self) -> u64 {
        crate::store::blobs::free_space(&self.config.blobs).saturating_sub(self.config.admission.text_reserve)
    }
}

fn refused(e: StateError) -> StartError {
    StartError(match e {
        StateError::Older(_) => {
            format!("{e}; put the newest store back, or accept what is lost with `balss audit accept`")
        }
        other => other.to_string(),
    })
}

/// The salt of receipts, made with the store.
async fn salt(store: &Store) -> Result<[u8; 32], StoreError> {
    let mut tx = store.write().await?;
    tx.set_fact_once(RECEIPT_SALT, &crate::crypto::random::bytes::<32>()).await?;
    let salt = tx.fact(RECEIPT_SALT).await?;
    tx.commit(Audit::none("a public random number, made once")).await?;
    salt.and_then(|s| s.try_into().ok()).ok_or(StoreError::Damaged("receipt salt"))
}

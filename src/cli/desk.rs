//! Signing in at the command line: the same check, limits and log as on the page. At a terminal it asks for user name,
//! passphrase (not shown) and code; otherwise these are the first three lines of standard input.

use std::io::{self, BufRead, IsTerminal, Write};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use crate::app::{App, StartError};
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Role};
use crate::features::console::sign_in::{self, Check, Try, Until};
use crate::store::Audit;
use crate::vault::staff::{Ring, StaffKeys};

macro_rules! role {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub(super) struct $name(StaffId);

        impl $name {
            /// Asks, and checks.
            pub(super) async fn sign_in(app: &App) -> Result<Self, StartError> {
                enter(app, Role::$name).await.map(|(account, _)| Self(account.id))
            }

            /// Whose account it is.
            pub(super) fn id(&self) -> StaffId {
                self.0
            }
        }
    };
}

role!(
    /// An administrator at the command line.
    Administrator
);
role!(
    /// An auditor at the command line.
    Auditor
);

/// An adviser at the command line, who needs the keys of the account.
pub(super) struct Adviser {
    pub(super) account: Account,
    pub(super) keys: StaffKeys,
}

impl Adviser {
    /// Asks, and checks.
    pub(super) async fn sign_in(app: &App) -> Result<Self, StartError> {
        let (account, ring) = enter(app, Role::Adviser).await?;
        Ok(Self { account, keys: ring.keys })
    }
}

async fn enter(app: &App, role: Role) -> Result<(Account, Ring), StartError> {
    let fault = |e: &dyn std::fmt::Display| StartError(format!("cannot sign in: {e}"));
    let username = ask("User name: ", Shown::Yes)?.trim().to_lowercase();
    let (passphrase, code) = (ask("Passphrase: ", Shown::No)?, ask("Code: ", Shown::Yes)?);
    let of = Try { username: &username, passphrase: &passphrase, code: &code, device: None, visit: None };
    let proved = match sign_in::check(app, of).await.map_err(|e| fault(&e))? {
        Check::Right(proved) if proved.row.account.role == role => proved,
        // Told to nobody but the account's own person.
        Check::Right(_) => return Err(StartError(format!("this needs an {}", role.word()))),
        Check::Wrong => return Err(wrong(app).await),
        Check::Busy => return Err(StartError("too many attempts; try again in a minute".to_owned())),
    };
    let (account, now) = (proved.row.account.clone(), app.clock.now());
    let id = account.id;
    let mut tx = app.store.write().await.map_err(|e| fault(&e))?;
    let Some(mut leaves) = proved.use_code(&mut tx, now).await.map_err(|e| fault(&e))? else {
        drop(tx);
        return Err(wrong(app).await);
    };
    leaves.push(Leaf::staff(Event::SignedIn, now, Some(id)));
    tx.commit(Audit::of(leaves)).await.map_err(|e| fault(&e))?;
    Ok((account, proved.ring.settled(&proved.row)))
}

async fn wrong(app: &App) -> StartError {
    // This process ends here, and its count with it.
    if let Err(e) = sign_in::log_failures(app, Until::End(app.clock.now())).await {
        tracing::warn!(cause = %e, "a failed sign-in was not written to the log");
    }
    StartError("user name, passphrase or code is wrong".to_owned())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Yes,
    No,
}

/// One line of standard input, without its end.
fn ask(prompt: &str, shown: Shown) -> Result<Zeroizing<String>, StartError> {
    let fault = |e: io::Error| StartError(format!("cannot read from standard input: {e}"));
    let stdin = io::stdin();
    let terminal = stdin.is_terminal();
    if terminal {
        eprint!("{prompt}");
        io::stderr().flush().map_err(fault)?;
    }
    let quiet = (terminal && shown == Shown::No).then(Quiet::begin).transpose().map_err(fault)?;
    let mut line = Zeroizing::new(String::with_capacity(1024));
    let read = stdin.lock().read_line(&mut line).map_err(fault)?;
    if quiet.is_some() {
        eprintln!();
    }
    if read == 0 || line.contains('\u{3}') {
        let how = "user name, passphrase and code are asked for at a terminal, or the first lines of standard input";
        return Err(StartError(format!("stopped before signing in: {how}")));
    }
    let end = line.trim_end_matches(['\n', '\r']).len();
    line.truncate(end);
    Ok(line)
}

/// A terminal that does not show what is typed. Ctrl-C becomes a letter meanwhile: a process that ended here would leave the
/// terminal mute.
struct Quiet(Termios);

impl Quiet {
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut now = before.clone();
        now.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
        tcsetattr(io::stdin(), OptionalActions::Flush, &now)?;
        Ok(Self(before))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // Nothing better can be done when the terminal is gone.
        let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &self.0);
    }
}

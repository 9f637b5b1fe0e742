//! `balss init`: the first run of a real installation. Every step is skipped when it was done before, so that a run that
//! was cut off is continued by the next, and one that was whole changes nothing. What decides is one transaction: first
//! statements, first administrator, their invitation.
//!
//! No secret of the ceremony comes here. What this leaves behind are the key files, a configuration of mode 0600, and
//! an invitation of which the store keeps a tag; its code is shown once.

mod ask;
mod found;
mod settings;

use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use ask::Ask;
use found::Founded;

use super::ceremony::{self, Known};
use super::keys;
use crate::app::{App, Shared, StartError};
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::kdf::Secret;
use crate::domain::event::Log;
use crate::domain::receipt::Receipt;
use crate::health::{Check, Level, files, settings as checks};
use crate::mail::Mailer;
use crate::store::Notary;
use crate::store::inspect::{Tables, inspect};
use crate::vault::keys::KeyFiles;

pub(super) const EXAMPLE: &str = "Examples:
  balss init --config /etc/balss/balss.toml --public public.json
  balss init --config balss.toml --public public.json --public-address https://balss.example.lv \\
             --admin-username anna.admin --admin-name 'Anna Admin' --institution aim";

/// What `init` is told. At a terminal it asks for the rest.
#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: super::ConfigFile,
    /// The public parts that `balss ceremony new` wrote.
    #[arg(long, value_name = "FILE")]
    public: Option<PathBuf>,
    /// Makes a new code for the first administrator, as long as nobody has enrolled with it.
    #[arg(long)]
    new_code: bool,
    /// Shows the key files as lines for paper at the end, like `balss keys print`.
    #[arg(long)]
    print_keys: bool,
    /// One JSON object on standard output instead of sentences.
    #[arg(long)]
    json: bool,
    // Last: the headings of their help hold for whatever follows.
    #[command(flatten)]
    settings: settings::Settings,
    #[command(flatten)]
    admin: found::Admin,
}

impl Options {
    /// Options without which a configuration that is not there cannot be made.
    fn missing(&self) -> Vec<&'static str> {
        if self.file.config.exists() {
            return Vec::new();
        }
        let public = self.public.is_none().then_some("--public");
        public.into_iter().chain(self.settings.missing()).chain(self.admin.missing()).collect()
    }
}

pub(super) async fn run(options: Options) -> Result<(), StartError> {
    let mut ask = Ask::terminal();
    let missing = options.missing();
    if !ask.somebody() && !missing.is_empty() {
        let text = format!("without a terminal these options are needed: {}\n", missing.join(", "));
        clap::Error::raw(clap::error::ErrorKind::MissingRequiredArgument, text).exit();
    }
    let public = options.public.as_deref().map(ceremony::public).transpose()?;
    let path = &options.file.config;
    let (config, text) = configuration(path, &options, public.as_ref(), &mut ask)?;
    // Not refused: whoever sets up the proxy afterwards corrects it.
    let address = checks::address(&config);
    if address.level == Level::Fault {
        eprintln!("balss: warning: {}", address.text);
    }
    let fresh = look(&config).await?;
    let admin = found::asked(&config, &options.admin, fresh, &mut ask)?;
    if let Some(text) = &text {
        settings::write(path, text)?;
    }
    for folder in [&config.state, &config.blobs] {
        make_folder(folder)?;
    }
    if fresh {
        KeyFiles::complete(&config.keys)
            .map_err(|e| StartError(format!("key files in {}: {e}", config.keys.display())))?;
    }
    fit(&[files::keys(&config), files::state(&config)].concat())?;
    let app = App::start(config).await?;
    own(&app).await?;
    // Cut off before the transaction: asked once more.
    let admin = match admin {
        None if !found::before(&app).await? => found::asked(&app.config, &options.admin, true, &mut ask)?,
        admin => admin,
    };
    let founded = found::found(&app, public.as_ref(), admin, options.new_code).await?;
    app.look().await.map_err(|e| StartError(format!("state folder: {e}")))?;
    app.store.close().await;
    tell(&app, path, &founded, options.json)?;
    if options.print_keys {
        println!();
        keys::print(&app.config)?;
    }
    Ok(())
}

/// The configuration that is there, or the text of a new one. It must be usable, private, and of the same root.
fn configuration(
    path: &Path,
    options: &Options,
    public: Option<&Known>,
    ask: &mut Ask,
) -> Result<(Config, Option<String>), StartError> {
    let (config, text) = if path.exists() {
        fit(&[files::configuration(path)])?;
        (options.file.load()?, None)
    } else {
        let Some(public) = public else {
            let text = "--public is needed: the public.json that balss ceremony wrote";
            return Err(StartError(text.to_owned()));
        };
        let text = settings::text(&options.settings, &public.root, ask)?;
        (settings::parse(&text)?, Some(text))
    };
    if public.is_some_and(|p| config.root() != Some(p.root)) {
        let text = format!("{} names another root than the public parts", path.display());
        return Err(StartError(text));
    }
    if config.demo {
        return Err(StartError("demo = true: init makes real installations only".to_owned()));
    }
    fit(&[checks::root(&config)])?;
    Clock::new(&config.time_zone).map_err(StartError)?;
    Notary::new(&config.origin, &[0; 32], Secret::new([0; 32]))
        .map_err(|e| StartError(format!("origin: {e}")))?;
    if let Some(mail) = &config.mail {
        Mailer::new(&mail.server).map_err(|e| StartError(e.to_string()))?;
    }
    fit(&[files::apart(&config, "keys"), files::apart(&config, "state")].concat())?;
    Ok((config, text))
}

/// The first fault of some checks as an error.
fn fit(checks: &[Check]) -> Result<(), StartError> {
    match checks.iter().find(|c| c.level == Level::Fault) {
        Some(check) => Err(StartError(check.text.clone())),
        None => Ok(()),
    }
}

/// Whether the place is still empty. A store that was made with key files which are gone must not get new ones.
async fn look(config: &Config) -> Result<bool, StartError> {
    let tables = match files::database_file(config) {
        Some(file) if !file.exists() => {
            if let Some(folder) = file.parent() {
                make_folder(folder)?;
            }
            Tables::None
        }
        _ => inspect(&config.database).await.map_err(|e| StartError(format!("database: {e}")))?,
    };
    if tables == Tables::Foreign {
        return Err(StartError("the database is of a newer version of Balss".to_owned()));
    }
    if tables != Tables::None && KeyFiles::present(&config.keys) < 3 {
        let text = format!(
            "the database was made with key files that are not in {}: bring them back (balss keys restore)",
            config.keys.display()
        );
        return Err(StartError(text));
    }
    Ok(tables == Tables::None)
}

/// A private folder; one that is there stays as it is.
fn make_folder(folder: &Path) -> Result<(), StartError> {
    let fault = |e: std::io::Error| StartError(format!("cannot make {}: {e}", folder.display()));
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(fault)
}

/// Refuses a store whose log another installation signed.
async fn own(app: &Shared) -> Result<(), StartError> {
    let fault = |e| StartError(format!("database: {e}"));
    let mut tx = app.store.read().await.map_err(fault)?;
    for log in Log::ALL {
        if !tx.head(log).await.map_err(fault)?.genuine {
            return Err(StartError("the database belongs to other key files".to_owned()));
        }
    }
    Ok(())
}

fn tell(app: &App, path: &Path, founded: &Founded, json: bool) -> Result<(), StartError> {
    let address = format!("{}/enrol", app.config.public_address);
    let (done, username, code) = match founded {
        Founded::Now { username, code } => (true, Some(username), Some(code)),
        Founded::NewCode { username, code } => (false, Some(username), Some(code)),
        Founded::Before { waiting } => (false, waiting.as_ref(), None),
    };
    let mut out = std::io::stdout().lock();
    let said = if json {
        let code = code.map(Receipt::groups);
        let line = serde_json::json!({
            "founded": done, "config": path, "keys": app.config.keys, "username": username, "code": code,
            "address": address,
        });
        writeln!(out, "{line}")
    } else {
        writeln!(out, "{}", sentences(app, path, founded, &address))
    };
    said.and_then(|()| out.flush()).map_err(|e| StartError(format!("cannot print: {e}")))
}

fn sentences(app: &App, path: &Path, founded: &Founded, address: &str) -> String {
    let config = path.display();
    let invitation = |username: &str, code: &Receipt| {
        format!(
            "  user name      {username}\n  one-time code  {}\n  address        {address}\n\n\
             The code works once, for 72 hours, and is shown only now. Hand it over in person.",
            code.groups()
        )
    };
    match founded {
        Founded::Now { username, code } => format!(
            "Balss is set up.\n  configuration  {config}\n  key files      {}\n  state          {}\n  store          {}\n\n\
             First administrator:\n{}\n\n\
             Next:\n  balss keys print --config {config}   (paper for the recovery kit: without the key files nothing opens)\n  \
             balss doctor --config {config}       (before serve: no fault for duties, help, pages and calendar)\n  \
             balss serve --config {config}\n\n\
             The first administrator enrols, and first of all invites a second one.",
            app.config.keys.display(),
            app.config.state.display(),
            app.store.engine(),
            invitation(username, code),
        ),
        Founded::NewCode { username, code } => {
            format!(
                "A new code for the first administrator; the one before is worth nothing.\n{}",
                invitation(username, code)
            )
        }
        Founded::Before { waiting: Some(username) } => format!(
            "Balss was set up before; nothing was changed.\n{username} has not enrolled yet. Is the code lost or over?\n  \
             balss init --config {config} --new-code"
        ),
        Founded::Before { waiting: None } => "Balss was set up before; nothing was changed.".to_owned(),
    }
}

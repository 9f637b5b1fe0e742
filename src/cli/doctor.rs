//! `balss doctor`: every check of `health`, one line each. It changes nothing, works on an installation that does not
//! start, and goes as far as what it finds allows.

use std::path::Path;

use super::ConfigFile;
use crate::app::{self, StartError};
use crate::clock::Clock;
use crate::config::Config;
use crate::health::{Check, Level, files, host, mail, pack, people, preparation, roster, rows, settings};
use crate::pack::required::Asked;
use crate::store::{Store, StoreError};
use crate::vault::keys::KeyFiles;
use crate::vault::roster::Roster;

/// What `doctor` is told.
#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// One JSON array of `{"name","level","text"}` instead of lines.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Options) -> Result<(), StartError> {
    let checks = examine(&options.file.config).await?;
    if options.json {
        let json = serde_json::to_string(&checks).map_err(|_| StartError("cannot write JSON".to_owned()))?;
        println!("{json}");
    } else {
        for check in &checks {
            println!("{}", line(check));
        }
    }
    match checks.iter().filter(|c| c.level == Level::Fault).count() {
        0 => Ok(()),
        1 => Err(StartError("1 fault".to_owned())),
        n => Err(StartError(format!("{n} faults"))),
    }
}

fn line(check: &Check) -> String {
    let level = match check.level {
        Level::Ok => "ok",
        Level::Warn => "warn",
        Level::Fault => "FAULT",
    };
    format!("{level:<5} {:<10} {}", check.name, check.text)
}

async fn examine(path: &Path) -> Result<Vec<Check>, StartError> {
    let config = match Config::load(path) {
        Ok(config) => config,
        Err(e) => return Ok(vec![Check::fault("config", e.0)]),
    };
    let mut checks = vec![
        files::configuration(path),
        settings::address(&config),
        settings::root(&config),
        settings::admission(&config),
        settings::demo(&config),
    ];
    checks.extend(files::keys(&config));
    checks.extend(files::state(&config));
    checks.push(files::blobs(&config));
    checks.push(host::memory());
    checks.push(host::sandbox(&crate::process::support()));
    checks.push(mail::server(&config).await);
    match Clock::new(&config.time_zone) {
        Err(e) => checks.push(Check::fault("clock", e)),
        Ok(clock) => match country(&config, &clock) {
            Err(e) => checks.push(Check::fault("pack", e.0)),
            Ok((of_pack, offered)) => {
                checks.extend(of_pack);
                checks.extend(stored(&config, &clock, &offered).await?);
            }
        },
    }
    Ok(checks)
}

/// The country pack, and the institutions that the form offers.
fn country(config: &Config, clock: &Clock) -> Result<(Vec<Check>, Vec<String>), StartError> {
    let today = clock.local(clock.now()).date();
    let (texts, country) = app::country(&app::pack_files(config)?)?;
    let offered = app::offered(config, &country)?;
    let lacks = country.lacks(Asked { offered: &offered, help: texts.help(), today, days: config.help_days });
    Ok((pack::required(&lacks, country.calendar.until, today, config.demo), offered))
}

/// Everything that needs the store. What is not there yet is not made.
async fn stored(config: &Config, clock: &Clock, offered: &[String]) -> Result<Vec<Check>, StartError> {
    let mut checks = vec![rows::store(config).await];
    let reachable = checks.iter().all(|c| c.level == Level::Ok);
    let (true, Ok(keys)) = (reachable, KeyFiles::load(&config.keys)) else {
        // The line of the store or of the keys has said what to do first.
        return Ok(checks);
    };
    checks.extend(files::database(config));
    let Ok(notary) = keys.notary(&config.origin) else {
        checks.push(Check::fault("config", "origin cannot stand in a checkpoint: no spaces, no plus sign"));
        return Ok(checks);
    };
    let looked = match Store::open(&config.database, notary).await {
        Err(e) => Err(e),
        Ok(store) => {
            let looked = look(&store, &keys, config, clock, offered).await;
            store.close().await;
            looked
        }
    };
    match looked {
        Ok(found) => checks.extend(found),
        Err(e) => checks.push(Check::fault("store", e.to_string())),
    }
    Ok(checks)
}

async fn look(
    store: &Store,
    keys: &KeyFiles,
    config: &Config,
    clock: &Clock,
    offered: &[String],
) -> Result<Vec<Check>, StoreError> {
    let mut tx = store.read().await?;
    let verified = Roster::verify(&tx.roster().await?, &config.root().unwrap_or_default());
    let rows = tx.all_staff().await?;
    let mut checks =
        vec![host::clock(clock, Some(rows::clock(&mut tx).await?), rows::newest(&mut tx).await?)];
    checks.push(rows::audit(&mut tx).await?);
    checks.extend(roster::roster(config, &verified));
    checks.extend(people::accounts(keys, &verified, &rows));
    checks.extend(people::staffing(&verified, &rows, offered, config.demo));
    let records = tx.capabilities().await?;
    checks.extend(preparation::records(keys, &rows, &records, clock.today(), config.demo));
    checks.push(mail::notices(&tx.recent_jobs(50).await?));
    Ok(checks)
}

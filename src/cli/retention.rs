//! `balss retention`: what the page of a case does with keeping and deleting it, by the same use cases, after signing in.
//! A case is named by its id or the digits of it that people call it by; nothing said in one is shown.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::desk::Adviser;
use super::{ConfigFile, counted};
use crate::app::{App, Shared, StartError};
use crate::clock::{date, day};
use crate::domain::retention::{DELETE, HOLD, Nearness};
use crate::features::console::keeping::{self, By, Listed, Said};
use crate::texts::choice_id;
use crate::vault::VaultError;

/// All of them ask for an adviser's user name, passphrase and code.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Own cases whose time is over or ends soon, that are held, or that somebody proposed to delete.
    #[command(after_help = "Example:\n  balss retention list --config balss.toml")]
    List(ConfigFile),
    /// Proposes to delete a case; another of its readers confirms.
    #[command(after_help = "Example:\n  balss retention propose 3F09AC --reason retention_over")]
    Propose(Propose),
    /// Takes a proposal back, one's own or another's.
    #[command(after_help = "Example:\n  balss retention take-back 3F09AC")]
    TakeBack(OneCase),
    /// Deletes a case that another of its readers proposed to delete. There is no way back.
    #[command(after_help = "Example:\n  balss retention confirm 3F09AC")]
    Confirm(OneCase),
    /// Says why a case must not be deleted.
    #[command(after_help = "Example:\n  balss retention hold 3F09AC --reason proceedings --until 2027-06-30")]
    Hold(Hold),
    /// Ends a hold; `list` shows its id.
    #[command(after_help = "Example:\n  balss retention release 3F09AC 0123456789abcdef")]
    Release(Release),
}

#[derive(Args)]
pub(super) struct OneCase {
    #[command(flatten)]
    file: ConfigFile,
    /// Id of the case, or at least its first six digits.
    case: String,
}

#[derive(Args)]
pub(super) struct Propose {
    #[command(flatten)]
    of: OneCase,
    /// Why. `other` is explained by a note, and so is proposed on the page of the case.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(DELETE))]
    reason: String,
}

#[derive(Args)]
pub(super) struct Hold {
    #[command(flatten)]
    of: OneCase,
    /// Why. `other` is explained by a note, and so is said on the page of the case.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(HOLD))]
    reason: String,
    /// The last day; until somebody ends it, if not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
}

#[derive(Args)]
pub(super) struct Release {
    #[command(flatten)]
    of: OneCase,
    /// Id of the hold.
    hold: String,
}

pub(super) async fn run(command: Command) -> Result<(), StartError> {
    let file = match &command {
        Command::List(file) => file,
        Command::TakeBack(of) | Command::Confirm(of) => &of.file,
        Command::Propose(options) => &options.of.file,
        Command::Hold(options) => &options.of.file,
        Command::Release(options) => &options.of.file,
    };
    let app = App::start(file.load_existing()?).await?;
    let adviser = Adviser::sign_in(&app).await?;
    let done = act(&app, &adviser, &command).await;
    // What the list leaves behind is written after its answer.
    app.tasks.close();
    app.tasks.wait().await;
    app.store.close().await;
    done
}

async fn act(app: &Shared, adviser: &Adviser, command: &Command) -> Result<(), StartError> {
    let by: By<'_> = (&adviser.account, &adviser.keys);
    let (case, seen) = match command {
        Command::List(_) => return list(app, by).await,
        Command::TakeBack(of) | Command::Confirm(of) => keeping::find(app, by, &of.case).await,
        Command::Propose(options) => keeping::find(app, by, &options.of.case).await,
        Command::Hold(options) => keeping::find(app, by, &options.of.case).await,
        Command::Release(options) => keeping::find(app, by, &options.of.case).await,
    }
    .map_err(fault)?
    .ok_or_else(|| StartError("you read no such case".to_owned()))?;
    let (said, done) = match command {
        Command::List(_) => return Ok(()),
        Command::TakeBack(_) => (keeping::take_back(app, by, case, seen).await, "taken back"),
        Command::Confirm(_) => (
            keeping::confirm(app, by, case, seen).await,
            "deleted: the case and every key to it are destroyed; backups made before keep it until they are destroyed",
        ),
        Command::Propose(options) => (
            keeping::propose(app, by, case, seen, (&options.reason, "")).await,
            "proposed: another of its readers has to confirm it before anybody writes in the case",
        ),
        Command::Hold(options) => {
            let until = options.until.map(day);
            if until.is_some_and(|last| last < app.clock.today()) {
                return Err(StartError(text(app, "keeping-error-hold-until")));
            }
            (keeping::hold(app, by, case, seen, (&options.reason, until, "")).await, "held")
        }
        Command::Release(options) => {
            (keeping::end_hold(app, by, case, seen, &options.hold).await, "no longer held")
        }
    };
    match said.map_err(fault)? {
        Said::Yes => println!("{done}"),
        Said::NotTheirs => return Err(StartError("you read no such case".to_owned())),
        Said::Changed => return Err(StartError("the case has changed; look at the list again".to_owned())),
        Said::Refused(why) => return Err(StartError(text(app, &choice_id("keeping-refused", why.word())))),
    }
    Ok(())
}

fn text(app: &App, id: &str) -> String {
    app.texts.say(app.texts.of_commands(), id)
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn fault(e: VaultError) -> StartError {
    StartError(format!("cannot look at the cases: {e}"))
}

async fn list(app: &Shared, by: By<'_>) -> Result<(), StartError> {
    let all = keeping::list(app, by).await.map_err(fault)?;
    for Listed { id, keeping, .. } in &all {
        let until = keeping.last.map_or_else(|| "open".to_owned(), |last| date(last).to_string());
        let near = match keeping.near {
            Nearness::Over => ", over",
            Nearness::Soon => ", ends soon",
            Nearness::Far => "",
        };
        println!("{id}  kept until {until}{near}");
        for (hold, stands) in &keeping.holds {
            let last = hold.until.map_or_else(|| "until ended".to_owned(), |d| format!("until {}", date(d)));
            let over = if *stands { "" } else { ", over" };
            println!("    hold {} {} by {}, {last}{over}", hold.id, hold.reason, hold.name);
        }
        if let Some(p) = &keeping.proposed {
            let own = if keeping.own { " (you)" } else { "" };
            println!("    deletion proposed by {}{own} on {}: {}", p.name, date(p.day), p.reason);
        }
    }
    println!("{} to look at", counted(all.len(), "case"));
    Ok(())
}

//! `balss statistics`: what the page of publishers does, by the same use cases, and what an institution needs before it
//! starts. Nothing here shows a record, a count or how many there are.

use std::fmt::Arguments;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::ConfigFile;
use super::desk::Adviser;
use crate::app::{App, Shared, StartError};
use crate::clock::date;
use crate::crypto::random;
use crate::disclosure::noise::Bytes;
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period};
use crate::features::statistics::ledger::{self, Checked};
use crate::features::statistics::menu::{self, Odd};
use crate::features::statistics::publish::{self, Act, By, Refused, Stage};
use crate::features::statistics::{export, simulate};
use crate::vault::VaultError;
use crate::vault::roster::Roster;
use crate::vault::statistics::plan;

/// Plans, releases and checks what is published.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Shows the tables a year would count, or makes or signs its plan.
    #[command(
        after_help = "Examples:\n  balss statistics plan --config balss.toml\n  balss statistics plan --make 2027\n  balss statistics plan --sign 2027 --yes   (an adviser of another institution)"
    )]
    Plan(Plan),
    /// Shows how far published figures would be from the counts, for made-up years.
    #[command(after_help = "Example:\n  balss statistics simulate --reports 60 --reports 150 --reports 300")]
    Simulate(Simulate),
    /// Releases a period that a colleague of another institution approved, or approves it.
    #[command(
        after_help = "Examples:\n  balss statistics release 2026-Q3 --approve\n  balss statistics release 2026-Q3 --yes      (an adviser of another institution)"
    )]
    Release(Release),
    /// Checks plans and releases of the store, or files that `export` wrote.
    #[command(after_help = "Examples:\n  balss statistics verify\n  balss statistics verify 2026-Q3.json")]
    Verify(Files),
    /// Writes a release, with its plan and all signatures, to standard output.
    #[command(after_help = "Example:\n  balss statistics export 2026-Q3 > 2026-Q3.json")]
    Export(OnePeriod),
    /// Takes published releases in again, after the store was taken back to an older copy. Give all that were published:
    /// what is not among them, and was never shown here, can be drawn afterwards.
    #[command(after_help = "Example:\n  balss statistics import 2026-Q1.json 2026-Q2.json")]
    Import(Taken),
}

#[derive(Args)]
pub(super) struct Plan {
    #[command(flatten)]
    file: ConfigFile,
    /// Makes the plan of this year; asks for an adviser's user name, passphrase and code.
    #[arg(long, value_name = "YEAR", conflicts_with = "sign")]
    make: Option<i16>,
    /// Signs the plan of this year as the second.
    #[arg(long, value_name = "YEAR")]
    sign: Option<i16>,
    /// Signs, or takes the place of a colleague's plan: without it, what would be done is told and nothing is done.
    #[arg(long)]
    yes: bool,
}

#[derive(Args)]
pub(super) struct Simulate {
    #[command(flatten)]
    file: ConfigFile,
    /// Reports a year; may be given several times.
    #[arg(long, value_name = "N", default_values_t = [60, 150, 300], value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    reports: Vec<u32>,
    /// Made-up years for each.
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    runs: u32,
}

#[derive(Args)]
pub(super) struct OnePeriod {
    #[command(flatten)]
    file: ConfigFile,
    /// A year or a quarter, such as 2026 or 2026-Q3.
    #[arg(value_parser = |text: &str| Period::parse(text).ok_or("a year or a quarter, such as 2026 or 2026-Q3"))]
    period: Period,
}

#[derive(Args)]
pub(super) struct Release {
    #[command(flatten)]
    of: OnePeriod,
    /// Approves it for a colleague of another institution to release.
    #[arg(long)]
    approve: bool,
    /// Releases: without it, what would be done is told and nothing is done.
    #[arg(long, conflicts_with = "approve")]
    yes: bool,
}

#[derive(Args)]
pub(super) struct Files {
    #[command(flatten)]
    file: ConfigFile,
    /// Files that `balss statistics export` wrote.
    files: Vec<PathBuf>,
}

#[derive(Args)]
pub(super) struct Taken {
    #[command(flatten)]
    file: ConfigFile,
    /// Files that `balss statistics export` wrote, of all releases there were.
    #[arg(required_unless_present = "none")]
    files: Vec<PathBuf>,
    /// Nothing was ever published.
    #[arg(long, conflicts_with = "files")]
    none: bool,
}

/// Writes a line. Whoever reads no further, such as `head`, has what they wanted; what else goes wrong is told, or a file
/// that `export` writes could be cut without a word.
fn line(text: Arguments<'_>) -> Result<(), StartError> {
    match writeln!(io::stdout(), "{text}") {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(StartError(format!("cannot write: {e}"))),
        _ => Ok(()),
    }
}

macro_rules! say {
    ($($text:tt)*) => { line(format_args!($($text)*))? };
}

pub(super) async fn run(command: Command) -> Result<(), StartError> {
    let file = match &command {
        Command::Plan(options) => &options.file,
        Command::Simulate(options) => &options.file,
        Command::Release(options) => &options.of.file,
        Command::Verify(options) => &options.file,
        Command::Import(options) => &options.file,
        Command::Export(options) => &options.file,
    };
    let app = App::start(file.load_existing()?).await?;
    let done = act(&app, &command).await;
    app.tasks.close();
    app.tasks.wait().await;
    app.store.close().await;
    done
}

async fn act(app: &Shared, command: &Command) -> Result<(), StartError> {
    match command {
        Command::Plan(options) => planned(app, options).await,
        Command::Simulate(options) => simulated(app, options),
        Command::Release(options) => released(app, options).await,
        Command::Verify(options) => verified(app, options).await,
        Command::Export(options) => {
            let text = ledger::bundle(app, options.period).await.map_err(|e| fault(&e))?;
            say!("{}", text.ok_or_else(|| StartError(format!("{} was not released", options.period)))?);
            Ok(())
        }
        Command::Import(options) => {
            let texts = read(&options.files)?;
            let by = signed_in(app).await?;
            for (path, text) in options.files.iter().zip(&texts) {
                match ledger::verify(app, text).await.map_err(|e| fault(&e))? {
                    Checked::Release(_) => {}
                    Checked::Another(period) => return Err(StartError(another(path, period))),
                    Checked::Nothing => return Err(StartError(not_signed(path, text))),
                }
            }
            let all = ledger::import(app, &by, &texts).await.map_err(|why| match why {
                Refused::File if texts.is_empty() => {
                    StartError("something was published: import the files of all that was".to_owned())
                }
                Refused::File => StartError("another plan or release stands than one of these".to_owned()),
                why => refused(&why),
            })?;
            say!("{} taken in; what else is over can be released now", super::counted(all.len(), "release"));
            Ok(())
        }
    }
}

async fn signed_in(app: &Shared) -> Result<By, StartError> {
    let adviser = Adviser::sign_in(app).await?;
    Ok(By { staff: adviser.account.id, keys: adviser.keys })
}

fn read(files: &[PathBuf]) -> Result<Vec<String>, StartError> {
    let one = |path: &PathBuf| {
        std::fs::read_to_string(path).map_err(|e| StartError(format!("cannot read {}: {e}", path.display())))
    };
    files.iter().map(one).collect()
}

/// What is wrong with a file that no two advisers of this installation signed.
fn not_signed(path: &Path, text: &str) -> String {
    let path = path.display();
    if export::is_for_readers(text) {
        return format!(
            "{path}: the file for readers, which nobody signs; `balss statistics export` writes the signed one"
        );
    }
    format!("{path}: no release of this installation")
}

fn fault(e: &VaultError) -> StartError {
    StartError(format!("cannot look at the statistics: {e}"))
}

fn odd(odd: &Odd) -> String {
    match odd {
        Odd::Epsilon(table) => {
            format!(
                "statistics.epsilon.{}: missing, or no fraction above 0 and at most 2, such as 1/8",
                table.word()
            )
        }
        Odd::Changed(table) => {
            format!(
                "statistics.epsilon.{}: not that of the earlier plans, which stands for ever",
                table.word()
            )
        }
        Odd::Budget => "statistics.epsilon: all together are more than 2".to_owned(),
        Odd::Expected => "statistics.expected: not between 1 and 1000000".to_owned(),
    }
}

fn refused(why: &Refused) -> StartError {
    StartError(match why {
        Refused::NotStanding => "nobody vouches for this account".to_owned(),
        Refused::NotEnough => "it takes vouched advisers of two institutions".to_owned(),
        Refused::Menu(why) => odd(why),
        Refused::Year => "only this year and the next can be planned".to_owned(),
        Refused::Planned(..) => "the year has a plan that two signed, which stands".to_owned(),
        Refused::NotPlanned => "the year has no plan that two signed".to_owned(),
        Refused::Anew => "no such plan waits any more; see `balss statistics plan`".to_owned(),
        Refused::PlanWaits(_) => "another plan of the year was made just now and waits".to_owned(),
        Refused::Stage(period, stage) => {
            format!("not possible as things stand: {period}: {}", word(*stage))
        }
        Refused::Unapproved(period, _) => format!("{period}: the approval was taken back"),
        Refused::NotTheirs(_) => "only who approved can take it back".to_owned(),
        Refused::TakenBack => {
            "the store was taken back to an older copy; import what was published first".to_owned()
        }
        Refused::File => "no release of this installation, or another than the one that stands".to_owned(),
        Refused::NotAnother => "this takes another person of another institution".to_owned(),
        Refused::NoShare => "this account holds no part of the year's key".to_owned(),
        Refused::Altered => {
            "what has entered tables before is not what the log tells of; see `balss audit verify`".to_owned()
        }
        Refused::Fault(e) => return fault(e),
    })
}

async fn planned(app: &Shared, options: &Plan) -> Result<(), StartError> {
    if let Some(year) = options.make {
        let by = signed_in(app).await?;
        let desk = publish::desk(app, by.staff).await.map_err(|e| fault(&e))?;
        let waits = desk.year(year).filter(|of| of.plan.second.is_none());
        if let Some(of) = waits.filter(|of| of.plan.first != by.staff && !options.yes) {
            let name = name(&desk.roster, of.plan.first);
            return Err(StartError(format!(
                "it would take the place of the plan that {name} made; --yes does it"
            )));
        }
        let seen = waits.map(|of| plan::digest(&of.plan.body)).unwrap_or_default();
        publish::prepare(app, &by, year, &seen).await.map_err(|why| refused(&why))?;
        say!("made; it stands once an adviser of another institution has signed it");
        return Ok(());
    }
    let nobody = StaffId([0; 16]);
    if let Some(year) = options.sign {
        let by = signed_in(app).await?;
        let desk = publish::desk(app, by.staff).await.map_err(|e| fault(&e))?;
        let waits = desk.years.iter().find(|of| of.plan.menu.year == year).map(|of| &of.plan);
        let plan = waits.ok_or_else(|| refused(&Refused::Anew))?;
        show(&plan.menu)?;
        let asked = publish::ask(app, &by, Act::Confirm, Period { year, quarter: 0 }).await;
        let asked = asked.map_err(|why| refused(&why))?;
        if !options.yes {
            say!("made by {}", name(&desk.roster, plan.first));
            if asked.over {
                say!("quarters that are over already are never released: nothing was counted in them");
            }
            let text = "not signed: a signed plan cannot be changed for this year; --yes signs it";
            return Err(StartError(text.to_owned()));
        }
        let done = publish::confirm(app, &by, year, &plan::digest(&plan.body)).await;
        done.map_err(|why| refused(&why))?;
        let from = if asked.ahead { format!("1 January {year}") } else { "now".to_owned() };
        say!("signed; what is coded from {from} on can be counted");
        return Ok(());
    }
    let desk = publish::desk(app, nobody).await.map_err(|e| fault(&e))?;
    for year in &desk.years {
        let stands =
            if year.plan.second.is_some() { "signed by two" } else { "waits for a second signature" };
        say!("{}: {stands}, plan {}", year.plan.menu.year, plan::digest(&year.plan.body));
        for (period, stage) in &year.periods {
            say!("  {period}: {}", word(*stage));
        }
        show(&year.plan.menu)?;
    }
    for (year, menu) in &desk.next {
        match menu {
            Ok(menu) => {
                say!("{year}: not planned; a plan made now would be");
                show(menu)?;
            }
            Err(why) => say!("{year}: cannot be planned: {}", odd(why)),
        }
    }
    Ok(())
}

fn name(roster: &Roster, staff: StaffId) -> String {
    roster.known(staff).map_or_else(|| staff.to_string(), |key| key.name.clone())
}

fn word(stage: Stage) -> String {
    let word = match stage {
        Stage::Running => "not over",
        Stage::Uncounted(signed) => {
            return format!("nothing was counted then: the plan was signed on {signed}");
        }
        Stage::Closed => {
            "closed: the store was taken back after it, or a release of it did not end; import what was published"
        }
        Stage::Keyless => "cannot be released: nobody holds a share of its key in this store",
        Stage::Quarters => "after its quarters",
        Stage::Ready => "can be approved",
        Stage::Approved(_) | Stage::Own | Stage::Waits(_) => "approved by one",
        Stage::Released => "released",
    };
    word.to_owned()
}

fn show(menu: &Menu) -> Result<(), StartError> {
    say!("  {} reports a year expected, taxonomy {}", menu.expected, menu.taxonomy);
    for table in &menu.tables {
        let years = if menu::in_threes(menu, table) { ", shown as sums of three years" } else { "" };
        say!("  {:<13} epsilon {:<6} {} cells{years}", table.table.word(), table.epsilon, table.cells.len());
    }
    Ok(())
}

fn simulated(app: &Shared, options: &Simulate) -> Result<(), StartError> {
    let menu = menu::of(app, date(app.clock.today()).year(), &[]).map_err(|why| StartError(odd(&why)))?;
    say!(
        "errors of published figures, over {} made-up years each: median / of 95 in 100 at most",
        options.runs
    );
    for reports in &options.reports {
        let mut coin = Bytes(random::fill);
        let mut shown = 0;
        let progress = |percent: u32| {
            if percent >= shown + 10 {
                shown = percent;
                eprintln!("  {reports} reports: {percent} %");
            }
        };
        let rows = simulate::run(&menu, *reports, options.runs, &mut coin, progress);
        let rows = rows.map_err(|e| StartError(e.to_string()))?;
        say!(
            "\n{reports} reports a year\n  {:<13} {:>7} {:>5}  {:>12}  {:>12}",
            "table",
            "epsilon",
            "cells",
            "a cell",
            "the total"
        );
        for row in rows {
            let years = if row.in_threes { "  three years" } else { "" };
            say!(
                "  {:<13} {:>7} {:>5}  {:>5} / {:>4}  {:>5} / {:>4}{years}",
                row.table.word(),
                row.epsilon,
                row.cells,
                row.cell[0],
                row.cell[1],
                row.total[0],
                row.total[1]
            );
        }
    }
    Ok(())
}

async fn released(app: &Shared, options: &Release) -> Result<(), StartError> {
    let by = signed_in(app).await?;
    let period = options.of.period;
    if options.approve {
        publish::approve(app, &by, period).await.map_err(|why| refused(&why))?;
        say!("approved; an adviser of another institution can release it");
    } else {
        let asked = publish::ask(app, &by, Act::Release, period).await.map_err(|why| refused(&why))?;
        if !options.yes {
            let desk = publish::desk(app, by.staff).await.map_err(|e| fault(&e))?;
            if let Some((staff, on)) = asked.approved {
                say!("approved by {} on {on}", name(&desk.roster, staff));
            }
            if let Some(from) = asked.counted_from {
                say!("counted from {from} on, the day on which the plan was signed");
            }
            let text = "not released: what is drawn is published as it comes, and nobody can draw it again or take it back; \
                        --yes releases it";
            return Err(StartError(text.to_owned()));
        }
        publish::release(app, &by, period).await.map_err(|why| refused(&why))?;
        say!("released; see /statistics");
    }
    Ok(())
}

fn another(path: &Path, period: Period) -> String {
    format!(
        "{}: signed by two advisers of this installation, but another draw of {period} than the release that is shown: two are about; \
         see `balss audit verify`",
        path.display()
    )
}

async fn verified(app: &Shared, options: &Files) -> Result<(), StartError> {
    let mut faults = Vec::new();
    let mut of = super::counted(options.files.len(), "file");
    if options.files.is_empty() {
        faults = ledger::check(app).await.map_err(|e| fault(&e))?;
        let (plans, releases) = ledger::held(app).await.map_err(|e| fault(&e))?;
        of = format!("{} and {}", super::counted(plans, "plan"), super::counted(releases, "release"));
    }
    for (path, text) in options.files.iter().zip(read(&options.files)?) {
        match ledger::verify(app, &text).await.map_err(|e| fault(&e))? {
            Checked::Release(period) => {
                say!("{}: release {period}, signed by two advisers of this installation", path.display());
            }
            Checked::Another(period) => faults.push(another(path, period)),
            Checked::Nothing => faults.push(not_signed(path, &text)),
        }
    }
    if faults.is_empty() {
        say!("every signature holds: {of}");
        return Ok(());
    }
    Err(StartError(faults.join("\n")))
}

//! `balss staff`: what the administrator's page does with accounts, by the same use cases, after signing in.

mod carry;

use clap::{Args, Subcommand, ValueEnum};

use super::ConfigFile;
use super::desk::Administrator;
use crate::app::{App, Shared, StartError};
use crate::domain::capability::missing;
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::features::admin::home;
use crate::features::admin::people::details::{self, Details, Fault};
use crate::features::admin::people::{self, Issued, Refused, Vouched, capability};
use crate::vault::invite::Kind;

/// All of them ask for an administrator's user name, passphrase and code.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Every account, and what advisers lack.
    #[command(after_help = "Example:\n  balss staff list --config balss.toml")]
    List(ConfigFile),
    /// A new account, and the code to enrol it: shown once.
    #[command(
        after_help = "Example:\n  balss staff invite --username ilze.piemere --name \"Ilze Piemēre\" --role adviser --institution nbs"
    )]
    Invite(Invite),
    /// Closes an account; its sessions end at once, nothing is deleted.
    #[command(after_help = "Example:\n  balss staff disable ilze.piemere")]
    Disable(OneAccount),
    /// Opens a closed account again.
    #[command(after_help = "Example:\n  balss staff enable ilze.piemere")]
    Enable(OneAccount),
    /// A code to set a lost second factor anew: shown once.
    #[command(after_help = "Example:\n  balss staff reset-factor ilze.piemere")]
    ResetFactor(OneAccount),
    /// A code to enrol an account anew whose passphrase is lost: shown once.
    #[command(after_help = "Example:\n  balss staff reset-passphrase ilze.piemere")]
    ResetPassphrase(OneAccount),
    /// Writes what waits for the root's signature to a file, to be carried to the offline machine.
    #[command(after_help = "Example:\n  balss staff request --out roster-request.json")]
    Request(carry::Request),
    /// Takes in what the root signed: tells what each statement does, and adds them with --yes.
    #[command(after_help = "Example:\n  balss staff accept roster-signed.json --yes")]
    Accept(carry::Accept),
}

/// Which account.
#[derive(Args)]
pub(super) struct OneAccount {
    #[command(flatten)]
    file: ConfigFile,
    /// User name.
    username: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleName {
    Adviser,
    Leadership,
    Administrator,
    Auditor,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Adviser => Self::Adviser,
            RoleName::Leadership => Self::Leadership,
            RoleName::Administrator => Self::Administrator,
            RoleName::Auditor => Self::Auditor,
        }
    }
}

/// Who is invited.
#[derive(Args)]
pub(super) struct Invite {
    #[command(flatten)]
    file: ConfigFile,
    /// What they will sign in with.
    #[arg(long)]
    username: String,
    /// First name and surname.
    #[arg(long)]
    name: String,
    /// What the account is for.
    #[arg(long)]
    role: RoleName,
    /// Code of the institution; advisers need one.
    #[arg(long, value_name = "CODE", default_value = "")]
    institution: String,
    /// Language of pages and mail: lv or en.
    #[arg(long, value_name = "CODE", default_value = "lv")]
    language: String,
    /// Address for reminders.
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    mail: String,
    /// Asks to read for other institutions too, when their own advisers must not.
    #[arg(long)]
    outside: bool,
    /// User name of a closed account of the same person and role.
    #[arg(long, value_name = "USERNAME")]
    replaces: Option<String>,
}

pub(super) async fn run(command: Command) -> Result<(), StartError> {
    let file = match &command {
        Command::List(file) => file,
        Command::Invite(invite) => &invite.file,
        Command::Disable(one)
        | Command::Enable(one)
        | Command::ResetFactor(one)
        | Command::ResetPassphrase(one) => &one.file,
        Command::Request(request) => &request.file,
        Command::Accept(accept) => &accept.file,
    };
    let app = App::start(file.load_existing()?).await?;
    let admin = Administrator::sign_in(&app).await?;
    let done = act(&app, &admin, &command).await;
    app.store.close().await;
    done
}

async fn act(app: &Shared, admin: &Administrator, command: &Command) -> Result<(), StartError> {
    let who = admin.id();
    let said = |e| say(app, e);
    match command {
        Command::List(_) => list(app).await.map_err(|e| said(e.into())),
        Command::Invite(options) => {
            let replaces = match &options.replaces {
                None => None,
                Some(name) => Some(account(app, name).await?),
            };
            let (role, typed) = (options.role.into(), details(options));
            show(app, &people::invite(app, who, role, &typed, replaces).await.map_err(said)?);
            Ok(())
        }
        Command::Disable(one) => {
            let id = account(app, &one.username).await?;
            people::disable(app, who, id).await.map_err(said)?;
            println!("closed: sessions have ended, and nobody can sign in");
            if people::person(app, id).await.map_err(|e| said(e.into()))?.is_some_and(|p| p.named) {
                println!(
                    "new reports are still sealed to this adviser: let two colleagues or the root revoke it today"
                );
            }
            Ok(())
        }
        Command::Enable(one) => {
            let id = account(app, &one.username).await?;
            people::enable(app, who, id).await.map_err(said)?;
            println!("open again: the earlier passphrase and second factor let the person in");
            let person = people::person(app, id).await.map_err(|e| said(e.into()))?;
            if person.is_some_and(|p| p.vouched == Vouched::Revoked) {
                println!("the account was revoked: it reads nothing until the root lets it stand again");
            }
            Ok(())
        }
        Command::ResetFactor(one) => again(app, who, &one.username, Kind::Factor).await,
        Command::ResetPassphrase(one) => again(app, who, &one.username, Kind::Enrol).await,
        Command::Request(options) => carry::request(app, options).await,
        Command::Accept(options) => carry::accept(app, who, options).await,
    }
}

fn details(options: &Invite) -> Details {
    Details {
        username: options.username.clone(),
        name: options.name.clone(),
        institution: options.institution.clone(),
        lang: options.language.clone(),
        mail: options.mail.clone(),
        outside: options.outside,
    }
}

async fn account(app: &App, username: &str) -> Result<StaffId, StartError> {
    let found = people::by_username(app, username).await.map_err(|e| say(app, e.into()))?;
    found.ok_or_else(|| say(app, Refused::NotThere))
}

async fn again(app: &App, who: StaffId, username: &str, kind: Kind) -> Result<(), StartError> {
    let id = account(app, username).await?;
    show(app, &people::invite_again(app, who, id, kind).await.map_err(|e| say(app, e))?);
    Ok(())
}

fn show(app: &App, issued: &Issued) {
    println!("account  {} ({})", issued.account.username, issued.account.name);
    println!("code     {}", issued.code.groups());
    println!("valid    until {}", app.clock.local(issued.ends).strftime("%Y-%m-%d %H:%M"));
    println!("Hand it over in person or by a call to a number you know; it is used once, at");
    println!("{}/enrol, and cannot be shown again.", app.config.public_address);
    match issued.told {
        Some(true) => println!("A mail tells the person."),
        Some(false) => println!("No mail can be sent: tell the person."),
        None => {}
    }
    if issued.adviser_again() {
        println!(
            "Then colleagues vouch for the new keys, and balss recovery prepare begins giving the cases back."
        );
    }
}

async fn list(app: &App) -> Result<(), crate::store::StoreError> {
    let today = app.clock.today();
    let line = |role: &str, institution: &str, username: &str, name: &str, notes: &str| {
        println!("{}", format!("{role:<14} {institution:<12} {username:<24} {name:<28} {notes}").trim_end());
    };
    line("ROLE", "INSTITUTION", "USER NAME", "NAME", "NOTES");
    for home::Member { account, enrolled, vouched } in home::look(app).await?.staff {
        let mut notes = Vec::new();
        if !account.active {
            notes.push("closed".to_owned());
        } else if !enrolled {
            notes.push("not enrolled".to_owned());
        }
        if let Some(vouched) = vouched {
            let note = match vouched {
                Vouched::Now => None,
                Vouched::Details => Some("new details wait"),
                Vouched::Earlier => Some("new keys wait"),
                Vouched::Never => Some("not vouched for"),
                Vouched::Revoked => Some("revoked"),
            };
            notes.extend(note.map(str::to_owned));
            let record = capability::load(app, account.id).await?;
            notes.extend(missing(&record, today).iter().map(|m| format!("lacks {}", m.word())));
        }
        let role = account.role.word();
        line(role, &account.institution, &account.username, &account.name, &notes.join(", "));
    }
    Ok(())
}

/// A refusal as a line for people.
fn say(app: &App, refused: Refused) -> StartError {
    let text = |id: &str| app.texts.say(app.texts.of_commands(), id);
    StartError(match refused {
        Refused::NotThere => "there is no such account".to_owned(),
        Refused::Touched => {
            "the account's row is not as this server wrote it; see balss audit verify".to_owned()
        }
        Refused::Store(e) => format!("database: {e}"),
        Refused::Own => text("people-error-own"),
        Refused::Closed => "the account is closed".to_owned(),
        Refused::Open => "the account is open".to_owned(),
        Refused::NotEnrolled => text("people-error-not-enrolled"),
        Refused::SecondAccount => text("people-error-second"),
        Refused::Typed(faults) => {
            let all: Vec<String> = faults.iter().map(|f| typed_fault(*f, &text(f.field().1), app)).collect();
            all.join(" ")
        }
    })
}

/// What is wrong with an option, by its name; of institutions, which there are.
fn typed_fault(fault: Fault, words: &str, app: &App) -> String {
    let codes = app.pack.codes();
    details::of_option(fault, &format!("--{}", option(fault)), words, &codes)
}

/// The option in which a field of the page's form is given.
fn option(fault: Fault) -> &'static str {
    match fault.field().0 {
        "lang" => "language",
        field => field,
    }
}

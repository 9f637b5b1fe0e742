//! The one transaction that makes an installation: roster, first administrator, invitation.

use super::ask::Ask;
use crate::app::{App, StartError, country, pack_files};
use crate::cli::ceremony::Known;
use crate::config::Config;
use crate::crypto::random;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::receipt::Receipt;
use crate::domain::staff::{Account, Role};
use crate::features::admin::people::details::{self, Details};
use crate::store::audit::{name_fact, name_staff, name_statement};
use crate::store::installation::RECEIPT_SALT;
use crate::store::staff::StaffRow;
use crate::store::{Audit, StoreError, Tx};
use crate::vault::invite::{self, Kind};
use crate::vault::staff;

/// Who administers first.
#[derive(clap::Args)]
#[command(next_help_heading = "The first administrator")]
pub(super) struct Admin {
    /// What they sign in with.
    #[arg(long = "admin-username", value_name = "NAME")]
    username: Option<String>,
    /// Their name, as colleagues see it.
    #[arg(long = "admin-name", value_name = "NAME")]
    name: Option<String>,
    /// Code of their institution (config/pack/institutions.toml).
    #[arg(long, value_name = "CODE")]
    institution: Option<String>,
    /// Language of their pages, such as lv or en [default: the first of the country pack].
    #[arg(long = "admin-language", value_name = "CODE")]
    language: Option<String>,
    /// Their mail address, for notices about their own account [default: none].
    #[arg(long = "admin-mail", value_name = "ADDRESS")]
    mail: Option<String>,
}

impl Admin {
    /// What has no default.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let all = [
            ("--admin-username", &self.username),
            ("--admin-name", &self.name),
            ("--institution", &self.institution),
        ];
        all.into_iter().filter(|(_, given)| given.is_none()).map(|(option, _)| option).collect()
    }
}

/// What became of it.
pub(super) enum Founded {
    /// Made in this run.
    Now {
        /// Of the first administrator.
        username: String,
        /// Shown once.
        code: Receipt,
    },
    /// Made before; the first administrator has a new code.
    NewCode {
        /// Of the first administrator.
        username: String,
        /// Shown once.
        code: Receipt,
    },
    /// Made before, and nothing was changed.
    Before {
        /// The first administrator, while nobody has enrolled.
        waiting: Option<String>,
    },
}

/// The first administrator's account, asked for before anything is made; `None` where it may be there already.
pub(super) fn asked(
    config: &Config,
    options: &Admin,
    fresh: bool,
    ask: &mut Ask,
) -> Result<Option<Account>, StartError> {
    if !fresh && options.username.is_none() {
        return Ok(None);
    }
    let username =
        ask.needed("admin-username", "User name of the first administrator", options.username.clone())?;
    let name = ask.needed("admin-name", "Their name", options.name.clone())?;
    let (texts, pack) = country(&pack_files(config)?)?;
    let known = pack.codes();
    let what = format!("Their institution ({})", known.join(", "));
    let institution = ask.needed("institution", &what, options.institution.clone())?;
    let langs: Vec<&str> = texts.all().iter().map(|l| l.lang.code()).collect();
    let what = format!("Language of their pages ({})", langs.join(", "));
    let lang = ask.or(&what, options.language.clone(), langs[0])?;
    let mail = ask.or("Their mail address (empty for none)", options.mail.clone(), "")?;
    let typed = Details { username, name, institution, lang, mail, outside: false };
    let (role, person) = (Role::Administrator, PersonId(random::bytes()));
    // The same rules as for everybody who is invited later: a name that sign-in would not find lets nobody in.
    let typed = details::tidy(&typed, role);
    let faults = details::faults(&typed, role, Some(person), &[], &known, texts.all());
    if faults.is_empty() {
        return Ok(Some(typed.account(StaffId(random::bytes()), person, role)));
    }
    let said = faults.iter().map(|f| {
        let option = match f.field().0 {
            "institution" => "--institution".to_owned(),
            "lang" => "--admin-language".to_owned(),
            field => format!("--admin-{field}"),
        };
        details::of_option(*f, &option, &texts.say(texts.of_commands(), f.field().1), &known)
    });
    Err(StartError(format!("the first administrator: {}", said.collect::<Vec<_>>().join(" "))))
}

fn fault(e: &StoreError) -> StartError {
    StartError(format!("database: {e}"))
}

/// Whether an installation was made here before.
pub(super) async fn before(app: &App) -> Result<bool, StartError> {
    let mut tx = app.store.read().await.map_err(|e| fault(&e))?;
    let roster = tx.roster_head().await.map_err(|e| fault(&e))?;
    Ok(roster.is_some() || !tx.accounts().await.map_err(|e| fault(&e))?.is_empty())
}

/// Makes the installation, or finds that it was made.
pub(super) async fn found(
    app: &App,
    public: Option<&Known>,
    admin: Option<Account>,
    new_code: bool,
) -> Result<Founded, StartError> {
    let mut tx = app.store.write().await.map_err(|e| fault(&e))?;
    let before = tx.roster_head().await.map_err(|e| fault(&e))?.is_some();
    let rows = tx.all_staff().await.map_err(|e| fault(&e))?;
    if before || !rows.is_empty() {
        return again(app, tx, &rows, new_code).await;
    }
    let (Some(public), Some(admin)) = (public, admin) else {
        let text =
            "nothing was set up yet: --public, --admin-username, --admin-name and --institution are needed";
        return Err(StartError(text.to_owned()));
    };
    let now = app.clock.now();
    let row = staff::invited(admin, &app.keys);
    let (code, invitation) = invite::issue(&app.keys, &row, Kind::Enrol, now);
    let salt = name_fact(RECEIPT_SALT, &app.salt);
    let mut leaves = vec![Leaf::staff(Event::Installed, now, None).sealing([salt].into())];
    let made = async {
        // Somebody else who founds the same place at the same time has won.
        let won = |first: bool| if first { Ok(()) } else { Err(StoreError::Busy) };
        for (statement, number) in public.statements.iter().zip(1..) {
            won(tx.append_roster(number, statement).await?)?;
            let sealed = [name_statement(number, statement)].into();
            leaves.push(Leaf::staff(Event::RosterSigned, now, None).sealing(sealed));
        }
        won(tx.add_staff(&row).await?)?;
        tx.set_invite(&invitation).await?;
        leaves.push(invited(&row, now));
        tx.commit(Audit::of(leaves)).await
    };
    made.await.map_err(|e| fault(&e))?;
    Ok(Founded::Now { username: row.account.username, code })
}

fn invited(row: &StaffRow, now: i64) -> Leaf {
    Leaf::staff(Event::StaffInvited, now, Some(row.account.id)).sealing([name_staff(row)].into())
}

/// A second run: a new code if it is asked for and nobody but the first administrator was ever there.
async fn again(app: &App, mut tx: Tx, rows: &[StaffRow], new_code: bool) -> Result<Founded, StartError> {
    let alone = match rows {
        [only] if !only.enrolled() && staff::genuine(&app.keys, only) => Some(only),
        _ => None,
    };
    match (alone, new_code) {
        (Some(row), true) => {
            let now = app.clock.now();
            let (code, invitation) = invite::issue(&app.keys, row, Kind::Enrol, now);
            tx.set_invite(&invitation).await.map_err(|e| fault(&e))?;
            tx.commit(Audit::of(vec![invited(row, now)])).await.map_err(|e| fault(&e))?;
            Ok(Founded::NewCode { username: row.account.username.clone(), code })
        }
        (None, true) => {
            let text =
                "the first administrator has enrolled: administrators invite on /admin, or by balss staff";
            Err(StartError(text.to_owned()))
        }
        (alone, false) => Ok(Founded::Before { waiting: alone.map(|r| r.account.username.clone()) }),
    }
}

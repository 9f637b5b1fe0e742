//! `balss demo`: a whole installation made on the spot, with its own root, made-up staff and made-up cases.

mod sample;
mod years;

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use super::serve::{serve, stop_signal};
use super::{fence, in_sandbox, listen};
use crate::app::{App, Shared, StartError, pack_files};
use crate::config::Config;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::random;
use crate::crypto::sign::Signer;
use crate::domain::event::{Event, Leaf, Log};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::{Account, Role};
use crate::pack::Files;
use crate::store::Audit;
use crate::store::audit::{name_fact, name_staff, name_statement};
use crate::store::installation::RECEIPT_SALT;
use crate::vault::keys::KeyFiles;
use crate::vault::roster::{RecoveryKey, Roster, StaffKey, Statement};
use crate::vault::staff::{self, StaffKeys};

/// What `demo` is told.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Data folder, kept and reused; a temporary one, removed at exit, if not given.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Made-up cases; 0 gives an empty inbox.
    #[arg(long, value_name = "N", default_value_t = 24)]
    cases: usize,
    /// Made-up years whose statistics were released; the quarter that ended last waits for two advisers.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=9))]
    years: u8,
    /// The same seed gives the same made-up cases.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Another database than the embedded one.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Sends real mail to this server; otherwise mail is written as files below the data folder.
    #[arg(long, value_name = "URL")]
    smtp: Option<String>,
    /// Folder of a country pack that lies over the embedded one, such as one being prepared.
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Seconds between two notices, instead of the daily hour.
    #[arg(long, value_name = "SECONDS")]
    mail_every: Option<u32>,
    /// No limit on reports and attempts, for benchmarks.
    #[arg(long)]
    no_limits: bool,
    /// One JSON object on the first line of standard output, once the server answers.
    #[arg(long)]
    json: bool,
}

/// A made-up staff member, as it is printed.
#[derive(Clone, Serialize, Deserialize)]
struct Printed {
    role: String,
    username: String,
    passphrase: String,
    totp_secret: Option<String>,
    institution: String,
}

#[derive(Deserialize)]
struct StaffFile {
    staff: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    username: String,
    name: String,
    institution: String,
    role: String,
    language: String,
    outside: bool,
}

/// A made-up staff member with keys, for making up cases.
struct Member {
    account: Account,
    keys: StaffKeys,
    outside: bool,
    passphrase: String,
}

fn fault(what: &str) -> impl Fn(&dyn std::fmt::Display) -> StartError {
    let what = what.to_owned();
    move |e| StartError(format!("{what}: {e}"))
}

/// Where the keys folder keeps who can sign in.
const STAFF: &str = "demo-staff.json";

struct Place {
    data: PathBuf,
    keys: PathBuf,
    // Removed when dropped.
    temporary: Option<tempfile::TempDir>,
}

fn place(options: &Options) -> Result<Place, StartError> {
    let folder = |path: &Path| std::fs::create_dir_all(path).map_err(|e| fault("data folder")(&e));
    let Some(data) = options.data.clone() else {
        let temporary =
            tempfile::Builder::new().prefix("balss-demo-").tempdir().map_err(|e| fault("folder")(&e))?;
        let (data, keys) = (temporary.path().join("data"), temporary.path().join("keys"));
        folder(&data)?;
        return Ok(Place { data, keys, temporary: Some(temporary) });
    };
    folder(&data)?;
    let data = data.canonicalize().map_err(|e| fault("data folder")(&e))?;
    let mut name = data.file_name().unwrap_or_default().to_owned();
    name.push(".keys");
    let keys = data.with_file_name(name);
    Ok(Place { data, keys, temporary: None })
}

pub(super) fn run(options: Options) -> Result<(), StartError> {
    let place = place(&options)?;
    let root = Signer::generate();
    let fresh = !place.keys.join(STAFF).exists();
    if fresh {
        KeyFiles::create(&place.keys).map_err(|e| keys_fault(&place, &e))?;
    }
    let listener = listen(options.listen)?;
    let address = listener.local_addr().map_err(|e| fault("listen")(&e))?;
    let config = configuration(&options, &place, address, fresh.then(|| root.public()))?;
    let files = pack_files(&config)?;
    let mut fence = fence(&config)?;
    // The staff's passphrases are written beside the keys, and a temporary folder is removed at exit.
    fence.write.extend([place.data.clone(), place.keys.clone()]);
    if let Some(temporary) = &place.temporary {
        fence.write.push(temporary.path().to_owned());
        fence.remove.extend(temporary.path().parent().map(Path::to_owned));
    }
    in_sandbox(&fence, show(options, place, (config, files), listener, fresh.then_some(root)))
}

/// Keys without staff are those of a start that was cut off.
fn keys_fault(place: &Place, e: &std::io::Error) -> StartError {
    let (keys, data) = (place.keys.display(), place.data.display());
    StartError(match e.kind() {
        std::io::ErrorKind::AlreadyExists => format!(
            "key files: an earlier start was cut off and left its keys in {keys}; remove that folder and {data}, or name another one with --data"
        ),
        _ => format!("key files in {keys}: {e}"),
    })
}

/// Fills a fresh installation, of which `root` is given, and serves it.
async fn show(
    options: Options,
    place: Place,
    (config, files): (Config, Files),
    listener: TcpListener,
    root: Option<Signer>,
) -> Result<(), StartError> {
    let stop = stop_signal()?;
    let url = format!("http://{}", config.listen);
    let known = place.keys.join(STAFF);
    let app = App::open_with(config.clone(), &files).await?;
    if !app
        .store
        .read()
        .await
        .map_err(|e| fault("database")(&e))?
        .head(Log::Staff)
        .await
        .is_ok_and(|h| h.genuine)
    {
        return Err(StartError("the database belongs to another installation; give an empty one".to_owned()));
    }
    app.look().await.map_err(|e| fault("demo")(&e))?;
    let staff: Vec<Printed> = if let Some(root) = root {
        let members = found(&app, &root).await?;
        // Beside each other: a release waits for its fixed time more than it works.
        let years = years::fill((&config, &files), &members, options.years, options.seed);
        tokio::try_join!(sample::fill(&app, &members, options.cases, options.seed), years)?;
        let printed: Vec<Printed> = members.iter().map(printed).collect();
        write_private(&known, &serde_json::to_vec(&printed).map_err(|e| fault("staff")(&e))?)?;
        printed
    } else {
        let text = std::fs::read(&known).map_err(|e| fault("staff of the demo")(&e))?;
        serde_json::from_slice(&text).map_err(|e| fault("staff of the demo")(&e))?
    };
    let server = tokio::spawn(serve(app.clone(), listener, true, stop));
    if options.json {
        let line = serde_json::json!({
            "url": url, "data": place.data, "keys": place.keys, "pid": std::process::id(), "staff": staff,
        });
        println!("{line}");
    } else {
        people(&app, &url, &place.data, &staff);
        codes_on_enter(&app, &staff);
    }
    let _ = std::io::stdout().flush();
    server.await.map_err(|_| StartError("the server stopped".to_owned()))?
}

fn configuration(
    options: &Options,
    place: &Place,
    address: SocketAddr,
    root: Option<[u8; 32]>,
) -> Result<Config, StartError> {
    let file = place.data.join("balss.toml");
    let root_key = match root {
        Some(root) => HEXLOWER.encode(&root),
        None => Config::load(&file).map_err(|e| StartError(e.0))?.root_key,
    };
    let quoted = |s: &str| toml::Value::String(s.to_owned()).to_string();
    let path = |p: &Path| quoted(&p.display().to_string());
    let database = match &options.database {
        Some(url) => url.clone(),
        None => format!("sqlite:{}", place.data.join("balss.db").display()),
    };
    let mail = match &options.smtp {
        Some(url) => url.clone(),
        None => format!("file:{}", place.data.join("mail").display()),
    };
    // STARTTLS wherever there are credentials; a plain server on this machine is for trying only.
    let starttls = if mail.contains('@') || !mail.starts_with("smtp:") { "required" } else { "none" };
    let pack = match &options.pack {
        Some(folder) => {
            let folder = folder.canonicalize().map_err(|e| fault("country pack")(&e))?;
            format!("pack = {}\n", path(&folder))
        }
        None => String::new(),
    };
    let every = options.mail_every.map(|e| format!("every = {e}\n")).unwrap_or_default();
    let mut text = format!(
        "# Written by `balss demo`.\npublic_address = {}\nlisten = {}\ndatabase = {}\nblobs = {}\nkeys = {}\nstate = {}\n\
         time_zone = \"Europe/Riga\"\norigin = \"demo.balss.invalid\"\nroot_key = \"{root_key}\"\n\
         exit_to = \"https://www.lsm.lv/\"\ndemo = true\n{pack}\n[admission]\nunlimited = {}\ntext_reserve = 33554432\n\n\
         [mail]\nhour = 8\n{every}\n\
         [mail.server]\nurl = {}\nfrom = \"balss@demo.balss.invalid\"\nstarttls = \"{starttls}\"\n",
        quoted(&format!("http://{address}")),
        quoted(&address.to_string()),
        quoted(&database),
        path(&place.data.join("blobs")),
        path(&place.keys),
        path(&place.keys.join("state")),
        options.no_limits,
        quoted(&mail),
    );
    if let Ok(ca) = std::env::var("SSL_CERT_FILE")
        && options.smtp.is_some()
    {
        let _ = writeln!(text, "tls_ca = {}", quoted(&ca));
    }
    // It may hold a database's or a mail server's password.
    write_private(&file, text.as_bytes())?;
    Config::parse(&text).map_err(|e| StartError(e.0))
}

fn write_private(path: &Path, bytes: &[u8]) -> Result<(), StartError> {
    let open = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
    open.and_then(|mut f| f.write_all(bytes)).map_err(|e| fault("cannot write")(&e))
}

fn printed(m: &Member) -> Printed {
    Printed {
        role: m.account.role.word().to_owned(),
        username: m.account.username.clone(),
        passphrase: m.passphrase.clone(),
        totp_secret: m.keys.totp_text(),
        institution: m.account.institution.clone(),
    }
}

fn passphrase() -> String {
    let text = data_encoding::BASE32_NOPAD.encode(&random::bytes::<10>()).to_lowercase();
    let parts: Vec<&str> = [0, 4, 8, 12].iter().filter_map(|i| text.get(*i..i + 4)).collect();
    parts.join("-")
}

/// Makes staff, root-signed roster and recovery recipient. The root and the recovery identity are thrown away.
async fn found(app: &Shared, root: &Signer) -> Result<Vec<Member>, StartError> {
    let file: StaffFile = toml::from_str(include_str!("../../config/demo/staff.toml"))
        .map_err(|e| StartError(format!("config/demo/staff.toml: {}", e.message())))?;
    let mut making = tokio::task::JoinSet::new();
    for (n, p) in file.staff.into_iter().enumerate() {
        let app = app.clone();
        making.spawn(async move {
            let role =
                Role::parse(&p.role).ok_or_else(|| StartError("config/demo/staff.toml: role".to_owned()))?;
            let account = Account {
                id: StaffId(random::bytes()),
                mail: format!("{}@demo.balss.invalid", p.username),
                username: p.username,
                role,
                person: PersonId(random::bytes()),
                institution: p.institution,
                name: p.name,
                lang: p.language,
                active: true,
                outside: p.outside,
            };
            let (keys, passphrase) = (StaffKeys::generate(role != Role::Leadership), passphrase());
            let row = staff::create(account.clone(), &passphrase, &keys, &app.keys, &app.staff_lane).await;
            let row = row.map_err(|e| fault("staff")(&e))?;
            Ok::<_, StartError>((n, row, Member { account, keys, outside: p.outside, passphrase }))
        });
    }
    let mut made = Vec::new();
    while let Some(done) = making.join_next().await {
        made.push(done.map_err(|e| fault("staff")(&e))??);
    }
    made.sort_by_key(|(n, ..)| *n);
    let now = app.clock.now();
    let mut tx = app.store.write().await.map_err(|e| fault("database")(&e))?;
    let mut leaves =
        vec![Leaf::staff(Event::Installed, now, None).sealing([name_fact(RECEIPT_SALT, &app.salt)].into())];
    let mut statements: Vec<String> = Vec::new();
    let mut sign = |statement: Statement| {
        let (count, head) = Roster::verify(&statements, &root.public()).head();
        statements.push(statement.signed_by_root(count + 1, &head, root));
    };
    let recovery = HybridIdentity::generate().recipient();
    sign(Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient: recovery })));
    for (_, row, member) in &made {
        let a = &member.account;
        if !tx.add_staff(row).await.map_err(|e| fault("staff")(&e))? {
            return Err(StartError("the database already holds staff; give an empty one".to_owned()));
        }
        leaves.push(Leaf::staff(Event::StaffAdded, now, Some(a.id)).sealing([name_staff(row)].into()));
        if a.role == Role::Adviser {
            let key = StaffKey {
                staff: a.id,
                person: a.person,
                name: a.name.clone(),
                institution: a.institution.clone(),
                outside: member.outside,
                recipient: member.keys.identity().recipient(),
                verifier: member.keys.signer().public(),
            };
            sign(Statement::Vouch(Box::new(key)));
        }
    }
    for (statement, number) in statements.iter().zip(1..) {
        tx.append_roster(number, statement).await.map_err(|e| fault("roster")(&e))?;
        let sealed = [name_statement(number, statement)].into();
        leaves.push(Leaf::staff(Event::RosterSigned, now, None).sealing(sealed));
    }
    tx.commit(Audit::of(leaves)).await.map_err(|e| fault("database")(&e))?;
    Ok(made.into_iter().map(|(_, _, m)| m).collect())
}

fn code(app: &App, secret: &str) -> String {
    let now = u64::try_from(app.clock.now()).unwrap_or(0);
    let bytes = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).ok();
    bytes.and_then(|b| staff::code_at(&b.try_into().ok()?, now)).unwrap_or_default()
}

fn people(app: &App, url: &str, data: &Path, staff: &[Printed]) {
    println!("Balss demonstration: everything in it is made up. Do not report anything real here.\n");
    println!("  {url}            report and return");
    println!("  {url}/sign-in    staff\n  data in {}\n", data.display());
    table(app, staff);
    println!("\nThe code changes every 30 seconds and works once. Ctrl-C ends the demonstration.");
}

fn table(app: &App, staff: &[Printed]) {
    println!(
        "  {:<14} {:<12} {:<20} {:<20} {:<34} code now",
        "role", "institution", "username", "passphrase", "second factor"
    );
    for s in staff {
        let secret = s.totp_secret.as_deref();
        println!(
            "  {:<14} {:<12} {:<20} {:<20} {:<34} {}",
            s.role,
            s.institution,
            s.username,
            s.passphrase,
            secret.unwrap_or("none"),
            secret.map(|t| code(app, t)).unwrap_or_default()
        );
    }
}

/// At a terminal, Enter shows fresh codes.
fn codes_on_enter(app: &Shared, staff: &[Printed]) {
    if !std::io::stdin().is_terminal() {
        return;
    }
    println!("Enter shows fresh codes.");
    let (app, staff) = (app.clone(), staff.to_vec());
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            if line.is_err() {
                return;
            }
            table(&app, &staff);
        }
    });
}

//! Files of a form on their way into the vault, with the faults that a person can do something about.

use axum::body::Body;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};

use super::arriving::Arriving;
use super::error::{Error, Kind};
use super::forms::lines;
use super::guard;
use super::page::Shell;
use super::parts::FileRow;
use super::upload::{Part, Rules, Upload, UploadError};
use crate::app::App;
use crate::domain::fields::Fields;
use crate::domain::id::CaseId;
use crate::domain::report::{MAX_FILE, MAX_FILES};
use crate::store::blobs::BlobError;
use crate::vault::VaultError;
use crate::vault::evidence::{Place, Recipient};
use crate::vault::files::FileRecord;
use crate::vault::visit::Token;

/// Why a file was not taken. Those before it were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// There are enough.
    Many,
    /// The whole request says that it is larger than what can be sent at once.
    Total,
    /// It is too large.
    Large(String),
    /// It broke off.
    Broken(String),
    /// There is no room.
    Room,
}

impl FileFault {
    /// The status of a page that tells of it.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Many | Self::Broken(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Total | Self::Large(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Room => StatusCode::INSUFFICIENT_STORAGE,
        }
    }
}

/// What came with a form.
#[derive(Default)]
pub struct Arrived {
    /// Its text fields.
    pub fields: Fields,
    /// Files that arrived whole.
    pub files: Vec<FileRecord>,
    /// Why one did not.
    pub fault: Option<FileFault>,
    /// Whether the form's token was right.
    pub genuine: bool,
}

/// Where files go.
pub struct Destination {
    /// The case.
    pub case: CaseId,
    /// Its thread.
    pub to: Recipient,
    /// Files it has already.
    pub have: usize,
}

/// Bytes that a form has beside its files.
const AROUND: u64 = 1 << 20;

/// How much of a body that was given up on is still read, so that the browser shows our answer and not a broken
/// connection.
const DRAIN: u64 = 64 << 20;

/// Bytes between two looks at how much room is left.
const MEASURED: u64 = 4 << 20;

/// Reads a form with files. Each file is sealed while it arrives; on any fault the text fields that came are kept. No
/// file is taken before the form's token was right, or without a destination.
///
/// # Errors
/// [`Kind::Malformed`], [`Kind::TooLarge`], [`Kind::TooSlow`].
pub async fn receive(
    app: &App,
    cookie: Option<&Token>,
    headers: &HeaderMap,
    body: Body,
    to: Option<&Destination>,
) -> Result<Arrived, Error> {
    let rules = Rules { file: MAX_FILE, ..Rules::default() };
    let mut form = Upload::new(headers, body, rules).map_err(|e| broken(&e, &Fields::default()))?;
    let mut arrived = Arrived::default();
    // Told at once, not after an hour of sending; the words come before the files and are still read.
    let length = headers.get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    let too_much = length.is_some_and(|n| n > MAX_FILE + AROUND);
    loop {
        let part = match form.next().await {
            Ok(Some(part)) => part,
            Ok(None) => return Ok(arrived),
            Err(UploadError::TooLarge { .. }) => {
                form.drain(DRAIN).await;
                arrived.fault.get_or_insert(FileFault::Large(String::new()));
                return Ok(arrived);
            }
            Err(e) => {
                form.drain(DRAIN).await;
                return Err(broken(&e, &arrived.fields));
            }
        };
        match part {
            Part::Text { field, value } => {
                if field == "csrf" {
                    arrived.genuine = guard::token(cookie, Some(&value)).is_ok();
                }
                arrived.fields.0.push((field, lines(&value)));
            }
            Part::File { .. } if too_much => {
                arrived.fault = Some(FileFault::Total);
                return Ok(arrived);
            }
            Part::File { name, media_type, .. } => {
                // Without the token, or without a place, the body is read on for its text alone.
                let Some(to) = to.filter(|_| arrived.genuine && arrived.fault.is_none()) else { continue };
                if to.have + arrived.files.len() >= MAX_FILES {
                    arrived.fault = Some(FileFault::Many);
                    continue;
                }
                match one(app, &mut form, to, &name, &media_type).await {
                    Ok(record) => arrived.files.push(record),
                    Err(fault) => arrived.fault = Some(fault),
                }
                if matches!(arrived.fault, Some(FileFault::Large(_) | FileFault::Room)) {
                    form.drain(DRAIN).await;
                    return Ok(arrived);
                }
            }
        }
    }
}

async fn one(
    app: &App,
    form: &mut Upload,
    to: &Destination,
    name: &str,
    media: &str,
) -> Result<FileRecord, FileFault> {
    let today = app.clock.today();
    let fault = |e: VaultError| match e {
        VaultError::Blob(BlobError::Full) => FileFault::Room,
        e => {
            tracing::warn!(cause = %e, "a file was not taken");
            FileFault::Broken(name.to_owned())
        }
    };
    let (store, blobs) = (&app.store, &app.blobs);
    let at = Place { store, blobs, to: &to.to, case: to.case, today, clean: today.plus(2) };
    let mut room = app.room_for_files();
    let mut since = 0;
    if room == 0 {
        return Err(FileFault::Room);
    }
    let mut arrival = Arriving::new(at);
    let outcome = loop {
        match form.chunk().await {
            Ok(None) => break Ok(()),
            Ok(Some(bytes)) => {
                since += bytes.len() as u64 * arrival.objects();
                // Others write too: what one of many uploads found free at its beginning is not its own.
                if since >= MEASURED {
                    (room, since) = (app.room_for_files(), 0);
                }
                if room <= since {
                    break Err(FileFault::Room);
                }
                if let Err(e) = arrival.push(&bytes).await {
                    break Err(fault(e));
                }
            }
            Err(UploadError::TooLarge { .. }) => break Err(FileFault::Large(name.to_owned())),
            Err(_) => break Err(FileFault::Broken(name.to_owned())),
        }
    };
    match outcome {
        Ok(()) => arrival.finish(name, media).await.map_err(fault),
        Err(e) => {
            arrival.abort().await;
            Err(e)
        }
    }
}

fn broken(error: &UploadError, fields: &Fields) -> Error {
    let kind = match error {
        UploadError::TooLong { .. } | UploadError::TooLarge { .. } => Kind::TooLarge,
        UploadError::Slow => Kind::TooSlow,
        _ => Kind::Malformed,
    };
    Error::new(kind).keeping(fields.kept())
}

/// A file as its reporter's pages list it.
#[must_use]
pub fn row(shell: &Shell, of: &FileRecord) -> FileRow {
    let note = match of {
        _ if of.is_given() => "file-original",
        _ if of.is_held() => "file-held",
        _ if of.original.is_some() => "file-cleaned",
        _ => "file-unchanged",
    };
    FileRow {
        id: of.blob.to_string(),
        name: of.name.clone(),
        size_text: size_text(of.as_sent().0, shell.texts.language(shell.lang)),
        note: shell.t(note),
    }
}

/// A size in words: "2,1 MB".
#[must_use]
pub fn size_text(bytes: u64, language: &crate::texts::Language) -> String {
    #[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let text = match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} KB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    };
    text.replace('.', &language.decimal)
}

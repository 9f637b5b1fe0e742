//! What a person sees when something cannot be done: a fixed page in their language, an incident number, and everything
//! they had typed. Nothing of the cause but its class reaches the page; the log gets the class and the number.

use std::time::Duration;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::page::{self, Shell};
use super::session::{self, Visitor};
use crate::app::Shared;
use crate::store::StoreError;
use crate::store::blobs::BlobError;
use crate::vault::VaultError;

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Not there, or not theirs: the two are one.
    NotFound,
    /// The form's token is missing or wrong, or another site sent it.
    Forged,
    /// A draft or a conversation that is over.
    VisitOver,
    /// A staff session that is over.
    SignedOut,
    /// Not something a page of ours sends.
    Malformed,
    /// More than may be sent.
    TooLarge,
    /// Came too slowly.
    TooSlow,
    /// The store or the files cannot be reached, or have no room.
    Unavailable,
    /// Too many at once.
    Waiting,
    /// A method this address does not have.
    Method,
    /// Our own fault.
    Internal,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::NotFound,
        Self::Forged,
        Self::VisitOver,
        Self::SignedOut,
        Self::Malformed,
        Self::TooLarge,
        Self::TooSlow,
        Self::Unavailable,
        Self::Waiting,
        Self::Method,
        Self::Internal,
    ];

    const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::VisitOver => StatusCode::GONE,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Waiting => StatusCode::TOO_MANY_REQUESTS,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The word of its texts: `error-<word>-title`, `error-<word>-text`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Forged => "forged",
            Self::VisitOver => "visit-over",
            Self::SignedOut => "signed-out",
            Self::Malformed => "malformed",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::Unavailable => "unavailable",
            Self::Waiting => "waiting",
            Self::Method => "method",
            Self::Internal => "internal",
        }
    }
}

/// An error on its way to its page.
#[derive(Debug, Clone)]
pub struct Error {
    kind: Kind,
    kept: Vec<(String, String)>,
    // Whether the form belongs to a session, and not to a visit.
    signed: bool,
    after: Option<Duration>,
}

impl Error {
    /// An error of a kind.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self { kind, kept: Vec::new(), signed: false, after: None }
    }

    /// The same, with what was typed, to be sent again.
    #[must_use]
    pub fn keeping(mut self, fields: Vec<(String, String)>) -> Self {
        self.kept = fields;
        self
    }

    /// The same, with what was typed in a form of somebody who is, or was, signed in: it is sent again under the session
    /// that the browser has by then.
    #[must_use]
    pub fn keeping_signed(mut self, fields: Vec<(String, String)>) -> Self {
        self.signed = true;
        self.keeping(fields)
    }

    /// The same, worth another try after a while.
    #[must_use]
    pub const fn after(mut self, wait: Duration) -> Self {
        self.after = Some(wait);
        self
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

impl From<StoreError> for Error {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::Unavailable | StoreError::Busy | StoreError::Full => Self::new(Kind::Unavailable),
            StoreError::Older => {
                tracing::error!(cause = %e, "store");
                Self::new(Kind::Unavailable)
            }
            StoreError::Damaged(_) | StoreError::Untold | StoreError::Engine(_) => {
                tracing::error!(cause = %e, "store");
                Self::new(Kind::Internal)
            }
        }
    }
}

impl From<VaultError> for Error {
    fn from(e: VaultError) -> Self {
        match e {
            VaultError::Store(e) => e.into(),
            VaultError::Blob(BlobError::Full | BlobError::Unavailable) | VaultError::Conflict => {
                Self::new(Kind::Unavailable)
            }
            VaultError::TooLong => Self::new(Kind::TooLarge),
            VaultError::NoRecovery | VaultError::NoReaders => {
                tracing::error!(cause = %e, "vault");
                Self::new(Kind::Unavailable)
            }
            VaultError::Refused | VaultError::Blob(BlobError::Missing) => {
                tracing::error!(cause = %e, "vault");
                Self::new(Kind::Internal)
            }
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What was typed, and where to send it again.
pub struct Retry {
    /// Address.
    pub action: String,
    /// Fields.
    pub fields: Vec<(String, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Heading.
    pub title: String,
    /// What happened and what can be done.
    pub text: String,
    /// A random number to tell when asking for help; empty where there is nothing to look up.
    pub incident: String,
    /// What was typed.
    pub retry: Option<Retry>,
}

/// The same for somebody who is, or was, signed in: without the reporters' exit control, and with the door.
#[derive(Template)]
#[template(path = "error_desk.html")]
pub struct DeskErrorPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Heading.
    pub title: String,
    /// What happened and what can be done.
    pub text: String,
    /// A random number to tell when asking for help; empty where there is nothing to look up.
    pub incident: String,
    /// What was typed.
    pub retry: Option<Retry>,
    /// Whether signing in again, in another tab, is what helps.
    pub sign_in: bool,
    /// Whether the browser has a session: the door leads on to one's own page.
    pub signed: bool,
}

/// Whether an address belongs to the pages behind the sign-in. Told by its beginning alone: whether there is such a page
/// makes no difference.
fn behind_the_door(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    ["console", "account", "admin", "audit", "statistics"].contains(&first)
}

/// Gives every error its page, in the language of the request.
pub async fn pages(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let (visitor, wanted) = (session::visitor_of(&app, &request), session::wanted_lang(&app.texts, &request));
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let error = match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => Some(Error::new(Kind::Method)),
        // An address that an extractor could not read; our own pages carry their error with them.
        StatusCode::BAD_REQUEST => {
            Some(response.extensions_mut().remove().unwrap_or(Error::new(Kind::Malformed)))
        }
        _ => response.extensions_mut().remove::<Error>(),
    };
    if let Some(error) = error {
        response = show(&app, &visitor, &path, &error);
    }
    if let Some(lang) = wanted {
        session::set_cookie(&app, response.headers_mut(), session::LANG, lang.code());
    }
    response
}

/// An incident number: it appears on the page and in the log, and nowhere else.
#[must_use]
pub fn incident() -> String {
    data_encoding::BASE32_NOPAD.encode(&crate::crypto::random::bytes::<5>())
}

fn show(app: &Shared, visitor: &Visitor, path: &str, error: &Error) -> Response {
    // Only what the log tells of has a number; a page for "not there" is the same whatever was asked for.
    let incident = if error.kind.status().is_server_error() { incident() } else { String::new() };
    if !incident.is_empty() {
        tracing::warn!(incident, kind = error.kind.word(), "answered with an error page");
    }
    // Not the path that was asked for: a page that names it would tell two of them apart.
    let shell = match visitor.session().filter(|_| error.signed) {
        Some(session) => visitor.shell_with(app, "/", session),
        None => visitor.shell(app, "/"),
    };
    let retry =
        (!error.kept.is_empty()).then(|| Retry { action: path.to_owned(), fields: error.kept.clone() });
    let title = shell.t(&format!("error-{}-title", error.kind.word()));
    let mut text = shell.t(&format!("error-{}-text", error.kind.word()));
    // Said at every such address alike, so that it tells nobody whether there ever was a case.
    if error.kind == Kind::NotFound && path.starts_with("/console/cases/") {
        text = shell.t("error-not-found-case");
    }
    let shell = &shell;
    let mut response = if error.signed || (visitor.session().is_some() && behind_the_door(path)) {
        let sign_in = matches!(error.kind, Kind::SignedOut | Kind::Forged);
        let signed = visitor.session().is_some() && error.kind != Kind::SignedOut;
        page::render(&DeskErrorPage { shell, title, text, incident, retry, sign_in, signed })
    } else if retry.is_some() {
        // Without the cookie that the new form's token belongs to, sending it again would end here for ever. A request
        // from elsewhere keeps nothing, so it cannot put its cookie in the place of somebody's draft.
        visitor.with_cookie(app, page::render(&ErrorPage { shell, title, text, incident, retry }))
    } else {
        page::render(&ErrorPage { shell, title, text, incident, retry })
    };
    *response.status_mut() = error.kind.status();
    if let Some(wait) = error.after
        && let Ok(value) = HeaderValue::from_str(&wait.as_secs().max(1).to_string())
    {
        response.headers_mut().insert(axum::http::header::RETRY_AFTER, value);
    }
    response
}

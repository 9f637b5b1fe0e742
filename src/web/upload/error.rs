//! Why reading a form ended.

use std::{error::Error, fmt, io};

use axum::http::StatusCode;

use crate::web::slow::TooSlow;

/// Why reading a form ended. Names of fields come from the client: show only those you know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// Not `multipart/form-data`, or against its grammar.
    Broken,
    /// The body ended before its last boundary: the client left, or the connection did.
    Gone,
    /// The body came below the minimum rate.
    Slow,
    /// A file is larger than allowed; `limit` in bytes.
    TooLarge {
        /// Name of the form field.
        field: String,
        /// Bytes allowed.
        limit: u64,
    },
    /// A text field is longer than allowed; `limit` in bytes.
    TooLong {
        /// Name of the form field.
        field: String,
        /// Bytes allowed.
        limit: usize,
    },
    /// A text field is not UTF-8.
    NotText {
        /// Name of the form field.
        field: String,
    },
    /// More parts than allowed.
    TooMany,
    /// A file came before the field that [`Rules::before_files`](super::Rules::before_files) names.
    FileTooEarly,
}

impl UploadError {
    /// What an error of a request body means: ours for slowness, a malformed chunked encoding, else a lost client.
    pub(super) fn of(error: &axum::Error) -> Self {
        let mut source: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(error) = source {
            if error.is::<TooSlow>() {
                return Self::Slow;
            }
            if let Some(error) = error.downcast_ref::<io::Error>()
                && matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
            {
                return Self::Broken;
            }
            source = error.source();
        }
        Self::Gone
    }

    /// The fitting status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge { .. } | Self::TooLong { .. } | Self::TooMany => StatusCode::PAYLOAD_TOO_LARGE,
            Self::FileTooEarly => StatusCode::FORBIDDEN,
            Self::Broken | Self::Gone | Self::NotText { .. } => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken => f.write_str("the form is not well-formed multipart data"),
            Self::Gone => f.write_str("the form ended before it was complete"),
            Self::Slow => f.write_str("the form arrives too slowly"),
            Self::TooLarge { limit, .. } => write!(f, "a file is larger than {limit} bytes"),
            Self::TooLong { limit, .. } => write!(f, "a field is longer than {limit} bytes"),
            Self::NotText { .. } => f.write_str("a field is not UTF-8 text"),
            Self::TooMany => f.write_str("the form has too many parts"),
            Self::FileTooEarly => f.write_str("a file comes before the field that permits it"),
        }
    }
}

impl Error for UploadError {}

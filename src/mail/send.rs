//! Handing notices over: to a mail server, or to a folder in demonstrations.

use std::{fmt, fs, io::Write, path::Path, time::Duration};

use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox, transport::smtp};

use super::{
    config::{MailConfig, MailError, TIMEOUT, Target},
    message::Message,
};

/// Sends notices as one sender to one place.
pub struct Mailer {
    from: Mailbox,
    target: Target,
    timeout: Duration,
}

/// A notice that was not delivered. Neither the address nor the server's words are kept: they would end in logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendError {
    /// Worth another try: no connection, no TLS, a timeout, a 4xx reply, a full disk.
    Transient {
        /// The reply code of RFC 5321, if the server gave one.
        code: Option<u16>,
    },
    /// Another try of this same message is pointless: a 5xx reply, or no message can be made of it.
    Permanent {
        /// The reply code of RFC 5321, if the server gave one.
        code: Option<u16>,
    },
}

impl SendError {
    /// Whether the same message may be tried again.
    #[must_use]
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Transient { .. })
    }

    /// The reply code of the mail server, if it gave one.
    #[must_use]
    pub const fn code(self) -> Option<u16> {
        let (Self::Transient { code } | Self::Permanent { code }) = self;
        code
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, code) = match self {
            Self::Transient { code } => ("mail not delivered for now", code),
            Self::Permanent { code } => ("mail refused", code),
        };
        match code {
            Some(code) => write!(f, "{words} (reply {code})"),
            None => f.write_str(words),
        }
    }
}

impl std::error::Error for SendError {}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.target {
            Target::Folder(_) => "folder",
            Target::Server(_) => "server",
        };
        f.debug_struct("Mailer").field("target", &kind).finish_non_exhaustive()
    }
}

impl Mailer {
    /// Checks the configuration; reads `tls_ca` and makes the folder of a `file:` URL. Connects to nothing.
    ///
    /// # Errors
    /// [`MailError`], one for each thing that can be wrong.
    pub fn new(config: &MailConfig) -> Result<Self, MailError> {
        let from = config.sender()?;
        let target = config.target(from.email.domain())?;
        Ok(Self { from, target, timeout: TIMEOUT })
    }

    /// Sends one notice over a connection of its own, or writes `ID.eml` into the folder, replacing one of that id.
    ///
    /// `Ok` means that the server has taken responsibility for it. After a timeout it may have done so too; the
    /// constant Message-ID lets a mailbox recognise the repetition.
    ///
    /// # Errors
    /// [`SendError`].
    pub async fn send(&self, message: &Message) -> Result<(), SendError> {
        let mail = message.render(&self.from).ok_or(SendError::Permanent { code: None })?;
        match &self.target {
            Target::Server(server) => self.deliver(server, mail).await,
            Target::Folder(folder) => {
                let path = folder.join(format!("{}.eml", message.message_id));
                let written =
                    tokio::task::spawn_blocking(move || write_atomically(&path, &mail.formatted())).await;
                written.ok().and_then(Result::ok).ok_or(SendError::Transient { code: None })
            }
        }
    }

    /// Connects as for a notice, TLS and credentials included, and sends nothing.
    ///
    /// # Errors
    /// [`SendError`].
    pub async fn try_out(&self) -> Result<(), SendError> {
        let nothing = SendError::Transient { code: None };
        match &self.target {
            Target::Server(server) => {
                match tokio::time::timeout(self.timeout, server.test_connection()).await {
                    Ok(Ok(true)) => Ok(()),
                    Ok(Err(error)) => Err(classify(&error)),
                    Ok(Ok(false)) | Err(_) => Err(nothing),
                }
            }
            Target::Folder(folder) => tempfile::NamedTempFile::new_in(folder).map(drop).map_err(|_| nothing),
        }
    }

    async fn deliver(
        &self,
        server: &AsyncSmtpTransport<Tokio1Executor>,
        mail: lettre::Message,
    ) -> Result<(), SendError> {
        // The transport's own limit holds for the connection only; a server may also fall silent later.
        match tokio::time::timeout(self.timeout, server.send(mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(classify(&error)),
            Err(_) => Err(SendError::Transient { code: None }),
        }
    }
}

fn classify(error: &smtp::Error) -> SendError {
    let code = error.status().map(u16::from);
    if error.is_permanent() { SendError::Permanent { code } } else { SendError::Transient { code } }
}

/// A reader of the folder sees the old file or the whole new one. Files are readable by their owner only (0600).
fn write_atomically(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests;

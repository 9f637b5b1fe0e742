//! What can be wrong with a code or a message, in the reader's words.

use crate::web::page::Shell;
use crate::web::parts::FieldError;

/// A fault of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The check symbol does not fit: told at once, without a look-up.
    ReceiptCheck,
    /// Unknown, replaced and withdrawn codes, all alike.
    ReceiptUnknown,
    /// Too many attempts for now.
    ReceiptBusy,
    /// Neither words nor a file.
    MessageEmpty,
    /// A message beyond the limit, by this many characters.
    MessageLong(usize),
    /// More files than allowed.
    FilesMany,
    /// More bytes at once than can be sent at once.
    FilesTotal,
    /// A file above the limit.
    FileLarge(String),
    /// A file that broke off.
    FileBroken(String),
    /// No room for files.
    FileRoom,
    /// The receipt does not open the originals.
    OriginalLocked,
    /// Nobody was ticked who could read.
    NoReader,
    /// How to be reached, beyond the limit by this many characters.
    ContactLong(usize),
    /// The same, typed and not stored.
    ContactUnstored,
}

impl Fault {
    /// The fault as the page of its field shows it.
    #[must_use]
    pub fn say(&self, shell: &Shell) -> FieldError {
        let (field, text) = match self {
            Self::ReceiptCheck => ("receipt", shell.t("fault-receipt-check")),
            Self::ReceiptUnknown => ("receipt", shell.t("fault-receipt-unknown")),
            Self::ReceiptBusy => ("receipt", shell.t("fault-receipt-busy")),
            Self::MessageEmpty => ("message", shell.t("fault-message-empty")),
            Self::MessageLong(n) => {
                ("message", shell.tn("fault-message-long", "n", i64::try_from(*n).unwrap_or(i64::MAX)))
            }
            Self::FilesMany => ("evidence", shell.t("fault-message-files-many")),
            Self::FilesTotal => ("evidence", shell.t("fault-message-files-total")),
            Self::FileLarge(name) => ("evidence", shell.t1("fault-message-file-large", "name", name)),
            Self::FileBroken(name) => ("evidence", shell.t1("fault-message-file-broken", "name", name)),
            Self::FileRoom => ("evidence", shell.t("fault-message-file-room")),
            Self::ContactLong(n) => {
                ("contact", shell.tn("fault-contact-long", "n", i64::try_from(*n).unwrap_or(i64::MAX)))
            }
            Self::ContactUnstored => ("contact", shell.t("reach-unstored")),
            Self::OriginalLocked => ("originals", shell.t("fault-original-locked")),
            Self::NoReader => ("reader", shell.t("fault-no-reader")),
        };
        FieldError { field, text }
    }
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A message was stored.
    Message,
    /// Further readers were let in.
    Readers,
    /// A withdrawal was taken back.
    TakenBack,
    /// Another access code took the place of the one before.
    NewCode,
    /// What is wanted was noted.
    Wish,
    /// A step was agreed to.
    Agreed,
    /// How to be reached was noted.
    Reach,
    /// How to be reached was erased.
    Erased,
    /// An original was handed over.
    Original,
}

impl Said {
    /// Every one.
    const ALL: [Self; 9] = [
        Self::Message,
        Self::Readers,
        Self::TakenBack,
        Self::NewCode,
        Self::Wish,
        Self::Agreed,
        Self::Reach,
        Self::Erased,
        Self::Original,
    ];

    /// The word a visit keeps until then.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Readers => "readers",
            Self::TakenBack => "back",
            Self::NewCode => "code",
            Self::Wish => "wish",
            Self::Agreed => "agreed",
            Self::Reach => "reach",
            Self::Erased => "erased",
            Self::Original => "original",
        }
    }

    /// What such a word says.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// The notice.
    #[must_use]
    pub fn say(self, shell: &Shell) -> String {
        shell.t(match self {
            Self::Message => "said-message-sent",
            Self::Readers => "said-readers-agreed",
            Self::TakenBack => "said-taken-back",
            Self::NewCode => "said-new-code",
            Self::Wish => "said-wish",
            Self::Agreed => "said-agreed",
            Self::Reach => "said-reach",
            Self::Erased => "said-erased",
            Self::Original => "said-original",
        })
    }
}

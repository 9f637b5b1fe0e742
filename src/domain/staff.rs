//! Who works here and what each may do.

use serde::{Deserialize, Serialize};

use super::id::{PersonId, StaffId};

/// What an account is for. One person holds one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads and answers the reports granted to them.
    Adviser,
    /// Sees published statistics only.
    Leadership,
    /// Runs the installation; reads no report.
    Administrator,
    /// Reads and verifies the audit log; reads no report.
    Auditor,
}

impl Role {
    /// Every role, in the order pages list them.
    pub const ALL: [Self; 4] = [Self::Adviser, Self::Leadership, Self::Administrator, Self::Auditor];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Adviser => "adviser",
            Self::Leadership => "leadership",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role of a machine word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }

    /// Where this role's own page stands.
    #[must_use]
    pub const fn home(self) -> &'static str {
        match self {
            Self::Adviser => "/console",
            Self::Leadership => "/statistics",
            Self::Administrator => "/admin",
            Self::Auditor => "/audit",
        }
    }
}

/// Why an adviser leaves the roster [format]. A word, and none of it says anything bad: who steals the database reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// Left the post.
    Left,
    /// Has other duties now.
    Duties,
    /// Somebody else may know the keys.
    Keys,
    /// Was vouched for by mistake.
    Mistake,
}

impl Leaving {
    /// Every reason, in the order pages list them.
    pub const ALL: [Self; 4] = [Self::Left, Self::Duties, Self::Keys, Self::Mistake];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Duties => "duties",
            Self::Keys => "keys",
            Self::Mistake => "mistake",
        }
    }

    /// The reason of a machine word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }
}

/// A staff account, as pages and rules need it. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: StaffId,
    /// What they sign in with.
    pub username: String,
    /// What it is for.
    pub role: Role,
    /// The person behind it.
    pub person: PersonId,
    /// Code of the institution.
    pub institution: String,
    /// Name shown to colleagues and, for advisers, to reporters.
    pub name: String,
    /// Language of pages and mail ("lv", "en").
    pub lang: String,
    /// Where the daily notice goes; empty for none.
    pub mail: String,
    /// Whether it may sign in.
    pub active: bool,
    /// Asks to read for other institutions when their own advisers must not; the roster decides.
    pub outside: bool,
}

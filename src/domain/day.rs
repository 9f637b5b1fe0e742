//! A calendar day in the installation's time zone: the finest time that may stand beside a reporter's act.

use serde::{Deserialize, Serialize};

/// Days since 1970-01-01, as the store keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i64);

impl Day {
    /// The day `n` days later (earlier if negative).
    #[must_use]
    pub const fn plus(self, n: i64) -> Self {
        Self(self.0 + n)
    }
}

//! Why somebody no longer reads a conversation [format].

use serde::{Deserialize, Serialize};

/// A reason, as a coded word: nothing else is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// They said themselves that they are too close to it. It excludes the person for good.
    Conflict,
    /// They said that they cannot take it. No reason is asked for.
    CannotTake,
    /// The reporter took the agreement back.
    TakenBack,
    /// What they were asked for is done.
    Finished,
    /// They have other duties now.
    Moved,
    /// They are away for long.
    Away,
    /// They should not have been asked.
    Mistake,
    /// Another reason.
    Other,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::Conflict,
        Self::CannotTake,
        Self::TakenBack,
        Self::Finished,
        Self::Moved,
        Self::Away,
        Self::Mistake,
        Self::Other,
    ];

    /// Reasons with which an adviser ends somebody's reading, a colleague's or their own.
    pub const ENDING: [Self; 5] = [Self::Finished, Self::Moved, Self::Away, Self::Mistake, Self::Other];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::CannotTake => "cannot_take",
            Self::TakenBack => "taken_back",
            Self::Finished => "finished",
            Self::Moved => "moved",
            Self::Away => "away",
            Self::Mistake => "mistake",
            Self::Other => "other",
        }
    }

    /// The reason of a word with which an adviser ends somebody's reading.
    #[must_use]
    pub fn ending(word: &str) -> Option<Self> {
        Self::ENDING.into_iter().find(|w| w.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Why;

    #[test]
    fn words_are_those_of_the_stored_form() {
        for why in Why::ALL {
            assert_eq!(serde_json::to_string(&why).unwrap(), format!("\"{}\"", why.word()));
            assert_eq!(Why::ending(why.word()), Some(why).filter(|w| Why::ENDING.contains(w)));
        }
    }
}

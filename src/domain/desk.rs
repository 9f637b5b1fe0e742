//! Words of the desk: what is asked about risk, and how a case can end.

use serde::{Deserialize, Serialize};

/// What is asked of every case, and asked again: each is answered with a word of [`KNOWN`].
pub const RISK: [&str; 5] = ["suicidality", "weapon", "shared_quarters", "retaliation", "child"];

/// Answers to the questions of risk. Nothing said is "unknown".
pub const KNOWN: [&str; 3] = ["unknown", "no", "yes"];

/// How a case ends. `no_contact` means that nothing more was heard, never that all is well.
pub const OUTCOME: [&str; 7] = [
    "advice_given",
    "services_given",
    "measures_taken",
    "formal_step",
    "referred_on",
    "not_our_remit",
    "no_contact",
];

/// Why a mark of classified information is lifted.
pub const LIFT: [&str; 3] = ["mistake", "checked", "declassified"];

/// What a file may show, so that nobody opens it any more.
pub const MARK: [&str; 1] = ["minor"];

/// What is stored that the reporter never sees, as the address of the page names it just after.
pub const NOTED: [&str; 14] = [
    "note",
    "task",
    "task_done",
    "risk",
    "coding",
    "confirm",
    "confirm_child",
    "result",
    "hold",
    "hold_ended",
    "delete",
    "delete_taken_back",
    "classified",
    "unclassified",
];

/// How soon a case needs somebody, as its answers say. It is derived, so that no two advisers mean two things by it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nobody has asked.
    #[default]
    Unassessed,
    /// Asked, and not all is known yet.
    Open,
    /// Asked, and nothing found.
    Low,
    /// To be kept in view: retaliation, or the same quarters.
    Watch,
    /// What was said at filing cannot wait, and is not answered yet.
    Filed,
    /// Now: life, a weapon, a child.
    High,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 6] =
        [Self::Unassessed, Self::Open, Self::Low, Self::Watch, Self::Filed, Self::High];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unassessed => "unassessed",
            Self::Open => "open",
            Self::Low => "low",
            Self::Watch => "watch",
            Self::Filed => "filed",
            Self::High => "high",
        }
    }

    /// A sign of its own shape beside the word.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Unassessed => "?",
            Self::Open => "◌",
            Self::Low => "○",
            Self::Watch => "◆",
            Self::Filed => "■",
            Self::High => "▲",
        }
    }

    /// What follows from a "yes" to one question.
    #[must_use]
    pub fn of(question: &str) -> Self {
        match question {
            "suicidality" | "weapon" | "child" => Self::High,
            _ => Self::Watch,
        }
    }

    /// What follows from all questions answered with "yes".
    #[must_use]
    pub fn all<'a>(yes: impl IntoIterator<Item = &'a str>) -> Self {
        yes.into_iter().map(Self::of).max().unwrap_or(Self::Low)
    }
}

/// Why nothing of a case leaves, no file of it is opened and nobody else is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// It is marked as holding what is classified.
    Classified,
    /// Entries of earlier desks were not handed on to who looks: one of them may say so.
    NotHanded,
    /// Something of it does not open: that may say so.
    Unread,
}

impl Lock {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Classified, Self::NotHanded, Self::Unread];

    /// Whether somebody marked it.
    #[must_use]
    pub const fn is_marked(self) -> bool {
        matches!(self, Self::Classified)
    }

    /// Id of the sentence that says why nothing leaves.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Classified => "export-locked",
            Self::NotHanded => "handing-on",
            Self::Unread => "handing-unread",
        }
    }
}

/// What one adviser says that counts only once another person agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// That the case is not gender-based violence.
    Coding,
    /// That it is about no child, where its reporter said so.
    Child,
}

#[cfg(test)]
mod tests {
    use super::{Level, RISK};

    #[test]
    fn the_gravest_answer_decides() {
        assert_eq!(Level::all([]), Level::Low);
        assert_eq!(Level::all(["retaliation"]), Level::Watch);
        assert_eq!(Level::all(["shared_quarters", "weapon"]), Level::High);
        assert_eq!(Level::all(RISK), Level::High);
        for level in Level::ALL {
            assert_eq!(serde_json::to_string(&level).unwrap(), format!("\"{}\"", level.word()));
        }
    }
}

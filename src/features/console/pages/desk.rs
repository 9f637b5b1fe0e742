//! The advisers' own part of a case's page.

use super::DueState;
use crate::domain::desk::{Level, Lock};

/// A question of risk.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its word.
    pub question: String,
    /// The name of its field.
    pub name: String,
    /// The answer that is chosen.
    pub said: String,
    /// What the reporter said of it at filing: question and answer; or empty.
    pub told: String,
    /// What is to be done, where it was answered with yes; or empty.
    pub then: String,
    /// That it was answered with no where the reporter said yes; or empty.
    pub against: String,
}

/// A task that is open.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// Id of its entry.
    pub id: String,
    /// What.
    pub text: String,
    /// Whose.
    pub who: String,
    /// By when.
    pub due: String,
    /// How near that is.
    pub due_state: DueState,
}

/// Something that was noted.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// What kind of thing.
    pub kind: String,
    /// Own words.
    pub text: String,
    /// What else it says: label and value.
    pub facts: Vec<(String, String)>,
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// Whether its signature is not that of who is named.
    pub doubtful: bool,
    /// Whether somebody noted it since the page before was shown.
    pub fresh: bool,
}

/// A date that every reporter is promised.
#[derive(Debug, Clone)]
pub struct KeptRow {
    /// Which.
    pub kind: String,
    /// The last day for it.
    pub by: String,
    /// A stable word: kept, late, overdue, open, none.
    pub state: String,
    /// The same in words.
    pub stands: String,
}

/// The duty to report that somebody under 18 writes.
#[derive(Debug, Clone, Default)]
pub struct Minor {
    /// When it is due, as a sentence.
    pub due: String,
    /// What is to be done, or that whoever looks cannot know it.
    pub then: String,
    /// Whether the reporter was told already: what was announced is not announced again.
    pub announced: bool,
    /// Who assessed that it is about no child, which another person has to agree to; or empty.
    pub waits: String,
    /// Whether the one who looks is such a person.
    pub confirms: bool,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// What the newest assessment says.
    pub level: Level,
    /// Whether there is one.
    pub assessed: bool,
    /// Why nothing of it leaves, if so.
    pub lock: Option<Lock>,
    /// What was not handed on to who looks, as a sentence; or empty.
    pub handing: String,
    /// The questions with what is chosen.
    pub asked: Vec<Asked>,
    /// Open tasks.
    pub tasks: Vec<TaskRow>,
    /// Entries, newest first.
    pub entries: Vec<EntryRow>,
    /// Who reads the case: id, name, whether chosen for the next task.
    pub holders: Vec<(String, String, bool)>,
    /// The dates that were promised.
    pub kept: Vec<KeptRow>,
    /// A note typed but not stored.
    pub note: String,
    /// Its source.
    pub note_source: String,
    /// A task typed but not stored.
    pub task: String,
    /// Its day, `YYYY-MM-DD`.
    pub task_due: String,
    /// What was typed about risk.
    pub risk_done: String,
    /// Where somebody under 18 writes and the duty to report has not ended.
    pub minor: Option<Minor>,
    /// The first day to accept, `YYYY-MM-DD`.
    pub today: String,
    /// What was noted just now, which its reporter never sees, as sentences; or empty.
    pub noted: String,
    /// How long the case is kept.
    pub keeping: super::keeping::Side,
}

impl Desk {
    /// Whether something is to be done or looked at again by what was assessed last.
    #[must_use]
    pub fn follows(&self) -> bool {
        self.asked.iter().any(|asked| !(asked.then.is_empty() && asked.against.is_empty()))
    }

    /// Whether it is marked as holding what is classified.
    #[must_use]
    pub fn is_classified(&self) -> bool {
        self.lock.is_some_and(Lock::is_marked)
    }
}

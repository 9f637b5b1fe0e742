//! How long a case is kept, what holds it, and deleting it.

use crate::domain::retention::{DELETE, HOLD};
use crate::vault::retention::Refusal;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// What the page of a case says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// Until when it is kept, as a sentence.
    pub sentence: String,
    /// Whether that is near or over.
    pub near: bool,
    /// What holds it, each as a sentence.
    pub holds: Vec<String>,
    /// Who proposed to delete it, as a sentence; or empty.
    pub proposed: String,
}

/// A hold that nobody has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldRow {
    /// Id of its entry.
    pub id: String,
    /// A word of [`HOLD`].
    pub reason: String,
    /// Who and since when, until when.
    pub told: String,
    /// Whether it stands today.
    pub stands: bool,
}

/// A proposal that waits for a second holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedRow {
    /// A word of [`DELETE`].
    pub reason: String,
    /// Who and when.
    pub told: String,
    /// The note that was written with it; or empty.
    pub note: String,
    /// Whether the one who looks made it.
    pub own: bool,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeepingFault {
    /// No reason for a hold was chosen.
    HoldReason,
    /// The last day of a hold has passed, or is no date.
    HoldUntil,
    /// Another reason for a hold, and nothing says which; or the note is beyond the limit.
    HoldNote,
    /// No reason for deleting was chosen.
    Reason,
    /// The note beyond the limit.
    NoteLong,
    /// The short id was not typed as it is.
    Typed,
    /// The passphrase is wrong.
    Passphrase,
    /// Too many wrong ones just before.
    Busy,
    /// The case may not be deleted so.
    Refused(Refusal),
}

impl KeepingFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::HoldReason => ("hold_reason", "keeping-error-hold-reason"),
            Self::HoldUntil => ("hold_until", "keeping-error-hold-until"),
            Self::HoldNote => ("hold_note", "keeping-error-hold-note"),
            Self::Reason => ("reason", "keeping-error-reason"),
            Self::Typed => ("typed", "keeping-error-typed"),
            Self::Passphrase => ("passphrase", "grave-error-wrong"),
            Self::Busy => ("passphrase", "grave-error-busy"),
            Self::NoteLong => ("delete_note", "desk-error-note-long"),
            Self::Refused(Refusal::Unsaid) => ("delete_note", "keeping-error-note"),
            Self::Refused(why) => {
                let text = shell.choice("keeping-refused", why.word());
                return FieldError { field: "deletion", text };
            }
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// The page. What was typed on the case's own page travels along.
#[derive(askama::Template)]
#[template(path = "console/keeping.html")]
pub struct KeepingPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the address of the forms.
    pub id: String,
    /// The mark of the state that was seen.
    pub seen: String,
    /// What else was typed on the case's page: name and value.
    pub kept: Vec<(String, String)>,
    /// Until when it is kept.
    pub sentence: String,
    /// What holds it.
    pub holds: Vec<HoldRow>,
    /// A proposal that waits.
    pub proposed: Option<ProposedRow>,
    /// Why it cannot be confirmed; empty where it can.
    pub refused: String,
    /// Whether nobody else reads the case.
    pub alone: bool,
    /// Reason of a hold as chosen.
    pub hold_reason: String,
    /// Its last day as typed, `YYYY-MM-DD`.
    pub hold_until: String,
    /// The note that explains another reason.
    pub hold_note: String,
    /// The first day to accept.
    pub today: String,
    /// Reason for deleting as chosen.
    pub reason: String,
    /// The note that explains it, as typed.
    pub delete_note: String,
    /// Why a hold may stand that is not read, as a sentence; or empty.
    pub unread: String,
    /// Somebody else wrote meanwhile.
    pub conflict: bool,
    /// A word for the other half of the page, where that was stored; or empty.
    pub saved: &'static str,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl KeepingPage<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    fn is_held(&self) -> bool {
        self.holds.iter().any(|hold| hold.stands)
    }
}

/// What is said when a case is gone.
#[derive(askama::Template)]
#[template(path = "console/deleted.html")]
pub struct Deleted<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// The other reader, who proposed it.
    pub with: String,
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Deleted, HoldRow, KeepingFault, KeepingPage, ProposedRow};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::vault::retention::Refusal;
    use crate::web::desk::samples::{check, shell, who};
    use crate::web::page_check::HOSTILE;

    #[test]
    fn every_state_is_whole_and_only_a_proposal_of_another_can_be_confirmed() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
            let hold = |stands| HoldRow {
                id: "0123456789abcdef".to_owned(),
                reason: "proceedings".to_owned(),
                told: HOSTILE.to_owned(),
                stands,
            };
            let page = |proposed: Option<bool>, refused: &str, faults: &[KeepingFault]| {
                let page = KeepingPage {
                    shell,
                    who: &who,
                    short: "ABCDEF".to_owned(),
                    id: "ab".repeat(16),
                    seen: "3".to_owned(),
                    kept: vec![("message".to_owned(), HOSTILE.to_owned())],
                    sentence: "Kept.".to_owned(),
                    holds: vec![hold(true), hold(false)],
                    proposed: proposed.map(|own| ProposedRow {
                        reason: "court_order".to_owned(),
                        told: HOSTILE.to_owned(),
                        note: HOSTILE.to_owned(),
                        own,
                    }),
                    refused: refused.to_owned(),
                    alone: proposed.is_none(),
                    hold_reason: "other".to_owned(),
                    hold_until: "2026-12-01".to_owned(),
                    hold_note: HOSTILE.to_owned(),
                    today: "2026-11-29".to_owned(),
                    reason: "other".to_owned(),
                    delete_note: HOSTILE.to_owned(),
                    unread: refused.to_owned(),
                    conflict: !refused.is_empty(),
                    saved: if refused.is_empty() { "hold" } else { "" },
                    errors: faults.iter().map(|f| f.say(shell)).collect(),
                };
                let html = page.render().unwrap();
                check(&html, lang);
                assert!(!html.contains("<script>alert"));
                html
            };
            let confirms = |html: &str| html.contains("value=\"confirm\"");
            assert!(!confirms(&page(None, "", &[KeepingFault::HoldReason, KeepingFault::HoldUntil])));
            assert!(!confirms(&page(Some(true), "", &[])));
            assert!(!confirms(&page(Some(false), "no", &[])));
            let faults = [KeepingFault::Typed, KeepingFault::Passphrase];
            assert!(confirms(&page(Some(false), "", &faults)));
            assert!(confirms(&page(Some(false), "", &[KeepingFault::Busy])));
            page(None, "", &[KeepingFault::Reason, KeepingFault::NoteLong]);
            page(None, "unread", &[]);
            for why in Refusal::ALL {
                let html = page(None, "", &[KeepingFault::Refused(why)]);
                assert!(html.contains(&KeepingFault::Refused(why).say(shell).text));
            }
            let html = Deleted { shell, who: &who, short: "ABCDEF".to_owned(), with: "<b>".to_owned() }
                .render()
                .unwrap();
            check(&html, lang);
        }
    }
}

//! What the audit log can say [format]: a closed set of events, none of which holds free text.
//!
//! A leaf is one JSON object with its fields in the order below, no white space; its bytes are what the tree hashes.
//! `sealed` names the stored ciphertexts the event tells of, each with its SHA-256: `r:<record>`, `c:<case>:<compartment>:<version>`
//! (a card), `e:<case>:<epoch>` (an epoch record), `g:<case>:<epoch>` (all grants of an epoch), `l:<case>` (the locator of
//! its receipt; `l:<case>:<epoch>` of the one that took its place with an epoch), `k:<number>:<version>` (a private record; no hash once it is gone), `p:<commitment>` (what a private record
//! said, see `vault::kept`), `s:<account>`, `q:<account>` (its record of training and duties), `o:<number>` (a statement of the
//! roster), `i:<fact of the installation>`, `b:<file>`. What stands beside an account or waits is named too, with the hash
//! of its rows, or none when there are no more: `v:<account>` (invitation), `f:` (second factor), `a:` (absence), `x:`
//! (passing), `d:` (devices), `n:` (sessions), `w:<subject>` (a roster statement that waits), `y:<year>` (a plan of
//! statistics), `h:<period>` (its approved release that waits), `z:<period>` (a release).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::id::{CaseId, StaffId};

/// The two trees, never interleaved: what reporters cause carries the day only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Log {
    /// What staff and the installation did, with exact time.
    Staff,
    /// What reporters did, with the day only.
    Reporter,
}

impl Log {
    /// Both logs.
    pub const ALL: [Self; 2] = [Self::Staff, Self::Reporter];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Reporter => "reporter",
        }
    }

    /// The log of a machine word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.word() == word)
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A report was sent.
    CaseFiled,
    /// A reporter wrote a message or added files.
    ReporterWrote,
    /// A private record was written.
    RecordKept,
    /// A private record is no more.
    RecordEnded,
    /// The installation was set up.
    Installed,
    /// An account was made.
    StaffAdded,
    /// A statement was added to the roster.
    RosterSigned,
    /// An adviser signed a statement of the roster that waits for another signature.
    RosterProposed,
    /// Somebody signed in.
    SignedIn,
    /// Attempts to sign in failed; `count` says how many since the last such event.
    SignInFailed,
    /// Somebody signed out.
    SignedOut,
    /// An adviser opened a case.
    CaseOpened,
    /// An adviser opened a file.
    FileOpened,
    /// An adviser wrote to the reporter.
    CaseAnswered,
    /// An adviser changed the status of a case.
    StatusChanged,
    /// Somebody looked at the audit log.
    LogViewed,
    /// Somebody exported the audit log.
    LogExported,
    /// A notice could not be delivered and will not be tried again by itself.
    MailDead,
    /// An administrator asked for a dead notice to be tried again.
    MailRetried,
    /// An account was made for somebody who holds a one-time code. Older entries tell of a later code so, too.
    StaffInvited,
    /// Somebody set the passphrase and second factor of an account.
    StaffEnrolled,
    /// Details of an account were changed.
    StaffChanged,
    /// An account was closed to its person; its history stays.
    StaffDisabled,
    /// A closed account was opened again.
    StaffEnabled,
    /// Somebody changed the passphrase of an account.
    PassphraseChanged,
    /// Somebody made new keys because another may know the passphrase.
    KeysReplaced,
    /// An administrator let a second factor be set anew. Older entries tell so, too, that it was set.
    FactorReset,
    /// Somebody signed in with a one-time code in place of the second factor.
    SpareCodeUsed,
    /// All sessions of an account were ended.
    SessionsEnded,
    /// Sessions, known browsers or invitations whose time was over were cleared away.
    Expired,
    /// A case went to a new epoch, because its readers or the roster changed.
    ReadersChanged,
    /// An adviser named days of absence and a deputy, or took them back.
    AbsenceSet,
    /// What a recovery ceremony needs was written to a file.
    RecoveryPrepared,
    /// The result of a recovery ceremony was taken in.
    RecoveryUsed,
    /// An operator accepted a store that is older than what was known.
    RollbackAccepted,
    /// A copy of the store was made.
    BackedUp,
    /// The store was made from a copy.
    Restored,
    /// What opens a withdrawn or expired case was destroyed.
    CaseShredded,
    /// Somebody who had enrolled, or not yet, was given another code to set everything of the account anew.
    StaffInvitedAgain,
    /// Somebody set the second factor anew, as an administrator had let them.
    FactorSet,
    /// Somebody made new spare codes in place of the old ones.
    SpareCodesMade,
    /// An adviser noted something at the desk of a case.
    DeskNoted,
    /// An adviser takes a step outside without the reporter's yes.
    StepWithoutYes,
    /// An adviser made a copy of a case that leaves.
    CaseExported,
    /// An adviser searched the words of the cases they read. For what stands nowhere.
    CasesSearched,
    /// An adviser said why a case must not be deleted for now.
    HoldSet,
    /// An adviser said that this no longer stands.
    HoldEnded,
    /// A holder proposed to delete a case.
    DeletionProposed,
    /// Somebody took such a proposal back.
    DeletionTakenBack,
    /// A second holder confirmed it; `sealed` names the reason (`reason:` and a word of
    /// [`DELETE`](super::retention::DELETE)) without a hash, since what was proposed is gone.
    DeletionConfirmed,
    /// An adviser passes new reports to colleagues, or takes them again.
    NewReportsPassed,
    /// An adviser made the plan of a year's statistics, or signed it as the second.
    StatisticsPlanned,
    /// An adviser approved the release of a period.
    StatisticsApproved,
    /// An adviser took such an approval back.
    StatisticsApprovalTakenBack,
    /// Statistics of a period were drawn and released.
    StatisticsReleased,
    /// A release that was drawn earlier was taken in again.
    ReleaseImported,
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 56] = [
        Self::CaseFiled,
        Self::ReporterWrote,
        Self::RecordKept,
        Self::RecordEnded,
        Self::Installed,
        Self::StaffAdded,
        Self::RosterSigned,
        Self::RosterProposed,
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::CaseOpened,
        Self::FileOpened,
        Self::CaseAnswered,
        Self::StatusChanged,
        Self::LogViewed,
        Self::LogExported,
        Self::MailDead,
        Self::MailRetried,
        Self::StaffInvited,
        Self::StaffEnrolled,
        Self::StaffChanged,
        Self::StaffDisabled,
        Self::StaffEnabled,
        Self::PassphraseChanged,
        Self::KeysReplaced,
        Self::FactorReset,
        Self::SpareCodeUsed,
        Self::SessionsEnded,
        Self::Expired,
        Self::ReadersChanged,
        Self::AbsenceSet,
        Self::RecoveryPrepared,
        Self::RecoveryUsed,
        Self::RollbackAccepted,
        Self::BackedUp,
        Self::Restored,
        Self::CaseShredded,
        Self::StaffInvitedAgain,
        Self::FactorSet,
        Self::SpareCodesMade,
        Self::DeskNoted,
        Self::StepWithoutYes,
        Self::CaseExported,
        Self::CasesSearched,
        Self::HoldSet,
        Self::HoldEnded,
        Self::DeletionProposed,
        Self::DeletionTakenBack,
        Self::DeletionConfirmed,
        Self::NewReportsPassed,
        Self::StatisticsPlanned,
        Self::StatisticsApproved,
        Self::StatisticsApprovalTakenBack,
        Self::StatisticsReleased,
        Self::ReleaseImported,
    ];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CaseFiled => "case_filed",
            Self::ReporterWrote => "reporter_wrote",
            Self::RecordKept => "record_kept",
            Self::RecordEnded => "record_ended",
            Self::Installed => "installed",
            Self::StaffAdded => "staff_added",
            Self::RosterSigned => "roster_signed",
            Self::RosterProposed => "roster_proposed",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignedOut => "signed_out",
            Self::CaseOpened => "case_opened",
            Self::FileOpened => "file_opened",
            Self::CaseAnswered => "case_answered",
            Self::StatusChanged => "status_changed",
            Self::LogViewed => "log_viewed",
            Self::LogExported => "log_exported",
            Self::MailDead => "mail_dead",
            Self::MailRetried => "mail_retried",
            Self::StaffInvited => "staff_invited",
            Self::StaffEnrolled => "staff_enrolled",
            Self::StaffChanged => "staff_changed",
            Self::StaffDisabled => "staff_disabled",
            Self::StaffEnabled => "staff_enabled",
            Self::PassphraseChanged => "passphrase_changed",
            Self::KeysReplaced => "keys_replaced",
            Self::FactorReset => "factor_reset",
            Self::SpareCodeUsed => "spare_code_used",
            Self::SessionsEnded => "sessions_ended",
            Self::Expired => "expired",
            Self::ReadersChanged => "readers_changed",
            Self::AbsenceSet => "absence_set",
            Self::RecoveryPrepared => "recovery_prepared",
            Self::RecoveryUsed => "recovery_used",
            Self::RollbackAccepted => "rollback_accepted",
            Self::BackedUp => "backed_up",
            Self::Restored => "restored",
            Self::CaseShredded => "case_shredded",
            Self::StaffInvitedAgain => "staff_invited_again",
            Self::FactorSet => "factor_set",
            Self::SpareCodesMade => "spare_codes_made",
            Self::DeskNoted => "desk_noted",
            Self::StepWithoutYes => "step_without_yes",
            Self::CaseExported => "case_exported",
            Self::CasesSearched => "cases_searched",
            Self::HoldSet => "hold_set",
            Self::HoldEnded => "hold_ended",
            Self::DeletionProposed => "deletion_proposed",
            Self::DeletionTakenBack => "deletion_taken_back",
            Self::DeletionConfirmed => "deletion_confirmed",
            Self::NewReportsPassed => "new_reports_passed",
            Self::StatisticsPlanned => "statistics_planned",
            Self::StatisticsApproved => "statistics_approved",
            Self::StatisticsApprovalTakenBack => "statistics_approval_taken_back",
            Self::StatisticsReleased => "statistics_released",
            Self::ReleaseImported => "release_imported",
        }
    }

    /// The event of a machine word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.word() == word)
    }

    /// The log this event belongs to.
    #[must_use]
    pub const fn log(self) -> Log {
        match self {
            Self::CaseFiled | Self::ReporterWrote | Self::RecordKept | Self::RecordEnded => Log::Reporter,
            _ => Log::Staff,
        }
    }
}

/// When: a day for reporters, a second (Unix time) for staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// A day.
    Day(Day),
    /// Seconds since 1970-01-01T00:00:00Z.
    Second(i64),
}

/// One entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// What.
    pub event: Event,
    /// When.
    pub at: At,
    /// Which staff account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<StaffId>,
    /// Which case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// How many, where the event counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Names of stored ciphertexts with their SHA-256 (hexadecimal).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sealed: BTreeMap<String, String>,
}

impl Leaf {
    /// An entry of a reporter's act on a case, on a day.
    #[must_use]
    pub fn reporter(event: Event, day: Day, case: CaseId, sealed: BTreeMap<String, String>) -> Self {
        Self { event, at: At::Day(day), who: None, case: Some(case), count: None, sealed }
    }

    /// An entry of a reporter's act on a private record: it names no case, so that what becomes of it cannot be told.
    #[must_use]
    pub fn private(event: Event, day: Day, sealed: BTreeMap<String, String>) -> Self {
        Self { event, at: At::Day(day), who: None, case: None, count: None, sealed }
    }

    /// An entry of what a staff member, or the installation itself, did at `second`.
    #[must_use]
    pub fn staff(event: Event, second: i64, who: Option<StaffId>) -> Self {
        Self { event, at: At::Second(second), who, case: None, count: None, sealed: BTreeMap::new() }
    }

    /// The same, about a case.
    #[must_use]
    pub fn about(mut self, case: CaseId) -> Self {
        self.case = Some(case);
        self
    }

    /// The same, telling of stored ciphertexts.
    #[must_use]
    pub fn sealing(mut self, sealed: BTreeMap<String, String>) -> Self {
        self.sealed = sealed;
        self
    }

    /// The same, with a count.
    #[must_use]
    pub fn counting(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Leaf};
    use crate::domain::{day::Day, id::CaseId};

    #[test]
    fn words_are_those_of_the_stored_form() {
        for event in Event::ALL {
            assert_eq!(serde_json::to_string(&event).unwrap(), format!("\"{}\"", event.word()));
        }
    }

    #[test]
    fn the_stored_form_is_pinned() {
        let sealed = [("r:7".to_owned(), "00".to_owned())].into();
        let leaf = Leaf::reporter(Event::CaseFiled, Day(20_000), CaseId([1; 16]), sealed);
        assert_eq!(
            serde_json::to_string(&leaf).unwrap(),
            r#"{"event":"case_filed","at":{"day":20000},"case":"01010101010101010101010101010101","sealed":{"r:7":"00"}}"#
        );
        let staff = Leaf::staff(Event::SignInFailed, 5, None).counting(3);
        let text = serde_json::to_string(&staff).unwrap();
        assert_eq!(text, r#"{"event":"sign_in_failed","at":{"second":5},"count":3}"#);
        assert_eq!(serde_json::from_str::<Leaf>(&text).unwrap(), staff);
    }
}

//! What advisers note for themselves [format]: entries of the desk compartment, each signed by its author, and the card
//! that an inbox reads of them.
//!
//! A record of the desk holds the author's Ed25519 signature (64 bytes) and then the entry as JSON. The signature is over
//! `"balss/v1/desk" ‖ case ‖ JSON`, with the bytes as they stand: every holder of the desk could write any record, so only
//! the signature says who it was. Nothing is ever changed or taken out; what no longer holds is followed by what does.

mod child;
pub mod weigh;

use serde::{Deserialize, Serialize};

use super::compartment::Compartment;
use super::retention;
use super::staff::StaffKeys;
use super::thread::Dated;
use super::{Result, VaultError};
use crate::crypto::frame::Purpose;
use crate::crypto::{random, sign};
use crate::domain::coding::{COUNTED, NOT_GBV};
use crate::domain::day::Day;
use crate::domain::desk::{Level, RISK};
use crate::domain::id::{BlobId, CaseId, StaffId};
use crate::domain::report::Answers;
use crate::store::records::{CardRow, RecordRow};

pub use child::{ChildDuty, Told, child_duty, child_waits, learned_of_child};

const SIGNED: &[u8] = b"balss/v1/desk";

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A note: facts and their source.
    Note {
        /// In own words.
        text: String,
        /// Where it comes from; empty where the text says it.
        source: String,
    },
    /// Something to do.
    Task {
        /// In own words.
        text: String,
        /// Who is to do it.
        who: StaffId,
        /// By when.
        due: Day,
    },
    /// A task was done, or is needed no longer.
    TaskDone {
        /// Id of its entry.
        of: String,
    },
    /// The questions of risk, answered anew.
    Risk(Assessment),
    /// How the case is counted, coded anew.
    Coding(Coding),
    /// Another person agrees to what needs two.
    Confirm {
        /// Id of its entry.
        of: String,
    },
    /// A letter about a step outside was written.
    Letter {
        /// Ordinal of the proposal, or id of the entry by which it is taken without a yes.
        of: String,
        /// Words of [`PART`](crate::domain::consent::PART): what it passed on.
        parts: Vec<String>,
    },
    /// How a step outside went on.
    Result {
        /// As in a letter.
        of: String,
        /// A word of [`RESULT`](crate::domain::consent::RESULT).
        result: String,
        /// In own words.
        text: String,
    },
    /// A step outside is taken without the reporter's yes; the reporter was told in the same moment.
    Override {
        /// A word of [`STEP`](crate::domain::consent::STEP).
        kind: String,
        /// Whom it goes to.
        to: String,
        /// What is done.
        what: String,
        /// A word of [`OVERRIDE`](crate::domain::consent::OVERRIDE).
        reason: String,
    },
    /// How the case ended.
    Outcome {
        /// A word of [`OUTCOME`](crate::domain::desk::OUTCOME).
        code: String,
    },
    /// What a file may show.
    Mark {
        /// Its object.
        blob: BlobId,
        /// A word of [`MARK`](crate::domain::desk::MARK); empty where a mark is lifted.
        mark: String,
    },
    /// Whether the case holds what is classified.
    Classified(bool),
    /// It holds nothing classified, or no longer.
    Unclassified {
        /// A word of [`LIFT`](crate::domain::desk::LIFT).
        reason: String,
    },
    /// A copy was made that leaves.
    Exported {
        /// A word of [`REASON`](crate::domain::export::REASON).
        reason: String,
        /// Fingerprint of the key it is sealed to.
        recipient: String,
        /// SHA-256 of its manifest, hexadecimal.
        sha256: String,
    },
    /// What somebody who takes the case over must know that the case does not say itself. The newest counts.
    Sheet {
        /// What never to do, in own words.
        never: String,
        /// All else, in own words.
        text: String,
    },
    /// The case must not be deleted while this stands.
    Hold {
        /// A word of [`HOLD`](crate::domain::retention::HOLD).
        reason: String,
        /// The last day; until it is ended, if none.
        until: Option<Day>,
    },
    /// A hold stands no longer.
    HoldEnded {
        /// Id of its entry.
        of: String,
    },
    /// The case is to be deleted, once another holder confirms it.
    Delete {
        /// A word of [`DELETE`](crate::domain::retention::DELETE).
        reason: String,
        /// [`Conversation::writes`](super::thread::Conversation::writes) with this entry: what is written later is not
        /// what was decided on.
        writes: i64,
    },
    /// That is taken back.
    DeleteTakenBack {
        /// Id of its entry.
        of: String,
    },
}

impl Act {
    /// Whether it lifts the mark of what is classified.
    #[must_use]
    pub const fn lifts(&self) -> bool {
        matches!(self, Self::Unclassified { .. } | Self::Classified(false))
    }
}

/// The questions of risk, answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Questions of [`RISK`](crate::domain::desk::RISK) that were answered, with a word of
    /// [`KNOWN`](crate::domain::desk::KNOWN).
    pub said: Vec<(String, String)>,
    /// What was agreed and done about it, in own words.
    pub done: String,
}

impl Assessment {
    /// What follows from it and from what was said at filing. That stands until each question it concerns is answered: not to
    /// know is no answer, and must not take a case out of those that cannot wait.
    #[must_use]
    pub fn level(&self, filed: &Answers) -> Level {
        let known = self.said.iter().filter(|(_, said)| said == "yes").map(|(question, _)| question.as_str());
        let open = |question: &str| self.said(question) == "unknown";
        match Level::all(known) {
            Level::High => Level::High,
            _ if filed.alarms().any(open) => Level::Filed,
            Level::Low if RISK.into_iter().any(open) => Level::Open,
            level => level,
        }
    }

    /// Why the case cannot wait, where it follows that it cannot: questions answered with a yes, or words of
    /// [`URGENT`](crate::domain::report::URGENT) that no answer has met.
    #[must_use]
    pub fn grounds(&self, filed: &Answers) -> Vec<String> {
        let is = |question: &str, said: &str| self.said(question) == said;
        let words: Vec<&str> = match self.level(filed) {
            Level::High => RISK.into_iter().filter(|question| is(question, "yes")).collect(),
            Level::Filed => {
                let open = |(_, questions): &(_, &[&str])| questions.iter().any(|q| is(q, "unknown"));
                filed.urgent().filter(open).map(|(word, _)| word).collect()
            }
            _ => Vec::new(),
        };
        words.into_iter().map(str::to_owned).collect()
    }

    /// Whether it says nothing: no question is answered, and there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.said.iter().all(|(_, said)| said == "unknown")
    }

    /// The answer to one question.
    #[must_use]
    pub fn said(&self, question: &str) -> &str {
        self.said.iter().find(|(q, _)| q == question).map_or("unknown", |(_, said)| said)
    }
}

/// A case in the codes of a taxonomy (`taxonomy.toml` of the country pack) and of [`coding`](crate::domain::coding).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// Version of the taxonomy.
    pub version: u32,
    /// The questions in their order, up to the first "yes", with their answers.
    pub asked: Vec<(String, String)>,
    /// The type of incident that follows.
    pub kind: String,
    /// The act; empty where the type is none of GBV.
    pub act: String,
    /// Flags of context.
    pub context: Vec<String>,
    /// Who did it: one cell.
    pub relation: String,
    /// Sex of the person it happened to.
    pub sex: String,
    /// That person's age when it happened.
    pub age: String,
    /// From the incident to the report.
    pub delay: String,
    /// Services given, or to which the person was sent.
    pub services: Vec<String>,
    /// Whether it is counted already, here or by another organisation; empty where nobody was asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub elsewhere: String,
}

impl Coding {
    /// Whether it says that the case is counted already, so that the tables here leave it out.
    #[must_use]
    pub fn is_counted_elsewhere(&self) -> bool {
        COUNTED.contains(&self.elsewhere.as_str())
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Random name of the entry, 16 hexadecimal digits.
    pub id: String,
    /// Ordinal: one more than the highest its author knew. Whoever came later and was handed on nothing of an earlier desk
    /// begins anew, so it orders only what is of one epoch: see [`Signed::place`].
    pub n: u64,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The author's account.
    pub staff: StaffId,
    /// The author's name, as vouched for then.
    pub name: String,
    /// What.
    pub what: Act,
}

/// An entry with the bytes that were signed.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The entry.
    pub entry: Entry,
    /// Its JSON as it was signed.
    pub json: Vec<u8>,
    /// The author's signature.
    pub signature: [u8; 64],
    /// The epoch it was sealed in.
    pub epoch: u32,
    /// Whether it ends or confirms what it names: signed by its author, who worked on the case in its epoch, which is none
    /// before that of what it names. [`weigh`](weigh::weigh) tells. Of what lifts a mark: that it is signed. Of what can end the
    /// duty towards a child: signed by an author who worked on the case in its epoch. Of other entries it says nothing.
    pub counts: bool,
}

/// Who writes.
pub struct Author<'a> {
    /// The account.
    pub staff: StaffId,
    /// The name, as vouched for.
    pub name: String,
    /// Signs.
    pub keys: &'a StaffKeys,
    /// The moment, in seconds since 1970.
    pub now: i64,
}

fn message(case: CaseId, json: &[u8]) -> Vec<u8> {
    [SIGNED, &case.0, json].concat()
}

impl Signed {
    /// An entry of `author`'s that follows `before`, and its record.
    ///
    /// # Errors
    /// [`VaultError::TooLong`].
    pub fn seal(
        desk: &Compartment,
        author: &Author<'_>,
        n: u64,
        what: Act,
        day: Day,
    ) -> Result<(Self, RecordRow)> {
        let id = data_encoding::HEXLOWER.encode(&random::bytes::<8>());
        let entry = Entry { id, n, at: author.now, staff: author.staff, name: author.name.clone(), what };
        let json = serde_json::to_vec(&entry).map_err(|_| VaultError::Refused)?;
        let signature = author.keys.signer().sign(&message(desk.case, &json));
        let body = zeroize::Zeroizing::new([&signature[..], &json].concat());
        let row = desk.seal(&desk.recipient(), Purpose::Note, &body, day)?;
        Ok((Self { entry, json, signature, epoch: desk.epoch, counts: true }, row))
    }

    /// The entry in the body of a record.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn parse(body: &[u8], epoch: u32) -> Result<Self> {
        let (signature, json) = body.split_first_chunk::<64>().ok_or(VaultError::Refused)?;
        let entry = serde_json::from_slice(json).map_err(|_| VaultError::Refused)?;
        Ok(Self { entry, json: json.to_vec(), signature: *signature, epoch, counts: false })
    }

    /// Where it stands among the entries of its case. Of two epochs the later one was begun when the earlier was over, and
    /// nobody who holds only an earlier desk can seal into a later one. Within an epoch all who write read all of it, so that
    /// each ordinal is above those before. No clock decides: a moment that its author set ahead would stand first for ever.
    #[must_use]
    pub const fn place(&self) -> (u32, u64) {
        (self.epoch, self.entry.n)
    }

    /// Whether whoever has this public key wrote it for this case.
    #[must_use]
    pub fn is_by(&self, verifier: &[u8; 32], case: CaseId) -> bool {
        sign::verify(verifier, &message(case, &self.json), &self.signature)
    }
}

/// What an inbox reads of a desk: a summary of its entries, made anew with each of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own in a stored form")]
pub struct DeskCard {
    /// Ordinal up to which an adviser has read the reporter's words.
    pub seen: u64,
    /// Entries since epoch `from`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub n: u64,
    /// The first epoch whose entries are counted: whoever began the card anew held no key to an earlier desk.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: u32,
    /// What the newest assessment of risk says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub risk: Level,
    /// Why it cannot wait, where that says so: [`grounds`](Assessment::grounds).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<String>,
    /// The type of incident in the newest coding; empty until there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Whether something waits for another person.
    #[serde(default, skip_serializing_if = "is_default")]
    pub second: bool,
    /// The first open task of each of up to [`TASKS`] advisers, those due first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<(StaffId, Day)>,
    /// How the case ended, where it did; the thread's card says when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub outcome: String,
    /// The last day of what holds it, as far as its end is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub held: Option<Day>,
    /// Whether an adviser learned that it is about a child.
    #[serde(default, skip_serializing_if = "is_default")]
    pub minor: bool,
    /// The day on which that adviser learned it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub learned: Option<Day>,
    /// Whether the duty towards a child has ended.
    #[serde(default, skip_serializing_if = "is_default")]
    pub child: bool,
    /// Whether it is marked as holding what is classified.
    #[serde(default, skip_serializing_if = "is_default")]
    pub classified: bool,
    /// Whether its reporter knows that it will be done, while it has not ended.
    #[serde(default, skip_serializing_if = "is_default")]
    pub announced: bool,
    /// Who proposed to delete it, and [`writes`](Act::Delete) then.
    #[serde(default, skip_serializing_if = "is_default")]
    pub delete: Option<(StaffId, i64)>,
    /// Whose proposal to delete it somebody else did not agree to, until that adviser opens the case.
    #[serde(default, skip_serializing_if = "is_default")]
    pub declined: Option<StaffId>,
}

/// Advisers whose tasks a card names: it is of one size.
const TASKS: usize = 4;

fn is_default<T: Default + PartialEq>(of: &T) -> bool {
    *of == T::default()
}

impl DeskCard {
    /// The card of these entries, in their order, and of what was said at filing; `n` entries were written since epoch `from`.
    /// That is carried on from the card before, never counted anew: what somebody took out of the store stays missed.
    #[must_use]
    pub fn of(
        seen: u64,
        (from, n): (u32, u64),
        filed: &Answers,
        entries: &[Dated<Signed>],
        told: &Told<'_>,
    ) -> Self {
        let mut tasks: Vec<(StaffId, Day)> = Vec::new();
        for (_, who, due) in open_tasks(entries) {
            match tasks.iter_mut().find(|(staff, _)| *staff == who) {
                Some((_, first)) => *first = due.min(*first),
                None => tasks.push((who, due)),
            }
        }
        tasks.sort_by_key(|(staff, due)| (*due, *staff));
        tasks.truncate(TASKS);
        let kind = coding(entries).map(|(_, coding)| coding.kind.clone()).unwrap_or_default();
        let duty = child_duty(entries, told);
        let assessed = risk(entries);
        Self {
            seen,
            n,
            from,
            risk: assessed.map_or(Level::Unassessed, |assessed| assessed.level(filed)),
            grounds: assessed.map(|assessed| assessed.grounds(filed)).unwrap_or_default(),
            kind,
            second: coding_waits(entries).or_else(|| child_waits(entries, told)).is_some(),
            tasks,
            outcome: outcome(entries).unwrap_or_default().to_owned(),
            held: retention::holds(entries).iter().map(retention::Hold::last).max(),
            minor: learned_of_child(entries).is_some(),
            learned: learned_of_child(entries),
            child: duty == ChildDuty::Ended,
            announced: duty == ChildDuty::Announced,
            classified: classified(entries, |of| of.counts),
            delete: retention::proposed(entries).map(|p| (p.who, p.writes)),
            declined: None,
        }
    }

    /// Whose proposal to delete the case is declined once `by` has added `acts` to `entries`: whoever acts has opened it.
    #[must_use]
    pub fn declined_after(&self, entries: &[Dated<Signed>], acts: &[Act], by: StaffId) -> Option<StaffId> {
        let proposed = |id: &str| entries.iter().map(|e| &e.what.entry).find(|e| e.id == id).map(|e| e.staff);
        let taken_back = acts.iter().find_map(|act| match act {
            Act::DeleteTakenBack { of } => proposed(of),
            _ => None,
        });
        taken_back.or(self.declined).filter(|who| *who != by)
    }

    /// Opens a stored card.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open(with: &Compartment, row: &CardRow) -> Result<Self> {
        serde_json::from_slice(&with.open_card(row)?).map_err(|_| VaultError::Refused)
    }
}

/// Puts entries in the order in which they were written. The moment tells only those apart that have one place, which
/// nobody's console gives.
pub fn order(entries: &mut [Dated<Signed>]) {
    let place = |e: &Signed| (e.place(), e.entry.at, e.entry.id.clone());
    entries.sort_by_cached_key(|e| place(&e.what));
}

/// The newest assessment of risk.
#[must_use]
pub fn risk(entries: &[Dated<Signed>]) -> Option<&Assessment> {
    entries.iter().rev().find_map(|e| match &e.what.entry.what {
        Act::Risk(assessment) => Some(assessment),
        _ => None,
    })
}

/// The newest coding and its entry.
#[must_use]
pub fn coding(entries: &[Dated<Signed>]) -> Option<(&Entry, &Coding)> {
    entries.iter().rev().find_map(|e| match &e.what.entry.what {
        Act::Coding(coding) => Some((&e.what.entry, coding)),
        _ => None,
    })
}

/// Who agreed to an entry, and could.
pub fn confirmed_by<'e>(entries: &'e [Dated<Signed>], id: &'e str) -> impl Iterator<Item = &'e Entry> {
    let entries = entries.iter().filter(|e| e.what.counts).map(|e| &e.what.entry);
    entries.filter(move |e| matches!(&e.what, Act::Confirm { of } if of == id))
}

/// The newest coding, where it says that the case is not to be counted and nobody but its author has agreed yet.
#[must_use]
pub fn coding_waits(entries: &[Dated<Signed>]) -> Option<&Entry> {
    let (newest, _) = coding(entries).filter(|(_, coding)| coding.kind == NOT_GBV)?;
    confirmed_by(entries, &newest.id).all(|by| by.staff == newest.staff).then_some(newest)
}

/// Tasks that nobody has ended: id, who is to do it, by when.
#[must_use]
pub fn open_tasks(entries: &[Dated<Signed>]) -> Vec<(&str, StaffId, Day)> {
    let done =
        |id: &str| entries.iter().any(|e| matches!(&e.what.entry.what, Act::TaskDone { of } if of == id));
    let tasks = entries.iter().filter_map(|e| match &e.what.entry.what {
        Act::Task { who, due, .. } => Some((e.what.entry.id.as_str(), *who, *due)),
        _ => None,
    });
    tasks.filter(|(id, ..)| !done(id)).collect()
}

/// The day of the first task that is open once `acts` follow these entries.
#[must_use]
pub fn first_task(entries: &[Dated<Signed>], acts: &[Act]) -> Option<Day> {
    let ended = |id: &str| acts.iter().any(|act| matches!(act, Act::TaskDone { of } if of == id));
    let before = open_tasks(entries).into_iter().filter(|(id, ..)| !ended(id)).map(|(_, _, due)| due);
    let added = acts.iter().filter_map(|act| match act {
        Act::Task { due, .. } => Some(*due),
        _ => None,
    });
    before.chain(added).min()
}

/// The outcome that was noted last.
#[must_use]
pub fn outcome(entries: &[Dated<Signed>]) -> Option<&str> {
    entries.iter().rev().find_map(|e| match &e.what.entry.what {
        Act::Outcome { code } => Some(code.as_str()),
        _ => None,
    })
}

/// The mark that stands on one of these objects, and who set it. It is lifted by somebody else, whose signature `holds`;
/// setting it needs none, since an entry that nobody signed must not open what was closed.
#[must_use]
pub fn mark<'a>(
    entries: &'a [Dated<Signed>],
    on: &[BlobId],
    holds: impl Fn(&Signed) -> bool,
) -> Option<(&'a str, StaffId)> {
    let mut stands: Option<(&str, StaffId)> = None;
    for of in entries {
        let entry = &of.what.entry;
        match &entry.what {
            Act::Mark { blob, mark } if on.contains(blob) => match stands {
                Some((_, by)) if mark.is_empty() && by != entry.staff && holds(&of.what) => stands = None,
                None if !mark.is_empty() => stands = Some((mark, entry.staff)),
                _ => {}
            },
            _ => {}
        }
    }
    stands
}

/// Whether the case holds what is classified. The same rule for signatures, and anybody of the desk lifts it.
#[must_use]
pub fn classified(entries: &[Dated<Signed>], holds: impl Fn(&Signed) -> bool) -> bool {
    entries.iter().fold(false, |stands, of| match &of.what.entry.what {
        Act::Classified(true) => true,
        Act::Classified(false) | Act::Unclassified { .. } => stands && !holds(&of.what),
        _ => stands,
    })
}

#[cfg(test)]
mod tests;

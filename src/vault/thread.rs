//! The conversation of a case: what its records say, and how it is read whole; [`Addition`] is how something is added.
//!
//! Each record of the thread carries an ordinal `n`, taken from the thread card by compare-and-swap, so that order is
//! known to those who may read and to nobody else.

mod addition;
mod due;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::compartment::{Compartment, DESK, MARGIN, SEARCH, THREAD};
use super::consent::{CLOSED, Proposal, Said};
use super::desk::{self, Act, DeskCard, Signed};
use super::files::FileRecord;
use super::grants::Opened;
use super::margin::Margin;
use super::{Result, VaultError, search};
use crate::crypto::frame::Purpose;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::{CaseId, StaffId};
use crate::domain::report::Answers;
use crate::store::Tx;
use crate::store::records::CardRow;

pub use addition::{Addition, Words};

/// Who wrote something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The person who filed.
    Reporter,
    /// An adviser.
    Adviser,
}

impl Side {
    /// The stable word of `data-from`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Adviser => "adviser",
        }
    }
}

/// The report itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Language of the form ("lv", "en").
    pub lang: String,
    /// All answers.
    pub answers: Answers,
    /// Names of those who were said to read it.
    pub readers: Vec<String>,
}

/// A message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Message {
    /// Ordinal.
    pub n: u64,
    /// Who wrote.
    pub from: Side,
    /// Name shown, for an adviser.
    pub name: String,
    /// What.
    pub text: String,
    /// When the adviser will write next.
    pub next: Option<Day>,
    /// Whether its reporter asks to meet or to be called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub meet: bool,
    /// Whether an adviser tells with it what has been done about the report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub feedback: bool,
    /// The step taken without a yes of which it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_yes: Option<WithoutYes>,
}

/// A step taken without its reporter's yes, as its reporter is told of it: the same as stands at the desk, which the
/// reporter cannot read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithoutYes {
    /// A word of [`STEP`](crate::domain::consent::STEP).
    pub kind: String,
    /// Whom it goes to.
    pub to: String,
    /// What is done.
    pub what: String,
    /// A word of [`OVERRIDE`](crate::domain::consent::OVERRIDE).
    pub reason: String,
}

impl WithoutYes {
    /// What an entry of the desk tells of it; nothing of any other.
    #[must_use]
    pub fn of(act: &Act) -> Option<Self> {
        let Act::Override { kind, to, what, reason } = act else { return None };
        Some(Self { kind: kind.clone(), to: to.clone(), what: what.clone(), reason: reason.clone() })
    }
}

impl Message {
    /// Words of somebody; its ordinal is given when it is sealed.
    #[must_use]
    pub fn new(from: Side, name: String, text: String, next: Option<Day>) -> Self {
        Self { n: 0, from, name, text, next, meet: false, feedback: false, without_yes: None }
    }
}

/// A step of the status.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Step {
    /// Ordinal.
    pub n: u64,
    /// Where from.
    pub from: Status,
    /// Where to.
    pub to: Status,
    /// Name of the adviser; empty when the reporter's message moved it.
    pub name: String,
}

/// The reporter's yes to a further reader, who was named.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Agreement {
    /// Ordinal.
    pub n: u64,
    /// The account.
    pub staff: StaffId,
    /// Name shown when agreeing.
    pub name: String,
    /// Code of the institution shown.
    pub institution: String,
    /// The last day, if only for a time.
    pub until: Option<Day>,
    /// Whether to read only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reading: bool,
}

/// What the inbox shows of a thread; written by reporter and advisers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ThreadCard {
    /// Where the case stands.
    pub status: Status,
    /// Institution of the report.
    pub institution: String,
    /// Language of the form.
    pub lang: String,
    /// The next ordinal.
    pub n: u64,
    /// Messages so far.
    pub messages: u32,
    /// Files so far.
    pub files: u32,
    /// Ordinal of the reporter's newest word.
    pub reporter_n: u64,
    /// When somebody should look at the case next; the plain column that orders the inbox says the same.
    pub due: Day,
    /// The first day that is the last one of some reader: from the day after on, the epoch's record says whose. So a list
    /// need not open the records of cases that nobody reads for a time only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Whether something said at filing cannot wait: a child, danger, a weapon, thoughts of ending one's life.
    #[serde(default)]
    pub urgent: bool,
    /// What that is, in words of [`URGENT`](crate::domain::report::URGENT); nothing in a card of an older version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<String>,
    /// Whether somebody under 18 was told of at filing: whoever learns of it must report it the same day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub child: bool,
    /// Ordinal of the newest no to what had a yes; 0 while there is none.
    #[serde(default, skip_serializing_if = "never")]
    pub taken_back: u64,
    /// Day of the newest word of either side; none in a card of an older version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Day>,
    /// When it was closed, while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    /// Since when its reporter waits for an answer, as [`Facts::waiting`](crate::domain::due::Facts::waiting) has it: opening the
    /// case ends what is unread, not this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Day>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn never(ordinal: &u64) -> bool {
    *ordinal == 0
}

/// Something with its day.
#[derive(Debug, Clone)]
pub struct Dated<T> {
    /// Day it was written.
    pub day: Day,
    /// What.
    pub what: T,
}

/// A case as its holder reads it.
pub struct Conversation {
    /// The report.
    pub report: Dated<Report>,
    /// Messages by ordinal.
    pub messages: Vec<Dated<Message>>,
    /// Steps of the status by ordinal.
    pub steps: Vec<Dated<Step>>,
    /// Readers the reporter agreed to, by ordinal.
    pub agreements: Vec<Dated<Agreement>>,
    /// Steps that were proposed, by ordinal.
    pub proposals: Vec<Dated<Proposal>>,
    /// Ordinal of the newest record that closes questions for readers; 0 where there is none.
    pub closed: u64,
    /// What the reporter wants, by ordinal.
    pub wishes: Vec<Dated<Said>>,
    /// What stands beside it, with its version.
    pub margin: Option<(Margin, i64)>,
    /// Version of the words for searching; none where the case was filed before there were any.
    pub search: Option<i64>,
    /// Files, each with the ordinal of its message.
    pub files: Vec<Dated<FileRecord>>,
    /// The thread card.
    pub card: ThreadCard,
    /// Version of the thread card.
    pub card_version: i64,
    /// How often somebody wrote in the thread or at the desk: versions of the card without those of new epochs, which
    /// say nothing.
    pub writes: i64,
    /// The desk card with its version, for advisers.
    pub desk: Option<(DeskCard, i64)>,
    /// What advisers noted, in the order in which they did; of earlier epochs only what this holder has keys to.
    pub entries: Vec<Dated<Signed>>,
    /// Records of earlier desks to which this holder has no key.
    pub hidden: usize,
    /// Records that do not open or contradict themselves: touched, or not written by a holder.
    pub damaged: usize,
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|_| VaultError::Refused)
}

/// The bytes of a body.
///
/// # Errors
/// [`VaultError::Refused`] if it cannot be written down.
pub fn body<T: Serialize>(what: &T) -> Result<zeroize::Zeroizing<Vec<u8>>> {
    Ok(zeroize::Zeroizing::new(serde_json::to_vec(what).map_err(|_| VaultError::Refused)?))
}

impl ThreadCard {
    /// When a case is to be looked at after its reporter said something: the next day. An earlier day stands: a word that
    /// reminds of a promise not kept must not take the case down the list. Every word of a reporter's, so that none shows
    /// by its day which it was.
    #[must_use]
    pub fn due_after_word(&self, today: Day) -> Day {
        self.due.min(today.plus(1))
    }

    /// Opens a stored card.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open(with: &Compartment, row: &CardRow) -> Result<Self> {
        parse(&with.open_card(row)?)
    }
}

/// Reads a case whole.
///
/// # Errors
/// [`VaultError::Refused`] when the report itself or the card does not open.
pub async fn read(tx: &mut Tx, case: CaseId, epochs: &[Opened]) -> Result<Conversation> {
    let newest = epochs.last().ok_or(VaultError::Refused)?;
    let mut cards: BTreeMap<u8, CardRow> = tx.cards_of(case).await?.into_iter().collect();
    let card_row = cards.remove(&THREAD).ok_or(VaultError::Refused)?;
    let card = ThreadCard::open(&newest.thread, &card_row)?;
    let noted_card = match (&newest.desk, cards.remove(&DESK)) {
        (Some(_), Some(row)) => Some((desk_card(epochs, &row)?, row.version)),
        _ => None,
    };
    let (mut entries, mut hidden) = (vec![], 0);
    let margin =
        cards.remove(&MARGIN).and_then(|row| Some((Margin::open(&newest.thread, &row).ok()?, row.version)));
    let words = cards.remove(&SEARCH);
    let touched = words.as_ref().is_some_and(|row| search::open(&newest.thread, row).is_err());
    let mut identities = BTreeMap::new();
    let (mut report, mut messages, mut steps, mut agreements) = (None, vec![], vec![], vec![]);
    let (mut proposals, mut wishes) = (vec![], vec![]);
    // How to reach somebody and when a case was opened is less than the case: what was touched there keeps nobody out.
    let (mut files, mut damaged) = (vec![], usize::from(margin.is_none()) + usize::from(touched));
    for row in tx.records(case).await? {
        let compartment =
            epochs.iter().find(|e| e.thread.epoch == row.epoch).and_then(|e| match row.compartment {
                THREAD => Some(&e.thread),
                DESK => e.desk.as_ref(),
                _ => None,
            });
        let Some(compartment) = compartment else {
            // A reporter holds no key to the desk, a later reader perhaps none to an earlier one; anything else without
            // a compartment is foreign.
            let known = epochs.iter().any(|e| e.thread.epoch == row.epoch);
            let foreign = row.compartment != DESK || !known;
            damaged += usize::from(foreign);
            hidden += usize::from(!foreign);
            continue;
        };
        let identity =
            identities.entry((row.epoch, row.compartment)).or_insert_with(|| compartment.identity());
        let Ok((purpose, body)) = compartment.open(identity, &row) else {
            damaged += 1;
            continue;
        };
        let day = row.day;
        let understood = match purpose {
            Purpose::Answers if report.is_none() => {
                parse(&body).map(|what| report = Some(Dated { day, what }))
            }
            Purpose::Message => parse(&body).map(|what| messages.push(Dated { day, what })),
            Purpose::Status => parse(&body).map(|what| steps.push(Dated { day, what })),
            Purpose::Agreement => parse(&body).map(|what| agreements.push(Dated { day, what })),
            Purpose::Proposal => parse(&body).map(|what| proposals.push(Dated { day, what })),
            Purpose::Wish => parse(&body).map(|what| wishes.push(Dated { day, what })),
            Purpose::File => parse(&body).map(|what| files.push(Dated { day, what })),
            Purpose::Note if row.compartment == DESK => {
                Signed::parse(&body, row.epoch).map(|what| entries.push(Dated { day, what }))
            }
            _ => Err(VaultError::Refused),
        };
        damaged += usize::from(understood.is_err());
    }
    messages.sort_by_key(|m: &Dated<Message>| m.what.n);
    steps.sort_by_key(|s: &Dated<Step>| s.what.n);
    agreements.sort_by_key(|a: &Dated<Agreement>| a.what.n);
    let closings: Vec<Dated<Proposal>> =
        proposals.extract_if(.., |p: &mut Dated<Proposal>| p.what.kind == CLOSED).collect();
    proposals.sort_by_key(|p: &Dated<Proposal>| p.what.n);
    wishes.sort_by_key(|w: &Dated<Said>| w.what.n);
    files.sort_by(|a: &Dated<FileRecord>, b| (a.what.n, &a.what.name).cmp(&(b.what.n, &b.what.name)));
    // The card counts what was written: a missing record, or a card of an older version, shows here at once, not only in
    // `audit verify`. Each of these records has taken one ordinal.
    let said =
        messages.len() + steps.len() + agreements.len() + proposals.len() + wishes.len() + closings.len();
    let ordinals = said as u64;
    damaged += usize::try_from(card.n.saturating_sub(1).abs_diff(ordinals)).unwrap_or(usize::MAX);
    damaged += (card.files as usize).abs_diff(files.len());
    desk::order(&mut entries);
    // Each author knew no more entries than there are: a higher ordinal was not given by a console, but to stand above all that
    // is written later.
    let most = (entries.len() + hidden) as u64;
    damaged += entries.iter().filter(|e| e.what.entry.n > most).count();
    if let Some((card, _)) = &noted_card {
        let noted = entries.iter().filter(|e| e.what.epoch >= card.from).count() as u64;
        damaged += usize::try_from(card.n.abs_diff(noted)).unwrap_or(usize::MAX);
    }
    let report: Dated<Report> = report.ok_or(VaultError::Refused)?;
    let plain = tx.case(case).await?.ok_or(VaultError::Refused)?;
    damaged += usize::from(plain.next_due != card.due) + usize::from(plain.filed_day != report.day);
    Ok(Conversation {
        report,
        messages,
        steps,
        agreements,
        proposals,
        closed: closings.iter().map(|c| c.what.n).max().unwrap_or(0),
        wishes,
        margin,
        search: words.map(|row| row.version),
        files,
        card,
        card_version: card_row.version,
        writes: card_row.version - i64::from(card_row.epoch),
        desk: noted_card,
        entries,
        hidden,
        damaged,
    })
}

/// The desk card in the epoch where its last writer left it. Whoever holds no key to that desk begins anew: then all of
/// the reporter's words count as unseen.
fn desk_card(epochs: &[Opened], row: &CardRow) -> Result<DeskCard> {
    let of = epochs.iter().find(|e| e.thread.epoch == row.epoch).ok_or(VaultError::Refused)?;
    let newest = epochs.last().map_or(0, |e| e.thread.epoch);
    let anew = DeskCard { from: newest, ..DeskCard::default() };
    of.desk.as_ref().map_or(Ok(anew), |desk| DeskCard::open(desk, row))
}

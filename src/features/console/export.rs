//! A copy of one case that leaves: which parts go, what is blacked out in them, and the record that it was made.

use bytes::Bytes;
use data_encoding::HEXLOWER;
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::case::{self, Act, Done};
use super::view::View;
use crate::app::{App, Shared};
use crate::clock::date;
use crate::domain::consent::Word;
use crate::domain::id::BlobId;
use crate::domain::redact::Redactor;
use crate::domain::staff::Account;
use crate::vault::bundle::{self, Member, Outward, Unfit};
use crate::vault::desk;
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError};

/// What a copy holds of a case, as it is read. Everything in it that is text passes [`Doc::redacted`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doc {
    /// Hexadecimal id of the case.
    pub case: String,
    /// Day of filing, `YYYY-MM-DD` like every day here.
    pub filed: String,
    /// Language of the reporter's pages.
    pub language: String,
    /// The reporter's own words.
    pub statement: Option<String>,
    /// What was answered beside them.
    pub answers: Vec<Answer>,
    /// The conversation.
    pub messages: Vec<Said>,
    /// Steps that were proposed, and the reporter's word on each.
    pub asks: Vec<Ask>,
    /// Files that go with it.
    pub files: Vec<File>,
    /// Changes of status.
    pub steps: Vec<Step>,
    /// What advisers noted for themselves.
    pub notes: Vec<Note>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Name of the question.
    pub key: String,
    /// The question as people read it.
    pub asked: String,
    /// The answer as people read it, and own words.
    pub said: Vec<String>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Ordinal.
    pub n: u64,
    /// When.
    pub day: String,
    /// "reporter" or "adviser".
    pub from: String,
    /// The adviser's name.
    pub name: String,
    /// The words.
    pub text: String,
    /// The day promised at its end.
    pub next: String,
}

/// A proposed step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Ordinal.
    pub n: u64,
    /// When.
    pub day: String,
    /// The adviser's name.
    pub name: String,
    /// Kind of step, as people read it.
    pub kind: String,
    /// To whom.
    pub to: String,
    /// What is done.
    pub what: String,
    /// Who learns of it.
    pub learns: String,
    /// What they could guess.
    pub guess: String,
    /// The last day for which a yes holds; of a colleague the last day of reading, empty where there is none.
    pub until: String,
    /// Where the reporter's word stands.
    pub stands: String,
    /// What a colleague who is asked for may do, as people read it; empty for a step.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub access: String,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its object, by which the page names it; stays here.
    #[serde(skip, default = "nothing")]
    pub blob: BlobId,
    /// Where it lies in the copy.
    pub member: String,
    /// The name the reporter's device gave it.
    pub name: String,
    /// Bytes.
    pub length: u64,
    /// SHA-256.
    pub sha256: String,
    /// Ordinal of its message; 0 for the report.
    pub n: u64,
}

fn nothing() -> BlobId {
    BlobId([0; 16])
}

/// A change of status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Ordinal.
    pub n: u64,
    /// When.
    pub day: String,
    /// The status, as people read it.
    pub status: String,
    /// The adviser's name; empty for the reporter.
    pub name: String,
}

/// An entry of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Random name of the entry.
    pub id: String,
    /// When.
    pub when: String,
    /// The adviser's name.
    pub name: String,
    /// Its kind, as people read it.
    pub kind: String,
    /// What it says, as people read it.
    pub said: Vec<String>,
}

/// Fields that are no text of anybody: what is blacked out there would only break them.
const FIXED: [&str; 7] = ["case", "key", "member", "sha256", "language", "id", "from"];

impl Doc {
    /// Only the parts of these names.
    #[must_use]
    pub fn keeping(mut self, chosen: &[String]) -> Self {
        let has = |name: &str| chosen.iter().any(|c| c == name);
        self.statement = self.statement.filter(|_| has("statement"));
        self.answers.retain(|a| has(&format!("answer-{}", a.key)));
        self.messages.retain(|m| has(&format!("message-{}", m.n)));
        self.asks.retain(|a| has(&format!("ask-{}", a.n)));
        self.files.retain(|f| has(&format!("file-{}", f.blob)));
        self.notes.retain(|n| has(&format!("note-{}", n.id)));
        if !has("steps") {
            self.steps.clear();
        }
        self
    }

    /// With every phrase blacked out wherever a text stands, whatever field it is in.
    ///
    /// # Errors
    /// [`VaultError::Refused`] if it cannot be written down.
    pub fn redacted(&self, redactor: &Redactor) -> Result<Self> {
        let refused = |_| VaultError::Refused;
        let mut value = serde_json::to_value(self).map_err(refused)?;
        black_out(&mut value, redactor);
        serde_json::from_value(value).map_err(refused)
    }
}

/// Blacks phrases out in every string below `value`, but for [`FIXED`] fields.
pub fn black_out(value: &mut Value, redactor: &Redactor) {
    match value {
        Value::String(text) => *text = redactor.redact(text),
        Value::Array(all) => all.iter_mut().for_each(|v| black_out(v, redactor)),
        Value::Object(fields) => {
            let open = fields.iter_mut().filter(|(name, _)| !FIXED.contains(&name.as_str()));
            open.for_each(|(_, v)| black_out(v, redactor));
        }
        _ => {}
    }
}

/// How often each phrase stands in what goes, by the same rule that blacks it out: whoever mistypes a name must be told that
/// nothing of it was covered.
///
/// # Errors
/// [`VaultError::Refused`] if `doc` cannot be written down.
pub fn found(doc: &Doc, words: &str, phrases: &str) -> Result<Vec<(String, usize)>> {
    let value = serde_json::to_value(doc).map_err(|_| VaultError::Refused)?;
    let mut all: Vec<(String, usize)> = Vec::new();
    for phrase in phrases.lines().map(str::trim) {
        let Ok(redactor) = Redactor::of(phrase) else { continue };
        if !redactor.is_empty() && all.iter().all(|(known, _)| known != phrase) {
            all.push((phrase.to_owned(), counted(&value, &redactor) + redactor.count(words)));
        }
    }
    Ok(all)
}

/// As [`black_out`] goes through it.
fn counted(value: &Value, redactor: &Redactor) -> usize {
    match value {
        Value::String(text) => redactor.count(text),
        Value::Array(all) => all.iter().map(|v| counted(v, redactor)).sum(),
        Value::Object(fields) => {
            let open = fields.iter().filter(|(name, _)| !FIXED.contains(&name.as_str()));
            open.map(|(_, v)| counted(v, redactor)).sum()
        }
        _ => 0,
    }
}

/// What an adviser asked for.
pub struct Order {
    /// Word of [`REASON`](crate::domain::export::REASON).
    pub reason: String,
    /// To whom it is sealed.
    pub to: Outward,
    /// What is blacked out.
    pub redactor: Redactor,
}

/// The texts of a copy, as their pages were rendered.
pub struct Texts {
    /// The readable copy.
    pub html: String,
    /// How to check it.
    pub verify: String,
}

/// Whether the reporter's yes to some step stands today.
#[must_use]
pub fn may_transfer(app: &App, view: &View) -> bool {
    let today = app.clock.today();
    // To let a colleague read is no yes to what leaves.
    let mut steps = view.read.proposals.iter().filter(|p| p.what.reader.is_none());
    steps.any(|p| view.read.word_on(&p.what, today).0 == Word::Yes)
}

/// Whether a key is one of this house, also one that was replaced or revoked, or the one of its backups: nobody outside
/// can open what is sealed to it.
///
/// # Errors
/// [`VaultError`].
pub async fn is_ours(app: &App, to: &Outward) -> Result<bool> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let staff = roster.standing().any(|a| a.recipient.to_string() == to.text());
    let recovery = roster.recovery().is_some_and(|r| r.recipient.to_string() == to.text());
    let backup = app.config.backup_recipient.as_deref().is_some_and(|own| own.trim() == to.text());
    Ok(staff || recovery || backup || roster.had(to.text()))
}

/// The key that somebody pasted.
///
/// # Errors
/// [`Unfit`].
pub fn recipient(pasted: &str) -> std::result::Result<Outward, Unfit> {
    pasted.parse()
}

/// The fingerprint of the key with which this account signs.
#[must_use]
pub fn signer(keys: &StaffKeys) -> String {
    bundle::fingerprint(&keys.signer().public())
}

#[derive(Serialize)]
struct About<'a> {
    case: &'a str,
    day: String,
    by: By<'a>,
    reason: &'a str,
    recipient: String,
}

#[derive(Serialize)]
struct By<'a> {
    account: String,
    name: &'a str,
    key: String,
}

/// What became of an order.
pub enum Made<S> {
    /// The copy as it leaves.
    Leaves(S),
    /// Nothing may leave.
    Locked,
    /// Somebody else changed the case meanwhile: whoever ordered looks again.
    Changed,
    /// No such case for this adviser.
    NotTheirs,
}

/// Records that a copy is made and gives its bytes as they leave: `doc` as chosen, before anything was blacked out. The
/// record stands before the first byte goes.
///
/// # Errors
/// [`VaultError`].
pub async fn make(
    app: &Shared,
    account: &Account,
    keys: &StaffKeys,
    view: &View,
    (doc, order, texts): (&Doc, &Order, Texts),
) -> Result<Made<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>>> {
    let Some(name) = view.name.as_deref() else { return Ok(Made::NotTheirs) };
    if view.lock().is_some() {
        return Ok(Made::Locked);
    }
    let left = doc.redacted(&order.redactor)?;
    let history = History {
        case: &doc.case,
        steps: &left.steps,
        desk: doc.notes.iter().filter_map(|note| signed(view, &note.id, &order.redactor)).collect(),
    };
    let mut members = vec![
        Member::text("case.html", texts.html.into_bytes()),
        Member::text("case.json", json("balss/v1/export/case", &left)?),
        Member::text("history.json", json("balss/v1/export/history", &history)?),
        Member::text("VERIFY.txt", texts.verify.into_bytes()),
    ];
    for file in &doc.files {
        let records = view.read.files.iter().map(|f| &f.what).filter(|f| f.blob == file.blob);
        let mut opens = records.filter_map(|r| Some((r, r.identity(&view.case.epochs).ok()??)));
        let (record, with) = opens.next().ok_or(VaultError::Refused)?;
        members.push(Member::file(&file.member, record.clone(), with));
    }
    let about = About {
        case: &doc.case,
        day: date(app.clock.today()).to_string(),
        by: By { account: account.id.to_string(), name, key: HEXLOWER.encode(&keys.signer().public()) },
        reason: &order.reason,
        recipient: order.to.fingerprint(),
    };
    let (members, sha256) = bundle::signed(members, about, keys)?;
    let recipient = order.to.fingerprint();
    let made = desk::Act::Exported { reason: order.reason.clone(), recipient, sha256 };
    let (id, seen) = (view.case.row.id, view.read.card_version);
    Ok(match case::act(app, account, keys, id, seen, Act::Export(made)).await? {
        Done::Yes => Made::Leaves(bundle::stream(&app.blobs, members, &order.to)?),
        Done::NotTheirs => Made::NotTheirs,
        _ => Made::Changed,
    })
}

#[derive(Serialize)]
struct History<'a> {
    case: &'a str,
    steps: &'a [Step],
    desk: Vec<Entry>,
}

/// An entry of the desk as its author signed it. What was blacked out takes the whole of it along: a signature over words
/// that are not there would let anybody try which words they were.
#[derive(Serialize)]
struct Entry {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

fn signed(view: &View, id: &str, redactor: &Redactor) -> Option<Entry> {
    let of = view.read.entries.iter().map(|e| &e.what).find(|e| e.entry.id == id)?;
    let value: Value = serde_json::from_slice(&of.json).ok()?;
    let mut left = value.clone();
    black_out(&mut left, redactor);
    let text = String::from_utf8(of.json.clone()).ok().filter(|_| left == value);
    let signature = text.as_ref().map(|_| HEXLOWER.encode(&of.signature));
    let key = view.signer_of(of).filter(|_| text.is_some()).map(|key| HEXLOWER.encode(key));
    Some(Entry { id: id.to_owned(), signed: text, signature, key })
}

#[derive(Serialize)]
struct Formed<'a, T> {
    format: &'a str,
    #[serde(flatten)]
    what: T,
}

fn json(format: &str, what: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec_pretty(&Formed { format, what }).map_err(|_| VaultError::Refused)
}

#[cfg(test)]
mod tests;

//! The words of a case, folded for searching [format]: what its reporter and its advisers wrote to each other, in lower
//! case and without diacritics. A cell beside the margin, under a key of the thread's seed of its own, so that it moves with
//! every epoch and a former holder's keys search nothing that was said later.
//!
//! It never holds whom a report accuses or leaves out, nor how its reporter can be reached: nobody finds by a name in which
//! cases it stands. Of a text above the largest size the oldest is left out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use super::compartment::{Compartment, SEARCH};
use super::consent::Proposal;
use super::thread::{Conversation, Report, Words};
use super::{Result, VaultError};
use crate::crypto::pad::{TEXT_SIZES, text_size};
use crate::domain::id::CaseId;
use crate::store::Tx;
use crate::store::audit::name_card;
use crate::store::records::CardRow;

/// Bytes of the length in front.
const HEAD: usize = 4;
/// The most bytes of folded text.
const MOST: usize = TEXT_SIZES[3] - HEAD;
/// The longest search, in bytes.
pub const MAX_SEARCH: usize = 200;

/// A text as it is compared: compatibility forms taken apart, marks left out, lower case, one blank between words.
#[must_use]
pub fn fold(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len() + 8));
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut apart = false;
    // Some small letters come with a mark of their own.
    for c in plain.filter(|c| !is_combining_mark(*c)) {
        if c.is_whitespace() {
            apart = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut apart) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// What somebody looks for: every word must stand somewhere.
pub struct Sought(Vec<Zeroizing<String>>);

impl Sought {
    /// The words of a search; `None` when there is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let words = folded.split(' ').filter(|w| !w.is_empty()).map(|w| Zeroizing::new(w.to_owned()));
        let words: Vec<_> = words.collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// Whether every word stands in a folded text, or begins the case's id.
    #[must_use]
    pub fn is_in(&self, case: CaseId, folded: &str) -> bool {
        let id = case.to_string();
        self.0
            .iter()
            .all(|word| folded.contains(word.as_str()) || is_id(word) && id.starts_with(word.as_str()))
    }
}

/// As many digits as people call a case by; fewer would find cases by chance.
fn is_id(word: &str) -> bool {
    (6..=32).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit())
}

fn proposed(p: &Proposal) -> [&str; 4] {
    [&p.to, &p.what, &p.learns, &p.guess]
}

/// What was written in own words when it was filed: not every such field.
fn filed(report: &Report) -> [&str; 3] {
    let a = &report.answers;
    [&a.statement, &a.when_text, &a.place_text]
}

/// The words of a whole case, oldest first, with those that are about to be added.
fn said(read: &Conversation, more: &Words<'_>) -> Zeroizing<String> {
    let messages = read.messages.iter().map(|m| (m.what.n, vec![m.what.text.as_str()]));
    let proposals = read.proposals.iter().map(|p| (p.what.n, proposed(&p.what).to_vec()));
    let mut by_ordinal: Vec<(u64, Vec<&str>)> = messages.chain(proposals).collect();
    by_ordinal.sort_by_key(|(n, _)| *n);
    let more = more.message.iter().map(|m| m.text.as_str()).chain(more.proposal.iter().flat_map(proposed));
    let said = by_ordinal.into_iter().flat_map(|(_, texts)| texts);
    folded(filed(&read.report.what).into_iter().chain(said).chain(more))
}

fn folded<'a>(parts: impl Iterator<Item = &'a str>) -> Zeroizing<String> {
    let parts: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
    // Room for all at once: growing would leave words behind in the old place.
    let mut all = Zeroizing::new(String::with_capacity(parts.iter().map(|p| p.len() + 1).sum()));
    for part in parts {
        all.push_str(part);
        all.push('\n');
    }
    fold(&all)
}

/// The newest part of a text that is no longer than `most` bytes.
fn newest(text: &str, most: usize) -> &str {
    let from = (text.len().saturating_sub(most)..=text.len()).find(|at| text.is_char_boundary(*at));
    from.and_then(|at| text.get(at..)).unwrap_or_default()
}

/// Whether a case whose cell is missing is found: by the same words, read whole.
#[must_use]
pub fn finds(sought: &Sought, case: CaseId, read: &Conversation) -> bool {
    sought.is_in(case, &said(read, &Words::default()))
}

/// Seals the cell of a new report.
///
/// # Errors
/// [`VaultError`].
pub fn first(thread: &Compartment, report: &Report) -> Result<CardRow> {
    seal(thread, &folded(filed(report).into_iter()), 1)
}

/// Seals the cell anew, with the words that are about to be added; also where there was none before.
///
/// # Errors
/// [`VaultError`].
pub fn again(thread: &Compartment, read: &Conversation, more: &Words<'_>) -> Result<CardRow> {
    seal(thread, &said(read, more), read.search.unwrap_or(0) + 1)
}

fn seal(thread: &Compartment, folded: &str, version: i64) -> Result<CardRow> {
    let folded = newest(folded, MOST);
    let size = text_size(folded.len() + HEAD).ok_or(VaultError::TooLong)?;
    let length = u32::try_from(folded.len()).map_err(|_| VaultError::TooLong)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(size));
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(folded.as_bytes());
    plain.resize(size, 0);
    Ok(thread.seal_search(&plain, version))
}

/// Opens a stored cell: the folded text.
///
/// # Errors
/// [`VaultError::Refused`].
pub fn open(thread: &Compartment, row: &CardRow) -> Result<Zeroizing<String>> {
    let plain = thread.open_search(row)?;
    let (length, rest) = plain.split_first_chunk::<HEAD>().ok_or(VaultError::Refused)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| VaultError::Refused)?;
    let text = rest.get(..length).and_then(|t| std::str::from_utf8(t).ok()).ok_or(VaultError::Refused)?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// Puts a sealed cell in the place of the one before, or where none was; what the audit log must commit to.
///
/// # Errors
/// [`VaultError::Conflict`] when somebody else wrote since it was read.
pub async fn write(tx: &mut Tx, case: CaseId, row: &CardRow) -> Result<(String, String)> {
    if row.version == 1 {
        tx.add_cards(case, &[(SEARCH, row)]).await?;
    } else if !tx.replace_card(case, SEARCH, row).await? {
        return Err(VaultError::Conflict);
    }
    Ok(name_card(case, SEARCH, row, None))
}

#[cfg(test)]
mod tests;

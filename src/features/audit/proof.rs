//! `balss audit proof`: whether the log promised a text, and for which day. What the reporter's page prints is read here; see
//! [`kept`](crate::vault::kept) for what it proves.

use std::fmt;

use crate::app::App;
use crate::domain::day::Day;
use crate::domain::event::{At, Event, Leaf, Log};
use crate::store::Result;
use crate::vault::kept::commitment;

/// A proof as its reporter printed it.
#[derive(Debug, PartialEq, Eq)]
pub struct Proof {
    /// What the words and files come to.
    pub commitment: String,
}

/// Why a text is no proof.
#[derive(Debug, PartialEq, Eq)]
pub enum NoProof {
    /// A line is missing or cannot be read.
    Line(&'static str),
    /// Words, files and nonce do not come to the commitment that stands there: something was changed.
    Changed,
}

impl fmt::Display for NoProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(name) => write!(f, "no line `{name}: …` that can be read"),
            Self::Changed => f.write_str("the text, the files or the nonce are not those of the commitment"),
        }
    }
}

impl std::error::Error for NoProof {}

/// Reads a proof: lines of `name: value`, an empty line, the words. Ends of lines and what follows the last word may have
/// been changed on the way, nothing else.
///
/// # Errors
/// [`NoProof`].
pub fn read(text: &str) -> std::result::Result<Proof, NoProof> {
    let text = text.replace("\r\n", "\n");
    let (head, words) = text.split_once("\n\n").ok_or(NoProof::Line("commitment"))?;
    let all = |name: &'static str| head.lines().filter_map(move |l| l.strip_prefix(name)?.strip_prefix(": "));
    let hex = |name: &'static str| {
        let value = all(name).next().map(str::trim).filter(|v| is_hash(v));
        value.ok_or(NoProof::Line(name))
    };
    let (nonce, promised) = (hex("nonce")?, hex("commitment")?);
    let files: Vec<&str> = all("file").map(str::trim).collect();
    if files.iter().any(|f| !is_hash(f)) {
        return Err(NoProof::Line("file"));
    }
    let fits = [words, words.trim_end()].iter().any(|w| commitment(nonce, w, &files) == promised);
    if fits { Ok(Proof { commitment: promised.to_owned() }) } else { Err(NoProof::Changed) }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The first day on which the log promised it; `None` when it never did.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn promised_on(app: &App, proof: &Proof) -> Result<Option<Day>> {
    let name = format!("p:{}", proof.commitment);
    let of = |body: &str| {
        let leaf: Leaf = serde_json::from_str(body).ok().filter(|l: &Leaf| l.event == Event::RecordKept)?;
        match leaf.at {
            At::Day(day) if leaf.sealed.contains_key(&name) => Some(day),
            _ => None,
        }
    };
    let mut tx = app.store.read().await?;
    let mut first: Option<Day> = None;
    let mut next = 0;
    loop {
        let leaves = tx.leaves(Log::Reporter, next, 2_000).await?;
        let Some((last, _)) = leaves.last() else { break };
        next = last.saturating_add(1);
        first = leaves.iter().filter_map(|(_, body)| of(body)).chain(first).min();
    }
    for (day, _) in tx.pending_days().await? {
        first = tx.pending(day).await?.iter().filter_map(|p| of(&p.body)).chain(first).min();
    }
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::{NoProof, commitment, read};

    #[test]
    fn a_proof_is_read_and_every_change_is_noticed() {
        let (nonce, file) = ("0a".repeat(32), "0b".repeat(32));
        let words = "Pirmā rinda.\n\nOtrā rinda.";
        let promised = commitment(&nonce, words, &[&file]);
        let text =
            format!("day: 2026-11-24\nnonce: {nonce}\ncommitment: {promised}\nfile: {file}\n\n{words}");
        assert_eq!(read(&text).unwrap().commitment, promised);
        assert!(read(&text.replace('\n', "\r\n")).is_ok());
        assert!(read(&format!("{text}\n\n")).is_ok());
        for (from, to) in [("Otrā", "Trešā"), ("0b0b", "0c0b"), ("nonce: 0a", "nonce: 0d")] {
            assert_eq!(read(&text.replacen(from, to, 1)), Err(NoProof::Changed), "{from}");
        }
        assert_eq!(read(""), Err(NoProof::Line("commitment")));
        assert_eq!(read("nonce: x\n\ny"), Err(NoProof::Line("nonce")));
        assert_eq!(read(&text.replace("file: ", "file: x")), Err(NoProof::Line("file")));
    }
}

//! Shares from sheets, files and fingers. Whatever is wrong is named before anything is joined.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::ask::{Ask, clear, say};
use super::sheet::MARK;
use super::{fault, read};
use crate::app::StartError;
use crate::crypto::kdf::Secret;
use crate::crypto::shares::{self, Kind, Share, ShareError};

/// How a share is typed from its sheet.
pub(super) const HOW: &str =
    "A share is the three lines after >> on its sheet; type all three. An empty line ends.";
/// Letters and digits of a share.
const SYMBOLS: usize = 72;

/// Puts lines together until they are a whole share.
#[derive(Default)]
struct Typing(Zeroizing<String>);

impl Typing {
    /// The share, once it is whole or cut off by an empty line.
    fn line(&mut self, line: &str) -> Option<Result<Share, ShareError>> {
        self.0.push_str(line);
        let typed = self.0.chars().filter(|c| c.is_alphanumeric()).count();
        if typed == 0 || (typed < SYMBOLS && !line.is_empty()) {
            return None;
        }
        let whole = std::mem::take(&mut self.0);
        Some(Share::parse(&whole))
    }
}

/// Every share of a file: the marked lines of a sheet, or all lines that do not begin with `#`.
pub(super) fn file(path: &Path) -> Result<Vec<Share>, StartError> {
    let text = read(path)?;
    let sheet = text.lines().any(|l| l.trim_start().starts_with(MARK));
    let line = |l: &'_ str| -> Option<String> {
        let l = l.trim();
        if sheet {
            l.strip_prefix(MARK).map(str::to_owned)
        } else {
            (!l.starts_with('#')).then(|| l.to_owned())
        }
    };
    let (mut found, mut typing) = (Vec::new(), Typing::default());
    for line in text.lines().filter_map(line).chain([String::new()]) {
        let line = Zeroizing::new(line);
        if let Some(share) = typing.line(&line) {
            let number = found.len() + 1;
            found.push(share.map_err(|e| fault(path, &format!("share {number}: {e}")))?);
        }
    }
    if found.is_empty() { Err(fault(path, &"no share in it")) } else { Ok(found) }
}

/// The next typed share; `None` at the end.
pub(super) fn typed(ask: &mut Ask, prompt: &str) -> Result<Option<Share>, StartError> {
    let mut typing = Typing::default();
    loop {
        let Some(line) = ask.line(prompt)? else {
            return match typing.line("") {
                None => Ok(None),
                Some(share) => share.map(Some).map_err(|e| StartError(e.to_string())),
            };
        };
        if line.is_empty() && typing.0.is_empty() {
            return Ok(None);
        }
        match typing.line(&line) {
            None => {}
            Some(Ok(share)) => return Ok(Some(share)),
            Some(Err(e)) if ask.terminal => say(&format!("{e}. Type this share again.\n"))?,
            Some(Err(e)) => return Err(StartError(format!("{e}; nothing was done"))),
        }
    }
}

/// The shares of one kind in files: each file must have one, all must be of one set and different.
fn from_files(kind: Kind, files: &[PathBuf]) -> Result<Vec<Share>, StartError> {
    let mut all: Vec<Share> = Vec::new();
    for path in files {
        let found = file(path)?;
        let other =
            found.first().map(|s| ShareError::OtherKind { index: s.index, kind: s.kind, wanted: kind });
        let of_kind: Vec<Share> = found.into_iter().filter(|s| s.kind == kind).collect();
        if let (true, Some(other)) = (of_kind.is_empty(), other) {
            return Err(fault(path, &other));
        }
        for share in of_kind {
            add(&mut all, share, kind).map_err(|e| fault(path, &e))?;
        }
    }
    Ok(all)
}

/// Takes a share to others that it belongs to.
fn add(all: &mut Vec<Share>, share: Share, kind: Kind) -> Result<(), ShareError> {
    all.push(share);
    match shares::check(all, kind) {
        Ok(()) | Err(ShareError::TooFew { .. }) => Ok(()),
        Err(e) => {
            all.pop();
            Err(e)
        }
    }
}

/// The joined secret of a kind and the numbers of its set, from files or typed.
pub(super) fn joined(kind: Kind, files: &[PathBuf], ask: &mut Ask) -> Result<(Secret, u8, u8), StartError> {
    let mut all = from_files(kind, files)?;
    if files.is_empty() {
        say(&format!("Type the shares of the {} key. {HOW}\n", kind.word()))?;
    }
    while files.is_empty() && all.first().is_none_or(|s| all.len() < usize::from(s.threshold)) {
        let of = all.first().map_or_else(String::new, |s| format!(" of {}", s.threshold));
        let Some(share) = typed(ask, &format!("{} share {}{of}: ", kind.word(), all.len() + 1))? else {
            break;
        };
        match add(&mut all, share, kind) {
            Ok(()) => {}
            Err(e) if ask.terminal => say(&format!("{e}. Give another share.\n"))?,
            Err(e) => return Err(StartError(format!("{e}; nothing was done"))),
        }
    }
    if ask.terminal && files.is_empty() {
        clear()?;
    }
    let secret = shares::join(&all, kind)
        .map_err(|e| StartError(format!("{} key: {e}; nothing was done", kind.word())))?;
    let (threshold, total) = all.first().map_or((0, 0), |s| (s.threshold, s.total));
    Ok((secret, threshold, total))
}

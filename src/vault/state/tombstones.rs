//! Cases that must not come back with an older copy of the store.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use data_encoding::HEXLOWER;

use crate::domain::id::CaseId;

/// The list, whose stored form is sorted: it tells no order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tombstones {
    /// Destroyed: by their id, which the log names too.
    pub shredded: BTreeSet<CaseId>,
    /// Withdrawn by their reporter, who may still come back: by a tag that names no case.
    pub withdrawn: BTreeSet<[u8; 32]>,
    /// Those of the withdrawn whose thread may not know it, since the store was taken back to an older copy: noted when
    /// it was, and forgotten with the store's mark.
    pub again: BTreeSet<[u8; 32]>,
    /// Receipts whose place another one took, as tags of their locators: with older rows of its case alone, put back by
    /// whoever can write to the database, a code that leaked would open and speak again.
    pub replaced: BTreeSet<[u8; 32]>,
}

impl Tombstones {
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        for case in &self.shredded {
            let _ = writeln!(text, "shredded {case}");
        }
        for (word, tags) in
            [("withdrawn", &self.withdrawn), ("again", &self.again), ("replaced", &self.replaced)]
        {
            for tag in tags {
                let _ = writeln!(text, "{word} {}", HEXLOWER.encode(tag));
            }
        }
        text
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut all = Self::default();
        for line in text.lines() {
            match line.split_once(' ')? {
                ("shredded", id) => drop(all.shredded.insert(CaseId::parse(id)?)),
                (word, tag) => {
                    let tag = HEXLOWER.decode(tag.as_bytes()).ok()?.try_into().ok()?;
                    let list = match word {
                        "withdrawn" => &mut all.withdrawn,
                        "again" => &mut all.again,
                        "replaced" => &mut all.replaced,
                        _ => return None,
                    };
                    list.insert(tag);
                }
            }
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::Tombstones;
    use crate::domain::id::CaseId;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let all = Tombstones {
            shredded: [CaseId([2; 16]), CaseId([1; 16])].into(),
            withdrawn: [[3; 32], [4; 32]].into(),
            again: [[4; 32]].into(),
            replaced: [[5; 32]].into(),
        };
        let text = all.to_text();
        assert_eq!(Tombstones::parse(&text), Some(all));
        assert_eq!(Tombstones::parse(""), Some(Tombstones::default()));
        for wrong in ["shredded", "shredded 12\n", "buried 00\n", &text.replace("withdrawn 03", "withdrawn ")]
        {
            assert_eq!(Tombstones::parse(wrong), None, "{wrong}");
        }
    }
}

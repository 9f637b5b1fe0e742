//! What speaks of the audit log: signed checkpoints, and the stored edge of a tree, from which proofs are made.

use std::sync::LazyLock;

use balss::tlog::{Checkpoint, Frontier, NoteSigner, NoteVerifier};

const NAME: &str = "log.example";
static SIGNER: LazyLock<NoteSigner> = LazyLock::new(|| NoteSigner::new(NAME, &[3; 32]).unwrap());
static VERIFIER: LazyLock<NoteVerifier> = LazyLock::new(|| SIGNER.verifier());

/// A note that verifies is one that the signer wrote, whoever else signed it too; and what is written is read.
pub fn note(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(checkpoint) = VERIFIER.verify(text) {
        let ours = SIGNER.sign(&checkpoint).unwrap();
        let (body, line) = ours.split_once("\n\n").unwrap();
        assert!(text.starts_with(body) && text.contains(line));
    }
    let mut lines = text.splitn(2, '\n');
    let (origin, size) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let checkpoint = Checkpoint { origin: origin.to_owned(), size: size.len() as u64, root: [9; 32] };
    if let Ok(note) = SIGNER.sign(&checkpoint) {
        assert_eq!(VERIFIER.verify(&note), Ok(checkpoint));
    }
    let key = data.first_chunk::<32>().copied().unwrap_or_default();
    if let Ok(other) = NoteVerifier::new(origin, key) {
        let _ = other.verify(text);
    }
}

/// A stored edge is read only as it is written, and grows by one.
pub fn tree(data: &[u8]) {
    let Some(mut tree) = Frontier::from_bytes(data) else { return };
    assert_eq!(tree.to_bytes(), data);
    let (size, _) = (tree.size(), tree.root());
    tree.push([1; 32]);
    assert_eq!(tree.size(), size + 1);
    if let Some(again) = Frontier::from_bytes(&tree.to_bytes()) {
        assert_eq!(again, tree);
        assert_eq!(again.root(), tree.root());
    }
}

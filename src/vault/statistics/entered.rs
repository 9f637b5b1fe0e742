//! The tags of what has entered a table: a report enters each once in the life of the installation. The tags of a report are
//! the same for ever. In the clear, those that two attempts at a release have in common, or two copies of the store, would tell
//! how many reports entered; so they stand in blocks of one size, sealed under the key files, and others fill them up.

use sha2::{Digest, Sha256};

use crate::crypto::aead::{self, Cell};
use crate::crypto::{kdf, random};
use crate::store::Tx;
use crate::store::heard::{Heard, hash_of_blocks};
use crate::vault::keys::KeyFiles;
use crate::vault::{Result, VaultError};

/// Tags in a block.
const BLOCK: usize = 1024;

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    /// In their order.
    tags: Vec<[u8; 32]>,
    /// Id and SHA-256 of each block, by id.
    blocks: Vec<([u8; 16], [u8; 32])>,
}

fn key(keys: &KeyFiles) -> kdf::Secret {
    kdf::derive(&keys.index[..], "balss/v1/statistics/entered")
}

fn cell(id: &[u8; 16]) -> Cell<'_> {
    Cell { table: "statistic_entered", row: id, column: "sealed" }
}

fn digest(sealed: &[u8]) -> [u8; 32] {
    Sha256::digest(sealed).into()
}

impl Entered {
    /// Those of the store; none where they are not those of which the log tells: a tag that somebody took away would let a
    /// report enter its table again.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn read(tx: &mut Tx, keys: &KeyFiles, heard: &Heard) -> Result<Option<Self>> {
        let (mut of, mut after, key) = (Self::default(), Vec::new(), key(keys));
        loop {
            let blocks = tx.entered(&after).await?;
            let Some((last, _)) = blocks.last() else { break };
            after = last.to_vec();
            for (id, sealed) in &blocks {
                let Ok(block) = aead::open_cell(&key, cell(id), sealed) else { return Ok(None) };
                of.tags.extend(block.as_chunks::<32>().0);
                of.blocks.push((*id, digest(sealed)));
            }
        }
        of.tags.sort_unstable();
        Ok((heard.is_whole() && hash_of_blocks(&of.blocks) == heard.entered()).then_some(of))
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn has(&self, tag: &[u8; 32]) -> bool {
        self.tags.binary_search(tag).is_ok()
    }

    /// Puts what is new into the store, and has the log hear of what there was when it was read and of this: of what the
    /// table holds by the commit it would not hear what somebody took out meanwhile.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when one has entered before, or is there twice: the store's own keys may be gone.
    pub async fn add(&self, tx: &mut Tx, keys: &KeyFiles, mut new: Vec<[u8; 32]>) -> Result<()> {
        new.sort_unstable();
        if new.windows(2).any(|two| two[0] == two[1]) || new.iter().any(|tag| self.has(tag)) {
            return Err(VaultError::Conflict);
        }
        // One more than there are, so that no block is full of what entered.
        new.resize_with((new.len() + 1).next_multiple_of(BLOCK), random::bytes);
        let (key, mut blocks) = (key(keys), self.blocks.clone());
        for tags in new.chunks(BLOCK) {
            let id = random::bytes();
            let sealed = aead::seal_cell(&key, cell(&id), tags.as_flattened());
            tx.add_entered(&id, &sealed).await?;
            blocks.push((id, digest(&sealed)));
        }
        blocks.sort_unstable();
        tx.tell_entered(hash_of_blocks(&blocks));
        Ok(())
    }
}

//! The tags of what has entered a table: a report enters each once in the life of the installation.

use crate::store::Tx;
use crate::store::heard::{Heard, hash_of_tags};
use crate::vault::Result;

/// All of them, in their order.
#[derive(Debug, Clone, Default)]
pub struct Entered(Vec<[u8; 32]>);

impl Entered {
    /// Those of the store; none where they are not those of which the log tells: a tag that somebody took away would let a
    /// report enter its table again.
    ///
    /// # Errors
    /// [`VaultError`](crate::vault::VaultError).
    pub async fn read(tx: &mut Tx, heard: &Heard) -> Result<Option<Self>> {
        let all = tx.entered().await?;
        Ok((heard.is_whole() && hash_of_tags(&all) == heard.entered()).then_some(Self(all)))
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn has(&self, tag: &[u8; 32]) -> bool {
        self.0.binary_search(tag).is_ok()
    }

    /// Puts what is new into the store, and has the log hear of what there was when it was read and of this: of what the
    /// table holds by the commit it would not hear what somebody took out meanwhile. False when another process put one.
    /// `new` is in order and has none twice.
    ///
    /// # Errors
    /// [`VaultError`](crate::vault::VaultError).
    pub async fn add(&self, tx: &mut Tx, new: &[[u8; 32]]) -> Result<bool> {
        for some in new.chunks(AT_ONCE) {
            if !tx.add_drawn(some).await? {
                return Ok(false);
            }
        }
        tx.tell_entered(hash_of_tags(merged(&self.0, new)));
        Ok(true)
    }
}

/// Tags in one statement.
const AT_ONCE: usize = 400;

fn merged<'a>(one: &'a [[u8; 32]], other: &'a [[u8; 32]]) -> impl Iterator<Item = &'a [u8; 32]> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if a <= b => one.next(),
        (Some(_), None) => one.next(),
        _ => other.next(),
    })
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn two_lists_in_order_are_one() {
        let tags = |numbers: &[u8]| numbers.iter().map(|n| [*n; 32]).collect::<Vec<_>>();
        let both =
            |one: &[u8], other: &[u8]| merged(&tags(one), &tags(other)).map(|tag| tag[0]).collect::<Vec<_>>();
        assert_eq!(both(&[1, 4, 9], &[2, 3, 10]), [1, 2, 3, 4, 9, 10]);
        assert_eq!(both(&[], &[2]), [2]);
        assert_eq!(both(&[2], &[]), [2]);
    }
}

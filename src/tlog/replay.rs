//! The whole log read once more: the roots it had at the sizes somebody remembers.

use std::{
    collections::{BTreeMap, BTreeSet, btree_set},
    iter::Peekable,
};

use super::{
    leaf::{Hash, leaf_hash},
    tree::Frontier,
};

/// Recomputes a log from its entries in one pass; memory grows with the remembered sizes only, not with the log.
///
/// A log that extends an earlier checkpoint has, at the checkpoint's size, the checkpoint's root. With the
/// entries at hand this replaces consistency proofs: changed, removed, inserted or reordered entries give
/// another root at every later watched size, and a log cut short never reaches the size.
#[derive(Debug)]
pub struct Replay {
    tree: Frontier,
    watch: Peekable<btree_set::IntoIter<u64>>,
    roots: BTreeMap<u64, Hash>,
}

impl Replay {
    /// Starts with an empty log. `watch`: the tree sizes whose roots are wanted, in any order.
    #[must_use]
    pub fn new(watch: Vec<u64>) -> Self {
        let watch: BTreeSet<u64> = watch.into_iter().collect();
        let mut replay =
            Self { tree: Frontier::new(), watch: watch.into_iter().peekable(), roots: BTreeMap::new() };
        replay.remember();
        replay
    }

    /// Takes the next entry, in log order.
    pub fn push(&mut self, body: &[u8]) {
        self.tree.push(leaf_hash(body));
        self.remember();
    }

    /// The number of entries taken so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The size, the root, and the root at each watched size that the log reached.
    ///
    /// A watched size that is missing from the map is larger than the log: entries at its end are gone.
    #[must_use]
    pub fn finish(self) -> (u64, Hash, BTreeMap<u64, Hash>) {
        (self.tree.size(), self.tree.root(), self.roots)
    }

    fn remember(&mut self) {
        if let Some(size) = self.watch.next_if_eq(&self.tree.size()) {
            self.roots.insert(size, self.tree.root());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tlog::leaf::empty_root;

    fn run(bodies: &[Vec<u8>], watch: Vec<u64>) -> (u64, Hash, BTreeMap<u64, Hash>) {
        let mut replay = Replay::new(watch);
        for body in bodies {
            replay.push(body);
        }
        replay.finish()
    }

    fn entries(n: u32) -> Vec<Vec<u8>> {
        (0..n).map(|i| i.to_be_bytes().to_vec()).collect()
    }

    #[test]
    fn remembers_empty_last_and_repeated_sizes_but_not_beyond() {
        let (size, root, roots) = run(&entries(5), vec![9, 5, 0, 5]);
        assert_eq!(size, 5);
        assert_eq!(roots, BTreeMap::from([(0, empty_root()), (5, root)]));
    }

    #[test]
    fn tampering_shows_at_the_sizes_after_it() {
        let honest = entries(100);
        let watch: Vec<u64> = (0..=100).collect();
        let (_, _, known) = run(&honest, watch.clone());
        let spoiled = |change: &dyn Fn(&mut Vec<Vec<u8>>)| {
            let mut log = honest.clone();
            change(&mut log);
            let (_, _, roots) = run(&log, watch.clone());
            watch.iter().filter(|size| roots.get(size) != known.get(size)).copied().collect::<Vec<_>>()
        };
        assert_eq!(spoiled(&|_| ()), Vec::<u64>::new());
        assert_eq!(spoiled(&|log| log[40][0] ^= 1), (41..=100).collect::<Vec<_>>(), "flipped");
        assert_eq!(spoiled(&|log| drop(log.remove(40))), (41..=100).collect::<Vec<_>>(), "removed");
        assert_eq!(spoiled(&|log| log.insert(40, vec![7])), (41..=100).collect::<Vec<_>>(), "inserted");
        assert_eq!(spoiled(&|log| log.swap(40, 70)), (41..=100).collect::<Vec<_>>(), "reordered");
        assert_eq!(spoiled(&|log| log.truncate(98)), [99, 100], "cut short");
        assert_eq!(spoiled(&|log| log.push(vec![7])), Vec::<u64>::new(), "honest growth");
    }

    proptest! {
        #[test]
        fn watched_roots_are_the_roots_of_the_prefixes(
            bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 0..80),
            watch in prop::collection::vec(0..100_u64, 0..10),
        ) {
            let (size, root, roots) = run(&bodies, watch.clone());
            prop_assert_eq!(size, bodies.len() as u64);
            prop_assert_eq!(root, run(&bodies, vec![]).1);
            for at in watch {
                let prefix = usize::try_from(at).unwrap();
                let expected = (prefix <= bodies.len()).then(|| run(&bodies[..prefix], vec![]).1);
                prop_assert_eq!(roots.get(&at).copied(), expected);
            }
        }
    }
}

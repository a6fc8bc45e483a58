//! The right edge of a growing tree.

use super::{Leaf, TreeHead, empty_root, node};
use crate::{Digest, Error, Result, Suite};

/// The most leaves that a stored frontier may claim: 2^56.
pub const MAX_LEAVES: u64 = 1 << 56;

const VERSION: u8 = 1;

/// The roots of the complete subtrees of a tree, largest first: all that is needed to append leaves and to know the
/// root, in at most 56 digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier {
    suite: Suite,
    size: u64,
    /// One digest for each bit that is set in `size`, highest bit first.
    complete: Vec<Digest>,
}

impl Frontier {
    /// A tree without leaves.
    #[must_use]
    pub const fn new(suite: Suite) -> Self {
        Self { suite, size: 0, complete: Vec::new() }
    }

    /// Appends a leaf.
    ///
    /// # Errors
    /// [`Error::BeyondTree`] at [`MAX_LEAVES`]; the frontier is then as before.
    pub fn push(&mut self, leaf: &Leaf) -> Result<()> {
        if self.size >= MAX_LEAVES {
            return Err(Error::BeyondTree { size: self.size });
        }
        let mut merged = leaf.0;
        // Each trailing one of the size is a complete subtree as large as the merged one.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.complete.pop() {
                merged = node(self.suite, &left, &merged);
            }
        }
        self.complete.push(merged);
        self.size += 1;
        Ok(())
    }

    /// The number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The suite of all hashes.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The root hash.
    #[must_use]
    pub fn root(&self) -> Digest {
        self.complete
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node(self.suite, &left, &right))
            .unwrap_or_else(|| empty_root(self.suite))
    }

    /// Size and root.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        TreeHead { size: self.size, root: self.root() }
    }

    /// The bytes to store: version, suite, size (8, big-endian), digests.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION, self.suite.code()];
        bytes.extend_from_slice(&self.size.to_be_bytes());
        self.complete.iter().for_each(|digest| bytes.extend_from_slice(digest.as_bytes()));
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Frontier`] for anything else. Bytes of the right shape are believed: compare the root with a checkpoint.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let ([version, suite], rest) = bytes.split_first_chunk().ok_or(Error::Frontier)?;
        let (size, rest) = rest.split_first_chunk().ok_or(Error::Frontier)?;
        let suite = Suite::from_code(*suite).map_err(|_| Error::Frontier)?;
        let size = u64::from_be_bytes(*size);
        let (digests, remainder) = rest.as_chunks::<32>();
        let expected = usize::try_from(size.count_ones()).map_err(|_| Error::Frontier)?;
        if *version != VERSION || size > MAX_LEAVES || !remainder.is_empty() || digests.len() != expected {
            return Err(Error::Frontier);
        }
        Ok(Self { suite, size, complete: digests.iter().copied().map(Digest::from_bytes).collect() })
    }
}

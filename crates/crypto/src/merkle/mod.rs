//! The Merkle tree over the log, after RFC 9162 §2.1, on the suite's digest.
//!
//! Leaves and inner nodes are digested under different first bytes, so that neither can stand for the other.

mod frontier;
mod proof;
#[cfg(test)]
mod tests;
mod verify;

use crate::{Digest, Suite, digest};
pub use frontier::{Frontier, MAX_LEAVES};
pub use proof::{consistency_proof, inclusion_proof, tree_root};
use serde::{Deserialize, Serialize};
pub use verify::{verify_consistency, verify_inclusion};

/// The hash of one entry of the log. A type of its own, so that an entry's digest cannot be taken for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf(Digest);

impl Leaf {
    /// Hashes an entry (for the event log: the event's link).
    #[must_use]
    pub fn of(suite: Suite, entry: &[u8]) -> Self {
        Self(digest(suite, &[&[0], entry]))
    }

    /// A hash that was kept, as [`Leaf::of`] made it.
    #[must_use]
    pub const fn kept(hash: Digest) -> Self {
        Self(hash)
    }

    /// The hash itself.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.0
    }
}

/// A tree's size and root, which together say everything about its entries and their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeHead {
    /// The number of leaves.
    pub size: u64,
    /// The root hash.
    pub root: Digest,
}

fn node(suite: Suite, left: &Digest, right: &Digest) -> Digest {
    digest(suite, &[&[1], left.as_bytes(), right.as_bytes()])
}

/// The root of a tree without leaves: the digest of nothing.
fn empty_root(suite: Suite) -> Digest {
    digest(suite, &[])
}

//! Checking proofs that somebody else made. Every digest of a proof must be used, and none may be missing.
//!
//! A proof speaks about a root. That a root belongs to a size is what a checkpoint's signature says: take both from one.

use super::{Leaf, TreeHead, empty_root, node};
use crate::{Digest, Error, Result, Suite};

/// Checks that `leaf` is entry number `index` (from 0) of the tree (RFC 9162 §2.1.3.2).
///
/// # Errors
/// [`Error::BeyondTree`] for an index outside the tree, [`Error::Proof`] where the proof does not show it.
pub fn verify_inclusion(
    suite: Suite,
    leaf: &Leaf,
    index: u64,
    head: &TreeHead,
    proof: &[Digest],
) -> Result<()> {
    if index >= head.size {
        return Err(Error::BeyondTree { size: head.size });
    }
    let (mut at, mut last) = (index, head.size - 1);
    let mut hash = leaf.0;
    for sibling in proof {
        if last == 0 {
            return Err(Error::Proof);
        }
        if at & 1 == 1 || at == last {
            hash = node(suite, sibling, &hash);
            // A node on the right edge without a right sibling moves up unchanged.
            let lone = if at & 1 == 1 { 0 } else { at.trailing_zeros() };
            (at, last) = (up(at, lone), up(last, lone));
        } else {
            hash = node(suite, &hash, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 && hash == head.root { Ok(()) } else { Err(Error::Proof) }
}

/// Checks that the tree of `new` begins with exactly the entries of `old` (RFC 9162 §2.1.4.2).
///
/// # Errors
/// [`Error::BeyondTree`] where the old tree is larger than the new one, [`Error::Proof`] where the proof does not show it.
pub fn verify_consistency(suite: Suite, old: &TreeHead, new: &TreeHead, proof: &[Digest]) -> Result<()> {
    if old.size > new.size {
        return Err(Error::BeyondTree { size: new.size });
    }
    if old.size == 0 || old.size == new.size {
        let expected = if old.size == new.size { new.root } else { empty_root(suite) };
        let empty_is_empty = new.size > 0 || new.root == empty_root(suite);
        return if proof.is_empty() && old.root == expected && empty_is_empty {
            Ok(())
        } else {
            Err(Error::Proof)
        };
    }
    // An old tree that is complete is itself the first subtree of the proof.
    let (first, rest) = if old.size.is_power_of_two() {
        (&old.root, proof)
    } else {
        proof.split_first().ok_or(Error::Proof)?
    };
    let complete = (old.size - 1).trailing_ones();
    let (mut at, mut last) = (up(old.size - 1, complete), up(new.size - 1, complete));
    let (mut old_root, mut new_root) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return Err(Error::Proof);
        }
        if at & 1 == 1 || at == last {
            old_root = node(suite, sibling, &old_root);
            new_root = node(suite, sibling, &new_root);
            let lone = if at & 1 == 1 { 0 } else { at.trailing_zeros() };
            (at, last) = (up(at, lone), up(last, lone));
        } else {
            new_root = node(suite, &new_root, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 && old_root == old.root && new_root == new.root { Ok(()) } else { Err(Error::Proof) }
}

/// The ancestor `levels` up; the root is its own ancestor.
fn up(at: u64, levels: u32) -> u64 {
    at.checked_shr(levels).unwrap_or(0)
}

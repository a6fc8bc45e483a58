//! Making proofs from all the leaves of a tree.

use super::{Leaf, empty_root, node};
use crate::{Digest, Error, Result, Suite};

/// The root of the tree over these leaves. [`super::Frontier`] gives the same without holding them.
#[must_use]
pub fn tree_root(suite: Suite, leaves: &[Leaf]) -> Digest {
    match leaves {
        [] => empty_root(suite),
        [leaf] => leaf.0,
        _ => {
            let (left, right) = split(leaves);
            node(suite, &tree_root(suite, left), &tree_root(suite, right))
        }
    }
}

/// The siblings on the way from a leaf to the root, lowest first (RFC 9162 §2.1.3.1).
///
/// # Errors
/// [`Error::BeyondTree`] where there is no such leaf.
pub fn inclusion_proof(suite: Suite, leaves: &[Leaf], index: u64) -> Result<Vec<Digest>> {
    let mut index =
        within(index, leaves).filter(|index| *index < leaves.len()).ok_or_else(|| beyond(leaves))?;
    let mut path = Vec::new();
    let mut range = leaves;
    while range.len() > 1 {
        let (left, right) = split(range);
        if index < left.len() {
            path.push(tree_root(suite, right));
            range = left;
        } else {
            path.push(tree_root(suite, left));
            index -= left.len();
            range = right;
        }
    }
    path.reverse();
    Ok(path)
}

/// What shows that the tree over `leaves` begins with the tree over its first `old_size` leaves (RFC 9162 §2.1.4.1).
///
/// Empty where the old tree is empty or is the whole tree: nothing needs showing then.
///
/// # Errors
/// [`Error::BeyondTree`] where the old tree would be the larger one.
pub fn consistency_proof(suite: Suite, leaves: &[Leaf], old_size: u64) -> Result<Vec<Digest>> {
    let mut old = within(old_size, leaves).ok_or_else(|| beyond(leaves))?;
    let mut path = Vec::new();
    if old == 0 {
        return Ok(path);
    }
    let mut range = leaves;
    // The old root itself is known to the verifier, so that a subtree that is all of the old tree is not repeated.
    let mut is_old_root = true;
    while old < range.len() {
        let (left, right) = split(range);
        if old <= left.len() {
            path.push(tree_root(suite, right));
            range = left;
        } else {
            path.push(tree_root(suite, left));
            old -= left.len();
            range = right;
            is_old_root = false;
        }
    }
    if !is_old_root {
        path.push(tree_root(suite, range));
    }
    path.reverse();
    Ok(path)
}

/// Splits two or more leaves after the largest power of two below their number.
fn split(leaves: &[Leaf]) -> (&[Leaf], &[Leaf]) {
    leaves.split_at(leaves.len().next_power_of_two() / 2)
}

fn within(number: u64, leaves: &[Leaf]) -> Option<usize> {
    usize::try_from(number).ok().filter(|number| *number <= leaves.len())
}

fn beyond(leaves: &[Leaf]) -> Error {
    Error::BeyondTree { size: u64::try_from(leaves.len()).unwrap_or(u64::MAX) }
}

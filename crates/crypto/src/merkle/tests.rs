//! The tree against published roots, a model, and forged proofs.

use super::*;
use crate::Error;
use proptest::prelude::*;

fn leaves(suite: Suite, size: u64) -> Vec<Leaf> {
    (0..size).map(|number| Leaf::of(suite, &number.to_be_bytes())).collect()
}

fn head(suite: Suite, leaves: &[Leaf]) -> TreeHead {
    TreeHead { size: u64::try_from(leaves.len()).unwrap(), root: tree_root(suite, leaves) }
}

/// The roots that certificate transparency's reference implementation publishes for its eight test leaves.
#[test]
fn published_roots() {
    let entries: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let suite = Suite::International;
    let leaves = entries.map(|entry| Leaf::of(suite, entry));
    let mut frontier = Frontier::new(suite);
    for (size, root) in roots.iter().enumerate() {
        assert_eq!(tree_root(suite, &leaves[..size]).to_string(), *root);
        assert_eq!(frontier.root().to_string(), *root);
        if let Some(leaf) = leaves.get(size) {
            frontier.push(leaf).unwrap();
        }
    }
}

/// Everything about all small trees: each leaf and each older size is proved, and proves nothing else.
#[test]
fn all_small_trees() {
    for suite in Suite::ALL {
        let all = leaves(suite, 17);
        for size in 0..=all.len() {
            let leaves = &all[..size];
            let now = head(suite, leaves);
            for (index, leaf) in (0..).zip(leaves) {
                let proof = inclusion_proof(suite, leaves, index).unwrap();
                assert_eq!(verify_inclusion(suite, leaf, index, &now, &proof), Ok(()));
                for (other, other_leaf) in (0..).zip(leaves) {
                    if other != index {
                        assert!(verify_inclusion(suite, leaf, other, &now, &proof).is_err());
                        assert!(verify_inclusion(suite, other_leaf, index, &now, &proof).is_err());
                    }
                }
            }
            for old_size in 0..=now.size {
                let old = head(suite, &all[..usize::try_from(old_size).unwrap()]);
                let proof = consistency_proof(suite, leaves, old_size).unwrap();
                assert_eq!(verify_consistency(suite, &old, &now, &proof), Ok(()), "{old_size} of {size}");
                let rewritten = TreeHead { root: digest(suite, &[b"another history"]), ..old };
                assert_eq!(verify_consistency(suite, &rewritten, &now, &proof), Err(Error::Proof));
                let rewritten = TreeHead { root: rewritten.root, ..now };
                assert!(verify_consistency(suite, &old, &rewritten, &proof).is_err() || old_size == 0);
                for other in 0..=now.size {
                    if other != old_size {
                        let lied = TreeHead { size: other, ..old };
                        assert!(
                            verify_consistency(suite, &lied, &now, &proof).is_err(),
                            "{old_size} as {other} of {size}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn beyond_the_tree() {
    let suite = Suite::Gm;
    let all = leaves(suite, 5);
    let now = head(suite, &all);
    assert_eq!(inclusion_proof(suite, &all, 5), Err(Error::BeyondTree { size: 5 }));
    assert_eq!(inclusion_proof(suite, &[], 0), Err(Error::BeyondTree { size: 0 }));
    assert_eq!(inclusion_proof(suite, &all, u64::MAX), Err(Error::BeyondTree { size: 5 }));
    assert_eq!(consistency_proof(suite, &all, 6), Err(Error::BeyondTree { size: 5 }));
    assert_eq!(verify_inclusion(suite, &all[0], 5, &now, &[]), Err(Error::BeyondTree { size: 5 }));
    let larger = head(suite, &leaves(suite, 6));
    assert_eq!(
        verify_consistency(suite, &larger, &now, &[]),
        Err(Error::BeyondTree { size: 5 }),
        "a log that shrank"
    );
    let empty = head(suite, &[]);
    let false_empty = TreeHead { size: 0, root: now.root };
    assert_eq!(verify_consistency(suite, &empty, &now, &[now.root]), Err(Error::Proof));
    assert_eq!(verify_consistency(suite, &false_empty, &now, &[]), Err(Error::Proof));
    assert_eq!(verify_consistency(suite, &false_empty, &false_empty, &[]), Err(Error::Proof));
    let fork = TreeHead { root: larger.root, ..now };
    assert_eq!(verify_consistency(suite, &fork, &now, &[]), Err(Error::Proof), "two roots of one size");
}

/// A node's two children, given as an entry, do not make that node's hash: the first bytes differ.
#[test]
fn leaves_and_nodes_are_apart() {
    let suite = Suite::International;
    let all = leaves(suite, 2);
    let now = head(suite, &all);
    let entry = [all[0].digest().as_bytes().as_slice(), all[1].digest().as_bytes()].concat();
    let forged = TreeHead { size: 1, ..now };
    assert!(verify_inclusion(suite, &Leaf::of(suite, &entry), 0, &forged, &[]).is_err());
    assert_ne!(now.root, digest(suite, &[&entry]));
}

/// Each digest of a proof altered, left out, doubled, or one added at either end.
#[test]
fn forged_proofs() {
    for suite in Suite::ALL {
        let all = leaves(suite, 21);
        let now = head(suite, &all);
        for number in 0..21 {
            let leaf = &all[usize::try_from(number).unwrap()];
            let proof = inclusion_proof(suite, &all, number).unwrap();
            for forged in forgeries(&proof) {
                assert!(verify_inclusion(suite, leaf, number, &now, &forged).is_err(), "{number}");
            }
            let old = head(suite, &all[..usize::try_from(number).unwrap()]);
            let proof = consistency_proof(suite, &all, number).unwrap();
            assert!(verify_consistency(suite, &old, &now, &proof).is_ok());
            for forged in forgeries(&proof) {
                assert!(verify_consistency(suite, &old, &now, &forged).is_err(), "{number}");
            }
            // Sizes of the same height may share a proof's shape: there, the signature binds size and root.
            for size in (0..=16).chain(33..70).chain([u64::MAX]) {
                let lied = TreeHead { size, ..now };
                let proof = inclusion_proof(suite, &all, number).unwrap();
                assert!(verify_inclusion(suite, leaf, number, &lied, &proof).is_err(), "{number} in {size}");
                let proof = consistency_proof(suite, &all, number).unwrap();
                let verified = verify_consistency(suite, &old, &lied, &proof);
                assert!(verified.is_err() || number == 0, "{number} in {size}");
            }
        }
    }
}

fn forgeries(proof: &[Digest]) -> Vec<Vec<Digest>> {
    let stranger = Digest::from_bytes([0x5a; 32]);
    let mut forged = Vec::new();
    for at in 0..=proof.len() {
        let mut longer = proof.to_vec();
        longer.insert(at, stranger);
        forged.push(longer);
        if at < proof.len() {
            let mut altered = proof.to_vec();
            altered[at] = stranger;
            let mut shorter = proof.to_vec();
            shorter.remove(at);
            let mut doubled = proof.to_vec();
            doubled.insert(at, proof[at]);
            forged.extend([altered, shorter, doubled]);
        }
    }
    forged.push([proof, &[stranger; 70]].concat());
    forged
}

#[test]
fn a_frontier_is_stored_and_read_back() {
    for suite in Suite::ALL {
        let mut frontier = Frontier::new(suite);
        for leaf in leaves(suite, 40) {
            let bytes = frontier.to_bytes();
            let again = Frontier::from_bytes(&bytes).unwrap();
            assert_eq!((&again, again.suite(), again.root()), (&frontier, suite, frontier.root()));
            for wrong in [
                &bytes[..bytes.len() - 1],
                &[bytes.as_slice(), &[0]].concat(),
                &[bytes.as_slice(), &[0; 32]].concat(),
            ] {
                assert_eq!(Frontier::from_bytes(wrong), Err(Error::Frontier));
            }
            for (at, byte) in [(0, 9), (1, 9), (2, 1)] {
                let mut wrong = bytes.clone();
                wrong[at] = byte;
                assert_eq!(Frontier::from_bytes(&wrong), Err(Error::Frontier), "byte {at}");
            }
            frontier.push(&leaf).unwrap();
        }
        assert_eq!(frontier.head(), head(suite, &leaves(suite, 40)));
    }
}

#[test]
fn a_frontier_ends() {
    let stored = |size: u64| [&[1, 1], size.to_be_bytes().as_slice(), &[7; 32]].concat();
    let mut full = Frontier::from_bytes(&stored(MAX_LEAVES)).unwrap();
    let before = full.clone();
    assert_eq!(full.push(&Leaf::of(Suite::Gm, b"")), Err(Error::BeyondTree { size: MAX_LEAVES }));
    assert_eq!(full, before);
    assert_eq!(Frontier::from_bytes(&stored(MAX_LEAVES << 1)), Err(Error::Frontier));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The frontier, stored and read at any point, has the root of the whole tree; and the tree proves its growth.
    #[test]
    fn the_frontier_is_the_tree(size in 0..300_u64, cut in 0..300_u64) {
        let suite = Suite::International;
        let all = leaves(suite, size);
        let cut = cut.min(size);
        let (before, after) = all.split_at(usize::try_from(cut).unwrap());
        let mut frontier = Frontier::new(suite);
        before.iter().for_each(|leaf| frontier.push(leaf).unwrap());
        let old = frontier.head();
        let mut frontier = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
        after.iter().for_each(|leaf| frontier.push(leaf).unwrap());
        prop_assert_eq!(frontier.head(), head(suite, &all));
        let proof = consistency_proof(suite, &all, cut).unwrap();
        prop_assert_eq!(verify_consistency(suite, &old, &frontier.head(), &proof), Ok(()));
        if cut < size {
            let proof = inclusion_proof(suite, &all, cut).unwrap();
            prop_assert_eq!(verify_inclusion(suite, &after[0], cut, &frontier.head(), &proof), Ok(()));
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        if let Ok(frontier) = Frontier::from_bytes(&bytes) {
            prop_assert_eq!(frontier.to_bytes(), bytes);
        }
    }

    #[test]
    fn any_proof_is_survived(
        index: u64, old: u64, size: u64, proof in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let proof: Vec<_> = proof.into_iter().map(Digest::from_bytes).collect();
        let now = TreeHead { size, root: Digest::from_bytes([1; 32]) };
        let before = TreeHead { size: old, root: Digest::from_bytes([2; 32]) };
        prop_assert!(verify_inclusion(Suite::Gm, &Leaf::of(Suite::Gm, b""), index, &now, &proof).is_err());
        prop_assert!(verify_consistency(Suite::Gm, &before, &now, &proof).is_err());
    }
}

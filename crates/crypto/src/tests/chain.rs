//! The chain, commitments and the blind index: different inputs, different outputs.

use super::keys;
use crate::{Digest, Suite, commit, digest, equal_in_constant_time};
use hmac::{Hmac, KeyInit as _, Mac as _};
use proptest::prelude::*;
use sm3::Sm3;

/// The framing is what the documentation says, so that another program can verify a chain.
#[test]
fn the_framing_is_pinned() {
    let keys = keys(Suite::Gm);
    let evidence = keys.evidence();
    let first = evidence.link(None, &[b"case", b""]);
    let mac = Hmac::<Sm3>::new_from_slice(evidence.secret.bytes()).unwrap();
    let by_hand = mac.clone().chain_update(b"\0\0\0\0\0\0\0\0\x04case\0\0\0\0\0\0\0\0");
    assert_eq!(first.as_bytes(), by_hand.finalize().into_bytes().as_slice());
    let second = evidence.link(Some(&first), &[b"x"]);
    let by_hand =
        mac.chain_update(b"\x01").chain_update(first.as_bytes()).chain_update(b"\0\0\0\0\0\0\0\x01x");
    assert_eq!(second.as_bytes(), by_hand.finalize().into_bytes().as_slice());
}

#[test]
fn borders_order_predecessor_key_and_suite_matter() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let evidence = keys.evidence();
        assert_eq!(evidence.suite(), suite);
        let zero = Digest::from_bytes([0; 32]);
        let other = crate::Keys::generate(suite, "other", &[7; 32]).unwrap();
        let links = [
            evidence.link(None, &[]),
            evidence.link(None, &[b""]),
            evidence.link(None, &[b"ab", b"c"]),
            evidence.link(None, &[b"a", b"bc"]),
            evidence.link(None, &[b"c", b"ab"]),
            evidence.link(None, &[b"abc"]),
            evidence.link(Some(&zero), &[b"abc"]),
            evidence.link(Some(&digest(suite, &[])), &[b"abc"]),
            other.evidence().link(None, &[b"abc"]),
            super::keys(if suite == Suite::Gm { Suite::International } else { Suite::Gm })
                .evidence()
                .link(None, &[b"abc"]),
        ];
        for (at, link) in links.iter().enumerate() {
            assert!(!links[..at].contains(link), "{suite}: {at}");
        }
        assert!(evidence.verify(Some(&zero), &[b"abc"], &links[6]));
        assert!(!evidence.verify(None, &[b"abc"], &links[6]));
        assert!(!evidence.verify(Some(&zero), &[b"abd"], &links[6]));
    }
}

#[test]
fn a_commitment_depends_on_suite_salt_and_text() {
    let base = commit(Suite::Gm, &[1; 16], "张三".as_bytes());
    assert_eq!(base, commit(Suite::Gm, &[1; 16], "张三".as_bytes()));
    assert_ne!(base, commit(Suite::Gm, &[2; 16], "张三".as_bytes()));
    assert_ne!(base, commit(Suite::Gm, &[1; 16], "张四".as_bytes()));
    assert_ne!(base, commit(Suite::International, &[1; 16], "张三".as_bytes()));
    assert_ne!(base, digest(Suite::Gm, &["张三".as_bytes()]));
}

#[test]
fn the_blind_index_separates_fields_values_and_installations() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let entry = keys.blind().index("name", "张三");
        assert_eq!(entry, keys.blind().index("name", "张三"));
        assert_ne!(entry, keys.blind().index("address", "张三"));
        assert_ne!(entry, keys.blind().index("name", "张四"));
        assert_ne!(keys.blind().index("na", "me"), keys.blind().index("nam", "e"));
        let other = crate::Keys::generate(suite, "other", &[7; 32]).unwrap();
        assert_ne!(entry, other.blind().index("name", "张三"));
    }
}

#[test]
fn comparison_in_constant_time_compares() {
    assert!(equal_in_constant_time(b"token", b"token") && equal_in_constant_time(b"", b""));
    assert!(!equal_in_constant_time(b"token", b"tokem") && !equal_in_constant_time(b"token", b"toke"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Two lists of fields have the same link only where they are the same list.
    #[test]
    fn links_are_injective_over_fields(
        left in prop::collection::vec(prop::collection::vec(0..2_u8, 0..3), 0..4),
        right in prop::collection::vec(prop::collection::vec(0..2_u8, 0..3), 0..4),
    ) {
        let keys = keys(Suite::Gm);
        let link = |fields: &[Vec<u8>]| {
            keys.evidence().link(None, &fields.iter().map(Vec::as_slice).collect::<Vec<_>>())
        };
        prop_assert_eq!(left == right, link(&left) == link(&right));
    }
}

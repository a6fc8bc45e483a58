//! The vault: opens what it sealed where it was sealed, and nothing else.

use super::keys;
use crate::{Error, MAX_PLAIN, Suite, sealing_key_id};
use proptest::prelude::*;

const CONTEXT: &str = "party/0190/1";
const TEXT: &str = "身份证号 11010519491231002X";

#[test]
fn a_sealed_record_opens_in_its_place_only() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let vault = keys.vault();
        let sealed = vault.seal([3; 12], CONTEXT, TEXT.as_bytes()).unwrap();
        assert_eq!(sealed.len(), 6 + 12 + TEXT.len() + 16);
        assert_eq!(sealed[..6], [1, suite.code(), 0, 0, 0, 1]);
        assert_eq!(vault.open(CONTEXT, &sealed).unwrap().as_slice(), TEXT.as_bytes());
        assert_eq!(vault.open("party/0190/2", &sealed), Err(Error::Altered));
        assert_eq!(vault.open("", &sealed), Err(Error::Altered));
        let other = crate::Keys::generate(suite, "other", &[7; 32]).unwrap();
        assert_eq!(other.vault().open(CONTEXT, &sealed), Err(Error::Altered));
        assert!(!sealed.windows(4).any(|window| TEXT.as_bytes().windows(4).any(|plain| plain == window)));
    }
}

#[test]
fn every_changed_missing_or_added_byte_is_found() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let sealed = keys.vault().seal([3; 12], CONTEXT, TEXT.as_bytes()).unwrap();
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut bad = sealed.clone();
                bad[at] ^= 1 << bit;
                assert!(keys.vault().open(CONTEXT, &bad).is_err(), "{suite}: byte {at}, bit {bit}");
            }
            assert!(keys.vault().open(CONTEXT, &sealed[..at]).is_err(), "{suite}: cut at {at}");
        }
        assert!(keys.vault().open(CONTEXT, &[sealed.as_slice(), &[0]].concat()).is_err());
    }
}

#[test]
fn headers_are_judged() {
    let keys = keys(Suite::Gm);
    let sealed = keys.vault().seal([3; 12], CONTEXT, b"").unwrap();
    let with = |at: usize, byte: u8| {
        let mut bad = sealed.clone();
        bad[at] = byte;
        keys.vault().open(CONTEXT, &bad).map(|_| ())
    };
    assert_eq!(sealing_key_id(&sealed), Ok(1));
    assert_eq!(with(0, 2), Err(Error::Sealed), "another version");
    assert_eq!(with(1, 3), Err(Error::Sealed), "an unknown suite");
    assert_eq!(with(1, Suite::International.code()), Err(Error::Altered), "a suite that is not the key's");
    assert_eq!(with(5, 9), Err(Error::UnknownKey { id: 9 }));
    assert_eq!(
        keys.vault().newest().open(CONTEXT, &{
            let mut bad = sealed.clone();
            bad[5] = 9;
            bad
        }),
        Err(Error::UnknownKey { id: 9 })
    );
    assert_eq!(sealing_key_id(&[]), Err(Error::Sealed));
    assert_eq!(sealing_key_id(&sealed[..33]), Err(Error::Sealed));
}

#[test]
fn too_much_is_refused() {
    let keys = keys(Suite::International);
    let plain = vec![0; MAX_PLAIN + 1];
    assert_eq!(keys.vault().seal([0; 12], CONTEXT, &plain), Err(Error::TooLong { limit: MAX_PLAIN }));
    let mut header = vec![1, 2, 0, 0, 0, 1];
    header.resize(6 + 12 + 16 + MAX_PLAIN + 1, 0);
    assert_eq!(sealing_key_id(&header), Err(Error::Sealed));
}

/// One nonce under two contexts gives unrelated key streams: the same text twice shares no block.
#[test]
fn contexts_do_not_share_a_key() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let body = |context| keys.vault().seal([0; 12], context, &[0; 64]).unwrap().split_off(18);
        let (left, right) = (body("a"), body("b"));
        assert!(left.chunks(16).zip(right.chunks(16)).all(|(left, right)| left != right));
    }
}

/// From 国密 to the other suite and back (SEC-29): the newest key seals, the older ones open.
#[test]
fn rotation_across_suites() {
    let mut keys = keys(Suite::Gm);
    let first = keys.vault().seal([1; 12], CONTEXT, b"one").unwrap();
    assert_eq!(keys.rotate_vault(Suite::International, &[8; 32]), Ok(2));
    let second = keys.vault().seal([1; 12], CONTEXT, b"two").unwrap();
    assert_eq!(keys.rotate_vault(Suite::Gm, &[9; 32]), Ok(3));
    let third = keys.vault().seal([1; 12], CONTEXT, b"three").unwrap();
    let keys = crate::Keys::from_json(&keys.to_json().unwrap()).unwrap();
    for (id, suite, sealed, plain) in [
        (1, Suite::Gm, &first, "one"),
        (2, Suite::International, &second, "two"),
        (3, Suite::Gm, &third, "three"),
    ] {
        assert_eq!(sealing_key_id(sealed), Ok(id));
        assert_eq!(sealed[1], suite.code());
        assert_eq!(keys.vault().open(CONTEXT, sealed).unwrap().as_slice(), plain.as_bytes());
        let mut claimed = sealed.clone();
        claimed[5] = u8::try_from(id % 3 + 1).unwrap();
        assert_eq!(keys.vault().open(CONTEXT, &claimed), Err(Error::Altered), "another key's id");
    }
    assert_eq!((keys.vault().newest().id(), keys.vault().newest().suite()), (3, Suite::Gm));
    assert_eq!(keys.vault().keys().map(crate::VaultKey::id).collect::<Vec<_>>(), [1, 2, 3]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_sealed_opens(
        gm: bool, nonce: [u8; 12], context in ".{0,40}", plain in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let keys = keys(if gm { Suite::Gm } else { Suite::International });
        let sealed = keys.vault().seal(nonce, &context, &plain).unwrap();
        let opened = keys.vault().open(&context, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), plain);
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        prop_assert!(keys(Suite::Gm).vault().open(CONTEXT, &bytes).is_err());
    }
}

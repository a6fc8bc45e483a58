//! Checkpoints: one form, one signer, and no byte of it can be changed.

use super::keys;
use crate::{Checkpoint, Digest, Error, Keys, Suite, digest};
use base64ct::{Base64, Encoding};
use proptest::prelude::*;

fn checkpoint() -> Checkpoint {
    Checkpoint {
        origin: "test.example/daowei".to_owned(),
        size: 20_852,
        root: Digest::from_bytes([0xab; 32]),
        at_micros: 1_795_400_000_000_000,
    }
}

/// Signs any body, as somebody who holds the key but writes another form would.
fn sign_body(keys: &Keys, body: &str) -> String {
    let good = checkpoint().sign(keys).unwrap().into_text();
    let line = good.lines().last().unwrap();
    let key_id = Base64::decode_vec(line.rsplit(' ').next().unwrap()).unwrap()[..4].to_vec();
    let signature = keys.checkpoint().sign(body.as_bytes()).unwrap();
    let note = Base64::encode_string(&[key_id.as_slice(), &signature].concat());
    format!("{body}\n\u{2014} {} {note}\n", keys.installation())
}

#[test]
fn a_signed_checkpoint_verifies_and_has_its_form() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let signed = checkpoint().sign(&keys).unwrap();
        let root = "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=";
        let body = format!("test.example/daowei\n20852\n{root}\nsuite {suite}\nat 1795400000000000\n");
        assert!(signed.text().starts_with(&format!("{body}\n\u{2014} test.example/daowei ")), "{signed}");
        assert_eq!(signed.text().lines().count(), 7);
        assert_eq!(sign_body(&keys, &body), signed.text());
        assert_eq!(Checkpoint::verify(&keys.public(), signed.text()), Ok(checkpoint()));
        assert_eq!(checkpoint().sign(&keys).unwrap(), signed);
        assert_eq!((checkpoint().head().size, checkpoint().head().root), (20_852, checkpoint().root));
    }
}

/// C2SP signed-note: the key id of an Ed25519 key is SHA-256(name, newline, 1, key), cut to four bytes.
#[test]
fn the_international_note_is_a_signed_note() {
    let keys = keys(Suite::International);
    let text = checkpoint().sign(&keys).unwrap().into_text();
    let note = Base64::decode_vec(text.trim_end().rsplit(' ').next().unwrap()).unwrap();
    let expected =
        digest(Suite::International, &[b"test.example/daowei\n\x01", &keys.public().checkpoint_key()]);
    assert_eq!(note[..4], expected.as_bytes()[..4]);
    assert_eq!(note.len(), 4 + 64);
}

#[test]
fn every_changed_missing_or_added_byte_is_found() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let public = keys.public();
        let text = checkpoint().sign(&keys).unwrap().into_text();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(bad) = String::from_utf8(bytes) {
                assert!(Checkpoint::verify(&public, &bad).is_err(), "{suite}: byte {at}\n{bad}");
            }
            if let (Some(start), Some(end)) = (text.get(..at), text.get(at..)) {
                assert!(Checkpoint::verify(&public, start).is_err(), "{suite}: cut at {at}");
                for added in [" ", "\n", "0", "A"] {
                    let bad = format!("{start}{added}{end}");
                    assert!(Checkpoint::verify(&public, &bad).is_err(), "{suite}: {added:?} before {at}");
                }
            }
        }
        for added in [" ", "\n", "\u{2014}", &"x".repeat(20_000)] {
            assert!(Checkpoint::verify(&public, &format!("{text}{added}")).is_err());
        }
    }
}

/// Even the holder of the key cannot make a second form of the same statement.
#[test]
fn other_forms_are_refused_though_well_signed() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let root = Base64::encode_string(&[0xab; 32]);
        let good = format!("test.example/daowei\n7\n{root}\nsuite {suite}\nat -5\n");
        assert_eq!(
            Checkpoint::verify(&keys.public(), &sign_body(&keys, &good)).map(|read| read.at_micros),
            Ok(-5)
        );
        for (from, to) in [
            ("\n7\n", "\n07\n"),
            ("\n7\n", "\n+7\n"),
            ("\n7\n", "\n-7\n"),
            ("\n7\n", "\n18446744073709551616\n"),
            ("\n7\n", "\n\n"),
            ("at -5", "at -05"),
            ("at -5", "at +5"),
            ("at -5", "at 9223372036854775808"),
            ("at -5", "at"),
            ("at -5\n", ""),
            ("at -5\n", "at -5\nmore\n"),
            ("suite ", "suite  "),
            (suite.id(), "rot13"),
            ("=\n", "\n"),
            ("6s=", "6t="),
            ("\n7", "\r\n7"),
        ] {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{from:?}");
            let read = Checkpoint::verify(&keys.public(), &sign_body(&keys, &bad));
            assert!(matches!(read, Err(Error::Checkpoint(_))), "{from:?} → {to:?}: {read:?}");
        }
        let elsewhere = sign_body(&keys, &good.replacen("test.", "best.", 1));
        assert_eq!(Checkpoint::verify(&keys.public(), &elsewhere), Err(Error::Origin));
    }
}

#[test]
fn other_installations_keys_and_suites_do_not_verify() {
    let [gm, international] = Suite::ALL.map(keys);
    let text = checkpoint().sign(&gm).unwrap().into_text();
    let same_name = Keys::generate(Suite::Gm, "test.example/daowei", &[8; 32]).unwrap();
    let other_name = Keys::generate(Suite::Gm, "other", &[7; 32]).unwrap();
    for other in [&international, &same_name, &other_name] {
        assert_eq!(Checkpoint::verify(&other.public(), &text), Err(Error::Signature));
    }
    assert_eq!(checkpoint().sign(&other_name), Err(Error::Origin));
}

#[test]
fn other_signatures_are_tolerated_and_ours_stands_once() {
    let keys = keys(Suite::Gm);
    let text = checkpoint().sign(&keys).unwrap().into_text();
    let (body, ours) = text.split_once("\n\n").unwrap();
    let witness = "\u{2014} witness.example AAAAAAAA\n";
    for lines in [format!("{ours}{witness}"), format!("{witness}{ours}")] {
        assert_eq!(Checkpoint::verify(&keys.public(), &format!("{body}\n\n{lines}")), Ok(checkpoint()));
    }
    let crowd = format!("{text}{}", witness.repeat(1000));
    assert_eq!(
        Checkpoint::verify(&keys.public(), &crowd),
        Err(Error::Checkpoint("longer than any checkpoint"))
    );
    let refused =
        |lines: &str| Checkpoint::verify(&keys.public(), &format!("{body}\n\n{lines}")).unwrap_err();
    assert_eq!(refused(witness), Error::Signature);
    for lines in [
        format!("{ours}{ours}"),
        format!("{ours}\n"),
        format!("{ours}- witness.example AAAAAAAA\n"),
        format!("{ours}\u{2014} witness.example A*\n"),
        format!("{ours}\u{2014} witness.example AAAA\n"),
        String::new(),
        "\n".to_owned(),
    ] {
        assert!(matches!(refused(&lines), Error::Checkpoint(_)), "{lines}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_state_of_the_log_survives(size: u64, root: [u8; 32], at_micros: i64) {
        let keys = keys(Suite::International);
        let one = Checkpoint { size, root: Digest::from_bytes(root), at_micros, ..checkpoint() };
        prop_assert_eq!(Checkpoint::verify(&keys.public(), one.sign(&keys).unwrap().text()), Ok(one));
    }

    #[test]
    fn any_text_is_survived(text in "[\u{2014} a-z0-9\\n=]{0,200}") {
        prop_assert!(Checkpoint::verify(&keys(Suite::International).public(), &text).is_err());
    }
}

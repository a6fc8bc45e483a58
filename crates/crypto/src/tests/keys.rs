//! Key files: whole or refused; nothing prints a key.

use super::keys;
use crate::{Error, Keys, PublicKeys, Suite};
use proptest::prelude::*;

#[test]
fn all_keys_differ_and_depend_on_every_input() {
    let secrets = |keys: &Keys| {
        [
            *keys.evidence().secret.bytes(),
            *keys.blind().secret.bytes(),
            *keys.authentication().secret.bytes(),
            *keys.vault().newest().secret.bytes(),
            *keys.checkpoint().secret.bytes(),
        ]
    };
    let mut seen = Vec::new();
    for suite in Suite::ALL {
        for (installation, seed) in [("a", [1; 32]), ("a", [2; 32]), ("b", [1; 32])] {
            let keys = Keys::generate(suite, installation, &seed).unwrap();
            assert_eq!(secrets(&keys), secrets(&Keys::generate(suite, installation, &seed).unwrap()));
            seen.extend(secrets(&keys));
            assert!(!seen.contains(&seed));
        }
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 6 * 5);
}

/// What was once derived stays derived, and a key file once written stays readable.
#[test]
fn the_derivation_and_the_key_file_are_pinned() {
    let fingerprint = |suite| crate::digest(suite, &[keys(suite).to_json().unwrap().as_bytes()]).to_string();
    assert_eq!(Suite::ALL.map(fingerprint), PINNED);
}

const PINNED: [&str; 2] = [
    "3a2d6079ad9124df1f411eff6853642efe5dd7770e2d9082e5c300adcac08405",
    "d4f5a8398c49081bbbaef6022e8b5579a90862f7dcc1c2d13a57f6b291c23a4c",
];

#[test]
fn a_key_file_reads_back() {
    for suite in Suite::ALL {
        let mut keys = keys(suite);
        keys.rotate_vault(Suite::Gm, &[5; 32]).unwrap();
        let json = keys.to_json().unwrap();
        let again = Keys::from_json(&json).unwrap();
        assert_eq!(*again.to_json().unwrap(), *json);
        assert_eq!((again.suite(), again.installation()), (suite, "test.example/daowei"));
        assert_eq!(again.public(), keys.public());
        assert_eq!(again.evidence().link(None, &[b"x"]), keys.evidence().link(None, &[b"x"]));
        assert_eq!(again.blind().index("name", "x"), keys.blind().index("name", "x"));
        assert_eq!(again.authentication().code("a", &[b"x"]), keys.authentication().code("a", &[b"x"]));
    }
}

#[test]
fn a_damaged_key_file_is_refused_without_quoting_it() {
    let json = keys(Suite::Gm).to_json().unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let refused = |pointer: &str, to: serde_json::Value| {
        let mut value = value.clone();
        *value.pointer_mut(pointer).unwrap() = to;
        Keys::from_json(&value.to_string()).unwrap_err()
    };
    let secret = value.pointer("/evidence").unwrap().as_str().unwrap().to_owned();
    let words = refused("/evidence", format!("{}z", &secret[1..]).into()).to_string();
    assert!(words.contains("line 1") && !words.contains(&secret[2..10]), "{words}");
    let words = refused("/version", secret.clone().into()).to_string();
    assert!(!words.contains(&secret[..8]), "{words}");

    assert!(matches!(refused("/version", 2.into()), Error::KeyRecord(_)));
    assert!(matches!(refused("/suite", "rot13".into()), Error::KeyRecord(_)));
    assert_eq!(refused("/installation", "a b".into()), Error::Installation);
    assert!(matches!(refused("/vault", serde_json::json!([])), Error::KeyRecord(_)));
    let entry = value.pointer("/vault/0").unwrap();
    assert!(
        matches!(refused("/vault", serde_json::json!([entry, entry])), Error::KeyRecord(_)),
        "one id twice"
    );
    assert!(matches!(refused("/checkpoint", "00".repeat(32).into()), Error::KeyRecord(_)), "no SM2 key");
    assert!(matches!(refused("/blind", secret.to_uppercase().into()), Error::KeyRecord(_)));
    let mut more = value.clone();
    more.as_object_mut().unwrap().insert("evidense".to_owned(), secret.into());
    assert!(matches!(Keys::from_json(&more.to_string()), Err(Error::KeyRecord(_))));
    assert!(matches!(Keys::from_json(&json[..json.len() - 2]), Err(Error::KeyRecord(_))));
    assert!(matches!(Keys::from_json(&format!("{}{}", *json, " ".repeat(70_000))), Err(Error::KeyRecord(_))));
}

#[test]
fn a_code_is_one_key_s_for_one_purpose_and_one_list_of_parts() {
    for suite in Suite::ALL {
        let (own, other) = (keys(suite), Keys::generate(suite, "test.example/daowei", &[9; 32]).unwrap());
        let codes = [
            own.authentication().code("a", &[b"x", b"y"]),
            own.authentication().code("b", &[b"x", b"y"]),
            own.authentication().code("a", &[b"xy"]),
            own.authentication().code("a", &[b"x", b"y", b""]),
            other.authentication().code("a", &[b"x", b"y"]),
        ];
        let mut seen = codes.map(|code| code.to_string()).to_vec();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), codes.len());
    }
}

#[test]
fn key_ids_end() {
    let mut keys = keys(Suite::Gm);
    let json = keys.to_json().unwrap().replace("\"id\": 1,", "\"id\": 4294967295,");
    assert_eq!(keys.rotate_vault(Suite::Gm, &[1; 32]), Ok(2));
    let mut last = Keys::from_json(&json).unwrap();
    assert!(matches!(last.rotate_vault(Suite::Gm, &[1; 32]), Err(Error::KeyRecord(_))));
    assert_eq!(last.vault().newest().id(), u32::MAX);
}

#[test]
fn installation_names_fit_a_checkpoint_line() {
    let longest = "x".repeat(128);
    for good in ["a", "ziyang.example/daowei", "5120-00_1:a", &longest] {
        assert!(Keys::generate(Suite::Gm, good, &[0; 32]).is_ok(), "{good}");
    }
    let too_long = "x".repeat(129);
    for bad in ["", "a b", "a+b", "a\nb", "资阳", "a\0", "\u{2014}", &too_long] {
        assert_eq!(Keys::generate(Suite::Gm, bad, &[0; 32]).map(|_| ()), Err(Error::Installation), "{bad:?}");
    }
}

#[test]
fn nothing_prints_a_key() {
    for suite in Suite::ALL {
        let keys = keys(suite);
        let printed = format!(
            "{keys:#?} {:?} {:?} {:?} {:?} {:?}",
            keys.evidence(),
            keys.blind(),
            keys.authentication(),
            keys.vault(),
            keys.checkpoint().secret
        );
        let file: serde_json::Value = serde_json::from_str(&keys.to_json().unwrap()).unwrap();
        for pointer in ["/evidence", "/blind", "/authentication", "/checkpoint", "/vault/0/key"] {
            let secret = file.pointer(pointer).unwrap().as_str().unwrap();
            assert_eq!(secret.len(), 64);
            assert!(!printed.contains(secret) && !printed.contains(&secret[..8]));
        }
        let bytes = format!("{:?}", keys.evidence().secret.bytes());
        assert!(!printed.contains(&bytes[1..20]));
        assert!(printed.contains("test.example/daowei") && printed.contains("VaultKey"));
    }
}

#[test]
fn public_keys_travel_as_json() {
    for suite in Suite::ALL {
        let public = keys(suite).public();
        let json = serde_json::to_string(&public).unwrap();
        assert_eq!(serde_json::from_str::<PublicKeys>(&json).unwrap(), public);
        assert!(
            json.contains(&format!("\"suite\":\"{suite}\""))
                && format!("{public:?}").contains("test.example")
        );
        let other = if suite == Suite::Gm { "international" } else { "gm" };
        let swapped = json.replace(&format!("\"{suite}\""), &format!("\"{other}\""));
        assert!(serde_json::from_str::<PublicKeys>(&swapped).is_err(), "a key of the other suite");
        assert!(serde_json::from_str::<PublicKeys>(&json.replace("daowei", "dao wei")).is_err());
        assert!(
            serde_json::from_str::<PublicKeys>(&json.replace("\"checkpoint\":\"", "\"checkpoint\":\"00"))
                .is_err()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_survived(text in ".{0,200}") {
        prop_assert!(Keys::from_json(&text).is_err());
        prop_assert!(serde_json::from_str::<PublicKeys>(&text).is_err());
    }
}

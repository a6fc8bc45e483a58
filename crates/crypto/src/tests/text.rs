//! Ids and digests as text: one form, and nothing else is read.

use crate::{Digest, Error, Suite, digest};
use proptest::prelude::*;

#[test]
fn suite_ids_are_stable() {
    assert_eq!(Suite::ALL.map(Suite::id), ["gm", "international"]);
    assert_eq!(Suite::ALL.map(Suite::code), [1, 2]);
    for suite in Suite::ALL {
        assert_eq!(suite.to_string().parse(), Ok(suite));
        assert_eq!(Suite::from_code(suite.code()), Ok(suite));
        let json = serde_json::to_string(&suite).unwrap();
        assert_eq!(json, format!("\"{suite}\""));
        assert_eq!(serde_json::from_str::<Suite>(&json).unwrap(), suite);
    }
    for unknown in ["", "GM", "gm ", "gm2"] {
        assert_eq!(unknown.parse::<Suite>(), Err(Error::UnknownSuite));
    }
    assert_eq!(Suite::from_code(0), Err(Error::UnknownSuite));
}

#[test]
fn digests_are_read_in_lower_case_hexadecimal_only() {
    let one = digest(Suite::Gm, &[b"abc"]);
    let hex = one.to_string();
    assert_eq!(hex.parse(), Ok(one));
    assert_eq!(format!("{one:?}"), hex);
    assert_eq!(serde_json::from_str::<Digest>(&serde_json::to_string(&one).unwrap()).unwrap(), one);
    for wrong in [
        hex.to_uppercase(),
        hex[1..].to_owned(),
        hex[2..].to_owned(),
        format!("{hex}00"),
        format!("{}g", &hex[1..]),
        String::new(),
    ] {
        assert_eq!(wrong.parse::<Digest>(), Err(Error::Hex { expected: 32 }), "{wrong}");
        assert!(serde_json::from_value::<Digest>(wrong.into()).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_digest_survives_text_and_any_text_is_survived(bytes: [u8; 32], text in ".{0,80}") {
        let one = Digest::from_bytes(bytes);
        prop_assert_eq!(one.to_string().parse(), Ok(one));
        prop_assert!(text.parse::<Digest>().is_err() || text.len() == 64);
    }
}

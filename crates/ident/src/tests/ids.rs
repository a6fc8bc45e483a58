use crate::{CaseId, IdentError};
use uuid::Uuid;

const RANDOM: [u8; 10] = [0xff; 10];

#[test]
fn ids_are_version_7_and_ordered_by_their_instant() {
    let early = CaseId::from_parts(1_510_790_400_000, RANDOM);
    let late = CaseId::from_parts(1_510_790_400_001, [0; 10]);
    assert!(early < late);
    assert_eq!(early.as_uuid().get_version_num(), 7);
    assert_eq!(early.to_string(), "015fc220-0800-7fff-bfff-ffffffffffff");
    assert_eq!(CaseId::from_uuid(early.as_uuid()), early);
    assert_eq!(format!("{early:?}"), "CaseId(015fc220-0800-7fff-bfff-ffffffffffff)");
}

#[test]
fn only_the_canonical_spelling_is_read() {
    let id = CaseId::from_parts(1_510_790_400_000, RANDOM);
    let text = id.to_string();
    assert_eq!(text.parse(), Ok(id));
    for other in [
        text.to_uppercase(),
        text.replace('-', ""),
        format!("{{{text}}}"),
        format!("urn:uuid:{text}"),
        format!(" {text}"),
        String::new(),
        "015fc220-0800-7fff-bfff-fffffffffff".to_owned(),
    ] {
        assert_eq!(other.parse::<CaseId>(), Err(IdentError::IdForm), "{other}");
    }
}

#[test]
fn json_holds_the_text() {
    let id = CaseId::from_uuid(Uuid::from_u128(0x015f_c220_0800_7fff_bfff_ffff_ffff_ffff));
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(json, "\"015fc220-0800-7fff-bfff-ffffffffffff\"");
    assert_eq!(serde_json::from_str::<CaseId>(&json).unwrap(), id);
    assert!(serde_json::from_str::<CaseId>("7").is_err());
    assert!(serde_json::from_str::<CaseId>(&json.to_uppercase()).is_err());
}

use crate::{
    Address, ElectronicAddress, IdKind, IdNumber, IdentError, Mobile, PersonName, Phone, ResidentId,
};
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// Every way out but `reveal` shows the mask.
fn check<T: FromStr<Err = IdentError> + Debug + Display + serde::Serialize>(clear: &str, masked: &str) {
    let value: T = clear.parse().unwrap();
    assert_eq!(value.to_string(), masked);
    assert!(format!("{value:?}").contains(masked) && !format!("{value:?}").contains(clear));
    assert_eq!(serde_json::to_string(&value).unwrap(), format!("\"{masked}\""));
}

#[test]
fn personal_data_mask_themselves() {
    check::<PersonName>("张三", "张**");
    check::<PersonName>("买买提·吐尔逊", "买**");
    check::<PersonName>("𠮷田㛃", "𠮷**");
    check::<PersonName>("张", "**");
    check::<IdNumber>("110101199003071234", "1101************34");
    check::<IdNumber>("E12345678", "E1*****78");
    check::<IdNumber>("12345", "1****");
    check::<IdNumber>("123", "***");
    check::<Phone>("13812341234", "138****1234");
    check::<Phone>("0832-6123456", "083*****3456");
    check::<Phone>("6123456", "61***56");
    check::<Phone>("12345", "*****");
    check::<Address>("四川省资阳市雁江区广场路1号", "四川省资阳市******");
    check::<Address>("雁江区", "雁******");
    check::<Address>("1", "******");
    check::<ElectronicAddress>("zhang@example.cn", "z***@example.cn");
    check::<ElectronicAddress>("zs@example.cn", "***@example.cn");
    check::<ElectronicAddress>("13812341234", "138****1234");
    check::<ElectronicAddress>("wxid7", "*****");
}

#[test]
fn checked_numbers_mask_too() {
    let id: ResidentId = "11010519491231002X".parse().unwrap();
    assert_eq!(
        (id.to_string().as_str(), format!("{id:?}").as_str()),
        ("1101************2X", "ResidentId(1101************2X)")
    );
    assert_eq!(IdNumber::from(id).reveal(), "11010519491231002X");
    let mobile: Mobile = "13812341234".parse().unwrap();
    assert_eq!(format!("{mobile:?}"), "Mobile(138****1234)");
    assert_eq!(Phone::from(mobile).reveal(), "13812341234");
}

#[test]
fn rare_characters_are_kept_and_space_around_is_not() {
    for name in ["𠮷田", "㛃", "阿卜杜拉·买买提", "O’Neil", "Jean-Luc Ørsted", "卡塔・諾布", "𰻞", "ئۇيغۇر"]
    {
        assert_eq!(format!("\u{3000} {name} ").parse::<PersonName>().unwrap().reveal(), name);
    }
}

#[test]
fn input_is_bounded_and_clean() {
    for hidden in [
        "张\0三",
        "张\n三",
        "张\u{85}三",
        "张\u{202E}三",
        "张\u{200B}三",
        "张\u{2028}三",
        "张\u{FEFF}三",
        "张**",
        "张\u{AD}三",
        "张三\u{200C}",
        "张三\u{200D}",
        "张\u{2060}三",
        "\u{3164}三",
        "\u{115F}三",
        "张\u{FFA0}三",
        "张\u{2800}三",
        "张三\u{E0041}",
        "张三\u{E0100}",
        "张三\u{FE0F}",
        "张三\u{E000}",
        "张三\u{F0000}",
        "张\u{2066}三\u{2069}",
    ] {
        assert_eq!(hidden.parse::<PersonName>(), Err(IdentError::PersonNameCharacter), "{hidden:?}");
    }
    assert_eq!("  ".parse::<PersonName>(), Err(IdentError::PersonNameEmpty));
    assert!("㛃".repeat(200).parse::<PersonName>().is_ok());
    assert_eq!("㛃".repeat(201).parse::<PersonName>(), Err(IdentError::PersonNameLength));
    assert_eq!("1".repeat(51).parse::<IdNumber>(), Err(IdentError::IdNumberLength));
    assert_eq!("1".repeat(41).parse::<Phone>(), Err(IdentError::PhoneLength));
    assert_eq!("路".repeat(501).parse::<Address>(), Err(IdentError::AddressLength));
    assert_eq!("\0".parse::<Address>(), Err(IdentError::AddressCharacter));
    assert_eq!("".parse::<Phone>(), Err(IdentError::PhoneEmpty));
    assert_eq!(" ".parse::<ElectronicAddress>(), Err(IdentError::ElectronicAddressEmpty));
    assert_eq!("a".repeat(201).parse::<ElectronicAddress>(), Err(IdentError::ElectronicAddressLength));
    let masked = "z***@example.cn".parse::<ElectronicAddress>();
    assert_eq!(masked, Err(IdentError::ElectronicAddressCharacter), "a masked one does not come back");
}

#[test]
fn what_was_kept_is_read_as_it_is() {
    assert_eq!(PersonName::kept("张三\u{200D}".to_owned()).reveal(), "张三\u{200D}");
}

#[test]
fn a_masked_text_is_not_read_back_as_clear() {
    let json = serde_json::to_string(&"110101199003071234".parse::<IdNumber>().unwrap()).unwrap();
    assert!(serde_json::from_str::<IdNumber>(&json).is_err());
    let read: IdNumber = serde_json::from_str("\"110101199003071234\"").unwrap();
    assert_eq!(read.reveal(), "110101199003071234");
}

#[test]
fn refusals_do_not_repeat_what_was_typed() {
    let error = serde_json::from_str::<IdNumber>("\"110101199003071234\\u0000\"").unwrap_err();
    assert!(!error.to_string().contains("110101"), "{error}");
}

#[test]
fn kinds_of_documents_check_their_numbers() {
    for kind in IdKind::ALL {
        assert_eq!(kind.code().parse(), Ok(*kind));
        assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.code()));
    }
    assert_eq!("000".parse::<IdKind>(), Err(IdentError::IdKindUnknown));
    let read = |kind: IdKind, number: &str| kind.read(number).map(|number| number.reveal().to_owned());
    assert_eq!(read(IdKind::ResidentCard, "11010519491231002x").as_deref(), Ok("11010519491231002X"));
    assert_eq!(read(IdKind::ResidentCard, "110105194912310021"), Err(IdentError::ResidentIdCheckDigit));
    assert_eq!(read(IdKind::CreditCode, "11622101013921538k").as_deref(), Ok("11622101013921538K"));
    assert_eq!(read(IdKind::CreditCode, "11622101013921538L"), Err(IdentError::CreditCodeCheckDigit));
    assert_eq!(read(IdKind::Passport, "E12345678").as_deref(), Ok("E12345678"));
    assert_eq!(read(IdKind::Passport, "E1\u{0}"), Err(IdentError::IdNumberCharacter));
    let foreign = IdKind::ForeignPermanentResidentCard;
    assert_eq!(read(foreign, "CAN110108011201").as_deref(), Ok("CAN110108011201"));
    assert_eq!(read(foreign, "911124198108030026"), Err(IdentError::IdNumberCheckDigit));
    assert!(read(foreign, "911124198108030024").is_ok());
    assert_eq!(read(foreign, "CAN11010801120"), Err(IdentError::IdNumberForm));
}

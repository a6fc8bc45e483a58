use crate::{
    CaseNumber, CreditCode, DivisionCode, DivisionLevel, DocumentNumber, IdentError, Mobile, Postcode,
    QueryCode, ResidentId,
};

#[test]
fn resident_ids_of_gb_11643() {
    let id: ResidentId = "11010519491231002X".parse().unwrap();
    assert_eq!(id.birth_date(), (1949, 12, 31));
    assert_eq!(id.division().to_string(), "110105");
    assert!(!id.is_male());
    for same in ["11010519491231002x", " 11010519491231002X ", "１１０１０５１９４９１２３１００２Ｘ"]
    {
        assert_eq!(same.parse(), Ok(id.clone()), "{same}");
    }
    assert!("440524188001010014".parse::<ResidentId>().unwrap().is_male());
}

#[test]
fn resident_ids_are_refused_for_their_own_reason() {
    for (text, refusal) in [
        ("340102198805059786", IdentError::ResidentIdCheckDigit),
        ("340111199303222102", IdentError::ResidentIdCheckDigit),
        ("110105194912310021", IdentError::ResidentIdCheckDigit),
        ("11010519490229002X", IdentError::ResidentIdBirthDate),
        ("11010519491331002X", IdentError::ResidentIdBirthDate),
        ("11010500001231002X", IdentError::ResidentIdBirthDate),
        ("110105179912310024", IdentError::ResidentIdBirthDate),
        ("01010519491231002X", IdentError::ResidentIdDivision),
        ("91010519491231002X", IdentError::ResidentIdDivision),
        ("1101054912310021", IdentError::ResidentIdForm),
        ("11010519491231002", IdentError::ResidentIdForm),
        ("11010519491231002XX", IdentError::ResidentIdForm),
        ("1101051949123100X2", IdentError::ResidentIdForm),
        ("11010519491231002Y", IdentError::ResidentIdForm),
        ("一二三四五六七八九十一二三四五六七八", IdentError::ResidentIdForm),
        ("", IdentError::ResidentIdForm),
    ] {
        assert_eq!(text.parse::<ResidentId>(), Err(refusal), "{text}");
    }
}

#[test]
fn a_birth_date_must_have_come() {
    let id: ResidentId = "11010519491231002X".parse().unwrap();
    assert_eq!(id.not_born_after(1949, 12, 30), Err(IdentError::ResidentIdFuture));
    assert_eq!(id.not_born_after(1949, 12, 31), Ok(()));
}

#[test]
fn credit_codes_of_gb_32100() {
    for text in [
        "91350100M000100Y43",
        "11511301008778183N",
        "115113010833722043",
        "11622101013921538K",
        "91330102MA28NBU477",
        "11500228MB19576560",
        "11330800MB0R57773W",
    ] {
        assert_eq!(text.parse::<CreditCode>().unwrap().as_str(), text);
        assert_eq!(text.to_lowercase().parse::<CreditCode>().unwrap().to_string(), text);
    }
    let code: CreditCode = "11622101013921538K".parse().unwrap();
    assert_eq!((code.registrar(), code.body_code()), ('1', "013921538"));
    assert_eq!(code.division().to_string(), "622101");
}

#[test]
fn credit_codes_are_refused_for_their_own_reason() {
    for (text, refusal) in [
        ("11622101013921538L", IdentError::CreditCodeCheckDigit),
        ("12622101013921538K", IdentError::CreditCodeCheckDigit),
        ("11622101013921539K", IdentError::CreditCodeOrganization),
        ("1162210A013921538K", IdentError::CreditCodeDivision),
        ("11022101013921538K", IdentError::CreditCodeDivision),
        ("1162210101392153IK", IdentError::CreditCodeForm),
        ("11622101013921538", IdentError::CreditCodeForm),
        ("11622101013921538KK", IdentError::CreditCodeForm),
        ("", IdentError::CreditCodeForm),
    ] {
        assert_eq!(text.parse::<CreditCode>(), Err(refusal), "{text}");
    }
}

#[test]
fn document_numbers_are_normalized() {
    let number = DocumentNumber::new("资府办函", 2017, 210).unwrap();
    assert_eq!(number.to_string(), "资府办函〔2017〕210号");
    for same in [
        "资府办函〔2017〕210号",
        "资府办函[2017]210号",
        "资府办函(2017)210号",
        "资府办函（2017）210号",
        "资府办函【2017】210号",
        "资府办函［２０１７］２１０号",
        " 资府办函 〔2017〕 210 号 ",
        "资府办函﹝2017﹞210号",
    ] {
        assert_eq!(same.parse(), Ok(number.clone()), "{same}");
    }
    for vector in ["资府发〔2015〕37号", "资府发〔2016〕43号", "资府发〔2017〕19号"] {
        assert_eq!(vector.parse::<DocumentNumber>().unwrap().to_string(), vector);
    }
}

#[test]
fn document_numbers_are_refused_for_their_own_reason() {
    let long = "资".repeat(13);
    for (text, refusal) in [
        ("资府办函2017〕210号", IdentError::DocumentNumberForm),
        ("资府办函〔2017 210号", IdentError::DocumentNumberForm),
        ("资府办函〔2017〕210", IdentError::DocumentNumberForm),
        ("资府办函〔17〕210号", IdentError::DocumentNumberYear),
        ("资府办函〔20177〕210号", IdentError::DocumentNumberYear),
        ("资府办函〔二〇一七〕210号", IdentError::DocumentNumberYear),
        ("资府办函〔2017〕第210号", IdentError::DocumentNumberSerial),
        ("资府办函〔2017〕0210号", IdentError::DocumentNumberSerial),
        ("资府办函〔2017〕0号", IdentError::DocumentNumberSerial),
        ("资府办函〔2017〕100000号", IdentError::DocumentNumberSerial),
        ("资〔2017〕210号", IdentError::DocumentNumberOrgan),
        ("ZFBH〔2017〕210号", IdentError::DocumentNumberOrgan),
        (&format!("{long}〔2017〕210号"), IdentError::DocumentNumberOrgan),
        (&format!("{}〔2017〕210号", "资".repeat(100)), IdentError::DocumentNumberForm),
    ] {
        assert_eq!(text.parse::<DocumentNumber>(), Err(refusal), "{text}");
    }
}

#[test]
fn division_codes_and_their_parents() {
    let code: DivisionCode = "512021".parse().unwrap();
    assert_eq!("512021000000".parse(), Ok(code));
    assert_eq!(code.level(), DivisionLevel::County);
    assert_eq!(code.parent().map(|city| city.to_string()).as_deref(), Some("512000"));
    assert_eq!(code.city(), code.parent());
    assert_eq!(code.city().and_then(DivisionCode::parent), Some(code.province()));
    assert_eq!(code.province().to_string(), "510000");
    assert_eq!((code.province().parent(), code.province().city()), (None, None));
    for text in ["51202", "5120211", "012021", "51202A", "512021000001", "512021 ", "+12021", ""] {
        assert_eq!(text.parse::<DivisionCode>(), Err(IdentError::DivisionForm), "{text}");
    }
}

#[test]
fn case_numbers_have_21_digits() {
    let division: DivisionCode = "330111".parse().unwrap();
    let number = CaseNumber::new(&division, 50, (2017, 9, 9), 9).unwrap();
    assert_eq!(number.to_string(), "330111050170909000009");
    let read: CaseNumber = "330111050170909000009".parse().unwrap();
    assert_eq!(read, number);
    assert_eq!((read.division(), read.unit(), read.date(), read.serial()), (division, 50, (2017, 9, 9), 9));
}

#[test]
fn case_numbers_are_refused_for_their_own_reason() {
    for (text, refusal) in [
        ("330111050170229000009", IdentError::CaseNumberDate),
        ("330111050171309000009", IdentError::CaseNumberDate),
        ("330111050170909000000", IdentError::CaseNumberSerial),
        ("030111050170909000009", IdentError::DivisionForm),
        ("33011105017090900009", IdentError::CaseNumberForm),
        ("3301110501709090000090", IdentError::CaseNumberForm),
        ("33011105017090900000X", IdentError::CaseNumberForm),
    ] {
        assert_eq!(text.parse::<CaseNumber>(), Err(refusal), "{text}");
    }
    let division: DivisionCode = "330111".parse().unwrap();
    let make = |unit, date, serial| CaseNumber::new(&division, unit, date, serial);
    assert_eq!(make(1000, (2017, 9, 9), 1), Err(IdentError::CaseNumberUnit));
    assert_eq!(make(0, (1999, 9, 9), 1), Err(IdentError::CaseNumberDate));
    assert_eq!(make(0, (2100, 1, 1), 1), Err(IdentError::CaseNumberDate));
    assert_eq!(make(0, (2017, 9, 0), 1), Err(IdentError::CaseNumberDate));
    assert_eq!(make(0, (2017, 9, 9), 1_000_000), Err(IdentError::CaseNumberSerial));
    assert!(make(999, (2024, 2, 29), 999_999).is_ok());
}

#[test]
fn query_codes_are_secret_and_easy_to_type() {
    let code = QueryCode::from_random(&[0xab; 16]).unwrap();
    assert_eq!(code.reveal().len(), 10);
    let typed = format!(" {}-{} ", &code.reveal()[..5].to_lowercase(), &code.reveal()[5..]);
    assert_eq!(typed.parse(), Ok(code.clone()));
    assert_ne!(QueryCode::from_random(&[0xac; 16]), Ok(code.clone()));
    assert_ne!(code.reveal()[..9].parse(), Ok(code.clone()));
    assert_eq!(format!("{code:?}"), "QueryCode(********)");
    assert_eq!(QueryCode::from_random(&[1; 15]), Err(IdentError::QueryCodeRandom));
    let long = "A".repeat(33);
    for text in
        ["ABCDEFG", "ABCDEFG0", "ABCDEFGO", "ABCDEFGI", "ABCDEFG1", "abcdefgl", "ABCDEFG中", &long, ""]
    {
        assert_eq!(text.parse::<QueryCode>(), Err(IdentError::QueryCodeForm), "{text}");
    }
}

#[test]
fn mobiles_and_postcodes() {
    let mobile: Mobile = "13812341234".parse().unwrap();
    for same in ["+86 138 1234 1234", "138-1234-1234", "１３８１２３４１２３４"] {
        assert_eq!(same.parse(), Ok(mobile.clone()), "{same}");
    }
    assert_eq!((mobile.to_string().as_str(), mobile.reveal()), ("138****1234", "13812341234"));
    for text in ["12812341234", "1381234123", "138123412345", "23812341234", "+8513812341234", ""] {
        assert_eq!(text.parse::<Mobile>(), Err(IdentError::MobileForm), "{text}");
    }
    assert_eq!("641300".parse::<Postcode>().unwrap().as_str(), "641300");
    for text in ["64130", "6413000", "64130A", ""] {
        assert_eq!(text.parse::<Postcode>(), Err(IdentError::PostcodeForm), "{text}");
    }
}

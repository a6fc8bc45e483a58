use crate::{
    Address, CaseId, CaseNumber, CreditCode, DivisionCode, DocumentNumber, IdKind, IdNumber, Mobile,
    PersonName, Phone, Postcode, QueryCode, ResidentId,
};
use proptest::prelude::*;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// A valid resident id, made independently of the parser: the last character is tried out by the rule Σ ≡ 1 (mod 11).
fn resident_id() -> impl Strategy<Value = String> {
    (110_000u32..=820_000, 1900..2100, 1..=12, 1..=28, 0..1000).prop_map(
        |(division, year, month, day, sequence)| {
            let body = format!("{division}{year}{month:02}{day:02}{sequence:03}");
            let sum: u32 = body.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
            let check = (0..11).find(|check| (sum + check) % 11 == 1).unwrap();
            let check = if check == 10 { 'X' } else { char::from_digit(check, 10).unwrap() };
            format!("{body}{check}")
        },
    )
}

/// A valid credit code, made independently of the parser: both check characters are tried out.
fn credit_code() -> impl Strategy<Value = String> {
    let parts = ("[159Y]", "[1-9]", 100_000u32..=999_999, "[0-9A-HJ-NPQRTUWXY]{8}");
    parts.prop_map(|(registrar, class, division, body)| {
        let weighted = |text: &str, weights: &[usize], value: fn(char) -> usize| -> usize {
            text.chars().zip(weights).map(|(c, weight)| value(c) * weight).sum()
        };
        let letter = |c: char| usize::try_from(c.to_digit(36).unwrap()).unwrap();
        let sum = weighted(&body, &[3, 7, 9, 10, 5, 8, 4, 2], letter);
        let check = (0..11).find(|check| (sum + check) % 11 == 0).unwrap();
        let check = if check == 10 { "X".to_owned() } else { check.to_string() };
        let text = format!("{registrar}{class}{division}{body}{check}");
        let symbol = |c: char| "0123456789ABCDEFGHJKLMNPQRTUWXY".find(c).unwrap();
        let powers: Vec<usize> =
            std::iter::successors(Some(1), |power| Some(power * 3 % 31)).take(18).collect();
        let sum = weighted(&text, &powers, symbol);
        let check = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().find(|c| (sum + symbol(*c)) % 31 == 0);
        format!("{text}{}", check.unwrap())
    })
}

fn case_number() -> impl Strategy<Value = CaseNumber> {
    (100_000u32..=999_999, 0..=999u16, 2000..=2099, 1..=12u8, 1..=28u8, 1..=999_999u32).prop_map(
        |(division, unit, year, month, day, serial)| {
            CaseNumber::new(&division.to_string().parse().unwrap(), unit, (year, month, day), serial).unwrap()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn resident_ids_read_back(text in resident_id()) {
        let id: ResidentId = text.parse().unwrap();
        prop_assert_eq!(id.reveal(), &text);
        prop_assert_eq!(id.division().to_string(), &text[..6]);
        let (year, month, day) = id.birth_date();
        prop_assert_eq!(format!("{year:04}{month:02}{day:02}"), &text[6..14]);
    }

    #[test]
    fn one_changed_digit_breaks_a_resident_id(text in resident_id(), at in 0..18usize, step in 1..10u32) {
        let mut digits: Vec<char> = text.chars().collect();
        digits[at] = match digits[at].to_digit(10) {
            Some(digit) => char::from_digit((digit + step) % 10, 10).unwrap(),
            None => char::from_digit(step, 10).unwrap(),
        };
        prop_assert!(digits.into_iter().collect::<String>().parse::<ResidentId>().is_err());
    }

    #[test]
    fn credit_codes_read_back(text in credit_code()) {
        let code: CreditCode = text.parse().unwrap();
        prop_assert_eq!(code.to_string(), text);
    }

    #[test]
    fn one_changed_symbol_breaks_a_credit_code(text in credit_code(), at in 0..18usize, symbol in "[0-9A-HJ-NPQRTUWXY]") {
        let changed = format!("{}{symbol}{}", &text[..at], &text[at + 1..]);
        prop_assume!(changed != text);
        prop_assert!(changed.parse::<CreditCode>().is_err());
    }

    #[test]
    fn case_numbers_read_back(number in case_number()) {
        let text = number.to_string();
        prop_assert_eq!(text.len(), 21);
        prop_assert_eq!(text.parse(), Ok(number));
    }

    #[test]
    fn document_numbers_read_back(organ in "[\u{4E00}-\u{9FA5}]{2,12}", year in 1949..=2199u16, serial in 1..=99_999u32) {
        let number = DocumentNumber::new(&organ, year, serial).unwrap();
        prop_assert_eq!(number.to_string().parse(), Ok(number));
    }

    #[test]
    fn division_codes_read_back(code in 100_000u32..=999_999) {
        let code: DivisionCode = code.to_string().parse().unwrap();
        prop_assert_eq!(code.to_string().parse(), Ok(code));
        prop_assert_eq!(format!("{code}000000").parse(), Ok(code));
    }

    #[test]
    fn ids_read_back(millis in 0..(1u64 << 48), random: [u8; 10]) {
        let id = CaseId::from_parts(millis, random);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn query_codes_read_back(random: [u8; 16]) {
        let code = QueryCode::from_random(&random).unwrap();
        prop_assert_eq!(code.reveal().parse(), Ok(code.clone()));
    }

    /// Whatever arrives, each parser answers, and what it accepts it accepts again.
    #[test]
    fn parsers_are_total(text in prop_oneof![any::<String>(), "[0-9Xx]{15,19}", "\\PC{0,40}", "[资府办函0-9〔\\[〕\\]号 ]{0,20}"]) {
        macro_rules! again {
            ($($type:ty),*) => {$(if let Ok(value) = text.parse::<$type>() {
                prop_assert_eq!(value.to_string().parse(), Ok(value));
            })*};
        }
        again!(CreditCode, DivisionCode, DocumentNumber, CaseNumber, Postcode, CaseId, IdKind);
        macro_rules! revealed {
            ($($type:ty),*) => {$(if let Ok(value) = text.parse::<$type>() {
                prop_assert_eq!(value.reveal().parse(), Ok(value.clone()));
            })*};
        }
        revealed!(ResidentId, Mobile, QueryCode, PersonName, IdNumber, Phone, Address);
        for kind in IdKind::ALL {
            if let Ok(number) = kind.read(&text) {
                prop_assert_eq!(kind.read(number.reveal()), Ok(number));
            }
        }
    }

    #[test]
    fn long_input_is_refused(text in "[0-9]{600}") {
        prop_assert!(text.parse::<ResidentId>().is_err() && text.parse::<Address>().is_err());
        prop_assert!(text.parse::<DocumentNumber>().is_err() && text.parse::<CaseNumber>().is_err());
    }
}

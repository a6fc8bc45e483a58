//! Four schemes of codes stand in one column of real catalogs.

/// The scheme of a code, where it is one of those known.
pub(super) fn scheme(code: &str) -> Option<&'static str> {
    let bare = code.split(['(', '（']).next().unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let segments: Vec<&str> = bare.split('-').collect();
    match segments.as_slice() {
        // Implementation codes of the province's platform end in division, variant, organ, ordinal, version.
        [first, .., division, variant, _, _, _]
            if digits(division) && division.len() == 12 && variant.len() == 3 && first.len() > 1 =>
        {
            Some("platform")
        }
        // A letter and six digits open the codes of items delegated from above.
        [letter, number, ..] if letter.len() == 1 && digits(number) => Some("delegated"),
        [one] if digits(one) && one.len() == 12 => Some("basic"),
        [one] if one.len() == 14 && one.get(..3).is_some_and(digits) && one.get(4..).is_some_and(digits) => {
            Some("province")
        }
        // An organ's old code with its own check character behind a hyphen.
        [first, division, variant, ..] if segments.len() > 5 && first.len() > 1 => {
            (digits(division) && variant.len() == 3).then_some("platform")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::scheme;

    #[test]
    fn every_scheme_of_the_real_column_is_known() {
        for (code, expected) in [
            ("511A0138000000-511602000000-000-115113010833722043-1-00", Some("platform")),
            ("512C0107400001-511602000000-000-00877868-5-1-00", Some("platform")),
            ("1J-5100-00027-511602000000-000-11511301008778386B-1-00", Some("platform")),
            ("G-000007-001-511602000000-000-115113010833722043-1-00", Some("delegated")),
            ("E-000004-001-11511301008778386B", Some("delegated")),
            ("511A0005200004(旧事项码)", Some("province")),
            ("000164120000", Some("basic")),
            ("0100605999", None),
            ("", None),
            ("-", None),
            ("水许可-1", None),
        ] {
            assert_eq!(scheme(code), expected, "{code}");
        }
    }
}

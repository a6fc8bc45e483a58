//! Resident identity numbers (公民身份号码, GB 11643-1999).

use crate::{DivisionCode, IdNumber, IdentError, civil::is_real_date, masked::mask_middle};
use std::{fmt, str::FromStr};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// A resident identity number: division, a real birth date, sequence and a matching check digit. A lower-case or
/// full-width form is normalized; whether the date has come is asked with [`ResidentId::not_born_after`].
///
/// `Debug` and `Display` mask; the number itself comes out by [`ResidentId::reveal`] only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidentId(String);

impl ResidentId {
    /// The number in clear, 18 characters.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The division in which the number was given out (codes of that day: it may have been abolished since).
    #[must_use]
    pub fn division(&self) -> DivisionCode {
        DivisionCode::from_number(self.number(0, 6))
    }

    /// Year, month and day of birth.
    #[must_use]
    pub fn birth_date(&self) -> (i32, u8, u8) {
        let part = |from, to| u8::try_from(self.number(from, to)).unwrap_or_default();
        (i32::try_from(self.number(6, 10)).unwrap_or_default(), part(10, 12), part(12, 14))
    }

    /// Whether the sequence number is odd, as it is for men.
    #[must_use]
    pub fn is_male(&self) -> bool {
        self.number(14, 17) % 2 == 1
    }

    /// Refuses a birth date after the given day, normally today.
    ///
    /// # Errors
    /// [`IdentError::ResidentIdFuture`].
    pub fn not_born_after(&self, year: i32, month: u8, day: u8) -> Result<(), IdentError> {
        if self.birth_date() > (year, month, day) { Err(IdentError::ResidentIdFuture) } else { Ok(()) }
    }

    fn number(&self, from: usize, to: usize) -> u32 {
        self.0.get(from..to).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    }
}

/// Whether 17 digits and a last character satisfy the check of GB 11643 (ISO 7064 MOD 11-2).
pub(crate) fn check_matches(text: &str) -> bool {
    let sum = text
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum::<u32>();
    let expected = usize::try_from(sum % 11).ok().and_then(|rest| CHECKS.get(rest));
    text.len() == 18 && text.as_bytes().last() == expected
}

/// Whether the text is 17 digits followed by a digit or X.
pub(crate) fn has_form(text: &str) -> bool {
    let Some((digits, last)) = text.split_at_checked(17) else { return false };
    digits.bytes().all(|b| b.is_ascii_digit()) && (last == "X" || matches!(last.as_bytes(), [b'0'..=b'9']))
}

impl FromStr for ResidentId {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        let text = crate::masked::narrow(text, 18).ok_or(IdentError::ResidentIdForm)?;
        if !has_form(&text) {
            return Err(IdentError::ResidentIdForm);
        }
        // 9 opens the numbers of foreign permanent residents, which name no division.
        if text.starts_with(['0', '9']) {
            return Err(IdentError::ResidentIdDivision);
        }
        let id = Self(text);
        let (year, month, day) = id.birth_date();
        if year < 1800 || !is_real_date(year, month, day) {
            return Err(IdentError::ResidentIdBirthDate);
        }
        if check_matches(&id.0) { Ok(id) } else { Err(IdentError::ResidentIdCheckDigit) }
    }
}

impl fmt::Display for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask_middle(&self.0, 4, 2))
    }
}

impl fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResidentId({self})")
    }
}

impl From<ResidentId> for IdNumber {
    fn from(id: ResidentId) -> Self {
        Self::from_checked(id.0)
    }
}

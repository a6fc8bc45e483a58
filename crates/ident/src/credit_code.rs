//! Unified social credit codes (统一社会信用代码, GB 32100-2015).

use crate::{DivisionCode, IdentError};
use std::{fmt, str::FromStr};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A unified social credit code: registering department, class, division, body code (GB 11714) with its own check
/// character, and the check character of the whole. Public, so it prints in clear. Lower-case and full-width forms
/// are normalized.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode(String);

impl CreditCode {
    /// The code, 18 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The registering department: 1 staffing office, 5 civil affairs, 9 market regulation, Y other.
    #[must_use]
    pub fn registrar(&self) -> char {
        self.0.chars().next().unwrap_or_default()
    }

    /// The division of the registering department (GB/T 2260 of that day).
    #[must_use]
    pub fn division(&self) -> DivisionCode {
        let digits = self.0.get(2..8).and_then(|digits| digits.parse().ok());
        DivisionCode::from_number(digits.unwrap_or_default())
    }

    /// The body code inside (主体标识码, GB 11714), 9 characters.
    #[must_use]
    pub fn body_code(&self) -> &str {
        self.0.get(8..17).unwrap_or_default()
    }
}

fn symbol_value(symbol: u8) -> Option<u32> {
    ALPHABET.iter().position(|s| *s == symbol).and_then(|at| u32::try_from(at).ok())
}

/// The check character of the first 17 symbols.
fn check_symbol(text: &str) -> Option<u8> {
    let sum =
        text.bytes().zip(WEIGHTS).map(|(s, weight)| Some(symbol_value(s)? * weight)).sum::<Option<u32>>()?;
    ALPHABET.get(usize::try_from((31 - sum % 31) % 31).ok()?).copied()
}

/// The check character of the first 8 symbols of a body code: here letters count A=10 … Z=35.
fn body_check(body: &str) -> Option<u8> {
    let value = |symbol: u8| char::from(symbol).to_digit(36);
    let sum =
        body.bytes().zip(BODY_WEIGHTS).map(|(s, weight)| Some(value(s)? * weight)).sum::<Option<u32>>()?;
    b"0X987654321".get(usize::try_from(sum % 11).ok()?).copied()
}

impl FromStr for CreditCode {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        let text = crate::masked::narrow(text, 18).ok_or(IdentError::CreditCodeForm)?;
        if text.len() != 18 || !text.bytes().all(|s| symbol_value(s).is_some()) {
            return Err(IdentError::CreditCodeForm);
        }
        let code = Self(text);
        if !code.0.get(2..8).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()) && !d.starts_with('0')) {
            return Err(IdentError::CreditCodeDivision);
        }
        if body_check(code.body_code()).as_ref() != code.body_code().as_bytes().last() {
            return Err(IdentError::CreditCodeOrganization);
        }
        if check_symbol(&code.0).as_ref() == code.0.as_bytes().last() {
            Ok(code)
        } else {
            Err(IdentError::CreditCodeCheckDigit)
        }
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CreditCode({self})")
    }
}

crate::text_form::text_form!(CreditCode);

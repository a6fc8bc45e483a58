//! Query codes (查询码): with the case number, the key by which an applicant looks up the case without an account.

use crate::IdentError;
use std::{fmt, hint::black_box, str::FromStr};

/// Digits and capitals without the look-alikes 0 O, 1 I L.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Characters of a new code: 31¹⁰ ≈ 2⁴⁹ codes.
const LENGTH: usize = 10;

/// A query code of 8 to 32 characters. It is a secret: compared in constant time, masked in `Debug`, never serialized;
/// the receipt prints [`QueryCode::reveal`]. Read in any case, with spaces and hyphens left out.
#[derive(Clone)]
pub struct QueryCode(String);

impl QueryCode {
    /// Makes a code of ten characters from at least 16 random bytes.
    ///
    /// # Errors
    /// [`IdentError::QueryCodeRandom`] for fewer bytes.
    pub fn from_random(random: &[u8]) -> Result<Self, IdentError> {
        let bytes = random.first_chunk::<16>().ok_or(IdentError::QueryCodeRandom)?;
        // 2¹²⁸ is so much larger than 31¹⁰ that the remainder's unevenness is below 2⁻⁷⁸.
        let mut rest = u128::from_be_bytes(*bytes);
        let mut code = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let symbol = usize::try_from(rest % 31).ok().and_then(|at| ALPHABET.get(at));
            code.push(char::from(*symbol.ok_or(IdentError::QueryCodeRandom)?));
            rest /= 31;
        }
        Ok(Self(code))
    }

    /// The code in clear.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for QueryCode {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        let text = crate::masked::narrow(text, 64).ok_or(IdentError::QueryCodeForm)?;
        let code: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if (8..=32).contains(&code.len()) && code.bytes().all(|b| ALPHABET.contains(&b)) {
            Ok(Self(code))
        } else {
            Err(IdentError::QueryCodeForm)
        }
    }
}

impl PartialEq for QueryCode {
    fn eq(&self, other: &Self) -> bool {
        let pairs = self.0.bytes().zip(other.0.bytes());
        let difference = pairs.fold(0, |seen, (a, b)| black_box(seen | (a ^ b)));
        self.0.len() == other.0.len() && difference == 0
    }
}

impl Eq for QueryCode {}

impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode(********)")
    }
}

crate::text_form::text_input!(QueryCode);

//! Mobile numbers and postcodes.

use crate::{IdentError, Phone, masked::mask_middle};
use std::{fmt, str::FromStr};

/// A mobile number of the mainland, 11 digits starting with 13 to 19. A leading +86 and spaces or hyphens between the
/// groups are left out. Personal: `Debug` and `Display` mask.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Mobile(String);

impl Mobile {
    /// The number in clear, 11 digits.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Mobile {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        let text = crate::masked::narrow(text, 24).ok_or(IdentError::MobileForm)?;
        let digits: String = text.strip_prefix("+86").unwrap_or(&text).replace([' ', '-'], "");
        match digits.as_bytes() {
            [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit) => {
                Ok(Self(digits))
            }
            _ => Err(IdentError::MobileForm),
        }
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask_middle(&self.0, 3, 4))
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({self})")
    }
}

impl From<Mobile> for Phone {
    fn from(mobile: Mobile) -> Self {
        Self::from_checked(mobile.0)
    }
}

/// A postcode, 6 digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Postcode {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        let text = crate::masked::narrow(text, 6).ok_or(IdentError::PostcodeForm)?;
        if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text))
        } else {
            Err(IdentError::PostcodeForm)
        }
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::text_form::text_form!(Postcode);

//! Case numbers (办件编号).

use crate::{DivisionCode, IdentError, civil::is_real_date};
use std::{fmt, str::FromStr};

/// A case number of 21 digits: division 6, unit 3, date YYMMDD of this century, serial 6. Allocated when papers are
/// received and never reused; gaps mean nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    division: DivisionCode,
    unit: u16,
    date: (i32, u8, u8),
    serial: u32,
}

impl CaseNumber {
    /// Puts a number together.
    ///
    /// # Errors
    /// A unit over 999, a date that does not exist or lies outside 2000..=2099, a serial outside 1..=999999.
    pub fn new(
        division: &DivisionCode,
        unit: u16,
        date: (i32, u8, u8),
        serial: u32,
    ) -> Result<Self, IdentError> {
        let (year, month, day) = date;
        if unit > 999 {
            return Err(IdentError::CaseNumberUnit);
        }
        if !(2000..=2099).contains(&year) || !is_real_date(year, month, day) {
            return Err(IdentError::CaseNumberDate);
        }
        if !(1..=999_999).contains(&serial) {
            return Err(IdentError::CaseNumberSerial);
        }
        Ok(Self { division: *division, unit, date, serial })
    }

    /// The division that received the papers.
    #[must_use]
    pub const fn division(&self) -> DivisionCode {
        self.division
    }

    /// The unit within the division, 0..=999.
    #[must_use]
    pub const fn unit(&self) -> u16 {
        self.unit
    }

    /// Year, month and day of receipt.
    #[must_use]
    pub const fn date(&self) -> (i32, u8, u8) {
        self.date
    }

    /// The serial of that unit and day, 1..=999999.
    #[must_use]
    pub const fn serial(&self) -> u32 {
        self.serial
    }
}

impl FromStr for CaseNumber {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        if text.len() != 21 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentError::CaseNumberForm);
        }
        let part = |from, to| text.get(from..to).ok_or(IdentError::CaseNumberForm);
        let pair = |from| part(from, from + 2)?.parse::<u8>().map_err(|_| IdentError::CaseNumberForm);
        let unit = part(6, 9)?.parse().map_err(|_| IdentError::CaseNumberUnit)?;
        let serial = part(15, 21)?.parse().map_err(|_| IdentError::CaseNumberSerial)?;
        let date = (2000 + i32::from(pair(9)?), pair(11)?, pair(13)?);
        Self::new(&part(0, 6)?.parse()?, unit, date, serial)
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date;
        let year = year % 100;
        write!(f, "{}{:03}{year:02}{month:02}{day:02}{:06}", self.division, self.unit, self.serial)
    }
}

impl fmt::Debug for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseNumber({self})")
    }
}

crate::text_form::text_form!(CaseNumber);

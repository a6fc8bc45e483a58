//! Document numbers (发文字号, GB/T 9704-2012).

use crate::IdentError;
use std::{fmt, str::FromStr};

/// Longest input looked at, in bytes: twelve characters of organ, the year and the serial all fit several times over.
const MAX_INPUT: usize = 200;

/// A document number: the organ's short name, the year and a serial, printed `资府办函〔2017〕210号`. The year is read
/// from any of the brackets that people type, and from full-width digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    organ: String,
    year: u16,
    serial: u32,
}

impl DocumentNumber {
    /// Puts a number together.
    ///
    /// # Errors
    /// An organ that is not 2 to 12 Chinese characters, a year outside 1949..=2199, a serial outside 1..=99999.
    pub fn new(organ: &str, year: u16, serial: u32) -> Result<Self, IdentError> {
        if !(2..=12).contains(&organ.chars().take(13).count()) || !organ.chars().all(is_han) {
            return Err(IdentError::DocumentNumberOrgan);
        }
        if !(1949..=2199).contains(&year) {
            return Err(IdentError::DocumentNumberYear);
        }
        if !(1..=99_999).contains(&serial) {
            return Err(IdentError::DocumentNumberSerial);
        }
        Ok(Self { organ: organ.to_owned(), year, serial })
    }

    /// The organ's short name (机关代字), such as 资府办函.
    #[must_use]
    pub fn organ(&self) -> &str {
        &self.organ
    }

    /// The year of signing.
    #[must_use]
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// The serial within organ and year.
    #[must_use]
    pub const fn serial(&self) -> u32 {
        self.serial
    }
}

/// Chinese characters, rare ones of the supplementary planes among them.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Brings the ways in which people type brackets, digits and spaces to one.
const fn normalized(c: char) -> char {
    match c {
        '[' | '(' | '［' | '（' | '【' | '〔' | '﹝' => '〔',
        ']' | ')' | '］' | '）' | '】' | '〕' | '﹞' => '〕',
        '０' => '0',
        '１' => '1',
        '２' => '2',
        '３' => '3',
        '４' => '4',
        '５' => '5',
        '６' => '6',
        '７' => '7',
        '８' => '8',
        '９' => '9',
        other => other,
    }
}

impl FromStr for DocumentNumber {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        if text.len() > MAX_INPUT {
            return Err(IdentError::DocumentNumberForm);
        }
        let text: String = text.chars().filter(|c| !c.is_whitespace()).map(normalized).collect();
        let (organ, rest) = text.split_once('〔').ok_or(IdentError::DocumentNumberForm)?;
        let (year, rest) = rest.split_once('〕').ok_or(IdentError::DocumentNumberForm)?;
        let serial = rest.strip_suffix('号').ok_or(IdentError::DocumentNumberForm)?;
        let digits =
            |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) {
            return Err(IdentError::DocumentNumberYear);
        }
        if !digits(serial, 5) || serial.starts_with('0') {
            return Err(IdentError::DocumentNumberSerial);
        }
        let year = year.parse().map_err(|_| IdentError::DocumentNumberYear)?;
        Self::new(organ, year, serial.parse().map_err(|_| IdentError::DocumentNumberSerial)?)
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.organ, self.year, self.serial)
    }
}

impl fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentNumber({self})")
    }
}

crate::text_form::text_form!(DocumentNumber);

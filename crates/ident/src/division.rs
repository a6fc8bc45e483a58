//! Division codes (行政区划代码, GB/T 2260).

use crate::IdentError;
use std::{fmt, str::FromStr};

/// The level that a division code has by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DivisionLevel {
    /// A province, autonomous region or municipality (省级), `51 00 00`.
    Province,
    /// A prefecture or city (市级), `51 20 00`.
    City,
    /// A county or district (县级), `51 20 21`.
    County,
}

/// A six-digit division code. Which codes exist on which day is data, not form: zones without a national code have
/// local ones, and abolished codes stay on old papers. Also read from the 12-digit form ending in 000000.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionCode(u32);

impl DivisionCode {
    pub(crate) const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The level by its form: trailing pairs of zeros.
    #[must_use]
    pub const fn level(self) -> DivisionLevel {
        if self.0.is_multiple_of(10_000) {
            DivisionLevel::Province
        } else if self.0.is_multiple_of(100) {
            DivisionLevel::City
        } else {
            DivisionLevel::County
        }
    }

    /// The code of the province.
    #[must_use]
    pub const fn province(self) -> Self {
        Self(self.0 - self.0 % 10_000)
    }

    /// The code of the city, none for a province. By form only: a county run directly by its province also has one.
    #[must_use]
    pub const fn city(self) -> Option<Self> {
        match self.level() {
            DivisionLevel::Province => None,
            DivisionLevel::City | DivisionLevel::County => Some(Self(self.0 - self.0 % 100)),
        }
    }

    /// The code one level up, none for a province.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        match self.level() {
            DivisionLevel::Province => None,
            DivisionLevel::City => Some(self.province()),
            DivisionLevel::County => self.city(),
        }
    }
}

impl FromStr for DivisionCode {
    type Err = IdentError;

    fn from_str(text: &str) -> Result<Self, IdentError> {
        let code = match text.len() {
            12 => text.strip_suffix("000000"),
            _ => Some(text),
        };
        code.filter(|code| {
            code.len() == 6 && !code.starts_with('0') && code.bytes().all(|b| b.is_ascii_digit())
        })
        .and_then(|code| code.parse().ok())
        .map(Self)
        .ok_or(IdentError::DivisionForm)
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl fmt::Debug for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DivisionCode({self})")
    }
}

crate::text_form::text_form!(DivisionCode);

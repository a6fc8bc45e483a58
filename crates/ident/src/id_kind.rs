//! Kinds of identity documents (证件类型).

use crate::{CreditCode, IdNumber, IdentError, ResidentId, resident_id};
use std::{fmt, str::FromStr};

macro_rules! kinds {
    ($($variant:ident => $code:literal, $zh:literal, $en:literal;)*) => {
        /// The kind of an identity document, with the codes of GA/T 2000.156 for persons; legal persons are known by
        /// their credit code, `001` on the government service platforms.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum IdKind {
            $(#[doc = concat!($en, " (", $zh, ").")] $variant,)*
        }

        impl IdKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code of three digits.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The name in Chinese.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)* }
            }

            /// The name in English.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $(Self::$variant => $en,)* }
            }
        }

        impl FromStr for IdKind {
            type Err = IdentError;

            fn from_str(text: &str) -> Result<Self, IdentError> {
                match text { $($code => Ok(Self::$variant),)* _ => Err(IdentError::IdKindUnknown) }
            }
        }
    };
}

kinds! {
    CreditCode => "001", "统一社会信用代码", "Unified social credit code";
    ResidentCard => "111", "居民身份证", "Resident identity card";
    TemporaryResidentCard => "112", "临时居民身份证", "Temporary resident identity card";
    HouseholdRegister => "113", "户口簿", "Household register";
    OfficerCard => "114", "中国人民解放军军官证", "Officer's card of the army";
    ArmedPoliceCard => "115", "中国人民武装警察部队警官证", "Officer's card of the armed police";
    Passport => "414", "普通护照", "Passport";
    TaiwanPermit => "511", "台湾居民来往大陆通行证", "Mainland travel permit for residents of Taiwan";
    HongKongMacauPermit => "516", "港澳居民来往内地通行证", "Mainland travel permit for residents of Hong Kong and Macau";
    ForeignPermanentResidentCard => "553", "外国人永久居留身份证", "Permanent resident card of a foreigner";
    Other => "990", "其他证件", "Other document";
}

impl IdKind {
    /// Whether it identifies a legal person (true) or a natural one (false); nothing where it may be either's.
    #[must_use]
    pub const fn is_of_organization(self) -> Option<bool> {
        match self {
            Self::CreditCode => Some(true),
            Self::Other => None,
            _ => Some(false),
        }
    }

    /// Reads the number of a document of this kind: with its check digit where the kind has one, else by the general
    /// limits of [`IdNumber`].
    ///
    /// # Errors
    /// The refusal of the kind's own number, or of [`IdNumber`].
    pub fn read(self, number: &str) -> Result<IdNumber, IdentError> {
        match self {
            Self::CreditCode => number.parse::<CreditCode>().and_then(|code| code.as_str().parse()),
            Self::ResidentCard | Self::TemporaryResidentCard => {
                number.parse::<ResidentId>().map(IdNumber::from)
            }
            Self::ForeignPermanentResidentCard => read_foreign_resident(number),
            _ => number.parse(),
        }
    }
}

/// Since 2023 the number is 18 digits opening with 9 and closing with the check digit of GB 11643; cards of 15
/// characters remain valid and have none.
fn read_foreign_resident(number: &str) -> Result<IdNumber, IdentError> {
    let text = crate::masked::narrow(number, 18).ok_or(IdentError::IdNumberForm)?;
    match text.len() {
        15 if text.bytes().all(|b| b.is_ascii_alphanumeric()) => text.parse(),
        18 if text.starts_with('9') && resident_id::has_form(&text) => {
            if resident_id::check_matches(&text) {
                text.parse()
            } else {
                Err(IdentError::IdNumberCheckDigit)
            }
        }
        _ => Err(IdentError::IdNumberForm),
    }
}

impl fmt::Display for IdKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

crate::text_form::text_form!(IdKind);

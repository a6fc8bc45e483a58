//! Personal data that masks itself wherever it is printed. The clear text leaves by `reveal` only, so that a search for
//! that word finds every place where it can.

use crate::IdentError;
use std::{fmt, str::FromStr};

macro_rules! masked {
    ($($(#[$doc:meta])* $name:ident, $most:literal, $mask:expr, $empty:ident, $length:ident, $character:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Read from clear text, with the space around it left out; empty or overlong text, characters that nobody sees,
        /// private ones and asterisks are refused, rare characters are kept. `Debug`, `Display` and `Serialize` mask.
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            #[doc = concat!("The longest text, in characters: ", stringify!($most), ".")]
            pub const MAX_CHARS: usize = $most;

            /// The clear text. Whoever calls this answers for who sees it.
            #[must_use]
            pub fn reveal(&self) -> &str {
                &self.0
            }

            /// What was read once, under the rules of its day, and kept since: it is not asked again.
            #[must_use]
            pub const fn kept(text: String) -> Self {
                Self(text)
            }

            /// The masked text, as `Display` prints it.
            #[must_use]
            pub fn masked(&self) -> String {
                $mask(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdentError;

            fn from_str(text: &str) -> Result<Self, IdentError> {
                let text = text.trim();
                if text.is_empty() {
                    Err(IdentError::$empty)
                } else if text.chars().take($most + 1).count() > $most {
                    Err(IdentError::$length)
                } else if text.chars().any(is_refused) {
                    Err(IdentError::$character)
                } else {
                    Ok(Self(text.to_owned()))
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.masked())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        crate::text_form::text_form!($name);
    )*};
}

masked! {
    /// A natural person's name, masked as 张**, whatever its length.
    PersonName, 200, mask_name, PersonNameEmpty, PersonNameLength, PersonNameCharacter;
    /// The number of an identity document of any kind, masked as 1101************34.
    IdNumber, 50, mask_id, IdNumberEmpty, IdNumberLength, IdNumberCharacter;
    /// A telephone number as given, masked as 138****1234.
    Phone, 40, mask_phone, PhoneEmpty, PhoneLength, PhoneCharacter;
    /// An address, masked after its leading division, 四川省资阳市******.
    Address, 500, mask_address, AddressEmpty, AddressLength, AddressCharacter;
    /// Where electronic service reaches somebody (a mailbox, a number, an account of a platform), masked as z***@example.cn.
    ElectronicAddress, 200, mask_electronic, ElectronicAddressEmpty, ElectronicAddressLength, ElectronicAddressCharacter;
}

impl IdNumber {
    pub(crate) const fn from_checked(text: String) -> Self {
        Self(text)
    }
}

impl Phone {
    pub(crate) const fn from_checked(text: String) -> Self {
        Self(text)
    }
}

/// Controls, NUL among them, line separators, and asterisks, lest a masked text comes back from a form as if it were the
/// clear one; and whatever a reader cannot see or tell: two names that look alike are two people to a look-up.
fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '*' | '\u{2028}' | '\u{2029}') || is_unseen(c) || is_private(c)
}

/// What is drawn as nothing: Unicode's default-ignorable code points (soft hyphen, joiners, fillers, marks of direction,
/// variation selectors, tags), and the empty braille pattern.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// What each font draws as it likes; GB 18030-2022 gives its characters ordinary places.
const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Trims, brings full-width forms and lower case to ASCII capitals, and refuses what is longer than `most` characters
/// or not ASCII.
pub(crate) fn narrow(text: &str, most: usize) -> Option<String> {
    let text = text.trim();
    if text.chars().take(most + 1).count() > most {
        return None;
    }
    let narrowed = |c: char| {
        let offset = u32::from(c).checked_sub(0xFEE0).filter(|offset| (0x21..=0x7E).contains(offset));
        let c = offset.and_then(char::from_u32).unwrap_or(c);
        c.is_ascii().then(|| c.to_ascii_uppercase())
    };
    text.chars().map(narrowed).collect()
}

/// Keeps `head` and `tail` characters and puts a star for each one between.
pub(crate) fn mask_middle(text: &str, head: usize, tail: usize) -> String {
    let hidden = head..text.chars().count().saturating_sub(tail);
    text.chars().enumerate().map(|(at, c)| if hidden.contains(&at) { '*' } else { c }).collect()
}

fn mask_name(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().filter(|_| rest.next().is_some());
    first.into_iter().chain("**".chars()).collect()
}

fn mask_id(text: &str) -> String {
    match text.chars().count() {
        0..4 => mask_middle(text, 0, 0),
        4..8 => mask_middle(text, 1, 0),
        8..15 => mask_middle(text, 2, 2),
        // Not the last four: with them and the check digit among them, some six thousand numbers are left (two digits of the
        // division and a birth date), with the last two a hundred times as many. Two ends are enough to compare by.
        _ => mask_middle(text, 4, 2),
    }
}

fn mask_phone(text: &str) -> String {
    match text.chars().count() {
        0..7 => mask_middle(text, 0, 0),
        7..11 => mask_middle(text, 2, 2),
        _ => mask_middle(text, 3, 4),
    }
}

fn mask_address(text: &str) -> String {
    let shown = (text.chars().count() / 2).min(6);
    text.chars().take(shown).chain("******".chars()).collect()
}

fn mask_electronic(text: &str) -> String {
    match text.split_once('@') {
        Some((mailbox, host)) => {
            let shown = usize::from(mailbox.chars().count() > 2);
            mailbox.chars().take(shown).chain("***@".chars()).chain(host.chars()).collect()
        }
        None => mask_phone(text),
    }
}

//! Pages of lists: a cursor says where the next one begins. It is data, not a secret: what it points to is authorized like
//! everything else, so that its form is all that is checked: each part of it is written as it went out, and nothing besides.

use std::fmt::Display;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::civil::Date;
use utoipa::IntoParams;

use crate::problem::Failure;
use crate::query::{Pairs, field};

const USUAL: u32 = 20;
const LONGEST: usize = 256;

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
/// Which page of a list.
pub struct PageQuery {
    /// `next` of the page before.
    #[param(max_length = 512)]
    pub cursor: Option<String>,
    /// Rows at most; 20 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
}

/// Where a page begins and how long it is.
#[derive(Debug, Clone)]
pub struct Cursor {
    /// The key after which it begins.
    pub after: Option<String>,
    /// Rows at most.
    pub limit: u32,
}

impl PageQuery {
    /// Reads the two parameters; for queries that have others beside them.
    ///
    /// # Errors
    /// 400 `input.query`.
    pub fn cursor(self) -> Result<Cursor, Failure> {
        let limit = self.limit.unwrap_or(USUAL);
        if !(1..=100).contains(&limit) {
            return Err(field("limit", "input.field.form"));
        }
        let after = self.cursor.map(|cursor| Cursor::open(&cursor).ok_or_else(foreign)).transpose()?;
        Ok(Cursor { after, limit })
    }
}

/// A part of a key, written as it is written here: a number without a sign or zeros before it, a day without an hour.
pub(crate) fn exact<T: FromStr + Display>(part: &str) -> Option<T> {
    part.parse::<T>().ok().filter(|read| read.to_string() == part)
}

/// Whether a key is that of a list by days.
fn is_day(key: &str) -> bool {
    key.is_empty() || exact::<Date>(key).is_some()
}

fn foreign() -> Failure {
    field("cursor", "input.field.form")
}

impl Cursor {
    /// The key after which it begins, as an id.
    ///
    /// # Errors
    /// 400 `input.query`.
    pub fn behind<T: FromStr + Display>(&self) -> Result<Option<T>, Failure> {
        self.read(exact)
    }

    /// The day and the id after which it begins, in a list by both; nothing where it begins at its beginning. What has no day in such a list
    /// has an empty one.
    ///
    /// # Errors
    /// 400 `input.query`.
    pub(crate) fn place<T: FromStr + Display>(&self) -> Result<Option<(String, String)>, Failure> {
        self.read(|key| {
            let (on, id) = key.split_once('/')?;
            (is_day(on) && exact::<T>(id).is_some()).then(|| (on.to_owned(), id.to_owned()))
        })
    }

    /// What the list reads of the key after which it begins; nothing where it begins at its beginning.
    ///
    /// # Errors
    /// 400 `input.query` for what it cannot read.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Failure> {
        self.after.as_deref().map(|key| read(key).ok_or_else(foreign)).transpose()
    }

    /// The form in which a key goes out: hexadecimal, so that nobody takes it for a promise.
    #[must_use]
    pub fn seal(key: &str) -> String {
        key.bytes().map(|byte| format!("{byte:02x}")).collect()
    }

    fn open(cursor: &str) -> Option<String> {
        if cursor.is_empty() || cursor.len() > 2 * LONGEST {
            return None;
        }
        let (pairs, rest) = cursor.as_bytes().as_chunks::<2>();
        let nibble = |digit: u8| char::from(digit).to_digit(16).filter(|_| !digit.is_ascii_uppercase());
        let bytes = pairs.iter().map(|[high, low]| u8::try_from(nibble(*high)? * 16 + nibble(*low)?).ok());
        let text = String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()?;
        (rest.is_empty() && !text.contains('\0')).then_some(text)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Cursor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let mut pairs = Pairs::from_request_parts(parts, state).await?;
        let cursor = pairs.page()?;
        pairs.nothing_else().map(|()| cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_key_is_written_as_it_went_out() {
        assert_eq!(exact::<Date>("2017-10-24"), Some(jiff::civil::date(2017, 10, 24)));
        assert_eq!((exact::<i64>("-7"), exact::<u64>("0")), (Some(-7), Some(0)));
        for foul in ["", " 1", "1 ", "+1", "01", "-0", "1.0", "x"] {
            assert_eq!(exact::<i64>(foul), None, "{foul}");
        }
        for foul in ["20171024", "2017-10-24T00:00", "+002017-10-24", " 2017-10-24"] {
            assert_eq!(exact::<Date>(foul), None, "{foul}");
        }
    }

    #[test]
    fn a_cursor_comes_back_as_it_went_or_not_at_all() {
        for key in ["a", "王芳", "2017-10-24/x"] {
            assert_eq!(Cursor::open(&Cursor::seal(key)).as_deref(), Some(key));
        }
        for foul in ["", "6", "6g", "6A", "00", "ff", &"61".repeat(257)] {
            assert_eq!(Cursor::open(foul), None, "{foul}");
        }
    }
}

//! Values in and out of SQL.

use crate::{Error, Result};

/// An owned value, for parameters that are put together at run time.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// A truth value.
    Bool(bool),
    /// A 64-bit integer; instants are microseconds since 1970 UTC.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// Text without U+0000.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A borrowed parameter of a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Param<'a> {
    /// SQL NULL.
    Null,
    /// A truth value.
    Bool(bool),
    /// A 64-bit integer.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// Text without U+0000.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl Value {
    /// Borrows this value as a parameter.
    #[must_use]
    pub fn param(&self) -> Param<'_> {
        match self {
            Self::Null => Param::Null,
            Self::Bool(value) => Param::Bool(*value),
            Self::Int(value) => Param::Int(*value),
            Self::Real(value) => Param::Real(*value),
            Self::Text(value) => Param::Text(value),
            Self::Bytes(value) => Param::Bytes(value),
        }
    }
}

macro_rules! param_from {
    ($($from:ty => |$value:ident| $param:expr),+ $(,)?) => {$(
        impl<'a> From<$from> for Param<'a> {
            fn from($value: $from) -> Self {
                $param
            }
        }
    )+};
}

param_from! {
    bool => |value| Self::Bool(value),
    i64 => |value| Self::Int(value),
    i32 => |value| Self::Int(value.into()),
    u32 => |value| Self::Int(value.into()),
    f64 => |value| Self::Real(value),
    &'a str => |value| Self::Text(value),
    &'a String => |value| Self::Text(value),
    &'a [u8] => |value| Self::Bytes(value),
    &'a Vec<u8> => |value| Self::Bytes(value),
    &'a Value => |value| value.param(),
}

impl<'a, const N: usize> From<&'a [u8; N]> for Param<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Bytes(value)
    }
}

impl<'a, T> From<Option<T>> for Param<'a>
where
    T: Into<Self>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Builds a slice of [`Param`] from anything that converts into one.
#[macro_export]
macro_rules! params {
    () => { &[] };
    ($($value:expr),+ $(,)?) => { &[$($crate::Param::from($value)),+] };
}

/// One row of a result, borrowed from the engine that holds it. Columns count from zero.
pub struct Row<'r> {
    pub(super) cells: Cells<'r>,
    pub(super) statement: &'static str,
}

/// Where the row lives.
pub(super) enum Cells<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

macro_rules! getters {
    ($($name:ident, $optional:ident: $type:ty, $wanted:literal, $cell:path;)+) => {$(
        #[doc = concat!("The column as ", $wanted, ".")]
        ///
        /// # Errors
        /// [`Error::Corrupt`] when the column is NULL, missing or of another type.
        pub fn $name(&self, column: usize) -> Result<$type> {
            self.$optional(column)?.ok_or_else(|| self.corrupt(column, $wanted))
        }

        #[doc = concat!("The column as ", $wanted, ", or nothing where it is NULL.")]
        ///
        /// # Errors
        /// [`Error::Corrupt`] when the column is missing or of another type.
        pub fn $optional(&self, column: usize) -> Result<Option<$type>> {
            match self.cells {
                Cells::Sqlite(row) => {
                    let cell = row.get_ref(column).map_err(|_| self.corrupt(column, $wanted))?;
                    if cell == rusqlite::types::ValueRef::Null {
                        return Ok(None);
                    }
                    $cell(cell).map(Some).ok_or_else(|| self.corrupt(column, $wanted))
                }
                Cells::Postgres(row) => row.try_get(column).map_err(|_| self.corrupt(column, $wanted)),
            }
        }
    )+};
}

impl Row<'_> {
    getters! {
        bool, optional_bool: bool, "a truth value", cell::bool;
        int, optional_int: i64, "an integer", cell::int;
        real, optional_real: f64, "a number", cell::real;
        text, optional_text: &str, "text", cell::text;
        bytes, optional_bytes: &[u8], "bytes", cell::bytes;
    }

    /// The column as bytes of a fixed length, such as a digest.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the column is not that.
    pub fn array<const N: usize>(&self, column: usize) -> Result<[u8; N]> {
        self.bytes(column)?.try_into().map_err(|_| self.corrupt(column, "bytes of the right length"))
    }

    /// The column as text of its own.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the column is not text.
    pub fn string(&self, column: usize) -> Result<String> {
        self.text(column).map(str::to_owned)
    }

    /// The error that says what this column should have been.
    #[must_use]
    pub fn corrupt(&self, column: usize, wanted: &'static str) -> Error {
        Error::Corrupt { statement: self.statement, column, wanted }
    }
}

/// Readings of one embedded cell; a truth value is stored as 0 or 1.
mod cell {
    use rusqlite::types::ValueRef;

    pub(super) fn bool(cell: ValueRef<'_>) -> Option<bool> {
        match cell {
            ValueRef::Integer(0) => Some(false),
            ValueRef::Integer(1) => Some(true),
            _ => None,
        }
    }

    pub(super) fn int(cell: ValueRef<'_>) -> Option<i64> {
        match cell {
            ValueRef::Integer(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn real(cell: ValueRef<'_>) -> Option<f64> {
        match cell {
            ValueRef::Real(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn text(cell: ValueRef<'_>) -> Option<&str> {
        match cell {
            ValueRef::Text(value) => std::str::from_utf8(value).ok(),
            _ => None,
        }
    }

    pub(super) fn bytes(cell: ValueRef<'_>) -> Option<&[u8]> {
        match cell {
            ValueRef::Blob(value) => Some(value),
            _ => None,
        }
    }
}

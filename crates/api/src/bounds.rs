//! Bounds of what callers give, held before a unit of work begins.

use daowei_app::text::{bounded, one_line};
use daowei_app::{Error, Problem};

/// A text of one line, given back where it keeps its bound.
pub(crate) fn short(field: &str, text: String, longest: usize) -> Result<String, Error> {
    one_line(field, &text, longest)?;
    Ok(text)
}

/// A text of several lines, given back where it keeps its bound.
pub(crate) fn lines(field: &str, text: String, longest: usize) -> Result<String, Error> {
    bounded(field, &text, longest)?;
    Ok(text)
}

/// Whether a list keeps its bound.
pub(crate) fn crowd<T>(field: &str, list: &[T], most: usize) -> Result<(), Error> {
    if list.len() > most { Err(Error::input(field, Problem::TooLong)) } else { Ok(()) }
}

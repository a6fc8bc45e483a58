//! What goes to standard output: lines, or one JSON value.

use std::io::{self, Write};

use serde::Serialize;

use crate::trouble::Trouble;

/// One line of text.
pub(crate) fn line(text: impl std::fmt::Display) -> Result<(), Trouble> {
    Ok(writeln!(io::stdout().lock(), "{text}")?)
}

/// One JSON value.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Trouble> {
    let mut text = serde_json::to_string(value).map_err(Trouble::refused)?;
    text.push('\n');
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

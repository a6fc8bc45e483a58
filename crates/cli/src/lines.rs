//! What goes to standard output: lines, or one JSON value; and new files that were asked for.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

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

/// A new file for its owner alone, whole and on the disk, or not there. A file that is there stays: it may be the key
/// file, or the database.
pub(crate) fn file(path: &Path, text: &[u8]) -> Result<(), Trouble> {
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = opened.map_err(Trouble::file(path))?;
    file.write_all(text).and_then(|()| file.sync_all()).map_err(|error| {
        // Half a file is none.
        let _ = std::fs::remove_file(path);
        Trouble::file(path)(error)
    })
}

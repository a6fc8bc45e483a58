//! The name of an installation, which is the origin of its checkpoints.

use crate::{Error, Result};

const MAX_BYTES: usize = 128;

/// Checks that the name can stand on a line of a checkpoint: no spaces, no `+`, no control characters
/// (C2SP signed-note, key names), and nothing that looks like something else.
pub(crate) fn check(name: &str) -> Result<()> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/:".contains(&byte);
    if (1..=MAX_BYTES).contains(&name.len()) && name.bytes().all(allowed) {
        Ok(())
    } else {
        Err(Error::Installation)
    }
}

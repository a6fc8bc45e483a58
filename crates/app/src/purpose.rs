//! What somebody says that he looks at personal data for.

use crate::error::{Error, Problem, Result};

/// So many characters that can be seen say at least something.
const LEAST: usize = 4;

/// Refuses a purpose of that weight (characters that can be seen) where it says nothing (PIPL art. 6: a clear purpose).
pub(crate) fn stated(weight: usize) -> Result<()> {
    if weight < LEAST { Err(Error::input("purpose", Problem::TooShort)) } else { Ok(()) }
}

//! Names in both languages, for the texts that a reader sees.

use serde::Serialize;

/// What something is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Name {
    /// In Chinese, as printed.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Name {
    /// A name.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }
}

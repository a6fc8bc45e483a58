//! What every handler has at hand.

use daowei_app::App;

/// The inside of the program, as the handlers see it.
#[derive(Clone)]
pub struct Api {
    /// The use cases.
    pub app: App,
    /// Which program this is.
    pub build: Build,
}

/// Which program this is.
#[derive(Clone, Copy, Debug)]
pub struct Build {
    /// Its version.
    pub version: &'static str,
    /// The commit that it was built from.
    pub commit: &'static str,
}

impl Default for Build {
    /// This version, of a commit that nobody names.
    fn default() -> Self {
        Self { version: env!("CARGO_PKG_VERSION"), commit: "unknown" }
    }
}

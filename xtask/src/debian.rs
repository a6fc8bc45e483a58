//! What the tests need of Debian: installed where that may be done, else named with the line to type.

use std::path::Path;

use crate::process::{self, Trouble};

/// Installs packages as root on Debian; `false` where this is not that.
///
/// # Errors
/// Where they cannot be installed.
pub(crate) fn install(packages: &[&str]) -> Result<bool, Trouble> {
    if user()? != 0 || !Path::new("/usr/bin/apt-get").exists() {
        return Ok(false);
    }
    let install = [&["-q", "-y", "--no-install-recommends", "install"], packages].concat();
    for arguments in [&["-q", "update"][..], &install] {
        process::must(process::command("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(arguments))?;
    }
    Ok(true)
}

/// The number of the user who runs this; 0 is root.
///
/// # Errors
/// Where `id` does not say.
pub(crate) fn user() -> Result<u32, Trouble> {
    id(&["-u"])
}

/// A number of the machine's users: `id ARGUMENTS`.
///
/// # Errors
/// Where `id` does not say.
pub(crate) fn id(arguments: &[&str]) -> Result<u32, Trouble> {
    let said = process::output(process::command("id").args(arguments))?;
    said.trim().parse().map_err(|_| Trouble::Answer(format!("id said {said}")))
}

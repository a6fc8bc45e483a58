//! Files that only their owner may read.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use daowei_crypto::Keys;
use zeroize::Zeroizing;

use super::{Error, Result};

/// Longer key files are not read.
const LONGEST_KEYS: u64 = 64 << 10;

/// What others may do with a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// It is not there.
    Absent,
    /// Only its owner may use it.
    Private,
    /// Others may, too; this is its mode.
    Open(u32),
}

/// What others may do with a file or folder.
pub(crate) fn permission(path: &Path) -> Permission {
    match std::fs::metadata(path).map(|found| found.mode() & 0o777) {
        Err(_) => Permission::Absent,
        Ok(mode) if mode & 0o077 == 0 => Permission::Private,
        Ok(mode) => Permission::Open(mode),
    }
}

/// Refuses what others may use.
pub(super) fn private(path: &Path) -> Result<()> {
    match permission(path) {
        Permission::Open(mode) => Err(Error::Exposed { path: path.to_owned(), mode, folder: path.is_dir() }),
        Permission::Absent | Permission::Private => Ok(()),
    }
}

/// Makes a folder for its owner alone, with those above it, where it is not there. One that is there and empty becomes
/// its owner's alone: nobody can have put anything to use in it.
pub(super) fn folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        let empty = std::fs::read_dir(path).map_err(Error::file(path))?.next().is_none();
        if empty {
            std::fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(Error::file(path))?;
        }
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(Error::file(path))
}

/// Makes an empty file for its owner alone, where there is none.
pub(super) fn empty(path: &Path) -> Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Error::file(path)(error)),
    }
}

/// Closes a file to others.
pub(super) fn close_to_others(path: &Path) {
    // A file that is not there, or is another user's, is no reason to stop: the check afterwards tells.
    let _ = std::fs::set_permissions(path, Permissions::from_mode(0o600));
}

/// Reads a key file.
pub(super) fn read_keys(path: &Path) -> Result<Keys> {
    private(path)?;
    let mut text = Zeroizing::new(String::new());
    let file = File::open(path).map_err(Error::file(path))?;
    file.take(LONGEST_KEYS + 1).read_to_string(&mut text).map_err(Error::file(path))?;
    Keys::from_json(&text).map_err(|source| Error::KeysUnusable { path: path.to_owned(), source })
}

/// Writes a new key file, on the disk before this returns.
pub(super) fn write_keys(path: &Path, keys: &Keys) -> Result<()> {
    let json = keys.to_json()?;
    write_new(path, json.as_bytes())
}

/// Writes a file for its owner alone, in the place of what it held; one that others could read becomes its owner's.
pub(crate) fn renew(path: &Path, bytes: &[u8]) -> Result<()> {
    let opened = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
    let mut file = opened.map_err(Error::file(path))?;
    file.set_permissions(Permissions::from_mode(0o600)).map_err(Error::file(path))?;
    file.write_all(bytes).map_err(Error::file(path))
}

/// Writes a new file for its owner alone, on the disk before this returns.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) {
        folder(above)?;
    }
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(Error::file(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::file(path))?;
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(above).and_then(|folder| folder.sync_all()).map_err(Error::file(above))
}

//! 安装: a database with its keys, as the command line opens them.
//!
//! The keys lie in a file outside the database, named by the installation that the database knows; neither is ever
//! opened with another's. A key file is made once, for a database in which nothing is; a lost one is refused in words,
//! for whoever would make a new one would lose every personal record and the evidence with it.

mod file;
mod open;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use daowei_crypto::{Keys, SEED_BYTES, Suite};
use daowei_store::Store;

pub use file::Permission;
pub(crate) use file::{permission, renew};
pub use open::{CheckedBy, check_archive, create, keys_in, look, restore_into, use_existing};

/// Name of the database file in the data directory.
pub const DATABASE_FILE: &str = "daowei.db";
/// Name of the key file in the data directory.
pub const KEY_FILE: &str = "keys.json";

/// Where an installation is.
#[derive(Debug, Clone)]
pub enum Place {
    /// A data directory with the embedded engine.
    Directory(PathBuf),
    /// A database server.
    Server {
        /// Its address, with the password.
        url: String,
        /// The key file, where it is named.
        keys: Option<PathBuf>,
        /// The folder in which a key file is looked for by the installation's name, where it is not.
        folder: PathBuf,
    },
}

impl Place {
    /// Where the key file of an installation is.
    #[must_use]
    pub fn key_file(&self, installation: &str) -> PathBuf {
        match self {
            Self::Directory(directory) => directory.join(KEY_FILE),
            Self::Server { keys: Some(keys), .. } => keys.clone(),
            // An installation's name may hold slashes; the file's may not.
            Self::Server { folder, .. } => {
                let name: String =
                    installation.chars().map(|c| if c == '/' || c == ':' { '_' } else { c }).collect();
                folder.join(format!("{name}.json"))
            }
        }
    }

    /// The data directory, where there is one.
    #[must_use]
    pub fn directory(&self) -> Option<&Path> {
        match self {
            Self::Directory(directory) => Some(directory),
            Self::Server { .. } => None,
        }
    }
}

/// What a new installation is made from.
#[derive(Clone, Copy)]
pub struct Birth {
    /// The suite of its evidence.
    pub suite: Suite,
    /// Random bytes for its keys.
    pub seed: [u8; SEED_BYTES],
    /// Random bytes for its name.
    pub name: [u8; 8],
    /// Now, UTC microseconds.
    pub at: i64,
}

/// An opened installation.
pub struct Installation {
    /// The database.
    pub store: Store,
    /// The keys.
    pub keys: Arc<Keys>,
    /// Where the keys lie.
    pub key_file: PathBuf,
    /// Whether it was made just now, where nothing was.
    pub made: bool,
}

impl Installation {
    /// Another copy of the keys, for those that keep one of their own.
    ///
    /// # Errors
    /// As for reading the key file.
    pub fn keys_again(&self) -> Result<Keys> {
        file::read_keys(&self.key_file)
    }
}

/// What a result is here.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an installation cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no database at this place.
    #[error(
        "这里没有系统数据：{0}；请用 `daowei migrate` 新建\nthere is no installation here: {0}; make one with `daowei migrate`"
    )]
    Absent(String),
    /// The database knows an installation whose key file is not there.
    #[error("密钥文件 {} 不见了（系统 {installation}）：请从保管处放回；没有它数据无法读取\nthe key file {} of installation {installation} is missing: put it back from where it is kept; the data cannot be read without it", path.display(), path.display())]
    KeysMissing {
        /// Where it should be.
        path: PathBuf,
        /// Whose it is.
        installation: String,
    },
    /// A backup without keys is to be restored, and its installation's key file is neither named nor in its place.
    #[error("备份不含密钥：请用 --keys 指明系统 {installation} 的密钥文件，或者先把它放到 {}\nthe backup holds no keys: name the key file of installation {installation} with --keys, or put it at {} first", path.display(), path.display())]
    KeysWanted {
        /// Where it would be found.
        path: PathBuf,
        /// Whose it is.
        installation: String,
    },
    /// The key file is another installation's.
    #[error("密钥文件 {} 属于系统 {found}，不属于 {installation}\nthe key file {} belongs to {found}, not to {installation}", path.display(), path.display())]
    KeysForeign {
        /// The key file.
        path: PathBuf,
        /// Whose the database or the backup is.
        installation: String,
        /// Whose the keys are.
        found: String,
    },
    /// The key file cannot be read as one.
    #[error("the key file {}: {source}", path.display())]
    KeysUnusable {
        /// The key file.
        path: PathBuf,
        /// What is wrong with it.
        source: daowei_crypto::Error,
    },
    /// A file or folder is open to others than its owner.
    #[error("{0} 可被他人读取（权限 {mode:o}）：请运行 chmod {1} {0}\n{0} can be read by others (mode {mode:o}): run `chmod {1} {0}`", path.display(), if *folder { "700" } else { "600" })]
    Exposed {
        /// The file or folder.
        path: PathBuf,
        /// Its mode.
        mode: u32,
        /// Whether it is a folder.
        folder: bool,
    },
    /// The database has events but no installation: something was taken out.
    #[error("the database has records, but does not say whose they are: it was altered or is not whole")]
    Nameless,
    /// The target of a restore holds something.
    #[error("{0} 不是空的：只能恢复到空的位置\n{0} is not empty: restore only fills an empty place")]
    Occupied(String),
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No keys could be made.
    #[error(transparent)]
    Crypto(#[from] daowei_crypto::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] daowei_store::Error),
}

impl Error {
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        |source| Self::File { path: path.to_owned(), source }
    }

    /// What befell the store with the file that was named to it.
    fn stored(path: &Path) -> impl FnOnce(daowei_store::Error) -> Self + '_ {
        |error| match error {
            daowei_store::Error::File(source) => Self::file(path)(source),
            other => Self::Store(other),
        }
    }
}

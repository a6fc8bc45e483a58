//! Where a benchmark's data lies: a directory or a database of its own, gone when the benchmark is done.

use std::path::{Path, PathBuf};

use daowei_app::App;
use daowei_crypto::{Keys, Suite};
use daowei_store::{PostgresOptions, Probes, SqliteOptions, Store, migrate};

use crate::error::{Result, words};
use crate::floor::postgres::Database;
use crate::machine::{Chance, Now};

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Engine {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// A directory that goes with this value.
pub(crate) struct Directory(PathBuf);

impl Directory {
    /// Makes one.
    pub(crate) fn make(what: &str) -> Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let path = std::env::temp_dir().join(format!("daowei-bench-{what}-{}", std::process::id()));
        // Left by an earlier run whose process number has come round again.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self(path))
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        // Left behind, it is in nobody's way.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A database that nobody else uses.
pub(crate) enum Place {
    /// A file in a directory.
    File(Directory),
    /// A database on a server.
    Server(Database),
}

impl Place {
    /// Makes one for an engine.
    pub(crate) fn make(engine: Engine, server: Option<&str>, what: &str) -> Result<Self> {
        match engine {
            Engine::Sqlite => Ok(Self::File(Directory::make(what)?)),
            Engine::Postgres => {
                let server = server.ok_or_else(|| {
                    words("no PostgreSQL: give --postgres URL or DAOWEI_TEST_POSTGRES, or let cargo xtask bench start one")
                })?;
                Ok(Self::Server(Database::make(server, what)?))
            }
        }
    }

    /// The file, where it is one.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        match self {
            Self::File(directory) => Some(directory.path().join("daowei.db")),
            Self::Server(_) => None,
        }
    }

    /// Opens and migrates the store.
    pub(crate) fn store(&self, probes: Probes) -> Result<Store> {
        let store = match self {
            Self::File(directory) => {
                let options = SqliteOptions { probes, ..SqliteOptions::default() };
                Store::sqlite(&directory.path().join("daowei.db"), &options)?
            }
            Self::Server(database) => {
                Store::postgres(&database.url(), &PostgresOptions { probes, ..PostgresOptions::default() })?
            }
        };
        migrate::migrate(&store, 1)?;
        Ok(store)
    }

    /// Bytes on disk, as far as the engine has let them go there.
    pub(crate) fn bytes(&self) -> Result<u64> {
        match self {
            Self::File(directory) => {
                let mut bytes = 0;
                for name in ["daowei.db", "daowei.db-wal"] {
                    bytes += std::fs::metadata(directory.path().join(name)).map_or(0, |file| file.len());
                }
                Ok(bytes)
            }
            Self::Server(database) => {
                Ok(u64::try_from(crate::floor::postgres::bytes(&database.url())?).unwrap_or(0))
            }
        }
    }
}

/// Fresh keys of the default suite.
pub(crate) fn keys() -> Result<Keys> {
    let mut random = [0; daowei_crypto::SEED_BYTES];
    daowei_app::Random::fill(&Chance::new(), &mut random);
    Keys::generate(Suite::Gm, "bench.example/daowei", &random).map_err(|error| words(error.to_string()))
}

/// The product's inside on a store, on the machine's clock.
pub(crate) fn inside(store: Store) -> Result<App> {
    Ok(App::new(store, keys()?, Box::new(Now), Box::new(Chance::new())))
}

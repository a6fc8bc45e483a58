//! Where a benchmark's data lies: an installation of its own, gone when the benchmark is done.

use std::path::{Path, PathBuf};
use std::time::Duration;

use daowei_app::install::{self, Birth, DATABASE_FILE, KEY_FILE, Place as Installed};
use daowei_app::{App, Clock, Random};
use daowei_crypto::{Keys, Suite};
use daowei_store::{PostgresOptions, Probes, SqliteOptions, Store};

use crate::error::{Result, words};
use crate::floor::postgres::Database;
use crate::machine::{Chance, Now, Still};

/// How often a file in use is tried again, ten milliseconds apart.
const PATIENCE: u32 = 500;

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Engine {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// A directory that goes with this value.
struct Directory(PathBuf);

impl Directory {
    fn make(what: &str) -> Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let path = std::env::temp_dir().join(format!("daowei-bench-{what}-{}", std::process::id()));
        // Left by an earlier run whose process number has come round again.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        // Left behind, it is in nobody's way.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An installation that nobody else uses: its directory, and its database where a server keeps that.
pub(crate) struct Place {
    path: PathBuf,
    database: Option<Database>,
    _gone_with_it: Option<Directory>,
}

impl Place {
    /// A new one.
    pub(crate) fn make(engine: Engine, server: Option<&str>, what: &str) -> Result<Self> {
        let directory = Directory::make(what)?;
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Database::make(server.ok_or_else(no_server)?, what)?),
        };
        Ok(Self { path: directory.0.clone(), database, _gone_with_it: Some(directory) })
    }

    /// One that stays: a data directory.
    pub(crate) fn lasting(path: &Path) -> Self {
        Self { path: path.to_owned(), database: None, _gone_with_it: None }
    }

    /// The database file of the embedded engine.
    pub(crate) fn file(&self) -> PathBuf {
        self.path.join(DATABASE_FILE)
    }

    /// The database on a server, where one keeps it.
    pub(crate) fn database(&self) -> Option<&Database> {
        self.database.as_ref()
    }

    /// How the product's command line is told of it.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let path = |path: &Path| path.display().to_string();
        match &self.database {
            None => vec!["--data".to_owned(), path(&self.path)],
            Some(database) => vec![
                "--database".to_owned(),
                database.url(),
                "--keys".to_owned(),
                path(&self.path.join(KEY_FILE)),
            ],
        }
    }

    /// Makes the installation where there is none.
    pub(crate) fn install(&self) -> Result<()> {
        let place = match &self.database {
            None => Installed::Directory(self.path.clone()),
            Some(database) => Installed::Server {
                url: database.url(),
                keys: Some(self.path.join(KEY_FILE)),
                folder: self.path.clone(),
            },
        };
        let chance = Chance::new();
        let (mut seed, mut name) = ([0; daowei_crypto::SEED_BYTES], [0; 8]);
        chance.fill(&mut seed);
        chance.fill(&mut name);
        let birth = Birth { suite: Suite::Gm, seed, name, at: Now.now().as_microsecond() };
        install::create(&place, &birth, &PostgresOptions::default())
            .map_err(|error| words(error.to_string()))?;
        Ok(())
    }

    /// Opens the store as a server would. A unit of work that has been answered may hold the store a moment longer than
    /// those who waited for it: then this waits.
    pub(crate) fn store(&self, probes: Probes) -> Result<Store> {
        let Some(database) = &self.database else {
            let options = SqliteOptions { probes, ..SqliteOptions::default() };
            for _ in 0..PATIENCE {
                match Store::sqlite(&self.file(), &options) {
                    Err(daowei_store::Error::InUse { .. }) => std::thread::sleep(Duration::from_millis(10)),
                    opened => return Ok(opened?),
                }
            }
            return Err(words("the database file stays in use"));
        };
        Ok(Store::postgres(&database.url(), &PostgresOptions { probes, ..PostgresOptions::default() })?)
    }

    /// Waits until nobody in this process holds the database any more: before another process serves it.
    pub(crate) fn released(&self) -> Result<()> {
        self.store(Probes::default()).map(drop)
    }

    /// The installation's keys.
    pub(crate) fn keys(&self) -> Result<Keys> {
        let text = std::fs::read_to_string(self.path.join(KEY_FILE))?;
        Keys::from_json(&text).map_err(|error| words(error.to_string()))
    }

    /// The product's inside, on the machine's clock.
    pub(crate) fn inside(&self, store: &Store) -> Result<App> {
        Ok(App::new(store.clone(), self.keys()?, Box::new(Now), Box::new(Chance::new())))
    }

    /// The product's inside at one instant.
    pub(crate) fn inside_at(&self, store: &Store, instant: jiff::Timestamp) -> Result<App> {
        Ok(App::new(store.clone(), self.keys()?, Box::new(Still(instant)), Box::new(Chance::new())))
    }

    /// Bytes on disk. A file says it truly when nobody has it open.
    pub(crate) fn bytes(&self) -> Result<u64> {
        match &self.database {
            None => Ok(std::fs::metadata(self.file())?.len()),
            Some(database) => {
                Ok(u64::try_from(crate::floor::postgres::bytes(&database.url())?).unwrap_or_default())
            }
        }
    }
}

/// Why nothing can be measured on the server engine.
fn no_server() -> crate::error::Error {
    words("no PostgreSQL: --postgres URL or DAOWEI_TEST_POSTGRES names one, and cargo xtask bench starts one")
}

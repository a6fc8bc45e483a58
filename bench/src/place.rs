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
/// Page cache of the embedded engine for filling, KiB.
const ROOMY: u32 = 512 << 10;

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

/// An installation that nobody else uses.
pub(crate) struct Place {
    installed: Installed,
    // In the order in which they go.
    _database: Option<Database>,
    _directory: Option<Directory>,
}

impl Place {
    /// A new one, gone with this value.
    pub(crate) fn make(engine: Engine, server: Option<&str>, what: &str) -> Result<Self> {
        let directory = Directory::make(what)?;
        let path = directory.0.clone();
        let (installed, database) = match engine {
            Engine::Sqlite => (Installed::Directory(path), None),
            Engine::Postgres => {
                let database = Database::make(server.ok_or_else(no_server)?, what)?;
                (on_server(database.url(), path.join(KEY_FILE)), Some(database))
            }
        };
        Ok(Self { installed, _database: database, _directory: Some(directory) })
    }

    /// A data directory that stays.
    pub(crate) fn directory(path: PathBuf) -> Self {
        Self { installed: Installed::Directory(path), _database: None, _directory: None }
    }

    /// A database on a server that stays, with the file of its keys.
    pub(crate) fn server(url: String, keys: PathBuf) -> Self {
        Self { installed: on_server(url, keys), _database: None, _directory: None }
    }

    /// Which engine keeps it.
    pub(crate) fn engine(&self) -> Engine {
        match self.installed {
            Installed::Directory(_) => Engine::Sqlite,
            Installed::Server { .. } => Engine::Postgres,
        }
    }

    /// The database file of the embedded engine.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.installed.directory().map(|path| path.join(DATABASE_FILE))
    }

    /// Where a server has it, if one has.
    pub(crate) fn url(&self) -> Option<&str> {
        match &self.installed {
            Installed::Directory(_) => None,
            Installed::Server { url, .. } => Some(url),
        }
    }

    /// How the product's command line is told of it.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let path = |path: &Path| path.display().to_string();
        match &self.installed {
            Installed::Directory(directory) => vec!["--data".to_owned(), path(directory)],
            Installed::Server { url, .. } => {
                vec!["--database".to_owned(), url.clone(), "--keys".to_owned(), path(&self.key_file())]
            }
        }
    }

    /// Makes the installation where there is none.
    pub(crate) fn install(&self) -> Result<()> {
        let chance = Chance::new();
        let (mut seed, mut name) = ([0; daowei_crypto::SEED_BYTES], [0; 8]);
        chance.fill(&mut seed);
        chance.fill(&mut name);
        let birth = Birth { suite: Suite::Gm, seed, name, at: Now.now().as_microsecond() };
        install::create(&self.installed, &birth, &PostgresOptions::default())
            .map_err(|error| words(error.to_string()))?;
        Ok(())
    }

    /// Opens the store as a server would. A unit of work that has been answered may hold the store a moment longer than
    /// those who waited for it: then this waits.
    pub(crate) fn store(&self, probes: Probes) -> Result<Store> {
        let server = PostgresOptions { probes: probes.clone(), ..PostgresOptions::default() };
        self.store_with(&SqliteOptions { probes, ..SqliteOptions::default() }, &server)
    }

    /// The same with more memory for the embedded engine: for filling.
    pub(crate) fn roomy_store(&self) -> Result<Store> {
        let options = SqliteOptions { cache_kib: ROOMY, ..SqliteOptions::default() };
        self.store_with(&options, &PostgresOptions::default())
    }

    /// The same with one connection for reading, or one at all: whatever is prepared is prepared once.
    #[cfg(test)]
    pub(crate) fn single_store(&self, probes: Probes) -> Result<Store> {
        let server = PostgresOptions { connections: 1, probes: probes.clone(), ..PostgresOptions::default() };
        self.store_with(&SqliteOptions { readers: 1, probes, ..SqliteOptions::default() }, &server)
    }

    fn store_with(&self, embedded: &SqliteOptions, server: &PostgresOptions) -> Result<Store> {
        let (file, url) = (self.file(), self.url());
        if let Some(url) = url {
            return Ok(Store::postgres(url, server)?);
        }
        let file = file.ok_or_else(|| words("no database file"))?;
        for _ in 0..PATIENCE {
            match Store::sqlite(&file, embedded) {
                Err(daowei_store::Error::InUse { .. }) => std::thread::sleep(Duration::from_millis(10)),
                opened => return Ok(opened?),
            }
        }
        Err(words("the database file stays in use"))
    }

    /// Waits until nobody in this process holds the database any more: before another process serves it.
    pub(crate) fn released(&self) -> Result<()> {
        self.store(Probes::default()).map(drop)
    }

    fn key_file(&self) -> PathBuf {
        // Every place of a benchmark names its key file, so that the installation's name is not asked for.
        self.installed.key_file("")
    }

    /// The installation's keys.
    pub(crate) fn keys(&self) -> Result<Keys> {
        let text = std::fs::read_to_string(self.key_file())?;
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
        match (self.file(), self.url()) {
            (Some(file), _) => Ok(std::fs::metadata(file)?.len()),
            (None, Some(url)) => Ok(u64::try_from(crate::floor::postgres::bytes(url)?)?),
            (None, None) => Ok(0),
        }
    }
}

fn on_server(url: String, keys: PathBuf) -> Installed {
    let folder = keys.parent().map_or_else(PathBuf::new, Path::to_owned);
    Installed::Server { url, keys: Some(keys), folder }
}

/// Why nothing can be measured on the server engine.
fn no_server() -> crate::error::Error {
    words("no PostgreSQL: --postgres URL or DAOWEI_TEST_POSTGRES names one, and cargo xtask bench starts one")
}

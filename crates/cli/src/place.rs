//! Where the installation is: `--data`, `--database`, or their variables.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use daowei_app::install::{self, Birth, DATABASE_FILE, Installation, KEY_FILE, Place};
use daowei_app::{App, Clock};
use daowei_crypto::Suite;
use daowei_store::{PostgresOptions, SqliteOptions, Store, migrate};

use crate::machine::{self, MachineClock, MachineRandom};
use crate::trouble::{Trouble, say};

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub(crate) struct PlaceArguments {
    /// 数据目录（SQLite），或环境变量 DAOWEI_DATA | Data directory (SQLite), or DAOWEI_DATA
    #[arg(long, value_name = "DIR", conflicts_with = "database")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL 地址，或环境变量 DAOWEI_DATABASE | PostgreSQL URL, or DAOWEI_DATABASE
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// 密钥文件（用于 --database），或 DAOWEI_KEYS | Key file (with --database), or DAOWEI_KEYS
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
}

/// 密码套件
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum SuiteArgument {
    /// 国密 SM2/SM3/SM4
    #[default]
    Gm,
    /// SHA-256, Ed25519, AES
    International,
}

fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

impl PlaceArguments {
    /// Whether anything names a place.
    pub(crate) fn is_given(&self) -> bool {
        self.data.is_some()
            || self.database.is_some()
            || variable("DAOWEI_DATA").is_some()
            || variable("DAOWEI_DATABASE").is_some()
    }

    /// The place of an installation, where its keys lie as well.
    pub(crate) fn place(&self) -> Result<Place, Trouble> {
        let place = self.target()?;
        if self.keys.is_some() && place.directory().is_some() {
            return Err(Trouble::misuse(
                "--keys 用于 --database；数据目录的密钥就是其中的 keys.json",
                "--keys goes with --database; the keys of a data directory are the keys.json in it",
            ));
        }
        Ok(place)
    }

    /// The place that is named, wherever its keys come from; the command line wins over the variables.
    pub(crate) fn target(&self) -> Result<Place, Trouble> {
        let (mut data, mut database) = (self.data.clone(), self.database.clone());
        if data.is_none() && database.is_none() {
            data = variable("DAOWEI_DATA").map(PathBuf::from);
            database = variable("DAOWEI_DATABASE").and_then(|url| url.into_string().ok());
        }
        match (data, database) {
            (Some(data), None) => Ok(Place::Directory(data)),
            (None, Some(url)) => Ok(Place::Server { url, keys: self.named_keys(), folder: key_folder() }),
            (Some(_), Some(_)) => Err(Trouble::misuse(
                "DAOWEI_DATA 与 DAOWEI_DATABASE 只能设一个",
                "set DAOWEI_DATA or DAOWEI_DATABASE, not both",
            )),
            (None, None) => Err(Trouble::misuse(
                "请用 --data 目录 或 --database 地址 指明数据所在",
                "say where the data are: --data DIR or --database URL",
            )),
        }
    }

    /// The key file that is named.
    pub(crate) fn named_keys(&self) -> Option<PathBuf> {
        self.keys.clone().or_else(|| variable("DAOWEI_KEYS").map(PathBuf::from))
    }

    /// The key file that is named, or lies in the place that is; nothing where neither is. The database need not be whole.
    pub(crate) fn key_file(&self) -> Result<Option<PathBuf>, Trouble> {
        if let Some(keys) = self.named_keys() {
            return Ok(Some(keys));
        }
        if !self.is_given() {
            return Ok(None);
        }
        match self.place()? {
            Place::Directory(directory) => Ok(Some(directory.join(KEY_FILE))),
            Place::Server { .. } => Ok(Some(self.look()?.key_file)),
        }
    }

    /// The database's version, without making or changing anything; 0 where nothing is.
    pub(crate) fn version(&self) -> Result<i64, Trouble> {
        let store = match self.place()? {
            Place::Directory(directory) => {
                let file = directory.join(DATABASE_FILE);
                if !std::fs::metadata(&file).is_ok_and(|file| file.len() > 0) {
                    return Ok(0);
                }
                let options = SqliteOptions { read_only: true, readers: 1, ..SqliteOptions::default() };
                Store::sqlite(&file, &options)?
            }
            Place::Server { url, .. } => Store::postgres(&url, &server(None))?,
        };
        Ok(migrate::version(&store)?)
    }

    /// The installation, brought to this program's version and made where nothing is.
    pub(crate) fn create(&self, suite: SuiteArgument) -> Result<Installation, Trouble> {
        let installation = install::create(&self.place()?, &birth(suite), &server(None))?;
        say_made(&installation);
        Ok(installation)
    }

    /// The installation, for writing.
    pub(crate) fn open(&self) -> Result<Installation, Trouble> {
        Ok(install::use_existing(&self.place()?, &server(None))?)
    }

    /// The installation, for looking at it, even while it is served.
    pub(crate) fn look(&self) -> Result<Installation, Trouble> {
        Ok(install::look(&self.place()?, &patient())?)
    }
}

/// An installation that is gone with this value: to see what would happen where nothing is yet.
pub(crate) struct Trial {
    directory: PathBuf,
}

impl Trial {
    /// Makes it, and the folder that goes with the value.
    pub(crate) fn new() -> Result<(Self, Installation), Trouble> {
        let number = u64::from_be_bytes(machine::random());
        let trial = Self { directory: std::env::temp_dir().join(format!("daowei-trial-{number:016x}")) };
        let place = Place::Directory(trial.directory.clone());
        let made = install::create(&place, &birth(SuiteArgument::default()), &server(None))?;
        Ok((trial, made))
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        // A folder for temporary files is emptied by others, too.
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// Says of an installation that it was made, for a mistyped place is no installation either; and where its keys lie.
pub(crate) fn say_made(installation: &Installation) {
    if installation.made {
        say(&format!(
            "此处没有数据，已新建系统；密钥文件：{0}（请另行备份）\n\
             nothing was here: a new installation was made; its key file, to be backed up apart: {0}",
            installation.key_file.display()
        ));
    }
}

/// What a new installation is made from.
pub(crate) fn birth(suite: SuiteArgument) -> Birth {
    Birth {
        suite: match suite {
            SuiteArgument::Gm => Suite::Gm,
            SuiteArgument::International => Suite::International,
        },
        seed: machine::random(),
        name: machine::random(),
        at: micros(),
    }
}

/// Now, UTC microseconds.
pub(crate) fn micros() -> i64 {
    MachineClock.now().as_microsecond()
}

/// The settings of a server's connections for those who serve; as many as asked for.
pub(crate) fn server(connections: Option<u32>) -> PostgresOptions {
    let options = PostgresOptions::default();
    PostgresOptions { connections: connections.unwrap_or(options.connections), ..options }
}

/// The same for one who reads everything at once.
pub(crate) fn patient() -> PostgresOptions {
    PostgresOptions {
        connections: 3,
        statement_timeout: Duration::from_secs(6 * 3_600),
        idle_timeout: Duration::from_secs(3_600),
        ..PostgresOptions::default()
    }
}

/// The program's inside on this machine.
pub(crate) fn app(installation: &Installation) -> Result<App, Trouble> {
    let keys = installation.keys_again()?;
    Ok(App::new(installation.store.clone(), keys, Box::new(MachineClock), Box::new(MachineRandom)))
}

/// `$XDG_DATA_HOME/daowei`, or `~/.local/share/daowei`.
fn key_folder() -> PathBuf {
    let home = || PathBuf::from(variable("HOME").unwrap_or_default()).join(".local/share");
    variable("XDG_DATA_HOME").map_or_else(home, PathBuf::from).join("daowei")
}

//! A city to work in: the demo city, made once, copied for each story that wants to change it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::database::Database;
use super::folder::{self, Folder};
use super::people::People;
use super::run;
use super::server::{Server, free_port};

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A city of its own: data directory, database where it lies on a server, log of its servers.
pub(crate) struct City {
    folder: Folder,
    data: PathBuf,
    database: Option<Database>,
}

impl City {
    /// A city in that folder.
    pub(super) fn new(folder: Folder, database: Option<Database>) -> Self {
        Self { data: folder.join("data"), folder, database }
    }

    /// A city whose data lie elsewhere.
    pub(super) fn lying_in(folder: Folder, data: PathBuf) -> Self {
        Self { folder, data, database: None }
    }

    /// A copy of the demo city.
    pub(crate) fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = Folder::new("city");
                folder::copy(&template().data, &folder.join("data"));
                Self::new(folder, None)
            }
            Engine::Postgres => Self::in_database(Database::new()),
        }
    }

    /// The demo city, restored into that database.
    pub(crate) fn in_database(database: Database) -> Self {
        let folder = Folder::new("city");
        let template = template();
        fs::create_dir(folder.join("data")).unwrap();
        fs::copy(template.data.join("accounts.json"), folder.join("data/accounts.json")).unwrap();
        let city = Self::new(folder, Some(database));
        let mut arguments = vec!["restore".to_owned(), "--from".to_owned(), shown(&template.backup)];
        arguments.extend(city.place());
        run(arguments).good();
        city
    }

    /// How a command is told where the city is.
    pub(crate) fn place(&self) -> Vec<String> {
        match &self.database {
            None => vec!["--data".to_owned(), shown(&self.data())],
            Some(database) => {
                let keys = shown(&self.data().join("keys.json"));
                vec!["--database".to_owned(), database.url(), "--keys".to_owned(), keys]
            }
        }
    }

    /// A command with its place.
    pub(crate) fn arguments(&self, words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).chain(self.place()).collect()
    }

    pub(crate) fn serve(&self) -> Server {
        Server::start(&self.arguments(&["serve"]), &self.log())
    }

    pub(crate) fn serve_with(&self, options: &[&str]) -> Server {
        let words = [&["serve"], options].concat();
        Server::start(&self.arguments(&words), &self.log())
    }

    pub(crate) fn serve_on(&self, port: u16) -> Server {
        Server::start_on(&self.arguments(&["serve"]), &self.log(), port)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.data.clone()
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn database(&self) -> Option<&Database> {
        self.database.as_ref()
    }

    pub(crate) fn people(&self) -> People {
        People::read(&self.data().join("accounts.json"))
    }

    /// What the evidence and the read models say of themselves, after whatever befell the city.
    pub(crate) fn is_sound(&self) {
        let verified = run(self.arguments(&["audit", "verify", "--json"])).good().json();
        assert_eq!(verified["ok"], true, "{verified}");
        run(self.arguments(&["audit", "rebuild", "--check"])).good();
    }
}

/// The city as it was made.
struct Template {
    data: PathBuf,
    backup: PathBuf,
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("city");
        let _ = fs::remove_dir_all(&home);
        fs::create_dir(&home).unwrap();
        let (data, backup) = (home.join("data"), home.join("backup"));
        let demo = ["demo".to_owned(), "--data".to_owned(), shown(&data)];
        let mut server = Server::launch(&demo, &home.join("log"), free_port());
        server.ready();
        server.stop();
        let kept = ["backup", "create", "--with-keys", &shown(&backup), "--data", &shown(&data)];
        run(kept).good();
        Template { data, backup }
    })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Runs each function as a story on the embedded engine and on a server.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(crate::harness::Engine::Sqlite); })+
        }
        mod postgres {
            $(
                #[test]
                #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
                fn $name() { super::$name(crate::harness::Engine::Postgres); }
            )+
        }
    };
}
pub(crate) use on_both;

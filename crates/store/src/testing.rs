//! A migrated database for one test of another room, on either engine, gone with its value.

#![expect(clippy::expect_used, reason = "a test without a database must stop")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use crate::{Abort, Error, PostgresOptions, Probes, SqliteOptions, Store, migrate};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// The statements of every unit of work, in order.
pub type Trace = Arc<Mutex<Vec<Vec<&'static str>>>>;

/// A database and what was asked of it.
pub struct Database {
    /// The database.
    pub store: Store,
    /// What was asked of it.
    pub trace: Trace,
    _place: Place,
}

enum Place {
    Directory(PathBuf),
    Schema { url: String, name: String },
}

fn unique() -> String {
    format!("daowei_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst))
}

fn probes() -> (Trace, Probes) {
    let trace = Trace::default();
    let seen = Arc::clone(&trace);
    let observer = move |observed: &crate::Observed<'_>| {
        if let Ok(mut seen) = seen.lock() {
            seen.push(observed.statements.to_vec());
        }
    };
    (trace, Probes { observer: Some(Arc::new(observer)), cut: None })
}

/// On a thread of its own: the client may not wait on one that serves asynchronous work.
fn order(url: &str, text: String) -> Result<(), String> {
    let url = url.to_owned();
    let ordered = std::thread::spawn(move || {
        let mut client = postgres::Client::connect(&url, postgres::NoTls)?;
        client.batch_execute(&text)
    });
    ordered.join().map_err(|_| "the client stopped".to_owned())?.map_err(|error| error.to_string())
}

impl Database {
    /// The embedded engine, in a folder of its own.
    #[must_use]
    pub fn sqlite() -> Self {
        let directory = std::env::temp_dir().join(unique());
        std::fs::create_dir(&directory).expect("a directory");
        let (trace, probes) = probes();
        let options = SqliteOptions { readers: 2, probes, ..SqliteOptions::default() };
        let store = Store::sqlite(&directory.join("daowei.db"), &options).expect("a database file");
        Self::migrated(store, trace, Place::Directory(directory))
    }

    /// A schema of its own on the server of `DAOWEI_TEST_POSTGRES`.
    #[must_use]
    pub fn postgres() -> Self {
        let (url, name) = (std::env::var("DAOWEI_TEST_POSTGRES").expect("a URL"), unique());
        order(&url, format!("CREATE SCHEMA {name}")).expect("a schema");
        let (trace, probes) = probes();
        let options = PostgresOptions {
            connections: 4,
            schema: Some(name.clone()),
            probes,
            ..PostgresOptions::default()
        };
        let store = Store::postgres(&url, &options).expect("a server");
        Self::migrated(store, trace, Place::Schema { url, name })
    }

    fn migrated(store: Store, trace: Trace, place: Place) -> Self {
        migrate::migrate(&store, 1).expect("an empty database");
        Self { store, trace, _place: place }
    }
}

/// What somebody can do who may write to the database: any SQL, behind the program's back.
///
/// # Panics
/// Where the database does not take it.
pub fn intrude(store: &Store, text: String) {
    let done = store.write(move |tx| tx.run_text("intrude", &text).map_err(Abort::<Error>::Store));
    done.map_err(Abort::into_store).expect("an intrusion");
}

/// The same, with the guards of the event log taken off first.
///
/// # Panics
/// Where the database does not take it.
pub fn alter_events(store: &Store, text: String) {
    let done = store.write(move |tx| {
        let guards = if tx.embedded() {
            "DROP TRIGGER IF EXISTS event_not_updated; DROP TRIGGER IF EXISTS event_not_deleted"
        } else {
            "DROP TRIGGER IF EXISTS event_is_final ON event"
        };
        tx.run_text("intrude", guards)?;
        tx.run_text("intrude", &text).map_err(Abort::<Error>::Store)
    });
    done.map_err(Abort::into_store).expect("an intrusion");
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be cleared away stays; the test has ended.
        let _ = match self {
            Self::Directory(directory) => {
                std::fs::remove_dir_all(directory).map_err(|error| error.to_string())
            }
            Self::Schema { url, name } => order(url, format!("DROP SCHEMA IF EXISTS {name} CASCADE")),
        };
    }
}

/// Runs each asynchronous function on the embedded engine and on a server, with a value made by `$made::on(Database)`. The
/// server's half shows as ignored where the room's build found no URL in `DAOWEI_TEST_POSTGRES`.
#[macro_export]
macro_rules! on_both {
    ($made:ty: $($name:ident),+ $(,)?) => {
        mod sqlite {
            use super::*;
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name(<$made>::on($crate::testing::Database::sqlite())).await;
                }
            )+
        }
        mod postgres {
            use super::*;
            $(
                #[tokio::test]
                #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
                async fn $name() {
                    super::$name(<$made>::on($crate::testing::Database::postgres())).await;
                }
            )+
        }
    };
}

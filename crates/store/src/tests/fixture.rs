//! A database of its own for each test.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use daowei_crypto::{Keys, SignedCheckpoint, Suite};

use crate::event::{Head, NewEvent, Proven};
use crate::{
    Abort, Cut, Error, PostgresOptions, Probes, Result, SqliteOptions, Store, Tx, event, leaf, migrate,
};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// Attempts seen by the observer: statements and whether they were kept.
pub(super) type Seen = Arc<Mutex<Vec<(Vec<&'static str>, bool, u32)>>>;

pub(super) struct Fixture {
    pub(super) store: Store,
    pub(super) keys: Arc<Keys>,
    pub(super) cut: Arc<Cut>,
    pub(super) seen: Seen,
    pub(super) place: Place,
}

pub(super) enum Place {
    Directory(PathBuf),
    Schema(String, String),
}

pub(super) fn keys() -> Arc<Keys> {
    Arc::new(Keys::generate(Suite::Gm, "test.example/daowei", &[7; 32]).unwrap())
}

fn probes() -> (Arc<Cut>, Seen, Probes) {
    let (cut, seen) = (Arc::new(Cut::default()), Seen::default());
    let record = Arc::clone(&seen);
    let probes = Probes {
        observer: Some(Arc::new(move |observed| {
            record.lock().unwrap().push((observed.statements.to_vec(), observed.kept, observed.round_trips));
        })),
        cut: Some(Arc::clone(&cut)),
    };
    (cut, seen, probes)
}

fn unique(what: &str) -> String {
    format!("daowei_{what}_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst))
}

impl Fixture {
    pub(super) fn sqlite() -> Self {
        let fixture = Self::empty_sqlite();
        migrate::migrate(&fixture.store, 1).unwrap();
        fixture
    }

    pub(super) fn empty_sqlite() -> Self {
        let directory = std::env::temp_dir().join(unique("store"));
        std::fs::create_dir(&directory).unwrap();
        let (cut, seen, probes) = probes();
        let options = SqliteOptions { probes, ..SqliteOptions::default() };
        let store = Store::sqlite(&directory.join("daowei.db"), &options).unwrap();
        Self { store, keys: keys(), cut, seen, place: Place::Directory(directory) }
    }

    pub(super) fn postgres() -> Self {
        let fixture = Self::empty_postgres();
        migrate::migrate(&fixture.store, 1).unwrap();
        fixture
    }

    pub(super) fn empty_postgres() -> Self {
        let schema = unique("test");
        let url = std::env::var("DAOWEI_TEST_POSTGRES").unwrap();
        let mark = if url.contains('?') { '&' } else { '?' };
        let url = format!("{url}{mark}application_name={schema}");
        sql(&url, &format!("CREATE SCHEMA {schema}"));
        let (cut, seen, probes) = probes();
        let options = PostgresOptions {
            connections: 6,
            schema: Some(schema.clone()),
            probes,
            ..PostgresOptions::default()
        };
        let store = Store::postgres(&url, &options).unwrap();
        Self { store, keys: keys(), cut, seen, place: Place::Schema(url, schema) }
    }

    /// Another handle on the same database, as another process of the same installation would have.
    pub(super) fn another(&self) -> Store {
        match &self.place {
            Place::Directory(directory) => {
                let options = SqliteOptions { read_only: true, ..SqliteOptions::default() };
                Store::sqlite(&directory.join("daowei.db"), &options).unwrap()
            }
            Place::Schema(url, schema) => {
                let options = PostgresOptions {
                    connections: 2,
                    schema: Some(schema.clone()),
                    ..PostgresOptions::default()
                };
                Store::postgres(url, &options).unwrap()
            }
        }
    }

    pub(super) fn write<T: Send + 'static>(
        &self,
        mut job: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.store.write(move |tx| job(tx).map_err(Abort::<Error>::Store)).map_err(Abort::into_store)
    }

    pub(super) fn read<T: Send + 'static>(
        &self,
        mut job: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.store.read(move |tx| job(tx).map_err(Abort::<Error>::Store)).map_err(Abort::into_store)
    }

    /// What somebody with access to the database can do: any SQL, with the guards of the event log taken off.
    pub(super) fn intrude(&self, text: &'static str) {
        crate::testing::alter_events(&self.store, text.to_owned());
    }

    /// Appends events of one kind to a stream in one unit of work.
    pub(super) fn append(&self, stream: &str, bodies: &[&str]) -> Result<Head> {
        let (keys, stream) = (Arc::clone(&self.keys), stream.to_owned());
        let bodies: Vec<String> = bodies.iter().map(|body| (*body).to_owned()).collect();
        self.write(move |tx| {
            let head = event::head(tx, &stream)?;
            let events: Vec<NewEvent<'_>> = bodies
                .iter()
                .map(|body| NewEvent { kind: "case.noted", schema: 1, at: 1_000, body: body.as_bytes() })
                .collect();
            event::append(tx, keys.evidence(), &stream, head, &events)
        })
    }

    /// The events of a stream, each checked.
    pub(super) fn load(&self, stream: &str) -> Result<Vec<Proven>> {
        let (keys, stream) = (Arc::clone(&self.keys), stream.to_owned());
        self.read(move |tx| event::load(tx, keys.evidence(), &stream))
    }

    pub(super) fn index(&self) -> usize {
        self.write(|tx| leaf::index_pending(tx, Suite::Gm, 1_000)).unwrap()
    }

    pub(super) fn checkpoint(&self, at: i64) -> Option<String> {
        let keys = Arc::clone(&self.keys);
        self.write(move |tx| leaf::make_checkpoint(tx, &keys, at)).unwrap().map(SignedCheckpoint::into_text)
    }

    /// Three streams of four events, indexed and signed.
    pub(super) fn with_evidence(&self) -> String {
        for stream in ["case/a", "case/b", "case/c"] {
            self.append(stream, &["one", "two"]).unwrap();
            self.append(stream, &["three"]).unwrap();
            self.append(stream, &["four"]).unwrap();
        }
        assert_eq!(self.index(), 12);
        self.checkpoint(5).unwrap()
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        match &self.place {
            Place::Directory(directory) => {
                let _ = std::fs::remove_dir_all(directory);
            }
            Place::Schema(url, schema) => {
                // A connection of its own: the store's may be in any state.
                if let Ok(mut client) = postgres::Client::connect(url, postgres::NoTls) {
                    let _ = client.batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE"));
                }
            }
        }
    }
}

pub(super) fn sql(url: &str, text: &str) {
    postgres::Client::connect(url, postgres::NoTls).unwrap().batch_execute(text).unwrap();
}

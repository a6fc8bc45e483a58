//! The use cases: authorize → load → lapse → decide → save, one unit of work for each legal act.
//!
//! A caller comes with a session, a token or the host's own hand; the unit of work finds out who that is, asks the
//! domain, and appends events together with everything else that must be true at the same instant.

pub mod account;
mod aggregate;
pub mod authority;
pub mod calendar;
pub mod case;
pub mod catalog;
pub mod change;
pub mod doctor;
pub mod draft;
pub mod enquiry;
mod error;
pub mod evidence;
pub mod export;
pub mod file;
pub mod foreign;
pub mod handover;
pub mod import;
pub mod install;
pub mod license;
pub mod log;
pub mod look;
mod newest;
pub mod numbers;
pub mod off_host;
mod once;
pub mod organization;
pub mod port;
mod purpose;
pub mod queue;
pub mod rating;
mod readiness;
pub mod screen;
pub mod setting;
mod sorted;
mod stream;
pub mod text;
mod unit;
pub mod verification;
pub mod worker;
pub mod world;

use std::sync::{Arc, RwLock};

use daowei_crypto::Keys;
use daowei_store::Store;
use tokio::sync::Semaphore;

pub use daowei_store::Error as StoreError;
pub use daowei_store::view::order::Order;
pub use error::{Error, Problem, Result};
pub use newest::{ByDay, Days};
pub use once::{Answer, Once};
pub use port::{Clock, Random};
pub use unit::{Acting, Bearer, Belief, Caller, Unit};
pub use world::World;

/// The program's inside: everything a use case needs, shared by all threads.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) keys: Arc<Keys>,
    /// One verification of the whole log at a time.
    pub(crate) verifying: Arc<Semaphore>,
    /// One export at a time, so that what they hold in memory is bounded.
    pub(crate) exporting: Arc<Semaphore>,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) random: Box<dyn Random>,
    pub(crate) world: RwLock<Option<Arc<World>>>,
    pub(crate) door: account::Door,
    pub(crate) recent: case::Recent,
}

impl App {
    /// Puts the inside together. The store must be migrated.
    #[must_use]
    pub fn new(store: Store, keys: Keys, clock: Box<dyn Clock>, random: Box<dyn Random>) -> Self {
        let (world, door, recent) = (RwLock::new(None), account::Door::new(), case::Recent::new());
        let turn = || Arc::new(Semaphore::new(1));
        let (keys, verifying, exporting) = (Arc::new(keys), turn(), turn());
        Self {
            inner: Arc::new(Inner { store, keys, verifying, exporting, clock, random, world, door, recent }),
        }
    }

    /// The store, for those that work on it as a whole: verification, backup, migration.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The keys of this installation.
    #[must_use]
    pub fn keys(&self) -> &Arc<Keys> {
        &self.inner.keys
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.inner.clock.now()
    }

    /// Fresh random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.inner.random()
    }
}

impl Inner {
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        bytes
    }
}

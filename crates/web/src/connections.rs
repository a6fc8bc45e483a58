//! The connections that are open, and who makes room for whom (REL-14).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Files that are left to the rest of the program when the machine gives no more.
const SPARED: usize = 64;

/// The connections that are open.
#[derive(Debug)]
pub(crate) struct Connections {
    list: Mutex<List>,
    evicted: AtomicU64,
}

#[derive(Debug)]
struct List {
    most: usize,
    next: u64,
    open: BTreeMap<u64, Arc<Connection>>,
}

/// One connection.
#[derive(Debug, Default)]
pub(crate) struct Connection {
    asked: AtomicBool,
    working: AtomicBool,
    cut: Notify,
}

impl Connections {
    pub(crate) fn new(most: usize) -> Self {
        let list = List { most: most.max(1), next: 0, open: BTreeMap::new() };
        Self { list: Mutex::new(list), evicted: AtomicU64::new(0) }
    }

    /// A place for a new connection. Where all are taken, the oldest one that waits for its client goes; where all are at
    /// work there is none.
    pub(crate) fn admit(self: &Arc<Self>) -> Option<Place> {
        let mut list = self.list();
        while list.open.len() >= list.most {
            self.evict(&mut list)?;
        }
        let number = list.next;
        list.next = list.next.wrapping_add(1);
        let connection = Arc::new(Connection::default());
        list.open.insert(number, Arc::clone(&connection));
        drop(list);
        Some(Place { connections: Arc::clone(self), number, connection })
    }

    /// The machine gives no more files: stays below what there were, from now on.
    pub(crate) fn shrink(&self) {
        let mut list = self.list();
        list.most = list.open.len().saturating_sub(SPARED).max(SPARED).min(list.most);
        while list.open.len() > list.most && self.evict(&mut list).is_some() {}
    }

    fn evict(&self, list: &mut List) -> Option<()> {
        let idle = list.open.iter().find(|(_, connection)| !connection.working.load(Ordering::Acquire));
        let number = idle.map(|(number, _)| *number)?;
        if let Some(connection) = list.open.remove(&number) {
            connection.cut.notify_one();
            self.evicted.fetch_add(1, Ordering::Relaxed);
        }
        Some(())
    }

    /// How many are open.
    pub(crate) fn open(&self) -> usize {
        self.list().open.len()
    }

    /// How many had to make room since the start.
    pub(crate) fn evicted(&self) -> u64 {
        self.evicted.load(Ordering::Relaxed)
    }

    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// A request's head has come in.
    pub(crate) fn ask(&self) {
        self.asked.store(true, Ordering::Release);
    }

    /// Whether any request's head has come in.
    pub(crate) fn has_asked(&self) -> bool {
        self.asked.load(Ordering::Acquire)
    }

    /// As long as the guard lives, the client waits for us and not we for the client.
    pub(crate) fn work(self: &Arc<Self>) -> Working {
        self.working.store(true, Ordering::Release);
        Working(Arc::clone(self))
    }

    /// Waits until it must make room.
    pub(crate) async fn cut(&self) {
        self.cut.notified().await;
    }
}

/// The client waits for us.
#[derive(Debug)]
pub(crate) struct Working(Arc<Connection>);

impl Drop for Working {
    fn drop(&mut self) {
        self.0.working.store(false, Ordering::Release);
    }
}

/// A place among the open connections, given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    connections: Arc<Connections>,
    number: u64,
    /// The connection itself.
    pub(crate) connection: Arc<Connection>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.list().open.remove(&self.number);
    }
}

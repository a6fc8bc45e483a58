//! The handle that the rest of the product holds.

use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::checkpoint::Checkpointer;
use super::pool::{Frame, Worker};
use super::probe::Probes;
use super::queue::{Queue, Rejected};
use super::reader::Reader;
use super::sqlite_open::{self, Lock};
use super::tx::Tx;
use super::unit::{Unit, Work};
use super::writer::Writer;
use crate::{Abort, Error, Result};

/// Settings of the embedded engine.
#[derive(Clone)]
pub struct SqliteOptions {
    /// Reading threads.
    pub readers: u32,
    /// Page cache of the writer; each reader has an eighth of it: what it lacks the operating system has at hand. KiB.
    pub cache_kib: u32,
    /// Units of work that may wait; beyond that they are refused at once.
    pub waiting: usize,
    /// Only reads; takes no lock, so that a served file can be looked at.
    pub read_only: bool,
    /// Probes for tests and benchmarks.
    pub probes: Probes,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { readers: 4, cache_kib: 24 << 10, waiting: 10_000, read_only: false, probes: Probes::default() }
    }
}

/// Settings of the server engine.
#[derive(Clone)]
pub struct PostgresOptions {
    /// Connections, each with its thread. Work beyond them waits in order; more than the server's processors can serve
    /// only take turns with each other: on two, 16 made a p99 of 54 ms where 8 made 36 ms.
    pub connections: u32,
    /// Units of work that may wait; beyond that they are refused at once.
    pub waiting: usize,
    /// Limit of one statement.
    pub statement_timeout: Duration,
    /// Limit of a transaction that says nothing.
    pub idle_timeout: Duration,
    /// How long a unit of work waits for a server that cannot be reached.
    pub patience: Duration,
    /// Schema to live in, where it is not the user's default; letters, digits and `_`.
    pub schema: Option<String>,
    /// Probes for tests and benchmarks.
    pub probes: Probes,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            connections: 8,
            waiting: 10_000,
            statement_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(30),
            patience: Duration::from_secs(3),
            schema: None,
            probes: Probes::default(),
        }
    }
}

/// An open database. Clones share it; the last one to go ends the threads and waits for them.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    queues: Queues,
    threads: Mutex<Vec<JoinHandle<()>>>,
    lock: Option<Lock>,
}

enum Queues {
    Sqlite {
        path: PathBuf,
        writes: Option<Arc<Queue<Box<dyn Unit>>>>,
        reads: Arc<Queue<Box<dyn Unit>>>,
        failed: Arc<OnceLock<String>>,
    },
    Postgres {
        work: Arc<Queue<(Frame, Box<dyn Unit>)>>,
    },
}

impl Store {
    /// Opens or makes the database file at `path`.
    ///
    /// # Errors
    /// [`Error::InUse`] where another process serves it, [`Error::EngineTooOld`], or what the file says.
    pub fn sqlite(path: &Path, options: &SqliteOptions) -> Result<Self> {
        sqlite_open::check_engine()?;
        let reads = Arc::new(Queue::new(options.waiting));
        let failed = Arc::new(OnceLock::new());
        let mut threads = Vec::new();
        let (lock, writes) = if options.read_only {
            (None, None)
        } else {
            let lock = Lock::take(path)?;
            let connection = sqlite_open::writer(path, options.cache_kib)?;
            let queue = Arc::new(Queue::new(options.waiting));
            let checkpointer = Checkpointer::start(sqlite_open::checkpointer(path)?, Arc::clone(&failed))?;
            let (waiting, probes) = (Arc::clone(&queue), options.probes.clone());
            let writer = Writer::new(connection, checkpointer, waiting, probes, Arc::clone(&failed))?;
            threads.push(Builder::new().name("store-writer".into()).spawn(move || writer.serve())?);
            (Some(lock), Some(queue))
        };
        // From here on a failure must end the threads, which dropping the store does.
        let store = Self::assemble(
            Queues::Sqlite { path: path.to_owned(), writes, reads: Arc::clone(&reads), failed },
            threads,
            lock,
        );
        for number in 0..options.readers.max(1) {
            let connection = sqlite_open::reader(path, options.cache_kib / 8)?;
            let reader = Reader { connection, queue: Arc::clone(&reads), probes: options.probes.clone() };
            store.keep(Builder::new().name(format!("store-reader-{number}")).spawn(move || reader.serve())?);
        }
        Ok(store)
    }

    /// Opens a database on a server, such as `postgres://user@host/database`. The connection is not
    /// encrypted: `sslmode=require` is refused; use a socket, a private network or a tunnel.
    ///
    /// # Errors
    /// [`Error::Unavailable`] for a URL that cannot be read. Connections are made by the first units of work.
    pub fn postgres(url: &str, options: &PostgresOptions) -> Result<Self> {
        let mut config: postgres::Config =
            url.parse().map_err(|_| Error::Unavailable { what: "the URL cannot be read".into() })?;
        // Compiling a plan pays for questions of seconds; there are none here, and one misjudged search took 340 ms for it.
        let mut settings = format!(
            "-c jit=off -c statement_timeout={} -c idle_in_transaction_session_timeout={} -c synchronous_commit=on -c timezone=UTC",
            options.statement_timeout.as_millis(),
            options.idle_timeout.as_millis(),
        );
        if let Some(schema) = &options.schema {
            if !schema.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return Err(Error::Unavailable { what: "the name of the schema cannot be used".into() });
            }
            settings.push_str(" -c search_path=");
            settings.push_str(schema);
        }
        if let Some(given) = config.get_options() {
            settings = format!("{settings} {given}");
        }
        config.options(&settings).connect_timeout(options.patience);
        if config.get_application_name().is_none() {
            config.application_name("daowei");
        }
        let work = Arc::new(Queue::new(options.waiting));
        let store = Self::assemble(Queues::Postgres { work: Arc::clone(&work) }, Vec::new(), None);
        for number in 0..options.connections.max(1) {
            let worker = Worker::new(
                config.clone(),
                Arc::clone(&work),
                options.probes.clone(),
                options.patience,
                number,
            );
            store.keep(Builder::new().name(format!("store-{number}")).spawn(move || worker.serve())?);
        }
        Ok(store)
    }

    /// Runs a unit of writing and waits for its durable answer. Not for threads that must not block, and never from
    /// inside another unit of work: it would wait for itself.
    ///
    /// # Errors
    /// The unit's refusal, or what befell the store; then nothing was changed, but for [`Error::Unknown`].
    pub fn write<T, E, J>(&self, job: J) -> std::result::Result<T, Abort<E>>
    where
        J: FnMut(&mut Tx<'_>) -> std::result::Result<T, Abort<E>> + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        wait(|done| self.submit_write(job, done))
    }

    /// Runs a unit of writing and calls `done` with its durable answer, on a database thread: `done` only
    /// hands the answer on.
    pub fn submit_write<T, E, J, D>(&self, job: J, done: D)
    where
        J: FnMut(&mut Tx<'_>) -> std::result::Result<T, Abort<E>> + Send + 'static,
        D: FnOnce(std::result::Result<T, Abort<E>>) + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        self.submit(Frame::Write, Box::new(Work::new(job, done)));
    }

    /// Runs a unit of reading and waits for its answer. On a server each statement sees its own instant; where
    /// several must agree, use [`Store::snapshot`].
    ///
    /// # Errors
    /// The unit's refusal, or what befell the store.
    pub fn read<T, E, J>(&self, job: J) -> std::result::Result<T, Abort<E>>
    where
        J: FnMut(&mut Tx<'_>) -> std::result::Result<T, Abort<E>> + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        wait(|done| self.submit_read(job, done))
    }

    /// Runs a unit of reading and calls `done` with its answer, on a database thread.
    pub fn submit_read<T, E, J, D>(&self, job: J, done: D)
    where
        J: FnMut(&mut Tx<'_>) -> std::result::Result<T, Abort<E>> + Send + 'static,
        D: FnOnce(std::result::Result<T, Abort<E>>) + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        self.submit(Frame::Read, Box::new(Work::new(job, done)));
    }

    /// Runs a unit of reading whose statements all see one instant: verification, export, reports.
    ///
    /// # Errors
    /// The unit's refusal, or what befell the store.
    pub fn snapshot<T, E, J>(&self, job: J) -> std::result::Result<T, Abort<E>>
    where
        J: FnMut(&mut Tx<'_>) -> std::result::Result<T, Abort<E>> + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        wait(|done| self.submit(Frame::Snapshot, Box::new(Work::new(job, done))))
    }

    /// Units of work that wait for a thread.
    #[must_use]
    pub fn waiting(&self) -> usize {
        match &self.inner.queues {
            Queues::Sqlite { writes, reads, .. } => {
                reads.len() + writes.as_ref().map_or(0, |queue| queue.len())
            }
            Queues::Postgres { work } => work.len(),
        }
    }

    /// Why writes are refused, if they are.
    #[must_use]
    pub fn read_only(&self) -> Option<String> {
        match &self.inner.queues {
            Queues::Sqlite { writes: None, .. } => Some("opened for reading".into()),
            Queues::Sqlite { failed, .. } => failed.get().cloned(),
            Queues::Postgres { .. } => None,
        }
    }

    /// The embedded engine's file; none on a server, which has its own tools for backup.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.inner.queues {
            Queues::Sqlite { path, .. } => Some(path),
            Queues::Postgres { .. } => None,
        }
    }

    fn submit(&self, frame: Frame, unit: Box<dyn Unit>) {
        let rejected = match &self.inner.queues {
            Queues::Sqlite { writes: None, .. } if frame == Frame::Write => {
                return unit.finish(Err(Error::ReadOnly { reason: "opened for reading".into() }));
            }
            Queues::Sqlite { writes: Some(writes), .. } if frame == Frame::Write => writes.push(unit),
            Queues::Sqlite { reads, .. } => reads.push(unit),
            Queues::Postgres { work } => work.push((frame, unit)).map_err(|rejected| match rejected {
                Rejected::Full((_, unit)) => Rejected::Full(unit),
                Rejected::Closed((_, unit)) => Rejected::Closed(unit),
            }),
        };
        match rejected {
            Ok(()) => {}
            Err(Rejected::Full(unit)) => {
                unit.finish(Err(Error::Busy { what: "too much work is waiting".into() }));
            }
            Err(Rejected::Closed(unit)) => unit.finish(Err(Error::Closed)),
        }
    }

    fn assemble(queues: Queues, threads: Vec<JoinHandle<()>>, lock: Option<Lock>) -> Self {
        Self { inner: Arc::new(Inner { queues, threads: Mutex::new(threads), lock }) }
    }

    fn keep(&self, thread: JoinHandle<()>) {
        self.inner.threads.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let mut threads = std::mem::take(self.threads.get_mut().unwrap_or_else(PoisonError::into_inner));
        match &self.queues {
            Queues::Sqlite { writes, reads, .. } => {
                reads.close();
                if let Some(writes) = writes {
                    // The writer, whose thread is the first, goes last: its last checkpoint wants the log to itself, and of two
                    // connections that close in one moment neither takes the log away.
                    join(threads.drain(threads.len().min(1)..));
                    writes.close();
                }
            }
            Queues::Postgres { work } => work.close(),
        }
        join(threads.drain(..));
        // The lock goes last: nobody else opens the file before the writer is done.
        drop(self.lock.take());
    }
}

/// A unit of work may hold the last clone; its own thread cannot wait for itself.
fn join(threads: impl Iterator<Item = JoinHandle<()>>) {
    let here = std::thread::current().id();
    for thread in threads.filter(|thread| thread.thread().id() != here) {
        let _ = thread.join();
    }
}

fn wait<T, E>(
    submit: impl FnOnce(Box<dyn FnOnce(std::result::Result<T, Abort<E>>) + Send>),
) -> std::result::Result<T, Abort<E>>
where
    T: Send + 'static,
    E: Send + 'static,
{
    let (answer, answered) = sync_channel(1);
    submit(Box::new(move |result| {
        // Whoever waited may have gone.
        let _ = answer.send(result);
    }));
    answered.recv().unwrap_or(Err(Abort::Store(Error::Closed)))
}

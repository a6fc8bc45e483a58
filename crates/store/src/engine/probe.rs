//! What tests and benchmarks may see and cut.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What one attempt of a unit of work sent to the engine.
#[derive(Debug, Clone, Copy)]
pub struct Observed<'a> {
    /// Whether it was a unit of writing.
    pub writing: bool,
    /// Whether its changes were kept (for a group: handed on to the commit).
    pub kept: bool,
    /// Names of its statements in order.
    pub statements: &'a [&'static str],
    /// Round trips to the database server, with BEGIN and COMMIT; none for the embedded engine.
    pub round_trips: u32,
}

/// Called after each attempt of each unit of work, on the thread that ran it.
pub type Observer = Arc<dyn Fn(&Observed<'_>) + Send + Sync>;

/// Cuts one unit of work at its n-th operation; tests only.
#[derive(Debug, Default)]
pub struct Cut {
    remaining: AtomicU64,
}

impl Cut {
    /// From now on the `operation`-th operation (from 1) of writing fails; the commit is an operation, too.
    pub fn arm(&self, operation: u64) {
        self.remaining.store(operation, Ordering::SeqCst);
    }

    /// Whether the cut is still to come; disarms it.
    pub fn disarm(&self) -> bool {
        self.remaining.swap(0, Ordering::SeqCst) > 0
    }

    /// Counts one operation; true when it is the one to fail.
    pub(super) fn strikes(&self) -> bool {
        self.remaining.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) == Ok(1)
    }
}

/// The probes of a store; both are absent in operation.
#[derive(Clone, Default)]
pub struct Probes {
    /// Sees what each unit of work sent.
    pub observer: Option<Observer>,
    /// Cuts units of writing.
    pub cut: Option<Arc<Cut>>,
}

//! A bounded queue of units of work that several threads may serve.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Waiting work, first in, first out.
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    ready: Condvar,
    limit: usize,
}

struct State<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

/// Why an entry was not taken in.
pub(super) enum Rejected<T> {
    /// The queue is at its limit.
    Full(T),
    /// The queue is closed.
    Closed(T),
}

impl<T> Queue<T> {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            state: Mutex::new(State { waiting: VecDeque::new(), closed: false }),
            ready: Condvar::new(),
            limit,
        }
    }

    // No code runs under this lock that could leave the deque half changed, so a poisoned lock is whole.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an entry at the end.
    pub(super) fn push(&self, entry: T) -> Result<(), Rejected<T>> {
        let mut state = self.state();
        if state.closed {
            return Err(Rejected::Closed(entry));
        }
        if state.waiting.len() >= self.limit {
            return Err(Rejected::Full(entry));
        }
        state.waiting.push_back(entry);
        drop(state);
        self.ready.notify_one();
        Ok(())
    }

    /// Waits for the next entry; nothing once the queue is closed and empty.
    pub(super) fn next(&self) -> Option<T> {
        let mut state = self.state();
        loop {
            if let Some(entry) = state.waiting.pop_front() {
                return Some(entry);
            }
            if state.closed {
                return None;
            }
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next entry if one is waiting now.
    pub(super) fn try_next(&self) -> Option<T> {
        self.state().waiting.pop_front()
    }

    /// Number of waiting entries.
    pub(super) fn len(&self) -> usize {
        self.state().waiting.len()
    }

    /// Takes no more entries; what waits is still served.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.ready.notify_all();
    }
}

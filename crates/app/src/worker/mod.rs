//! 后台工作: what happens without anybody asking.
//!
//! Pure steps under an injected clock; the waiting is the caller's. Each step is held by a lease, so that any number of
//! processes share the work, and asks before it writes, so that an idle center leaves its disk alone.

mod step;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
pub(crate) use step::LEASE;

use crate::App;
use crate::error::Result;

/// What there is to do, in the order of doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Committed events get their position in the global order.
    Index,
    /// The state of the log is signed and sent off.
    Checkpoint,
    /// Signed checkpoints leave the house.
    Deliver,
    /// What time alone brings about.
    Lapse,
    /// Deltas of tallies are added up.
    Fold,
    /// Answers, effects and sessions that nobody needs any longer go.
    Purge,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 6] =
        [Self::Index, Self::Checkpoint, Self::Deliver, Self::Lapse, Self::Fold, Self::Purge];

    /// Its name, for leases and logs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Checkpoint => "checkpoint",
            Self::Deliver => "deliver",
            Self::Lapse => "lapse",
            Self::Fold => "fold",
            Self::Purge => "purge",
        }
    }

    /// How long after one turn the next one comes.
    const fn interval(self) -> SignedDuration {
        match self {
            Self::Index => SignedDuration::from_millis(200),
            Self::Deliver => SignedDuration::from_secs(1),
            Self::Lapse => SignedDuration::from_secs(2),
            Self::Fold => SignedDuration::from_secs(10),
            Self::Checkpoint => SignedDuration::from_secs(60),
            Self::Purge => SignedDuration::from_hours(1),
        }
    }
}

/// A process's share of the work.
pub struct Worker {
    app: App,
    holder: String,
    log: Option<PathBuf>,
    next: BTreeMap<Step, Timestamp>,
}

/// What a turn brought.
#[derive(Debug, Default)]
pub struct Turn {
    /// Steps that did something, and how much.
    pub done: Vec<(Step, usize)>,
    /// Steps that failed; they are tried again.
    pub failed: Vec<(Step, crate::Error)>,
    /// How long the caller may wait until the next turn.
    pub wait: std::time::Duration,
}

impl Worker {
    /// A worker. `holder` is unique among the processes; `log` is the file off this host to which checkpoints are
    /// appended.
    #[must_use]
    pub fn new(app: App, holder: String, log: Option<PathBuf>) -> Self {
        Self { app, holder, log, next: BTreeMap::new() }
    }

    /// Does what is due.
    pub fn turn(&mut self) -> Turn {
        let mut turn = Turn::default();
        for step in Step::ALL {
            let now = self.app.now();
            let waits = self.next.get(&step).map_or(SignedDuration::ZERO, |next| next.duration_since(now));
            // A clock that was set back must not stop the work until then.
            if waits > SignedDuration::ZERO && waits <= step.interval() {
                continue;
            }
            let mut full = false;
            match self.step(step) {
                Ok(0) => {}
                Ok(count) => {
                    full = count >= step::BATCH;
                    turn.done.push((step, count));
                }
                Err(error) => turn.failed.push((step, error)),
            }
            // A full batch means that more is waiting.
            let pause = if full { SignedDuration::ZERO } else { step.interval() };
            self.next.insert(step, now.checked_add(pause).unwrap_or(now));
        }
        let now = self.app.now();
        let soonest = self.next.values().min().map_or(SignedDuration::ZERO, |next| next.duration_since(now));
        turn.wait =
            soonest.max(SignedDuration::ZERO).min(Step::Index.interval()).try_into().unwrap_or_default();
        turn
    }

    /// Does one step now, whether it is due or not, and says how much it did.
    ///
    /// # Errors
    /// What befell the store, or the file of checkpoints.
    pub fn step(&self, step: Step) -> Result<usize> {
        match step {
            Step::Index => step::index(self),
            Step::Checkpoint => step::checkpoint(self),
            Step::Deliver => step::deliver(self),
            Step::Lapse => step::lapse(self),
            Step::Fold => step::fold(self),
            Step::Purge => step::purge(self),
        }
    }
}

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
    next: BTreeMap<Step, (Timestamp, SignedDuration)>,
    /// Steps in trouble, and how often each has failed since.
    troubled: BTreeMap<Step, u32>,
}

/// How long a step rests after its first failure, and after many: twice as long each time.
const FIRST_REST: SignedDuration = SignedDuration::from_secs(1);
const LONGEST_REST: SignedDuration = SignedDuration::from_secs(30);

fn rest(failures: u32) -> SignedDuration {
    let doublings = failures.saturating_sub(1).min(5);
    FIRST_REST.saturating_mul(1 << doublings).min(LONGEST_REST)
}

/// What a turn brought.
#[derive(Debug, Default)]
pub struct Turn {
    /// Steps that did something, and how much.
    pub done: Vec<(Step, usize)>,
    /// Steps that have begun to fail; they are tried again, less and less often, and say so no more.
    pub failed: Vec<(Step, crate::Error)>,
    /// Steps that had failed and have done something again, and how often they failed.
    pub mended: Vec<(Step, u32)>,
    /// How long the caller may wait until the next turn.
    pub wait: std::time::Duration,
}

impl Worker {
    /// A worker. `holder` is unique among the processes; `log` is the file off this host to which checkpoints are
    /// appended.
    #[must_use]
    pub fn new(app: App, holder: String, log: Option<PathBuf>) -> Self {
        Self { app, holder, log, next: BTreeMap::new(), troubled: BTreeMap::new() }
    }

    /// Does what is due.
    pub fn turn(&mut self) -> Turn {
        let mut turn = Turn::default();
        for step in Step::ALL {
            let now = self.app.now();
            let due = self.next.get(&step).map(|(next, pause)| (next.duration_since(now), *pause));
            // A clock that was set back must not stop the work until then.
            if due.is_some_and(|(waits, pause)| waits > SignedDuration::ZERO && waits <= pause) {
                continue;
            }
            let pause = match self.step(step) {
                Ok(count) => {
                    if count > 0 {
                        turn.done.push((step, count));
                        turn.mended.extend(self.troubled.remove(&step).map(|failures| (step, failures)));
                    }
                    // A full batch means that more is waiting.
                    if count >= step::BATCH { SignedDuration::ZERO } else { step.interval() }
                }
                Err(error) => {
                    let failures = self.troubled.entry(step).or_default();
                    *failures = failures.saturating_add(1);
                    if *failures == 1 {
                        turn.failed.push((step, error));
                    }
                    step.interval().max(rest(*failures))
                }
            };
            self.next.insert(step, (now.checked_add(pause).unwrap_or(now), pause));
        }
        let now = self.app.now();
        let soonest = self.next.values().map(|(next, _)| *next).min();
        let soonest = soonest.map_or(SignedDuration::ZERO, |next| next.duration_since(now));
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

//! Units of work: re-runnable closures with their type erased for the threads that run them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::tx::Tx;
use crate::{Abort, Error, Result};

/// What a unit of work made of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its changes are to be committed.
    Keep,
    /// Its changes are to be rolled back; it has its answer.
    Discard,
    /// Its changes are to be rolled back; another attempt may succeed.
    Again,
}

/// A unit of work as the engines see it.
pub(super) trait Unit: Send {
    /// Runs the closure once.
    fn attempt(&mut self, tx: &mut Tx<'_>) -> Verdict;
    /// Hands the answer of the last attempt over, or the error that befell it afterwards.
    fn finish(self: Box<Self>, outcome: Result<()>);
}

/// A closure with the one who waits for its answer.
pub(super) struct Work<J, D, T, E>
where
    D: FnOnce(std::result::Result<T, Abort<E>>),
{
    job: J,
    done: Option<D>,
    result: Option<std::result::Result<T, Abort<E>>>,
}

impl<J, D, T, E> Work<J, D, T, E>
where
    D: FnOnce(std::result::Result<T, Abort<E>>),
{
    pub(super) fn new(job: J, done: D) -> Self {
        Self { job, done: Some(done), result: None }
    }

    fn answer(&mut self, result: std::result::Result<T, Abort<E>>) {
        if let Some(done) = self.done.take() {
            // A caller's panic must not take the database thread with it.
            let _ = catch_unwind(AssertUnwindSafe(|| done(result)));
        }
    }
}

impl<J, D, T, E> Unit for Work<J, D, T, E>
where
    J: FnMut(&mut Tx<'_>) -> std::result::Result<T, Abort<E>> + Send,
    D: FnOnce(std::result::Result<T, Abort<E>>) + Send,
    T: Send,
    E: Send,
{
    fn attempt(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let job = &mut self.job;
        let result = catch_unwind(AssertUnwindSafe(|| job(tx))).unwrap_or(Err(Abort::Store(Error::Panicked)));
        let (result, verdict) = match result {
            Ok(_) if tx.spoiled() => (Err(Abort::Store(Error::Spoiled)), Verdict::Discard),
            Ok(value) => (Ok(value), Verdict::Keep),
            Err(Abort::Store(error)) => {
                let verdict = match error {
                    Error::Contended | Error::Conflict | Error::Unavailable { .. } => Verdict::Again,
                    _ => Verdict::Discard,
                };
                (Err(Abort::Store(error)), verdict)
            }
            Err(refused) => (Err(refused), Verdict::Discard),
        };
        self.result = Some(result);
        verdict
    }

    fn finish(mut self: Box<Self>, outcome: Result<()>) {
        let result = match (outcome, self.result.take()) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Abort::Store(Error::Closed)),
            (Err(error), _) => Err(Abort::Store(error)),
        };
        self.answer(result);
    }
}

impl<J, D, T, E> Drop for Work<J, D, T, E>
where
    D: FnOnce(std::result::Result<T, Abort<E>>),
{
    /// Whoever waits is answered even where the work is thrown away.
    fn drop(&mut self) {
        self.answer(Err(Abort::Store(Error::Closed)));
    }
}

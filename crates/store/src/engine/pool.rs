//! The server engine's threads: each owns one connection and serves one queue.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use postgres::Config;

use super::postgres::Session;
use super::probe::Probes;
use super::queue::Queue;
use super::tx::{Link, Tx};
use super::unit::{Unit, Verdict};
use crate::{Error, Result};

/// Attempts at a unit of work that meets others.
const ATTEMPTS: u32 = 12;

/// How a unit of work is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// BEGIN … COMMIT at READ COMMITTED: what must not happen twice is held by unique constraints and
    /// compare-and-set, which hold at every isolation level and on every server of the family, where
    /// SERIALIZABLE once did not (Jepsen on 12.3) and would abort more than conflicts.
    Write,
    /// Each statement by itself.
    Read,
    /// REPEATABLE READ READ ONLY: all statements see one instant.
    Snapshot,
}

/// One thread's belongings.
pub(super) struct Worker {
    config: Config,
    queue: Arc<Queue<(Frame, Box<dyn Unit>)>>,
    probes: Probes,
    /// How long a unit of work waits for a server that cannot be reached.
    patience: Duration,
    /// Spreads the waiting of threads that met each other.
    number: u32,
    session: Option<Session>,
}

impl Worker {
    pub(super) fn new(
        config: Config,
        queue: Arc<Queue<(Frame, Box<dyn Unit>)>>,
        probes: Probes,
        patience: Duration,
        number: u32,
    ) -> Self {
        Self { config, queue, probes, patience, number, session: None }
    }

    /// Serves until the queue is closed.
    pub(super) fn serve(mut self) {
        while let Some((frame, mut unit)) = self.queue.next() {
            let outcome = self.carry_out(frame, unit.as_mut());
            unit.finish(outcome);
        }
    }

    fn carry_out(&mut self, frame: Frame, unit: &mut dyn Unit) -> Result<()> {
        // Time spent waiting, added up: this room asks no clock.
        let mut waited = Duration::ZERO;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let (verdict, outcome) = match self.attempt(frame, unit, &mut waited) {
                Ok(verdict) => (verdict, Ok(())),
                Err(error @ Error::Contended) => (Verdict::Again, Err(error)),
                // The connection broke before COMMIT was sent: nothing has happened.
                Err(error @ Error::Unavailable { .. }) => (Verdict::Again, Err(error)),
                Err(error) => return Err(error),
            };
            let lost = self.session.as_ref().is_none_or(Session::is_lost);
            if lost {
                self.session = None;
            }
            let over = if lost { waited >= self.patience } else { attempt >= ATTEMPTS };
            if verdict != Verdict::Again || over {
                return outcome;
            }
            let pause = pause(attempt, self.number);
            waited += pause;
            sleep(pause);
        }
    }

    fn attempt(&mut self, frame: Frame, unit: &mut dyn Unit, waited: &mut Duration) -> Result<Verdict> {
        let session = match &mut self.session {
            Some(session) if !session.is_lost() => session,
            slot => slot.insert(connect(&self.config, waited, self.patience, self.number)?),
        };
        let begin = match frame {
            Frame::Write => "BEGIN",
            Frame::Read => "",
            Frame::Snapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        if !begin.is_empty() {
            session.batch("begin", begin, &mut 0)?;
        }
        let mut tx = Tx::new(Link::Postgres(session), frame == Frame::Write, &self.probes);
        let verdict = unit.attempt(&mut tx);
        let cut = if verdict == Verdict::Keep { tx.operation() } else { Ok(()) };
        let keep = verdict == Verdict::Keep && cut.is_ok();
        tx.report(keep, if frame == Frame::Read { 0 } else { 2 });
        if frame == Frame::Read {
            return Ok(verdict);
        }
        let ended = if keep { session.commit() } else { session.batch("roll back", "ROLLBACK", &mut 0) };
        match (keep, ended) {
            (true, Err(error)) => {
                // Whatever state the connection is in, the next unit of work gets another one.
                self.session = None;
                Err(error)
            }
            (false, Err(_)) => {
                self.session = None;
                cut.map(|()| verdict)
            }
            (_, Ok(())) => cut.map(|()| verdict),
        }
    }
}

/// Connects, trying again with growing pauses as long as patience lasts.
fn connect(config: &Config, waited: &mut Duration, patience: Duration, number: u32) -> Result<Session> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        match Session::connect(config) {
            Ok(session) => return Ok(session),
            Err(error) if *waited >= patience => return Err(error.error),
            Err(error) => {
                let pause = pause(attempt + 3, number).min(patience);
                *waited += pause + error.waited;
                sleep(pause);
            }
        }
    }
}

/// Grows with the square of the attempts and differs between threads; no randomness needed.
fn pause(attempt: u32, number: u32) -> Duration {
    let attempt = attempt.min(20);
    let jitter = (number.wrapping_mul(7).wrapping_add(attempt.wrapping_mul(13))) % 11;
    Duration::from_micros(u64::from(attempt * attempt) * 500 + u64::from(jitter) * 150)
}

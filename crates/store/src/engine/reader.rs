//! The embedded engine's reading threads.

use std::sync::Arc;

use rusqlite::Connection;

use super::probe::Probes;
use super::queue::Queue;
use super::sqlite::error;
use super::tx::{Link, Tx};
use super::unit::{Unit, Verdict};
use crate::Result;

/// One thread's belongings.
pub(super) struct Reader {
    pub(super) connection: Connection,
    pub(super) queue: Arc<Queue<Box<dyn Unit>>>,
    pub(super) probes: Probes,
}

impl Reader {
    /// Serves until the queue is closed.
    pub(super) fn serve(self) {
        while let Some(mut unit) = self.queue.next() {
            let outcome = self.carry_out(unit.as_mut());
            unit.finish(outcome);
        }
    }

    /// All statements of a unit see one instant.
    fn carry_out(&self, unit: &mut dyn Unit) -> Result<()> {
        self.execute("BEGIN")?;
        let mut tx = Tx::new(Link::Sqlite(&self.connection), false, &self.probes);
        let verdict = unit.attempt(&mut tx);
        tx.report(verdict == Verdict::Keep, 0);
        if self.connection.is_autocommit() { Ok(()) } else { self.execute("COMMIT") }
    }

    fn execute(&self, text: &'static str) -> Result<()> {
        let failed = |cause| error(text, cause);
        self.connection.prepare_cached(text).map_err(failed)?.execute([]).map_err(failed)?;
        Ok(())
    }
}

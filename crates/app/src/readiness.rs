//! Whether the store would take a command now (OPS-07).

use daowei_store::lease;

use crate::App;
use crate::error::{Error, Result, abort};

impl App {
    /// Writes one small row, as every command does: a full or failed disk and a lost server show here.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn ready(&self) -> Result<()> {
        if let Some(reason) = self.store().read_only() {
            return Err(Error::Store(daowei_store::Error::ReadOnly { reason }));
        }
        let at = self.now().as_microsecond();
        let (answer, waiting) = tokio::sync::oneshot::channel();
        self.store().submit_write(
            move |tx| lease::hold(tx, "readiness", "any", at, at).map_err(|error| abort(error.into())),
            move |result| {
                let _ = answer.send(result.map(|_| ()));
            },
        );
        waiting.await.map_err(|_| Error::Store(daowei_store::Error::Closed))??;
        // The row is there already and only changes: what a command adds would find no room.
        if self.store().is_short() {
            return Err(Error::Store(daowei_store::Error::Full));
        }
        Ok(())
    }
}

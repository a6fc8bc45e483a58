//! Whether the store would take a command now.

use daowei_app::{App, Error};
use daowei_store::{Abort, lease};

/// Writes one small row, as every command does: a full or failed disk and a lost server show here.
///
/// # Errors
/// What befell the store.
pub async fn ready(app: &App) -> Result<(), Error> {
    if let Some(reason) = app.store().read_only() {
        return Err(Error::Store(daowei_store::Error::ReadOnly { reason }));
    }
    let at = app.now().as_microsecond();
    let (answer, waiting) = tokio::sync::oneshot::channel();
    app.store().submit_write(
        move |tx| Ok::<_, Abort<Error>>(lease::hold(tx, "readiness", "any", at, at)?),
        move |result| {
            let _ = answer.send(result.map(|_| ()));
        },
    );
    Ok(waiting.await.map_err(|_| Error::Store(daowei_store::Error::Closed))??)
}

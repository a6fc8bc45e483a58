//! Whether the store would take a command now.

use daowei_app::{App, Error};

/// Asks the store, by writing one small row.
///
/// # Errors
/// What befell the store.
pub async fn ready(app: &App) -> Result<(), Error> {
    app.ready().await
}

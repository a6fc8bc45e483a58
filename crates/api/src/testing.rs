//! A router over a small center, and short ways to ask it.

#![expect(clippy::expect_used, reason = "a test that cannot ask must stop")]

use axum::Router;
use daowei_app::account::testing::Database;
pub use daowei_app::account::testing::{Center, Member, PASSWORD};

use crate::{Api, Build, router};

/// A center and its API.
pub struct Served {
    /// The center.
    pub center: Center,
    /// Its API.
    pub router: Router,
}

impl Served {
    /// On an embedded database of its own.
    #[must_use]
    pub fn sqlite() -> Self {
        Self::on(Database::sqlite())
    }

    /// On that database.
    #[must_use]
    pub fn on(database: Database) -> Self {
        let center = Center::on(database);
        let router = router(Api { app: center.app.clone(), build: Build::default() });
        Self { center, router }
    }

    /// Opens a session and gives its secret.
    pub async fn sign_in(&self, member: Member) -> String {
        let signed =
            self.center.app.sign_in(member.login, PASSWORD, None, None).await.expect("a right password");
        signed.secret.to_string()
    }
}

//! What this room asks of the program's inside, apart from the API.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use daowei_app::{App, Caller};

use crate::health::Condition;

/// The longest that a look at the store takes.
const PATIENCE: Duration = Duration::from_secs(3);

/// What this room asks of the program's inside.
pub(crate) trait Inside: Send + Sync + 'static {
    /// Random bytes for the ids of requests.
    fn random(&self) -> [u8; 16];

    /// Units of work that wait for the store.
    fn waiting(&self) -> usize;

    /// Tries whether a unit of work could be written now.
    fn probe(&self) -> Pin<Box<dyn Future<Output = Condition> + Send + '_>>;
}

impl Inside for App {
    fn random(&self) -> [u8; 16] {
        App::random(self)
    }

    fn waiting(&self) -> usize {
        self.store().waiting()
    }

    fn probe(&self) -> Pin<Box<dyn Future<Output = Condition> + Send + '_>> {
        Box::pin(async {
            if self.store().read_only().is_some() {
                return Condition::ReadOnly;
            }
            let tried = self.write(Caller::Host, |_| Ok(()));
            match tokio::time::timeout(PATIENCE, tried).await {
                Ok(Ok(())) => Condition::Ready,
                Ok(Err(error)) => {
                    tracing::warn!(%error, "the store cannot be written");
                    Condition::Unreachable
                }
                Err(_) => Condition::Unreachable,
            }
        })
    }
}

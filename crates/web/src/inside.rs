//! What this room asks of the program's inside, apart from the API.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use daowei_app::App;

use crate::health::Condition;

/// The longest that a look at the store takes.
const PATIENCE: Duration = Duration::from_secs(3);

/// What this room asks of the program's inside.
pub(crate) trait Inside: Send + Sync + 'static {
    /// Random bytes for the ids of requests.
    fn random(&self) -> [u8; 8];

    /// Units of work that wait for the store.
    fn waiting(&self) -> usize;

    /// The port of the device bridge on the readers' own machines, where one is used.
    fn bridge(&self) -> Pin<Box<dyn Future<Output = Option<u16>> + Send + '_>>;

    /// Tries whether a command could be carried out now.
    fn probe(&self) -> Pin<Box<dyn Future<Output = Condition> + Send + '_>>;
}

impl Inside for App {
    fn random(&self) -> [u8; 8] {
        App::random(self)
    }

    fn waiting(&self) -> usize {
        self.store().waiting()
    }

    fn bridge(&self) -> Pin<Box<dyn Future<Output = Option<u16>> + Send + '_>> {
        // Where the store does not answer the desk opens all the same, without its devices.
        Box::pin(async { self.bridge_port().await.ok().flatten() })
    }

    fn probe(&self) -> Pin<Box<dyn Future<Output = Condition> + Send + '_>> {
        Box::pin(async {
            match tokio::time::timeout(PATIENCE, self.ready()).await {
                Ok(Ok(())) => Condition::Ready,
                Ok(Err(error)) => Condition::of(daowei_api::Failure::App(error).code()),
                Err(_) => Condition::Unreachable,
            }
        })
    }
}

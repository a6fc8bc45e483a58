//! How far the end has come.

use tokio::sync::watch;

/// How far the end has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Serving.
    Open,
    /// Still serving, with a red light for load balancers.
    RedLight,
    /// What has begun comes to its end; every answer closes its connection.
    Closing,
    /// No patience left.
    Gone,
}

/// Tells everybody how far the end has come.
#[derive(Debug)]
pub(crate) struct Stages(watch::Sender<Stage>);

impl Stages {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(Stage::Open))
    }

    pub(crate) fn now(&self) -> Stage {
        *self.0.borrow()
    }

    /// Goes on to a later stage; never back.
    pub(crate) fn reach(&self, stage: Stage) {
        self.0.send_if_modified(|now| {
            let later = *now < stage;
            if later {
                *now = stage;
            }
            later
        });
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<Stage> {
        self.0.subscribe()
    }
}

/// Waits until that stage or a later one.
pub(crate) async fn reached(stages: &mut watch::Receiver<Stage>, stage: Stage) {
    // The sender lives as long as anybody serves.
    let _ = stages.wait_for(|now| *now >= stage).await;
}

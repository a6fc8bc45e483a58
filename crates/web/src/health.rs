//! Whether we live, and whether work may be sent here (OPS-07, REL-12, REL-23).

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::inside::Inside;
use crate::stage::{Stage, Stages, reached};

/// Between two looks at the store.
const EVERY: Duration = Duration::from_secs(2);

/// Whether work may be sent here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    /// It may.
    Ready,
    /// The store is not open yet.
    Starting,
    /// We are about to stop.
    Stopping,
    /// The store only reads.
    ReadOnly,
    /// No space is left on the disk.
    Full,
    /// The store does not answer, or not in time.
    Unreachable,
}

impl Condition {
    /// What the code of the API says about the store.
    pub(crate) fn of(code: &str) -> Self {
        match code {
            "store.read_only" => Condition::ReadOnly,
            "store.full" => Condition::Full,
            _ => Condition::Unreachable,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Condition::Ready => "ready\n",
            Condition::Starting => "not ready: starting\n",
            Condition::Stopping => "not ready: stopping\n",
            Condition::ReadOnly => "not ready: the store is read-only\n",
            Condition::Full => "not ready: no space left\n",
            Condition::Unreachable => "not ready: the store cannot be reached\n",
        }
    }
}

/// What is known about it.
#[derive(Debug)]
pub(crate) struct Health {
    stages: Arc<Stages>,
    found: Mutex<Condition>,
}

impl Health {
    pub(crate) fn new(stages: Arc<Stages>) -> Self {
        Self { stages, found: Mutex::new(Condition::Starting) }
    }

    pub(crate) fn condition(&self) -> Condition {
        if self.stages.now() == Stage::Open {
            *self.found.lock().unwrap_or_else(PoisonError::into_inner)
        } else {
            Condition::Stopping
        }
    }

    /// Looks once.
    pub(crate) async fn look(&self, inside: &impl Inside) {
        let condition = inside.probe().await;
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if *found != condition {
            tracing::info!(?condition, "readiness");
        }
        *found = condition;
    }

    /// Looks again and again until the end.
    pub(crate) async fn watch(self: Arc<Self>, inside: Arc<impl Inside>) {
        let mut stages = self.stages.subscribe();
        loop {
            self.look(&*inside).await;
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                () = reached(&mut stages, Stage::Closing) => return,
            }
        }
    }
}

/// `GET /livez`, `/healthz`: the process answers.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: work may be sent here.
pub(crate) async fn ready(State(health): State<Arc<Health>>) -> Response {
    let condition = health.condition();
    let status = if condition == Condition::Ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, condition.words()).into_response()
}

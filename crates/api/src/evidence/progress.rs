//! A verification as it goes on: server-sent events, of which the newest alone waits for a slow reader.

use std::convert::Infallible;

use axum::response::sse::{Event, KeepAlive, Sse};
use daowei_app::verification::{Part, Progress, Turn, Verified};
use daowei_domain::Language;
use futures_util::stream::{Stream, unfold};
use serde::Serialize;
use tokio::sync::{oneshot, watch};
use utoipa::ToSchema;

use super::verification::Verification;
use crate::problem::Failure;

/// The `data` of an event `progress`.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub(super) struct VerificationProgress {
    /// What it goes through.
    part: VerificationPart,
    /// Events done of it.
    done: u64,
    /// Events that there were when it began.
    of: u64,
}

/// What a verification goes through, in this order.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum VerificationPart {
    /// The log.
    Events,
    /// The sealed texts that it names.
    Texts,
}

enum Watching {
    /// It runs.
    Running {
        steps: watch::Receiver<Progress>,
        end: oneshot::Receiver<Result<Verified, daowei_app::Error>>,
        of: u64,
        language: Language,
        id: String,
    },
    /// Everything was told.
    Over,
}

/// Takes the turn, and tells how far it has come until the end.
pub(super) fn told(
    turn: Turn,
    language: Language,
    id: String,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let of = turn.events;
    let (step, steps) = watch::channel(Progress::default());
    let (finish, end) = oneshot::channel();
    tokio::spawn(async move {
        // A percent is what a reader can see; what nobody reads is replaced by what comes next.
        let grain = (of / 100).max(1);
        let heard = move |progress: Progress| {
            step.send_if_modified(|last| {
                let moved = last.part != progress.part || last.done / grain != progress.done / grain;
                if moved {
                    *last = progress;
                }
                moved
            });
        };
        let _ = finish.send(turn.take(heard).await);
    });
    let watching = Watching::Running { steps, end, of, language, id };
    Sse::new(unfold(watching, next)).keep_alive(KeepAlive::default())
}

async fn next(watching: Watching) -> Option<(Result<Event, Infallible>, Watching)> {
    let Watching::Running { mut steps, mut end, of, language, id } = watching else { return None };
    tokio::select! {
        biased;
        // The sender goes away at the end: then there is no step any more, only the end.
        Ok(()) = steps.changed() => {
            let Progress { part, done } = *steps.borrow_and_update();
            let part = match part {
                Part::Events => VerificationPart::Events,
                Part::Texts => VerificationPart::Texts,
            };
            let event = event("progress", &VerificationProgress { part, done, of });
            Some((Ok(event), Watching::Running { steps, end, of, language, id }))
        }
        ended = &mut end => {
            // The task went away without an answer: the stream ends without a result.
            let event = match ended.ok()? {
                Ok(verified) => event("result", &Verification::from(verified)),
                Err(error) => event("problem", &Failure::from(error).document(language, &id)),
            };
            Some((Ok(event), Watching::Over))
        }
    }
}

fn event(kind: &str, data: &impl Serialize) -> Event {
    Event::default().event(kind).data(serde_json::to_string(data).unwrap_or_default())
}

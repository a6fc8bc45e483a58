//! 实时事件: server-sent events, so that a screen knows when to read again.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use daowei_app::log::Happened;
use daowei_app::{App, Caller};
use daowei_ident::CaseId;
use futures_util::stream::{Stream, unfold};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::problem::Failure;
use crate::state::Api;

/// Events of all that one look goes through.
const STRETCH: u32 = 500;
/// Between two looks when nothing new has come.
const PATIENCE: Duration = Duration::from_millis(500);

/// Where to go on.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header that is read elsewhere")]
pub(super) struct Resumption {
    /// The position of the last event that was seen; now where nothing is said.
    #[param(rename = "Last-Event-ID")]
    last_event_id: Option<String>,
}

/// The `data` of an event; its `id` is its position, its `event` its kind.
#[derive(Serialize, ToSchema)]
pub(super) struct Happening {
    /// The case.
    #[schema(value_type = String, format = Uuid)]
    case: CaseId,
    /// Its number in the case's stream.
    sequence: i64,
    /// Its place in the order of all events.
    position: i64,
    /// Kind, such as `case.accepted`.
    kind: String,
}

/// One reader of the log.
struct Follower {
    app: App,
    caller: Caller,
    next: i64,
    waiting: VecDeque<Happened>,
    /// The last look found everything that there was.
    caught_up: bool,
}

impl Follower {
    /// The next event; nothing once the caller may read no more.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(happened) = self.waiting.pop_front() {
                return Some((Ok(event(happened)), self));
            }
            if self.caught_up {
                tokio::time::sleep(PATIENCE).await;
            }
            let stretch = self.app.happened(self.caller.clone(), self.next, STRETCH).await.ok()?;
            self.next = stretch.next;
            self.caught_up = !stretch.more;
            self.waiting.extend(stretch.events);
        }
    }
}

fn event(happened: Happened) -> Event {
    let Happened { position, case, sequence, kind } = happened;
    let event = Event::default().id(position.to_string()).event(kind.clone());
    let data = serde_json::to_string(&Happening { case, sequence, position, kind }).unwrap_or_default();
    event.data(data)
}

fn last_seen(headers: &HeaderMap) -> Result<Option<i64>, Failure> {
    let wrong = || Failure::Request(StatusCode::BAD_REQUEST, "input.header");
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let seen = value.to_str().ok().and_then(|text| text.parse().ok()).filter(|seen| *seen >= 0);
    seen.map(Some).ok_or_else(wrong)
}

/// 实时事件 · What happens to the cases within one's scope, as it happens
///
/// Server-sent events in the order of the log, without bodies. Ends when the session ends; goes on behind `Last-Event-ID`.
#[utoipa::path(
    get,
    path = "/events",
    operation_id = "followEvents",
    tag = "evidence",
    params(Resumption),
    responses((status = 200, description = "A stream that stays open.", body = Happening, content_type = "text/event-stream"))
)]
pub(super) async fn follow_events(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let seen = last_seen(&headers)?;
    // Nor is it a use that a broken stream is opened again.
    let caller = caller.watching();
    let newest = api.app.newest_position(caller.clone()).await?;
    let next = seen.map_or(newest, |seen| seen.saturating_add(1));
    let follower = Follower { app: api.app, caller, next, waiting: VecDeque::new(), caught_up: false };
    Ok(Sse::new(unfold(follower, Follower::next)).keep_alive(KeepAlive::default()))
}

//! `GET /sessions`

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// One's own open sessions, the youngest first, at most a hundred.
#[derive(Serialize, ToSchema)]
pub(super) struct Sessions {
    /// Them.
    rows: Vec<Session>,
}

/// An open session.
#[derive(Serialize, ToSchema)]
struct Session {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// The post that it acts in.
    #[schema(format = Uuid)]
    post: Option<String>,
    /// When it began.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was last used, to the minute.
    #[schema(format = DateTime)]
    seen_at: String,
    /// Whether it is this one.
    current: bool,
}

/// 本人会话 One's own open sessions.
#[utoipa::path(get, path = "/sessions", operation_id = "listSessions", tag = "session",
    responses((status = 200, description = "The sessions.", body = Sessions)))]
pub(super) async fn sessions(State(api): State<Api>, signed: Signed) -> Result<Json<Sessions>, Failure> {
    let found = api.app.own_sessions(signed.caller).await?;
    let rows = found.into_iter().map(|view| Session {
        id: view.id.to_string(),
        post: view.post.map(|post| post.to_string()),
        created_at: view.created_at.to_string(),
        seen_at: view.seen_at.to_string(),
        current: view.current,
    });
    Ok(Json(Sessions { rows: rows.collect() }))
}

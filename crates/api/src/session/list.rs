//! `GET /sessions`

use axum::extract::State;
use daowei_app::account::SessionView;
use serde::Serialize;
use utoipa::ToSchema;

use super::Post;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The open sessions of an account, the youngest first, at most a hundred.
#[derive(Serialize, ToSchema)]
pub(crate) struct Sessions {
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
    /// That post, where its holder has it today.
    held: Option<Post>,
    /// Browser and system, such as `Chrome 120, Windows`, where they are known.
    device: Option<String>,
    /// The network that it was begun from, without its last part.
    network: Option<String>,
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
    Ok(Json(api.app.own_sessions(signed.caller).await?.into()))
}

impl From<Vec<SessionView>> for Sessions {
    fn from(found: Vec<SessionView>) -> Self {
        let rows = found.into_iter().map(|view| Session {
            id: view.id.to_string(),
            post: view.post.map(|post| post.to_string()),
            held: view.held.map(Post::from),
            device: view.device,
            network: view.network,
            created_at: view.created_at.to_string(),
            seen_at: view.seen_at.to_string(),
            current: view.current,
        });
        Self { rows: rows.collect() }
    }
}

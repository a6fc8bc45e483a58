//! `GET /session`

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::Post;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    /// The account.
    #[schema(format = Uuid)]
    account: String,
    /// The session.
    #[schema(format = Uuid)]
    session: String,
    /// The person.
    #[schema(format = Uuid)]
    person: String,
    /// The person's name.
    name: String,
    /// The posts that the person has today.
    posts: Vec<Post>,
    /// The post that the session acts in.
    #[schema(format = Uuid)]
    post: Option<String>,
    /// Who answers for assisting staff.
    #[schema(format = Uuid)]
    responsible: Option<String>,
    /// That person's name.
    responsible_name: Option<String>,
    /// Whether the password must be changed before anything else.
    must_change_password: bool,
    /// Until when a confirmation holds.
    #[schema(format = DateTime)]
    confirmed_until: Option<String>,
    /// When the session ends at the latest.
    #[schema(format = DateTime)]
    ends_at: String,
    /// After how many minutes without use it ends.
    idle_minutes: u32,
    /// The port of the device bridge on the reader's own machine (127.0.0.1), where one is used: docs/device-bridge.md.
    bridge_port: Option<u16>,
    /// Characters of a reason or an opinion at least, as the setting of today says.
    reason_characters: u32,
    /// Megabytes of a file at most.
    file_megabytes: u32,
    /// Whether people queue by numbers here: where they do not, nothing of it is shown.
    queues: bool,
}

/// 当前会话 Who is signed in, and what the session may do.
#[utoipa::path(get, path = "/session", operation_id = "me", tag = "session",
    responses((status = 200, description = "The session.", body = Me)))]
pub(super) async fn me(State(api): State<Api>, signed: Signed) -> Result<Response, Failure> {
    let me = api.app.me(signed.caller).await?;
    let body = Me {
        account: me.account.to_string(),
        session: me.session.to_string(),
        person: me.person.to_string(),
        name: me.name,
        posts: me.posts.into_iter().map(Post::from).collect(),
        post: me.post.map(|post| post.to_string()),
        responsible: me.responsible.map(|person| person.to_string()),
        responsible_name: me.responsible_name,
        must_change_password: me.must_change,
        confirmed_until: me.confirmed_until.map(|until| until.to_string()),
        ends_at: me.ends_at.to_string(),
        idle_minutes: me.idle_minutes,
        bridge_port: me.bridge_port,
        reason_characters: me.reason_characters,
        file_megabytes: me.file_megabytes,
        queues: me.queues,
    };
    Ok(Json(body).into_response())
}

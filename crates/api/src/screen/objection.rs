//! 信息有误.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use daowei_app::screen::LONGEST_OBJECTION;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{OfScreen, ScreenSecret, key};
use crate::bounds::short;
use crate::caller::is_of_staff;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What is not right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SightObjected {
    /// The revision that was on the screen.
    revision: i64,
    /// What is wrong, and what it should say; nothing where he tells it across the counter.
    #[serde(default)]
    #[schema(max_length = 200)]
    words: String,
}

/// 信息有误 · Something of what the screen shows is wrong
///
/// Told to the desk; the receipt that follows has it, with what became of it. What is shown anew has none. Never with a session of staff (`rating.by_staff`).
#[utoipa::path(post, path = "/screens/{screen}/objection", operation_id = "objectToSight", tag = "screen", security(()),
    params(OfScreen, ScreenSecret),
    request_body = SightObjected,
    responses((status = 204, description = "The desk is told.")))]
pub(super) async fn object_to_sight(
    State(api): State<Api>,
    Ids(of): Ids<OfScreen>,
    headers: HeaderMap,
    Json(given): Json<SightObjected>,
) -> Result<StatusCode, Failure> {
    let by_staff = is_of_staff(&api, &headers).await?;
    // Who is refused for his session is told so, whatever else he shows.
    let key = key(&api.app, of.screen, &headers)
        .or_else(|error| if by_staff { Ok(api.app.screen_key(of.screen, "")) } else { Err(error) })?;
    let words = short("words", given.words, LONGEST_OBJECTION)?;
    api.app.object_to_seen(key, given.revision, words, by_staff).await?;
    Ok(StatusCode::NO_CONTENT)
}

//! 自助取号 at a screen of the hall.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use super::{OfScreen, ScreenSecret, key};
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::queue::{TicketAsked, TicketDrawn, letter};
use crate::state::Api;

/// 自助取号 · Draw the next number of a kind, at a screen of the hall that is there for it
#[utoipa::path(post, path = "/screens/{screen}/tickets", operation_id = "drawAtScreen", tag = "screen", security(()),
    params(OfScreen, ScreenSecret),
    request_body = TicketAsked,
    responses((status = 201, description = "What stands on the slip.", body = TicketDrawn)))]
pub(super) async fn draw_at_screen(
    State(api): State<Api>,
    Ids(of): Ids<OfScreen>,
    headers: HeaderMap,
    Json(given): Json<TicketAsked>,
) -> Result<(StatusCode, Json<TicketDrawn>), Failure> {
    let key = key(&api.app, of.screen, &headers)?;
    let kind = letter("kind", &given.kind)?;
    let drawn = api.app.draw_at_screen(key, kind).await?;
    Ok((StatusCode::CREATED, Json(drawn.into())))
}

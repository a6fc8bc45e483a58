//! One letter.

use axum::extract::State;

use super::letter::{LetterView, OfLetter};
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 授权书 · One letter of authorization
#[utoipa::path(
    get,
    path = "/letters/{letter}",
    operation_id = "getLetter",
    tag = "authority",
    params(OfLetter),
    responses((status = 200, description = "The letter.", body = LetterView))
)]
pub(super) async fn get_letter(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfLetter>,
) -> Result<Json<LetterView>, Failure> {
    let (view, items) = api.app.letter(caller, of.letter).await?;
    Ok(Json(LetterView::of(view, items)))
}

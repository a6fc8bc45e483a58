//! What was written with a rating.

use axum::extract::State;
use daowei_app::text::Texts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OfRating;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What the words are read for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RatingPurpose {
    /// 用途
    #[schema(min_length = 4, max_length = 4000)]
    purpose: String,
}

/// Words in clear.
#[derive(Serialize, ToSchema)]
pub(super) struct RatingWords {
    /// The rater's, where there are any, then what was found and done, in the order of writing.
    texts: Vec<String>,
}

/// 查看评价内容 · Show what was written with a rating and about it, with a purpose
///
/// Recorded before anything is shown.
#[utoipa::path(post, path = "/ratings/{rating}/reveal", operation_id = "revealRating", tag = "rating",
    params(OfRating),
    request_body = RatingPurpose,
    responses((status = 200, description = "The words in clear.", body = RatingWords)))]
pub(super) async fn reveal_rating(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfRating>,
    Json(body): Json<RatingPurpose>,
) -> Result<Json<RatingWords>, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    Ok(Json(RatingWords { texts: api.app.reveal_rating(caller, of.rating, purpose, texts).await? }))
}

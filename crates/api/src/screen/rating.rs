//! 评价 at the screen.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use daowei_app::text::Texts;
use daowei_domain::rating::{LONGEST, Level};
use daowei_ident::RatingId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{OfScreen, ScreenSecret, key};
use crate::bounds::lines;
use crate::caller::is_of_staff;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What the applicant thinks of the visit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RatingGiven {
    /// 评价等级
    #[schema(value_type = words::RatingLevel)]
    level: Level,
    /// In the applicant's own words.
    #[serde(default)]
    #[schema(max_length = 500)]
    words: String,
}

/// A rating that was given.
#[derive(Serialize, ToSchema)]
pub(super) struct RatingTaken {
    /// The rating.
    #[schema(value_type = String, format = Uuid)]
    id: RatingId,
}

/// 评价 · Rate the visit that the screen asks about, once
///
/// Never with a session of staff (`rating.by_staff`). The words lie in the vault.
#[utoipa::path(post, path = "/screens/{screen}/rating", operation_id = "rateVisit", tag = "screen", security(()),
    params(OfScreen, ScreenSecret),
    request_body = RatingGiven,
    responses((status = 201, description = "It is rated.", body = RatingTaken)))]
pub(super) async fn rate_visit(
    State(api): State<Api>,
    Ids(of): Ids<OfScreen>,
    headers: HeaderMap,
    Json(given): Json<RatingGiven>,
) -> Result<(StatusCode, Json<RatingTaken>), Failure> {
    let by_staff = is_of_staff(&api, &headers).await?;
    let key = key(&api.app, of.screen, &headers)
        .or_else(|error| if by_staff { Ok(api.app.screen_key(of.screen, "")) } else { Err(error) })?;
    let mut texts = Texts::new(&api.app);
    let words = lines("words", given.words, LONGEST)?;
    let words = (!words.trim().is_empty()).then(|| texts.take("words", "rating", words)).transpose()?;
    let rated = api.app.rate_visit(key, given.level, words, texts, by_staff).await?;
    Ok((StatusCode::CREATED, Json(RatingTaken { id: rated.id })))
}
